"""The named styles a template must have: what the writer may ask for. Names as Word shows them (`w:name`).

`PARAGRAPH_STYLES` and `CHARACTER_STYLES` every template must have. `QUOTATION_STYLES`, `GRID_STYLES` and
`CONTENTS_STYLES` only those whose documents hold a quotation, a table with whole texts in its cells, or a list of
contents.
"""

from pipeline.richtext import ListKind, Marker

LEVELS = 4
"""How deep lists go."""
CELL_LEVELS = 3
"""How deep they go in the cells of a grid."""

BODY = "Body Text"
HEADINGS = ("Heading 2", "Heading 3", "Heading 4")
TASK = "Oppfølging"
DECISION_POINT = "Vedtakspunkt"
PROPOSAL_POINT = "Forslagspunkt"
IMAGE = "Bilde"
CAPTION = "Caption"
CELL = "Tabelltekst"
HEADER_CELL = "Tabellhode"
QUOTATION = "Quote"
QUOTATION_SOURCE = "Sitatkilde"
CELL_QUOTATION = "Tabellsitat"
"""A quotation in a cell of a grid, and who said it."""
ROW_HEADER = "Tabellradhode"
"""The header of a row, in its first column. Not kept with what follows, as the header of a column is: every row would
be."""

LABEL = "Merkeord"
CODE = "Kode"
LINK = "Hyperlink"

TABLE = "Tabell"

_FAMILIES = {
    ListKind.BULLET: "List Bullet",
    ListKind.NUMBER: "List Number",
    ListKind.LETTER: "Bokstavliste",
    ListKind.ROMAN: "Romerliste",
}


_CELL_FAMILIES = {
    ListKind.BULLET: "Tabellpunkt",
    ListKind.NUMBER: "Tabellnummer",
    ListKind.LETTER: "Tabellbokstav",
    ListKind.ROMAN: "Tabellromertall",
}


def levelled(name: str, level: int, levels: int = LEVELS) -> str:
    """The style of a family at a level from 0: «List Bullet», «List Bullet 2» … to the deepest."""
    return f"{name} {min(level, levels - 1) + 1}" if level else name


def list_style(kind: ListKind, level: int) -> str:
    return levelled(_FAMILIES[kind], level)


def cell_list_style(kind: ListKind, level: int) -> str:
    """«Tabellpunkt», «Tabellpunkt 2», «Tabellpunkt 3»; more text under a point is `CELL` with the point's indent."""
    return levelled(_CELL_FAMILIES[kind], level, CELL_LEVELS)


def continuation(level: int) -> str:
    return levelled("List Continue", level)


COUNTED = (
    *(list_style(kind, level) for kind in ListKind if kind is not ListKind.BULLET for level in range(LEVELS)),
    DECISION_POINT,
    PROPOSAL_POINT,
)
"""Styles whose lists count, each from its first sign."""

BULLETS = tuple(list_style(ListKind.BULLET, level) for level in range(LEVELS))

PARAGRAPH_STYLES = (
    BODY,
    *HEADINGS,
    *BULLETS,
    *COUNTED,
    *(continuation(level) for level in range(LEVELS)),
    *dict.fromkeys([*(marker.value for marker in Marker), TASK]),
    IMAGE,
    CAPTION,
    CELL,
    HEADER_CELL,
)
CHARACTER_STYLES = (LABEL, CODE, LINK)

CELL_BULLETS = tuple(cell_list_style(ListKind.BULLET, level) for level in range(CELL_LEVELS))
CELL_COUNTED = tuple(
    cell_list_style(kind, level) for kind in ListKind if kind is not ListKind.BULLET for level in range(CELL_LEVELS)
)
GRID_STYLES = (ROW_HEADER, *CELL_BULLETS, *CELL_COUNTED)
"""What a template needs besides where its documents hold grids."""

QUOTATION_STYLES = (QUOTATION, QUOTATION_SOURCE)
"""What it needs where they hold a quotation: in the text, …"""
CELL_QUOTATION_STYLES = (CELL_QUOTATION,)
"""… and in a cell of a grid."""

CONTENTS_STYLES = ("toc 1", "toc 2", "toc 3")
"""What it needs where they hold a list of contents: a line of each level, with the tab and its dots before the page."""

OPTIONAL_STYLES = (*QUOTATION_STYLES, *CELL_QUOTATION_STYLES, *GRID_STYLES, *CONTENTS_STYLES)
"""Paragraph styles that are only missed by a document that needs them."""

NUMBERED = frozenset([*BULLETS, *COUNTED, *CELL_BULLETS, *CELL_COUNTED])
"""Styles that say nothing without the numbering they are tied to."""
