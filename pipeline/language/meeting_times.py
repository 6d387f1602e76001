"""What stands after `tid:` in a meeting file: a day or several, and when the meeting begins and ends."""

import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from pipeline.language.date_reading import CLOCK, CLOCK_WORD, DATE, ImpossibleDate, ReadDate, clock_of, dated, read_date


class TimeFault(StrEnum):
    """What is to be said about a meeting time. The last two are notes, the rest faults."""

    DATE_UNREADABLE = "dato-uleselig"
    """Nothing here is written as a date; `day` is None."""
    DATE_IMPOSSIBLE = "dato-umulig"
    """There is no such day; `day` is None."""
    YEAR_MISSING = "aar-mangler"
    """`day` has the caller's year, or is None where the caller had none."""
    WEEKDAY_WRONG = "ukedag-feil"
    """The weekday typed is not the date's."""
    DAYS_REVERSED = "dager-baklengs"
    """The last day is before the first; `last_day` is left out."""
    CLOCK_IMPOSSIBLE = "klokkeslett-umulig"
    """25.00, 12.75."""
    END_BEFORE_START = "slutt-for-start"
    """On one day, the end is not after the start; both are kept."""
    UNREADABLE_REST = "rest-uleselig"
    """Something stands there that is neither date nor time."""
    TIME_MISSING = "klokkeslett-mangler"
    """Only a day was typed."""
    OTHER_FORM = "annen-form"
    """All is understood, and printed otherwise than it was typed."""


@dataclass(frozen=True, slots=True)
class TimeRemark:
    """One thing to say: what, where in the text (characters from 0), and the piece it is about."""

    fault: TimeFault
    offset: int
    typed: str


@dataclass(frozen=True, slots=True)
class ReadMeetingTime:
    """A meeting time as read. `day` is None where none could be read; `last_day` is set for several days."""

    day: date | None
    start: time | None = None
    end: time | None = None
    last_day: date | None = None
    weekday_typed: int | None = None
    remarks: tuple[TimeRemark, ...] = ()

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
    """Reads from left to right, remembering where it is and what is to be said."""

    def __init__(self, text: str, default_year: int | None) -> None:
        self.text = text
        self.default_year = default_year
        self.at = 0
        self.remarks: list[TimeRemark] = []
        self.exact = True
        self.first_end = 0

    def remark(self, fault: TimeFault, offset: int, typed: str) -> None:
        self.remarks.append(TimeRemark(fault, offset, typed))

    def next_day(self) -> tuple[date | None, int | None] | None:
        """The date that stands next and its typed weekday, or None where none does."""
        found = DATE.match(self.text, self.at)
        if not found:
            return None
        start = found.end() - len(found[0].lstrip())
        read = dated(found, self.default_year)
        self.at = found.end()
        self.first_end = self.first_end or self.at
        return self._checked(read, start, found[0].strip())

    def _checked(self, read: ReadDate | ImpossibleDate, start: int, typed: str) -> tuple[date | None, int | None]:
        if isinstance(read, ImpossibleDate):
            self.remark(TimeFault.YEAR_MISSING if read.year_missing else TimeFault.DATE_IMPOSSIBLE, start, typed)
            return None, None
        if read.year_missing:
            self.remark(TimeFault.YEAR_MISSING, start, typed)
        if read.weekday_typed is not None and read.weekday_typed != read.day.weekday():
            self.remark(TimeFault.WEEKDAY_WRONG, start, typed)
        self.exact = self.exact and read.exact
        # A second day without a year has the first one's.
        self.default_year = read.day.year
        return read.day, read.weekday_typed

    def next_clock(self) -> time | None:
        """The time that stands next, or None; an impossible one is said."""
        found = CLOCK.match(self.text, self.at)
        if not found:
            return None
        start = found.end() - len(found[0].lstrip())
        self.at = found.end()
        moment = clock_of(found)
        if moment is None:
            self.remark(TimeFault.CLOCK_IMPOSSIBLE, start, found[0].strip())
        return moment

    def skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found is not None


