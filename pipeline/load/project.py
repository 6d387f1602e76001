"""Everything under `sources/`, as typed: the setup, the registers, and every meeting file.

A file that cannot be read costs what stands in it and no more; only without a setup is there no project.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.language.dates import ReadDate, numeric_date, read_date
from pipeline.language.names import nearest
from pipeline.load import yaml_problems as problems
from pipeline.load.files import NOTES, SOURCES, Folder
from pipeline.load.heads import ContactSource, MeetingHead, PersonSource, SetupSource
from pipeline.load.loaded import Loaded, Source
from pipeline.load.mandate_places import MANDATES, mandate_ids, stray_outside
from pipeline.load.meeting_text import read_meeting_text, split_head
from pipeline.load.model import MandateSource, MeetingSource, Overrule, PaperSource, RawProject, RegisterSource
from pipeline.load.register_places import REGISTERS, register_ids, stray_registers
from pipeline.load.source_text import read_text
from pipeline.load.yaml_comments import comments_behind
from pipeline.load.yaml_part import at_most, read_part
from pipeline.load.yaml_values import read_model, read_register
from pipeline.schema.paper import NO_SHAPES, Shapes
from pipeline.schema.placed import folded
from pipeline.schema.source_model import SourceModel

SETUP = f"{SOURCES}/oppsett.yaml"
PERSONS = f"{SOURCES}/personer.yaml"
CONTACTS = f"{SOURCES}/kontakter.yaml"
MEETINGS = f"{SOURCES}/moter"

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TOP_LEVEL = {"oppsett": SETUP, "personer": PERSONS, "kontakter": CONTACTS}
_TEXT_ENDINGS = {".yaml", ".yml", ".txt", ".md", ".markdown", ".json"}

Register = TypeVar("Register", bound=SourceModel)


@dataclass(slots=True)
class LoadedMeeting:
    """One meeting file, read. `meeting` is None where it cannot be; `sha256` is empty where there were no bytes."""

    meeting: MeetingSource | None
    overrules: list[Overrule] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    sha256: str = ""


def load_project(folder: Folder, shapes: Shapes = NO_SHAPES) -> tuple[RawProject | None, list[Diagnostic]]:
    """The whole project, and everything wrong with its files. None where there is no setup to read.

    `shapes` are the texts document kinds have of their own.
    """
    if not folder.exists(SOURCES):
        return None, [problems.PROJECT_MISSING.at(Place(SOURCES))]
    return _Loading(folder, shapes).project()


def load_meeting(folder: Folder, path: str) -> LoadedMeeting:
    """The meeting file at `path`, read by itself: whether its body exists is not asked."""
    data, diagnostics = folder.read(path)
    return parse_meeting(data, path) if data is not None else LoadedMeeting(None, diagnostics=diagnostics)


def parse_meeting(data: bytes, path: str) -> LoadedMeeting:
    """A meeting file's bytes, read. `path` says its body and date: `sources/moter/<body>/<date>.md`."""
    where, diagnostics = _body_and_date(path)
    if where is None:
        return LoadedMeeting(None, diagnostics=diagnostics)
    body, day = where
    text, diagnostics = read_text(data, path)
    if text is None:
        return LoadedMeeting(None, diagnostics=diagnostics)
    loaded = LoadedMeeting(None, diagnostics=diagnostics, sha256=text.sha256)
    head_lines, text_begins, faults = split_head(text)
    diagnostics.extend(faults)
    head, place = None, Place(path, 1, 1)
    if head_lines is not None:
        diagnostics.extend(comments_behind(text, head_lines))
        place = Place(path, head_lines.start, 1)
        tree = read_part(text, MeetingHead, loaded.overrules, diagnostics, head_lines.start, head_lines.stop - 1)
        if tree.is_read:
            head = read_model(MeetingHead, tree.root, place, diagnostics, name=numeric_date(day))
    preface, cases, overrules, faults = read_meeting_text(text, text_begins)
    loaded.overrules.extend(overrules)
    diagnostics.extend(faults)
    loaded.diagnostics = at_most(diagnostics)
    if head is not None:
        loaded.meeting = MeetingSource(path, text.sha256, body, day.isoformat(), head, place, preface, cases)
    return loaded


def load_setup(data: bytes) -> tuple[SetupSource | None, list[Overrule], list[Diagnostic]]:
    """The setup's bytes, read."""
    text, diagnostics = read_text(data, SETUP)
    if text is None:
        return None, [], diagnostics
    overrules: list[Overrule] = []
    tree = read_part(text, SetupSource, overrules, diagnostics)
    setup = read_model(SetupSource, tree.root, Place(SETUP, 1, 1), diagnostics) if tree.is_read else None
    return setup, overrules, at_most(diagnostics)


