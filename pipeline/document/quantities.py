"""Numbers with their units, and targets with their operators, as people write them: «1 050 døgn», «>= 90 %»."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from pipeline.language.names import nearest
from pipeline.language.numbers import NO_BREAK_SPACE, read_number, write_decimal
from pipeline.language.spans import read_span
from pipeline.records.indicators import Operator
from pipeline.schema.placed import Text

_LONGEST = 200
"""Letters of a target or a number with its unit; what is longer is a text."""
PERCENT, KRONER = "%", "kr"
_UNITS = {"prosent": PERCENT, "pst": PERCENT, "pst.": PERCENT, "kroner": KRONER, "kr.": KRONER, "nok": KRONER}

_QUANTITY = (
    r"(?P<before>kr\b\.?\s*)?(?P<number>[-+\N{MINUS SIGN}]?[0-9](?:[0-9\s.,]*[0-9])?)"
    r"\s*(?P<unit>(?:[%‰]|(?!(?:eller|og|til)\b)[^\W\d_]).*)?"
)
_NUMBER_AND_UNIT = re.compile(_QUANTITY, re.DOTALL | re.IGNORECASE)

_OPERATORS = {
    Operator.AT_MOST: "<=|≤|=<|høyst|høgst|maks|maksimalt|maksimum|max|inntil|opptil|ikke over|ikkje over"
    "|ikke mer enn|ikkje meir enn|ikke flere enn|ikkje fleire enn|mindre enn eller lik|mindre eller lik",
    Operator.AT_LEAST: ">=|≥|=>|minst|minimum|min|ikke under|ikkje under|ikke mindre enn|ikkje mindre enn"
    "|større enn eller lik|større eller lik",
    Operator.UNDER: "<|under|mindre enn|færre enn|lavere enn|lågare enn|kortere enn|kortare enn",
    Operator.OVER: ">|over|mer enn|meir enn|flere enn|fleire enn|høyere enn|høgare enn|større enn",
    Operator.EXACTLY: "==|=|lik|nøyaktig|akkurat|nett",
}
_AFTER = {
    Operator.AT_MOST: "eller lavere|eller lågare|eller mindre|eller færre|eller under|eller kortere|eller kortare",
    Operator.AT_LEAST: "eller mer|eller meir|eller flere|eller fleire|eller over|eller høyere|eller høgare"
    "|eller lengre",
}
_BY_WORD = {word: operator for operator, words in _OPERATORS.items() for word in words.split("|")}
_BY_WORD_AFTER = {word: operator for operator, words in _AFTER.items() for word in words.split("|")}


def _any_of(words: dict[str, Operator]) -> str:
    """The words as a pattern: the longest first, and whole."""
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") + (r"\b" if word[-1].isalpha() else "")
        for word in sorted(words, key=len, reverse=True)
    )


_TARGET = re.compile(
    rf"(?:(?:skal\s+være|skal\s+vere|er)\s+)?(?P<operator>{_any_of(_BY_WORD)})?\s*(?P<quantity>.*?)\s*"
    rf"(?P<after>{_any_of(_BY_WORD_AFTER)})?\s*(?P<by>\b(?:innen|innan|før|ved|fra|frå)\s.+)?",
    re.DOTALL | re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(rf"(?:{_any_of(_BY_WORD)})", re.IGNORECASE)
_BY = re.compile(r"(?P<how>\w+)\s+(?P<time>.+)", re.DOTALL)
_BEFORE = frozenset({"før", "fra", "frå"})


_WAYS = {
    Operator.AT_MOST: "redusert|reduseres|redusere|reduksjon|reduserast|ned|lavere|lågare|færre|mindre|kortere|kortare",
    Operator.AT_LEAST: "økt|økes|øke|økning|auka|aukast|auke|opp|høyere|høgare|flere|fleire|mer|meir",
}
_BY_WAY = {word: operator for operator, words in _WAYS.items() for word in words.split("|")}
_SHARE = r"(?P<share>[0-9]+(?:,[0-9]+)?)\s*(?:%|prosent|pst\.?)"
_WAY = rf"(?P<way>{'|'.join(_BY_WAY)})"
_BASE = r"(?:i\s+)?(?P<base>.+?)(?:\s+(?P<by>(?:innen|innan|før)\s.+))?"
_RELATIVE = [
    re.compile(
        rf"(?:skal\s+)?{_WAY}\s+(?:(?:med|på)\s+)?{_SHARE}\s+"
        rf"(?:fra|frå|siden|sidan|mot|i\s+forhold\s+til|sammenlignet\s+med|samanlikna\s+med)\s+{_BASE}",
        re.DOTALL | re.IGNORECASE,
    ),
    re.compile(rf"{_SHARE}\s+{_WAY}\s+enn\s+{_BASE}", re.DOTALL | re.IGNORECASE),
]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as typed, and its unit (empty where none is typed)."""

    number: Text
    unit: str


