"""Running text and single paragraphs into WordprocessingML. By hand and by string: every paragraph passes through here.

What stands where in the XML follows ECMA-376 part 1: 17.3 (paragraphs and runs), 17.9 (numbering), 17.13 (bookmarks),
17.16.22 (links).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.diagnostics import Place
from pipeline.document import Line
from pipeline.language.typography import set_typography
from pipeline.render import contract
from pipeline.render.attachments import Attachments
from pipeline.render.compiled import CompiledTemplate
from pipeline.render.run_looks import run_properties
from pipeline.render.xml_text import text_in_attribute, text_in_run
from pipeline.richtext import Block, Inline, MentionKind, Run

UNIT_START, UNIT_END, UNIT_STOP = "\x01", "\x03", "\x02"
"""Signs no XML can hold, around what a comment may be anchored to, until it is known which are."""

_NEIGHBOURS = 200

SHORT = 80
"""Texts up to this many letters (names, labels, numbers) are set once for all documents of a build."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a comment can be anchored to: its place in the sources, and whether its block's bookmark is around it."""

    place: Place
    named: bool


@lru_cache(maxsize=4096)
def _short_text(text: str) -> str:
    return text_in_run(set_typography(text))


def _set_runs(runs: Inline) -> Iterator[tuple[Run, str]]:
    """Runs with their texts once set, each seen with its neighbours."""
    texts = [run.text for run in runs]
    for index, run in enumerate(runs):
        if run.code:
            yield run, run.text
        else:
            before = "".join(texts[max(0, index - 8) : index])[-_NEIGHBOURS:]
            after = "".join(texts[index + 1 : index + 9])[:_NEIGHBOURS]
            yield run, set_typography(run.text, before, after)


class ParagraphWriter:
    """Writes the paragraphs of one document. What they need elsewhere in the package is gathered on the way.

    `missing` are styles that would have been needed and that the template does not have; `opening` is what the next
    paragraph begins with (bookmarks of what stands around it); `language` is Word's name of the document's.
    """

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
        self.language = "nb-NO"
        self.in_main = False
        self.numbers: list[str] = []
        self.units: list[Unit] = []
        self.used_anchors: set[str] = set()
        self.bookmarks: set[str] = set()
        self.missing: dict[str, None] = {}
        self.opening = ""
        self._first_number = template.first_number
        self._next_bookmark = template.first_bookmark
        self._named = False
        self._properties: dict[tuple[int, bool, bool, bool, str], str] = {}
        self._starts: dict[str, str] = {}

    def has_styles(self, names: Iterable[str]) -> bool:
        """Whether the template has the paragraph styles; those it has not are `missing`, and the document is void."""
        missing = [name for name in names if name not in self.looks.paragraphs]
        self.missing |= dict.fromkeys(missing)
        return not missing

    # --- plain text ---------------------------------------------------------------------------------------------

    def text(self, text: str) -> str:
        """Plain text inside a run."""
        return _short_text(text) if len(text) <= SHORT else text_in_run(set_typography(text))

    def plain(self, text: str) -> str:
        """Plain text in an attribute or a property."""
        return text_in_attribute(text)

    # --- runs ---------------------------------------------------------------------------------------------------

    def line(self, line: Line, base: int) -> str:
        """Running text: runs, with the bookmark of the line around them."""
        start, end = self.bookmark(line.ident)
        self._named = bool(start)
        return start + self.runs(line.runs, base) + end

    def runs(self, runs: Inline, base: int = 0) -> str:
        """Running text, with its links and what a comment may be anchored to."""
        if len(runs) == 1:
            run = runs[0]
            return self._linked(run, self._run(run, run.text if run.code else None, base))
        return "".join([self._linked(run, self._run(run, text, base)) for run, text in _set_runs(runs)])

    def bare_runs(self, runs: Inline) -> str:
        """Running text for inside a link, where no other link and no comment may stand."""
        return "".join([self._run(run, text, 0) for run, text in _set_runs(runs)])

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
                xml = self.unit(run.place, xml)
        return xml

    def unit(self, place: Place, xml: str) -> str:
        """`xml` as something a comment may be anchored to."""
        if not self.in_main or place.file not in self.remarked:
            return xml
        number = len(self.units)
        self.units.append(Unit(place, self._named))
        return f"{UNIT_START}{number}{UNIT_STOP}{xml}{UNIT_END}{number}{UNIT_STOP}"

    def label(self, text: str, place: Place) -> str:
        """A word that opens a piece, in its own character style."""
        style = self.looks.characters[contract.LABEL]
        return self.unit(
            place,
            f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t xml:space="preserve">{self.text(text)}</w:t></w:r>',
        )

    def plain_run(self, text: str) -> str:
        """A run of text as it is, without marks."""
        return f'<w:r><w:t xml:space="preserve">{text_in_run(text)}</w:t></w:r>'

    # --- paragraphs ---------------------------------------------------------------------------------------------

    def paragraph(
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
        mark, end = self.bookmark(ident) if ident else ("", "")
        if self.opening:
            mark, self.opening = self.opening + mark, ""
        out.append(f"{start}{'<w:keepNext/>' if keep else ''}{numbers}{rest}</w:pPr>{mark}{content}{end}</w:p>")

    def new_number(self, abstract: str, level: int, first: int = 1) -> str:
        """The `w:numPr` of a list that begins anew, with `first`: a number of its own on the template's definition.
        Word counts on otherwise."""
        number = self._first_number + len(self.numbers)
        self.numbers.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{first}"/></w:lvlOverride></w:num>'
        )
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'

    # --- bookmarks ----------------------------------------------------------------------------------------------

    def bookmark(self, ident: str) -> tuple[str, str]:
        """The two ends of a bookmark; nothing where the name stands in the document already."""
        if not ident or not self.in_main or ident in self.bookmarks:
            return "", ""
        self.bookmarks.add(ident)
        number = self._next_bookmark
        self._next_bookmark += 1
        name = text_in_attribute(ident)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{number}"/>'

    def around(self, out: list[str], ident: str, write: Callable[[], None]) -> None:
        """Writes blocks with a bookmark that begins in the first paragraph of them and ends in the last."""
        start, end = self.bookmark(ident)
        self.opening += start
        length = len(out)
        write()
        if end and len(out) > length and out[-1].endswith("</w:p>"):
            out[-1] = f"{out[-1][:-6]}{end}</w:p>"
        else:
            out.append(self.opening + end)
            self.opening = ""

    def take_opening(self) -> str:
        """What the next paragraph was to begin with, for something that is no paragraph (a table)."""
        opening, self.opening = self.opening, ""
        return opening

    def see_name(self, block: Block) -> None:
        """What is written next is this block's own text."""
        if self.remarked:
            self._named = bool(block.ident) and block.ident not in self.bookmarks
