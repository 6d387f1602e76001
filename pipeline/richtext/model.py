"""The block model. It knows nothing of Markdown (that is `load`) and nothing of Word (that is `render`).

A text is `Blocks`, a list of blocks; the words in them are `Inline`, a list of runs. Every block and every run carries
the place it was typed at. `ident` is empty until `link` gives the block its name, which follows it into the .docx as a
bookmark.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from pipeline.diagnostics import Place


class MentionKind(StrEnum):
    """What a run points at."""

    CASE = "sak"
    PERSON = "person"
    POINT = "punkt"
    CHAPTER = "kapittel"
    APPENDIX = "vedlegg"


@dataclass(slots=True)
class Mention:
    """A reference in running text: `key` as typed («15-2020», «berg»), `target` the record's id once `link` found it.

    For a `POINT` («vedtakspunkt 3 i sak 31/23», «punkt c i sak 24-2020») `key` is the case as typed and `point` the
    point. For a `CHAPTER` and an `APPENDIX` (`@kapittel:okonomi`) `key` is the stable name; what is printed is the
    number.
    """

    kind: MentionKind
    key: str
    target: str | None = None
    point: str | None = None


@dataclass(slots=True)
class Run:
    """Letters set alike. `href` is a link as typed: an address, `mailto:`, or a path under `sources/`.

    The lines of a paragraph are joined: `lines` says at which letters a later line of the source begins, and where.
    """

    text: str
    place: Place
    bold: bool = False
    italic: bool = False
    underline: bool = False
    code: bool = False
    href: str | None = None
    mention: Mention | None = None
    lines: tuple[tuple[int, Place], ...] = field(default=(), compare=False, repr=False)

    def at(self, offset: int) -> Place:
        """The place of the letter at `offset` of the text."""
        start, place = 0, self.place
        for begins, there in self.lines:
            if begins > offset:
                break
            start, place = begins, there
        return place.further(offset - start)


Inline: TypeAlias = list[Run]


class ListKind(StrEnum):
    """How a list counts."""

    BULLET = "punkt"
    NUMBER = "tall"
    LETTER = "bokstav"
    ROMAN = "romertall"


class Marker(StrEnum):
    """The words that open a piece; the value is the bokmål word as typed and as the catalogues know it."""

    PROPOSAL = "Forslag til vedtak"
    DECISION = "Vedtak"
    CONCLUSION = "Konklusjon"
    ANSWER = "Svar"
    PROPOSED_ANSWER = "Forslag til svar"
    REMARK = "Merknad"
    DISSENT = "Protokolltilførsel"
    VOTE = "Votering"
    FOLLOW_UP = "Oppfølging"


@dataclass(slots=True)
class Paragraph:
    runs: Inline
    place: Place
    ident: str = ""


@dataclass(slots=True)
class Heading:
    """A heading inside a text: level 1 is the highest a text may hold («###» in a meeting file), 0 one right under a
    heading of the first level."""

    level: int
    runs: Inline
    place: Place
    ident: str = ""


@dataclass(slots=True)
class Item:
    """A point of a list. `label` is what is printed before it («3», «c», «iv»; «» for a bullet), without stop or
    bracket.

    `typed` is the label as it stood in the source.
    """

    blocks: "Blocks"
    place: Place
    label: str = ""
    typed: str = ""
    ident: str = ""


@dataclass(slots=True)
class TextList:
    """A list, counting from the first sign of its kind (1, a, i). `level` 0 is the outermost of the text it stands
    in."""

    kind: ListKind
    items: list[Item]
    place: Place
    level: int = 0
    ident: str = ""


@dataclass(slots=True)
class Table:
    """A table: the first row of the source is `header`; every row has as many cells as the header."""

    header: list[Inline]
    rows: list[list[Inline]]
    place: Place
    row_places: list[Place] = field(default_factory=list)
    ident: str = ""


@dataclass(slots=True)
class Image:
    """A picture by its path under `sources/` as typed; `alt` is its alternative text, `caption` what is printed below,
    after `label` («Figur») and its number among those of that label, where it has one."""

    path: str
    alt: str
    place: Place
    caption: Inline = field(default_factory=list)
    ident: str = ""
    label: str = ""


@dataclass(slots=True)
class Piece:
    """What a marker word opens: a decision, an answer, a remark …"""

    marker: Marker
    blocks: "Blocks"
    place: Place
    ident: str = ""


@dataclass(slots=True)
class Quotation:
    """What somebody has said, in their own words. `source` is who said it, as typed, without the dash before it; empty
    where that is not told.

    A quotation is a text of its own: its lists begin at level 0, and no quotation stands in another. `ident` names the
    line of the source.
    """

    blocks: "Blocks"
    source: Inline
    place: Place
    ident: str = ""


@dataclass(slots=True)
class Task:
    """A follow-up as typed: who (raw, split at commas and «og»), what, and the due date as typed (without the comma).

    `owners` is empty where nobody was named, `due` empty where no date ends the task. `blocks` are what stands indented
    under it and is no running text (lists).
    """

    owners: list[tuple[str, Place]]
    what: Inline
    due: str
    place: Place
    due_place: Place | None = None
    blocks: "Blocks" = field(default_factory=list)
    ident: str = ""


class Tone(StrEnum):
    """The colour behind a cell. Never alone: the cell's words say the same (WCAG 1.4.1)."""

    GREEN = "grønn"
    YELLOW = "gul"
    RED = "rød"


@dataclass(slots=True)
class Cell:
    """A cell of a grid: whole blocks. `heading` says that the cell is its row's header, `number` that it holds a number
    of one line, which stands below those above it."""

    blocks: "Blocks"
    tone: Tone | None = None
    heading: bool = False
    number: bool = False


@dataclass(slots=True)
class Grid:
    """A table whose cells hold whole blocks. Every row has as many cells as the header.

    `shares` are the columns' widths against one another (empty: what they hold decides); `landscape` asks for a page on
    its side; `about` is the table's alternative text. `longest` is the longest word of each column in the tables it
    stands among, where all are to have columns of the same widths (empty: it stands alone). `caption` is printed above,
    after `label` («Tabell») and its number among those of that label, where it has one. `whole` keeps a short table on
    one page; `below` explains it there, also where that is on its side.
    """

    header: list[Inline]
    rows: list[list[Cell]]
    place: Place
    shares: tuple[int, ...] = ()
    landscape: bool = False
    about: str = ""
    ident: str = ""
    longest: tuple[str, ...] = ()
    caption: Inline = field(default_factory=list)
    label: str = ""
    whole: bool = False
    below: "Blocks" = field(default_factory=list)


class ChartKind(StrEnum):
    """How a chart shows its numbers: bars lie, columns stand, lines go from one category to the next."""

    BARS = "liggende søyler"
    COLUMNS = "stående søyler"
    LINES = "linjer"


ChartValue: TypeAlias = int | float | Decimal


@dataclass(slots=True)
class ChartSeries:
    """The numbers of a chart that belong together, one a category; None where there is none.

    `name` is printed where the chart shows more than one. `tones` colours the bars one by one; empty, or None in it,
    is the neutral colour. Never alone: the category says the same.
    """

    values: list[ChartValue | None]
    name: str = ""
    tones: list[Tone | None] = field(default_factory=list)


@dataclass(slots=True)
class Chart:
    """A chart, without a title of its own: the caption is text. Every value is printed beside its point.

    `categories` are printed as they are. `decimals` is how many a value is printed with (None: as it is), `unit` what
    comes after it («%»; «kr» comes before). `target` is a line across a chart of lines, called `target_name`.
    `category_title` and `value_title` name the axes. `shape` is the height against the width of what is no lying bars
    (None: as usual). `alt` is the alternative text, and says what the chart says;
    `caption` and `label` are as for an image.
    """

    kind: ChartKind
    categories: list[str]
    series: list[ChartSeries]
    alt: str
    place: Place
    caption: Inline = field(default_factory=list)
    ident: str = ""
    label: str = ""
    decimals: int | None = None
    unit: str = ""
    target: ChartValue | None = None
    target_name: str = ""
    category_title: str = ""
    value_title: str = ""
    shape: float | None = None


@dataclass(slots=True)
class DataBlock:
    """A fenced YAML block of a text: `word` is what stands after the fence, `value` what is registered there (a source
    model from `load`, a record after `link`). A document kind turns it into blocks that can be printed."""

    word: str
    value: Any
    place: Place
    ident: str = ""


@dataclass(slots=True)
class ContentsLine:
    """One line of a list of contents. `level` is 1 for a part, `label` the number before the title («5.»), `bookmark`
    the heading's ident, `page` its page number as printed, empty where nobody knows."""

    level: int
    label: str
    title: Inline
    bookmark: str
    page: str = ""


@dataclass(slots=True)
class Contents:
    """A list of contents: in Word a field, filled in beforehand."""

    lines: list[ContentsLine]
    place: Place
    ident: str = ""


Block: TypeAlias = (
    Paragraph | Heading | TextList | Table | Grid | Image | Chart | Piece | Quotation | Task | DataBlock | Contents
)
Blocks: TypeAlias = list[Block]


def plain(runs: Inline) -> str:
    """The words of `runs`, nothing else."""
    return "".join(run.text for run in runs)


def walk(blocks: Blocks) -> Iterator[Block]:
    """Every block, outermost first, in the order it was typed: a quotation's own text, its source, comes after it."""
    for block in blocks:
        if isinstance(block, Quotation):
            yield from walk(block.blocks)
        yield block
        if isinstance(block, TextList):
            for item in block.items:
                yield from walk(item.blocks)
        elif isinstance(block, Piece | Task):
            yield from walk(block.blocks)
        elif isinstance(block, Grid):
            for row in block.rows:
                for cell in row:
                    yield from walk(cell.blocks)
            yield from walk(block.below)


def inlines(block: Block) -> Iterator[Inline]:
    """The running texts that stand in the block itself (not in the blocks inside it)."""
    match block:
        case Paragraph() | Heading():
            yield block.runs
        case Table():
            yield from block.header
            for row in block.rows:
                yield from row
        case Grid():
            yield block.caption
            yield from block.header
        case Image() | Chart():
            yield block.caption
        case Task():
            yield block.what
        case Quotation() if block.source:
            yield block.source
        case Contents():
            for line in block.lines:
                yield line.title


def plain_blocks(blocks: Blocks) -> str:
    """The words of `blocks`, a line each running text."""
    return "\n".join(plain(runs) for block in walk(blocks) for runs in inlines(block))


def repeated(blocks: Blocks) -> Blocks:
    """A copy of `blocks` to be shown a second time in one document: without names, which must be unique there."""
    return [_repeated(block) for block in blocks]


def _repeated(block: Block) -> Block:
    if isinstance(block, TextList):
        items = [replace(item, blocks=repeated(item.blocks), ident="") for item in block.items]
        return replace(block, items=items, ident="")
    if isinstance(block, Piece | Quotation | Task):
        return replace(block, blocks=repeated(block.blocks), ident="")
    if isinstance(block, Grid):
        rows = [[replace(cell, blocks=repeated(cell.blocks)) for cell in row] for row in block.rows]
        return replace(block, rows=rows, below=repeated(block.below), ident="")
    return replace(block, ident="")
