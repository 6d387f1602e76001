"""`saksgang import actions`: the answers read back, what they would change shown, and, when somebody says so, added.

All of it is worked out and proved before a byte is written.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.edit.splice import SpliceFailure
from pipeline.edit.whole_file import write_whole
from pipeline.exchange import problems
from pipeline.exchange.action_answers import origin_of, read_answers, silent
from pipeline.exchange.action_form import heading_of
from pipeline.exchange.action_headings import KnownHeadings, Meaning, Meant
from pipeline.exchange.answers import Answers, Asked, Change, Origin, ReadSheet, Silent
from pipeline.exchange.cells import Cell, Spreadsheet
from pipeline.language.names import nearest
from pipeline.load.files import Overlay, SourceFolder
from pipeline.load.model import RegisterSource
from pipeline.load.register_places import REGISTERS
from pipeline.records.actions import ColumnName, Register
from pipeline.records.project import Project
from pipeline.schema.placed import folded
from pipeline.workflow.answer_files import read_file, spreadsheets
from pipeline.workflow.answer_splices import with_answers
from pipeline.workflow.changing import changing, readable
from pipeline.workflow.export_actions import known_register, report_day, typed_day
from pipeline.workflow.reading import Reading, in_order, read_project
from pipeline.workflow.refusal import Refused

_NOT_READ = "ingen"
"""What a heading is said to be that is not to be read."""


@dataclass(slots=True)
class ImportOutlook:
    """What was read, and what it would change: `answers` and `silent` (where a folder held forms) by register; `files`
    are the sources as they would be, `before` as they are. With `is_refused` nothing may be written."""

    root: Path
    answers: dict[str, Answers] = field(default_factory=dict)
    silent: dict[str, list[Silent]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    before: dict[str, bytes] = field(default_factory=dict)

    @property
    def changes(self) -> list[Change]:
        return [change for answers in self.answers.values() for change in answers.changes]

    @property
    def plain_sheets(self) -> list[ReadSheet]:
        """The sheets others have made: how their headings were understood is to be looked at."""
        return [sheet for answers in self.answers.values() for sheet in answers.sheets if not sheet.is_form]

    @property
    def is_refused(self) -> bool:
        return any(each.severity is not Severity.WARNING for each in self.diagnostics)


def look_at(
    root: Path, paths: Sequence[Path], ident: str | None, day: str | None, headings: Sequence[str]
) -> ImportOutlook:
    """Reads the spreadsheets in `paths` (files and folders). Raises Refused.

    An answer is dated by its own date, else `day`, else the day its form gives, else that of the report: never by
    a clock. A sheet that is no form of ours is about the register `ident`. `headings` are «Overskrift=kolonne», said by
    somebody who knows.
    """
    given = typed_day(day) if day else None
    reading = read_project(root)
    project = readable(reading)
    if not project.registers:
        raise Refused("Prosjektet har ingen tiltaksregistre. De ligger i sources/status.")
    chosen = known_register(project, ident) if ident else None
    look = ImportOutlook(root)
    folders = [path for path in paths if path.is_dir()]
    days: dict[str, date] = {}  # of the forms that lay in folders
    for path in spreadsheets(paths, look.diagnostics):
        book = read_file(path, look.diagnostics)
        origin = origin_of(book) if book is not None else None
        register = _register(project, book, origin, chosen, look.diagnostics) if book is not None else None
        if book is None or register is None:
            continue
        report = report_day(reading, register)
        if origin is not None and origin.day is not None and any(each in path.parents for each in folders):
            days.setdefault(register.id, origin.day)
        dated = given or (origin.answer_day if origin else None) or report
        source = _source(reading, register)
        typed = {str(key).strip(): action for key, action in source.actions}
        known = KnownHeadings(register.own_columns, _told_headings(register, headings), _status_words(register))
        answers = look.answers.setdefault(register.id, Answers())
        read_answers(book, origin, Asked(register, typed, _remarks(source), known, dated, report), answers)
    for name, answers in look.answers.items():
        if name in days:
            look.silent[name] = silent(project.registers[name], days[name], answers)
        look.diagnostics += answers.diagnostics
    if not look.is_refused:
        for name, answers in look.answers.items():
            if answers.changes:
                made = with_answers(root, _source(reading, project.registers[name]), answers.changes)
                look.before |= {path: before for path, (before, _) in made.items()}
                look.files |= {path: after for path, (_, after) in made.items()}
        if look.files:
            look.diagnostics += _new_faults(root, reading, look.files, look.changes)
    look.diagnostics = in_order(look.diagnostics)
    return look


def write(look: ImportOutlook) -> list[str]:
    """Adds what was shown; the files that were changed. Raises Refused: also where one of them has been changed since,
    and then nothing is written. Stopped between two files, it may be run again: what has been added is known."""
    if look.is_refused:
        return []
    with changing(look.root):
        for path, before in look.before.items():
            if (look.root / path).read_bytes() != before:
                raise SpliceFailure
        return [path for path, data in look.files.items() if write_whole(look.root / path, data)]


# --- reading ------------------------------------------------------------------------------------------------------


def _register(
    project: Project, book: Spreadsheet, origin: Origin | None, chosen: Register | None, said: list[Diagnostic]
) -> Register | None:
    """The register a spreadsheet is about; None where there is none by the name the form gives, which is said. Raises
    Refused where nobody has said which."""
    if origin is not None:
        if origin.register not in project.registers:
            near = nearest(origin.register, project.registers)
            said.append(problems.REGISTER_OF_FORM_UNKNOWN.at(Place(book.file), navn=origin.register, forslag=near))
        return project.registers.get(origin.register)
    if chosen is None and len(project.registers) > 1:
        known = ", ".join(project.registers)
        raise Refused(
            f"{book.file} sier ikke hvilket register det gjelder. Si det med --register. Det finnes: {known}."
        )
    return chosen or next(iter(project.registers.values()))


def _told_headings(register: Register, told: Sequence[str]) -> Mapping[str, Meant]:
    """What «Overskrift=kolonne» says, by heading. Raises Refused."""
    columns = {folded(meaning): Meant(meaning) for meaning in Meaning if meaning not in (Meaning.OWN, Meaning.UNKNOWN)}
    columns |= {"slutt": Meant(Meaning.END), _NOT_READ: Meant(Meaning.SHOWN), "": Meant(Meaning.SHOWN)}
    for own in register.own_columns:
        columns |= {folded(text): Meant(Meaning.OWN, own.name) for text in (own.name, heading_of(own))}
    found: dict[str, Meant] = {}
    for each in told:
        heading, sign, column = each.rpartition("=")
        if not sign or folded(column.strip()) not in columns:
            known = ", ".join(key for key in columns if key)
            raise Refused(f"«{each}» er ikke forstått. Skriv «Overskrift=kolonne», der kolonne er en av: {known}.")
        found[heading] = columns[folded(column.strip())]
    return found


def _status_words(register: Register) -> Callable[[str], bool]:
    """Tells whether a text is one of the register's words for status, or is read as one."""
    words = {folded(each.word) for each in register.vocabulary.statuses}
    words |= set(register.vocabulary.read_as.get(ColumnName.STATUS, {}))
    return lambda text: folded(text) in words


