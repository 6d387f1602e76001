"""Renders a little content through a little template, and reads the result back."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lxml import etree
from support.word_templates import W, word_template

from pipeline.diagnostics import Diagnostic, Place
from pipeline.document import Document, DocumentKind, Line, Text, about
from pipeline.render.compiled import CompiledTemplate
from pipeline.render.docx import render_document
from pipeline.render.template import compile_template
from pipeline.richtext import Block, Inline, Item, ListKind, Paragraph, Run, TextList

NAME = f"{{{W}}}"
SOURCE = "sources/moter/gruppa/2020-04-28.md"


@dataclass(slots=True)
class Point:
    navn: str = about("Et navn")
    linje: Line = about("En linje")


@dataclass(slots=True)
class Content:
    tittel: str = about("Tittelen")
    ferdig: bool = about("Sant når det er ferdig")
    linje: Line = about("En linje")
    tekst: Text = about("En tekst")
    punkter: list[Point] = about("Noen punkter")
    setninger: list[Line] = about("Noen setninger")
    måned: str = about("En måned")


def place(line: int = 1, column: int = 1) -> Place:
    return Place(SOURCE, line, column)


def words(text: str, line: int = 1, **marks: object) -> Inline:
    """Running text of one run."""
    return [Run(text, place(line), **marks)]  # type: ignore[arg-type]


def para(text: str, line: int = 1, ident: str = "") -> Paragraph:
    return Paragraph(words(text, line), place(line), ident)


def listed(kind: ListKind, *items: str | list[Block], level: int = 0) -> TextList:
    """A list; an item is its text, or its blocks."""
    return TextList(
        kind, [Item([para(item)] if isinstance(item, str) else item, place()) for item in items], place(), level
    )


def content(*blocks: Block, **fields: object) -> Content:
    """Content whose text is `blocks`; the other fields hold something unless given."""
    whole = Content("Tittel", True, Line(words("Linje")), Text(list(blocks)), [], [], "april")
    return replace(whole, **fields)  # type: ignore[arg-type]


def sample() -> Content:
    return content(para("Tekst"), punkter=[Point("Vik", Line(words("linje")))], setninger=[Line(words("En setning."))])


KIND: DocumentKind[object] = DocumentKind("prove", "", Content, lambda project: [], lambda project, of: None, sample)  # type: ignore[arg-type, return-value]


def document(of: object, remarks: Sequence[Diagnostic] = (), **fields: object) -> Document:
    known = Document(
        kind="prove",
        id="gruppa/2020-04-28",
        stem="2020-04-28-gruppa-prove",
        source=SOURCE,
        language="nb",
        title="Prøve",
        subject="Møte",
        author="Gruppa",
        date=date(2020, 4, 28),
        content=of,
        remarks=list(remarks),
    )
    return replace(known, **fields)  # type: ignore[arg-type]


def compiled(data: bytes) -> CompiledTemplate:
    """The template made ready; it must be without fault."""
    template, faults = compile_template(data, "prove.docx")
    assert [(fault.code, fault.message()) for fault in faults] == []
    assert template is not None
    return template


def rendered(
    template: bytes | CompiledTemplate,
    of: Document | Content,
    assets: Mapping[str, bytes] = {},
    word: Callable[[str], str] = str,
) -> "Package":
    """The finished document, opened."""
    ready = template if isinstance(template, CompiledTemplate) else compiled(template)
    data, remarks = render_document(ready, of if isinstance(of, Document) else document(of), assets.get, word)
    return Package(data, remarks)


def text_document(*blocks: Block, **options: object) -> "Package":
    """`blocks` through a template that holds nothing but `{{p tekst }}`."""
    return rendered(word_template("{{p tekst }}"), content(*blocks), **options)  # type: ignore[arg-type]


@dataclass(slots=True)
class Package:
    """A finished document, read back."""

    data: bytes
    remarks: list[Diagnostic] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        return zipfile.ZipFile(io.BytesIO(self.data)).namelist()

    def xml(self, part: str = "word/document.xml") -> str:
        return zipfile.ZipFile(io.BytesIO(self.data)).read(part).decode()

    def tree(self, part: str = "word/document.xml") -> etree._Element:
        return etree.fromstring(self.xml(part).encode())

    @property
    def body(self) -> str:
        """The XML between the body's tags, without its section."""
        return self.xml().partition("<w:body>")[2].partition("<w:sectPr>")[0]

    def paragraphs(self) -> list[tuple[str, str]]:
        """Style id and text of each paragraph, tabs and breaks as they are."""
        return [(style_of(each), text_of(each)) for each in self.tree().iter(f"{NAME}p")]

    def lines(self) -> list[str]:
        return [text for _, text in self.paragraphs()]

    def numbers(self) -> list[tuple[str, str]]:
        """The list number and level each paragraph sets itself."""
        return [
            (found.find(f"{NAME}numId").get(f"{NAME}val"), found.find(f"{NAME}ilvl").get(f"{NAME}val"))  # type: ignore[union-attr, misc]
            for found in self.tree().iter(f"{NAME}numPr")
        ]

    def commented(self) -> dict[str, str]:
        """What each comment says, to the text it is anchored to."""
        texts = {
            each.get(f"{NAME}id"): "\n".join(text_of(line) for line in each) for each in self.tree("word/comments.xml")
        }
        body = self.body
        anchored = {}
        for ident, said in texts.items():
            found = re.search(
                f'<w:commentRangeStart w:id="{ident}"/>(.*?)<w:commentRangeEnd w:id="{ident}"/>', body, re.DOTALL
            )
            assert found, f"comment {ident} has no place"
            anchored[said] = re.sub("<[^>]*>", "", found[1])
        return anchored


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{NAME}pPr/{NAME}pStyle")
    return "" if style is None else style.get(f"{NAME}val", "")


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph itself."""
    signs = {f"{NAME}tab": "\t", f"{NAME}br": "\n"}
    return "".join(
        each.text or "" if each.tag == f"{NAME}t" else signs[each.tag]
        for each in paragraph.iter(f"{NAME}t", *signs)
        if each.getparent().tag == f"{NAME}r"  # type: ignore[union-attr]
    )
