"""What differs between two editions of a mandate, for people: paragraph by paragraph, row by row, with the words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import dropwhile, takewhile, zip_longest

from pipeline.diagnostics import Place
from pipeline.history.alignment import ALIKE, Match, align
from pipeline.history.changes import Pairs, Piece, Sameness, changed_fields, changes_between, pair_pieces
from pipeline.history.comparable import Digests, digest_of
from pipeline.history.sheets import Sheet, sheet_changes, sheet_likeness, sheet_of
from pipeline.history.words import Words, joined, likeness, word_changes, words_in, words_of
from pipeline.records.mandate import Appendix, ChangeKind, Mandate, PieceChange, PieceKind, RiskScale
from pipeline.records.text_change import (
    Detail,
    FieldChange,
    Happening,
    MandateChanges,
    PieceText,
    TableChange,
    TextChange,
    TextPart,
)
from pipeline.richtext import Block, Blocks, Heading, Image, Item, Paragraph, Quotation, Task, TextList, plain
from pipeline.richtext import Piece as MarkedPiece

_NONE: Mapping[str, str] = {}
_NO_WORDS = Words()
OTHER_PART = 0.8
"""From here, a point is the paragraph it was, and a heading the line it was."""
SAME_START = 3
"""Words two texts begin with that make them one, changed, also where much of the rest differs: where at least
`LEAST_COMMON` is the same."""
LEAST_COMMON = 0.3
OPENING = 30
"""Words of how a new or removed piece begins."""


def text_changes(
    old: Mandate | None, new: Mandate, old_digests: Digests = _NONE, new_digests: Digests = _NONE
) -> MandateChanges:
    """Everything that differs from `old` to `new`. `old` None: everything is new, told as a list of pieces.

    Each piece that `changes_between` calls changed has at least one detail. The digests are as for `changes_between`.
    """
    changes = changes_between(old, new, old_digests, new_digests)
    if old is None:
        return MandateChanges(tuple(changes), tuple(_whole(each, new, new) for each in _pieces_in(changes)))
    chapters, appendices = pair_pieces(old.chapters, new.chapters), pair_pieces(old.appendices, new.appendices)
    sameness = Sameness.of(chapters, appendices, old_digests, new_digests)
    return MandateChanges(
        tuple(changes),
        tuple(
            _changed(each, chapters if each.piece is PieceKind.CHAPTER else appendices, sameness)
            if each.kind is ChangeKind.CHANGED
            else _whole(each, old, new)
            for each in _pieces_in(changes)
        ),
        tuple(_front(old, new)),
        tuple(_scale(old.scale, new.scale)),
        tuple(_renumbered(chapters)),
        tuple(_renumbered(appendices)),
    )


def _pieces_in(changes: list[PieceChange]) -> list[PieceChange]:
    return [each for each in changes if each.piece in (PieceKind.CHAPTER, PieceKind.APPENDIX)]


def _renumbered(pairs: Pairs) -> Iterator[tuple[int, int]]:
    return ((old.number, new.number) for old, new in pairs.both if old.number != new.number)


def _whole(change: PieceChange, old: Mandate, new: Mandate) -> PieceText:
    """A piece that is new or gone."""
    mandate = new if change.kind is ChangeKind.NEW else old
    pieces: list[Piece] = [*mandate.chapters] if change.piece is PieceKind.CHAPTER else [*mandate.appendices]
    piece = next(each for each in pieces if each.name == change.name)
    bits = _bits(piece.blocks, _NONE, Sameness(_NONE, _NONE, {}), old=False)
    text = dropwhile(lambda bit: not _is_running_text(bit), bits)
    words = joined(bit.words for bit in takewhile(_is_running_text, text))
    return PieceText(change, change.number, change.title, opening=" ".join(str(words).split(" ")[:OPENING]))


def _is_running_text(bit: "Bit") -> bool:
    return bit.part is TextPart.PARAGRAPH and bit.sheet is None and bool(bit.words)


# --- one piece against its older edition ----------------------------------------------------------------------------


def _changed(change: PieceChange, pairs: Pairs, sameness: Sameness) -> PieceText:
    old, new = next((old, new) for old, new in pairs.both if new.name == change.name)
    details = [*_title(old, new), *_file(old, new, sameness), *_texts(old.blocks, new.blocks, new.place, sameness)]
    if not details:  # nothing a reader could point at, but it is not the same
        details = [TextChange(TextPart.PARAGRAPH, Happening.SET, "", "", new.place)]
    return PieceText(change, old.number, plain(old.title), tuple(details))


def _title(old: Piece, new: Piece) -> Iterator[TextChange]:
    was, now = words_of(old.title), words_of(new.title)
    if was.said != now.said:
        yield TextChange(TextPart.TITLE, Happening.CHANGED, str(was), str(now), new.place, word_changes(was, now))


def _file(old: Piece, new: Piece, sameness: Sameness) -> Iterator[TextChange]:
    if not isinstance(old, Appendix) or not isinstance(new, Appendix):
        return
    same_bytes = digest_of(old.path, sameness.old_digests) == digest_of(new.path, sameness.new_digests)
    if (old.path, same_bytes) != (new.path, True):
        yield TextChange(TextPart.FILE, Happening.REPLACED, _file_name(old.path), _file_name(new.path), new.place)


def _file_name(path: str) -> str:
    return path.rpartition("/")[2]


def _texts(old: Blocks, new: Blocks, place: Place, sameness: Sameness) -> Iterator[Detail]:
    before = list(_bits(old, sameness.old_digests, sameness, old=True))
    now = list(_bits(new, sameness.new_digests, sameness, old=False))
    heading_moved = False
    matches = align(before, now, lambda bit: bit.identity, _alike)
    renamed = {
        str(match.old.words): str(match.new.words)
        for match in matches
        if match.old and match.new and match.old.part is match.new.part is TextPart.HEADING
    }
    for match in matches:
        only_moved = match.moved and match.old is not None and match.new is not None and _same(match.old, match.new)
        if only_moved and heading_moved and match.new and match.new.part is not TextPart.HEADING:
            continue  # it went with its heading
        heading_moved = only_moved and match.new is not None and match.new.part is TextPart.HEADING
        yield from _details(match, place, renamed)


def _same(old: "Bit", new: "Bit") -> bool:
    return old.identity == new.identity


@dataclass(frozen=True, slots=True)
class Bit:
    """A paragraph, a heading, a point, a picture or a table: what is compared as one. `identity` tells which are equal,
    `picture` is the picture's path and `sheet` the table."""

    identity: str
    words: Words
    place: Place
    under: str
    part: TextPart = TextPart.PARAGRAPH
    picture: str = ""
    caption: Words = _NO_WORDS
    sheet: Sheet | None = None


