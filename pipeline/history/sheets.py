"""The tables of a mandate, of whatever kind, as rows with named values, for comparing them row by row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.diagnostics import Place
from pipeline.history.alignment import Match, align
from pipeline.history.words import Words, joined, likeness, word_changes, words_in, words_of
from pipeline.records.mandate import (
    Activity,
    HalfYear,
    Milestone,
    ProgressPlan,
    Risk,
    RiskMatrix,
    RiskTable,
    TaskRow,
    TaskTable,
)
from pipeline.records.text_change import (
    Detail,
    FieldChange,
    Happening,
    RowChange,
    RowsRenumbered,
    TableChange,
    TableKind,
)
from pipeline.richtext import Blocks, DataBlock, Grid, Table, inlines, walk

_COUNTED = (TableKind.TASKS, TableKind.RISKS)
"""Rows whose key is a running number or letter: it may shift without the row being another."""


@dataclass(frozen=True, slots=True)
class Row:
    """`values` are the row's by name, the key apart; `milestones` those of an activity. `key` is not compared."""

    key: str
    values: tuple[tuple[str, Words], ...]
    place: Place
    milestones: tuple[tuple[HalfYear, Words], ...] = ()

    @property
    def identity(self) -> tuple[object, ...]:
        said = tuple((name, words.said) for name, words in self.values)
        return said, tuple((half_year, words.said) for half_year, words in self.milestones)

    @property
    def words(self) -> Words:
        return joined([*(words for _, words in self.values), *(words for _, words in self.milestones)])


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. `fields` are values of its own (its columns, a date), `half_years` the span of a plan."""

    kind: TableKind
    rows: tuple[Row, ...]
    place: Place
    about: str = ""
    fields: tuple[tuple[str, Words], ...] = ()
    half_years: tuple[HalfYear, ...] = ()
    columns: tuple[str, ...] = field(default=())

    @property
    def words(self) -> Words:
        return joined([*(words for _, words in self.fields), *(words for row in self.rows for words in (row.words,))])


def sheet_of(block: object) -> Sheet | None:
    """The block as a sheet, or None where it is no table."""
    match block:
        case Table():
            return _plain_table(block)
        case Grid():
            rows = [[_block_words(cell.blocks) for cell in row] for row in block.rows]
            return _columns([words_of(each) for each in block.header], rows, [block.place] * len(rows), block.place)
        case DataBlock(value=TaskTable() as table):
            rows_of_tasks = tuple(_task(row) for row in table.rows)
            title = (("tittel", words_in(table.title)),)
            return Sheet(TableKind.TASKS, rows_of_tasks, block.place, table.title, title)
        case DataBlock(value=ProgressPlan() as plan):
            activities = tuple(_activity(each) for each in plan.activities)
            return Sheet(TableKind.ACTIVITIES, activities, block.place, half_years=tuple(plan.half_years))
        case DataBlock(value=RiskTable() as table):
            return Sheet(TableKind.RISKS, tuple(_risk(each) for each in table.risks), block.place)
        case DataBlock(value=RiskMatrix() as matrix):
            day = words_in(matrix.day.isoformat() if matrix.day else "")
            return Sheet(TableKind.MATRIX, (), block.place, fields=(("dato", day),))
    return None


def _plain_table(table: Table) -> Sheet:
    rows = [[words_of(cell) for cell in row] for row in table.rows]
    places = table.row_places if len(table.row_places) == len(rows) else [table.place] * len(rows)
    return _columns([words_of(each) for each in table.header], rows, places, table.place)


def _columns(header: list[Words], rows: list[list[Words]], places: Iterable[Place], place: Place) -> Sheet:
    """A table whose first column says what each row is about."""
    names = [str(each) for each in header]
    unique = [name if names.count(name) == 1 and name else f"{name} {count}" for count, name in enumerate(names, 1)]
    made = tuple(
        Row(str(row[0]) if row else "", tuple(zip(unique, row, strict=False)), there)
        for row, there in zip(rows, places, strict=False)
    )
    columns = words_in(", ".join(filter(None, names)))
    return Sheet(TableKind.ROWS, made, place, fields=(("kolonner", columns),), columns=tuple(unique))


def _block_words(blocks: Blocks) -> Words:
    return joined(words_of(runs) for block in walk(blocks) for runs in inlines(block))


def _names(names: Sequence[str]) -> Words:
    return words_in(", ".join(names))


def _task(row: TaskRow) -> Row:
    return Row(
        str(row.number),
        (
            ("beskrivelse", _block_words(row.what)),
            ("frist", words_in(row.due_shown)),
            ("ansvar", _names(row.owners)),
        ),
        row.place,
    )


def _activity(activity: Activity) -> Row:
    def milestone(each: Milestone) -> tuple[HalfYear, Words]:
        return each.half_year, words_in(each.text)

    what = words_of(activity.what)
    return Row(
        str(what),
        (("aktivitet", what), ("ansvar", _names(activity.owners))),
        activity.place,
        tuple(milestone(each) for each in activity.milestones),
    )


def _risk(risk: Risk) -> Row:
    return Row(
        risk.id,
        (
            ("suksessfaktor", words_of(risk.success_factor)),
            ("usikkerhet", words_of(risk.uncertainty)),
            ("sannsynlighet", words_in(str(risk.likelihood or ""))),
            ("konsekvens", words_in(str(risk.consequence or ""))),
            ("farge", words_in(risk.tone or "")),
            ("tiltak", _block_words(risk.measures)),
            ("ansvar", _names(risk.owners)),
            ("frist", words_in(risk.due_shown)),
            ("status", words_in(risk.status)),
        ),
        risk.place,
    )


# --- one table against another --------------------------------------------------------------------------------------


def sheet_likeness(one: Sheet, other: Sheet) -> float:
    """How much two tables have in common: one of the same kind, with the same columns, is at least half the same."""
    if one.kind is not other.kind:
        return 0.0
    alike = likeness(one.words, other.words)
    return max(alike, 0.5) if one.columns == other.columns else alike


def sheet_changes(old: Sheet, new: Sheet, under: str) -> Iterator[Detail]:
    """What differs between two editions of a table: its own values, then its rows in the new order."""
    fields = [*_span(old, new), *_fields(old.fields, new.fields)]
    if fields:
        yield TableChange(new.kind, Happening.CHANGED, len(new.rows), new.about, new.place, tuple(fields), under)
    common = set(old.columns) & set(new.columns) if old.columns != new.columns else None
    before, now = ([_only(row, common) for row in sheet.rows] for sheet in (old, new))
    renumbered: list[tuple[str, str]] = []
    for match in align(before, now, lambda row: row.identity, _RowLikeness(new.kind)):
        if match.old is not None and match.new is not None and match.old.identity == match.new.identity:
            if match.old.key != match.new.key and not match.moved and new.kind in _COUNTED:
                renumbered.append((match.old.key, match.new.key))
                continue
            if not match.moved:
                continue
        yield _row_change(match, new, under)
    if renumbered:
        yield RowsRenumbered(new.kind, tuple(renumbered), new.place, under)


def _only(row: Row, columns: set[str] | None) -> Row:
    if columns is None:
        return row
    return Row(row.key, tuple(each for each in row.values if each[0] in columns), row.place, row.milestones)


@dataclass(frozen=True, slots=True)
class _RowLikeness:
    kind: TableKind

    def __call__(self, one: Row, other: Row) -> float:
        alike = likeness(one.words, other.words)
        if one.key != other.key or not one.key:
            return alike
        if self.kind in _COUNTED:  # the same number says little by itself
            return max(alike, 0.5) if alike >= 0.2 else alike
        return max(alike, 0.75)


def _row_change(match: Match[Row], sheet: Sheet, under: str) -> RowChange:
    old, new = match.old, match.new
    if new is None:
        assert old is not None
        return RowChange(sheet.kind, Happening.REMOVED, old.key, _about(old), sheet.place, under=under)
    if old is None:
        return RowChange(
            sheet.kind, Happening.NEW, new.key, _about(new), new.place, tuple(_told_of_new(new)), under=under
        )
    was = old.key if old.key != new.key and sheet.kind in _COUNTED else ""
    fields = (*_fields(old.values, new.values), *_milestones(old, new))
    what = Happening.CHANGED if fields else Happening.MOVED
    return RowChange(sheet.kind, what, new.key, _about(new), new.place, fields, was, under)


def _told_of_new(row: Row) -> Iterator[FieldChange]:
    named = dict(row.values)
    for name in _TOLD_OF_NEW:
        if words := named.get(name):
            yield FieldChange(name, "", str(words))
    for half_year, words in row.milestones:
        yield FieldChange("milepæl", "", str(words), is_in=half_year)


_TOLD_OF_NEW = ("sannsynlighet", "konsekvens", "farge", "frist", "ansvar")


def _about(row: Row) -> str:
    """What tells a reader which row it is, besides its key."""
    named = dict(row.values)
    for name in ("beskrivelse", "usikkerhet"):
        if name in named:
            return str(named[name])
    rest = [str(words) for _, words in row.values if words and str(words) != row.key]
    return " · ".join(rest)


def _fields(old: Iterable[tuple[str, Words]], new: Iterable[tuple[str, Words]]) -> Iterator[FieldChange]:
    before = dict(old)
    for name, words in new:
        was = before.get(name, Words())
        if was.said != words.said:
            yield FieldChange(name, str(was), str(words), word_changes(was, words))


def _span(old: Sheet, new: Sheet) -> Iterator[FieldChange]:
    for name, at in (("fra", 0), ("til", -1)):
        was, now = (sheet.half_years[at] if sheet.half_years else None for sheet in (old, new))
        if was != now:
            yield FieldChange(name, "", "", was_in=was, is_in=now)


def _milestones(old: Row, new: Row) -> Iterator[FieldChange]:
    """Milestones that are new, gone, in another half-year, or told in other words."""

    def alike(one: tuple[HalfYear, Words], other: tuple[HalfYear, Words]) -> float:
        return max(likeness(one[1], other[1]), 0.6 if one[0] == other[0] else 0.0)

    for match in align(old.milestones, new.milestones, lambda each: (each[0], each[1].said), alike):
        was_in, was = match.old or (None, Words())
        is_in, words = match.new or (None, Words())
        if (was_in, was.said) != (is_in, words.said):
            yield FieldChange("milepæl", str(was), str(words), word_changes(was, words), was_in, is_in)
