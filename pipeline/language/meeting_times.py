"""When a meeting is, as people type it: a day or several, and when it begins and ends."""

import re
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from typing import TypeAlias

from pipeline.language.date_reading import CLOCK, CLOCK_WORD, DATE, ImpossibleDate, ReadDate, clock_of, dated, read_date

Day: TypeAlias = date


class TimeFault(StrEnum):
    """What is to be said about a meeting time whose first day could be read."""

    YEAR_MISSING = "aar-mangler"
    """The year is the caller's."""
    WEEKDAY_WRONG = "ukedag-feil"
    """The weekday typed is not the date's."""
    LAST_DAY_IMPOSSIBLE = "siste-dag-umulig"
    """There is no such last day; it is left out."""
    DAYS_REVERSED = "dager-baklengs"
    """The last day is before the first; it is left out."""
    CLOCK_IMPOSSIBLE = "klokkeslett-umulig"
    """25.00, 12.75; the time is left out."""
    END_BEFORE_START = "slutt-for-start"
    """On one day, the end is not after the start; both are kept."""
    UNREADABLE_REST = "rest-uleselig"
    """Something stands there that is neither date nor time."""
    TIME_MISSING = "klokkeslett-mangler"
    """Only a day was typed."""
    OTHER_FORM = "annen-form"
    """No fault: all is understood, and printed otherwise than it was typed."""


@dataclass(frozen=True, slots=True)
class TimeRemark:
    """One thing to say: what, where in the text (characters from 0), and the piece it is about."""

    fault: TimeFault
    offset: int
    typed: str


@dataclass(frozen=True, slots=True)
class ReadMeetingTime:
    """A meeting time as read. `last_day` is set for several days; `remarks` stand in the order of the text."""

    date: ReadDate
    start: time | None = None
    end: time | None = None
    last_day: Day | None = None
    remarks: tuple[TimeRemark, ...] = ()

    @property
    def day(self) -> Day:
        return self.date.day

    def has(self, fault: TimeFault) -> bool:
        return any(remark.fault is fault for remark in self.remarks)


# «8.–9. februar 2023», «8.-9.2.2023», «8. og 9. februar»: the first day borrows its month and year from the second.
_DAY_BEFORE = re.compile(
    r"\s*(?P<day>[0-9]{1,2})\.?\s*(?:[-–—]|til|og)\s*(?=[0-9]{1,2}\s*\.?\s*(?:[a-zæøå]|[0-9]{1,2}\s*\.))", re.IGNORECASE
)
_DASH = re.compile(r"\s*(?:[-–—−]+|\btil\b|\bog\b)\s*", re.IGNORECASE)
_SEPARATOR = re.compile(rf"\s*[,;]?\s*(?:\bfra\b\s*)?(?={CLOCK_WORD}|[0-9])", re.IGNORECASE)
_EXACT = re.compile(
    r"(?:[a-zæøå]+ )?(?:[0-9.]+|[0-9]{1,2}\. [a-zæøå]+ [0-9]{4})(?: kl\. [0-9]{2}\.[0-9]{2}(?:–[0-9]{2}\.[0-9]{2})?)?",
    re.IGNORECASE,
)


class _Reader:
    """Reads from left to right, remembering where it is, what it has found and what is to be said."""

    def __init__(self, text: str, default_year: int | None) -> None:
        self.text = text
        self.default_year = default_year
        self.at = 0
        self.start: time | None = None
        self.end: time | None = None
        self.last_day: date | None = None
        self.remarks: list[TimeRemark] = []

    def remark(self, fault: TimeFault, offset: int, typed: str) -> None:
        self.remarks.append(TimeRemark(fault, offset, typed))

    def skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found is not None

    def next_date(self) -> tuple[ReadDate | ImpossibleDate, int, str] | None:
        """The date that stands next, where it begins, and how it is typed; None where none does."""
        found = DATE.match(self.text, self.at)
        if not found:
            return None
        self.at = found.end()
        return dated(found, self.default_year), found.end() - len(found[0].lstrip()), found[0].strip()

    def next_clock(self) -> time | None:
        """The time that stands next, or None; an impossible one is said."""
        found = CLOCK.match(self.text, self.at)
        if not found:
            return None
        self.at = found.end()
        moment = clock_of(found)
        if moment is None:
            self.remark(TimeFault.CLOCK_IMPOSSIBLE, found.end() - len(found[0].lstrip()), found[0].strip())
        return moment

    def next_last_day(self) -> bool:
        """Reads a last day where one stands next."""
        read = self.next_date()
        if read is None:
            return False
        found, offset, typed = read
        if isinstance(found, ImpossibleDate):
            self.remark(TimeFault.LAST_DAY_IMPOSSIBLE, offset, typed)
        else:
            self.last_day = found.day
            self.weekday(found, offset, typed)
        return True

    def weekday(self, found: ReadDate, offset: int, typed: str) -> None:
        if found.weekday_typed is not None and found.weekday_typed != found.day.weekday():
            self.remark(TimeFault.WEEKDAY_WRONG, offset, typed)

    def times(self) -> None:
        """What follows the first date: a time or two, and perhaps a last day before or between them."""
        before = self.at
        if self.last_day is None and self.skip(_DASH) and not self.next_last_day():
            self.at = before
        if not self.skip(_SEPARATOR):
            return
        self.start = self.next_clock()
        before = self.at
        if not self.skip(_DASH):
            return
        several = self.last_day is None and self.whole_date_stands_next() and self.next_last_day()
        if several:
            self.skip(_SEPARATOR)
        remarks = len(self.remarks)
        self.end = self.next_clock()
        if self.end is None and not several and len(self.remarks) == remarks:
            self.at = before

    def whole_date_stands_next(self) -> bool:
        """«15.00» is a time here; only a date with its year or its month in letters is a date."""
        found = DATE.match(self.text, self.at)
        return found is not None and any(found[part] for part in ("word", "year", "iso_year", "hyphen_year"))


