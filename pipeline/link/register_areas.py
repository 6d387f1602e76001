"""Areas of a register that are probably one, spelt in two ways."""

import re
from collections.abc import Iterator, Mapping

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.diagnostics import Diagnostic
from pipeline.link.register_problems import AREAS_ALIKE
from pipeline.link.register_words import word_key
from pipeline.schema.placed import Text

MOST = 200
"""Areas compared with one another; a register with more is not grouped by them."""

_SHORTEST = 8
_TELLING = re.compile(r"\d+|\b[^\W\d]\b|\b[IVX]+\b")


def areas_alike(areas: Mapping[str, list[Text]]) -> Iterator[Diagnostic]:
    """Said, at the first place, of an area that is a letter or two from one more actions have (between equals, from the
    one before). «Område 1» and «Område 2» are two."""
    if not 1 < len(areas) <= MOST:
        return
    by_use = sorted(areas, key=lambda area: -len(areas[area]))
    for number, area in enumerate(by_use):
        near = next((other for other in by_use[:number] if _alike(area, other)), None)
        if near is not None:
            yield AREAS_ALIKE.at(areas[area][0].place, navn=area, forslag=near)


def _alike(one: str, other: str) -> bool:
    if word_key(one) == word_key(other):
        return True
    shortest = min(len(one), len(other))
    if shortest < _SHORTEST or _TELLING.findall(one) != _TELLING.findall(other):
        return False
    allowed = 1 if shortest < 2 * _SHORTEST else 2
    return DamerauLevenshtein.distance(one.casefold(), other.casefold(), score_cutoff=allowed) <= allowed
