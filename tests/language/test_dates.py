"""Dates and times: printed as Språkrådet wants, read as people type."""

from datetime import date, time, timedelta

import pytest
from babel.dates import format_date, format_time
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.dates import (
    ImpossibleDate,
    ReadDate,
    clock,
    clock_range,
    date_range,
    full_date,
    iso_week,
    long_date,
    moment,
    numeric_date,
    read_clock,
    read_date,
)

DAY = date(2020, 4, 28)
LOCALES = {"nb": "nb_NO", "nn": "nn_NO"}


def shown(text: str) -> str:
    return text.replace("\xa0", "~")


def test_a_date_is_printed() -> None:
    assert shown(full_date(DAY, "nb")) == "tirsdag 28.~april 2020"
    assert shown(full_date(DAY, "nn")) == "tysdag 28.~april 2020"
    assert shown(long_date(DAY)) == "28.~april 2020"
    assert numeric_date(DAY) == "28.04.2020"


def test_a_time_is_printed_with_a_full_stop_and_an_en_dash() -> None:
    assert shown(clock(time(9, 5))) == "kl.~09.05"
    assert shown(clock_range(time(12), time(15))) == "kl.~12.00–15.00"


def test_a_moment_has_as_much_of_the_time_as_there_is() -> None:
    assert shown(moment(DAY, time(12), time(15), "nb")) == "tirsdag 28.~april 2020 kl.~12.00–15.00"
    assert shown(moment(DAY, time(12), None, "nb")) == "tirsdag 28.~april 2020 kl.~12.00"
    assert shown(moment(DAY, None, None, "nn")) == "tysdag 28.~april 2020"


@pytest.mark.parametrize(
    ("last", "printed"),
    [
        (DAY, "28.~april 2020"),
        (date(2020, 4, 30), "28.–30.~april 2020"),
        (date(2020, 5, 2), "28.~april – 2.~mai 2020"),
        (date(2021, 1, 2), "28.~april 2020 – 2.~januar 2021"),
    ],
)
def test_a_range_of_days_says_month_and_year_once(last: date, printed: str) -> None:
    assert shown(date_range(DAY, last)) == printed


def test_dates_are_as_babel_prints_them_where_babel_has_the_form() -> None:
    for language, locale in LOCALES.items():
        for number in range(366 * 3):
            day = date(2019, 12, 1) + timedelta(number)
            assert full_date(day, language).replace("\xa0", " ") == format_date(day, "full", locale)
            assert long_date(day).replace("\xa0", " ") == format_date(day, "long", locale)
            assert numeric_date(day) == format_date(day, "dd.MM.y", locale)
            assert str(iso_week(day)) == format_date(day, "w", locale)


def test_times_are_as_babel_prints_them() -> None:
    for minutes in range(24 * 60):
        moment_of_day = time(*divmod(minutes, 60))
        assert clock(moment_of_day).replace("\xa0", " ") == format_time(moment_of_day, "'kl'. HH.mm", locale="nb_NO")


def test_new_year_2021_is_in_week_53() -> None:
    assert iso_week(date(2021, 1, 1)) == 53


@pytest.mark.parametrize(
    "typed",
    [
        "28.04.2020",
        "28.4.2020",
        "28.4.20",
        "28. 4. 2020",
        "2020-04-28",
        "28/4-20",
        "28/4 2020",
        "28-4-2020",
        "28. april 2020",
        "28 april 2020",
        "28. APRIL 2020",
        "28. apr. 2020",
        "28. april '20",
        "tirsdag 28. april 2020",
        "Tirsdag den 28.04.2020",
        "tysdag 28. april 2020",
        "ti. 28.4.20",
        " 28.\xa0april 2020 ",
    ],
)
def test_one_day_in_many_ways(typed: str) -> None:
    found = read_date(typed)
    assert isinstance(found, ReadDate)
    assert found.day == DAY
    assert not found.year_missing


@pytest.mark.parametrize("typed", ["28.4", "28.04.", "28/4", "28 april", "28. april", "tirsdag 28. april"])
def test_without_a_year_the_callers_is_taken_and_said(typed: str) -> None:
    found = read_date(typed, default_year=2020)
    assert isinstance(found, ReadDate)
    assert (found.day, found.year_missing) == (DAY, True)
    assert read_date(typed) == ImpossibleDate(typed, year_missing=True)


@pytest.mark.parametrize("typed", ["28.04.2020", "28. april 2020", "28.\xa0april 2020", "Tirsdag 28. april 2020"])
def test_what_is_typed_as_it_is_printed_is_exact(typed: str) -> None:
    found = read_date(typed)
    assert isinstance(found, ReadDate)
    assert found.exact


@pytest.mark.parametrize("typed", ["28.4.2020", "28.4.20", "2020-04-28", "28 april 2020"])
def test_what_is_printed_otherwise_is_not_exact(typed: str) -> None:
    found = read_date(typed)
    assert isinstance(found, ReadDate)
    assert not found.exact


@pytest.mark.parametrize("typed", ["31.02.2020", "0.06.18", "29. februar 2021", "32/1-20", "2020-13-01", "1.1.202"])
def test_an_impossible_date_is_told_from_no_date(typed: str) -> None:
    assert read_date(typed) == ImpossibleDate(typed)


@pytest.mark.parametrize(
    "typed", ["", "i morgen", "fredag", "12.00", "april 2020", "Gruppe 2", "28.04.2020 på Hamar", "20"]
)
def test_no_date(typed: str) -> None:
    assert read_date(typed, 2020) is None


@pytest.mark.parametrize(
    ("typed", "weekday"), [("onsdag 28. april 2020", 2), ("laurdag 28.04.2020", 5), ("28.04.2020", None)]
)
def test_the_weekday_typed_is_kept_for_checking(typed: str, weekday: int | None) -> None:
    found = read_date(typed)
    assert isinstance(found, ReadDate)
    assert found.weekday_typed == weekday


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("kl. 12.00", time(12)),
        ("kl 12", time(12)),
        ("Kl 9.30", time(9, 30)),
        ("12:00", time(12)),
        ("12", time(12)),
        ("kl 0930", time(9, 30)),
        ("klokka 7", time(7)),
    ],
)
def test_times_as_people_type_them(typed: str, read: time) -> None:
    assert read_clock(typed) == read


@pytest.mark.parametrize("typed", ["", "1200", "25.00", "12.60", "12.5", "om kvelden", "12.00–15.00"])
def test_no_time(typed: str) -> None:
    assert read_clock(typed) is None


DAYS = st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31))


@given(DAYS, st.sampled_from(["nb", "nn"]))
def test_what_is_printed_is_read_again(day: date, language: str) -> None:
    for printed in (full_date(day, language), long_date(day), numeric_date(day)):
        found = read_date(printed)
        assert isinstance(found, ReadDate)
        assert (found.day, found.exact) == (day, True)
        assert found.weekday_typed in (None, day.weekday())


@given(st.times())
def test_a_time_printed_is_read_again(of_day: time) -> None:
    assert read_clock(clock(of_day)) == of_day.replace(second=0, microsecond=0)


@given(st.text(max_size=30))
def test_reading_never_raises(text: str) -> None:
    read_date(text)
    read_date(text, 2020)
    read_clock(text)
