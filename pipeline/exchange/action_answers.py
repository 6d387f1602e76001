"""What came back: the rows of a spreadsheet read as answers about actions, and what they would change.

Nothing is changed here. A row with nothing in it that is new is no answer.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.edit.yaml_row import Fields
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
    heading_of,
    translations,
    whole_word,
)
from pipeline.exchange.action_headings import Heading, Headings, KnownHeadings, Meaning, understood
from pipeline.exchange.cells import Cell, CellKind, Sheet, Spreadsheet
from pipeline.language.dates import ImpossibleDate, numeric_date, read_date
from pipeline.language.names import nearest
from pipeline.load.register_models import ActionSource
from pipeline.records.actions import Action, ColumnName, Register
from pipeline.richtext import plain
from pipeline.schema.placed import folded


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a form comes from, as it says itself: its register, the day it shows, the day of answers without one (None:
    when they are read), to whom it was sent, and a mark of each action as it was shown."""

    register: str
    day: date | None
    answer_day: date | None
    responsible: str
    marks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing a change says, for people: what it was and what it becomes."""

    what: str
    old: str
    new: str


@dataclass(slots=True)
class Change:
    """What an answer changes: `entry` is the dated entry to be added (empty: none), `values` the keys of the action
    that get another value, `own` likewise in the body's own columns. `cell` is where the row begins."""

    action: Action
    day: date
    told: list[Told]
    entry: Fields
    values: dict[str, str]
    own: dict[str, str]
    cell: Cell

    @property
    def text(self) -> str:
        """What the entry says in words."""
        return next((value for name, value in self.entry if name == "tekst" and isinstance(value, str)), "")


@dataclass(slots=True)
class ReadSheet:
    """A sheet and how its headings were understood."""

    file: str
    sheet: str
    headings: list[Heading]
    is_form: bool