@dataclass(slots=True)
class _Reader:
    digests: Digests
    sameness: Sameness
    old: bool
    under: str = ""

    def told(self, *value: object) -> str:
        return self.sameness.old(value) if self.old else self.sameness.new(value)

    def bits(self, blocks: Blocks, how: str = "") -> Iterator[Bit]:
        for block in blocks:
            yield from self._block(block, how)

    def _block(self, block: Block, how: str) -> Iterator[Bit]:
        match block:
            case Heading():
                self.under = ""
                yield self._text(block, TextPart.HEADING, f"{how}{block.level}")
                self.under = plain(block.runs)
            case Paragraph():
                yield self._text(block, TextPart.PARAGRAPH, how)
            case TextList():
                for item in block.items:
                    yield from self._item(item, f"{how}{block.kind}")
            case MarkedPiece():
                yield from self.bits(block.blocks, f"{how}{block.marker}")
            case Quotation():
                yield from self.bits(block.blocks, f"{how}sitat")
                if block.source:
                    how = f"{how}sitatkilde"
                    identity = self.told(TextPart.PARAGRAPH, how, block.source)
                    place = block.source[0].place
                    yield Bit(identity, words_of(block.source), place, self.under)
            case Task():
                owners, due = ", ".join(name for name, _ in block.owners), block.due
                words = joined([words_in(owners), words_of(block.what), words_in(due)])
                yield Bit(self.told(how, owners, block.what, due), words, block.place, self.under, TextPart.POINT)
                yield from self.bits(block.blocks, f"{how}>")
            case Image():
                identity = self.told(block, digest_of(block.path, self.digests))
                words, caption = words_in(block.alt), words_of(block.caption)
                yield Bit(identity, words, block.place, self.under, TextPart.IMAGE, block.path, caption)
            case _:
                sheet = sheet_of(block)
                words = sheet.words if sheet else Words()
                yield Bit(self.told(block), words, block.place, self.under, sheet=sheet)

    def _text(self, block: Paragraph | Heading, part: TextPart, how: str) -> Bit:
        return Bit(self.told(part, how, block.runs), words_of(block.runs), block.place, self.under, part)

    def _item(self, item: Item, how: str) -> Iterator[Bit]:
        first, *rest = item.blocks or [Paragraph([], item.place)]
        if isinstance(first, Paragraph):
            yield self._text(first, TextPart.POINT, how)
        else:
            rest = item.blocks
        yield from self.bits(rest, f"{how}>")


def _bits(blocks: Blocks, digests: Digests, sameness: Sameness, old: bool) -> Iterator[Bit]:
    return _Reader(digests, sameness, old).bits(blocks)


def _alike(one: Bit, other: Bit) -> float:
    if one.sheet or other.sheet:
        return sheet_likeness(one.sheet, other.sheet) if one.sheet and other.sheet else 0.0
    if TextPart.IMAGE in (one.part, other.part):
        if one.part is not other.part:
            return 0.0
        return 0.9 if one.picture == other.picture else max(0.5, likeness(one.words, other.words) * 0.8)
    alike = likeness(one.words, other.words)
    if one.part is not other.part:
        return alike if alike >= OTHER_PART else 0.0
    if alike >= LEAST_COMMON and one.words.said[:SAME_START] == other.words.said[:SAME_START]:
        return max(alike, ALIKE)
    return alike


