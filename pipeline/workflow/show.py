"""`saksgang show`: what a stage made of a source, for looking at."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, time
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pipeline.diagnostics import Place
from pipeline.kinds import all_kinds
from pipeline.load.files import SOURCES
from pipeline.load.project import CONTACTS, MEETINGS, PERSONS, SETUP
from pipeline.workflow.build import documents_of
from pipeline.workflow.reading import read_project


class NothingToShow(Exception):
    """No source by that name; the text says which there are."""


def show(root: Path, name: str, after: str) -> str:
    """JSON of what stage `after` (load, link, document) made of the source `name` (a path, or a meeting's id).

    Raises NothingToShow.
    """
    reading = read_project(root)
    if reading.raw is None or reading.project is None:
        raise NothingToShow("Prosjektet kan ikke leses. Kjør «saksgang check».")
    wanted = _source_path(root, name)
    path = next((source.path for source in reading.raw.meetings if _matches(source.path, wanted)), None)
    registers = {
        SETUP: (reading.raw.setup, reading.project.bodies),
        PERSONS: (reading.raw.persons, reading.project.persons),
        CONTACTS: (reading.raw.contacts, reading.raw.contacts),
    }
    for register, (loaded, linked) in registers.items():
        if _matches(register, wanted):
            return _json(loaded if after == "load" else linked)
    if path is None:
        known = ", ".join(source.path for source in reading.raw.meetings[-5:])
        raise NothingToShow(f"Fant ikke «{name}», eller den er uleselig. De siste møtefilene er: {known}.")
    if after == "load":
        return _json(next(source for source in reading.raw.meetings if source.path == path))
    meetings = [meeting for meeting in reading.project.meetings.values() if meeting.source == path]
    if after == "link":
        return _json(meetings)
    project = reading.project
    made = [
        document
        for kind in all_kinds().values()
        for document in documents_of(kind, project, reading)
        if document.source == path
    ]
    return _json(made)


def _source_path(root: Path, name: str) -> str:
    path = Path(name)
    try:
        return path.resolve().relative_to(root.resolve()).as_posix() if path.exists() else path.as_posix()
    except (ValueError, OSError):
        return path.as_posix()  # elsewhere, or no name a file can have


def _matches(path: str, wanted: str) -> bool:
    return wanted in (path, path.removeprefix(f"{SOURCES}/"), path.removeprefix(f"{MEETINGS}/").removesuffix(".md"))


def _json(value: Any) -> str:
    return json.dumps(plain_value(value), ensure_ascii=False, indent=2)


def plain_value(value: Any, short: bool = False) -> Any:
    """`value` as JSON can hold it: records by their fields, places as `line:column`, what is empty left out.

    `short`: a record that has an id is shown by it, so that a meeting does not drag its whole project along.
    """
    match value:
        case Place():
            return ":".join(str(part) for part in value[1:] if part) or str(value.file)
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
            name: plain_value(each, short=True) for name, each in kept.items() if each not in (None, "", [], {}, False)
        }
        return {type(value).__name__: shown}
    return repr(value)
