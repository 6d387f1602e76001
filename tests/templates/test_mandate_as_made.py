"""The sample's mandate as it comes out of its template: what Word numbers and lists is what was filled in."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from support.word_outline import word_outline

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = re.compile(r"p <(heading [123]|Vedleggstittel)>(?: num='([^']*)'@0)?[^|]*\| (.*)", re.IGNORECASE)
LEVELS = {"heading 1": 1, "heading 2": 2, "heading 3": 3, "vedleggstittel": 2}


@pytest.fixture(scope="module")
def mandates(sample: dict[str, bytes]) -> dict[str, bytes]:
    found = {name: data for name, data in sample.items() if name.startswith("mandat/")}
    assert found
    return found


def root_of(data: bytes) -> etree._Element:
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def headings(data: bytes) -> list[tuple[int, str]]:
    """The headings that Word takes into the contents, with the numbers it gives them."""
    lines = [line.replace("\xa0", " ") for line in word_outline(data)]
    found = [match for line in lines if (match := HEADING.match(line))]
    between = {"vedleggstittel": " ", "heading 2": "\t"}
    return [
        (LEVELS[style], (f"{number}{between[style]}" if number else "") + text)
        for match in found
        for style, number, text in [(match[1].casefold(), match[2], match[3])]
    ]


def contents(data: bytes) -> list[tuple[int, str]]:
    """The lines of the contents as filled in, without the pages."""
    lines = []
    for paragraph in root_of(data).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val", "")
        if name.startswith("TOC") and name[3:].isdigit():
            shown = [run for run in paragraph.iter(f"{W}r") if run.find(f"{W}rPr/{W}webHidden") is None]
            signs = ["\t" if each.tag == f"{W}tab" else each.text or "" for run in shown for each in _signs(run)]
            lines.append((int(name[3:]), "".join(signs).replace("\xa0", " ")))
    return lines


def _signs(run: etree._Element) -> list[etree._Element]:
    return [each for each in run if each.tag in (f"{W}t", f"{W}tab")]


def test_the_contents_are_what_word_would_find_on_f9(mandates: dict[str, bytes]) -> None:
    for data in mandates.values():
        assert len(contents(data)) > 20
        assert contents(data) == headings(data)


def test_chapters_are_numbered_through_all_parts(mandates: dict[str, bytes]) -> None:
    for data in mandates.values():
        chapters = [line.partition("\t")[0] for level, line in headings(data) if level == 2 and "\t" in line]
        assert chapters == [f"{number}." for number in range(1, len(chapters) + 1)]
        appendices = [line[: line.index(". ") + 1] for _, line in headings(data) if line.startswith("Vedlegg ")]
        assert appendices == [f"Vedlegg {number}." for number in range(1, len(appendices) + 1)]


def test_no_heading_is_nameless_to_a_link(mandates: dict[str, bytes]) -> None:
    """Every line of the contents leads to a bookmark, and every bookmark to a heading."""
    for data in mandates.values():
        root = root_of(data)
        names = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
        anchors = [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
        assert len(anchors) > len(contents(data))
        assert sorted(set(anchors) - names) == []


def test_only_the_front_page_lacks_a_header(mandates: dict[str, bytes]) -> None:
    for data in mandates.values():
        front, *rest = root_of(data).iter(f"{W}sectPr")
        assert front.find(f"{W}titlePg") is not None
        assert [each.find(f"{W}titlePg") for each in rest] == [None] * len(rest)
        turned = [each.find(f"{W}pgSz").get(f"{W}orient") for each in rest]
        assert "landscape" in turned
        assert turned[-1] is None


def test_what_begins_a_page_are_the_parts_and_the_list_of_appendices(mandates: dict[str, bytes]) -> None:
    """Appendices follow one another, the first below the list; the contents stand below the change log."""
    for data in mandates.values():
        breaks = {"Heading1": "", "Vedleggstittel": "", "TOCHeading": ""}
        found: dict[str, set[str]] = {style: set() for style in breaks}
        for paragraph in root_of(data).iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            name = "" if style is None else style.get(f"{W}val", "")
            if name in found:
                own = paragraph.find(f"{W}pPr/{W}pageBreakBefore")
                found[name].add("" if own is None else own.get(f"{W}val", "1"))
        assert found == {style: {said} for style, said in breaks.items()}


def test_every_colour_has_its_word(mandates: dict[str, bytes]) -> None:
    for data in mandates.values():
        shaded = [
            "".join(text.text or "" for text in cell.iter(f"{W}t"))
            for cell in root_of(data).iter(f"{W}tc")
            if cell.find(f"{W}tcPr/{W}shd") is not None
        ]
        assert len(shaded) > 16
        assert [words for words in shaded if not re.match(r"(Grønn|Gul|Rød)(: [A-Z](, [A-Z])*)?$", words)] == []


def test_the_documents_are_valid(mandates: dict[str, bytes], tmp_path, sdk_valid, audit_valid) -> None:  # type: ignore[no-untyped-def]
    paths = []
    for number, data in enumerate(mandates.values()):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(data)
        paths.append(path)
    sdk_valid(*paths)
    audit_valid(*paths)