@dataclass(frozen=True, slots=True)
class ReadTarget:
    """A target as typed. `operator` is None where none is, `near` the one somebody may have meant then."""

    operator: Operator | None
    quantity: Quantity
    by: str
    near: str | None = None


@dataclass(frozen=True, slots=True)
class RelativeTarget:
    """A target told by an earlier value: `share` hundredths less or more than that of `base`, as typed. `said` is it
    all, without its time."""

    operator: Operator
    share: Decimal
    base: str
    said: str
    by: str

    def number(self, base: Decimal) -> Decimal:
        """What is aimed at, where the earlier value was `base`."""
        part = base * self.share / 100
        return base - part if self.operator is Operator.AT_MOST else base + part


def unit_of(typed: str) -> str:
    """A unit as it is printed: «prosent» is «%», «kroner» is «kr»."""
    bare = " ".join(typed.split())
    return _UNITS.get(bare.casefold(), bare)


def same_unit(one: str, other: str) -> bool:
    """Whether two units are the same, or one the plural of the other: «dag», «dager»."""
    first, second = sorted((one.casefold(), other.casefold()), key=len)
    return first == second or (len(first) > 2 and second.startswith(first))


def read_quantity(typed: Text) -> Quantity | None:
    """A number and its unit; None where it is something else."""
    bare = typed.part(0, len(typed))
    found = _NUMBER_AND_UNIT.fullmatch(bare) if len(bare) <= _LONGEST else None
    if found is None or (found["before"] and found["unit"]):
        return None
    unit = KRONER if found["before"] else unit_of(found["unit"] or "")
    return Quantity(bare.part(*found.span("number")), unit)


def read_target(typed: Text) -> ReadTarget | None:
    """What is aimed at; None where there is not one number in it."""
    bare = typed.part(0, len(typed))
    found = _TARGET.fullmatch(bare) if len(bare) <= _LONGEST else None
    if found is None:
        return None
    by = " ".join((found["by"] or "").split())
    part = bare.part(*found.span("quantity"))
    word, after = (" ".join((found[name] or "").casefold().split()) for name in ("operator", "after"))
    operator = _BY_WORD.get(word) or _BY_WORD_AFTER.get(after)
    near = None
    opening = None if operator else _FIRST_WORD.match(part)
    if opening and part[:2].casefold() != KRONER:
        near = nearest(opening[0], (word for word in _BY_WORD if word.isalpha() and len(word) > 2))
        part = part.part(opening.end(), len(part))
    quantity = read_quantity(part)
    return ReadTarget(operator, quantity, by, near) if quantity and (near or not opening) else None


def read_relative_target(typed: str) -> RelativeTarget | None:
    """A target told by an earlier value: «redusert med 20 % fra 2022», «20 % lavere enn i 2022»."""
    bare = " ".join(typed.split())
    found = next(filter(None, (each.fullmatch(bare) for each in _RELATIVE)), None) if len(bare) <= _LONGEST else None
    share = read_number(found["share"]) if found else None
    if found is None or share is None:
        return None
    by = found["by"] or ""
    said = bare.removesuffix(by).rstrip()
    return RelativeTarget(_BY_WAY[found["way"].casefold()], Decimal(share), found["base"], said, by)


def in_words_alone(typed: str) -> bool:
    """Whether a target has neither number nor operator: «blant de beste i landet»."""
    return len(typed) > 1 and not any(each.isdigit() for each in typed) and not _OPENING.match(typed.strip())


def last_day(by: str) -> date | None:
    """The last day a target may be reached, by its time as typed: «innen utgangen av 2025», «før 1.7.2025», «fra 2026».
    None where that is no known time."""
    found = _BY.fullmatch(by.strip())
    span = read_span(found["time"]) if found else None
    if found is None or span is None:
        return None
    if found["how"].casefold() in _BEFORE:
        return span.first - timedelta(1) if span.first > date.min else None
    return span.last


def with_unit(number: Decimal, unit: str, decimals: int | None = None) -> str:
    """«1 050 døgn», «92,1 %», «kr 1 200»."""
    said = write_decimal(number, decimals)
    if unit == KRONER:
        return f"{KRONER}{NO_BREAK_SPACE}{said}"
    return f"{said}{NO_BREAK_SPACE}{unit}" if unit else said
