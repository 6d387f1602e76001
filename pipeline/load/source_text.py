"""Bytes → lines. Whatever the bytes are, lines come out, or one diagnostic that says why not.

Read: UTF-8, with or without a byte order mark; UTF-16 and UTF-32 with one; and, byte for byte where UTF-8 fails, cp1252
of Windows (which is latin-1 where latin-1 has letters). Lines end at \\n, \\r\\n or \\r and nowhere else:
`str.splitlines` also breaks at \\x0b, \\x85 and U+2028, and the lines below would get other numbers than in an editor.
"""

import codecs
import hashlib
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load import text_problems as problems

MAX_BYTES = 2_000_000
"""Of a file that is read as text."""
MAX_MARKS = 30
"""Combining marks on one letter; UAX #15 (stream-safe text) has 30. Sorting more of them takes quadratic time."""
MAX_REPORTED_LINES = 20

_SPACES_OF_A_KIND = "\x0b\x0c\x85\u2028\u2029"
"""Line breaks of other systems (Word's own among them), inside a line here."""
_INVISIBLE = "\u200b\u2060\ufeff"
"""No width, no meaning, pasted unseen; before a bullet they would hide it."""
_UNWANTED = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff{_INVISIBLE}]")
_SEVERAL_FOREIGN = re.compile(rf"[^\x00-\u02ff\u2000-\u2bff]{{{MAX_MARKS + 1}}}")

_FALLBACK = "saksgang-cp1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    unreadable = error.object[error.start : error.end]
    letters = (bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in unreadable)
    return "".join(letters), error.end


codecs.register_error(_FALLBACK, _as_windows)


@dataclass(slots=True)
class SourceText:
    """The lines of a source, in NFC, and the way back to the columns of the file.

    Lines and columns count from 1, indices into a line from 0.
    """

    path: str
    sha256: str
    lines: list[str]
    _columns: dict[int, list[int]] = field(default_factory=dict)

    def column(self, line_no: int, index: int) -> int:
        """The column, in the line as stored, of the letter at `index` of the line as read."""
        columns = self._columns.get(line_no)
        if columns is None:
            return index + 1
        return columns[index] if index < len(columns) else columns[-1] + index - len(columns) + 1

    def index(self, line_no: int, column: int) -> int:
        """The index, in the line as read, of the letter at `column` of the line as stored."""
        columns = self._columns.get(line_no)
        if columns is None or column > columns[-1]:
            return max(column - 1 if columns is None else len(columns) + column - columns[-1] - 1, 0)
        return bisect_left(columns, column)

    def place_of_line(self, line_no: int) -> Place:
        """The place of the first letter of a line, behind its indentation."""
        line = self.lines[line_no - 1]
        return self.place(line_no, len(line) - len(line.lstrip()))

    def place(self, line_no: int, index: int = 0) -> Place:
        """The place of the letter at `index` of a line."""
        if line_no not in self._columns:
            return Place(self.path, line_no, index + 1)
        return Place(self.path, line_no, self.column(line_no, index))


