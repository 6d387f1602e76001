"""The cells of an .xlsx (ISO/IEC 29500-1, SpreadsheetML; transitional or strict), read part by part.

The parts that hold cells are read as a stream, and nothing else of the file is unpacked: a million formatted rows cost
time and no memory. Where openpyxl would make a file of it all, only what people typed is wanted here, and also what the
formulas gave, which cells are merged, and what is hidden.
"""

import io
import math
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import IO, Any

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from pipeline.exchange.cells import Area, Cell, CellCount, CellKind, Sheet
from pipeline.language.dates import numeric_date

LARGEST_PART = 250_000_000
MOST_TAGS = 5_000_000
"""What has been seen is let go, but only when something that is wanted follows."""
_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    etree.LxmlError,
    EOFError,
    KeyError,
    IndexError,
    ValueError,
    OverflowError,
    RuntimeError,  # a part with a password, or packed in a way nobody knows
    OSError,
)
_COORDINATE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_OTHERS = {"xl/workbook.bin": "xlsb", "word/document.xml": "docx", "ppt/presentation.xml": "pptx"}


class BrokenWorkbook(Exception):
    """It cannot be read as a workbook."""


class OtherFormat(Exception):
    """It is something else; the text is the ending such files have."""


class WorkbookTooBig(Exception):
    """A part unpacks to more than an answer can be."""


@dataclass(frozen=True, slots=True)
class _Looks:
    """What the numbers of a workbook are, by the style of their cells."""

    formats: Sequence[str]
    epoch: datetime

    def of(self, style: str | None) -> str:
        number = int(style) if style else 0
        return self.formats[number] if 0 <= number < len(self.formats) else "General"


