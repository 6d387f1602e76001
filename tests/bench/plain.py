"""The plain script saksgang is measured against: what a Python programmer who knows docxtpl would write.

    python -m bench.plain PROJECT FOLDER TEMPLATE

It reads the project with saksgang's own loader and linker, once, and takes its words from the same content, so that
both make the same text; from there on it is docxtpl's way: a new `DocxTemplate` for each document, strings and
`RichText` in the context, a `RichTextParagraph` for each paragraph and list item with its style, `{%tr %}` for tables,
`InlineImage` for pictures, autoescape on, `save`. What saksgang does on top, it leaves undone: typography, lists that
begin anew, links between cases, bookmarks, alternative texts, verification, whole files, a manifest.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, RichText, RichTextParagraph

from pipeline.document import Document, Line, Text
from pipeline.kinds.referat import KIND
from pipeline.language.labels import labels
from pipeline.link import link_project
from pipeline.load.files import SourceFolder
from pipeline.load.project import load_project
from pipeline.records.project import Project
from pipeline.richtext import Heading, Image, Inline, ListKind, Marker, Paragraph, Piece, Table, Task, TextList

LISTS = {
    ListKind.BULLET: "ListBullet",
    ListKind.NUMBER: "ListNumber",
    ListKind.LETTER: "Bokstavliste",
    ListKind.ROMAN: "Romerliste",
}
PIECES = {
    Marker.PROPOSAL: "Forslagtilvedtak",
    Marker.DECISION: "Vedtak",
    Marker.CONCLUSION: "Konklusjon",
    Marker.ANSWER: "Svar",
    Marker.PROPOSED_ANSWER: "Forslagtilsvar",
    Marker.REMARK: "Merknad",
    Marker.DISSENT: "Protokolltilfrsel",
    Marker.VOTE: "Votering",
    Marker.FOLLOW_UP: "Oppflging",
}
POINTS = {"Vedtak": "Vedtakspunkt", "Konklusjon": "Vedtakspunkt", "Forslagtilvedtak": "Forslagspunkt"}


def main(root: Path, folder: Path, template: Path) -> None:
    """Writes the minutes of every meeting held into `folder`."""
    project = read(root)
    folder.mkdir(parents=True, exist_ok=True)
    for document in documents(project):
        word = open_template(template)
        fill(word, context(word, document, root))
        word.save(folder / f"{document.stem}.docx")


def read(root: Path) -> Project:
    """The project, its registers loaded once."""
    raw, _ = load_project(SourceFolder(root))
    if raw is None:
        sys.exit(f"no project in {root}")
    return link_project(raw)[0]


def documents(project: Project) -> Iterator[Document]:
    """The words of every meeting held."""
    return (KIND.document(project, meeting) for meeting in KIND.subjects(project))


def open_template(template: Path) -> DocxTemplate:
    """The template, opened anew."""
    word = DocxTemplate(template)
    word.init_docx()
    return word


def fill(word: DocxTemplate, values: dict[str, Any]) -> None:
    """The document rendered."""
    word.render(values, autoescape=True)


def context(word: DocxTemplate, document: Document, root: Path) -> dict[str, Any]:
    """What the template prints: strings, lists, and docxtpl's own rich text."""
    translate = labels(document.language)
    values: dict[str, Any] = Values(word, root, translate).of(document.content)
    return values | {"ord": translate}


@dataclass(slots=True)
class Values:
    """Content → what docxtpl takes."""

    word: DocxTemplate
    root: Path
    translate: Any

    def of(self, value: Any) -> Any:
        if isinstance(value, Line):
            return self.rich(value.runs)
        if isinstance(value, Text):
            return list(self.entries(value.blocks))
        if isinstance(value, list):
            return [self.of(each) for each in value]
        if is_dataclass(value):
            return {each.name: self.of(getattr(value, each.name)) for each in fields(value)}
        return value

    def rich(self, runs: Inline, label: str = "") -> RichText:
        """Running text, after a label such as «Vedtak:»."""
        text = RichText()
        if label:
            text.add(f"{label}:", style="Merkeord")
            text.add(" " if runs else "")
        for run in runs:
            if run.href and run.href.startswith(("http://", "https://", "mailto:")):
                text.add(run.text, style="Hyperlink", url_id=self.word.build_url_id(run.href))
            else:
                style = "Kode" if run.code else None
                text.add(run.text, bold=run.bold, italic=run.italic, underline=run.underline, style=style)
        return text

    def entries(self, blocks: list[Any], style: str = "BodyText", depth: int = 0) -> Iterator[dict[str, Any]]:
        """One entry for each paragraph, list item, table and picture."""
        previous = None
        for block in blocks:
            match block:
                case Paragraph():
                    yield paragraph(self.rich(block.runs), style)
                case Heading():
                    yield paragraph(self.rich(block.runs), f"Heading{block.level + 2}")
                case TextList():
                    yield from self.items(block, style, depth)
                case Piece():
                    own = PIECES[block.marker]
                    yield from self.after(self.translate(block.marker.value), block.blocks, own, depth)
                case Task():
                    if not depth and not isinstance(previous, Task):
                        yield paragraph(self.rich([], self.translate(Marker.FOLLOW_UP.value)), "Oppflging")
                    yield paragraph(self.task(block), "Oppflging")
                    yield from self.entries(block.blocks, "Oppflging", depth + 1)
                case Table():
                    rows = [[self.rich(cell) for cell in row] for row in block.rows]
                    yield {"hode": [self.rich(cell) for cell in block.header], "rader": rows}
                case Image():
                    yield {"bilde": InlineImage(self.word, str(self.root / block.path), width=Mm(150))}
                    if block.caption:
                        yield paragraph(self.rich(block.caption), "Caption")
            previous = block

    def items(self, block: TextList, style: str, depth: int) -> Iterator[dict[str, Any]]:
        point = POINTS.get(style) if block.kind is ListKind.NUMBER and not depth else None
        level = str(depth + 1) if depth else ""
        for item in block.items:
            yield from self.after(
                "", item.blocks, point or LISTS[block.kind] + level, depth + 1, f"ListContinue{level}"
            )

    def after(
        self, label: str, blocks: list[Any], style: str, depth: int, inner: str | None = None
    ) -> Iterator[dict[str, Any]]:
        """Blocks of which the first paragraph has a style of its own, or a label before it."""
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph):
            blocks = blocks[1:]
        yield paragraph(self.rich(first.runs if isinstance(first, Paragraph) else [], label), style)
        yield from self.entries(blocks, inner or style, depth)

    def task(self, block: Task) -> RichText:
        text = self.rich(block.what, ", ".join(name for name, _ in block.owners))
        if block.due:
            text.add(f". {self.translate('Frist')}: {block.due}.")
        return text


def paragraph(text: RichText, style: str) -> dict[str, Any]:
    """An entry that is a paragraph."""
    return {"avsnitt": RichTextParagraph(text, parastyle=style)}


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
