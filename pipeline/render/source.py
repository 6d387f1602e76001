"""A .docx file opened as a template: its parts by name, and what is plainly wrong with the file."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from pipeline.diagnostics import Diagnostic, Place
from pipeline.render.package import relations_of
from pipeline.render.template_problems import BROKEN_PART, ENCRYPTED, MACROS, NOT_WORD, OLD_WORD

CONTENT_TYPES = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0"
_MOST = 200_000_000
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


class UnreadablePartError(Exception):
    """A part that is no XML."""

    def __init__(self, part: str, reason: str) -> None:
        super().__init__(part, reason)
        self.part, self.reason = part, reason


@dataclass(frozen=True, slots=True)
class Relation:
    id: str
    type: str
    target: str
    external: bool


@dataclass(slots=True)
class Source:
    """The parts of a template, in the order of the file; `main` is the document's own part."""

    parts: dict[str, bytes]
    main: str

    def tree(self, part: str) -> etree._Element:
        """The XML of a part; raises `UnreadablePartError`."""
        try:
            return etree.fromstring(self.parts[part], _PARSER)
        except (etree.XMLSyntaxError, KeyError, ValueError) as error:
            raise UnreadablePartError(part, str(error)) from error

    def relations(self, part: str) -> list[Relation]:
        """What a part («» for the package) points at; targets are part names, or addresses where external."""
        name = relations_of(part)
        if name not in self.parts:
            return []
        found = []
        for each in self.tree(name).iter(f"{{{RELATIONS}}}Relationship"):
            external = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
            found.append(Relation(each.get("Id", ""), each.get("Type", ""), target, external))
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """The parts of a kind («styles», «header») that `part` points at and that are there."""
        return [
            each.target
            for each in self.relations(part)
            if each.type.rsplit("/", 1)[-1] == kind and not each.external and each.target in self.parts
        ]


def open_source(data: bytes, place: Place) -> tuple[Source | None, list[Diagnostic]]:
    """The template in `data`, or why it is none."""
    if data.startswith(_OLE):
        return None, [OLD_WORD.at(place)]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir()]
            if any(entry.flag_bits & 1 for entry in entries):
                return None, [ENCRYPTED.at(place)]
            if sum(entry.file_size for entry in entries) > _MOST:
                return None, [NOT_WORD.at(place)]
            parts = {entry.filename.lstrip("/"): package.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError):
        return None, [NOT_WORD.at(place)]
    source = Source(parts, "")
    try:
        mains = source.related("", "officeDocument")
        if CONTENT_TYPES not in parts or not mains:
            return None, [NOT_WORD.at(place)]
        types = parts[CONTENT_TYPES]
        if b"wordprocessingml" not in types or any(name.endswith("vbaProject.bin") for name in parts):
            return None, [(MACROS if b"wordprocessingml" in types or b"ms-word" in types else NOT_WORD).at(place)]
    except UnreadablePartError as error:
        return None, [BROKEN_PART.at(place, del_=error.part, grunn=error.reason)]
    source.main = mains[0]
    return source, []