def read_meeting_time(text: str, default_year: int | None = None) -> ReadMeetingTime | ImpossibleDate | None:
    """What `text` says: «28.04.2020 kl. 12.00–15.00», «Tirsdag 28. april 12.00 – 15.00», «28.4.20, 12:00 til 15:00»,
    «8.–9. februar 2023 kl. 10–15». None if it begins with no date, `ImpossibleDate` if with one that is none;
    all that is wrong is in `remarks`."""
    reader = _Reader(text, default_year)
    before = _DAY_BEFORE.match(text)
    if before:
        reader.at = before.end()
    read = reader.next_date()
    if read is None:
        return None
    first, offset, typed = read
    if before and isinstance(first, ReadDate):
        reader.last_day = first.day
        first = _day_in_month_of(first, int(before["day"]), text[: reader.at].strip())
    reader.default_year = first.day.year if isinstance(first, ReadDate) else default_year
    reader.times()
    first = _with_year_of(reader.last_day, first, typed)
    if isinstance(first, ImpossibleDate):
        return first
    if first.year_missing:
        reader.remark(TimeFault.YEAR_MISSING, offset, typed)
    if not before:
        reader.weekday(first, offset, typed)
    _check_order(reader, first.day, text.strip())
    _check_rest(reader, first)
    remarks = tuple(sorted(reader.remarks, key=lambda remark: remark.offset))
    return ReadMeetingTime(first, reader.start, reader.end, reader.last_day, remarks)


def _day_in_month_of(last: ReadDate, number: int, typed: str) -> ReadDate | ImpossibleDate:
    try:
        return replace(last, day=last.day.replace(day=number))
    except ValueError:
        return ImpossibleDate(typed)


def _with_year_of(last_day: date | None, first: ReadDate | ImpossibleDate, typed: str) -> ReadDate | ImpossibleDate:
    """«28. april – 2. mai 2020»: the first day has the year of the last, unless it has its own."""
    if last_day is None or not first.year_missing:
        return first
    found = read_date(typed, last_day.year)
    return replace(found, year_missing=False) if isinstance(found, ReadDate) else first


def _check_order(reader: _Reader, day: date, typed: str) -> None:
    if reader.last_day and reader.last_day < day:
        reader.remark(TimeFault.DAYS_REVERSED, 0, typed)
    if reader.last_day and reader.last_day <= day:
        reader.last_day = None
    if reader.start and reader.end and reader.end <= reader.start and reader.last_day is None:
        reader.remark(TimeFault.END_BEFORE_START, 0, typed)


def _check_rest(reader: _Reader, first: ReadDate) -> None:
    text, rest = reader.text, reader.text[reader.at :].strip(" \t\xa0.,;")
    if rest:
        reader.remark(TimeFault.UNREADABLE_REST, text.index(rest, reader.at), rest)
    elif reader.start is None and all(remark.fault is not TimeFault.CLOCK_IMPOSSIBLE for remark in reader.remarks):
        reader.remark(TimeFault.TIME_MISSING, len(text), "")
    plain = text.strip().replace("\xa0", " ")
    if not reader.remarks and reader.last_day is None and not (first.exact and _EXACT.fullmatch(plain)):
        reader.remark(TimeFault.OTHER_FORM, 0, text.strip())