def _remarks(source: RegisterSource) -> dict[str, frozenset[str]]:
    """The remarks (#) that stand beside each action: behind its id, and just above it."""
    found: dict[str, frozenset[str]] = {}
    starts = sorted((key.place, str(key).strip()) for key, _ in source.actions)
    for number, (place, ident) in enumerate(starts):
        lines = source.texts[place.file].lines
        follows = starts[number + 1][0] if number + 1 < len(starts) else None
        end = follows.line - 1 if follows is not None and follows.file == place.file else len(lines)
        begin = place.line - 1
        while begin > 0 and lines[begin - 1].lstrip().startswith("#"):
            begin -= 1
        found[ident] = frozenset(line.strip() for line in lines[begin:end] if line.lstrip().startswith("#"))
    return found


def _source(reading: Reading, register: Register) -> RegisterSource:
    assert reading.raw is not None
    return next(each for each in reading.raw.registers if each.id == register.id)


def _new_faults(
    root: Path, reading: Reading, files: Mapping[str, bytes], changes: Sequence[Change]
) -> Iterator[Diagnostic]:
    """What would be wrong with the registers that is not wrong now (answers change nothing else), told of the cell the
    answer stands in."""
    after = read_project(root, Overlay(SourceFolder(root), files))
    known = Counter((each.code, each.message()) for each in reading.diagnostics)
    cells = {change.action.id: change.cell for change in changes}
    starts = sorted(
        (key.place, str(key).strip())
        for source in (after.raw.registers if after.raw else [])
        for key, _ in source.actions
    )
    for each in after.diagnostics:
        told = (each.code, each.message())
        if known[told]:
            known[told] -= 1
        elif each.place.file.startswith(f"{REGISTERS}/"):
            before = bisect_right(starts, each.place, key=itemgetter(0)) - 1
            action = starts[before][1] if before >= 0 and starts[before][0].file == each.place.file else ""
            yield _of_the_cell(each, cells[action]) if action in cells else each


def _of_the_cell(found: Diagnostic, cell: Cell) -> Diagnostic:
    """The same, said of an answer."""
    problem = problems.ANSWER_REMARK if found.severity is Severity.WARNING else problems.ANSWER_FAULT
    return problem.at(cell.place, celle=cell.name, melding=found.message(), hva=found.hint())
