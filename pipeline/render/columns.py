"""How wide the columns of a table are: what they hold decides, within the width there is."""

import re
from collections.abc import Sequence

from pipeline.richtext import Table, plain

LETTER = 108
"""About the width of a letter of table text, in twips."""
_MARGINS = 230
_LONGEST_LINE = 45
_LONGEST_WORD = 22
_NUMBER = re.compile(r"(?:kr[ \xa0])?[-–−+]?\d{1,3}(?:(?:[ \xa0]?\d{3})*|\d*)(?:,\d+)?(?:[ \xa0]?%)?")


def column_texts(table: Table, count: int) -> list[list[str]]:
    """The words of each column, the header first."""
    rows = [[plain(cell) for cell in row] for row in (table.header, *table.rows)]
    return [[row[index] if index < len(row) else "" for row in rows] for index in range(count)]


def is_numeric(texts: list[str]) -> bool:
    """Whether a column holds numbers and nothing else below its header."""
    values = [text.strip() for text in texts[1:]]
    return any(values) and all(not value or _NUMBER.fullmatch(value) for value in values)


def column_widths(texts: list[list[str]], width: int) -> list[int]:
    """Widths that add up to `width`: room for the longest word, the rest shared by how much text there is."""
    least, natural = [], []
    for column in texts:
        line = max((len(text) for text in column), default=1)
        least.append(_least(column))
        natural.append(max(least[-1], min(line, _LONGEST_LINE) * LETTER + _MARGINS))
    spare = width - sum(least)
    wishes = [wish - need for wish, need in zip(natural, least, strict=True)]
    if spare <= 0 or not sum(wishes):
        shares = [width * need // sum(least) for need in least]
    else:
        shares = [need + spare * wish // sum(wishes) for need, wish in zip(least, wishes, strict=True)]
    shares[-1] += width - sum(shares)
    return shares


def shared_widths(shares: Sequence[int], texts: list[list[str]], width: int) -> list[int]:
    """Widths that add up to `width`, by their `shares`; where a column has no room for its longest word, those that
    have more than they need give some of theirs. Where there is not room for all words, the longest are broken."""
    whole = sum(shares)
    wished = [width * share // whole for share in shares]
    least = [_least(column) for column in texts]
    if sum(least) >= width:
        most = _highest_that_fits(least, width)
        widths = [min(need, most) for need in least]
    else:
        lacking = sum(max(0, need - wish) for need, wish in zip(least, wished, strict=True))
        spare = sum(max(0, wish - need) for need, wish in zip(least, wished, strict=True))
        # There is always more to give than is lacking, as all that is needed together has room.
        widths = [
            max(need, wish - max(0, wish - need) * lacking // max(1, spare))
            for need, wish in zip(least, wished, strict=True)
        ]
    widths[widths.index(max(widths))] += width - sum(widths)
    return widths


def _highest_that_fits(least: list[int], width: int) -> int:
    """How wide a column may be at most, so that all have room: those that need less keep what they need."""
    for number, need in enumerate(sorted(least)):
        most = width // (len(least) - number)
        if need > most:
            return most
        width -= need
    return max(least)


def _least(column: list[str]) -> int:
    """Room for the longest word of a column."""
    word = max((len(word) for text in column for word in text.split()), default=1)
    return min(word, _LONGEST_WORD) * LETTER + _MARGINS
