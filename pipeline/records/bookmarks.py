"""The name a case has in Word: `sg_25_2020` for case 25-2020. ASCII, and short enough to be followed by block
numbers."""

import re

from pipeline.records.model import Case

LONGEST = 28
"""Letters of a case's name; Word takes 40, and the number of a block comes behind."""


def case_bookmark(case: Case) -> str:
    """`sg_25_2020` for case 25-2020; for a case without number, its line in the source."""
    stem = re.sub(r"\W+", "_", case.label, flags=re.ASCII).strip("_") if case.number else f"l{case.place.line}"
    if case.number and len(stem) > LONGEST - 3:
        # A long prefix is the same for all cases of a body: the number alone tells them apart.
        stem = "_".join(str(part) for part in (case.number.serial, case.number.year) if part is not None)
    suffix = case.id.partition("~")[2]
    return f"sg_{stem}" + (f"x{suffix}" if suffix else "")
