"""What a status report says in words: each number is counted."""

from datetime import date

import pytest

from pipeline.diagnostics import Place
from pipeline.document.action_words import overdue_blocks, since_blocks, stale_blocks, summary
from pipeline.language.labels import labels
from pipeline.records.action_counts import count, since
from pipeline.records.actions import (
    Action,
    ActionState,
    DeviationWord,
    End,
    Period,
    StatusEntry,
    StatusGroup,
    StatusWord,
)
from pipeline.richtext import Blocks, Run, Tone, plain_blocks

HERE = Place("sources/status/plan.yaml", 1, 1)
BOKMÅL = labels("nb")
AUTUMN, WINTER, SPRING = date(2022, 9, 1), date(2023, 1, 12), date(2023, 3, 10)
WORDS = dict(
    zip(
        StatusGroup,
        (
            StatusWord(word, group)
            for word, group in zip(
                ("ny idé", "under planlegging", "pågår", "i drift", "ferdigstilt", "strøket"), StatusGroup, strict=True
            )
        ),
        strict=True,
    )
)
IDEA, PLANNED, ONGOING, RUNNING, FINISHED, STRUCK = WORDS.values()
GREEN, YELLOW = DeviationWord("ingen avvik", Tone.GREEN), DeviationWord("mindre avvik", Tone.YELLOW)
RED = DeviationWord("kritisk avvik", Tone.RED)


def entry(day: date, status: StatusWord | None, **more: object) -> StatusEntry:
    return StatusEntry(day, HERE, status, **more)  # type: ignore[arg-type]


def action(name: str, *entries: StatusEntry, end: End | None = None) -> Action:
    return Action(
        id=name.lower(), name=[Run(name, HERE)], area="", goal=[], responsible=[], period=Period(""), priority="",
        size="", end=end, own={}, entries=list(entries), place=HERE,
    )  # fmt: skip


def states(*actions: Action, day: date = SPRING) -> list[ActionState]:
    return [state for each in actions if (state := each.as_of(day))]


def said(**sizes: int) -> str:
    """The summary of so many actions of each group; `none` have no status."""
    groups = {"idé": IDEA, "plan": PLANNED, "pågår": ONGOING, "drift": RUNNING, "ferdig": FINISHED, "strøket": STRUCK}
    found = [
        action(f"{name}{number}", entry(AUTUMN, groups.get(name)))
        for name, size in sizes.items()
        for number in range(size)
    ]
    return summary(count(states(*found)), BOKMÅL)


def lines(blocks: Blocks) -> list[str]:
    return plain_blocks(blocks).splitlines()


def test_every_number_of_the_summary_is_counted() -> None:
    assert said(pågår=27, ferdig=6, drift=2, plan=2, idé=2) == (
        "39 tiltak. 6 er ferdigstilt og 2 satt i drift. 31 gjenstår: 27 pågår, 2 er under planlegging, 2 er nye ideer."
    )


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ({}, "Ingen tiltak."),
        ({"pågår": 1}, "1 tiltak. 1 pågår."),
        ({"ferdig": 1}, "1 tiltak. 1 er ferdigstilt. Ingen gjenstår."),
        ({"drift": 3, "idé": 1}, "4 tiltak. 3 er satt i drift. 1 er en ny idé."),
        (
            {"ferdig": 1, "drift": 1, "plan": 1, "idé": 1},
            "4 tiltak. 1 er ferdigstilt og 1 satt i drift. 2 gjenstår: 1 er under planlegging, 1 er en ny idé.",
        ),
        ({"pågår": 2, "uten": 1}, "3 tiltak. 3 gjenstår: 2 pågår, 1 mangler status."),
        ({"pågår": 2, "strøket": 5}, "2 tiltak. 2 pågår. I tillegg er 5 tiltak strøket."),
        ({"strøket": 1}, "Ingen tiltak. I tillegg er 1 tiltak strøket."),
    ],
)
def test_what_there_is_none_of_is_not_mentioned(sizes: dict[str, int], words: str) -> None:
    assert said(**sizes) == words


