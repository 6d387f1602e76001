"""A version's seal holds as long as nothing is touched, and tells which file is not as it was."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.history.archive import (
    BLANK,
    SEAL_FILE,
    How,
    NewVersion,
    counted_digest,
    file_faults,
    kept_name,
    read_kept,
    seal_version,
    source_path,
)
from pipeline.records.version import Version

HEAD = "sources/mandater/bup/mandat.yaml"
BEGIN = b"logg:\n  - versjon: 2.0\n    segl: "
SOURCES = {
    HEAD: BEGIN + BLANK + b"\nvedlegg: []\n",
    "sources/mandater/bup/kapitler/mal.md": b"# M\xc3\xa5l\n",
    "sources/vedlegg/kart.png": b"\x89PNG",
}


def new(previous: str = "", **changed: bytes) -> NewVersion:
    sources = {**SOURCES, **changed}
    return seal_version("bup", Version(2, 0), previous, {"versjon": "2.0"}, ("a.docx", b"PK"), sources, len(BEGIN))


def faults(files: dict[str, bytes]) -> list[tuple[str, How]] | None:
    """What a reader says of a folder with `files`; None where the seal itself does not hold."""
    kept = read_kept(files[SEAL_FILE], "2.0")
    if kept is None:
        return None
    found = {name: counted_digest(kept, name, data) for name, data in files.items() if name != SEAL_FILE}
    return [(fault.file, fault.how) for fault in file_faults(kept, found)]


def test_a_version_holds_document_sources_and_seal() -> None:
    made = new()
    assert set(made.files) == {
        "a.docx",
        "segl.json",
        "kilder/mandater/bup/mandat.yaml",
        "kilder/mandater/bup/kapitler/mal.md",
        "kilder/vedlegg/kart.png",
    }
    assert made.head == BEGIN + made.seal.encode() + b"\nvedlegg: []\n"
    assert made.files["kilder/mandater/bup/mandat.yaml"] == made.head
    assert faults(made.files) == []


def test_what_is_sealed_is_told_again() -> None:
    made = new("0" * 31 + "1")
    kept = read_kept(made.files[SEAL_FILE], "arkiv/2.0")
    assert kept is not None
    assert (kept.mandate, str(kept.version), kept.folder, kept.seal) == ("bup", "2.0", "arkiv/2.0", made.seal)
    assert (kept.previous, kept.row, kept.document) == ("0" * 31 + "1", {"versjon": "2.0"}, "a.docx")


def test_the_same_content_has_the_same_seal_and_other_content_another() -> None:
    assert new() == new()
    assert len({new().seal, new("1" * 32).seal, new(**{HEAD: SOURCES[HEAD] + b"#"}).seal}) == 3


@settings(max_examples=200)
@given(st.data())
def test_any_byte_changed_in_any_file_is_told(data) -> None:
    files = dict(new().files)
    name = data.draw(st.sampled_from(sorted(files)))
    at = data.draw(st.integers(0, len(files[name]) - 1))
    mask = data.draw(st.integers(1, 255))
    changed = bytearray(files[name])
    changed[at] ^= mask
    files[name] = bytes(changed)
    if name == SEAL_FILE:
        kept = read_kept(files[name], "2.0")
        assert kept is None or kept.seal != new().seal
    else:
        assert faults(files) == [(name, How.CHANGED)]


def test_a_file_that_is_gone_and_one_that_has_come_are_told() -> None:
    files = dict(new().files)
    del files["kilder/vedlegg/kart.png"]
    files["kilder/nytt.md"] = b"x"
    assert faults(files) == [("kilder/vedlegg/kart.png", How.MISSING), ("kilder/nytt.md", How.EXTRA)]


@pytest.mark.parametrize("put", [BLANK, b"1" * 32], ids=["zeros", "another seal"])
def test_the_seal_in_the_kept_log_cannot_be_exchanged(put) -> None:
    files = dict(new().files)
    name = kept_name(HEAD)
    files[name] = BEGIN + put + b"\nvedlegg: []\n"
    assert faults(files) == [(name, How.CHANGED)]


def test_zeros_somebody_else_typed_are_not_the_seals_place() -> None:
    comment = b"# " + BLANK + b"\n"
    head = SOURCES[HEAD] + comment
    made = new(**{HEAD: head})
    assert made.head.endswith(comment)
    assert faults(made.files) == []


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"mandate": 1}',
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps(json.loads(new().files[SEAL_FILE])).encode(),
    ],
    ids=["empty", "begun", "list", "null", "other", "no text", "deep", "written in another way"],
)
def test_a_seal_that_is_not_as_it_was_written_cannot_be_read(broken) -> None:
    assert read_kept(broken, "2.0") is None


@pytest.mark.parametrize(
    "change",
    [
        {"version": "2"},
        {"previous": "x"},
        {"files": {"a.docx": "x"}},
        {"files": {}},
        {"row": []},
        {"mandate": None},
    ],
)
def test_a_seal_with_values_it_cannot_have_cannot_be_read(change) -> None:
    from pipeline.history.archive import canonical

    content = json.loads(new().files[SEAL_FILE]) | change
    assert read_kept(canonical(content), "2.0") is None


def test_a_seal_needs_its_room() -> None:
    with pytest.raises(ValueError, match="no room"):
        seal_version("bup", Version(2, 0), "", {}, ("a.docx", b""), SOURCES, 3)


def test_kept_names_lead_back_to_their_sources() -> None:
    assert [source_path(kept_name(path)) for path in SOURCES] == list(SOURCES)
    assert source_path("a.docx") is None
