"""Dates and times of the sources, read with a diagnostic where they cannot be."""

from datetime import date, timedelta

from pipeline.diagnostics import Diagnostic, Place
from pipeline.language.dates import ImpossibleDate, ReadDate, numeric_date, read_date, weekday_name
from pipeline.link.mandate_problems import DATE_LACKS_YEAR
from pipeline.link.problems import DATE_IMPOSSIBLE, DATE_UNREADABLE, DATE_WITHOUT_YEAR, PERIOD_REVERSED, WEEKDAY_WRONG
from pipeline.schema.placed import Text


def day_of(
    text: Text | None, diagnostics: list[Diagnostic], default_year: int | None = None, language: str = "nb"
) -> date | None:
    """The day a field holds, or None where nothing was typed or it cannot be read."""
    return day_at(text, text.place, diagnostics, default_year, language) if text else None


def day_at(
    text: str, place: Place, diagnostics: list[Diagnostic], default_year: int | None = None, language: str = "nb"
) -> date | None:
    """As `day_of`, for a text that stands at `place`."""
    found = read_date(text, default_year)
    if isinstance(found, ImpossibleDate):
        diagnostics.append(no_such_date(found, text, place))
        return None
    if found is None:
        diagnostics.append(DATE_UNREADABLE.at(place, tekst=text))
        return None
    return checked_day(found, text, place, diagnostics, language)


def no_such_date(found: ImpossibleDate, text: str, place: Place, meant: str | None = None) -> Diagnostic:
    """What is wrong with a date that is none: the year that is missing (`meant` is the date it may be), or the day."""
    if found.year_missing:
        return DATE_LACKS_YEAR.at(place, tekst=text, forslag=meant)
    return DATE_IMPOSSIBLE.at(place, tekst=text)


def checked_day(found: ReadDate, text: str, place: Place, diagnostics: list[Diagnostic], language: str = "nb") -> date:
    """The day, with what is wrong about how it was typed: no year, another weekday."""
    if found.year_missing:
        diagnostics.append(DATE_WITHOUT_YEAR.at(place, tekst=text, lest=numeric_date(found.day)))
    if found.weekday_typed is not None and found.weekday_typed != found.day.weekday():
        right = weekday_name(found.day, language)
        written = weekday_name(found.day + timedelta(found.weekday_typed - found.day.weekday()), language)
        diagnostics.append(WEEKDAY_WRONG.at(place, dato=numeric_date(found.day), riktig=right, skrevet=written))
    return found.day


def period_of(since: Text | None, until: Text | None, diagnostics: list[Diagnostic]) -> tuple[date | None, date | None]:
    """A period's two days; an end before the beginning is said, and left out."""
    first, last = day_of(since, diagnostics), day_of(until, diagnostics)
    if first and last and last < first:
        assert until is not None
        diagnostics.append(PERIOD_REVERSED.at(until.place, fra=numeric_date(first), til=numeric_date(last)))
        last = None
    return first, last
