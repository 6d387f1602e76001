"""A new folder and the file that says it counts: whatever fails, and when, the old state stands or the new."""

import contextlib
import errno
import os
from pathlib import Path

import pytest
from support.failing_disk import Killed, every_step, failing_disk, killed_in_a_process_of_its_own, raising

from pipeline.edit import whole_change
from pipeline.edit.splice import SpliceFailure
from pipeline.edit.whole_change import keep_and_commit, new_folder, pending, settle
from pipeline.edit.whole_file import WriteFailure

OLD, NEW = b"logg: []\n", b"logg: [2.0]\n"
FILES = {"a.docx": b"dokumentet", "kilder/mandater/bup/mandat.yaml": NEW, "kilder/mandater/bup/kapitler/mal.md": b"# x"}


@pytest.fixture(autouse=True)
def in_no_time(monkeypatch):
    monkeypatch.setattr(whole_change.time, "sleep", lambda seconds: None)


def fresh(folder: Path) -> Path:
    (folder / "mandater").mkdir(parents=True)
    (folder / "mandater/mandat.yaml").write_bytes(OLD)
    return folder


@pytest.fixture
def root(tmp_path):
    return fresh(tmp_path)


def change(root: Path) -> bool:
    return keep_and_commit(root / "arkiv/bup/2.0", FILES, root / "mandater/mandat.yaml", OLD, NEW)


def state(root: Path) -> str:
    """«old» or «new», as a reader sees it; anything else fails the test."""
    committed = (root / "mandater/mandat.yaml").read_bytes()
    folder = root / "arkiv/bup/2.0"
    if committed == OLD:
        assert not folder.exists()
        return "old"
    assert committed == NEW
    there = folder if folder.exists() else pending(folder)
    assert {
        path.relative_to(there).as_posix(): path.read_bytes() for path in there.rglob("*") if path.is_file()
    } == FILES
    return "new"


