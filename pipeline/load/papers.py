"""The texts of document kinds: `sources/<folder>/<name>.md`, a head of YAML and sections below it.

What such a text may hold is said by the kind, in a `PaperShape`; what may stand between backticks, by `DataShape`s.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load import text_problems, yaml_problems
from pipeline.load.blocks import CASE_SUBHEADING, read_blocks
from pipeline.load.fences import Fence, FenceWords, read_fences
from pipeline.load.files import NOTES, SOURCES, Files
from pipeline.load.flow import Flow
from pipeline.load.inline import read_inline
from pipeline.load.loaded import Loaded
from pipeline.load.meeting_text import split_head
from pipeline.load.model import Overrule, PaperSource, SectionSource
from pipeline.load.source_text import SourceText, read_text
from pipeline.load.text_lines import heading_level
from pipeline.load.text_overrules import text_overrules
from pipeline.load.yaml_comments import comments_behind
from pipeline.load.yaml_part import at_most, read_part
from pipeline.load.yaml_values import read_model
from pipeline.schema.paper import DataShape, PaperShape, Shapes

SECTION = 2
"""The number of # before a section."""

_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_OTHER_ENDINGS = (".md.txt", ".txt", ".markdown", ".mdown")


def load_papers(
    folder: Files, paths: Iterable[str], shapes: Shapes
) -> tuple[list[Loaded[PaperSource]], list[Diagnostic]]:
    """The texts among `paths`, each read, and what is said of files that look like one under a name nobody reads.

    Never raises for a user's fault.
    """
    by_folder = {shape.folder: shape for shape in shapes.papers}
    words = fence_words(shapes.data())
    found: list[Loaded[PaperSource]] = []
    strays: list[Diagnostic] = []
    for path in paths:
        name = PurePosixPath(path)
        shape = by_folder.get(name.parts[1])
        if shape is None or name.stem.casefold() in NOTES:
            continue
        ending = next((each for each in _OTHER_ENDINGS if path.casefold().endswith(each)), None)
        if name.suffix.casefold() == ".md":
            found.append(_load(folder, path, shape, words))
        elif ending:
            strays.append(yaml_problems.STRAY_FILE.at(Place(path), forslag=f"{name.name[: -len(ending)]}.md"))
    return found, strays


def _load(folder: Files, path: str, shape: PaperShape, words: FenceWords) -> Loaded[PaperSource]:
    data, diagnostics = folder.read(path)
    if data is None:
        return Loaded(diagnostics=diagnostics, used={path})
    loaded = parse_paper(data, path, shape, words)
    loaded.diagnostics[:0] = diagnostics
    return loaded


def parse_paper(data: bytes, path: str, shape: PaperShape, words: FenceWords) -> Loaded[PaperSource]:
    """The text in `data`, the bytes of the file at `path`."""
    text, diagnostics = read_text(data, path)
    if text is None:
        return Loaded(diagnostics=diagnostics, used={path})
    loaded: Loaded[PaperSource] = Loaded(diagnostics=diagnostics, digests={path: text.sha256}, used={path})
    below = PurePosixPath(path).relative_to(f"{SOURCES}/{shape.folder}")
    name = below.with_suffix("").as_posix()
    if not all(_NAME.fullmatch(part) for part in name.split("/")):
        diagnostics.append(text_problems.PAPER_NAME.at(Place(path), navn=below.name))
    head_lines, begins, faults = split_head(text, text_problems.PAPER_HEAD_MISSING)
    diagnostics.extend(faults)
    head, place = None, Place(path, 1, 1)
    if head_lines is not None:
        diagnostics.extend(comments_behind(text, head_lines))
        place = Place(path, head_lines.start, 1)
        part = read_part(text, shape.head, loaded.overrules, diagnostics, head_lines.start, head_lines.stop - 1)
        if part.is_read:
            head = read_model(shape.head, part.root, place, diagnostics, name=below.stem)
    preface, sections = _sections(text, begins, words, loaded.overrules, diagnostics)
    loaded.diagnostics = at_most(sorted(diagnostics, key=lambda each: each.place))
    if head is not None:
        loaded.source = PaperSource(shape.kind, name, path, head, place, preface, sections, text)
    return loaded


def _sections(
    text: SourceText, first_line: int, words: FenceWords, overrules: list[Overrule], diagnostics: list[Diagnostic]
) -> tuple[SectionSource, list[SectionSource]]:
    """What stands before the first section (without a title), and the sections."""
    fences = read_fences(text, first_line, diagnostics, overrules, words)
    found, skipped = text_overrules(text, first_line, diagnostics, [fence.lines for fence in fences])
    overrules.extend(found)
    starts = list(_headings(text, first_line, fences, diagnostics))
    ends = [*starts, len(text.lines) + 1]

    def blocks(first: int, last: int) -> SectionSource:
        inside = [fence for fence in fences if first <= fence.lines.start <= last]
        read = read_blocks(text, first, last, diagnostics, skipped, CASE_SUBHEADING, inside)
        return SectionSource([], read, text.place_of_line(min(first, len(text.lines))))

    preface = blocks(first_line, ends[0] - 1)
    sections = []
    for number, end in zip(starts, ends[1:], strict=True):
        section = blocks(number + 1, end - 1)
        line = text.lines[number - 1]
        index = len(line) - len(line.lstrip().lstrip("#").lstrip())
        section.title = read_inline(Flow(text, [(number, index, line[index:].rstrip())]), diagnostics)
        section.place = text.place_of_line(number)
        sections.append(section)
    return preface, sections


def _headings(
    text: SourceText, first_line: int, fences: Iterable[Fence], diagnostics: list[Diagnostic]
) -> Iterator[int]:
    """The lines sections begin at."""
    fenced = {number for fence in fences for number in fence.lines}
    for number in range(first_line, len(text.lines) + 1):
        line = text.lines[number - 1].strip()
        if line.startswith("#") and number not in fenced:
            level = heading_level(line)
            if level == 1:
                diagnostics.append(text_problems.SECTION_TOO_HIGH.at(text.place_of_line(number)))
            if 0 < level <= SECTION:
                yield number


def fence_words(shapes: Iterable[DataShape]) -> FenceWords:
    """The words a fenced block of such a text may have."""
    found = list(shapes)
    also = {other: shape.word for shape in found for other in shape.also}
    return FenceWords({shape.word: shape.model for shape in found}, also)
