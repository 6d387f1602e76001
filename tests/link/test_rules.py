"""What must hold for a project: each rule, the smallest source that breaks it, and the line it is told at."""

from pathlib import Path

import pytest
from support.projects import PERSONS, SETUP

from pipeline.workflow.reading import read_project

FORMAL = """\
format: 1
organisasjon: Helseregion Lia
organer:
  prosjektgruppen:
    navn: Styret
    profil: formell
    møteleder: hegg
    sekretær: vik
    medlemmer: [hegg, vik, berg]
    saksnummer: N-ÅÅÅÅ
"""

HEAD = """\
---
tid: 28.04.2020 kl. 12.00–15.00
status: avholdt
sted: Teams
"""
"""Four lines; the cases begin at line 7 after `---` and a blank line."""


def remarks(root: Path) -> list[tuple[str, int]]:
    return [(each.code, each.place.line) for each in read_project(root).diagnostics]


def meeting(cases: str, head: str = "") -> str:
    return f"{HEAD}{head}---\n\n{cases}"


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        pytest.param("## 1-2020 Plan (drøfting) v/Berg\n\nTekst.\n", [], id="nothing is wrong"),
        pytest.param(
            "## 1-2020 A (drøfting)\n\n## 1-2020 B (drøfting)\n",
            [("saksnummer-dobbelt", 7), ("saksnummer-dobbelt", 9)],
            id="one number, two cases: told at both",
        ),
        pytest.param("## 01/20 A (drøfting)\n", [("saksnummer-annen-form", 7)], id="another form than the body's"),
        pytest.param("## A (drøfting)\n", [("sak-uten-nummer", 7)], id="no number"),
        pytest.param("## ny A (drøfting)\n", [("sak-uten-nummer", 7)], id="a number to be given"),
        pytest.param("## 1-2021 A (drøfting)\n", [("saksnummer-annet-ar", 7)], id="a number of another year"),
        pytest.param(
            "## 1-2020 A (drøfting)\n\n## 4-2020 B (drøfting)\n", [("saksnummer-hull", 9)], id="numbers left out"
        ),
        pytest.param(
            "## 2-2020 A (drøfting)\n\n## 1-2020 B (drøfting)\n", [("saksnummer-rekkefolge", 9)], id="numbers that fall"
        ),
        pytest.param("## 1-2020 A\n", [("sak-uten-type", 7)], id="no type"),
        pytest.param(
            "## 1-2020 A (info)\n\nKonklusjon: Gruppen gjør noe.\n",
            [("orientering-med-vedtak", 9)],
            id="an information case that concludes",
        ),
        pytest.param("## 1-2020 A (info)\n\nVedtak: Tatt til orientering.\n", [], id="taken note of is no decision"),
        pytest.param(
            "## 1-2020 A (info)\n\n=> Berg: ringe, 26.05.2020\n",
            [("orientering-med-vedtak", 9)],
            id="an information case with tasks",
        ),
        pytest.param(
            "## 1-2020 A (vedtak)\n\nTekst.\n", [("sak-uten-utfall", 7)], id="a decision case without decision"
        ),
        pytest.param("## 1-2020 A (drøfting) v/Solli\n", [("person-ukjent", 7)], id="an unknown presenter"),
        pytest.param("## 1-2020 A (drøfting) v/arbeidsgruppe 2\n", [], id="a group presents"),
        pytest.param(
            "## 1-2020 A (drøfting)\n\n=> Berg: ringe\n", [("oppgave-uten-frist", 9)], id="a task without due date"
        ),
        pytest.param(
            "## 1-2020 A (drøfting)\n\n=> Berg: ringe, 01.04.2020\n",
            [("frist-for-motet", 9)],
            id="due before the meeting",
        ),
        pytest.param(
            "## 1-2020 A (drøfting)\n\n=> Berg: ringe, 31.06.2020\n", [("dato-umulig", 9)], id="an impossible due date"
        ),
        pytest.param(
            "## 1-2020 A (drøfting)\n\n=> Solli: ringe, 26.05.2020\n", [("person-ukjent", 9)], id="an unknown owner"
        ),
        pytest.param(
            "## 1-2020 A (drøfting)\n\nSe sak 9-2020.\n", [("sak-finnes-ikke", 9)], id="a case that does not exist"
        ),
        pytest.param("## 1-2020 A (drøfting)\n\nSe sak 9-2019.\n", [], id="a case older than the first kept here"),
        pytest.param(
            "## 1-2020 A (drøfting)\n\na) En.\n\nSe punkt b i sak 1-2020.\n",
            [("punkt-finnes-ikke", 11)],
            id="no such point",
        ),
        pytest.param("## 1-2020 A (drøfting)\n\na) En.\n\nSe punkt a i sak 1-2020.\n", [], id="a point there is"),
        pytest.param("## 1-2020 A (drøfting)\n\nMøtes xx-xx.\n", [("plassholder", 9)], id="a placeholder left in"),
        pytest.param(
            "## 1-2020 A (drøfting)\n\nFra 31.02.2020.\n",
            [("dato-i-tekst-umulig", 9)],
            id="an impossible date in the text",
        ),
        pytest.param(
            "## 1-2020 A (drøfting)\n\nPlanen sendes med referatet.\n",
            [("lovet-vedlegg", 9)],
            id="a promise without attachment",
        ),
        pytest.param(
            "## 1-2020 A (drøfting)\n\nSe [planen](vedlegg/plan.pdf).\n",
            [("fil-mangler", 9)],
            id="an attachment that is not there",
        ),
        pytest.param(
            "## 1-2020 A (drøfting)\n\n![Et kart](vedlegg/kart.png)\n",
            [("bilde-mangler", 9)],
            id="an image that is not there",
        ),
        pytest.param("## 1-2020 A (drøfting)\n\nEva Hegt sa det.\n", [("navn-ligner", 9)], id="a name nearly right"),
        pytest.param("## 1-2020 A (drøfting)\n\nVedtak:\n", [("tomt-merkeord", 9)], id="nothing after the marker"),
        pytest.param(
            "## 1-2020 A (drøfting, langt)\n",
            [("sak-uten-type", 7), ("parentes-i-tittel", 7)],
            id="a bracket that is no type is title",
        ),
        pytest.param("", [("mote-uten-saker", 2)], id="no cases"),
    ],
)
def test_a_case_is_as_it_should_be_or_is_told(project, cases, expected):
    assert remarks(project({"moter/prosjektgruppen/2020-04-28.md": meeting(cases)})) == expected


