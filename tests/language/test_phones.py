"""Telephone numbers as they are printed."""

import pytest

from pipeline.language.phones import read_phone


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("90112233", "901 12 233"),
        ("901 12 233", "901 12 233"),
        ("+47 41 00 00 01", "410 00 001"),
        ("0047-73000001", "73 00 00 01"),
        ("73 00 00 01", "73 00 00 01"),
        ("02800", "02800"),
        ("116 117", "116 117"),
        ("+46 8 123 456", "+46 8 123 456"),
    ],
)
def test_numbers_are_grouped_as_the_language_council_wants(typed: str, printed: str) -> None:
    assert read_phone(typed) == printed.replace(" ", "\xa0")


@pytest.mark.parametrize("typed", ["", "12", "ring meg", "901 12 23x", "sentralbordet"])
def test_what_is_no_number_is_not_read(typed: str) -> None:
    assert read_phone(typed) is None
