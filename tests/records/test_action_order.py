"""Rows gathered and sorted as the register says."""

from datetime import date

import pytest

from pipeline.diagnostics import Place
from pipeline.records.action_order import gathered, in_order, natural
from pipeline.records.actions import (
    Action,
    End,
    Grouping,
    Period,
    Register,
    Responsible,
    Sorting,
    StatusEntry,
    StatusGroup,
    StatusWord,
    Vocabulary,
)
from pipeline.richtext import Run

HERE = Place("sources/status/handlingsdel.yaml", 1, 1)
DAY = date(2023, 3, 10)
IDEA, ONGOING = StatusWord("ny idé", StatusGroup.IDEA), StatusWord("pågår", StatusGroup.ONGOING)


def action(
    ident: str, name: str, area: str, who: str, priority: str, status: StatusWord | None, end: date | None
) -> Action:
    return Action(
        id=ident, name=[Run(name, HERE)], area=area, goal=[], responsible=[Responsible(who)] if who else [],
        period=Period(""), priority=priority, size="", end=End("", end) if end else None, own={},
        entries=[StatusEntry(DAY, HERE, status)], place=HERE,
    )  # fmt: skip


def register(grouping: Grouping, sorting: Sorting) -> Register:
    actions = [
        action("t10", "Årlig samling", "Nord", "Vik", "lav", ONGOING, date(2024, 1, 1)),
        action("t9", "Opplæring", "", "", "", None, None),
        action("t1", "Ærlig talt", "Sør", "Åsen", "høy", IDEA, date(2023, 1, 1)),
        action("t2", "Zoom", "Nord", "Berg", "høy", ONGOING, None),
    ]
    return Register(
        id="h", title="H", language="nb", body=None, day=DAY,
        vocabulary=Vocabulary((IDEA, ONGOING), (), ("høy", "middels", "lav"), ()),
        actions={each.id: each for each in actions}, place=HERE, source=HERE.file, grouping=grouping, sorting=sorting,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sorting", "expected"),
    [
        (Sorting.TYPED, ["t10", "t9", "t1", "t2"]),
        (Sorting.ID, ["t1", "t2", "t9", "t10"]),
        (Sorting.NAME, ["t9", "t2", "t1", "t10"]),
        (Sorting.STATUS, ["t1", "t10", "t2", "t9"]),
        (Sorting.PRIORITY, ["t1", "t2", "t10", "t9"]),
        (Sorting.END, ["t1", "t10", "t9", "t2"]),
    ],
)
def test_rows_are_sorted(sorting: Sorting, expected: list[str]) -> None:
    one = register(Grouping.NONE, sorting)
    assert [state.action.id for state in in_order(one, one.as_of(DAY))] == expected


@pytest.mark.parametrize(
    ("grouping", "expected"),
    [
        (Grouping.AREA, [("Nord", ["t10", "t2"]), ("Sør", ["t1"]), ("", ["t9"])]),
        (Grouping.STATUS, [("ny idé", ["t1"]), ("pågår", ["t10", "t2"]), ("", ["t9"])]),
        (Grouping.RESPONSIBLE, [("Berg", ["t2"]), ("Vik", ["t10"]), ("Åsen", ["t1"]), ("", ["t9"])]),
        (Grouping.NONE, [("", ["t10", "t9", "t1", "t2"])]),
    ],
)
def test_rows_are_gathered_and_those_without_come_last(
    grouping: Grouping, expected: list[tuple[str, list[str]]]
) -> None:
    one = register(grouping, Sorting.TYPED)
    found = gathered(one, one.as_of(DAY))
    assert [(group.heading, [state.action.id for state in group.states]) for group in found] == expected


def test_names_sort_as_in_norwegian_and_numbers_as_numbers() -> None:
    words = ["å 2", "z", "ø", "æ", "å 10", "a", "2", "10"]
    assert sorted(words, key=natural) == ["2", "10", "a", "z", "æ", "ø", "å 2", "å 10"]
