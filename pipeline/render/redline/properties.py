"""What a document says of itself, and the seal of one that a comparison made: whether anybody has changed it since.

Source: ECMA-376 part 2, 11 (core properties); part 1, 22.3 (custom properties).
"""

from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from lxml import etree

from pipeline.render.properties import CUSTOM, CUSTOM_RELATION, CUSTOM_TYPE, FORMAT
from pipeline.render.redline.package import Package, Relation, parsed, read_package, serialized
from pipeline.render.redline.xml import Element, whole

SEAL = "saksgang-sporede-endringer"
_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_VALUES = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"


class Facts(NamedTuple):
    """When a document says that it was last changed, and who made it; nothing where it does not say."""

    changed: datetime | None
    creator: str


def facts_of(data: bytes) -> Facts:
    """The facts of a .docx; of what is none, no facts."""
    package = read_package(data)
    core = _related(package, "core-properties") if isinstance(package, Package) else None
    if core is None or not isinstance(package, Package):
        return Facts(None, "")
    root = package.tree(core)
    return Facts(_moment(_text(root, "modified")) or _moment(_text(root, "created")), _text(root, "creator").strip())


def seal(package: Package) -> None:
    """Notes in the package what it holds, all else being finished."""
    part = _related(package, "custom-properties")
    if part is None:
        part = package.add_part(CUSTOM, b"", CUSTOM_TYPE)
        package.trees[part] = parsed(f'<Properties xmlns="{_PROPERTIES[1:-1]}" xmlns:vt="{_VALUES[1:-1]}"/>'.encode())
        package.add_relation("", Relation("custom-properties", CUSTOM_RELATION, part, False))
    root = package.tree(part)
    row = _seal_in(root)
    if row is None:
        number = 1 + max((whole(each.get("pid")) for each in root), default=1)
        row = etree.SubElement(root, f"{_PROPERTIES}property", fmtid=FORMAT, pid=str(number), name=SEAL)
        etree.SubElement(row, f"{_VALUES}lpwstr")
    row[0].text = _digest(package, part)


def is_sealed(data: bytes) -> bool:
    """Whether a file is a comparison's, and as it was made."""
    package = read_package(data)
    if not isinstance(package, Package):
        return False
    part = _related(package, "custom-properties")
    row = None if part is None else _seal_in(package.tree(part))
    return part is not None and row is not None and row[0].text == _digest(package, part, read=True)


def _digest(package: Package, without: str, read: bool = False) -> str:
    found = sha256()
    for name in sorted(package.parts):
        if name != without:
            data = package.parts[name] if read or name not in package.trees else serialized(package.trees[name])
            found.update(f"{name} {len(data)}\n".encode() + data)
    return found.hexdigest()


def _related(package: Package, kind: str) -> str | None:
    return next(
        (each.target for each in package.relations("").values() if each.kind == kind and each.target in package.parts),
        None,
    )


def _seal_in(root: Element) -> Element | None:
    return next((each for each in root if each.get("name") == SEAL and len(each)), None)


def _text(root: Element, name: str) -> str:
    return next((each.text or "" for each in root if etree.QName(each).localname == name), "")


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None
