"""What a status report counts: actions by group and word, what has happened since the last report, what is late.

Everything is computed from the states of one day, so that no number can disagree with the table. Linear in the number
of actions.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.records.actions import ActionState, Register, StatusGroup, StatusWord


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """How many actions there are of each group (all groups stand there, also with none) and of each word, in order of
    the vocabulary. The groups and `without_status` add up to `all`."""

    all: int
    groups: dict[StatusGroup, int]
    words: dict[StatusWord, int]
    without_status: int

    @property
    def total(self) -> int:
        """The actions there are: all but the struck ones."""
        return self.all - self.groups[StatusGroup.STRUCK]

    @property
    def remaining(self) -> int:
        """Those that are neither finished nor in operation nor struck."""
        return self.total - self.groups[StatusGroup.FINISHED] - self.groups[StatusGroup.OPERATION]


def count(states: Sequence[ActionState], words: Iterable[StatusWord] = ()) -> ActionCounts:
    """The counts of `states`. `words` give the order of the words (the vocabulary's); others follow as they come."""
    by_word = Counter(state.status for state in states)
    without_status = by_word.pop(None, 0)
    ordered = [*dict.fromkeys((*words, *by_word))]
    groups = dict.fromkeys(StatusGroup, 0)
    for word, number in by_word.items():
        assert word is not None
        groups[word.group] += number
    return ActionCounts(
        len(states), groups, {word: by_word[word] for word in ordered if word is not None and by_word[word]},
        without_status,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """An action that was in the report before, as it stood then and as it stands now."""

    before: ActionState
    now: ActionState


@dataclass(frozen=True, slots=True)
class Since:
    """What has happened after `day`, the day of the report before, each in the order of the register.

    An action may be new and finished at once. `changed` are those whose status, deviation or expected end is another,
    unless they are finished or struck; `updated` those with a new entry that changes none of these.
    """

    day: date
    new: list[ActionState] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    finished: list[ActionState] = field(default_factory=list)
    struck: list[ActionState] = field(default_factory=list)
    updated: list[Change] = field(default_factory=list)


def since(states: Iterable[ActionState], day: date) -> Since:
    """What has happened to the actions of `states` after `day`; nothing where they are as they stood then or before."""
    found = Since(day)
    for now in states:
        if now.day <= day:
            continue
        before = now.action.as_of(day) if now.first_told <= day else None
        if before is None:
            found.new.append(now)
        elif before.entry is now.entry:
            continue
        group = now.group
        if group is not None and group.is_over:
            if before is None or before.group is not group:
                (found.finished if group is StatusGroup.FINISHED else found.struck).append(now)
        elif before is not None:
            same = (before.status, before.deviation, before.end) == (now.status, now.deviation, now.end)
            (found.updated if same else found.changed).append(Change(before, now))
    return found


def not_updated(states: Iterable[ActionState], day: date) -> list[ActionState]:
    """The actions without an entry on `day` or later; the finished and the struck need none."""
    return [state for state in states if state.is_stale(day)]


def overdue(states: Iterable[ActionState]) -> list[ActionState]:
    """The actions that should have ended before the day of the report."""
    return [state for state in states if state.is_overdue]


@dataclass(frozen=True, slots=True)
class Report:
    """All that is told of a register on a day. `since` is None where there was no report before, `stale` empty where
    no day is set."""

    day: date
    states: list[ActionState]
    counts: ActionCounts
    since: Since | None
    stale: list[ActionState]
    overdue: list[ActionState]


def report(register: Register, day: date) -> Report:
    """The register as it stood on `day`, counted."""
    states = register.as_of(day)
    previous = register.previous_before(day)
    updated = register.updated_since_by(day)
    return Report(
        day,
        states,
        count(states, register.vocabulary.statuses),
        since(states, previous) if previous else None,
        not_updated(states, updated) if updated else [],
        overdue(states),
    )
