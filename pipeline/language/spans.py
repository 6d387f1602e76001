"""Times that numbers are told for, as people write them: «2023», «31.12.2023», «1. tertial 2023», «mars 2024»."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from pipeline.language.date_printing import numeric_date
from pipeline.language.date_reading import MONTH_WORDS, ReadDate, read_date


class Length(Enum):
    """How long a time is. Months and the like are not all of as many days."""

    DAY = auto()
    WEEK = auto()
    MONTH = auto()
    QUARTER = auto()
    THIRD = auto()
    HALF = auto()
    YEAR = auto()
    LONGER = auto()


_MOST_DAYS = {
    1: Length.DAY, 7: Length.WEEK, 31: Length.MONTH, 92: Length.QUARTER, 123: Length.THIRD, 184: Length.HALF,
    366: Length.YEAR,
}  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days a time covers. Times are ordered by the day they end."""

    last: date
    first: date

    @property
    def shown(self) -> str:
        """The date, where it is a single day; else nothing."""
        return numeric_date(self.last) if self.first == self.last else ""

    @property
    def length(self) -> Length:
        """Which kind of time it is: those of one kind stand beside one another as equals."""
        days = (self.last - self.first).days + 1
        return next((length for most, length in _MOST_DAYS.items() if days <= most), Length.LONGER)


_LONGEST = 100
"""No time is written with more letters."""

_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_ABOUT = re.compile(
    r"(?:per|pr|ved|i|hittil|så langt|sist målt|målt|utgangen av|utgongen av|hele|heile)\b\.?:?\s*", re.I
)
_ORDINALS = {
    "1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4,
    "første": 1, "fyrste": 1, "andre": 2, "annet": 2, "tredje": 3, "fjerde": 4, "siste": 0,
}  # fmt: skip
_PARTS = {"tertial": 3, "kvartal": 4, "halvår": 2, "t": 3, "k": 4, "q": 4, "h": 2}
_SEASONS = {"våren": 1, "vår": 1, "høsten": 2, "høst": 2, "hausten": 2, "haust": 2}
_PART = re.compile(
    rf"(?:(?P<ordinal>{'|'.join(_ORDINALS)})\.?\s*(?P<part>tertial|kvartal|halvår)|(?P<letter>[tkqh])\s*(?P<number>[1-4])"
    rf"|(?P<season>{'|'.join(_SEASONS)}))(?:et|en)?\s*[-,/]?\s*(?:i\s+)?{_YEAR.format('year')}",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(rf"{_YEAR.format('year')}\s*[-–,/:]?\s*(?P<rest>\D.*|[1-4]\..*)")
_MONTH = re.compile(rf"(?P<month>{MONTH_WORDS})\.?\s*{_YEAR.format('year')}", re.IGNORECASE)
_WEEK = re.compile(rf"(?:uke|veke|u)\.?\s*(?P<week>\d\d?)\s*[-,/]?\s*(?:i\s+)?{_YEAR.format('year')}", re.IGNORECASE)
_YEARS = re.compile(rf"{_YEAR.format('first')}(?:\s*[–-]\s*{_YEAR.format('last')})?")


def read_span(text: str) -> Span | None:
    """The days `text` covers; None where it is a name («før tiltaket») or an impossible date."""
    if len(text) > _LONGEST:
        return None
    bare = " ".join(text.split()).lower()
    while opening := _ABOUT.match(bare):
        bare = bare[opening.end() :]
    return _date(bare) or _named(bare) or _turned(bare)


def _date(text: str) -> Span | None:
    found = read_date(text)
    return Span(found.day, found.day) if isinstance(found, ReadDate) and not found.year_missing else None


def _named(text: str) -> Span | None:
    if found := _YEARS.fullmatch(text):
        first, last = int(found["first"]), int(found["last"] or found["first"])
        return Span(date(last, 12, 31), date(first, 1, 1)) if first <= last else None
    if found := _MONTH.fullmatch(text):
        first_day = read_date(f"1. {found['month']} {found['year']}")
        return _months(first_day.day, 1) if isinstance(first_day, ReadDate) else None
    if found := _WEEK.fullmatch(text):
        try:
            monday = date.fromisocalendar(int(found["year"]), int(found["week"]), 1)
        except ValueError:
            return None
        return Span(monday + timedelta(6), monday)
    if found := _PART.fullmatch(text):
        return _part_of_year(found)
    return None


def _turned(text: str) -> Span | None:
    """«2023 1. tertial», «2023-T1»."""
    found = _YEAR_FIRST.fullmatch(text)
    return _named(f"{found['rest']} {found['year']}") if found else None


def _part_of_year(found: "re.Match[str]") -> Span | None:
    if found["season"]:
        parts, number = 2, _SEASONS[found["season"].lower()]
    elif found["letter"]:
        parts, number = _PARTS[found["letter"].lower()], int(found["number"])
    else:
        parts = _PARTS[found["part"].lower()]
        number = _ORDINALS[found["ordinal"].lower()] or parts
    if number > parts:
        return None
    months = 12 // parts
    return _months(date(int(found["year"]), (number - 1) * months + 1, 1), months)


def _months(first: date, count: int) -> Span:
    """So many months from the first of one."""
    month = first.month + count - 1
    return Span(date(first.year, month, monthrange(first.year, month)[1]), first)
