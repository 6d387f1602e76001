"""Every running text of a mandate, those inside its tables too."""

from collections.abc import Iterator
from typing import Any

from pipeline.records.mandate import Activity, Mandate, ProgressPlan, Risk, RiskTable, TaskTable
from pipeline.richtext import Block, Blocks, DataBlock, Inline, inlines, walk


def piece_texts(title: Inline, blocks: Blocks) -> Iterator[Inline]:
    """The texts of a chapter or an appendix, in order, its title first."""
    yield title
    yield from block_texts(blocks)


def block_texts(blocks: Blocks) -> Iterator[Inline]:
    """The texts of blocks, those of tables from fenced blocks too."""
    for block in every_block(blocks):
        yield from inlines(block)
        if isinstance(block, DataBlock):
            yield from _lines_of(block.value)


def every_block(blocks: Blocks) -> Iterator[Block]:
    """As `walk`, and the blocks inside the tables of fenced blocks. A matrix only repeats what a table holds."""
    for block in walk(blocks):
        yield block
        if isinstance(block, DataBlock):
            for cell in cells_of(block.value):
                yield from every_block(cell)


def mandate_texts(mandate: Mandate) -> Iterator[Inline]:
    """Every running text: titles, chapters, appendices, and what the log says."""
    for part in mandate.parts:
        yield part.title
        for chapter in part.chapters:
            yield from piece_texts(chapter.title, chapter.blocks)
    for appendix in mandate.appendices:
        yield from piece_texts(appendix.title, appendix.blocks)
    for entry in mandate.log:
        for change in entry.changes:
            yield change.what


def cells_of(value: Any) -> Iterator[Blocks]:
    """The texts inside a table from a fenced block that may hold lists."""
    if isinstance(value, TaskTable):
        for row in value.rows:
            yield row.what
    elif isinstance(value, RiskTable):
        for risk in value.risks:
            yield risk.measures


def _lines_of(value: Any) -> Iterator[Inline]:
    rows: list[Activity | Risk] = []
    if isinstance(value, ProgressPlan):
        rows.extend(value.activities)
    elif isinstance(value, RiskTable):
        rows.extend(value.risks)
    for row in rows:
        if isinstance(row, Activity):
            yield row.what
        else:
            yield row.success_factor
            yield row.uncertainty
