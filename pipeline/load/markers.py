"""The marker words that open a piece, as people type them, in bokmål and nynorsk."""

import re
from difflib import get_close_matches
from typing import NamedTuple

from pipeline.richtext import Marker

TASK_SIGN = "=>"
"""Says the same as «Oppfølging», in three strokes."""

ANSWERING = frozenset({Marker.ANSWER, Marker.PROPOSED_ANSWER, Marker.REMARK})
"""With no blank line before them, these belong to the point above, however they are indented."""

WORDS: dict[str, Marker] = {
    **{marker.value: marker for marker in Marker},
    "Framlegg til vedtak": Marker.PROPOSAL,
    "Framlegg til svar": Marker.PROPOSED_ANSWER,
    "Røysting": Marker.VOTE,
}
"""Every spelling that is read, besides case and ø typed as o or oe."""

_LONGEST = max(map(len, WORDS)) + 12
_EMPHASIS = re.compile(r"\*\*|__|\+\+")
_WORDS_ALONE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2}")


class Marked(NamedTuple):
    """A line that begins with a marker word: `rest` is the index of what follows the colon."""

    marker: Marker
    rest: int
    sign: bool = False


def folded_words(words: str) -> str:
    """Words of the trade as they are compared: small letters, one space between them, ø as o."""
    return " ".join(words.casefold().replace("ø", "o").replace("oe", "o").split())


_FOLDED = {folded_words(word): marker for word, marker in WORDS.items()}
_FIRST = frozenset(word[0] for word in _FOLDED)


def read_marker(content: str) -> Marked | None:
    """The marker word at the beginning of a line, or None. It may be bold or underlined, as in «**Vedtak:** …»."""
    if content.startswith(TASK_SIGN):
        return Marked(Marker.FOLLOW_UP, len(TASK_SIGN), sign=True)
    first = content[0].casefold()
    if first not in _FIRST and first not in "*_+":
        return None
    colon = content.find(":", 0, _LONGEST)
    if colon < 0:
        return None
    word, rest = content[:colon], colon + 1
    if (emphasis := _EMPHASIS.match(word)) is not None:
        sign = emphasis[0]
        if word.rstrip().endswith(sign) and len(word) > 2 * len(sign):
            word = word.rstrip()[len(sign) : -len(sign)]
        elif content.startswith(sign, rest):
            word, rest = word[len(sign) :], rest + len(sign)
        else:
            return None
    marker = _FOLDED.get(folded_words(word))
    return Marked(marker, rest) if marker else None


def resembled(content: str) -> tuple[str, str] | None:
    """A word before a colon that is nearly a marker word, and that word: («Konlusjon», «Konklusjon»)."""
    colon = content.find(":", 0, _LONGEST)
    if colon < 6 or content[0].casefold() not in _FIRST or not _WORDS_ALONE.fullmatch(content, 0, colon):
        return None
    typed = content[:colon]
    folded = folded_words(typed)
    candidates = [word for word in _FOLDED if word[0] == folded[0] and abs(len(word) - len(folded)) < 3]
    near = get_close_matches(folded, candidates, n=1, cutoff=0.88) if candidates else None
    if not near:
        return None
    return typed, next(word for word, marker in WORDS.items() if marker is _FOLDED[near[0]])


def stands_alone(content: str) -> str | None:
    """The marker word a line consists of, where only the colon is missing («Vedtak»), as it is to be typed."""
    if len(content) > _LONGEST or (content[0].casefold() not in _FIRST and content[0] not in "*_+"):
        return None
    typed = _EMPHASIS.sub("", content)
    marker = _FOLDED.get(folded_words(typed))
    return next(word for word, each in WORDS.items() if each is marker) if marker else None
