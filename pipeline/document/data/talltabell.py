"""A table of numbers (talltabell): rows as people type them, with a bar between the cells, and sums that are computed.

kolonner: [Kommune, Antall intervjuer]
sum: [Antall intervjuer]
rader:
  - Havnsund | 7
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from pipeline.diagnostics import Place, Problem, Severity
from pipeline.document.barred import EMPTY, parts_between_bars
from pipeline.document.cells import NOTHING
from pipeline.document.data_kind import DataKind, Setting
from pipeline.document.meetings import Translate
from pipeline.language.labels import word
from pipeline.language.names import nearest
from pipeline.language.numbers import read_number, write_decimal
from pipeline.richtext import (
    Blocks,
    Cell,
    Chart,
    ChartKind,
    ChartSeries,
    DataBlock,
    Grid,
    Inline,
    Paragraph,
    Run,
    plain,
)
from pipeline.schema.paper import DataShape, Reader
from pipeline.schema.placed import Separated, Text, folded
from pipeline.schema.source_model import SourceModel

TEXT_IN_SUM_COLUMN = Problem(
    "tabell-tekst-i-sum",
    Severity.ERROR,
    "«{tekst}» står i en kolonne som skal summeres ({kolonne}), men er ikke et tall.",
    hint="Skriv bare tallet: 1 125 eller 12,5. Er tallet ukjent, skriv –.",
)
WRONG_NUMBER_OF_CELLS = Problem(
    "tabell-antall-celler",
    Severity.ERROR,
    "Raden har {antall} av {riktig} celler: «{rad}».",
    hint="Skriv én celle for hver kolonne, med | mellom dem. En tom celle skrives –.",
)
SUM_COLUMN_UNKNOWN = Problem(
    "tabell-kolonne-ukjent",
    Severity.ERROR,
    "Tabellen har ingen kolonne som heter «{navn}». Kolonnene er: {kolonner}.",
    hint="Mente du «{forslag}»?",
)
SUM_TYPED = Problem(
    "tabell-sum-skrevet",
    Severity.ERROR,
    "Summen er skrevet inn som en egen rad («{tekst}»). Den er utelatt: summer regnes ut.",
    hint="Ta bort raden, og nevn kolonnene under «sum».",
)
PERCENT_MIXED = Problem(
    "tabell-prosent-blandet",
    Severity.WARNING,
    "«{tekst}» har ikke prosenttegn, men «{annen}» i samme kolonne ({kolonne}) har det.",
    hint="Skriv «{tekst} %», eller gi tallene hver sin kolonne.",
    about="0,5 og 50 % er samme tall, men det kan ingen vite uten tegnet.",
)
NOTHING_TO_DRAW = Problem(
    "tabell-diagram-uten-tall",
    Severity.ERROR,
    "Diagrammet kan ikke tegnes: «{tekst}» i kolonnen {kolonne} er ikke et tall.",
    hint="Velg en kolonne som bare har tall.",
)

TOO_MANY_COLUMNS = Problem(
    "tabell-for-mange-kolonner",
    Severity.ERROR,
    "Tabellen har {kolonner} kolonner; Word tar høyst {grense}. Resten er utelatt.",
    hint="Del den i flere tabeller.",
)

MOST_COLUMNS = 63
"""Word's own limit."""
_SUM_WORDS = frozenset(map(folded, ("sum", "total", "totalt", "i alt", "ialt", "til sammen", "samlet", "summen")))
_OF_NAMES, _OF_TEXT, _OF_NUMBERS = 34, 26, 22
"""Widths of columns against one another."""
_UPRIGHT = 8
"""Columns that fit on an upright page."""
_SHARE = re.compile(r"(?P<number>.+?)[ \xa0]?%")

Number = int | Decimal


class TalltabellSource(SourceModel):
    """A table of numbers."""

    tittel: Text | None = Field(None, description="Tittelen over tabellen; den får et nummer: Tabell 1")
    kolonner: Annotated[list[Text], Separated()] = Field(description="Kolonnene i rekkefølge")
    sum: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="Kolonnene som skal summeres; summene regnes ut"
    )
    rader: list[Text] = Field(description="Radene, med | mellom cellene: Havnsund | 7 | 25")
    kilde: Text | None = Field(None, description="Hvor tallene er fra; står under tabellen")
    diagram: Text | None = Field(None, description="Kolonnen som også skal vises som søyler")


@dataclass(slots=True)
class NumberCell:
    """What stands in a cell: `number` where it is one and nothing else."""

    runs: Inline
    place: Place
    number: Number | None = None


