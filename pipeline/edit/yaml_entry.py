"""Fields of one row of a list in a YAML file set or replaced, every other byte kept: comments, order and style too."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from operator import attrgetter

from pipeline.edit.splice import Splice, line_ending
from pipeline.edit.yaml_row import Line, entry_of, taken_apart
from pipeline.edit.yaml_text import double_quoted, quoted
from pipeline.edit.yaml_value import replaced_ways
from pipeline.load.yaml_nodes import YamlList, YamlMapping, YamlNode, YamlText
from pipeline.schema.placed import Text

_BLOCK = re.compile(r"[|>][-+0-9]*")
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
_COMMENT = re.compile(r"[ \t]+#.*$")


def entry_ways(
    data: bytes,
    path: Sequence[str],
    is_meant: Callable[[YamlMapping], bool],
    fields: Sequence[tuple[str, str]],
    order: Sequence[str],
) -> Iterator[list[Splice]]:
    """Every way of giving the row that `is_meant` (the last of them) in the list at `path` (the keys from the outermost
    in) of `data` (UTF-8) these `fields`, the most readable first. What is not there yet comes behind what is before it
    in `order`, else behind the row's first; a text of several lines ends its last one."""
    text, lines, node = taken_apart(data, path[-1])
    for key in path:
        found = entry_of(node, key)
        node = found[1] if found is not None else None
    rows = node.items if isinstance(node, YamlList) else [node]  # one row may be typed without a dash
    row = next((each for each in reversed(rows) if isinstance(each, YamlMapping) and is_meant(each)), None)
    if row is None or not row.entries:
        return
    made = _Row(data, text, lines, row)
    each_way: list[list[list[Splice]]] = []
    for name, value in fields:
        there = entry_of(row, name)
        earlier = [found for key in order[: order.index(name)] if (found := entry_of(row, key)) is not None]
        before = max(earlier, key=lambda entry: entry[0].place) if earlier else row.entries[0]
        each_way.append(list(made.replaced(there, value) if there else made.added(before, name, value)))
    for ways in product(*each_way):
        yield [splice for way in ways for splice in way]


