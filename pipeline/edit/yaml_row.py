"""A row added at the end of a list in a YAML file, every other byte kept.

Files are typed by people: with comments, tabs, either line ending; the list written over many lines or on one, empty or
missing. There is more than one way to write the row, and not each fits each file: the first is taken that, read again,
says what was meant.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple, TypeAlias

from pipeline.edit.splice import Splice, SpliceFailure, line_ending, spliced
from pipeline.edit.yaml_text import double_quoted, quoted
from pipeline.load.source_text import read_text
from pipeline.load.yaml_nodes import YamlList, YamlMapping, YamlNode
from pipeline.load.yaml_tree import read_yaml
from pipeline.schema.placed import Text, folded

Fields: TypeAlias = Sequence[tuple[str, "str | Sequence[Fields]"]]
"""The keys of a row, with a text or a list of rows each."""
Quote: TypeAlias = Callable[[str], str]

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_DASH = re.compile(r"([ \t]*)[-–—•*]([ \t]+|$)")
_LINES = re.compile(r"\S.*\n(?:.*\n)+")
"""A text of several whole lines, which people write below its key."""
_EMPTY_LIST = re.compile(r"[ \t]*\[[ \t]*\]")


def row_ways(data: bytes, path: Sequence[str], row: Fields) -> Iterator[list[Splice]]:
    """Every way of putting `row` last in the list at `path` (the keys from the outermost in) of `data` (UTF-8), the
    most readable first. The keys before the last must be there."""
    return _File(data, path).ways(row)


def with_row(data: bytes, key: str, row: Fields, proof: Callable[[bytes], bool]) -> tuple[bytes, range]:
    """`data` (UTF-8) with `row` as the last of the list at the outermost `key`; and which bytes of it the row is.

    `proof` is asked whether the new bytes say what was meant. Raises SpliceFailure where no way of writing it holds.
    """
    for way in row_ways(data, (key,), row):
        changed = spliced(data, way)
        if proof(changed):
            last = max(way, key=lambda splice: splice.offset)
            before = sum(len(each.new) - len(each.old) for each in way if each is not last)
            return changed, range(last.offset + before, last.offset + before + len(last.new))
    raise SpliceFailure


class _Lead(NamedTuple):
    """How a row begins, and how its other lines do."""

    opening: str
    below: str


class Line(NamedTuple):
    """A line without its ending; `end` is where the next begins."""

    start: int
    text: str
    end: int

    @property
    def lead(self) -> str:
        return self.text[: len(self.text) - len(self.text.lstrip(" \t"))]

    @property
    def says_nothing(self) -> bool:
        return not self.text.strip() or self.text.lstrip(" \t").startswith("#")


@lru_cache(maxsize=1)
def taken_apart(data: bytes, key: str) -> tuple[str, list[Line], YamlNode | None]:
    """The text, its lines, and what is read of it: many rows may be meant for one file."""
    written = data.decode("utf-8")
    lines = [Line(each.start(), each[1], each.end()) for each in _LINE.finditer(written) if each[0]]
    text, _ = read_text(data, "")
    return written, lines, read_yaml(text, known_keys={folded(key): key})[0] if text is not None else None


def entry_of(node: YamlNode | None, key: str) -> tuple[Text, YamlNode] | None:
    """The entry of `key` in a mapping: the one so spelt, else one that is read as it."""
    entries = node.entries if isinstance(node, YamlMapping) else []
    exact = next((each for each in entries if str(each[0]) == key), None)
    return exact or next((each for each in entries if folded(each[0]) == folded(key)), None)


class _File:
    """A YAML file taken apart by lines."""

    def __init__(self, data: bytes, path: Sequence[str]) -> None:
        self.path = path
        self.key = path[-1]
        self.above: Line | None = None  # the line of the key that `key` stands under
        self.ending = line_ending(data).decode()
        self.text, self.lines, root = taken_apart(data, self.key)
        self.key_line, self.node = self._list(root)

    def _list(self, node: YamlNode | None) -> tuple[Line | None, YamlNode | None]:
        """The line of the key, and what stands under it."""
        line: Line | None = None
        for key in self.path:
            found = entry_of(node, key)
            self.above = line
            if found is None:
                return None, None
            line, node = self.lines[found[0].place.line - 1], found[1]
        return line, node

    def ways(self, row: Fields) -> Iterator[list[Splice]]:
        """Every way of putting the row in, the most readable first."""
        if self.key_line is None:
            yield from self._at_the_end(row)
        elif not isinstance(self.node, YamlList) or not self.node.items:
            yield from self._as_the_first(self.key_line, row)
        elif _DASH.match(self._row_line(self.node).text):
            yield from self._after_the_last(self.node, row)
        else:
            yield from self._in_brackets(self.key_line, row)

    def _at_the_end(self, row: Fields) -> Iterator[list[Splice]]:
        """There is no such key yet."""
        if self.above is not None:
            yield from self._below(self.above, row)
            return
        lead = next((line.lead for line in self.lines if not line.says_nothing), "")
        for written in _written(row, self._leads(lead)):
            yield [self._inserted(len(self.text), [f"{lead}{self.key}:", *written])]

    def _below(self, above: Line, row: Fields) -> Iterator[list[Splice]]:
        """The mapping under the key of line `above` has no such key yet: behind its lines."""
        last, second = above, None
        for line in self.lines[self.lines.index(above) + 1 :]:
            if len(line.lead) > len(above.lead) and not line.says_nothing:
                last, second = line, second or line
            elif not line.says_nothing:
                break
        if second is None:
            return
        for written in _written(row, self._leads(second.lead)):
            yield [self._inserted(last.end, [f"{second.lead}{self.key}:", *written])]

    def _as_the_first(self, line: Line, row: Fields) -> Iterator[list[Splice]]:
        """The key is there, and nothing under it but perhaps `[]`."""
        colon = line.text.index(":") + 1 if ":" in line.text else len(line.text)
        brackets = _EMPTY_LIST.match(line.text, colon)
        taken_out = [self._splice(line.start + colon, brackets[0], "")] if brackets else []
        for written in _written(row, self._leads(line.lead)):
            yield [*taken_out, self._inserted(line.end, written)]

    def _after_the_last(self, node: YamlList, row: Fields) -> Iterator[list[Splice]]:
        """Behind the lines of the last row: those further in than its dash."""
        first = self._row_line(node)
        index = self.lines.index(first)
        last, second = first, None
        for line in self.lines[index + 1 :]:
            if len(line.lead) > len(first.lead) and line.text.strip():
                last, second = line, second or line
            elif not line.says_nothing:
                break
        dash = _DASH.match(first.text)
        assert dash is not None
        gap = dash[2] if dash[2].strip("\t") else " "
        leads = [_Lead(f"{dash[1]}-{gap}", dash[1] + " " * (1 + len(gap)))]
        if "\t" in first.lead or (second is not None and "\t" in second.lead):
            below = second.lead if second is not None else dash[1] + "\t" * (1 + len(gap))
            leads.insert(0, _Lead(f"{dash[1]}-{gap}", below))
        for written in _written(row, leads):
            yield [self._inserted(last.end, written)]

    def _in_brackets(self, line: Line, row: Fields) -> Iterator[list[Splice]]:
        """A list on one line, or over several in brackets: before the bracket that closes it."""
        start = line.start
        if self.above is not None and self.node is not None:  # brackets of what it stands in may begin before it
            start = self.lines[self.node.place.line - 1].start + self.node.place.column - 1
        closing = _closing(self.text, start)
        if closing is None:
            return
        behind_last = len(self.text[:closing].rstrip())
        for at, comma in product((behind_last, closing), (", ", " ")):  # which one, the proof says
            yield [self._splice(at, "", comma + _flow(row, double_quoted))]

    def _row_line(self, node: YamlList) -> Line:
        """The line where the last row begins: its first key may stand below its dash."""
        index = node.items[-1].place.line - 1
        while index > 0 and self.lines[index].says_nothing:
            index -= 1
        above = next((line for line in reversed(self.lines[:index]) if not line.says_nothing), None)
        if not _DASH.match(self.lines[index].text) and above is not None and above.text.strip() == "-":
            return above
        return self.lines[index]

    def _leads(self, lead: str) -> list[_Lead]:
        """For the first row of a list whose key stands behind `lead`."""
        spaces = [_Lead(f"{lead}  - ", f"{lead}    "), _Lead(f"{lead}- ", f"{lead}  ")]
        tabs = [_Lead(f"{lead}\t- ", f"{lead}\t\t\t")] if any(line.text.startswith("\t") for line in self.lines) else []
        return [*tabs, *spaces]

    def _inserted(self, at: int, written: list[str]) -> Splice:
        """Whole lines put in; a file without a line ending at its end keeps to that."""
        whole = self.text[:at].endswith(("\n", "\r")) or not at
        body = self.ending.join(written)
        return self._splice(at, "", body + self.ending if whole else self.ending + body)

    def _splice(self, at: int, old: str, new: str) -> Splice:
        return Splice(len(self.text[:at].encode()), old.encode(), new.encode())


def _written(row: Fields, leads: Sequence[_Lead]) -> Iterator[list[str]]:
    """The lines of a row in every way it can be written."""
    for write, lead, quote in product((_block, _half_block, _line), leads, (quoted, double_quoted)):
        yield write(row, lead, quote)


def _block(row: Fields, lead: _Lead, quote: Quote) -> list[str]:
    """Each key on its line, texts of several lines and lists below."""
    lines: list[str] = []
    for name, value in row:
        begin = lead.below if lines else lead.opening
        if isinstance(value, str) and quote is quoted and _LINES.fullmatch(value):
            lines.append(f"{begin}{name}: |")
            lines += [f"{lead.below}  {line}".rstrip() for line in value.removesuffix("\n").split("\n")]
            continue
        if isinstance(value, str):
            lines.append(f"{begin}{name}: {quote(value)}")
            continue
        lines.append(f"{begin}{name}:")
        deeper = _Lead(f"{lead.below}  - ", f"{lead.below}    ")
        lines += [line for each in value for line in _block(each, deeper, quote)]
    return lines


def _half_block(row: Fields, lead: _Lead, quote: Quote) -> list[str]:
    """Each key on its line, lists in brackets."""
    values = (quote(value) if isinstance(value, str) else _flow_list(value, quote) for _, value in row)
    return [
        f"{lead.below if index else lead.opening}{name}: {value}"
        for index, ((name, _), value) in enumerate(zip(row, values, strict=True))
    ]


def _line(row: Fields, lead: _Lead, quote: Quote) -> list[str]:
    """All of it on one line."""
    return [lead.opening + _flow(row, double_quoted)]


def _flow(row: Fields, quote: Quote) -> str:
    told = (
        f"{name}: {double_quoted(value) if isinstance(value, str) else _flow_list(value, quote)}" for name, value in row
    )
    return "{" + ", ".join(told) + "}"


def _flow_list(rows: Sequence[Fields], quote: Quote) -> str:
    return "[" + ", ".join(_flow(each, quote) for each in rows) + "]"


def _closing(text: str, start: int) -> int | None:
    """Where the first bracket after `start` is closed."""
    depth, quote, at = 0, "", start
    while at < len(text):
        letter = text[at]
        if quote:
            if letter == "\\" and quote == '"':
                at += 1
            elif letter == quote:
                quote = ""
        elif letter in "\"'" and text[at - 1] in " \t\n,[{:":
            quote = letter
        elif letter == "#" and text[at - 1] in " \t\n":
            at = min((found for found in (text.find("\n", at), text.find("\r", at)) if found >= 0), default=len(text))
        elif letter in "[{":
            depth += 1
        elif letter in "]}":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    return None
