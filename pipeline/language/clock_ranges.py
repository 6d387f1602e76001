"""When something begins and ends within a day: read as people type it, printed as it stands in a programme."""

import re
from datetime import time

from pipeline.language.date_reading import CLOCK, clock_of

_FROM = re.compile(r"\s*fra\b", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:[-–—−]+|\btil\b)", re.IGNORECASE)
_END = re.compile(r"\s*\.?\s*")


def read_clock_range(text: str) -> tuple[time, time | None] | None:
    """The beginning and the end: «9-10.30», «kl 09:00–10:30», «fra 9 til 10.30», «0900-1030», «kl. 9». None where it is
    something else, or a time there is not («25.00»)."""
    found = _FROM.match(text)
    start, at = _clock(text, found.end() if found else 0)
    if start is None:
        return None
    dash = _DASH.match(text, at)
    end, at = _clock(text, dash.end()) if dash else (None, at)
    if (dash and end is None) or not _END.fullmatch(text, at):
        return None
    return start, end


def write_clock_range(start: time, end: time | None) -> str:
    """«09.00–10.30»: without «kl.», for a column of times."""
    begins = f"{start.hour:02}.{start.minute:02}"
    return begins if end is None else f"{begins}–{end.hour:02}.{end.minute:02}"


def _clock(text: str, at: int) -> tuple[time | None, int]:
    found = CLOCK.match(text, at)
    return (clock_of(found), found.end()) if found else (None, at)
