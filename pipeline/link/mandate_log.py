"""The log of a mandate: its versions, from how they were typed, and what must hold for them."""

import re
from dataclasses import dataclass, field
from datetime import date

from pipeline.diagnostics import Diagnostic, Place
from pipeline.language.dates import numeric_date
from pipeline.link.leftovers import unfinished_in_text
from pipeline.link.mandate_blocks import date_of
from pipeline.link.mandate_problems import (
    APPROVER_NOT_ALLOWED,
    LOG_CHAPTER_UNKNOWN,
    LOG_DATE_FALLS,
    LOG_DATE_MISSING,
    LOG_ROW_SPLIT,
    LOG_WITHOUT_CHANGE,
    RELEASE_NOT_APPROVED,
    SEAL_MISSING,
    TREATED_LATER,
    VERSION_DRAFT_AGAIN,
    VERSION_FALLS,
    VERSION_FALLS_INTEGERS,
    VERSION_JUMPS,
    VERSION_TWICE,
    VERSION_UNREADABLE,
)
from pipeline.link.mentions import Mentions
from pipeline.link.names import Names
from pipeline.link.people import folded
from pipeline.link.problems import CASE_UNKNOWN, DATE_UNREADABLE
from pipeline.load.mandate_models import LogEntrySource, TreatmentSource
from pipeline.load.source_text import SourceText
from pipeline.load.text_in_yaml import text_line
from pipeline.records.mandate import Approver, Change, LogEntry, Outcome, Treatment
from pipeline.records.model import Body
from pipeline.records.version import Version, read_version
from pipeline.schema.placed import Text

_NUMBERS = re.compile(r"\d{1,3}")
_APPENDICES = re.compile(r"\bvedlegg\w*\.?\s*(?:nr\.?\s*)?((?:\d{1,3}(?:\s*(?:,|og|–|-|til)\s*)?)+)", re.IGNORECASE)
_DATES = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\b(?:19|20)\d\d\b|\d+[.-]\d+")
_BETWEEN = re.compile(r"\s*(?:,|\bog\b|&)\s*")