@dataclass(slots=True)
class NumberTable:
    """`sums` and `chart` are columns by their index; `sums` is empty where nothing is summed."""

    title: Inline
    columns: list[str]
    rows: list[list[NumberCell]]
    sums: list[int]
    source: Inline
    place: Place
    chart: int | None = None
    column_places: list[Place] = field(default_factory=list)

    def numbers(self, column: int) -> list[Number]:
        """The numbers of a column."""
        return [row[column].number for row in self.rows if row[column].number is not None]  # type: ignore[misc]

    def total(self, column: int) -> Number | None:
        """The sum of the numbers that are known; None where one is there and could not be read."""
        if any(row[column].runs and row[column].number is None for row in self.rows):
            return None
        return sum(self.numbers(column), start=0)

    def lacks(self, column: int) -> bool:
        """Whether a number is not known."""
        return any(not row[column].runs for row in self.rows)

    def decimals(self, column: int) -> int:
        """How many decimals the numbers of a column are printed with: as many as the longest has."""
        return max((_decimals(number) for number in self.numbers(column)), default=0)


def _decimals(number: Number) -> int:
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    return -exponent if isinstance(exponent, int) else 0


# --- read ------------------------------------------------------------------------------------------------------------


def read(source: TalltabellSource, reader: Reader, place: Place) -> NumberTable | None:
    """The table, with what is wrong in it said at its cell."""
    columns = [part for typed in source.kolonner for part in parts_between_bars(typed)]
    if not columns:
        return None
    if len(columns) > MOST_COLUMNS:
        reader.say(TOO_MANY_COLUMNS.at(columns[MOST_COLUMNS].place, kolonner=len(columns), grense=MOST_COLUMNS))
    sums = [index for typed in source.sum if (index := _column(typed, columns, reader)) is not None]
    rows = [row[:MOST_COLUMNS] for typed in source.rader if (row := _row(typed, columns, sums, reader)) is not None]
    if not rows:
        return None
    columns = columns[:MOST_COLUMNS]
    table = NumberTable(
        title=reader.line(source.tittel),
        columns=[str(column) for column in columns],
        rows=rows,
        sums=sorted({index for index in sums if index < len(columns)}),
        source=reader.line(source.kilde),
        place=place,
        column_places=[column.place for column in columns],
    )
    for index in range(1, len(columns)):
        _look_for_mixed_percent(table, index, reader)
    if source.diagram:
        table.chart = _chart_column(source.diagram, table, columns, reader)
    return table


def _column(typed: Text, columns: Sequence[Text], reader: Reader) -> int | None:
    by_name = {folded(column): index for index, column in reversed(list(enumerate(columns)))}
    found = by_name.get(folded(typed))
    if found is None:
        near = nearest(folded(typed), by_name)
        suggestion = str(columns[by_name[near]]) if near else None
        said = {"navn": typed, "kolonner": ", ".join(columns), "forslag": suggestion}
        reader.say(SUM_COLUMN_UNKNOWN.at(typed.place, **said))
    return found


def _row(typed: Text, columns: Sequence[Text], sums: Sequence[int], reader: Reader) -> list[NumberCell] | None:
    cells = parts_between_bars(typed)
    if len(cells) == len(columns) + 1 and not cells[-1]:
        cells.pop()
    if folded(cells[0].rstrip(":")) in _SUM_WORDS:
        reader.say(SUM_TYPED.at(cells[0].place, tekst=cells[0]))
        return None
    if len(cells) != len(columns):
        said = {"antall": len(cells), "riktig": len(columns), "rad": " ".join(typed.split())}
        reader.say(WRONG_NUMBER_OF_CELLS.at(typed.place, **said))
        missing = [Text("", typed.place)] * (len(columns) - len(cells))
        cells = [*cells, *missing][: len(columns)]
    return [_cell(cell, index in sums, columns[index], reader) for index, cell in enumerate(cells)]


def _cell(typed: Text, is_summed: bool, column: Text, reader: Reader) -> NumberCell:
    if typed.strip() in EMPTY:
        return NumberCell([], typed.place)
    number = read_number(typed)
    if number is not None:
        return NumberCell([Run(str(typed), typed.place)], typed.place, number)
    if is_summed:
        reader.say(TEXT_IN_SUM_COLUMN.at(typed.place, tekst=typed, kolonne=column))
    return NumberCell(reader.line(typed), typed.place)


def _look_for_mixed_percent(table: NumberTable, column: int, reader: Reader) -> None:
    """Says where some numbers of a column have a percent sign and others do not; where they are added, it has been."""
    cells = [row[column] for row in table.rows]
    share = next((text for cell in cells if _SHARE.fullmatch(text := plain(cell.runs))), None)
    bare = next((cell for cell in cells if cell.number is not None), None)
    if share and bare and column not in table.sums:
        said = {"tekst": plain(bare.runs), "annen": share, "kolonne": table.columns[column]}
        reader.say(PERCENT_MIXED.at(bare.place, **said))


def _chart_column(typed: Text, table: NumberTable, columns: Sequence[Text], reader: Reader) -> int | None:
    index = _column(typed, columns, reader)
    if index is None:
        return None
    for row in table.rows:
        if row[index].runs and row[index].number is None:
            if index not in table.sums:  # where it was to be added, it has been said
                text = plain(row[index].runs)
                reader.say(NOTHING_TO_DRAW.at(row[index].place, tekst=text, kolonne=table.columns[index]))
            return None
    return index if table.numbers(index) else None


