"""The fenced blocks of a mandate: tasks, progress plan, risks and their matrix, from how they were typed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.diagnostics import Diagnostic, Place
from pipeline.language.dates import ImpossibleDate, ReadDate, numeric_date, read_date
from pipeline.language.names import nearest
from pipeline.link.cases import UNTIL
from pipeline.link.dates import checked_day, no_such_date
from pipeline.link.half_years import count_between, half_years_between, read_half_year, read_milestone, shown
from pipeline.link.mandate_problems import (
    COLOUR_UNKNOWN,
    COLOURS_WRONG_NUMBER,
    HALF_YEAR_UNREADABLE,
    LEVEL_OUTSIDE,
    LEVEL_TWICE,
    LEVEL_UNREADABLE,
    MATRIX_WITHOUT_RISKS,
    MILESTONE_OUTSIDE,
    MILESTONE_UNREADABLE,
    MILESTONE_WITHOUT_TEXT,
    PLAN_REVERSED,
    PLAN_TASK_WITHOUT_DUE,
    PLAN_TOO_LONG,
    RISK_TWICE,
    SCALE_EMPTY,
    SCALE_MISSING,
)
from pipeline.link.names import Names
from pipeline.link.people import folded
from pipeline.link.places import where
from pipeline.link.problems import DATE_UNREADABLE, PERIOD_REVERSED
from pipeline.load.mandate_models import (
    ProgressPlanSource,
    RiskMatrixSource,
    RiskScaleSource,
    RiskSource,
    RiskTableSource,
    TaskTableSource,
)
from pipeline.load.source_text import SourceText
from pipeline.load.text_in_yaml import text_blocks, text_line
from pipeline.records.mandate import (
    Activity,
    HalfYear,
    Milestone,
    ProgressPlan,
    Risk,
    RiskMatrix,
    RiskScale,
    RiskTable,
    TaskRow,
    TaskTable,
)
from pipeline.richtext import Blocks, DataBlock, Inline, Piece, Task, TextList, Tone
from pipeline.schema.placed import Text
from pipeline.schema.placed import folded as as_key

LONGEST_PLAN = 24
"""Half-years: more columns than that cannot be read on any page."""

_LEVEL = re.compile(r"(?P<number>\d{1,3})(?:\s*[-–:.(]?\s*(?P<word>[^\W\d].*?)\)?)?")
_COLOURS = {as_key(word): tone for tone in Tone for word in (tone.value,)} | {
    as_key(word): tone
    for word, tone in (
        ("grøn", Tone.GREEN),
        ("grønt", Tone.GREEN),
        ("gult", Tone.YELLOW),
        ("rødt", Tone.RED),
        ("raud", Tone.RED),
        ("raudt", Tone.RED),
    )
}


def date_of(typed: Text, diagnostics: list[Diagnostic], language: str, default_year: int | None = None) -> date | None:
    """The day `typed` is; None where it is no date at all, which is nothing to remark here. A year that was not typed
    is an error: a mandate is read long after."""
    found = read_date(typed)
    if found is None:
        return None
    if isinstance(found, ImpossibleDate):
        guess = read_date(typed, default_year) if default_year else None
        meant = numeric_date(guess.day) if isinstance(guess, ReadDate) else None
        diagnostics.append(no_such_date(found, typed, typed.place, meant))
        return None
    return checked_day(found, typed, typed.place, diagnostics, language)


def link_scale(source: RiskScaleSource | None, diagnostics: list[Diagnostic]) -> RiskScale | None:
    """The configured scale. A row with too few colours is filled up with red, one with too many cut off; both are
    said."""
    if source is None:
        return None
    consequences = [str(name) for name in source.konsekvens]
    likelihoods = [str(level.nivå) for level in source.sannsynlighet]
    for key, names in (("konsekvens", source.konsekvens), ("sannsynlighet", [e.nivå for e in source.sannsynlighet])):
        diagnostics.extend(_doubled_levels(names))
        if not names:
            place = next((each.place for each in (*source.konsekvens, *(e.nivå for e in source.sannsynlighet))), None)
            if place is not None:
                diagnostics.append(SCALE_EMPTY.at(place, nøkkel=key))
    if not consequences or not likelihoods:
        return None
    colours: list[list[Tone]] = []
    for level in source.sannsynlighet:
        row: list[Tone] = []
        for typed in level.farger:
            tone = _COLOURS.get(as_key(typed))
            if tone is None:
                diagnostics.append(COLOUR_UNKNOWN.at(typed.place, farge=typed))
            row.append(tone or Tone.RED)
        if len(row) != len(consequences):
            diagnostics.append(
                COLOURS_WRONG_NUMBER.at(
                    level.nivå.place,
                    nivå=level.nivå,
                    farger=_counted(len(row), "farge", "farger"),
                    konsekvenser=_counted(len(consequences), "konsekvens", "konsekvenser"),
                )
            )
        colours.append([*row, *[Tone.RED] * len(consequences)][: len(consequences)])
    return RiskScale(likelihoods, consequences, colours)


def _doubled_levels(names: Iterable[Text]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for name in names:
        if folded(name) in seen:
            yield LEVEL_TWICE.at(name.place, navn=name)
        seen.add(folded(name))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count or 'ingen'} {one if count == 1 else many}"


@dataclass(slots=True)
class TableReader:
    """Reads the fenced blocks of one mandate. Every matrix holds all its risks, those of later chapters too."""

    names: Names
    scale: RiskScale | None
    language: str
    diagnostics: list[Diagnostic]
    risks: list[Risk] = field(default_factory=list)
    _typed_ids: dict[str, Place] = field(default_factory=dict)
    _matrices: list[Place] = field(default_factory=list)

    def blocks(self, blocks: Blocks, text: SourceText) -> Blocks:
        """`blocks` with records where the fences held source models; what could not be read is left out."""
        found: Blocks = []
        for block in blocks:
            if isinstance(block, DataBlock):
                value = self._record(block, text)
                if value is not None:
                    found.append(replace(block, value=value))
            elif isinstance(block, Piece | Task):
                found.append(replace(block, blocks=self.blocks(block.blocks, text)))
            elif isinstance(block, TextList):
                items = [replace(item, blocks=self.blocks(item.blocks, text)) for item in block.items]
                found.append(replace(block, items=items))
            else:
                found.append(block)
        return found

    def finish(self) -> None:
        """Gives the risks without a letter theirs, and says what concerns all of them."""
        letters = (letter for letter in _letters() if letter not in self._typed_ids)
        for risk in self.risks:
            risk.id = risk.id or next(letters)
        if self.risks and self.scale is None:
            self.diagnostics.append(SCALE_MISSING.at(self.risks[0].place))
        if not self.risks:
            self.diagnostics.extend(MATRIX_WITHOUT_RISKS.at(place) for place in self._matrices)

    def _record(self, block: DataBlock, text: SourceText) -> TaskTable | ProgressPlan | RiskTable | RiskMatrix | None:
        match block.value:
            case TaskTableSource():
                return self._tasks(block.value, block.place, text)
            case ProgressPlanSource():
                return self._plan(block.value, block.place, text)
            case RiskTableSource():
                risks = [self._risk(risk, block.place, text) for risk in block.value.risikoer]
                self.risks.extend(risks)
                return RiskTable(risks, block.place)
            case RiskMatrixSource():
                return self._matrix(block.value, block.place)
        return None

    # --- what all have --------------------------------------------------------------------------------------------

    def _owners(self, typed: list[Text]) -> list[str]:
        return list(dict.fromkeys(self.names.printed(name, self.diagnostics) for name in typed if name))

    def _due(self, typed: Text | None) -> tuple[str, date | None]:
        """The due date as printed, and the day where it is one."""
        if not typed:
            return "", None
        bare = typed.part(len(typed) - len(UNTIL.sub("", typed)), len(typed))
        said = len(self.diagnostics)
        day = date_of(bare, self.diagnostics, self.language)
        if day is None and len(self.diagnostics) == said:
            self.names.remark(typed, self.diagnostics)
        return (numeric_date(day) if day and bare == typed.strip() else str(typed)), day

    def _line(self, typed: Text | None, text: SourceText) -> Inline:
        return text_line(typed, text, self.diagnostics) if typed else []

    def _blocks(self, typed: Text | None, text: SourceText) -> Blocks:
        return text_blocks(typed, text, self.diagnostics) if typed else []

    # --- tasks ----------------------------------------------------------------------------------------------------

    def _tasks(self, source: TaskTableSource, place: Place, text: SourceText) -> TaskTable:
        if source.tittel:
            self.names.remark(source.tittel, self.diagnostics)
        rows = []
        for number, task in enumerate(source.oppgaver, 1):
            here = task.beskrivelse.place
            due_shown, due = self._due(task.frist)
            if not due_shown:
                self.diagnostics.append(PLAN_TASK_WITHOUT_DUE.at(here))
            rows.append(
                TaskRow(
                    number,
                    self._blocks(task.beskrivelse, text),
                    due_shown,
                    self._owners(task.ansvar),
                    here,
                    due,
                    task.frist.place if task.frist else None,
                )
            )
        return TaskTable(str(source.tittel or ""), rows, place)

    # --- progress plan --------------------------------------------------------------------------------------------

    def _plan(self, source: ProgressPlanSource, place: Place, text: SourceText) -> ProgressPlan:
        first, last = self._half_year(source.fra), self._half_year(source.til)
        if first and last and last < first:
            self.diagnostics.append(PLAN_REVERSED.at(source.til.place, fra=shown(first), til=shown(last)))
            first, last = last, first
        year = first.year if first else last.year if last else None
        activities = []
        for activity in source.aktiviteter:
            milestones = [self._milestone(typed, year) for typed in activity.milepæler if typed]
            activities.append(
                Activity(
                    self._line(activity.aktivitet, text),
                    [milestone for milestone in milestones if milestone],
                    self._owners(activity.ansvar),
                    activity.aktivitet.place,
                )
            )
        known = first is not None and last is not None
        times = [milestone.half_year for activity in activities for milestone in activity.milestones]
        times += [each for each in (first, last) if each]
        if not times:
            return ProgressPlan([], activities, place)
        first, last = first or min(times), last or max(times)
        if (count := count_between(first, last)) > LONGEST_PLAN:
            self.diagnostics.append(PLAN_TOO_LONG.at(source.til.place, antall=count, grense=LONGEST_PLAN))
        half_years = half_years_between(first, last, LONGEST_PLAN)
        if known:
            self._outside(activities, half_years)
        return ProgressPlan(half_years, activities, place)

    def _half_year(self, typed: Text) -> HalfYear | None:
        found = read_half_year(typed)
        if found is None:
            self.diagnostics.append(HALF_YEAR_UNREADABLE.at(typed.place, tekst=typed))
        return found

    def _outside(self, activities: list[Activity], half_years: list[HalfYear]) -> None:
        for activity in activities:
            for milestone in activity.milestones:
                if not half_years[0] <= milestone.half_year <= half_years[-1]:
                    self.diagnostics.append(
                        MILESTONE_OUTSIDE.at(
                            milestone.place,
                            halvår=shown(milestone.half_year),
                            fra=shown(half_years[0]),
                            til=shown(half_years[-1]),
                        )
                    )

    def _milestone(self, typed: Text, default_year: int | None) -> Milestone | None:
        found = read_milestone(typed)
        if found is None or found.impossible is None:
            self.names.remark(typed, self.diagnostics)
        if found is None or found.impossible is not None:
            self.diagnostics.append(MILESTONE_UNREADABLE.at(typed.place, tekst=typed))
        if found is None:
            return None
        if found.impossible is not None:
            guess = read_milestone(typed, default_year) if default_year else None
            meant = numeric_date(guess.day) if guess and guess.day else None
            impossible = found.impossible
            self.diagnostics.append(no_such_date(impossible, impossible.text, typed.place, meant))
            return None
        assert found.half_year is not None
        if found.first_day and found.day and found.day < found.first_day:
            fra, til = numeric_date(found.first_day), numeric_date(found.day)
            self.diagnostics.append(PERIOD_REVERSED.at(typed.place, fra=fra, til=til))
        if not found.text:
            self.diagnostics.append(MILESTONE_WITHOUT_TEXT.at(typed.place, halvår=shown(found.half_year)))
        return Milestone(found.half_year, found.text or str(typed).strip(), typed.place, found.day)

    # --- risks ----------------------------------------------------------------------------------------------------

    def _risk(self, source: RiskSource, block: Place, text: SourceText) -> Risk:
        likelihood = self._level(source.S, self.scale.likelihoods if self.scale else [], "S")
        consequence = self._level(source.K, self.scale.consequences if self.scale else [], "K")
        tone = (
            self.scale.colours[likelihood - 1][consequence - 1] if self.scale and likelihood and consequence else None
        )
        place = source.usikkerhet.place
        if source.status:
            self.names.remark(source.status, self.diagnostics)
        return Risk(
            id=self._risk_id(source.id),
            success_factor=self._line(source.suksessfaktor, text),
            uncertainty=self._line(source.usikkerhet, text),
            likelihood=likelihood,
            consequence=consequence,
            measures=self._blocks(source.tiltak, text),
            owners=self._owners(source.ansvar),
            due_shown=self._due(source.frist)[0],
            status=str(source.status or ""),
            place=place if place.file else block,
            tone=tone,
        )

    def _risk_id(self, typed: Text | None) -> str:
        if not typed or not typed.strip():
            return ""
        ident = typed.strip()
        first = self._typed_ids.setdefault(ident.upper(), typed.place)
        if first is not typed.place:
            self.diagnostics.append(RISK_TWICE.at(first, id=ident, hvor=where(typed.place, first)))
            self.diagnostics.append(RISK_TWICE.at(typed.place, id=ident, hvor=where(first, typed.place)))
        return ident

    def _level(self, typed: Text, levels: list[str], key: str) -> int:
        """The level, from 1; 0 where it cannot be read. Without a scale a number is taken as it is."""
        words = " ".join(typed.split())
        by_name = {folded(name): number for number, name in enumerate(levels, 1)}
        if folded(words) in by_name:
            return by_name[folded(words)]
        found = _LEVEL.fullmatch(words)
        if found is not None:
            number = int(found["number"])
            if not levels:
                return number
            if not 1 <= number <= len(levels):
                self.diagnostics.append(
                    LEVEL_OUTSIDE.at(typed.place, hva=key, tall=found["number"], høyeste=len(levels))
                )
                return 0
            if found["word"] is None or folded(found["word"]) == folded(levels[number - 1]):
                return number
        if levels:
            near = nearest(found["word"] if found and found["word"] else words, levels)
            self.diagnostics.append(LEVEL_UNREADABLE.at(typed.place, tekst=words, forslag=near))
        return 0

    def _matrix(self, source: RiskMatrixSource, place: Place) -> RiskMatrix | None:
        self._matrices.append(place)
        day = None
        if source.dato:
            said = len(self.diagnostics)
            day = date_of(source.dato, self.diagnostics, self.language)
            if day is None and len(self.diagnostics) == said:
                self.diagnostics.append(DATE_UNREADABLE.at(source.dato.place, tekst=source.dato))
        return RiskMatrix(day, self.risks, self.scale, place) if self.scale else None


def _letters() -> Iterator[str]:
    """A, B … Z, AA, AB …"""
    number = 0
    while True:
        number += 1
        rest, letters = number, ""
        while rest:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(ord("A") + digit) + letters
        yield letters
