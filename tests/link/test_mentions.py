"""References in running text: which case, point or person is meant, and what points nowhere."""

import pytest
from support.documents import MEETING, meeting, only_meeting
from support.projects import SETUP

from pipeline.link.mentions import texts_of
from pipeline.workflow.reading import read_project


def targets(project, text, cases="", **files):
    """What the references of a text point at, and what is said of them. The text is that of case 1-2020."""
    root = project({MEETING: meeting("", f"## 1-2020 A (drøfting)\n\n{text}\n\n{cases}"), **files})
    reading = read_project(root)
    assert reading.project
    found = next(iter(reading.project.meetings.values()))
    mentions = [run.mention.target for runs in texts_of(found) for run in runs if run.mention]
    return mentions, [each.code for each in reading.diagnostics]


SECOND = "## 2-2020 B (drøfting)\n\na) En.\nb) To.\n\nVedtak:\n1. Ja.\n2. Nei.\n"


@pytest.mark.parametrize(
    "typed",
    ["sak 2-2020", "Sak 2-2020", "saken 2/2020", "sak nr. 2-2020", "sak 2 – 2020", "saksnr. 2/20", "sak 002-2020"],
)
def test_every_spelling_of_a_case_finds_it(project, typed):
    assert targets(project, f"Se {typed}.", SECOND) == (["prosjektgruppen/2020/2"], [])


def test_several_cases_are_found_each(project):
    found, said = targets(project, "Se sakene 1-2020 og 2-2020.", SECOND)
    assert (found, said) == (["prosjektgruppen/2020/1", "prosjektgruppen/2020/2"], [])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("punkt b i sak 2-2020", []),
        ("punkt B i sak 2-2020", []),
        ("pkt. 2 i sak 2-2020", []),
        ("sak 2-2020, punkt b", []),
        ("vedtakspunkt 2 i sak 2-2020", []),
        ("vedtakspunkt b i sak 2-2020", ["punkt-finnes-ikke"]),
        ("punkt c i sak 2-2020", ["punkt-finnes-ikke"]),
        ("vedtakspunkt 3 i sak 2-2020", ["punkt-finnes-ikke"]),
        ("punkt b i sak 3-2020", ["sak-finnes-ikke"]),
    ],
)
def test_a_point_is_looked_for_in_its_case_one_of_a_decision_in_the_decision(project, typed, said):
    assert targets(project, f"Jf. {typed}.", SECOND)[1] == said


def test_a_case_older_than_the_first_kept_here_may_be_named(project):
    assert targets(project, "Se sak 7-2019.") == ([None], [])
    assert targets(project, "Se sak 7-2020.") == ([None], ["sak-finnes-ikke"])


def test_the_nearest_case_is_suggested(project):
    root = project({MEETING: meeting("", f"## 1-2020 A (drøfting)\n\nSe sak 2-2021.\n\n{SECOND}")})
    (found,) = read_project(root).diagnostics
    assert (found.code, found.hint()) == ("sak-finnes-ikke", "Mente du 2-2020?")


TWO_BODIES = (
    SETUP
    + """\
  raadet:
    navn: Rådet
    møteleder: hegg
    sekretær: vik
    medlemmer: [hegg, vik]
    saksnummer: NN/ÅÅ
    første_sak: 03/20
    sted: Teams
"""
)
OTHER = {
    "oppsett.yaml": TWO_BODIES,
    "moter/raadet/2020-04-29.md": meeting("", "## 03/20 B (drøfting)\n\nSe sak 1-2020.\n", day="29.04.2020"),
}


def test_the_case_of_another_body_is_found_by_that_bodys_number(project):
    assert targets(project, "Se sak 03/20.", **OTHER) == (["raadet/2020/3"], [])


def test_a_number_both_bodies_may_have_is_the_own_bodys(project):
    third = "## 2-2020 B (drøfting)\n\nTekst.\n\n## 3-2020 C (drøfting)\n\nTekst.\n"
    assert targets(project, "Se sak 3/2020.", third, **OTHER) == (["prosjektgruppen/2020/3"], [])


@pytest.mark.parametrize("typed", ["@berg", "@Berg"])
def test_a_person_mentioned_by_id_is_printed_by_name(project, typed):
    root = project({MEETING: meeting("", f"## 1-2020 A (drøfting)\n\nSpør {typed} om det.\n")})
    (paragraph,) = only_meeting(root).cases[0].blocks
    assert [(run.text, run.mention and run.mention.target) for run in paragraph.runs] == [
        ("Spør ", None),
        ("Kari Berg", "berg"),
        (" om det.", None),
    ]


def test_an_id_nobody_has_is_told_with_the_nearest(project):
    root = project({MEETING: meeting("", "## 1-2020 A (drøfting)\n\nSpør @berk om det.\n")})
    (found,) = read_project(root).diagnostics
    assert (found.code, found.place.line, found.place.column, found.hint()) == (
        "person-ukjent",
        8,
        6,
        "Mente du «berg»?",
    )
