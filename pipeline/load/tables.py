"""Pipe tables."""

import re
from dataclasses import dataclass, field

from pipeline.diagnostics import Diagnostic
from pipeline.load import text_problems as problems
from pipeline.load.flow import Flow, Part
from pipeline.load.inline import read_inline
from pipeline.load.source_text import SourceText
from pipeline.richtext import Inline, Table

MAX_COLUMNS = 63
"""Word's own limit."""

_DASHES = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_LONG_DASHES = re.compile(r"\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*")


def begins_table(content: str, following: str | None) -> bool:
    """Whether a line opens a table: it begins with a pipe and has another, or has one and a line of dashes follows."""
    if content[0] == "|":
        return content.count("|") > 1
    return "|" in content and following is not None and "|" in following and _DASHES.fullmatch(following) is not None


@dataclass(slots=True)
class _Rows:
    """The rows of one table, each the cells of a line: index in the line and letters."""

    rows: list[tuple[int, list[tuple[int, str]]]] = field(default_factory=list)
    dashed: bool = False


def read_tables(source: SourceText, lines: list[Part], diagnostics: list[Diagnostic]) -> list[Table] | None:
    """The tables of lines in a row. A line of dashes further down makes the row above it the header of another table.

    None where there is no table in them after all: nothing but dashes, or more columns than Word can hold.
    """
    tables = [_Rows()]
    for line_no, index, content in lines:
        current = tables[-1]
        if "-" in content and not current.dashed and len(current.rows) <= 1 and _DASHES.fullmatch(content):
            current.dashed = True
        elif len(current.rows) > 1 and "---" in content and _LONG_DASHES.fullmatch(content):
            header = current.rows.pop()
            tables.append(_Rows([header], dashed=True))
        else:
            current.rows.append((line_no, _cells(content, index)))
    widest = max((len(cells) for each in tables for _, cells in each.rows), default=0)
    if not widest or not all(each.rows for each in tables):
        return None
    if widest > MAX_COLUMNS:
        place = source.place(lines[0][0], lines[0][1])
        diagnostics.append(problems.TABLE_TOO_WIDE.at(place, kolonner=widest, grense=MAX_COLUMNS))
        return None
    return [_table(source, each, diagnostics) for each in tables]


def _cells(content: str, index: int) -> list[tuple[int, str]]:
    """The cells of a row. A pipe at either end opens and closes the row; there are no escapes."""
    start = 1 if content[0] == "|" else 0
    end = len(content) - 1 if content[-1] == "|" and len(content) > start else len(content)
    cells = []
    for letters in content[start:end].split("|"):
        cells.append((index + start + len(letters) - len(letters.lstrip()), letters.strip()))
        start += len(letters) + 1
    return cells


def _table(source: SourceText, rows: _Rows, diagnostics: list[Diagnostic]) -> Table:
    width = max(len(cells) for _, cells in rows.rows)
    first = len(rows.rows[0][1])
    read: list[list[Inline]] = []
    for line_no, cells in rows.rows:
        if len(cells) != first:
            place = source.place(line_no, cells[0][0])
            diagnostics.append(problems.TABLE_RAGGED.at(place, celler=len(cells), kolonner=first))
        row = [read_inline(Flow(source, [(line_no, index, letters)]), diagnostics) for index, letters in cells]
        read.append(row + [[] for _ in range(width - len(row))])
    places = [source.place_of_line(line_no) for line_no, _ in rows.rows]
    return Table(read[0], read[1:], places[0], places[1:])
