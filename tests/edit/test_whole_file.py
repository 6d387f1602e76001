"""A file is written whole or not at all, whatever fails and when."""

import os
from pathlib import Path

import pytest

from pipeline.edit.whole_file import WriteFailure, write_whole


def test_a_file_is_made_with_its_folder(tmp_path):
    assert write_whole(tmp_path / "en ny mappe/æøå.docx", b"ny")
    assert (tmp_path / "en ny mappe/æøå.docx").read_bytes() == b"ny"


def test_the_same_bytes_are_not_written_again(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"samme")
    os.utime(path, ns=(1, 1))
    assert not write_whole(path, b"samme")
    assert path.stat().st_mtime_ns == 1


@pytest.mark.parametrize("step", ["mkstemp", "write", "fsync", "chmod", "replace"])
def test_a_failure_at_any_step_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, step):
    path = tmp_path / "a.docx"
    path.write_bytes(b"gammel")

    def fails(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp" if step == "mkstemp" else f"os.{step}", fails)
    with pytest.raises(WriteFailure, match="åpen i et annet program"):
        write_whole(path, b"ny")
    monkeypatch.undo()
    assert path.read_bytes() == b"gammel"
    assert [each.name for each in tmp_path.iterdir()] == ["a.docx"]


def test_a_folder_where_the_file_belongs_is_told(tmp_path):
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(WriteFailure):
        write_whole(tmp_path / "a.docx", b"ny")
    assert (tmp_path / "a.docx").is_dir()


def test_a_file_where_the_folder_belongs_is_told(tmp_path):
    (tmp_path / "build").write_text("en fil")
    with pytest.raises(WriteFailure, match="fil der mappen"):
        write_whole(tmp_path / "build/a.docx", b"ny")


def test_the_mode_of_the_old_file_is_kept(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"gammel")
    path.chmod(0o640)
    write_whole(path, b"ny")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_can_be_read_by_others_as_usual(tmp_path):
    write_whole(tmp_path / "a.docx", b"ny")
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "a.docx").stat().st_mode & 0o777 == 0o666 & ~mask


def test_files_written_side_by_side_have_their_usual_mode(tmp_path, monkeypatch):
    """The mask belongs to the whole process: a thread that sets it, even for an instant, sets it for the others."""
    monkeypatch.setattr("os.umask", lambda mask: pytest.fail("the mask was changed"))
    write_whole(tmp_path / "a.docx", b"ny")


def test_a_long_name_is_told_and_nothing_is_left(tmp_path: Path):
    with pytest.raises(WriteFailure, match="navnet er for langt"):
        write_whole(tmp_path / ("a" * 300 + ".docx"), b"ny")
    assert list(tmp_path.iterdir()) == []
