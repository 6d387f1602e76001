"""Content and template into a Word document: the same bytes for the same input, wherever and whenever it is made.

Two halves. *Compiling* (`template`, `tags`, `styles`, `template_check`) reads a .docx template with lxml and docxtpl,
once. *Rendering* (`docx`, `writer`, `comments`, `package`) only runs the compiled template and splices strings into the
file; it imports none of the heavy libraries. `compiled` is what the one hands to the other.
"""
