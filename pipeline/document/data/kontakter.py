"""Whom to ask (kontakter): persons of the register with what they are on the document's day, and how to reach them; or
a name with details of its own.

    kontakter:
      - sletten
      - person: Kari Utenfor
        epost: kari@utenfor.example.no
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from pipeline.diagnostics import Diagnostic, Place, Problem, Severity
from pipeline.document.cells import runs_cell, text_cell
from pipeline.document.data_kind import DataKind, Setting
from pipeline.language.labels import word
from pipeline.language.phones import read_phone
from pipeline.records.model import Person
from pipeline.records.project import Project
from pipeline.richtext import Blocks, Cell, DataBlock, Grid, Inline, Paragraph, Run
from pipeline.schema.paper import DataShape, Reader
from pipeline.schema.placed import Separated, Text
from pipeline.schema.source_model import SourceModel

CONTACT_TWICE = Problem(
    "kontakt-to-ganger",
    Severity.WARNING,
    "{navn} står to ganger blant kontaktene.",
    hint="Ta bort den ene.",
)
CONTACT_UNREACHABLE = Problem(
    "kontakt-uten-adresse",
    Severity.WARNING,
    "{navn} har verken e-post eller telefon.",
    hint="Skriv det i kontakter.yaml, eller under navnet: «epost: …».",
)
EMAIL_WRONG = Problem(
    "kontakt-epost",
    Severity.ERROR,
    "«{tekst}» er ikke en e-postadresse.",
    hint="Skriv den slik: fornavn.etternavn@kommune.no.",
)
PHONE_WRONG = Problem(
    "kontakt-telefon",
    Severity.ERROR,
    "«{tekst}» er ikke et telefonnummer.",
    hint="Skriv bare sifrene: 901 12 233.",
)

_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+")


class KontaktSource(SourceModel):
    """Somebody to ask."""

    person: Text = Field(description="En id i personer.yaml, eller et navn")
    rolle: Text | None = Field(None, description="Hva det kan spørres om, eller rollen i arbeidet")
    stilling: Text | None = Field(None, description="Stillingen, når registeret ikke har den")
    organisasjon: Text | None = Field(None, description="Arbeidsstedet, når registeret ikke har det")
    epost: Text | None = Field(None, description="E-postadressen, når kontakter.yaml ikke har den")
    telefon: Text | None = Field(None, description="Telefonnummeret, når kontakter.yaml ikke har det")


class KontakterSource(SourceModel):
    """Whom to ask."""

    kontakter: Annotated[list[KontaktSource], Separated()] = Field(description="Hvem som kan svare, i rekkefølge")


@dataclass(slots=True)
class Contact:
    """Somebody to ask; what is empty is taken from the register."""

    name: str
    person: str | None
    task: Inline
    role: str
    organisation: str
    email: str
    phone: str
    place: Place


@dataclass(slots=True)
class Contacts:
    contacts: list[Contact]
    place: Place


# --- read ------------------------------------------------------------------------------------------------------------


def read(source: KontakterSource, reader: Reader, place: Place) -> Contacts | None:
    """The contacts; who is unknown and has no details of their own is said, and left out."""
    found = [contact for typed in source.kontakter if (contact := _contact(typed, reader)) is not None]
    return Contacts(found, place) if found else None


def _contact(typed: KontaktSource, reader: Reader) -> Contact | None:
    person, name = None, str(typed.person)
    details = (typed.stilling, typed.organisasjon, typed.epost, typed.telefon)
    if any(details) and " " in name.strip():
        (name,) = reader.names([typed.person])
    else:
        person = reader.person(typed.person)
        if person is None:
            return None
    return Contact(
        name,
        person,
        reader.line(typed.rolle),
        str(typed.stilling or ""),
        str(typed.organisasjon or ""),
        _email(typed.epost, reader),
        _phone(typed.telefon, reader),
        typed.person.place,
    )


def _email(typed: Text | None, reader: Reader) -> str:
    if typed and not _EMAIL.fullmatch(typed.removeprefix("mailto:")):
        reader.say(EMAIL_WRONG.at(typed.place, tekst=typed))
        return ""
    return typed.removeprefix("mailto:") if typed else ""


def _phone(typed: Text | None, reader: Reader) -> str:
    if typed and read_phone(typed) is None:
        reader.say(PHONE_WRONG.at(typed.place, tekst=typed))
    return str(typed) if typed else ""


# --- print -----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reached:
    """A contact with what the register says."""

    name: str
    role: str
    organisation: str
    email: str
    phone: str


def _reached(contact: Contact, setting: Setting) -> _Reached:
    project = setting.project
    person = _person(contact, project)
    if person is None:
        return _Reached(contact.name, contact.role, contact.organisation, contact.email, contact.phone)
    post = person.post_on(setting.paper.day)
    known = project.contacts.get(person.id)
    return _Reached(
        person.name,
        contact.role or post.role,
        contact.organisation or post.organisation,
        contact.email or (known.email if known else ""),
        contact.phone or (known.phone if known else ""),
    )


def _person(contact: Contact, project: Project) -> Person | None:
    if contact.person:
        return project.persons[contact.person]
    return next((each for each in project.persons.values() if each.name == contact.name), None)


def blocks(contacts: Contacts, block: DataBlock, setting: Setting) -> Blocks:
    """A table of who they are and how to reach them; a column nobody has anything in is left out."""
    translate, place = setting.translate, contacts.place
    found = [(contact, _reached(contact, setting)) for contact in contacts.contacts]
    columns: list[tuple[str, int, list[Cell]]] = [
        (word("Navn"), 17, [text_cell(each.name, contact.place, heading=True) for contact, each in found]),
        (word("Kan svare på"), 17, [runs_cell(contact.task, contact.place) for contact, _ in found]),
        (word("Stilling"), 22, [text_cell(_position(each), contact.place) for contact, each in found]),
        (_reached_by(each for _, each in found), 44, [_addresses(each, contact.place) for contact, each in found]),
    ]
    shown = [column for column in columns if any(cell.blocks for cell in column[2])]
    return [
        Grid(
            [[Run(translate(name), place)] for name, _, _ in shown],
            [list(row) for row in zip(*(cells for _, _, cells in shown), strict=True)],
            place,
            tuple(share for _, share, _ in shown),
            about=translate(word("Kontaktpersoner")),
            ident=block.ident,
            whole=True,
        )
    ]


def _reached_by(contacts: Iterable[_Reached]) -> str:
    """What the column of addresses is called."""
    found = list(contacts)
    if not any(each.phone for each in found):
        return word("E-post")
    return word("E-post og telefon") if any(each.email for each in found) else word("Telefon")


def _addresses(reached: _Reached, place: Place) -> Cell:
    email = [Run(reached.email, place, href=f"mailto:{reached.email}")] if reached.email else []
    phone = [Run(read_phone(reached.phone) or reached.phone, place)] if reached.phone else []
    return Cell([Paragraph(runs, place) for runs in (email, phone) if runs])


def _position(reached: _Reached) -> str:
    """«forsker, Senter for helsetjenester»."""
    return ", ".join(part for part in (reached.role, reached.organisation) if part)


def check(contacts: Contacts, block: DataBlock, setting: Setting) -> Iterator[Diagnostic]:
    """Who stands there twice, and who cannot be reached."""
    seen: set[str] = set()
    for contact in contacts.contacts:
        reached = _reached(contact, setting)
        if reached.name in seen:
            yield CONTACT_TWICE.at(contact.place, navn=reached.name)
        elif not reached.email and not reached.phone:
            yield CONTACT_UNREACHABLE.at(contact.place, navn=reached.name)
        seen.add(reached.name)


DATA = DataKind(
    DataShape("kontakter", KontakterSource, read, also=("kontakt", "kontaktpersoner", "kontaktpersonar")),
    Contacts,
    blocks,
    check,
)
