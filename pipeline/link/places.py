"""Running text as the rules look at it: its words in a row, and the way back to where each stands."""

from pipeline.diagnostics import Place
from pipeline.richtext import Inline


def prose(runs: Inline) -> str:
    """The words of `runs`, letter for letter; code, which is nobody's prose, is blanked out."""
    return "".join("\0" * len(run.text) if run.code else run.text for run in runs)


def place_in(runs: Inline, offset: int) -> Place:
    """The place of the letter at `offset` of the words of `runs`."""
    for run in runs:
        if offset < len(run.text):
            return run.at(offset)
        offset -= len(run.text)
    return runs[-1].place
