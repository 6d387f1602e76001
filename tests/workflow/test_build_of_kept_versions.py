"""What is built of a mandate that says what its last kept version says: that version, byte for byte."""

import errno
import hashlib
from pathlib import Path

import pytest
from support.kept_versions import FILES, IDENT, edit, keep

from pipeline.diagnostics import Exit
from pipeline.workflow.build import build
from pipeline.workflow.kept import kept_document
from pipeline.workflow.manifest import read_manifest


@pytest.fixture
def root(project) -> Path:
    folder = project(FILES)
    keep(folder, "1.0", "04.05.2020", "Godkjent", approved_by="hegg")
    return folder


def made(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "build/mandat").glob("*.docx")}


def test_the_kept_bytes_are_handed_out_whatever_template_and_register_there_are_now(root: Path) -> None:
    (root / "templates_docx").mkdir()
    (root / "templates_docx/mandat.docx").write_bytes(b"no template at all")
    persons = root / "sources/personer.yaml"
    persons.write_text(persons.read_text("utf-8").replace("Eva Hegg", "Eva Heggelund"), "utf-8")
    build(root, ["mandat"])
    (data,) = made(root).values()
    assert data == kept_document(root, IDENT, "1.0")
    (output,) = read_manifest(root).values()
    assert (output.version, output.sha256) == ("1.0", hashlib.sha256(data).hexdigest())


def test_edited_since_it_is_a_draft_after_that_version(root: Path) -> None:
    before = kept_document(root, IDENT, "1.0")
    edit(root, "kapitler/mal.md", "én plan", "én plan og én kontakt")
    build(root, ["mandat"])
    ((name, data),) = made(root).items()
    assert "utkast" in name
    assert data != before
    assert kept_document(root, IDENT, "1.0") == before
    edit(root, "kapitler/mal.md", "én plan og én kontakt", "én plan")
    build(root, ["mandat"])
    assert list(made(root).values()) == [before]


def test_a_kept_version_that_can_no_longer_be_read_is_told_and_nothing_else_put_in_its_place(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_bytes, handed_out = Path.read_bytes, []

    def fails_when_handed_out(path: Path) -> bytes:
        if "arkiv" in path.parts and path.suffix == ".docx":
            handed_out.append(path)
            raise OSError(errno.EIO, "Input/output error")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", fails_when_handed_out)
    report = build(root, ["mandat"])
    assert handed_out
    assert "arkiv-uleselig" in [each.code for each in report.diagnostics]
    assert report.exit is Exit.FILES
    assert not made(root)
