"""Where in a source a letter of a running text stands."""

from pipeline.diagnostics import Place
from pipeline.richtext import Inline


def place_in(runs: Inline, offset: int) -> Place:
    """The place of the letter at `offset` of the words of `runs`."""
    for run in runs:
        if offset < len(run.text):
            return run.at(offset)
        offset -= len(run.text)
    return runs[-1].place
