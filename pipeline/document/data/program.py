"""A programme (program): days, and what happens in each of them at which time.

dager:
  - dato: 22.10.2019
    sted: Kommunehuset
    poster:
      - 9-10.30 | Hjemmetjenesten | fokusgruppe
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Annotated

from pydantic import Field

from pipeline.diagnostics import Place, Problem, Severity
from pipeline.document.barred import EMPTY, parts_between_bars
from pipeline.document.cells import runs_cell, text_cell
from pipeline.document.data_kind import DataKind, Setting
from pipeline.language.clock_ranges import read_clock_range, write_clock_range
from pipeline.language.dates import full_date
from pipeline.language.labels import word
from pipeline.richtext import Blocks, Cell, DataBlock, Grid, Inline, Paragraph, Run, plain, plain_blocks
from pipeline.schema.paper import DataShape, Reader
from pipeline.schema.placed import Separated, Text, folded
from pipeline.schema.source_model import SourceModel

TIME_UNREADABLE = Problem(
    "program-tid-uleselig",
    Severity.ERROR,
    "«{tekst}» er ikke et klokkeslett.",
    hint="Skriv slik: 9-10.30. Gjelder posten hele dagen, skriv «hele dagen».",
)
END_BEFORE_START = Problem(
    "program-slutt-for-start",
    Severity.ERROR,
    "Posten slutter før den begynner: {slutt} er ikke etter {start}.",
    hint="Rett klokkeslettene.",
)
ENTRIES_OVERLAP = Problem(
    "program-overlapp",
    Severity.WARNING,
    "Posten kl. {tid} begynner før posten kl. {forrige} er slutt.",
    hint="Rett klokkeslettene, eller godta det hvis de skal gå samtidig.",
    about="Postene på en dag skal normalt ikke gå oppå hverandre. «hele dagen» går sammen med alt.",
)
ENTRIES_REVERSED = Problem(
    "program-rekkefolge",
    Severity.WARNING,
    "Posten kl. {tid} står etter posten kl. {forrige}.",
    hint="Skriv postene i den rekkefølgen de skjer.",
)
DAYS_REVERSED = Problem(
    "program-dager-baklengs",
    Severity.ERROR,
    "{dato} står etter {forrige} i programmet.",
    hint="Skriv dagene i rekkefølge.",
)
DAY_TWICE = Problem(
    "program-dag-to-ganger",
    Severity.ERROR,
    "{dato} står to ganger i programmet.",
    hint="Slå de to dagene sammen, eller rett datoen.",
)
TOO_MANY_CELLS = Problem(
    "program-antall-celler",
    Severity.ERROR,
    "Posten har {antall} deler, men programmet har bare {riktig} kolonner: «{post}».",
    hint="Delene er: {kolonner}. Flere kolonner kan nevnes under «kolonner».",
)
DAY_EMPTY = Problem(
    "program-dag-tom",
    Severity.ERROR,
    "Det står ingen poster under {dato}.",
    hint="Skriv postene under «poster», én på hver linje: - 9-10.30 | Hjemmetjenesten.",
)
NOTHING_HAPPENS = Problem(
    "program-post-tom",
    Severity.ERROR,
    "Posten sier ikke hva som skjer: «{post}».",
    hint="Skriv tiden, så en loddrett strek, så hva som skjer: 9-10.30 | Hjemmetjenesten.",
)

COLUMNS = (word("Hva"), word("Hvem"), word("Sted"))
_WITHOUT_CLOCK = re.compile(r"[^0-9]*")
_NAMED_DAY = re.compile(
    r"(?:dag|døgn)\s*(?:nr\.?\s*)?[0-9]{1,3}|"
    r"(?:første|fyrste|andre|tredje|fjerde|femte|sjette|sjuende|siste)\s+(?:dag|dagen|døgn|døgnet)",
    re.IGNORECASE,
)
"""A day without a date: of a programme that is carried out many times."""
_SHARES = {2: (15, 85), 3: (15, 57, 28), 4: (15, 43, 19, 23)}


class DagSource(SourceModel):
    """A day of a programme."""

    dato: Text = Field(description="Dagen: 22.10.2019, eller dag 1 uten dato")
    sted: Text | None = Field(None, description="Hvor det er den dagen; står ved datoen")
    poster: list[Text] = Field(
        default_factory=list, description="Postene, med | mellom delene: 9-10.30 | Hjemmetjenesten | fokusgruppe"
    )


class ProgramSource(SourceModel):
    """A programme by day and time."""

    tittel: Text | None = Field(None, description="Hva det er et program for")
    kolonner: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="Kolonnene etter tiden; ellers Hva, Hvem og Sted"
    )
    dager: list[DagSource] = Field(description="Dagene i rekkefølge")


@dataclass(slots=True)
class Entry:
    """Something that happens: `shown` is its time as printed, `start` None where it has no clock."""

    shown: str
    start: time | None
    end: time | None
    cells: list[Inline]
    place: Place


@dataclass(slots=True)
class Day:
    """`day` is None where what was typed is no date."""

    day: date | None
    typed: str
    venue: Inline
    entries: list[Entry]
    place: Place


@dataclass(slots=True)
class Programme:
    """`columns` are those typed, after the one of times; empty: the usual ones."""

    title: Inline
    columns: list[str]
    days: list[Day]
    place: Place
    column_places: list[Place] = field(default_factory=list)


# --- read ------------------------------------------------------------------------------------------------------------


def read(source: ProgramSource, reader: Reader, place: Place) -> Programme | None:
    """The programme; what cannot happen in it is said at its place."""
    columns = [part for typed in source.kolonner for part in parts_between_bars(typed)]
    if columns and folded(columns[0]) in {"tid", "tidspunkt", "klokkeslett", "kl"}:
        columns = columns[1:]
    names = [str(column) for column in columns] or list(COLUMNS)
    days = []
    previous: date | None = None
    named: dict[str, Day] = {}
    for typed in source.dager:
        has_name = _NAMED_DAY.fullmatch(typed.dato.strip()) is not None
        found = None if has_name else reader.day(typed.dato)
        entries = list(_entries(typed.poster, names, reader))
        if not typed.poster:
            reader.say(DAY_EMPTY.at(typed.dato.place, dato=typed.dato))
        if not entries:
            continue
        day = Day(found, str(typed.dato), reader.line(typed.sted), entries, typed.dato.place)
        if has_name and named.setdefault(folded(typed.dato), day) is not day:
            reader.say(DAY_TWICE.at(day.place, dato=typed.dato[:1].upper() + typed.dato[1:]))
        days.append(day)
        if found is None:
            continue
        if previous is not None and found <= previous:
            problem = DAY_TWICE if found == previous else DAYS_REVERSED
            when = full_date(found, reader.language)
            said = {
                "dato": when[:1].upper() + when[1:],
                "forrige": full_date(previous, reader.language),
            }
            reader.say(problem.at(day.place, **said))
        previous = found
    if not days:
        return None
    return Programme(
        reader.line(source.tittel),
        [str(column) for column in columns],
        days,
        place,
        [column.place for column in columns],
    )


def _entries(typed: Sequence[Text], columns: Sequence[str], reader: Reader) -> Iterator[Entry]:
    """The entries of a day. Each with a clock is held against the one that ends last before it."""
    before: Entry | None = None
    for post in typed:
        entry = _entry(post, columns, reader)
        if entry is None:
            continue
        if entry.start is not None:
            if before is not None and before.start is not None:
                said = {"tid": entry.shown, "forrige": before.shown}
                if entry.start < before.start:
                    reader.say(ENTRIES_REVERSED.at(entry.place, **said))
                elif entry.start < (before.end or before.start):
                    reader.say(ENTRIES_OVERLAP.at(entry.place, **said))
            if before is None or _ends(entry) >= _ends(before):
                before = entry
        yield entry


def _ends(entry: Entry) -> time:
    return entry.end or entry.start or time.min


def _entry(post: Text, columns: Sequence[str], reader: Reader) -> Entry | None:
    when, *parts = parts_between_bars(post)
    while parts and parts[-1].strip() in EMPTY:
        parts.pop()
    if not parts:
        reader.say(NOTHING_HAPPENS.at(post.place, post=" ".join(post.split())))
        return None
    if len(parts) > len(columns):
        said = {"antall": len(parts) + 1, "riktig": len(columns) + 1, "post": " ".join(post.split())}
        reader.say(TOO_MANY_CELLS.at(parts[len(columns)].place, kolonner=", ".join(("Tid", *columns)), **said))
    shown, start, end = _when(when, reader)
    cells = [reader.line(part) if part.strip() not in EMPTY else [] for part in parts[: len(columns)]]
    return Entry(shown, start, end, cells, post.place)


def _when(typed: Text, reader: Reader) -> tuple[str, time | None, time | None]:
    """The time as it is printed, its beginning and its end."""
    if _WITHOUT_CLOCK.fullmatch(typed):
        shown = "" if typed.strip() in EMPTY else str(typed)
        return shown[:1].upper() + shown[1:], None, None
    found = read_clock_range(typed)
    if found is None:
        reader.say(TIME_UNREADABLE.at(typed.place, tekst=typed))
        return str(typed), None, None
    start, end = found
    if end is not None and end <= start:
        said = {"start": write_clock_range(start, None), "slutt": write_clock_range(end, None)}
        reader.say(END_BEFORE_START.at(typed.place, **said))
        return write_clock_range(start, end), None, None
    return write_clock_range(start, end), start, end


# --- print -----------------------------------------------------------------------------------------------------------


def blocks(programme: Programme, block: DataBlock, setting: Setting) -> Blocks:
    """A table a day, each with its day above it; all with the columns that are used in any of them."""
    translate, place = setting.translate, programme.place
    names = programme.columns or [translate(name) for name in COLUMNS]
    places = programme.column_places or [place] * len(names)
    used = [index for index in range(len(names)) if _is_used(programme, index)]
    header = [[Run(translate(word("Tid")), place)], *([Run(names[index], places[index])] for index in used)]
    shares = _SHARES.get(len(header), ())
    rows = [[_row(entry, used) for entry in day.entries] for day in programme.days]
    longest = _longest_words(header, [row for of_day in rows for row in of_day])
    found: Blocks = []
    if programme.title:
        found.append(Paragraph([Run(f"{plain(programme.title).rstrip(':')}:", place, bold=True)], place))
    for count, (day, of_day) in enumerate(zip(programme.days, rows, strict=True), 1):
        when = full_date(day.day, setting.paper.language) if day.day else day.typed
        caption: Inline = [Run(when[:1].upper() + when[1:], day.place, bold=True)]
        if day.venue:
            caption += [Run(", ", day.place), *day.venue]
        found.append(
            Grid(
                header,
                of_day,
                day.place,
                shares,
                about=translate(word("Program {dag}")).format(dag=when),
                ident=block.ident if count == 1 else f"{block.ident}_{count}",
                longest=longest,
                caption=caption,
                whole=True,
            )
        )
    return found


def _longest_words(header: Sequence[Inline], rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """The longest word of each column in all the days, so that their tables have columns of the same widths."""
    columns = zip(*([plain_blocks(cell.blocks) for cell in row] for row in rows), strict=True)
    return tuple(
        max((part for text in (plain(name), *texts) for part in text.split()), key=len, default="")
        for name, texts in zip(header, columns, strict=True)
    )


def _is_used(programme: Programme, column: int) -> bool:
    return any(column < len(entry.cells) and entry.cells[column] for day in programme.days for entry in day.entries)


def _row(entry: Entry, used: Sequence[int]) -> list[Cell]:
    when = text_cell(entry.shown, entry.place, heading=True)
    return [when, *(runs_cell(entry.cells[index] if index < len(entry.cells) else [], entry.place) for index in used)]


DATA = DataKind(
    DataShape("program", ProgramSource, read, also=("programmet", "dagsprogram", "tidsplan")), Programme, blocks
)
