"""The nearest name, and names misspelt in running text. All names are invented."""

import pytest

from pipeline.language.names import NameIndex, nearest

INDEX = NameIndex(
    [
        "Ingvild Brattvoll",
        "Berit-Oline Granlie",
        "Conny Sandaas",
        "Kari Berg",
        "Per Helge Kvamsdal",
        "Tor Vik",
        "Ida Hanssen",
    ],
    other_words=["Sandås"],
)


def misspelt(text: str, before: str = "") -> list[tuple[str, str]]:
    return [(found.word, found.suggestion) for found in INDEX.find(text, before) if found.kind == "near"]


def exact(text: str) -> list[str]:
    return [found.suggestion for found in INDEX.find(text) if found.kind == "exact"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("moteleder", "møteleder"), ("berj", "berg"), ("forfal", "forfall"), ("stde", "sted"), ("Sted", "sted")],
)
def test_did_you_mean(typed: str, meant: str) -> None:
    assert nearest(typed, ["møteleder", "berg", "forfall", "sted", "status"]) == meant


@pytest.mark.parametrize("typed", ["xyz", "", "a", "saksbehandler"])
def test_nothing_is_meant(typed: str) -> None:
    assert nearest(typed, ["møteleder", "sted", "b"]) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Arbeidet ledes av Bratvoll.", ("Bratvoll", "Brattvoll")),
        ("Gruppen utvides med Berit-Oline Granli.", ("Granli", "Granlie")),
        ("Notatet fra Connie Sandaas ble delt ut.", ("Connie", "Conny")),
        ("Vi venter på Kvamsdals notat og Kvamdals svar.", ("Kvamdals", "Kvamsdal")),
        ("Ida Hansen orienterte.", ("Hansen", "Hanssen")),
        ("Kvammsdal orienterte.", ("Kvammsdal", "Kvamsdal")),
        ("Innspill fra Beret-Oline ble fulgt.", ("Beret-Oline", "Berit-Oline")),
        ("saken v/Begr utsettes", ("Begr", "Berg")),
    ],
)
def test_a_name_a_letter_or_two_off_is_probably_misspelt(text: str, found: tuple[str, str]) -> None:
    assert misspelt(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Borg er et ord som innleder setningen.",
        "Det skjer i Bergen og på Hamar.",
        "Kari Bergs notat og Tor Vik sitt svar.",
        "Brevet fra Nils Hansen ble lest.",
        "Samarbeidet med Helse Bergen går bra.",
        "HANSEN og BERK er forkortelser.",
        "Vil Viken være med? Vi vet ikke.",
        "Torvet og Kartet er navn på rom.",
        "Møt opp i Sandås",
        "Jo, det går. Perm er gitt.",
        "per berk og kari brg",
    ],
)
def test_what_may_well_be_something_else_is_left_alone(text: str) -> None:
    assert misspelt(text) == []


def test_registered_names_are_found_with_their_genitive() -> None:
    assert exact("Bergs og Berit-Oline Granlies notat, v/Vik.") == ["Berg", "Berit-Oline", "Granlie", "Vik"]


def test_the_place_in_the_text_is_given() -> None:
    (found,) = INDEX.find("Det ledes av Bratvoll.")
    assert found.offset == 13


def test_a_run_in_the_middle_of_a_sentence_begins_no_sentence() -> None:
    assert misspelt("Berj tar dette") == []
    assert misspelt("Berj tar dette", before="det er fint at ") == [("Berj", "Berg")]


def test_a_register_with_a_name_of_nothing_is_looked_up_all_the_same() -> None:
    assert [each.word for each in NameIndex(["", "Kari Berg"]).find("Vi spør Berg.")] == ["Berg"]
