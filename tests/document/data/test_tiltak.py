"""Tables of the actions of a register, as they stood on the day of the text they stand in."""

import pytest
from support.papers import data_in_a_note, grid_rows

from pipeline.richtext import Tone, plain
from pipeline.workflow.reading import read_project

REGISTER = """\
tittel: Tiltakene
kolonner: [tiltak, status]
egne_kolonner: {penger: Finansiering}
tiltak:
  bad:
    område: Bygg
    navn: Nytt bad
    ansvarlig: [berg]
    periode: 01.01.2020–30.06.2020
    prioritet: høy
    omfang: stort
    slutt: 30.06.2020
    egne: {penger: Kommunen}
    status:
      - {dato: 05.01.2020, status: pågår, avvik: ingen avvik, tekst: Rørene er lagt.}
      - {dato: 01.05.2020, avvik: kritisk avvik, tekst: Flisene mangler.}
  tak:
    område: Bygg
    navn: Tett tak
    slutt: 01.02.2020
    prioritet: lav
    status:
      - {dato: 06.01.2020, status: under planlegging}
  kurs:
    område: Opplæring
    navn: Kurs i løft
    status:
      - {dato: 07.01.2020, status: strøket}
  sang:
    område: Opplæring
    navn: Sang i stua
    status:
      - {dato: 01.04.2020, status: ny idé}
"""


@pytest.fixture
def made(project):
    return lambda yaml, word="tiltak": data_in_a_note(project, word, yaml, {"status/bygg.yaml": REGISTER})


def test_the_measures_table_tells_who_does_what_and_when(made) -> None:
    (grid,), said = made("register: bygg\n")
    assert said == []
    assert grid_rows(grid) == [
        ["Område", "Tiltak", "Periode", "Prioritet", "Omfang", "Ansvarlig"],
        ["Bygg", "Nytt bad", "01.01.2020–\n30.06.2020", "høy", "stort", "Kari Berg"],
        ["Bygg", "Tett tak", "Forfalt 01.02.2020", "lav", "", ""],
    ]
    assert grid.landscape
    assert grid.about == "Tiltakene: Tiltakene"


def test_where_a_plan_has_a_colour_it_is_explained(made) -> None:
    (grid,), _ = made("register: bygg\n")
    assert [plain(each.runs) for each in grid.below] == [
        "Forfalt: forventet slutt er før 10.\xa0mars 2020, og tiltaket er verken ferdigstilt eller strøket (rød)."
    ]
    (grid,), _ = made("register: bygg\nstatus: pågår\n")
    assert grid.below == []
    (grid,), _ = made("register: bygg\nleseveiledning: nei\n")
    assert grid.below == []


def test_the_status_table_has_traffic_lights_and_their_guide_on_its_page(made) -> None:
    (grid,), said = made("register: bygg\nvisning: status\n")
    assert said == []
    assert grid_rows(grid) == [
        ["Tiltak", "Periode", "Prioritet", "Omfang", "Status", "Kommentar"],
        ["Nytt bad", "01.01.2020–\n30.06.2020", "høy", "stort", "pågår\n● ingen avvik", "Rørene er lagt."],
        ["Tett tak", "Forfalt 01.02.2020", "lav", "", "under planlegging", ""],
    ]
    assert [row[4].tone for row in grid.rows] == [Tone.GREEN, None]
    assert [row[1].tone for row in grid.rows] == [None, Tone.RED]
    assert [plain(each.runs) for each in grid.below] == [
        "Status: ● ingen avvik (grønn), ▲ mindre avvik (håndteres, gul), ■ kritisk avvik (rød).",
        "Forfalt: forventet slutt er før 10.\xa0mars 2020, og tiltaket er verken ferdigstilt eller strøket (rød).",
    ]


def test_the_light_is_the_status_where_nobody_tells_of_deviations(project) -> None:
    register = "tiltak: {bad: {navn: Nytt bad, status: [{dato: 05.01.2020, status: pågår}]}}\n"
    yaml = "register: bygg\nvisning: status\n"
    (grid,), said = data_in_a_note(project, "tiltak", yaml, {"status/bygg.yaml": f"tittel: Tiltakene\n{register}"})
    assert said == []
    assert grid_rows(grid) == [["Tiltak", "Status"], ["Nytt bad", "◐ pågår"]]
    assert [plain(each.runs) for each in grid.below] == ["Status: ◐ pågår."]


