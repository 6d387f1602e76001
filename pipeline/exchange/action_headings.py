"""Which column of a sheet is what: the form's own headings, and what others write for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.diagnostics import Diagnostic
from pipeline.exchange import problems
from pipeline.exchange.action_form import FormColumn
from pipeline.exchange.spreadsheet import Cell, CellKind, Sheet
from pipeline.language.names import nearest
from pipeline.schema.placed import folded

_ROWS_LOOKED_AT = 20
"""A sheet others have made may begin with a title."""


class Meaning(StrEnum):
    """What a column is read as; the value is what people are told."""

    ID = "id"
    NAME = "tiltak"
    DAY = "dato"
    STATUS = "status"
    DEVIATION = "avvik"
    END = "forventet slutt"
    TEXT = "tekst"
    PRIORITY = "prioritet"
    SIZE = "omfang"
    SHOWN = "bare vist"
    """Known, and never read: what the form shows, and what is changed in the register itself."""
    UNKNOWN = "ukjent"


_FORM = {
    FormColumn.ID: Meaning.ID,
    FormColumn.NAME: Meaning.NAME,
    FormColumn.DAY: Meaning.DAY,
    FormColumn.STATUS: Meaning.STATUS,
    FormColumn.DEVIATION: Meaning.DEVIATION,
    FormColumn.END: Meaning.END,
    FormColumn.TEXT: Meaning.TEXT,
    FormColumn.PRIORITY: Meaning.PRIORITY,
    FormColumn.SIZE: Meaning.SIZE,
}
_FORM_HEADINGS = {folded(column): _FORM.get(column, Meaning.SHOWN) for column in FormColumn}
_OTHERS = {
    Meaning.ID: "nr|nummer|tiltaksid|tiltaksnr|tiltaksnummer|tiltak id",
    Meaning.NAME: "navn|namn|prosjekt|tiltaksnavn|navn på tiltak|aktivitet",
    Meaning.DAY: "dato|statusdato|oppdatert|per dato",
    Meaning.STATUS: "status|framdrift|fremdrift",
    Meaning.DEVIATION: "avvik|trafikklys|risiko",
    Meaning.END: "slutt|forventet slutt|forventa slutt|frist|sluttdato|ferdig innen",
    Meaning.TEXT: "tekst|kommentar|kommentarer|merknad|merknader|statustekst|beskrivelse av status",
    Meaning.PRIORITY: "prioritet|prioritering",
    Meaning.SIZE: "omfang|størrelse",
    Meaning.SHOWN: "område|satsingsområde|innsatsområde|mål|målsetting|formål|periode|tidsrom|ansvar|ansvarleg|start",
}
_PLAIN_HEADINGS = {folded(each): meaning for meaning, words in _OTHERS.items() for each in words.split("|")}
_MEANT_BY = _PLAIN_HEADINGS | _FORM_HEADINGS


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and what it was read as; `certain` is False where it is only like a known one."""

    cell: Cell
    meaning: Meaning
    certain: bool


@dataclass(slots=True)
class Headings:
    """The headings of a sheet: the row they stand in, and what each column is."""

    row: int
    columns: dict[int, Heading] = field(default_factory=dict)

    def column(self, meaning: Meaning) -> int | None:
        """The column that is read as `meaning`."""
        return next((number for number, each in self.columns.items() if each.meaning is meaning), None)


def understood(sheet: Sheet, own: Iterable[str], diagnostics: list[Diagnostic]) -> Headings | None:
    """The headings of `sheet`; None where no row looks like it holds them. `own` are the headings of the body's own
    columns. Two columns that mean the same are said."""
    known = {folded(each): Meaning.SHOWN for each in own} | _MEANT_BY
    for row, cells in list(sheet.rows.items())[:_ROWS_LOOKED_AT]:
        headings = Headings(row, {number: _heading(cell, known) for number, cell in cells.items()})
        meanings = {each.meaning for each in headings.columns.values()} - {Meaning.UNKNOWN}
        if meanings & {Meaning.ID, Meaning.NAME} and len(meanings) > 1:
            _settle(headings, diagnostics)
            return headings
    return None


def _heading(cell: Cell, known: dict[str, Meaning]) -> Heading:
    key = folded(cell.text.strip(" :.*"))
    if cell.kind is not CellKind.TEXT or not key:
        return Heading(cell, Meaning.UNKNOWN, True)
    if key in known:
        return Heading(cell, known[key], True)
    near = nearest(key, [each for each in known if len(each) > 2])
    if near is not None:
        return Heading(cell, known[near], False)
    words = {known[folded(word)] for word in cell.text.split() if folded(word) in known} - {Meaning.NAME}
    return Heading(cell, words.pop(), False) if len(words) == 1 else Heading(cell, Meaning.UNKNOWN, True)


def _settle(headings: Headings, diagnostics: list[Diagnostic]) -> None:
    """Of several columns read as one thing, the form's own counts («Ny status» beside «Status»), then one that is
    certain; otherwise nobody knows."""
    for meaning in Meaning:
        if meaning in (Meaning.SHOWN, Meaning.UNKNOWN):
            continue
        found = {number: each for number, each in headings.columns.items() if each.meaning is meaning}
        if len(found) < 2:
            continue
        rank = {number: (folded(each.cell.text) in _FORM_HEADINGS, each.certain) for number, each in found.items()}
        first, second = sorted(found, key=lambda number: rank[number], reverse=True)[:2]
        if rank[first] == rank[second]:
            one, other = sorted((first, second))
            diagnostics.append(
                problems.HEADING_TWICE.at(
                    found[other].cell.place,
                    celle=found[other].cell.name,
                    overskrift=found[one].cell.text,
                    annen=found[other].cell.text,
                    kolonne=meaning,
                )
            )
        for number, each in found.items():
            if number != first:
                is_old = rank[first][0] and each.certain
                left = Meaning.SHOWN if is_old else Meaning.UNKNOWN
                headings.columns[number] = Heading(each.cell, left, each.certain)
