"""The named styles a template must have: what the writer may ask for. Names as Word shows them (`w:name`)."""

from pipeline.richtext import ListKind, Marker

LEVELS = 4
"""How deep lists go."""

BODY = "Body Text"
HEADINGS = ("Heading 3", "Heading 4")
TASK = "Oppfølging"
DECISION_POINT = "Vedtakspunkt"
PROPOSAL_POINT = "Forslagspunkt"
IMAGE = "Bilde"
CAPTION = "Caption"
CELL = "Tabelltekst"
HEADER_CELL = "Tabellhode"

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


def levelled(name: str, level: int) -> str:
    """The style of a family at a level from 0: «List Bullet», «List Bullet 2» … to the deepest."""
    return f"{name} {min(level, LEVELS - 1) + 1}" if level else name


def list_style(kind: ListKind, level: int) -> str:
    return levelled(_FAMILIES[kind], level)


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