class _Row:
    """A row of a list, in the text it stands in."""

    def __init__(self, data: bytes, text: str, lines: Sequence[Line], row: YamlMapping) -> None:
        self.data = data
        self.text = text
        self.lines = lines
        self.ending = line_ending(data).decode()
        self.in_braces = self.text[self._at(row) :].startswith("{")

    def replaced(self, there: tuple[Text, YamlNode], value: str) -> Iterator[list[Splice]]:
        """The value of a key that is there."""
        name, old = there
        if not isinstance(old, YamlText):
            return
        start, end = self._extent(there)
        is_short = end <= self._line(old if not old.is_empty else name).end and not self._is_block(old)
        if "\n" in value and not self.in_braces:
            yield from self._as_lines(there, start, end, value)
        if is_short:
            yield from replaced_ways(self.data, name.place.line, name.place.column, str(name), old, value)
            return
        comment = _COMMENT.search(self.text[start:end].split("\n")[0].rstrip("\r")) if self._is_block(old) else None
        for quote in (quoted, double_quoted):
            yield [self._splice(start, end, quote(value) + (comment[0] if comment else ""))]

    def added(self, before: tuple[Text, YamlNode], name: str, value: str) -> Iterator[list[Splice]]:
        """A key that is not there yet, behind the one `before`."""
        start, end = self._extent(before)
        if self.in_braces:
            yield [self._splice(end, end, f", {name}: {double_quoted(value)}")]
            return
        lead = self._lead(before[0])
        at = self._line_at(max(start, end - 1)).end
        if "\n" in value:
            below = [f"{lead}  {line}".rstrip() for line in value.removesuffix("\n").split("\n")]
            yield [self._lines_put_in(at, [f"{lead}{name}: |", *below])]
        for quote in (quoted, double_quoted):
            yield [self._lines_put_in(at, [f"{lead}{name}: {quote(value)}"])]

    def _as_lines(self, there: tuple[Text, YamlNode], start: int, end: int, value: str) -> Iterator[list[Splice]]:
        """A text of several lines, below its key: as what stood there was indented, where something did."""
        line = self._line_at(start)
        first = self.text[start:end].split("\n")[0].rstrip("\r")
        body = self.text[start:end][len(first) :].lstrip("\r\n")
        lead = body[: len(body) - len(body.lstrip(" \t"))] or self._lead(there[0]) + "  "
        below = self.ending.join(f"{lead}{each}".rstrip() for each in value.removesuffix("\n").split("\n"))
        name, old = there
        if self._line(name) is not line:  # the value begins below its key
            colon = self._behind_colon(name)
            below = self.ending.join(f"{line.lead}{each}".rstrip() for each in value.removesuffix("\n").split("\n"))
            yield [self._splice(colon, end, f" |{self.ending}{below}")]
        elif isinstance(old, YamlText) and self._is_block(old):
            comment = _COMMENT.search(first)
            for head in dict.fromkeys((first, "|" + (comment[0] if comment else ""))):
                yield [self._splice(start, end, head + self.ending + below)]
        elif end <= line.end:
            rest = self.text[end : line.end].rstrip("\r\n")
            space = "" if self.text[:start].endswith((" ", "\t")) else " "
            yield [self._splice(start, end + len(rest), f"{space}|{rest.rstrip()}{self.ending}{below}")]
        else:
            yield [self._splice(start, end, f"|{self.ending}{below}")]

    # --- where things stand -------------------------------------------------------------------------------------------

    def _extent(self, entry: tuple[Text, YamlNode]) -> tuple[int, int]:
        """Where the value of a key begins and ends, without comments behind it and the ending of its last line."""
        name, value = entry
        if not isinstance(value, YamlText) or value.is_empty:
            return self._behind_colon(name), self._behind_colon(name)
        start = self._at(value)
        if not value.plain and not self._is_block(value):
            start = start if self.text[start] in "\"'" else start - 1
            found = _QUOTED.match(self.text, start)
            return start, found.end() if found else start
        if value.plain and self.text.startswith(str(value.text), start):
            return start, start + len(str(value.text))
        return start, self._end_of_lines(name, start, self._is_block(value))

    def _end_of_lines(self, name: Text, start: int, is_block: bool) -> int:
        """Where a text ends that goes on over the lines further in than its key."""
        first = self._line_at(start)
        least = len(self._lead(name)) + 1
        last = first
        for line in self.lines[bisect_right(self.lines, first.start, key=attrgetter("start")) :]:
            if not line.text.strip():
                continue
            if len(line.lead) < least or (not is_block and line.says_nothing):
                break
            if is_block and last is first:
                least = len(line.lead)
            last = line
        end = last.start + len(last.text)
        comment = None if is_block and last is not first else _COMMENT.search(last.text)
        return last.start + comment.start() if comment and not is_block else end

    def _behind_colon(self, name: Text) -> int:
        return self.text.find(":", self._at(name) + len(str(name))) + 1

    def _is_block(self, value: YamlText) -> bool:
        return not value.plain and _BLOCK.match(self.text, self._at(value)) is not None

    def _at(self, node: YamlNode | Text) -> int:
        return self._line(node).start + node.place.column - 1

    def _line(self, node: YamlNode | Text) -> Line:
        return self.lines[node.place.line - 1]

    def _line_at(self, at: int) -> Line:
        return self.lines[bisect_right(self.lines, at, key=attrgetter("start")) - 1]

    def _lead(self, name: Text) -> str:
        """What stands before a key on its line, without the dash of its row."""
        return re.sub(r"[^ \t]", " ", self._line(name).text[: name.place.column - 1])

    def _lines_put_in(self, at: int, lines: Sequence[str]) -> Splice:
        body = self.ending.join(lines)
        whole = self.text[:at].endswith(("\n", "\r"))
        return self._splice(at, at, body + self.ending if whole else self.ending + body)

    def _splice(self, start: int, end: int, new: str) -> Splice:
        return Splice(len(self.text[:start].encode()), self.text[start:end].encode(), new.encode())
