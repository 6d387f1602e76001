"""Lines of YAML made ready for the parser: what people type inside a value is kept from being read as YAML's own signs.

A sign that is meant as text (the second colon of `merknad: NB: husk`, the `#` of `sted: Rom #3`, the comma of
`[moen (vara hauge, Ahus)]`) is masked: exchanged, letter for letter, for one nobody types, so that every position stays
where it was; `unmasked` turns it back. Anchors, aliases and tags are left alone, to be refused by name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.schema.placed import folded

_MASK = 0x10FE00
"""The masks are letters at the end of Unicode's last private plane."""

_UNMASK = {_MASK + code: code for code in range(128)}
_MASKED = re.compile("[\U0010fe00-\U0010fe7f]")

_SIGN = re.compile(r"[\"'\[\]{}#&*!|>%@`?,\t]|:\S|:.*:|- *-|:\s+-|^ *(?:[–—•]|-\w)")
_LEAD = re.compile(r"([ \t]*)((?:-[ \t]+)*)")
_KEY = re.compile(r"([^\s\"'\[\]{}#&*!|>%@`,?:-][^:#\[\]{}\"]*?)[ \t]*:(?=\s|$)")
_KEY_WITHOUT_SPACE = re.compile(r"([^\W\d][\w -]*):(?=[^\s:/\\])")
_OTHER_BULLET = re.compile(r"[ \t]*(?P<sign>[–—•*])(?=[ \t]+\S)")
_TIGHT_DASH = re.compile(r"[ \t]*-(?=[^\W\d_])")
BLOCK_SCALAR = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:#.*)?$")
"""`|` or `>` alone behind a key: its value is the lines below."""
_ANCHOR_ALIAS_TAG = re.compile(r"&[\w-]+(?:\s|$)|\*[\w-]+\s*(?:#.*)?$|![\w!<].*")
_NAME_IN_FLOW = re.compile(r"[&*!][\w!-]*\s*(?=[,\]}]|$)|&[\w-]+\s")
_NO_START = frozenset("@`%*&!|>,]}{[\"'")
_BRACKET = re.compile(r"\([^()\[\]{}]*(?:\([^()\[\]{}]*\)[^()\[\]{}]*)*\)")
_COMMENT = re.compile(r"[ \t]#(?:[ \t]|$|godta\b)", re.IGNORECASE)
_CLOSER = {"[": "]", "{": "}"}


@dataclass(slots=True)
class Unclosed:
    """A bracket or quote open at the end: where it stands (line from 0), and what would close it."""

    opener: str
    line: int
    column: int
    closers: str


@dataclass(slots=True)
class ReadyLines:
    """`lines` for the parser. `spaces`: where one was put in, by line from 0: column, the key or dash, what follows."""

    lines: list[str]
    spaces: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    unclosed: Unclosed | None = None
    tabs_replaced: int | None = None
    is_masked: bool = False
    cut_short: bool = False
    """A bracket or quote was open where the next key begins: read as it stands, it would swallow the key."""

    def unmasked(self, value: str) -> str:
        """`value` with the letters that were typed."""
        return value.translate(_UNMASK) if self.is_masked else value


def ready_lines(lines: Sequence[str], known_keys: dict[str, str], tabs: bool = False) -> ReadyLines:
    """The lines made ready. A key of `known_keys` (by folded spelling) may lack the space after its colon.

    `tabs`: the part is indented by tabs alone, which are then read as spaces.
    """
    return _Preparation(lines, known_keys, tabs).ready()


def indented_by_tabs_alone(lines: Sequence[str]) -> bool:
    """Whether every indented line of a part is indented by tabs alone: then a tab can only mean one level."""
    tabs = False
    for line in lines:
        if line[:1] == " " and line.strip():
            return False
        if line[:1] == "\t":
            if " " in line[: len(line) - len(line.lstrip(" \t"))]:
                return False
            tabs = True
    return tabs


