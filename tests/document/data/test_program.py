"""Programmes: days, times, and what cannot happen."""

import pytest
from support.papers import data_in_a_note, grid_rows

from pipeline.richtext import Grid, Paragraph, plain

PROGRAMME = """\
dager:
  - dato: tirsdag 10.03.2020
    sted: Elvedal
    poster:
      - 9-10.30 | Innledning | Eva Hegg
      - kl 10:30–12 | Samtale
      - hele dagen | Hospitering
  - dato: 11.03.2020
    poster:
      - 0900 | Oppsummering | alle
"""


@pytest.fixture
def made(project):
    return lambda yaml: data_in_a_note(project, "program", yaml)


def test_each_day_has_a_table_under_its_full_date(made) -> None:
    (first, second), said = made(PROGRAMME)
    assert said == []
    assert isinstance(first, Grid) and isinstance(second, Grid)
    assert plain(first.caption) == "Tirsdag 10.\xa0mars 2020, Elvedal"
    assert plain(second.caption) == "Onsdag 11.\xa0mars 2020"
    assert second.about == "Program onsdag 11.\xa0mars 2020"
    assert first.ident and first.ident != second.ident


def test_times_are_printed_alike_and_columns_nobody_uses_are_left_out(made) -> None:
    (first, second), _ = made(PROGRAMME)
    assert grid_rows(first) == [
        ["Tid", "Hva", "Hvem"],
        ["09.00–10.30", "Innledning", "Eva Hegg"],
        ["10.30–12.00", "Samtale", ""],
        ["Hele dagen", "Hospitering", ""],
    ]
    assert grid_rows(second)[1:] == [["09.00", "Oppsummering", "alle"]]


def test_the_tables_of_all_days_have_columns_of_the_same_widths(made) -> None:
    (first, second), _ = made(PROGRAMME)
    assert isinstance(first, Grid) and isinstance(second, Grid)
    assert first.longest == second.longest == ("09.00–10.30", "Oppsummering", "Hvem")
    assert first.shares == second.shares


def test_the_time_is_the_header_of_its_row(made) -> None:
    (first, _), _ = made(PROGRAMME)
    assert isinstance(first, Grid)
    assert [[cell.heading for cell in row] for row in first.rows] == [[True, False, False]] * 3


def test_the_date_may_stand_as_a_key(made) -> None:
    (day,), said = made("dager:\n  10.03.2020:\n    poster: [9-10 | Møte]\n  11.03.2020:\n")
    assert grid_rows(day)[1:] == [["09.00–10.00", "Møte"]]
    assert [(code, line) for code, line, _ in said] == [("program-dag-tom", 4)]


def test_a_programme_without_dates_has_days_by_number(made) -> None:
    (first, second), said = made(
        "dager:\n  - dato: dag 1\n    poster: [9-10 | Møte]\n  - dato: Dag 2\n    poster: [9-10 | A]\n"
    )
    assert said == []
    assert (plain(first.caption), plain(second.caption)) == ("Dag 1", "Dag 2")
    assert first.about == "Program dag 1"
    _, said = made("dager:\n  - dato: dag 1\n    poster: [9-10 | Møte]\n  - dato: Dag 1\n    poster: [9-10 | A]\n")
    assert [(code, line) for code, line, _ in said] == [("program-dag-to-ganger", 4)]
    _, said = made("dager:\n  - dato: dag x\n    poster: [9-10 | Møte]\n")
    assert [code for code, _, _ in said] == ["dato-uforstaelig"]


def test_columns_may_be_named_and_the_programme_too(made) -> None:
    (title, first, _), said = made(f"tittel: Besøket i Elvedal\nkolonner: [Tid, Form, Deltakere]\n{PROGRAMME}")
    assert said == []
    assert isinstance(title, Paragraph)
    assert plain(title.runs) == "Besøket i Elvedal:"
    assert grid_rows(first)[0] == ["Tid", "Form", "Deltakere"]


@pytest.mark.parametrize(
    ("before", "after", "code", "line", "words"),
    [
        ("9-10.30", "9-10.30 eller så", "program-tid-uleselig", 5, "«9-10.30 eller så»"),
        ("9-10.30", "10.30-9", "program-slutt-for-start", 5, "09.00 er ikke etter 10.30"),
        ("10:30–12", "10-12", "program-overlapp", 6, "kl. 10.00–12.00 begynner før posten kl. 09.00–10.30"),
        ("10:30–12", "8-8.30", "program-rekkefolge", 6, "kl. 08.00–08.30 står etter posten kl. 09.00–10.30"),
        (
            "11.03.2020",
            "09.03.2020",
            "program-dager-baklengs",
            8,
            "Mandag 9.\xa0mars 2020 står etter tirsdag",
        ),
        ("11.03.2020", "10.03.2020", "program-dag-to-ganger", 8, "Tirsdag 10.\xa0mars 2020 står to ganger"),
        ("| alle", "| alle | her | der", "program-antall-celler", 10, "Posten har 5 deler"),
        ("9-10.30 | Innledning | Eva Hegg", "9-10.30", "program-post-tom", 5, "«9-10.30»"),
    ],
)
def test_what_cannot_happen_is_said_at_its_place(made, before, after, code, line, words) -> None:
    _, said = made(PROGRAMME.replace(before, after, 1))
    ((found, at, message),) = said
    assert (found, at) == (code, line)
    assert words in message


def test_what_goes_on_is_held_against_the_one_that_ends_last(made) -> None:
    typed = PROGRAMME.replace("9-10.30", "9-15").replace("hele dagen", "14-16")
    _, said = made(typed)
    assert [(code, line) for code, line, _ in said] == [("program-overlapp", 6), ("program-overlapp", 7)]


def test_a_weekday_that_is_not_the_date_s_is_said(made) -> None:
    _, said = made(PROGRAMME.replace("tirsdag 10", "onsdag 10"))
    assert [(code, line) for code, line, _ in said] == [("ukedag-feil", 2)]


def test_a_day_whose_date_cannot_be_read_stands_as_it_was_typed(made) -> None:
    (_, second), said = made(PROGRAMME.replace("11.03.2020", "31.02.2020"))
    assert [code for code, _, _ in said] == ["dato-umulig"]
    assert isinstance(second, Grid)
    assert "31.02.2020" in plain(second.caption)
    assert len(grid_rows(second)) == 2