def workbook_sheets(data: bytes, file: str) -> list[Sheet]:
    """The sheets of the workbook `data`, told of as `file`. Raises BrokenWorkbook, OtherFormat, WorkbookTooBig, and
    TooMany."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return _Reading(parts, file).sheets()
    except _FAULTS as error:
        raise BrokenWorkbook from error


class _Watched:
    """A part as it is read, with its tags counted. Raises WorkbookTooBig."""

    def __init__(self, part: IO[bytes]) -> None:
        self.part = part
        self.tags = 0

    def read(self, size: int = -1) -> bytes:
        data = self.part.read(size)
        self.tags += data.count(b"<")
        if self.tags > MOST_TAGS:
            raise WorkbookTooBig
        return data


class _Reading:
    """A workbook that is being read."""

    def __init__(self, parts: zipfile.ZipFile, file: str) -> None:
        self.parts = parts
        self.file = file
        self.names = set(parts.namelist())
        self.count = CellCount()

    def sheets(self) -> list[Sheet]:
        self._refuse_others()
        main = next(
            (target for kind, target in self._relations("").values() if kind == "officeDocument"), "xl/workbook.xml"
        )
        relations = self._relations(main)
        by_kind = dict(relations.values())
        listed: list[tuple[str, str, str]] = []
        epoch = WINDOWS_EPOCH
        for element in self._elements(main, "workbookPr", "sheet"):
            if etree.QName(element).localname == "workbookPr":
                epoch = MAC_EPOCH if element.get("date1904") in ("1", "true") else WINDOWS_EPOCH
                continue
            ident = next((value for key, value in element.attrib.items() if etree.QName(key).localname == "id"), "")
            kind, target = relations[ident]
            if kind == "worksheet":
                listed.append((element.get("name", ""), target, element.get("state", "visible")))
        if not listed:
            raise BrokenWorkbook
        texts = self._texts(by_kind["sharedStrings"]) if by_kind.get("sharedStrings") in self.names else []
        looks = _Looks(self._formats(by_kind["styles"]) if by_kind.get("styles") in self.names else [], epoch)
        return [self._sheet(name, target, state != "visible", texts, looks) for name, target, state in listed]

    def _refuse_others(self) -> None:
        if "mimetype" in self.names and self.parts.getinfo("mimetype").file_size < 200:
            kind = self.parts.read("mimetype").decode("ascii", errors="replace")
            if "opendocument" in kind:
                raise OtherFormat("ods" if "spreadsheet" in kind else "odt")
        other = next((ending for name, ending in _OTHERS.items() if name in self.names), None)
        if other is None and any(name.startswith("Index/") and name.endswith(".iwa") for name in self.names):
            other = "numbers"
        if other:
            raise OtherFormat(other)

    # --- parts ----------------------------------------------------------------------------------------------------

    def _elements(self, name: str, *tags: str) -> Iterator[Any]:
        """The elements of a part by those names, in any namespace, one at a time: what has been seen is let go."""
        if self.parts.getinfo(name).file_size > LARGEST_PART:
            raise WorkbookTooBig
        with self.parts.open(name) as part:
            found = etree.iterparse(
                _Watched(part),
                tag=[f"{{*}}{tag}" for tag in tags],
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
            )
            is_looked_at = False
            for _, element in found:
                if not is_looked_at and element.getroottree().docinfo.internalDTD is not None:
                    raise BrokenWorkbook  # no program that makes spreadsheets writes one
                is_looked_at = True
                yield element
                parent = element.getparent()
                element.clear()
                if parent is not None:
                    del parent[: parent.index(element)]

    def _relations(self, source: str) -> dict[str, tuple[str, str]]:
        """What a part leads to: kind and part, by id."""
        folder, name = posixpath.split(source)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self.names:
            return {}
        return {
            each.get("Id", ""): (
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            )
            for each in self._elements(path, "Relationship")
            if each.get("TargetMode") != "External"
        }

    def _texts(self, name: str) -> list[str]:
        """The texts the cells share."""
        return [_text_of(each) for each in self._elements(name, "si")]

    def _formats(self, name: str) -> list[str]:
        """The number format of each style of cells."""
        own: dict[int, str] = {}
        found: list[str] = []
        for element in self._elements(name, "numFmt", "cellXfs"):
            if etree.QName(element).localname == "numFmt":
                own[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
                continue
            for each in element.iterchildren("{*}xf"):
                number = int(each.get("numFmtId", "0"))
                found.append(own.get(number) or BUILTIN_FORMATS.get(number, "General"))
        return found

    # --- sheets ---------------------------------------------------------------------------------------------------

    def _sheet(self, name: str, part: str, is_hidden: bool, texts: Sequence[str], looks: _Looks) -> Sheet:
        sheet = Sheet(name, is_hidden=is_hidden)
        row = 0
        for element in self._elements(part, "col", "row", "mergeCell"):
            kind = element.tag.rpartition("}")[2]
            if kind == "row":
                row = int(element.get("r") or row + 1)
                if len(element):
                    self._row(sheet, row, element, texts, looks)
            elif kind == "mergeCell":
                first, _, last = element.get("ref", "").partition(":")
                sheet.merged.append(Area(*_coordinate(first), *_coordinate(last or first)))
            elif _is_true(element.get("hidden")):
                sheet.hidden_columns.append((int(element.get("min", "1")), int(element.get("max", "1"))))
        sheet.rows = dict(sorted(sheet.rows.items()))
        return sheet

    def _row(self, sheet: Sheet, row: int, element: Any, texts: Sequence[str], looks: _Looks) -> None:
        column = 0
        cells: dict[int, Cell] = {}
        for each in element.iterchildren("{*}c"):
            reference = each.get("r")
            row, column = _coordinate(reference) if reference else (row, column + 1)
            if not len(each):
                continue
            if not (0 < row <= _LAST_ROW and 0 < column <= _LAST_COLUMN):
                raise BrokenWorkbook
            kind, text, day = _content(each, texts, looks)
            if text or kind is CellKind.FORMULA:
                self.count.add(text)
                cells[column] = Cell(self.file, sheet.name, row, column, kind, text, day)
        if cells:
            sheet.rows.setdefault(row, {}).update(sorted(cells.items()))
            if _is_true(element.get("hidden")):
                sheet.hidden_rows.add(row)


def _coordinate(reference: str) -> tuple[int, int]:
    """Row and column of «F5»."""
    found = _COORDINATE.fullmatch(reference)
    if found is None:
        raise BrokenWorkbook
    return int(found[2]), column_index_from_string(found[1])


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")


def _content(cell: Any, texts: Sequence[str], looks: _Looks) -> tuple[CellKind, str, date | None]:
    """What stands in a cell: what it is, its text, and the date where it is one."""
    value, has_formula = "", False
    for child in cell:
        name = str(child.tag).rpartition("}")[2]
        if name == "v":
            value = child.text or ""
        elif name == "is":
            value = _text_of(child)
        elif name == "f":
            has_formula = True
    match cell.get("t", "n"):
        case "s":
            kind, text, day = CellKind.TEXT, texts[int(value)] if value else "", None
        case "str" | "inlineStr":
            kind, text, day = CellKind.TEXT, _tidy(value), None
        case "b":
            kind, text, day = CellKind.TEXT, {"1": "ja", "0": "nei", "true": "ja", "false": "nei"}.get(value, ""), None
        case "e":
            kind, text, day = CellKind.FAULT, value, None
        case "d":
            moment = datetime.fromisoformat(value)
            kind, text, day = CellKind.DATE, numeric_date(moment.date()), moment.date()
        case _:
            kind, text, day = _number(value, looks.of(cell.get("s")), looks.epoch)
    return (CellKind.FORMULA, text, None) if has_formula else (kind, text, day)


def _number(value: str, form: str, epoch: datetime) -> tuple[CellKind, str, date | None]:
    """A number as it is shown: a date is a number with the looks of one."""
    if not value.strip():
        return CellKind.TEXT, "", None
    number = float(value)
    if not math.isfinite(number):
        raise BrokenWorkbook
    if is_date_format(form):
        try:
            moment = from_excel(number, epoch)
        except (ValueError, OverflowError):
            return CellKind.FAULT, "########", None
        if isinstance(moment, datetime):
            return CellKind.DATE, numeric_date(moment.date()), moment.date()
        if isinstance(moment, time):
            return CellKind.NUMBER, f"{moment:%H.%M}", None
    if "%" in form:
        return CellKind.NUMBER, f"{_digits(number * 100)} %", None
    return CellKind.NUMBER, _digits(number), None


def _digits(number: float) -> str:
    """At most fifteen figures, as spreadsheets keep them."""
    return f"{number:.15g}".replace(".", ",")


def _text_of(element: Any) -> str:
    """The text of a rich or plain string, without the reading aids of Japanese."""
    found = []
    for each in element.iter("{*}t"):
        parent = each.getparent()
        if parent is None or etree.QName(parent).localname != "rPh":
            found.append(each.text or "")
    return _tidy("".join(found))


def _tidy(text: str) -> str:
    """Without the escapes of the format, with one kind of line break, and without white space around it."""
    if "_x" in text:
        text = _ESCAPED.sub(_unescaped, text)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _unescaped(found: re.Match[str]) -> str:
    letter = chr(int(found[1], 16))
    return letter if letter.isprintable() or letter in "\r\n\t" else ""
