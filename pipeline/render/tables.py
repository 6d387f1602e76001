"""Tables into WordprocessingML (ECMA-376 part 1, 17.4): a header row that repeats, cells of one paragraph each."""

from pipeline.render import contract
from pipeline.render.columns import column_texts, column_widths, is_numeric
from pipeline.render.paragraphs import ParagraphWriter
from pipeline.richtext import Inline, Table

HEADER_ROW = "<w:cantSplit/><w:tblHeader/>"
WHOLE_ROW = "<w:cantSplit/>"
NARROWEST = 1000


def write_table(writer: ParagraphWriter, block: Table, out: list[str], left: int, apart: bool) -> None:
    """A table, `left` twips in from the margin; `apart` from the one it follows, which Word would join it to."""
    count = max([len(block.header), *(len(row) for row in block.rows)], default=0)
    if not count:
        return
    texts = column_texts(block, count)
    width = max(writer.looks.text_width - left, NARROWEST)
    widths = column_widths(texts, width)
    right = [is_numeric(column) for column in texts]
    pieces: list[str] = []
    if apart:
        writer.paragraph(pieces, contract.CELL, "")
    start, end = writer.bookmark(block.ident)
    pieces += [writer.take_opening(), start, table_start(writer.looks.table, widths, left)]
    _row(writer, block.header, contract.HEADER_CELL, HEADER_ROW, widths, right, pieces)
    for row in block.rows:
        _row(writer, row, contract.CELL, WHOLE_ROW, widths, right, pieces)
    pieces.append(f"</w:tbl>{end}")
    out.append("".join(pieces))


def table_start(style: str, widths: list[int], left: int, first_column: bool = False, about: str = "") -> str:
    """A table up to its first row; `about` is its alternative text, as an attribute's value."""
    indent = f'<w:tblInd w:w="{left}" w:type="dxa"/>' if left else ""
    look, first = ("04A0", "1") if first_column else ("0420", "0")
    description = f'<w:tblDescription w:val="{about}"/>' if about else ""
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{indent}'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}" w:firstRow="1" w:lastRow="0"'
        f' w:firstColumn="{first}" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{description}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


def _row(
    writer: ParagraphWriter,
    cells: list[Inline],
    style: str,
    properties: str,
    widths: list[int],
    right: list[bool],
    pieces: list[str],
) -> None:
    pieces.append(f"<w:tr><w:trPr>{properties}</w:trPr>")
    for index, width in enumerate(widths):
        pieces.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>')
        content = writer.runs(cells[index]) if index < len(cells) else ""
        writer.paragraph(pieces, style, content, rest='<w:jc w:val="right"/>' if right[index] else "")
        pieces.append("</w:tc>")
    pieces.append("</w:tr>")
