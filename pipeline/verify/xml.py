"""XML without a tree: judged by expat, then searched as text.

In well-formed XML without comments and CDATA, `<w:` can only begin an element, so a search over the text is exact;
`regular` brings any other XML into that shape.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pyexpat import ExpatError, ParserCreate
from xml.etree import ElementTree

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

_NAMESPACES = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_ATTRIBUTES = re.compile(r'([\w:.-]+)="([^"]*)"')
_ENTITIES = {"&quot;": '"', "&apos;": "'", "&#10;": "\n", "&#9;": "\t", "&#13;": "\r", "&lt;": "<", "&gt;": ">"}
_ENTITY = re.compile("|".join(_ENTITIES))


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fault` says why a part is not well-formed XML, if it is not; `is_regular` that it can be searched as it is."""

    fault: str = ""
    is_regular: bool = True


def judge(data: bytes) -> Verdict:
    """Parse `data` with namespaces; undeclared prefixes and a document type are faults."""
    odd: list[str] = []
    doctype: list[str] = []

    def note(*_: object) -> None:
        odd.append("")

    def declared(prefix: str | None, namespace: str | None) -> None:
        if PREFIXES.get(prefix or "", namespace) != namespace or _NAMESPACES.get(namespace or "", prefix) != prefix:
            odd.append("")

    parser = ParserCreate(namespace_separator=" ")
    parser.CommentHandler = parser.ProcessingInstructionHandler = parser.StartCdataSectionHandler = note
    parser.StartNamespaceDeclHandler = declared
    # OPC forbids document type declarations; without one there are no entities to expand.
    parser.StartDoctypeDeclHandler = lambda *_: doctype.append("DOCTYPE")
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        return Verdict(str(error), False)
    return Verdict("".join(doctype), not odd)


@lru_cache(maxsize=128)
def known_verdict(data: bytes) -> Verdict:
    """As `judge`, for parts that are alike in many documents: each is judged once."""
    return judge(data)


def regular(data: bytes, verdict: Verdict | None = None) -> str:
    """Well-formed `data` as text: double quotes, the usual prefixes, no comments, no CDATA, no numeric entities."""
    if not (verdict or known_verdict(data)).is_regular:
        return _rewritten(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _rewritten(data)
    return _rewritten(data) if "='" in text or "&#" in text else text


def _rewritten(data: bytes) -> str:
    return ElementTree.tostring(ElementTree.fromstring(data), encoding="unicode")


def attributes(start: str) -> dict[str, str]:
    """The attributes of an element, from the text between its name and the next `<`, by their names with prefix."""
    return {name: plain(value) if "&" in value else value for name, value in _ATTRIBUTES.findall(start)}


def plain(escaped: str) -> str:
    """Text with its entities resolved."""
    if "&" not in escaped:
        return escaped
    # By hand: the standard library's `unescape` brings half of `urllib` along.
    return _ENTITY.sub(lambda found: _ENTITIES[found[0]], escaped).replace("&amp;", "&")


def tree(data: bytes) -> ElementTree.Element:
    """The tree of a small, well-formed part."""
    return ElementTree.fromstring(data)
