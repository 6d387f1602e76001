"""The actions of a register as of the document's day: `tiltak`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pipeline.diagnostics import Diagnostic, Place, Problem, Severity
from pipeline.document.action_grids import action_grid, has_column, reading_guide
from pipeline.document.action_words import summary
from pipeline.document.cells import NOTHING
from pipeline.document.data_kind import DataKind, Setting
from pipeline.document.meetings import Translate
from pipeline.language.dates import long_date
from pipeline.language.labels import word
from pipeline.language.names import nearest
from pipeline.language.numbers import write_number
from pipeline.records.action_columns import chosen_columns, filled_columns
from pipeline.records.action_counts import count
from pipeline.records.action_mentions import wrong_counts
from pipeline.records.action_order import gathered
from pipeline.records.actions import ActionState, Column, ColumnName, Register, StatusGroup
from pipeline.richtext import Blocks, Cell, DataBlock, Grid, Paragraph, Run
from pipeline.schema.paper import DataShape, Reader
from pipeline.schema.placed import Choice, Separated, Text, folded
from pipeline.schema.source_model import SourceModel

COLUMN_UNKNOWN = Problem(
    "tiltak-kolonne-ukjent",
    Severity.ERROR,
    "Registeret «{register}» har ingen kolonne «{navn}», og den kommer ikke med.",
    hint="Mente du «{forslag}»?",
    about="Kolonnene er id, område, tiltak, mål, ansvarlig, periode, prioritet, omfang, status, avvik, slutt, "
    "kommentar og oppdatert, og de registeret har under «egne_kolonner».",
)
AREA_UNKNOWN = Problem(
    "tiltak-omraade-ukjent",
    Severity.ERROR,
    "Ingen tiltak i registeret «{register}» hører til området «{navn}».",
    hint="Mente du «{forslag}»?",
)
STATUS_UNKNOWN = Problem(
    "tiltak-status-ukjent",
    Severity.ERROR,
    "«{navn}» er ikke et av ordene for status i registeret «{register}»: {lovlige}.",
    hint="Mente du «{forslag}»?",
)
NO_ACTIONS = Problem(
    "tiltak-ingen",
    Severity.WARNING,
    "Ingen tiltak i registeret «{register}» er med i tabellen {dato}.",
    hint="Se om dokumentets dato og utvalget er riktig: Et tiltak er med fra datoen for sin første oppføring.",
)

COUNT_OTHER = Problem(
    "tiltak-antall-ulikt",
    Severity.WARNING,
    "Teksten sier {tekst}, men tabellen har {antall}.",
    hint="Rett tallet, eller skriv «oppsummering: ja», så teller saksgang tiltakene for deg.",
    about="Tallet er ikke noe av det som kan telles i tabellen i samme avsnitt, eller i registeret.",
)


class View(StrEnum):
    """What the table is to show."""

    ACTIONS = "tiltak"
    STATUS = "status"


_ACTIONS = (
    ColumnName.AREA, ColumnName.NAME, ColumnName.PERIOD, ColumnName.PRIORITY, ColumnName.SIZE, ColumnName.RESPONSIBLE,
)  # fmt: skip
_STATUS = (
    ColumnName.NAME, ColumnName.PERIOD, ColumnName.PRIORITY, ColumnName.SIZE, ColumnName.DEVIATION, ColumnName.COMMENT,
)  # fmt: skip

UPRIGHT_COLUMNS = 4
"""So many columns have room on an upright page."""


class ActionsSource(SourceModel):
    """What stands between the backticks."""

    register: Text = Field(description="Tiltaksregisteret: filnavnet under sources/status uten .yaml")
    visning: Annotated[Text, Choice(*View)] | None = Field(
        None, description="tiltak (når ikke noe står): hvem som gjør hva og når; status: hvordan det går"
    )
    kolonner: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="Kolonnene i rekkefølge, når det skal være andre enn visningens"
    )
    område: list[Text] = Field(default_factory=list, description="Bare tiltak i dette området; en liste når flere")
    status: Annotated[list[Text], Separated(items=False)] = Field(
        default_factory=list, description="Bare tiltak med denne statusen, f.eks. pågår; flere med komma mellom"
    )
    oppsummering: Annotated[Text, Choice("ja", "nei")] | None = Field(
        None, description="ja: setningen som teller tiltakene, over tabellen"
    )
    leseveiledning: Annotated[Text, Choice("ja", "nei")] | None = Field(
        None,
        description="ja: hva tegn og farger betyr, under tabellen. Uten svar er den med i visningen status, og ellers "
        "når tabellen har farger",
    )


@dataclass(frozen=True, slots=True)
class ActionTable:
    """A table of the actions of a register. `columns`, `areas` and `statuses` are as typed; empty: as the view has it,
    and all. `tells_guide` None: where the table has a sign or a colour to explain."""

    register: str
    view: View
    columns: Sequence[Text]
    areas: Sequence[Text]
    statuses: Sequence[Text]
    tells_summary: bool
    tells_guide: bool | None
    place: Place


def read(source: ActionsSource, reader: Reader, place: Place) -> ActionTable | None:
    """What is to be shown; None where there is no such register."""
    register = reader.register(source.register)
    if register is None:
        return None
    view = View(source.visning or View.ACTIONS)
    return ActionTable(
        register,
        view,
        source.kolonner,
        source.område,
        source.status,
        tells_summary=source.oppsummering == "ja",
        tells_guide=source.leseveiledning == "ja" if source.leseveiledning else None,
        place=place,
    )


def check(record: ActionTable, block: DataBlock, setting: Setting) -> Iterator[Diagnostic]:
    """The columns, areas and statuses are there, the table has a row, and the text beside it counts as it does."""
    register = setting.project.registers.get(record.register)
    if register is None:
        return
    known = {name.value: name.value for name in ColumnName} | {each.name: each.name for each in register.own_columns}
    said = list(_unknown(COLUMN_UNKNOWN, record.columns, known.values(), register))
    areas = dict.fromkeys(action.area for action in register.actions.values() if action.area)
    said += _unknown(AREA_UNKNOWN, record.areas, areas, register)
    said += _unknown(STATUS_UNKNOWN, record.statuses, _statuses(register), register)
    yield from said
    if said:
        return
    if not _states(record, register, setting):
        day = long_date(setting.paper.day)
        yield NO_ACTIONS.at(record.place, register=register.id, dato=day)
    yield from _typed_counts(record, register, setting)


def _typed_counts(record: ActionTable, register: Register, setting: Setting) -> Iterator[Diagnostic]:
    """The numbers of actions in the text of the section are those of its tables; said once, for the first of them."""
    for section in setting.paper.sections:
        data = [block.value for block in section.blocks if isinstance(block, DataBlock)]
        tables = [each for each in data if isinstance(each, ActionTable)]
        if not tables or tables[0] is not record or any(each.register != record.register for each in tables):
            continue
        rows = [_states(each, register, setting) for each in tables]
        texts: Blocks = [block for block in section.blocks if not isinstance(block, DataBlock)]
        for mentioned in wrong_counts(register, setting.paper.day, texts, rows):
            yield COUNT_OTHER.at(mentioned.place, tekst=mentioned.text, antall=write_number(mentioned.total))


def _statuses(register: Register) -> list[str]:
    return [each.word for each in register.vocabulary.statuses]


def _unknown(problem: Problem, typed: Sequence[Text], known: Iterable[str], register: Register) -> Iterator[Diagnostic]:
    """Says of each word that is none of the known ones, with the nearest."""
    words = {folded(each): each for each in known}
    for each in typed:
        if folded(each) not in words:
            near = nearest(folded(each), words)
            yield problem.at(
                each.place,
                navn=each,
                register=register.id,
                lovlige=", ".join(words.values()),
                forslag=words[near] if near else None,
            )


def _states(record: ActionTable, register: Register, setting: Setting) -> list[ActionState]:
    """The rows: the struck ones only where they are asked for."""
    areas, statuses = set(map(folded, record.areas)), set(map(folded, record.statuses))
    return [
        state
        for group in gathered(register, register.as_of(setting.paper.day))
        for state in group.states
        if (not areas or folded(state.action.area) in areas)
        and (
            folded(state.status.word if state.status else "") in statuses
            if statuses
            else state.group is not StatusGroup.STRUCK
        )
    ]


def blocks(record: ActionTable, block: DataBlock, setting: Setting) -> Blocks:
    """The sentence that counts them, the table, how to read it."""
    register, translate = setting.project.registers.get(record.register), setting.translate
    if register is None:
        return []
    states = _states(record, register, setting)
    if not states:
        return [Paragraph([Run(translate(word("Ingen tiltak.")), record.place)], record.place)]
    columns = _columns(record, register, states, translate)
    lead = summary(count(states, register.vocabulary.statuses), translate) if record.tells_summary else ""
    grid = _grid(record, register, states, columns, translate)
    tells_guide = record.tells_guide
    if tells_guide is None:
        tells_guide = record.view is View.STATUS or any(cell.tone for row in grid.rows for cell in row)
    guide = reading_guide(register, states, setting.paper.day, translate, columns) if tells_guide else []
    return [
        *([Paragraph([Run(lead, record.place)], record.place)] if lead else []),
        replace(grid, ident=block.ident, landscape=len(columns) > UPRIGHT_COLUMNS, below=guide),
    ]


def _columns(
    record: ActionTable, register: Register, states: Sequence[ActionState], translate: Translate
) -> Sequence[Column]:
    """Those that are named; else the view's, without those nobody has filled in."""
    chosen = chosen_columns(register, record.columns)
    if chosen:
        return chosen
    if record.view is View.ACTIONS:
        return filled_columns(chosen_columns(register, _ACTIONS), states)
    light = ColumnName.DEVIATION if any(state.deviation for state in states) else ColumnName.STATUS
    names = (light if name is ColumnName.DEVIATION else name for name in _STATUS)
    # The light is the deviation, and what people call it is the status.
    heading = translate(word("Status"))
    return [
        replace(each, heading=heading) if each.known is ColumnName.DEVIATION else each
        for each in filled_columns(chosen_columns(register, names), states)
    ]


