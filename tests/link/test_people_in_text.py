"""People in running text: who presents something was there and is known. What belongs in the head is not the text's."""

import pytest
from support.documents import MEETING, meeting
from support.projects import PERSONS

from pipeline.workflow.reading import read_project

MORE = PERSONS + "tangen: {navn: Siv Tangen}\n"


@pytest.fixture
def said(project):
    """What is said of a text in a case; it begins on line 9 (moen has sent notice)."""

    def ask(text, head="forfall: [moen]\n", status="avholdt"):
        root = project(
            {"personer.yaml": MORE, MEETING: meeting(head, f"## 1-2020 A (drøfting)\n\n{text}\n", status)},
        )
        return [(each.code, each.place.line, each.place.column) for each in read_project(root).diagnostics]

    return ask


@pytest.mark.parametrize(
    "text",
    [
        "Moen orienterte.",
        "Nils Moen la fram planen.",
        "Seksjonsleder Moen presenterte tallene.",
        "**Moen** orienterte.",
    ],
)
def test_who_has_sent_notice_presents_nothing(said, text):
    assert [(code, line) for code, line, _ in said(text)] == [("taler-forfall", 9)]


def test_the_remark_points_at_the_name_on_its_line(said):
    assert said("Først kaffe.\nGruppe 2 v/Nils Moen fortalte om planen.") == [("taler-forfall", 10, 12)]


@pytest.mark.parametrize(
    ("text", "head", "code"),
    [
        ("Siv Tangen orienterte.", "", ["taler-ikke-oppfort"]),
        ("Siv Tangen orienterte.", "gjester: [tangen]\n", []),
        ("Gruppe 2 v/Siv Tangen lager en plan.", "", []),
        ("Per Solstad orienterte.", "", ["person-i-tekst-ukjent"]),
        ("Per Solstad la frem saken.", "", ["person-i-tekst-ukjent"]),
        ("Kurset ledes av avdelingen v/Per Solstad.", "", ["person-i-tekst-ukjent"]),
        ("Kari Bergg orienterte.", "", ["navn-ligner"]),
    ],
)
def test_who_presents_is_in_the_register_and_in_a_list(said, text, head, code):
    assert [each for each, _, _ in said(text, head)] == code


@pytest.mark.parametrize(
    "text",
    [
        "Berg orienterte.",
        "Prosjektleder orienterte.",
        "Lia sykehus orienterte om planen.",
        "Helse Nord orienterte.",
        "Norsk Pasientforening orienterte.",
        "NHO orienterte.",
        "Anne Berg orienterte.",
        "Anne Moen orienterte.",
        "Per Solstad har skrevet en bok.",
        "Se https://lia.example.no/v/Per og v/arbeidsgruppe 2.",
        "Moen melder forfall til neste møte.",
        "`Moen orienterte.`",
    ],
)
def test_what_may_be_right_is_left_alone(said, text):
    assert said(text) == []


@pytest.mark.parametrize("status", ["planlagt", "avlyst"])
def test_of_a_meeting_that_was_not_held_nobody_is_asked(said, status):
    assert said("Moen orienterte.", status=status) == []


@pytest.mark.parametrize(
    "text",
    [
        "Berg - forfall.",
        "Kari Berg (forfall) skal ringes.",
        "Berg hadde meldt forfall.",
        "Til stede var alle. Berg: forfall",
    ],
)
def test_an_absence_typed_in_the_text_alone_is_told(said, text):
    assert [code for code, _, _ in said(text)] == ["forfall-bare-i-teksten"]


@pytest.mark.parametrize("text", ["Moen hadde meldt forfall.", "Solli - forfall.", "Berg spurte om forfall."])
def test_an_absence_the_head_knows_may_be_told(said, text):
    assert said(text) == []


@pytest.mark.parametrize("word", ["Forfall", "Meldt forfall", "**Fravær**", "Neste møte", "Møtte ikke"])
def test_a_key_of_the_head_typed_as_text_is_told(said, word):
    assert said(f"{word}: noe") == [("hode-i-teksten", 9, 1)]


@pytest.mark.parametrize("word", ["Sted", "Tid", "Møteleder", "Merknad til planen", "Fordeler"])
def test_other_words_with_a_colon_are_text_in_a_case(said, word):
    assert said(f"{word}: noe") == []


def test_what_somebody_is_quoted_to_have_written_is_none_of_this_meeting(said):
    assert said("> Neste møte: i juni\n> – Vik") == []
    assert said("> Ja.\n\nNeste møte: i juni") == [("hode-i-teksten", 11, 1)]
