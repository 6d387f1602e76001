"""What came back: the rows of a spreadsheet read as answers about actions, and what they would change.

Nothing is changed here. A row with nothing in it that is new is no answer.
"""

from collections.abc import Sequence
from datetime import date

from pipeline.diagnostics import Place, Severity
from pipeline.edit.yaml_text import tidied
from pipeline.exchange import problems
from pipeline.exchange.action_form import (
    ABOUT_SHEET,
    ANSWER_DAY_LABEL,
    DAY_LABEL,
    REGISTER_LABEL,
    RESPONSIBLE_LABEL,
    WORDS_SHEET,
    FormColumn,
    FormRow,
    forms,
    translations,
)
from pipeline.exchange.action_headings import Headings, KnownHeadings, Meaning, not_understood, understood
from pipeline.exchange.answer_actions import ActionFinder
from pipeline.exchange.answer_cells import CellReader
from pipeline.exchange.answer_changes import SaidOfAction, change_of, day_of, squeezed
from pipeline.exchange.answers import Answers, Asked, Change, Origin, ReadSheet, Silent
from pipeline.exchange.cells import Cell, Sheet, Spreadsheet
from pipeline.language.dates import numeric_date
from pipeline.records.actions import Action, Register
from pipeline.schema.placed import folded


def origin_of(book: Spreadsheet) -> Origin | None:
    """What a form says of where it comes from; None where it is no form of ours."""
    about = next((sheet for sheet in book.sheets if sheet.name == ABOUT_SHEET), None)
    if about is None:
        return None
    told = {folded(cells[1].text): cells[2].text for cells in about.rows.values() if 1 in cells and 2 in cells}

    def said(label: str) -> str:
        return next((told[folded(each)] for each in translations(label) if folded(each) in told), "")

    if not said(REGISTER_LABEL):
        return None
    marks = {cells[4].text: cells[5].text for cells in about.rows.values() if 4 in cells and 5 in cells}
    return Origin(
        said(REGISTER_LABEL),
        day_of(said(DAY_LABEL)),
        day_of(said(ANSWER_DAY_LABEL)),
        said(RESPONSIBLE_LABEL),
        marks,
    )


def is_filled(book: Spreadsheet) -> bool:
    """Whether somebody has written in a form; or it is none, and then nobody knows."""
    if origin_of(book) is None:
        return True
    shown = {folded(each) for column in FormColumn for each in translations(column)}
    for sheet in book.sheets:
        if sheet.name in (ABOUT_SHEET, WORDS_SHEET):
            continue
        headings = understood(sheet, KnownHeadings((), {}), [])
        if headings is None:
            return True
        for row, cells in sheet.rows.items():
            if row > headings.row and any(
                number not in headings.columns
                or headings.columns[number].meaning not in (Meaning.ID, Meaning.NAME, Meaning.SHOWN)
                or folded(headings.columns[number].cell.text) not in shown
                for number in cells
            ):
                return True
    return False


def read_answers(book: Spreadsheet, origin: Origin | None, asked: Asked, answers: Answers) -> None:
    """Adds the answers in `book`, which comes from `origin` (None: somebody else made it), to `answers`."""
    any_read = False
    for sheet in book.sheets:
        if origin is not None and sheet.name in (ABOUT_SHEET, WORDS_SHEET):
            continue
        if sheet.is_hidden:
            if sheet.rows:
                answers.diagnostics.append(problems.SHEET_HIDDEN.at(_first(sheet).place, ark=sheet.name))
            continue
        headings = understood(sheet, asked.headings, answers.diagnostics)
        if headings is not None:
            any_read = True
            read = ReadSheet(book.file, sheet.name, list(headings.columns.values()), origin is not None)
            answers.sheets.append(read)
            read.skipped = _Reading(sheet, headings, origin, asked, answers).read()
        elif sheet.rows and len(book.sheets) > 1:
            answers.diagnostics.append(problems.SHEET_SKIPPED.at(_first(sheet).place, ark=sheet.name))
    if origin is not None:
        answers.returned.add(origin.responsible)
    if not any_read:
        answers.diagnostics.append(not_understood(book, asked.headings) or problems.NO_ANSWERS.at(Place(book.file)))


def silent(register: Register, day: date, answers: Answers) -> list[Silent]:
    """Those who were asked how things stood on `day` and have not answered, with the actions left."""
    found: list[Silent] = []
    for form in forms(register, day):
        left = [row.action.id for row in form.rows if row.action.id not in answers.tried]
        if left:
            is_returned = form.responsible in answers.returned
            found.append(Silent(form.responsible, left, len(left) == len(form.rows), is_returned))
    return found


def _first(sheet: Sheet) -> Cell:
    return next(iter(next(iter(sheet.rows.values())).values()))


_NOT_ANSWERS = (Meaning.SHOWN, Meaning.UNKNOWN)


