"""Grids into WordprocessingML: tables whose cells hold whole texts (ECMA-376 part 1, 17.4).

No cell spans others and no table stands in a cell: a screen reader would lose its way (WCAG 2.1, 1.3.1).
"""

from collections.abc import Callable
from dataclasses import replace

from pipeline.diagnostics import Place
from pipeline.render import contract
from pipeline.render.captions import CaptionWriter
from pipeline.render.columns import LETTER, column_widths, shared_widths
from pipeline.render.paragraphs import ParagraphWriter
from pipeline.render.sections import TURN, TURN_BACK, kept_with_next
from pipeline.render.tables import HEADER_ROW, NARROWEST, WHOLE_ROW, table_start
from pipeline.render.xml_text import text_in_attribute
from pipeline.richtext import (
    Blocks,
    Cell,
    Grid,
    Heading,
    Inline,
    Paragraph,
    Piece,
    Quotation,
    Run,
    Table,
    Task,
    TextList,
    Tone,
    inlines,
    plain,
    walk,
)

CELL_MARGINS = 230
"""About what a cell's margins take of its width, in twips."""

TONE_COLOURS = {Tone.GREEN: "C9E7CB", Tone.YELLOW: "FFF0B3", Tone.RED: "F8CBC6"}
"""Pale enough for black text and for links on them (WCAG 1.4.3)."""

_LONGEST_WHOLE_ROW = 14
"""Lines a row may have and still be kept on one page."""
_LONGEST_WHOLE_TABLE = 15
"""Rows a table may have and still be kept on one page."""
_AT_THE_RIGHT = '<w:jc w:val="right"/>'

WriteCell = Callable[[Blocks, list[str], str, int], None]
"""Writes blocks into a cell: the blocks, where to, the style of plain paragraphs, the width of the text."""


def write_grid(
    writer: ParagraphWriter,
    captions: CaptionWriter,
    block: Grid,
    out: list[str],
    left: int,
    apart: bool,
    write_cell: WriteCell,
) -> None:
    """A grid, `left` twips in from the margin, `apart` from the table it follows; one that asks for it on a page on its
    side, with its caption."""
    count = max([len(block.header), *(len(row) for row in block.rows)], default=0)
    if not count or not writer.has_styles(contract.GRID_STYLES):
        return
    turned = block.landscape and writer.in_main
    looks = writer.looks
    widths = _widths(block, count, max((looks.turned_width if turned else looks.text_width) - left, NARROWEST))
    pieces: list[str] = [TURN] if turned else []
    if block.caption:
        captions.write_above(block, pieces, left)
    elif apart:
        writer.paragraph(pieces, contract.CELL, "")
    start, end = writer.bookmark(block.ident)
    first_column = any(row[0].heading for row in block.rows if row)
    about = text_in_attribute(block.about.strip())
    pieces += [writer.take_opening(), start, table_start(looks.table, widths, left, first_column, about)]
    numbers = {index for row in block.rows for index, cell in enumerate(row) if cell.number}
    _header(writer, block.header, widths, numbers, pieces)
    last = len(block.rows) - 1
    is_whole = block.whole and last < _LONGEST_WHOLE_TABLE
    for index, row in enumerate(block.rows):
        cells: list[str] = []
        _row(writer, row, widths, cells, write_cell, block.place)
        # No page begins or ends with one row alone.
        is_kept = index < last and (is_whole or index in (0, last - 1))
        pieces += map(kept_with_next, cells) if is_kept else cells
    pieces += ["</w:tbl>", end, TURN_BACK if turned else ""]
    out.append("".join(pieces))


def _header(
    writer: ParagraphWriter, cells: list[Inline], widths: list[int], numbers: set[int], pieces: list[str]
) -> None:
    """The header of the columns; above `numbers` it stands as they do."""
    pieces.append(f"<w:tr><w:trPr>{HEADER_ROW}</w:trPr>")
    for index, width in enumerate(widths):
        pieces.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>')
        content = writer.runs(cells[index]) if index < len(cells) else ""
        writer.paragraph(pieces, contract.HEADER_CELL, content, rest=_AT_THE_RIGHT if index in numbers else "")
        pieces.append("</w:tc>")
    pieces.append("</w:tr>")


def _row(
    writer: ParagraphWriter,
    cells: list[Cell],
    widths: list[int],
    pieces: list[str],
    write_cell: WriteCell,
    place: Place,
) -> None:
    lines = max((_lines(cell, width) for cell, width in zip(cells, widths, strict=False)), default=0)
    # A row that is kept whole though it is longer than a page is cut off by Word.
    pieces.append(f"<w:tr><w:trPr>{WHOLE_ROW}</w:trPr>" if lines <= _LONGEST_WHOLE_ROW else "<w:tr>")
    for index, width in enumerate(widths):
        cell = cells[index] if index < len(cells) else Cell([])
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{TONE_COLOURS[cell.tone]}"/>' if cell.tone else ""
        pieces.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>')
        style = contract.ROW_HEADER if cell.heading else contract.CELL
        if cell.number:
            content = "".join(writer.runs(runs) for block in cell.blocks for runs in inlines(block))
            writer.paragraph(pieces, style, content, rest=_AT_THE_RIGHT)
        else:
            write_cell(_for_cell(cell.blocks) or [Paragraph([], place)], pieces, style, width - CELL_MARGINS)
        pieces.append("</w:tc>")
    pieces.append("</w:tr>")


def _widths(block: Grid, count: int, width: int) -> list[int]:
    texts = [[plain(cell)] for cell in block.header] + [[""] for _ in range(count - len(block.header))]
    for row in block.rows:
        for column, cell in zip(texts, row, strict=False):
            column.extend(_texts(cell.blocks))
    for column, word in zip(texts, block.longest, strict=False):
        column.append(word)
    if len(block.shares) == count and sum(block.shares) > 0:
        return shared_widths(block.shares, texts, width)
    return column_widths(texts, width)


def _texts(blocks: Blocks) -> list[str]:
    return [plain(runs) for block in walk(blocks) for runs in inlines(block)]


def _lines(cell: Cell, width: int) -> int:
    """About how many lines a cell has; what stands in a list has less room."""
    letters = max(1, (width - CELL_MARGINS) * 9 // 10 // LETTER)
    return sum(max(1, -(-len(text) // letters)) for text in _texts(cell.blocks))


def _for_cell(blocks: Blocks) -> Blocks:
    """Blocks as they can stand in a cell: a heading would be one of the document's, a table would be nested."""
    found: Blocks = []
    for block in blocks:
        match block:
            case Heading():
                runs = [replace(run, bold=True) for run in block.runs]
                found.append(Paragraph(runs, block.place, block.ident))
            case Table():
                found += _as_text([block.header, *block.rows], block)
            case Grid():
                found += _as_text([block.header], block)
                found += [each for row in block.rows for cell in row for each in _for_cell(cell.blocks)]
            case TextList():
                items = [replace(item, blocks=_for_cell(item.blocks)) for item in block.items]
                found.append(replace(block, items=items))
            case Piece() | Quotation() | Task():
                found.append(replace(block, blocks=_for_cell(block.blocks)))
            case _:
                found.append(block)
    return found


def _as_text(rows: list[list[Inline]], block: Table | Grid) -> list[Paragraph]:
    """A paragraph for each row."""
    between = Run(" – ", block.place)
    lines = [[run for cell in row for run in (between, *cell)][1:] for row in rows]
    return [Paragraph(runs, block.place, "" if index else block.ident) for index, runs in enumerate(lines)]
