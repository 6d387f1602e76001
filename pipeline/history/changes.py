"""What differs between two editions of a mandate, piece by piece: what the log's *Kapittel* column tells."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from rapidfuzz.distance import Indel

from pipeline.diagnostics import Place
from pipeline.history.comparable import Digests, all_words, digest_of, told
from pipeline.records.mandate import Appendix, ChangeKind, Chapter, Mandate, PieceChange, PieceKind
from pipeline.richtext import MentionKind, plain

Piece: TypeAlias = Chapter | Appendix

ALIKE = 0.75
"""From this share of common words, a text under a new name is the old one, renamed."""
_NONE: Mapping[str, str] = {}


@dataclass(slots=True)
class Pairs:
    """The pieces of two editions, put together: `both` by the new one's order, then what is only in one of them."""

    both: list[tuple[Piece, Piece]]
    new: list[Piece]
    removed: list[Piece]

    @property
    def renamed(self) -> dict[str, str]:
        """From the old name to the new, where they differ."""
        return {old.name: new.name for old, new in self.both if old.name != new.name}


def pair_pieces(old: Sequence[Piece], new: Sequence[Piece]) -> Pairs:
    """Matches pieces by their stable name; where a file was renamed, by what it says."""
    before = {piece.name: piece for piece in old}
    after = {piece.name: piece for piece in new}
    match = {name: before[name] for name in after if name in before}
    lonely = [piece for piece in new if piece.name not in before]
    gone = [piece for piece in old if piece.name not in after]
    scored = sorted(
        ((_likeness(one, other), -i, -j, one, other) for i, one in enumerate(gone) for j, other in enumerate(lonely)),
        key=lambda each: each[:3],
        reverse=True,
    )
    taken: set[str] = set()
    for score, _, _, one, other in scored:
        if score >= ALIKE and one.name not in taken and other.name not in match:
            match[other.name] = one
            taken.add(one.name)
    return Pairs(
        both=[(match[piece.name], piece) for piece in new if piece.name in match],
        new=[piece for piece in new if piece.name not in match],
        removed=[piece for piece in gone if piece.name not in taken],
    )


def _likeness(one: Piece, other: Piece) -> float:
    if isinstance(one, Appendix) and isinstance(other, Appendix) and bool(one.path) != bool(other.path):
        return 0.0
    said, says = (all_words([piece.title, piece.blocks]) for piece in (one, other))
    if not said or not says:
        return 0.0
    return Indel.normalized_similarity(said, says)


def changes_between(
    old: Mandate | None, new: Mandate, old_digests: Digests = _NONE, new_digests: Digests = _NONE
) -> list[PieceChange]:
    """What has changed from `old` to `new`: front matter, order, chapters, appendices, in that order.

    `old` None: everything is new. The digests are those of the images and files sent along, by path; where one is not
    known on both sides, the path alone counts. Moved lines, white space and references that got another number are no
    change; nor is the log.
    """
    parts = {chapter.name: plain(part.title) for part in new.parts for chapter in part.chapters}
    if old is None:
        everything: list[Piece] = [*new.chapters, *new.appendices]
        return [
            PieceChange(PieceKind.FRONT, ChangeKind.NEW, "forside", 0, new.title, "", new.place),
            *(_piece(piece, ChangeKind.NEW, parts) for piece in everything),
        ]
    chapters = pair_pieces(old.chapters, new.chapters)
    appendices = pair_pieces(old.appendices, new.appendices)
    sameness = Sameness.of(chapters, appendices, old_digests, new_digests)
    old_parts = {chapter.name: plain(part.title) for part in old.parts for chapter in part.chapters}
    return [
        *(_front(name, new) for name in changed_front(old, new)),
        *_orders(old, new, chapters, appendices),
        *_pieces(chapters, sameness, parts, old_parts, new),
        *_pieces(appendices, sameness, {}, {}, new),
    ]


@dataclass(slots=True)
class Sameness:
    """Whether two values of the old and the new edition say the same, with what was renamed and the files' bytes taken
    into account."""

    old_digests: Digests
    new_digests: Digests
    renamed: dict[tuple[MentionKind, str], str]

    @classmethod
    def of(cls, chapters: Pairs, appendices: Pairs, old_digests: Digests, new_digests: Digests) -> "Sameness":
        renamed = {
            **{(MentionKind.CHAPTER, name): now for name, now in chapters.renamed.items()},
            **{(MentionKind.APPENDIX, name): now for name, now in appendices.renamed.items()},
        }
        # A file whose bytes are known on one side only would differ for no reason.
        known = {path for path in old_digests if path in new_digests}
        return cls({path: old_digests[path] for path in known}, {path: new_digests[path] for path in known}, renamed)

    def old(self, value: Any) -> str:
        return told(value, self.old_digests, self.renamed)

    def new(self, value: Any) -> str:
        return told(value, self.new_digests, {})

    def holds(self, one: Any, other: Any) -> bool:
        # Most chapters are letter for letter the same: seen at once, where no name and no file is another.
        if not self.renamed and self.old_digests == self.new_digests and one == other:
            return True
        return self.old(one) == self.new(other)

    def same_piece(self, one: Piece, other: Piece) -> bool:
        if isinstance(one, Appendix) and isinstance(other, Appendix):
            files = (
                (one.path, digest_of(one.path, self.old_digests)),
                (other.path, digest_of(other.path, self.new_digests)),
            )
            if files[0] != files[1]:
                return False
        return self.holds([one.title, one.blocks], [other.title, other.blocks])


