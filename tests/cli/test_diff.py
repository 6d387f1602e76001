"""`saksgang diff`: two documents given, one with tracked changes written; what would be lost is never written over."""

import shutil
from pathlib import Path

import pytest
from support.commands import saksgang
from support.packages import PARTS, changed, packed
from support.tracked_changes import accepted, rejected, revisions
from support.word_outline import word_outline

CORE = "docProps/core.xml"
WHEN = (
    '<dc:creator>Kari Lund</dc:creator><dcterms:modified xmlns:dcterms="http://purl.org/dc/terms/">2020-05-04T00:00:00Z'
)
OLD = packed(PARTS)
NEW = packed(
    changed("word/document.xml", "Punkt", "Nytt punkt")
    | {CORE: changed(CORE, "</dc:title>", f"</dc:title>{WHEN}</dcterms:modified>")[CORE]}
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a space and «ø» in its name, and the two documents."""
    folder = tmp_path / "Møter 2020"
    folder.mkdir()
    (folder / "gammel.docx").write_bytes(OLD)
    (folder / "ny.docx").write_bytes(NEW)
    return folder


def says(path: Path, name: str) -> set[str | None]:
    """The values of an attribute of the changes in a file."""
    return {
        value for each in revisions(path.read_bytes()) for key, value in each.items() if key.rpartition("}")[2] == name
    }


def test_the_result_stands_beside_the_new_document_and_says_what_it_says_of_itself(folder: Path) -> None:
    said = saksgang("diff", folder / "gammel.docx", folder / "ny.docx")
    made = folder / "ny-endringer.docx"
    assert (said.code, said.out, said.err) == (0, f"{made}\n", "")
    assert word_outline(accepted(made.read_bytes())) == word_outline(NEW)
    assert word_outline(rejected(made.read_bytes())) == word_outline(OLD)
    assert (says(made, "author"), says(made, "date")) == ({"Kari Lund"}, {"2020-05-04T00:00:00Z"})


def test_author_date_and_file_are_given(folder: Path) -> None:
    out = folder / "under" / "sammenlignet.docx"
    call = ("--author", "Per Moen", "--date", "3. mai 2021", "-o", out)
    assert saksgang("diff", folder / "gammel.docx", folder / "ny.docx", *call).code == 0
    assert (says(out, "author"), says(out, "date")) == ({"Per Moen"}, {"2021-05-03T00:00:00Z"})


def test_the_same_call_gives_the_same_bytes_over_its_own_result(folder: Path) -> None:
    made = folder / "ny-endringer.docx"
    found = set()
    for _ in range(2):
        assert saksgang("diff", folder / "gammel.docx", folder / "ny.docx").code == 0
        found.add(made.read_bytes())
    assert len(found) == 1


def test_a_result_somebody_has_worked_in_is_kept(folder: Path) -> None:
    made = folder / "ny-endringer.docx"
    saksgang("diff", folder / "gammel.docx", folder / "ny.docx")
    made.write_bytes(accepted(made.read_bytes()))
    kept = made.read_bytes()
    said = saksgang("diff", folder / "gammel.docx", folder / "ny.docx")
    assert (said.code, said.out) == (2, "")
    assert "finnes fra før" in said.err
    assert made.read_bytes() == kept
    assert saksgang("diff", folder / "gammel.docx", folder / "ny.docx", "--force").code == 0
    assert made.read_bytes() != kept


@pytest.mark.parametrize("name", ["gammel.docx", "ny.docx"])
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_the_documents_themselves_are_never_written_over(folder: Path, name: str, force: tuple[str, ...]) -> None:
    alias = folder / ".." / folder.name / name
    said = saksgang("diff", folder / "gammel.docx", folder / "ny.docx", "-o", alias, *force)
    assert said.code == 2
    assert "et av dokumentene som sammenlignes" in said.err
    assert ((folder / "gammel.docx").read_bytes(), (folder / "ny.docx").read_bytes()) == (OLD, NEW)


def test_a_document_that_does_not_say_when_wants_a_date(folder: Path) -> None:
    (folder / "ny.docx").write_bytes(packed(changed("word/document.xml", "Punkt", "Nytt")))
    said = saksgang("diff", folder / "gammel.docx", folder / "ny.docx")
    assert said.code == 2
    assert "--date" in said.err
    assert not (folder / "ny-endringer.docx").exists()
    assert saksgang("diff", folder / "gammel.docx", folder / "ny.docx", "--date", "04.05.2020").code == 0
    assert says(folder / "ny-endringer.docx", "author") == {"saksgang"}


@pytest.mark.parametrize("day", ["mandag", "31.02.2020", "4. mai"])
def test_what_is_no_date_is_told(folder: Path, day: str) -> None:
    said = saksgang("diff", folder / "gammel.docx", folder / "ny.docx", "--date", day)
    assert (said.code, said.out) == (2, "")
    assert f"«{day}» er ikke en dato med år" in said.err


def test_a_file_that_is_not_there_is_told(folder: Path) -> None:
    said = saksgang("diff", folder / "gammel.docx", folder / "nyy.docx")
    assert said.code == 6
    assert "nyy.docx kan ikke leses: den finnes ikke." in said.err
    assert saksgang("diff", folder, folder / "ny.docx").code == 6


def test_what_cannot_be_compared_is_told_of_both_at_once_and_nothing_is_written(folder: Path) -> None:
    for name in ("gammel.docx", "ny.docx"):
        (folder / name).write_bytes(b"Hei")
    said = saksgang("diff", folder / "gammel.docx", folder / "ny.docx")
    assert said.code == 1
    assert said.err.count("[sammenlign-ikke-docx]") == 2
    assert len(list(folder.iterdir())) == 2
    shown = saksgang("diff", folder / "gammel.docx", folder / "ny.docx", "--format", "json").json
    assert [each["code"] for each in shown] == ["sammenlign-ikke-docx"] * 2


def test_a_result_that_cannot_be_written_leaves_nothing(folder: Path) -> None:
    shutil.copy(folder / "ny.docx", folder / "fil")
    said = saksgang("diff", folder / "gammel.docx", folder / "ny.docx", "-o", folder / "fil" / "ut.docx")
    assert said.code == 6
    assert "kan ikke" in said.err
    assert sorted(each.name for each in folder.iterdir()) == ["fil", "gammel.docx", "ny.docx"]
