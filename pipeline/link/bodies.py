"""Persons and bodies: the registers of a project, from how they were typed."""

from datetime import date

from pipeline.diagnostics import Diagnostic
from pipeline.link.dates import day_of, period_of
from pipeline.link.people import Register, folded
from pipeline.link.problems import (
    BODIES_ALIKE,
    CONTACT_UNKNOWN,
    FIRST_CASE_UNREADABLE,
    MEMBER_TWICE,
    NUMBER_FORM_UNREADABLE,
    PERSON_SAME_NAME,
)
from pipeline.load.heads import BodySource, PersonSource, SetupSource
from pipeline.load.model import RawProject
from pipeline.records.case_number import NumberForm
from pipeline.records.file_names import body_name
from pipeline.records.model import Body, Membership, Person, Post, Profile, Seat
from pipeline.schema.placed import Text

_NO_PROJECT = ("ingen", "inga", "-", "–")


def link_persons(raw: RawProject, diagnostics: list[Diagnostic]) -> Register:
    """The register of persons; contacts of nobody and two people of one name are said."""
    persons = [_person(ident, source, diagnostics) for ident, source in raw.persons.items()]
    register = Register(persons)
    seen: dict[str, Person] = {}
    for person in persons:
        other = seen.setdefault(folded(person.name), person)
        if other is not person:
            diagnostics.append(PERSON_SAME_NAME.at(person.place, navn=person.name, første=other.id, andre=person.id))
    for ident, contact in raw.contacts.items():
        if ident not in register.persons:
            place = next((text.place for text in (contact.epost, contact.telefon, contact.adresse) if text), None)
            if place:
                diagnostics.append(CONTACT_UNKNOWN.at(place, navn=ident, forslag=register.suggestion(ident)))
    return register


def _person(ident: str, source: PersonSource, diagnostics: list[Diagnostic]) -> Person:
    posts = [
        Post(post.stilling or "", post.organisasjon or source.organisasjon or "", day_of(post.fra, diagnostics))
        for post in source.stillinger
    ]
    if not posts and (source.stilling or source.organisasjon):
        posts = [Post(source.stilling or "", source.organisasjon or "")]
    posts.sort(key=lambda post: post.since or date.min)
    return Person(ident, str(source.navn), tuple(posts), source.navn.place)


def link_bodies(setup: SetupSource, register: Register, diagnostics: list[Diagnostic]) -> dict[str, Body]:
    """The bodies by id. Left out is a body whose documents cannot be made: its number form cannot be read, or another's
    documents have the same names."""
    bodies: dict[str, Body] = {}
    named: dict[str, Text] = {}
    for ident, source in setup.organer.items():
        other = named.setdefault(body_name(ident), ident)
        if other is not ident:
            diagnostics.append(BODIES_ALIKE.at(ident.place, organ=ident, annet=other))
            continue
        body = _body(ident, source, setup, register, diagnostics)
        if body:
            bodies[str(ident)] = body
    return bodies


def _body(
    ident: str, source: BodySource, setup: SetupSource, register: Register, diagnostics: list[Diagnostic]
) -> Body | None:
    try:
        form = NumberForm(str(source.saksnummer), continuous=source.nummerserie == "løpende")
    except ValueError:
        diagnostics.append(NUMBER_FORM_UNREADABLE.at(source.saksnummer.place, form=source.saksnummer))
        return None
    first_case = form.read(source.første_sak) if source.første_sak else None
    if source.første_sak and first_case is None:
        diagnostics.append(
            FIRST_CASE_UNREADABLE.at(source.første_sak.place, tekst=source.første_sak, form=form.pattern)
        )
    return Body(
        id=ident,
        name=str(source.navn),
        language=source.språk or setup.språk or "nb",
        profile=Profile(source.profil or "prosjekt"),
        chair=register.find_typed(source.møteleder, diagnostics),
        secretary=register.find_typed(source.sekretær, diagnostics),
        members=_members(source, register, diagnostics),
        number_form=form,
        first_case=first_case,
        minutes_name=source.dokument or "referat",
        venue=source.sted or "",
        absence_notice=source.melde_forfall or "",
        place=source.navn.place,
        standing_first=tuple(str(case) for case in source.faste_saker),
        standing_last=tuple(str(case) for case in source.faste_saker_til_slutt),
        paper_sections=tuple(str(name) for name in source.saksfremlegg),
        project=_project(source.prosjekt),
    )


def _project(typed: Text | None) -> str | None:
    if typed is None:
        return None
    return "" if typed.strip().casefold() in _NO_PROJECT else str(typed)


def _members(source: BodySource, register: Register, diagnostics: list[Diagnostic]) -> tuple[Membership, ...]:
    members: list[Membership] = []
    for member in source.medlemmer:
        person = register.find_typed(member.person, diagnostics)
        since, until = period_of(member.fra, member.til, diagnostics)
        if person is None:
            continue
        membership = Membership(
            person,
            Seat(member.rolle or "medlem"),
            since,
            until,
            member.merknad or "",
            register.find_typed(member.vara, diagnostics),
        )
        if any(other.person is person and _overlap(other, membership) for other in members):
            diagnostics.append(MEMBER_TWICE.at(member.person.place, navn=person.name, organ=source.navn))
            continue
        members.append(membership)
    return tuple(members)


def _overlap(one: Membership, other: Membership) -> bool:
    return (one.since or date.min) <= (other.until or date.max) and (other.since or date.min) <= (one.until or date.max)
