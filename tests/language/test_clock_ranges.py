"""Times of a programme, as people type them."""

from datetime import time

import pytest

from pipeline.language.clock_ranges import read_clock_range, write_clock_range


@pytest.mark.parametrize(
    "typed",
    [
        "9-10.30",
        "kl 09:00–10:30",
        "kl. 09.00 - 10.30",
        "fra 9 til 10.30",
        "0900-1030",
        "9 — 10.30",
        "kl. 9 til kl. 10.30",
    ],
)
def test_every_way_of_typing_a_time_is_printed_alike(typed: str) -> None:
    found = read_clock_range(typed)
    assert found == (time(9), time(10, 30))
    assert write_clock_range(*found) == "09.00–10.30"


def test_a_beginning_may_stand_alone() -> None:
    assert read_clock_range("kl. 9") == (time(9), None)
    assert write_clock_range(time(9), None) == "09.00"


@pytest.mark.parametrize("typed", ["", "9-", "25-26", "9-10.75", "9.30-10.30 eller så", "etter lunsj", "-10"])
def test_what_is_no_time_is_not_read(typed: str) -> None:
    assert read_clock_range(typed) is None
