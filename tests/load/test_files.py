"""The folder itself: every way a disk can fail becomes a diagnostic."""

import errno
import os
import unicodedata
from pathlib import Path

import pytest

from pipeline.load import files
from pipeline.load.files import Overlay, SourceFolder

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows has no such files")


@pytest.fixture
def folder(tmp_path: Path) -> SourceFolder:
    (tmp_path / "sources").mkdir()
    return SourceFolder(tmp_path)


def listed(folder: SourceFolder) -> tuple[list[str], list[tuple[str, str]]]:
    listing = folder.listing()
    return listing.files, [(each.code, each.place.file) for each in listing.diagnostics]


def read(folder: SourceFolder, path: str, limit: int = 100) -> tuple[bytes | None, list[str]]:
    data, diagnostics = folder.read(path, limit)
    assert all(each.place.file == path for each in diagnostics)
    return data, [each.code for each in diagnostics]


def test_names_with_spaces_and_letters_of_ours(folder: SourceFolder) -> None:
    (folder.root / "sources" / "Møte på Ås.md").write_bytes(b"x")
    assert listed(folder) == (["sources/Møte på Ås.md"], [])
    assert read(folder, "sources/Møte på Ås.md") == (b"x", [])


def test_a_name_a_mac_took_apart_is_the_same_name(folder: SourceFolder) -> None:
    (folder.root / "sources" / unicodedata.normalize("NFD", "møte på ås.md")).write_bytes(b"x")
    composed = unicodedata.normalize("NFC", "sources/møte på ås.md")
    assert SourceFolder(folder.root).read(composed) == (b"x", [])
    assert listed(folder) == ([composed], [])
    assert read(folder, composed) == (b"x", [])


@POSIX
def test_the_same_name_in_two_spellings(folder: SourceFolder) -> None:
    for spelling in ("NFC", "NFD"):
        (folder.root / "sources" / unicodedata.normalize(spelling, "å.md")).write_bytes(spelling.encode())  # type: ignore[arg-type]
    assert listed(folder) == (["sources/å.md"], [("filnavn-dobbelt", "sources/å.md")])


def test_a_file_that_is_not_there(folder: SourceFolder) -> None:
    assert read(folder, "sources/borte.md") == (None, ["fil-finnes-ikke"])
    assert read(folder, "sources/a\0b.md") == (None, ["fil-finnes-ikke"])


def test_a_folder_where_a_file_belongs(folder: SourceFolder) -> None:
    (folder.root / "sources" / "oppsett.yaml").mkdir()
    assert read(folder, "sources/oppsett.yaml") == (None, ["fil-er-mappe"])


def test_a_file_where_a_folder_belongs(folder: SourceFolder) -> None:
    (folder.root / "sources" / "moter").write_bytes(b"x")
    assert read(folder, "sources/moter/a/2020-04-28.md") == (None, ["fil-finnes-ikke"])


def test_a_file_too_big_is_not_read(folder: SourceFolder) -> None:
    (folder.root / "sources" / "stor.md").write_bytes(b"x" * 101)
    assert read(folder, "sources/stor.md") == (None, ["fil-for-stor"])
    assert read(folder, "sources/stor.md", limit=101) == (b"x" * 101, [])


@POSIX
def test_a_pipe_is_not_waited_for(folder: SourceFolder) -> None:
    os.mkfifo(folder.root / "sources" / "rør.md")
    assert read(folder, "sources/rør.md") == (None, ["fil-ikke-vanlig"])


@POSIX
def test_a_name_that_is_no_text(folder: SourceFolder) -> None:
    (folder.root / "sources" / os.fsdecode(b"m\xf8te.md")).write_bytes(b"x")
    assert listed(folder) == ([], [("filnavn-uleselig", "sources")])


