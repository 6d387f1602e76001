"""A plan of meetings, in which the document's date tells what has been held from what is to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pipeline.diagnostics import Diagnostic, Place, Problem, Severity
from pipeline.document.cells import NOTHING, runs_cell, text_cell
from pipeline.document.data_kind import DataKind, Setting
from pipeline.language.dates import numeric_date
from pipeline.language.labels import word
from pipeline.language.names import nearest
from pipeline.records.model import MeetingStatus
from pipeline.richtext import Blocks, DataBlock, Grid, Inline, Run, Tone
from pipeline.schema.paper import DataShape, Reader
from pipeline.schema.placed import Choice, Text
from pipeline.schema.source_model import SourceModel

HELD_IN_FUTURE = Problem(
    "moteplan-holdt-for-tiden",
    Severity.ERROR,
    "Møtet {møte} er merket som holdt, men dokumentet er datert {dato}.",
    hint="Rett datoen, eller ta bort «status: holdt».",
    about="Dokumentets dato avgjør hva som er holdt. Et møte etter den datoen er ikke holdt ennå.",
)
PLANNED_IN_PAST = Problem(
    "moteplan-planlagt-etterpa",
    Severity.WARNING,
    "Møtet {møte} er merket som planlagt, men dokumentet er datert {dato}.",
    hint="Skriv om møtet ble holdt eller avlyst.",
)
PLAN_EMPTY = Problem(
    "moteplan-tom",
    Severity.ERROR,
    "Møteplanen har ingen møter.",
    hint="Skriv «møter» med dato og hva, eller «organ» med id-en til et organ.",
)
PLAN_BODY_UNKNOWN = Problem(
    "moteplan-organ-ukjent",
    Severity.ERROR,
    "«{navn}» er ikke et organ i oppsettet.",
    hint="Mente du «{forslag}»?",
)


class Held(StrEnum):
    """Whether a meeting has been held; the value is the word printed."""

    HELD = word("holdt")
    PLANNED = word("planlagt")
    CANCELLED = word("avlyst")


_SIGNS = {Held.HELD: "✓", Held.PLANNED: "◔", Held.CANCELLED: "✗"}
_TONES = {Held.HELD: Tone.GREEN}
"""What is to come, and what never was, has no colour: neither is good or bad."""


class PlannedSource(SourceModel):
    """One meeting of the plan."""

    dato: Text = Field(description="Dagen, med år: 13.12.2023")
    hva: Text = Field(description="Hva slags møte det er, eller hva det handler om")
    form: Text | None = Field(None, description="Hvor eller hvordan: Teams, Rådhuset i Furumo")
    status: Annotated[Text, Choice("holdt", "planlagt", "avlyst")] | None = Field(
        None, description="holdt, planlagt eller avlyst; ellers avgjør dokumentets dato"
    )


class PlanSource(SourceModel):
    """A plan of meetings."""

    may_lack_rows = True

    møter: list[PlannedSource] = Field(default_factory=list, description="Møtene, i hvilken rekkefølge som helst")
    organ: Text | None = Field(None, description="Organet som møtene i prosjektet hentes fra: id i oppsett.yaml")
    fra: Text | None = Field(None, description="Første dag som tas med når møtene hentes fra et organ")


@dataclass(slots=True)
class Planned:
    """One meeting. `day` is None where what was `typed` is no date, `status` where the document's date decides."""

    day: date | None
    typed: str
    what: Inline
    form: Inline
    status: Held | None
    place: Place


@dataclass(slots=True)
class Plan:
    """The meetings typed, and the id of the body whose meetings are added, from `since` on."""

    meetings: list[Planned]
    body: str | None
    since: date | None
    place: Place
    body_place: Place


