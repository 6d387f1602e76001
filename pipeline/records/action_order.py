"""The rows of a status table: gathered and sorted as the register says."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pipeline.records.actions import ActionState, Grouping, Register, Sorting

_DIGITS = re.compile(r"(\d+)")
_AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
"""The signs that follow z: Norwegian sorts æ, ø, å last."""


@dataclass(slots=True)
class ActionGroup:
    """Rows that stand together. `heading` is empty for those without (no area, status or responsible), which come
    last."""

    heading: str
    states: list[ActionState] = field(default_factory=list)


def gathered(register: Register, states: Iterable[ActionState]) -> list[ActionGroup]:
    """The rows in groups: areas as they first come in the register, statuses in order of the vocabulary, responsible
    by name (an action stands under the first). Ungrouped, all are one group."""
    groups: dict[str, ActionGroup] = {}
    for state in in_order(register, states):
        heading = _heading(register.grouping, state)
        groups.setdefault(heading, ActionGroup(heading)).states.append(state)
    first = _order_of_headings(register)
    return sorted(groups.values(), key=lambda group: (not group.heading, first(group.heading)))


def in_order(register: Register, states: Iterable[ActionState]) -> list[ActionState]:
    """The rows in the order of the register; those that do not have what they are sorted by come last."""
    place = {ident: number for number, ident in enumerate(register.actions)}
    statuses = {word: number for number, word in enumerate(register.vocabulary.statuses)}
    priorities = {word: number for number, word in enumerate(register.vocabulary.priorities)}
    keys: dict[Sorting, Callable[[ActionState], Any]] = {
        Sorting.TYPED: lambda state: 0,
        Sorting.ID: lambda state: natural(state.action.id),
        Sorting.NAME: lambda state: natural(state.action.title),
        Sorting.STATUS: lambda state: statuses.get(state.status, len(statuses)) if state.status else len(statuses),
        Sorting.PRIORITY: lambda state: priorities.get(state.action.priority, len(priorities)),
        Sorting.END: lambda state: state.end.day if state.end and state.end.day else date.max,
    }
    key = keys[register.sorting]
    return sorted(states, key=lambda state: (key(state), place[state.action.id]))


def natural(text: str) -> list[tuple[bool, int, str]]:
    """A key that sorts as people do: æ, ø, å after z, and «tiltak 9» before «tiltak 10»."""
    parts = _DIGITS.split(text.casefold().translate(_AFTER_Z))
    return [(False, int(part), "") if part.isdecimal() else (True, 0, part) for part in parts if part]


def _heading(grouping: Grouping, state: ActionState) -> str:
    match grouping:
        case Grouping.AREA:
            return state.action.area
        case Grouping.STATUS:
            return state.status.word if state.status else ""
        case Grouping.RESPONSIBLE:
            return state.action.responsible[0].name if state.action.responsible else ""
        case Grouping.NONE:
            return ""


def _order_of_headings(register: Register) -> Callable[[str], Any]:
    if register.grouping is Grouping.RESPONSIBLE:
        return natural
    if register.grouping is Grouping.STATUS:
        words = [word.word for word in register.vocabulary.statuses]
    else:
        words = [action.area for action in register.actions.values()]
    place = {word: number for number, word in enumerate(dict.fromkeys(words))}
    return lambda heading: place.get(heading, len(place))
