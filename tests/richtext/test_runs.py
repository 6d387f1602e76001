"""Running text knows where each of its letters stands, also when its paragraph was typed on several lines."""

import pytest
from support.outline import blocks_of

from pipeline.diagnostics import Place
from pipeline.richtext import Paragraph, Run, plain

FILE = "moter/p/2020-04-28.md"


def letters(text: str) -> dict[str, tuple[int, int]]:
    """Each capital letter of the first paragraph of a text, with the line and column it is said to stand at."""
    (paragraph, *_), _ = blocks_of(text)
    assert isinstance(paragraph, Paragraph)
    return {
        letter: run.at(offset)[1:]
        for run in paragraph.runs
        for offset, letter in enumerate(run.text)
        if letter.isupper()
    }


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A b C\n", {"A": (1, 1), "C": (1, 5)}),
        ("A b\nC d E\n", {"A": (1, 1), "C": (2, 1), "E": (2, 5)}),
        ("A **b\nC** d\nE\n", {"A": (1, 1), "C": (2, 1), "E": (3, 1)}),
        ("a [b\nC d](https://lia.example.no) E\nF\n", {"C": (2, 1), "E": (2, 30), "F": (3, 1)}),
        ("a sak 1-2020\nB og sak 2-2020 C\nD\n", {"B": (2, 1), "C": (2, 17), "D": (3, 1)}),
        ("  A\n  B\n", {"A": (1, 3), "B": (2, 3)}),
    ],
)
def test_a_letter_stands_on_its_own_line(text, places):
    assert letters(text) == places


def test_a_run_on_one_line_counts_from_its_beginning():
    assert Run("Berg", Place(FILE, 3, 9)).at(2) == Place(FILE, 3, 11)
    assert Run("Berg", Place(FILE)).at(2) == Place(FILE)


def test_where_a_line_begins_is_no_part_of_what_a_text_says():
    (one, two), _ = blocks_of("A\nb\n\nA b\n")
    assert isinstance(one, Paragraph) and isinstance(two, Paragraph)
    assert plain(one.runs) == plain(two.runs)
    assert Run("A b", Place(FILE), lines=((2, Place(FILE, 2, 1)),)) == Run("A b", Place(FILE))
