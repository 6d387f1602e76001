"""Paragraphs and tables of two documents compared, and written as one flow with marks.

A paragraph's end is a mark of its own in Word, and what is deleted or inserted is the mark together with the text. The
last mark of a cell, a header or the document cannot be deleted: where the last paragraphs are new, the mark of the one
before them is what was inserted, and the last takes its properties back when that is rejected; likewise the other way.

Source: ECMA-376 part 1, 17.13.5 (revisions), 17.4 (tables).
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TypeAlias

from pipeline.render.redline.align import Pair, aligned
from pipeline.render.redline.marks import (
    DELETED,
    INSERTED,
    Marks,
    cell_properties,
    row_properties,
)
from pipeline.render.redline.runs import Piece, Reader, compared, likeness, marked
from pipeline.render.redline.xml import (
    Element,
    W,
    canon,
    canon_properties,
    child,
    copies,
    element,
    own_children,
    value,
)

_LEAST_LIKE = 0.4
_LEAST_LIKE_ROW = 0.3
_BETWEEN_BLOCKS = {f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")}
_SPANS = ("gridSpan", "vMerge", "hMerge")


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it stands in one document; `leading` is what stands between it and the block before."""

    found: Element
    pieces: list[Piece]
    style: str
    section: Element | None
    leading: list[Element] = field(default_factory=list)

    def key(self) -> tuple[object, ...]:
        return (
            "p",
            self.style,
            self.section is not None,
            tuple(each.whole_key for each in self.pieces if not each.stays),
        )


@dataclass(slots=True)
class Table:
    found: Element
    pieces: list[Piece]
    leading: list[Element] = field(default_factory=list)

    def key(self) -> tuple[object, ...]:
        return "tbl", tuple(each.whole_key for each in self.pieces if not each.stays)


@dataclass(slots=True)
class Contents:
    """Paragraphs that are the cached result of one field, mostly a table of contents: not text, and never compared."""

    found: list[Element]
    instruction: str
    inside: list[Paragraph]
    leading: list[Element] = field(default_factory=list)

    def key(self) -> tuple[object, ...]:
        return "field", self.instruction


Block: TypeAlias = Paragraph | Table | Contents


