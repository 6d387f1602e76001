"""Quotations: lines that begin with `>`, as in an e-mail. What stands behind the sign is a text of its own.

A sign before a number is «more than», as in «> 3 dager», unless the line below shows that it is not; `>=` always is.
"""

import re
from dataclasses import dataclass, field

from pipeline.diagnostics import Diagnostic
from pipeline.load import text_problems as problems
from pipeline.load.excerpt import Excerpt
from pipeline.load.flow import Flow, Part
from pipeline.load.inline import read_inline
from pipeline.load.points import opening_pair, read_label
from pipeline.load.source_text import SourceText
from pipeline.load.text_lines import heading_level
from pipeline.richtext import Inline

SIGN = ">"

_SIGNS = re.compile(r">(?:[ \t]*>(?!=|[ \t]*\d))*[ \t]?")
"""The sign, those of quotations inside it, and the space after them."""
_NUMBER = re.compile(r"[-–+±−]?[\d½¼¾]")
# A dash without a space after it only before a letter: «–5 grader» is no name.
_SAID_BY = re.compile(r"(?:-{1,3}(?=\s)|[–—―](?=\s|[^\W\d]))\s*(?=\S)")


def opens_quotation(text: str, below: str | None) -> bool:
    """Whether a line opens a quotation; `below` is the line right under it, if it goes on with the text."""
    if not goes_on(text):
        return False
    words = text.lstrip("> \t")
    if not _NUMBER.match(words):
        return True
    if below is None or not goes_on(below):
        return False
    following = below.lstrip("> \t")
    if not _NUMBER.match(following):
        return True
    first, second = read_label(words), read_label(following)
    return first is not None and second is not None and opening_pair(first, second) is not None


def goes_on(text: str) -> bool:
    """Whether a line goes on with an open quotation, whatever is quoted on it."""
    return text.startswith(SIGN) and not text.startswith(">=")


def may_be_meant(text: str) -> bool:
    """Whether a line that was read as text, for its number, looks as if a quotation was meant: «> 3 av oss …»."""
    return len(text) > 1 and text[1].isspace()


@dataclass(slots=True)
class QuotedLines:
    """The lines of one quotation as they are found, with the signs taken off."""

    source: SourceText
    diagnostics: list[Diagnostic]
    lines: list[str] = field(default_factory=list)
    origins: list[tuple[int, int]] = field(default_factory=list)
    _signs: int = 0
    _is_nested: bool = False

    def add(self, part: Part) -> None:
        """A line with its sign."""
        number, index, letters = part
        found = _SIGNS.match(letters)
        assert found is not None
        signs = found[0].count(SIGN)
        if signs > 1 and not self._is_nested:
            self._is_nested = True
            inner = letters.index(SIGN, 1)
            self.diagnostics.append(problems.QUOTATION_NESTED.at(self.source.place(number, index + inner)))
        if self.lines and signs != self._signs and self.lines[-1].strip():
            self._put(number, index, "")  # what is quoted by another is no part of the same paragraph
        self._signs = signs
        self._put(number, index + found.end(), letters[found.end() :])

    def add_without_sign(self, part: Part) -> None:
        """A line whose sign is missing."""
        self.diagnostics.append(problems.QUOTATION_SIGN_MISSING.at(self.source.place(part[0], part[1])))
        self._put(*part)

    def _put(self, number: int, index: int, letters: str) -> None:
        self.lines.append(letters)
        self.origins.append((number, index))

    @property
    def is_open(self) -> bool:
        """Whether a paragraph can go on below, on a line without the sign."""
        last = self.lines[-1].strip()
        return bool(last) and not (_SAID_BY.match(last) or read_label(last) or heading_level(last))

    def excerpt(self) -> Excerpt:
        return Excerpt(self.source.path, self.source.sha256, self.lines, whole=self.source, origins=self.origins)


def read_source(excerpt: Excerpt, diagnostics: list[Diagnostic]) -> tuple[Inline, int]:
    """Who said what is quoted, and how many lines there are above the one that tells it.

    It is told by the last line, if that begins with a dash, is no point of a list, and stands under something. It may
    go on below, indented.
    """
    lines = excerpt.lines
    last = max((number for number, line in enumerate(lines) if line.strip()), default=0)
    first = last
    while first and lines[first].strip() and lines[first][0].isspace() and not _SAID_BY.match(lines[first].strip()):
        first -= 1
    text = lines[first].strip()
    found = _SAID_BY.match(text)
    if found is None or _is_point(lines, first):
        return [], len(lines)
    parts: list[Part] = []
    for number in range(first, last + 1):
        line = lines[number]
        begins = len(line) - len(line.lstrip()) + (found.end() if number == first else 0)
        parts.append((number + 1, begins, line[begins:].rstrip()))
    return read_inline(Flow(excerpt, parts), diagnostics), first


def _is_point(lines: list[str], number: int) -> bool:
    """Whether a line that begins with a dash is a point: a lead-in or a point with the same dash stands above it."""
    line = lines[number]
    indent = len(line) - len(line.lstrip())
    above = [each for each in lines[:number] if each.strip()]
    if not above or above[-1].rstrip().endswith(":"):
        return True
    for each in reversed(above):
        letters = each.lstrip()
        if len(each) - len(letters) <= indent:
            label = read_label(letters)
            return label is not None and label.is_bullet and letters[0] == line.lstrip()[0]
    return True
