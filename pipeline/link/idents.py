"""Names that follow a block into Word as bookmarks: `sg_25_2020` for a case, `sg_25_2020_12` for its twelfth block.

A bookmark holds no text of the document, is at most 40 characters, and is unique in one document only; the meeting it
belongs to stands in a property of the file.
"""

import re

from pipeline.records.model import Case, Meeting
from pipeline.richtext import Blocks, Heading, Image, Paragraph, Table, Task, walk


def case_bookmark(case: Case) -> str:
    """`sg_25_2020` for case 25-2020; for a case without number, its line in the source."""
    stem = re.sub(r"\W+", "_", case.label, flags=re.ASCII).strip("_") if case.number else f"l{case.place.line}"
    suffix = case.id.partition("~")[2]
    return f"sg_{stem}"[:28] + (f"x{suffix}" if suffix else "")


def name_blocks(meeting: Meeting) -> None:
    """Gives every block of a meeting its bookmark name."""
    _number(meeting.preface, "sg_innledning")
    for case in meeting.cases:
        _number(case.blocks, case_bookmark(case))


def _number(blocks: Blocks, stem: str) -> None:
    named = (block for block in walk(blocks) if isinstance(block, Paragraph | Heading | Table | Image | Task))
    for count, block in enumerate(named, 1):
        block.ident = f"{stem}_{count}"
