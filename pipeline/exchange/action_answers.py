"""What came back: the rows of a spreadsheet read as answers about actions, and what they would change.

Nothing is changed here. A row with nothing in it that is new is no answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.diagnostics import Diagnostic, Place
from pipeline.edit.yaml_row import Fields
from pipeline.edit.yaml_text import tidied
from pipeline.exchange import problems
from pipeline.exchange.action_form import (
    ABOUT_SHEET,
    DAY_LABEL,
    DIGEST_LABEL,
    REGISTER_LABEL,
    RESPONSIBLE_LABEL,
    WORDS_SHEET,
    digest,
    forms,
    whole_word,
)
from pipeline.exchange.action_headings import Heading, Headings, Meaning, understood
from pipeline.exchange.spreadsheet import Cell, CellKind, Sheet, Spreadsheet
from pipeline.language.dates import ImpossibleDate, numeric_date, read_date
from pipeline.language.names import nearest
from pipeline.load.register_models import ActionSource
from pipeline.records.actions import Action, Register
from pipeline.schema.placed import folded


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a form comes from, as it says itself."""

    register: str
    day: date | None
    responsible: str
    digest: str


@dataclass(frozen=True, slots=True)
class Told:
    """One thing a change says, for people: what it was and what it becomes."""

    what: str
    old: str
    new: str


@dataclass(slots=True)
class Change:
    """What an answer changes: `entry` is the dated entry to be added (empty: none), `values` the keys of the action
    that get another value. `cell` is where the row begins."""

    action: Action
    day: date
    told: list[Told]
    entry: Fields
    values: dict[str, str]
    cell: Cell


@dataclass(slots=True)
class ReadSheet:
    """A sheet and how its headings were understood."""

    file: str
    sheet: str
    headings: list[Heading]
    is_form: bool


@dataclass(slots=True)
class Answers:
    """All that was read. `answered` leads from an action's id to the cell its answer begins in, also where it changes
    nothing (it has been read before)."""

    changes: list[Change] = field(default_factory=list)
    sheets: list[ReadSheet] = field(default_factory=list)
    answered: dict[str, Cell] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Silent:
    """A responsible who has not answered: about nothing (`is_all`), or not about these actions."""

    responsible: str
    actions: list[str]
    is_all: bool


def origin_of(book: Spreadsheet) -> Origin | None:
    """What a form says of where it comes from; None where it is no form of ours."""
    about = next((sheet for sheet in book.sheets if sheet.name == ABOUT_SHEET), None)
    if about is None:
        return None
    told = {cells[1].text: cells[2].text for cells in about.rows.values() if 1 in cells and 2 in cells}
    if REGISTER_LABEL not in told:
        return None
    day = read_date(told.get(DAY_LABEL, ""))
    responsible = told.get(RESPONSIBLE_LABEL, "")
    return Origin(
        told[REGISTER_LABEL],
        None if day is None or isinstance(day, ImpossibleDate) else day.day,
        "" if responsible == "ingen" else responsible,
        told.get(DIGEST_LABEL, ""),
    )


def read_answers(
    book: Spreadsheet,
    origin: Origin | None,
    register: Register,
    typed: Mapping[str, ActionSource],
    own_headings: Iterable[str],
    day: date,
    report: date | None,
    answers: Answers,
) -> None:
    """Adds the answers in `book` about the actions of `register` to `answers`.

    `typed` are the actions as they stand in the sources, `own_headings` the headings of the body's own columns; an
    answer without a date of its own is dated `day`, and none may be later than `report`.
    """
    if origin is not None and origin.day is not None:
        _remark_age(book, origin, origin.day, register, answers.diagnostics)
    own = list(own_headings)
    any_read = False
    for sheet in book.sheets:
        if origin is not None and sheet.name in (ABOUT_SHEET, WORDS_SHEET):
            continue
        headings = understood(sheet, own, answers.diagnostics)
        if headings is not None:
            any_read = True
            answers.sheets.append(ReadSheet(book.file, sheet.name, list(headings.columns.values()), origin is not None))
            _Reading(sheet, headings, origin is not None, register, typed, day, report, answers).read()
        elif sheet.rows and len(book.sheets) > 1:
            first = next(iter(next(iter(sheet.rows.values())).values()))
            answers.diagnostics.append(problems.SHEET_SKIPPED.at(first.place, ark=sheet.name))
    if not any_read:
        answers.diagnostics.append(problems.NO_ANSWERS.at(Place(book.file)))