def _details(match: Match[Bit], place: Place, renamed: Mapping[str, str]) -> Iterator[Detail]:
    """What a match tells; `renamed` are the headings by what they were called before."""
    old, new = match.old, match.new
    if old is None:
        assert new is not None
        yield _alone(new, Happening.NEW, new.place)
    elif new is None:
        gone = _alone(old, Happening.REMOVED, place)
        yield replace(gone, under=renamed.get(gone.under, gone.under))
    elif _same(old, new):
        if match.moved:
            yield _alone(new, Happening.MOVED, new.place)
    elif old.sheet and new.sheet:
        yield from _sheets(old, new, match.moved)
    elif new.part is TextPart.IMAGE:
        yield from _picture(old, new)
    else:
        yield _text_change(old, new, match.moved)


def _alone(bit: Bit, what: Happening, place: Place) -> Detail:
    words = str(bit.words)
    if bit.sheet:
        return TableChange(bit.sheet.kind, what, len(bit.sheet.rows), bit.sheet.about, place, under=bit.under)
    old, new = (words, "") if what is Happening.REMOVED else ("" if what is Happening.NEW else words, words)
    return TextChange(bit.part, what, old, new, place, under=_under(bit))


def _under(bit: Bit) -> str:
    """The heading a bit is told under: what happens to a heading stands under itself."""
    return str(bit.words) if bit.part is TextPart.HEADING else bit.under


def _sheets(old: Bit, new: Bit, moved: bool) -> Iterator[Detail]:
    assert old.sheet and new.sheet
    found = list(sheet_changes(old.sheet, new.sheet, new.under))
    if moved or not found:
        what = Happening.MOVED if moved else Happening.SET
        yield TableChange(new.sheet.kind, what, len(new.sheet.rows), new.sheet.about, new.place, under=new.under)
    yield from found


def _picture(old: Bit, new: Bit) -> Iterator[TextChange]:
    was, now = str(old.words), str(new.words)
    captions = str(old.caption), str(new.caption)
    if old.caption.said != new.caption.said:
        differing = word_changes(old.caption, new.caption)
        what = Happening.CHANGED if all(captions) else Happening.NEW if new.caption else Happening.REMOVED
        yield TextChange(TextPart.CAPTION, what, *captions, new.place, differing, new.under)
    if old.words.said != new.words.said and old.picture == new.picture:
        differing = word_changes(old.words, new.words)
        yield TextChange(TextPart.IMAGE, Happening.CHANGED, was, now, new.place, differing, new.under)
    elif old.caption.said == new.caption.said or old.picture != new.picture:
        yield TextChange(TextPart.IMAGE, Happening.REPLACED, was, now, new.place, under=new.under)


def _text_change(old: Bit, new: Bit, moved: bool) -> TextChange:
    was = old.part if old.part is not new.part else None
    if old.words.said == new.words.said:
        what = Happening.CHANGED if was else Happening.SET
        return TextChange(
            new.part, what, str(old.words), str(new.words), new.place, under=_under(new), was=was, moved=moved
        )
    differing = word_changes(old.words, new.words)
    return TextChange(
        new.part, Happening.CHANGED, str(old.words), str(new.words), new.place, differing, _under(new), was, moved
    )


# --- what stands in mandat.yaml -------------------------------------------------------------------------------------


def _front(old: Mandate, new: Mandate) -> Iterator[FieldChange]:
    for name in changed_fields(old, new):
        if name == "deler":
            titles = ([plain(part.title) for part in mandate.parts] for mandate in (old, new))
            for was, now in zip_longest(*titles, fillvalue=""):
                if was != now:
                    yield FieldChange("del", was, now)
        elif name != "risiko":
            was, now = (_front_value(mandate, name) for mandate in (old, new))
            yield FieldChange(name, was, now)


def _front_value(mandate: Mandate, name: str) -> str:
    match name:
        case "tittel":
            return mandate.title
        case "undertittel":
            return mandate.subtitle
        case "prosjekt":
            return mandate.project
        case "prosjekteier":
            return mandate.owner.name if mandate.owner else ""
        case "prosjektleder":
            return mandate.leader.name if mandate.leader else ""
        case "godkjennere":
            return ", ".join(sorted(each.name for each in mandate.approvers))
    return mandate.language


def _scale(old: RiskScale | None, new: RiskScale | None) -> Iterator[FieldChange]:
    """What differs in the scale: its levels, then the colours of levels that are in both."""
    was, now = old or RiskScale([], [], []), new or RiskScale([], [], [])
    for name, before, after in (
        ("sannsynlighet", was.likelihoods, now.likelihoods),
        ("konsekvens", was.consequences, now.consequences),
    ):
        if before != after:
            yield FieldChange(name, ", ".join(before), ", ".join(after))
    earlier = _colours(was)
    for cell, tone in _colours(now).items():
        if earlier.get(cell, tone) != tone:
            yield FieldChange(cell, earlier[cell], tone)


def _colours(scale: RiskScale) -> dict[str, str]:
    return {
        f"{likelihood} × {consequence}": tone.value
        for likelihood, row in zip(scale.likelihoods, scale.colours, strict=False)
        for consequence, tone in zip(scale.consequences, row, strict=False)
    }
