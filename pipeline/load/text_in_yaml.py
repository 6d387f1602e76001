"""Rich text in a YAML value: a `Text` leaf → blocks or runs, each at its place in the file.

A block scalar (`|`, `>`) and a plain scalar over several lines are read line by line, as the text of a chapter is, with
the indentation taken off: lists come out as lists whichever sign opens the value. A quoted scalar is running text.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load import text_problems as problems
from pipeline.load.blocks import read_blocks
from pipeline.load.excerpt import Excerpt
from pipeline.load.flow import Flow, Part
from pipeline.load.inline import read_inline
from pipeline.load.overrules import OVERRULE_COMMENT
from pipeline.load.source_text import SourceText
from pipeline.load.text_overrules import read_overrule
from pipeline.load.yaml_lines import BLOCK_SCALAR
from pipeline.load.yaml_quotes import Letters, quoted_letters
from pipeline.richtext import Block, Blocks, Heading, Inline, Paragraph, Piece, Quotation, Run, Table, Task, TextList
from pipeline.schema.placed import Text

HIGHEST_HEADING = 1
"""The number of # of the highest heading; a value has none, and what is typed as one is told and set bold."""

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def text_blocks(value: Text, source: SourceText | None, diagnostics: list[Diagnostic]) -> Blocks:
    """The blocks of a value that may hold lists; `source` is the text the value was typed in.

    A cell holds neither headings nor tables: what is typed as one becomes paragraphs, and is said.
    """
    typed = _typed_lines(value, source)
    if typed is not None and source is not None and (typed.is_block or len(typed.parts) > 1):
        excerpt = _excerpt(source, typed)
        skipped = {number for number, line in enumerate(excerpt.lines, 1) if _is_overrule(line)}
        said: list[Diagnostic] = []
        blocks = _for_a_cell(read_blocks(excerpt, 1, len(excerpt.lines), said, skipped, HIGHEST_HEADING), said)
        diagnostics.extend(each for each in said if each.problem is not problems.HEADING_TOO_LOW)
        return blocks
    paragraphs: Blocks = []
    flow = _flow(value, source, typed)
    start = 0
    for line in (*re.finditer("\n+", value), None) if "\n" in value and typed is None else (None,):
        runs = read_inline(flow, diagnostics, start, line.start() if line else None)
        if runs:
            paragraphs.append(Paragraph(runs, runs[0].place))
        start = line.end() if line else start
    return paragraphs


def text_line(value: Text, source: SourceText | None, diagnostics: list[Diagnostic]) -> Inline:
    """The runs of a value that is one running text, however many lines it was typed over."""
    return read_inline(_flow(value, source, _typed_lines(value, source)), diagnostics)


def _is_overrule(line: str) -> bool:
    """Whether a line accepts something, as text does or as YAML does."""
    if "odta" not in line:
        return False
    comment = OVERRULE_COMMENT.match(line.strip())
    return read_overrule(line) is not None or (comment is not None and bool(comment["reason"]))


# --- where the letters stand --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Typed:
    """The pieces of lines a block or plain scalar was typed as, the blank lines between them left out.

    `is_block`: opened by `|` or `>`.
    """

    parts: list[Part]
    is_block: bool


def _typed_lines(value: Text, source: SourceText | None) -> _Typed | None:
    """The lines of a scalar that was not quoted; None where they are not found."""
    line_no = value.place.line
    if source is None or not value or not 1 <= line_no <= len(source.lines):
        return None
    index = source.index(line_no, value.place.column)
    line = source.lines[line_no - 1]
    if BLOCK_SCALAR.match(line, index) and value != line[index:].strip():
        parts = _matching(value, source.lines, line_no + 1, 0)
        if parts:
            return _Typed(parts, is_block=True)
    parts = _matching(value, source.lines, line_no, index)
    return _Typed(parts, is_block=False) if parts else None


def _matching(value: str, lines: Sequence[str], line_no: int, index: int) -> list[Part]:
    """The pieces of the lines from `line_no` on whose letters, less white space, are those of `value`."""
    wanted = "".join(value.split())
    parts: list[Part] = []
    done = 0
    while done < len(wanted) and line_no <= len(lines):
        rest = lines[line_no - 1][index:]
        letters = rest.strip()
        if letters:
            there = "".join(letters.split())
            if not wanted.startswith(there, done):
                letters = _first(letters, wanted[done : done + len(there)])
                there = "".join(letters.split())
                if not letters or done + len(there) < len(wanted):
                    return []
            parts.append((line_no, index + len(rest) - len(rest.lstrip()), letters))
            done += len(there)
        line_no, index = line_no + 1, 0
    return parts if done == len(wanted) else []


