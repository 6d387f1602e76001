"""Outside programs are found, limited in time and reported; none of them can hang or crash the command."""

import os
import sys
import time
from pathlib import Path

import pytest

from pipeline.diagnostics import Diagnostic, Place
from pipeline.external import Finished, Program, run, version_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Puts a shell script in PATH under the name «hjelper», and describes it as a program."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    def write(text: str) -> Program:
        path = tmp_path / "hjelper"
        path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        path.chmod(0o755)
        return Program("Hjelper", ("hjelper",), "hjelpe", {"": "apt-get install hjelper"})

    return write


def test_a_program_that_ends_well_gives_what_it_said(script) -> None:
    assert run(script("echo ut; echo feil >&2"), [], seconds=5) == Finished("ut\n", "feil\n")


def test_arguments_reach_the_program_whole(script) -> None:
    assert run(script('printf "%s|" "$@"'), ["med mellomrom", "ø", "$HOME"], seconds=5) == Finished(
        "med mellomrom|ø|$HOME|", ""
    )


def test_a_missing_program_says_what_it_is_for_and_how_to_get_it() -> None:
    program = Program("Ingenting", ("finnes-ikke-her",), "gjøre noe", {"": "apt-get install ingenting"})
    answer = run(program, [], seconds=5)
    assert isinstance(answer, Diagnostic)
    assert answer.code == "program-mangler"
    assert answer.message() == "Ingenting finnes ikke på denne maskinen, og trengs for å gjøre noe."
    assert answer.hint() == "Installer det med apt-get install ingenting"


def test_a_failing_program_is_reported_with_its_last_words(script) -> None:
    answer = run(
        script("echo først >&2; echo 'disken er full' >&2; exit 3"), [], seconds=5, place=Place("referat.docx")
    )
    assert isinstance(answer, Diagnostic)
    assert (answer.code, answer.place) == ("program-feilet", Place("referat.docx"))
    assert answer.message() == "Hjelper feilet: disken er full (kode 3)"


def test_a_program_that_cannot_be_started_is_reported(script, tmp_path: Path) -> None:
    program = script("")
    (tmp_path / "hjelper").write_bytes(b"\x7fELF not really")
    answer = run(program, [], seconds=5)
    assert isinstance(answer, Diagnostic)
    assert answer.code == "program-feilet"


def test_a_hanging_program_is_ended_with_all_it_started(script, tmp_path: Path) -> None:
    """The child ignores polite signals and holds the outputs open; the grandchild would write a file if it lived."""
    program = script(f"trap '' TERM INT HUP\n(sleep 2; touch '{tmp_path}/levde') &\nsleep 60")
    begun = time.monotonic()
    answer = run(program, [], seconds=0.5)
    assert time.monotonic() - begun < 5
    assert isinstance(answer, Diagnostic)
    assert answer.message() == "Hjelper var ikke ferdig etter 0,5 sekunder, og ble stanset."
    time.sleep(2)
    assert not (tmp_path / "levde").exists()


def test_a_grandchild_that_keeps_the_outputs_open_does_not_hold_us(script) -> None:
    begun = time.monotonic()
    assert isinstance(run(script("sleep 30 & echo ferdig"), [], seconds=60), Finished)
    assert time.monotonic() - begun < 15


def test_a_program_waiting_for_an_answer_gets_none(script) -> None:
    assert run(script("read svar || echo tomt"), [], seconds=5) == Finished("tomt\n", "")


def test_a_flood_of_output_is_cut(script) -> None:
    answer = run(script("head -c 3000000 /dev/zero | tr '\\0' x"), [], seconds=20)
    assert isinstance(answer, Finished)
    assert len(answer.output) == 1_000_000


def test_usual_places_are_looked_in_and_the_newest_version_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("24.2", "25.8"):
        place = tmp_path / f"Kontor {version}" / "kontor"
        place.parent.mkdir()
        place.touch()
    monkeypatch.setenv("PROGRAMMER", str(tmp_path))
    program = Program("Kontor", ("finnes-ikke-her",), "skrive", {}, places=("~/nei", "$PROGRAMMER/Kontor*/kontor"))
    assert program.find() == tmp_path / "Kontor 25.8" / "kontor"


def test_the_version_is_read_from_either_output(script) -> None:
    assert version_of(script("echo 'Hjelper versjon 7.4.7.2 40(Build:2)'")) == "7.4.7.2"
    assert version_of(script("echo 'hjelper version 22.12.0' >&2")) == "22.12.0"
    assert version_of(script("echo ingen")) is None
