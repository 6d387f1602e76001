"""The `Godta KODE: grunn` lines of a text: which lines each covers."""

import re
from collections.abc import Iterable

from pipeline.diagnostics import Diagnostic, Place, declared_problems
from pipeline.load import text_problems as problems
from pipeline.load.model import Overrule
from pipeline.load.source_text import SourceText
from pipeline.load.text_lines import heading_level

# A hyphen in the code, or a code there is: «Godta forslaget: …» is text.
_OVERRULE = re.compile(r"[Gg]odta\s+([a-z0-9]+(?:-[a-z0-9]+)*)\s*(?::\s*(.*))?")


def read_overrule(line: str) -> tuple[str, str] | None:
    """The code and the reason a line accepts something for; None where it is text."""
    match = _OVERRULE.fullmatch(line.strip()) if "odta" in line else None
    if match is None or ("-" not in match[1] and match[1] not in {each.code for each in declared_problems()}):
        return None
    return match[1], (match[2] or "").strip()


def text_overrules(
    text: SourceText, first_line: int, diagnostics: list[Diagnostic], whole: Iterable[range] = ()
) -> tuple[list[Overrule], frozenset[int]]:
    """The overrules from `first_line` on, and the lines they stand at.

    Each covers the lines of the paragraph, list or heading right below it; of the lines `whole`, all.
    """
    found: list[tuple[int, str, str, Place]] = []
    for number in range(first_line, len(text.lines) + 1):
        read = read_overrule(text.lines[number - 1])
        if read is not None:
            found.append((number, *read, text.place_of_line(number)))
    taken = frozenset(number for number, _, _, _ in found)
    covered = _covered(text, first_line, taken, whole) if taken else {}
    overrules = []
    for number, code, reason, place in found:
        lines = covered.get(number)
        if number > first_line and heading_level(text.lines[number - 2].strip()):
            lines = (number - 1, lines[1] if lines else number)  # right under a heading it is about the heading too
        if not reason:
            diagnostics.append(problems.OVERRULE_WITHOUT_REASON.at(place, kode=code))
        elif lines is None:
            diagnostics.append(problems.OVERRULE_OF_NOTHING.at(place, kode=code))
        else:
            overrules.append(Overrule(code, reason, place, *lines))
    return overrules, taken


def _covered(
    text: SourceText, first_line: int, taken: frozenset[int], whole: Iterable[range]
) -> dict[int, tuple[int, int]]:
    """The lines each overrule covers: from the next line with text to the one before a blank line or a heading."""
    ends = {lines.start: lines.stop - 1 for lines in whole}
    covered: dict[int, tuple[int, int]] = {}
    below: tuple[int, int] | None = None
    goes_on = False  # whether the line below is text of the same paragraph or list
    for number in range(len(text.lines), first_line - 1, -1):
        line = text.lines[number - 1].strip()
        if number in taken:
            if below is not None:
                covered[number] = below
        elif number in ends:
            below, goes_on = (number, ends[number]), False
        elif not line:
            goes_on = False
        elif heading_level(line):
            below, goes_on = (number, number), False
        else:
            below = (number, below[1] if goes_on and below is not None else number)
            goes_on = True
    return covered