def test_what_has_happened_since_the_report_before_is_told_by_name() -> None:
    changed = action(
        "Bil",
        entry(AUTUMN, PLANNED, deviation=GREEN),
        entry(WINTER, ONGOING, deviation=YELLOW, end=End("31.12.2024", date(2024, 12, 31))),
        end=End("30.06.2024", date(2024, 6, 30)),
    )
    found = states(
        changed,
        action("Båt", entry(WINTER, IDEA)),
        action("Tog", entry(AUTUMN, ONGOING), entry(WINTER, FINISHED, end=End("30.11.2022", date(2022, 11, 30)))),
        action("Fly", entry(AUTUMN, ONGOING), entry(WINTER, STRUCK)),
        action("Sykkel", entry(AUTUMN, ONGOING), entry(WINTER, None)),
        action("Ferje", entry(AUTUMN, ONGOING)),
    )
    assert lines(since_blocks(since(found, date(2022, 11, 1)), BOKMÅL, HERE)) == [
        "Nye tiltak (1):",
        "Båt (ny idé)",
        "Endrede tiltak (1):",
        "Bil: status fra «under planlegging» til «pågår»; avvik fra «ingen avvik» til «mindre avvik»; "
        "forventet slutt fra 30.06.2024 til 31.12.2024",
        "Ferdigstilte tiltak (1):",
        "Tog (30.11.2022)",
        "Strøkne tiltak (1):",
        "Fly",
        "1 tiltak har ny kommentar, men samme status, avvik og forventet slutt som 1.\xa0november 2022.",
    ]


def test_what_has_become_critical_comes_first_and_moved_ends_last() -> None:
    moved = {"end": End("2024", date(2024, 12, 31))}
    found = states(
        action("Moved", entry(AUTUMN, ONGOING, deviation=RED), entry(WINTER, None, **moved)),
        action("Begun", entry(AUTUMN, PLANNED), entry(WINTER, ONGOING, **moved)),
        action("Critical", entry(AUTUMN, ONGOING, deviation=GREEN), entry(WINTER, None, deviation=RED)),
        action("Better", entry(AUTUMN, ONGOING, deviation=RED), entry(WINTER, None, deviation=GREEN)),
        action("Worst", entry(AUTUMN, IDEA), entry(WINTER, PLANNED, deviation=RED)),
    )
    told = lines(since_blocks(since(found, AUTUMN), BOKMÅL, HERE))
    assert [line.partition(":")[0] for line in told[1:]] == ["Critical", "Worst", "Begun", "Better", "Moved"]


def test_what_was_not_told_before_has_no_before() -> None:
    bil = action("Bil", entry(AUTUMN, ONGOING), entry(WINTER, ONGOING, deviation=YELLOW))
    assert lines(since_blocks(since(states(bil), AUTUMN), BOKMÅL, HERE))[-1] == "Bil: avvik er nå «mindre avvik»"


def test_nothing_new_is_said() -> None:
    found = since(states(action("Bil", entry(AUTUMN, ONGOING))), WINTER)
    assert lines(since_blocks(found, BOKMÅL, HERE)) == [
        "Ingen tiltak er nye, endret, ferdigstilt eller strøket siden 12.\xa0januar 2023."
    ]


def test_actions_not_updated_are_named_with_the_day_of_their_last_entry() -> None:
    stale = states(action("Bil", entry(AUTUMN, ONGOING)), action("Båt", entry(WINTER, ONGOING)))
    assert lines(stale_blocks(stale, SPRING, BOKMÅL, HERE)) == [
        "2 tiltak er ikke oppdatert siden 10.\xa0mars 2023:",
        "Bil (sist oppdatert 01.09.2022)",
        "Båt (sist oppdatert 12.01.2023)",
    ]
    assert lines(stale_blocks(stale[:1], SPRING, BOKMÅL, HERE))[0].startswith("1 tiltak er ikke oppdatert")


def test_all_are_updated() -> None:
    assert lines(stale_blocks([], WINTER, BOKMÅL, HERE)) == [
        "Alle tiltak som ikke er ferdigstilt eller strøket, er oppdatert siden 12.\xa0januar 2023."
    ]


def test_overdue_actions_are_named_with_their_expected_end() -> None:
    late = states(action("Bil", entry(AUTUMN, ONGOING), end=End("2. halvår 2022", date(2022, 12, 31))))
    assert lines(overdue_blocks(late, BOKMÅL, HERE)) == [
        "1 tiltak har passert forventet slutt og er verken ferdigstilt eller strøket:",
        "Bil (forventet slutt 2. halvår 2022)",
    ]
    assert overdue_blocks([], BOKMÅL, HERE) == []
