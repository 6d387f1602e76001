"""The number a list begins with: one, unless it was cut out of another (a decision quoted point by point)."""

from pipeline.richtext import ListKind, TextList

_TENS = ("", "x", "xx", "xxx", "xl")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMAN = [tens + ones for tens in _TENS for ones in _ONES]


def first_number(block: TextList) -> int:
    """What Word is to count from, so that the first point has its own label: «12», «c», «iv»."""
    label = block.items[0].label.lower() if block.items else ""
    match block.kind:
        case ListKind.NUMBER if label.isdecimal():
            return int(label)
        case ListKind.LETTER if len(label) == 1 and "a" <= label <= "z":
            return ord(label) - ord("a") + 1
        case ListKind.ROMAN if label in _ROMAN[1:]:
            return _ROMAN.index(label)
    return 1
