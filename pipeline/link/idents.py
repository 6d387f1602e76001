"""Names that follow a block into Word as bookmarks: `sg_25_2020` for a case, `sg_25_2020_12` for its twelfth block;
`sg_kap_okonomi` for a chapter of a mandate, `sg_kap_okonomi_o2` for its second heading, `sg_kap_okonomi_5` for its
fifth other block.

A bookmark holds no text of the document, is at most 40 characters, and is unique in one document only; the meeting or
mandate it belongs to stands in a property of the file.
"""

import hashlib
import re

from pipeline.link.mandate_texts import every_block
from pipeline.records.bookmarks import LONGEST, case_bookmark
from pipeline.records.mandate import Mandate
from pipeline.records.model import Meeting
from pipeline.richtext import Block, Blocks, DataBlock, Heading, Image, Paragraph, Quotation, Table, Task, walk

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LIKE_A_BLOCK = re.compile(r"_o?\d+$")


def name_blocks(meeting: Meeting) -> None:
    """Gives every block of a meeting its bookmark name."""
    _number(meeting.preface, "sg_innledning")
    for case in meeting.cases:
        _number(case.blocks, case_bookmark(case))


def _number(blocks: Blocks, stem: str) -> None:
    named = (block for block in walk(blocks) if isinstance(block, Heading) or _has_text(block))
    for count, block in enumerate(named, 1):
        block.ident = f"{stem}_{count}"


def _has_text(block: Block) -> bool:
    """Whether a block, no heading, has a text of its own; a quotation's is who said it."""
    return isinstance(block, Paragraph | Table | Image | Task) or (isinstance(block, Quotation) and bool(block.source))


def name_mandate(mandate: Mandate) -> None:
    """Gives every part, chapter and appendix of a mandate, and every block in them, its bookmark name."""
    for count, part in enumerate(mandate.parts, 1):
        part.ident = f"sg_del_{count}"
        for chapter in part.chapters:
            chapter.ident = named_after("sg_kap_", chapter.name)
            _number_piece(chapter.blocks, chapter.ident)
    for appendix in mandate.appendices:
        appendix.ident = named_after("sg_vedl_", appendix.name)
        _number_piece(appendix.blocks, appendix.ident)


def named_after(opening: str, name: str) -> str:
    """A bookmark for a file's name. One that is too long, is no plain name, or ends as the name of a block does (so
    that chapter `mal-2` is not the second block of `mal`) is told apart by letters of its own."""
    stem = opening + re.sub(r"[^a-z0-9]", "_", name.casefold())
    if _NAME.fullmatch(name) and len(stem) <= LONGEST and not _LIKE_A_BLOCK.search(stem):
        return stem
    return f"{stem[: LONGEST - 8]}_{hashlib.sha256(name.encode()).hexdigest()[:6]}x"


def _number_piece(blocks: Blocks, stem: str) -> None:
    headings = others = 0
    for block in every_block(blocks):
        if isinstance(block, Heading):
            headings += 1
            block.ident = f"{stem}_o{headings}"
        elif _has_text(block) or isinstance(block, DataBlock):
            others += 1
            block.ident = f"{stem}_{others}"
