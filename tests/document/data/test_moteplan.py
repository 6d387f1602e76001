"""A plan of meetings: what has been held and what is to come, as the document's date tells."""

import pytest
from support.projects import BODY
from support.status_reports import MEETINGS, REPORT, codes, fenced, lines, messages, printed, report

from pipeline.richtext import Tone

PLAN = """\
møter:
  - {dato: 11.05.2020, hva: Møte 2, form: Teams}
  - {dato: 20.04.2020, hva: Oppstart, form: Lia sykehus}
"""


@pytest.fixture
def plan(project):
    def write(typed, day="04.05.2020", **more):
        return project({**MEETINGS, REPORT: report(fenced("møteplan", typed), day), **more})

    return write


def test_the_documents_date_tells_what_has_been_held_in_order_of_date(plan):
    root = plan(PLAN)
    assert lines(printed(root)) == [
        "Dato | Møte | Sted | Status",
        "20.04.2020 | Oppstart | Lia sykehus | ✓ holdt",
        "11.05.2020 | Møte 2 | Teams | ◔ planlagt",
    ]
    assert codes(root) == []


def test_colour_never_stands_alone(plan):
    (grid,) = printed(plan(PLAN))
    assert [row[-1].tone for row in grid.rows] == [Tone.GREEN, None]
    assert len({lines(row[-1].blocks)[0] for row in grid.rows}) == 2


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("19.04.2020", ["◔ planlagt", "◔ planlagt"]),
        ("20.04.2020", ["◔ planlagt", "◔ planlagt"]),
        ("21.04.2020", ["✓ holdt", "◔ planlagt"]),
        ("12.05.2020", ["✓ holdt", "✓ holdt"]),
    ],
)
def test_a_later_document_tells_otherwise_of_the_same_plan(plan, day, told):
    (grid,) = printed(plan(PLAN, day))
    assert [lines(row[-1].blocks)[0] for row in grid.rows] == told


def test_what_is_told_of_a_meeting_stands(plan):
    root = plan("møter:\n  - {dato: 20.04.2020, hva: A, status: avlyst}\n  - {dato: 04.05.2020, hva: B, status: holdt}")
    assert lines(printed(root)) == ["Dato | Møte | Status", "20.04.2020 | A | ✗ avlyst", "04.05.2020 | B | ✓ holdt"]
    assert codes(root) == []


def test_a_bodys_meetings_are_those_of_the_project(plan):
    assert lines(printed(plan(f"organ: {BODY}")))[1:] == [
        "28.04.2020 | Møte i Prosjektgruppen | Møterom Elva | ✓ holdt",
        "26.05.2020 | Møte i Prosjektgruppen | Møterom Elva | ◔ planlagt",
    ]
    assert [line[:10] for line in lines(printed(plan(f"organ: {BODY}\nfra: 01.05.2020")))[1:]] == ["26.05.2020"]
    assert [line[:10] for line in lines(printed(plan(f"{PLAN}organ: {BODY}")))[1:]] == [
        "20.04.2020",
        "28.04.2020",
        "11.05.2020",
        "26.05.2020",
    ]


def test_a_cancelled_meeting_of_a_body_is_told_as_one(plan):
    path = f"moter/{BODY}/2020-05-26.md"
    cancelled = MEETINGS[path].replace("status: planlagt", "status: avlyst")
    assert lines(printed(plan(f"organ: {BODY}", **{path: cancelled})))[-1].endswith("✗ avlyst")


def test_a_meeting_held_after_the_documents_date_is_an_error(plan):
    root = plan(PLAN.replace("hva: Møte 2", "hva: Møte 2, status: holdt"))
    assert codes(root) == ["moteplan-holdt-for-tiden"]
    assert messages(root) == ["Møtet 11.05.2020 er merket som holdt, men dokumentet er datert 04.05.2020."]


@pytest.mark.parametrize(
    ("typed", "day", "expected"),
    [
        (PLAN.replace("hva: Oppstart", "hva: Oppstart, status: planlagt"), "04.05.2020", ["moteplan-planlagt-etterpa"]),
        (f"organ: {BODY}", "01.06.2020", ["moteplan-planlagt-etterpa"]),
        ("møter: []", "04.05.2020", ["moteplan-tom"]),
        (f"organ: {BODY}\nfra: 01.01.2021", "04.05.2020", ["moteplan-tom"]),
        ("organ: gruppa", "04.05.2020", ["moteplan-organ-ukjent"]),
        (PLAN.replace("20.04.2020", "31.04.2020"), "04.05.2020", ["dato-umulig"]),
        (PLAN.replace("hva: Oppstart", "hva: Oppstart, status: hodlt"), "04.05.2020", ["verdi-ukjent"]),
    ],
)
def test_what_is_wrong_with_a_plan_is_told(plan, typed, day, expected):
    assert codes(plan(typed, day)) == expected


def test_a_meeting_whose_date_cannot_be_read_comes_last_as_it_was_typed(plan):
    root = plan(PLAN.replace("20.04.2020", "31.04.2020"))
    assert lines(printed(root))[1:] == [
        "11.05.2020 | Møte 2 | Teams | ◔ planlagt",
        "31.04.2020 | Oppstart | Lia sykehus | –",
    ]
