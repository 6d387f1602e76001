"""The roll of a meeting: who was called, in what seat, and what became of each."""

import pytest
from support.documents import MEETING, meeting, only_meeting
from support.projects import SETUP

from pipeline.workflow.reading import read_project


def roll(root):
    return {
        each.person.id: (each.seat.value, each.presence.value, each.called) for each in only_meeting(root).attendance
    }


def test_the_called_are_chair_secretary_and_members_each_once(project):
    assert roll(project({MEETING: meeting()})) == {
        "hegg": ("møteleder", "til stede", True),
        "vik": ("sekretær", "til stede", True),
        "berg": ("medlem", "til stede", True),
        "moen": ("medlem", "til stede", True),
    }


def test_people_are_found_by_id_name_or_surname(project):
    found = roll(project({MEETING: meeting("forfall: [Kari Berg, Moen]\n")}))
    assert [found[name][1] for name in ("berg", "moen")] == ["meldt forfall", "meldt forfall"]


@pytest.mark.parametrize(
    "head",
    ["forfall: berg, moen\n", "forfall: [berg, moen]\n", "forfall:\n  - berg\n  - moen\n", "Forfall: [Berg, MOEN]\n"],
)
def test_a_list_of_people_may_be_typed_in_any_of_these_ways(project, head):
    found = roll(project({MEETING: meeting(head)}))
    assert [name for name, (_, presence, _) in found.items() if presence == "meldt forfall"] == ["berg", "moen"]


ONE_OUTSIDE = SETUP.replace("[hegg, vik, berg, moen]", "[berg, moen]")


def test_a_chair_who_sent_notice_was_called_though_somebody_else_led(project):
    root = project({"oppsett.yaml": ONE_OUTSIDE, MEETING: meeting("møteleder: berg\nforfall: [hegg]\n")})
    assert roll(root)["berg"] == ("møteleder", "til stede", True)
    assert roll(root)["hegg"] == ("medlem", "meldt forfall", True)
    assert read_project(root).diagnostics == []


def test_a_chair_somebody_stood_in_for_is_not_said_to_have_been_there(project):
    root = project({"oppsett.yaml": ONE_OUTSIDE, MEETING: meeting("møteleder: berg\n")})
    assert "hegg" not in roll(root)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("gikk: [berg (vara moen) kl. 14.00]\n", []),
        ("habilitet: [berg (sak 1-2020)]\nforfall: [berg]\n", [("forfall-men-til-stede", 4)]),
        ("kom: [berg kl. 12.30]\nmøtte_ikke: [berg]\n", [("forfall-men-til-stede", 4)]),
        ("forfall: [berg (syk)]\n", [("oppforing-uforstaelig", 4)]),
        ("forfall: [berg (vara hauge)]\n", [("person-ukjent", 4)]),
        ("forfall: ['(vara berg)']\n", [("oppforing-uforstaelig", 4)]),
    ],
)
def test_what_contradicts_itself_is_told_where_it_stands(project, head, said):
    found = read_project(project({MEETING: meeting(head)})).diagnostics
    assert [(each.code, each.place.line) for each in found] == said


@pytest.fixture
def with_guest(project):
    """A project with one more person, `tangen`, who is a member of nothing."""
    persons = "hegg: Eva Hegg\nvik: Ola Vik\nberg: Kari Berg\nmoen: Nils Moen\ntangen: Siv Tangen\nhauge: Liv Hauge\n"

    def make(head, cases="## 1-2020 A (drøfting) v/Hegg\n\nTekst.\n", **files):
        return project({"personer.yaml": persons, MEETING: meeting(head, cases), **files})

    return make


def said(root):
    return [(each.code, each.place.line) for each in read_project(root).diagnostics]


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        ("gjester: [tangen]\n", []),
        ("gjester: [tangen (sak 1/20)]\n", []),
        ("gjester: [tangen (sak 7-2020)]\n", [("sak-finnes-ikke", 4)]),
        ("gjester: [tangen, Tangen]\n", [("oppfort-to-ganger", 4)]),
        ("forfall: [tangen]\n", [("ikke-innkalt", 4)]),
        ("møtte_ikke: [tangen]\n", [("ikke-innkalt", 4)]),
        ("kom: [tangen kl. 12.30]\n", [("ikke-innkalt", 4)]),
        ("habilitet: [tangen (sak 1-2020)]\n", [("ikke-innkalt", 4)]),
        ("gjester: [tangen]\nhabilitet: [tangen (sak 1-2020)]\n", []),
        ("gjester: [tangen]\ngikk: [tangen kl. 13.00]\n", []),
        ("forfall: [berg (vara tangen), moen (vara tangen)]\n", [("oppfort-to-ganger", 4)]),
        ("forfall: [berg (vara tangen)]\ngjester: [tangen]\n", [("oppfort-to-ganger", 5)]),
    ],
)
def test_guests_and_substitutes_are_known_and_in_one_list(with_guest, head, codes):
    assert said(with_guest(head)) == codes


def test_a_substitute_stands_in_for_one_and_was_not_called(with_guest):
    attendance = {
        each.person.id: each for each in only_meeting(with_guest("forfall: [berg (vara tangen)]\n")).attendance
    }
    assert attendance["tangen"].substitute_for is attendance["berg"].person
    assert attendance["berg"].substitute is attendance["tangen"].person
    assert not attendance["tangen"].called


def test_a_registered_substitute_comes_only_where_the_head_says_so(with_guest):
    setup = SETUP.replace("[hegg, vik, berg, moen]", "[hegg, vik, {person: berg, vara: hauge}, moen]")
    attendance = only_meeting(with_guest("forfall: [berg]\n", **{"oppsett.yaml": setup})).attendance
    assert [each.person.id for each in attendance] == ["hegg", "vik", "berg", "moen"]


PRESENTED = "## 1-2020 A (drøfting) v/Tangen\n\nTekst.\n\n## 2-2020 B (drøfting)\n\nTekst.\n"


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        ("", [("innleder-ikke-innkalt", 6)]),
        ("gjester: [tangen]\n", []),
        ("gjester: [tangen (sak 1-2020)]\n", []),
        ("gjester: [tangen (sak 2-2020)]\n", [("innleder-borte", 7)]),
    ],
)
def test_who_presents_a_case_was_there_for_it(with_guest, head, codes):
    assert said(with_guest(head, PRESENTED)) == codes


def test_a_guest_of_a_doubled_number_was_in_for_the_case_of_that_meeting(with_guest):
    second = meeting(
        "gjester: [tangen (sak 1-2020)]\n", "## 1-2020 B (drøfting) v/Tangen\n\nTekst.\n", day="26.05.2020"
    )
    root = with_guest("", **{"moter/prosjektgruppen/2020-05-26.md": second})
    assert [code for code, _ in said(root)] == ["saksnummer-dobbelt", "saksnummer-dobbelt"]


def test_a_meeting_to_which_nobody_is_called_is_told_at_the_body(project):
    setup = SETUP.replace("    møteleder: hegg\n    sekretær: vik\n", "").replace("[hegg, vik, berg, moen]", "[]")
    assert said(project({"oppsett.yaml": setup, MEETING: meeting()})) == [
        ("moteleder-mangler", 2),
        ("sekretar-mangler", 2),
        ("ingen-innkalt", 6),
    ]
