"""`saksgang import`."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.norwegian import Group
from pipeline.cli.options import (
    finish,
    format_option,
    print_diagnostics,
    project_option,
    project_root,
    refusals,
)
from pipeline.diagnostics import Exit

if TYPE_CHECKING:
    from pipeline.workflow.import_actions import ImportOutlook

_MOST_NAMES, _MOST_ACTIONS = 8, 3
"""More makes a line nobody reads."""


@click.group("import", cls=Group)
def import_group() -> None:
    """Les inn regneark som andre har fylt ut."""


@import_group.command("actions")
@click.argument("paths", metavar="MAPPE|FIL …", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--register", metavar="REGISTER", help="Registeret, for regneark som ikke er laget av «export actions».")
@click.option(
    "--date", "day", metavar="DATO", help="Datoen for svar uten egen dato (ellers: skjemaets eller rapportens)."
)
@click.option(
    "--heading",
    "headings",
    metavar="OVERSKRIFT=KOLONNE",
    multiple=True,
    help="Hva en overskrift skal leses som, f.eks. «Merknad=tekst». Med «=ingen» blir kolonnen ikke lest. Kan gjentas.",
)
@click.option("--yes", is_flag=True, help="Skriv inn uten å spørre.")
@format_option
@project_option
def import_actions(
    paths: tuple[Path, ...],
    register: str | None,
    day: str | None,
    headings: tuple[str, ...],
    yes: bool,
    form: str,
    project: str | None,
) -> None:
    """Les inn svar om tiltakene i et register.

    Endringene vises først. Et svar blir en ny, datert oppføring. Har tiltaket en oppføring fra samme dato, blir den
    endret; det som står der fra før, står til venstre for pilen.
    """
    from pipeline.workflow.import_actions import look_at, write
    from pipeline.workflow.report import as_object

    with refusals():
        look = look_at(project_root(project), paths, register, day, headings)
        if form == "json":
            written = write(look) if yes else []
            click.echo(json.dumps(_as_object(look, written), ensure_ascii=False, indent=2))
            if look.is_refused:
                finish(Exit.FAULTS)
            return
        for line in _headings(look):
            click.echo(line)
        is_asked = yes or look.is_refused or not look.plain_sheets or not _is_terminal()
        if not is_asked and not _says_yes("Er overskriftene lest riktig? (ja/nei)"):
            click.echo("Ingenting er skrevet. Si hva en overskrift er med --heading OVERSKRIFT=KOLONNE.")
            return
        for line in _changes(look):
            click.echo(line)
        if look.diagnostics:
            print_diagnostics([as_object(each) for each in look.diagnostics], 0, "text", err=True)
        for line in _silent(look):
            click.echo(line)
        count = len(look.changes)
        if look.is_refused:
            click.echo("Ingenting er skrevet.", err=True)
            finish(Exit.FAULTS)
        elif not count:
            click.echo("Ingenting å endre.")
        elif yes or (_is_terminal() and _says_yes(_question(count))):
            for path in write(look):
                click.echo(f"Skrevet: {path}")
        else:
            click.echo("Ingenting er skrevet." if _is_terminal() else "Ingenting er skrevet. Med --yes blir det det.")


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _question(count: int) -> str:
    many = f"Skal de {count} endringene skrives inn? (ja/nei)"
    return "Skal endringen skrives inn? (ja/nei)" if count == 1 else many


def _says_yes(question: str) -> bool:
    return str(click.prompt(question, default="nei")).strip().casefold() in ("ja", "j")


def _headings(look: "ImportOutlook") -> Iterator[str]:
    """How the headings of sheets others have made were understood."""
    for sheet in look.plain_sheets:
        yield f"{sheet.file}, arket {sheet.sheet}: slik er overskriftene lest"
        for heading in sheet.headings:
            doubt = "" if heading.certain else "  (gjettet)"
            yield f"  «{heading.cell.shown}» → {heading.meant.told}{doubt}"
        if sheet.skipped:
            rows = "1 rad" if sheet.skipped == 1 else f"{sheet.skipped} rader"
            yield f"  {rows} hoppet over: tiltaket finnes ikke i registeret"


def _changes(look: "ImportOutlook") -> Iterator[str]:
    """What would change, line by line as it would stand."""
    for name, answers in look.answers.items():
        for change in answers.changes:
            how = ", endrer oppføringen fra den dagen" if change.mended else ""
            yield f"{name}/{change.action.id} {change.action.title} ({change.day:%d.%m.%Y}){how}"
            for told in change.told:
                yield from _arrow(told.what, told.old.strip(), told.new.strip())


def _arrow(what: str, old: str, new: str) -> Iterator[str]:
    """Old → new; a text of several lines stands in its lines."""
    before = f"  {what}:" if "\n" in old else f"  {what}: «{old}»" if old else f"  {what}: –"
    after = "→" if "\n" in new else f"→ «{new}»" if new else "→ –"
    if "\n" in old:
        yield before
        yield from _indented(old)
        yield f"  {after}"
    else:
        yield f"{before} {after}"
    if "\n" in new:
        yield from _indented(new)


def _indented(text: str) -> Iterator[str]:
    return (f"      {line}".rstrip() for line in text.split("\n"))


def _silent(look: "ImportOutlook") -> Iterator[str]:
    """Who has not answered all, a line a register."""
    for name, rows in look.silent.items():
        if rows:
            empty = sum(each.is_returned and each.is_all for each in rows)
            told = "" if not empty else " (1 tomt skjema)" if empty == 1 else f" ({empty} tomme skjema)"
            shown = [
                f"{each.responsible or 'uten ansvarlig'}{'' if each.is_all else _left(each.actions)}"
                for each in rows[:_MOST_NAMES]
            ]
            more = f" og {len(rows) - _MOST_NAMES} til" if len(rows) > _MOST_NAMES else ""
            yield f"{name}: {len(rows)} har ikke svart på alt{told}: {', '.join(shown)}{more}"


def _left(actions: Sequence[str]) -> str:
    """The actions somebody has not answered about."""
    return f" (mangler {', '.join(actions) if len(actions) <= _MOST_ACTIONS else f'{len(actions)} tiltak'})"


def _as_object(look: "ImportOutlook", written: list[str]) -> dict[str, Any]:
    """All of it, for programs."""
    from pipeline.workflow.report import as_object

    return {
        "headings": [
            {
                "file": sheet.file,
                "sheet": sheet.sheet,
                "rows_skipped": sheet.skipped,
                "columns": [
                    {
                        "cell": each.cell.name,
                        "heading": each.cell.text,
                        "read_as": each.meant.told,
                        "certain": each.certain,
                    }
                    for each in sheet.headings
                ],
            }
            for sheet in look.plain_sheets
        ],
        "changes": [
            {
                "register": name,
                "action": change.action.id,
                "title": change.action.title,
                "date": change.day.isoformat(),
                "file": change.cell.file,
                "cell": change.cell.name,
                "mends_entry": bool(change.mended),
                "values": [{"column": told.what, "old": told.old, "new": told.new} for told in change.told],
            }
            for name, answers in look.answers.items()
            for change in answers.changes
        ],
        "unanswered": [
            {
                "register": name,
                "responsible": each.responsible,
                "actions": each.actions,
                "returned": each.is_returned,
            }
            for name, rows in look.silent.items()
            for each in rows
        ],
        "diagnostics": [as_object(each) for each in look.diagnostics],
        "written": written,
    }
