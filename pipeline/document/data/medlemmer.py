"""Members: the persons of each party, or those of a body by organisation, with the posts they hold on the document's
day."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pipeline.diagnostics import Diagnostic, Place, Problem, Severity
from pipeline.document.cells import NOTHING, lines_cell, text_cell
from pipeline.document.data_kind import DataKind, Setting
from pipeline.language.labels import word
from pipeline.language.names import nearest
from pipeline.records.model import Body, Membership, Person, Seat
from pipeline.richtext import Blocks, DataBlock, Grid, Inline, Run
from pipeline.schema.paper import DataShape, Reader
from pipeline.schema.placed import Separated, StandIn, Text
from pipeline.schema.source_model import SourceModel

MEMBERS_OF_NOTHING = Problem(
    "medlemmer-tomt",
    Severity.ERROR,
    "Her står det ingen medlemmer.",
    hint="Skriv «parter» med navn og personer, eller «organ» med id-en til et organ.",
)
MEMBERS_TWO_WAYS = Problem(
    "medlemmer-to-lister",
    Severity.ERROR,
    "Medlemmene kan ikke hentes både fra «parter» og fra «organ».",
    hint="Ta bort en av dem.",
)
PARTY_WITHOUT_PERSONS = Problem(
    "medlemmer-part-tom",
    Severity.ERROR,
    "Parten «{navn}» har ingen medlemmer.",
    hint="Skriv id-ene deres i personer.yaml: personer: [vik, berg].",
)
MEMBER_TWICE = Problem(
    "medlemmer-to-ganger",
    Severity.WARNING,
    "{navn} står to ganger blant medlemmene.",
    hint="Ta bort den ene.",
)
MEMBERS_BODY_UNKNOWN = Problem(
    "medlemmer-organ-ukjent",
    Severity.ERROR,
    "«{navn}» er ikke et organ i oppsettet.",
    hint="Mente du «{forslag}»?",
)
BODY_WITHOUT_MEMBERS = Problem(
    "medlemmer-organ-uten",
    Severity.WARNING,
    "{navn} har ingen medlemmer dokumentets dag.",
    hint="Se etter medlemmene i oppsett.yaml.",
)

_SHARES = (28, 34, 38)
_BODY_SHARES = (38, 62)


class PartySource(SourceModel):
    """One party."""

    navn: Annotated[Text, StandIn("Medlemmer")] = Field(description="Hva parten heter, f.eks. Kommunene")
    personer: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="Medlemmene, i den rekkefølgen de skal stå: id-er i personer.yaml"
    )


class MembersSource(SourceModel):
    """Who is a member: parties with their persons, or a body."""

    may_lack_rows = True

    parter: list[PartySource] = Field(default_factory=list, description="Partene, med personene hver av dem har")
    organ: Text | None = Field(None, description="Organet medlemmene hentes fra, gruppert etter organisasjon: id")


@dataclass(slots=True)
class Party:
    """A party and the ids of its persons."""

    name: str
    persons: list[str]
    place: Place


@dataclass(slots=True)
class Members:
    """The parties; or `body`, the id of the body whose members are meant."""

    parties: list[Party]
    body: str | None
    place: Place
    body_place: Place


def read(source: MembersSource, reader: Reader, place: Place) -> Members | None:
    """The parties with the persons there are in the register; what is not there is said."""
    if source.organ and source.parter:
        reader.say(MEMBERS_TWO_WAYS.at(source.organ.place))
    if not source.organ and not source.parter:
        reader.say(MEMBERS_OF_NOTHING.at(place))
        return None
    parties = []
    seen: set[str] = set()
    for party in source.parter:
        persons = []
        for typed in party.personer:
            person = reader.person(typed)
            if person is None:
                continue
            if person in seen:
                reader.say(MEMBER_TWICE.at(typed.place, navn=typed))
            seen.add(person)
            persons.append(person)
        where = party.navn.place if party.navn.place.file else place
        if not party.personer:
            reader.say(PARTY_WITHOUT_PERSONS.at(where, navn=party.navn))
        if persons:
            parties.append(Party(str(party.navn), persons, where))
    body = None if source.parter or not source.organ else str(source.organ)
    return Members(parties, body, place, source.organ.place if source.organ else place)


def blocks(record: Members, block: DataBlock, setting: Setting) -> Blocks:
    """A table for each party, its name above its persons; of a body one table, a row for each organisation."""
    body = setting.project.bodies.get(record.body) if record.body else None
    if body is not None:
        return _of_body(body, record, block, setting)
    return [
        _of_party(party, setting, block.ident if not index else f"{block.ident}_{index + 1}")
        for index, party in enumerate(record.parties)
    ]


def _of_party(party: Party, setting: Setting, ident: str) -> Grid:
    place, translate = party.place, setting.translate
    rows = []
    for person in (setting.project.persons[each] for each in party.persons):
        post = person.post_on(setting.paper.day)
        rows.append(
            [
                text_cell(person.name, place, heading=True),
                text_cell(post.role or NOTHING, place),
                text_cell(post.organisation or NOTHING, place),
            ]
        )
    names = (party.name, translate(word("Stilling")), translate(word("Organisasjon")))
    about = translate(word("Medlemmer: {part}")).format(part=party.name)
    return Grid([_run(name, place) for name in names], rows, place, _SHARES, about=about, ident=ident)


def _of_body(body: Body, record: Members, block: DataBlock, setting: Setting) -> Blocks:
    day, place, translate = setting.paper.day, record.place, setting.translate
    gathered: dict[str, list[str]] = {}
    for person, seat, note in _people(body, setting):
        post = person.post_on(day)
        notes = [part for part in (note, translate(seat) if seat is not Seat.MEMBER else "") if part]
        said = ", ".join(part for part in (person.name, post.role) if part)
        organisation = post.organisation.partition(",")[0] or NOTHING
        gathered.setdefault(organisation, []).append(f"{said} ({', '.join(notes)})" if notes else said)
    if not gathered:
        return []
    rows = [
        [text_cell(organisation, place, heading=True), lines_cell(lines, place)]
        for organisation, lines in gathered.items()
    ]
    header = [_run(translate(name), place) for name in (word("Organisasjon"), word("Medlemmer"))]
    about = translate(word("Medlemmer: {part}")).format(part=body.name)
    return [Grid(header, rows, place, _BODY_SHARES, about=about, ident=block.ident)]


def _people(body: Body, setting: Setting) -> Iterator[tuple[Person, Seat, str]]:
    """Chair, members on the day, secretary: each once."""
    held: list[Membership] = [each for each in body.members if each.holds_on(setting.paper.day)]
    told = {each.person.id for each in held}
    if body.chair and body.chair.id not in told:
        yield body.chair, Seat.CHAIR, ""
    for each in held:
        chairs = body.chair is not None and each.person.id == body.chair.id
        yield each.person, Seat.CHAIR if chairs else each.seat, each.note
    if body.secretary and body.secretary.id not in told:
        yield body.secretary, Seat.SECRETARY, ""


def check(record: Members, block: DataBlock, setting: Setting) -> Iterator[Diagnostic]:
    """The body is there, and has members on the document's day."""
    if not record.body:
        return
    body = setting.project.bodies.get(record.body)
    if body is None:
        near = nearest(record.body, setting.project.bodies)
        yield MEMBERS_BODY_UNKNOWN.at(record.body_place, navn=record.body, forslag=near)
    elif not any(True for _ in _people(body, setting)):
        yield BODY_WITHOUT_MEMBERS.at(record.body_place, navn=body.name)


def _run(text: str, place: Place) -> Inline:
    return [Run(text, place)]


DATA = DataKind(DataShape("medlemmer", MembersSource, read, also=("medlem", "deltakere")), Members, blocks, check)
