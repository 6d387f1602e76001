"""Tables of numbers: what is typed, what is computed, what is said."""

from pathlib import Path

import pytest
from support.papers import data_in_a_note, grid_rows

from pipeline.richtext import Chart, Grid, plain
from pipeline.workflow.reading import read_project

TABLE = """\
tittel: Timer etter kommune
kolonner: [Kommune, År, Timer, Kostnad]
sum: [Timer, Kostnad]
rader:
  - Lia | 2019 | 1200 | 7,5
  - Elvedal | 2020 | 30 | 12
kilde: regnskapet
"""


@pytest.fixture
def made(project):
    return lambda yaml, word="talltabell": data_in_a_note(project, word, yaml)


def test_sums_are_computed_and_numbers_printed_in_norwegian(made) -> None:
    (grid,), said = made(TABLE)
    assert said == []
    assert grid_rows(grid) == [
        ["Kommune", "År", "Timer", "Kostnad"],
        ["Lia", "2019", "1\xa0200", "7,5"],
        ["Elvedal", "2020", "30", "12,0"],
        ["Sum", "", "1\xa0230", "19,5"],
    ]
    (source,) = grid.below
    assert plain(source.runs) == "Kilde: regnskapet"


def test_numbers_stand_at_the_right_and_names_are_headers_of_their_rows(made) -> None:
    (grid,), _ = made(TABLE)
    assert isinstance(grid, Grid)
    assert [cell.number for cell in grid.rows[0]] == [False, True, True, True]
    assert [cell.number for cell in grid.rows[-1]] == [False, True, True, True]
    assert [[cell.heading for cell in row] for row in grid.rows] == [[True, False, False, False]] * 3


def test_the_title_is_a_numbered_caption_and_the_alternative_text(made) -> None:
    (grid,), _ = made(TABLE)
    assert isinstance(grid, Grid)
    assert (grid.label, plain(grid.caption), grid.about) == ("Tabell", "Timer etter kommune", "Timer etter kommune")


def test_without_a_title_the_columns_are_the_alternative_text(made) -> None:
    (grid,), _ = made("kolonner: [Kommune, Timer]\nrader: [Lia | 7]\n")
    assert isinstance(grid, Grid)
    assert (grid.caption, grid.about) == ([], "Kommune, Timer")
    assert grid_rows(grid)[1:] == [["Lia", "7"]]


def test_no_sum_is_printed_where_a_number_could_not_be_read(made) -> None:
    """The others alone would look like all of them."""
    (grid,), said = made(TABLE.replace("| 30 |", "| ca. 30 |"))
    assert [each[0] for each in said] == ["tabell-tekst-i-sum"]
    assert grid_rows(grid)[-1] == ["Sum", "", "–", "19,5"]
    assert [plain(each.runs) for each in grid.below] == ["Kilde: regnskapet"]


def test_shares_with_and_without_their_sign_do_not_stand_together_in_silence(made) -> None:
    _, said = made("kolonner: [Sted, Andel]\nrader:\n  - Lia | 12 %\n  - Elvedal | –\n  - Havnsund | 0,5\n")
    assert [(code, line) for code, line, _ in said] == [("tabell-prosent-blandet", 5)]
    assert "«0,5» har ikke prosenttegn, men «12 %»" in said[0][2]


def test_a_sum_that_lacks_a_number_says_so(made) -> None:
    (grid,), said = made(TABLE.replace("| 30 |", "| – |"))
    assert said == []
    assert grid_rows(grid)[-1] == ["Sum", "", "1\xa0200", "19,5"]
    assert [plain(each.runs) for each in grid.below] == [
        "Tall som mangler (–), er ikke med i summen.",
        "Kilde: regnskapet",
    ]


def test_what_is_unknown_counts_for_nothing(made) -> None:
    (grid,), said = made("kolonner: [Kommune, Timer]\nsum: Timer\nrader:\n  - Lia | –\n  - Elvedal | 5\n")
    assert said == []
    assert grid_rows(grid)[1:] == [["Lia", "–"], ["Elvedal", "5"], ["Sum", "5"]]


def test_columns_may_be_typed_as_the_rows_are(made) -> None:
    (grid,), said = made("kolonner: Kommune | Timer\nsum: timer\nrader:\n  - Lia | −3 |\n  - Elvedal | 5\n", "tabell")
    assert said == []
    assert grid_rows(grid) == [["Kommune", "Timer"], ["Lia", "−3"], ["Elvedal", "5"], ["Sum", "2"]]


