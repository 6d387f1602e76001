"""Names: the nearest of several, and names in running text that are a letter or two from a registered one."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪŁŃŇŊŌŘŚŞŠŤŦŪŮŹŻŽ"
_WORD = re.compile(rf"[{_CAPITAL}](?<!\w.)[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:…»\n)]|[-–•○*])[\s«\"(]*$")
_SHORT = 4
_LONG = 8
_DISTINCTIVE = 7

# Capitalised words of the trade and the map that lie a letter or two from common surnames.
_PLACES_AND_DATES = """
    Ahus Akershus Agder Alta Arendal Askim Asker Bergen Bjerke Bodø Bærum Drammen Eidsvoll Elverum Europa Finnmark Fonna
    Førde Gjøvik Grimstad Halden Hamar Harstad Haugesund Helse Horten Hordaland Hønefoss Innlandet Kongsberg
    Kongsvinger Kristiansand Kristiansund Larvik Levanger Lier Lillehammer Molde Moss Namsos Narvik Nord Nordland Norge
    Noreg Odda Oppland Oslo Ringerike Rogaland Sandefjord Sandnes Sarpsborg Sentrum Ski Skien Skype Sogn Stavanger
    Steinkjer Stord Sør Sørlandet Teams Telemark Troms Tromsø Trondheim Trøndelag Tynset Tønsberg Valdres Vest Vestfold
    Vestland Vestre Viken Volda Voss Østfold Østre Øst Ålesund
    Januar Februar Mars April Juni Juli August September Oktober November Desember
    Mandag Tirsdag Onsdag Torsdag Fredag Lørdag Søndag Måndag Tysdag Laurdag
    """
_NO_NAMES = frozenset(_PLACES_AND_DATES.split())


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice `word` most likely stands for, for «mente du …?»; None if none is near enough.

    One slip is allowed in a word of up to four letters, two up to eight, three beyond; two letters swapped is one.
    Between equals, the one that begins alike, then the first.
    """
    from rapidfuzz.distance import DamerauLevenshtein  # everybody can ask; few runs have a misspelling

    best: tuple[int, bool, int] | None = None
    answer: str | None = None
    folded = word.casefold()
    allowed = 1 if len(folded) <= _SHORT else 2 if len(folded) <= _LONG else 3
    for position, choice in enumerate(choices):
        other = choice.casefold()
        if abs(len(other) - len(folded)) > allowed:
            continue
        distance = DamerauLevenshtein.distance(folded, other, score_cutoff=allowed)
        if distance > allowed or distance >= max(len(folded), 1):
            continue
        rank = (distance, folded[:1] != other[:1], position)
        if best is None or rank < best:
            best, answer = rank, choice
    return answer


class FoundName(NamedTuple):
    """A word of a text that is a registered name, or nearly: `suggestion` is the name as registered."""

    offset: int
    word: str
    kind: Literal["exact", "near"]
    suggestion: str


class _Near(NamedTuple):
    """The registered name a word is nearest to, and how far off it is. Distance 0: it is that name."""

    name: str
    distance: int


class NameIndex:
    """The names of a register, to look up the capitalised words of running text in.

    `names` are full names as registered; `other_words` are capitalised words that are no names, from the organisations,
    say. An index remembers each word it has judged, so make it once for a project.
    """

    def __init__(self, names: Iterable[str], other_words: Iterable[str] = ()) -> None:
        self._other = _NO_NAMES.union(other_words)
        self._owners: dict[str, set[int]] = {}
        for owner, name in enumerate(names):
            for part in (name, *name.split()):
                if len(part) > 1 and part[0].isupper():
                    self._owners.setdefault(part, set()).add(owner)
        self._parts = [part for part in self._owners if len(part) > 2 and " " not in part]
        self._judged: dict[str, _Near | None] = {}

    def is_other(self, word: str) -> bool:
        """Whether a capitalised word is known to be no name of a person: a place, a month, part of an organisation."""
        return word in self._other

    def find(self, text: str, before: str = "") -> list[FoundName]:
        """The registered names in `text` and the words that are probably one misspelt; `before` is what it follows on.

        A misspelling is a word in the middle of a sentence that is one letter off (two in a long one), or one beside
        another name of the same person. A word beside a name of somebody else, a place or a month is left alone.
        """
        words = [(found.start(), found[0], self._nearest(found[0])) for found in _WORD.finditer(text)]
        found_names = []
        for number, (offset, word, near) in enumerate(words):
            if near is None:
                continue
            if near.distance == 0:
                found_names.append(FoundName(offset, word, "exact", near.name))
                continue
            neighbours = [
                other
                for other in words[max(number - 1, 0) : number] + words[number + 1 : number + 2]
                if _stand_together(text, (offset, word), other[:2])
            ]
            if self._is_misspelt(text, before, offset, word, near, neighbours):
                found_names.append(FoundName(offset, word, "near", near.name))
        return found_names

    def _is_misspelt(
        self,
        text: str,
        before: str,
        offset: int,
        word: str,
        near: _Near,
        neighbours: list[tuple[int, str, _Near | None]],
    ) -> bool:
        owners = self._owners[near.name]
        for at, _, beside in neighbours:
            if beside is not None and owners & self._owners[beside.name]:
                return True
            # A neighbour that begins the sentence may be any word; one inside it makes this another name.
            if at > offset or not _begins_sentence(text, before, at):
                return False
        if near.distance > (1 if len(word) < _LONG else 2) or len(near.name) < _SHORT:
            return False
        if _begins_sentence(text, before, offset):
            return len(word) >= _DISTINCTIVE and near.distance == 1
        return True

    def _nearest(self, word: str) -> _Near | None:
        if word not in self._judged:
            self._judged[word] = self._judge(word)
        return self._judged[word]

    def _judge(self, word: str) -> _Near | None:
        # «Bergs», «Berg’s» and «Nes’» are Berg and Nes.
        forms = [word]
        if word[-1] in "s'’":
            forms.append(word[:-1].rstrip("'’"))
        for form in forms:
            if form in self._owners:
                return _Near(form, 0)
        if word in self._other or forms[-1] in self._other or word.isupper() or len(word) < _SHORT:
            return None
        from rapidfuzz.distance import DamerauLevenshtein

        best: _Near | None = None
        for form in forms:
            for part in self._parts:
                allowed = _allowed(form, part)
                if abs(len(part) - len(form)) > allowed or allowed == 0:
                    continue
                distance = DamerauLevenshtein.distance(form, part, score_cutoff=allowed)
                if distance <= allowed and (best is None or distance < best.distance):
                    best = _Near(part, distance)
        return best


def _allowed(word: str, name: str) -> int:
    """How many letters `word` may be from `name`: a short word, or one that begins otherwise, hardly any."""
    shortest = min(len(word), len(name))
    if word[0] != name[0]:
        return 1 if shortest > 5 else 0
    return 1 if shortest <= _SHORT else 2


def _stand_together(text: str, one: tuple[int, str], other: tuple[int, str]) -> bool:
    """Whether two words stand side by side with nothing but a space between them."""
    first, second = sorted((one, other))
    return text[first[0] + len(first[1]) : second[0]] in (" ", "\xa0")


def _begins_sentence(text: str, before: str, offset: int) -> bool:
    up_to = text[offset - 8 : offset] if offset > 8 else (before + text[:offset])[-8:]
    return _SENTENCE_START.search(up_to) is not None
