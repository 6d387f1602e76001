"""Blocks into WordprocessingML: each construct of a text as a named style with real numbering.

Paragraphs and runs are written by `paragraphs`, tables by `tables` and `grids`, the rest by modules of their names.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pipeline.document import Text
from pipeline.render import contract
from pipeline.render.attachments import Attachments
from pipeline.render.captions import CaptionWriter
from pipeline.render.charts import ChartWriter
from pipeline.render.compiled import CompiledTemplate
from pipeline.render.contents import write_contents
from pipeline.render.grids import write_grid
from pipeline.render.images import ImageWriter
from pipeline.render.list_numbers import first_number
from pipeline.render.paragraphs import ParagraphWriter
from pipeline.render.sections import TURN_BACK
from pipeline.render.tables import write_table
from pipeline.richtext import (
    Block,
    Blocks,
    Chart,
    Contents,
    DataBlock,
    Grid,
    Heading,
    Image,
    ListKind,
    Marker,
    Paragraph,
    Piece,
    Quotation,
    Table,
    Task,
    TextList,
    plain,
)

_DECISIONS = frozenset([Marker.PROPOSAL, Marker.DECISION, Marker.CONCLUSION])
_SHORT_LEAD = 160
"""Letters of a paragraph that is kept on the page of the table it leads to."""
_AFTER_TABLE = '<w:spacing w:before="160"/>'
_ENDS_SENTENCE = (".", "!", "?", "…", ":")


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where blocks are written: style of plain paragraphs, their left indent in twips (set directly where `indented`),
    how many lists stand around, whether the numbered points here are those of a decision, how far a point of one or of
    a quotation hangs (0: not in such a point), in a cell of a grid the width of its text (0: in no cell), and in a
    quotation its left indent (`quoted`, None: in none) and whether its source comes next."""

    style: str = contract.BODY
    left: int = 0
    indented: bool = False
    depth: int = 0
    decision: bool = False
    hanging: int = 0
    room: int = 0
    quoted: int | None = None
    before_source: bool = False


_TOP = _Setting()


def _follows_up(block: Block | None) -> bool:
    """Whether a block is a task or holds tasks: what comes after it needs no label of its own."""
    return isinstance(block, Task) or (isinstance(block, Piece) and block.marker is Marker.FOLLOW_UP)


def _own_style(style: str, setting: _Setting) -> str:
    """The style of a piece or a task; in a cell it looks as the cell does."""
    return setting.style if setting.room else style