def _pieces(
    pairs: Pairs, sameness: Sameness, parts: Mapping[str, str], old_parts: Mapping[str, str], new: Mandate
) -> Iterator[PieceChange]:
    changed = {piece.name: ChangeKind.CHANGED for was, piece in pairs.both if not sameness.same_piece(was, piece)}
    changed |= {piece.name: ChangeKind.NEW for piece in pairs.new}
    now: list[Piece] = [*(piece for _, piece in pairs.both), *pairs.new]
    for piece in sorted(now, key=lambda each: each.number):
        if piece.name in changed:
            yield _piece(piece, changed[piece.name], parts)
    for piece in pairs.removed:
        yield _piece(piece, ChangeKind.REMOVED, old_parts, new.place)


def _piece(piece: Piece, kind: ChangeKind, parts: Mapping[str, str], place: Place | None = None) -> PieceChange:
    what = PieceKind.CHAPTER if isinstance(piece, Chapter) else PieceKind.APPENDIX
    part = parts.get(piece.name, "") if what is PieceKind.CHAPTER else ""
    return PieceChange(what, kind, piece.name, piece.number, plain(piece.title), part, place or piece.place)


# --- front matter -------------------------------------------------------------------------------------------------


def _person(mandate: Mandate, leader: bool) -> str:
    person = mandate.leader if leader else mandate.owner
    return person.id if person else ""


FRONT_FIELDS: dict[str, tuple[str, Callable[[Mandate], Any]]] = {
    "tittel": ("forside", lambda mandate: mandate.title),
    "undertittel": ("forside", lambda mandate: mandate.subtitle),
    "prosjekt": ("forside", lambda mandate: mandate.project),
    "språk": ("forside", lambda mandate: mandate.language),
    "prosjekteier": ("forside", lambda mandate: _person(mandate, leader=False)),
    "prosjektleder": ("forside", lambda mandate: _person(mandate, leader=True)),
    "deler": ("deler", lambda mandate: [part.title for part in mandate.parts]),
    "godkjennere": ("godkjennere", lambda mandate: sorted(approver.id for approver in mandate.approvers)),
    "risiko": ("risiko", lambda mandate: mandate.scale),
}
"""What stands in mandat.yaml besides order and log: which piece it belongs to, and its value."""


def changed_fields(old: Mandate, new: Mandate) -> list[str]:
    """The keys of mandat.yaml, order and log apart, that say something else."""
    return [
        name for name, (_, value) in FRONT_FIELDS.items() if told(value(old), _NONE, {}) != told(value(new), _NONE, {})
    ]


def changed_front(old: Mandate, new: Mandate) -> list[str]:
    """Which of «forside», «deler», «godkjennere» and «risiko» have changed."""
    return list(dict.fromkeys(FRONT_FIELDS[name][0] for name in changed_fields(old, new)))


def _front(name: str, new: Mandate) -> PieceChange:
    return PieceChange(PieceKind.FRONT, ChangeKind.CHANGED, name, 0, new.title, "", new.place)


# --- order --------------------------------------------------------------------------------------------------------


def _orders(old: Mandate, new: Mandate, chapters: Pairs, appendices: Pairs) -> Iterator[PieceChange]:
    """Whether what is in both editions stands in another order, or in another part."""
    was = {before.name: now.name for before, now in chapters.both}
    before = [[was[chapter.name] for chapter in part.chapters if chapter.name in was] for part in old.parts]
    there = set(was.values())
    now = [[chapter.name for chapter in part.chapters if chapter.name in there] for part in new.parts]
    if list(filter(None, before)) != list(filter(None, now)):
        yield PieceChange(PieceKind.ORDER, ChangeKind.CHANGED, "kapitler", 0, new.title, "", new.place)
    numbers = [was.number for was, _ in appendices.both]
    if numbers != sorted(numbers):
        yield PieceChange(PieceKind.ORDER, ChangeKind.CHANGED, "vedlegg", 0, new.title, "", new.place)
