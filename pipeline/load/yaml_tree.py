"""YAML → a tree of texts, lists and mappings that know their places.

Everyday mistakes are read as they were meant where only one meaning is possible: a colon, `#`, `@` or `*` inside a
value, a comma inside a bracket in a list, a missing space after a known key. What remains broken costs its own entry
and no more: the part is taken apart by indentation, and the entries that can be read are.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load import yaml_problems as problems
from pipeline.load.yaml_compose import (
    MAX_DEPTH,
    BrokenError,
    BrokenFormError,
    Cut,
    PlacedLines,
    RefusedError,
    compose,
    typed_index,
)
from pipeline.load.yaml_lines import indented_by_tabs_alone, ready_lines
from pipeline.load.yaml_nodes import YamlList, YamlMapping, YamlNode, YamlText
from pipeline.schema.placed import folded, nearest_key

MAX_CHARACTERS = 1_000_000
MAX_BRACKETS_OPEN = 200
MAX_COMPLAINTS = 50
MAX_TABS_SAID = 10


def read_yaml(
    source: PlacedLines, first_line: int = 1, last_line: int | None = None, known_keys: dict[str, str] | None = None
) -> tuple[YamlNode | None, list[Diagnostic]]:
    """The tree of the lines `first_line` to `last_line` of `source`, and what was wrong with their form.

    None where nothing is typed, or nothing can be read. `known_keys` leads from folded spelling to key: it lets
    `sted:Teams` be read, and names the key in a hint.
    """
    return _Reader(source, known_keys or {}).read(first_line, len(source.lines) if last_line is None else last_line)


class _Reader:
    def __init__(self, source: PlacedLines, known_keys: dict[str, str]) -> None:
        self.source = source
        self.known_keys = known_keys
        self.tabs = False
        self.leads: dict[int, tuple[int, int]] = {}
        self.diagnostics: list[Diagnostic] = []

    def read(self, first: int, last: int) -> tuple[YamlNode | None, list[Diagnostic]]:
        lines = self.source.lines[first - 1 : last]
        try:
            self._refuse_size(lines, first)
            self.tabs = indented_by_tabs_alone(lines)
            self._refuse_depth(lines, first)
            return self._read(lines, first), self.diagnostics
        except RefusedError as refused:
            return None, [*self.diagnostics, refused.diagnostic]

    # --- caps: before the parser sees a letter ------------------------------------------------------------------

    def _refuse_size(self, lines: Sequence[str], first: int) -> None:
        size = sum(map(len, lines)) + len(lines)
        if size > MAX_CHARACTERS:
            place = Place(self.source.path, first, 1)
            raise RefusedError(problems.YAML_TOO_BIG.at(place, størrelse=size, grense=MAX_CHARACTERS))

    def _refuse_depth(self, lines: Sequence[str], first: int) -> None:
        if sum(line.count("[") + line.count("{") for line in lines) <= MAX_BRACKETS_OPEN and not any(
            line.count("- ") > MAX_DEPTH for line in lines
        ):
            return
        open_brackets = 0
        for number, line in enumerate(lines, first):
            if line.count("-") > MAX_DEPTH and len(_dashes(line)) > MAX_DEPTH:
                self._too_deep(number, 0)
            if not _BRACKET.search(line):
                continue
            for found in _BRACKET.finditer(line):
                open_brackets = open_brackets + 1 if found[0] in "[{" else max(open_brackets - 1, 0)
                if open_brackets > MAX_BRACKETS_OPEN:
                    self._too_deep(number, found.start())

    def _too_deep(self, line: int, index: int) -> None:
        raise RefusedError(problems.YAML_TOO_DEEP.at(self._place(line, index), grense=MAX_DEPTH))

    def _place(self, line: int, index: int) -> Place:
        """The place of a letter of a line as it is read: the indentation may be another than typed."""
        return self._typed_place(line, typed_index(self.leads, line, index))

    def _typed_place(self, line: int, index: int) -> Place:
        return Place(self.source.path, line, self.source.column(line, index))

    # --- the whole, and where that fails, the parts -------------------------------------------------------------

    def _read(self, lines: Sequence[str], first: int) -> YamlNode | None:
        cut = self._cut(lines, first)
        if cut.ready.tabs_replaced is not None:
            self.diagnostics.append(problems.YAML_TABS.at(self._place(first + cut.ready.tabs_replaced, 0)))
        noted = len(self.diagnostics)
        try:
            root = self._compose(cut)
        except BrokenError as broken:
            del self.diagnostics[noted:]
            if not self.leads and not self.tabs:
                spaced = self._without_tabs(lines, first)
                if self.leads:
                    return self._read(spaced, first)
            spread = self._salvage(lines, first)
            if len(self.diagnostics) == noted:
                self.diagnostics.append(broken.diagnostic)
            return spread
        self._say_insertions(cut)
        return root

    def _without_tabs(self, lines: Sequence[str], first: int) -> list[str]:
        """The lines with spaces for tabs: among spaces, a tab is taken for the level of the line above."""
        mended: list[str] = []
        level = 0
        for number, line in enumerate(lines, first):
            lead = _indent(line)
            if "\t" in line[:lead] and line.strip():
                if len(self.leads) < MAX_TABS_SAID:
                    self.diagnostics.append(problems.YAML_TAB.at(self._place(number, 0)))
                self.leads[number] = lead, level
                mended.append(" " * level + line[lead:])
                continue
            level = lead if line.strip() else level
            mended.append(line)
        return mended

    def _say_insertions(self, cut: Cut) -> None:
        for index, (column, key, value) in cut.ready.spaces.items():
            place = self._place(cut.first + index, column)
            problem = problems.YAML_NO_SPACE_IN_ITEM if key == "-" else problems.YAML_NO_SPACE
            self.diagnostics.append(problem.at(place, nøkkel=key, verdi=value))

    def _salvage(self, lines: Sequence[str], first: int) -> YamlNode | None:
        """The entries of a mapping or list that can be read, each on its own; the others get a diagnostic."""
        starts = _entry_starts(lines)
        if not starts:
            return None
        is_list = lines[starts[0]].lstrip().startswith("-")
        place = self._place(first + starts[0], _indent(lines[starts[0]]))
        whole: YamlList | YamlMapping = YamlList(place) if is_list else YamlMapping(place)
        bounds = [*starts, len(lines)]
        for start, end in pairwise(bounds):
            if len(self.diagnostics) > MAX_COMPLAINTS:
                raise RefusedError(problems.YAML_GIVEN_UP.at(self._place(first + start, 0)))
            node = self._entry(lines[start:end], first + start)
            if isinstance(node, YamlMapping) and isinstance(whole, YamlMapping):
                whole.entries.extend(node.entries)
            elif isinstance(node, YamlList) and isinstance(whole, YamlList):
                whole.items.extend(node.items)
            elif isinstance(node, YamlText) and not node.is_empty:
                self.diagnostics.append(self._no_colon(lines[start], self._place(first + start, _indent(lines[start]))))
            elif node is not None and not isinstance(node, YamlText):
                self.diagnostics.append(problems.YAML_STRAY.at(self._place(first + start, _indent(lines[start]))))
        return whole

    def _entry(self, lines: Sequence[str], first: int) -> YamlNode | None:
        cut = self._cut(lines, first)
        noted = len(self.diagnostics)
        try:
            node = self._compose(cut)
            self._say_insertions(cut)
            return node
        except BrokenError as broken:
            del self.diagnostics[noted:]
            node = self._mended(cut) or self._opened(cut) or self._too_far_in(cut)
            if node is None:
                self.diagnostics.append(broken.diagnostic)
            return node

    def _mended(self, cut: Cut) -> YamlNode | None:
        """The entry with its bracket or quote closed at the end."""
        unclosed = cut.ready.unclosed
        if unclosed is None:
            return None
        last = max(index for index, line in enumerate(cut.ready.lines) if line.strip())
        cut.ready.lines[last] += unclosed.closers
        noted = len(self.diagnostics)
        try:
            node = self._compose(Cut(self.source, cut.lines, cut.first, cut.ready, self.leads))
        except BrokenError:
            del self.diagnostics[noted:]
            return None
        self.diagnostics.append(self._unclosed(cut))
        return node

    def _unclosed(self, cut: Cut) -> Diagnostic:
        unclosed = cut.ready.unclosed
        assert unclosed is not None
        place = self._place(cut.first + unclosed.line, unclosed.column)
        quote = unclosed.opener in "\"'"
        problem = problems.YAML_UNCLOSED_QUOTE if quote else problems.YAML_UNCLOSED_BRACKET
        return problem.at(place, tegn=unclosed.opener, slutt=unclosed.closers)

    def _opened(self, cut: Cut) -> YamlNode | None:
        """The entry as its key, and what can be read of the lines under it."""
        opening = _KEY_ALONE.match(cut.lines[0])
        deeper = any(_indent(line) > _indent(cut.lines[0]) or line.lstrip().startswith("- ") for line in cut.lines[1:])
        if opening is None or not deeper:
            return None
        head = self._cut(cut.lines[:1], cut.first)
        try:
            node = self._compose(head)
        except BrokenError:
            return None
        if not isinstance(node, YamlMapping) or len(node.entries) != 1:
            return None
        below = self._salvage(cut.lines[1:], cut.first + 1)
        return YamlMapping(node.place, [(node.entries[0][0], below or node.entries[0][1])])

    def _too_far_in(self, cut: Cut) -> YamlNode | None:
        """Entries that stand further in than the first, which leaves no room for them: they belong beside it."""
        outer = _indent(cut.lines[0])
        below = next((index for index, line in enumerate(cut.lines) if index and line.strip()), None)
        if below is None or _indent(cut.lines[below]) <= outer or not _KEY_START.match(cut.lines[below].strip()):
            return None
        try:
            node = self._compose(self._cut(cut.lines[:1], cut.first))
        except BrokenError:
            return None
        if not isinstance(node, YamlMapping):
            return None
        self.diagnostics.append(problems.YAML_INDENT.at(self._place(cut.first + below, _indent(cut.lines[below]))))
        beside = self._salvage(cut.lines[below:], cut.first + below)
        if isinstance(beside, YamlMapping):
            node.entries.extend(beside.entries)
        return node

    def _cut(self, lines: Sequence[str], first: int) -> Cut:
        return Cut(self.source, lines, first, ready_lines(lines, self.known_keys, self.tabs), self.leads)

    def _compose(self, cut: Cut) -> YamlNode | None:
        if cut.ready.cut_short:
            raise BrokenError(self._unclosed(cut))
        try:
            return compose(cut, self.diagnostics)
        except BrokenFormError as broken:
            raise BrokenError(self._form_diagnostic(cut, broken.index)) from None

    def _no_colon(self, line: str, place: Place) -> Diagnostic:
        typed = line.strip()
        word = re.split(r"[\s=]", typed, maxsplit=1)[0]
        key = self.known_keys.get(folded(word)) or nearest_key(word, self.known_keys)
        return problems.YAML_NO_COLON.at(place, tekst=typed[:60], nøkkel=key)

    # --- what is wrong with a line ------------------------------------------------------------------------------

    def _form_diagnostic(self, cut: Cut, index: int) -> Diagnostic:
        """What is wrong with the form of the line at `index`, found by looking at the line itself."""
        if cut.ready.unclosed is not None:
            return self._unclosed(cut)
        line, column = cut.position(index)
        typed = self.source.lines[line - 1]
        while not typed.strip() and line > cut.first:
            line -= 1
            typed, column = self.source.lines[line - 1], 0
        place = self._typed_place(line, column)
        lead = typed[: _indent(typed)]
        above = [each for each in self.source.lines[cut.first - 1 : line - 1] if each.strip()]
        stripped = typed.strip()
        if above and len(lead) not in {_indent(each) for each in above} and _KEY_START.match(stripped):
            return problems.YAML_INDENT.at(self._typed_place(line, len(lead)))
        if not _KEY_START.match(stripped) and not stripped.startswith(("-", "[", "{", '"', "'")):
            return self._no_colon(typed, self._typed_place(line, len(lead)))
        return problems.YAML_BROKEN.at(place)


_DASHES = re.compile(r"[ \t]*(?:-[ \t]+)*")


def _dashes(line: str) -> list[str]:
    found = _DASHES.match(line)
    return found[0].split() if found else []


_BRACKET = re.compile(r"[\[\]{}]")
_KEY_ALONE = re.compile(r"[ \t]*[^\s#\-\[\]{}\"'][^:]*:[ \t]*(?:#.*)?$")
_KEY_START = re.compile(r"(?:- +)*[^\s:][^:]*:(?:\s|$)")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _entry_starts(lines: Sequence[str]) -> list[int]:
    """The lines where an entry of the outermost mapping or list begins."""
    typed = [
        (index, _indent(line))
        for index, line in enumerate(lines)
        if line.strip() and not line.lstrip().startswith("#") and line.rstrip() not in ("---", "...")
    ]
    if not typed:
        return []
    outermost = min(indent for _, indent in typed)
    outer = [index for index, indent in typed if indent == outermost]
    if outer[0] != typed[0][0]:
        outer.insert(0, typed[0][0])
    is_list = lines[outer[0]].lstrip().startswith("-")
    if is_list:
        return [index for index in outer if lines[index].lstrip().startswith("-")] or outer[:1]
    starts: list[int] = []
    takes_items = False
    for index in outer:
        is_item = lines[index].lstrip().startswith("- ")
        if not (is_item and takes_items):
            starts.append(index)
            takes_items = not is_item and bool(_KEY_ALONE.match(lines[index]))
    return starts
