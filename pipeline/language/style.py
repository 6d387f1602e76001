"""The writing rules, as remarks on a text, a heading or a list. Nothing is corrected here.

Source: Språkrådet («Forkortelser», «Skriveregler», «Punktlister»).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.diagnostics import Diagnostic, Place, Problem
from pipeline.language.numbers import NO_BREAK_SPACE
from pipeline.language.problems import (
    ABBREVIATION,
    CAPITALS,
    LIST_CONTINUES,
    MISREAD_WORD,
    MISSPELT_WORD,
    MIXED_LIST,
    STRAIGHT_QUOTES,
    THOUSANDS_WITH_STOP,
    TITLE_CASE,
    UNIT_WITH_STOP,
)


@dataclass(frozen=True, slots=True)
class StyleRemark:
    """One remark: what, where in the text (characters from 0), the letters it is about, and what to write instead."""

    problem: Problem
    offset: int
    typed: str
    suggestion: str = ""

    @property
    def code(self) -> str:
        return self.problem.code

    def at(self, place: Place) -> Diagnostic:
        """The remark as a diagnostic, for a text that begins at `place`."""
        return self.problem.at(place.further(self.offset), skrevet=self.typed, riktig=self.suggestion or None)


@dataclass(frozen=True, slots=True)
class ListRemark:
    """A remark on the point number `item` (from 0) of a list."""

    problem: Problem
    item: int

    @property
    def code(self) -> str:
        return self.problem.code

    def at(self, place: Place) -> Diagnostic:
        """The remark as a diagnostic at the point's place."""
        return self.problem.at(place)


PRINTED_RIGHT = frozenset({STRAIGHT_QUOTES.code})
"""Codes of what typography sets right in print anyway; a caller may leave them unsaid."""

# Each right form with the ways it is often written otherwise.
_ABBREVIATIONS = {
    "jf.": r"jfr\b\.?",
    "ev.": r"evt\b\.?",
    "bl.a.": r"bl\. a\.|bl\.a\b(?!\.)|bla\.|bl a\b",
    "f.eks.": r"f\. eks\.|f\.eks\b(?!\.)|feks\b\.?|f eks\b\.?|for eks\.|eks\.(?= [a-zæøå])",
    "m.m.": r"m\. m\.|m\.m\b(?!\.)|mm\.",
    "mv.": r"m\. v\.|m\.v\.|mv\b(?!\.)",
    "mfl.": r"m\. ?fl\.|mfl\b(?!\.)",
    "pga.": r"p\. ?g\. ?a\.|pga\b(?!\.)",
    "osv.": r"o\. ?s\. ?v\.|osv\b(?!\.)",
    "dvs.": r"d\. ?v\. ?s\.|dvs\b(?!\.)",
    "mht.": r"m\. ?h\. ?t\.|mht\b(?!\.)",
    "ca.": r"ca\b(?![.\w])|cirka\.",
    "o.l.": r"o\. l\.",
}
_FIRST_LETTERS = "BbCcDdEeFfJjMmOoPp"
_ABBREVIATION = re.compile(
    rf"[{_FIRST_LETTERS}](?<![\w./-].)(?:"
    + "|".join(
        f"(?P<a{number}>{'|'.join(f'(?<=[{form[0]}{form[0].upper()}]){form[1:]}' for form in forms.split('|'))})"
        for number, forms in enumerate(_ABBREVIATIONS.values())
    )
    + r")(?![@/\w-])"
)
_RIGHT = list(_ABBREVIATIONS)
_UNIT = re.compile(r"(?<!\w)(?P<unit>[Kk]r|kg)\.(?=[ \xa0](?:[0-9]|[a-zæøå]))")
_FELLOWSHIP = re.compile(r"\b\w*felleskap\w*", re.IGNORECASE)
_NOTED = re.compile(r"\btil etterretning\b", re.IGNORECASE)
_NOTED_PLAINLY = {"nb": "til orientering", "nn": "til vitande"}
_THOUSANDS = re.compile(r"[1-9](?<![\w.,:/-].)[0-9]{0,2}(?:\.[0-9]{3})+(?![\w/-]|[.,:][0-9])")
_LITTLE_WORDS_LISTED = """
    Av Og I På Til Fra Frå For Med Om Ved Som Er En Et Ein Eit Den Det De Dei Etter Under Over Mellom Uten Utan Mot Hos
    Men Eller Å
"""
_LITTLE_WORDS = frozenset(_LITTLE_WORDS_LISTED.split())
_HEADING_WORD = re.compile(r"[^\W\d_]+(?:[-/][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…][»”\")]*$")
_LEAD_IN_END = re.compile(r"[.!?:…][»”\")]*$")


