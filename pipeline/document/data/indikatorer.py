"""Indicators with targets and values: `indikatorer`."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from pipeline.diagnostics import Diagnostic, Place, Problem, Severity
from pipeline.document.data_kind import DataKind, Setting
from pipeline.document.indicator_grids import indicator_blocks
from pipeline.document.quantities import (
    PERCENT,
    Quantity,
    in_words_alone,
    last_day,
    read_quantity,
    read_relative_target,
    read_target,
    same_unit,
    unit_of,
)
from pipeline.language.dates import long_date
from pipeline.language.spans import Span, read_span
from pipeline.records.indicators import Indicator, Indicators, Measured, Target
from pipeline.richtext import Blocks, DataBlock, Inline
from pipeline.schema.paper import DataShape, Reader
from pipeline.schema.placed import Text, WithLists, folded
from pipeline.schema.source_model import SourceModel

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

WITHOUT_NUMBER = Problem(
    "indikator-uten-tall",
    _ERROR,
    "Indikatoren «{navn}» har verken mål eller verdi.",
    hint="Skriv «mål: høyst 1000», og verdiene under «verdier».",
)
WITHOUT_OPERATOR = Problem(
    "indikator-operator",
    _ERROR,
    "Målet «{mål}» sier ikke om tallet skal være høyst eller minst så stort.",
    hint="Skriv «høyst {tall}» eller «minst {tall}».",
    about="Operatorene er <=, >=, <, > og =, eller ordene høyst, minst, under, over og nøyaktig. Uten operator kan "
    "ingen regne ut om målet er nådd.",
)
OPERATOR_UNKNOWN = Problem(
    "indikator-operator-ukjent",
    _ERROR,
    "Målet «{mål}» begynner ikke med en operator.",
    hint="Mente du «{forslag}»?",
    about="Operatorene er <=, >=, <, > og =, eller ordene høyst, minst, under, over og nøyaktig.",
)
TARGET_UNREADABLE = Problem(
    "indikator-maal-uleselig",
    _ERROR,
    "Målet «{mål}» er ikke en operator og ett tall.",
    hint="Skriv det slik: høyst 1000, minst 90 % eller <= 2 døgn.",
    about="Et mål uten tall («blant de beste i landet») kan stå som det er. Da er det ikke tallfestet, og ingen kan "
    "regne ut om det er nådd.",
)
BASE_MISSING = Problem(
    "indikator-maal-uten-grunnlag",
    _ERROR,
    "Målet «{mål}» regnes fra «{tid}», men det er ingen verdi for den tiden.",
    hint="Skriv verdien for «{tid}» under «verdier», eller skriv målet som et tall: høyst 1000.",
)
UNITS_MIXED = Problem(
    "indikator-enhet",
    _ERROR,
    "«{tekst}» er i {enhet}, men indikatoren måles i {ventet}.",
    hint="Rett enheten, så tallene kan sammenlignes.",
)
WITHOUT_PERCENT = Problem(
    "indikator-uten-prosent",
    _ERROR,
    "«{tekst}» har ikke prosenttegn, men indikatoren måles i prosent.",
    hint="Skriv «{tekst} %», eller «enhet: prosent» når alle tallene er i prosent.",
    about="0,9 og 90 % er samme tall, men det kan ingen vite uten tegnet.",
)
VALUE_LATER = Problem(
    "indikator-verdi-senere",
    _ERROR,
    "Verdien for {tid} er fra etter dokumentets dato, {dato}, og kommer ikke med.",
    hint="Rett tiden, eller ta bort verdien til neste rapport.",
)
TIME_TWICE = Problem(
    "indikator-tid-to-ganger",
    _ERROR,
    "«{navn}» har to verdier for samme tid: «{første}» og «{tid}».",
    hint="Ta bort den som ikke gjelder.",
)
TIMES_UNORDERED = Problem(
    "indikator-rekkefolge",
    _WARNING,
    "Verdiene til «{navn}» står ikke etter tid, og «{tid}» er ikke en dato. Den siste i lista regnes som den nyeste.",
    hint="Skriv verdiene i rekkefølge, den nyeste sist, eller skriv tiden som 2023, 1. tertial 2023 eller 31.12.2023.",
)
TIMES_MIXED = Problem(
    "indikator-tider-blandet",
    _WARNING,
    "Verdiene til «{navn}» er for tider av ulikt slag: «{første}» og «{tid}». I diagrammet står de like langt fra "
    "hverandre.",
    hint="Skriv alle som år, tertial, kvartal, måneder eller datoer.",
    about="En verdi for et helt år og en for én dag kan sjelden sammenlignes.",
)

_NEVER = Span(date.max, date.max)
_NOT_MEASURED = frozenset(map(folded, ("–", "—", "ikke målt", "ikkje målt", "mangler", "manglar", "ingen tall")))
_NOT_MEASURED_SIGNS = re.compile(r"[-–—]+")


class ValueSource(SourceModel):
    """A value; a plain text stands for `{verdi: text}`."""

    verdi: Text = Field(description="Tallet, med eller uten enhet: 1 050, 92,1 % eller «ikke målt»")


class IndicatorSource(SourceModel):
    """An indicator."""

    navn: Text = Field(description="Hva som måles, f.eks. Ventedøgn per år")
    mål: Text | None = Field(
        None, description="Operator og tall: <= 1000, minst 90 %, under 2 døgn innen 2025; eller ord uten tall"
    )
    enhet: Text | None = Field(None, description="Enheten tallene er i: døgn, prosent, kr")
    verdier: dict[Text, ValueSource] = Field(
        default_factory=dict, description="Tid og verdi, ett par på hver linje: 2022: 1 310"
    )
    definisjon: Annotated[Text | None, WithLists()] = Field(
        None, description="Hva som telles med; kan ha lister, skrevet under |"
    )
    kilde: Text | None = Field(None, description="Hvor tallene kommer fra")
    merknad: Text | None = Field(None, description="Noe leseren bør vite om tallene")


class IndicatorsSource(SourceModel):
    """What stands between the backticks: the indicators, or a list of them alone."""

    indikatorer: list[IndicatorSource] = Field(default_factory=list, description="Indikatorene i rekkefølge")


def read(source: IndicatorsSource, reader: Reader, place: Place) -> Indicators | None:
    """The indicators; None where there is none."""
    rows = [_Reading(each, reader).indicator() for each in source.indikatorer]
    return Indicators(rows, place) if rows else None


class _Reading:
    """One indicator being read."""

    def __init__(self, source: IndicatorSource, reader: Reader) -> None:
        self.source = source
        self.reader = reader
        self.quantities = {time: self._quantity(each.verdi) for time, each in source.verdier.items()}
        self.relative = read_relative_target(source.mål) if source.mål else None
        self.found = read_target(source.mål) if source.mål and not self.relative else None
        self.unit = self._unit()

    def indicator(self) -> Indicator:
        source, reader = self.source, self.reader
        if not source.mål and not any(self.quantities.values()):
            reader.say(WITHOUT_NUMBER.at(source.navn.place, navn=source.navn))
        values = self._values()
        return Indicator(
            name=reader.line(source.navn),
            target=self._relative(values) if self.relative else self._target(),
            unit=self.unit,
            values=values,
            place=source.navn.place,
            definition=reader.blocks(source.definisjon),
            source=reader.line(source.kilde),
            remark=reader.line(source.merknad),
            aim=self._aim(),
        )

    def _quantity(self, typed: Text) -> Quantity | None:
        """A value with its unit; None where there is none, said where it should be one."""
        if folded(typed) in _NOT_MEASURED or _NOT_MEASURED_SIGNS.fullmatch(typed.strip()):
            return None
        found = read_quantity(typed)
        if found is None:
            self.reader.number(typed)
        return found

    def _unit(self) -> str:
        """The unit of the numbers: the one typed for all of them, else the target's, else that of the first value that
        has one."""
        if self.source.enhet:
            self.reader.line(self.source.enhet)
            return unit_of(self.source.enhet)
        target = [self.found.quantity] if self.found else []
        values = (each for each in self.quantities.values() if each)
        return next((each.unit for each in (*target, *values) if each.unit), "")

    def _number(self, quantity: Quantity, typed: Text) -> Decimal | None:
        """The number, where it can be held against the others."""
        unit = quantity.unit
        if unit and not same_unit(unit, self.unit):
            expected = _named(self.unit)
            self.reader.say(UNITS_MIXED.at(typed.place, tekst=typed, enhet=_named(unit), ventet=expected))
            return None
        if not unit and self.unit == PERCENT and not self.source.enhet:
            self.reader.say(WITHOUT_PERCENT.at(typed.place, tekst=quantity.number))
            return None
        number = self.reader.number(quantity.number)
        return None if number is None else Decimal(number)

    def _target(self) -> Target | None:
        typed, found = self.source.mål, self.found
        if not typed:
            return None
        if found is None:
            if not in_words_alone(typed):
                self.reader.say(TARGET_UNREADABLE.at(typed.place, mål=typed))
            return None
        if found.near:
            self.reader.say(OPERATOR_UNKNOWN.at(typed.place, mål=typed, forslag=found.near))
        elif found.operator is None:
            said = f"{found.quantity.number} {found.quantity.unit}".strip()
            self.reader.say(WITHOUT_OPERATOR.at(typed.place, mål=typed, tall=said))
        number = self._number(found.quantity, typed)
        return None if number is None else Target(found.operator, number, found.by, last_day(found.by))

    def _relative(self, values: Sequence[Measured]) -> Target | None:
        """A target told by an earlier value, reckoned from it."""
        typed, found = self.source.mål, self.relative
        assert typed is not None and found is not None
        base = next((each for each in values if self._is_time(each, found.base)), None)
        if base is None or base.number is None:
            self.reader.say(BASE_MISSING.at(typed.place, mål=found.said, tid=found.base))
            return None
        number = found.number(base.number).normalize()
        return Target(found.operator, number, found.by, last_day(found.by), found.said)

    @staticmethod
    def _is_time(measured: Measured, typed: str) -> bool:
        span = read_span(typed)
        return measured.span == span if span else folded(measured.time) == folded(typed)

    def _aim(self) -> Inline:
        """A target in words alone, as typed."""
        typed = self.source.mål
        return (
            self.reader.line(typed) if typed and not self.relative and not self.found and in_words_alone(typed) else []
        )

    def _values(self) -> list[Measured]:
        """The values in order of time where each has one, else as typed."""
        values = [self._measured(time, each.verdi) for time, each in self.source.verdier.items()]
        self._look_for_doubles(values)
        named = next((each for each in values if each.span is None), None)
        in_order = sorted((each for each in values if each.span), key=lambda each: each.span or _NEVER)
        if named is None:
            self._look_for_mixed_times(in_order)
            return in_order
        if in_order != [each for each in values if each.span]:
            self.reader.say(TIMES_UNORDERED.at(named.place, navn=self.source.navn, tid=named.time))
        return values

    def _measured(self, time: Text, typed: Text) -> Measured:
        span = read_span(time)
        if span is None:
            self.reader.line(time)
        quantity = self.quantities[time]
        number = self._number(quantity, typed) if quantity else None
        return Measured((span.shown if span else "") or " ".join(time.split()), span, number, time.place)

    def _look_for_doubles(self, values: Sequence[Measured]) -> None:
        seen: dict[object, Measured] = {}
        for each in values:
            first = seen.setdefault(each.span or folded(each.time), each)
            if first is not each:
                self.reader.say(TIME_TWICE.at(each.place, navn=self.source.navn, første=first.time, tid=each.time))

    def _look_for_mixed_times(self, values: Sequence[Measured]) -> None:
        """Says where a chart would show a year and a day as if they were equal."""
        measured = [each for each in values if each.number is not None]
        first = measured[0] if measured else None
        for each in measured:
            if first and first.span and each.span and each.span.length is not first.span.length:
                said = {"navn": self.source.navn, "første": first.time, "tid": each.time}
                self.reader.say(TIMES_MIXED.at(each.place, **said))
                return


def _named(unit: str) -> str:
    return "prosent" if unit == PERCENT else f"«{unit}»"


def check(record: Indicators, block: DataBlock, setting: Setting) -> Iterator[Diagnostic]:
    """No value is from after the document."""
    day = setting.paper.day
    for indicator in record.rows:
        for each in indicator.values:
            if each.span is not None and each.span.first > day:
                yield VALUE_LATER.at(each.place, tid=each.time, dato=long_date(day))


def blocks(record: Indicators, block: DataBlock, setting: Setting) -> Blocks:
    """The indicators as they were known on the document's day."""
    rows = [each.as_of(setting.paper.day) for each in record.rows]
    return indicator_blocks(rows, record.place, block.ident, setting.translate, setting.paper.language)


DATA = DataKind(
    DataShape("indikatorer", IndicatorsSource, read, also=("indikator", "indikatorar", "måltall", "nøkkeltall")),
    Indicators,
    blocks,
    check,
)
