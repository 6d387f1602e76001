"""XML without a tree: judged by expat, then searched as text.

In well-formed XML without comments and CDATA, `<w:` can only begin an element, so a search over the text is exact;
`regular` brings any other XML into that shape.
"""

import re
from functools import lru_cache
from pyexpat import ExpatError, ParserCreate
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PREFIXES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
}
for _prefix, _namespace in PREFIXES.items():
    ElementTree.register_namespace(_prefix, _namespace)

_ATTRIBUTES = re.compile(r'([\w:.-]+)="([^"]*)"')
_ENTITIES = {"&quot;": '"', "&apos;": "'", "&#10;": "\n", "&#9;": "\t", "&#13;": "\r"}


def fault(data: bytes) -> str | None:
    """Why `data` is not a well-formed part (undeclared prefixes and DOCTYPE included), or None."""
    # OPC forbids document type declarations; without one there are no entities to expand.
    if b"<!DOCTYPE" in data:
        return "DOCTYPE"
    parser = ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        return str(error)
    return None


@lru_cache(maxsize=128)
def known_fault(data: bytes) -> str | None:
    """As `fault`, for parts that are alike in many documents: each is judged once."""
    return fault(data)


def regular(data: bytes) -> str:
    """Well-formed `data` as text: double quotes, the usual prefixes, no comments, no CDATA."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _rewritten(data)
    if "<!" in text or "='" in text or "&#" in text or text.find("?>", 60) >= 0:
        return _rewritten(data)
    for prefix, namespace in PREFIXES.items():
        if text.count(f'="{namespace}"') != text.count(f' xmlns:{prefix}="{namespace}"'):
            return _rewritten(data)
        if text.count(f" xmlns:{prefix}=") != text.count(f' xmlns:{prefix}="{namespace}"'):
            return _rewritten(data)
    return text


def _rewritten(data: bytes) -> str:
    return ElementTree.tostring(ElementTree.fromstring(data), encoding="unicode")


def attributes(start: str) -> dict[str, str]:
    """The attributes of an element, from the text between its name and the next `<`, by their names with prefix."""
    return {name: plain(value) if "&" in value else value for name, value in _ATTRIBUTES.findall(start)}


def plain(escaped: str) -> str:
    """Text with its entities resolved."""
    return unescape(escaped, _ENTITIES) if "&" in escaped else escaped


def tree(data: bytes) -> ElementTree.Element:
    """The tree of a small, well-formed part."""
    return ElementTree.fromstring(data)
