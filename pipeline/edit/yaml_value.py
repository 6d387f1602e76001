"""A value of a mapping in a YAML file set or replaced, every other byte kept."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from pipeline.edit.splice import Splice, SpliceFailure, line_ending, line_offset, spliced
from pipeline.edit.yaml_row import entry_of
from pipeline.edit.yaml_text import double_quoted, quoted
from pipeline.load.source_text import read_text
from pipeline.load.yaml_nodes import YamlMapping, YamlNode, YamlText
from pipeline.load.yaml_tree import read_yaml

_QUOTED = re.compile(rb"'(?:[^'\r\n]|'')*'|\"(?:[^\"\\\r\n]|\\[^\r\n])*\"")
_AFTER_KEY = re.compile(rb"[ \t]*:[ \t]*")

Ways = Callable[[bytes], Iterator[list[Splice]]]
"""From a file to the ways of making one change in it, the best first."""


def value_ways(data: bytes, path: Sequence[str], value: str) -> Iterator[list[Splice]]:
    """Every way of giving the key at `path` (the keys from the outermost in) of `data` (UTF-8) the text `value`, the
    most readable first. The keys before the last must be there; the value that is replaced stands on one line."""
    node = _read(data)
    for key in path[:-1]:
        found = entry_of(node, key)
        node = found[1] if found is not None else None
    found = entry_of(node, path[-1])
    if found is not None:
        name, below = found
        if isinstance(below, YamlText):
            yield from replaced_ways(data, name.place.line, name.place.column, str(name), below, value)
        return
    if isinstance(node, YamlMapping) and node.entries:
        yield from _inserted(data, node.entries[0][0].place.line, path[-1], value)


@lru_cache(maxsize=1)
def _read(data: bytes) -> YamlNode | None:
    """What is read of a file: many values may be meant for one."""
    text, _ = read_text(data, "")
    return read_yaml(text)[0] if text is not None else None


def changed_as_meant(data: bytes, changes: Sequence[Ways], proof: Callable[[bytes, int], bool]) -> bytes:
    """`data` with all `changes` made. `proof` is asked whether the new bytes say what was meant with the first so many
    changes. Raises SpliceFailure where no way of one of them holds."""
    firsts = [next(each(data), None) for each in changes]
    together = [splice for way in firsts if way is not None for splice in way]
    if None not in firsts:
        try:
            changed = spliced(data, together)
        except SpliceFailure:
            changed = data
        if proof(changed, len(changes)):
            return changed
    for count, change in enumerate(changes, 1):
        for way in change(data):
            changed = spliced(data, way)
            if proof(changed, count):
                data = changed
                break
        else:
            raise SpliceFailure
    return data


def replaced_ways(data: bytes, line: int, column: int, name: str, old: YamlText, value: str) -> Iterator[list[Splice]]:
    """Every way of replacing `old`, which stands on one line: the value of key `name`, which begins there."""
    if old.is_empty:
        start = line_offset(data, line)
        typed = data[start:].decode()[: column - 1 + len(name)].encode()
        colon = _AFTER_KEY.match(data, start + len(typed))
        if colon is not None:
            yield [Splice(start + len(typed), colon[0], f": {quoted(value)}".encode())]
            yield [Splice(start + len(typed), colon[0], f": {double_quoted(value)}".encode())]
        return
    at = _offset(data, old.place.line, old.place.column)
    for begin in (at, at - 1):  # a quoted text may stand at its quote or behind it
        found = _QUOTED.match(data, begin)
        if not old.plain and found is not None:
            for quote in (quoted, double_quoted):
                yield [Splice(begin, found[0], quote(value).encode())]
    typed = str(old.text).encode()
    if old.plain and data.startswith(typed, at):
        for quote in (quoted, double_quoted):
            yield [Splice(at, typed, quote(value).encode())]


def _inserted(data: bytes, line: int, key: str, value: str) -> Iterator[list[Splice]]:
    """On a line of its own before the mapping's first key."""
    start = line_offset(data, line)
    text = data[start:].decode()
    lead = text[: len(text) - len(text.lstrip(" \t"))]
    for quote in (quoted, double_quoted):
        yield [Splice(start, b"", f"{lead}{key}: {quote(value)}".encode() + line_ending(data))]


def _offset(data: bytes, line: int, column: int) -> int:
    start = line_offset(data, line)
    return start + len(data[start : start + 4 * column].decode(errors="ignore")[: column - 1].encode())