class Comparison:
    """Compares the flows of one story. `sections` gathers the sections that were written, with those they come from."""

    def __init__(self, old: Reader, new: Reader, marks: Marks, kept_names: frozenset[str]) -> None:
        self.old, self.new, self.marks = old, new, marks
        self.kept_names = kept_names
        """Bookmarks of the old document that it points at and the new one does not have."""
        self.sections: list[tuple[Element, Element | None, Element | None]] = []

    def flow(self, old: list[Element], new: list[Element]) -> list[Element]:
        """The blocks of a body, cell or header as one flow; both hold a paragraph at least."""
        before, now = read_blocks(old, self.old), read_blocks(new, self.new)
        for one, other in ((before, now), (now, before)):
            if not _ends_well(one) and (not one or _ends_well(other)):
                one.append(_empty())
        pairs = self._pairs(before, now)
        if pairs[-1] != (len(before) - 1, len(now) - 1) and not _ends_well(before):
            before.append(_empty())
            now.append(_empty())
            pairs = self._pairs(before, now)
        return self._write(before, now, pairs)

    def _pairs(self, before: list[Block], now: list[Block]) -> list[Pair]:
        keys = [[each.key() for each in side] for side in (before, now)]
        return _with_last_paired(aligned(keys[0], keys[1], lambda a, b: _gain(before[a], now[b])))

    def _write(self, before: list[Block], now: list[Block], pairs: list[Pair]) -> list[Element]:
        out: list[Element] = []
        last = max((at for at, (a, b) in enumerate(pairs) if a is not None and b is not None), default=-1)
        trailing = pairs[last + 1 :]
        for a, b in pairs[: last + 1] if not trailing else pairs[:last]:
            out += self._one(before[a] if a is not None else None, now[b] if b is not None else None)
        if trailing:
            out += self._end(before, now, pairs[last], trailing)
        return out

    def _one(self, old: Block | None, new: Block | None) -> list[Element]:
        match old, new:
            case Paragraph(), Paragraph():
                return [*copies(new.leading), self._paragraph(old, new)]
            case Table(), Table():
                return [*copies(new.leading), self._table(old.found, new.found)]
            case Contents(), Contents():
                return [*copies(new.leading), *copies(new.found)]
            case None, _ if new is not None:
                return [*copies(new.leading), *self._whole(new, INSERTED)]
            case _ if old is not None:
                return self._whole(old, DELETED)
        return []

    def _end(self, before: list[Block], now: list[Block], pair: Pair, trailing: list[Pair]) -> list[Element]:
        """The last pair of a flow, and the paragraphs after it, which are all new or all gone."""
        a, b = pair
        assert a is not None and b is not None
        old, new = before[a], now[b]
        inserted = trailing[0][0] is None
        rest = [now[b] if b is not None else before[a] for a, b in trailing]  # type: ignore[index]
        final = rest[-1]
        if not (isinstance(old, Paragraph) and isinstance(new, Paragraph) and isinstance(final, Paragraph)):
            raise TypeError("a flow whose last blocks are no paragraphs")
        kind = INSERTED if inserted else DELETED
        first = element("p")
        properties = child((new if inserted else old).found, "pPr")
        if properties is not None:
            first.append(deepcopy(properties))
        self.marks.paragraph_mark(first, kind)
        first.extend([*self._kept_bookmarks(old.found), *compared(old.pieces, new.pieces, self.marks)])
        end = element("p")
        shown = child((final if inserted else new).found, "pPr")
        if shown is not None:
            end.append(deepcopy(shown))
        self.marks.paragraph_change(end, child((old if inserted else final).found, "pPr"))
        if not inserted:
            end.extend(self._kept_bookmarks(final.found))
        end.extend(marked(final.pieces, kind, self.marks))
        between = [each for block in rest[:-1] for each in self._one(*((None, block) if inserted else (block, None)))]
        leading = copies(final.leading) if inserted else []
        return [*copies(new.leading), first, *between, *leading, end]

    # --- paragraphs ---------------------------------------------------------------------------------------------

    def _paragraph(self, old: Paragraph, new: Paragraph) -> Element:
        made = element("p")
        properties = child(new.found, "pPr")
        if properties is not None:
            made.append(deepcopy(properties))
        self._section(made, old.section, new.section)
        self.marks.paragraph_change(made, child(old.found, "pPr"))
        made.extend([*self._kept_bookmarks(old.found), *compared(old.pieces, new.pieces, self.marks)])
        return made

    def _section(self, made: Element, old: Element | None, new: Element | None) -> None:
        written = child(child(made, "pPr"), "sectPr")
        if written is not None:
            self.sections.append((written, old, new))

    def _whole_paragraph(self, found: Paragraph, kind: str) -> Element:
        made = element("p")
        properties = child(found.found, "pPr")
        if properties is not None:
            made.append(deepcopy(properties))
        inserted = kind == INSERTED
        self._section(made, None if inserted else found.section, found.section if inserted else None)
        self.marks.paragraph_mark(made, kind)
        if not inserted:
            made.extend(self._kept_bookmarks(found.found))
        made.extend(marked(found.pieces, kind, self.marks))
        return made

    def _kept_bookmarks(self, old: Element) -> Iterator[Element]:
        for each in old.iter(f"{W}bookmarkStart"):
            name = each.get(f"{W}name", "")
            if name in self.kept_names:
                ident = self.marks.number()
                yield element("bookmarkStart", id=ident, name=name)
                yield element("bookmarkEnd", id=ident)

    # --- what is new or gone as a whole -------------------------------------------------------------------------

    def _whole(self, block: Block, kind: str) -> list[Element]:
        if isinstance(block, Paragraph):
            return [self._whole_paragraph(block, kind)]
        if isinstance(block, Contents):
            return [self._whole_paragraph(each, kind) for each in block.inside]
        return [self._whole_table(block.found, kind)]

    def _whole_table(self, table: Element, kind: str) -> Element:
        made = deepcopy(table)
        for row in own_rows(made):
            self._whole_row(row, kind)
        return made

    def _whole_row(self, row: Element, kind: str) -> Element:
        """Marks a row, in place, with all there is in it."""
        self.marks.row_mark(row, kind)
        for cell in own_cells(row):
            self._whole_cell(cell, kind)
        return row

    def _whole_cell(self, cell: Element, kind: str) -> None:
        reader = self.new if kind == INSERTED else self.old
        content = [each for block in read_blocks(list(cell), reader) for each in self._one_whole(block, kind)]
        for each in list(cell):
            if each.tag != f"{W}tcPr":
                cell.remove(each)
        cell.extend(content)

    def _one_whole(self, block: Block, kind: str) -> list[Element]:
        leading = copies(block.leading) if kind == INSERTED else []
        return [*leading, *self._whole(block, kind)]

    # --- tables -------------------------------------------------------------------------------------------------

    def _table(self, old: Element, new: Element) -> Element:
        made = element("tbl")
        properties = deepcopy(child(new, "tblPr"))
        if properties is None:
            properties = element("tblPr")
        before = own_children(child(old, "tblPr"))
        if canon_properties(own_children(properties)) != canon_properties(before):
            properties.append(self.marks.change("tblPrChange", "tblPr", before))
        made.append(properties)
        grid, old_grid = deepcopy(child(new, "tblGrid")), child(old, "tblGrid")
        reshaped = len(own_children(grid)) != len(own_children(old_grid))
        if grid is not None:
            if reshaped:
                grid.append(self.marks.grid_change(own_children(old_grid)))
            made.append(grid)
        one, two = own_rows(old), own_rows(new)
        columns = self._columns(one, two)
        words = [[self._row_pieces(row, reader) for row in rows] for rows, reader in ((one, self.old), (two, self.new))]

        def gain(a: int, b: int) -> float:
            if columns is None and _shape(one[a]) != _shape(two[b]):
                return 0.0
            return likeness(words[0][a], words[1][b]) - _LEAST_LIKE_ROW

        # Rows that say the same are pairs, but not where a cell more or less makes them something else.
        keys = [
            [
                (None if columns else _shape(row), tuple(each.whole_key for each in said))
                for row, said in zip(rows, texts, strict=True)
            ]
            for rows, texts in zip((one, two), words, strict=True)
        ]
        for a, b in aligned(keys[0], keys[1], gain):
            if a is None and b is not None:
                made.append(self._whole_row(deepcopy(two[b]), INSERTED))
            elif b is None and a is not None:
                made.append(self._whole_row(deepcopy(one[a]), DELETED))
            elif a is not None and b is not None:
                made.append(self._row(one[a], two[b], columns, reshaped))
        return made

    def _row_pieces(self, row: Element, reader: Reader) -> list[Piece]:
        return [piece for each in row.iter(f"{W}p") for piece in reader.pieces(each) if not piece.stays]

    def _columns(self, old: list[Element], new: list[Element]) -> list[Pair] | None:
        """Which columns are which, where every row has the same; None where rows are to be taken one by one."""
        counts = {len(own_cells(row)) for row in old}, {len(own_cells(row)) for row in new}
        if any(len(each) != 1 for each in counts) or any(_is_merged(row) for row in (*old, *new)):
            return None
        texts = [
            [
                [p for row in rows for p in self._row_pieces(own_cells(row)[at], reader)]
                for at in range(next(iter(count)))
            ]
            for rows, count, reader in ((old, counts[0], self.old), (new, counts[1], self.new))
        ]
        if counts[0] == counts[1]:
            heads = [[canon_text(cell) for cell in own_cells(rows[0])] for rows in (old, new)]
            if heads[0] == heads[1]:
                return [(at, at) for at in range(len(heads[0]))]

        def gain(a: int, b: int) -> float:
            return likeness(texts[0][a], texts[1][b]) - _LEAST_LIKE_ROW

        keys = [[tuple(each.whole_key for each in column) for column in side] for side in texts]
        pairs = aligned(keys[0], keys[1], gain)
        if not any(a is not None and b is not None for a, b in pairs):
            return [(at, at) for at in range(len(texts[0]))] if counts[0] == counts[1] else None
        return pairs

    def _row(self, old: Element, new: Element, columns: list[Pair] | None, reshaped: bool) -> Element:
        made = element("tr")
        exception, old_exception = deepcopy(child(new, "tblPrEx")), child(old, "tblPrEx")
        if canon_properties(own_children(exception)) != canon_properties(own_children(old_exception)):
            if exception is None:
                exception = element("tblPrEx")
            exception.append(self.marks.change("tblPrExChange", "tblPrEx", own_children(old_exception)))
        if exception is not None:
            made.append(exception)
        properties, before = child(new, "trPr"), own_children(child(old, "trPr"))
        if properties is not None:
            made.append(deepcopy(properties))
        if canon_properties(own_children(properties)) != canon_properties(before):
            row_properties(made).append(self.marks.change("trPrChange", "trPr", before))
        one, two = own_cells(old), own_cells(new)
        for a, b in columns if columns is not None else [(at, at) for at in range(len(two))]:
            if a is None and b is not None:
                made.append(self._lone_cell(two[b], INSERTED))
            elif b is None and a is not None:
                made.append(self._lone_cell(one[a], DELETED))
            elif a is not None and b is not None:
                made.append(self._cell(one[a], two[b], reshaped))
        return made

    def _lone_cell(self, cell: Element, kind: str) -> Element:
        made = deepcopy(cell)
        self._whole_cell(made, kind)
        self.marks.cell_mark(made, kind)
        return made

    def _cell(self, old: Element, new: Element, reshaped: bool) -> Element:
        made = element("tc")
        properties = child(new, "tcPr")
        if properties is not None:
            made.append(deepcopy(properties))
        # Widths follow the text of the columns; only where there are more or fewer is the change worth a mark.
        without = () if reshaped else ("tcW",)
        before = own_children(child(old, "tcPr"))
        if canon_properties(own_children(properties, without)) != canon_properties(
            own_children(child(old, "tcPr"), without)
        ):
            cell_properties(made).append(self.marks.change("tcPrChange", "tcPr", before))
        made.extend(self.flow(list(old), list(new)))
        return made


