"""Which column of a sheet is what: the form's own headings, and what others write for them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from pipeline.diagnostics import Diagnostic
from pipeline.exchange import problems
from pipeline.exchange.action_form import FormColumn, heading_of, translations
from pipeline.exchange.cells import Cell, CellKind, Sheet, Spreadsheet
from pipeline.language.dates import MONTH_WORDS
from pipeline.language.names import nearest
from pipeline.records.actions import Column
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
    OWN = "egen kolonne"
    """One of the body's own columns."""
    SHOWN = "bare vist"
    """Known, and not read: what the form shows, and what is changed in the register itself."""
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
_OTHERS = {
    Meaning.ID: "nr|nummer|tiltaksid|tiltaksnr|tiltaksnummer|tiltak id",
    Meaning.NAME: "navn|namn|prosjekt|prosjektnavn|prosjektnamn|prosjekttittel|tiltaksnavn|tiltaksnamn|tiltakstittel"
    "|tiltakets navn|navn på tiltak|navn på tiltaket|navn på prosjekt|aktivitet|delprosjekt",
    Meaning.DAY: "dato|statusdato|oppdatert|per dato",
    Meaning.STATUS: "status|framdrift|fremdrift",
    Meaning.DEVIATION: "avvik|trafikklys|risiko",
    Meaning.END: "slutt|forventet slutt|forventa slutt|frist|sluttdato|ferdig innen",
    Meaning.TEXT: "tekst|kommentar|kommentarer|merknad|merknader|statustekst|beskrivelse av status",
    Meaning.PRIORITY: "prioritet|prioritering",
    Meaning.SIZE: "omfang|størrelse",
    Meaning.SHOWN: "område|områder|satsingsområde|satsingsområder|satsningsområde|satsningsområder|innsatsområde"
    "|innsatsområder|strategisk satsingsområde|strategiske satsingsområder|strategisk satsningsområde"
    "|strategiske satsningsområder|mål|målsetting|formål|periode|tidsrom|start|ansvar|ansvarlig"
    "|ansvarleg",
}


class Meant(NamedTuple):
    """What a column is read as; `own` is the body's own column, by name."""

    meaning: Meaning
    own: str = ""

    @property
    def told(self) -> str:
        return f"{self.own} ({self.meaning})" if self.own else str(self.meaning)


_PLAIN_HEADINGS = {folded(each): Meant(meaning) for meaning, words in _OTHERS.items() for each in words.split("|")}