def read(source: PlanSource, reader: Reader, place: Place) -> Plan | None:
    """The plan; a meeting whose date cannot be read comes last, as typed, and is said."""
    if not source.møter and not source.organ:
        reader.say(PLAN_EMPTY.at(place))
        return None
    meetings = []
    for each in source.møter:
        day = reader.day(each.dato)
        status = Held(str(each.status)) if each.status else None
        where = each.status.place if each.status else each.dato.place
        meetings.append(Planned(day, str(each.dato), reader.line(each.hva), reader.line(each.form), status, where))
    body = str(source.organ) if source.organ else None
    return Plan(meetings, body, reader.day(source.fra), place, source.organ.place if source.organ else place)


def _all(record: Plan, setting: Setting) -> list[Planned]:
    """What was typed and what the project tells, in order of date."""
    return sorted([*record.meetings, *_of_body(record, setting)], key=lambda each: each.day or date.max)


def _of_body(record: Plan, setting: Setting) -> Iterator[Planned]:
    project, place = setting.project, record.body_place
    for meeting in project.meetings.values() if record.body else ():
        if meeting.body.id != record.body or (record.since and meeting.day < record.since):
            continue
        told = setting.translate(word("Møte i {organ}")).format(organ=meeting.body.name)
        status = Held.CANCELLED if meeting.status is MeetingStatus.CANCELLED else None
        if status is None and meeting.status is MeetingStatus.PLANNED and meeting.day < setting.paper.day:
            status = Held.PLANNED
        form = [Run(meeting.venue, place)] if meeting.venue else []
        yield Planned(meeting.day, "", [Run(told, place)], form, status, place)


def _status(meeting: Planned, day: date) -> Held | None:
    """What the document says of a meeting: the date decides, unless it was told to have gone otherwise."""
    if meeting.status is not None or meeting.day is None:
        return meeting.status
    return Held.HELD if meeting.day < day else Held.PLANNED


def blocks(record: Plan, block: DataBlock, setting: Setting) -> Blocks:
    """A table in order of date, each row with a word and a sign for what has been held."""
    meetings, translate, place = _all(record, setting), setting.translate, record.place
    if not meetings:
        return []
    has_form = any(each.form for each in meetings)
    names = [word("Dato"), word("Møte"), *([word("Sted")] if has_form else []), word("Status")]
    rows = []
    for each in meetings:
        status = _status(each, setting.paper.day)
        said = f"{_SIGNS[status]} {translate(status.value)}" if status else NOTHING
        when = numeric_date(each.day) if each.day else each.typed
        cells = [text_cell(when, each.place, heading=True), runs_cell(each.what, each.place)]
        if has_form:
            cells.append(runs_cell(each.form, each.place))
        cells.append(text_cell(said, each.place, _TONES.get(status) if status else None))
        rows.append(cells)
    shares = (15, 43, 26, 16) if has_form else (16, 68, 16)
    return [
        Grid(
            [[Run(translate(name), place)] for name in names],
            rows,
            place,
            shares,
            about=translate(word("Møteplan: møtene som er holdt og planlagt")),
            ident=block.ident,
        )
    ]


def check(record: Plan, block: DataBlock, setting: Setting) -> Iterator[Diagnostic]:
    """No meeting is held after the document's date, and none before it is still planned."""
    day = setting.paper.day
    if record.body and record.body not in setting.project.bodies:
        near = nearest(record.body, setting.project.bodies)
        yield PLAN_BODY_UNKNOWN.at(record.body_place, navn=record.body, forslag=near)
    elif not _all(record, setting):
        yield PLAN_EMPTY.at(record.place)
    for each in _all(record, setting):
        if each.day is None:
            continue
        told = {"møte": numeric_date(each.day), "dato": numeric_date(day)}
        if each.status is Held.HELD and each.day > day:
            yield HELD_IN_FUTURE.at(each.place, **told)
        elif each.status is Held.PLANNED and each.day < day:
            yield PLANNED_IN_PAST.at(each.place, **told)


DATA = DataKind(DataShape("møteplan", PlanSource, read, also=("møter", "møteoversikt")), Plan, blocks, check)
