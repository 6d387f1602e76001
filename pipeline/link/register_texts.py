"""The texts of a register: read and checked, or, where nothing can be wrong with one, left until somebody asks.

A register holds far more texts than any report shows. Those that are plain prose are looked through as they were typed,
and read only when a document wants them; reading them then can say nothing new.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.diagnostics import Diagnostic, Place
from pipeline.language.dates import ReadDate, read_date
from pipeline.language.style import PRINTED_RIGHT, list_remarks, style_remarks
from pipeline.link.cases import attachments_in
from pipeline.link.files import Assets
from pipeline.link.leftovers import unfinished, unfinished_in_alt, unfinished_in_runs
from pipeline.link.mentions import Mentions
from pipeline.link.register_problems import TEXT_IS_DATE, TEXT_IS_FORMULA
from pipeline.link.writing import remarks_on_lists, remarks_on_running_text
from pipeline.load.markers import read_marker, resembled, stands_alone
from pipeline.load.mentions import POSSIBLE, Found, find_mentions
from pipeline.load.source_text import SourceText
from pipeline.load.text_in_yaml import text_blocks, text_line
from pipeline.records.model import Body
from pipeline.richtext import Blocks, Image, Inline, Paragraph, Run, Table, Task, inlines, walk
from pipeline.schema.placed import Text

_MARKS = re.compile(r"[*_`<\[|\x00-\x08\x0b-\x1f]|\+\+|odta")
"""What may set letters otherwise, make a link or a table, or be an overrule."""
_POINT = re.compile(r"[-–•] (?=[^\W_])")
_OPENS_MORE = re.compile(r"[\s#!=]|[-–•○*·▪◦●]|o\t|\d{1,9}[.)]|[a-z]{1,8}[.)]")
_FORMULA = re.compile(
    r"=(?!>)\s*\S|[+@]?[A-ZÆØÅ]{2,}[A-ZÆØÅ.]*\([^)]*\)$|#(?:REF!|NAVN\?|NAME\?|VERDI!|VALUE!|I/T|N/A|DIV/0!)"
)
_NUMBER = re.compile(r"\d{5}(?:[.,]\d+)?|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?")


def is_prose(text: str) -> bool:
    """Whether `text`, read as rich text, can only give paragraphs, and one list of bullets at their end; and nothing is
    to be said of its form."""
    if _MARKS.search(text):
        return False
    paragraph = ""
    points: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            paragraph = paragraph if points else ""
            continue
        if point := _POINT.match(line):
            points.append(line[point.end() :].strip())
            if read_marker(points[-1]) or resembled(points[-1]):
                return False
            continue
        if points or _OPENS_MORE.match(line) or read_marker(line) or resembled(line) or stands_alone(line.strip()):
            return False
        paragraph = f"{paragraph} {line.strip()}".strip()
    return not points or not list_remarks(points, paragraph)


def _is_as_typed(typed: Text, source: SourceText) -> bool:
    """Whether the lines of a value are the lines that were typed: under `|`, or one line without quotes.

    YAML joins the lines of the others, and a point of a list is then no longer seen at the beginning of one.
    """
    place = typed.place
    line = source.lines[place.line - 1]
    index = source.index(place.line, place.column)
    return line.startswith("|", index) or (line.startswith(typed, index) and "\n" not in typed)


class LateText:
    """Reads one text out of its source, and resolves its references."""

    __slots__ = ("ident", "reader", "source", "typed")

    def __init__(self, typed: Text, source: SourceText, ident: str, reader: "TextReader") -> None:
        self.typed = typed
        self.source = source
        self.ident = ident
        self.reader = reader

    def __call__(self) -> Blocks:
        blocks = text_blocks(self.typed, self.source, [])
        name_cell(blocks, self.ident)
        if POSSIBLE.search(self.typed):
            texts = [runs for block in walk(blocks) for runs in inlines(block)]
            self.reader.mentions.resolve_texts(texts, self.reader.body, [])
        return blocks


def name_cell(blocks: Blocks, stem: str) -> None:
    """Gives the blocks of a cell their bookmark names."""
    named = (block for block in walk(blocks) if isinstance(block, Paragraph | Table | Image | Task))
    for count, block in enumerate(named, 1):
        block.ident = f"{stem}_{count}"


@dataclass(slots=True)
class TextReader:
    """Reads the texts of one register, whose cases are those of `body` first."""

    texts: Mapping[str, SourceText]
    mentions: Mentions
    assets: Assets
    body: Body | None
    language: str
    diagnostics: list[Diagnostic]
    images: set[str] = field(default_factory=set)
    _read: list[Inline] = field(default_factory=list)
    _clear: dict[str, bool] = field(default_factory=dict)
    _cells: list[Blocks] = field(default_factory=list)

    def blocks(self, typed: Text | None, key: str, stem: str) -> Blocks:
        """A text that may hold lists; its blocks are named after `stem`."""
        if not typed:
            return []
        self.diagnostics.extend(no_text(typed, key))
        blocks = text_blocks(typed, self.texts.get(typed.place.file), self.diagnostics)
        self.keep(blocks, stem)
        return blocks

    def keep(self, blocks: Blocks, stem: str) -> None:
        """Blocks read already: they are named after `stem`, and looked through with the others."""
        name_cell(blocks, stem)
        attachments_in(blocks, self.assets, self.diagnostics, None)
        images = [block for block in walk(blocks) if isinstance(block, Image)]
        for image in images:
            self.diagnostics.extend(unfinished_in_alt(image))
        self.images.update(path for image in images if (path := self.assets.find(image.path)))
        self._cells.append(blocks)
        self._read.extend(runs for block in walk(blocks) for runs in inlines(block))

    def line(self, typed: Text | None, key: str) -> Inline:
        """A text on one line."""
        if not typed:
            return []
        self.diagnostics.extend(no_text(typed, key))
        runs = text_line(typed, self.texts.get(typed.place.file), self.diagnostics)
        self.keep_line(runs)
        return runs

    def keep_line(self, runs: Inline) -> None:
        """As `keep`, of one running text."""
        self._read.append(runs)

    def late(self, typed: Text, source: SourceText, key: str, stem: str) -> "Blocks | LateText":
        """As `blocks`, but a text nothing is to be said of is left for later."""
        if not _is_as_typed(typed, source) or not is_prose(typed) or self._has_remarks(" ".join(typed.split())):
            return self.blocks(typed, key, stem)
        self.diagnostics.extend(no_text(typed, key))
        return LateText(typed, source, stem, self)

    def _has_remarks(self, text: str) -> bool:
        """Whether there may be something to say of a text, told from its letters alone."""
        return (
            next(unfinished(text), None) is not None
            or any(remark.code not in PRINTED_RIGHT for remark in style_remarks(text, self.language))
            or any(found.kind == "near" for found in self.mentions.names.find(text))
            or (
                POSSIBLE.search(text) is not None
                and any(not self._is_clear(text, found) for found in find_mentions(text))
            )
        )

    def _is_clear(self, text: str, found: Found) -> bool:
        """Whether a reference leads somewhere. Many texts speak of the same cases."""
        typed = text[found.start : found.end]
        key = f"{found.mention.kind} {typed}"
        clear = self._clear.get(key)
        if clear is None:
            said: list[Diagnostic] = []
            self.mentions.resolve_texts([[Run(typed, Place(""), mention=found.mention)]], self.body, said)
            clear = self._clear[key] = not said
        return clear

    def finish(self) -> None:
        """Resolves the references of all texts read so far, and says what is unfinished or written otherwise."""
        self.mentions.resolve_texts(self._read, self.body, self.diagnostics)
        for runs in self._read:
            self.diagnostics.extend(unfinished_in_runs(runs))
        self.diagnostics.extend(remarks_on_running_text(self._read, self.language))
        for blocks in self._cells:
            self.diagnostics.extend(remarks_on_lists(blocks))
        self._read.clear()
        self._cells.clear()


def no_text(typed: Text, key: str) -> Iterator[Diagnostic]:
    """Said of what a spreadsheet left where a text belongs: a formula, a date, a number for one."""
    if len(typed) > 200:
        return
    text = typed.strip()
    if not text.isascii() and text[:1] not in "=+@#0123456789":
        return
    if _FORMULA.match(text):
        yield TEXT_IS_FORMULA.at(typed.place, tekst=text)
    elif text[:1].isdigit() and (_NUMBER.fullmatch(text) or isinstance(read_date(text), ReadDate)):
        yield TEXT_IS_DATE.at(typed.place, tekst=text, nøkkel=key)
