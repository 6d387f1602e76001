"""A spreadsheet somebody sent, as cells: .xlsx, or text with semicolons, commas or tabs between.

It may come from anybody: its size is looked at before it is unpacked, and nothing in it is run or computed.
"""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto
from pathlib import PurePath
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from pipeline.diagnostics import Diagnostic, Place
from pipeline.exchange import problems
from pipeline.language.dates import numeric_date

LARGEST_FILE = 20_000_000
_LARGEST_UNPACKED = 200_000_000
_MOST_CELLS = 1_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXT_ENDINGS = (".csv", ".txt", ".tsv")


class CellKind(Enum):
    """What stands in a cell."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    FORMULA = auto()
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
        return f"{self.sheet}!{get_column_letter(self.column)}{self.row}"


@dataclass(slots=True)
class Sheet:
    """A sheet: the cells with something in them, by row and column from 1, rows in order."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)


@dataclass(slots=True)
class Spreadsheet:
    """The sheets of a file."""

    file: str
    sheets: list[Sheet]


def read_spreadsheet(data: bytes, file: str, diagnostics: list[Diagnostic]) -> Spreadsheet | None:
    """The cells of `data`, told of as `file`; None where it cannot be read, which is said. Never raises for a user's
    fault."""
    place = Place(file)
    if len(data) > LARGEST_FILE:
        diagnostics.append(problems.TOO_BIG.at(place))
    elif data.startswith(_OLE):
        diagnostics.append((problems.ENCRYPTED if _ENCRYPTED in data else problems.OLD_FORMAT).at(place))
    elif data.startswith(b"PK"):
        return _workbook(data, file, diagnostics)
    elif PurePath(file).suffix.casefold() in _TEXT_ENDINGS and b"\0" not in data.removeprefix(b"\xff\xfe"):
        return _separated(data, file, diagnostics)
    else:
        diagnostics.append(problems.BROKEN.at(place))
    return None


def _workbook(data: bytes, file: str, diagnostics: list[Diagnostic]) -> Spreadsheet | None:
    place = Place(file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(entry.file_size for entry in parts.infolist()) > _LARGEST_UNPACKED:
                diagnostics.append(problems.TOO_BIG.at(place))
                return None
            if any(b"<!DOCTYPE" in parts.read(name) for name in parts.namelist() if name.endswith((".xml", ".rels"))):
                diagnostics.append(problems.BROKEN.at(place))  # no program that makes spreadsheets writes one
                return None
        with warnings.catch_warnings():  # it tells of what it does not keep, and nothing is kept here
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
        sheets = [Sheet(sheet.title, _rows(sheet, file)) for sheet in book.worksheets]
    except _TooMany:
        diagnostics.append(problems.TOO_BIG.at(place))
        return None
    except Exception:  # the library raises whatever a broken file makes it stumble over
        diagnostics.append(problems.BROKEN.at(place))
        return None
    return Spreadsheet(file, sheets)


class _TooMany(Exception):
    """More cells than a form can have."""


def _rows(sheet: Any, file: str) -> dict[int, dict[int, Cell]]:
    """The cells there are. A stray one far away must not make a million empty ones."""
    if len(sheet._cells) > _MOST_CELLS:
        raise _TooMany
    rows: dict[int, dict[int, Cell]] = {}
    for row, column in sorted(sheet._cells):
        cell = _cell(sheet._cells[row, column], file, sheet.title, row, column)
        if cell is not None:
            rows.setdefault(row, {})[column] = cell
    return rows


def _cell(found: Any, file: str, sheet: str, row: int, column: int) -> Cell | None:
    value, letter = found.value, found.data_type
    if value is None:
        return None
    if letter == "f":
        return Cell(file, sheet, row, column, CellKind.FORMULA, str(value))
    if letter == "e":
        return Cell(file, sheet, row, column, CellKind.FAULT, str(value))
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Cell(file, sheet, row, column, CellKind.DATE, numeric_date(value), value)
    if letter == "s" or isinstance(value, str):
        text = str(value).replace("\r\n", "\n").replace("_x000D_\n", "\n").strip()
        return Cell(file, sheet, row, column, CellKind.TEXT, text) if text else None
    if isinstance(value, bool):
        return Cell(file, sheet, row, column, CellKind.TEXT, "ja" if value else "nei")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return Cell(file, sheet, row, column, CellKind.NUMBER, str(value).replace(".", ","))


def _separated(data: bytes, file: str, diagnostics: list[Diagnostic]) -> Spreadsheet | None:
    try:
        rows = {
            number: cells
            for number, line in enumerate(_lines(_decoded(data)), 1)
            if (cells := _cells(line, number, file))
        }
    except csv.Error:
        diagnostics.append(problems.BROKEN.at(Place(file)))
        return None
    return Spreadsheet(file, [Sheet(PurePath(file).stem, rows)])


def _decoded(data: bytes) -> str:
    """The text, in whichever of the encodings spreadsheets are saved with."""
    if data.startswith(b"\xff\xfe"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _lines(text: str) -> Iterator[list[str]]:
    first = text.partition("\n")[0]
    separator = max(";\t,", key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _cells(line: list[str], row: int, file: str) -> dict[int, Cell]:
    sheet = PurePath(file).stem
    return {
        column: Cell(file, sheet, row, column, CellKind.TEXT, text.strip())
        for column, text in enumerate(line, 1)
        if text.strip()
    }
