"""The package (OPC, ECMA-376 part 2): parts, their types, and the relations between them."""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from urllib.parse import unquote

from pipeline.diagnostics import Diagnostic, Place
from pipeline.verify import problems, xml

CONTENT_TYPES = "[Content_Types].xml"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last word of the relation's type («image»); `target` a part's name, or an address if `external`."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """`parts` by name without the leading slash; `relations` by the part they belong to («» for the package itself)."""

    parts: dict[str, bytes]
    types: dict[str, str]
    relations: dict[str, tuple[Relation, ...]]
    main: str
    main_verdict: xml.Verdict

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that `part` points to as `kind`."""
        return [each.target for each in self.relations.get(part, ()) if each.kind == kind and not each.external]

    def one(self, part: str, kind: str) -> bytes | None:
        """The first of them that is there."""
        return next((self.parts[name] for name in self.related(part, kind) if name in self.parts), None)


def read_package(data: bytes, place: Place) -> tuple[Package | None, list[Diagnostic]]:
    """Unpack `data`. Without a package to go on with, only the complaints come back."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            parts = {info.filename: archive.read(info) for info in infos}
    except _BROKEN as error:
        return None, [problems.UNREADABLE_PACKAGE.at(place, grunn=error)]
    found = []
    verdicts: dict[str, xml.Verdict] = {}
    seen: set[str] = set()
    for info in infos:
        if info.filename.lower() in seen:
            found.append(problems.DOUBLED_PART.at(place, **{"del": info.filename}))
        seen.add(info.filename.lower())
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            # The text is new in every document; the rest mostly comes from the template as it stood.
            verdicts[name] = xml.judge(part) if name.endswith("document.xml") else xml.known_verdict(part)
            if verdicts[name].fault:
                found.append(problems.BROKEN_XML.at(place, **{"del": name}, grunn=verdicts[name].fault))
    if found:
        return None, found
    types = _types(parts.get(CONTENT_TYPES, b"<Types/>"), tuple(parts))
    relations = {_source(name): _relations(name, part) for name, part in parts.items() if name.endswith(".rels")}
    main = next((each.target for each in relations.get("", ()) if each.kind == "officeDocument"), "")
    if main not in parts or types.get(main) != MAIN_TYPE:
        return None, [problems.NO_MAIN_PART.at(place)]
    return Package(parts, types, relations, main, verdicts.get(main, xml.Verdict())), []


def check_package(package: Package, place: Place) -> Iterator[Diagnostic]:
    """Every part is typed, present and used; only links lead out."""
    for name in package.parts:
        if name != CONTENT_TYPES and not package.types.get(name):
            yield problems.UNTYPED_PART.at(place, **{"del": name})
    for name in package.types:
        if name not in package.parts:
            yield problems.MISSING_PART.at(place, **{"del": name}, hvor=CONTENT_TYPES)
    reached = {CONTENT_TYPES}
    waiting = [""]
    while waiting:
        part = waiting.pop()
        if part in reached:
            continue
        reached.add(part)
        if part in package.relations:
            reached.add(_relations_part(part))
        waiting += [each.target for each in package.relations.get(part, ()) if not each.external]
    for name in package.parts:
        if name not in reached:
            yield problems.ORPHAN_PART.at(place, **{"del": name})
    for part, relations in package.relations.items():
        where = _relations_part(part)
        ids = set()
        for each in relations:
            if each.id in ids:
                yield problems.DOUBLED_RELATION.at(place, id=each.id, hvor=where)
            ids.add(each.id)
            if each.external:
                if each.kind != "hyperlink":
                    yield problems.OUTSIDE_RELATION.at(place, mål=each.target, type=each.kind)
            elif each.target not in package.parts:
                yield problems.MISSING_PART.at(place, **{"del": each.target}, hvor=where)


@lru_cache(maxsize=16)
def _types(data: bytes, names: tuple[str, ...]) -> dict[str, str]:
    """The type of every part, and of every part named here that is not there."""
    defaults, overrides = {}, {}
    for element in xml.tree(data):
        kind = element.get("ContentType", "")
        if element.tag.endswith("}Override"):
            overrides[element.get("PartName", "").lstrip("/")] = kind
        elif element.tag.endswith("}Default"):
            defaults[element.get("Extension", "").lower()] = kind
    known = {name: defaults.get(name.rpartition(".")[2].lower(), "") for name in names if name != CONTENT_TYPES}
    return {name: kind for name, kind in known.items() if kind} | overrides


def _source(relations_part: str) -> str:
    """The part that `word/_rels/document.xml.rels` belongs to."""
    folder, _, name = relations_part.rpartition("/")
    return posixpath.join(folder.removesuffix("_rels"), name.removesuffix(".rels"))


def _relations_part(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


@lru_cache(maxsize=128)
def _relations(name: str, data: bytes) -> tuple[Relation, ...]:
    folder = posixpath.dirname(_source(name))
    found = []
    for element in xml.tree(data):
        external = element.get("TargetMode") == "External"
        target = element.get("Target", "")
        if not external:
            inside = unquote(target.partition("#")[0])
            target = (
                inside.lstrip("/") if inside.startswith("/") else posixpath.normpath(posixpath.join(folder, inside))
            )
        found.append(Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, external))
    return tuple(found)
