"""Finding and running one outside program."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.diagnostics import Diagnostic, Place
from pipeline.external.problems import FAILED, HANGING, MISSING

_OUTPUT_LIMIT = 1_000_000
_VERSION = re.compile(r"\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True)
class Program:
    """An outside program.

    `name` is what the user calls it; `commands` are looked for in PATH, then `places` (globs; `~` and `$VARIABLE` are
    filled in). `purpose` ends the sentence «… trengs for å»; `install` says how to get it by `sys.platform`, "" for any
    other.
    """

    name: str
    commands: tuple[str, ...]
    purpose: str
    install: Mapping[str, str]
    places: tuple[str, ...] = ()
    version_arguments: tuple[str, ...] = ("--version",)

    def find(self) -> Path | None:
        """Where the program is, or None."""
        for command in self.commands:
            if found := shutil.which(command):
                return Path(found)
        for place in self.places:
            whole = Path(os.path.expandvars(place)).expanduser()
            # The newest version last: the folders carry its number.
            matches = sorted(Path(whole.anchor).glob(str(whole.relative_to(whole.anchor)))) if whole.anchor else []
            if matches:
                return matches[-1]
        return None

    def missing(self) -> Diagnostic:
        """The complaint that it is not here, with how to get it."""
        how = self.install.get(sys.platform, self.install.get("", ""))
        return MISSING.at(Place(self.name), program=self.name, formål=self.purpose, installer=how or None)


@dataclass(frozen=True, slots=True)
class Finished:
    """What a program that ended well said: the ends of its two outputs, as text."""

    output: str
    errors: str


def run(
    program: Program,
    arguments: Sequence[str | Path],
    *,
    seconds: float,
    folder: Path | None = None,
    place: Place | None = None,
) -> Finished | Diagnostic:
    """Run `program` in `folder` with nothing to read, for at most `seconds`; then it and all it started are ended.

    A missing, failed or hanging program gives a `Diagnostic` at `place` (the program's name when none is given).
    """
    path = program.find()
    if path is None:
        return program.missing()
    where = place or Place(program.name)
    # Files, not pipes: a grandchild that outlives the kill would hold a pipe open and hang the reader.
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        try:
            code = _run_group([str(path), *map(str, arguments)], seconds, folder, output, errors)
        except OSError as error:
            return FAILED.at(where, program=program.name, grunn=error.strerror or str(error))
        if code is None:
            return HANGING.at(where, program=program.name, sekunder=f"{seconds:g}".replace(".", ","))
        finished = Finished(_text(output), _text(errors))
    if code:
        said = (finished.errors.strip() or finished.output.strip()).rpartition("\n")[2]
        return FAILED.at(where, program=program.name, grunn=f"{said} (kode {code})" if said else f"kode {code}")
    return finished


def version_of(program: Program) -> str | None:
    """The version `program` says it is («7.4.7.2»), or None where it is missing or says nothing that looks like one."""
    answer = run(program, program.version_arguments, seconds=20)
    if isinstance(answer, Diagnostic):
        return None
    found = _VERSION.search(answer.output) or _VERSION.search(answer.errors)
    return found[0] if found else None


def _run_group(
    command: list[str], seconds: float, folder: Path | None, output: IO[bytes], errors: IO[bytes]
) -> int | None:
    """The exit code, or None where the time was up. The program runs in a group of its own, and is ended with it."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=errors,
        cwd=folder,
        start_new_session=True,  # without meaning on Windows, where the tree is ended by the first one's number
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        # Also when interrupted: in a session of its own, the program does not get the terminal's Ctrl-C.
        if process.returncode is None:
            _kill_group(process)


def _kill_group(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False, timeout=10)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(5)


def _text(stream: IO[bytes]) -> str:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _OUTPUT_LIMIT))
    return stream.read().decode("utf-8", "replace")
