"""What a note says, without Word; and one document whole."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from pipeline.document import Document
from pipeline.kinds.notat import KIND, Notat
from pipeline.language.labels import labels, messages
from pipeline.records.project import Project
from pipeline.render.docx import render_document
from pipeline.render.template import compile_template
from pipeline.richtext import Grid, Heading, Quotation, plain, plain_blocks
from pipeline.verify import verify_docx
from pipeline.workflow.reading import read_project
from pipeline.workflow.templates import shipped_templates

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTE = """\
---
tittel: Besøk i Lia
undertittel: Det vi så
dato: 10.03.2020
organ: prosjektgruppen
sak: 3-2020
av: [vik, Arbeidsgruppe 1]
vedlegg: [plan.pdf (Planen)]
---

Vi var der i to dager.

## Bakgrunn

Ingen hadde spurt før.

### Hvem vi møtte

``` talltabell
tittel: Samtaler
kolonner: [Sted, Antall]
sum: [Antall]
rader:
  - Lia | 4
  - Elvedal | 3
```

> Ingen ringer om kvelden.
> – Sykepleier

## Program

``` program
dager:
  - dato: 02.03.2020
    poster:
      - 9-10 | Samtale
```

## Kontakter

``` kontakter
- vik
```
"""
FILES: dict[str, str | bytes] = {
    "notater/besok.md": NOTE,
    "vedlegg/plan.pdf": b"%PDF-1.4",
    "kontakter.yaml": "vik: {epost: ola.vik@lia.example.no}\n",
}


@pytest.fixture
def linked(project: Callable[..., Path]) -> Callable[..., Project]:
    def link(text: str = NOTE) -> Project:
        reading = read_project(project({**FILES, "notater/besok.md": text}))
        assert [each.message() for each in reading.diagnostics if each.code != "sak-finnes-ikke"] == []
        assert reading.project is not None
        return reading.project

    return link


def made(project: Project) -> tuple[Document, Notat]:
    (paper,) = KIND.subjects(project)
    found = KIND.document(project, paper)
    assert isinstance(found.content, Notat)
    return found, found.content


def test_a_note_holds_what_its_source_says(linked) -> None:
    document, content = made(linked())
    assert (document.id, document.stem) == ("notat/besok", "2020-03-10-besok-notat")
    assert (document.title, document.author) == ("Besøk i Lia", "Ola Vik, Arbeidsgruppe 1")
    assert (content.organ, content.sak, content.dato) == ("Prosjektgruppen", "3-2020", "10.\xa0mars 2020")
    assert content.av == "Ola Vik og Arbeidsgruppe 1"
    assert (plain(content.tittel.runs), plain(content.undertittel.runs)) == ("Besøk i Lia", "Det vi så")
    assert plain_blocks(content.innledning.blocks) == "Vi var der i to dager."
    assert [plain(each.tittel.runs) for each in content.avsnitt] == ["Bakgrunn", "Program", "Kontakter"]
    assert [(each.nummer, each.tittel, each.fil) for each in content.vedlegg] == [("1", "Planen", "plan.pdf")]


def test_a_section_holds_its_subheadings_tables_and_quotations(linked) -> None:
    _, content = made(linked())
    _, heading, grid, quotation = content.avsnitt[0].tekst.blocks
    assert isinstance(heading, Heading) and heading.level == 0
    assert isinstance(grid, Grid)
    assert plain_blocks(grid.rows[-1][1].blocks) == "7"
    assert isinstance(quotation, Quotation)


def test_a_note_may_hold_nothing_but_text(linked) -> None:
    _, content = made(linked("---\ntittel: Kort\ndato: 10.03.2020\n---\n\nDet var alt.\n"))
    assert (content.organ, content.sak, content.av, content.avsnitt, content.vedlegg) == ("", "", "", [], [])
    assert plain_blocks(content.innledning.blocks) == "Det var alt."


def rendered(document: Document) -> bytes:
    template, faults = compile_template((shipped_templates() / KIND.template).read_bytes(), KIND.template)
    assert template is not None and faults == []
    language = document.language
    data, found = render_document(template, document, lambda path: None, labels(language), messages(language))
    assert found == []
    return data


def test_headings_are_numbered_by_word_and_that_of_the_attachments_is_not(linked) -> None:
    document, _ = made(linked())
    with zipfile.ZipFile(BytesIO(rendered(document))) as package:
        styles, numbering, body = (
            etree.fromstring(package.read(f"word/{part}.xml")) for part in ("styles", "numbering", "document")
        )
    by_id = {each.get(f"{W}styleId"): each for each in styles.findall(f"{W}style")}
    number = by_id["Heading1"].find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
    (tied,) = numbering.findall(f"{W}num[@{W}numId='{number}']")
    abstract = tied.find(f"{W}abstractNumId").get(f"{W}val")
    (definition,) = numbering.findall(f"{W}abstractNum[@{W}abstractNumId='{abstract}']")
    levels = definition.findall(f"{W}lvl")
    shown = [tuple(level.find(f"{W}{part}").get(f"{W}val") for part in ("pStyle", "lvlText")) for level in levels]
    assert shown == [("Heading1", "%1"), ("Heading2", "%1.%2")]
    styled = [(each.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), "".join(each.itertext())) for each in body.iter(f"{W}p")]
    assert [text for style, text in styled if style == "Heading1"] == ["Bakgrunn", "Program", "Kontakter"]
    (unnumbered,) = [style for style, text in styled if text == "Vedlegg"]
    assert by_id[unnumbered].find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "0"
    assert by_id[unnumbered].find(f"{W}pPr/{W}numPr") is None
    assert by_id[unnumbered].find(f"{W}basedOn").get(f"{W}val") == "Normal"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_document_is_valid(linked, language, tmp_path: Path, sdk_valid, audit_valid) -> None:
    document, _ = made(linked(NOTE.replace("sak: 3-2020\n", f"språk: {language}\n")))
    assert document.language == language
    data = rendered(document)
    path = tmp_path / f"{document.stem}.docx"
    assert verify_docx(data, path.name, document) == []
    path.write_bytes(data)
    audit_valid(path)
    sdk_valid(path)
