"""`saksgang export actions`: a form for each responsible, to be answered in a spreadsheet."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Exit
from pipeline.edit.whole_file import WriteFailure, write_whole
from pipeline.language.dates import ImpossibleDate, read_date
from pipeline.language.names import nearest
from pipeline.records.actions import Register
from pipeline.records.project import Project
from pipeline.workflow.changing import readable
from pipeline.workflow.reading import read_project
from pipeline.workflow.refusal import Refused

FOLDER = "build/skjema"


@dataclass(frozen=True, slots=True)
class Exported:
    """A form that was written: to whom (empty: nobody is responsible), about how many actions."""

    path: Path
    responsible: str
    count: int


def export_actions(
    root: Path, ident: str | None, output: Path | None, as_of: str | None, today: date
) -> list[Exported]:
    """Writes the forms of the register `ident` (None: of all) as it stood on `as_of` (None: `today`) into `output`.
    Raises Refused."""
    from pipeline.exchange.action_workbook import form_files

    day = typed_day(as_of) if as_of else today
    project = readable(read_project(root))
    registers = [known_register(project, ident)] if ident else list(project.registers.values())
    if not registers:
        raise Refused("Prosjektet har ingen tiltaksregistre. De ligger i sources/status.")
    folder = output or root / FOLDER
    files = [each for register in registers for each in form_files(register, day)]
    try:
        for each in files:
            write_whole(folder / each.name, each.data)
    except WriteFailure as failure:
        raise Refused(f"Kan ikke skrive i {folder}: {failure}.", Exit.FILES) from None
    return [Exported(folder / each.name, each.responsible, each.count) for each in files]


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