CASES = "## 1-2020 A (drøfting)\n\nTekst.\n"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("forfall: [berg]\n", [], id="an absence"),
        pytest.param("forfall: [solli]\n", [("person-ukjent", 5)], id="an unknown person"),
        pytest.param("forfall: [berg]\nmøtte_ikke: [berg]\n", [("oppfort-to-ganger", 6)], id="absent in two ways"),
        pytest.param("forfall: [berg, berg]\n", [("oppfort-to-ganger", 5)], id="absent twice"),
        pytest.param("gjester: [berg]\n", [("innkalt-som-gjest", 5)], id="a member as guest"),
        pytest.param("forfall: [berg (vara moen)]\n", [("innkalt-som-gjest", 5)], id="a member as substitute"),
        pytest.param("gikk: [berg]\n", [("tidspunkt-mangler", 5)], id="left, but when"),
        pytest.param("gikk: [berg kl. 15.30]\n", [("tidspunkt-utenfor", 5)], id="left after the end"),
        pytest.param("kom: [berg kl. 13.00]\ngikk: [berg kl. 12.30]\n", [("gikk-for-kom", 6)], id="left before coming"),
        pytest.param(
            "forfall: [berg]\ngikk: [berg kl. 14.00]\n", [("forfall-men-til-stede", 6)], id="absent, but left"
        ),
        pytest.param("forfall: [hegg]\n", [("moteleder-forfall", 5)], id="the chair is absent"),
        pytest.param("forfall: [hegg]\nmøteleder: berg\n", [], id="somebody else chairs"),
        pytest.param("forfall: [vik]\n", [("sekretar-forfall", 5)], id="the secretary is absent"),
        pytest.param("habilitet: [berg]\n", [("oppforing-uforstaelig", 5)], id="stood down, but from what"),
        pytest.param("habilitet: [berg (sak 9-2020)]\n", [("sak-finnes-ikke", 5)], id="stood down from no case"),
        pytest.param("neste_møte: 26.05.2020\n", [], id="a next meeting"),
        pytest.param("neste_møte: 26.03.2020\n", [("neste-mote-tidligere", 5)], id="a next meeting before this one"),
        pytest.param("neste_møte: 26. mai\n", [("dato-uten-ar", 5)], id="a next meeting without year"),
        pytest.param("neste_møte: 31.06.2020\n", [("dato-umulig", 5)], id="an impossible next meeting"),
        pytest.param("neste_møte: over sommeren\n", [("neste-mote-uforstaelig", 5)], id="no date at all"),
        pytest.param("referatdato: 01.04.2020\n", [("referatdato-tidlig", 5)], id="minutes older than the meeting"),
        pytest.param("innkalt: 01.05.2020\n", [("innkalt-sent", 5)], id="a notice younger than the meeting"),
        pytest.param("vedlegg: [plan.pdf (Planen)]\n", [("fil-mangler", 5)], id="an attachment that is not there"),
        pytest.param("forfal: [berg]\n", [("nokkel-ukjent", 5)], id="an unknown key"),
    ],
)
def test_a_head_is_as_it_should_be_or_is_told(project, head, expected):
    assert remarks(project({"moter/prosjektgruppen/2020-04-28.md": meeting(CASES, head)})) == expected


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("28.04.2020 kl. 12.00–15.00", []),
        ("Tirsdag 28. april 12.00 – 15.00", ["dato-uten-ar"]),
        ("28.04.2020 kl. 15.00–12.00", ["slutt-for-start"]),
        ("28.04.2020", ["klokkeslett-mangler"]),
        ("mandag 28.04.2020 kl. 12", ["ukedag-feil"]),
        ("29.04.2020 kl. 12.00–15.00", ["dato-ikke-som-filnavn"]),
        ("28.04.2020 kl. 25.00", ["klokkeslett-mangler", "klokkeslett-umulig"]),
        ("31.04.2020 kl. 12", ["dato-umulig"]),
        ("en tirsdag", ["motetid-uforstaelig"]),
    ],
)
def test_the_time_of_a_meeting_is_read_as_people_write_it(project, time, expected):
    text = meeting(CASES).replace("28.04.2020 kl. 12.00–15.00", time)
    assert remarks(project({"moter/prosjektgruppen/2020-04-28.md": text})) == [(code, 2) for code in expected]


