"""Indicators: what is measured, what is aimed at, and whether it has been reached. The arithmetic is exact."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import eq, ge, gt, le, lt

from pipeline.diagnostics import Place
from pipeline.language.spans import Span
from pipeline.richtext import Blocks, Inline, plain


class Operator(StrEnum):
    """How a number is held against its target."""

    AT_MOST = "høyst"
    AT_LEAST = "minst"
    UNDER = "under"
    OVER = "over"
    EXACTLY = "nøyaktig"

    def holds(self, number: Decimal, target: Decimal) -> bool:
        """Whether `number` reaches `target`."""
        return _HOLDS[self](number, target)


_HOLDS: dict[Operator, Callable[[Decimal, Decimal], bool]] = {
    Operator.AT_MOST: le, Operator.AT_LEAST: ge, Operator.UNDER: lt, Operator.OVER: gt, Operator.EXACTLY: eq,
}  # fmt: skip


class Outcome(StrEnum):
    """Where an indicator stands."""

    MET = "nådd"
    NOT_YET = "ikke nådd ennå"
    NOT_MET = "ikke nådd"
    NOT_MEASURED = "ikke målt"
    IN_WORDS = "ikke tallfestet"
    NO_TARGET = "uten mål"


class Trend(StrEnum):
    """Where it goes. Which way is better only the operator of a target can say."""

    BETTER = "bedre"
    WORSE = "dårligere"
    SAME = "uendret"
    UP = "økt"
    DOWN = "redusert"


@dataclass(frozen=True, slots=True)
class Target:
    """What is aimed at. `operator` is None where it could not be read: then nobody can say what is reached. `by` is
    the time it is to be reached, as typed («innen utgangen av 2025»), `last` the last day of it (None: unknown).
    `said` is how it was told, where the number is reckoned from an earlier value («20 % lavere enn 2022»)."""

    operator: Operator | None
    number: Decimal
    by: str = ""
    last: date | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A value. `time` is as printed; `span` the days it covers (None: a name); `number` is None where there was no
    measurement, or it cannot be held against the others."""

    time: str
    span: Span | None
    number: Decimal | None
    place: Place


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured in `unit` (empty: a plain number). `values` rise by time, where all have one; else they stand
    as typed. `aim` is a target in words alone, without a number; `known` the day it is told for."""

    name: Inline
    target: Target | None
    unit: str
    values: list[Measured]
    place: Place
    definition: Blocks = field(default_factory=list)
    source: Inline = field(default_factory=list)
    remark: Inline = field(default_factory=list)
    aim: Inline = field(default_factory=list)
    known: date | None = None

    @property
    def title(self) -> str:
        """The name without its marks."""
        return plain(self.name)

    def as_of(self, day: date) -> "Indicator":
        """As it was known on `day`: what is measured in a time that begins later is left out."""
        values = [each for each in self.values if each.span is None or each.span.first <= day]
        return replace(self, values=values, known=day)

    @property
    def measured(self) -> list[tuple[Measured, Decimal]]:
        """The values that hold a number, with it."""
        return [(each, each.number) for each in self.values if each.number is not None]

    @property
    def outcome(self) -> Outcome:
        """Whether the latest value reaches the target. One that does not has not failed before its time."""
        if self.aim:
            return Outcome.IN_WORDS
        if not self.measured:
            return Outcome.NOT_MEASURED
        if self.target is None or self.target.operator is None:
            return Outcome.NO_TARGET
        number = self.measured[-1][1]
        if self.target.operator.holds(number, self.target.number):
            return Outcome.MET
        last = self.target.last
        return Outcome.NOT_YET if last and self.known and self.known <= last else Outcome.NOT_MET

    @property
    def trend(self) -> Trend | None:
        """How the latest value is against the one before; None where there are not two."""
        if len(self.measured) < 2:
            return None
        before, now = (number for _, number in self.measured[-2:])
        if now == before:
            return Trend.SAME
        operator = self.target.operator if self.target else None
        if self.target is None or operator is None:
            return Trend.UP if now > before else Trend.DOWN
        if operator is Operator.EXACTLY:
            away_before, away_now = abs(before - self.target.number), abs(now - self.target.number)
            if away_now == away_before:
                return Trend.SAME
            return Trend.BETTER if away_now < away_before else Trend.WORSE
        rises_well = operator in (Operator.AT_LEAST, Operator.OVER)
        return Trend.BETTER if (now > before) is rises_well else Trend.WORSE


@dataclass(frozen=True, slots=True)
class Indicators:
    """The indicators of a text, in the order they were typed."""

    rows: list[Indicator]
    place: Place
