"""What is new in an answer, held against what stands in the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.exchange.action_form import heading_of, whole_word
from pipeline.exchange.action_headings import Meaning
from pipeline.exchange.answer_cells import CellReader
from pipeline.exchange.answers import Asked, Change, Told
from pipeline.exchange.cells import Cell
from pipeline.language.dates import ImpossibleDate, numeric_date, read_date
from pipeline.language.labels import word
from pipeline.load.register_models import ActionSource, EntrySource
from pipeline.records.actions import Action
from pipeline.richtext import plain
from pipeline.schema.placed import folded

REMARK = word("merknad (#) ved tiltaket")
_KEYS = {
    Meaning.STATUS: "status",
    Meaning.DEVIATION: "avvik",
    Meaning.END: "slutt",
    Meaning.TEXT: "tekst",
    Meaning.PRIORITY: "prioritet",
    Meaning.SIZE: "omfang",
}
"""The keys of the sources."""


@dataclass(frozen=True, slots=True)
class SaidOfAction:
    """What a row says of an action: `values` are words of the vocabulary, `own` stands in the body's own columns, and
    `remarks` in columns nobody knows («Kontakt: Sunniva Aas»)."""

    day: date
    values: Mapping[Meaning, str | None]
    end: str
    text: str
    own: Mapping[str, str]
    remarks: Sequence[str]


def change_of(
    action: Action, said: SaidOfAction, asked: Asked, cells: CellReader, is_form: bool, first: Cell
) -> Change | None:
    """What the row would change; without anything told where it has been read before, None where it says nothing.

    In a sheet others have made, what is as it was says nothing. In a form, which was empty, it says that things are as
    they were. What is told of a day that has its entry, mends that entry.
    """
    typed = asked.typed.get(action.id)
    there = entry_of_day(typed.status if typed else [], said.day)
    old = _old(action, said.day, typed, cells)
    told_now = {
        Meaning.STATUS: said.values.get(Meaning.STATUS) or "",
        Meaning.DEVIATION: said.values.get(Meaning.DEVIATION) or "",
        Meaning.END: said.end,
        Meaning.TEXT: said.text,
    }
    new = {
        meaning: value
        for meaning, value in told_now.items()
        if value and ((is_form and there is None) or _is_new(meaning, value, old[meaning], there, is_form))
    }
    values = {
        meaning: value
        for meaning in (Meaning.PRIORITY, Meaning.SIZE)
        if (value := said.values.get(meaning)) and folded(value) != folded(old[meaning])
    }
    own_columns = asked.register.own_columns
    stands = {column.name: plain(action.own.get(column.name, [])) for column in own_columns}
    own = {name: squeezed(value) for name, value in said.own.items() if squeezed(value) != squeezed(stands[name])}
    known = asked.remarks.get(action.id, frozenset())
    remarks = [each for each in said.remarks if not any(line.endswith(f" {each}") for line in known)]
    says_anything = any(said.values.values()) or any(said.own.values()) or said.end or said.text
    if not new and not values and not own and not remarks and not (is_form and says_anything):
        return None
    headings = {column.name: heading_of(column) for column in own_columns}
    told = [
        *(Told(meaning, _stood(meaning, there) or old[meaning], value) for meaning, value in new.items()),
        *(Told(meaning, old[meaning], value) for meaning, value in values.items()),
        *(Told(headings[name], stands[name], value) for name, value in own.items()),
        *(Told(REMARK, "", each) for each in remarks),
    ]
    # A text of several lines ends its last one, as it does when people type it.
    fields = {_KEYS[meaning]: f"{text}\n" if "\n" in text else text for meaning, text in new.items()}
    return Change(
        action,
        said.day,
        told,
        [("dato", numeric_date(said.day)), *fields.items()] if fields and there is None else [],
        fields if there is not None else {},
        {_KEYS[meaning]: value for meaning, value in values.items()},
        own,
        [f"{numeric_date(said.day)} {each}" for each in remarks],
        first,
    )


def entry_of_day(entries: Sequence[EntrySource], day: date) -> EntrySource | None:
    """The entry of that day; the last of several."""
    return next((each for each in reversed(entries) if day_of(each.dato) == day), None)


def day_of(typed: str | None) -> date | None:
    """The date somebody typed, if it is one."""
    found = read_date(typed) if typed else None
    return None if found is None or isinstance(found, ImpossibleDate) else found.day


def squeezed(text: str) -> str:
    """Text without the lines and spaces it is written with."""
    return " ".join(text.split())


def _old(action: Action, day: date, typed: ActionSource | None, cells: CellReader) -> dict[Meaning, str]:
    """How the action stood on `day`."""
    state = action.as_of(day)
    deviation = state.deviation if state else None
    end = (state.end if state else None) or action.end
    last = entry_of_day(typed.status, state.updated) if typed and state else None
    return {
        Meaning.STATUS: state.status.word if state and state.status else "",
        Meaning.DEVIATION: cells.deviations[folded(whole_word(deviation))] if deviation else "",
        Meaning.END: end.shown if end else "",
        Meaning.TEXT: str(last.tekst or "").strip() if last else "",
        Meaning.PRIORITY: action.priority,
        Meaning.SIZE: action.size,
    }


def _is_new(meaning: Meaning, value: str, old: str, there: EntrySource | None, is_form: bool) -> bool:
    """Whether a value is another than the one that stands; lines in a text count where a form has them."""
    stood = _stood(meaning, there)
    if meaning is not Meaning.TEXT:
        return squeezed(folded(value)) not in (squeezed(folded(old)), squeezed(folded(stood)))
    if is_form:
        return _lines(value) != _lines(stood)
    return squeezed(value) != squeezed(old)


def _stood(meaning: Meaning, there: EntrySource | None) -> str:
    """What the entry of the day itself says."""
    if there is None:
        return ""
    typed = {
        Meaning.STATUS: there.status,
        Meaning.DEVIATION: there.avvik,
        Meaning.END: there.slutt,
        Meaning.TEXT: there.tekst,
    }
    return str(typed[meaning] or "").strip()


def _lines(text: str) -> list[str]:
    return [squeezed(line) for line in text.strip().split("\n")]