@dataclass(slots=True)
class Answers:
    """All that was read. `answered` leads from an action's id to the cell its answer begins in and to what it says,
    also where it changes nothing (it has been read before); `tried` are the actions somebody wrote of, also what could
    not be taken; `returned` are those whose form came back."""

    changes: list[Change] = field(default_factory=list)
    sheets: list[ReadSheet] = field(default_factory=list)
    answered: dict[str, tuple[Cell, object]] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)
    returned: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Silent:
    """A responsible who has not answered: about nothing (`is_all`), or not about these actions. `is_returned` where the
    form came back all the same."""

    responsible: str
    actions: list[str]
    is_all: bool
    is_returned: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answers are held against: the register, its actions as they stand in the sources, how its headings are
    read, the day of an answer without one, and the day of the report none may be later than (None: any)."""

    register: Register
    typed: Mapping[str, ActionSource]
    headings: KnownHeadings
    day: date
    report: date | None


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
        _day_of(said(DAY_LABEL)),
        _day_of(said(ANSWER_DAY_LABEL)),
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
            answers.sheets.append(ReadSheet(book.file, sheet.name, list(headings.columns.values()), origin is not None))
            _Reading(sheet, headings, origin, asked, answers).read()
        elif sheet.rows and len(book.sheets) > 1:
            answers.diagnostics.append(problems.SHEET_SKIPPED.at(_first(sheet).place, ark=sheet.name))
    if origin is not None:
        answers.returned.add(origin.responsible)
    if not any_read:
        answers.diagnostics.append(problems.NO_ANSWERS.at(Place(book.file)))


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


_LISTS = {
    Meaning.STATUS: ColumnName.STATUS,
    Meaning.DEVIATION: ColumnName.DEVIATION,
    Meaning.PRIORITY: ColumnName.PRIORITY,
    Meaning.SIZE: ColumnName.SIZE,
}
_NOT_ANSWERS = (Meaning.SHOWN, Meaning.UNKNOWN)


class _Reading:
    """The rows of one sheet."""

    def __init__(self, sheet: Sheet, headings: Headings, origin: Origin | None, asked: Asked, answers: Answers) -> None:
        self.sheet = sheet
        self.headings = headings
        self.origin = origin
        self.is_form = origin is not None
        self.register = register = asked.register
        self.typed = asked.typed
        self.day = asked.day
        self.report = asked.report
        self.answers = answers
        self.diagnostics = answers.diagnostics
        words = register.vocabulary
        self.words: dict[Meaning, Sequence[str]] = {
            Meaning.STATUS: [each.word for each in words.statuses],
            Meaning.DEVIATION: [whole_word(each) for each in words.deviations],
            Meaning.PRIORITY: words.priorities,
            Meaning.SIZE: words.sizes,
        }
        bare = Counter(folded(each.word) for each in words.deviations)
        self.deviations = {
            folded(spelt): each.word if bare[folded(each.word)] == 1 else whole_word(each)
            for each in words.deviations
            for spelt in (each.word, whole_word(each))
        }
        """What is written in the source: without what stands in brackets, where that is not needed."""
        self.by_id = {folded(ident): action for ident, action in register.actions.items()}
        self.by_name: dict[str, list[Action]] = {}
        for action in register.actions.values():
            self.by_name.setdefault(folded(action.title), []).append(action)
        self.columns = {
            meaning: number
            for meaning in Meaning
            if meaning not in (*_NOT_ANSWERS, Meaning.OWN) and (number := headings.column(meaning)) is not None
        }
        self.own = [(number, each) for number, each in headings.columns.items() if each.meaning is Meaning.OWN]
        self.unknown = [(number, each) for number, each in headings.columns.items() if each.meaning is Meaning.UNKNOWN]

    def read(self) -> None:
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
        action = self._action(found, first, is_asked)
        if action is None:
            return
        if is_asked and self.is_form:
            self.answers.tried.add(action.id)
        before = len(self.diagnostics)
        day = self._day(found.get(Meaning.DAY)) or self.day
        values: dict[Meaning, str | None] = {
            meaning: self._word(cell, meaning) for meaning, cell in found.items() if meaning in self.words
        }
        end = self._end(found.get(Meaning.END))
        text = self._text(found.get(Meaning.TEXT), "tekst")
        own_values = {heading.meant.own: self._text(cell, "tekst", numbers=True) for heading, cell in own}
        extra = [(number, f"{heading.cell.shown}: {tidied(cell.text)}") for number, heading, cell in more if cell.text]
        if any(each.severity is not Severity.WARNING for each in self.diagnostics[before:]):
            return
        change = self._change(action, day, values, end, text, own_values, extra, first)
        if change is None:
            return
        self._remark_hidden([*found.values(), *(cell for _, cell in own)])
        says = (day, values, end, text, own_values, [line for _, line in extra])
        if not self._is_first(action, first, says):
            return
        self.answers.answered[action.id] = first, says
        self.answers.tried.add(action.id)
        if change.told:
            kept.update(number for number, line in extra if line in change.text)
            self.answers.changes.append(change)
            self._remark_days(action, day, change, first)

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
        if self.report is not None and change.entry and day > self.report:
            told = {"dato": numeric_date(day), "rapport": numeric_date(self.report)}
            self.diagnostics.append(problems.AFTER_REPORT.at(first.place, celle=first.name, **told))
        if change.entry and action.entries and action.entries[-1].day > day:
            last = numeric_date(action.entries[-1].day)
            self.diagnostics.append(
                problems.OLDER_THAN_LAST.at(first.place, celle=first.name, dato=numeric_date(day), siste=last)
            )
        if self.origin is None or self.origin.day is None or action.id not in self.origin.marks:
            return
        if (
            FormRow(action, action.as_of(self.origin.day)).mark(self.register.own_columns)
            != self.origin.marks[action.id]
        ):
            self.diagnostics.append(
                problems.FORM_OLDER.at(
                    first.place, celle=first.name, navn=action.id, dato=numeric_date(self.origin.day)
                )
            )

    # --- which action ---------------------------------------------------------------------------------------------

    def _action(self, found: Mapping[Meaning, Cell], first: Cell, is_asked: bool) -> Action | None:
        """The action the row is about; None where there is none, which is said: the last row may hold sums."""
        ident, name = found.get(Meaning.ID), found.get(Meaning.NAME)
        cell = ident or name
        if cell is None or (not is_asked and folded(cell.text) not in {*self.by_id, *self.by_name}):
            self.diagnostics.append(problems.ROW_SKIPPED.at(first.place, celle=first.name))
            return None
        if cell.kind in (CellKind.FORMULA, CellKind.FAULT, CellKind.DATE):
            self._text(cell, "id-en til tiltaket" if ident else "navnet på tiltaket")
            return None
        if ident is not None:
            action = self.by_id.get(folded(ident.text))
            if action is not None:
                return None if name is not None and self._is_mixed(action, name) else action
            named = self.by_name.get(folded(name.text), []) if name is not None else []
            near = nearest(ident.text, self.register.actions) or (named[0].id if len(named) == 1 else None)
            self.diagnostics.append(
                problems.ACTION_UNKNOWN.at(ident.place, celle=ident.name, navn=ident.shown, forslag=near)
            )
            return None
        return self._named(cell)

    def _is_mixed(self, action: Action, name: Cell) -> bool:
        """Whether the name beside an id is that of another action: cells have been moved about."""
        others = self.by_name.get(folded(name.text), [])
        if not others or action in others:
            return False
        told = {"navn": action.title, "annen": others[0].title}
        self.diagnostics.append(problems.ACTION_MIXED.at(name.place, celle=name.name, **told))
        return True

    def _named(self, cell: Cell) -> Action | None:
        """The action by that name, in a sheet without ids."""
        key = folded(cell.text)
        same = self.by_name.get(key, [])
        if len(same) == 1:
            return same[0]
        if key in self.by_id:
            return self.by_id[key]
        near = nearest(key, self.by_name)
        if same or near is None or len(self.by_name[near]) > 1:
            self.diagnostics.append(problems.ACTION_UNKNOWN.at(cell.place, celle=cell.name, navn=cell.shown))
            return None
        action = self.by_name[near][0]
        self.diagnostics.append(
            problems.ACTION_READ_AS.at(cell.place, celle=cell.name, navn=cell.shown, forslag=action.title)
        )
        return action

    # --- cells ----------------------------------------------------------------------------------------------------

    def _word(self, cell: Cell, meaning: Meaning) -> str | None:
        if cell.kind not in (CellKind.TEXT, CellKind.NUMBER):
            self._text(cell, f"et ord for {meaning}")
            return None
        words = self.words[meaning]
        known = self.deviations if meaning is Meaning.DEVIATION else {folded(word): word for word in words}
        key = folded(cell.text)
        if key in known:
            return known[key]
        meant = self.register.vocabulary.read_as.get(_LISTS[meaning], {}).get(key)
        if meant is not None and folded(meant) in known:
            told = {"celle": cell.name, "tekst": cell.shown, "forslag": meant}
            self.diagnostics.append(problems.WORD_READ_AS.at(cell.place, **told))
            return known[folded(meant)]
        near = nearest(key, known)
        self.diagnostics.append(
            problems.WORD_UNKNOWN.at(
                cell.place,
                celle=cell.name,
                tekst=cell.shown,
                kolonne=meaning,
                lovlige=", ".join(words),
                forslag=known[near] if near else None,
            )
        )
        return None

    def _day(self, cell: Cell | None) -> date | None:
        if cell is None or cell.kind is CellKind.DATE:
            return cell.day if cell else None
        if cell.kind in (CellKind.FORMULA, CellKind.FAULT):
            self._text(cell, "en dato")
            return None
        found = read_date(cell.text)
        if found is None or isinstance(found, ImpossibleDate) or found.year_missing:
            self.diagnostics.append(problems.CELL_NO_DATE.at(cell.place, celle=cell.name, tekst=cell.shown))
            return None
        return found.day

    def _end(self, cell: Cell | None) -> str:
        """A date, or a text that may stand for one («høsten 2024»)."""
        if cell is None or cell.kind is CellKind.DATE:
            return cell.text if cell else ""
        text = self._text(cell, "en dato", numbers=bool(_YEAR.fullmatch(cell.text)))
        found = read_date(text)
        if isinstance(found, ImpossibleDate) or (found is not None and found.year_missing):
            self.diagnostics.append(problems.CELL_NO_DATE.at(cell.place, celle=cell.name, tekst=cell.shown))
            return ""
        return numeric_date(found.day) if found is not None else text

    def _text(self, cell: Cell | None, expected: str, numbers: bool = False) -> str:
        """The text of a cell. A number is none, unless `numbers` may stand there: it may be shown otherwise than it is
        kept."""
        if cell is None:
            return ""
        match cell.kind:
            case CellKind.FORMULA:
                self.diagnostics.append(problems.CELL_FORMULA.at(cell.place, celle=cell.name, ventet=expected))
            case CellKind.FAULT:
                self.diagnostics.append(problems.CELL_ERROR.at(cell.place, celle=cell.name, tekst=cell.shown))
            case CellKind.DATE:
                self.diagnostics.append(problems.CELL_DATE.at(cell.place, celle=cell.name))
            case CellKind.NUMBER if not numbers:
                told = {"tekst": cell.shown, "ventet": expected}
                self.diagnostics.append(problems.CELL_NUMBER.at(cell.place, celle=cell.name, **told))
            case _:
                return "\n".join(line.rstrip() for line in tidied(cell.text).split("\n"))
        return ""

    # --- what is new ----------------------------------------------------------------------------------------------

    def _change(
        self,
        action: Action,
        day: date,
        values: Mapping[Meaning, str | None],
        end: str,
        text: str,
        own: Mapping[str, str],
        extra: Sequence[tuple[int, str]],
        first: Cell,
    ) -> Change | None:
        """What the row would change; without anything told where it has been read before, None where it says nothing.

        In a sheet others have made, what is as it was says nothing. In a form, which was empty, it says that things
        are as they were.
        """
        state = action.as_of(day)
        last = _last_text(self.typed.get(action.id), state.updated if state else None)
        old = {
            Meaning.STATUS: state.status.word if state and state.status else "",
            Meaning.DEVIATION: self.deviations[folded(whole_word(state.deviation))]
            if state and state.deviation
            else "",
            Meaning.END: (state.end.shown if state and state.end else "") or (action.end.shown if action.end else ""),
            Meaning.TEXT: last,
            Meaning.PRIORITY: action.priority,
            Meaning.SIZE: action.size,
        }
        lines = [line for _, line in extra if self.is_form or _squeezed(line) not in _squeezed(last)]
        said = {
            Meaning.STATUS: values.get(Meaning.STATUS) or "",
            Meaning.DEVIATION: values.get(Meaning.DEVIATION) or "",
            Meaning.END: end,
            Meaning.TEXT: text,
        }
        if not self.is_form:
            same = _squeezed(text) == _squeezed(last) or (lines == [] and _squeezed(text) in _squeezed(last))
            said = {
                meaning: value
                for meaning, value in said.items()
                if not (same if meaning is Meaning.TEXT else folded(value) == folded(old[meaning]))
            }
        if lines:
            said[Meaning.TEXT] = "\n\n".join(filter(None, (said.get(Meaning.TEXT, ""), *lines)))
        said = {meaning: value for meaning, value in said.items() if value}
        kept = {
            meaning: value
            for meaning in (Meaning.PRIORITY, Meaning.SIZE)
            if (value := values.get(meaning)) and folded(value) != folded(old[meaning])
        }
        stands = {column.name: plain(action.own.get(column.name, [])) for column in self.register.own_columns}
        moved = {name: _squeezed(value) for name, value in own.items() if _squeezed(value) != _squeezed(stands[name])}
        if not said and not kept and not moved and not (self.is_form and (any(values.values()) or any(own.values()))):
            return None
        entry = [(_KEYS[meaning], value) for meaning, value in said.items()]
        if entry and _is_told(self.typed.get(action.id), day, dict(entry)):
            entry = []
        told = [Told(meaning, old[meaning], said[meaning]) for meaning in said if entry]
        told += [Told(meaning, old[meaning], value) for meaning, value in kept.items()]
        headings = {column.name: heading_of(column) for column in self.register.own_columns}
        told += [Told(headings[name], stands[name], value) for name, value in moved.items()]
        values_kept = {_KEYS[meaning]: value for meaning, value in kept.items()}
        return Change(action, day, told, _dated(day, entry), values_kept, moved, first)


def _dated(day: date, entry: Sequence[tuple[str, str]]) -> Fields:
    """The entry with its date. A text of several lines ends its last one, as it does when people type it."""
    if not entry:
        return []
    return [("dato", numeric_date(day)), *((key, f"{text}\n" if "\n" in text else text) for key, text in entry)]


_KEYS = {
    Meaning.STATUS: "status",
    Meaning.DEVIATION: "avvik",
    Meaning.END: "slutt",
    Meaning.TEXT: "tekst",
    Meaning.PRIORITY: "prioritet",
    Meaning.SIZE: "omfang",
}
"""The keys of the sources."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _day_of(typed: str | None) -> date | None:
    found = read_date(typed) if typed else None
    return None if found is None or isinstance(found, ImpossibleDate) else found.day


def _last_text(source: ActionSource | None, day: date | None) -> str:
    """What the entry of `day` says, as typed; the last of several."""
    texts = [str(entry.tekst or "") for entry in source.status if _day_of(entry.dato) == day] if source and day else []
    return texts[-1].strip() if texts else ""


def _is_told(source: ActionSource | None, day: date, said: Mapping[str, str]) -> bool:
    """Whether an entry of that day says just this: the file has been read before."""
    for entry in source.status if source else []:
        if _day_of(entry.dato) != day:
            continue
        stands = {"status": entry.status, "avvik": entry.avvik, "slutt": entry.slutt, "tekst": entry.tekst}
        if all(_squeezed(folded(stands[key] or "")) == _squeezed(folded(said.get(key, ""))) for key in stands):
            return True
    return False