class _Reading:
    """The rows of one sheet."""

    def __init__(self, sheet: Sheet, headings: Headings, origin: Origin | None, asked: Asked, answers: Answers) -> None:
        self.sheet = sheet
        self.headings = headings
        self.origin = origin
        self.is_form = origin is not None
        self.asked = asked
        self.answers = answers
        self.diagnostics = answers.diagnostics
        self.cells = CellReader(asked.register, answers.diagnostics)
        self.actions = ActionFinder(asked.register, self.is_form, self.cells, answers.diagnostics)
        self.is_undated_said = False
        self.columns = {
            meaning: number
            for meaning in Meaning
            if meaning not in (*_NOT_ANSWERS, Meaning.OWN) and (number := headings.column(meaning)) is not None
        }
        self.own = [(number, each) for number, each in headings.columns.items() if each.meaning is Meaning.OWN]
        self.unknown = [(number, each) for number, each in headings.columns.items() if each.meaning is Meaning.UNKNOWN]

    def read(self) -> int:
        """Reads them; how many were about actions the register does not have."""
        kept: set[int] = set()
        if not self._any_merged():
            for row, cells in self.sheet.rows.items():
                if row > self.headings.row:
                    self._row(cells, kept)
        for number, heading in self.unknown:
            if number in kept:
                self.diagnostics.append(
                    problems.COLUMN_KEPT.at(heading.cell.place, celle=heading.cell.name, overskrift=heading.cell.shown)
                )
        return self.actions.skipped

    def _any_merged(self) -> bool:
        """Says where one cell answers in several rows, or for several columns: a heading over the rows may."""
        asked = {*self.columns.values(), *(number for number, _ in self.own)}
        names = {self.columns.get(Meaning.ID), self.columns.get(Meaning.NAME)}
        said = len(self.diagnostics)
        for area in self.sheet.merged:
            cell = self.sheet.rows.get(area.top, {}).get(area.left)
            if cell is None or area.top <= self.headings.row:
                continue
            covered = {number for number in asked if area.left <= number <= area.right}
            if area.top == area.bottom and (area.left in names or area.left not in asked):
                continue
            if covered:
                self.diagnostics.append(problems.CELL_MERGED.at(cell.place, celle=cell.name))
        return len(self.diagnostics) > said

    def _row(self, cells: dict[int, Cell], kept: set[int]) -> None:
        found: dict[Meaning, Cell] = {
            meaning: cells[column] for meaning, column in self.columns.items() if column in cells
        }
        own = [(heading, cells[number]) for number, heading in self.own if number in cells]
        more = [(number, heading, cells[number]) for number, heading in self.unknown if number in cells]
        is_asked = bool(set(found) - {Meaning.ID, Meaning.NAME} or own)
        if not is_asked and not more:
            return
        first = next(iter(cells.values()))
        action = self.actions.of(found, first, is_asked)
        if action is None:
            return
        if is_asked and self.is_form:
            self.answers.tried.add(action.id)
        before = len(self.diagnostics)
        day = self.cells.day(found.get(Meaning.DAY)) or self.asked.day
        words = {
            meaning: self.cells.word(cell, meaning) for meaning, cell in found.items() if meaning in self.cells.words
        }
        end = self.cells.end(found.get(Meaning.END))
        text = self.cells.text(found.get(Meaning.TEXT), "tekst")
        own_values = {heading.meant.own: self.cells.text(cell, "tekst", numbers=True) for heading, cell in own}
        extra = {number: f"{heading.cell.shown}: {squeezed(tidied(cell.text))}" for number, heading, cell in more}
        if any(each.severity is not Severity.WARNING for each in self.diagnostics[before:]):
            return
        if day is None:
            self._say_undated(first)
            return
        says = SaidOfAction(day, words, end, text, own_values, list(extra.values()))
        change = change_of(action, says, self.asked, self.cells, self.is_form, first)
        if change is None:
            return
        self._remark_hidden([*found.values(), *(cell for _, cell in own)])
        if not self._is_first(action, first, says):
            return
        self.answers.answered[action.id] = first, says
        self.answers.tried.add(action.id)
        if change.told:
            kept.update(number for number, line in extra.items() if any(each.endswith(line) for each in change.remarks))
            self.answers.changes.append(change)
            self._remark_days(action, day, change, first)

    def _say_undated(self, first: Cell) -> None:
        """Said once a sheet: it holds for all of it."""
        if not self.is_undated_said:
            self.is_undated_said = True
            self.diagnostics.append(problems.ANSWER_UNDATED.at(first.place, celle=first.name))

    def _is_first(self, action: Action, first: Cell, says: object) -> bool:
        """Whether nothing else has been answered about the action; what has, is said."""
        if action.id not in self.answers.answered:
            return True
        other, said = self.answers.answered[action.id]
        where = other.name if other.file == first.file else f"{other.file}, {other.name}"
        problem = problems.SAME_TWICE if says == said else problems.ACTION_ANSWERED_TWICE
        self.diagnostics.append(problem.at(first.place, celle=first.name, navn=action.id, annen=where))
        return False

    def _remark_hidden(self, cells: Sequence[Cell]) -> None:
        hidden = next((cell for cell in cells if self.sheet.is_out_of_sight(cell)), None)
        if hidden is not None:
            self.diagnostics.append(problems.CELL_HIDDEN.at(hidden.place, celle=hidden.name))

    def _remark_days(self, action: Action, day: date, change: Change, first: Cell) -> None:
        """What there is to say of an answer that is out of step with the report or the register."""
        report = self.asked.report
        if report is not None and change.tells and day > report:
            told = {"dato": numeric_date(day), "rapport": numeric_date(report)}
            self.diagnostics.append(problems.AFTER_REPORT.at(first.place, celle=first.name, **told))
        if change.tells and action.entries and action.entries[-1].day > day:
            last = numeric_date(action.entries[-1].day)
            self.diagnostics.append(
                problems.OLDER_THAN_LAST.at(first.place, celle=first.name, dato=numeric_date(day), siste=last)
            )
        if self.origin is None or self.origin.day is None or action.id not in self.origin.marks:
            return
        if (
            FormRow(action, action.as_of(self.origin.day)).mark(self.asked.register.own_columns)
            != self.origin.marks[action.id]
        ):
            self.diagnostics.append(
                problems.FORM_OLDER.at(
                    first.place, celle=first.name, navn=action.id, dato=numeric_date(self.origin.day)
                )
            )
