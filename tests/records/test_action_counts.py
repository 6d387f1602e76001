"""The numbers of a status report: by group, since the report before, late, not updated."""

from datetime import date

from pipeline.diagnostics import Place
from pipeline.records.action_counts import count, not_updated, overdue, report, since
from pipeline.records.actions import (
    Action,
    ActionState,
    End,
    Period,
    Register,
    StatusEntry,
    StatusGroup,
    StatusWord,
    Vocabulary,
)
from pipeline.richtext import Run

HERE = Place("sources/status/handlingsdel.yaml", 1, 1)
IDEA, PLANNED, ONGOING, RUNNING, FINISHED, STRUCK = (
    StatusWord(word, group)
    for word, group in zip(
        ("ny idé", "under planlegging", "pågår", "i drift", "ferdigstilt", "strøket"), StatusGroup, strict=True
    )
)
AUTUMN, WINTER, SPRING = date(2022, 11, 1), date(2023, 1, 12), date(2023, 3, 10)


def action(ident: str, *told: tuple[date, StatusWord | None], end: End | None = None) -> Action:
    return Action(
        id=ident, name=[Run(ident, HERE)], area="", goal=[], responsible=[], period=Period(""), priority="", size="",
        end=end, own={}, entries=[StatusEntry(day, HERE, status) for day, status in told], place=HERE,
    )  # fmt: skip


def states(*actions: Action, day: date = SPRING) -> list[ActionState]:
    return [state for each in actions if (state := each.as_of(day))]


def ids(found: list[ActionState]) -> list[str]:
    return [state.action.id for state in found]


def test_a_register_of_the_usual_size_is_counted() -> None:
    sizes = {IDEA: 2, PLANNED: 2, ONGOING: 27, RUNNING: 2, FINISHED: 6, STRUCK: 5}
    all_actions = [
        action(f"{status.word}-{number}", (AUTUMN, status)) for status, size in sizes.items() for number in range(size)
    ]
    counts = count(states(*all_actions))
    assert (counts.all, counts.total, counts.remaining) == (44, 39, 31)
    assert [counts.groups[group] for group in StatusGroup] == [2, 2, 27, 2, 6, 5]
    assert counts.without_status == 0


def test_the_words_come_in_the_order_of_the_vocabulary() -> None:
    waiting = StatusWord("på vent", StatusGroup.ONGOING)
    counts = count(
        states(action("a", (AUTUMN, waiting)), action("b", (AUTUMN, IDEA)), action("c", (AUTUMN, None))),
        (IDEA, ONGOING, waiting),
    )
    assert list(counts.words.items()) == [(IDEA, 1), (waiting, 1)]
    assert counts.groups[StatusGroup.ONGOING] == 1
    assert (counts.without_status, counts.all, counts.remaining) == (1, 3, 3)


def test_what_is_new_changed_finished_struck_and_updated_since_the_report_before() -> None:
    found = since(
        states(
            action("as-before", (AUTUMN, ONGOING)),
            action("told-again", (AUTUMN, ONGOING), (WINTER, ONGOING)),
            action("new", (WINTER, ONGOING)),
            action("new-and-finished", (WINTER, FINISHED)),
            action("changed", (AUTUMN, IDEA), (WINTER, ONGOING)),
            action("finished", (AUTUMN, ONGOING), (WINTER, FINISHED)),
            action("finished-before", (AUTUMN, FINISHED), (WINTER, None)),
            action("struck", (AUTUMN, ONGOING), (WINTER, STRUCK)),
            action("taken-up-again", (AUTUMN, FINISHED), (WINTER, ONGOING)),
            action("told-on-the-day-of-the-report", (AUTUMN, ONGOING)),
        ),
        AUTUMN,
    )
    assert ids(found.new) == ["new", "new-and-finished"]
    assert [(each.before.status, each.now.status) for each in found.changed] == [(IDEA, ONGOING), (FINISHED, ONGOING)]
    assert ids(found.finished) == ["new-and-finished", "finished"]
    assert ids(found.struck) == ["struck"]
    assert [each.now.action.id for each in found.updated] == ["told-again"]


def test_another_expected_end_is_a_change() -> None:
    later = action("bil", (AUTUMN, ONGOING), (WINTER, None))
    later.entries[1].end = End("2024", date(2024, 12, 31))
    assert [each.now.action.id for each in since(states(later), AUTUMN).changed] == ["bil"]


def test_actions_without_an_entry_since_a_day_are_named_unless_they_are_over() -> None:
    found = not_updated(
        states(
            action("old", (AUTUMN, ONGOING)),
            action("on-the-day", (AUTUMN, ONGOING), (WINTER, None)),
            action("finished", (AUTUMN, FINISHED)),
            action("in-operation", (AUTUMN, RUNNING)),
        ),
        WINTER,
    )
    assert ids(found) == ["old", "in-operation"]


def test_overdue_is_seen_from_the_day_of_the_report() -> None:
    one = action("bil", (AUTUMN, ONGOING), end=End("31.12.2022", date(2022, 12, 31)))
    assert ids(overdue(states(one, day=WINTER))) == ["bil"]
    assert overdue(states(one, day=AUTUMN)) == []


def test_a_report_gathers_all_of_it() -> None:
    register = Register(
        id="handlingsdel", title="Handlingsdel", language="nb", body=None, day=SPRING,
        vocabulary=Vocabulary((ONGOING,), (), (), ()), actions={"bil": action("bil", (AUTUMN, ONGOING))}, place=HERE,
        source=HERE.file, previous=AUTUMN, updated_since=WINTER,
    )  # fmt: skip
    told = report(register, SPRING)
    assert (told.day, told.counts.total, ids(told.stale), told.overdue) == (SPRING, 1, ["bil"], [])
    assert told.since is not None and told.since.new == []
    early = report(register, AUTUMN)
    assert (early.since, early.stale) == (None, [])
