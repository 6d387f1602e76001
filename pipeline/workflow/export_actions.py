"""`saksgang export actions`: a form for each responsible, to be answered in a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Exit
from pipeline.edit.whole_file import WriteFailure, reason, write_whole
from pipeline.language.dates import ImpossibleDate, read_date
from pipeline.language.names import nearest
from pipeline.records.actions import Register
from pipeline.records.project import Project
from pipeline.workflow.changing import readable
from pipeline.workflow.reading import Reading, read_project
from pipeline.workflow.refusal import Refused

FOLDER = "build/skjema"


@dataclass(frozen=True, slots=True)
class Exported:
    """A form about `register` that was written: to whom (empty: nobody is responsible), for how many actions, on `day`.
    `is_dated` where it says which day answers without a date are of."""

    path: Path
    register: str
    responsible: str
    count: int
    day: date
    is_dated: bool


def export_actions(
    root: Path, ident: str | None, output: Path | None, as_of: str | None, today: date
) -> list[Exported]:
    """Writes the forms of the register `ident` (None: of all) into `output`, as it stood on `as_of`; otherwise on the
    day of its report, so that the same sources give the same forms; otherwise when something was last told, and
    `today` only where nothing ever was. Raises Refused, also where it would write over a form somebody has filled in.
    """
    from pipeline.exchange.action_workbook import form_files

    given = typed_day(as_of) if as_of else None
    reading = read_project(root)
    project = readable(reading)
    registers = [known_register(project, ident)] if ident else list(project.registers.values())
    if not registers:
        raise Refused("Prosjektet har ingen tiltaksregistre. De ligger i sources/status.")
    folder = output or root / FOLDER
    made: list[tuple[Exported, bytes]] = []
    for register in registers:
        answer_day = given or report_day(reading, register)
        day = answer_day or register.day or today
        for each in form_files(register, day, answer_day):
            path, is_dated = folder / each.name, answer_day is not None
            made.append((Exported(path, register.id, each.responsible, each.count, day, is_dated), each.data))
    _refuse_to_lose([(form.path, data) for form, data in made])
    try:
        for form, data in made:
            write_whole(form.path, data)
    except WriteFailure as failure:
        raise Refused(f"Kan ikke skrive i {folder}: {failure}.", Exit.FILES) from None
    return [form for form, _ in made]


def report_day(reading: Reading, register: Register) -> date | None:
    """The day of the register's report, where somebody has written it."""
    assert reading.raw is not None
    source = next(each for each in reading.raw.registers if each.id == register.id)
    return register.day if source.head.dato else None


def _refuse_to_lose(files: Sequence[tuple[Path, bytes]]) -> None:
    """Raises Refused where a file that would be replaced holds what somebody has written."""
    filled = [path for path, data in files if _holds_answers(path, data)]
    if filled:
        raise Refused(
            f"Ingenting er skrevet. Dette er alt fylt ut: {', '.join(str(path) for path in filled)}. "
            "Les det inn med «saksgang import actions», eller flytt det.",
            Exit.FILES,
        )


def _holds_answers(path: Path, data: bytes) -> bool:
    from pipeline.exchange.action_answers import is_filled
    from pipeline.exchange.spreadsheet import read_spreadsheet

    try:
        there = path.read_bytes() if path.exists() else data
    except OSError as error:
        raise Refused(f"Kan ikke lese {path}: {reason(error)}.", Exit.FILES) from None
    if there == data:
        return False
    book = read_spreadsheet(there, str(path), [])
    return book is None or is_filled(book)


def typed_day(text: str) -> date:
    """A date as people type it, with its year. Raises Refused."""
    found = read_date(text)
    if found is None or isinstance(found, ImpossibleDate) or found.year_missing:
        raise Refused(f"«{text}» er ikke en dato med år. Skriv for eksempel 26.05.2020.")
    return found.day


def known_register(project: Project, ident: str) -> Register:
    """The register by that id. Raises Refused, with the one that may be meant."""
    register = project.registers.get(ident)
    if register is None:
        near = nearest(ident, project.registers)
        known = ", ".join(project.registers) or "ingen"
        raise Refused(
            f"Tiltaksregisteret «{ident}» finnes ikke. " + (f"Mente du «{near}»?" if near else f"Det finnes: {known}.")
        )
    return register
