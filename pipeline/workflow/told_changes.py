"""What people say is changed in a version, put together with what has changed."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.document.change_words import chapters_label, in_brackets
from pipeline.edit.yaml_text import tidied
from pipeline.language.labels import labels
from pipeline.language.names import nearest
from pipeline.records.mandate import Appendix, ChangeKind, Chapter, Mandate, PieceChange, PieceKind
from pipeline.richtext import plain
from pipeline.workflow.refusal import Refused


class ToldChange(NamedTuple):
    """A change of the new version: what the log's *Kapittel* column says, and the text."""

    chapters: str
    text: str


class _Bound(NamedTuple):
    """A text, and the pieces it names; None where it names none."""

    pieces: list[PieceChange] | None
    text: str


_PREFIX = re.compile(r"([^:\n]{1,120}):\s+(?=\S)")
_BETWEEN = re.compile(r"\s*(?:,|;|&|\bog\b)\s*")
_NUMBERED = re.compile(
    r"(?:(?P<word>kap(?:it(?:tel(?:et)?|ler|lene|la))?\.?|vedl(?:egg(?:ene)?)?\.?)\s*(?:nr\.?\s*)?)?"
    r"(?P<first>\d{1,3})(?:\s*[–-]\s*(?P<last>\d{1,3}))?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"(?<=\d)\s*\(([^()]*)\)")
_FRONT = re.compile(r"forsid(?:e|en|a)|framsid(?:e|a)", re.IGNORECASE)
_ORDER = re.compile(r"rekkefølg(?:e|en|ja)", re.IGNORECASE)
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def told_changes(texts: Sequence[str], mandate: Mandate, changed: Sequence[PieceChange] | None) -> list[ToldChange]:
    """The changes of a version, with their chapters. `changed` is what differs from the last kept version, None where
    none is kept: then nobody knows, and only what a text names is told.

    A text may begin with what it is about («Kap. 6 og 7: …», «okonomi: …»). The first that does not, is about all the
    rest. Raises Refused where a text names what has not changed or is not there, and where something has changed that
    no text is about.
    """
    bound = [_bound(tidied(text), mandate, changed) for text in texts]
    if any(not each.text for each in bound):
        raise Refused("En endring kan ikke være tom. Skriv hva som er endret, og hvorfor.")
    named = [piece for each in bound for piece in each.pieces or []]
    rest = [piece for piece in changed or [] if piece not in named]
    whole = [*named, *rest]
    translate = labels(mandate.language)
    if rest and all(each.pieces is not None for each in bound):
        left = chapters_label(rest, translate)
        if left:
            raise Refused(
                f"{left} er også endret, men ingen av endringene handler om det. "
                "Si hva som er endret der med enda en --change."
            )
    told = []
    for each in bound:
        pieces = each.pieces
        if pieces is None:
            pieces, rest = rest, []
        told.append(ToldChange(chapters_label(pieces, translate, whole) if pieces else "", each.text))
    return told


def _bound(text: str, mandate: Mandate, changed: Sequence[PieceChange] | None) -> _Bound:
    prefix = _PREFIX.match(text)
    if prefix is None:
        return _Bound(None, text)
    pieces = _Names(mandate, changed).pieces(prefix[1])
    return _Bound(None, text) if pieces is None else _Bound(pieces, text[prefix.end() :].strip())


class _Names:
    """What a text may be about."""

    def __init__(self, mandate: Mandate, changed: Sequence[PieceChange] | None) -> None:
        self.mandate = mandate
        self.changed = changed

    def pieces(self, typed: str) -> list[PieceChange] | None:
        """What `typed` names; None where it is only words before a colon. Raises Refused."""
        found: list[PieceChange] = []
        word = ""
        parts = [part for part in _BETWEEN.split(self._without_brackets(typed).strip()) if part]
        for part in parts:
            numbered = _NUMBERED.fullmatch(part)
            if numbered is not None and (numbered["word"] or word):
                word = (numbered["word"] or word).casefold()
                found += self._numbers(word, numbered)
            else:
                pieces = self._named(part, alone=len(parts) == 1)
                if pieces is None and word:
                    raise Refused(f"Skjønte ikke hva «{typed}» viser til. Skriv for eksempel «Kap. 6 og 7: …».")
                if pieces is None:
                    return None
                found += pieces
        return found or None

    def _without_brackets(self, typed: str) -> str:
        """«Kap. 2, 4 og 6 (mandat)» as «Kap. 2, 4 og 6»: what the log writes after numbers may be typed, too."""
        known = {"nytt", "nye", *(name for part in self.mandate.parts for name in _part_names(plain(part.title)))}
        return _BRACKETS.sub(lambda found: "" if found[1].strip().casefold() in known else found[0], typed)

    def _numbers(self, word: str, numbered: re.Match[str]) -> list[PieceChange]:
        first, last = int(numbered["first"]), int(numbered["last"] or numbered["first"])
        pieces: Sequence[Chapter | Appendix] = self.mandate.appendices
        what, several = "Vedlegg", "vedlegg"
        if word.startswith("kap"):
            pieces, what, several = self.mandate.chapters, "Kapittel", "kapitler"
        by_number = {piece.number: piece for piece in pieces}
        for number in range(first, last + 1):
            if number not in by_number:
                raise Refused(f"{what} {number} finnes ikke. Mandatet har {len(pieces) or 'ingen'} {several}.")
        return [self._changed(by_number[number]) for number in range(first, last + 1)]

    def _named(self, part: str, alone: bool) -> list[PieceChange] | None:
        for form, kind, what in ((_FRONT, PieceKind.FRONT, "Forsiden"), (_ORDER, PieceKind.ORDER, "Rekkefølgen")):
            if form.fullmatch(part):
                return self._of_kind(kind, what)
        pieces: list[Chapter | Appendix] = [*self.mandate.chapters, *self.mandate.appendices]
        for piece in pieces:
            if part == piece.name or part.casefold() == plain(piece.title).casefold():
                return [self._changed(piece)]
        removed = [each for each in self.changed or [] if each.kind is ChangeKind.REMOVED]
        for change in removed:
            if part == change.name or part.casefold() == change.title.casefold():
                return [change]
        names = [*(piece.name for piece in pieces), *(change.name for change in removed)]
        near = nearest(part, names) if alone and _NAME.fullmatch(part) else None
        if near is not None:
            raise Refused(f"Det finnes ikke noe kapittel eller vedlegg som heter «{part}». Mente du «{near}»?")
        return None

    def _of_kind(self, kind: PieceKind, what: str) -> list[PieceChange]:
        found = [each for each in self.changed or [] if each.piece is kind]
        if not found and self.changed is not None:
            raise Refused(f"{what} er ikke endret siden {self._last()}.")
        name = "forside" if kind is PieceKind.FRONT else "kapitler"
        return found or [PieceChange(kind, ChangeKind.CHANGED, name, 0, "", "", self.mandate.place)]

    def _changed(self, piece: Chapter | Appendix) -> PieceChange:
        """The change of a piece, which must have changed where anybody can know."""
        is_chapter = isinstance(piece, Chapter)
        kind = PieceKind.CHAPTER if is_chapter else PieceKind.APPENDIX
        for each in self.changed or []:
            if each.piece is kind and each.name == piece.name and each.kind is not ChangeKind.REMOVED:
                return each
        if self.changed is not None:
            what = "Kapittel" if is_chapter else "Vedlegg"
            raise Refused(f"{what} {piece.number} «{plain(piece.title)}» er ikke endret siden {self._last()}.")
        part = next((part for part in self.mandate.parts if piece in part.chapters), None)
        title = plain(part.title) if part is not None else ""
        return PieceChange(kind, ChangeKind.CHANGED, piece.name, piece.number, plain(piece.title), title, piece.place)

    def _last(self) -> str:
        return f"versjon {self.mandate.standing.kept}"


def _part_names(title: str) -> tuple[str, str]:
    return title.casefold(), in_brackets(title).casefold()
