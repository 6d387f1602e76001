"""The table, the chart and the reading guide of a status report: from states to blocks that can be printed."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pipeline.diagnostics import Place
from pipeline.document.action_signs import STATUS_TONES, deviation_sign, status_sign
from pipeline.document.cells import NOTHING, lines_cell, runs_cell, text_cell
from pipeline.document.meetings import Translate
from pipeline.language.dates import long_date, numeric_date
from pipeline.language.labels import word
from pipeline.language.numbers import write_number
from pipeline.records.action_columns import MOST_COLUMNS, shown_columns, usual_column
from pipeline.records.action_counts import ActionCounts
from pipeline.records.actions import ActionState, Column, ColumnName, Grouping, Register, StatusGroup, StatusWord
from pipeline.richtext import (
    Blocks,
    Cell,
    Chart,
    ChartKind,
    ChartSeries,
    Grid,
    Inline,
    Paragraph,
    Run,
    Tone,
    plain,
    plain_blocks,
)

_HEADINGS = {
    ColumnName.ID: word("Id"),
    ColumnName.AREA: word("Område"),
    ColumnName.NAME: word("Tiltak"),
    ColumnName.GOAL: word("Mål"),
    ColumnName.RESPONSIBLE: word("Ansvarlig"),
    ColumnName.PERIOD: word("Periode"),
    ColumnName.PRIORITY: word("Prioritet"),
    ColumnName.SIZE: word("Omfang"),
    ColumnName.STATUS: word("Status"),
    ColumnName.DEVIATION: word("Avvik"),
    ColumnName.END: word("Forventet slutt"),
    ColumnName.COMMENT: word("Kommentar"),
    ColumnName.UPDATED: word("Oppdatert"),
}
_SHARES = {
    ColumnName.ID: 6,
    ColumnName.AREA: 12,
    ColumnName.NAME: 17,
    ColumnName.GOAL: 24,
    ColumnName.RESPONSIBLE: 12,
    ColumnName.PERIOD: 10,
    ColumnName.PRIORITY: 8,
    ColumnName.SIZE: 8,
    ColumnName.STATUS: 11,
    ColumnName.DEVIATION: 10,
    ColumnName.END: 9,
    ColumnName.COMMENT: 32,
    ColumnName.UPDATED: 9,
}
_OWN_SHARE = 12

_GROUPED_BY = {
    Grouping.AREA: ColumnName.AREA,
    Grouping.STATUS: ColumnName.STATUS,
    Grouping.RESPONSIBLE: ColumnName.RESPONSIBLE,
}
_WITHOUT = {
    Grouping.AREA: word("Uten område"),
    Grouping.STATUS: word("Uten status"),
    Grouping.RESPONSIBLE: word("Uten ansvarlig"),
}
_OVERDUE = (ColumnName.PERIOD, ColumnName.NAME)
"""Where «forfalt» stands in a table without the expected end: the first of these it has. Never where another colour
stands: a cell tells one thing."""
_STALE = (ColumnName.COMMENT, ColumnName.NAME)
"""Where it stands that a row has not been updated."""
_DATE = re.compile(r"\d{2}\.\d{2}\.\d{4}")

_TONES = {Tone.GREEN: word("grønn"), Tone.YELLOW: word("gul"), Tone.RED: word("rød")}


def has_column(columns: Sequence[Column], name: ColumnName) -> bool:
    """Whether a table of `columns` shows it."""
    return any(column.known is name for column in columns)


def stands_in_column(register: Register, columns: Sequence[Column]) -> bool:
    """Whether what the rows are gathered by is read from a column; otherwise each group needs a heading."""
    by = _GROUPED_BY.get(register.grouping)
    return by is None or has_column(columns, by)


def heading_of(register: Register, heading: str, translate: Translate) -> str:
    """What stands above a group: also where its rows have no area, status or responsible."""
    return heading or translate(_WITHOUT[register.grouping])


def action_grid(
    register: Register, states: Sequence[ActionState], about: str, translate: Translate, columns: Sequence[Column] = ()
) -> Grid:
    """The table of `states`, a row each, in `columns`; where none are given, in those `shown_columns` finds. `about` is
    its alternative text."""
    columns = (columns or shown_columns(register, states) or (usual_column(ColumnName.NAME),))[:MOST_COLUMNS]
    return Grid(
        [_heading(column, translate, register.place) for column in columns],
        [_row(register, columns, state, translate) for state in states],
        register.place,
        tuple(_SHARES[column.known] if column.known else _OWN_SHARE for column in columns),
        about=about,
    )


def same_columns(grids: Sequence[Grid]) -> None:
    """Gives the tables of one report columns of the same widths: each knows the longest word of all."""
    longest: list[str] = []
    for grid in grids:
        rows = ([plain_blocks(cell.blocks) for cell in row] for row in grid.rows)
        for texts in ([plain(cell) for cell in grid.header], *rows):
            words = [max(text.split(), key=len, default="") for text in texts]
            longest = [max(pair, key=len) for pair in zip(longest or words, words, strict=True)]
    for grid in grids:
        grid.longest = tuple(longest)


def _heading(column: Column, translate: Translate, place: Place) -> Inline:
    text = column.heading or (translate(_HEADINGS[column.known]) if column.known else column.name)
    return [Run(text, place)]


def _row(register: Register, columns: Sequence[Column], state: ActionState, translate: Translate) -> list[Cell]:
    cells = [_cell(column, columns, state, translate) for column in columns]
    if state.is_overdue and not has_column(columns, ColumnName.END):
        where = _first_of(_OVERDUE, columns)
        known = columns[where].known is ColumnName.PERIOD and state.end and state.action.period.last == state.end.day
        cells[where] = _overdue(cells[where], state, translate(word("Forfalt") if known else word("Forfalt {slutt}")))
    updated_since = register.updated_since_by(state.day)
    if updated_since and state.is_stale(updated_since) and not has_column(columns, ColumnName.UPDATED):
        where = _first_of(_STALE, columns)
        cells[where] = _stale(cells[where], state, translate)
    if columns[0].known in (ColumnName.NAME, ColumnName.ID):
        cells[0] = replace(cells[0], heading=True)
    return cells


def _first_of(names: Sequence[ColumnName], columns: Sequence[Column]) -> int:
    known = [column.known for column in columns]
    return next((known.index(name) for name in names if name in known), 0)


def _cell(column: Column, columns: Sequence[Column], state: ActionState, translate: Translate) -> Cell:
    action = state.action
    match column.known:
        case None:
            return runs_cell(action.own.get(column.name, []), action.place)
        case ColumnName.ID:
            return text_cell(action.id, action.place)
        case ColumnName.AREA:
            return text_cell(action.area, action.place)
        case ColumnName.NAME:
            return Cell([Paragraph(action.name, action.place, action.ident)])
        case ColumnName.GOAL:
            return Cell(action.goal)
        case ColumnName.RESPONSIBLE:
            return lines_cell([each.name for each in action.responsible], action.place)
        case ColumnName.PERIOD:
            return _period(action.period.shown, state)
        case ColumnName.PRIORITY:
            return text_cell(action.priority, action.place)
        case ColumnName.SIZE:
            return text_cell(action.size, action.place)
        case ColumnName.STATUS:
            return _status(state, toned=not has_column(columns, ColumnName.DEVIATION))
        case ColumnName.DEVIATION:
            deviation = state.deviation
            return text_cell(deviation_sign(deviation), action.place, deviation.tone) if deviation else Cell([])
        case ColumnName.END:
            cell = text_cell(state.end.shown if state.end else "", action.place)
            return _overdue(cell, state, translate(word("Forfalt"))) if state.is_overdue else cell
        case ColumnName.COMMENT:
            return Cell(state.text)
        case ColumnName.UPDATED:
            return text_cell(numeric_date(state.updated), action.place)


def _period(shown: str, state: ActionState) -> Cell:
    """Two dates stand below one another: on one line they would take the width of a text."""
    place = state.action.place
    first, dash, last = shown.partition("–")
    both = dash and _DATE.fullmatch(first) and _DATE.fullmatch(last)
    lines = [f"{first}–", last] if both else [shown] if shown else []
    return lines_cell(lines, place)


def _status(state: ActionState, toned: bool) -> Cell:
    """`toned`: the colours of the table tell the status. Where they tell the deviation, they tell nothing else."""
    if state.status is None:
        return text_cell(NOTHING, state.action.place)
    tone = STATUS_TONES.get(state.status.group) if toned else None
    return text_cell(status_sign(state.status), state.action.place, tone)


def _stale(cell: Cell, state: ActionState, translate: Translate) -> Cell:
    """The cell, and below it the day of what it says."""
    text = word("Sist oppdatert {dato}") if state.entry.is_update else word("Ikke oppdatert")
    said = translate(text).format(dato=numeric_date(state.updated))
    place = state.action.place
    return replace(cell, blocks=[*cell.blocks, Paragraph([Run(said, place, italic=True)], place)])


def _overdue(cell: Cell, state: ActionState, text: str) -> Cell:
    """The cell with the word below what it says, and red."""
    said = text.format(slutt=state.end.shown if state.end else "")
    place = state.action.place
    return replace(cell, blocks=[*cell.blocks, Paragraph([Run(said, place, bold=True)], place)], tone=Tone.RED)


# --- the chart -------------------------------------------------------------------------------------------------------


def status_chart(counts: ActionCounts, day: date, translate: Translate, place: Place) -> Blocks:
    """How many actions there are of each status word; nothing where all have the same. Struck ones are not counted."""
    words = [(each, number) for each, number in counts.words.items() if each.group is not StatusGroup.STRUCK]
    bars = [(_capital(each.word), number) for each, number in words]
    if counts.without_status:
        bars.append((translate(word("Uten status")), counts.without_status))
    if len(bars) < 2:
        return []
    told = ", ".join(f"{name} {write_number(number)}" for name, number in bars)
    alt = translate(word("Liggende søyler: {antall} tiltak etter status. {tall}.")).format(
        antall=write_number(counts.total), tall=told
    )
    caption = translate(word("Tiltakene etter status {dato}")).format(dato=long_date(day))
    return [
        Chart(
            ChartKind.BARS,
            [name for name, _ in bars],
            [ChartSeries([number for _, number in bars])],
            alt=alt,
            place=place,
            caption=[Run(caption, place)],
            label=translate(word("Figur")),
            value_title=translate(word("Antall tiltak")),
        )
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- how to read it --------------------------------------------------------------------------------------------------


def reading_guide(
    register: Register, states: Sequence[ActionState], day: date, translate: Translate, columns: Sequence[Column] = ()
) -> Blocks:
    """What the signs and colours of the table mean: those that its columns show."""
    columns = columns or shown_columns(register, states)
    lines: list[tuple[str, str]] = []
    if has_column(columns, ColumnName.STATUS):
        there = {state.status for state in states if state.status}
        toned = not has_column(columns, ColumnName.DEVIATION)
        signs = [_status_guide(each, toned, translate) for each in register.vocabulary.statuses if each in there]
        lines.append((word("Status"), ", ".join(signs)))
    if has_column(columns, ColumnName.DEVIATION):
        signs = [
            deviation_sign(each) + _in_brackets(each.note, translate(_TONES[each.tone]))
            for each in register.vocabulary.deviations
        ]
        heading = next(column.heading for column in columns if column.known is ColumnName.DEVIATION)
        lines.append((heading or word("Avvik"), ", ".join(signs)))
    if any(state.is_overdue for state in states):
        text = word("forventet slutt er før {dato}, og tiltaket er verken ferdigstilt eller strøket (rød)")
        lines.append((word("Forfalt"), translate(text).format(dato=long_date(day))))
    place = register.place
    return [
        Paragraph([Run(f"{translate(name)}: ", place, bold=True), Run(f"{said}.", place)], place)
        for name, said in lines
        if said
    ]


def _status_guide(status: StatusWord, toned: bool, translate: Translate) -> str:
    tone = STATUS_TONES.get(status.group) if toned else None
    return status_sign(status) + _in_brackets(translate(_TONES[tone]) if tone else "")


def _in_brackets(*parts: str) -> str:
    said = ", ".join(part for part in parts if part)
    return f" ({said})" if said else ""
