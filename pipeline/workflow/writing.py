"""A build's documents on their way to the disk."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.diagnostics import Exit, Place, Problem
from pipeline.edit.whole_file import WriteFailure, reason, write_whole
from pipeline.workflow.build_report import BuildReport
from pipeline.workflow.freshness import digest_of
from pipeline.workflow.journal import Journal
from pipeline.workflow.manifest import Output
from pipeline.workflow.problems import CANNOT_WRITE, SET_ASIDE

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor


def put(
    root: Path, output: Output, data: bytes, earlier: dict[str, Output], journal: Journal, writing: "Writing"
) -> None:
    """Begins to write one document, unless it stands there already; one that was edited by hand is copied aside."""
    target = root / output.file
    there = digest_of(target)
    if there == output.sha256:
        writing.leave(output)
        return
    before = earlier.get(output.file)
    aside = None
    try:
        if there is None and target.exists():
            target.read_bytes()  # it cannot be read, and says why: nobody knows whose it is
        if there is not None and (before is None or there != before.sha256) and not journal.knows(output.file, there):
            aside = copy_aside(target)
        journal.note(output.file, output.sha256)
    except (WriteFailure, OSError) as failure:
        if aside:
            aside.unlink(missing_ok=True)
        cannot(CANNOT_WRITE, output.file, failure, writing.report)
        return
    writing.write(output, target, data, aside)


FEW = 8
"""Up to this many documents, threads cost more to load than they save."""


def _threads() -> "ThreadPoolExecutor":
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(max_workers=4)


class Writing:
    """Documents on their way to the disk: while one is waited for there, the next is made."""

    def __init__(self, report: BuildReport, documents: int) -> None:
        self.report = report
        self._threads = _threads() if documents > FEW else None
        self._left: list[Output] = []
        self._pending: list[tuple[Output, Path | None, Callable[[], bool]]] = []

    def __enter__(self) -> "Writing":
        return self

    def __exit__(self, *_: object) -> None:
        """Waits for what has begun: also a build that is interrupted leaves whole documents."""
        if self._threads:
            self._threads.shutdown(wait=True)

    def leave(self, output: Output) -> None:
        """The document stands there already."""
        self._left.append(output)
        self.report.unchanged.append(output.file)

    def write(self, output: Output, target: Path, data: bytes, aside: Path | None) -> None:
        """Begins to write `data`; `aside` is the copy of what was edited by hand there."""
        done = self._threads.submit(write_whole, target, data).result if self._threads else None
        self._pending.append((output, aside, done or partial(write_whole, target, data)))

    def written_whole(self) -> list[Output]:
        """The documents that stand as they should; the report is told of each that was written, and of failures."""
        written = []
        for output, aside, done in self._pending:
            try:
                done()
            except (WriteFailure, OSError) as failure:
                if aside:
                    aside.unlink(missing_ok=True)
                cannot(CANNOT_WRITE, output.file, failure, self.report)
                continue
            if aside:
                self.report.diagnostics.append(SET_ASIDE.at(Place(output.file), navn=aside.name))
            self.report.written.append(output.file)
            written.append(output)
        return [*self._left, *written]


def cannot(problem: Problem, file: str, failure: WriteFailure | OSError, report: BuildReport) -> None:
    """Says that a file could not be written or removed, and why."""
    said = reason(failure) if isinstance(failure, OSError) else failure
    report.diagnostics.append(problem.at(Place(file), grunn=said))
    report.exits.add(Exit.FILES)


def copy_aside(target: Path) -> Path:
    """A copy of a document somebody has edited by hand, time stamp and all: until the new one is in place, both
    stand."""
    aside = _free_name(target)
    write_whole(aside, target.read_bytes())
    shutil.copystat(target, aside)
    return aside


def _free_name(path: Path) -> Path:
    """Where a document somebody has edited by hand is put, so that nothing is lost: `…-endret.docx`,
    `…-endret-2.docx`."""
    count = 1
    while True:
        suffix = "-endret" if count == 1 else f"-endret-{count}"
        aside = path.with_name(f"{path.stem}{suffix}{path.suffix}")
        if not aside.exists():
            return aside
        count += 1