def test_a_presenter_with_absence_is_told_at_the_case(project):
    text = meeting("## 1-2020 A (drøfting) v/Berg\n\nTekst.\n", "forfall: [berg]\n")
    assert remarks(project({"moter/prosjektgruppen/2020-04-28.md": text})) == [("innleder-forfall", 8)]


def test_a_planned_meeting_has_decided_nothing(project):
    text = meeting("## 1-2020 A (vedtak)\n\nVedtak: Ja.\n").replace("avholdt", "planlagt")
    assert remarks(project({"moter/prosjektgruppen/2020-04-28.md": text})) == [("planlagt-med-utfall", 7)]


def test_a_number_is_used_once_across_meetings(project):
    root = project(
        {
            "moter/prosjektgruppen/2020-04-28.md": meeting(CASES),
            "moter/prosjektgruppen/2020-05-26.md": meeting(CASES).replace("28.04", "26.05"),
        }
    )
    found = read_project(root).diagnostics
    assert [each.code for each in found] == ["saksnummer-dobbelt"] * 2
    assert "2020-05-26.md, linje 7" in found[0].message()
    assert found[0].hint() == "Neste ledige nummer er 2-2020."


def test_the_next_meeting_told_is_the_one_that_is_planned(project):
    root = project(
        {
            "moter/prosjektgruppen/2020-04-28.md": meeting(CASES, "neste_møte: 19.05.2020\n"),
            "moter/prosjektgruppen/2020-05-26.md": meeting("## 2-2020 B (drøfting)\n\nTekst.\n").replace(
                "28.04", "26.05"
            ),
        }
    )
    assert [code for code, _ in remarks(root)] == ["neste-mote-annet"]


