"""A quoted scalar of YAML letter by letter: which letter of the file each letter of the value was typed as.

YAML 1.2, 7.3.1 (double quotes: escapes, lines folded) and 7.3.2 (single quotes: '' is one).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ESCAPED = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_MAX_CODE = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of the value from `start` on, as they stand in a row in line `line` (from 1) from `index` (from 0)."""

    start: int
    line: int
    index: int


def quoted_letters(value: str, lines: Sequence[str], line: int, index: int) -> list[Letters]:
    """Where the letters of `value` stand, whose opening quote is at `index` of a line; empty where it is not there."""
    quote = lines[line - 1][index : index + 1]
    if quote not in ("'", '"') or not value:
        return []
    found: list[Letters] = []
    start = 0
    expected: tuple[int, int] | None = None
    for letter, at_line, at_index, length in _letters(lines, line, index + 1, quote):
        if start >= len(value):
            break
        if value[start] != letter:
            return []
        if expected != (at_line, at_index):
            found.append(Letters(start, at_line, at_index))
        expected = (at_line, at_index + length) if length == 1 else None
        start += 1
    return found if start >= len(value) else []


def _letters(lines: Sequence[str], line: int, index: int, quote: str) -> Iterator[tuple[str, int, int, int]]:
    """Each letter of the scalar, its line and index, and how many letters it takes up; to the closing quote."""
    while line <= len(lines):
        text = lines[line - 1].rstrip(" \t")
        joined = False
        while index < len(text):
            letter, length = text[index], 1
            if letter == quote:
                if quote == '"' or text[index + 1 : index + 2] != "'":
                    return
                length = 2
            elif letter == "\\" and quote == '"':
                escaped = _ESCAPED.match(text, index)
                if escaped is None:  # the line goes on below, without a space
                    joined = True
                    break
                letter, length = _unescaped(escaped[0]), len(escaped[0])
            yield letter, line, index, length
            index += length
        blank = 0
        while line + blank < len(lines) and not lines[line + blank].strip(" \t"):
            blank += 1
        if not joined or blank:
            for number in range(max(blank, 1)):
                yield "\n" if blank else " ", line + number, len(lines[line + number - 1]), 0
        line += blank + 1
        index = len(lines[line - 1]) - len(lines[line - 1].lstrip(" \t")) if line <= len(lines) else 0


def _unescaped(typed: str) -> str:
    sign = typed[1]
    if sign in "xuU" and len(typed) > 2:
        code = int(typed[2:], 16)
        return chr(code) if code <= _MAX_CODE else "\ufffd"
    return _NAMED.get(sign, sign)
