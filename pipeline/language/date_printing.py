"""Dates and times as Språkrådet wants them printed («Tall, tid og dato»).

Own tables, equal to Babel's where Babel has the form (a test says so), so that Babel stays out of the warm path.
"""

from datetime import date, time

from pipeline.language.numbers import NO_BREAK_SPACE

WEEKDAYS = {
    "nb": ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    "nn": ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"],
}
"""From Monday, as `date.weekday` counts."""

MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
"""The same in bokmål and nynorsk."""


def numeric_date(day: date) -> str:
    """«28.04.2020»."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def long_date(day: date) -> str:
    """«28. april 2020», day and month kept on one line. The same in both languages."""
    return f"{day.day}.{NO_BREAK_SPACE}{MONTHS[day.month - 1]} {day.year}"


def weekday_name(day: date, language: str) -> str:
    """«tirsdag», nn «tysdag»."""
    return WEEKDAYS[language][day.weekday()]


def full_date(day: date, language: str) -> str:
    """«tirsdag 28. april 2020», nn «tysdag 28. april 2020»."""
    return f"{weekday_name(day, language)} {long_date(day)}"


def clock(moment: time) -> str:
    """«kl. 12.00»."""
    return f"kl.{NO_BREAK_SPACE}{moment.hour:02}.{moment.minute:02}"


def clock_range(start: time, end: time) -> str:
    """«kl. 12.00–15.00»."""
    return f"{clock(start)}–{end.hour:02}.{end.minute:02}"


def moment(day: date, start: time | None, end: time | None, language: str) -> str:
    """«tirsdag 28. april 2020 kl. 12.00–15.00», with as much of the time as there is."""
    if start is None:
        return full_date(day, language)
    return f"{full_date(day, language)} {clock(start) if end is None else clock_range(start, end)}"


def date_range(first: date, last: date) -> str:
    """«8.–12. februar 2020», «28. februar – 2. mars 2020», «30. desember 2020 – 2. januar 2021»; one day: its date."""
    if first == last:
        return long_date(first)
    if first.year != last.year:
        return f"{long_date(first)} – {long_date(last)}"
    if first.month != last.month:
        return f"{first.day}.{NO_BREAK_SPACE}{MONTHS[first.month - 1]} – {long_date(last)}"
    return f"{first.day}.–{long_date(last)}"


def iso_week(day: date) -> int:
    """The week number as Norway counts (ISO 8601): 1 January 2021 is in week 53."""
    return day.isocalendar().week
