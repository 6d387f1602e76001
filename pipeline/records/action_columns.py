"""The columns of a table of actions: those a register names, or those somebody has filled in."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pipeline.records.actions import ActionState, Column, ColumnName, Register

MOST_COLUMNS = 63
"""A table of Word has no more; a file with more is refused as damaged."""

_FILLED: dict[ColumnName, Callable[[ActionState], Any]] = {
    ColumnName.AREA: lambda state: state.action.area,
    ColumnName.NAME: lambda state: True,
    ColumnName.GOAL: lambda state: state.action.goal,
    ColumnName.RESPONSIBLE: lambda state: state.action.responsible,
    ColumnName.PERIOD: lambda state: state.action.period.shown,
    ColumnName.PRIORITY: lambda state: state.action.priority,
    ColumnName.SIZE: lambda state: state.action.size,
    ColumnName.STATUS: lambda state: True,
    ColumnName.DEVIATION: lambda state: state.deviation,
    ColumnName.END: lambda state: state.end,
    ColumnName.COMMENT: lambda state: state.entry.is_update and state.entry.written,
}
"""The columns of a register that names none, and what tells that one of them is filled in. The table always has the
name and the status."""


def usual_column(name: ColumnName) -> Column:
    """A column every register may have, under its usual heading."""
    return Column(name, known=name)


def shown_columns(register: Register, states: Sequence[ActionState]) -> tuple[Column, ...]:
    """The columns the register names; where it names none, those that are filled in for one of `states`, as they stood
    on their day."""
    if register.columns:
        return register.columns
    own = (column for column in register.own_columns if any(state.action.own.get(column.name) for state in states))
    return (*(usual_column(name) for name, is_filled in _FILLED.items() if any(map(is_filled, states))), *own)


def chosen_columns(register: Register, names: Iterable[str]) -> tuple[Column, ...]:
    """The columns of those names, in that order, with the headings the register gives them; names of none are left
    out."""
    there = {name.value: usual_column(name) for name in ColumnName}
    there |= {column.name.casefold(): column for column in (*register.own_columns, *register.columns)}
    return tuple(there[name.casefold()] for name in names if name.casefold() in there)


def filled_columns(columns: Iterable[Column], states: Sequence[ActionState]) -> tuple[Column, ...]:
    """Those of `columns` that somebody has filled in for one of `states`, and those nobody fills in."""

    def is_filled(column: Column) -> bool:
        if column.known is None:
            return any(state.action.own.get(column.name) for state in states)
        filled = _FILLED.get(column.known)
        return filled is None or any(map(filled, states))

    return tuple(column for column in columns if is_filled(column))
