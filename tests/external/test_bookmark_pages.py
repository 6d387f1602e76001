"""The page of a bookmark, as LibreOffice lays the document out."""

import io

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pipeline.diagnostics import Diagnostic
from pipeline.external.bookmark_pages import bookmark_pages


def document(*names: str) -> bytes:
    """A document with a page for each bookmark."""
    made = docx.Document()
    for number, name in enumerate(names):
        paragraph = made.add_paragraph(f"Side {number + 1}")
        paragraph.paragraph_format.page_break_before = number > 0
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(number))
        start.set(qn("w:name"), name)
        paragraph._p.insert(1, start)
        paragraph._p.append(end)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_each_bookmark_has_the_page_it_stands_on(require_tool) -> None:
    require_tool("soffice")
    names = ["sg_kap_mal", "sg_kap_mal_o1", "sg_vedl_1", "bare"]
    assert bookmark_pages(document(*names), names) == {name: page for page, name in enumerate(names, 1)}


def test_a_bookmark_that_is_not_there_has_no_page(require_tool) -> None:
    require_tool("soffice")
    assert bookmark_pages(document("sg_en"), ["sg_en", "sg_to"]) == {"sg_en": 1}


def test_what_is_no_document_is_told(require_tool) -> None:
    require_tool("soffice")
    answer = bookmark_pages(b"\0\1\2 nothing", ["sg_en"])
    assert isinstance(answer, Diagnostic)
    assert answer.code in ("program-uten-resultat", "program-feilet")


def test_without_libreoffice_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.external.program.Program.find", lambda self: None)
    answer = bookmark_pages(document("sg_en"), ["sg_en"])
    assert isinstance(answer, Diagnostic)
    assert answer.code == "program-mangler"
    assert "LibreOffice" in answer.message()
