"""Action registers: the head, its words and columns, and the actions with their dated entries put together."""

from dataclasses import dataclass, field
from datetime import date

from pipeline.diagnostics import Diagnostic, Place, Problem
from pipeline.language.dates import numeric_date
from pipeline.language.names import nearest
from pipeline.link.dates import day_of
from pipeline.link.idents import named_after
from pipeline.link.places import where
from pipeline.link.register_areas import areas_alike
from pipeline.link.register_dates import read_end, read_period
from pipeline.link.register_problems import (
    ACTION_TWICE,
    ACTIONS_ALIKE,
    COLUMN_TWICE,
    COLUMN_UNKNOWN,
    COLUMNS_MANY,
    COLUMNS_TOO_MANY,
    ENTRY_AFTER_REPORT,
    ENTRY_WITHOUT_DATE,
    NO_UPDATE,
    OWN_COLUMN_KNOWN,
    OWN_COLUMN_UNKNOWN,
    PREVIOUS_LATER,
    REGISTER_BODY_UNKNOWN,
    UPDATED_SINCE_LATER,
)
from pipeline.link.register_texts import TextReader, no_text
from pipeline.link.register_updates import find_updates, tells_nothing
from pipeline.link.register_words import Words, link_words, word_key
from pipeline.link.surroundings import Surroundings
from pipeline.load.collector import collector_paused
from pipeline.load.model import RegisterSource
from pipeline.load.register_models import ActionSource, ColumnSource, EntrySource
from pipeline.records.action_columns import MOST_COLUMNS, shown_columns
from pipeline.records.actions import (
    Action,
    Column,
    ColumnName,
    End,
    Grouping,
    Period,
    Register,
    Responsible,
    Sorting,
    StatusEntry,
)
from pipeline.records.model import Attachment
from pipeline.richtext import Inline
from pipeline.schema.placed import Text

_KNOWN_COLUMNS = {word_key(name): name for name in ColumnName} | {
    word_key(other): name
    for name, others in {
        ColumnName.AREA: "satsingsområde satsningsområde innsatsområde",
        ColumnName.NAME: "navn prosjekt namn",
        ColumnName.GOAL: "målsetting formål",
        ColumnName.RESPONSIBLE: "ansvar ansvarleg",
        ColumnName.PERIOD: "tidsrom",
        ColumnName.DEVIATION: "trafikklys",
        ColumnName.END: "forventet_slutt frist",
        ColumnName.COMMENT: "tekst merknad",
        ColumnName.UPDATED: "oppdatert_dato",
    }.items()
    for other in others.split()
}

WHOLE_COLUMNS = 10
"""Beside one another on a page on its side, where the words of each stay whole."""


def link_register(source: RegisterSource, surroundings: Surroundings, diagnostics: list[Diagnostic]) -> Register:
    """The register, its words and dates read and its references resolved; its report is attached to its case. What
    cannot be read is said and left out."""
    with collector_paused():
        register = _Linking(source, surroundings, diagnostics).register()
    if register.case is not None and register.file:
        case = register.case
        attached = Attachment(register.file, register.title, register.place, case.id, register=register.id)
        case.attachments.append(attached)
    return register


@dataclass(slots=True)
class _Known:
    """What has been read before: most values of a register stand there many times."""

    days: dict[str, date] = field(default_factory=dict)
    ends: dict[str, End] = field(default_factory=dict)
    periods: dict[str, Period] = field(default_factory=dict)
    responsible: dict[str, Responsible] = field(default_factory=dict)
    areas: dict[str, list[Text]] = field(default_factory=dict)


