"""The sample project gives the approved documents, part by part; and those are valid Word documents.

`make accept` (ACCEPT=1) writes the documents as they are now made, and removes those no longer made.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from support.compare import compare_packages

APPROVED = Path(__file__).parent / "approved"


def accept(documents: Mapping[str, bytes], approved: Path) -> None:
    """Make `approved` hold `documents`, and nothing else."""
    for name, data in documents.items():
        (approved / name).parent.mkdir(parents=True, exist_ok=True)
        (approved / name).write_bytes(data)
    for path in approved.glob("*/*.docx"):
        if path.relative_to(approved).as_posix() not in documents:
            path.unlink()


def unapproved(documents: Mapping[str, bytes], approved: Path) -> list[str]:
    """How `documents` differ from the approved ones, those added and those gone with them."""
    gone = {path.relative_to(approved).as_posix() for path in approved.glob("*/*.docx")} - set(documents)
    differences = [each for name, data in documents.items() for each in compare_packages(approved / name, data)]
    return differences + [f"{name}: approved, but no longer made" for name in sorted(gone)]


def test_the_sample_project_gives_the_approved_documents(sample: dict[str, bytes]) -> None:
    if os.environ.get("ACCEPT") == "1":
        accept(sample, APPROVED)
    assert sample
    assert "\n".join(unapproved(sample, APPROVED)) == ""


def test_the_approved_documents_are_valid(sdk_valid, audit_valid) -> None:
    documents = sorted(APPROVED.glob("*/*.docx"))
    assert documents
    audit_valid(*documents)
    sdk_valid(*documents)


def test_accepting_writes_what_is_made_and_removes_the_rest(tmp_path: Path) -> None:
    accept({"referat/a.docx": b"a", "referat/b.docx": b"b"}, tmp_path)
    accept({"referat/b.docx": b"c"}, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*.docx")} == {"b.docx": b"c"}


def test_a_document_no_longer_made_is_seen(tmp_path: Path) -> None:
    accept({"referat/a.docx": b"a"}, tmp_path)
    assert unapproved({}, tmp_path) == ["referat/a.docx: approved, but no longer made"]
