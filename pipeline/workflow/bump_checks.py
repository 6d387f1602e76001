"""What a new version of a mandate must hold to; what does not is refused with the reason."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.diagnostics import Diagnostic, Exit, Severity
from pipeline.history.problems import TAMPERED
from pipeline.language.dates import ImpossibleDate, numeric_date, read_date
from pipeline.language.names import nearest
from pipeline.load.mandate_models import LogEntrySource
from pipeline.records.mandate import LogEntry, Mandate, PieceChange
from pipeline.records.project import Project
from pipeline.records.version import Version
from pipeline.schema.placed import folded
from pipeline.workflow.changing import readable
from pipeline.workflow.kept import field_places
from pipeline.workflow.kept_folders import archive_of
from pipeline.workflow.mandate_names import mandate_named
from pipeline.workflow.reading import Reading
from pipeline.workflow.refusal import Refused
from pipeline.workflow.version_numbers import BumpKind

MAX_FAULTS = 10
FURTHEST_AHEAD = timedelta(days=366)
"""A version is dated the day of the meeting that is to treat it; later ones must be dated after it, so a slip lasts."""


def known_mandate(reading: Reading, ident: str) -> Mandate:
    project = readable(reading)
    unreadable = next(
        (
            each
            for each in reading.diagnostics
            if each.severity is Severity.UNREADABLE and each.place.file.startswith(f"sources/mandater/{ident}/")
        ),
        None,
    )
    if unreadable is not None and ident not in project.mandates:
        raise Refused(_told([unreadable]), Exit.FAULTS)
    return mandate_named(project, ident)


def last_version(mandate: Mandate) -> Version | None:
    return mandate.log[-1].version if mandate.log else None


def changed_since(mandate: Mandate) -> list[PieceChange] | None:
    """What has changed since the last kept version; None where none is kept."""
    return None if mandate.standing.kept is None else mandate.standing.changes


def _told(diagnostics: Sequence[Diagnostic]) -> str:
    lines = [
        f"{each.place}: {each.message()}" + (f" {hint}" if (hint := each.hint()) else "")
        for each in diagnostics[:MAX_FAULTS]
    ]
    more = len(diagnostics) - MAX_FAULTS
    return "\n".join([*lines, *([f"… og {more} til."] if more > 0 else [])])


def require_order(reading: Reading, mandate: Mandate, head: bytes) -> None:
    """What is kept and the log must be sound before anything is built on them."""
    archive = archive_of(mandate.id)
    tampered = [
        each
        for each in reading.faults
        if each.code in TAMPERED and (each.place.file == mandate.source or each.place.file.startswith(f"{archive}/"))
    ]
    lines = log_lines(head.decode("utf-8", errors="replace"))
    disorder = [each for each in reading.faults if each.place.file == mandate.source and each.place.line in lines]
    if tampered:  # a log that cannot be read lacks its rows: what is wrong with it is told first
        faults = [*(each for each in disorder if each not in tampered), *tampered]
        raise Refused(f"Det som er tatt vare på, er ikke urørt. Rett det først:\n{_told(faults)}", Exit.FAULTS)
    if disorder:
        raise Refused(f"Loggen er ikke i orden. Rett den først:\n{_told(disorder)}", Exit.FAULTS)


def log_lines(text: str) -> range:
    """The lines of a `mandat.yaml` that the log stands on, also those nothing could be read of."""
    lines = _LINE_BREAK.split(text)
    begins = next((index for index, line in enumerate(lines) if _LOG_KEY.match(line)), None)
    if begins is None:
        return range(0)
    following = (index for index, line in enumerate(lines) if index > begins and _OTHER_KEY.match(line))
    return range(begins + 1, next(following, len(lines)) + 1)


_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_LOG_KEY = re.compile(r"\ufeff?\s*logg\s*:", re.IGNORECASE)
_OTHER_KEY = re.compile(r"[^\s#\[\]{}–—•*-]")


def rows_of(reading: Reading, mandate: Mandate) -> list[LogEntrySource]:
    """The rows of a mandate's log, as typed."""
    assert reading.raw is not None
    return next(source for source in reading.raw.mandates if source.id == mandate.id).head.logg