# --- reading --------------------------------------------------------------------------------------------------------


def read_blocks(children: list[Element], reader: Reader) -> list[Block]:
    """The blocks of a flow. Content controls are opened, but for those around a field that fills whole paragraphs."""
    blocks: list[Block] = []
    leading: list[Element] = []
    field_blocks: list[Element] = []
    depth = 0
    flat = list(_opened(children))
    for found in flat:
        if found.tag == f"{W}p":
            depth_before, depth = depth, max(0, depth + _field_depth(found))
            if depth or depth_before:
                field_blocks.append(found)
                if not depth:
                    blocks.append(_contents(field_blocks, field_blocks, reader, leading))
                    field_blocks, leading = [], []
                continue
            blocks.append(_paragraph(found, reader, leading))
        elif depth:
            field_blocks.append(found)
            continue
        elif found.tag == f"{W}tbl":
            pieces = [piece for each in found.iter(f"{W}p") for piece in reader.pieces(each)]
            blocks.append(Table(found, pieces, leading))
        elif found.tag == f"{W}sdt":
            blocks.append(_contents([found], list(found.iter(f"{W}p")), reader, leading))
        else:
            if found.tag in _BETWEEN_BLOCKS and reader.keep_unmarked:
                leading.append(found)
            continue
        leading = []
    # A field that ends nowhere is text like any other.
    for found in field_blocks:
        if found.tag == f"{W}p":
            blocks.append(_paragraph(found, reader, leading))
        elif found.tag == f"{W}tbl":
            pieces = [piece for each in found.iter(f"{W}p") for piece in reader.pieces(each)]
            blocks.append(Table(found, pieces, leading))
        leading = []
    if blocks and isinstance(blocks[-1], Contents):
        final = blocks.pop()
        assert isinstance(final, Contents)
        blocks += final.inside
    return blocks


