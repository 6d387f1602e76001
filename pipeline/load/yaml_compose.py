"""The parser's events → nodes, and the way from its positions back to the file's.

Nodes are built from PyYAML's events with a stack of our own: depth is known before anything is built (the composer of
libyaml calls itself for each level: 200,000 brackets end the process), and no resolver is asked what a scalar is.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import yaml

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load import yaml_problems as problems
from pipeline.load.yaml_lines import ReadyLines
from pipeline.load.yaml_nodes import YamlList, YamlMapping, YamlNode, YamlText
from pipeline.schema.placed import Text


class _PythonParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's own parser: slower than libyaml's, the same events."""

    def __init__(self, stream: str) -> None:
        yaml.reader.Reader.__init__(self, stream)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


python_parser: Any = _PythonParser
_Parser: Any = getattr(yaml, "cyaml").CParser if yaml.__with_libyaml__ else python_parser  # noqa: B009 - has no types

MAX_DEPTH = 20
MAX_KEY = 200

_NO_KEY = Text("")
"""Stands for a key that was no word, and has been said."""


class PlacedLines(Protocol):
    """What is needed of a source text: its lines, and where a letter of a line stands in the file."""

    @property
    def path(self) -> str: ...

    @property
    def lines(self) -> Sequence[str]: ...

    def column(self, line_no: int, index: int) -> int: ...


class BrokenError(Exception):
    """The lines as a whole cannot be read; parts of them perhaps."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class BrokenFormError(Exception):
    """The parser stopped at `index` of the cut's text."""

    def __init__(self, index: int) -> None:
        self.index = index


