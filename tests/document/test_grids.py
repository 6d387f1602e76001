"""The tables of a mandate as they are printed: from records to grids, without Word."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.diagnostics import Place
from pipeline.document.grids import (
    LANDSCAPE_HALF_YEARS,
    SHORT_MILESTONE,
    UPRIGHT_HALF_YEARS,
    UPRIGHT_SHORT_HALF_YEARS,
    Printer,
)
from pipeline.language.labels import labels
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
from pipeline.richtext import (
    Block,
    Blocks,
    Cell,
    DataBlock,
    Grid,
    Image,
    Inline,
    Item,
    ListKind,
    Marker,
    Paragraph,
    Piece,
    Quotation,
    Run,
    TextList,
    Tone,
    inlines,
    plain,
    plain_blocks,
    walk,
)

PLACE = Place("sources/mandater/bro/kapitler/risiko.md", 7)
GREEN, YELLOW, RED = Tone.GREEN, Tone.YELLOW, Tone.RED

SCALE = RiskScale(
    likelihoods=["Lav", "Høy"],
    consequences=["Liten", "Alvorlig", "Svært alvorlig"],
    colours=[[GREEN, GREEN, YELLOW], [YELLOW, RED, RED]],
)


def words(text: str) -> Inline:
    return [Run(text, PLACE)]


def para(text: str) -> Paragraph:
    return Paragraph(words(text), PLACE)


def listed(*points: str) -> TextList:
    return TextList(ListKind.NUMBER, [Item([para(point)], PLACE) for point in points], PLACE)


def risk(ident: str, likelihood: int, consequence: int, tone: Tone | None = None) -> Risk:
    return Risk(
        id=ident,
        success_factor=words("Folk på plass"),
        uncertainty=words("Ingen søker"),
        likelihood=likelihood,
        consequence=consequence,
        measures=[listed("Lyse ut", "Lyse ut igjen")],
        owners=["Prosjektgruppen", "Kari Li"],
        due_shown="desember 2020",
        status="pågår",
        place=PLACE,
        tone=tone,
    )


def data(value: object, ident: str = "sg_kap_risiko_1") -> DataBlock:
    return DataBlock("ord", value, PLACE, ident)


def printed(block: Block, language: str = "nb", scale: RiskScale | None = SCALE) -> Blocks:
    return Printer(labels(language), scale).printable([block])


def only_grid(blocks: Blocks) -> Grid:
    (grid,) = [block for block in blocks if isinstance(block, Grid)]
    return grid


def header(grid: Grid) -> list[str]:
    return [plain(name) for name in grid.header]


def said(cell: Cell) -> str:
    return plain_blocks(cell.blocks)


def rows(grid: Grid) -> list[list[str]]:
    return [[said(cell) for cell in row] for row in grid.rows]


TASKS = TaskTable(
    "Arbeidsgruppe 1",
    [
        TaskRow(1, [para("Kartlegge:"), listed("før", "etter")], "01.06.2020", ["Kari Li", "Gruppe 1"], PLACE),
        TaskRow(2, [para("Foreslå")], "", [], PLACE),
    ],
    PLACE,
)


def test_tasks_are_numbered_and_keep_their_lists() -> None:
    grid = only_grid(printed(data(TASKS)))
    assert header(grid) == ["Nr.", "Beskrivelse av oppgavene", "Frist", "Ansvar"]
    assert rows(grid) == [
        ["1.", "Kartlegge:\nfør\netter", "01.06.2020", "Kari Li, Gruppe 1"],
        ["2.", "Foreslå", "", ""],
    ]
    assert isinstance(grid.rows[0][1].blocks[1], TextList)
    assert (grid.about, grid.ident, grid.landscape) == ("Arbeidsgruppe 1", "sg_kap_risiko_1", False)


def test_a_due_date_is_remarked_on_where_it_was_typed() -> None:
    there = Place(PLACE.file, 12, 9)
    table = TaskTable("", [TaskRow(1, [para("Lese")], "31.02.2020", [], PLACE, due_place=there)], PLACE)
    (due,) = only_grid(printed(data(table))).rows[0][2].blocks
    assert isinstance(due, Paragraph)
    assert due.runs[0].place == there


def plan(count: int) -> ProgressPlan:
    """A plan of `count` half-years from the autumn of 2019, with something in the first and the last."""
    half_years = [HalfYear(2019, True)]
    while len(half_years) < count:
        half_years.append(half_years[-1].following())
    first, last = half_years[0], half_years[-1]
    milestones = [
        Milestone(first, "31.10.2019 (rapport)", PLACE),
        Milestone(first, "30.11.2019 (møte)", PLACE),
        Milestone(last, "Søknader sendes inn", PLACE),
    ]
    return ProgressPlan(half_years, [Activity(words("Kartlegge"), milestones, ["Gruppe 1"], PLACE)], PLACE)


def test_a_progress_plan_has_a_column_each_half_year_and_a_line_each_milestone() -> None:
    grid = only_grid(printed(data(plan(3))))
    assert header(grid) == ["Aktivitet", "2019 høst", "2020 vår", "2020 høst", "Ansvar"]
    assert rows(grid) == [
        ["Kartlegge", "31.10.2019 (rapport)\n30.11.2019 (møte)", "", "Søknader sendes inn", "Gruppe 1"]
    ]
    assert [cell.heading for cell in grid.rows[0]] == [True, False, False, False, False]
    assert len(grid.shares) == len(grid.header)


def test_half_years_in_nynorsk() -> None:
    names = header(only_grid(printed(data(plan(2)), "nn")))
    assert names[1].startswith("2019 ")
    assert names[1].removeprefix("2019 ") == labels("nn")("høst")


@pytest.mark.parametrize(
    ("count", "columns", "landscape"),
    [
        (UPRIGHT_SHORT_HALF_YEARS, [UPRIGHT_SHORT_HALF_YEARS], False),
        (UPRIGHT_SHORT_HALF_YEARS + 1, [UPRIGHT_SHORT_HALF_YEARS + 1], True),
        (LANDSCAPE_HALF_YEARS + 1, [4, 4], False),
        (2 * LANDSCAPE_HALF_YEARS, [LANDSCAPE_HALF_YEARS] * 2, True),
        (0, [0], False),
    ],
)
def test_a_long_plan_lies_on_its_side_and_a_longer_one_goes_on_in_another_table(
    count: int, columns: list[int], landscape: bool
) -> None:
    whole = plan(max(count, 1))
    whole.half_years = whole.half_years[:count]
    grids = [block for block in printed(data(whole)) if isinstance(block, Grid)]
    assert [len(grid.header) - 2 for grid in grids] == columns
    assert {grid.landscape for grid in grids} == {landscape}
    assert [grid.ident for grid in grids] == ["sg_kap_risiko_1", ""][: len(grids)]
    assert [header(grid)[1:-1] for grid in grids if count][-1:] == [
        [f"{each.year} {'høst' if each.autumn else 'vår'}" for each in whole.half_years][-columns[-1] :]
    ] * bool(count)


@pytest.mark.parametrize(("count", "landscape"), [(UPRIGHT_HALF_YEARS, False), (UPRIGHT_SHORT_HALF_YEARS, True)])
def test_long_milestones_want_wider_columns(count: int, landscape: bool) -> None:
    wordy = plan(count)
    wordy.activities[0].milestones[0].text = "x" * (SHORT_MILESTONE + 1)
    assert only_grid(printed(data(wordy))).landscape is landscape


def test_a_risk_has_its_colour_and_the_word_for_it_on_a_page_on_its_side() -> None:
    legend, grid = printed(data(RiskTable([risk("A", 2, 2, RED), risk("B", 1, 1, GREEN)], PLACE)))
    assert isinstance(grid, Grid)
    assert grid.landscape
    assert header(grid) == [
        *["Id", "Suksessfaktor", "Usikkerhet (risiko)", "S", "K", "Risiko", "Tiltak", "Ansvar", "Frist", "Status"]
    ]
    assert rows(grid)[0] == [
        *["A", "Folk på plass", "Ingen søker", "2", "2", "Rød", "Lyse ut\nLyse ut igjen", "Prosjektgruppen, Kari Li"],
        *["desember 2020", "pågår"],
    ]
    assert [(said(row[5]), row[5].tone) for row in grid.rows] == [("Rød", RED), ("Grønn", GREEN)]
    assert plain_blocks([legend]) == (
        "S er sannsynlighet: 1 lav, 2 høy. K er konsekvens: 1 liten, 2 alvorlig, 3 svært alvorlig."
    )


def test_a_risk_that_could_not_be_placed_has_no_colour() -> None:
    grid = only_grid(printed(data(RiskTable([risk("A", 0, 2)], PLACE)), scale=None))
    assert [said(cell) for cell in grid.rows[0][3:6]] == ["–", "2", "–"]
    assert grid.rows[0][5].tone is None


def matrix(day: date | None = date(2020, 10, 7)) -> RiskMatrix:
    return RiskMatrix(day, [risk("A", 2, 2), risk("B", 2, 2), risk("C", 1, 3), risk("D", 0, 0)], SCALE, PLACE)


def test_the_matrix_has_the_highest_likelihood_on_top_and_names_what_each_cell_holds() -> None:
    lead, grid, guide = printed(data(matrix()))
    assert plain_blocks([lead]) == "Risikobilde 07.10.2020:"
    assert isinstance(grid, Grid)
    assert header(grid) == ["Sannsynlighet ↓ / konsekvens →", "Liten (1)", "Alvorlig (2)", "Svært alvorlig (3)"]
    assert rows(grid) == [["Høy (2)", "Gul", "Rød: A, B", "Rød"], ["Lav (1)", "Grønn", "Grønn", "Gul: C"]]
    assert [[cell.tone for cell in row] for row in grid.rows] == [
        [None, YELLOW, RED, RED],
        [None, GREEN, GREEN, YELLOW],
    ]
    assert [row[0].heading for row in grid.rows] == [True, True]
    assert "oppover" in plain_blocks([guide])
    assert "høyre" in plain_blocks([guide])


def test_a_scale_that_lacks_colours_still_shows_where_the_risks_are() -> None:
    lacking = replace(matrix(), scale=replace(SCALE, colours=[[GREEN]]))
    grid = only_grid(printed(data(lacking)))
    assert rows(grid) == [["Høy (2)", "–", "–: A, B", "–"], ["Lav (1)", "Grønn", "–", "–: C"]]


def test_a_matrix_without_a_date_says_none() -> None:
    lead, *_ = printed(data(matrix(day=None)))
    assert plain_blocks([lead]) == "Risikobilde:"


def test_every_colour_stands_with_its_word() -> None:
    """WCAG 2.1, 1.4.1: never by colour alone."""
    blocks = printed(data(matrix())) + printed(data(RiskTable([risk("A", 2, 2, RED)], PLACE)))
    toned = [cell for block in blocks if isinstance(block, Grid) for row in block.rows for cell in row if cell.tone]
    assert len(toned) == 7
    told = {GREEN: "Grønn", YELLOW: "Gul", RED: "Rød"}
    assert [said(cell).partition(":")[0] for cell in toned] == [told[cell.tone] for cell in toned if cell.tone]


@pytest.mark.parametrize("value", [TASKS, plan(2), RiskTable([risk("A", 1, 1, GREEN)], PLACE), matrix()])
def test_every_row_has_as_many_cells_as_the_header_and_everything_its_place(value: object) -> None:
    blocks = printed(data(value))
    grid = only_grid(blocks)
    assert {len(row) for row in grid.rows} == {len(grid.header)}
    assert len(grid.shares) == len(grid.header)
    assert grid.about
    places = {run.place.file for block in walk(blocks) for runs in inlines(block) for run in runs}
    assert places == {PLACE.file}


def test_tables_inside_other_blocks_are_printed_where_they_stand() -> None:
    inside_list = TextList(ListKind.BULLET, [Item([para("Se:"), data(TASKS)], PLACE)], PLACE)
    inside_piece = Piece(Marker.REMARK, [data(TASKS)], PLACE)
    inside_cell = Grid([words("A")], [[Cell([data(TASKS)])]], PLACE)
    for block in (inside_list, inside_piece, inside_cell):
        kinds = [type(each) for each in walk(printed(block))]
        assert Grid in kinds
        assert DataBlock not in kinds


def test_the_given_blocks_are_left_as_they_were() -> None:
    block = TextList(ListKind.BULLET, [Item([data(TASKS)], PLACE)], PLACE)
    printed(block)
    assert [type(each) for each in walk([block])] == [TextList, DataBlock]


def test_what_could_not_be_read_is_not_printed() -> None:
    assert printed(data(None)) == []


def test_figures_are_labelled_where_they_have_a_caption() -> None:
    shown = [Image("a.png", "En strek", PLACE, words("Organisering")), Image("b.png", "To streker", PLACE)]
    assert [each.label for each in Printer(labels("nb")).printable([*shown]) if isinstance(each, Image)] == [
        "Figur",
        "",
    ]


def test_an_image_in_a_quotation_is_a_figure_as_any_other() -> None:
    said = Quotation([Image("a.png", "En strek", PLACE, words("Organisering"))], words("Hegg"), PLACE)
    (printed,) = Printer(labels("nb")).printable([said])
    assert isinstance(printed, Quotation)
    assert [each.label for each in printed.blocks if isinstance(each, Image)] == ["Figur"]
    assert plain(printed.source) == "Hegg"