class _Linking:
    """One register being put together."""

    def __init__(self, source: RegisterSource, surroundings: Surroundings, diagnostics: list[Diagnostic]) -> None:
        self.source = source
        self.head = source.head
        self.around = surroundings
        self.diagnostics = diagnostics
        self.names = surroundings.names
        self.body = surroundings.body(source.head.organ, REGISTER_BODY_UNKNOWN, diagnostics)
        self.language = str(source.head.språk or (self.body.language if self.body else surroundings.language))
        self.words: Words = link_words(source.head.ordliste, self.language, diagnostics)
        folder = source.path.rpartition("/")[0]
        assets = surroundings.assets.seen_from(folder)
        self.texts = TextReader(source.texts, surroundings.mentions, assets, self.body, self.language, diagnostics)
        self.known = _Known()
        self.own: dict[str, Column] = self._own_columns()

    def register(self) -> Register:
        head, source = self.head, self.source
        self.names.remark(head.tittel, self.diagnostics)
        day = self._day(head.dato) if head.dato else None
        actions = self._actions(day)
        self._areas()
        case, label = self.around.case(head.sak, self.body, self.diagnostics)
        last = max((action.entries[-1].day for action in actions.values() if action.entries), default=None)
        register = Register(
            id=source.id,
            title=str(head.tittel),
            language=self.language,
            body=self.body,
            day=day or last,
            vocabulary=self.words.vocabulary,
            actions=actions,
            place=head.tittel.place if head.tittel.place.file else source.head_place,
            source=source.path,
            case=case,
            case_label=label,
            previous=self._earlier(head.forrige_rapport, day or last, PREVIOUS_LATER, same_day_too=False),
            updated_since=self._earlier(head.oppdatert_siden, day or last, UPDATED_SINCE_LATER, same_day_too=True),
            background=self.texts.blocks(head.bakgrunn, "bakgrunn", "sg_bakgrunn"),
            remarks=self.texts.blocks(head.merknader, "merknader", "sg_merknader"),
            proposal=self.texts.blocks(head.forslag_til_vedtak, "forslag_til_vedtak", "sg_forslag"),
            grouping=Grouping(head.grupper or Grouping.AREA),
            sorting=Sorting(head.sorter or Sorting.TYPED),
        )
        register.sources = sorted({*source.texts, *self.texts.images})
        register.columns = self._columns()
        register.own_columns = tuple(self.own.values())
        self._room_for_columns(register)
        self.texts.finish()
        return register

    # --- the head -------------------------------------------------------------------------------------------------

    def _earlier(self, typed: Text | None, report: date | None, problem: Problem, same_day_too: bool) -> date | None:
        """A day of the head that cannot be later than the report's; one that is, is said and left out."""
        day = self._day(typed) if typed else None
        if typed is None or day is None or report is None or day < report or (same_day_too and day == report):
            return day
        self.diagnostics.append(problem.at(typed.place, dato=numeric_date(day), rapport=numeric_date(report)))
        return None

    # --- columns --------------------------------------------------------------------------------------------------

    def _own_columns(self) -> dict[str, Column]:
        """The body's own columns, by key."""
        own: dict[str, Column] = {}
        for name, column in self.head.egne_kolonner.items():
            key = word_key(name)
            if key in _KNOWN_COLUMNS:
                self.diagnostics.append(OWN_COLUMN_KNOWN.at(name.place, navn=name))
            else:
                self.names.remark(column.overskrift, self.diagnostics)
                own[key] = Column(str(name), str(column.overskrift))
        return own

    def _columns(self) -> tuple[Column, ...]:
        """The columns the register names."""
        columns: dict[str, Column] = {}
        for typed in self.head.kolonner:
            column = self._column(typed)
            if column is None:
                continue
            if column.name in columns:
                self.diagnostics.append(COLUMN_TWICE.at(typed.navn.place, navn=typed.navn))
            columns.setdefault(column.name, column)
        return tuple(columns.values())

    def _room_for_columns(self, register: Register) -> None:
        """Says of a table that has more columns than a page has room for."""
        states = register.as_of(register.day) if register.day and not register.columns else []
        count = len(shown_columns(register, states))
        for problem, most in ((COLUMNS_TOO_MANY, MOST_COLUMNS), (COLUMNS_MANY, WHOLE_COLUMNS)):
            if count > most:
                place = self.head.kolonner[most].navn.place if register.columns else register.place
                self.diagnostics.append(problem.at(place, antall=count, plass=most))
                return

    def _column(self, typed: ColumnSource) -> Column | None:
        key = word_key(typed.navn)
        heading = str(typed.overskrift or "")
        own, known = self.own.get(key), _KNOWN_COLUMNS.get(key)
        if own is not None:
            return Column(own.name, heading or own.heading)
        if known is not None:
            return Column(known, heading, known)
        near = nearest(key, (*_KNOWN_COLUMNS, *self.own))
        meant = (self.own[near].name if near in self.own else _KNOWN_COLUMNS[near]) if near else None
        self.diagnostics.append(COLUMN_UNKNOWN.at(typed.navn.place, navn=typed.navn, forslag=meant))
        return None

    # --- actions --------------------------------------------------------------------------------------------------

    def _actions(self, report: date | None) -> dict[str, Action]:
        actions: dict[str, Action] = {}
        by_key: dict[str, Text] = {}
        for ident, source in self.source.actions:
            other = by_key.setdefault(ident.strip().casefold(), ident)
            if other is not ident:
                hvor = where(other.place, ident.place)
                if other.strip() == ident.strip():
                    self.diagnostics.append(ACTION_TWICE.at(ident.place, id=ident, hvor=hvor))
                    continue
                self.diagnostics.append(ACTIONS_ALIKE.at(ident.place, id=ident, annen=other, hvor=hvor))
            actions[str(ident).strip()] = self._action(ident, source, report)
        return actions

    def _action(self, ident: Text, source: ActionSource, report: date | None) -> Action:
        stem = named_after("sg_t_", ident.strip())
        entries = [entry for each in source.status if (entry := self._entry(each, ident, stem, report)) is not None]
        entries.sort(key=lambda entry: entry.day)
        end = self._end(source.slutt)
        find_updates(entries, end)
        return Action(
            id=str(ident).strip(),
            name=self.texts.line(source.navn, "navn"),
            area=self._area(source.område),
            goal=self.texts.blocks(source.mål, "mål", f"{stem}_m"),
            responsible=[self._responsible(typed) for typed in source.ansvarlig if typed],
            period=self._period(source.periode),
            priority=self.words.priorities.find(source.prioritet, self.diagnostics) or "",
            size=self.words.sizes.find(source.omfang, self.diagnostics) or "",
            end=end,
            own=self._own_values(source),
            entries=entries,
            place=ident.place,
            ident=stem,
        )

    def _area(self, typed: Text | None) -> str:
        if not typed:
            return ""
        area = " ".join(typed.split())
        there = self.known.areas.get(area)
        if there is None:
            there = self.known.areas[area] = []
            self.names.remark(typed, self.diagnostics)
            self.diagnostics.extend(no_text(typed, "område"))
        there.append(typed)
        return area

    def _areas(self) -> None:
        """Says which areas are probably one, spelt in two ways."""
        self.diagnostics.extend(areas_alike(self.known.areas))

    def _responsible(self, typed: Text) -> Responsible:
        found = self.known.responsible.get(typed)
        if found is not None:
            return found
        said = len(self.diagnostics)
        self.diagnostics.extend(no_text(typed, "ansvarlig"))
        name = self.names.printed(typed, self.diagnostics)
        persons = [each for each in self.around.register.lookup(typed.partition("(")[0].strip()) if each.name in name]
        found = Responsible(name, persons[0] if len(persons) == 1 else None)
        if len(self.diagnostics) == said:
            self.known.responsible[str(typed)] = found
        return found

    def _period(self, typed: Text | None) -> Period:
        if not typed:
            return Period("")
        found = self.known.periods.get(typed)
        if found is not None:
            return found
        said = len(self.diagnostics)
        found = read_period(typed, self.language, self.diagnostics)
        if found.first is None and len(self.diagnostics) == said:
            self.names.remark(typed, self.diagnostics)
        if len(self.diagnostics) == said:
            self.known.periods[str(typed)] = found
        return found

    def _end(self, typed: Text | None) -> End | None:
        if not typed:
            return None
        found = self.known.ends.get(typed)
        if found is not None:
            return found
        said = len(self.diagnostics)
        found = read_end(typed, self.language, self.diagnostics)
        if found.day is None and len(self.diagnostics) == said:
            self.names.remark(typed, self.diagnostics)
        if len(self.diagnostics) == said:
            self.known.ends[str(typed)] = found
        return found

    def _own_values(self, source: ActionSource) -> dict[str, Inline]:
        values: dict[str, Inline] = {}
        for name, value in source.egne.items():
            column = self.own.get(word_key(name))
            if column is None:
                near = nearest(word_key(name), self.own)
                meant = self.own[near].name if near else None
                self.diagnostics.append(OWN_COLUMN_UNKNOWN.at(name.place, navn=name, forslag=meant))
            else:
                values[column.name] = self.texts.line(value.verdi, column.name)
        return values

    # --- entries --------------------------------------------------------------------------------------------------

    def _entry(self, source: EntrySource, ident: Text, stem: str, report: date | None) -> StatusEntry | None:
        typed = source.dato
        if not typed:
            self.diagnostics.append(ENTRY_WITHOUT_DATE.at(_place_of(source) or ident.place))
            return None
        day = self.known.days.get(typed) or self._day(typed)
        if day is None:
            return None
        if report is not None and day > report:
            dato, rapport = numeric_date(day), numeric_date(report)
            self.diagnostics.append(ENTRY_AFTER_REPORT.at(typed.place, dato=dato, rapport=rapport))
        entry = StatusEntry(
            day,
            typed.place,
            self.words.statuses.find(source.status, self.diagnostics),
            self.words.deviations.find(source.avvik, self.diagnostics),
            self._end(source.slutt),
        )
        if source.tekst:
            text = self.source.texts[typed.place.file]
            entry.written = self.texts.late(source.tekst, text, "tekst", f"{stem}_{day:%y%m%d}")
            if tells_nothing(source.tekst):
                entry.is_update = False
                self.diagnostics.append(NO_UPDATE.at(source.tekst.place, tekst=source.tekst.strip()))
        return entry

    def _day(self, typed: Text) -> date | None:
        """The day `typed` is; one that is none, or lacks its year, is said."""
        said = len(self.diagnostics)
        day = day_of(typed, self.diagnostics, None, self.language)
        if day is not None and len(self.diagnostics) == said:
            self.known.days[str(typed)] = day
        return day


def _place_of(source: EntrySource) -> Place | None:
    """Where an entry without a date stands."""
    values = (source.status, source.avvik, source.slutt, source.tekst)
    return min((value.place for value in values if value is not None), default=None)
