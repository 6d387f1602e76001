"""How many actions a text says there are («40 tiltak», «fem nye tiltak»), against what the register's report counts."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.diagnostics import Place
from pipeline.language.numbers import in_words, read_number
from pipeline.records.action_counts import Report, count, report
from pipeline.records.actions import ActionState, Register, StatusGroup
from pipeline.richtext import Blocks, inlines, walk

_TEENS = ["tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten"]
_TENS = ["tjue", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti"]
_UNITS = ("", *(in_words(number, "nb") for number in range(1, 10)))


def _number_words() -> dict[str, int]:
    words = {in_words(number, language): number for language in ("nb", "nn") for number in range(2, 13)}
    words |= {"ett": 1, "eitt": 1} | {word: number for number, word in enumerate(_TEENS, 13)}
    words |= {ten + unit: tens * 10 + more for tens, ten in enumerate(_TENS, 2) for more, unit in enumerate(_UNITS)}
    words |= {f"{ten}ein": tens * 10 + 1 for tens, ten in enumerate(_TENS, 2)}
    return {word.replace("é", "e"): number for word, number in words.items()} | words


_WORDS = _number_words()
_COUNT = re.compile(
    rf"(?<![\w/.,–-])(?P<number>[0-9]{{1,3}}(?:[ \xa0.][0-9]{{3}})*|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
    r"\s+(?:[a-zæøå]+[ea]\s+)?tiltak(?:a|ene)?\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?:]\s|\Z")
_OTHER_MATTER = re.compile(
    r"\b(?:hadde|fjor|forrige|førre|tidligere|tidlegare|opprinnelig|opphavleg|inntil|opptil|minst|høyst|maks\w*|hver\w*|kvar\w*|gangen|gongen)\b",
    re.IGNORECASE,
)
"""What tells that a sentence speaks of another day, or sets a limit."""


_SOME = re.compile(r"\b(?:de|dei|disse|desse|andre|siste|første|fyrste)\s+\Z", re.IGNORECASE)
"""What tells, before a number, that it is some of them: «de to tiltakene som er stanset»."""


@dataclass(frozen=True, slots=True)
class MentionedCount:
    """«40 tiltak» as typed, where it stands; `total` is how many there are."""

    text: str
    place: Place
    total: int


@dataclass(frozen=True, slots=True)
class _Mention:
    text: str
    number: int
    is_part: bool
    sentence: str
    place: Place


def wrong_counts(
    register: Register, day: date, texts: Blocks, rows: Sequence[Sequence[ActionState]] = ()
) -> Iterator[MentionedCount]:
    """What `texts` say there are of actions that is nothing the report of `day` counts, nor of `rows`, the tables they
    stand beside. A sentence that names an area, a deviation, a priority, a size or somebody responsible may count what
    belongs there."""
    counted: set[int] = set()
    parts: Counter[str] = Counter()
    told: Report | None = None
    for mention in _mentions(texts):
        if told is None:
            told = report(register, day)
            counted.update(_counts(told))
            parts = _parts(told)
            for states in rows:
                counts = count(states)
                counted.update((counts.all, counts.total, counts.remaining, *counts.groups.values()))
        total = len(rows[0]) if rows else told.counts.total
        is_some = mention.is_part and mention.number < total
        if not is_some and mention.number not in counted and mention.number not in _named(parts, mention.sentence):
            yield MentionedCount(mention.text, mention.place, total)


def _mentions(texts: Blocks) -> Iterator[_Mention]:
    """The numbers of actions in running text, code left out."""
    for run in (run for block in walk(texts) for runs in inlines(block) for run in runs if not run.code):
        for found in _COUNT.finditer(run.text):
            number = _number(found["number"])
            sentence = _sentence(run.text, found.start())
            if number is not None and not _OTHER_MATTER.search(sentence):
                is_part = _SOME.search(run.text, 0, found.start()) is not None
                yield _Mention(found[0], number, is_part, sentence, run.at(found.start()))


def _number(typed: str) -> int | None:
    number = _WORDS.get(typed.casefold())
    read = read_number(typed) if number is None else number
    return read if isinstance(read, int) else None


def _sentence(text: str, at: int) -> str:
    begins = 0
    for found in _SENTENCE_END.finditer(text):
        if found.end() > at:
            return text[begins : found.end()]
        begins = found.end()
    return text[begins:]


def _counts(told: Report) -> Iterator[int]:
    counts = told.counts
    groups = counts.groups
    yield from (counts.total, counts.all, counts.remaining, counts.without_status, len(told.overdue), len(told.stale))
    yield from (*groups.values(), *counts.words.values(), groups[StatusGroup.FINISHED] + groups[StatusGroup.OPERATION])
    if since := told.since:
        yield from (len(since.new), len(since.changed), len(since.finished), len(since.struck), len(since.updated))


def _parts(told: Report) -> Counter[str]:
    """How many actions there are of each area, deviation, priority, size and responsible, by its word."""
    there: Counter[str] = Counter()
    for state in told.states:
        if state.group is not StatusGroup.STRUCK:
            there.update(_belongs_to(state))
    return there


def _belongs_to(state: ActionState) -> set[str]:
    action = state.action
    words = {action.area, action.priority, action.size, *(each.name for each in action.responsible)}
    words.add(state.deviation.word if state.deviation else "")
    return {word.casefold() for word in words if word}


def _named(there: Mapping[str, int], sentence: str) -> Iterator[int]:
    said = sentence.casefold()
    return (number for word, number in there.items() if word in said)
