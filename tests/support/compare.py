"""Word documents compared part by part: what was added, what is gone, and what differs, as a person can read it."""

import difflib
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from lxml import etree

HOW_TO_APPROVE = "If this is as it should be: make accept, then look at the documents in Word before committing."
_LINES_SHOWN = 60


def compare_packages(expected: Path, actual: bytes) -> list[str]:
    """How the .docx `actual` differs from the approved one, a part each; empty when nothing does.

    XML is compared by content, an element a line; all else by its bytes. The order of the parts counts too.
    """
    if not expected.is_file():
        return [f"{expected.name}: there is no approved document. {HOW_TO_APPROVE}"]
    approved, made = parts_of(expected.read_bytes()), parts_of(actual)
    found = [f"{name}: part added" for name in made if name not in approved]
    found += [f"{name}: part missing" for name in approved if name not in made]
    if not found and list(made) != list(approved):
        found.append(f"the parts come in another order: {', '.join(made)}")
    for name, part in approved.items():
        if name in made and part != made[name]:
            found += _difference(name, part, made[name])
    return [f"{expected.name}: {each}" for each in found] + ([HOW_TO_APPROVE] if found else [])


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name, in their order; a name that comes twice is a fault."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names)), f"a part comes twice: {sorted(names)}"
        return {name: archive.read(name) for name in names}


def _difference(name: str, approved: bytes, made: bytes) -> list[str]:
    if not name.endswith((".xml", ".rels")):
        digests = [sha256(part).hexdigest()[:12] for part in (approved, made)]
        return [f"{name}: {len(approved)} bytes ({digests[0]}) became {len(made)} bytes ({digests[1]})"]
    lines = list(difflib.unified_diff(readable(approved), readable(made), "approved", "made", lineterm="", n=2))
    if not lines:
        return []  # only attributes in another order, or another spelling of the same XML
    more = [f"… and {len(lines) - _LINES_SHOWN} lines more"] if len(lines) > _LINES_SHOWN else []
    return [f"{name} differs:\n" + "\n".join([*lines[:_LINES_SHOWN], *more])]


def readable(part: bytes) -> list[str]:
    """XML as lines, an element each, indented; attributes by name; text as it stands, white space seen."""
    lines: list[str] = []
    _write(etree.fromstring(part), 0, lines)
    return lines


def _write(element: etree._Element, depth: int, lines: list[str]) -> None:
    indent = "  " * depth
    if not isinstance(element.tag, str):
        lines.append(f"{indent}{etree.tostring(element, with_tail=False, encoding='unicode')}")
        return
    attributes = "".join(f" {_short(element, name)}={value!r}" for name, value in sorted(element.items()))
    text = f" {element.text!r}" if element.text and (element.text.strip() or not len(element)) else ""
    lines.append(f"{indent}{_short(element, element.tag)}{attributes}{text}")
    for child in element:
        _write(child, depth + 1, lines)
        if child.tail and child.tail.strip():
            lines.append(f"{indent}  {child.tail!r}")


def _short(element: etree._Element, name: str) -> str:
    qualified = etree.QName(name)
    prefixes = {uri: prefix for prefix, uri in element.nsmap.items()}
    prefix = prefixes.get(qualified.namespace)
    return f"{prefix}:{qualified.localname}" if prefix else qualified.localname
