"""Page numbers in the list of contents: worked out on request, kept beside the sources, told when out of date."""

import json
import re
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from pipeline.diagnostics import Diagnostic, Exit
from pipeline.external.bookmark_pages import bookmark_pages
from pipeline.external.libreoffice import LIBREOFFICE
from pipeline.workflow.build import build
from pipeline.workflow.pages import fill_pages
from pipeline.workflow.reading import read_project
from pipeline.workflow.refusal import Refused

HEAD = """\
tittel: Mandat og prosjektplan
prosjektleder: hegg
deler:
  - tittel: Mandat
    kapitler: [bakgrunn, mal]
  - tittel: Prosjektplan
    kapitler: [plan]
"""
FOLDER = "mandater/prove"
FILE = f"sources/{FOLDER}/sidetall.json"
MANDATE: dict[str, str | bytes | None] = {
    f"{FOLDER}/mandat.yaml": HEAD,
    f"{FOLDER}/kapitler/bakgrunn.md": "# Bakgrunn\n\nProsjektet begynte i mars.\n\n## Hva som ble sagt\n\nMye.\n",
    f"{FOLDER}/kapitler/mal.md": "# Mål\n\nAlt skal bli bedre.\n",
    f"{FOLDER}/kapitler/plan.md": "# Plan\n\nVi begynner med begynnelsen.\n",
}


def every_second(document: bytes, names: list[str]) -> dict[str, int]:
    """A layout that puts every heading two pages after the one before."""
    return {name: 2 * number for number, name in enumerate(names, 1)}


def codes(root: Path) -> list[str]:
    return [each.code for each in read_project(root).diagnostics if each.code.startswith("innhold-")]


def contents(root: Path) -> list[str]:
    """The lines of the list of contents, as the document has them."""
    (file,) = (root / "build/mandat").glob("*.docx")
    return [each.text for each in Document(str(file)).paragraphs if re.fullmatch(r"toc \d", each.style.name.lower())]


def test_the_numbers_are_kept_beside_the_sources_and_stand_in_the_document(project) -> None:
    root = project(MANDATE)
    report = fill_pages(root, layout=every_second)
    assert (report.written, report.exit) == ({"prove": FILE}, Exit.GOOD)
    assert json.loads((root / FILE).read_text("utf-8"))["sider"]["sg_kap_bakgrunn"] == 4
    build(root)
    assert [line.rpartition("\t")[2] for line in contents(root)] == ["2", "4", "6", "8", "10", "12"]


def test_the_same_numbers_are_not_written_again(project) -> None:
    root = project(MANDATE)
    fill_pages(root, layout=every_second)
    before = (root / FILE).stat().st_mtime_ns
    assert fill_pages(root, ["prove"], layout=every_second).same == ["prove"]
    assert (root / FILE).stat().st_mtime_ns == before


def test_a_mandate_without_numbers_is_told_and_built_without(project) -> None:
    root = project(MANDATE)
    assert codes(root) == ["innhold-uten-sidetall"]
    build(root)
    assert [line.rpartition("\t")[2] for line in contents(root)] == [""] * 6


def test_numbers_of_another_text_are_told_and_those_of_this_one_are_not(project) -> None:
    root = project(MANDATE)
    fill_pages(root, layout=every_second)
    assert codes(root) == []
    chapter = root / f"sources/{FOLDER}/kapitler/mal.md"
    text = chapter.read_text("utf-8")
    chapter.write_text(text.replace("bedre", "mye bedre"), "utf-8")
    assert codes(root) == ["innhold-foreldet"]
    chapter.write_text(f"\n\n{text}\n\n", "utf-8")  # the same words on other lines
    assert codes(root) == []


def test_numbers_of_another_template_are_told(project) -> None:
    root = project(MANDATE)
    fill_pages(root, layout=every_second)
    own = root / "templates_docx"
    own.mkdir()
    shipped = Path(__file__).parents[2] / "templates_docx/mandat.docx"
    template = Document(str(shipped))
    template.styles["Body Text"].paragraph_format.space_after = 300_000
    template.save(str(own / "mandat.docx"))
    assert codes(root) == ["innhold-foreldet"]


def test_a_layout_that_never_comes_to_rest_is_told_and_nothing_is_written(project) -> None:
    root = project(MANDATE)
    count = iter(range(1, 100))

    def restless(document: bytes, names: list[str]) -> dict[str, int]:
        return dict.fromkeys(names, next(count))

    report = fill_pages(root, layout=restless)
    assert [each.code for each in report.diagnostics] == ["innhold-uten-ro"]
    assert report.exit is Exit.FAULTS
    assert not (root / FILE).exists()


def test_without_libreoffice_nothing_changes(project) -> None:
    root = project(MANDATE)
    fill_pages(root, layout=every_second)
    before = (root / FILE).read_bytes()

    def missing(document: bytes, names: list[str]) -> Diagnostic:
        return LIBREOFFICE.missing()

    report = fill_pages(root, layout=missing)
    assert report.exit is Exit.OUTSIDE
    assert (root / FILE).read_bytes() == before


def test_a_file_of_numbers_somebody_has_spoilt_is_told_and_made_anew(project) -> None:
    root = project(MANDATE)
    (root / FILE).write_bytes(b'{"sider": [1, 2')
    assert read_project(root).project is not None
    assert fill_pages(root, layout=every_second).written == {"prove": FILE}
    assert codes(root) == []


def test_an_unknown_mandate_is_refused_with_the_nearest(project) -> None:
    with pytest.raises(Refused, match="Mente du «prove»"):
        fill_pages(project(MANDATE), ["prøve"], layout=every_second)


def test_every_number_is_that_of_the_page_libreoffice_prints(project, require_tool, soffice_pdf) -> None:
    """The words of each heading are looked for in the text of the PDF: another way than the numbers were found."""
    require_tool("soffice")
    long = "\n\n".join(f"Avsnitt {number} om det som skal gjøres, og hvem som gjør det." for number in range(60))
    chapters = {
        f"{FOLDER}/kapitler/{name}.md": "\n\n".join(
            [f"# {title}", long, f"## Del en av {name}", long, f"## Del to av {name}", long]
        )
        for name, title in (
            ("bakgrunn", "Bakgrunnen for alt"),
            ("mal", "Målet med det hele"),
            ("plan", "Planen videre"),
        )
    }
    root = project(MANDATE | chapters)
    assert fill_pages(root, layout=bookmark_pages).exit is Exit.GOOD
    build(root)
    (file,) = (root / "build/mandat").glob("*.docx")
    pages = ["".join(page.extract_text().split()) for page in PdfReader(soffice_pdf(file)).pages]
    lines = contents(root)
    assert len(lines) == 11
    for line in lines:
        title, _, number = line.rpartition("\t")
        words = re.sub(r"^\d+\.", "", "".join(title.split()))
        where = [page for page, text in enumerate(pages, 1) if words in text and page > pages.index(pages[2])]
        assert int(number) in where, (line, where)
    numbers = [int(line.rpartition("\t")[2]) for line in lines]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) > 5
