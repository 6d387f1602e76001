"""The writing rules of `language.style` and `language.names`, asked of every text of every meeting."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.diagnostics import Diagnostic
from pipeline.language.style import PRINTED_RIGHT, heading_remarks, list_remarks, style_remarks
from pipeline.link.mentions import texts_of
from pipeline.records.model import Project
from pipeline.richtext import Block, Blocks, Paragraph, Piece, Task, TextList, plain, plain_blocks


def writing(project: Project) -> Iterator[Diagnostic]:
    """Style rules are warnings; what is printed right in any case is left unsaid."""
    for meeting in project.meetings.values():
        for runs in texts_of(meeting):
            for run in runs:
                if run.code or run.mention:
                    continue
                for remark in style_remarks(run.text, meeting.language):
                    if remark.code not in PRINTED_RIGHT:
                        yield replace(remark, offset=0).at(run.at(remark.offset))
        for case in meeting.cases:
            for remark in heading_remarks(plain(case.title)):
                yield remark.at(case.title[0].place)
            yield from _lists(case.blocks)


def _lists(blocks: Blocks, lead_in: str = "") -> Iterator[Diagnostic]:
    before: Block | None = None
    for block in blocks:
        if isinstance(block, TextList):
            lead = plain(before.runs) if isinstance(before, Paragraph) else lead_in
            texts = [plain_blocks(item.blocks[:1]) for item in block.items]
            for remark in list_remarks(texts, lead):
                yield remark.at(block.items[remark.item].place)
            for item in block.items:
                yield from _lists(item.blocks)
        elif isinstance(block, Piece | Task):
            yield from _lists(block.blocks, "")
        before = block
