"""A .docx as parts and relations, to be taken from and added to.

Source: ECMA-376 part 2, 9 (parts and relationships) and 10 (content types).
"""

import hashlib
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from pipeline.diagnostics import Problem
from pipeline.render.package import pack, write_package
from pipeline.render.problems import COMPARED_BROKEN, COMPARED_LOCKED, COMPARED_NO_DOCX
from pipeline.render.redline.xml import Element

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How a password protected document begins, and one of Word before 2007."""
_LARGEST = 400_000_000


class Relation(NamedTuple):
    """What a part points at: the last word of its type («image»), the type, the target (a part or an address)."""

    kind: str
    type: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """The parts by name. Trees are read once and written back when the package is written."""

    parts: dict[str, bytes]
    main: str = ""
    trees: dict[str, Element] = field(default_factory=dict)
    _known: dict[str, dict[str, Relation]] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)

    def tree(self, part: str) -> Element:
        if part not in self.trees:
            self.trees[part] = parsed(self.parts[part])
        return self.trees[part]

    def relations(self, part: str) -> dict[str, Relation]:
        """The relations of a part by id."""
        if part not in self._known:
            name = _relations_part(part)
            found = {}
            for each in self.tree(name) if name in self.parts else ():
                external = each.get("TargetMode") == "External"
                target = each.get("Target", "")
                if not external:
                    folder = posixpath.dirname(part)
                    target = (
                        target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                    )
                type_ = each.get("Type", "").replace(_STRICT, _OFFICE)
                found[each.get("Id", "")] = Relation(type_.rpartition("/")[2], type_, target, external)
            self._known[part] = found
        return self._known[part]

    def related(self, kind: str) -> Element | None:
        """The tree of the part the main part is related to by a kind, as styles or numbering."""
        name = self.related_part(kind)
        return None if name is None else self.tree(name)

    def related_part(self, kind: str) -> str | None:
        for relation in self.relations(self.main).values():
            if relation.kind == kind and relation.target in self.parts:
                return relation.target
        return None

    def digest(self, part: str) -> str:
        if part not in self._digests:
            self._digests[part] = hashlib.sha256(self.parts.get(part, b"")).hexdigest()
        return self._digests[part]

    def content_type(self, part: str) -> str:
        extension = part.rpartition(".")[2].lower()
        default = ""
        for each in self.tree(_TYPES_PART):
            if each.get("PartName") == f"/{part}":
                return each.get("ContentType", "")
            if (each.get("Extension") or "").lower() == extension:
                default = each.get("ContentType", "")
        return default

    def add_part(self, name: str, data: bytes, content_type: str) -> str:
        """A part under that name, or one like it where that is taken; the name it got."""
        stem, _, ending = name.rpartition(".")
        number, free = 1, name
        while free in self.parts:
            number += 1
            free = f"{stem}-{number}.{ending}"
        self.parts[free] = data
        self._digests.pop(free, None)
        if self.content_type(free) != content_type:
            row = etree.SubElement(self.tree(_TYPES_PART), f"{{{_TYPES}}}Override")
            row.set("PartName", f"/{free}")
            row.set("ContentType", content_type)
        return free

    def add_relation(self, part: str, relation: Relation) -> str:
        """The id of that relation of a part, made where there is none like it."""
        known = self.relations(part)
        for ident, each in known.items():
            if each == relation:
                return ident
        name = _relations_part(part)
        if name not in self.parts:
            self.parts[name] = b""
            self.trees[name] = parsed(f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
        number = len(known) + 1
        while f"rId{number}" in known:
            number += 1
        target = relation.target if relation.external else f"/{relation.target}"
        row = etree.SubElement(self.tree(name), f"{{{_RELATIONS}}}Relationship")
        row.set("Id", f"rId{number}")
        row.set("Type", relation.type)
        row.set("Target", target)
        if relation.external:
            row.set("TargetMode", "External")
        known[f"rId{number}"] = relation
        return f"rId{number}"

    def drop_relation(self, part: str, ident: str) -> None:
        """Takes a relation of a part away."""
        del self.relations(part)[ident]
        root = self.tree(_relations_part(part))
        for each in [row for row in root if row.get("Id") == ident]:
            root.remove(each)

    def drop_part(self, name: str) -> None:
        """Takes a part away, with its relations and what is said of it; nothing may point at it any more."""
        for each in (name, _relations_part(name)):
            self.parts.pop(each, None)
            self.trees.pop(each, None)
        self._known.pop(name, None)
        self._digests.pop(name, None)
        types = self.tree(_TYPES_PART)
        for row in [row for row in types if row.get("PartName") == f"/{name}"]:
            types.remove(row)

    def written(self) -> bytes:
        """The package file; the same parts give the same bytes."""
        for name, root in self.trees.items():
            self.parts[name] = serialized(root)
        return write_package(pack(name, data) for name, data in self.parts.items())


def read_package(data: bytes) -> Package | Problem:
    """The parts of a .docx, or what is wrong with the file."""
    if data[:4] == _COMPOUND:
        return COMPARED_LOCKED
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            rows = archive.infolist()
            if any(row.flag_bits & 1 for row in rows):
                return COMPARED_LOCKED
            if sum(row.file_size for row in rows) > _LARGEST:
                return COMPARED_BROKEN
            package = Package({row.filename: archive.read(row) for row in rows if not row.is_dir()})
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return COMPARED_NO_DOCX if data[:2] != b"PK" else COMPARED_BROKEN
    try:
        if _TYPES_PART not in package.parts:
            return COMPARED_NO_DOCX
        targets = [each.target for each in package.relations("").values() if each.kind == "officeDocument"]
        if not targets or targets[0] not in package.parts or "wordprocessingml" not in package.content_type(targets[0]):
            return COMPARED_NO_DOCX
        package.main = targets[0]
        read = [
            package.tree(name)
            for name in package.parts
            if name.endswith((".xml", ".rels")) and name.startswith(("word/", "docProps/", "_rels/"))
        ]
        if any(
            root.getroottree().docinfo.internalDTD is not None for root in read
        ):  # OPC forbids it; what it names would be lost
            return COMPARED_BROKEN
    except etree.XMLSyntaxError:
        return COMPARED_BROKEN
    return package


def serialized(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def parsed(data: bytes) -> Element:
    """XML without entities, which a document has no use for; what does not parse, or is nested too deep, raises."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