def _first(letters: str, wanted: str) -> str:
    """The beginning of `letters` that says `wanted` (less white space); nothing where it says something else."""
    count = 0
    for position, letter in enumerate(letters):
        if letter.isspace():
            continue
        if letter != wanted[count]:
            return ""
        count += 1
        if count == len(wanted):
            return letters[: position + 1]
    return ""


def _flow(value: Text, source: SourceText | None, typed: _Typed | None) -> Flow:
    if typed is not None and source is not None:
        return Flow(source, [part for part in typed.parts if not _is_overrule(part[2])] or typed.parts[:1])
    text = _NOT_IN_XML.sub(" ", value.replace("\n", " "))
    if source is None or not 1 <= value.place.line <= len(source.lines):
        return _PlainFlow(text, value)
    index = source.index(value.place.line, value.place.column)
    letters = quoted_letters(value, source.lines, value.place.line, index)
    return _QuotedFlow(text, source, letters) if letters else _PlainFlow(text, value)


class _QuotedFlow(Flow):
    """A quoted scalar: an escape takes up more letters in the file than in the value."""

    __slots__ = ("_letters",)

    def __init__(self, text: str, source: SourceText, letters: list[Letters]) -> None:
        super().__init__(source, [(letters[0].line, letters[0].index, text)])
        self._letters = letters
        self._starts = [each.start for each in letters]

    def lines(self, start: int, length: int) -> tuple[tuple[int, Place], ...]:
        return tuple(
            (each.start - start, self._source.place(each.line, each.index))
            for each in self._letters
            if start < each.start < start + length
        )

    def place(self, offset: int) -> Place:
        found = self._letters[max(bisect_right(self._starts, offset) - 1, 0)]
        return self._source.place(found.line, found.index + offset - found.start)


class _PlainFlow(Flow):
    """A value whose letters are not found in the file, or whose file is not at hand."""

    __slots__ = ("_value",)

    def __init__(self, text: str, value: Text) -> None:
        super().__init__(SourceText(value.place.file, "", [""]), [(1, 0, text)])
        self._value = value

    def place(self, offset: int) -> Place:
        return self._value.at(offset)


# --- the lines without their indentation ----------------------------------------------------------------------------


def _excerpt(source: SourceText, typed: _Typed) -> Excerpt:
    """The lines from the first to the last part, each less the indentation they have in common."""
    parts = {line_no: (index, letters) for line_no, index, letters in typed.parts}
    first, last = typed.parts[0][0], typed.parts[-1][0]
    indented = [index for line_no, index, _ in typed.parts if typed.is_block or line_no > first]
    shared = min(indented, default=0)
    lines: list[str] = []
    origins: list[tuple[int, int]] = []
    for line_no in range(first, last + 1):
        index, letters = parts.get(line_no, (0, ""))
        cut = min(shared, index) if typed.is_block or line_no > first else index
        lines.append(source.lines[line_no - 1][cut : index + len(letters)])
        origins.append((line_no, cut))
    return Excerpt(source.path, source.sha256, lines, whole=source, origins=origins)


# --- what a cell can hold -------------------------------------------------------------------------------------------


def _for_a_cell(blocks: Blocks, diagnostics: list[Diagnostic]) -> Blocks:
    if any(isinstance(block, TextList | Piece | Quotation | Task | Heading | Table) for block in blocks):
        return [kept for block in blocks for kept in _kept_in_cell(block, diagnostics)]
    return blocks


def _kept_in_cell(block: Block, diagnostics: list[Diagnostic]) -> Blocks:
    match block:
        case Heading():
            diagnostics.append(problems.HEADING_IN_CELL.at(block.place))
            return [Paragraph([replace(run, bold=True) for run in block.runs], block.place)]
        case Table():
            diagnostics.append(problems.TABLE_IN_CELL.at(block.place))
            places = [block.place, *block.row_places]
            rows = [_joined(cells, place) for cells, place in zip([block.header, *block.rows], places, strict=True)]
            return [Paragraph(runs, place) for runs, place in zip(rows, places, strict=True) if runs]
        case TextList():
            for item in block.items:
                item.blocks = _for_a_cell(item.blocks, diagnostics)
        case Piece() | Quotation() | Task():
            block.blocks = _for_a_cell(block.blocks, diagnostics)
    return [block]


def _joined(cells: list[Inline], place: Place) -> Inline:
    """The cells of a row in a row."""
    runs: Inline = []
    for cell in filter(None, cells):
        if runs:
            runs.append(Run(" | ", place))
        runs.extend(cell)
    return runs
