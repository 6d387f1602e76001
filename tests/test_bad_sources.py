"""Bad sources give exactly the diagnostics they carry (the form is described in `support.bad_sources`)."""

from pathlib import Path

import pytest
from support.bad_sources import Expectation, differences, strip_expectations, write_project

from pipeline.diagnostics import Place, Problem, Severity
from pipeline.workflow.reading import read_project

CASES = sorted((Path(__file__).parent / "bad_sources").iterdir())
EXAMPLE = Problem("test-eksempel", Severity.WARNING, "Om «{hva}».")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_bad_source_gives_what_it_carries(case: Path, tmp_path: Path) -> None:
    expected = write_project(case, tmp_path)
    assert expected, f"{case.name} carries no expectation"
    reading = read_project(tmp_path)
    assert "\n".join(differences(expected, reading.diagnostics)) == ""


def test_expectation_lines_are_taken_out_and_point_at_the_next_line() -> None:
    data = b"en\n//! kode-a\n  //! kode-b \xc2\xabto\xc2\xbb ord\r\nto\r\n//!0 kode-c\n//!+1 kode-d\ntre\nfire // nei\n"
    assert strip_expectations(data, "f") == (
        b"en\nto\r\ntre\nfire // nei\n",
        [
            Expectation("f", 2, "kode-a", ""),
            Expectation("f", 2, "kode-b", "«to» ord"),
            Expectation("f", 0, "kode-c", ""),
            Expectation("f", 4, "kode-d", ""),
        ],
    )


def test_missing_unexpected_and_misplaced_diagnostics_all_fail() -> None:
    here = EXAMPLE.at(Place("f", 2, 5), hva="noe")
    met = Expectation("f", 2, "test-eksempel", "«noe»")
    assert differences([met], [here]) == []
    assert differences([met, met], [here]) == ["missing     f:2: test-eksempel «noe»"]
    assert differences([], [here]) == ["unexpected  f:2:5: test-eksempel Om «noe»."]
    assert len(differences([Expectation("f", 3, "test-eksempel", "")], [here])) == 2
    assert len(differences([Expectation("f", 2, "test-eksempel", "annet")], [here])) == 2
