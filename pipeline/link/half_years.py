"""Half-years and milestones of a progress plan, as people write them."""

import re
from dataclasses import dataclass
from datetime import date

from pipeline.language.date_reading import DATE, MONTH_WORDS, ImpossibleDate, ReadDate, dated, read_date
from pipeline.language.dates import numeric_date
from pipeline.records.mandate import HalfYear

_SEASON = r"(?P<{}>vår(?:en)?|høst(?:en)?|haust(?:en)?)\b"
_YEAR = r"(?P<{}>(?:19|20)\d\d)(?!\d)"
_HALF_YEAR = re.compile(
    rf"\s*(?:{_YEAR.format('year')}[\s,:–-]*{_SEASON.format('season')}"
    rf"|{_SEASON.format('season_first')}\s*,?\s*{_YEAR.format('year_last')}"
    rf"|(?P<half>[12])\.?\s*halvår\s*,?\s*{_YEAR.format('half_year')})",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\s*(?P<month>{MONTH_WORDS})\b\.?\s*{_YEAR.format('year')}", re.IGNORECASE)
_DAY_ONLY = re.compile(r"\s*(?P<day>\d{1,2})\.?\s?[–-]\s?(?=\d{1,2}\.)")
_DASH = re.compile(r"\s?[–-]\s?")
_BETWEEN = " \t:–-"


@dataclass(slots=True)
class ReadMilestone:
    """A milestone as read. `day` is its last day; `impossible` what was written as a date and is none."""

    half_year: HalfYear | None
    text: str
    day: date | None = None
    first_day: date | None = None
    impossible: ImpossibleDate | None = None
    year_missing: bool = False


def read_half_year(text: str) -> HalfYear | None:
    """«2019 vår», «høsten 2019», «1. halvår 2020», nn «2019 haust»; None where it is none."""
    found = _HALF_YEAR.fullmatch(text.strip())
    return _half_year(found) if found else None


def _half_year(found: re.Match[str]) -> HalfYear:
    if found["half"]:
        return HalfYear(int(found["half_year"]), found["half"] == "2")
    season = found["season"] or found["season_first"]
    return HalfYear(int(found["year"] or found["year_last"]), season[0].lower() == "h")


def read_milestone(text: str, default_year: int | None = None) -> ReadMilestone | None:
    """«31.10.2019 (rapport)», «1.–15. oktober 2019», «mars 2020: søknad», «2020 vår: Søknader sendes inn».

    None where no time opens the text. The half-year of a range is that of its last day.
    """
    text = text.strip()
    if found := _HALF_YEAR.match(text):
        return ReadMilestone(_half_year(found), text[found.end() :].lstrip(_BETWEEN))
    if found := _MONTH.match(text):
        first = read_date(f"1. {found['month']} {found['year']}")
        if isinstance(first, ReadDate):
            return ReadMilestone(HalfYear.of(first.day), text)
    if (first_only := _DAY_ONLY.match(text)) and (last := DATE.match(text, first_only.end())):
        read = dated(last, default_year)
        if isinstance(read, ImpossibleDate):
            return ReadMilestone(None, text, impossible=ImpossibleDate(text[: last.end()], read.year_missing))
        shown = f"{first_only['day']}.–{_printed(last, read)}{text[last.end() :]}"
        begins = _with_day(read.day, int(first_only["day"]))
        if begins is None:
            return ReadMilestone(None, text, impossible=ImpossibleDate(text[: last.end()]))
        return ReadMilestone(HalfYear.of(read.day), shown, read.day, begins, year_missing=read.year_missing)
    return _dated_milestone(text, default_year)


def _dated_milestone(text: str, default_year: int | None) -> ReadMilestone | None:
    found = DATE.match(text)
    if found is None or text[found.end() : found.end() + 1].isalnum():
        return None
    dash = _DASH.match(text, found.end())
    last = DATE.match(text, dash.end()) if dash else None
    ends = dated(last, default_year) if last else None
    begins = dated(found, ends.day.year if isinstance(ends, ReadDate) else default_year)
    if isinstance(begins, ImpossibleDate):
        return ReadMilestone(None, text, impossible=ImpossibleDate(found[0].strip(), begins.year_missing))
    if ends is None or last is None:
        shown = _printed(found, begins) + text[found.end() :]
        return ReadMilestone(HalfYear.of(begins.day), shown, begins.day, year_missing=begins.year_missing)
    if isinstance(ends, ImpossibleDate):
        return ReadMilestone(None, text, impossible=ImpossibleDate(last[0].strip(), ends.year_missing))
    first = found[0].strip() if begins.year_missing else _printed(found, begins)
    shown = f"{first}–{_printed(last, ends)}{text[last.end() :]}"
    return ReadMilestone(HalfYear.of(ends.day), shown, ends.day, begins.day, year_missing=ends.year_missing)


def _printed(found: re.Match[str], read: ReadDate) -> str:
    """A date as it is printed: «31.10.19» with its whole year, «31. oktober 2019» as it stands."""
    return found[0].strip() if read.exact else numeric_date(read.day)


def _with_day(month: date, day: int) -> date | None:
    try:
        return month.replace(day=day)
    except ValueError:
        return None


def half_years_between(first: HalfYear, last: HalfYear, most: int) -> list[HalfYear]:
    """From `first` to `last`, both taken with, at most so many."""
    found = [first]
    while found[-1] < last and len(found) < most:
        found.append(found[-1].following())
    return found


def count_between(first: HalfYear, last: HalfYear) -> int:
    """How many half-years there are from `first` to `last`, both taken with."""
    return (last.year - first.year) * 2 + last.autumn - first.autumn + 1


def shown(half_year: HalfYear) -> str:
    """As it is written in a source: «2019 vår»."""
    return f"{half_year.year} {'høst' if half_year.autumn else 'vår'}"