def _grid(
    record: ActionTable,
    register: Register,
    states: Sequence[ActionState],
    columns: Sequence[Column],
    translate: Translate,
) -> Grid:
    about = translate(word("Tiltakene med status") if _tells_status(columns) else word("Tiltakene"))
    grid = action_grid(register, states, f"{about}: {register.title}", translate, columns)
    light = next((at for at, column in enumerate(columns) if column.known is ColumnName.DEVIATION), None)
    if record.view is View.STATUS and light is not None and not has_column(columns, ColumnName.STATUS):
        for row, state in zip(grid.rows, states, strict=True):
            row[light] = _with_status(row[light], state)
    return grid


def _tells_status(columns: Sequence[Column]) -> bool:
    return has_column(columns, ColumnName.STATUS) or has_column(columns, ColumnName.DEVIATION)


def _with_status(cell: Cell, state: ActionState) -> Cell:
    """The word for how far the action has come, and below it the light; one alone where the other is not told."""
    if state.status is None and cell.blocks:
        return cell
    place = state.action.place
    said = state.status.word if state.status else NOTHING
    return replace(cell, blocks=[Paragraph([Run(said, place)], place), *cell.blocks])


DATA = DataKind(
    DataShape("tiltak", ActionsSource, read, also=("tiltakstabell", "tiltaksliste", "tiltaksplan")),
    ActionTable,
    blocks,
    check,
)
