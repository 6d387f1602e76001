"""Numbers as Norwegian documents print them, and read as people type them.

Source: Språkrådet, «Tall, tid og dato». Own code where Babel agrees (a test says so):
Babel stays out of the warm path.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\xa0"
MINUS = "\N{MINUS SIGN}"

MOST_DIGITS = 15
"""In a number: more can be neither added exactly nor drawn."""

_WORDS = {
    "nb": ["null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"],
    "nn": ["null", "éin", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"],
}
_NEUTER_ONE = {"nb": "ett", "nn": "eitt"}
_SPACE = "[ \xa0\u202f\u2009]"
_NUMBER = re.compile(
    r"([-\N{MINUS SIGN}]?)"
    rf"(?:([0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+|[0-9]{{1,3}}(?:\.[0-9]{{3}})+)|([0-9]+))"
    r"(?:,([0-9]+))?"
)


def write_number(number: int) -> str:
    """`1125000` → «1 125 000», with no-break spaces; a negative number gets a real minus sign."""
    text = f"{abs(number):,}".replace(",", NO_BREAK_SPACE)
    return f"{MINUS}{text}" if number < 0 else text


def write_decimal(number: Decimal | float | int, decimals: int | None = None) -> str:
    """`1234.5` → «1 234,5». `decimals` rounds half away from zero; without it the digits are kept as they are."""
    exact = number if isinstance(number, Decimal) else Decimal(str(number))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(exact):,f}".replace(",", NO_BREAK_SPACE).replace(".", ",")
    return f"{MINUS}{text}" if exact < 0 else text


def percent(hundredths: Decimal | float | int, decimals: int | None = None) -> str:
    """`50` → «50 %». The number is in hundredths already."""
    return f"{write_decimal(hundredths, decimals)}{NO_BREAK_SPACE}%"


def in_words(number: int, language: str, neuter: bool = False) -> str:
    """`3` → «tre» up to twelve, digits beyond. `neuter`: «ett møte», where it otherwise is «én sak»."""
    if number == 1 and neuter:
        return _NEUTER_ONE[language]
    words = _WORDS[language]
    return words[number] if 0 <= number < len(words) else write_number(number)


def count(number: int, singular: str, plural: str) -> str:
    """`count(3, "sak", "saker")` → «3 saker», kept on one line."""
    return f"{write_number(number)}{NO_BREAK_SPACE}{singular if abs(number) == 1 else plural}"


def read_number(text: str) -> int | Decimal | None:
    """The number `text` is, or None: «1 125 000», «70.000» (thousands), «1 234,50», «−3». Never a decimal point, nor
    more digits than anybody counts."""
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        return None
    sign, grouped, digits, fraction = found.groups()
    whole = re.sub(r"[^0-9]", "", grouped or digits)
    if len(whole) + len(fraction or "") > MOST_DIGITS:
        return None
    value = Decimal(f"{whole}.{fraction}") if fraction else int(whole)
    return -value if sign else value
