"""What the form of an action register asks, and how its sheets and columns are named: shared by those who write it and
those who read it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.language.dates import numeric_date
from pipeline.records.actions import Action, ActionState, DeviationWord, Register
from pipeline.records.file_names import ascii_name
from pipeline.richtext import plain_blocks

FORM_SHEET = "Tiltak"
ABOUT_SHEET = "Om skjemaet"
WORDS_SHEET = "Ordliste"

REGISTER_LABEL = "Register"
DAY_LABEL = "Dato"
RESPONSIBLE_LABEL = "Ansvarlig"
DIGEST_LABEL = "Avtrykk"
GUIDE_LABEL = "Veiledning"
GUIDE = "Fyll ut de hvite cellene i arket Tiltak, og send fila tilbake. La det som er som før, stå tomt."


class FormColumn(StrEnum):
    """The columns of the form; the value is the heading."""

    ID = "Id"
    NAME = "Tiltak"
    RESPONSIBLE = "Ansvarlig"
    LAST_DAY = "Sist oppdatert"
    LAST_STATUS = "Siste status"
    LAST_DEVIATION = "Siste avvik"
    LAST_END = "Forventet slutt nå"
    LAST_TEXT = "Siste tekst"
    OLD_PRIORITY = "Prioritet nå"
    OLD_SIZE = "Omfang nå"
    DAY = "Ny dato"
    STATUS = "Ny status"
    DEVIATION = "Nytt avvik"
    END = "Ny forventet slutt"
    TEXT = "Ny tekst"
    PRIORITY = "Ny prioritet"
    SIZE = "Nytt omfang"


ANSWERS = (
    FormColumn.DAY,
    FormColumn.STATUS,
    FormColumn.DEVIATION,
    FormColumn.END,
    FormColumn.TEXT,
    FormColumn.PRIORITY,
    FormColumn.SIZE,
)
"""The columns that are filled in; the others are shown and locked."""


@dataclass(slots=True)
class FormRow:
    """An action that is asked about, and how it stood (None: nothing has been told of it)."""

    action: Action
    state: ActionState | None

    def shown(self) -> dict[FormColumn, str]:
        """What stands in the locked columns."""
        action, state = self.action, self.state
        end = state.end if state else action.end
        return {
            FormColumn.ID: action.id,
            FormColumn.NAME: action.title,
            FormColumn.RESPONSIBLE: ", ".join(each.name for each in action.responsible),
            FormColumn.LAST_DAY: numeric_date(state.updated) if state else "",
            FormColumn.LAST_STATUS: state.status.word if state and state.status else "",
            FormColumn.LAST_DEVIATION: whole_word(state.deviation) if state and state.deviation else "",
            FormColumn.LAST_END: end.shown if end else "",
            FormColumn.LAST_TEXT: plain_blocks(state.text) if state else "",
            FormColumn.OLD_PRIORITY: action.priority,
            FormColumn.OLD_SIZE: action.size,
        }


@dataclass(slots=True)
class Form:
    """What one responsible is asked. `responsible` is empty for the actions without; `key` is the part of the file name
    that says who."""

    responsible: str
    key: str
    rows: list[FormRow]


def whole_word(word: DeviationWord) -> str:
    """A word for deviation with what stands in brackets after it."""
    return f"{word.word} ({word.note})" if word.note else word.word


def forms(register: Register, day: date) -> list[Form]:
    """A form for each responsible, by name, and one for the actions without, last.

    An action that several are responsible for stands with the first, so that it is answered once. What is finished or
    struck by `day`, or not yet told of then, is not asked about.
    """
    found: dict[str, Form] = {}
    taken: dict[str, str] = {}
    for action in register.actions.values():
        state = action.as_of(day)
        if (state is None and action.entries) or (state is not None and state.is_over):
            continue
        first = action.responsible[0] if action.responsible else None
        name = first.name if first else ""
        form = found.get(name)
        if form is None:
            form = found[name] = Form(name, _key(name, taken), [])
        form.rows.append(FormRow(action, state))
    return sorted(found.values(), key=lambda form: (not form.responsible, form.responsible.casefold()))


def _key(name: str, taken: dict[str, str]) -> str:
    """A part of a file name nobody else has."""
    base = (ascii_name(name)[:40].rstrip("-") or "navn") if name else "uten-ansvarlig"
    key, number = base, 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    taken[key] = name
    return key


def digest(rows: Iterable[FormRow]) -> str:
    """A mark of what was shown in a form, so that a form from before something else was told is known."""
    return digest_of([list(row.shown().values()) for row in rows])


def digest_of(rows: Sequence[Sequence[str]]) -> str:
    """SHA-256 of rows of texts, unambiguous: each text by its length first."""
    told = "".join(f"{len(text)}:{text}" for row in rows for text in [str(len(row)), *row])
    return hashlib.sha256(told.encode()).hexdigest()
