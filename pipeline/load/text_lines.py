"""The lines of a text as the block reader sees them: where each begins, what it begins with, what comes below."""

from collections.abc import Container
from dataclasses import dataclass

from pipeline.load.flow import Part
from pipeline.load.markers import ANSWERING, Marked, read_marker
from pipeline.load.points import Label, read_label
from pipeline.load.source_text import SourceText

TAB = 4


@dataclass(slots=True)
class Line:
    """A line that is not blank.

    `start` is the index of its first letter, `column` the same with tabs as wide as an editor shows them, `blanks` the
    number of blank lines before it. `next_number` and `next_letter` are the next numbered and lettered points at its
    column, if nothing breaks off the list before.
    """

    number: int
    start: int
    column: int
    text: str
    blanks: int
    marked: Marked | None = None
    label: Label | None = None
    heading: int = 0
    next_number: Label | None = None
    next_letter: Label | None = None

    @property
    def part(self) -> Part:
        return self.number, self.start, self.text

    def part_from(self, index: int) -> Part | None:
        """The rest of the line from `index`, or None if there is nothing more."""
        rest = self.text[index:]
        letters = rest.lstrip()
        return (self.number, self.start + index + len(rest) - len(letters), letters) if letters else None

    @property
    def opens_numbers(self) -> bool:
        """Whether «N.» opens a list here: the next point at its column is N+1."""
        label, following = self.label, self.next_number
        if label is None or label.number is None or label.is_date or following is None:
            return False
        return following.number == label.number + 1


def read_lines(source: SourceText, first_line: int, last_line: int, skipped: Container[int]) -> list[Line]:
    """The lines from `first_line` to `last_line` that are not blank, less the `skipped` ones, which leave no trace."""
    lines: list[Line] = []
    blanks = 0
    for number in range(first_line, last_line + 1):
        whole = source.lines[number - 1]
        text = whole.strip()
        if number in skipped:
            continue
        if not text:
            blanks += 1
            continue
        start = len(whole) - len(whole.lstrip()) if whole[0] != text[0] else 0
        column = len(whole[:start].expandtabs(TAB)) if start else 0
        line = Line(number, start, column, text, blanks if lines else 0)
        if text[0] == "#":
            line.heading = heading_level(text)
        if not line.heading:
            line.marked = read_marker(text)
            if line.marked is None:
                line.label = read_label(text)
        lines.append(line)
        blanks = 0
    _look_ahead(lines)
    return lines


def heading_level(text: str) -> int:
    """How many # make a line a heading; 0 if it is none. One # wants a space after it: «#hverdag» is text."""
    level = len(text) - len(text.lstrip("#"))
    if not level or level > 6 or not text[level:].strip():
        return 0
    return level if level > 1 or text[1].isspace() else 0


def _look_ahead(lines: list[Line]) -> None:
    """Tells each line which numbered and which lettered point comes next at its column, before the list is broken off.

    From the last line to the first, with the columns still open below; each is opened and closed once.
    """
    below: list[tuple[int, dict[bool, Label]]] = []
    for line in reversed(lines):
        if line.heading:
            below.clear()
            continue
        column, label = line.column, line.label
        answers = line.marked is not None and line.marked.marker in ANSWERING and not line.marked.sign
        if answers and not line.blanks:
            continue
        while below and below[-1][0] > column:
            below.pop()
        here = below[-1][1] if below and below[-1][0] == column else None
        if here is not None:
            line.next_number, line.next_letter = here.get(True), here.get(False)
        if label is not None and label.is_bullet:
            continue
        if label is not None and _counts(label):
            if here is None:
                here = {}
                below.append((column, here))
            here[label.number is not None] = label
        elif here is not None and (line.blanks or line.marked is not None):
            below.pop()


def _counts(label: Label) -> bool:
    """Whether a label can be the next of a list wherever it stands: with a full stop, of letters only a and i can."""
    return not label.is_date and (label.stop == ")" or label.number is not None or label.text in ("a", "i"))
