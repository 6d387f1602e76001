"""Names that follow a block into Word as bookmarks: `sg_25_2020` for a case, `sg_25_2020_12` for its twelfth block.

A bookmark holds no text of the document, is at most 40 characters, and is unique in one document only; the meeting it
belongs to stands in a property of the file.
"""

from pipeline.records.bookmarks import case_bookmark
from pipeline.records.model import Meeting
from pipeline.richtext import Blocks, Heading, Image, Paragraph, Table, Task, walk


def name_blocks(meeting: Meeting) -> None:
    """Gives every block of a meeting its bookmark name."""
    _number(meeting.preface, "sg_innledning")
    for case in meeting.cases:
        _number(case.blocks, case_bookmark(case))


def _number(blocks: Blocks, stem: str) -> None:
    named = (block for block in walk(blocks) if isinstance(block, Paragraph | Heading | Table | Image | Task))
    for count, block in enumerate(named, 1):
        block.ident = f"{stem}_{count}"
