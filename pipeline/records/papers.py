"""Texts of a document kind's own: notes, reports, case papers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.diagnostics import Place
from pipeline.records.model import Attachment, Body, Case
from pipeline.richtext import Blocks, Inline, Marker, Piece, walk


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
    def proposals(self) -> list[Piece]:
        """The proposed decisions, in order."""
        texts = (self.preface, *(section.blocks for section in self.sections))
        return [
            block
            for blocks in texts
            for block in walk(blocks)
            if isinstance(block, Piece) and block.marker is Marker.PROPOSAL
        ]
