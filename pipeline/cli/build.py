"""`saksgang build`."""

import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from pipeline.cli.norwegian import Command
from pipeline.cli.options import (
    existing_folder,
    finish,
    format_option,
    print_diagnostics,
    project_option,
    project_root,
    refusals,
    require_kinds,
)
from pipeline.diagnostics import Exit, Severity

SLOW = 20
"""From this many documents on, a terminal is shown how far the work has come."""
PAUSE = 0.3
"""Seconds between two looks at the files, while they are watched."""


@click.command(cls=Command)
@click.argument("kinds", nargs=-1, metavar="[DOKUMENT]...")
@click.option(
    "--only",
    multiple=True,
    metavar="HVA",
    help="Bare dette møtet, registeret …: id-en eller fila, f.eks. prosjektgruppen/2020-04-28. Kan gjentas.",
)
@click.option("--templates", "own", metavar="DIR", type=click.Path(path_type=Path), help="Bruk malene i denne mappen.")
@click.option("--as-of", "day", metavar="DATO", help="Vis tiltakene i statusvedlegg slik de sto denne datoen.")
@click.option("--strict", is_flag=True, help="Feil i kildene gir sluttkode 1.")
@click.option("--watch", is_flag=True, help="Bygg på nytt hver gang en kilde eller mal lagres. Ctrl+C avslutter.")
@format_option
@project_option
def build(
    kinds: tuple[str, ...],
    only: tuple[str, ...],
    own: Path | None,
    day: str | None,
    strict: bool,
    watch: bool,
    form: str,
    project: str | None,
) -> None:
    """Skriv dokumentene under build/.

    Nevn referat, innkalling, mandat eller status for å skrive bare dem. Det som er uendret, skrives ikke på nytt.
    """
    root = project_root(project)
    if day is not None:
        kinds = _set_back(kinds)
    asked = _Asked(root, kinds, only, existing_folder(own), _day(day), strict, form)
    seen = asked.appearance() if watch else ""
    code = _build_once(asked)
    if watch:
        _watch(asked, seen)
    finish(code)


STANDS_BY_DAY = "status"
"""The kind that is made as it stood on a day: every other document has a date of its own."""


def _set_back(kinds: tuple[str, ...]) -> tuple[str, ...]:
    others = [kind for kind in kinds if kind != STANDS_BY_DAY]
    if others:
        raise click.UsageError(
            f"--as-of gjelder bare {STANDS_BY_DAY}: {', '.join(others)} har sin egen dato, som står i kilden."
        )
    return (STANDS_BY_DAY,)


def _day(typed: str | None) -> date | None:
    if typed is None:
        return None
    from pipeline.workflow.export_actions import typed_day

    with refusals():
        return typed_day(typed)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command was asked for."""

    root: Path
    kinds: tuple[str, ...]
    only: tuple[str, ...]
    own: Path | None
    day: date | None
    strict: bool
    form: str

    def __str__(self) -> str:
        """What decides which documents there are to be."""
        only = (f"--only {each}" for each in sorted(self.only))
        day = f"--as-of {self.day.isoformat()}" if self.day else ""
        return " ".join(("build", *sorted(self.kinds), *only, str(self.own or ""), day))

    def fingerprint(self) -> str:
        """Changes with everything these documents depend on."""
        from pipeline.workflow import freshness

        return freshness.fingerprint(self.root, self._templates(), str(self))

    def appearance(self) -> str:
        """Changes when a source or template is saved."""
        from pipeline.workflow import freshness

        return freshness.appearance(self.root, self._templates())

    def _templates(self) -> list[Path]:
        folders = [each for each in (self.own, self.root / "templates_docx") if each and each.is_dir()]
        return [*(path for folder in folders for path in sorted(folder.glob("*.docx"))), *_shipped()]


def _build_once(asked: _Asked) -> Exit:
    """Builds if anything has changed, and says what there is to say."""
    from pipeline.workflow import freshness

    fresh = asked.fingerprint()
    report = freshness.unchanged(asked.root, str(asked), fresh)
    if report is None:
        report = _build(asked.root, asked.kinds, asked.only, asked.own, asked.day)
        if report["exit"] in (Exit.GOOD, Exit.FAULTS) and (asked.root / "sources").is_dir():
            outputs = report.pop("outputs")
            freshness.remember(asked.root, str(asked), fresh, outputs, {**report, "written": [], "removed": []})
    _print(report, asked.form)
    faulty = any(each["severity"] != Severity.WARNING for each in report["diagnostics"])
    code = Exit(report["exit"])
    return Exit.FAULTS if code is Exit.GOOD and asked.strict and faulty else code


def _shipped() -> list[Path]:
    from pipeline.workflow.templates import shipped_templates

    return sorted(shipped_templates().glob("*.docx"))


def _build(
    root: Path, kinds: tuple[str, ...], only: tuple[str, ...], own: Path | None, day: date | None
) -> dict[str, Any]:
    from pipeline.workflow.build import build as build_project
    from pipeline.workflow.report import as_object

    require_kinds(kinds)
    report = build_project(root, kinds, only, own, _progress if sys.stderr.isatty() else _silent, day)
    if report.unknown:
        raise click.UsageError(f"Finnes ikke: {', '.join(report.unknown)}. Prøv «saksgang list dokumenter».")
    return {
        "diagnostics": [as_object(each, report.language) for each in report.diagnostics],
        "accepted": report.accepted,
        "written": report.written,
        "documents": len(report.written) + len(report.unchanged),
        "removed": report.removed,
        "outputs": report.outputs,
        "exit": int(report.exit),
    }


def _silent(done: int, total: int) -> None:
    pass


def _progress(done: int, total: int) -> None:
    if total >= SLOW and (done % 10 == 0 or done == total):
        end = "\r\033[K" if done == total else ""
        click.echo(f"\rDokument {done} av {total} …{end}", nl=False, err=True)


def _print(report: dict[str, Any], form: str) -> None:
    print_diagnostics(report["diagnostics"], report["accepted"], form, err=True)
    if form == "json":
        return
    for file in report["written"]:
        click.echo(file)
    for file in report["removed"]:
        click.echo(f"{file} er fjernet: ingen kilde gir det lenger.")
    if not report["written"]:
        count = report["documents"]
        click.echo(
            f"Ingenting nytt: {count} {'dokument' if count == 1 else 'dokumenter'} er som før."
            if count
            else "Ingen dokumenter."
        )


def _watch(asked: _Asked, seen: str) -> None:
    """Builds after every save until it is interrupted. `seen` is how the files looked before the last build.

    It looks for itself: OneDrive and network folders do not tell of every change, and a library that polls by whole
    seconds misses the second of two quick saves.
    """
    click.echo("Følger med på kildene. Ctrl+C avslutter.", err=True)
    before = seen
    while True:
        time.sleep(PAUSE)
        now = asked.appearance()
        if now != seen and now == before:  # and no longer changing
            seen = now
            _build_once(asked)
        before = now
