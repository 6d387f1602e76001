"""The vocabulary of a register: the standard words, those of a body, and what people write for them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pipeline.diagnostics import Diagnostic, Problem
from pipeline.language.names import nearest
from pipeline.link.problems import PLACEHOLDER
from pipeline.link.register_problems import (
    DEVIATION_UNKNOWN,
    GROUP_MISSING,
    PRIORITY_UNKNOWN,
    SIZE_UNKNOWN,
    STATUS_UNKNOWN,
    WORD_READ_AS,
    WORD_TWICE,
)
from pipeline.load.register_models import VocabularySource
from pipeline.records.actions import ColumnName, DeviationWord, StatusGroup, StatusWord, Vocabulary
from pipeline.richtext import Tone
from pipeline.schema.placed import Text, folded

Word = TypeVar("Word")

_IDEA, _PLANNING, _ONGOING = StatusGroup.IDEA, StatusGroup.PLANNING, StatusGroup.ONGOING
_OPERATION, _FINISHED, _STRUCK = StatusGroup.OPERATION, StatusGroup.FINISHED, StatusGroup.STRUCK

_STATUSES = {
    "nb": ("ny idé", "under planlegging", "pågår", "i drift", "ferdigstilt", "strøket"),
    "nn": ("ny idé", "under planlegging", "pågår", "i drift", "ferdigstilt", "stroke"),
}
_DEVIATIONS = {
    "nb": ("ingen avvik", "mindre avvik (håndteres)", "kritisk avvik"),
    "nn": ("ingen avvik", "mindre avvik (blir handtert)", "kritisk avvik"),
}
_PRIORITIES = {"nb": ("høy", "middels", "lav"), "nn": ("høg", "middels", "låg")}
_SIZES = {"nb": ("stort", "middels", "lite"), "nn": ("stort", "middels", "lite")}

_GROUP_WORDS = {
    _IDEA: "ny idé|idé|nye ideer|nye idear|forslag|innmeldt|meldt inn",
    _PLANNING: "under planlegging|planlegging|planlegges|planlagt|blir planlagt|ikke startet|ikkje starta|i kø",
    _ONGOING: "pågår|pågående|pågåande|går føre seg|i gang|igangsatt|igangsett|startet|starta|i rute|under arbeid",
    _OPERATION: "i drift|drift|satt i drift|sett i drift|i ordinær drift",
    _FINISHED: "ferdigstilt|ferdig|avsluttet|avslutta|fullført|gjennomført|utført|lukket|lukka|levert",
    _STRUCK: "strøket|stroke|stroken|strøke|slettet|sletta|utgått|utgår|avlyst|stanset|stansa|stoppet|stoppa|avbrutt",
}
"""What people write for each group, in bokmål and nynorsk; a word of a body that stands here needs no group."""
_TONE_WORDS = {
    Tone.GREEN: "grønn|grønt|grøn|ingen avvik|uten avvik|utan avvik|i rute|etter planen|ingen",
    Tone.YELLOW: "gul|gult|mindre avvik|mindre avvik håndteres|noe avvik|noko avvik|mindre",
    Tone.RED: "rød|rødt|raud|raudt|kritisk avvik|kritiske avvik|stort avvik|større avvik|kritisk",
}
_SAME_WORDS = (("høy", "høg"), ("middels", "medium"), ("lav", "låg"), ("stort", "stor"), ("lite", "liten"))
_BRACKET = re.compile(r"(?P<word>[^()]+?)\s*\((?P<note>[^()]*)\)\s*")
_OPENING = re.compile(r"\s*[,;:(]|\s[–-]\s")


def word_key(word: str) -> str:
    """A word as it is compared: case, spaces, hyphens, accents and the spellings of æ, ø and å make no difference."""
    apart = unicodedata.normalize("NFD", word)
    return folded(unicodedata.normalize("NFC", apart.replace("\u0301", "").replace("\u0300", "")))


def _keys(words: Mapping[Word, str]) -> dict[str, Word]:
    return {word_key(each): meant for meant, typed in words.items() for each in typed.split("|")}


_GROUP_OF = _keys(_GROUP_WORDS)
_TONE_OF = _keys(_TONE_WORDS)
_OTHER_WORDS = {word_key(each): meant for one, other in _SAME_WORDS for each, meant in ((one, other), (other, one))}


@dataclass(slots=True)
class WordList(Generic[Word]):
    """The words of one list: each word, and how it is printed, by key. `others` are what else people write for them.
    What has been looked up once is known."""

    unknown: Problem
    allowed: str
    words: dict[str, Word]
    printed: dict[str, str]
    others: dict[str, str] = field(default_factory=dict)
    _judged: dict[str, tuple[Word | None, Problem | None, str | None]] = field(default_factory=dict)

    @property
    def read_as(self) -> dict[str, str]:
        """What else people write, by key, and the word it is read as."""
        return {key: self.printed[target] for key, target in self.others.items()}

    def find(self, typed: Text | None, diagnostics: list[Diagnostic]) -> Word | None:
        """The word `typed` is, or is most like; what is none is said. None where nothing was typed or nothing is
        near."""
        if not typed:
            return None
        judged = self._judged.get(typed)
        if judged is None:
            judged = self._judged[str(typed)] = self._judge(typed)
        word, problem, near = judged
        if problem is not None:
            diagnostics.append(problem.at(typed.place, ord=typed, tekst=typed, lovlige=self.allowed, forslag=near))
        return word

    def _judge(self, typed: str) -> tuple[Word | None, Problem | None, str | None]:
        key = word_key(typed)
        if key in self.words:
            return self.words[key], None, None
        if key in self.others:
            key = self.others[key]
            return self.words[key], WORD_READ_AS, self.printed[key]
        parts = typed.split("/")
        if len(parts) > 1 and all(word_key(part) in self.words for part in parts):
            return None, PLACEHOLDER, None
        opening = word_key(_OPENING.split(typed, maxsplit=1)[0])
        near = opening if opening in self.words or opening in self.others else None
        near = near or nearest(key, (*self.words, *self.others))
        if near is None:
            return None, self.unknown, None
        near = self.others.get(near, near)
        return self.words[near], self.unknown, self.printed[near]


@dataclass(slots=True)
class Words:
    """The vocabulary of a register, and its lists to look words up in."""

    vocabulary: Vocabulary
    statuses: WordList[StatusWord]
    deviations: WordList[DeviationWord]
    priorities: WordList[str]
    sizes: WordList[str]


def link_words(source: VocabularySource | None, language: str, diagnostics: list[Diagnostic]) -> Words:
    """The words of a body, or where it has none the standard ones, list by list."""
    source = source or VocabularySource()
    standard = "nn" if language == "nn" else "nb"
    groups = {entry.ord: entry.gruppe for entry in reversed(source.status)}  # of a word twice, the first holds
    typed = _once([entry.ord for entry in source.status], diagnostics)
    statuses = [StatusWord(str(word), _group(word, groups[word], diagnostics)) for word in typed] or [
        StatusWord(word, group) for word, group in zip(_STATUSES[standard], StatusGroup, strict=True)
    ]
    deviations = _deviation_words([str(word) for word in _once(source.avvik, diagnostics)] or _DEVIATIONS[standard])
    priorities = [str(word) for word in _once(source.prioritet, diagnostics)] or [*_PRIORITIES[standard]]
    sizes = [str(word) for word in _once(source.omfang, diagnostics)] or [*_SIZES[standard]]
    status_list = _word_list(STATUS_UNKNOWN, {each.word: each for each in statuses}, _by_group(statuses))
    deviation_list = _word_list(DEVIATION_UNKNOWN, {_whole(each): each for each in deviations}, _by_tone(deviations))
    priority_list = _word_list(PRIORITY_UNKNOWN, {each: each for each in priorities}, _OTHER_WORDS)
    size_list = _word_list(SIZE_UNKNOWN, {each: each for each in sizes}, _OTHER_WORDS)
    read_as = {
        ColumnName.STATUS: status_list.read_as,
        ColumnName.DEVIATION: deviation_list.read_as,
        ColumnName.PRIORITY: priority_list.read_as,
        ColumnName.SIZE: size_list.read_as,
    }
    vocabulary = Vocabulary(tuple(statuses), tuple(deviations), tuple(priorities), tuple(sizes), read_as)
    return Words(vocabulary, status_list, deviation_list, priority_list, size_list)


def _once(typed: Iterable[Text], diagnostics: list[Diagnostic]) -> Iterator[Text]:
    """Each word the first time it stands there."""
    seen: set[str] = set()
    for word in typed:
        key = word_key(word)
        if key in seen:
            diagnostics.append(WORD_TWICE.at(word.place, ord=word))
        elif key:
            seen.add(key)
            yield word


def _group(word: Text, typed: str | None, diagnostics: list[Diagnostic]) -> StatusGroup:
    known = StatusGroup(typed) if typed else _GROUP_OF.get(word_key(word))
    if known is None:
        diagnostics.append(GROUP_MISSING.at(word.place, ord=word))
    return known or StatusGroup.ONGOING


def _deviation_words(typed: Sequence[str]) -> list[DeviationWord]:
    """The words with their colours: the first is green, the last red, what lies between yellow."""
    words: list[DeviationWord] = []
    for number, word in enumerate(typed, 1):
        tone = Tone.GREEN if number == 1 else Tone.RED if number == len(typed) else Tone.YELLOW
        found = _BRACKET.fullmatch(word)
        words.append(DeviationWord(found["word"], tone, found["note"]) if found else DeviationWord(word, tone))
    return words


def _whole(word: DeviationWord) -> str:
    return f"{word.word} ({word.note})" if word.note else word.word


def _by_group(words: Sequence[StatusWord]) -> dict[str, str]:
    """What else is written for the words that are alone in their group."""
    count = Counter(word.group for word in words)
    alone = {word.group: word.word for word in words if count[word.group] == 1}
    return {key: alone[group] for key, group in _GROUP_OF.items() if group in alone}


def _by_tone(words: Sequence[DeviationWord]) -> dict[str, str]:
    count = Counter(word.tone for word in words)
    alone = {word.tone: _whole(word) for word in words if count[word.tone] == 1}
    return {key: alone[tone] for key, tone in _TONE_OF.items() if tone in alone}


def _word_list(unknown: Problem, words: Mapping[str, Word], others: Mapping[str, str]) -> WordList[Word]:
    """The list of `words` by how they are printed; the brackets after one may be left out where that is clear."""
    by_key = {word_key(printed): word for printed, word in words.items()}
    names = {word_key(printed): printed for printed in words}
    bare = Counter(word_key(_BRACKET.sub(r"\g<word>", printed)) for printed in words)
    for printed, word in words.items():
        key = word_key(_BRACKET.sub(r"\g<word>", printed))
        if bare[key] == 1 and key not in by_key:
            by_key[key], names[key] = word, printed
    meant = {key: word_key(printed) for key, printed in others.items()}
    known = {key: target for key, target in meant.items() if key not in by_key and target in by_key}
    return WordList(unknown, ", ".join(words), by_key, names, known)
