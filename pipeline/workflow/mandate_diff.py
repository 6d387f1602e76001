"""`saksgang mandate diff`: what differs between two versions of a mandate, as a page in words and as a document with
tracked changes."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Exit, Place
from pipeline.edit.lock import ProjectBusy, build_lock
from pipeline.edit.whole_file import WriteFailure, reason, write_whole
from pipeline.history.text_changes import text_changes
from pipeline.kinds import all_kinds
from pipeline.language.dates import ImpossibleDate, read_date
from pipeline.load.model import RawProject
from pipeline.records.mandate import LogEntry, Mandate
from pipeline.records.project import Project
from pipeline.records.text_change import Comparison
from pipeline.records.version import Version, read_version
from pipeline.workflow.changing import readable
from pipeline.workflow.freshness import digest_of
from pipeline.workflow.journal import Journal
from pipeline.workflow.kept import kept_digests, kept_document, kept_edition, kept_versions, require_kept
from pipeline.workflow.made_document import MadeDocument, make_document
from pipeline.workflow.mandate_names import mandate_named
from pipeline.workflow.mandate_versions import FOLDER
from pipeline.workflow.problems import CANNOT_WRITE, SET_ASIDE
from pipeline.workflow.reading import read_project
from pipeline.workflow.refusal import Refused
from pipeline.workflow.writing import copy_aside

NOW = "nå"
"""What is typed for the sources as they are."""
WRITTEN = Path("build/.saksgang/forskjeller.txt")
"""What this command has written: what is not noted there, somebody has edited by hand."""

Redline = Callable[[bytes, bytes, str, date, tuple[str, str]], "bytes | list[Diagnostic]"]
"""From the old and the new .docx, author and date to the one with tracked changes."""


def tracked(old: bytes, new: bytes, author: str, moment: date, names: tuple[str, str]) -> bytes | list[Diagnostic]:
    """The document with tracked changes."""
    from pipeline.render.redline import redline  # the rest of the command does not need it

    return redline(old, new, author, moment, names)


@dataclass(slots=True)
class DiffReport:
    """`written` are the files, as they are to be shown; `same` says that the versions say the same."""

    old: str = ""
    new: str = ""
    written: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    exit: Exit = Exit.GOOD
    same: bool = False


@dataclass(frozen=True, slots=True)
class _Edition:
    """One side of the comparison. `version` is None for the sources as they are."""

    mandate: Mandate
    version: Version | None
    digests: dict[str, str]
    entry: LogEntry | None

    @property
    def label(self) -> str:
        return str(self.version) if self.version else NOW


def mandate_diff(
    root: Path,
    ident: str,
    old: str = "",
    new: str = "",
    folder: Path | None = None,
    author: str = "",
    day: str = "",
    today: date | None = None,
    redline: Redline = tracked,
) -> DiffReport:
    """Compares two versions of the mandate `ident` and writes the page in words and the document with tracked changes.

    `old` and `new` are version numbers or `nå`. Without `new`, it is the sources as they are; without `old`, the last
    kept version; where nothing has changed since that, the last kept version and the one before. `author` and `day`
    are those of the tracked changes: else who made the new version, and when. `today` dates the sources as they are.

    Raises Refused: no such mandate or version, versions the wrong way round, a date that is none.
    """
    if not (root / "sources").is_dir():
        readable(read_project(root))  # nothing is written where there is no project
    try:
        with build_lock(root):
            return _diff(root, ident, old, new, folder, author, day, today, redline)
    except ProjectBusy:
        raise Refused("Prosjektet bygges av en annen kommando. Prøv igjen om litt.", Exit.FILES) from None


def _diff(
    root: Path,
    ident: str,
    old: str,
    new: str,
    folder: Path | None,
    author: str,
    day: str,
    today: date | None,
    redline: Redline,
) -> DiffReport:
    reading = read_project(root)
    project = readable(reading)
    raw = reading.raw
    assert raw is not None
    mandate = mandate_named(project, ident)
    before, after = _versions(root, mandate, old, new)
    for version in filter(None, (before, after)):
        require_kept(root, mandate, version)
    editions = _Editions(root, raw, project, mandate)
    was, now = editions.kept(before), editions.current() if after is None else editions.kept(after)
    typed = _typed_day(day)
    made_on = _day_of(now, typed or today)
    moment = typed or made_on
    changes = text_changes(was.mandate, now.mandate, was.digests, now.digests)
    comparison = Comparison(
        now.mandate,
        was.version or before,
        was.entry.day if was.entry else None,
        now.version,
        made_on,
        changes,
        _reasons(now.mandate, before, after),
    )
    report = DiffReport(was.label, now.label, same=not changes.changes)
    page = all_kinds()["endringer"].document(project, comparison)
    stem = page.stem.removesuffix("-endringer")
    marked = _marked(root, project, was, now, author or _author(project, now), moment, redline)
    writing = _Writing(root, folder, report)
    for name, made in ((page.stem, make_document(root, project, page)), (f"{stem}-sporet", marked)):
        report.diagnostics += made.diagnostics
        report.exit = max(report.exit, made.exit)
        if made.data:
            writing.put(name, made.data)
    return report


# --- which two --------------------------------------------------------------------------------------------------------


def _versions(root: Path, mandate: Mandate, old: str, new: str) -> tuple[Version, Version | None]:
    """The two versions meant; None is the sources as they are. Raises Refused."""
    kept = kept_versions(root, mandate.id)
    after = _typed(new, mandate)
    if after is None and not mandate.standing.changes and kept and mandate.standing.kept == kept[-1]:
        after = kept[-1]  # the sources say what it says
    if old and (before := _typed(old, mandate)) is None:
        raise Refused(f"«{NOW}» kan bare stå til slutt: saksgang mandate diff {mandate.id} {new or '2.0'} {NOW}.")
    if not old:
        earlier = [each for each in kept if after is None or each < after]
        if not earlier:
            raise Refused(_nothing_before(mandate, kept))
        before = earlier[-1]
    assert before is not None
    if after is not None and after <= before:
        if after == before:
            raise Refused(f"Det er samme versjon: {before}. Ingenting er endret siden den.")
        raise Refused(f"{after} er eldre enn {before}. Skriv den eldste først.")
    return before, after


def _nothing_before(mandate: Mandate, kept: list[Version]) -> str:
    if not kept:
        return (
            f"Ingen versjoner av «{mandate.id}» er tatt vare på ennå, så det er ingenting å sammenligne med. "
            f"Lag den første med «saksgang mandate bump {mandate.id}»."
        )
    return f"Versjon {kept[0]} er den første som er tatt vare på, så det er ingenting å sammenligne med."


def _typed(typed: str, mandate: Mandate) -> Version | None:
    """The version typed; None for the sources as they are. Raises Refused."""
    if not typed or typed.casefold() in (NOW, "na", "naa"):
        return None
    version = read_version(typed)
    if version is None:
        raise Refused(f"«{typed}» er ikke et versjonsnummer. Skriv for eksempel 1.70 eller 2.0, eller «{NOW}».")
    return version


@dataclass(frozen=True, slots=True)
class _Editions:
    root: Path
    raw: RawProject
    project: Project
    mandate: Mandate

    def kept(self, version: Version) -> _Edition:
        mandate = kept_edition(self.root, self.raw, self.project, self.mandate.id, version)
        digests = kept_digests(self.root, self.mandate.id, version)
        entry = next((entry for entry in mandate.log if entry.version == version), None)
        return _Edition(mandate, entry.version if entry else version, digests, entry)

    def current(self) -> _Edition:
        digests = {
            path: self.raw.digests.get(path) or digest_of(self.root / path) or "" for path in self.mandate.sources
        }
        return _Edition(self.mandate, None, digests, None)


def _typed_day(typed: str) -> date | None:
    if not typed:
        return None
    found = read_date(typed, None)
    if found is None or isinstance(found, ImpossibleDate) or found.year_missing:
        raise Refused(f"«{typed}» er ikke en dato med år. Skriv for eksempel 26.05.2020.")
    return found.day


def _day_of(edition: _Edition, today: date | None) -> date:
    """The day of a version; of the sources as they are, today."""
    if edition.entry is not None and edition.entry.day is not None:
        return edition.entry.day
    last = next((entry.day for entry in reversed(edition.mandate.log) if entry.day), None)
    return today or last or date(2000, 1, 1)


def _author(project: Project, edition: _Edition) -> str:
    if edition.entry is not None and edition.entry.by:
        return edition.entry.by
    return edition.mandate.leader.name if edition.mandate.leader else project.organisation


def _reasons(mandate: Mandate, before: Version, after: Version | None) -> list[LogEntry]:
    """The log's entries after the old version, as far as the new."""
    return [entry for entry in mandate.log if entry.version > before and (after is None or entry.version <= after)]


