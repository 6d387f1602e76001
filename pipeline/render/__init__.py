"""Content and template into a Word document: the same bytes for the same input, wherever and whenever it is made.

Two halves. *Compiling* (`source`, `tags`, `tag_order`, `styles`, `template`; `template_check` with `template_types`)
reads a .docx template with lxml and docxtpl, once. *Rendering* (`docx`, `writer`, `attachments`, `comments`,
`properties`, `package`) only runs the compiled template and splices strings into the file; it imports none of the heavy
libraries. `writer` writes blocks by `paragraphs`, `tables`, `grids`, `images`, `charts` and `contents` (`captions`
stand below images and charts); `sections` and `turned_headers` then lay pages on their side where a grid asks for it.
`compiled` is what the one hands to the other, `template_cache` keeps it on disk, and `contract` names the styles both
rely on.

Apart from both stands `redline`: two finished documents as one with tracked changes.
"""
