"""The rules of mandates: what must hold for a whole one, once it is put together."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic
from pipeline.link.leftovers import unfinished_in_alt, unfinished_in_runs
from pipeline.link.mandate_problems import APPENDIX_UNUSED, TYPED_NUMBER, TYPED_NUMBER_UNKNOWN, TYPED_NUMBER_WRONG
from pipeline.link.mandate_texts import every_block, mandate_texts, piece_texts
from pipeline.link.places import finder
from pipeline.link.typed_numbers import TypedNumber, significant, title_beside, titled, typed_numbers, words_around
from pipeline.records.mandate import Appendix, Chapter, Mandate
from pipeline.records.project import Project
from pipeline.richtext import Image, Inline, MentionKind, plain

_OPENING = re.compile(r"[,:;(–]")
_LONG_WORD = 6
"""Letters of a word (without its ending) that alone is enough to know a title by."""


def numbers_and_appendices(project: Project) -> Iterator[Diagnostic]:
    """Numbers are typed by nobody, and every appendix is referred to."""
    for mandate in project.mandates.values():
        yield from _Numbers(mandate).remarks()


@dataclass(frozen=True, slots=True)
class _TitlesIn:
    """The titles that stand whole in a text, by kind, and whether any word of an appendix's title does."""

    whole: dict[MentionKind, dict[str, int]]
    any_words: bool


class _Numbers:
    """The chapters and appendices of one mandate, found by number and by title."""

    def __init__(self, mandate: Mandate) -> None:
        self.mandate = mandate
        self.pieces: dict[MentionKind, dict[int, Chapter | Appendix]] = {
            MentionKind.CHAPTER: {each.number: each for each in mandate.chapters},
            MentionKind.APPENDIX: {each.number: each for each in mandate.appendices},
        }
        self.titles = {
            kind: {titled(each.title): number for number, each in pieces.items() if len(titled(each.title)) > 3}
            for kind, pieces in self.pieces.items()
        }
        self.all_words = {each.number: significant(plain(each.title)) for each in mandate.appendices}
        count = Counter(word for each in self.all_words.values() for word in each)
        # A title is known by all its words, or by those it opens with: «Regional utviklingsplan, kapittel 2.3 …».
        self.words = {
            each.number: [
                {word for word in significant(part) if count[word] == 1}
                for part in (plain(each.title), _OPENING.split(plain(each.title))[0])
            ]
            for each in mandate.appendices
        }
        self.owner = {word: number for number, own in self.words.items() for word in own[0]}
        self.used: set[int] = set()

    def remarks(self) -> Iterator[Diagnostic]:
        mandate = self.mandate
        paths = {each.path: each.number for each in mandate.appendices if each.path}
        names = {each.ident: each.number for each in mandate.appendices}
        for chapter in mandate.chapters:
            for runs in piece_texts(chapter.title, chapter.blocks):
                self._use(runs, names, paths, 0)
                yield from self._typed(runs, chapters_too=True)
        for appendix in mandate.appendices:
            # What is reprinted from another document speaks of that document's chapters.
            reprinted = any(True for _ in _foreign(appendix.title))
            for runs in piece_texts(appendix.title, appendix.blocks):
                self._use(runs, names, paths, appendix.number)
                yield from self._typed(runs, chapters_too=not reprinted, within=appendix.number)
        for each in mandate.appendices:
            if each.number not in self.used:
                yield APPENDIX_UNUSED.at(each.place, nummer=each.number, tittel=plain(each.title), navn=each.name)

    def _use(self, runs: Inline, names: dict[str, int], paths: dict[str, int], within: int) -> None:
        for run in runs:
            target = names.get(run.mention.target or "") if run.mention else paths.get(run.href or "")
            if target and target != within:
                self.used.add(target)

    def _typed(self, runs: Inline, chapters_too: bool, within: int = 0) -> Iterator[Diagnostic]:
        found = [each for each in typed_numbers(runs) if chapters_too or each.kind is not MentionKind.CHAPTER]
        if not found:
            return
        text = plain(runs)
        titles: _TitlesIn | None = None
        place_of = finder(runs)
        for number in found:
            pieces = self.pieces[number.kind]
            place = place_of(number.offset)
            piece = pieces.get(number.value)
            if piece is None:
                yield TYPED_NUMBER_UNKNOWN.at(place, hva=number.shown, antall=_counted(number.kind, len(pieces)))
                continue
            if titles is None:
                titles = self._titles_in(text)
            meant = self._meant(text, number, titles)
            if meant is not None and meant != piece.number:
                other = pieces[meant]
                yield TYPED_NUMBER_WRONG.at(
                    place,
                    hva=number.shown,
                    tittel=plain(piece.title),
                    omtalt=plain(other.title),
                    riktig=f"{number.kind} {other.number}",
                    skriv=f"@{number.kind}:{other.name}",
                )
                self.used.update([meant] if number.kind is MentionKind.APPENDIX and meant != within else [])
            else:
                yield TYPED_NUMBER.at(
                    place, hva=number.shown, tittel=plain(piece.title), skriv=f"@{number.kind}:{piece.name}"
                )
                self.used.update(
                    [number.value] if number.kind is MentionKind.APPENDIX and number.value != within else []
                )

    def _titles_in(self, text: str) -> _TitlesIn:
        """What is looked for around each number, as far as the whole text holds it."""
        small = text.casefold()
        whole = {
            kind: {title: number for title, number in titles.items() if title in small}
            for kind, titles in self.titles.items()
        }
        return _TitlesIn(whole, not self.owner.keys().isdisjoint(significant(text)))

    def _meant(self, text: str, number: TypedNumber, titles: _TitlesIn) -> int | None:
        """The chapter or appendix the words around a number name; None where they name none, or none for certain."""
        whole = titles.whole[number.kind]
        beside = title_beside(text, number, whole) if whole else None
        if beside is not None or number.kind is MentionKind.CHAPTER or not titles.any_words:
            return beside
        there = significant(words_around(text, number))
        if there & self.all_words[number.value]:
            return number.value
        named = {self.owner[word] for word in there if word in self.owner}
        best = max(named, key=lambda each: (self._share(each, there), -each), default=None)
        return best if best is not None and self._share(best, there) >= 1 / 2 else None

    def _share(self, number: int, there: set[str]) -> float:
        """How much of a title stands in the words `there`, by letters."""
        return max(_share(own, there) for own in self.words[number])


def _share(own: set[str], there: set[str]) -> float:
    found = own & there
    if not any(len(word) >= _LONG_WORD for word in found):
        return 0
    return sum(map(len, found)) / sum(map(len, own))


def _foreign(title: Inline) -> Iterator[TypedNumber]:
    """The numbers in a title that are another document's."""
    return typed_numbers(title, others=True)


def _counted(kind: MentionKind, count: int) -> str:
    if kind is MentionKind.APPENDIX:
        return f"{count or 'ingen'} vedlegg"
    return f"{count or 'ingen'} {'kapittel' if count == 1 else 'kapitler'}"


def leftovers(project: Project) -> Iterator[Diagnostic]:
    """No placeholder is left in a mandate, and no impossible date."""
    for mandate in project.mandates.values():
        for runs in mandate_texts(mandate):
            yield from unfinished_in_runs(runs)
        pieces: list[Chapter | Appendix] = [*mandate.chapters, *mandate.appendices]
        for piece in pieces:
            for block in every_block(piece.blocks):
                if isinstance(block, Image):
                    yield from unfinished_in_alt(block)


MANDATE_RULES = (numbers_and_appendices, leftovers)
"""Every rule of mandates, in the order they are asked."""