def load_register(
    model: type[Register], data: bytes, path: str
) -> tuple[dict[str, Register], list[Overrule], list[Diagnostic]]:
    """The bytes of a register (persons, contacts), read. An empty file is an empty register."""
    if not data.strip():
        return {}, [], []
    text, diagnostics = read_text(data, path)
    if text is None:
        return {}, [], diagnostics
    overrules: list[Overrule] = []
    tree = read_part(text, model, overrules, diagnostics)
    return read_register(model, tree.root, diagnostics), overrules, at_most(diagnostics)


class _Loading:
    """One run through the project."""

    def __init__(self, folder: Folder, shapes: Shapes) -> None:
        self.folder = folder
        self.shapes = shapes
        listing = folder.listing()
        self.files = listing.files
        self.diagnostics = listing.diagnostics
        self.overrules: list[Overrule] = []
        self.digests: dict[str, str] = {}

    def project(self) -> tuple[RawProject | None, list[Diagnostic]]:
        setup = self._setup()
        persons = self._register(PersonSource, PERSONS, problems.REGISTER_MISSING.at(Place(PERSONS)))
        contacts = self._register(ContactSource, CONTACTS, None)
        mandates = self._mandates()
        registers = self._registers()
        papers = self._papers()
        meetings, others = self._meetings(setup)
        if setup is None:
            return None, self.diagnostics
        raw = RawProject(
            setup,
            persons,
            contacts,
            meetings,
            mandates,
            registers,
            papers,
            overrules=self.overrules,
            digests=self.digests,
            assets=frozenset(others),
        )
        return raw, self.diagnostics

    def _read(self, path: str) -> bytes | None:
        data, diagnostics = self.folder.read(path)
        self.diagnostics.extend(diagnostics)
        if data is not None:
            self.digests[path] = hashlib.sha256(data).hexdigest()
        return data

    def _setup(self) -> SetupSource | None:
        if not self.folder.exists(SETUP):
            self.diagnostics.append(problems.SETUP_MISSING.at(Place(SETUP)))
            return None
        data = self._read(SETUP)
        if data is None:
            if not any(each.place.file == SETUP and each.severity is Severity.UNREADABLE for each in self.diagnostics):
                self.diagnostics.append(problems.SETUP_MISSING.at(Place(SETUP)))
            return None
        setup, overrules, diagnostics = load_setup(data)
        self.overrules.extend(overrules)
        self.diagnostics.extend(diagnostics)
        return setup

    def _register(self, model: type[Register], path: str, missing: Diagnostic | None) -> dict[str, Register]:
        if not self.folder.exists(path):
            self.diagnostics.extend([missing] if missing else [])
            return {}
        data = self._read(path)
        if data is None:
            return {}
        register, overrules, diagnostics = load_register(model, data, path)
        self.overrules.extend(overrules)
        self.diagnostics.extend(diagnostics)
        return register

    # Most projects have no mandates, no registers and no texts: what reads them takes a part of the time one meeting
    # takes, and is imported where there are some.

    def _mandates(self) -> list[MandateSource]:
        """The mandates there are."""
        below, idents = self._below(MANDATES, mandate_ids)
        if not idents:
            return []
        from pipeline.load.mandates import load_mandate

        return self._taken([load_mandate(self.folder, ident, below) for ident in idents])

    def _registers(self) -> list[RegisterSource]:
        """The action registers there are."""
        below, idents = self._below(REGISTERS, register_ids)
        if not idents:
            return []
        from pipeline.load.registers import load_register as load_actions

        return self._taken([load_actions(self.folder, ident, below) for ident in idents])

    def _below(self, folder: str, idents: Callable[[Sequence[str]], list[str]]) -> tuple[list[str], list[str]]:
        """The files below a folder, and the ids of what they are files of."""
        first = bisect_left(self.files, f"{folder}/")
        below = self.files[first : bisect_left(self.files, f"{folder}0", first)]  # 0 follows / in the order of letters
        return below, idents(below)

    def _taken(self, found: Sequence[Loaded[Source]]) -> list[Source]:
        """The sources read. Their files are taken out of those still to be looked at."""
        used: set[str] = set()
        for loaded in found:
            self.overrules.extend(loaded.overrules)
            self.diagnostics.extend(loaded.diagnostics)
            self.digests.update(loaded.digests)
            used |= loaded.used
        self.files = [path for path in self.files if path not in used]
        return [loaded.source for loaded in found if loaded.source is not None]

    def _papers(self) -> list[PaperSource]:
        """The texts of document kinds."""
        folders = {f"{SOURCES}/{shape.folder}/" for shape in self.shapes.papers}
        below = [path for path in self.files if path[: path.find("/", len(SOURCES) + 1) + 1] in folders]
        if not below:
            return []
        from pipeline.load.papers import load_papers

        found, strays = load_papers(self.folder, below, self.shapes)
        self.diagnostics.extend(strays)
        return self._taken(found)

    def _meetings(self, setup: SetupSource | None) -> tuple[list[MeetingSource], list[str]]:
        """The meetings of bodies there are, and the files that are no sources."""
        meetings: list[MeetingSource] = []
        others: list[str] = []
        bodies = _Bodies(setup, self.diagnostics)
        for path in self.files:
            if path in (SETUP, PERSONS, CONTACTS):
                continue
            if not _is_meeting_file(path):
                others.append(path)
                self.diagnostics.extend(_mistaken(path, self.files))
                continue
            where = _body_and_date(path)[0]
            if where is not None and not bodies.holds(where[0]):
                continue
            loaded = load_meeting(self.folder, path)
            if loaded.sha256:
                self.digests[path] = loaded.sha256
            self.overrules.extend(loaded.overrules)
            self.diagnostics.extend(loaded.diagnostics)
            if loaded.meeting is not None:
                meetings.append(loaded.meeting)
        self.diagnostics.extend(bodies.complaints)
        return meetings, others


