"""What a spreadsheet is to those who read it: sheets, rows and the cells with something in them."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from openpyxl.utils import get_column_letter

from pipeline.diagnostics import Place

MOST_CELLS = 200_000
MOST_LETTERS = 20_000_000
"""More is no answer to a form, and a small file can be made to unpack to any size."""


class CellKind(Enum):
    """What stands in a cell."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    FORMULA = auto()
    """The text is what the formula gave when somebody last saw it."""
    FAULT = auto()
    """#REF! and the like."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it. `file` is the spreadsheet, `day` the date it holds."""

    file: str
    sheet: str
    row: int
    column: int
    kind: CellKind
    text: str
    day: date | None = None

    @property
    def place(self) -> Place:
        """File, row and column."""
        return Place(self.file, self.row, self.column)

    @property
    def name(self) -> str:
        """Sheet and cell: «Tiltak!F5»."""
        return cell_name(self.sheet, self.row, self.column)

    @property
    def shown(self) -> str:
        """The text on one line, short enough for a message."""
        text = " ".join(self.text.split())
        return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN].rstrip()} …"


_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Area:
    """Cells that are merged into one."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell is one of them."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(slots=True)
class Sheet:
    """A sheet: the cells with something in them, by row and column from 1, rows in order; and what is out of sight."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    is_hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """The first and the last of each stretch."""

    def is_out_of_sight(self, cell: Cell) -> bool:
        """Whether its row or column is hidden."""
        return cell.row in self.hidden_rows or any(first <= cell.column <= last for first, last in self.hidden_columns)


@dataclass(slots=True)
class Spreadsheet:
    """The sheets of a file."""

    file: str
    sheets: list[Sheet]


class TooMany(Exception):
    """More cells, or more letters in them, than a form can have."""


class CellCount:
    """Counts what is read, and stops in time. Raises TooMany."""

    def __init__(self) -> None:
        self.cells = 0
        self.letters = 0

    def add(self, text: str) -> None:
        """One more cell, with this text."""
        self.cells += 1
        self.letters += len(text)
        if self.cells > MOST_CELLS or self.letters > MOST_LETTERS:
            raise TooMany


def cell_name(sheet: str, row: int, column: int) -> str:
    """Sheet and cell: «Tiltak!F5»."""
    return f"{sheet}!{get_column_letter(column)}{row}"
