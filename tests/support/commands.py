"""Runs `saksgang`: in this process, for speed, or in one of its own, for what only a process can show."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from pipeline.cli.main import exit_code

COMMAND = (sys.executable, "-c", "from pipeline.cli.main import run; run()")
REPOSITORY = Path(__file__).parents[2]


@dataclass(slots=True)
class Said:
    """How a command ended, and what it said on standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def saksgang(*arguments: object) -> Said:
    """`saksgang` with these arguments, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.object(sys, "argv", ["saksgang", *map(str, arguments)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = int(exit_code())
    return Said(code, out.getvalue(), err.getvalue())


def environment(**settings: str) -> dict[str, str]:
    """This process' environment with `settings`, finding this checkout's code."""
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), **settings}


def started(*arguments: object, env: Mapping[str, str] = {}, **settings: Any) -> "subprocess.Popen[str]":
    """`saksgang` begun in a process of its own."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    return subprocess.Popen([*COMMAND, *map(str, arguments)], env=environment(**env), **{**pipes, **settings})


def in_process_of_its_own(*arguments: object, env: Mapping[str, str] = {}, **settings: Any) -> Said:
    """`saksgang` with these arguments, ended."""
    process = started(*arguments, env=env, **settings)
    out, err = process.communicate(timeout=60)
    return Said(process.returncode, out, err)