def everything(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


CLEAN = {"mandater/mandat.yaml", *(f"arkiv/bup/2.0/{name}" for name in FILES)}


def goes_on_from_there(root: Path) -> None:
    """The next change succeeds and leaves no rubbish."""
    before = state(root)
    settle(root / "arkiv/bup", root / "mandater/mandat.yaml", {"2.0"} if before == "new" else set())
    if before == "old":
        assert everything(root) == {"mandater/mandat.yaml"}
        assert change(root)
    assert state(root) == "new"
    assert everything(root) == CLEAN


def test_the_folder_is_made_and_the_file_replaced(root):
    assert change(root)
    assert state(root) == "new"
    assert everything(root) == CLEAN


def test_every_file_is_safe_on_the_disk_before_the_one_that_says_they_count(root, monkeypatch):
    """Also for a machine that loses its power: what is only in its memory is not kept."""
    real_sync, real_replace = os.fsync, os.replace
    synced: list[tuple[int, int]] = []
    before: list[tuple[int, int]] = []

    def sync(handle):
        status = os.fstat(handle)
        synced.append((status.st_dev, status.st_ino))
        real_sync(handle)

    def replaced(source, target):
        if Path(target).name == "mandat.yaml":
            before.extend(synced)
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", replaced)
    assert change(root)
    paths = [root / name for name in CLEAN]
    folders = {above for path in paths for above in path.parents if (root / "arkiv/bup") in (above, *above.parents)}
    for path in (*paths, *(folders if os.name != "nt" else ())):
        assert (path.stat().st_dev, path.stat().st_ino) in before, path


ERRORS = [OSError(errno.ENOSPC, "full"), OSError(errno.EIO, "broken"), PermissionError(errno.EACCES, "held")]


@pytest.mark.parametrize("error", ERRORS, ids=["full", "broken", "held"])
@pytest.mark.parametrize("after", [False, True], ids=["instead", "after the deed"])
def test_a_disk_that_fails_at_any_step_leaves_the_old_state_or_the_new(tmp_path, error, after):
    states = set()

    def attempt(number):
        root = fresh(tmp_path / str(number))
        with failing_disk(raising(error), number, after) as disk:
            try:
                change(root)
                told = False
            except WriteFailure:
                told = True
        assert told == (state(root) == "old"), disk.failed
        states.add(state(root))
        goes_on_from_there(root)
        return disk

    failed = every_step(attempt)
    assert states == {"old", "new"}
    assert set(failed) >= {"open", "write", "fsync", "close", "chmod", "mkdir", "replace"}


def test_an_exception_of_any_other_kind_at_any_step_leaves_the_old_state_or_the_new(tmp_path):
    """Ctrl-C, for one."""

    def attempt(number):
        root = fresh(tmp_path / str(number))
        with failing_disk(raising(Killed()), number) as disk, contextlib.suppress(Killed):
            change(root)
        goes_on_from_there(root)
        return disk

    assert len(every_step(attempt)) > 20


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot split a process in two")
def test_a_process_that_ends_at_any_step_leaves_the_old_state_or_the_new(tmp_path):
    states = []
    for number in range(1, 1000):
        root = fresh(tmp_path / str(number))
        ended = killed_in_a_process_of_its_own(lambda root=root: change(root), number)
        states.append(state(root))
        goes_on_from_there(root)
        if not ended:
            break
    assert states == sorted(states, reverse=True)
    assert {"old", "new"} == set(states)


def test_a_file_another_program_holds_open_is_told_and_nothing_has_changed(root):
    """As on Windows while an editor has it: every try is refused."""
    real = os.replace

    def refused(source, target):
        if Path(target).name == "mandat.yaml":
            raise PermissionError(errno.EACCES, "Access is denied")
        real(source, target)

    os.replace = refused
    try:
        with pytest.raises(WriteFailure, match="åpen i et annet program"):
            change(root)
    finally:
        os.replace = real
    assert state(root) == "old"
    assert everything(root) == {"mandater/mandat.yaml"}


def test_a_folder_another_program_holds_counts_under_its_hidden_name_and_is_named_later(root):
    real = os.replace

    def refused(source, target):
        if Path(target).name == "2.0":
            raise PermissionError(errno.EACCES, "Access is denied")
        real(source, target)

    os.replace = refused
    try:
        assert not change(root)
    finally:
        os.replace = real
    assert state(root) == "new"
    assert pending(root / "arkiv/bup/2.0").is_dir()
    goes_on_from_there(root)


def test_a_file_held_for_a_moment_is_waited_for(root):
    real, refusals = os.replace, [PermissionError(errno.EACCES, "held")] * 2

    def held(source, target):
        if refusals:
            raise refusals.pop()
        real(source, target)

    os.replace = held
    try:
        assert change(root)
    finally:
        os.replace = real
    assert everything(root) == CLEAN


def test_a_file_somebody_saved_meanwhile_is_left_alone(root):
    (root / "mandater/mandat.yaml").write_bytes(b"logg: [noe annet]\n")
    with pytest.raises(SpliceFailure):
        change(root)
    assert everything(root) == {"mandater/mandat.yaml"}
    assert (root / "mandater/mandat.yaml").read_bytes() == b"logg: [noe annet]\n"


def test_what_stands_there_under_the_name_is_not_written_over(root):
    (root / "arkiv/bup/2.0").mkdir(parents=True)
    (root / "arkiv/bup/2.0/annet.docx").write_bytes(b"annet")
    with pytest.raises(WriteFailure):
        change(root)
    assert (root / "mandater/mandat.yaml").read_bytes() == OLD
    assert (root / "arkiv/bup/2.0/annet.docx").read_bytes() == b"annet"


def test_a_hidden_folder_that_never_counted_gives_way(root):
    stale = pending(root / "arkiv/bup/2.0")
    stale.mkdir(parents=True)
    (stale / "rest.docx").write_bytes(b"halv")
    assert change(root)
    assert everything(root) == CLEAN


@pytest.mark.parametrize("name", ["../ute.docx", "/rot.docx", ""])
def test_a_path_that_leads_out_of_the_folder_is_a_fault_of_ours(root, name):
    with pytest.raises(ValueError, match="no path inside"):
        keep_and_commit(root / "arkiv/bup/2.0", {name: b"x"}, root / "mandater/mandat.yaml", OLD, NEW)
    assert everything(root) == {"mandater/mandat.yaml"}


@pytest.mark.parametrize("error", ERRORS, ids=["full", "broken", "held"])
def test_a_new_folder_is_made_whole_or_not_at_all(tmp_path, error):
    def attempt(number):
        folder = tmp_path / str(number) / "bup"
        with failing_disk(raising(error), number) as disk, contextlib.suppress(WriteFailure):
            new_folder(folder, FILES)
        if folder.exists():
            assert everything(folder) == set(FILES)
        else:
            new_folder(folder, FILES)
        assert everything(folder.parent) == {f"bup/{name}" for name in FILES}
        return disk

    assert len(every_step(attempt)) > 20