# --- the two files ----------------------------------------------------------------------------------------------------


def _marked(
    root: Path, project: Project, old: _Edition, new: _Edition, author: str, moment: date, redline: Redline
) -> MadeDocument:
    """The new edition's document with what is changed since the old one's marked."""
    after = _document(root, project, new)
    if not after.data:
        return after
    before = _document(root, project, old)
    found = redline(before.data, after.data, author, moment, (_named(old), _named(new)))
    if isinstance(found, list):
        return MadeDocument(faults=[*after.diagnostics, *found], exit=Exit.FAULTS)
    return MadeDocument(found, after.diagnostics)


def _document(root: Path, project: Project, edition: _Edition) -> MadeDocument:
    if edition.version is not None:
        return MadeDocument(kept_document(root, edition.mandate.id, edition.version))
    return make_document(root, project, all_kinds()["mandat"].document(project, edition.mandate))


def _named(edition: _Edition) -> str:
    return f"versjon {edition.version}" if edition.version else "mandatet slik det er nå"


class _Writing:
    """Puts files in their place; one that somebody has edited by hand is copied aside."""

    def __init__(self, root: Path, folder: Path | None, report: DiffReport) -> None:
        self.folder = root / FOLDER if folder is None else folder
        self.shown = FOLDER if folder is None else folder
        self.journal = Journal(root, WRITTEN)
        self.report = report

    def put(self, stem: str, data: bytes) -> None:
        target, name = self.folder / f"{stem}.docx", (self.shown / f"{stem}.docx").as_posix()
        digest, noted = hashlib.sha256(data).hexdigest(), target.resolve().as_posix()
        aside: Path | None = None
        try:
            there = digest_of(target)
            if there not in (None, digest) and not self.journal.knows(noted, str(there)):
                aside = copy_aside(target)
            if not self.journal.knows(noted, digest):
                self.journal.note(noted, digest)
            write_whole(target, data)
        except (WriteFailure, OSError) as failure:
            if aside is not None:
                aside.unlink(missing_ok=True)
            said = reason(failure) if isinstance(failure, OSError) else failure
            self.report.diagnostics.append(CANNOT_WRITE.at(Place(name), grunn=said))
            self.report.exit = Exit.FILES
            return
        if aside is not None:
            self.report.diagnostics.append(SET_ASIDE.at(Place(name), navn=aside.name))
        self.report.written.append(name)
