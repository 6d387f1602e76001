"""The door to dates and times: how they are read, and how they are printed."""

from pipeline.language.date_printing import (
    MONTHS,
    WEEKDAYS,
    clock,
    clock_range,
    date_range,
    full_date,
    iso_week,
    long_date,
    moment,
    numeric_date,
    weekday_name,
)
from pipeline.language.date_reading import MONTH_WORDS, ImpossibleDate, ReadDate, read_clock, read_date
from pipeline.language.meeting_times import ReadMeetingTime, TimeFault, TimeRemark, read_meeting_time
from pipeline.language.numbers import NO_BREAK_SPACE

__all__ = [
    "MONTHS",
    "MONTH_WORDS",
    "NO_BREAK_SPACE",
    "WEEKDAYS",
    "ImpossibleDate",
    "ReadDate",
    "ReadMeetingTime",
    "TimeFault",
    "TimeRemark",
    "clock",
    "clock_range",
    "date_range",
    "full_date",
    "iso_week",
    "long_date",
    "moment",
    "numeric_date",
    "read_clock",
    "read_date",
    "read_meeting_time",
    "weekday_name",
]