def test_the_document_day_rules_what_is_known(made) -> None:
    (grid,), _ = made("register: bygg\nvisning: status\nkolonner: [tiltak, avvik, kommentar]\n")
    assert "Flisene mangler." not in str(grid_rows(grid))
    assert "Sang i stua" not in str(grid_rows(grid))


def test_columns_are_chosen_with_the_body_own_ones(made) -> None:
    (grid,), said = made("register: bygg\nkolonner: tiltak, Penger, status\n")
    assert said == []
    assert grid_rows(grid)[:2] == [["Tiltak", "Finansiering", "Status"], ["Nytt bad", "Kommunen", "◐ pågår"]]
    assert not grid.landscape


def test_a_guide_and_the_counts_are_printed_where_they_are_asked_for(made) -> None:
    (lead, grid), said = made("register: bygg\nkolonner: [tiltak, status]\noppsummering: ja\nleseveiledning: ja\n")
    assert said == []
    assert plain(lead.runs) == "2 tiltak. 2 gjenstår: 1 pågår, 1 er under planlegging."
    assert plain(grid.below[0].runs) == "Status: ◔ under planlegging, ◐ pågår."
    (grid,), _ = made("register: bygg\nvisning: status\nleseveiledning: nei\n")
    assert grid.below == []


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ("område: bygg", ["Nytt bad", "Tett tak"]),
        ("status: under planlegging", ["Tett tak"]),
        ("status: pågår, strøket", ["Nytt bad", "Kurs i løft"]),
        ("status: [pågår]\nområde: [Bygg, Opplæring]", ["Nytt bad"]),
    ],
)
def test_actions_are_chosen_by_area_and_status(made, chosen: str, names: list[str]) -> None:
    (grid,), said = made(f"register: bygg\nkolonner: [tiltak, periode]\n{chosen}\n")
    assert said == []
    assert [row[0].splitlines()[0] for row in grid_rows(grid)[1:]] == names


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Planen har 39 tiltak.", ["Teksten sier 39 tiltak, men tabellen har 2."]),
        ("Planen har to tiltak, og ett tiltak er under planlegging.", []),
        ("I Opplæring er det ett tiltak.", []),
    ],
)
def test_the_text_beside_the_table_counts_as_it_does(project, sentence: str, said: list[str]) -> None:
    text = f"---\ntittel: Et notat\ndato: 10.03.2020\n---\n\n## Del\n\n{sentence}\n\n``` tiltak\nregister: bygg\n```\n"
    reading = read_project(project({"notater/prove.md": text, "status/bygg.yaml": REGISTER}))
    assert [(each.code, each.message()) for each in reading.diagnostics] == [
        ("tiltak-antall-ulikt", message) for message in said
    ]


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("register: bygd\n", "tekst-register-ukjent", "«bygd»"),
        ("register: bygg\nkolonner: [tiltak, prioritett]\n", "tiltak-kolonne-ukjent", "«prioritett»"),
        ("register: bygg\nområde: Byg\n", "tiltak-omraade-ukjent", "«Byg»"),
        ("register: bygg\nstatus: pågårr\n", "tiltak-status-ukjent", "«pågårr»"),
        ("register: bygg\nstatus: i drift\n", "tiltak-ingen", "10.\xa0mars 2020"),
        ("register: bygg\nvisning: stautus\n", "verdi-ukjent", "stautus"),
        ("visning: status\n", "nokkel-mangler", "register"),
    ],
)
def test_what_is_wrong_is_said(made, typed: str, code: str, words: str) -> None:
    _, said = made(typed)
    assert [each[0] for each in said] == [code]
    assert words in said[0][2]


def test_a_table_without_rows_says_so(made) -> None:
    (sentence,), _ = made("register: bygg\nstatus: i drift\n")
    assert plain(sentence.runs) == "Ingen tiltak."
