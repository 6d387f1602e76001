"""A mandate as it is: parts, chapters, appendices, its log, and what stands in its tables."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pipeline.diagnostics import Place
from pipeline.records.model import Body, Person
from pipeline.records.version import Version
from pipeline.richtext import Blocks, Inline, Tone


@dataclass(slots=True)
class Chapter:
    """`name` is stable, `number` follows the order. `ident` is the heading's bookmark."""

    name: str
    number: int
    title: Inline
    blocks: Blocks
    place: Place
    source: str
    ident: str = ""


@dataclass(slots=True)
class Part:
    title: Inline
    chapters: list[Chapter]
    place: Place
    ident: str = ""


@dataclass(slots=True)
class Appendix:
    """`blocks` is empty where the appendix is a file sent along; then `path` is where it lies under `sources/`."""

    name: str
    number: int
    title: Inline
    blocks: Blocks
    place: Place
    source: str
    path: str = ""
    ident: str = ""


class Outcome(StrEnum):
    """What a forum did with a version."""

    PRESENTED = "forelagt"
    DISCUSSED = "drøftet"
    RECOMMENDED = "tilrådd"
    APPROVED = "godkjent"


@dataclass(slots=True)
class Treatment:
    """«Behandlet i»: `case_label` is the case as printed, `case_id` its record where there is one."""

    forum: str
    outcome: Outcome | None
    day: date | None
    place: Place
    case_label: str = ""
    case_id: str | None = None


@dataclass(slots=True)
class Change:
    """`chapters` is what is printed in the log's *Kapittel* column."""

    what: Inline
    place: Place
    chapters: str = ""


@dataclass(slots=True)
class LogEntry:
    """One version in the log. `by` and `approved_by` are names as printed; `day_shown` is the date as printed, also
    where it is none that can be read. `seal` is empty for history typed by hand."""

    version: Version
    day: date | None
    changes: list[Change]
    place: Place
    day_shown: str = ""
    by: str = ""
    approved_by: str = ""
    treatments: list[Treatment] = field(default_factory=list)
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Approver:
    """Who may approve a release: a person or a body, by id and name."""

    id: str
    name: str


@dataclass(slots=True)
class TaskRow:
    number: int
    what: Blocks
    due_shown: str
    owners: list[str]
    place: Place
    due: date | None = None
    due_place: Place | None = None


@dataclass(slots=True)
class TaskTable:
    """A working group's tasks."""

    title: str
    rows: list[TaskRow]
    place: Place


@dataclass(frozen=True, order=True, slots=True)
class HalfYear:
    """«2019 vår» (January to June) or «2019 høst»."""

    year: int
    autumn: bool

    @classmethod
    def of(cls, day: date) -> "HalfYear":
        return cls(day.year, day.month > 6)

    def following(self) -> "HalfYear":
        return HalfYear(self.year + self.autumn, not self.autumn)


@dataclass(slots=True)
class Milestone:
    """Something in one half-year: `text` as printed («31.10.2019 (rapport)»)."""

    half_year: HalfYear
    text: str
    place: Place
    day: date | None = None


@dataclass(slots=True)
class Activity:
    what: Inline
    milestones: list[Milestone]
    owners: list[str]
    place: Place


@dataclass(slots=True)
class ProgressPlan:
    half_years: list[HalfYear]
    activities: list[Activity]
    place: Place


@dataclass(slots=True)
class RiskScale:
    """Levels from the lowest; `colours[likelihood][consequence]`, both from 0. A configured table, never a product."""

    likelihoods: list[str]
    consequences: list[str]
    colours: list[list[Tone]]


@dataclass(slots=True)
class Risk:
    """`likelihood` and `consequence` count from 1, as people write them; 0 where the value could not be read."""

    id: str
    success_factor: Inline
    uncertainty: Inline
    likelihood: int
    consequence: int
    measures: Blocks
    owners: list[str]
    due_shown: str
    status: str
    place: Place
    tone: Tone | None = None


@dataclass(slots=True)
class RiskTable:
    risks: list[Risk]
    place: Place


@dataclass(slots=True)
class RiskMatrix:
    """`risks` are all risks of the mandate, `scale` its scale."""

    day: date | None
    risks: list[Risk]
    scale: RiskScale
    place: Place


@dataclass(slots=True)
class PageNumbers:
    """Page numbers worked out by LibreOffice: by bookmark, for a document with this `imprint`."""

    imprint: str
    pages: dict[str, int]


class ChangeKind(StrEnum):
    """What has happened to a piece of a mandate."""

    NEW = "ny"
    REMOVED = "fjernet"
    CHANGED = "endret"


class PieceKind(StrEnum):
    """What a mandate is made of, as the log tells of it."""

    FRONT = "forside"
    CHAPTER = "kapittel"
    APPENDIX = "vedlegg"
    ORDER = "rekkefølge"


@dataclass(frozen=True, slots=True)
class PieceChange:
    """One piece that differs from the version before. `number` is the number it has now (had, where it is removed); 0
    for what has none. `part` is the title of its part. `source` and `place` are where it stands now."""

    piece: PieceKind
    kind: ChangeKind
    name: str
    number: int
    title: str
    part: str
    place: Place


@dataclass(slots=True)
class Standing:
    """How the sources stand to what is kept: `kept` is the last kept version (None: nothing is kept), `changes` what
    has been edited since. `document` is the path of the kept .docx under the project's folder."""

    kept: Version | None = None
    changes: list[PieceChange] = field(default_factory=list)
    document: str = ""


@dataclass(slots=True)
class Mandate:
    """A mandate and everything in it. `sources` are the files it is made of; `standing` is set by whoever looks into
    the archive."""

    id: str
    title: str
    subtitle: str
    project: str
    language: str
    body: Body | None
    owner: Person | None
    leader: Person | None
    approvers: list[Approver]
    parts: list[Part]
    appendices: list[Appendix]
    log: list[LogEntry]
    scale: RiskScale | None
    place: Place
    source: str
    sources: list[str] = field(default_factory=list)
    pages: PageNumbers | None = None
    standing: Standing = field(default_factory=Standing)

    @property
    def chapters(self) -> list[Chapter]:
        """All chapters, through all parts."""
        return [chapter for part in self.parts for chapter in part.chapters]
