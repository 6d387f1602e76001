"""A spreadsheet somebody sent, as cells: .xlsx, or text with semicolons, commas or tabs between.

It may come from anybody: how much is unpacked is watched, and nothing in it is run or computed.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import PurePath

from pipeline.diagnostics import Diagnostic, Place
from pipeline.exchange import problems
from pipeline.exchange.cells import Cell, CellCount, CellKind, Sheet, Spreadsheet, TooMany

LARGEST_FILE = 20_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEXT_ENDINGS = (".csv", ".txt", ".tsv")
_BYTE_ORDER = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_SEPARATORS = ";\t,"


def read_spreadsheet(data: bytes, file: str, diagnostics: list[Diagnostic]) -> Spreadsheet | None:
    """The cells of `data`, told of as `file`; None where it cannot be read, which is said. Never raises for a user's
    fault."""
    place = Place(file)
    is_text = PurePath(file).suffix.casefold() in _TEXT_ENDINGS
    if len(data) > LARGEST_FILE:
        diagnostics.append(problems.TOO_BIG.at(place))
    elif data.startswith(_OLE):
        diagnostics.append((problems.ENCRYPTED if _ENCRYPTED in data else problems.OLD_FORMAT).at(place))
    elif data.startswith(b"PK"):
        return _workbook(data, file, diagnostics)
    elif is_text and (data[:2] in _BYTE_ORDER or b"\0" not in data):
        return _separated(data, file, diagnostics)
    else:
        diagnostics.append(problems.BROKEN.at(place))
    return None


def _workbook(data: bytes, file: str, diagnostics: list[Diagnostic]) -> Spreadsheet | None:
    from pipeline.exchange.workbook import BrokenWorkbook, OtherFormat, WorkbookTooBig, workbook_sheets

    try:
        return Spreadsheet(file, workbook_sheets(data, file))
    except (TooMany, WorkbookTooBig):
        diagnostics.append(problems.TOO_BIG.at(Place(file)))
    except OtherFormat as other:
        diagnostics.append(problems.OTHER_FORMAT.at(Place(file), format=other))
    except BrokenWorkbook:
        diagnostics.append(problems.BROKEN.at(Place(file)))
    return None


def _separated(data: bytes, file: str, diagnostics: list[Diagnostic]) -> Spreadsheet | None:
    sheet = Sheet(PurePath(file).stem)
    count = CellCount()
    try:
        for number, line in enumerate(_lines(_decoded(data)), 1):
            cells = {
                column: Cell(file, sheet.name, number, column, CellKind.TEXT, text.strip())
                for column, text in enumerate(line, 1)
                if text.strip()
            }
            for cell in cells.values():
                count.add(cell.text)
            if cells:
                sheet.rows[number] = cells
    except TooMany:
        diagnostics.append(problems.TOO_BIG.at(Place(file)))
        return None
    except csv.Error:
        diagnostics.append(problems.BROKEN.at(Place(file)))
        return None
    return Spreadsheet(file, [sheet])


def _decoded(data: bytes) -> str:
    """The text, in whichever of the encodings spreadsheets are saved with."""
    if data[:2] in _BYTE_ORDER:
        return data[2:].decode(_BYTE_ORDER[data[:2]], errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _lines(text: str) -> Iterator[list[str]]:
    first, _, rest = text.partition("\n")
    told = first.strip().removeprefix("sep=")
    if len(told) == 1 and first.startswith("sep="):  # Excel's own way of saying which
        return csv.reader(io.StringIO(f"\n{rest}", newline=""), delimiter=told, strict=True)
    separator = max(_SEPARATORS, key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