@dataclass(slots=True)
class LogReader:
    """Reads the log of one mandate, whose cases are those of `body` first."""

    names: Names
    mentions: Mentions
    approvers: list[Approver]
    body: Body | None
    language: str
    text: SourceText | None
    diagnostics: list[Diagnostic]
    _sealed: Version | None = None
    _day: date | None = None
    _version: Version | None = None
    _places: dict[tuple[int, int, int], Place] = field(default_factory=dict)

    def entries(self, typed: list[LogEntrySource], chapters: int, appendices: int) -> list[LogEntry]:
        """The versions, in the order they were typed. A row without a version belongs to the one above it. A number
        that cannot be read is printed as it stands, and counts as 0.0."""
        found: list[LogEntry] = []
        kept = any(source.segl for source in typed)  # then the rows before are history too: nobody may change them
        for source in typed:
            if not kept:
                self._chapters_exist(source, chapters, appendices)
            if not source.versjon.strip() and found:
                self.diagnostics.append(LOG_ROW_SPLIT.at(source.versjon.place, versjon=found[-1].version))
                found[-1].changes += self._changes(source)
                continue
            entry = self._entry(source)
            self._in_order(entry, source)
            found.append(entry)
        return found

    def _entry(self, source: LogEntrySource) -> LogEntry:
        typed = " ".join(source.versjon.split())
        version = read_version(typed)
        if version is None and typed:  # where nothing is typed, that has been said
            self.diagnostics.append(VERSION_UNREADABLE.at(source.versjon.place, tekst=typed))
        version = version or Version(0, 0, 0, typed or "?")
        changes = self._changes(source)
        if not changes:
            self.diagnostics.append(LOG_WITHOUT_CHANGE.at(source.versjon.place, versjon=version))
        entry = LogEntry(version, None, changes, source.versjon.place, seal=str(source.segl or ""))
        if source.dato:
            entry.day_shown = str(source.dato)
            said = len(self.diagnostics)
            entry.day = date_of(source.dato, self.diagnostics, self.language, self._day.year if self._day else None)
            if entry.day is not None:
                entry.day_shown = numeric_date(entry.day)
            elif len(self.diagnostics) == said:
                self.diagnostics.append(DATE_UNREADABLE.at(source.dato.place, tekst=source.dato))
        else:
            self.diagnostics.append(LOG_DATE_MISSING.at(source.versjon.place, versjon=version))
        entry.by = self.names.printed(source.av, self.diagnostics, only_ids=True)
        entry.approved_by = self._approved_by(source, version)
        entry.treatments = [self._treatment(each, entry) for each in source.behandlet]
        return entry

    def _changes(self, source: LogEntrySource) -> list[Change]:
        """The changes of a row; the chapters of the row hold for those that name none themselves."""
        rows = [(source.endring, source.kapittel)] if source.endring else []
        rows += [
            (each.endring, each.kapittel or (None if source.endring else source.kapittel)) for each in source.endringer
        ]
        found = []
        for what, chapters in rows:
            if not what or not what.strip():
                continue
            if chapters:
                self.diagnostics.extend(unfinished_in_text(chapters))
            found.append(Change(text_line(what, self.text, self.diagnostics), what.place, str(chapters or "")))
        return found

    # --- order ----------------------------------------------------------------------------------------------------

    def _in_order(self, entry: LogEntry, source: LogEntrySource) -> None:
        """What must hold for a row after those above it; of each, the last that could be read counts."""
        if entry.seal:
            self._sealed = entry.version
        elif self._sealed is not None:
            self.diagnostics.append(SEAL_MISSING.at(entry.place, versjon=entry.version, forrige=self._sealed))
        if entry.day and source.dato:
            if self._day and entry.day < self._day:
                dato, forrige = numeric_date(entry.day), numeric_date(self._day)
                self.diagnostics.append(
                    LOG_DATE_FALLS.at(source.dato.place, versjon=entry.version, dato=dato, forrige=forrige)
                )
            self._day = entry.day
        if is_readable(entry.version):
            if self._version is not None:
                self._rises(entry, self._version)
            self._places.setdefault(entry.version.parts, entry.place)
            self._version = entry.version

    def _rises(self, entry: LogEntry, before: Version) -> None:
        version, place = entry.version, entry.place
        same = self._places.get(version.parts)
        if same is not None:
            self.diagnostics.append(VERSION_TWICE.at(place, versjon=version, linje=same.line))
        elif version.is_draft and not before.is_draft:
            self.diagnostics.append(VERSION_DRAFT_AGAIN.at(place, versjon=version, forrige=before))
        elif version < before:
            meant = _meant(version, before)
            if meant is not None:
                self.diagnostics.append(
                    VERSION_FALLS_INTEGERS.at(place, versjon=version, forrige=before, forslag=meant)
                )
            else:
                self.diagnostics.append(VERSION_FALLS.at(place, versjon=version, forrige=before))
        elif version.major > before.major + 1 or (version.major > before.major and version.minor):
            missing = before.next_release()
            self.diagnostics.append(VERSION_JUMPS.at(place, versjon=version, forrige=before, mangler=missing))

    # --- who, where -----------------------------------------------------------------------------------------------

    def _approved_by(self, source: LogEntrySource, version: Version) -> str:
        typed = source.godkjent_av
        if not typed or not typed.strip():
            if version.is_release:
                self.diagnostics.append(RELEASE_NOT_APPROVED.at(source.versjon.place, versjon=version))
            return ""
        several = [typed]
        if self._approver(typed) is None and self.names.body(typed) is None:
            several = [part for part in _parts(typed) if part]
        if version.is_release:
            for each in several:
                if self._approver(each) is None:
                    said = len(self.diagnostics)
                    name = self.names.printed(each, self.diagnostics)
                    if len(self.diagnostics) == said:
                        self.diagnostics.append(APPROVER_NOT_ALLOWED.at(each.place, versjon=version, navn=name))
        printed = [self.names.printed(each, [] if version.is_release else self.diagnostics) for each in several]
        return ", ".join(printed[:-1]) + (" og " if printed[1:] else "") + printed[-1]

    def _approver(self, typed: str) -> Approver | None:
        persons = self.names.register.lookup(typed)
        body = self.names.body(typed)
        ids = {person.id for person in persons} | ({body.id} if body else set())
        return next(
            (
                each
                for each in self.approvers
                if each.id in ids or folded(typed) in (folded(each.id), folded(each.name))
            ),
            None,
        )

    def _treatment(self, source: TreatmentSource, entry: LogEntry) -> Treatment:
        forum = self.names.body(source.forum)
        day = None
        if source.dato:
            said = len(self.diagnostics)
            day = date_of(source.dato, self.diagnostics, self.language, entry.day.year if entry.day else None)
            if day is None and len(self.diagnostics) == said:
                self.diagnostics.append(DATE_UNREADABLE.at(source.dato.place, tekst=source.dato))
            if day and entry.day and day > entry.day:
                dato, behandlet = numeric_date(entry.day), numeric_date(day)
                self.diagnostics.append(
                    TREATED_LATER.at(source.dato.place, versjon=entry.version, dato=dato, behandlet=behandlet)
                )
        treatment = Treatment(
            forum.name if forum else self.names.printed(source.forum, self.diagnostics, only_ids=True),
            Outcome(source.utfall) if source.utfall else None,
            day,
            source.forum.place,
            str(source.sak or "").strip(),
        )
        if source.sak and forum is not None:
            case, known = self.mentions.case_of(source.sak, forum)
            if case is not None:
                treatment.case_label, treatment.case_id = case.label, case.id
            elif not known:
                near = self.mentions.nearest_case(source.sak, forum)
                self.diagnostics.append(CASE_UNKNOWN.at(source.sak.place, nummer=source.sak, forslag=near))
        return treatment

    def _chapters_exist(self, source: LogEntrySource, chapters: int, appendices: int) -> None:
        """Whether the chapters and appendices a row typed by hand names are there today."""
        for typed in (source.kapittel, *(each.kapittel for each in source.endringer)):
            if not typed:
                continue
            bare = _DATES.sub(lambda found: " " * len(found[0]) if "-" not in found[0] else found[0], typed)
            for found in _APPENDICES.finditer(bare):
                self._named(typed, found.span(1), "vedlegg", appendices)
            rest = _APPENDICES.sub(lambda found: " " * len(found[0]), bare)
            self._named(Text(rest, typed.place), (0, len(rest)), "kapittel", chapters, typed)

    def _named(self, text: Text, span: tuple[int, int], word: str, count: int, placed: Text | None = None) -> None:
        for found in _NUMBERS.finditer(text, *span):
            if not 0 < int(found[0]) <= count:
                there = {"vedlegg": "vedlegg", "kapittel": "kapittel" if count == 1 else "kapitler"}[word]
                self.diagnostics.append(
                    LOG_CHAPTER_UNKNOWN.at(
                        (placed or text).at(found.start()),
                        hva=f"{word} {found[0]}",
                        antall=f"{count or 'ingen'} {there}",
                    )
                )


def is_readable(version: Version) -> bool:
    """Whether a version of the log could be read; one that could not counts as 0.0."""
    return version.parts != (0, 0, 0)


def _meant(version: Version, before: Version) -> Version | None:
    """The number somebody meant who thinks in decimals: 1.8 after 1.70 is 1.80."""
    if version.major != before.major or version.editorial:
        return None
    minor = str(version).partition(".")[2]
    longer = len(str(before.minor)) - len(minor)
    found = read_version(f"{version.major}.{minor}{'0' * longer}") if longer > 0 else None
    return found if found is not None and found > before else None


def _parts(typed: Text) -> list[Text]:
    """«styringsgruppen og dal» as two."""
    bounds = [0, *(edge for found in _BETWEEN.finditer(typed) for edge in found.span()), len(typed)]
    return [typed.part(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
