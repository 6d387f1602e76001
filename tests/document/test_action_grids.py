"""The table, the chart and the reading guide of a status report."""

from dataclasses import replace
from datetime import date

from pipeline.diagnostics import Place
from pipeline.document.action_grids import (
    action_grid,
    heading_of,
    reading_guide,
    same_columns,
    stands_in_column,
    status_chart,
)
from pipeline.language.labels import labels
from pipeline.records.action_counts import count
from pipeline.records.actions import (
    Action,
    ActionState,
    Column,
    ColumnName,
    DeviationWord,
    End,
    Grouping,
    Period,
    Register,
    Responsible,
    StatusEntry,
    StatusGroup,
    StatusWord,
    Vocabulary,
)
from pipeline.richtext import Cell, Chart, Paragraph, Run, Tone, plain, plain_blocks

HERE = Place("sources/status/plan.yaml", 1, 1)
BOKMÅL = labels("nb")
DAY = date(2023, 3, 10)
IDEA, WAITING = StatusWord("ny idé", StatusGroup.IDEA), StatusWord("på vent", StatusGroup.ONGOING)
ONGOING, FINISHED = StatusWord("pågår", StatusGroup.ONGOING), StatusWord("ferdigstilt", StatusGroup.FINISHED)
STRUCK = StatusWord("strøket", StatusGroup.STRUCK)
GREEN = DeviationWord("ingen avvik", Tone.GREEN)
YELLOW = DeviationWord("mindre avvik", Tone.YELLOW, "håndteres")
LATE = End("31.12.2022", date(2022, 12, 31))


def state(status: StatusWord | None = ONGOING, deviation: DeviationWord | None = None, **more: object) -> ActionState:
    fields: dict[str, object] = {
        "id": "bil", "name": [Run("Legevaktbil", HERE)], "area": "Trygg hjelp", "goal": [], "responsible": [],
        "period": Period(""), "priority": "høy", "size": "lite", "end": None, "own": {}, "place": HERE,
        "ident": "sg_t_bil",
    }  # fmt: skip
    text = [Paragraph([Run("Godt i gang.", HERE)], HERE)]
    entries = [StatusEntry(date(2023, 1, 12), HERE, status, deviation, written=text)]
    found = Action(**(fields | more), entries=entries).as_of(DAY)  # type: ignore[arg-type]
    assert found is not None
    return found


def columns(*names: ColumnName) -> tuple[Column, ...]:
    return tuple(Column(name, known=name) for name in names)


def register(*shown: Column, grouping: Grouping = Grouping.AREA) -> Register:
    words = Vocabulary((IDEA, WAITING, ONGOING, FINISHED, STRUCK), (GREEN, YELLOW), (), ())
    return Register("plan", "Plan", "nb", None, DAY, words, {}, HERE, "", columns=shown, grouping=grouping)


def row(found: ActionState, *shown: Column) -> list[Cell]:
    return action_grid(register(*shown), [found], "", BOKMÅL).rows[0]


def words(cell: Cell) -> str:
    return plain_blocks(cell.blocks)


def test_the_columns_are_those_of_the_register_in_their_order() -> None:
    own = Column("penger", "Finansiering")
    shown = (*columns(ColumnName.PRIORITY, ColumnName.NAME), own, Column(ColumnName.END, "Slutt", ColumnName.END))
    found = state(own={"penger": [Run("Fylket", HERE)]}, end=End("våren 2024", None))
    grid = action_grid(register(*shown), [found], "", BOKMÅL)
    assert [plain(cell) for cell in grid.header] == ["Prioritet", "Tiltak", "Finansiering", "Slutt"]
    assert [words(cell) for cell in grid.rows[0]] == ["høy", "Legevaktbil", "Fylket", "våren 2024"]
    assert len(grid.shares) == 4


def test_a_document_may_choose_its_columns() -> None:
    chosen = columns(ColumnName.NAME, ColumnName.UPDATED)
    grid = action_grid(register(*columns(ColumnName.PRIORITY)), [state()], "", BOKMÅL, chosen)
    assert [plain(cell) for cell in grid.header] == ["Tiltak", "Oppdatert"]
    assert [words(cell) for cell in grid.rows[0]] == ["Legevaktbil", "12.01.2023"]


