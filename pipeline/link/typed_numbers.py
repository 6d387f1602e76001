"""Chapters and appendices of a mandate that are named by a number typed by hand: which number, and whether it is of
another document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.richtext import Inline, MentionKind, plain

_MONTHS = r"jan|feb|mars|apr|mai|jun|jul|aug|sep|okt|nov|des"
_NUMBER = r"\d{1,3}(?:\.\d{1,3})*"
_TYPED = re.compile(
    r"\b(?P<word>vedlegg(?:ene|a|et)?|kap(?:itt(?:el|elet|ela|la|let|ler)|itlene|itla)?)\b\.?\s*(?:(?:nr|nummer)\b\.?\s*)?"
    rf"(?P<numbers>{_NUMBER}(?:(?:\s*,\s*{_NUMBER})*\s+(?:og|eller|samt|til)\s+{_NUMBER}|\s?[–-]\s?{_NUMBER})?)"
    rf"(?![\d/]|[-–]\d|\.?\s?(?:{_MONTHS}))",
    re.IGNORECASE,
)
_EACH = re.compile(_NUMBER)
_DOCUMENT = (
    r"[\w-]*(?:plan(?:en|ene|er|ar|a)?|forskrift\w*|lov(?:en|a|er)?|rapport\w*|veileder\w*|rettleiar\w*|strategi\w*"
    r"|melding\w*|avtale\w*|instruks\w*|retningslinj\w*|h[aå]ndbok\w*|handb[oø]k\w*|utredning\w*|utgreiing\w*|notat\w*"
    r"|referat\w*|protokoll\w*|proposisjon\w*|vedtekt\w*|budsjett\w*|dokument\w*|innkalling\w*|saksfr[ae]m\w*"
    r"|reglement\w*|standard\w*|bok[ae]?|artikkel\w*|evaluering\w*|høring\w*|høyring\w*|sak(?:en|a)?|møte\w*)"
)
_A_DOCUMENT = re.compile(rf"(?<![\w-]){_DOCUMENT}s?(?![\w-])", re.IGNORECASE)
_OF = re.compile(r"\s+(?P<of>i|av|fra|frå|til)\s+(?P<what>[^;:()?!\n]{1,80})", re.IGNORECASE)
_SENTENCE = re.compile(r"\.(?:\s|$)|,\s")
_HERE = re.compile(
    r"(?:mandat(?:et|delen)?|prosjektplan(?:en|delen)?)s?(?![\w-])(?!\s+for\b)|dett[ea]\b|denne\b|del(?:en)?\b",
    re.IGNORECASE,
)
_PROPER = re.compile(r"(?:(?:den|det|ny|nye|nytt)\s+){0,2}[A-ZÆØÅ]")
_BEFORE = re.compile(r"(?P<document>[\w-]+)(?P<comma>,?)\s+(?:si(?:tt|n|ne)\s+)?$")
_CLAUSE = re.compile(r"(?P<words>[^.,;:()?!]+),\s+$")
_SERIES = re.compile(r"\b(?:NOU|Meld\.? ?St|St\.? ?meld|Prop|Innst|Ot\.? ?prp)\b[^;!?\n]{0,30}$")
_LOOK_BACK = 80
_SENTENCE_LENGTH = 400


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """«vedlegg 1» at `offset` of a text's words. `start` and `end` are those of the whole («kapitlene 5 og 6»)."""

    kind: MentionKind
    number: str
    offset: int
    start: int
    end: int

    @property
    def shown(self) -> str:
        return f"{'Vedlegg' if self.kind is MentionKind.APPENDIX else 'Kapittel'} {self.number}"

    @property
    def value(self) -> int:
        """The number; 0 for one that no chapter here has («2.3»)."""
        return int(self.number) if self.number.isdecimal() else 0


def typed_numbers(runs: Inline, others: bool = False) -> Iterator[TypedNumber]:
    """The numbers of this document's chapters and appendices that stand in a text as typed; with `others`, those of
    other documents instead. References that follow by themselves, links and code are left alone."""
    whole = plain(runs)
    small = whole.lower()
    if "edlegg" not in small and "kap" not in small:
        return
    typed = "".join("\0" * len(run.text) if run.code or run.href or run.mention else run.text for run in runs)
    for found in _TYPED.finditer(typed):
        kind = MentionKind.APPENDIX if found["word"][0] in "vV" else MentionKind.CHAPTER
        if is_of_another(whole, found.start(), found.end(), kind) is not others:
            continue
        for each in _EACH.finditer(typed, *found.span("numbers")):
            # The first is shown at its word, the others where they stand.
            offset = found.start() if each.start() == found.start("numbers") else each.start()
            yield TypedNumber(kind, each[0], offset, found.start(), found.end())