def _form_headings() -> dict[str, Meant]:
    """The headings of the form, in every language."""
    return {
        folded(heading): Meant(_FORM.get(column, Meaning.SHOWN))
        for column in FormColumn
        for heading in translations(column)
    }


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and what it was read as; `certain` is False where it is only like a known one."""

    cell: Cell
    meant: Meant
    certain: bool

    @property
    def meaning(self) -> Meaning:
        return self.meant.meaning


@dataclass(slots=True)
class Headings:
    """The headings of a sheet: the row they stand in, and what each column is."""

    row: int
    columns: dict[int, Heading] = field(default_factory=dict)

    def column(self, meaning: Meaning) -> int | None:
        """The column that is read as `meaning`."""
        return next((number for number, each in self.columns.items() if each.meaning is meaning), None)


_IN_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^][]*)\]")
_OF_ANYTHING = ("navn", "namn", "nr", "nummer", "dato")
"""«Leder (navn)» is no name of an action."""
_OF_A_DAY = re.compile(rf"\b(?:{MONTH_WORDS})\b|\b(?:19|20)\d\d\b|\d[./]\d", re.IGNORECASE)


class KnownHeadings:
    """What a heading may be in the sheets about a register: `own` are the body's own columns, `told` what somebody has
    said of headings, which comes before all else; `is_status` tells whether a text is one of the words for status."""

    def __init__(
        self,
        own: Sequence[Column],
        told: Mapping[str, Meant],
        is_status: Callable[[str], bool] = lambda text: True,
    ) -> None:
        self.is_status = is_status
        self.form = _form_headings()
        names = {folded(text): Meant(Meaning.OWN, each.name) for each in own for text in (each.name, heading_of(each))}
        self.told = {folded(text.strip(" :.*")): meant for text, meant in told.items()}
        self.known = _PLAIN_HEADINGS | names | self.form | self.told
        self.like = [each for each in self.known if len(each) > 2]

    def of(self, cell: Cell) -> Heading:
        """What the heading in `cell` is read as."""
        key = folded(cell.text.strip(" :.*"))
        if cell.kind is not CellKind.TEXT or not key:
            return Heading(cell, Meant(Meaning.UNKNOWN), True)
        if key in self.known:
            return Heading(cell, self.known[key], True)
        for part in self._parts(cell.text):
            if folded(part) in self.known:
                return Heading(cell, self.known[folded(part)], False)
        near = nearest(key, self.like)
        if near is not None:
            return Heading(cell, self.known[near], False)
        words = {self.known[folded(word)] for word in cell.text.split() if folded(word) in self.known}
        words.discard(Meant(Meaning.NAME))
        unknown = Heading(cell, Meant(Meaning.UNKNOWN), True)
        return Heading(cell, words.pop(), False) if len(words) == 1 else unknown

    @staticmethod
    def _parts(text: str) -> Iterator[str]:
        """What stands outside brackets, then what stands in each: «Tiltak (Prosjekt)»."""
        if _IN_BRACKETS.search(text):
            yield _IN_BRACKETS.sub(" ", text).strip(" :.*")
            inside = ((found[1] or found[2] or "").strip(" :.*") for found in _IN_BRACKETS.finditer(text))
            yield from (part for part in inside if folded(part) not in _OF_ANYTHING)

    def rank(self, heading: Heading) -> tuple[bool, bool, bool]:
        """Of several columns read as one thing: what somebody has said counts, then the form's own («Ny status» beside
        «Status»), then one that is certain."""
        key = folded(heading.cell.text.strip(" :.*"))
        return key in self.told, key in self.form, heading.certain


def understood(sheet: Sheet, known: KnownHeadings, diagnostics: list[Diagnostic]) -> Headings | None:
    """The headings of `sheet`; None where no row looks like it holds them. Two columns that mean the same are said."""
    for row, cells in list(sheet.rows.items())[:_ROWS_LOOKED_AT]:
        headings = Headings(row, {number: known.of(cell) for number, cell in cells.items()})
        meanings = {each.meaning for each in headings.columns.values()} - {Meaning.UNKNOWN}
        if meanings & {Meaning.ID, Meaning.NAME} and len(meanings) > 1:
            _read_as_text(headings, sheet, known)
            _settle(headings, known, diagnostics)
            return headings
    return None


def not_understood(book: Spreadsheet, known: KnownHeadings) -> Diagnostic | None:
    """What to say of a spreadsheet where no row is understood: the row that looks most like headings, and how somebody
    can say what it is. None where there is no such row."""
    best: tuple[tuple[int, int], list[Heading]] | None = None
    for sheet in book.sheets:
        for cells in [] if sheet.is_hidden else list(sheet.rows.values())[:_ROWS_LOOKED_AT]:
            row = [known.of(cell) for cell in cells.values() if cell.kind is CellKind.TEXT]
            rank = sum(each.meaning is not Meaning.UNKNOWN for each in row), len(row)
            if len(row) > 1 and (best is None or rank > best[0]):
                best = rank, row
    if best is None:
        return None
    row = best[1]
    has_name = any(each.meaning in (Meaning.ID, Meaning.NAME) for each in row)
    unknown = next((each.cell for each in row if each.meaning is Meaning.UNKNOWN), row[0].cell)
    return problems.HEADINGS_NOT_UNDERSTOOD.at(
        row[0].cell.place,
        celle=row[0].cell.name,
        overskrifter=", ".join(f"«{each.cell.shown}»" for each in row),
        overskrift=unknown.shown,
        kolonne=Meaning.STATUS if has_name else Meaning.NAME,
    )


def _read_as_text(headings: Headings, sheet: Sheet, known: KnownHeadings) -> None:
    """«Status januar 2023» may hold the words for status, or what there is to tell: what stands below it says which."""
    for number, heading in headings.columns.items():
        if heading.meaning is not Meaning.STATUS or heading.certain or not _OF_A_DAY.search(heading.cell.text):
            continue
        below = [cells[number].text for row, cells in sheet.rows.items() if row > headings.row and number in cells]
        if sum(map(known.is_status, below)) * 2 < len(below):
            headings.columns[number] = Heading(heading.cell, Meant(Meaning.TEXT), False)


def _settle(headings: Headings, known: KnownHeadings, diagnostics: list[Diagnostic]) -> None:
    """One column for each meaning; where nobody knows which, that is said."""
    columns: dict[Meant, list[int]] = defaultdict(list)
    for number, each in headings.columns.items():
        if each.meaning not in (Meaning.SHOWN, Meaning.UNKNOWN):
            columns[each.meant].append(number)
    for meant, found in columns.items():
        if len(found) < 2:
            continue
        rank = {number: known.rank(headings.columns[number]) for number in found}
        first, second = sorted(found, key=lambda number: rank[number], reverse=True)[:2]
        if rank[first] == rank[second]:
            one, other = (headings.columns[number].cell for number in sorted((first, second)))
            diagnostics.append(
                problems.HEADING_TWICE.at(
                    other.place, celle=other.name, overskrift=one.shown, annen=other.shown, kolonne=meant.told
                )
            )
        for number in found:
            if number != first:
                each = headings.columns[number]
                is_old = (rank[first][0] or rank[first][1]) and each.certain
                left = Meaning.SHOWN if is_old else Meaning.UNKNOWN
                headings.columns[number] = Heading(each.cell, Meant(left), True)
