"""Expected ends and periods of actions, as people write them: «30.06.2024», «medio april 2023», «2022–2024»."""

import re
from calendar import monthrange
from datetime import date

from pipeline.diagnostics import Diagnostic
from pipeline.language.date_reading import DATE, MONTH_WORDS, ImpossibleDate, ReadDate, dated, read_date
from pipeline.language.dates import numeric_date
from pipeline.link.dates import checked_day, no_such_date
from pipeline.link.problems import PERIOD_REVERSED
from pipeline.records.actions import End, Period
from pipeline.schema.placed import Text

_YEAR = r"(?P<{}>(?:19|20)\d\d)"
_ABOUT = (
    r"(?:(?:innen|seinest|senest|i|i løpet av|ved|før|mot|ca\.?|utgangen av|utgongen av|slutten av|medio|ultimo|primo)"
    r"\s+)*"
)
_PART_OF_YEAR = {
    "vår": 6, "våren": 6, "sommer": 8, "sommeren": 8, "sommar": 8, "sommaren": 8, "høst": 12, "høsten": 12, "haust": 12,
    "hausten": 12, "første halvår": 6, "1. halvår": 6, "andre halvår": 12, "2. halvår": 12, "1. kvartal": 3,
    "2. kvartal": 6, "3. kvartal": 9, "4. kvartal": 12, "første kvartal": 3, "andre kvartal": 6, "tredje kvartal": 9,
    "fjerde kvartal": 12, "årsskiftet": 12,
}  # fmt: skip
"""The last month of each part of a year."""
_PARTS = "|".join(map(re.escape, sorted(_PART_OF_YEAR, key=len, reverse=True)))
_LOOSE = re.compile(
    rf"{_ABOUT}(?:(?:\w+\s?[/–-]\s?)?(?P<month>{MONTH_WORDS})\b\.?\s*{_YEAR.format('year')}"
    rf"|(?P<part>{_PARTS})\s*{_YEAR.format('part_year')}|{_YEAR.format('first_year')}\s+(?P<last_part>{_PARTS})"
    rf"|{_YEAR.format('only_year')})",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"(?:innen|seinest|senest|frist:?|før|til)\s+", re.IGNORECASE)
_AFTER_DATE = re.compile(r"\s*[(,;:–-]|\s+[^\W\d]")
_DASH = re.compile(r"\s*(?:[–—-]|\btil(?: og med)?\b|\bt\.?o\.?m\b\.?)\s*", re.IGNORECASE)
_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)\s*[–—/-]\s*(?P<last>(?:19|20)\d\d)")


def read_end(typed: Text, language: str, diagnostics: list[Diagnostic]) -> End:
    """The end `typed` is: a date, or a time with a last day; a text that is neither has no day."""
    text = " ".join(typed.split())
    until = _UNTIL.match(text)
    bare = text[until.end() :] if until else text
    found = read_date(bare)
    if found is None and (opening := DATE.match(bare)) and _AFTER_DATE.match(bare, opening.end()):
        found = dated(opening, None)
        until = until or opening
    if isinstance(found, ReadDate):
        day = checked_day(found, bare, typed.place, diagnostics, language)
        return End(text if until else numeric_date(day), day)
    if isinstance(found, ImpossibleDate):
        diagnostics.append(no_such_date(found, found.text, typed.place))
        return End(text, None)
    return End(text, _last_day(text))


def _last_day(text: str) -> date | None:
    """The last day «medio april 2023», «høsten 2023», «1. kvartal 2024» or «2024» can mean."""
    found = _LOOSE.fullmatch(text)
    if found is None:
        return None
    if found["month"]:
        first = read_date(f"1. {found['month']} {found['year']}")
        return _end_of_month(first.day.year, first.day.month) if isinstance(first, ReadDate) else None
    part = (found["part"] or found["last_part"] or "").casefold()
    year = int(found["part_year"] or found["first_year"] or found["only_year"])
    return _end_of_month(year, _PART_OF_YEAR.get(part, 12))


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def read_period(typed: Text, language: str, diagnostics: list[Diagnostic]) -> Period:
    """The period `typed` is: two dates, two years, or a text as it stands. One that ends before it begins is said."""
    text = " ".join(typed.split())
    if years := _YEARS.fullmatch(text):
        first, last = date(int(years["first"]), 1, 1), date(int(years["last"]), 12, 31)
        if last < first:
            diagnostics.append(PERIOD_REVERSED.at(typed.place, fra=years["first"], til=years["last"]))
        return Period(f"{years['first']}–{years['last']}", first, last)
    begins = DATE.match(text)
    dash = _DASH.match(text, begins.end()) if begins else None
    ends = DATE.match(text, dash.end()) if dash else None
    if begins is None or ends is None or text[ends.end() :].strip(" ."):
        return Period(text)
    last_read = dated(ends, None)
    first_read = dated(begins, last_read.day.year if isinstance(last_read, ReadDate) else None)
    for found in (first_read, last_read):
        if isinstance(found, ImpossibleDate):
            diagnostics.append(no_such_date(found, found.text, typed.place))
    if isinstance(first_read, ImpossibleDate) or isinstance(last_read, ImpossibleDate):
        return Period(text)
    first, last = first_read.day, last_read.day
    if last < first:
        diagnostics.append(PERIOD_REVERSED.at(typed.place, fra=numeric_date(first), til=numeric_date(last)))
    return Period(f"{numeric_date(first)}–{numeric_date(last)}", first, last)
