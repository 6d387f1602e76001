"""When a meeting is, as it is typed after `tid:`."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.dates import ImpossibleDate, ReadMeetingTime, TimeFault, moment, read_meeting_time


def read(text: str) -> ReadMeetingTime:
    found = read_meeting_time(text, 2020)
    assert isinstance(found, ReadMeetingTime)
    return found


def faults(text: str) -> list[str]:
    return [remark.fault for remark in read(text).remarks]


@pytest.mark.parametrize(
    "typed",
    [
        "28.04.2020 kl. 12.00–15.00",
        "28.04.2020 kl 12.00 - 15.00",
        "28.4.20, 12:00 til 15:00",
        "28. april 2020 kl. 12-15",
        "28.04.2020 12-15",
        "28.04.2020 fra kl. 12 til kl. 15",
        "Tirsdag 28. april 12.00 – 15.00",
        "tysdag 28. april 2020 kl 1200-1500",
        "28.4 12.00-15.00",
        "2020-04-28 12:00–15:00",
    ],
)
def test_one_meeting_in_many_ways(typed: str) -> None:
    found = read(typed)
    assert (found.day, found.start, found.end, found.last_day) == (date(2020, 4, 28), time(12), time(15), None)


@pytest.mark.parametrize(
    "typed",
    [
        "8.–9. februar 2023 kl. 10-15",
        "8.-9.2.2023 kl. 10-15",
        "08.02.2023–09.02.2023 kl. 10.00–15.00",
        "8. februar - 9. februar 2023 kl 10-15",
        "08.02.2023 kl. 10.00 – 09.02.2023 kl. 15.00",
    ],
)
def test_a_meeting_of_several_days(typed: str) -> None:
    found = read(typed)
    assert (found.day, found.last_day) == (date(2023, 2, 8), date(2023, 2, 9))
    assert (found.start, found.end) == (time(10), time(15))


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("28. april kl. 12.00", TimeFault.YEAR_MISSING),
        ("onsdag 28.04.2020 kl. 12.00", TimeFault.WEEKDAY_WRONG),
        ("28.04.2020 kl. 15.00–12.00", TimeFault.END_BEFORE_START),
        ("28.04.2020 kl. 12.00–12.00", TimeFault.END_BEFORE_START),
        ("28.04.2020 kl. 25.00", TimeFault.CLOCK_IMPOSSIBLE),
        ("28.04.2020 kl. 12.00–15.75", TimeFault.CLOCK_IMPOSSIBLE),
        ("28.04.2020", TimeFault.TIME_MISSING),
        ("28.04.2020 kl. 12.00 på Hamar", TimeFault.UNREADABLE_REST),
        ("28.04.2020 kl. 12.00 -", TimeFault.UNREADABLE_REST),
        ("28.04.2020–27.04.2020 kl. 12.00", TimeFault.DAYS_REVERSED),
        ("28.04.2020–31.04.2020 kl. 12.00", TimeFault.LAST_DAY_IMPOSSIBLE),
        ("28.4.20 kl 12", TimeFault.OTHER_FORM),
    ],
)
def test_one_fault_one_remark(typed: str, fault: TimeFault) -> None:
    assert faults(typed) == [fault]


def test_the_remark_says_where() -> None:
    (remark,) = read("28.04.2020 kl. 12.00 på Hamar").remarks
    assert (remark.offset, remark.typed) == (21, "på Hamar")


def test_over_several_days_a_meeting_may_end_earlier_in_the_day() -> None:
    assert faults("28.–29. april 2020 kl. 15.00–12.00") == []


@pytest.mark.parametrize("typed", ["31.02.2020 kl. 12.00", "0.06.18 kl. 12", "31.–2. februar 2020"])
def test_an_impossible_day(typed: str) -> None:
    assert isinstance(read_meeting_time(typed, 2020), ImpossibleDate)


@pytest.mark.parametrize("typed", ["", "i morgen kl. 12", "kl. 12.00–15.00", "12.00-15.00"])
def test_no_day(typed: str) -> None:
    assert read_meeting_time(typed, 2020) is None


DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31))
MINUTES = st.integers(0, 24 * 60 - 1)


@given(DAYS, MINUTES, MINUTES, st.sampled_from(["nb", "nn"]))
def test_what_is_printed_is_read_again_without_remark(day: date, one: int, other: int, language: str) -> None:
    start, end = (time(*divmod(minutes, 60)) for minutes in sorted((one, other)))
    found = read_meeting_time(moment(day, start, end, language))
    assert isinstance(found, ReadMeetingTime)
    assert (found.day, found.start, found.end) == (day, start, end)
    assert found.remarks == () or start == end


@given(st.text(max_size=40) | st.text(alphabet="0123456789.-–:/ kltilog,", max_size=40))
def test_reading_never_raises(text: str) -> None:
    read_meeting_time(text)
    read_meeting_time(text, 2020)
