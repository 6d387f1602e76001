"""The command as the system sees it: its bytes, its signals, its pipes and its terminal, in processes of its own."""

import os
import pty
import shutil
import signal
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support.commands import in_process_of_its_own, started
from support.whole_way import FIRST, MINUTES, UNREADABLE, built, many_meetings, meeting

from pipeline.workflow.manifest import read_manifest

ROOT = Path(__file__).parents[2]
posix_only = pytest.mark.skipif(os.name == "nt", reason="signals and terminals of POSIX")


def wait_until(happens: Callable[[], object], process: "subprocess.Popen[str]", seconds: float = 40) -> None:
    """Waits for `happens`; a process that ends first, or time that runs out, fails the test."""
    until = time.monotonic() + seconds
    while not happens():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.02)


def documents(root: Path) -> list[Path]:
    return list(root.glob("build/*/*.docx"))


def assert_all_whole(root: Path) -> None:
    for path in documents(root):
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
    assert [path.name for path in documents(root) if "endret" in path.name] == []


def test_the_same_bytes_wherever_and_whenever(tmp_path):
    """Another zone, locale, hash seed, day of file times, and a path with spaces and ø; named absolute and relative."""
    here, there = tmp_path / "a", tmp_path / "Møter på Øya – kopi" / "prosjekt"
    for root in (here, there):
        shutil.copytree(ROOT / "sources", root / "sources")
    os.utime(there / "sources/oppsett.yaml", (0, 0))
    plain = {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0", "PYTHONUTF8": "0"}
    far = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "de", "PYTHONHASHSEED": "4711"}
    one = in_process_of_its_own("--project", here, "build", env=plain)
    other = in_process_of_its_own("build", "--project", there.name, env=far, cwd=there.parent)
    assert (one.code, one.out, one.err) == (other.code, other.out, other.err)
    assert built(here) == built(there) != {}


@posix_only
def test_a_build_that_is_killed_leaves_whole_documents_and_the_next_one_goes_on(project):
    root = project(many_meetings(60))
    process = started("build", "--project", root)
    wait_until(lambda: len(documents(root)) > 20, process)
    process.kill()
    process.communicate()
    assert not (root / "build/manifest.json").exists()
    assert_all_whole(root)
    (root / "build/innkalling/.saksgang-halvt.tmp").write_bytes(b"halvt")
    for source in root.glob("sources/moter/*/*.md"):
        source.write_text(source.read_text("utf-8").replace("Budsjettet", "Planen"), "utf-8")
    assert in_process_of_its_own("build", "--project", root).code == 0
    assert_all_whole(root)
    assert len(documents(root)) == len(read_manifest(root)) == 120
    assert list(root.glob("build/**/*.tmp")) == []


@posix_only
def test_two_builds_at_once_end_as_one(project):
    root = project(many_meetings(15))
    kinds = [("referat",), ("innkalling",), ()]
    processes = [started("build", *kind, "--project", root) for kind in kinds]
    said = [(*process.communicate(timeout=60), process.returncode) for process in processes]
    assert [(err, code) for _, err, code in said] == [("", 0)] * 3
    assert_all_whole(root)
    assert len(documents(root)) == len(read_manifest(root)) == 30
    assert sum(out.count(".docx\n") for out, _, _ in said) == 30, "each document is written once"


def test_numbers_given_out_at_once_are_given_out_once(project):
    root = project({FIRST: meeting()})
    processes = [started("new", "case", "prosjektgruppen/2020-04-28", f"Sak {n}", "--project", root) for n in "abc"]
    told = [process.communicate(timeout=60) for process in processes]
    assert [err for _, err in told] == [""] * 3
    assert sorted(out.split()[0] for out, _ in told) == ["2-2020", "3-2020", "4-2020"]
    text = (root / "sources" / FIRST).read_text("utf-8")
    assert all(f"## {out}" in text for out, _ in told)


@posix_only
def test_ctrl_c_ends_a_build_in_peace(project):
    root = project(many_meetings(40))
    process = started("build", "--project", root)
    wait_until(lambda: documents(root), process)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err.strip()) == (130, "Avbrutt.")
    assert_all_whole(root)


@posix_only
def test_a_reader_that_goes_away_is_no_fault(project):
    root = project(many_meetings(80))
    for arguments in (["list", "saker"], ["show", "prosjektgruppen/2020-01-07", "--after", "document"]):
        process = started(*arguments, "--project", root)
        assert process.stdout
        process.stdout.close()
        process.stdout = None
        _, err = process.communicate(timeout=30)
        assert (process.returncode, err) == (0, "")


@posix_only
def test_progress_is_shown_on_a_terminal_and_not_in_a_pipe(project):
    root = project(many_meetings(12))
    piped = in_process_of_its_own("build", "--project", root)
    assert (piped.code, piped.err) == (0, "")
    shutil.rmtree(root / "build")
    shown, terminal = pty.openpty()
    process = started("build", "--project", root, stderr=terminal)
    process.communicate(timeout=30)
    os.close(terminal)
    text = os.read(shown, 100_000).decode()
    os.close(shown)
    assert "\rDokument 10 av 24 …" in text
    assert text.endswith("\r\x1b[K"), "the line is wiped when the work is done"


@posix_only
def test_watch_builds_after_each_save_and_survives_a_broken_one(project, tmp_path):
    root = project({FIRST: meeting("Første.")})
    source, document, said = root / "sources" / FIRST, root / MINUTES, tmp_path / "sagt.txt"
    with said.open("w") as err:
        process = started("build", "--watch", "--project", root, stderr=err)
    try:
        wait_until(document.exists, process)
        first = document.read_bytes()
        source.write_text(meeting("Andre."), "utf-8")  # perhaps before the watch has begun
        wait_until(lambda: document.read_bytes() != first, process)
        second = document.read_bytes()
        source.write_text(UNREADABLE, "utf-8")
        wait_until(lambda: "[yaml-for-dyp]" in said.read_text("utf-8"), process)
        assert document.read_bytes() == second
        source.write_text(meeting("Tredje."), "utf-8")
        wait_until(lambda: document.read_bytes() != second, process)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode == 130
    assert said.read_text("utf-8").startswith("Følger med på kildene. Ctrl+C avslutter.\n")
    assert said.read_text("utf-8").endswith("Avbrutt.\n")


def test_a_terminal_that_cannot_show_the_letters_stops_nothing(project):
    root = project({FIRST: meeting("Jf. sak 9-2020. 😀")})
    said = in_process_of_its_own("build", "--project", root, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert said.code == 0
    assert "9-2020 finnes ikke" in said.err
