"""The text of a meeting file: what stands before the first case, the cases, and the rules overruled in it."""

import re

from pipeline.diagnostics import Diagnostic, Place, Problem
from pipeline.load import text_problems as problems
from pipeline.load.blocks import read_blocks
from pipeline.load.case_heading import begins_with_number, read_case_heading
from pipeline.load.model import CaseText, Overrule
from pipeline.load.source_text import SourceText
from pipeline.load.text_lines import heading_level
from pipeline.load.text_overrules import text_overrules
from pipeline.richtext import Blocks

CASE_HEADING = 2
"""The number of # before a case."""

_FENCE = re.compile(r"[-–—]{2,}")


def split_head(
    text: SourceText, missing: Problem = problems.HEAD_MISSING
) -> tuple[range | None, int, list[Diagnostic]]:
    """The line numbers of the YAML between the two `---`, the first line of the text below, and what is wrong.

    Without a head (said as `missing`) the range is None and the text begins at once; without an end of it the text
    begins at the first ##.
    """
    lines = text.lines
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), 1)
    if not _FENCE.fullmatch(lines[first - 1].strip()):
        return None, first, [missing.at(Place(text.path, first, 1))]
    for number in range(first + 1, len(lines) + 1):
        line = lines[number - 1].rstrip()
        if _FENCE.fullmatch(line) or line == "...":
            return range(first + 1, number), number + 1, []
        if line.startswith("##"):
            return None, number, [problems.HEAD_NOT_CLOSED.at(text.place(first))]
    return None, len(lines) + 1, [problems.HEAD_NOT_CLOSED.at(text.place(first))]


def read_meeting_text(
    text: SourceText, first_line: int
) -> tuple[Blocks, list[CaseText], list[Overrule], list[Diagnostic]]:
    """What stands from `first_line` on: preface, cases, overrules, and everything wrong with them."""
    diagnostics: list[Diagnostic] = []
    overrules, overrule_lines = text_overrules(text, first_line, diagnostics)
    headings = [number for number in range(first_line, len(text.lines) + 1) if _begins_case(text, number, diagnostics)]
    ends = [*headings, len(text.lines) + 1]
    preface = read_blocks(text, first_line, ends[0] - 1, diagnostics, overrule_lines)
    cases = []
    for number, end in zip(headings, ends[1:], strict=True):
        line = text.lines[number - 1]
        index = len(line) - len(line.lstrip().lstrip("#"))
        case = read_case_heading(text, number, index, diagnostics)
        case.blocks = read_blocks(text, number + 1, end - 1, diagnostics, overrule_lines)
        cases.append(case)
    diagnostics.sort(key=lambda each: each.place)
    return preface, cases, overrules, diagnostics


def _begins_case(text: SourceText, number: int, diagnostics: list[Diagnostic]) -> bool:
    line = text.lines[number - 1].strip()
    if not line.startswith("#"):
        return False
    level = heading_level(line)
    if level == CASE_HEADING or line == "##":
        return True
    if level == 1 and begins_with_number(line[1:].strip()):
        diagnostics.append(problems.CASE_WITH_ONE_HASH.at(text.place_of_line(number)))
        return True
    return False
