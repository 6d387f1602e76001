"""The sample's action register: what stands in the file gives the report's numbers, and on earlier days other ones.

The expected numbers are counted by hand from `sources/status/handlingsdel.yaml`.
"""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from pipeline.records.action_counts import Report, report
from pipeline.records.actions import ActionState, Register, StatusGroup
from pipeline.richtext import Tone
from pipeline.workflow.reading import read_project

ROOT = Path(__file__).parents[2]
SUMMER, AUTUMN, REPORT = date(2022, 6, 30), date(2022, 11, 1), date(2023, 2, 27)


@pytest.fixture(scope="module")
def register() -> Register:
    reading = read_project(ROOT)
    assert [each.message() for each in reading.diagnostics if "sources/status" in each.place.file] == []
    assert reading.project is not None
    return reading.project.registers["handlingsdel"]


@pytest.fixture(scope="module")
def now(register: Register) -> Report:
    return report(register, REPORT)


def ids(states: list[ActionState]) -> list[str]:
    return [state.action.id for state in states]


def groups(found: Report) -> dict[str, int]:
    return {group.value: number for group, number in found.counts.groups.items()}


def of_group(found: Report, group: StatusGroup) -> list[str]:
    return ids([state for state in found.states if state.group is group])


def test_the_report_has_39_actions_of_which_6_are_finished_and_2_in_operation(now: Report) -> None:
    assert groups(now) == {"idé": 2, "planlegging": 2, "pågår": 27, "drift": 2, "ferdig": 6, "strøket": 5}
    assert (now.counts.all, now.counts.total, now.counts.remaining) == (44, 39, 31)
    assert now.counts.without_status == 0


def test_what_is_not_under_way_is_what_the_file_says(now: Report) -> None:
    assert of_group(now, StatusGroup.IDEA) == ["sjolvhjelpsgrupper", "sjoambulanse"]
    assert of_group(now, StatusGroup.PLANNING) == ["korttidsplassar", "rettleiing-over-grensene"]
    assert of_group(now, StatusGroup.OPERATION) == ["sarteam", "felles-opplaeringskalender"]
    assert of_group(now, StatusGroup.FINISHED) == [
        "kontaktnummer", "ernaering", "barn-som-parorande", "brukarstyrte-senger", "introduksjonsdag", "styringstal",
    ]  # fmt: skip
    assert of_group(now, StatusGroup.STRUCK) == [
        "felles-pasienthotell", "drone-medisin", "ventetidstelefon", "eigen-app", "vikarpool",
    ]  # fmt: skip


def test_the_actions_stand_in_eight_areas(now: Report) -> None:
    assert Counter(state.action.area for state in now.states if state.group is not StatusGroup.STRUCK) == {
        "Trygge overgangar": 7,
        "Heime lengst mogleg": 6,
        "Barn, unge og familiar": 4,
        "Psykisk helse og rus": 5,
        "Digital samhandling": 6,
        "Fagfolk og rettleiing": 5,
        "Akutt hjelp nær folk": 3,
        "Styring og forsking": 3,
    }


def test_what_goes_on_shows_all_three_lights_and_an_idea_none(now: Report) -> None:
    tones = Counter(state.deviation.tone if state.deviation else None for state in now.states if not state.is_over)
    assert tones == {Tone.GREEN: 21, Tone.YELLOW: 7, Tone.RED: 3, None: 2}
    red = [state for state in now.states if state.deviation and state.deviation.tone is Tone.RED]
    assert ids(red) == ["lindrande-plan", "oppsokjande-team", "delt-behandlingsplan"]


def test_the_late_and_the_silent_are_found(now: Report) -> None:
    assert ids(now.overdue) == ["utskriving-helg", "fallforebygging", "hastegrad"]
    assert ids(now.stale) == [
        "utskriving-helg", "skulehelse-rettleiing", "rus-og-somatikk", "laerlingar", "avvik-pa-tvers",
    ]  # fmt: skip


def test_what_has_happened_since_the_report_of_november(now: Report) -> None:
    since = now.since
    assert since is not None
    assert since.day == AUTUMN
    assert ids(since.new) == ["korttidsplassar", "rettleiing-over-grensene", "sjoambulanse"]
    assert ids(since.finished) == ["kontaktnummer", "ernaering", "barn-som-parorande", "styringstal"]
    assert ids(since.struck) == ["drone-medisin", "eigen-app", "vikarpool"]
    assert ids([change.now for change in since.changed]) == [
        "sjekkliste-utskriving", "legemiddelliste", "fallforebygging", "ambulerande-geriater", "oppsokjande-team",
        "rus-og-somatikk", "video-sjukeheim", "delt-behandlingsplan", "felles-opplaeringskalender", "tolk-video",
        "ferdigheitstrening", "hastegrad",
    ]  # fmt: skip
    assert len(since.updated) == 16


def test_in_november_39_actions_were_others_and_further_back(register: Register) -> None:
    then = report(register, AUTUMN)
    assert groups(then) == {"idé": 3, "planlegging": 3, "pågår": 30, "drift": 1, "ferdig": 2, "strøket": 2}
    assert (then.counts.all, then.counts.total, then.counts.remaining) == (41, 39, 36)
    assert ids(then.overdue) == ["kontaktnummer"]
    assert then.since is None, "the report before the one of 1 November is not known"
    assert then.stale == [], "what must be updated since New Year cannot be late before it"


def test_in_the_summer_36_actions_had_been_told_of_and_none_was_struck(register: Register) -> None:
    then = report(register, SUMMER)
    assert groups(then) == {"idé": 4, "planlegging": 5, "pågår": 26, "drift": 0, "ferdig": 1, "strøket": 0}
    assert (then.counts.all, then.counts.total, then.counts.remaining) == (36, 36, 35)
    assert of_group(then, StatusGroup.FINISHED) == ["brukarstyrte-senger"]
    assert then.overdue == []


def test_an_expected_end_is_the_one_known_that_day(register: Register) -> None:
    medicines = register.actions["legemiddelliste"]
    ends = [state.end.shown for day in (AUTUMN, REPORT) if (state := medicines.as_of(day)) and state.end]
    assert ends == ["31.12.2022", "30.06.2023"]


def test_the_head_says_what_the_report_is(register: Register) -> None:
    assert (register.language, register.day, register.previous) == ("nn", REPORT, AUTUMN)
    assert register.body is not None
    assert register.body.id == "samarbeidsutvalet"
    assert register.background
    assert register.remarks
    assert register.proposal


def test_every_action_has_a_goal_somebody_responsible_and_two_to_five_entries(register: Register) -> None:
    for action in register.actions.values():
        assert action.goal, action.id
        assert action.responsible, action.id
        assert action.end, action.id
        assert 2 <= len(action.entries) <= 5, action.id
        assert all(entry.text for entry in action.entries), action.id
