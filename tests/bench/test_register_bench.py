"""The registers the bench measures are what it says they are."""

from pathlib import Path

from bench import registers

from pipeline.records.action_counts import report
from pipeline.workflow.reading import read_project


def test_a_bench_register_has_the_actions_and_entries_it_says_and_nothing_is_wrong_with_it(tmp_path: Path) -> None:
    reading = read_project(registers.make_register(tmp_path, 300))
    assert reading.project is not None
    assert reading.diagnostics == []
    register = reading.project.registers["handlingsdel"]
    assert len(register.actions) == 300
    assert {len(action.entries) for action in register.actions.values()} == {registers.ENTRIES}
    assert register.day is not None
    assert report(register, register.day).counts.all == 300


def test_the_measure_tells_of_both_stages(tmp_path: Path) -> None:
    found = registers.measure(tmp_path, 5)
    assert (found.actions, found.said) == (5, 0)
    assert found.whole == found.load + found.link > 0


def test_a_report_is_printed_with_a_row_for_each_action(tmp_path: Path) -> None:
    found = registers.printed(tmp_path, 8)
    assert (found.rows, found.said) == (8, 0)
    assert found.whole == found.content + found.render + found.verify > 0


def test_each_line_of_the_bench_holds_one_size_against_another() -> None:
    actions, rows = registers.proof(8, 4)
    assert actions.startswith("8 actions with 12 entries each loaded and checked: ")
    assert "times that of 2; 0 remarks" in actions
    assert rows.startswith("4 rows rendered: ")
    assert "times that of 1; 0 remarks" in rows
