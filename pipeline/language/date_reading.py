"""Dates and times of day as people type them. Reading gives a value and says how it was typed; it raises nothing."""

import re
from dataclasses import dataclass
from datetime import date, time

from pipeline.language.date_printing import long_date, numeric_date
from pipeline.language.numbers import NO_BREAK_SPACE

_WEEKDAY_FORMS = {
    form: number
    for number, forms in enumerate(
        (
            "mandag måndag ma man må mån",
            "tirsdag tysdag ti tir tirs ty tys",
            "onsdag on ons",
            "torsdag to tor tors",
            "fredag fr fre",
            "lørdag laurdag lø lør lau laur",
            "søndag sundag sø søn su sun",
        )
    )
    for form in forms.split()
}
_MONTH_FORMS = {
    form: number
    for number, forms in enumerate(
        (
            "januar jan",
            "februar febr feb",
            "mars mar",
            "april apr",
            "mai",
            "juni jun",
            "juli jul",
            "august aug",
            "september sept sep",
            "oktober okt",
            "november nov",
            "desember des",
        ),
        start=1,
    )
    for form in forms.split()
}


def _any_of(forms: dict[str, int]) -> str:
    return "|".join(sorted(forms, key=len, reverse=True))


MONTH_WORDS = _any_of(_MONTH_FORMS)
"""Every way of writing a month that is read, as a pattern."""

# A decomposed å is read as well: a source may come from a system that takes letters apart.
_WEEKDAY = rf"(?:(?P<weekday>{_any_of(_WEEKDAY_FORMS).replace('å', '(?:å|å)')})\b\.?\s*,?\s*(?:den\s+)?)?"
_YEAR_ENDS = r"(?![0-9]|[.:][0-9])"
_WORDED = (
    rf"(?P<day>[0-9]{{1,2}})\s*\.?\s*(?P<word>{MONTH_WORDS})\b\.?"
    rf"(?:\s*,?\s*(?P<word_year>[0-9]{{4,5}}|['’][0-9]{{2}}){_YEAR_ENDS})?"
)
_NUMERIC = (
    r"(?P<first>[0-9]{1,2})\s?[./]\s?(?!00(?!\s?[./]))(?P<second>[0-9]{1,2})"
    r"(?:(?:\s?[./–-]\s?|(?<=[./])|\s(?=[0-9]{4}(?![0-9])))"
    rf"(?P<year>[0-9]{{1,5}}|['’][0-9]{{2}}){_YEAR_ENDS})?\.?"
)
_HYPHENED = rf"(?P<hyphen_day>[0-9]{{1,2}})-(?P<hyphen_month>[0-9]{{1,2}})-(?P<hyphen_year>[0-9]{{2,5}}){_YEAR_ENDS}"
_ISO = rf"(?P<iso_year>[0-9]{{4}})-(?P<iso_month>[0-9]{{1,2}})-(?P<iso_day>[0-9]{{1,2}}){_YEAR_ENDS}"
DATE = re.compile(rf"\s*{_WEEKDAY}(?:{_ISO}|{_HYPHENED}|{_WORDED}|{_NUMERIC})", re.IGNORECASE)

CLOCK_WORD = r"(?:\bkl\b\.?|\bklokk[ae]n?\b)"
CLOCK = re.compile(
    rf"\s*(?P<kl>{CLOCK_WORD}\s*)?(?:(?P<hour>[0-9]{{1,2}})(?:\s?[.:]\s?(?P<minute>[0-9]{{2}}))?|(?P<block>[0-9]{{3,4}}))(?![0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date as read. `exact`: typed as it is printed. `year_missing`: the year is the caller's, not the writer's.

    `weekday_typed` counts from Monday = 0; compare it with `day.weekday()`.
    """

    day: date
    exact: bool
    year_missing: bool = False
    weekday_typed: int | None = None


@dataclass(frozen=True, slots=True)
class ImpossibleDate:
    """Something written as a date that is none: «31.02.2020», «0.06.18».

    `year_missing`: the fault is only that no year was typed and none was to be had from elsewhere.
    """

    text: str
    year_missing: bool = False


def read_date(text: str, default_year: int | None = None) -> ReadDate | ImpossibleDate | None:
    """The date `text` is, in any of the ways people write one; None if it is not written as a date at all.

    Two digits of a year are of this century up to 69. Without a year, `default_year` is taken.
    """
    found = DATE.match(text)
    if not found or text[found.end() :].strip():
        return None
    return dated(found, default_year)


def dated(found: re.Match[str], default_year: int | None) -> ReadDate | ImpossibleDate:
    parts = found.groupdict()
    day_text = parts["iso_day"] or parts["hyphen_day"] or parts["day"] or parts["first"]
    month_text = parts["iso_month"] or parts["hyphen_month"] or parts["second"]
    year_text = parts["iso_year"] or parts["hyphen_year"] or parts["word_year"] or parts["year"]
    month = int(month_text) if month_text else _MONTH_FORMS[parts["word"].lower()]
    weekday_text = parts["weekday"]
    weekday = None if weekday_text is None else _WEEKDAY_FORMS[weekday_text.lower().replace("å", "å")]
    typed = found[0].strip()
    year = _year(year_text) if year_text else default_year
    if year is None:
        # 29 February is a day; that it lacks its year is then all that can be said.
        return ImpossibleDate(typed, year_missing=not year_text and _day(2000, month, int(day_text)) is not None)
    day = _day(year, month, int(day_text))
    if day is None:
        return ImpossibleDate(typed)
    return ReadDate(day, _as_printed(typed, day), not year_text, weekday)


def _year(text: str) -> int | None:
    digits = text.lstrip("'’")
    if len(digits) == 4:
        return int(digits)
    return (2000 if int(digits) < 70 else 1900) + int(digits) if len(digits) == 2 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _as_printed(typed: str, day: date) -> bool:
    plain = typed.replace(NO_BREAK_SPACE, " ").lower()
    return plain == numeric_date(day) or plain.endswith(long_date(day).replace(NO_BREAK_SPACE, " "))


def read_clock(text: str) -> time | None:
    """The time of day `text` is, or None: «kl. 12.00», «kl 12», «12:00», «9.30», «12»; «kl 1200» only with its kl."""
    found = CLOCK.match(text)
    if not found or text[found.end() :].strip() or (found["block"] and not found["kl"]):
        return None
    return clock_of(found)


def clock_of(found: re.Match[str]) -> time | None:
    if found["block"]:
        hour, minute = int(found["block"][:-2]), int(found["block"][-2:])
    else:
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
