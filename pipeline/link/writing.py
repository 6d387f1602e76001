"""The writing rules of `language.style` and `language.names`, asked of every text of every meeting and mandate."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.diagnostics import Diagnostic
from pipeline.language.style import PRINTED_RIGHT, heading_remarks, list_remarks, style_remarks
from pipeline.link.mandate_texts import cells_of, mandate_texts
from pipeline.link.mentions import texts_of
from pipeline.link.places import place_in
from pipeline.records.mandate import Appendix, Chapter
from pipeline.records.project import Project
from pipeline.richtext import (
    Block,
    Blocks,
    DataBlock,
    Heading,
    Inline,
    Paragraph,
    Piece,
    Task,
    TextList,
    plain,
    plain_blocks,
    walk,
)


def writing(project: Project) -> Iterator[Diagnostic]:
    """Style rules are warnings; what is printed right in any case is left unsaid."""
    for meeting in project.meetings.values():
        yield from remarks_on_running_text(texts_of(meeting), meeting.language)
        for case in meeting.cases:
            yield from _heading(case.title)
            yield from remarks_on_lists(case.blocks)
    for mandate in project.mandates.values():
        yield from remarks_on_running_text(list(mandate_texts(mandate)), mandate.language)
        for part in mandate.parts:
            yield from _heading(part.title)
        pieces: list[Chapter | Appendix] = [*mandate.chapters, *mandate.appendices]
        for piece in pieces:
            yield from _heading(piece.title)
            for block in walk(piece.blocks):
                if isinstance(block, Heading):
                    yield from _heading(block.runs)
                elif isinstance(block, DataBlock):
                    for cell in cells_of(block.value):
                        yield from remarks_on_lists(cell)
            yield from remarks_on_lists(piece.blocks)


def remarks_on_running_text(texts: list[Inline], language: str) -> Iterator[Diagnostic]:
    """What the rules say of running texts."""
    # Most have nothing to remark: one look at the whole is quicker than one at each piece.
    whole = "\n".join(run.text for runs in texts for run in runs)
    if any(remark.code not in PRINTED_RIGHT for remark in style_remarks(whole, language)):
        yield from _style(texts, language)


def _heading(title: Inline) -> Iterator[Diagnostic]:
    for remark in heading_remarks(plain(title)):
        yield replace(remark, offset=0).at(place_in(title, remark.offset))


def _style(texts: list[Inline], language: str) -> Iterator[Diagnostic]:
    for runs in texts:
        for run in runs:
            if run.code or run.mention:
                continue
            for remark in style_remarks(run.text, language):
                if remark.code not in PRINTED_RIGHT:
                    yield replace(remark, offset=0).at(run.at(remark.offset))


def remarks_on_lists(blocks: Blocks, lead_in: str = "") -> Iterator[Diagnostic]:
    """What the rules say of the lists of a text, under the sentence `lead_in`."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, TextList):
            lead = plain(before.runs) if isinstance(before, Paragraph) else lead_in
            texts = [plain_blocks(item.blocks[:1]) for item in block.items]
            for remark in list_remarks(texts, lead):
                yield remark.at(block.items[remark.item].place)
            for item in block.items:
                yield from remarks_on_lists(item.blocks)
        elif isinstance(block, Piece | Task):
            yield from remarks_on_lists(block.blocks, "")
        before = block
