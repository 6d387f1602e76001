"""Texts with bars between their parts, as rows of tables are typed: `Havnsund | 7 | 25`."""

from itertools import pairwise

from pipeline.schema.placed import Text

EMPTY = frozenset({"", "-", "–", "—"})
"""What is typed where a part has nothing to say."""


def parts_between_bars(typed: Text) -> list[Text]:
    """The parts of `typed`, each at its own place and without white space around it."""
    bars = [index for index, letter in enumerate(typed) if letter == "|"]
    return [typed.part(start + 1, end) for start, end in pairwise([-1, *bars, len(typed)])]
