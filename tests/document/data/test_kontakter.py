"""Contacts: who they are on the document's day, and how to reach them."""

import pytest
from support.papers import data_in_a_note, grid_rows

from pipeline.richtext import Grid, Paragraph

PERSONS = """\
vik: {navn: Ola Vik, stilling: rådgiver, organisasjon: Lia sykehus}
berg:
  navn: Kari Berg
  organisasjon: Elvedal sykehus
  stillinger:
    - {fra: 01.01.2015, stilling: overlege}
    - {fra: 01.01.2021, stilling: avdelingssjef}
hegg: {navn: Eva Hegg, stilling: prosjektleder}
moen: {navn: Nils Moen}
"""
FILES = {
    "personer.yaml": PERSONS,
    "kontakter.yaml": "vik: {epost: ola.vik@lia.example.no, telefon: 90112233}\nberg: {epost: kari@lia.example.no}\n",
}


@pytest.fixture
def made(project):
    return lambda yaml: data_in_a_note(project, "kontakter", yaml, FILES)


def test_persons_are_shown_as_they_were_on_the_day_of_the_document(made) -> None:
    (grid,), said = made("kontakter: [vik, berg]\n")
    assert said == []
    assert grid_rows(grid) == [
        ["Navn", "Stilling", "E-post og telefon"],
        ["Ola Vik", "rådgiver, Lia sykehus", "ola.vik@lia.example.no\n901\xa012\xa0233"],
        ["Kari Berg", "overlege, Elvedal sykehus", "kari@lia.example.no"],
    ]


def test_contacts_may_be_typed_on_one_line(made) -> None:
    (grid,), said = made("kontakter: vik, berg\n")
    assert said == []
    assert [row[0] for row in grid_rows(grid)] == ["Navn", "Ola Vik", "Kari Berg"]


def test_an_e_mail_address_is_a_link(made) -> None:
    (grid,), _ = made("- berg\n")
    assert isinstance(grid, Grid)
    assert grid_rows(grid)[0] == ["Navn", "Stilling", "E-post"]
    (address,) = grid.rows[0][-1].blocks
    assert isinstance(address, Paragraph)
    assert [run.href for run in address.runs] == ["mailto:kari@lia.example.no"]


def test_somebody_outside_the_register_has_details_of_their_own(made) -> None:
    (grid,), said = made(
        "kontakter:\n"
        "  - person: Tor Utenfor\n    rolle: regnskapet\n    organisasjon: Bakke regnskap\n    telefon: '73000001'\n"
        "  - person: vik\n    stilling: fungerende leder\n    epost: vikar@lia.example.no\n    telefon: 41000001\n"
    )
    assert said == []
    assert grid_rows(grid) == [
        ["Navn", "Kan svare på", "Stilling", "E-post og telefon"],
        ["Tor Utenfor", "regnskapet", "Bakke regnskap", "73\xa000\xa000\xa001"],
        ["Ola Vik", "", "fungerende leder, Lia sykehus", "vikar@lia.example.no\n410\xa000\xa0001"],
    ]


def test_a_full_name_with_details_is_still_the_person_of_the_register(made) -> None:
    (grid,), said = made("kontakter:\n  - person: Kari Berg\n    telefon: 41000001\n")
    assert said == []
    assert grid_rows(grid)[1:] == [
        ["Kari Berg", "overlege, Elvedal sykehus", "kari@lia.example.no\n410\xa000\xa0001"],
    ]


def test_whoever_has_no_e_mail_shows_a_telephone_alone(made) -> None:
    (grid,), _ = made("kontakter:\n  - person: moen\n    telefon: 41000001\n")
    assert grid_rows(grid) == [["Navn", "Telefon"], ["Nils Moen", "410\xa000\xa0001"]]


@pytest.mark.parametrize(
    ("typed", "code", "line", "words"),
    [
        ("kontakter: [vik, berj]\n", "person-ukjent", 1, "berj"),
        ("kontakter: [vik, Ola Vik]\n", "kontakt-to-ganger", 1, "Ola Vik står to ganger"),
        ("kontakter: [vik, hegg]\n", "kontakt-uten-adresse", 1, "Eva Hegg har verken e-post eller telefon"),
        ("kontakter:\n  - vik\n  - person: berg\n    epost: kari.lia\n", "kontakt-epost", 4, "«kari.lia»"),
        (
            "kontakter:\n  - vik\n  - person: berg\n    telefon: sentralbordet\n",
            "kontakt-telefon",
            4,
            "«sentralbordet»",
        ),
    ],
)
def test_what_is_wrong_with_a_contact_is_said_at_its_place(made, typed, code, line, words) -> None:
    _, said = made(typed)
    ((found, at, message),) = said
    assert (found, at) == (code, line)
    assert words in message
