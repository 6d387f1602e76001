"""What differs between two editions of a mandate, as people would tell of it: paragraph by paragraph, row by row."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pipeline.diagnostics import Place
from pipeline.records.mandate import HalfYear, LogEntry, Mandate, PieceChange
from pipeline.records.version import Version


class TextPart(StrEnum):
    """What a text is made of."""

    TITLE = "tittel"
    PARAGRAPH = "avsnitt"
    HEADING = "overskrift"
    POINT = "punkt"
    IMAGE = "bilde"
    CAPTION = "bildetekst"
    FILE = "fil"


class Happening(StrEnum):
    """What has happened to it. `REPLACED`: a picture or file has other bytes; `SET`: the words are the same, but not
    how they are set (bold, links, kind of list)."""

    NEW = "ny"
    REMOVED = "fjernet"
    CHANGED = "endret"
    MOVED = "flyttet"
    REPLACED = "byttet ut"
    SET = "utforming"


class TableKind(StrEnum):
    """What the rows of a table are."""

    TASKS = "oppgave"
    ACTIVITIES = "aktivitet"
    RISKS = "risiko"
    MATRIX = "risikomatrise"
    ROWS = "rad"


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that became others; `before` and `after` are the words around them, which are the same in both."""

    old: str
    new: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text that changed. `old` and `new` are all its words (empty where there is none), `words` those that differ.

    `under` is the heading it stands under now (of what is gone: stood under; of a heading: itself); `was` is what it
    was before, where it has become something else; `moved` says that it stands somewhere else, too.
    """

    part: TextPart
    what: Happening
    old: str
    new: str
    place: Place
    words: tuple[WordChange, ...] = ()
    under: str = ""
    was: TextPart | None = None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that changed: of a row, of a table, or of the front page.

    `name` is a column's header as typed, or one of the names in `FIELDS`. For a milestone, and for the first and last
    half-year of a plan, `was_in` and `is_in` are the half-years.
    """

    name: str
    old: str
    new: str
    words: tuple[WordChange, ...] = ()
    was_in: HalfYear | None = None
    is_in: HalfYear | None = None


FIELDS = (
    "beskrivelse",
    "frist",
    "ansvar",
    "aktivitet",
    "milepæl",
    "suksessfaktor",
    "usikkerhet",
    "sannsynlighet",
    "konsekvens",
    "farge",
    "tiltak",
    "status",
    "kolonner",
    "dato",
    "fra",
    "til",
    "tittel",
    "undertittel",
    "prosjekt",
    "språk",
    "prosjekteier",
    "prosjektleder",
    "del",
    "godkjennere",
)
"""Names of fields that are not a column's header."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a table.

    `key` is what it is called by now («3», «C», the first cell's words), `was` what it was called by before where that
    is another, `about` what it is about where the key tells little. The `fields` of a new row are the values a reader
    looks for first: who, when, how likely.
    """

    table: TableKind
    what: Happening
    key: str
    about: str
    place: Place
    fields: tuple[FieldChange, ...] = ()
    was: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True)
class TableChange:
    """A whole table: new, removed, moved, or with other columns or values of its own (`fields`)."""

    table: TableKind
    what: Happening
    rows: int
    about: str
    place: Place
    fields: tuple[FieldChange, ...] = ()
    under: str = ""


@dataclass(frozen=True, slots=True)
class RowsRenumbered:
    """Rows that only got other numbers: from → to."""

    table: TableKind
    numbers: tuple[tuple[str, str], ...]
    place: Place
    under: str = ""


Detail = TextChange | RowChange | TableChange | RowsRenumbered


@dataclass(frozen=True, slots=True)
class PieceText:
    """A chapter or an appendix that changed, and how. `opening` is how a new or removed one begins."""

    change: PieceChange
    old_number: int
    old_title: str
    details: tuple[Detail, ...] = ()
    opening: str = ""


@dataclass(frozen=True, slots=True)
class MandateChanges:
    """Everything that differs between two editions.

    `changes` is what the log tells of it; `front` and `scale` are values of mandat.yaml; the numbers are those of
    pieces that are in both, from → to.
    """

    changes: tuple[PieceChange, ...]
    pieces: tuple[PieceText, ...]
    front: tuple[FieldChange, ...] = ()
    scale: tuple[FieldChange, ...] = ()
    chapter_numbers: tuple[tuple[int, int], ...] = ()
    appendix_numbers: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Comparison:
    """Two editions of one mandate, compared.

    `new_version` is None where the new one is the sources as they are now. `reasons` are the log's entries after the
    old version, as far as the new one.
    """

    mandate: Mandate
    old_version: Version
    old_day: date | None
    new_version: Version | None
    new_day: date | None
    changes: MandateChanges
    reasons: list[LogEntry] = field(default_factory=list)