def _opened(children: list[Element]) -> Iterator[Element]:
    for each in children:
        if each.tag == f"{W}sdt" and not _holds_whole_field(each):
            content = child(each, "sdtContent")
            yield from _opened(list(content) if content is not None else [])
        elif isinstance(each.tag, str):
            yield each


def _holds_whole_field(control: Element) -> bool:
    depths = [_field_depth(each) for each in control.iter(f"{W}p")]
    return any(depths) and sum(depths) == 0


def _field_depth(paragraph: Element) -> int:
    """How many more fields begin in a paragraph than end there."""
    kinds = [each.get(f"{W}fldCharType") for each in paragraph.iter(f"{W}fldChar")]
    return kinds.count("begin") - kinds.count("end")


def _paragraph(found: Element, reader: Reader, leading: list[Element]) -> Paragraph:
    properties = child(found, "pPr")
    return Paragraph(found, reader.pieces(found), value(properties, "pStyle"), child(properties, "sectPr"), leading)


def _contents(found: list[Element], paragraphs: list[Element], reader: Reader, leading: list[Element]) -> Contents:
    """A field over several paragraphs; what decides that two are the same is all but the cached result."""
    inside = [_paragraph(each, reader, []) for each in paragraphs if each.tag == f"{W}p"]
    stack: list[bool] = []
    outside = []
    for paragraph in inside:
        for run in paragraph.found.iter(f"{W}r"):
            for sign in run:
                kind = sign.get(f"{W}fldCharType") if sign.tag == f"{W}fldChar" else None
                if kind == "begin":
                    stack.append(False)
                elif kind == "separate" and stack:
                    stack[-1] = True
                elif kind == "end" and stack:
                    stack.pop()
                elif not any(stack) and sign.tag != f"{W}rPr":
                    outside.append(" ".join((sign.text or "").split()) if sign.tag == f"{W}instrText" else canon(sign))
    ends = [canon_properties(own_children(child(each.found, "pPr"), ("rPr",))) for each in (inside[0], inside[-1])]
    return Contents(list(found), f"{outside} {ends}", inside, leading)


