"""Numbers as documents print them, and as people type them."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.numbers import count, in_words, percent, read_number, write_decimal, write_number


def shown(text: str) -> str:
    return text.replace("\xa0", "~")


def test_thousands_stand_apart_and_stay_together() -> None:
    assert [shown(write_number(number)) for number in (0, 999, 1000, 1125000, -5000)] == [
        "0",
        "999",
        "1~000",
        "1~125~000",
        "−5~000",
    ]


def test_decimals_have_a_comma() -> None:
    assert shown(write_decimal(1234.5)) == "1~234,5"
    assert write_decimal(Decimal("2.50")) == "2,50"
    assert [write_decimal(Decimal(each), 1) for each in ("0.25", "-0.25", "3")] == ["0,3", "−0,3", "3,0"]


def test_percent() -> None:
    assert shown(percent(50)) == "50~%"
    assert shown(percent(12.5)) == "12,5~%"


def test_numbers_up_to_twelve_in_words() -> None:
    assert [in_words(number, "nb") for number in (0, 1, 3, 12, 13)] == ["null", "én", "tre", "tolv", "13"]
    assert [in_words(1, language, neuter=True) for language in ("nb", "nn")] == ["ett", "eitt"]
    assert in_words(1, "nn") == "éin"


def test_counts() -> None:
    assert [shown(count(number, "sak", "saker")) for number in (0, 1, 1200)] == ["0~saker", "1~sak", "1~200~saker"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("39", 39),
        ("1 125 000", 1125000),
        ("1\xa0125\xa0000", 1125000),
        ("70.000", 70000),
        ("1 234,50", Decimal("1234.50")),
        ("-3", -3),
        ("−3,5", Decimal("-3.5")),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, read: int | Decimal) -> None:
    assert read_number(typed) == read


@pytest.mark.parametrize(
    "typed", ["", "tre", "1.5", "1.70-1", "12 34", "1,", "1 125 00", "9" * 16, "9" * 5000, f"0,{'1' * 40}"]
)
def test_what_may_mean_something_else_is_not_guessed_at(typed: str) -> None:
    assert read_number(typed) is None


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_are_read_back_and_are_as_babel_prints_them(number: int) -> None:
    assert read_number(write_number(number)) == number
    assert write_number(number).replace("−", "-") == format_decimal(number, locale="nb_NO").replace("−", "-")


@given(st.decimals(-(10**9), 10**9, places=2))
def test_decimals_are_read_back(number: Decimal) -> None:
    assert read_number(write_decimal(number)) == number