class _Bodies:
    """The bodies a meeting may belong to; a folder of none of them is said once."""

    def __init__(self, setup: SetupSource | None, said: list[Diagnostic]) -> None:
        self.known = {str(ident): ident for ident in setup.organer} if setup else None
        self.some_unread = any(
            each.place.file == SETUP and (each.severity is Severity.UNREADABLE or each.code.startswith("yaml-"))
            for each in said
        )
        self.complaints: list[Diagnostic] = []
        self.missing: set[str] = set()

    def holds(self, body: str) -> bool:
        """Whether `body` is in the setup. Without a setup everything is read, for what else is wrong."""
        if self.known is None or body in self.known:
            return True
        if body not in self.missing:
            self.missing.add(body)
            problem = problems.BODY_UNREAD if self.some_unread else problems.BODY_UNKNOWN
            near = None if self.some_unread else nearest(body, self.known)
            self.complaints.append(problem.at(Place(f"{MEETINGS}/{body}"), organ=body, forslag=near))
        return False


def _is_meeting_file(path: str) -> bool:
    name = PurePosixPath(path)
    return path.startswith(f"{MEETINGS}/") and name.suffix.casefold() == ".md" and name.stem.casefold() not in NOTES


def _body_and_date(path: str) -> tuple[tuple[str, date] | None, list[Diagnostic]]:
    """The body and the date a meeting file's path says."""
    place = Place(path)
    name = PurePosixPath(path)
    parts = name.relative_to(MEETINGS).parts if path.startswith(f"{MEETINGS}/") else ()
    if len(parts) != 2:
        return None, [problems.MEETING_IN_NO_BODY.at(place, navn=name.name)]
    if not _ISO_DATE.fullmatch(name.stem):
        found = read_date(name.stem)
        example = found.day.isoformat() if isinstance(found, ReadDate) else "2020-04-28"
        return None, [problems.MEETING_NAME_NOT_DATE.at(place, forslag=f"{example}.md")]
    try:
        return (parts[0], date.fromisoformat(name.stem)), []
    except ValueError:
        return None, [problems.MEETING_DATE_IMPOSSIBLE.at(place, dato=name.stem)]


def _mistaken(path: str, files: Sequence[str]) -> Iterator[Diagnostic]:
    """Said of a file that looks like a source under a name nobody reads."""
    name = PurePosixPath(path)
    suffixes = [suffix.casefold() for suffix in name.suffixes]
    stem = name.name[: len(name.name) - len("".join(name.suffixes))]
    if len(name.parts) == 2 and (not suffixes or set(suffixes) <= _TEXT_ENDINGS):
        meant = nearest(stem, _TOP_LEVEL)
        if meant and _TOP_LEVEL[meant] not in files:
            yield problems.STRAY_FILE.at(Place(path), forslag=f"{meant}.yaml")
    in_body = len(name.parts) == 4 and folded(name.parts[1]) in ("moter", "mote")
    if in_body and _ISO_DATE.fullmatch(stem) and set(suffixes) <= _TEXT_ENDINGS:
        yield problems.STRAY_FILE.at(Place(path), forslag=f"{MEETINGS}/{name.parts[2]}/{stem}.md")
    if "mandat" in path.casefold():
        yield from stray_outside(path, files)
    if path.startswith(REGISTERS):
        yield from stray_registers(path)
