"""The comparison of documents sees what is added, gone and changed, and nothing else."""

from pathlib import Path

import pytest
from support.compare import HOW_TO_APPROVE, compare_packages
from support.packages import PARTS, changed, packed


@pytest.fixture
def approved(tmp_path: Path) -> Path:
    path = tmp_path / "referat.docx"
    path.write_bytes(packed(PARTS))
    return path


def test_the_same_document_does_not_differ(approved: Path) -> None:
    assert compare_packages(approved, packed(PARTS)) == []


def test_another_spelling_of_the_same_xml_does_not_differ(approved: Path) -> None:
    parts = changed("word/comments.xml", 'w:id="0" w:author="saksgang"', "w:author='saksgang'  w:id='0'")
    assert compare_packages(approved, packed(parts)) == []


def test_added_and_missing_parts_are_both_seen(approved: Path) -> None:
    parts = {name: part for name, part in PARTS.items() if name != "word/media/prikk.png"} | {"word/x.bin": b""}
    assert compare_packages(approved, packed(parts)) == [
        "referat.docx: word/x.bin: part added",
        "referat.docx: word/media/prikk.png: part missing",
        HOW_TO_APPROVE,
    ]


def test_a_changed_word_is_shown_where_it_stands(approved: Path) -> None:
    found = compare_packages(approved, packed(changed("word/document.xml", "lager en oversikt", "lager en oversikt ")))
    assert len(found) == 2
    assert "word/document.xml differs" in found[0]
    assert "'lager en oversikt'\n+" in found[0]
    assert "'lager en oversikt '" in found[0]


def test_a_changed_attribute_and_a_moved_paragraph_are_seen(approved: Path) -> None:
    (found, _) = compare_packages(approved, packed(changed("word/styles.xml", '"heading 2"', '"heading two"')))
    assert "-    w:name w:val='heading 2'" in found
    assert "+    w:name w:val='heading two'" in found


def test_a_changed_picture_is_told_by_its_bytes(approved: Path) -> None:
    found = compare_packages(approved, packed({**PARTS, "word/media/prikk.png": b"other"}))
    assert "word/media/prikk.png" in found[0]
    assert "became 5 bytes" in found[0]


def test_parts_in_another_order_are_seen(approved: Path) -> None:
    assert "another order" in compare_packages(approved, packed(dict(reversed(PARTS.items()))))[0]


def test_without_an_approved_document_the_command_is_named(tmp_path: Path) -> None:
    assert "make accept" in compare_packages(tmp_path / "nothing.docx", b"")[0]