# --- likeness -------------------------------------------------------------------------------------------------------


def _ends_well(blocks: list[Block]) -> bool:
    """Whether a flow ends with a paragraph that can take marks; else Word adds one itself when it opens it."""
    return bool(blocks) and isinstance(blocks[-1], Paragraph) and blocks[-1].section is None


def _empty() -> Paragraph:
    return Paragraph(element("p"), [], "", None)


def _gain(old: Block, new: Block) -> float:
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        if (old.section is None) != (new.section is None):
            return 0.0
        found = likeness(old.pieces, new.pieces) - _LEAST_LIKE + (0.1 if old.style == new.style else 0.0)
        return max(found, 0.2) if old.section is not None else found
    if isinstance(old, Table) and isinstance(new, Table):
        # Two tables one after the other, the one gone and the other new, would be one table to Word.
        return likeness(old.pieces, new.pieces) + 0.05
    return 0.0


def _with_last_paired(pairs: list[Pair]) -> list[Pair]:
    """Where both flows end with something of their own, the ends are a pair however unlike: a last mark cannot go."""
    last = max((at for at, (a, b) in enumerate(pairs) if a is not None and b is not None), default=-1)
    trailing = pairs[last + 1 :]
    gone = [a for a, b in trailing if b is None]
    come = [b for a, b in trailing if a is None]
    if not gone or not come:
        return pairs
    ends: list[Pair] = [(gone[-1], come[-1])]
    return [*pairs[: last + 1], *((a, None) for a in gone[:-1]), *((None, b) for b in come[:-1]), *ends]


def own_rows(table: Element) -> list[Element]:
    """The rows, those in content controls too."""
    return _own(table, f"{W}tr")


def own_cells(row: Element) -> list[Element]:
    """The cells, those in content controls too."""
    return _own(row, f"{W}tc")


def _own(holder: Element, tag: str) -> list[Element]:
    found: list[Element] = []
    for each in holder:
        if each.tag == tag:
            found.append(each)
        elif each.tag == f"{W}sdt" and (content := child(each, "sdtContent")) is not None:
            found += _own(content, tag)
    return found


def canon_text(cell: Element) -> str:
    return "\n".join("".join(text.text or "" for text in each.iter(f"{W}t")) for each in cell.iter(f"{W}p"))


def _shape(row: Element) -> tuple[str, ...]:
    """How many cells a row has, and what they span."""
    before = [
        canon(each) for each in own_children(child(row, "trPr")) if each.tag in (f"{W}gridBefore", f"{W}gridAfter")
    ]
    spans = [
        "".join(canon(each) for each in own_children(child(cell, "tcPr")) if each.tag in {W + name for name in _SPANS})
        for cell in own_cells(row)
    ]
    return *before, *spans


def _is_merged(row: Element) -> bool:
    return any(_shape(row))