# --- print -----------------------------------------------------------------------------------------------------------


def blocks(table: NumberTable, block: DataBlock, setting: Setting) -> Blocks:
    """The table with its sums and its source, and the chart where one is asked for."""
    translate, place = setting.translate, table.place
    right = [_is_numeric(table, column) for column in range(len(table.columns))]
    decimals = {column: table.decimals(column) for column in table.sums}
    rows = [[_printed(row, column, right[column], decimals) for column in range(len(row))] for row in table.rows]
    if table.sums:
        rows.append(_sums(table, right, decimals, translate))
    title = plain(table.title) or ", ".join(table.columns)
    grid = Grid(
        [[Run(name, where)] for name, where in zip(table.columns, table.column_places, strict=True)],
        rows,
        place,
        _shares(right),
        landscape=len(table.columns) > _UPRIGHT,
        about=title,
        ident=block.ident,
        caption=table.title,
        label=translate(word("Tabell")),
        whole=True,
        below=_below(table, translate),
    )
    found: Blocks = [grid]
    if table.chart is not None:
        found.append(_chart(table, table.chart, f"{block.ident}_2", translate))
    return found


def _below(table: NumberTable, translate: Translate) -> Blocks:
    """What the sums leave out, and where the numbers are from."""
    place, lines = table.place, list[Inline]()
    if any(table.lacks(column) and table.total(column) is not None for column in table.sums):
        lines.append([Run(translate(word("Tall som mangler (–), er ikke med i summen.")), place)])
    if table.source:
        lines.append([Run(f"{translate(word('Kilde'))}: ", place), *table.source])
    return [Paragraph(line, place) for line in lines]


def _shares(right: Sequence[bool]) -> tuple[int, ...]:
    """Names need more room than numbers."""
    return tuple(_OF_NAMES if index == 0 else _OF_NUMBERS if number else _OF_TEXT for index, number in enumerate(right))


def _is_numeric(table: NumberTable, column: int) -> bool:
    """Whether a column holds numbers and nothing else; it then stands at the right. The first names its row."""
    if column in table.sums:
        return True
    cells = [row[column] for row in table.rows if row[column].runs]
    return column > 0 and bool(cells) and all(_is_number(cell) for cell in cells)


def _is_number(cell: NumberCell) -> bool:
    share = _SHARE.fullmatch(plain(cell.runs))
    return cell.number is not None or (share is not None and read_number(share["number"]) is not None)


def _printed(row: Sequence[NumberCell], column: int, right: bool, decimals: Mapping[int, int]) -> Cell:
    """A cell; numbers that are summed are printed alike, with `decimals`, others as they were typed: a year has no
    space in it."""
    cell = row[column]
    runs = cell.runs
    if cell.number is not None and column in decimals:
        runs = [Run(write_decimal(cell.number, decimals[column]), cell.place)]
    elif not runs and column:
        runs = [Run(NOTHING, cell.place)]
    return Cell([Paragraph(runs, cell.place)], heading=column == 0, number=right)


def _sums(table: NumberTable, right: Sequence[bool], decimals: Mapping[int, int], translate: Translate) -> list[Cell]:
    def said(column: int) -> str:
        if column in decimals:
            total = table.total(column)
            return NOTHING if total is None else write_decimal(total, decimals[column])
        return "" if column else translate(word("Sum"))

    place = table.place
    return [
        Cell([Paragraph([Run(said(column), place, bold=True)], place)], heading=column == 0, number=right[column])
        for column in range(len(table.columns))
    ]


def _chart(table: NumberTable, column: int, ident: str, translate: Translate) -> Chart:
    """The numbers of a column as bars, one a row."""
    shown = [(plain(row[0].runs) or NOTHING, row[column].number) for row in table.rows]
    told = ", ".join(f"{name}: {NOTHING if number is None else write_decimal(number)}" for name, number in shown)
    first = table.columns[0]
    lowered = first if first.isupper() else f"{first[:1].lower()}{first[1:]}"
    caption = translate(word("{tall} etter {rader}")).format(tall=table.columns[column], rader=lowered)
    return Chart(
        ChartKind.BARS,
        [name for name, _ in shown],
        [ChartSeries([number for _, number in shown])],
        alt=translate(word("Liggende søyler: {hva}. {tall}.")).format(hva=caption, tall=told),
        place=table.place,
        caption=[Run(caption, table.place)],
        ident=ident,
        label=translate(word("Figur")),
        decimals=table.decimals(column) or None,
    )


DATA = DataKind(
    DataShape("talltabell", TalltabellSource, read, also=("talltabeller", "datatabell", "tabell", "tal-tabell")),
    NumberTable,
    blocks,
)
