"""Blocks as short text, so that a test can show what it expects.

avsnitt                     Et avsnitt.
1. en                       a point and its first paragraph; what else is in it stands deeper
Svar:                       a piece, its content deeper
=> Vik, Berg | hva | frist  a task
> Et avsnitt.               a quotation, and > – Berg after it for who said it
"""

from pipeline.diagnostics import Diagnostic
from pipeline.load.blocks import read_blocks
from pipeline.load.source_text import SourceText, read_text
from pipeline.richtext import (
    Block,
    Blocks,
    Heading,
    Image,
    ListKind,
    Paragraph,
    Piece,
    Quotation,
    Table,
    Task,
    TextList,
    plain,
)


def source_of(text: str, path: str = "moter/p/2020-04-28.md") -> SourceText:
    """The lines of `text`, which must not be empty."""
    source, _ = read_text(text.encode(), path)
    assert source is not None
    return source


def blocks_of(text: str) -> tuple[Blocks, list[Diagnostic]]:
    """The blocks of a text and what is wrong with it."""
    source = source_of(text)
    diagnostics: list[Diagnostic] = []
    return read_blocks(source, 1, len(source.lines), diagnostics), diagnostics


def outline(blocks: Blocks, depth: int = 0) -> str:
    """`blocks` as text, two spaces a level."""
    return "\n".join(line for block in blocks for line in _lines(block, "  " * depth, depth))


def outline_of(text: str) -> str:
    """The outline of a text as read."""
    return outline(blocks_of(text)[0])


def codes_of(text: str) -> list[str]:
    """What is said about a text: «line code», in order."""
    return [f"{each.place.line} {each.code}" for each in sorted(blocks_of(text)[1], key=lambda each: each.place)]


def _lines(block: Block, indent: str, depth: int) -> list[str]:
    match block:
        case Paragraph():
            return [indent + plain(block.runs)]
        case Heading():
            return [f"{indent}{'#' * block.level} {plain(block.runs)}"]
        case TextList():
            return [line for item in block.items for line in _item(block.kind, item.label, item.blocks, indent, depth)]
        case Table():
            return [indent + "| " + " | ".join(map(plain, row)) + " |" for row in (block.header, *block.rows)]
        case Image():
            caption = f" «{plain(block.caption)}»" if block.caption else ""
            return [f"{indent}[{block.alt}: {block.path}]{caption}"]
        case Piece():
            return [f"{indent}{block.marker.value}:", *_inside(block.blocks, depth)]
        case Quotation():
            source = [f"{indent}> – {plain(block.source)}"] if block.source else []
            return [*(f"{indent}> {line}" for line in outline(block.blocks).split("\n")), *source]
        case Task():
            owners = ", ".join(name for name, _ in block.owners)
            return [f"{indent}=> {owners} | {plain(block.what)} | {block.due}", *_inside(block.blocks, depth)]


def _item(kind: ListKind, label: str, blocks: Blocks, indent: str, depth: int) -> list[str]:
    sign = {ListKind.BULLET: "-", ListKind.NUMBER: f"{label}.", ListKind.ROMAN: f"({label})"}.get(kind, f"{label})")
    first = plain(blocks[0].runs) if blocks and isinstance(blocks[0], Paragraph) else ""
    rest = blocks[1:] if first else blocks
    return [f"{indent}{sign} {first}".rstrip(), *_inside(rest, depth)]


def _inside(blocks: Blocks, depth: int) -> list[str]:
    return outline(blocks, depth + 1).split("\n") if blocks else []
