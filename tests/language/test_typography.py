"""What the writer types, and what stands in the document. `~` shows a no-break space."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.typography import set_typography


def shown(text: str, before: str = "", after: str = "") -> str:
    return set_typography(text, before, after).replace("\xa0", "~")


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Møtet er kl 12.00 - 15.00.", "Møtet er kl.~12.00–15.00."),
        ("Kl. 9.30", "Kl.~9.30"),
        ("kl 12", "kl.~12"),
        ("kl. 12:00", "kl.~12:00"),
        ("kl. 12-15", "kl.~12–15"),
        ("kl 12 - 15 på Hamar", "kl.~12–15 på Hamar"),
        ("12.00 – 15.00", "12.00–15.00"),
        ("kl. 12.00 – kl. 15.00", "kl.~12.00 – kl.~15.00"),
    ],
)
def test_times_of_day(typed: str, set_: str) -> None:
    assert shown(typed) == set_


def test_an_hour_and_an_aside_is_not_taken_for_a_range() -> None:
    assert shown("Vi begynner kl. 12 - 15 personer er meldt på") == "Vi begynner kl.~12 – 15 personer er meldt på"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("28. april 2020", "28.~april 2020"),
        ("8.-12. februar", "8.–12.~februar"),
        ("28. 4. 2020", "28.~4.~2020"),
        ("28.4.20 og 2020-04-28", "28.4.20 og 2020-04-28"),
    ],
)
def test_dates_stay_as_typed_and_in_one_piece(typed: str, set_: str) -> None:
    assert shown(typed) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("se sak 31/23", "se sak~31/23"),
        ("saken 15-2020", "saken~15-2020"),
        ("Sak PS 15/45", "Sak~PS~15/45"),
        ("sakene 15-2020, 17-2020 og 18-2020 utsettes", "sakene~15-2020, 17-2020 og 18-2020 utsettes"),
        ("sak 3-23, 4-23 og 5-23 utsettes", "sak~3-23, 4-23 og 5-23 utsettes"),
        ("§13 og §§ 14-15", "§~13 og §§~14-15"),
        ("kommuneloven § 11-4 gjelder", "kommuneloven §~11-4 gjelder"),
        ("versjon 1.70-1 gjelder", "versjon~1.70-1 gjelder"),
    ],
)
def test_numbers_of_cases_paragraphs_and_versions_are_no_ranges(typed: str, set_: str) -> None:
    assert shown(typed) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("8-12 deltakere", "8–12 deltakere"),
        ("5-10 %", "5–10~%"),
        ("i 2019-2021.", "i 2019–2021."),
        ("uke 35-39, side 8-12", "uke~35–39, side~8–12"),
    ],
)
def test_ranges_get_an_en_dash(typed: str, set_: str) -> None:
    assert shown(typed) == set_


@pytest.mark.parametrize(
    "typed",
    [
        "samarbeidet i 1-2-linjen",
        "15-2020 utsettes",
        "03-23 utsettes",
        "ring 815-00-123 nå",
        "ring 22 33 44-55 nå",
        "1.66-1 gjelder",
        "2021-2019",
        "Covid-19 og BUP-prosjektet",
        "2-åring",
    ],
)
def test_what_is_not_surely_a_range_is_left(typed: str) -> None:
    assert shown(typed) == typed


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("kr 1 125 000", "kr~1~125~000"),
        ("1 125 000 kr", "1~125~000~kr"),
        ("50% og 50 %", "50~% og 50~%"),
        ("3 mill. kroner", "3~mill. kroner"),
        ("tlf. 22 33 44 55", "tlf. 22 33 44 55"),
        ("i 2020 125 ganger", "i 2020 125 ganger"),
    ],
)
def test_amounts(typed: str, set_: str) -> None:
    assert shown(typed) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('Hva er "ambulant" arbeid?', "Hva er «ambulant» arbeid?"),
        ('("slik")', "(«slik»)"),
        ('punkt "a)", "b" og "c".', "punkt «a)», «b» og «c»."),
        ("“slik” og „slik”", "«slik» og «slik»"),
        ('en 17" skjerm', 'en 17" skjerm'),
        ('"kapittel 17"', "«kapittel~17»"),
    ],
)
def test_quotes(typed: str, set_: str) -> None:
    assert shown(typed) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("ute - altså ambulant - hver dag", "ute – altså ambulant – hver dag"),
        ("og så...", "og så…"),
        ("jfr. sak 31/23 (jfr § 13), Jf over", "jf. sak~31/23 (jf. §~13), Jf. over"),
        ("- et punkt", "- et punkt"),
    ],
)
def test_dashes_dots_and_jf(typed: str, set_: str) -> None:
    assert shown(typed) == set_


@pytest.mark.parametrize(
    "typed",
    [
        "https://eksempel.no/sak-8-12/a?b=12%20-%2013&c=jfr",
        "kari.8-12@eksempel.no",
        "\\\\server\\8-12",
        "plan-8-12.docx",
    ],
)
def test_addresses_and_file_names_are_left(typed: str) -> None:
    assert shown(f"Se {typed} nå") == f"Se {typed} nå"


def test_a_sentence_cut_into_runs_is_set_as_a_whole() -> None:
    assert shown("se sak ", after="31/23") == "se sak~"
    assert shown('sitat"', before='et "') == "sitat»"
    assert shown("- altså ute", before="ambulant ") == "– altså ute"
    assert shown("- altså ute") == "- altså ute"


def kept(text: str) -> str:
    """The letters and digits of `text`, with the one word that is changed read alike."""
    return re.sub(r"([Jj])fr?\b", r"\1f", re.sub(r"[\s.…\-–\"“”„«»]", "", re.sub(r"\b([Jj])fr\b", r"\1f", text)))


BITS = """
kl Kl. kl. 12.00 12:00 12 15 8-12 - – -- jfr jfr. Jf § §13 11-4 sak Sak saken 31/23 15-2020 28. april 28.4.20 1 125 000
kr % 50% " "a" «b» “c” ... … deltakere på uke 35-39 PS 17" ( ) , . https://a.no/8-12 a@b.no f.pdf til og 2019-2021
"""
sentences = st.lists(st.sampled_from([*BITS.split(), "\xa0", "  ", ""]), max_size=14).map(" ".join)


@given(sentences | st.text(alphabet='kljfr123 §-–."«»:%/ \xa0K', max_size=25) | st.text(max_size=40))
def test_setting_twice_changes_nothing(typed: str) -> None:
    once = set_typography(typed)
    assert set_typography(once) == once


@given(sentences | st.text(max_size=40))
def test_no_letter_is_lost(typed: str) -> None:
    assert kept(set_typography(typed)) == kept(typed)


@given(sentences, sentences, sentences)
def test_a_run_keeps_its_letters_whatever_stands_beside_it(before: str, typed: str, after: str) -> None:
    assert kept(set_typography(typed, before, after)) == kept(typed)