def require_sound_row(reading: Reading, mandate: Mandate) -> None:
    """The row that is to be the last must say nothing that could not be mended once it is kept."""
    faults = _faults_in(reading, mandate, rows_of(reading, mandate)[-1:])
    if faults:
        said = " ".join(dict.fromkeys(f"{each.message()} {each.hint() or ''}".strip() for each in faults))
        raise Refused(f"Raden i loggen ville fått feil: {said}")


def _faults_in(reading: Reading, mandate: Mandate, rows: Sequence[LogEntrySource]) -> list[Diagnostic]:
    """The faults told in some rows of the log."""
    lines = [place.line for row in rows for _, place in field_places(row)]
    return [
        each
        for each in reading.faults
        if lines and each.place.file == mandate.source and min(lines) <= each.place.line <= max(lines)
    ]


def require_changes(mandate: Mandate, kind: BumpKind, last: Version | None) -> None:
    """A version must say something new; a release of what was not one says that it is approved."""
    approves = kind is BumpKind.RELEASE and last is not None and not last.is_release
    if mandate.standing.kept is not None and not mandate.standing.changes and not approves:
        raise Refused(
            f"Ingenting er endret siden versjon {mandate.standing.kept}. Den er tatt vare på: "
            f"saksgang mandate show {mandate.id} {mandate.standing.kept}"
        )


def read_day(typed: str | None, today: date, log: Sequence[LogEntry]) -> date:
    day = today
    if typed is not None:
        found = read_date(typed, None)
        if found is None or isinstance(found, ImpossibleDate) or found.year_missing:
            raise Refused(f"«{typed}» er ikke en dato med år. Skriv for eksempel 09.04.2020.")
        day = found.day
        if day > today + FURTHEST_AHEAD:
            raise Refused(f"{numeric_date(day)} er mer enn et år fram i tid. Er det riktig år?")
    last = next((entry for entry in reversed(log) if entry.day), None)
    if last is not None and last.day is not None and day < last.day:
        raise Refused(
            f"{numeric_date(day)} er før versjon {last.version}, som er datert {numeric_date(last.day)}. "
            "Datoene i loggen kan ikke gå tilbake."
        )
    return day


def read_author(by: str | None, mandate: Mandate, project: Project) -> str:
    if by is None:
        if mandate.leader is None:
            raise Refused(
                f"Si hvem som har endret: skriv «prosjektleder» i {mandate.source}, "
                "eller bruk --by med en id fra personer.yaml."
            )
        return mandate.leader.id
    if by in project.persons:
        return by
    named = [person.id for person in project.persons.values() if folded(person.name) == folded(by.strip())]
    if len(named) == 1:
        return named[0]
    near = nearest(by, project.persons)
    meant = f" Mente du «{near}»?" if near else ""
    raise Refused(f"«{by}» er ikke en id i personer.yaml.{meant}")


def read_approver(typed: str | None, kind: BumpKind, version: Version, mandate: Mandate) -> str | None:
    if typed is None and kind is not BumpKind.RELEASE:
        return None
    if not mandate.approvers:
        raise Refused(f"Ingen kan godkjenne {version}: skriv hvem som kan, under «godkjennere» i {mandate.source}.")
    may = ", ".join(f"{each.id} ({each.name})" for each in mandate.approvers)
    if typed is None:
        raise Refused(f"Versjon {version} må være godkjent. Si av hvem med --approved-by. Dette mandatet har: {may}.")
    for each in mandate.approvers:
        if typed == each.id or typed.casefold() == each.name.casefold():
            return each.id
    raise Refused(f"«{typed}» kan ikke godkjenne dette mandatet. Det kan: {may}.")


def require_no_faults(reading: Reading, mandate: Mandate, version: Version) -> None:
    require_none(_faults_of(reading, mandate), version)


def require_none(faults: Sequence[Diagnostic], version: Version) -> None:
    """A release has no faults. Raises Refused."""
    if faults:
        raise Refused(
            f"Mandatet har feil, og kan ikke gis ut som {version} før de er rettet:\n{_told(faults)}", Exit.FAULTS
        )


def _faults_of(reading: Reading, mandate: Mandate) -> list[Diagnostic]:
    folder = mandate.source.rpartition("/")[0]
    return [
        each
        for each in reading.faults
        if each.place.file in mandate.sources or each.place.file.startswith(f"{folder}/")
    ]