class DocumentWriter(ParagraphWriter):
    """Writes the texts of one document. What they need elsewhere in the package is gathered on the way."""

    def __init__(
        self,
        template: CompiledTemplate,
        attachments: Attachments,
        translate_word: Callable[[str], str],
        anchors: Mapping[str, str],
        remarked: frozenset[str],
    ) -> None:
        super().__init__(template, attachments, translate_word, anchors, remarked)
        self._captions = captions = CaptionWriter(self)
        self._images = ImageWriter(self, captions)
        self._charts = ChartWriter(self, captions)

    def blocks(self, text: Text) -> str:
        """Whole paragraphs, lists, tables, images."""
        out: list[str] = []
        self._write(text.blocks, out, _TOP)
        return "".join(out)

    def _write_cell(self, blocks: Blocks, out: list[str], style: str, room: int) -> None:
        self._write(blocks, out, _Setting(style, room=room))

    # --- blocks -------------------------------------------------------------------------------------------------

    def _write(self, blocks: Blocks, out: list[str], setting: _Setting, previous: Block | None = None) -> None:
        last = len(blocks) - 1
        for index, block in enumerate(blocks):
            following = blocks[index + 1] if index < last else None
            kind = type(block)
            if kind is Paragraph:  # most blocks are; quicker than isinstance, but mypy does not see through it
                self.see_name(block)
                stays = index < last and not setting.room and _leads_to_table(blocks, index)
                self._text_paragraph(block, out, setting, previous, following, stays)  # type: ignore[arg-type]
            elif isinstance(block, TextList):
                self._list(block, out, setting)
            elif isinstance(block, Piece):
                if _follows_up(block) and _follows_up(previous) and not setting.depth:
                    self._write(block.blocks, out, replace(setting, style=_own_style(contract.TASK, setting)))
                else:
                    self._piece(block, out, setting)
            elif isinstance(block, Quotation):
                self._quotation(block, out, setting)
            elif isinstance(block, Task):
                if not setting.depth and setting.style != contract.TASK and not _follows_up(previous):
                    label = self.label(f"{self.translate_word(Marker.FOLLOW_UP.value)}:", block.place)
                    self.paragraph(out, _own_style(contract.TASK, setting), label, keep=True)
                self._task(block, out, setting)
            elif isinstance(block, Heading):
                self.see_name(block)
                style = contract.HEADINGS[max(0, min(block.level, len(contract.HEADINGS) - 1))]
                self.paragraph(out, style, self.runs(block.runs), block.ident)
            elif isinstance(block, Table | Grid):
                self.see_name(block)
                apart = isinstance(previous, Table | Grid)
                if isinstance(block, Grid):
                    write_grid(self, self._captions, block, out, setting.left, apart, self._write_cell)
                    self._below(block, out, setting)
                else:
                    write_table(self, block, out, setting.left, apart)
            elif isinstance(block, Image):
                self.see_name(block)
                room = (setting.room or self.looks.text_width) - setting.left
                self._images.write(block, out, setting.left, room)
            elif isinstance(block, Chart):
                assert not setting.room, "no chart can be read in a cell"
                self.see_name(block)
                self._charts.write(block, out, setting.left, self.looks.text_width - setting.left)
            elif isinstance(block, Contents):
                write_contents(self, block, out)
            else:
                assert not isinstance(block, DataBlock), f"a kind must print «{block.word}» as other blocks"
            previous = block

    def _below(self, block: Grid, out: list[str], setting: _Setting) -> None:
        """What explains a grid, on its page: also where that is on its side."""
        if not block.below or not out:
            return
        turned = out[-1].endswith(TURN_BACK)
        out[-1] = out[-1].removesuffix(TURN_BACK)
        self._write(block.below, out, replace(setting, style=_own_style(contract.CAPTION, setting)), block)
        if turned:
            out.append(TURN_BACK)

    def _text_paragraph(
        self,
        block: Paragraph,
        out: list[str],
        setting: _Setting,
        previous: Block | None,
        following: Block | None,
        stays: bool = False,
    ) -> None:
        """A paragraph; one that `stays` is on the page of what follows."""
        if stays:
            keep = True
        elif following is None:
            keep = setting.before_source
        else:
            keep = type(following) is not Paragraph and _leads_in(block, following, setting)
        spacing = _AFTER_TABLE if isinstance(previous, Table | Grid) else ""
        rest = spacing + self._indent(setting)
        content = self.runs(block.runs)
        if setting.hanging:
            # More under a point of a decision hangs as the point does: the box is as wide as its paragraphs. So does
            # more under a point of a quotation, whose line stands at its left.
            content = f"<w:r><w:tab/></w:r>{content}"
        self.paragraph(out, setting.style, content, block.ident, keep=keep, rest=rest)

    def _indent(self, setting: _Setting) -> str:
        hanging = f' w:hanging="{setting.hanging}"' if setting.hanging else ""
        return f'<w:ind w:left="{setting.left}"{hanging}/>' if setting.indented else ""

    def _list(self, block: TextList, out: list[str], setting: _Setting) -> None:
        decided = setting.decision and block.kind is ListKind.NUMBER
        point = contract.PROPOSAL_POINT if setting.style == Marker.PROPOSAL.value else contract.DECISION_POINT
        family = contract.cell_list_style if setting.room else contract.list_style
        style = point if decided else family(block.kind, setting.depth)
        _, _, abstract, level, left, hanging = self.looks.paragraphs[style]
        if setting.quoted is not None:
            left += setting.quoted
        counted = block.kind is not ListKind.BULLET or setting.quoted is not None
        numbers = self.new_number(abstract, level, first_number(block)) if counted else ""
        rest = ""
        if decided:
            inner = _Setting(setting.style, left, True, setting.depth + 1, hanging=hanging)
        elif setting.quoted is not None:
            # The outermost points are paragraphs of the quotation, numbered: the line at its left goes on beside them.
            outermost = not setting.depth
            rest = f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'
            inner = replace(setting, left=left, indented=True, depth=setting.depth + 1, before_source=False)
            if outermost:
                style, inner = setting.style, replace(inner, hanging=hanging)
            else:
                name = contract.CELL if setting.room else contract.continuation(setting.depth)
                inner = replace(inner, style=name, hanging=0)
        elif setting.room:
            inner = _Setting(setting.style, left, True, setting.depth + 1, room=setting.room)
        else:
            name = contract.continuation(setting.depth)
            inner = _Setting(name, self.looks.paragraphs[name][1] or left, False, setting.depth + 1)
        if block.ident:
            self.around(out, block.ident, lambda: self._items(block, out, style, numbers, rest, inner))
        else:
            self._items(block, out, style, numbers, rest, inner)

    def _items(self, block: TextList, out: list[str], style: str, numbers: str, rest: str, inner: _Setting) -> None:
        for item in block.items:
            if item.ident:
                start, end = self.bookmark(item.ident)
                self.opening += start
            else:
                end = ""
            blocks = item.blocks
            first = blocks[0] if blocks else None
            if isinstance(first, Paragraph):
                self.see_name(first)
                keep = len(blocks) > 1 and isinstance(blocks[1], Piece)
                self.paragraph(out, style, self.runs(first.runs), first.ident, keep, numbers, rest)
                blocks = blocks[1:]
            else:
                # The number of a point that begins with something else still has to stand somewhere.
                self.paragraph(out, style, "", keep=bool(blocks), numbers=numbers, rest=rest)
            if blocks:
                self._write(blocks, out, inner)
            if end:
                if out[-1].endswith("</w:p>"):
                    out[-1] = f"{out[-1][:-6]}{end}</w:p>"
                else:
                    out.append(end)

    def _piece(self, block: Piece, out: list[str], setting: _Setting) -> None:
        if setting.room:
            style, inner = setting.style, setting
        else:
            style = block.marker.value
            left = setting.left + self.looks.paragraphs[style][1] if setting.depth else 0
            decision = block.marker in _DECISIONS and not setting.depth
            inner = _Setting(style, left, bool(setting.depth), setting.depth, decision)

        def write() -> None:
            label = self.label(f"{self.translate_word(block.marker.value)}:", block.place)
            blocks = block.blocks
            first = blocks[0] if blocks else None
            rest = self._indent(inner)
            if isinstance(first, Paragraph):
                self.see_name(first)
                keep = len(blocks) > 1 and not isinstance(blocks[1], Paragraph)
                content = f"{label}{self.plain_run(' ')}{self.runs(first.runs)}"
                self.paragraph(out, style, content, first.ident, keep=keep, rest=rest)
                blocks = blocks[1:]
            else:
                self.paragraph(out, style, label, keep=bool(blocks), rest=rest)
            if blocks:
                self._write(blocks, out, inner)

        self.around(out, block.ident, write) if block.ident else write()

    def _quotation(self, block: Quotation, out: list[str], setting: _Setting) -> None:
        """A quotation: a text of its own, indented from where it stands, and below it who said it."""
        needed = contract.CELL_QUOTATION_STYLES if setting.room else contract.QUOTATION_STYLES
        if not self.has_styles(needed):
            return
        style, source_style = needed[0], needed[-1]
        left = setting.left + self.looks.paragraphs[style][1]
        # Directly indented only where something stands around it, so that the template's own indent holds elsewhere.
        inner = _Setting(
            style,
            left,
            bool(setting.left),
            room=setting.room,
            quoted=left,
            before_source=bool(block.source),
        )
        self._write(block.blocks, out, inner)
        if block.source:
            self.see_name(block)
            indent = setting.left + self.looks.paragraphs[source_style][1]
            rest = f'<w:ind w:left="{indent}"/>' if setting.left else ""
            content = f"{self.plain_run('– ')}{self.runs(block.source)}"
            self.paragraph(out, source_style, content, block.ident, rest=rest)

    def _task(self, block: Task, out: list[str], setting: _Setting) -> None:
        self.see_name(block)
        style = _own_style(contract.TASK, setting)
        own = 0 if setting.room else self.looks.paragraphs[contract.TASK][1]
        left = setting.left + own if setting.depth else own
        content = []
        if block.owners:
            names = ", ".join(name for name, _ in block.owners)
            content += [self.label(f"{names}:", block.owners[0][1]), self.plain_run(" ")]
        content.append(self.runs(block.what) if block.what else "")
        if block.due:
            stop = "" if plain(block.what).rstrip().endswith(_ENDS_SENTENCE) else "."
            due = self.text(f"{self.translate_word('Frist')}: {block.due}.")
            due_run = f'<w:r><w:t xml:space="preserve">{due}</w:t></w:r>'
            content += [self.plain_run(f"{stop} "), self.unit(block.due_place or block.place, due_run)]
        inner = replace(setting, depth=setting.depth + 1, left=left, decision=False)
        if setting.depth == 0:
            inner = replace(inner, style=style, indented=False)

        def write() -> None:
            rest = f'<w:ind w:left="{left}"/>' if setting.depth else ""
            self.paragraph(out, style, "".join(content), keep=bool(block.blocks), rest=rest)
            if block.blocks:
                self._write(block.blocks, out, inner)

        self.around(out, block.ident, write) if block.ident else write()


def _leads_to_table(blocks: Blocks, index: int) -> bool:
    """Whether a short paragraph stands before a table, with one more between them at most: a heading above it then goes
    to the table's page too."""
    ahead = blocks[index + 1]
    if type(ahead) is Paragraph and index + 2 < len(blocks):
        ahead = blocks[index + 2]
    if not isinstance(ahead, Table) and not (isinstance(ahead, Grid) and not ahead.landscape):
        return False  # what goes with a table to a page on its side is seen to when the page is turned
    paragraphs = blocks[index : index + 2]
    return all(len(plain(each.runs)) <= _SHORT_LEAD for each in paragraphs if isinstance(each, Paragraph))


def _leads_in(block: Paragraph, following: Block, setting: _Setting) -> bool:
    """Whether a paragraph belongs on the page of what follows: a lead-in to a list, a point before its answer."""
    if isinstance(following, TextList | Table | Grid | Image | Chart | Quotation):
        return bool(block.runs) and block.runs[-1].text.rstrip().endswith(":")
    return isinstance(following, Piece) and setting.depth > 0
