"""What the comparison of two documents shares: names of WordprocessingML, and elements as comparable text."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

W_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{W_NAMESPACE}}}"
R = f"{{{R_NAMESPACE}}}"
VAL = f"{W}val"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MARKS = (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")

_SILENT = {f"{W}lang", f"{W}noProof", f"{W}rsid"}
"""Properties nobody sees: programs set them on their own."""


def element(name: str, /, **attributes: str) -> Element:
    """A new element of WordprocessingML, its attributes too."""
    return etree.Element(W + name, {W + key: value for key, value in attributes.items()}, nsmap={"w": W_NAMESPACE})


def child(parent: Element | None, name: str) -> Element | None:
    return None if parent is None else parent.find(W + name)


def value(parent: Element | None, name: str) -> str:
    """The `w:val` of a child, or nothing."""
    found = child(parent, name)
    return "" if found is None else found.get(VAL, "")


def whole(text: str | None) -> int:
    """A number as it stands in a file, 0 where none does."""
    return int(text) if text and text.isascii() and text.lstrip("-").isdigit() else 0


def own_children(properties: Element | None, without: Iterable[str] = ()) -> list[Element]:
    """The properties in a properties element; `without` are names of WordprocessingML."""
    left_out = {W + name for name in without}
    return [] if properties is None else [each for each in properties if each.tag not in left_out]


def attributes_of(found: Element) -> list[tuple[str, str]]:
    """Names and values, by name."""
    return sorted((str(name), str(text)) for name, text in found.items())


def forget(found: Element, *names: str) -> None:
    """Takes attributes away, where they are there."""
    for name in names:
        if name in found.attrib:
            del found.attrib[name]


def canon(found: Element) -> str:
    """An element as text: equal where the elements mean the same to Word."""
    attributes = "".join(f" {name}={text!r}" for name, text in attributes_of(found) if not name.startswith(f"{W}rsid"))
    inner = "".join(canon(each) for each in found if isinstance(each.tag, str))
    text = found.text if found.text and (not len(found) or found.text.strip()) else ""
    return f"<{found.tag}{attributes}>{text}{inner}</>"


def canon_properties(children: Iterable[Element]) -> str:
    """Properties as text, in an order of their own, without what nobody sees."""
    return "".join(sorted(canon(each) for each in children if isinstance(each.tag, str) and each.tag not in _SILENT))


def copies(children: Iterable[Element]) -> list[Element]:
    return [deepcopy(each) for each in children]


def unwrap(found: Element) -> None:
    """Puts the content of an element in its place."""
    parent = found.getparent()
    if parent is not None:
        at = parent.index(found)
        parent[at : at + 1] = list(found)


def drop(found: Element) -> None:
    parent = found.getparent()
    if parent is not None:
        parent.remove(found)


def paragraphs(root: Element) -> Iterator[Element]:
    return root.iter(f"{W}p")


def words_of(root: Element) -> str:
    """The text of an element, for comparing likeness."""
    return "".join(each.text or "" for each in root.iter(f"{W}t"))