def test_where_no_columns_are_named_those_nobody_has_filled_in_are_left_out() -> None:
    grid = action_grid(register(), [state(), state(ONGOING, GREEN, area="")], "", BOKMÅL)
    assert [plain(cell) for cell in grid.header] == [
        "Område", "Tiltak", "Prioritet", "Omfang", "Status", "Avvik", "Kommentar",
    ]  # fmt: skip
    assert [plain(cell) for cell in action_grid(register(), [], "", BOKMÅL).header] == ["Tiltak"]


def test_the_tables_of_a_report_know_the_longest_word_of_all() -> None:
    shown = columns(ColumnName.AREA, ColumnName.NAME)
    grids = [action_grid(register(*shown), [state(area=area)], "", BOKMÅL) for area in ("Arbeidsmarked", "Liv")]
    same_columns(grids)
    assert [grid.longest for grid in grids] == [("Arbeidsmarked", "Legevaktbil")] * 2


def test_every_known_column_is_printed() -> None:
    found = state(
        WAITING, GREEN, goal=[Paragraph([Run("Tryggere", HERE)], HERE)], end=End("31.12.2024", date(2024, 12, 31)),
        responsible=[Responsible("Kari Berg"), Responsible("Granlia kommune")],
        period=Period("01.01.2022–31.12.2024", date(2022, 1, 1), date(2024, 12, 31)),
    )  # fmt: skip
    assert [words(cell) for cell in row(found, *columns(*ColumnName))] == [
        "bil", "Trygg hjelp", "Legevaktbil", "Tryggere", "Kari Berg\nGranlia kommune", "01.01.2022–\n31.12.2024", "høy",
        "lite", "◐ på vent", "● ingen avvik", "31.12.2024", "Godt i gang.", "12.01.2023",
    ]  # fmt: skip


def test_a_period_in_words_stays_on_one_line() -> None:
    assert words(row(state(period=Period("2022–2024")), *columns(ColumnName.PERIOD))[0]) == "2022–2024"


def test_status_and_deviation_are_symbol_word_and_colour() -> None:
    shown = columns(ColumnName.STATUS, ColumnName.DEVIATION)
    status, deviation = row(state(FINISHED, YELLOW), *shown)
    assert (words(status), status.tone) == ("✓ ferdigstilt", None)  # the colours tell the deviation alone
    assert (words(deviation), deviation.tone) == ("▲ mindre avvik", Tone.YELLOW)
    status, deviation = row(state(None), *shown)
    assert (words(status), status.tone, words(deviation), deviation.tone) == ("–", None, "", None)
    (status,) = row(state(FINISHED, YELLOW), *columns(ColumnName.STATUS))
    assert (words(status), status.tone) == ("✓ ferdigstilt", Tone.GREEN)


def test_an_overdue_end_is_marked_with_a_word() -> None:
    cell = row(state(end=LATE), *columns(ColumnName.NAME, ColumnName.END))[1]
    assert (words(cell), cell.tone) == ("31.12.2022\nForfalt", Tone.RED)
    finished = row(state(FINISHED, end=LATE), *columns(ColumnName.NAME, ColumnName.END))[1]
    assert (words(finished), finished.tone) == ("31.12.2022", None)


def test_without_a_column_for_the_end_the_period_tells_that_it_is_overdue() -> None:
    shown = columns(ColumnName.NAME, ColumnName.PERIOD, ColumnName.DEVIATION)
    period = Period("2022–2023", date(2022, 1, 1), date(2023, 12, 31))
    name, cell, light = row(state(ONGOING, YELLOW, end=LATE, period=period), *shown)
    assert (words(cell), cell.tone) == ("2022–2023\nForfalt 31.12.2022", Tone.RED)
    assert (words(light), light.tone, name.tone) == ("▲ mindre avvik", Tone.YELLOW, None)  # a light of its own
    assert words(row(state(end=LATE), *columns(ColumnName.PERIOD))[0]) == "Forfalt 31.12.2022"


def test_a_day_the_period_ends_with_is_not_said_twice() -> None:
    period = Period("01.01.2022–31.12.2022", date(2022, 1, 1), date(2022, 12, 31))
    (cell,) = row(state(end=LATE, period=period), *columns(ColumnName.PERIOD))
    assert words(cell) == "01.01.2022–\n31.12.2022\nForfalt"


def test_without_end_and_period_the_name_tells_that_it_is_overdue() -> None:
    name, status = row(state(end=LATE), *columns(ColumnName.NAME, ColumnName.STATUS))
    assert (words(name), name.tone) == ("Legevaktbil\nForfalt 31.12.2022", Tone.RED)
    assert (words(status), status.tone) == ("◐ pågår", None)


