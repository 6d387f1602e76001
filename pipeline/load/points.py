"""The signs that open a point of a list, and how they count."""

import re
from typing import NamedTuple

from pipeline.richtext import ListKind

# The five the guide names, and what Word's own bullets become when pasted as text: «o» and «§» with a tab after them
# among them, and the letters of the fonts Symbol and Wingdings.
_BULLETS = "-–•○*·▪◦●\uf0b7\uf0a7\uf0fc\uf0d8\uf076"
_POINT = re.compile(rf"(?:[{_BULLETS}]|[o§](?=\t)|([0-9]{{1,9}})([.)])|([a-z]{{1,8}})([.)]))(?:\s+|$)")
_FIRST = frozenset(_BULLETS + "§0123456789abcdefghijklmnopqrstuvwxyz")
_MONTH = re.compile(
    r"(?:jan|feb|febr|sept?|okt|nov|des|aug|apr|jun|jul|mar)\.?(?![\w-])"
    r"|(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)(?![\w-])",
    re.IGNORECASE,
)
_FOR_EXAMPLE = re.compile(r"f\.\s*eks", re.IGNORECASE)
_ROMAN_SIGNS = (("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


class Label(NamedTuple):
    """What stands before a point: `text` is its number or letter («» for a bullet), `stop` the sign after it.

    `rest` is the index of the point's own text. `is_date`: a number and a month, which is never the number of a point.
    """

    text: str
    stop: str
    rest: int
    is_date: bool = False

    @property
    def is_bullet(self) -> bool:
        return not self.text

    @property
    def number(self) -> int | None:
        """The number, None where the label is a letter or a bullet."""
        return int(self.text) if self.text.isdigit() else None


def read_label(content: str) -> Label | None:
    """The label a line begins with, or None. What it means, and whether it is one, depends on the list it stands in."""
    if content[0] not in _FIRST:
        return None
    found = _POINT.match(content)
    if found is None:
        return None
    number, number_stop, letters, letter_stop = found.groups()
    if number:
        is_date = number_stop == "." and _MONTH.match(content, found.end()) is not None
        return Label(number, number_stop, found.end(), is_date)
    if letters:
        return None if letter_stop == "." and _FOR_EXAMPLE.match(content) else Label(letters, letter_stop, found.end())
    return Label("", "", found.end())


def label_of(kind: ListKind, ordinal: int) -> str:
    """What is printed before point `ordinal` (from 1): «3», «c», «iii», «» for a bullet. After z comes aa."""
    match kind:
        case ListKind.BULLET:
            return ""
        case ListKind.NUMBER:
            return str(ordinal)
        case ListKind.LETTER:
            letters = ""
            while ordinal:
                ordinal, letter = divmod(ordinal - 1, 26)
                letters = chr(ord("a") + letter) + letters
            return letters
        case ListKind.ROMAN:
            signs = ""
            for sign, value in _ROMAN_SIGNS:
                signs += sign * (ordinal // value)
                ordinal %= value
            return signs


_ROMAN = {label_of(ListKind.ROMAN, value): value for value in range(1, 200)}


def roman_value(text: str) -> int | None:
    """The value of a roman number in lower case, written the usual way, up to 199."""
    return _ROMAN.get(text)


def letter_value(text: str) -> int | None:
    """1 for «a» to 26 for «z», None for all else."""
    return ord(text) - ord("a") + 1 if len(text) == 1 and "a" <= text <= "z" else None


def opening_pair(first: Label, second: Label) -> ListKind | None:
    """The kind of list two labels open together («1.» and «2.», «a)» and «b)», two bullets), or None."""
    if first.is_bullet or second.is_bullet:
        return ListKind.BULLET if first.is_bullet and second.is_bullet else None
    pairs = {("1", "2"): ListKind.NUMBER, ("a", "b"): ListKind.LETTER, ("i", "ii"): ListKind.ROMAN}
    return pairs.get((first.text, second.text))
