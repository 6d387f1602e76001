"""The words of a text, for comparing: what they say, and how they are shown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from pipeline.records.text_change import WordChange
from pipeline.richtext import Inline, MentionKind, Run

_SPACE = re.compile(r"\s+")
_NAMED = (MentionKind.CHAPTER, MentionKind.APPENDIX, MentionKind.PERSON)
_TIED = "\N{WORD JOINER}"
"""Stands for the spaces inside a reference while it is one word."""
CONTEXT = 4
"""Words of context on each side of a change."""
BRIDGE = 2
"""Changes with no more than this many equal words between them are told as one."""
NEARLY = 0.8
"""From this share of equal letters, texts are alike whatever their words."""


@dataclass(frozen=True, slots=True)
class Words:
    """`said` are the words to compare, `shown` the same words as people read them."""

    said: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    def __str__(self) -> str:
        return _readable(self.shown)

    def __bool__(self) -> bool:
        return bool(self.said)


def words_of(runs: Inline) -> Words:
    """The words of running text. A reference counts as one word: by what it names, not by its number."""
    said = "".join(_said(run) for run in runs).split(" ")
    shown = "".join(_shown(run) for run in runs).split(" ")
    kept = [(one, other) for one, other in zip(said, shown, strict=True) if one]
    return Words(tuple(one for one, _ in kept), tuple(other for _, other in kept))


def words_in(text: str) -> Words:
    """The words of plain text."""
    found = tuple(text.split())
    return Words(found, found)


def joined(parts: Iterable[Words]) -> Words:
    """Several texts as one."""
    listed = list(parts)
    return Words(
        tuple(word for part in listed for word in part.said), tuple(word for part in listed for word in part.shown)
    )


def _said(run: Run) -> str:
    if run.mention is not None and run.mention.kind in _NAMED:
        return f"{_TIED}{run.mention.kind.value}:{run.mention.key}{_TIED}"
    return _SPACE.sub(" ", run.text)


def _shown(run: Run) -> str:
    text = _SPACE.sub(" ", run.text)
    return text.replace(" ", _TIED) if run.mention is not None and run.mention.kind in _NAMED else text


def _readable(shown: Sequence[str]) -> str:
    return " ".join(shown).replace(_TIED, " ")


def likeness(one: Words, other: Words) -> float:
    """From 0 (nothing in common) to 1 (the same words)."""
    if one.said == other.said:
        return 1.0
    if not one or not other:
        return 0.0
    words = Indel.normalized_similarity(one.said, other.said)
    letters = fuzz.ratio(" ".join(one.said), " ".join(other.said)) / 100
    return max(words, letters if letters >= NEARLY else 0.0)


def word_changes(old: Words, new: Words) -> tuple[WordChange, ...]:
    """The stretches of words that differ, each with the words around it."""
    stretches: list[list[int]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old.said, new.said, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if stretches and i1 - stretches[-1][1] <= BRIDGE:
            stretches[-1][1::2] = [i2, j2]
        else:
            stretches.append([i1, i2, j1, j2])
    return tuple(_word_change(old, new, *each) for each in stretches)


def _word_change(old: Words, new: Words, i1: int, i2: int, j1: int, j2: int) -> WordChange:
    return WordChange(
        old=_readable(old.shown[i1:i2]),
        new=_readable(new.shown[j1:j2]),
        before=_readable(new.shown[max(0, j1 - CONTEXT) : j1]),
        after=_readable(new.shown[j2 : j2 + CONTEXT]),
    )
