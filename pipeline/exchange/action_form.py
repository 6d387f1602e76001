"""What the form of an action register asks, and how its sheets and columns are named: shared by those who write it and
those who read it."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from pipeline.language.dates import numeric_date
from pipeline.language.labels import LANGUAGES, labels, word
from pipeline.records.actions import Action, ActionState, Column, ColumnName, DeviationWord, Register
from pipeline.records.file_names import ascii_name
from pipeline.richtext import plain, plain_blocks

Translate: TypeAlias = Callable[[str], str]

FORM_SHEET = "Tiltak"
ABOUT_SHEET = "Om skjemaet"
WORDS_SHEET = "Ordliste"
"""The names of the sheets are the same in bokmål and nynorsk, and a form is known by them."""

TITLE_LABEL = word("Tittel")
REGISTER_LABEL = word("Register")
DAY_LABEL = word("Slik sto det")
ANSWER_DAY_LABEL = word("Svar uten dato gjelder")
RESPONSIBLE_LABEL = word("Ansvarlig")
MARK_LABEL = word("Avtrykk")
WHEN_READ = word("datoen som blir oppgitt når de leses inn")
GUIDE = word("Fyll ut de hvite cellene, og send fila tilbake. La det som er som før, stå tomt.")
NOTHING_NEW = word("Er ingenting nytt, velger du samme status en gang til, så vi ser at du har svart.")
STOOD_THEN = word("Slik sto tiltakene {dato}.")
FOR_WHOM = word("Til {navn}.")


class FormColumn(StrEnum):
    """The columns of the form; the value is the heading, in bokmål."""

    ID = word("Id")
    NAME = word("Tiltak")
    STANDS = word("Slik står det")
    LAST_TEXT = word("Siste tekst")
    STATUS = word("Ny status")
    DEVIATION = word("Nytt avvik")
    END = word("Ny forventet slutt")
    TEXT = word("Ny tekst")
    DAY = word("Ny dato")
    PRIORITY = word("Ny prioritet")
    SIZE = word("Nytt omfang")


SHOWN = (FormColumn.ID, FormColumn.NAME, FormColumn.STANDS, FormColumn.LAST_TEXT)
"""The columns that are shown and locked; the others are filled in."""
_LEFT_OUT = {
    FormColumn.DEVIATION: ColumnName.DEVIATION,
    FormColumn.PRIORITY: ColumnName.PRIORITY,
    FormColumn.SIZE: ColumnName.SIZE,
}
"""Columns not every body uses."""


def form_columns(register: Register) -> list[FormColumn]:
    """The columns of the form. What is not among the columns a register names, its body does not use."""
    named = {column.known for column in register.columns}
    return [each for each in FormColumn if not named or each not in _LEFT_OUT or _LEFT_OUT[each] in named]


def form_own_columns(register: Register) -> list[Column]:
    """The body's own columns that are asked about, likewise."""
    named = {column.name for column in register.columns}
    return [each for each in register.own_columns if not named or each.name in named]


def translations(text: str) -> set[str]:
    """A word of the form in every language there is."""
    return {labels(language)(text) for language in LANGUAGES}


@dataclass(slots=True)
class FormRow:
    """An action that is asked about, and how it stood (None: nothing has been told of it)."""

    action: Action
    state: ActionState | None

    def stands(self, columns: Sequence[FormColumn], own: Sequence[Column], translate: Translate) -> str:
        """How it stands, a line each."""
        told = self._told(own)
        for column in _LEFT_OUT:
            if column not in columns:
                told.pop(_NAMES[column], None)
        if len(self.action.responsible) < 2:
            told.pop(_RESPONSIBLE)
        lines = [f"{translate(name)}: {text}" for name, text in told.items() if text]
        return "\n".join(lines if self.state else [translate(word("Ingen har meldt status ennå.")), *lines])

    def last_text(self) -> str:
        """What was told last."""
        return plain_blocks(self.state.text) if self.state else ""

    def mark(self, own: Sequence[Column]) -> str:
        """The beginning of a SHA-256 of all that is told of the action, so that a form from before something else was
        told is known. The same in every language."""
        told = [self.action.id, self.action.title, *self._told(own).values(), self.last_text()]
        return hashlib.sha256("".join(f"{len(text)}:{text}" for text in told).encode()).hexdigest()[:16]

    def _told(self, own: Iterable[Column]) -> dict[str, str]:
        action, state = self.action, self.state
        end = state.end if state else action.end
        return {
            _NAMES[FormColumn.STATUS]: state.status.word if state and state.status else "",
            _NAMES[FormColumn.DEVIATION]: whole_word(state.deviation) if state and state.deviation else "",
            _NAMES[FormColumn.END]: end.shown if end else "",
            _NAMES[FormColumn.PRIORITY]: action.priority,
            _NAMES[FormColumn.SIZE]: action.size,
            **{heading_of(each): plain(action.own[each.name]) for each in own if each.name in action.own},
            _RESPONSIBLE: ", ".join(each.name for each in action.responsible),
            word("Oppdatert"): numeric_date(state.updated) if state else "",
        }


_RESPONSIBLE = word("Ansvarlig")
_NAMES = {
    FormColumn.STATUS: word("Status"),
    FormColumn.DEVIATION: word("Avvik"),
    FormColumn.END: word("Forventet slutt"),
    FormColumn.PRIORITY: word("Prioritet"),
    FormColumn.SIZE: word("Omfang"),
}


@dataclass(slots=True)
class Form:
    """What one responsible is asked. `responsible` is empty for the actions without; `key` is the part of the file name
    that says who."""

    responsible: str
    key: str
    rows: list[FormRow]


def heading_of(column: Column) -> str:
    """The heading of one of the body's own columns."""
    return column.heading or column.name


def whole_word(word: DeviationWord) -> str:
    """A word for deviation with what stands in brackets after it."""
    return f"{word.word} ({word.note})" if word.note else word.word


def forms(register: Register, day: date) -> list[Form]:
    """A form for each responsible, by name, and one for the actions without, last.

    An action that several are responsible for stands with the first, so that it is answered once. What is finished or
    struck by `day`, or not yet told of then, is not asked about.
    """
    found: dict[str, Form] = {}
    taken: set[str] = set()
    for action in register.actions.values():
        state = action.as_of(day)
        if (state is None and action.entries) or (state is not None and state.is_over):
            continue
        name = action.responsible[0].name if action.responsible else ""
        form = found.get(name)
        if form is None:
            form = found[name] = Form(name, _key(name, taken), [])
        form.rows.append(FormRow(action, state))
    return sorted(found.values(), key=lambda form: (not form.responsible, form.responsible.casefold()))


def _key(name: str, taken: set[str]) -> str:
    """A part of a file name nobody else has."""
    base = (ascii_name(name)[:40].rstrip("-") or "navn") if name else "uten-ansvarlig"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    taken.add(key)
    return key
