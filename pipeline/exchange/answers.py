"""What the answers about actions are held against, and what is found in them. Nothing is changed here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.diagnostics import Diagnostic
from pipeline.edit.yaml_row import Fields
from pipeline.exchange.action_headings import Heading, KnownHeadings
from pipeline.exchange.cells import Cell
from pipeline.load.register_models import ActionSource
from pipeline.records.actions import Action, Register


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a form comes from, as it says itself: its register, the day it shows, the day of answers without one (None:
    it does not say), to whom it was sent, and a mark of each action as it was shown."""

    register: str
    day: date | None
    answer_day: date | None
    responsible: str
    marks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing a change says, for people: what it was and what it becomes."""

    what: str
    old: str
    new: str


@dataclass(slots=True)
class Change:
    """What an answer changes: `entry` is the dated entry to be added (empty: none), `mended` the keys of the entry of
    that day that get another value, `values` those of the action itself, `own` likewise in the body's own columns.
    `remarks` are lines that are kept beside the action and never printed. `cell` is where the row begins."""

    action: Action
    day: date
    told: list[Told]
    entry: Fields
    mended: dict[str, str]
    values: dict[str, str]
    own: dict[str, str]
    remarks: list[str]
    cell: Cell

    @property
    def tells(self) -> bool:
        """Whether it tells how things stood on its day."""
        return bool(self.entry or self.mended)


@dataclass(slots=True)
class ReadSheet:
    """A sheet, how its headings were understood, and how many rows were about actions the register does not have."""

    file: str
    sheet: str
    headings: list[Heading]
    is_form: bool
    skipped: int = 0


@dataclass(slots=True)
class Answers:
    """All that was read. `answered` leads from an action's id to the cell its answer begins in and to what it says,
    also where it changes nothing (it has been read before); `tried` are the actions somebody wrote of, also what could
    not be taken; `returned` are those whose form came back."""

    changes: list[Change] = field(default_factory=list)
    sheets: list[ReadSheet] = field(default_factory=list)
    answered: dict[str, tuple[Cell, object]] = field(default_factory=dict)
    tried: set[str] = field(default_factory=set)
    returned: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Silent:
    """A responsible who has not answered: about nothing (`is_all`), or not about these actions. `is_returned` where the
    form came back all the same."""

    responsible: str
    actions: list[str]
    is_all: bool
    is_returned: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answers are held against: the register, its actions as they stand in the sources, the remarks (#) that
    stand beside each, how its headings are read, the day of an answer without one (None: each must give its own), and
    the day of the report none may be later than (None: any)."""

    register: Register
    typed: Mapping[str, ActionSource]
    remarks: Mapping[str, frozenset[str]]
    headings: KnownHeadings
    day: date | None
    report: date | None
