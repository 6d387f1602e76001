"""Action registers (tiltaksregister): actions with dated status entries, and how they stood on a day.

A report is what was known on its day: the entries not after it, and nothing else. What is entered later never changes
an earlier report.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from operator import attrgetter

from pipeline.diagnostics import Place
from pipeline.records.file_names import mandate_name
from pipeline.records.model import Body, Case, Person
from pipeline.richtext import Blocks, Inline, Tone, plain

LONGEST_ID = 55
"""Letters of a register's id in a file name, so that the whole name keeps within 80."""


class StatusGroup(StrEnum):
    """What a status word counts as."""

    IDEA = "idé"
    PLANNING = "planlegging"
    ONGOING = "pågår"
    OPERATION = "drift"
    FINISHED = "ferdig"
    STRUCK = "strøket"

    @property
    def is_over(self) -> bool:
        """Whether nothing more is expected of the action: it is finished or struck."""
        return self in (StatusGroup.FINISHED, StatusGroup.STRUCK)


@dataclass(frozen=True, slots=True)
class StatusWord:
    """A word of the vocabulary, as printed."""

    word: str
    group: StatusGroup


@dataclass(frozen=True, slots=True)
class DeviationWord:
    """A word for how far off an action is. `note` is what stands in brackets after it, for the reading guide."""

    word: str
    tone: Tone
    note: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a body, each list in its order: priorities and sizes the greatest first.

    `read_as` is what else people write, and the word it is read as, by column; what is written stands folded.
    """

    statuses: tuple[StatusWord, ...]
    deviations: tuple[DeviationWord, ...]
    priorities: tuple[str, ...]
    sizes: tuple[str, ...]
    read_as: "Mapping[ColumnName, Mapping[str, str]]" = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class End:
    """When an action is expected to end: as printed, and the last day that can mean (None: «ikke avklart»)."""

    shown: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Period:
    """As printed; the days where it is two dates."""

    shown: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who is responsible: a registered person, or a name as typed («Granlia kommune»)."""

    name: str
    person: Person | None = None


@dataclass(slots=True)
class StatusEntry:
    """What was told on a day. What an entry does not say (None) is as it was.

    `written` is the text, or what reads it out of its source when somebody asks: of most entries nobody does.
    `is_update` is whether it tells anything: «ikke oppdatert» tells nothing.
    """

    day: date
    place: Place
    status: StatusWord | None = None
    deviation: DeviationWord | None = None
    end: End | None = None
    written: Blocks | Callable[[], Blocks] = field(default_factory=list, repr=False)
    is_update: bool = True

    @property
    def text(self) -> Blocks:
        """The text, read when first asked for."""
        if not isinstance(self.written, list):
            self.written = self.written()
        return self.written


@dataclass(slots=True)
class Action:
    """An action. `end` is the one first expected; `own` the values in the body's own columns; `entries` rise by day
    (two on one day: as typed). `ident` is the bookmark of its row."""

    id: str
    name: Inline
    area: str
    goal: Blocks
    responsible: list[Responsible]
    period: Period
    priority: str
    size: str
    end: End | None
    own: dict[str, Inline]
    entries: list[StatusEntry]
    place: Place
    ident: str = ""

    @property
    def title(self) -> str:
        """The name without its marks."""
        return plain(self.name)

    def as_of(self, day: date) -> "ActionState | None":
        """The action as it stood; None where nothing had been told of it yet."""
        count = bisect_right(self.entries, day, key=_DAY)
        if not count:
            return None
        status: StatusWord | None = None
        deviation: DeviationWord | None = None
        end: End | None = None
        for entry in reversed(self.entries[:count]):
            status = status or entry.status
            deviation = deviation or entry.deviation
            end = end or entry.end
            if status and deviation and end:
                break
        last = next((entry for entry in reversed(self.entries[:count]) if entry.is_update), self.entries[0])
        return ActionState(self, day, last, status, deviation, end or self.end)


_DAY = attrgetter("day")