def test_shares_stand_at_the_right_though_nobody_adds_them(made) -> None:
    (grid,), said = made("kolonner: [Sykehus, Andel]\nrader:\n  - Lia | 78 %\n  - Elvedal | 7,5 %\n")
    assert said == []
    assert isinstance(grid, Grid)
    assert [row[1].number for row in grid.rows] == [True, True]


def test_a_column_may_be_drawn(made) -> None:
    (_, chart), said = made(f"{TABLE}diagram: timer\n")
    assert said == []
    assert isinstance(chart, Chart)
    assert chart.categories == ["Lia", "Elvedal"]
    assert chart.series[0].values == [1200, 30]
    assert chart.alt == "Liggende søyler: Timer etter kommune. Lia: 1\xa0200, Elvedal: 30."
    assert (chart.label, plain(chart.caption)) == ("Figur", "Timer etter kommune")


def test_a_table_of_many_columns_stands_on_a_page_on_its_side(made) -> None:
    names = [f"K{number}" for number in range(9)]
    (wide,), _ = made(f"kolonner: {' | '.join(names)}\nrader:\n  - {' | '.join('123456789')}\n")
    (narrow,), _ = made(f"kolonner: {' | '.join(names[:8])}\nrader:\n  - {' | '.join('12345678')}\n")
    assert isinstance(wide, Grid) and isinstance(narrow, Grid)
    assert (wide.landscape, narrow.landscape) == (True, False)


@pytest.mark.parametrize(
    ("before", "after", "code", "line", "words"),
    [
        ("1200", "mange", "tabell-tekst-i-sum", 5, "«mange» står i en kolonne som skal summeres (Timer)"),
        ("2020 | 30 | 12", "2020 | 30", "tabell-antall-celler", 6, "Raden har 3 av 4 celler: «Elvedal | 2020 | 30»."),
        ("| 7,5", "| 7,5 | 8", "tabell-antall-celler", 5, "Raden har 5 av 4 celler"),
        ("sum: [Timer", "sum: [Tmer", "tabell-kolonne-ukjent", 3, "«Tmer»"),
        ("Elvedal | 2020 | 30 | 12", "I alt: | | 30 | 12", "tabell-sum-skrevet", 6, "«I alt:»"),
        ("kilde: regnskapet", "diagram: Kommune", "tabell-diagram-uten-tall", 5, "«Lia» i kolonnen Kommune"),
    ],
)
def test_what_cannot_be_added_is_said_at_its_cell(made, before, after, code, line, words) -> None:
    assert TABLE.count(before) == 1
    _, said = made(TABLE.replace(before, after))
    ((found, at, message),) = said
    assert (found, at) == (code, line)
    assert words in message


def test_the_cell_itself_is_pointed_at(project) -> None:
    table = TABLE.replace("1200", "mange")
    text = f"---\ntittel: Et notat\ndato: 10.03.2020\n---\n\n``` talltabell\n{table}```\n"
    root: Path = project({"notater/prove.md": text})
    (found,) = read_project(root).diagnostics
    line = text.splitlines()[found.place.line - 1]
    assert line[found.place.column - 1 :].startswith("mange")


def test_more_columns_than_word_can_hold_are_left_out_and_told(made) -> None:
    columns = [f"K{number}" for number in range(70)]
    yaml = f"kolonner: [{', '.join(columns)}]\nsum: [K3, K65]\nrader:\n  - {' | '.join(map(str, range(70)))}\n"
    (grid,), said = made(yaml)
    assert [len(row) for row in grid_rows(grid)] == [63, 63, 63]
    assert [code for code, _, _ in said] == ["tabell-for-mange-kolonner"]


def test_a_table_whose_rows_cannot_be_read_stands_as_it_was_typed(made) -> None:
    yaml = "tittel: Timer\nkolonner: [Uke, Timer]\nrader:\n  - 1 | 7\n 25\nkilde: regnskapet\n"
    lines, said = made(yaml)
    assert [code for code, _, _ in said] == ["yaml-uten-kolon"]
    assert [plain(line.runs) for line in lines] == ["``` talltabell", *yaml.splitlines(), "```"]