class _Preparation:
    """One pass over the lines. What is open from one line to the next: brackets, a quote, a block scalar."""

    def __init__(self, lines: Sequence[str], known_keys: dict[str, str], tabs: bool) -> None:
        self.tabs = tabs
        self.typed = lines if not _MASKED.search("\n".join(lines)) else [_MASKED.sub("\ufffd", line) for line in lines]
        self.known_keys = known_keys
        self.result = ReadyLines([])
        self.open: list[tuple[str, int, int]] = []
        self.quote: tuple[str, int, int] | None = None
        self.literal_beyond: int | None = None
        self.key_indent = -1
        self.key_has_value = False
        self.row = 0
        self.letters: list[str] = []

    def ready(self) -> ReadyLines:
        for row, typed in enumerate(self.typed):
            self.row = row
            line = typed
            if self.tabs and line[:1] == "\t" and self.literal_beyond is None:
                if self.result.tabs_replaced is None:
                    self.result.tabs_replaced = row
                lead = len(line) - len(line.lstrip("\t"))
                line = " " * lead + line[lead:]
            self.result.lines.append(self._line(line))
        self._note_unclosed()
        return self.result

    def _note_unclosed(self) -> None:
        """Takes down what is open, unless something was before."""
        if self.result.unclosed is not None:
            return
        if self.quote is not None:
            opener, row, column = self.quote
            self.result.unclosed = Unclosed(opener, row, column, opener + self._closers())
        elif self.open:
            opener, row, column = self.open[0]
            self.result.unclosed = Unclosed(opener, row, column, self._closers())

    def _next_key(self, line: str) -> bool:
        """Whether a line inside a bracket or quote is the next key, no further in than the one that opened it."""
        if self.quote is None and self.open[-1][0] == "{":
            return False
        lead = _LEAD.match(line)
        assert lead is not None
        return len(lead[0]) <= self.key_indent and _KEY.match(line, lead.end()) is not None

    def _closers(self) -> str:
        return "".join(_CLOSER[opener] for opener, _, _ in reversed(self.open))

    # --- one line -----------------------------------------------------------------------------------------------

    def _line(self, line: str) -> str:
        if self.literal_beyond is not None:
            indent = len(line) - len(line.lstrip(" "))
            if indent > self.literal_beyond or not line.strip():
                return line
            self.literal_beyond = None
        nested = bool(self.open) or self.quote is not None
        if not nested and not _SIGN.search(line):
            self._remember_key(line)
            return line
        if nested and self._next_key(line):
            self._note_unclosed()
            self.result.cut_short = True
            self.open, self.quote, nested = [], None, False
        if not nested:
            line = self._as_item(line)
        self.letters = list(line)
        if self.quote is not None:
            self._quote_goes_on(line)
        elif self.open:
            self._flow(line, 0)
        else:
            self._block_line(line)
        return "".join(self.letters)

    def _goes_on(self, indent: int) -> bool:
        """Whether a line with this indentation goes on with the value above it."""
        return self.key_has_value and indent > self.key_indent

    def _as_item(self, line: str) -> str:
        """A line that opens with another bullet, or with a dash but no space, as the item it is meant as."""
        found = _OTHER_BULLET.match(line)
        if found and not self._goes_on(found.start("sign")):
            return f"{line[: found.end() - 1]}-{line[found.end() :]}"
        found = _TIGHT_DASH.match(line)
        if found and not self._goes_on(found.end() - 1):
            self.result.spaces[self.row] = (found.end(), "-", line[found.end() :].strip()[:60])
            return f"{line[: found.end()]} {line[found.end() :]}"
        return line

    def _remember_key(self, line: str) -> None:
        lead = _LEAD.match(line)
        assert lead is not None
        found = _KEY.match(line, lead.end())
        if found:
            self.key_indent = len(lead[0])
            self.key_has_value = bool(line[found.end() :].strip())
        elif lead[2]:
            self.key_indent, self.key_has_value = len(lead[1]), True

    def _mask(self, position: int) -> None:
        letter = self.letters[position]
        if letter.isascii():  # else it is masked already
            self.letters[position] = chr(_MASK + ord(letter))
            self.result.is_masked = True

    def _block_line(self, line: str) -> None:
        lead = _LEAD.match(line)
        assert lead is not None
        start = lead.end()
        for position in range(len(lead[1]), start):
            if line[position] == "\t":
                self.letters[position] = " "
        if start >= len(line) or line[start] == "#" or line.rstrip() in ("---", "..."):
            return
        goes_on = self._goes_on(len(lead[1])) and not lead[2]
        found = _KEY.match(line, start)
        if found and not (goes_on and folded(found[1]) not in self.known_keys):
            self.key_indent = len(lead[0])
            value = found.end()
            while value < len(line) and line[value] in " \t":
                self.letters[value] = " "
                value += 1
            self.key_has_value = value < len(line) and line[value] != "#"
            if self.key_has_value:
                self._value(line, value)
            return
        tight = None if goes_on else _KEY_WITHOUT_SPACE.match(line, start)
        if tight and folded(tight[1]) in self.known_keys and self.row not in self.result.spaces:
            self.key_indent, self.key_has_value = len(lead[0]), True
            self._value(line, tight.end())
            self.letters.insert(tight.end(), " ")
            self.result.spaces[self.row] = (tight.end(), tight[1], line[tight.end() :].strip()[:60])
            return
        if lead[2]:
            self.key_indent, self.key_has_value = len(lead[1]), True
            self._value(line, start)
        elif goes_on or found:
            self._plain(line, start)
        elif line[start] in "[{" or line[start] in "\"'":
            self._value(line, start, at_root=True)

    # --- a value ------------------------------------------------------------------------------------------------

    def _value(self, line: str, start: int, at_root: bool = False) -> None:
        first = line[start]
        if first in "|>" and BLOCK_SCALAR.match(line, start):
            self.literal_beyond = self.key_indent
        elif first in "\"'":
            end = _quote_end(line, start)
            if end is None:
                self.quote = (first, self.row, start)
            elif not at_root and not _ends(line, end) and not line[end:].lstrip().startswith(":"):
                self._mask(start)
                self._plain(line, start + 1)
        elif first in "[{" and not line.startswith(("{{", "{%"), start):
            end = self._flow(line, start)
            if end is not None and not at_root and not _ends(line, end):
                self.letters[start:] = line[start:]
                self._mask(start)
                self._plain(line, start + 1)
        elif first in "&*!" and _ANCHOR_ALIAS_TAG.match(line, start):
            return
        else:
            if first in _NO_START or (first in "-?:" and line[start + 1 : start + 2].strip() == ""):
                self._mask(start)
            self._plain(line, start)

    def _plain(self, line: str, start: int) -> None:
        """Masks the colons and `#` of text that goes on to the end of the line, or to a comment."""
        comment = _COMMENT.search(line, max(start - 1, 0))
        end = comment.start() if comment else len(line)
        for position in range(start, end):
            letter = line[position]
            opens_value = letter == ":" and (position + 1 >= end or line[position + 1] in " \t")
            if opens_value or (letter == "#" and line[position - 1] in " \t"):
                self._mask(position)

    def _quote_goes_on(self, line: str) -> None:
        assert self.quote is not None
        end = _quote_end(line, -1, self.quote[0])
        if end is not None:
            self.quote = None
            if self.open:
                self._flow(line, end)

    def _flow(self, line: str, start: int) -> int | None:
        """Goes through `[…]` or `{…}` from `start`; the position after its end, or None where it goes on below."""
        position, at_item = start, True
        size = len(line)
        while position < size:
            letter = line[position]
            if letter in " \t":
                position += 1
            elif letter == "#" and (position == 0 or line[position - 1] in " \t"):
                if _COMMENT.match(line, position - 1) or position == 0:
                    return None
                self._mask(position)
                position += 1
            elif letter in "[{" and (at_item or (self.open and self.open[-1][0] == "{")):
                self.open.append((letter, self.row, position))
                position += 1
            elif letter in "]}":
                if self.open:
                    self.open.pop()
                position += 1
                at_item = False
                if not self.open:
                    return position
            elif letter == ",":
                at_item = True
                position += 1
            elif letter in "\"'" and at_item:
                end = _quote_end(line, position)
                if end is None:
                    self.quote = (letter, self.row, position)
                    return None
                position, at_item = end, False
            elif letter == ":" and self.open and self.open[-1][0] == "{":
                position, at_item = position + 1, True
            else:
                position, at_item = max(self._flow_text(line, position, at_item), position + 1), False
        return None

    def _flow_text(self, line: str, start: int, at_item: bool) -> int:
        """Masks what is text in one item of a list; the position after it."""
        in_list = bool(self.open) and self.open[-1][0] == "["
        position, size = start, len(line)
        first, following = line[start], line[start + 1 : start + 2]
        if at_item and _NAME_IN_FLOW.match(line, start):
            position += 1
        elif at_item and (first in _NO_START or (first in "-?:" and following in ("", " "))):
            self._mask(start)
            position += 1
        while position < size:
            letter = line[position]
            if letter in ",]}" or (letter in "[{" and not in_list):
                return position
            if letter == "(" and (bracket := _BRACKET.match(line, position)):
                for inside in range(position, bracket.end()):
                    if line[inside] in ",:#":
                        self._mask(inside)
                position = bracket.end()
                continue
            if letter in "[{":
                self._mask(position)
            elif letter == ":":
                if not in_list:
                    return position
                self._mask(position)
            elif letter == "#" and line[position - 1] in " \t":
                if _COMMENT.match(line, position - 1):
                    return position
                self._mask(position)
            position += 1
        return position


def _quote_end(line: str, start: int, quote: str | None = None) -> int | None:
    """The position after the quote that closes the one at `start` (given `quote`: open since a line above)."""
    quote = quote or line[start]
    position = start + 1
    while position < len(line):
        letter = line[position]
        if letter == "\\" and quote == '"':
            position += 2
            continue
        if letter == quote:
            if quote == "'" and line[position + 1 : position + 2] == "'":
                position += 2
                continue
            return position + 1
        position += 1
    return None


def _ends(line: str, position: int) -> bool:
    """Whether nothing but a comment follows."""
    rest = line[position:]
    blank = len(rest) - len(rest.lstrip(" \t"))
    return blank == len(rest) or (blank > 0 and bool(_COMMENT.match(rest, blank - 1)))
