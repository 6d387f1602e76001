"""Running text as the rules look at it: its words in a row, and the way back to where each stands."""

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from pipeline.diagnostics import Place
from pipeline.richtext import Inline


def prose(runs: Inline) -> str:
    """The words of `runs`, letter for letter; code, which is nobody's prose, is blanked out."""
    if len(runs) == 1 and not runs[0].code:
        return runs[0].text
    return "".join("\0" * len(run.text) if run.code else run.text for run in runs)


def place_in(runs: Inline, offset: int) -> Place:
    """The place of the letter at `offset` of the words of `runs`."""
    for run in runs:
        if offset < len(run.text):
            return run.at(offset)
        offset -= len(run.text)
    return runs[-1].place


def finder(runs: Inline) -> Callable[[int], Place]:
    """`place_in` for many letters of the same text, which may be of very many runs."""
    starts = [0, *accumulate(len(run.text) for run in runs)]

    def place(offset: int) -> Place:
        index = min(bisect_right(starts, offset) - 1, len(runs) - 1)
        return runs[index].at(offset - starts[index])

    return place


def where(place: Place, seen_from: Place) -> str:
    """How a message names another place."""
    return f"på linje {place.line}" if place.file == seen_from.file else f"i {place.file}, linje {place.line}"


def holds_any(text: str, signs: tuple[str, ...]) -> bool:
    """Whether one of `signs` stands in `text`: asked before a pattern that takes long, as most texts hold none."""
    return any(sign in text for sign in signs)