def test_a_formal_body_needs_decision_proposal_and_votes(project):
    text = meeting("## 1-2020 A (vedtak)\n\nTekst.\n\n## 2-2020 B (vedtak)\n\nVedtak: Ja.\n")
    root = project({"oppsett.yaml": FORMAL, "moter/prosjektgruppen/2020-04-28.md": text})
    assert remarks(root) == [("vedtak-mangler", 7), ("forslag-mangler", 11), ("votering-mangler", 11)]


def test_a_fault_can_be_accepted_at_its_place_with_a_reason(project):
    text = meeting("## 1-2020 A (drøfting)\n\nGodta navn-ligner: Hegt er en annen.\nEva Hegt sa det.\n")
    reading = read_project(project({"moter/prosjektgruppen/2020-04-28.md": text}))
    assert reading.diagnostics == []
    assert [each.code for each in reading.accepted] == ["navn-ligner"]


def test_a_doubled_number_cannot_be_accepted(project):
    text = meeting("Godta saksnummer-dobbelt: slik er det.\n\n## 1-2020 A (drøfting)\n\n## 1-2020 B (drøfting)\n")
    codes = [code for code, _ in remarks(project({"moter/prosjektgruppen/2020-04-28.md": text}))]
    assert codes.count("saksnummer-dobbelt") == 2


def test_where_no_first_case_is_told_it_is_the_lowest_number_there_is(project):
    setup = SETUP.replace("    første_sak: 1-2020\n", "")
    text = meeting("## 7-2020 A (drøfting)\n\nSe sak 12-2019, sak 6-2020 og sak 8-2020.\n")
    root = project({"oppsett.yaml": setup, "moter/prosjektgruppen/2020-04-28.md": text})
    assert [each.message() for each in read_project(root).diagnostics] == ["Sak 8-2020 finnes ikke."]


def test_a_guest_is_in_for_a_case_of_the_meeting_named_by_its_serial(project):
    text = meeting("## 7-2020 A (drøfting)\n\nTekst.\n", "gjester: [aas (sak 7)]\n")
    root = project(
        {
            "oppsett.yaml": SETUP.replace("1-2020", "7-2020"),
            "personer.yaml": f"{PERSONS}aas: {{navn: Ada Aas, stilling: lege, organisasjon: Lia sykehus}}\n",
            "moter/prosjektgruppen/2020-04-28.md": text,
        }
    )
    reading = read_project(root)
    assert reading.diagnostics == []
    assert [each.cases for each in reading.project.meetings["prosjektgruppen/2020-04-28"].attendance if each.cases] == [
        ["prosjektgruppen/2020/7"]
    ]


def test_numbers_out_of_order_are_not_also_missing(project):
    text = meeting("## 1-2020 A (drøfting)\n\n## 3-2020 B (drøfting)\n\n## 2-2020 C (drøfting)\n")
    assert remarks(project({"moter/prosjektgruppen/2020-04-28.md": text})) == [("saksnummer-rekkefolge", 11)]


def test_a_case_without_number_is_named_by_its_title(project):
    text = meeting("## ny Plan for *høsten* (drøfting) v/Berg\n\nTekst.\n", "forfall: [berg]\n")
    reading = read_project(project({"moter/prosjektgruppen/2020-04-28.md": text}))
    messages = [each.message() for each in reading.diagnostics]
    assert "Kari Berg skal legge fram sak «Plan for høsten», men har forfall." in messages
