"""The text of a chapter or an appendix: its title, what stands below it, and the rules overruled in it."""

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load import text_problems as problems
from pipeline.load.blocks import read_blocks
from pipeline.load.fences import read_fences
from pipeline.load.flow import Flow
from pipeline.load.inline import read_inline
from pipeline.load.model import ChapterSource, Overrule
from pipeline.load.source_text import SourceText
from pipeline.load.text_lines import heading_level
from pipeline.load.text_overrules import text_overrules
from pipeline.richtext import Inline, Run

SUBHEADING = 2
"""The number of # before the highest heading inside a chapter."""


def read_chapter(text: SourceText, name: str) -> tuple[ChapterSource, list[Overrule], list[Diagnostic]]:
    """The chapter `name` out of its lines, its overrules, and everything wrong with it.

    Without a title the name stands in for it.
    """
    diagnostics: list[Diagnostic] = []
    in_blocks: list[Overrule] = []
    fences = read_fences(text, 1, diagnostics, in_blocks)
    overrules, overrule_lines = text_overrules(text, 1, diagnostics, [fence.lines for fence in fences])
    first = next(
        (number for number, line in enumerate(text.lines, 1) if line.strip() and number not in overrule_lines), 1
    )
    title = _title(text, first, diagnostics)
    place = text.place_of_line(first)
    begins = first + 1 if title else first
    blocks = read_blocks(text, begins, len(text.lines), diagnostics, overrule_lines, SUBHEADING, fences)
    diagnostics.sort(key=lambda each: each.place)
    chapter = ChapterSource(name, text.path, title or [Run(name, place)], blocks, place, text)
    return chapter, [*overrules, *in_blocks], diagnostics


def _title(text: SourceText, first: int, diagnostics: list[Diagnostic]) -> Inline:
    """What `# Tittel` says; nothing where the line is no title."""
    line = text.lines[first - 1]
    typed = line.strip()
    level = heading_level(typed)
    if level != 1 and not (typed.startswith("#") and not level and typed.strip("# ")):
        diagnostics.append(problems.CHAPTER_WITHOUT_TITLE.at(text.place_of_line(first)))
        return []
    index = len(line) - len(line.lstrip().lstrip("#").lstrip())
    return read_inline(Flow(text, [(first, index, line[index:].rstrip())]), diagnostics)


def empty_chapter(name: str, path: str, sha256: str) -> ChapterSource:
    """The chapter of a file with nothing in it."""
    place = Place(path, 1, 1)
    return ChapterSource(name, path, [Run(name, place)], [], place, SourceText(path, sha256, [""]))
