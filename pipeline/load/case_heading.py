"""The heading of a case: `25-2020 Tittel (drøfting, 20 min, tilleggssak) v/Hegg og Vik`."""

import re
from dataclasses import dataclass, field

from pipeline.diagnostics import Diagnostic
from pipeline.load import text_problems as problems
from pipeline.load.flow import Flow
from pipeline.load.inline import read_inline
from pipeline.load.markers import folded_words
from pipeline.load.mentions import CASE_NUMBER
from pipeline.load.model import CaseText, PlacedText
from pipeline.load.source_text import SourceText

CASE_TYPE_WORDS = (
    "godkjenning", "til godkjenning", "godkjenningssak",
    "vedtak", "til vedtak", "vedtakssak", "vedtakssaker", "beslutning", "til beslutning", "beslutningssak",
    "til behandling", "avgjørelse", "til avgjørelse", "avgjerd", "til avgjerd",
    "drøfting", "til drøfting", "drøftingssak", "drøftes", "diskusjon", "til diskusjon", "diskusjonssak",
    "diskusjon og avklaring", "drøfting og avklaring", "avklaring", "til avklaring",
    "orientering", "til orientering", "orienteringssak", "info", "til info", "informasjon", "til informasjon",
    "til vitande", "til etterretning",
    "referatsak", "referatsaker", "referat", "meldingssak", "meldingssaker", "melding", "meldinger",
    "eventuelt", "ymse",
)  # fmt: skip
"""Case types as people write them, in lower case; `link` says which type each is."""

NOTE_WORDS = ("tilleggssak", "tilleggsak", "ettersendt", "ettersend", "trukket", "trekt", "trekt sak", "trukket sak")
"""The other words the bracket of a case may hold, besides the time set off for it."""

_MINUTES = re.compile(
    r"(?:ca\.?\s*)?\d{1,3}\s*(?:min|min\.|minutt|minutter|minuttar|m|t|time|timer|timar)", re.IGNORECASE
)


def folded_in_bracket(words: str) -> str:
    """Words of a heading's bracket as they are compared: `folded_words` without a closing stop."""
    return folded_words(words).rstrip(".")


_TYPES = frozenset(map(folded_in_bracket, CASE_TYPE_WORDS))
_NOTES = frozenset(map(folded_in_bracket, NOTE_WORDS))

_NUMBER = re.compile(
    rf"(?:[Ss]ak(?:en)?\s+)?(?:nr\.?\s+)?(?P<number>{CASE_NUMBER}|\d{{1,4}}(?=\s))(?P<after>\s*(?:[:.–-](?=\s|$))?\s*)"
)
_NEW = re.compile(r"ny\s+")
MAX_TRIED = 5
"""How many «v/» and «ved», from the end of a heading, are looked at."""
_PRESENTED = re.compile(r"(?:^|\s)(v/\s*|ved\s+)(?=\S)", re.IGNORECASE)
_BETWEEN = re.compile(r",|\s+(?:og|&)\s+")
_NAME_AFTER_VED = re.compile(r"[A-ZÆØÅ][^\W\d_]+(?:-[A-ZÆØÅ][^\W\d_]+)?|@[\w-]+")


def begins_with_number(heading: str) -> bool:
    """Whether a heading looks like that of a case: it begins with a case number of two parts, or `ny`."""
    found = _NUMBER.match(heading)
    return _NEW.match(heading) is not None or (found is not None and not found["number"].isdigit())


@dataclass(slots=True)
class _Heading:
    """What is left to read, from `start` to `end`, and what has been read off its ends."""

    flow: Flow
    start: int
    end: int
    kinds: list[PlacedText] = field(default_factory=list)
    notes: list[PlacedText] = field(default_factory=list)
    presenters: list[PlacedText] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.flow.text[self.start : self.end]

    def piece(self, start: int, end: int) -> PlacedText:
        letters = self.flow.text[start:end]
        start += len(letters) - len(letters.lstrip())
        return PlacedText(letters.strip(), self.flow.place(start))