@POSIX
def test_links(folder: SourceFolder, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("utenfor")
    (outside / "hemmelig.md").write_bytes(b"x")
    sources = folder.root / "sources"
    (sources / "mappe").mkdir()
    (sources / "mappe" / "a.md").write_bytes(b"a")
    (sources / "god.md").symlink_to(sources / "mappe" / "a.md")
    (sources / "god mappe").symlink_to(sources / "mappe")
    (sources / "brutt.md").symlink_to(sources / "borte.md")
    (sources / "ring.md").symlink_to(sources / "ring.md")
    (sources / "mappe" / "opp").symlink_to(sources)
    (sources / "ut.md").symlink_to(outside / "hemmelig.md")
    (sources / "ut").symlink_to(outside)
    assert listed(folder) == (
        ["sources/god mappe/a.md", "sources/god.md", "sources/mappe/a.md"],
        [
            ("lenke-brutt", "sources/brutt.md"),
            ("lenke-ring", "sources/god mappe/opp"),
            ("lenke-ring", "sources/mappe/opp"),
            ("lenke-ring", "sources/ring.md"),
            ("lenke-ut", "sources/ut"),
            ("lenke-ut", "sources/ut.md"),
        ],
    )
    assert read(folder, "sources/god.md") == (b"a", [])
    assert read(folder, "sources/ring.md") == (None, ["lenke-ring"])
    assert read(folder, "sources/ut.md") == (None, ["lenke-ut"])
    assert read(folder, "sources/ut/hemmelig.md") == (None, ["lenke-ut"])


@POSIX
def test_a_ring_is_seen_also_from_where_the_project_is_named_by_a_dot(
    folder: SourceFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = folder.root / "sources" / "mappe"
    inner.mkdir()
    (inner / "her").symlink_to(inner)
    monkeypatch.chdir(folder.root)
    assert listed(SourceFolder(Path()))[1] == [("lenke-ring", "sources/mappe/her")]
    assert read(folder, "../utenfor0/hemmelig.md") == (None, ["lenke-ut"])


@POSIX
def test_sources_may_itself_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "skyen").mkdir()
    (tmp_path / "skyen" / "oppsett.yaml").write_bytes(b"x")
    (tmp_path / "prosjekt").mkdir()
    (tmp_path / "prosjekt" / "sources").symlink_to(tmp_path / "skyen")
    folder = SourceFolder(tmp_path / "prosjekt")
    assert listed(folder) == (["sources/oppsett.yaml"], [])


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "fil-ingen-adgang"),
        (OSError(errno.EIO, "Input/output error"), "fil-uleselig"),
        (OSError(errno.ENAMETOOLONG, "File name too long"), "fil-uleselig"),
        (OSError("no number"), "fil-uleselig"),
    ],
)
def test_what_the_system_refuses(
    folder: SourceFolder, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    """The one who runs the tests may be allowed everything, so the system's answer is played."""

    def refuse(*args: object, **options: object) -> object:
        raise error

    (folder.root / "sources" / "a.md").write_bytes(b"x")
    monkeypatch.setattr(files.os, "stat", refuse)
    assert read(folder, "sources/a.md") == (None, [code])
    monkeypatch.setattr(files.os, "scandir", refuse)
    assert listed(folder) == ([], [(code, "sources")])


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_no_right_to_read(folder: SourceFolder) -> None:
    file = folder.root / "sources" / "a.md"
    file.write_bytes(b"x")
    file.chmod(0)
    assert read(folder, "sources/a.md") == (None, ["fil-ingen-adgang"])


# --- laid over a folder ---------------------------------------------------------------------------------------------


def test_what_is_laid_over_is_read_instead_of_the_disk(folder: SourceFolder) -> None:
    (folder.root / "sources" / "a.md").write_bytes(b"disk")
    (folder.root / "sources" / "b.md").write_bytes(b"disk")
    laid = Overlay(folder, {"sources/b.md": b"over", "sources/ny/c.md": b"ny"})
    assert laid.listing().files == ["sources/a.md", "sources/b.md", "sources/ny/c.md"]
    assert laid.read("sources/a.md") == (b"disk", [])
    assert laid.read("sources/b.md") == (b"over", [])
    assert laid.read("sources/ny/c.md") == (b"ny", [])
    assert [laid.exists(f"sources/{name}") for name in ("a.md", "ny/c.md", "ny", "n", "d.md")] == [
        True, True, True, False, False
    ]  # fmt: skip
    assert folder.read("sources/b.md") == (b"disk", [])


def test_what_is_hidden_is_not_there_but_for_what_is_laid_over_it(folder: SourceFolder) -> None:
    for name in ("a.md", "x/b.md", "x/y/c.md", "xy/d.md"):
        (folder.root / "sources" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder.root / "sources" / name).write_bytes(b"disk")
    (folder.root / "sources/x/e.md").mkdir()
    laid = Overlay(folder, {"sources/x/b.md": b"over"}, hidden=["sources/x", "sources/a.md"])
    listing = laid.listing()
    assert listing.files == ["sources/x/b.md", "sources/xy/d.md"]
    assert listing.diagnostics == []
    assert laid.read("sources/x/b.md") == (b"over", [])
    assert [each.code for path in ("a.md", "x/y/c.md") for each in laid.read(f"sources/{path}")[1]] == [
        "fil-finnes-ikke",
        "fil-finnes-ikke",
    ]
    assert [laid.exists(f"sources/{path}") for path in ("a.md", "x/y", "x", "xy")] == [False, False, True, True]


def test_what_is_laid_over_may_stand_alone() -> None:
    laid = Overlay(None, {"sources/a.md": b"x" * 10, "templates_docx/b.docx": b"x"})
    assert laid.listing().files == ["sources/a.md"]
    assert [each.code for each in laid.read("sources/a.md", 5)[1]] == ["fil-for-stor"]
    assert [each.code for each in laid.read("sources/b.md")[1]] == ["fil-finnes-ikke"]
    assert not laid.exists("sources/b.md")
