"""Every document of the sample project is accessible, point by point: the list of WCAG 2.1 AA for Word documents."""

import re
from collections.abc import Callable, Iterator

import pytest
from lxml import etree
from support.compare import parts_of

from pipeline.diagnostics import Diagnostic, Place
from pipeline.verify import Expected, accessibility
from pipeline.verify.contents import Contents, read_contents
from pipeline.verify.package import read_package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TYPED_POINT = re.compile(r"^(?:[•○▪◦–\-*]\s|\d{1,2}\)\s|\d{1,2}\.\s(?![a-zæøå]+\s\d{4})|[a-z]\)\s)")


def documents(sample: dict[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    for name, data in sample.items():
        yield name, etree.fromstring(parts_of(data)["word/document.xml"])


def text_of(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


@pytest.mark.parametrize("check", accessibility.CHECKS, ids=lambda check: check.__name__)
def test_a_point_of_the_list_holds(check: Callable[[Contents], Iterator[Diagnostic]], sample: dict[str, bytes]) -> None:
    """Headings in order, tables with marked header rows and no merged cells, alternative text, language, contrast."""
    for name, data in sample.items():
        place = Place(name)
        package, _ = read_package(data, place)
        assert package
        language = etree.fromstring(package.parts["docProps/core.xml"]).findtext(
            "{http://purl.org/dc/elements/1.1/}language"
        )
        expected = Expected(name, "", (language or "")[:2])
        assert [each.message() for each in check(read_contents(package, expected, place))] == []


def test_points_are_native_lists_and_not_typed_letters(sample: dict[str, bytes]) -> None:
    for name, document in documents(sample):
        for paragraph in document.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            if style is not None and style.get(f"{W}val") in ("Sitatkilde", "Tabellsitat"):
                continue  # the dash before whoever is quoted
            assert not TYPED_POINT.match(text_of(paragraph)), f"{name}: {text_of(paragraph)}"


def test_headings_and_header_cells_have_words_in_them(sample: dict[str, bytes]) -> None:
    for name, document in documents(sample):
        for style in document.iter(f"{W}pStyle"):
            if style.get(f"{W}val", "").startswith("Heading"):
                assert text_of(style.getparent().getparent()).strip(), f"{name}: an empty heading"
        for table in document.iter(f"{W}tbl"):
            for cell in table.find(f"{W}tr").iter(f"{W}tc"):
                assert text_of(cell).strip(), f"{name}: an empty header cell"


def test_links_say_where_they_lead(sample: dict[str, bytes]) -> None:
    for name, document in documents(sample):
        for link in document.iter(f"{W}hyperlink"):
            assert text_of(link).strip().lower() not in {"", "her", "klikk her", "lenke"}, name


def test_every_document_has_its_own_title(sample: dict[str, bytes]) -> None:
    titles = [
        etree.fromstring(parts_of(data)["docProps/core.xml"]).findtext("{http://purl.org/dc/elements/1.1/}title")
        for name, data in sample.items()
        if not name.endswith("-utkast.docx")  # a draft has the title of what it is a draft of
    ]
    assert all(titles)
    assert len(set(titles)) == len(titles) >= 8
