"""Texts of a document kind's own: notes, reports, case papers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeGuard

from pipeline.diagnostics import Place
from pipeline.records.file_names import mandate_name
from pipeline.records.model import Attachment, Body, Case, Meeting
from pipeline.records.paper_sections import is_proposal
from pipeline.richtext import Block, Blocks, DataBlock, Inline, Marker, Piece, plain, walk

LONGEST_NAME = 50
"""Letters of a text's name in a file name, so that the whole name keeps within 80."""


@dataclass(slots=True)
class Section:
    """What stands below a heading with two #. `ident` is the heading's bookmark."""

    title: Inline
    blocks: Blocks
    place: Place
    ident: str = ""


@dataclass(slots=True)
class Paper:
    """A text of the kind `kind`, its id `<kind>/<name>`. `day` rules the document. `case_label` is the number of its
    case as printed, also where that case is not kept here.

    `head` is what the kind read out of its own keys, `preface` what stands before the first section. Registered data is
    a `DataBlock` whose value is a record of the module the word belongs to.
    """

    id: str
    kind: str
    title: Inline
    subtitle: Inline
    language: str
    day: date
    body: Body | None
    case: Case | None
    case_label: str
    meeting: Meeting | None
    authors: list[str]
    attachments: list[Attachment]
    preface: Blocks
    sections: list[Section]
    place: Place
    source: str
    head: Any = None
    sources: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file's name, with the folders below the kind's own."""
        return self.id.partition("/")[2]

    @property
    def stem(self) -> str:
        """The name of its document without the ending, `2024-02-07-utskriving-statusrapport`: ASCII, within 80
        characters with it."""
        day = self.day.isoformat()
        # A name that tells the day already is not told it twice.
        name = self.name.replace("/", "-").removeprefix(f"{day}-").removesuffix(f"-{day}")
        return f"{day}-{mandate_name(name, LONGEST_NAME)}-{self.kind}"

    @property
    def proposal_sections(self) -> list[Section]:
        """The sections that are called proposals."""
        return [each for each in self.sections if is_proposal(plain(each.title))]

    @property
    def proposals(self) -> list[Piece]:
        """The proposed decisions, in order: the section of that name, without what is registered in it; else what
        stands after the marker word."""
        sections = self.proposal_sections
        if sections:
            pieces = (Piece(Marker.PROPOSAL, unmarked(_running(each.blocks)), each.place) for each in sections)
            return [piece for piece in pieces if piece.blocks]
        parts = (self.preface, *(section.blocks for section in self.sections))
        return [block for blocks in parts for block in walk(blocks) if is_proposed(block) and block.blocks]


def is_proposed(block: Block) -> TypeGuard[Piece]:
    """Whether a block is a piece opened by «Forslag til vedtak»."""
    return isinstance(block, Piece) and block.marker is Marker.PROPOSAL


def _running(blocks: Blocks) -> Blocks:
    """What stands in a section but for what is registered in it."""
    return [block for block in blocks if not isinstance(block, DataBlock)]


def unmarked(blocks: Blocks) -> Blocks:
    """The blocks of a proposal without the marker word: a heading above them has said it already."""
    return [inner for block in blocks for inner in (block.blocks if is_proposed(block) else [block])]
