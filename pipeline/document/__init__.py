"""What a document is before it is Word: a kind, its content, and the remarks to be shown in it."""

from pipeline.document.kind import Document, DocumentKind, Rule
from pipeline.document.values import Line, Text, about, field_tree, filled, flat_fields, with_quotation, with_table

__all__ = [
    "Document",
    "DocumentKind",
    "Line",
    "Rule",
    "Text",
    "about",
    "field_tree",
    "filled",
    "flat_fields",
    "with_quotation",
    "with_table",
]