def read_case_heading(source: SourceText, line_no: int, index: int, diagnostics: list[Diagnostic]) -> CaseText:
    """The case whose heading begins at `index` of a line (after the ##), without its text; its place is the line's."""
    letters = source.lines[line_no - 1][index:]
    start = len(letters) - len(letters.lstrip())
    place = source.place_of_line(line_no)
    if not letters.strip():
        return CaseText(place, None, False, [], None, [], [], [])
    heading = _Heading(Flow(source, [(line_no, index + start, letters.strip())]), 0, len(letters.strip()))
    number, is_new = _read_number(heading)
    for _ in range(3):  # a bracket, the presenters, and a bracket again
        if not _take_bracket(heading, diagnostics) and not _take_presenters(heading):
            break
    if len(heading.kinds) > 1:
        first, second = heading.kinds[:2]
        diagnostics.append(problems.TWO_TYPES.at(second.place, første=first.text, andre=second.text))
    title = read_inline(heading.flow, diagnostics, heading.start, heading.end)
    kind = heading.kinds[0] if heading.kinds else None
    return CaseText(place, number, is_new, title, kind, heading.notes, heading.presenters, [])


def _read_number(heading: _Heading) -> tuple[PlacedText | None, bool]:
    text = heading.text
    if (new := _NEW.match(text)) is not None:
        heading.start = new.end()
        return None, True
    found = _NUMBER.match(text)
    if found is None:
        return None, False
    heading.start = found.end()
    return PlacedText(found["number"], heading.flow.place(found.start("number"))), False


def _take_bracket(heading: _Heading, diagnostics: list[Diagnostic]) -> bool:
    """Takes the closing bracket off the end, if every word in it is a case type, a time or a note."""
    text = heading.text.rstrip()
    if not text.endswith(")"):
        return False
    opening = text.rfind("(")
    if opening < 0:
        return False
    inside = text[opening + 1 : -1]
    kinds: list[PlacedText] = []
    notes: list[PlacedText] = []
    unknown: list[PlacedText] = []
    position = heading.start + opening + 1
    for words in re.split(r"[,;]", inside):
        piece = heading.piece(position, position + len(words))
        position += len(words) + 1
        folded = folded_in_bracket(piece.text)
        if folded in _TYPES:
            kinds.append(piece)
        elif folded in _NOTES or _MINUTES.fullmatch(piece.text):
            notes.append(piece)
        elif folded:
            unknown.append(piece)
    if unknown or not (kinds or notes):
        if kinds or notes:
            diagnostics.append(problems.BRACKET_IN_TITLE.at(unknown[0].place, tekst=unknown[0].text))
        return False
    heading.kinds[:0], heading.notes[:0] = kinds, notes
    heading.end = heading.start + opening
    return True


def _take_presenters(heading: _Heading) -> bool:
    """Takes «v/Hegg og Vik» off the end. «ved» is also a preposition: it wants one-word names or a bracket before."""
    if heading.presenters:
        return False
    text = heading.text
    for found in list(_PRESENTED.finditer(text))[: -MAX_TRIED - 1 : -1]:
        by_word = found[1][1] != "/"
        names = _names(heading, heading.start + found.end(), heading.end)
        before = text[: found.start()].rstrip()
        if by_word and not (
            _ends_with_known_bracket(before) or all(_NAME_AFTER_VED.fullmatch(name.text) for name in names)
        ):
            continue
        if not names:
            continue
        heading.presenters = names
        heading.end = heading.start + found.start()
        return True
    return False


def _ends_with_known_bracket(text: str) -> bool:
    if not text.endswith(")") or "(" not in text:
        return False
    words = [folded_in_bracket(each) for each in re.split(r"[,;]", text[text.rfind("(") + 1 : -1])]
    return all(word in _TYPES or word in _NOTES or _MINUTES.fullmatch(word) for word in words)


def _names(heading: _Heading, start: int, end: int) -> list[PlacedText]:
    names: list[PlacedText] = []
    text = heading.flow.text[start:end]
    position = 0
    for between in (*_BETWEEN.finditer(text), None):
        until = between.start() if between else len(text)
        piece = heading.piece(start + position, start + until)
        piece.text = piece.text.rstrip(":.; ")
        if piece.text:
            names.append(piece)
        position = between.end() if between else until
    return names
