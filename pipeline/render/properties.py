"""The properties of a document: title and the rest as its content says, dates from the document, never from the clock.

Source: ECMA-376 part 2, 11 (core properties); part 1, 22.3 (custom properties).
"""

from collections.abc import Sequence

from pipeline.document import Document
from pipeline.render.xml_text import text_in_attribute

CORE = "docProps/core.xml"
CUSTOM = "docProps/custom.xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def core_properties(document: Document, language: str, kept: str) -> str:
    """`kept` is what the template's own properties give, as XML."""
    moment = f"{document.date.isoformat()}T00:00:00Z"
    author = text_in_attribute(document.author)
    return (
        f"{_DECLARATION}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{text_in_attribute(document.title)}</dc:title>"
        f"<dc:subject>{text_in_attribute(document.subject)}</dc:subject><dc:creator>{author}</dc:creator>{kept}"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:language>{language}</dc:language></cp:coreProperties>"
    )


def custom_properties(document: Document, kept: Sequence[tuple[str, str]]) -> str:
    """The template's custom properties (`kept`), with the document's own over them; nothing where there are none."""
    values = dict(kept)
    values |= {
        name: f"<vt:lpwstr>{text_in_attribute(value)}</vt:lpwstr>" for name, value in document.properties.items()
    }
    if not values:
        return ""
    properties = "".join(
        f'<property fmtid="{FORMAT}" pid="{number}" name="{text_in_attribute(name)}">{value}</property>'
        for number, (name, value) in enumerate(values.items(), 2)
    )
    return (
        f'{_DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        f' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{properties}</Properties>'
    )
