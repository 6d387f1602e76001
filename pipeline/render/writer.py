"""Blocks and running text into WordprocessingML. By hand and by string, because every paragraph passes through here.

What stands where in the XML follows ECMA-376 part 1: 17.3 (paragraphs and runs), 17.4 (tables), 17.9 (numbering),
17.13 (bookmarks), 17.16.22 (links), 20.4.2.8 (inline pictures).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.diagnostics import Place
from pipeline.document import Line, Text
from pipeline.language.typography import set_typography
from pipeline.render import contract
from pipeline.render.attachments import Attachments
from pipeline.render.columns import column_texts, column_widths, is_numeric
from pipeline.render.compiled import CompiledTemplate
from pipeline.render.pictures import EMU_PER_TWIP
from pipeline.render.run_looks import run_properties
from pipeline.render.xml_text import text_in_attribute, text_in_run
from pipeline.richtext import (
    Block,
    Blocks,
    Heading,
    Image,
    Inline,
    ListKind,
    Marker,
    MentionKind,
    Paragraph,
    Piece,
    Run,
    Table,
    Task,
    TextList,
    plain,
)

UNIT_START, UNIT_END, UNIT_STOP = "\x01", "\x03", "\x02"
"""Signs no XML can hold, around what a comment may be anchored to, until it is known which are."""

_DECISIONS = frozenset([Marker.PROPOSAL, Marker.DECISION, Marker.CONCLUSION])
_NEIGHBOURS = 200
_LARGEST_SHARE = 0.6
_AFTER_TABLE = '<w:spacing w:before="160"/>'
_ENDS_SENTENCE = (".", "!", "?", "…", ":")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a comment can be anchored to: its place in the sources, and whether its block's bookmark is around it."""

    place: Place
    named: bool


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where blocks are written: style of plain paragraphs, their left indent in twips (set directly where `indented`),
    how many lists stand around, whether the numbered points here are those of a decision, and how far a point of one
    hangs (0: not in such a point)."""

    style: str = contract.BODY
    left: int = 0
    indented: bool = False
    depth: int = 0
    decision: bool = False
    hanging: int = 0


_TOP = _Setting()


SHORT = 80
"""Texts up to this many letters (names, labels, numbers) are set once for all documents of a build."""


@lru_cache(maxsize=4096)
def _short_text(text: str) -> str:
    return text_in_run(set_typography(text))


def _follows_up(block: Block | None) -> bool:
    """Whether a block is a task or holds tasks: what comes after it needs no label of its own."""
    return isinstance(block, Task) or (isinstance(block, Piece) and block.marker is Marker.FOLLOW_UP)


class DocumentWriter:
    """Writes the texts of one document. What they need elsewhere in the package is gathered on the way."""

    def __init__(
        self,
        template: CompiledTemplate,
        attachments: Attachments,
        translate_word: Callable[[str], str],
        anchors: Mapping[str, str],
        remarked: frozenset[str],
    ) -> None:
        self.looks = template.looks
        self.bases = template.run_bases
        self.attachments = attachments
        self.translate_word = translate_word
        self.anchors = anchors
        self.remarked = remarked
        self.in_main = False
        self.numbers: list[str] = []
        self.units: list[Unit] = []
        self.used_anchors: set[str] = set()
        self.bookmarks: set[str] = set()
        self._first_number = template.first_number
        self._next_bookmark = template.first_bookmark
        self._named = False
        self._properties: dict[tuple[int, bool, bool, bool, str], str] = {}
        self._starts: dict[str, str] = {}
        self._opening = ""
        self._pictures = 0

    # --- what the template's filters call -----------------------------------------------------------------------

    def text(self, text: str) -> str:
        """Plain text inside a run."""
        return _short_text(text) if len(text) <= SHORT else text_in_run(set_typography(text))

    def plain(self, text: str) -> str:
        """Plain text in an attribute or a property."""
        return text_in_attribute(text)

    def line(self, line: Line, base: int) -> str:
        """Running text: runs, with the bookmark of the line around them."""
        start, end = self._bookmark(line.ident)
        self._named = bool(start)
        return start + self._runs(line.runs, base) + end

    def blocks(self, text: Text) -> str:
        """Whole paragraphs, lists, tables, images."""
        out: list[str] = []
        self._write(text.blocks, out, _TOP)
        return "".join(out)

    # --- runs ---------------------------------------------------------------------------------------------------

    def _runs(self, runs: Inline, base: int = 0) -> str:
        if len(runs) == 1:
            run = runs[0]
            return self._linked(run, self._run(run, run.text if run.code else None, base))
        pieces: list[str] = []
        texts = [run.text for run in runs]
        for index, run in enumerate(runs):
            if run.code:
                text = run.text
            else:
                before = "".join(texts[max(0, index - 8) : index])[-_NEIGHBOURS:]
                after = "".join(texts[index + 1 : index + 9])[:_NEIGHBOURS]
                text = set_typography(run.text, before, after)
            pieces.append(self._linked(run, self._run(run, text, base)))
        return "".join(pieces)

    def _run(self, run: Run, text: str | None, base: int) -> str:
        """A run; `text` is what it says once set, None where it stands alone and is still to be set."""
        style = self.looks.characters[contract.CODE] if run.code else ""
        if run.href and self.in_main and self.attachments.link(run.href):
            style = self.looks.characters[contract.LINK]
        key = (base, run.bold, run.italic, run.underline, style)
        properties = self._properties.get(key)
        if properties is None:
            properties = self._properties[key] = run_properties(self.bases[base], *key[1:])
        inner = self.text(run.text) if text is None else text_in_run(text)
        return f'<w:r>{properties}<w:t xml:space="preserve">{inner}</w:t></w:r>'

    def _linked(self, run: Run, xml: str) -> str:
        if self.in_main:
            if run.href:
                relation = self.attachments.link(run.href)
                if relation:
                    xml = f'<w:hyperlink r:id="{relation}" w:history="1">{xml}</w:hyperlink>'
            elif run.mention is not None and run.mention.target and run.mention.kind is not MentionKind.PERSON:
                anchor = self.anchors.get(run.mention.target)
                if anchor:
                    self.used_anchors.add(anchor)
                    xml = f'<w:hyperlink w:anchor="{text_in_attribute(anchor)}" w:history="1">{xml}</w:hyperlink>'
            if run.place.file in self.remarked:
                xml = self._unit(run.place, xml)
        return xml

    def _unit(self, place: Place, xml: str) -> str:
        if not self.in_main or place.file not in self.remarked:
            return xml
        number = len(self.units)
        self.units.append(Unit(place, self._named))
        return f"{UNIT_START}{number}{UNIT_STOP}{xml}{UNIT_END}{number}{UNIT_STOP}"

    def _label(self, text: str, place: Place) -> str:
        """A word that opens a piece, in its own character style."""
        style = self.looks.characters[contract.LABEL]
        return self._unit(
            place,
            f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t xml:space="preserve">{self.text(text)}</w:t></w:r>',
        )

    def _plain_run(self, text: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{text_in_run(text)}</w:t></w:r>'

    # --- paragraphs ---------------------------------------------------------------------------------------------

    def _paragraph(
        self,
        out: list[str],
        style: str,
        content: str,
        ident: str = "",
        keep: bool = False,
        numbers: str = "",
        rest: str = "",
    ) -> None:
        """A paragraph. `numbers` is its `w:numPr`, `rest` the properties after it (spacing, indent, alignment)."""
        start = self._starts.get(style)
        if start is None:
            start = self._starts[style] = f'<w:p><w:pPr><w:pStyle w:val="{self.looks.paragraphs[style][0]}"/>'
        mark, end = self._bookmark(ident) if ident else ("", "")
        if self._opening:
            mark, self._opening = self._opening + mark, ""
        out.append(f"{start}{'<w:keepNext/>' if keep else ''}{numbers}{rest}</w:pPr>{mark}{content}{end}</w:p>")

    def _bookmark(self, ident: str) -> tuple[str, str]:
        """The two ends of a bookmark; nothing where the name stands in the document already."""
        if not ident or not self.in_main or ident in self.bookmarks:
            return "", ""
        self.bookmarks.add(ident)
        number = self._next_bookmark
        self._next_bookmark += 1
        name = text_in_attribute(ident)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def _around(self, out: list[str], ident: str, write: Callable[[], None]) -> None:
        """Writes blocks with a bookmark that begins in the first paragraph of them and ends in the last."""
        start, end = self._bookmark(ident)
        self._opening += start
        length = len(out)
        write()
        if end and len(out) > length and out[-1].endswith("</w:p>"):
            out[-1] = f"{out[-1][:-6]}{end}</w:p>"
        else:
            out.append(self._opening + end)
            self._opening = ""

    def _see_name(self, block: Block) -> None:
        if self.remarked:
            self._named = bool(block.ident) and block.ident not in self.bookmarks

    # --- blocks -------------------------------------------------------------------------------------------------

    def _write(self, blocks: Blocks, out: list[str], setting: _Setting) -> None:
        previous: Block | None = None
        last = len(blocks) - 1
        for index, block in enumerate(blocks):
            following = blocks[index + 1] if index < last else None
            kind = type(block)
            if kind is Paragraph:  # most blocks are; quicker than isinstance, but mypy does not see through it
                self._see_name(block)
                self._text_paragraph(block, out, setting, previous, following)  # type: ignore[arg-type]
            elif isinstance(block, TextList):
                self._list(block, out, setting)
            elif isinstance(block, Piece):
                if _follows_up(block) and _follows_up(previous) and not setting.depth:
                    self._write(block.blocks, out, replace(setting, style=contract.TASK))
                else:
                    self._piece(block, out, setting)
            elif isinstance(block, Task):
                if not setting.depth and setting.style != contract.TASK and not _follows_up(previous):
                    label = self._label(f"{self.translate_word(Marker.FOLLOW_UP.value)}:", block.place)
                    self._paragraph(out, contract.TASK, label, keep=True)
                self._task(block, out, setting)
            elif isinstance(block, Heading):
                self._see_name(block)
                style = contract.HEADINGS[max(0, min(block.level, len(contract.HEADINGS)) - 1)]
                self._paragraph(out, style, self._runs(block.runs), block.ident)
            elif isinstance(block, Table):
                if isinstance(previous, Table):
                    self._paragraph(out, contract.CELL, "")
                self._see_name(block)
                self._table(block, out, setting)
            elif isinstance(block, Image):
                self._see_name(block)
                self._image(block, out, setting)
            previous = block

    def _text_paragraph(
        self, block: Paragraph, out: list[str], setting: _Setting, previous: Block | None, following: Block | None
    ) -> None:
        keep = following is not None and type(following) is not Paragraph and _leads_in(block, following, setting)
        spacing = _AFTER_TABLE if isinstance(previous, Table) else ""
        rest = spacing + self._indent(setting)
        content = self._runs(block.runs)
        if setting.hanging:
            # More under a point of a decision hangs as the point does: the box is as wide as its paragraphs.
            content = f"<w:r><w:tab/></w:r>{content}"
        self._paragraph(out, setting.style, content, block.ident, keep=keep, rest=rest)

    def _indent(self, setting: _Setting) -> str:
        hanging = f' w:hanging="{setting.hanging}"' if setting.hanging else ""
        return f'<w:ind w:left="{setting.left}"{hanging}/>' if setting.indented else ""

    def _list(self, block: TextList, out: list[str], setting: _Setting) -> None:
        decided = setting.decision and block.kind is ListKind.NUMBER
        point = contract.PROPOSAL_POINT if setting.style == Marker.PROPOSAL.value else contract.DECISION_POINT
        style = point if decided else contract.list_style(block.kind, setting.depth)
        _, _, abstract, level, left, hanging = self.looks.paragraphs[style]
        numbers = "" if block.kind is ListKind.BULLET else self._new_number(abstract, level)
        if decided:
            inner = _Setting(setting.style, left, True, setting.depth + 1, hanging=hanging)
        else:
            name = contract.continuation(setting.depth)
            inner = _Setting(name, self.looks.paragraphs[name][1] or left, False, setting.depth + 1)
        if block.ident:
            self._around(out, block.ident, lambda: self._items(block, out, style, numbers, inner))
        else:
            self._items(block, out, style, numbers, inner)

    def _items(self, block: TextList, out: list[str], style: str, numbers: str, inner: _Setting) -> None:
        for item in block.items:
            if item.ident:
                start, end = self._bookmark(item.ident)
                self._opening += start
            else:
                end = ""
            blocks = item.blocks
            first = blocks[0] if blocks else None
            if isinstance(first, Paragraph):
                self._see_name(first)
                keep = len(blocks) > 1 and isinstance(blocks[1], Piece)
                self._paragraph(out, style, self._runs(first.runs), first.ident, keep, numbers)
                blocks = blocks[1:]
            else:
                # The number of a point that begins with something else still has to stand somewhere.
                self._paragraph(out, style, "", keep=bool(blocks), numbers=numbers)
            if blocks:
                self._write(blocks, out, inner)
            if end:
                if out[-1].endswith("</w:p>"):
                    out[-1] = f"{out[-1][:-6]}{end}</w:p>"
                else:
                    out.append(end)

    def _new_number(self, abstract: str, level: int) -> str:
        """A list that begins anew: a number of its own on the template's definition. Word counts on otherwise."""
        number = self._first_number + len(self.numbers)
        self.numbers.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'

    def _piece(self, block: Piece, out: list[str], setting: _Setting) -> None:
        style = block.marker.value
        left = setting.left + self.looks.paragraphs[style][1] if setting.depth else 0
        inner = _Setting(
            style, left, bool(setting.depth), setting.depth, block.marker in _DECISIONS and not setting.depth
        )

        def write() -> None:
            label = self._label(f"{self.translate_word(block.marker.value)}:", block.place)
            blocks = block.blocks
            first = blocks[0] if blocks else None
            rest = self._indent(inner)
            if isinstance(first, Paragraph):
                self._see_name(first)
                keep = len(blocks) > 1 and not isinstance(blocks[1], Paragraph)
                content = f"{label}{self._plain_run(' ')}{self._runs(first.runs)}"
                self._paragraph(out, style, content, first.ident, keep=keep, rest=rest)
                blocks = blocks[1:]
            else:
                self._paragraph(out, style, label, keep=bool(blocks), rest=rest)
            if blocks:
                self._write(blocks, out, inner)

        self._around(out, block.ident, write) if block.ident else write()

    def _task(self, block: Task, out: list[str], setting: _Setting) -> None:
        self._see_name(block)
        own = self.looks.paragraphs[contract.TASK][1]
        left = setting.left + own if setting.depth else own
        content = []
        if block.owners:
            names = ", ".join(name for name, _ in block.owners)
            content += [self._label(f"{names}:", block.owners[0][1]), self._plain_run(" ")]
        content.append(self._runs(block.what) if block.what else "")
        if block.due:
            stop = "" if plain(block.what).rstrip().endswith(_ENDS_SENTENCE) else "."
            due = self.text(f"{self.translate_word('Frist')}: {block.due}.")
            due_run = f'<w:r><w:t xml:space="preserve">{due}</w:t></w:r>'
            content += [self._plain_run(f"{stop} "), self._unit(block.due_place or block.place, due_run)]
        inner = replace(setting, depth=setting.depth + 1, left=left, decision=False)
        if setting.depth == 0:
            inner = replace(inner, style=contract.TASK, indented=False)

        def write() -> None:
            rest = f'<w:ind w:left="{left}"/>' if setting.depth else ""
            self._paragraph(out, contract.TASK, "".join(content), keep=bool(block.blocks), rest=rest)
            if block.blocks:
                self._write(block.blocks, out, inner)

        self._around(out, block.ident, write) if block.ident else write()

    # --- tables and images --------------------------------------------------------------------------------------

    def _table(self, block: Table, out: list[str], setting: _Setting) -> None:
        count = max([len(block.header), *(len(row) for row in block.rows)], default=0)
        if not count:
            return
        texts = column_texts(block, count)
        width = max(self.looks.text_width - setting.left, 1000)
        widths = column_widths(texts, width)
        right = [is_numeric(column) for column in texts]
        start, end = self._bookmark(block.ident)
        pieces = [
            f'{self._opening}{start}<w:tbl><w:tblPr><w:tblStyle w:val="{self.looks.table}"/>'
            f'<w:tblW w:w="{width}" w:type="dxa"/>'
        ]
        self._opening = ""
        if setting.left:
            pieces.append(f'<w:tblInd w:w="{setting.left}" w:type="dxa"/>')
        pieces.append(
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
            ' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>'
        )
        pieces += [f'<w:gridCol w:w="{each}"/>' for each in widths]
        pieces.append("</w:tblGrid>")
        self._row(block.header, contract.HEADER_CELL, "<w:cantSplit/><w:tblHeader/>", widths, right, pieces)
        for row in block.rows:
            self._row(row, contract.CELL, "<w:cantSplit/>", widths, right, pieces)
        pieces.append(f"</w:tbl>{end}")
        out.append("".join(pieces))

    def _row(
        self, cells: list[Inline], style: str, properties: str, widths: list[int], right: list[bool], pieces: list[str]
    ) -> None:
        pieces.append(f"<w:tr><w:trPr>{properties}</w:trPr>")
        for index, width in enumerate(widths):
            pieces.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>')
            content = self._runs(cells[index]) if index < len(cells) else ""
            self._paragraph(pieces, style, content, rest='<w:jc w:val="right"/>' if right[index] else "")
            pieces.append("</w:tc>")
        pieces.append("</w:tr>")

    def _image(self, block: Image, out: list[str], setting: _Setting) -> None:
        placed = self.attachments.image(block) if self.in_main else None
        indent = f'<w:ind w:left="{setting.left}"/>' if setting.left else ""
        if placed is None:
            words = f"[{self.translate_word('Bilde')}: {block.alt or block.path}]"
            drawing = f'<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">{self.text(words)}</w:t></w:r>'
        else:
            drawing = f"<w:r>{self._drawing(block, placed.relation, *placed.picture[1:], setting.left)}</w:r>"

        def write() -> None:
            content = self._unit(block.place, drawing)
            self._paragraph(out, contract.IMAGE, content, keep=bool(block.caption), rest=indent)
            if block.caption:
                self._paragraph(out, contract.CAPTION, self._runs(block.caption), rest=indent)

        self._around(out, block.ident, write) if block.ident else write()

    def _drawing(self, block: Image, relation: str, width: int, height: int, left: int) -> str:
        room = (self.looks.text_width - left) * EMU_PER_TWIP
        tallest = self.looks.text_height * EMU_PER_TWIP * _LARGEST_SHARE
        scale = min(1.0, room / width, tallest / height)
        across, down = max(1, int(width * scale)), max(1, int(height * scale))
        self._pictures += 1
        name = f"{self.translate_word('Bilde')} {self._pictures}"
        words = block.alt.strip() or name
        return (
            '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
            f' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
            f'<wp:docPr id="0" name="{text_in_attribute(name)}" descr="{text_in_attribute(words)}"/>'
            '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
            f'<pic:cNvPr id="0" name="{text_in_attribute(name)}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>"
        )


def _leads_in(block: Paragraph, following: Block, setting: _Setting) -> bool:
    """Whether a paragraph belongs on the page of what follows: a lead-in to a list, a point before its answer."""
    if isinstance(following, TextList | Table | Image):
        return bool(block.runs) and block.runs[-1].text.rstrip().endswith(":")
    return isinstance(following, Piece) and setting.depth > 0