def read_meeting_time(text: str, default_year: int | None = None) -> ReadMeetingTime:
    """What `text` says: «28.04.2020 kl. 12.00–15.00», «Tirsdag 28. april kl 12.00 – 15.00», «28.4.20, 12:00 til 15:00»,
    «8.–9. februar 2023 kl. 10–15». Faults and notes are in `remarks`, in the order they stand; nothing is raised."""
    reader = _Reader(text, default_year)
    day_before = _DAY_BEFORE.match(text)
    if day_before:
        reader.at = day_before.end()
    read = reader.next_day()
    if read is None:
        typed = text.strip()
        return ReadMeetingTime(None, remarks=(TimeRemark(TimeFault.DATE_UNREADABLE, 0, typed),))
    day, weekday = read
    last_day: date | None = None
    if day_before and day:
        day, last_day = _day_in(reader, int(day_before["day"]), day, day_before), day
    start, end, last_day = _times(reader, last_day)
    day = _with_year_of(last_day, day, reader)
    if last_day and day and last_day < day:
        reader.remark(TimeFault.DAYS_REVERSED, 0, text.strip())
        last_day = None
    if last_day == day:
        last_day = None
    if start and end and end <= start and last_day is None:
        reader.remark(TimeFault.END_BEFORE_START, 0, text.strip())
    rest = text[reader.at :].strip(" \t\xa0.,;")
    if rest:
        reader.remark(TimeFault.UNREADABLE_REST, text.index(rest, reader.at), rest)
    elif start is None and not any(remark.fault is TimeFault.CLOCK_IMPOSSIBLE for remark in reader.remarks):
        reader.remark(TimeFault.TIME_MISSING, len(text), "")
    plain = text.strip().replace("\xa0", " ")
    if not reader.remarks and not day_before and last_day is None and not (reader.exact and _EXACT.fullmatch(plain)):
        reader.remark(TimeFault.OTHER_FORM, 0, text.strip())
    return ReadMeetingTime(
        day, start, end, last_day, weekday, tuple(sorted(reader.remarks, key=lambda each: each.offset))
    )


def _day_in(reader: _Reader, number: int, like: date, typed: re.Match[str]) -> date | None:
    try:
        return like.replace(day=number)
    except ValueError:
        reader.remark(TimeFault.DATE_IMPOSSIBLE, 0, typed[0].strip())
        return None


def _with_year_of(last_day: date | None, day: date | None, reader: _Reader) -> date | None:
    """«28. april – 2. mai 2020»: the first day has the year of the last, unless it has its own."""
    missing = [remark for remark in reader.remarks if remark.fault is TimeFault.YEAR_MISSING]
    if last_day is None or len(missing) != 1 or missing[0].offset >= reader.first_end:
        return day
    read = read_date(missing[0].typed, last_day.year)
    if not isinstance(read, ReadDate):
        return day
    reader.remarks.remove(missing[0])
    return read.day


def _times(reader: _Reader, last_day: date | None) -> tuple[time | None, time | None, date | None]:
    """What follows the first date: a time or two, and perhaps a last day before or between them."""
    start: time | None = None
    end: time | None = None
    before = reader.at
    if last_day is None and reader.skip(_DASH):
        read = reader.next_day()
        if read is None:
            reader.at = before
        else:
            last_day = read[0]
    if reader.skip(_SEPARATOR):
        start = reader.next_clock()
        before = reader.at
        if reader.skip(_DASH):
            read = reader.next_day() if last_day is None and _looks_like_whole_date(reader) else None
            if read is not None:
                last_day = read[0]
                reader.skip(_SEPARATOR)
            end = reader.next_clock()
            if end is None and read is None and not reader.remarks:
                reader.at = before
    return start, end, last_day


def _looks_like_whole_date(reader: _Reader) -> bool:
    """«15.00» is a time here; only a date with its year or its month in letters is a date."""
    found = DATE.match(reader.text, reader.at)
    return found is not None and any(found[part] for part in ("word", "year", "iso_year", "hyphen_year"))