@dataclass(frozen=True, slots=True)
class ActionState:
    """An action as it stood on `day`. `entry` is the last one by then that tells anything, or the first where none
    does; status, deviation and expected end are the last that were told."""

    action: Action
    day: date
    entry: StatusEntry
    status: StatusWord | None
    deviation: DeviationWord | None
    end: End | None

    @property
    def group(self) -> StatusGroup | None:
        return self.status.group if self.status else None

    @property
    def is_over(self) -> bool:
        """Finished or struck."""
        return self.status is not None and self.status.group.is_over

    @property
    def is_overdue(self) -> bool:
        """Expected to have ended before `day`, and neither finished nor struck."""
        return self.end is not None and self.end.day is not None and self.end.day < self.day and not self.is_over

    @property
    def first_told(self) -> date:
        """The day the action was first told of."""
        return self.action.entries[0].day

    @property
    def updated(self) -> date:
        """The day of the last entry."""
        return self.entry.day

    def is_stale(self, day: date) -> bool:
        """Whether nothing has been told on `day` or later; of the finished and the struck nothing more is."""
        return not self.is_over and (self.updated < day or not self.entry.is_update)

    @property
    def text(self) -> Blocks:
        """What the last entry says; empty where it has no text, or tells nothing."""
        return self.entry.text if self.entry.is_update else []


class Grouping(StrEnum):
    """What the rows are gathered by."""

    AREA = "område"
    STATUS = "status"
    RESPONSIBLE = "ansvarlig"
    NONE = "ingen"


class Sorting(StrEnum):
    """The order of the rows in a group."""

    TYPED = "rekkefølge"
    ID = "id"
    NAME = "tiltak"
    STATUS = "status"
    PRIORITY = "prioritet"
    END = "slutt"


class ColumnName(StrEnum):
    """The columns every register may have."""

    ID = "id"
    AREA = "område"
    NAME = "tiltak"
    GOAL = "mål"
    RESPONSIBLE = "ansvarlig"
    PERIOD = "periode"
    PRIORITY = "prioritet"
    SIZE = "omfang"
    STATUS = "status"
    DEVIATION = "avvik"
    END = "slutt"
    COMMENT = "kommentar"
    UPDATED = "oppdatert"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: one every register may have (`known`), or one of the body's own, by name. `heading` is
    empty where the usual one is meant."""

    name: str
    heading: str = ""
    known: ColumnName | None = None


@dataclass(slots=True)
class Register:
    """An action register, linked. `day` is the day of its report: the one typed, else that of the last entry (None:
    nothing has been told yet). `case_label` is the case it is an appendix to, as printed; `case` its record where there
    is one. `columns` are the ones it names, empty where it names none; `own_columns` those only it has. `sources` are
    the files it is made of, with its images."""

    id: str
    title: str
    language: str
    body: Body | None
    day: date | None
    vocabulary: Vocabulary
    actions: dict[str, Action]
    place: Place
    source: str
    case: Case | None = None
    case_label: str = ""
    previous: date | None = None
    updated_since: date | None = None
    background: Blocks = field(default_factory=list)
    remarks: Blocks = field(default_factory=list)
    proposal: Blocks = field(default_factory=list)
    columns: tuple[Column, ...] = ()
    own_columns: tuple[Column, ...] = ()
    grouping: Grouping = Grouping.AREA
    sorting: Sorting = Sorting.TYPED
    sources: list[str] = field(default_factory=list)

    @property
    def file(self) -> str:
        """Its report, under the project's folder: ASCII, the name within 80 characters. Empty where there is none."""
        name = mandate_name(self.id, LONGEST_ID)
        return f"build/status/{self.day.isoformat()}-{name}-status.docx" if self.day else ""

    def as_of(self, day: date) -> list[ActionState]:
        """Every action that had been told of by `day`, as it stood then, in the order of the register."""
        return [state for action in self.actions.values() if (state := action.as_of(day)) is not None]

    def previous_before(self, day: date) -> date | None:
        """The day of the report before the one of `day`; None where there is none, or it is not earlier."""
        return self.previous if self.previous is not None and self.previous < day else None

    def updated_since_by(self, day: date) -> date | None:
        """The day actions are to be updated since, for the report of `day`; None where it lies after that."""
        return self.updated_since if self.updated_since is not None and self.updated_since <= day else None