def test_a_row_that_is_not_updated_says_so_once() -> None:
    def comment(*shown: ColumnName, since: date = date(2023, 2, 1)) -> list[str]:
        found = replace(register(*columns(*shown)), updated_since=since)
        return [words(cell) for cell in action_grid(found, [state()], "", BOKMÅL).rows[0]]

    told = "Godt i gang.\nSist oppdatert 12.01.2023"
    assert comment(ColumnName.NAME, ColumnName.COMMENT) == ["Legevaktbil", told]
    assert comment(ColumnName.NAME) == ["Legevaktbil\nSist oppdatert 12.01.2023"]
    assert comment(ColumnName.COMMENT, ColumnName.UPDATED) == ["Godt i gang.", "12.01.2023"]
    assert comment(ColumnName.COMMENT, since=date(2023, 1, 12)) == ["Godt i gang."]


def test_where_nothing_was_ever_told_there_is_no_day() -> None:
    found = state()
    found.entry.is_update = False
    stale = replace(register(*columns(ColumnName.COMMENT)), updated_since=date(2023, 1, 1))
    assert words(action_grid(stale, [found], "", BOKMÅL).rows[0][0]) == "Ikke oppdatert"


def test_what_goes_on_has_no_colour() -> None:
    tones = [row(state(each), *columns(ColumnName.STATUS))[0].tone for each in (IDEA, ONGOING, FINISHED)]
    assert tones == [None, None, Tone.GREEN]


def test_a_name_that_stands_first_is_the_header_of_its_row_and_has_its_bookmark() -> None:
    name, _ = row(state(), *columns(ColumnName.NAME, ColumnName.AREA))
    assert name.heading
    assert isinstance(name.blocks[0], Paragraph) and name.blocks[0].ident == "sg_t_bil"
    assert not any(cell.heading for cell in row(state(), *columns(ColumnName.AREA, ColumnName.NAME)))


def test_a_group_has_a_heading_where_no_column_tells_it() -> None:
    assert stands_in_column(register(), columns(ColumnName.AREA, ColumnName.NAME))
    assert not stands_in_column(register(), columns(ColumnName.NAME))
    assert stands_in_column(register(grouping=Grouping.NONE), columns(ColumnName.NAME))
    assert heading_of(register(), "", BOKMÅL) == "Uten område"
    assert action_grid(register(*columns(ColumnName.NAME)), [], "Trygg hjelp", BOKMÅL).about == "Trygg hjelp"


def test_the_chart_shows_the_counts_and_its_alternative_text_says_them() -> None:
    found = [state(WAITING), state(WAITING), state(FINISHED), state(STRUCK), state(None)]
    counts = count(found, register().vocabulary.statuses)
    (chart,) = status_chart(counts, DAY, BOKMÅL, HERE)
    assert isinstance(chart, Chart)
    assert chart.categories == ["På vent", "Ferdigstilt", "Uten status"]
    assert chart.series[0].values == [2, 1, 1]
    assert sum(value for value in chart.series[0].values if isinstance(value, int)) == counts.total
    assert chart.alt == "Liggende søyler: 4 tiltak etter status. På vent 2, Ferdigstilt 1, Uten status 1."


def test_where_there_is_nothing_there_is_no_chart() -> None:
    assert status_chart(count([state(STRUCK)]), DAY, BOKMÅL, HERE) == []


def test_the_guide_explains_the_signs_of_the_columns_there_are() -> None:
    shown = columns(ColumnName.STATUS, ColumnName.DEVIATION)
    found = [state(IDEA), state(FINISHED), state(end=LATE)]
    guide = [plain_blocks([block]) for block in reading_guide(register(*shown), found, DAY, BOKMÅL)]
    assert guide == [
        "Status: ☆ ny idé, ◐ pågår, ✓ ferdigstilt.",
        "Avvik: ● ingen avvik (grønn), ▲ mindre avvik (håndteres, gul).",
        "Forfalt: forventet slutt er før 10.\xa0mars 2023, og tiltaket er verken ferdigstilt eller strøket (rød).",
    ]
    assert reading_guide(register(*columns(ColumnName.NAME)), found[:2], DAY, BOKMÅL) == []
    (alone,) = reading_guide(register(*columns(ColumnName.STATUS)), found[:2], DAY, BOKMÅL)
    assert plain_blocks([alone]) == "Status: ☆ ny idé, ✓ ferdigstilt (grønn)."