def is_of_another(text: str, start: int, end: int, kind: MentionKind) -> bool:
    """Whether the words around say that a number is another document's: «kapittel 7 i Nasjonal helseplan»,
    «forskriftens vedlegg 2», «NOU 2019: 14 kapittel 5»."""
    after = _OF.match(text, end)
    # «Referatet i vedlegg 3 fra dialogmøtet»: an appendix is from somewhere, and still this document's.
    if after is not None and not (kind is MentionKind.APPENDIX and after["of"].lower() in ("fra", "frå")):
        what = _SENTENCE.split(after["what"], maxsplit=1)[0]
        if _HERE.match(what):
            return False
        if _PROPER.match(what) or _A_DOCUMENT.search(what) or what.strip(" .") in ("den", "det", "dei", "dem"):
            return True
    before = text[max(0, start - _LOOK_BACK) : start]
    if _SERIES.search(before):
        return True
    if kind is MentionKind.CHAPTER and (clause := _CLAUSE.search(before)):
        # «Utviklingsplan for regionen 2019–2025, kapittel 4»
        return any(not _HERE.fullmatch(found[0]) for found in _A_DOCUMENT.finditer(clause["words"]))
    found = _BEFORE.search(before)
    if found is None or (found["comma"] and kind is MentionKind.APPENDIX) or _HERE.fullmatch(found["document"]):
        return False  # «Referat fra møtet, vedlegg 3» is an appendix here
    return _A_DOCUMENT.fullmatch(found["document"]) is not None


# --- whose words these are ----------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]{4,}")
_ENDINGS = re.compile(r"(?:enes|anes|ene|ane|ens|ets|en|et|er|ar|a|e|s)$")
_COMMON_LISTED = """
    denne dette disse etter eller fram første hvor hvem ikkje ikke innen januar februar mars april juni juli august
    september oktober november desember kapittel mellom mandat mandatet nasjonal nasjonale noen nytt også over oversikt
    plan planen prosjekt prosjektet prosjektplan referat regional regionale rapport samt sine skal tabell tidlig uten
    utkast under vedlegg være vært andre alle annen annet deler liste notat
    """
_COMMON = frozenset(_COMMON_LISTED.split())
_ABBREVIATION = re.compile(r"(?:\b(?:kap|nr|jf|pkt|ca|ev|bl\.a|f\.eks|mv|kl)|\d|\b\w)$", re.IGNORECASE)
_STOP = re.compile(r"[.!?](?=[\s»)]+[A-ZÆØÅ«])")
_REFERENCE = re.compile(r"\b(?:vedlegg|kapittel|kap\.?)\s+\d+\)?", re.IGNORECASE)


def significant(text: str) -> set[str]:
    """The words a title is known by, without their endings: «Referat fra dialogmøtet» → «dialogmøt»."""
    return {_stem(word) for word in _WORD.findall(text.casefold()) if word not in _COMMON}


def _stem(word: str) -> str:
    cut = _ENDINGS.sub("", word)
    return cut if len(cut) >= 4 else word


def words_around(text: str, number: TypedNumber) -> str:
    """The words that belong to a typed number: its sentence, as far as the references next to it."""
    start, end = max(0, number.start - _SENTENCE_LENGTH), min(len(text), number.end + _SENTENCE_LENGTH)
    for found in _STOP.finditer(text, start, end):
        if _ABBREVIATION.search(text[max(0, found.start() - 8) : found.start()]):
            continue
        if found.start() < number.start:
            start = found.end()
        elif found.start() >= number.end:
            end = found.start()
            break
    bracketed = text[start : number.start].rstrip().endswith("(")
    for found in _REFERENCE.finditer(text, start, end):
        if found.end() <= number.start:
            start = found.end()
        elif found.start() >= number.end:
            end = found.start()
            break
    return text[start : number.start] if bracketed else f"{text[start : number.start]} {text[number.end : end]}"


def title_beside(text: str, number: TypedNumber, titles: dict[str, int]) -> int | None:
    """The number of the title that stands right beside a typed number («Økonomi (kapittel 5)»); None where none does.

    `titles` leads from titles in lower case to numbers.
    """
    before = re.sub(
        r"[\s(«,»]*(?:(?:se|sjå|jf\.?)\s+)?$", "", text[max(0, number.start - 120) : number.start].casefold()
    )
    after = re.sub(r"^[\s):.,–«(-]*", "", text[number.end : number.end + 120].casefold())
    for title, its in titles.items():
        if before.endswith(title) and not before[: -len(title)][-1:].isalnum():
            return its
        if after.startswith(title) and not after[len(title) : len(title) + 1].isalnum():
            return its
    return None


def titled(title: Inline) -> str:
    """A title as it is looked for."""
    return " ".join(plain(title).casefold().split())
