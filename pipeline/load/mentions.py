"""References in running text: cases («sak 15-2020», «PS 15/45»), points («punkt c i sak 24-2020»), people («@berg»),
chapters and appendices («@kapittel:okonomi»).

Only the form is seen here; whether there is such a case, person or chapter is for `link` to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.richtext import Mention, MentionKind

# Seen: 19-2020, 028-2007, 03/23, 70/2011, 2014/15, and with an author's spaces 15 - 2020.
_NUMBER = r"(?:\d{1,4}(?:\s?[-–/]\s?(?:19|20)\d\d|[-–/]\d{2,4})|\d{4}[-–/]\d)(?![^\W_]|[-–/]\d)"
_PLAIN = r"\d{1,5}(?![^\W_]|\s?[-–/.,:]\s?\d|\s?%)"
"""«sak 7», of a body that numbers without the year."""
CASE_NUMBER = rf"(?:[A-ZÆØÅ]{{1,4}}[ \u00a0])?{_NUMBER}"
"""A case number as written, with its prefix if any."""
_BARE = rf"(?:PS|RS|DS|OS|MS|FS|FO)[ \u00a0]{_NUMBER}"
_CASE_WORD = r"(?i:sak(?:snummer|snr|en|ene|er|a|ane)?)\.?\s+(?:(?i:nr|nummer)\.?\s+)?"
_POINT_WORD = r"(?i:(?:vedtaks)?(?:punkt|pkt)(?:et)?)\.?\s+"
_POINT = r"(?:\d{1,3}|[ivx]{1,5}|[A-Za-z])(?![^\W_])"

_MENTION = re.compile(
    rf"(?<![\w-])(?:(?:{_POINT_WORD}(?P<point>{_POINT})\)?\s+(?:i|til|under|fra|frå)\s+)?{_CASE_WORD}(?P<case>{CASE_NUMBER}|{_PLAIN})"
    rf"(?:,?\s+{_POINT_WORD}(?P<after>{_POINT})(?!\)?\s+(?:i|til|under|fra|frå)\s+(?i:sak)))?"
    rf"|(?P<bare>{_BARE}))"
    r"|(?<![\w.@/+-])@(?:(?P<part>(?i:kapitt?el|kap\.?|vedlegg)): ?(?P<name>\w(?:[\w-]*\w)?)"
    r"|(?P<person>[^\W\d_](?:[\w-]*\w)?))"
)
_MORE = re.compile(rf"(?:,\s*|\s+(?:og|eller|samt)\s+)({CASE_NUMBER})")
_SHAPE = re.compile(r"\d+\s?([-–/])\s?(\d+)")

POSSIBLE = re.compile(r"\d\s?[-–/]\s?\d|@|[Ss]ak[a-z]*\.? (?:nr\.? )?\d")
"""Found in every text that mentions something; quicker to look for."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mention and the letters it takes."""

    start: int
    end: int
    mention: Mention


def find_mentions(text: str) -> Iterator[Found]:
    """Every reference in `text`, in order.

    «sak 15-2020» is taken whole; of «sakene 15-2020 og 17-2020» the second is the number alone.
    """
    taken = 0
    for found in _MENTION.finditer(text):
        if found.start() < taken:
            continue
        taken = found.end()
        if found["person"]:
            yield Found(found.start(), taken, Mention(MentionKind.PERSON, found["person"]))
            continue
        if found["name"]:
            is_appendix = found["part"].casefold() == "vedlegg"
            kind = MentionKind.APPENDIX if is_appendix else MentionKind.CHAPTER
            yield Found(found.start(), taken, Mention(kind, found["name"]))
            continue
        number = found["case"] or found["bare"]
        point = found["point"] or found["after"]
        kind = MentionKind.POINT if point else MentionKind.CASE
        yield Found(found.start(), taken, Mention(kind, number, point=point))
        while (more := _MORE.match(text, taken)) and _alike(more[1], number):
            taken = more.end()
            yield Found(more.start(1), taken, Mention(MentionKind.CASE, more[1]))


def _alike(number: str, first: str) -> bool:
    """Whether two numbers are written the same way: «sak 15-2020 og 10-12 andre» names one case."""
    one, other = _SHAPE.search(number), _SHAPE.search(first)
    return bool(one and other and one[1] == other[1] and len(one[2]) == len(other[2]))