def silent(register: Register, day: date, answered: Iterable[str]) -> list[Silent]:
    """Those who were asked how things stood on `day` and have not answered, with the actions left."""
    found: list[Silent] = []
    done = set(answered)
    for form in forms(register, day):
        left = [row.action.id for row in form.rows if row.action.id not in done]
        if left:
            found.append(Silent(form.responsible, left, len(left) == len(form.rows)))
    return found


def _remark_age(
    book: Spreadsheet, origin: Origin, day: date, register: Register, diagnostics: list[Diagnostic]
) -> None:
    """Says where the register tells another story now than it did in the form."""
    form = next((each for each in forms(register, day) if each.responsible == origin.responsible), None)
    if form is None or digest(form.rows) != origin.digest:
        diagnostics.append(problems.FORM_OLDER.at(Place(book.file), dato=numeric_date(day)))


class _Reading:
    """The rows of one sheet."""

    def __init__(
        self,
        sheet: Sheet,
        headings: Headings,
        is_form: bool,
        register: Register,
        typed: Mapping[str, ActionSource],
        day: date,
        report: date | None,
        answers: Answers,
    ) -> None:
        self.sheet = sheet
        self.headings = headings
        self.is_form = is_form
        self.register = register
        self.typed = typed
        self.day = day
        self.report = report
        self.answers = answers
        self.diagnostics = answers.diagnostics
        words = register.vocabulary
        self.words: dict[Meaning, Sequence[str]] = {
            Meaning.STATUS: [each.word for each in words.statuses],
            Meaning.DEVIATION: [whole_word(each) for each in words.deviations],
            Meaning.PRIORITY: words.priorities,
            Meaning.SIZE: words.sizes,
        }
        self.bare = {folded(each.word): whole_word(each) for each in words.deviations}
        self.by_id = {folded(ident): action for ident, action in register.actions.items()}
        self.by_name: dict[str, list[Action]] = {}
        for action in register.actions.values():
            self.by_name.setdefault(folded(action.title), []).append(action)
        self.columns = {meaning: headings.column(meaning) for meaning in Meaning}
        self.unknown = [(number, each) for number, each in headings.columns.items() if each.meaning is Meaning.UNKNOWN]

    def read(self) -> None:
        kept: set[int] = set()
        for row, cells in self.sheet.rows.items():
            if row > self.headings.row:
                self._row(cells, kept)
        for number, heading in self.unknown:
            if number in kept:
                self.diagnostics.append(
                    problems.COLUMN_KEPT.at(heading.cell.place, celle=heading.cell.name, overskrift=heading.cell.text)
                )

    def _row(self, cells: dict[int, Cell], kept: set[int]) -> None:
        found: dict[Meaning, Cell] = {
            meaning: cells[column]
            for meaning, column in self.columns.items()
            if column is not None and column in cells and meaning not in (Meaning.SHOWN, Meaning.UNKNOWN)
        }
        more = [(number, heading, cells[number]) for number, heading in self.unknown if number in cells]
        filled = set(found) - {Meaning.ID, Meaning.NAME}
        if not filled and not more:
            return
        first = next(iter(cells.values()))
        action = self._action(found, first)
        if action is None:
            return
        before = len(self.diagnostics)
        day = self._day(found.get(Meaning.DAY)) or self.day
        values: dict[Meaning, str | None] = {
            meaning: self._word(cell, meaning) for meaning, cell in found.items() if meaning in self.words
        }
        end = self._end(found.get(Meaning.END))
        text = self._text(found.get(Meaning.TEXT), "tekst")
        extra = [(number, f"{heading.cell.text}: {self._text(cell, 'tekst')}") for number, heading, cell in more]
        if len(self.diagnostics) > before:
            return
        change = self._change(action, day, values, end, text, extra, first)
        if change is None:
            return
        other = self.answers.answered.get(action.id)
        if other is not None:
            where = other.name if other.file == first.file else f"{other.file}, {other.name}"
            self.diagnostics.append(
                problems.ACTION_ANSWERED_TWICE.at(first.place, celle=first.name, navn=action.id, annen=where)
            )
            return
        self.answers.answered[action.id] = first
        if change.told:
            kept.update(number for number, line in extra if line in _entry_text(change))
            self.answers.changes.append(change)
            if self.report is not None and change.entry and day > self.report:
                told = {"dato": numeric_date(day), "rapport": numeric_date(self.report)}
                self.diagnostics.append(problems.AFTER_REPORT.at(first.place, celle=first.name, **told))
            if action.entries and action.entries[-1].day > day:
                last = numeric_date(action.entries[-1].day)
                self.diagnostics.append(
                    problems.OLDER_THAN_LAST.at(first.place, celle=first.name, dato=numeric_date(day), siste=last)
                )

    # --- which action ---------------------------------------------------------------------------------------------

    def _action(self, found: dict[Meaning, Cell], first: Cell) -> Action | None:
        ident, name = found.get(Meaning.ID), found.get(Meaning.NAME)
        cell = ident or name
        if cell is None:
            return None  # a heading among the rows, or a sum below them
        if cell.kind in (CellKind.FORMULA, CellKind.FAULT, CellKind.DATE):
            self._text(cell, "id-en til tiltaket" if ident else "navnet på tiltaket")
            return None
        if ident is not None:
            action = self.by_id.get(folded(ident.text))
            if action is not None:
                return action
            named = self.by_name.get(folded(name.text), []) if name is not None else []
            near = nearest(ident.text, self.register.actions) or (named[0].id if len(named) == 1 else None)
            self.diagnostics.append(
                problems.ACTION_UNKNOWN.at(ident.place, celle=ident.name, navn=ident.text, forslag=near)
            )
            return None
        return self._named(cell)

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
            self.diagnostics.append(problems.ACTION_UNKNOWN.at(cell.place, celle=cell.name, navn=cell.text))
            return None
        action = self.by_name[near][0]
        self.diagnostics.append(
            problems.ACTION_READ_AS.at(cell.place, celle=cell.name, navn=cell.text, forslag=action.title)
        )
        return action

    # --- cells ----------------------------------------------------------------------------------------------------

    def _word(self, cell: Cell, meaning: Meaning) -> str | None:
        if cell.kind not in (CellKind.TEXT, CellKind.NUMBER):
            self._text(cell, f"et ord for {meaning}")
            return None
        words = self.words[meaning]
        known = {folded(word): word for word in words}
        if meaning is Meaning.DEVIATION:
            known = self.bare | known
        key = folded(cell.text)
        if key in known:
            return known[key]
        near = nearest(key, known)
        self.diagnostics.append(
            problems.WORD_UNKNOWN.at(
                cell.place,
                celle=cell.name,
                tekst=cell.text,
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
            self.diagnostics.append(problems.CELL_NO_DATE.at(cell.place, celle=cell.name, tekst=cell.text))
            return None
        return found.day

    def _end(self, cell: Cell | None) -> str:
        """A date, or a text that may stand for one («høsten 2024»)."""
        if cell is None or cell.kind is CellKind.DATE:
            return cell.text if cell else ""
        text = self._text(cell, "en dato")
        found = read_date(text)
        if isinstance(found, ImpossibleDate) or (found is not None and found.year_missing):
            self.diagnostics.append(problems.CELL_NO_DATE.at(cell.place, celle=cell.name, tekst=cell.text))
            return ""
        return numeric_date(found.day) if found is not None else text

    def _text(self, cell: Cell | None, expected: str) -> str:
        if cell is None:
            return ""
        match cell.kind:
            case CellKind.FORMULA:
                self.diagnostics.append(problems.CELL_FORMULA.at(cell.place, celle=cell.name, ventet=expected))
            case CellKind.FAULT:
                self.diagnostics.append(problems.CELL_ERROR.at(cell.place, celle=cell.name, tekst=cell.text))
            case CellKind.DATE:
                self.diagnostics.append(problems.CELL_DATE.at(cell.place, celle=cell.name))
            case _:
                return tidied(cell.text)
        return ""

    # --- what is new ----------------------------------------------------------------------------------------------

    def _change(
        self,
        action: Action,
        day: date,
        values: Mapping[Meaning, str | None],
        end: str,
        text: str,
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
            Meaning.DEVIATION: whole_word(state.deviation) if state and state.deviation else "",
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
        if not said and not kept and not (self.is_form and any(values.values())):
            return None
        entry = [(_KEYS[meaning], value) for meaning, value in said.items()]
        if entry and _is_told(self.typed.get(action.id), day, dict(entry)):
            entry = []
        told = [Told(meaning, old[meaning], said[meaning]) for meaning in said if entry]
        told += [Told(meaning, old[meaning], value) for meaning, value in kept.items()]
        dated: Fields = [("dato", numeric_date(day)), *entry] if entry else []
        return Change(action, day, told, dated, {_KEYS[meaning]: value for meaning, value in kept.items()}, first)


_KEYS = {
    Meaning.STATUS: "status",
    Meaning.DEVIATION: "avvik",
    Meaning.END: "slutt",
    Meaning.TEXT: "tekst",
    Meaning.PRIORITY: "prioritet",
    Meaning.SIZE: "omfang",
}
"""The keys of the sources."""


def _entry_text(change: Change) -> str:
    return next((value for name, value in change.entry if name == "tekst" and isinstance(value, str)), "")


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
