"""Members by party, and those of a body by organisation."""

import pytest
from support.projects import PERSONS, SETUP
from support.status_reports import MEETINGS, REPORT, codes, fenced, lines, printed, report

TWO = "parter:\n  - navn: Kommunene\n    personer: [vik]\n  - navn: Sykehusene\n    personer: [berg, moen]"


@pytest.fixture
def members(project):
    def write(typed, day="04.05.2020", **more):
        return project({**MEETINGS, REPORT: report(fenced("medlemmer", typed), day), **more})

    return write


def test_each_party_has_a_table_with_its_name_above_its_persons(members):
    root = members(TWO)
    assert [lines([grid]) for grid in printed(root)] == [
        ["Kommunene | Stilling | Organisasjon", "Ola Vik | rådgiver | Lia sykehus"],
        [
            "Sykehusene | Stilling | Organisasjon",
            "Kari Berg | overlege | Elvedal sykehus",
            "Nils Moen | seksjonsleder | Elvedal sykehus",
        ],
    ]
    assert codes(root) == []


def test_the_tables_are_told_apart_by_name_and_by_alternative_text(members):
    first, second = printed(members(TWO))
    assert (first.about, second.about) == ("Medlemmer: Kommunene", "Medlemmer: Sykehusene")
    assert len({first.ident, second.ident}) == 2
    assert all(row[0].heading for row in (*first.rows, *second.rows))


def test_the_post_is_the_one_held_on_the_documents_day(members):
    later = """\
vik:
  navn: Ola Vik
  stillinger:
    - {fra: 01.01.2019, stilling: rådgiver, organisasjon: Lia sykehus}
    - {fra: 01.06.2020, stilling: direktør, organisasjon: Elvedal sykehus}
"""
    persons = PERSONS.replace(PERSONS.splitlines(keepends=True)[1], later)
    told = [lines(printed(members(TWO, day, **{"personer.yaml": persons})))[1] for day in ("31.05.2020", "01.06.2020")]
    assert told == ["Ola Vik | rådgiver | Lia sykehus", "Ola Vik | direktør | Elvedal sykehus"]


def test_somebody_without_a_post_has_a_dash_in_its_place(members):
    persons = PERSONS + "eng: {navn: Ida Eng, organisasjon: Brukerutvalget}\n"
    root = members("parter: [{navn: Brukerne, personer: eng}]", **{"personer.yaml": persons})
    assert lines(printed(root))[1] == "Ida Eng | – | Brukerutvalget"


def test_a_bodys_members_stand_by_organisation(members):
    root = members("organ: prosjektgruppen")
    assert lines(printed(root)) == [
        "Organisasjon | Medlemmer",
        "Lia sykehus | Eva Hegg, prosjektleder (møteleder) / Ola Vik, rådgiver",
        "Elvedal sykehus | Kari Berg, overlege / Nils Moen, seksjonsleder",
    ]
    assert codes(root) == []


def test_of_a_body_only_those_are_told_who_are_members_on_the_day(members):
    held = "[hegg, {person: moen, til: 03.05.2020}, {person: berg, rolle: nestleder}]"
    setup = SETUP.replace("[hegg, vik, berg, moen]", held)
    assert lines(printed(members("organ: prosjektgruppen", **{"oppsett.yaml": setup})))[1:] == [
        "Lia sykehus | Eva Hegg, prosjektleder (møteleder) / Ola Vik, rådgiver (sekretær)",
        "Elvedal sykehus | Kari Berg, overlege (nestleder)",
    ]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("parter: []", "medlemmer-tomt"),
        (f"{TWO}\norgan: prosjektgruppen", "medlemmer-to-lister"),
        ("parter: [{navn: Kommunene}]", "medlemmer-part-tom"),
        ("parter: [{navn: Kommunene, personer: [vik, vik]}]", "medlemmer-to-ganger"),
        (TWO.replace("moen", "vik"), "medlemmer-to-ganger"),
        ("organ: gruppa", "medlemmer-organ-ukjent"),
        (TWO.replace("moen", "monn"), "person-ukjent"),
    ],
)
def test_what_is_wrong_with_members_is_told(members, typed, code):
    assert codes(members(typed)) == [code]


def test_a_body_without_members_on_the_day_is_told(members):
    setup = (
        SETUP + "  rådet:\n    navn: Rådet\n    saksnummer: N-ÅÅÅÅ\n    medlemmer: [{person: vik, fra: 01.01.2021}]\n"
    )
    assert codes(members("organ: rådet", **{"oppsett.yaml": setup})) == ["medlemmer-organ-uten"]