def read_text(data: bytes, path: str) -> tuple[SourceText | None, list[Diagnostic]]:
    """The lines of a file, and what is wrong with its letters. None where there is nothing to read or far too much."""
    if len(data) > MAX_BYTES:
        size = {"størrelse": round(len(data) / 1_000_000), "grense": MAX_BYTES // 1_000_000}
        return None, [problems.FILE_TOO_BIG.at(Place(path), **size)]
    diagnostics: list[Diagnostic] = []
    text = _decoded(data, path, diagnostics)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    source = SourceText(path, hashlib.sha256(data).hexdigest(), text.split("\n"))
    unwanted = _UNWANTED.search(text) is not None
    if unwanted or not text.isascii():
        _clean(source, unwanted, diagnostics)
    if not any(line and not line.isspace() for line in source.lines):
        return None, [*diagnostics, problems.FILE_EMPTY.at(Place(path))]
    return source, diagnostics


def _decoded(data: bytes, path: str, diagnostics: list[Diagnostic]) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)) and len(data) % 4 == 0:
        diagnostics.append(problems.NOT_UTF8.at(Place(path, 1, 1), tegnsett="UTF-32"))
        return data.decode("utf-32", errors="replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        diagnostics.append(problems.NOT_UTF8.at(Place(path, 1, 1), tegnsett="UTF-16"))
        return data.decode("utf-16", errors="replace")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        diagnostics.append(problems.NOT_UTF8.at(place, tegnsett="latin-1 (Windows-1252)"))
        return data.decode("utf-8", errors=_FALLBACK)


def _clean(source: SourceText, any_unwanted: bool, diagnostics: list[Diagnostic]) -> None:
    """Takes out what cannot stand in a document and puts the letters together (NFC), remembering the columns."""
    reported = 0
    for line_no, line in enumerate(source.lines, 1):
        unwanted = _UNWANTED.search(line) if any_unwanted else None
        if unwanted is None and (line.isascii() or (not _stacked(line) and unicodedata.is_normalized("NFC", line))):
            continue
        if unwanted is not None:
            told = next((found for found in _UNWANTED.finditer(line) if found[0] not in _INVISIBLE), None)
            if told is not None:
                reported += 1
                if reported <= MAX_REPORTED_LINES:
                    place = Place(source.path, line_no, told.start() + 1)
                    diagnostics.append(problems.CONTROL_CHARACTER.at(place, tegn=f"U+{ord(told[0]):04X}"))
        kept, columns = _kept(line)
        if _stacked(kept):
            diagnostics.append(problems.STACKED_MARKS.at(Place(source.path, line_no, 1), grense=MAX_MARKS))
        elif not unicodedata.is_normalized("NFC", kept):
            kept, columns = _composed(kept, columns)
        source.lines[line_no - 1] = kept
        if columns and columns != list(range(1, len(kept) + 1)):
            source._columns[line_no] = columns
    if reported > MAX_REPORTED_LINES:
        more = reported - MAX_REPORTED_LINES
        diagnostics.append(problems.MORE_CONTROL_CHARACTERS.at(Place(source.path), antall=more))


def _stacked(line: str) -> bool:
    """Whether some letter carries more marks than can be sorted in good time."""
    if len(line) <= MAX_MARKS or not _SEVERAL_FOREIGN.search(line):
        return False
    run = 0
    for letter in line:
        run = run + 1 if unicodedata.combining(letter) else 0
        if run > MAX_MARKS:
            return True
    return False


def _kept(line: str) -> tuple[str, list[int]]:
    letters: list[str] = []
    columns: list[int] = []
    for column, letter in enumerate(line, 1):
        if _UNWANTED.match(letter):
            if letter not in _SPACES_OF_A_KIND:
                continue
            letter = " "  # noqa: PLW2901 - the letter as it is read
        letters.append(letter)
        columns.append(column)
    return "".join(letters), columns


def _composed(line: str, columns: list[int]) -> tuple[str, list[int]]:
    """`line` in NFC, and the columns of its letters: a letter stands where the first it was put together of stood."""
    composed: list[str] = []
    new_columns: list[int] = []
    start = 0
    for index in range(1, len(line) + 1):
        if index < len(line) and not _is_boundary(line, start, index):
            continue
        cluster = unicodedata.normalize("NFC", line[start:index])
        composed.append(cluster)
        typed = columns[start:index]
        new_columns.extend(typed[min(place, len(typed) - 1)] for place in range(len(cluster)))
        start = index
    return "".join(composed), new_columns


def _is_boundary(line: str, start: int, index: int) -> bool:
    """Whether nothing of `line[start:index]` can be put together with the letter at `index`."""
    letter = line[index]
    if unicodedata.combining(letter):
        return False
    if letter < "\u0300" or line[index - 1].isascii():
        return True
    cluster = line[start:index]
    joined = unicodedata.normalize("NFC", cluster + letter)
    return joined == unicodedata.normalize("NFC", cluster) + unicodedata.normalize("NFC", letter)
