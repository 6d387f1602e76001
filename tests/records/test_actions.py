"""How actions stood on a day: what is entered later never changes an earlier report."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Place
from pipeline.records.action_counts import count, not_updated, overdue, report, since
from pipeline.records.actions import (
    Action,
    ActionState,
    DeviationWord,
    End,
    Period,
    Register,
    StatusEntry,
    StatusGroup,
    StatusWord,
    Vocabulary,
)
from pipeline.richtext import Paragraph, Run, Tone

HERE = Place("sources/status/handlingsdel.yaml", 1, 1)
WORDS = {group: StatusWord(group.value, group) for group in StatusGroup}
ONGOING, FINISHED = WORDS[StatusGroup.ONGOING], WORDS[StatusGroup.FINISHED]
RED = DeviationWord("kritisk avvik", Tone.RED)
FIRST = date(2022, 1, 1)


def entry(
    day: date, status: StatusWord | None = None, deviation: DeviationWord | None = None, end: End | None = None
) -> StatusEntry:
    return StatusEntry(day, HERE, status, deviation, end)


def action(ident: str, *entries: StatusEntry, end: End | None = None) -> Action:
    return Action(
        id=ident, name=[Run(ident, HERE)], area="", goal=[], responsible=[], period=Period(""), priority="", size="",
        end=end, own={}, entries=sorted(entries, key=lambda each: each.day), place=HERE,
    )  # fmt: skip


def register(*actions: Action, previous: date | None = None, updated_since: date | None = None) -> Register:
    return Register(
        id="handlingsdel", title="Handlingsdel", language="nb", body=None, day=None,
        vocabulary=Vocabulary(tuple(WORDS.values()), (RED,), (), ()), actions={each.id: each for each in actions},
        place=HERE, source=HERE.file, previous=previous, updated_since=updated_since,
    )  # fmt: skip


def said(state: ActionState) -> tuple[str, StatusWord | None, DeviationWord | None, End | None, date]:
    return state.action.id, state.status, state.deviation, state.end, state.updated


def test_what_an_entry_does_not_say_is_as_it_was() -> None:
    end = End("30.06.2023", date(2023, 6, 30))
    one = action(
        "bil",
        entry(date(2022, 1, 12), ONGOING, RED),
        entry(date(2022, 3, 1), end=end),
        entry(date(2022, 5, 1), FINISHED),
        end=End("2022", date(2022, 12, 31)),
    )
    assert one.as_of(date(2022, 1, 11)) is None
    first, second, last = (one.as_of(date(2022, month, 28)) for month in (2, 3, 5))
    assert first is not None and second is not None and last is not None
    assert said(first) == ("bil", ONGOING, RED, End("2022", date(2022, 12, 31)), date(2022, 1, 12))
    assert said(second) == ("bil", ONGOING, RED, end, date(2022, 3, 1))
    assert said(last) == ("bil", FINISHED, RED, end, date(2022, 5, 1))


def test_an_entry_counts_from_its_own_day() -> None:
    one = register(action("bil", entry(date(2022, 1, 12), ONGOING)))
    assert one.as_of(date(2022, 1, 11)) == []
    assert len(one.as_of(date(2022, 1, 12))) == 1


def test_of_two_entries_on_one_day_the_one_typed_last_holds() -> None:
    one = action("bil", entry(FIRST, ONGOING), entry(FIRST, FINISHED))
    state = one.as_of(FIRST)
    assert state is not None and state.status is FINISHED


def test_what_is_finished_or_struck_is_never_overdue() -> None:
    end = End("31.12.2021", date(2021, 12, 31))
    for group, late in ((StatusGroup.ONGOING, True), (StatusGroup.FINISHED, False), (StatusGroup.STRUCK, False)):
        state = action("bil", entry(FIRST, WORDS[group]), end=end).as_of(FIRST)
        assert state is not None
        assert state.is_overdue is late


def test_an_action_is_not_overdue_on_the_day_it_is_to_end_nor_where_no_day_is_known() -> None:
    for end, late in ((End("01.01.2022", FIRST), False), (End("ikke avklart", None), False), (None, False)):
        state = action("bil", entry(FIRST, ONGOING), end=end).as_of(FIRST)
        assert state is not None
        assert state.is_overdue is late


def test_a_text_is_read_when_first_asked_for_and_once() -> None:
    asked: list[str] = []

    def read() -> list[Paragraph]:
        asked.append("")
        return [Paragraph([Run("I rute.", HERE)], HERE)]

    one = StatusEntry(FIRST, HERE, written=read)
    state = action("bil", one).as_of(FIRST)
    assert state is not None and asked == []
    assert state.text is state.text
    assert len(asked) == 1


def test_a_report_before_the_previous_one_compares_with_none() -> None:
    one = register(previous=date(2022, 6, 1), updated_since=date(2022, 5, 1))
    assert one.previous_before(date(2022, 6, 2)) == date(2022, 6, 1)
    assert one.previous_before(date(2022, 6, 1)) is None
    assert one.updated_since_by(date(2022, 5, 1)) == date(2022, 5, 1)
    assert one.updated_since_by(date(2022, 4, 30)) is None


# --- what holds for every register --------------------------------------------------------------------------------

days = st.integers(0, 40).map(lambda number: FIRST + timedelta(days=number))
ends = st.builds(lambda day: End(day.isoformat(), day), days) | st.just(End("ikke avklart", None))
entries = st.builds(
    entry, days, st.none() | st.sampled_from(list(WORDS.values())), st.none() | st.just(RED), st.none() | ends
)
actions = st.lists(st.tuples(st.lists(entries, max_size=5), st.none() | ends), max_size=6).map(
    lambda typed: [action(f"a{number}", *listed, end=end) for number, (listed, end) in enumerate(typed)]
)


@given(actions, days)
def test_a_state_follows_from_the_entries_not_after_its_day(typed: list[Action], day: date) -> None:
    known = [action(each.id, *(one for one in each.entries if one.day <= day), end=each.end) for each in typed]
    assert [said(state) for state in register(*typed).as_of(day)] == [
        said(state) for state in register(*known).as_of(date.max)
    ]


@given(actions, days, entries, st.integers(0, 5))
def test_a_later_entry_never_changes_an_earlier_report(
    typed: list[Action], day: date, later: StatusEntry, which: int
) -> None:
    before = report(register(*typed, previous=FIRST), day)
    later.day = day + timedelta(days=1 + (later.day - FIRST).days)
    more = [
        action(each.id, *each.entries, later, end=each.end) if number == which else each
        for number, each in enumerate(typed)
    ]
    after = report(register(*more, previous=FIRST), day)
    assert [said(state) for state in after.states] == [said(state) for state in before.states]
    assert after.counts == before.counts


@given(actions, days)
def test_the_counts_add_up_to_the_number_of_actions(typed: list[Action], day: date) -> None:
    states = register(*typed).as_of(day)
    counts = count(states)
    assert counts.all == len(states) == sum(counts.groups.values()) + counts.without_status
    assert sum(counts.words.values()) == sum(counts.groups.values())
    struck, finished = counts.groups[StatusGroup.STRUCK], counts.groups[StatusGroup.FINISHED]
    assert counts.all == struck + counts.total
    assert counts.total == finished + counts.groups[StatusGroup.OPERATION] + counts.remaining


@given(actions, days, days)
def test_what_happened_since_falls_apart_into_its_lists(typed: list[Action], previous: date, day: date) -> None:
    states = register(*typed).as_of(day)
    found = since(states, previous)
    new, changed = {state.action.id for state in found.new}, {change.now.action.id for change in found.changed}
    updated, over = {change.now.action.id for change in found.updated}, {each.action.id for each in found.finished}
    assert not new & changed and not changed & updated and not updated & over
    assert new == {state.action.id for state in states if state.first_told > previous}
    assert all(state.is_over for state in (*found.finished, *found.struck))
    if day <= previous:
        assert not (new or changed or updated or over or found.struck)


@given(actions, days, days)
def test_what_is_late_or_not_updated_is_not_over(typed: list[Action], since_day: date, day: date) -> None:
    states = register(*typed).as_of(day)
    assert not any(state.is_over for state in (*overdue(states), *not_updated(states, since_day)))
    assert all(state.updated < since_day for state in not_updated(states, since_day))
