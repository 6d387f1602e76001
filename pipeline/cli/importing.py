"""`saksgang import`."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.norwegian import Group
from pipeline.cli.options import finish, print_diagnostics, project_option, project_root, refusals
from pipeline.diagnostics import Exit

if TYPE_CHECKING:
    from pipeline.workflow.import_actions import ImportOutlook


@click.group("import", cls=Group)
def import_group() -> None:
    """Les inn regneark som andre har fylt ut."""


@import_group.command("actions")
@click.argument("paths", metavar="MAPPE|FIL …", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--register", metavar="REGISTER", help="Registeret, for regneark som ikke er laget av «export actions».")
@click.option("--date", "day", metavar="DATO", help="Datoen for svar uten egen dato (ellers: skjemaets, så i dag).")
@click.option("--yes", is_flag=True, help="Skriv inn uten å spørre.")
@project_option
def import_actions(
    paths: tuple[Path, ...], register: str | None, day: str | None, yes: bool, project: str | None
) -> None:
    """Les inn svar om tiltakene i et register.

    Endringene vises først. Et svar blir en ny, datert oppføring; det som står der fra før, blir stående.
    """
    from pipeline.workflow.import_actions import look_at, write
    from pipeline.workflow.report import as_object

    with refusals():
        look = look_at(project_root(project), paths, register, day, date.today())
        for line in _told(look):
            click.echo(line)
        if look.diagnostics:
            print_diagnostics([as_object(each) for each in look.diagnostics], 0, "text", err=True)
        if look.is_refused:
            click.echo("Ingenting er skrevet.", err=True)
            finish(Exit.FAULTS)
        elif not look.changes:
            click.echo("Ingenting å endre.")
        elif yes or _says_yes(len(look.changes)):
            for path in write(look):
                click.echo(f"Skrevet: {path}")
        else:
            click.echo("Ingenting er skrevet." if _is_terminal() else "Ingenting er skrevet. Med --yes blir det det.")


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _says_yes(count: int) -> bool:
    if not _is_terminal():
        return False
    asked = (
        "Skal endringen skrives inn? (ja/nei)" if count == 1 else f"Skal de {count} endringene skrives inn? (ja/nei)"
    )
    return str(click.prompt(asked, default="nei")).strip().casefold() in ("ja", "j")


def _told(look: "ImportOutlook") -> Iterator[str]:
    """What was understood, what would change, and who has not answered."""
    for name, answers in look.answers.items():
        for sheet in answers.sheets:
            if sheet.is_form:
                continue
            yield f"{sheet.file}, arket {sheet.sheet}: slik er overskriftene lest"
            for heading in sheet.headings:
                doubt = "" if heading.certain else "  (ligner)"
                yield f"  «{' '.join(heading.cell.text.split())}» → {heading.meaning}{doubt}"
        for change in answers.changes:
            yield f"{name}/{change.action.id} {change.action.title} ({change.day:%d.%m.%Y})"
            for told in change.told:
                yield f"  {told.what}: {_short(told.old)} → {_short(told.new)}"
        for each in look.silent[name]:
            who = each.responsible or "uten ansvarlig"
            how = "ikke svart" if each.is_all else "svar mangler"
            yield f"{name}: {who}, {how}: {', '.join(each.actions)}"


def _short(text: str) -> str:
    """On one line."""
    return f"«{' '.join(text.split())}»" if text.strip() else "–"
