"""Word documents become PDF, and a file that does not is named."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pytest

from pipeline.external import convert_to_pdf, page_images, version_of
from pipeline.external.libreoffice import LIBREOFFICE


@pytest.fixture(autouse=True)
def _needs_libreoffice(require_tool) -> None:
    require_tool("soffice")


def word_file(path: Path, *pages: str) -> Path:
    document = docx.Document()
    for number, text in enumerate(pages):
        if number:
            document.add_page_break()
        document.add_paragraph(text)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path


def test_several_files_in_one_call_whatever_their_names(tmp_path: Path, require_tool) -> None:
    require_tool("pdftoppm")
    files = [
        word_file(tmp_path / "OneDrive – Møter" / "-første ø.docx", "En"),
        word_file(tmp_path / "b.docx", "To", "Tre"),
    ]
    conversion = convert_to_pdf(files, tmp_path / "ut mappe")
    assert conversion.diagnostics == []
    assert [pdf.name for pdf in conversion.pdfs.values()] == ["-første ø.pdf", "b.pdf"]
    images = page_images(conversion.pdfs[files[1]], tmp_path / "bilder", dots_per_inch=20)
    assert [image.name for image in images] == ["b-1.png", "b-2.png"]
    assert sorted(path.name for path in (tmp_path / "ut mappe").iterdir()) == ["-første ø.pdf", "b.pdf"]


def test_a_file_that_gives_no_pdf_is_named_and_the_others_are_made(tmp_path: Path) -> None:
    good, bad = word_file(tmp_path / "god.docx", "Tekst"), tmp_path / "ødelagt.docx"
    bad.write_bytes(b"PK\x03\x04 not a package")
    conversion = convert_to_pdf([bad, good], tmp_path)
    assert list(conversion.pdfs) == [good]
    assert [fault.message() for fault in conversion.diagnostics] == ["LibreOffice laget ingen fil av «ødelagt.docx»."]


def test_runs_at_the_same_time_do_not_disturb_one_another(tmp_path: Path) -> None:
    files = [word_file(tmp_path / f"{number}.docx", str(number)) for number in range(2)]
    with ThreadPoolExecutor() as pool:
        conversions = list(pool.map(lambda file: convert_to_pdf([file], tmp_path / "pdf"), files))
    assert [conversion.diagnostics for conversion in conversions] == [[], []]
    assert len(list((tmp_path / "pdf").iterdir())) == 2


def test_what_stood_there_survives_a_conversion_that_ran_out_of_time(tmp_path: Path) -> None:
    file, pdf = word_file(tmp_path / "a.docx", "Tekst"), tmp_path / "a.pdf"
    pdf.write_bytes(b"%PDF old")
    conversion = convert_to_pdf([file], tmp_path, seconds=0.05)
    assert [fault.code for fault in conversion.diagnostics] == ["program-svarer-ikke"]
    assert pdf.read_bytes() == b"%PDF old"


def test_the_version_is_known() -> None:
    assert (version_of(LIBREOFFICE) or "0").split(".")[0] >= "7"
