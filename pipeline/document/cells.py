"""Cells of a grid that hold a few words, and what stands where there is nothing to say."""

from collections.abc import Iterable

from pipeline.diagnostics import Place
from pipeline.richtext import Cell, Inline, Paragraph, Run, Tone

NOTHING = "–"
"""Printed where something is asked for and there is nothing."""


def text_cell(text: str, place: Place, tone: Tone | None = None, heading: bool = False) -> Cell:
    """One line as it stands; an empty cell where there is none."""
    return lines_cell([text] if text else [], place, tone, heading)


def lines_cell(lines: Iterable[str], place: Place, tone: Tone | None = None, heading: bool = False) -> Cell:
    """Each line a paragraph of its own."""
    return Cell([Paragraph([Run(line, place)], place) for line in lines], tone, heading)


def runs_cell(runs: Inline, place: Place, heading: bool = False) -> Cell:
    """One line of running text; an empty cell where there is none."""
    return Cell([Paragraph(runs, place)] if runs else [], heading=heading)