def style_remarks(text: str, language: str = "nb") -> list[StyleRemark]:
    """What the rules have to say about running text, in the order of the text."""
    found = _abbreviations(text)
    if "kr." in text or "Kr." in text or "kg." in text:
        found += (StyleRemark(UNIT_WITH_STOP, unit.start(), unit[0], unit["unit"]) for unit in _UNIT.finditer(text))
    if "elleskap" in text:
        found += (
            StyleRemark(MISSPELT_WORD, word.start(), word[0], re.sub("(?i)(felles)(?=kap)", r"\1s", word[0]))
            for word in _FELLOWSHIP.finditer(text)
        )
    if "etterretning" in text:
        found += (
            StyleRemark(MISREAD_WORD, noted.start(), noted[0], _NOTED_PLAINLY[language])
            for noted in _NOTED.finditer(text)
        )
    if '"' in text:
        found.append(StyleRemark(STRAIGHT_QUOTES, text.index('"'), '"'))
    found += (
        StyleRemark(THOUSANDS_WITH_STOP, number.start(), number[0], number[0].replace(".", NO_BREAK_SPACE))
        for number in _THOUSANDS.finditer(text)
    )
    found.sort(key=lambda remark: remark.offset)
    return found


def _abbreviations(text: str) -> list[StyleRemark]:
    found = []
    for each in _ABBREVIATION.finditer(text):
        right = _RIGHT[int((each.lastgroup or "a0")[1:])]
        if each[0][0].isupper():
            right = right[0].upper() + right[1:]
        if each[0] != right:
            found.append(StyleRemark(ABBREVIATION, each.start(), each[0], right))
    return found


def heading_remarks(text: str) -> list[StyleRemark]:
    """What the rules have to say about a heading or a case title: it is written as a sentence, not In Title Case.

    Names cannot be told from words by their letter, so only what is no name is remarked on: a little word with a
    capital («Godkjenning Av Innkalling»), or capitals throughout.
    """
    words = list(_HEADING_WORD.finditer(text))
    letters = "".join(word[0] for word in words)
    if len(words) > 1 and len(letters) > 11 and letters.isupper():
        return [StyleRemark(CAPITALS, words[0].start(), text[words[0].start() :].rstrip())]
    for before, word in pairwise(words):
        between = text[before.end() : word.start()]
        if word[0] in _LITTLE_WORDS and between.isspace() and not _numbers(text, word):
            return [StyleRemark(TITLE_CASE, word.start(), word[0], word[0].lower())]
    return []


def _numbers(text: str, word: re.Match[str]) -> bool:
    """«Fase I», «Del I»: a Roman numeral, at the end or before a sign."""
    return word[0] == "I" and not text[word.end() :].lstrip(" ")[:1].isalpha()


def list_remarks(items: Sequence[str], lead_in: str = "") -> list[ListRemark]:
    """What the rules have to say about the points of a list under `lead_in` (the paragraph above it, or nothing).

    At most one remark, at the first point that differs: from the lead-in sentence it goes on with, or from the others.
    """
    typed = [(number, item.strip()) for number, item in enumerate(items) if item.strip()]
    if lead_in.strip() and not _LEAD_IN_END.search(lead_in.strip()):
        for number, item in typed:
            if item[0].isupper() and item[1:2].islower() and _is_sentence(item):
                return [ListRemark(LIST_CONTINUES, number)]
        return []
    whole = [number for number, item in typed if _is_sentence(item)]
    loose = [number for number, item in typed if not _SENTENCE_END.search(item) and not item.endswith((":", ";", ","))]
    if not whole or not loose:
        return []
    return [ListRemark(MIXED_LIST, min(whole if len(whole) < len(loose) else loose))]


def _is_sentence(item: str) -> bool:
    """Whether a point ends as a sentence; an abbreviation at the end is no sentence end."""
    if not _SENTENCE_END.search(item):
        return False
    last = item.rsplit(" ", 1)[-1].lower()
    return last not in _RIGHT and " " in item
