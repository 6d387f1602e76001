"""The name a case has in Word: `sg_25_2020` for case 25-2020. ASCII, and short enough to be followed by block
numbers."""

import re

from pipeline.records.model import Case


def case_bookmark(case: Case) -> str:
    """`sg_25_2020` for case 25-2020; for a case without number, its line in the source."""
    stem = re.sub(r"\W+", "_", case.label, flags=re.ASCII).strip("_") if case.number else f"l{case.place.line}"
    suffix = case.id.partition("~")[2]
    return f"sg_{stem}"[:28] + (f"x{suffix}" if suffix else "")
