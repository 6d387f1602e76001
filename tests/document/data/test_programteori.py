"""A programme theory: five columns on a page on its side, and the vision above them."""

import pytest
from support.status_reports import MEETINGS, REPORT, codes, fenced, lines, messages, printed, report

from pipeline.document.data.programteori import TheorySource

WHOLE = """\
visjon: Ingen venter *unødig*.
ressurser: [Folk, "Tid, penger og rom"]
aktiviteter: [Kurs]
utfall: [Flere kan mer]
resultater: [Kortere ventetid]
effekter: [Tryggere pasienter, Færre klager]
"""


@pytest.fixture
def theory(project):
    def write(typed):
        return project({**MEETINGS, REPORT: report(fenced("programteori", typed))})

    return write


def test_the_columns_stand_side_by_side_below_the_vision(theory):
    root = theory(WHOLE)
    vision, grid = printed(root)
    assert lines([vision]) == ["Visjon: Ingen venter unødig."]
    assert lines([grid]) == [
        "Ressurser | Aktiviteter | Utfall | Resultater | Effekter",
        "• Folk / • Tid, penger og rom | • Kurs | • Flere kan mer | • Kortere ventetid "
        "| • Tryggere pasienter / • Færre klager",
    ]
    assert grid.landscape
    assert codes(root) == []


def test_the_columns_of_the_source_are_those_that_are_printed(theory):
    (grid,) = printed(theory(WHOLE.split("\n", 1)[1]))
    assert len(grid.header) == len(TheorySource.model_fields) - 1


@pytest.mark.parametrize("key", ["ressurser", "aktiviteter", "utfall", "resultater", "effekter"])
def test_an_empty_column_is_told_and_seen(theory, key):
    without = "\n".join(line for line in WHOLE.splitlines() if not line.startswith(key))
    root = theory(without)
    assert messages(root) == [f"Programteorien har ingenting under «{key}»."]
    assert "–" in lines(printed(root))[-1]


def test_a_theory_of_nothing_is_not_printed(theory):
    root = theory("visjon: Alt blir bra.")
    assert set(codes(root)) == {"programteori-tom-kolonne"}
    assert printed(root) == []