class RefusedError(Exception):
    """Nothing of the part will be read."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


class Cut:
    """Some lines of a source made ready for the parser, and the way back from its positions to the file's.

    `leads`: by line in the file, how long its indentation was, and was made.
    """

    __slots__ = ("first", "leads", "lines", "ready", "source", "starts", "text")

    def __init__(
        self,
        source: PlacedLines,
        lines: Sequence[str],
        first: int,
        ready: ReadyLines,
        leads: Mapping[int, tuple[int, int]],
    ) -> None:
        self.leads = leads
        self.source = source
        self.lines = lines
        self.first = first
        self.ready = ready
        self.text = "\n".join(ready.lines)
        self.starts = [0]
        position = 0
        for line in ready.lines:
            position += len(line) + 1
            self.starts.append(position)

    def position(self, index: int) -> tuple[int, int]:
        """Line in the file (from 1) and index in the line (from 0) of a position in `text`."""
        row = min(bisect_right(self.starts, index) - 1, len(self.lines) - 1)
        column = index - self.starts[row]
        inserted = self.ready.spaces.get(row)
        if inserted is not None and column > inserted[0]:
            column -= 1
        line = self.first + row
        return line, typed_index(self.leads, line, min(column, len(self.lines[row])))

    def place(self, index: int) -> Place:
        line, column = self.position(index)
        return Place(self.source.path, line, self.source.column(line, column))

    def scalar(self, value: str, start: int) -> Text:
        """The scalar that begins at `start`, with the letters that were typed."""
        return Text(self.ready.unmasked(value), None, self, start)

    def typed(self, start: int, end: int) -> tuple[Text | None, Text | None]:
        """The letters from `start` to `end` as typed: first where they stand on one line, second where on several."""
        row = bisect_right(self.starts, start) - 1
        piece = self.text[start:end].rstrip()
        several = "\n" in piece
        if row in self.ready.spaces and not several:
            return None, None
        text = Text(self.ready.unmasked(piece), self.place(start), self, start)
        return (None, text) if several else (text, None)

    def place_in(self, start: int, offset: int) -> Place:
        """The place of the letter `offset` letters into the scalar that begins at `start`."""
        position = start
        opener = self.text[start : start + 1]
        if opener in ("'", '"'):
            position += 1
            for _ in range(offset):
                position += _escape_length(self.text, position, opener)
        elif opener in ("|", ">"):
            return self.place(start)
        else:
            position += offset
        if "\n" in self.text[start:position]:
            return self.place(start)
        return self.place(min(position, len(self.text)))


def typed_index(leads: Mapping[int, tuple[int, int]], line: int, index: int) -> int:
    """The index in the line as typed of an index in the line with another indentation."""
    typed, made = leads.get(line, (0, 0))
    return index - made + typed if index >= made else min(index, typed)


_ESCAPES = {"x": 4, "u": 6, "U": 10}


def _escape_length(text: str, position: int, quote: str) -> int:
    """How many letters one letter of a quoted scalar takes up."""
    if quote == "'":
        return 2 if text.startswith("''", position) else 1
    if text.startswith("\\", position):
        return _ESCAPES.get(text[position + 1 : position + 2], 2)
    return 1


def compose(cut: Cut, diagnostics: list[Diagnostic]) -> YamlNode | None:
    """The tree of the lines cut out; None where nothing is typed.

    Raises BrokenFormError where the form is broken, BrokenError for what is not used here (anchors, aliases, tags),
    RefusedError where it is too deep.
    """
    try:
        return _Composer(cut, diagnostics).compose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BrokenFormError(getattr(mark, "index", 0)) from None
    except yaml.YAMLError:
        raise BrokenFormError(0) from None


class _Composer:
    """A stack of what is open; `key` is the key waiting for its value in the innermost mapping."""

    def __init__(self, cut: Cut, diagnostics: list[Diagnostic]) -> None:
        self.cut = cut
        self.diagnostics = diagnostics
        self.root: YamlNode | None = None
        self.stack: list[tuple[YamlList | YamlMapping, int, Text | None]] = []
        self.key: Text | None = None
        self.skipping = 0
        self.documents = 0

    def compose(self) -> YamlNode | None:
        get_event = _Parser(self.cut.text).get_event
        scalar = yaml.ScalarEvent
        steps = {
            yaml.SequenceStartEvent: self._start,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceEndEvent: self._end,
            yaml.MappingEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        while (event := get_event()) is not None and self.documents <= 1:
            kind = type(event)
            if kind is scalar:
                self._scalar(event)
            elif (step := steps.get(kind)) is not None:
                step(event)
        return self.root

    @property
    def _at_key(self) -> bool:
        return self.key is None and bool(self.stack) and type(self.stack[-1][0]) is YamlMapping

    def _scalar(self, event: Any) -> None:
        if self.skipping:
            return
        if event.anchor is not None or event.tag is not None:
            self._refuse_names(event)
        text = self.cut.scalar(event.value, event.start_mark.index)
        if not self._at_key:
            self._add(YamlText(text, not event.style))
        elif text.strip() and len(text) <= MAX_KEY:
            self.key = text
        else:
            self.diagnostics.append(problems.YAML_ODD_KEY.at(text.place))
            self.key = _NO_KEY

    def _start(self, event: Any) -> None:
        if self.skipping:
            self.skipping += 1
            return
        self._refuse_names(event)
        start = event.start_mark.index
        if len(self.stack) >= MAX_DEPTH:
            raise RefusedError(problems.YAML_TOO_DEEP.at(self.cut.place(start), grense=MAX_DEPTH))
        if self._at_key:
            self.diagnostics.append(problems.YAML_ODD_KEY.at(self.cut.place(start)))
            self.skipping, self.key = 1, _NO_KEY
            return
        kind = YamlList if type(event) is yaml.SequenceStartEvent else YamlMapping
        self.stack.append((kind(self.cut.place(start)), start, self.key))
        self.key = None

    def _end(self, event: Any) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        node, start, self.key = self.stack.pop()
        node.typed, node.lines = self.cut.typed(start, event.end_mark.index)
        self._add(node)

    def _add(self, node: YamlNode) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1][0]
        if type(parent) is YamlList:
            parent.items.append(node)
            return
        assert self.key is not None
        assert type(parent) is YamlMapping
        if self.key is not _NO_KEY:
            parent.entries.append((self.key, node))
        self.key = None

    def _alias(self, event: Any) -> None:
        raise BrokenError(problems.YAML_ANCHOR.at(self.cut.place(event.start_mark.index)))

    def _refuse_names(self, event: Any) -> None:
        if event.anchor is not None:
            raise BrokenError(problems.YAML_ANCHOR.at(self.cut.place(event.start_mark.index)))
        if event.tag is not None:
            raise BrokenError(problems.YAML_TAG.at(self.cut.place(event.start_mark.index)))

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self.diagnostics.append(problems.YAML_SECOND_DOCUMENT.at(self.cut.place(event.start_mark.index)))
