"""`saksgang show`: what a stage made of a source, for looking at."""

import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pipeline.diagnostics import Place
from pipeline.kinds import all_kinds
from pipeline.load.files import SOURCES
from pipeline.load.mandates import MANDATES
from pipeline.load.model import RawProject
from pipeline.load.project import CONTACTS, MEETINGS, PERSONS, SETUP
from pipeline.load.register_places import REGISTERS
from pipeline.load.source_text import SourceText
from pipeline.records.mandate import Appendix, Chapter, Mandate
from pipeline.records.project import Project
from pipeline.workflow.build import documents_of
from pipeline.workflow.reading import read_project


class NothingToShow(Exception):
    """No source by that name; the text says which there are."""


def show(root: Path, name: str, after: str) -> str:
    """JSON of what stage `after` (load, link, document) made of the source `name` (a path, or the id of a meeting, a
    mandate, an action register or a text).

    Raises NothingToShow.
    """
    reading = read_project(root)
    if reading.raw is None or reading.project is None:
        raise NothingToShow("Prosjektet kan ikke leses. Kjør «saksgang check».")
    raw, project = reading.raw, reading.project
    wanted = _source_path(root, name)
    registers = {
        SETUP: (raw.setup, project.bodies),
        PERSONS: (raw.persons, project.persons),
        CONTACTS: (raw.contacts, raw.contacts),
    }
    for register, (loaded, linked) in registers.items():
        if _matches(register, wanted):
            return _json(loaded if after == "load" else linked)
    finders = (_meeting, _mandate, _register, _paper)
    found = next((each for find in finders if (each := find(raw, project, wanted)) is not None), None)
    if found is None:
        sources = (raw.meetings, raw.mandates, raw.papers)
        known = ", ".join(source.path for each in sources for source in each[-5:])
        raise NothingToShow(f"Fant ikke «{name}», eller den er uleselig. De siste er: {known}.")
    if after == "document":
        kinds = all_kinds().values()
        documents = [document for kind in kinds for document in documents_of(kind, project, reading)]
        return _json([document for document in documents if found.path in (document.source, *document.sources)])
    return _json(found.loaded if after == "load" else found.linked)


@dataclass(slots=True)
class _Found:
    """A source: its path, and what two of the stages made of it."""

    path: str
    loaded: Any
    linked: Any


def _meeting(raw: RawProject, project: Project, wanted: str) -> _Found | None:
    for source in raw.meetings:
        if _matches(source.path, wanted):
            linked = [meeting for meeting in project.meetings.values() if meeting.source == source.path]
            return _Found(source.path, source, linked)
    return None


def _mandate(raw: RawProject, project: Project, wanted: str) -> _Found | None:
    """A mandate by its id or its file; a chapter or an appendix by its file."""
    for source in raw.mandates:
        mandate = project.mandates.get(source.id)
        if _matches(source.path, wanted) or wanted == source.id:
            return _Found(source.path, source.head, mandate)
        for chapter in (*source.chapters.values(), *source.appendices.values()):
            if _matches(chapter.path, wanted):
                linked = _pieces(mandate, chapter.path) if mandate else []
                return _Found(chapter.path, chapter, linked)
    return None


def _pieces(mandate: Mandate, path: str) -> list[Chapter | Appendix]:
    """What a mandate makes of the file at `path`: nothing where the file is not listed."""
    pieces: list[Chapter | Appendix] = [*mandate.chapters, *mandate.appendices]
    return [each for each in pieces if each.source == path]


def _register(raw: RawProject, project: Project, wanted: str) -> _Found | None:
    """An action register by its id or one of its files, every text of it read."""
    for source in raw.registers:
        if wanted in (source.id, f"{REGISTERS}/{source.id}") or any(_matches(path, wanted) for path in source.texts):
            loaded = {
                "id": source.id,
                "path": source.path,
                "head": source.head.model_copy(update={"tiltak": {}}),
                "actions": dict(source.actions),
            }
            register = project.registers[source.id]
            for action in register.actions.values():
                for entry in action.entries:
                    _ = entry.text  # what is not read yet is read when asked for
            return _Found(source.path, loaded, register)
    return None


def _paper(raw: RawProject, project: Project, wanted: str) -> _Found | None:
    """A text of a document kind by its id or its file."""
    for source in raw.papers:
        ident = f"{source.kind}/{source.name}"
        if wanted == ident or _matches(source.path, wanted):
            loaded = {"head": source.head, "preface": source.preface, "sections": source.sections}
            return _Found(source.path, loaded, project.papers.get(ident))
    return None


def _source_path(root: Path, name: str) -> str:
    path = Path(name)
    try:
        return path.resolve().relative_to(root.resolve()).as_posix() if path.exists() else path.as_posix()
    except (ValueError, OSError):
        return path.as_posix()  # elsewhere, or no name a file can have


def _matches(path: str, wanted: str) -> bool:
    below = path.removeprefix(f"{MANDATES}/")
    return wanted in (
        path,
        path.removeprefix(f"{SOURCES}/"),
        path.removeprefix(f"{MEETINGS}/").removesuffix(".md"),
        below,
    )


def _json(value: Any) -> str:
    return json.dumps(plain_value(value), ensure_ascii=False, indent=2)


def plain_value(value: Any, short: bool = False) -> Any:
    """`value` as JSON can hold it: records by their fields, places as `line:column`, what is empty left out.

    `short`: a record that has an id is shown by it, so that a meeting does not drag its whole project along.
    """
    match value:
        case Place():
            return ":".join(str(part) for part in value[1:] if part) or str(value.file)
        case SourceText():
            return value.path
        case Enum():
            return value.value
        case bool() | int() | None:
            return value
        case str():
            return str(value)
        case date() | time():
            return value.isoformat()
        case BaseModel():
            return {
                name: plain_value(getattr(value, name)) for name in type(value).model_fields if getattr(value, name)
            }
        case dict():
            return {str(key): plain_value(each) for key, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain_value(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        if short and hasattr(value, "id"):
            return value.id
        kept = {each.name: getattr(value, each.name) for each in fields(value)}
        shown = {
            name: plain_value(each, short=True)
            for name, each in kept.items()
            if each not in (None, "", [], (), {}, False)
        }
        return {type(value).__name__: shown}
    return repr(value)
