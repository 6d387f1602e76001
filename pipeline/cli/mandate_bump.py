"""`saksgang mandate bump`, `log` and `show`."""

import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.norwegian import Command
from pipeline.cli.options import finish, format_option, print_diagnostics, project_option, project_root, refusals
from pipeline.diagnostics import Exit

if TYPE_CHECKING:
    from pipeline.workflow.bump import Outlook
    from pipeline.workflow.version_numbers import BumpKind


@click.command("bump", cls=Command)
@click.argument("ident", metavar="MANDAT")
@click.option("--draft", is_flag=True, help="Utkast: 0.90 blir 0.91.")
@click.option("--minor", is_flag=True, help="Versjon mellom to utgivelser: 1.70 blir 1.71.")
@click.option("--editorial", is_flag=True, help="Språk og utseende: 1.70 blir 1.70-1.")
@click.option("--release", is_flag=True, help="Utgivelse: 1.70 blir 2.0. Må være godkjent.")
@click.option("--number", metavar="N.M", help="Et annet nummer enn det som blir foreslått.")
@click.option(
    "--change",
    "changes",
    metavar="TEKST",
    multiple=True,
    help="Hva som er endret, og hvorfor. Kan gjentas. «Kap. 6 og 7: tekst» gjelder de kapitlene, ellers alt som er "
    "endret.",
)
@click.option("--by", metavar="ID", help="Hvem som har endret (ellers: prosjektlederen).")
@click.option("--date", "day", metavar="DATO", help="Datoen for versjonen (ellers: i dag).")
@click.option("--approved-by", metavar="ID", help="Organet eller personen som har godkjent.")
@click.option(
    "--treated",
    metavar="TEKST",
    multiple=True,
    help="Hvor den er behandlet: «styringsgruppen, sak 12-2020, 09.04.2020, godkjent». Kan gjentas.",
)
@click.option(
    "--pages/--no-pages",
    default=None,
    help="Regn ut sidetallene i innholdslisten med LibreOffice (ellers: bare ved --release, når det finnes).",
)
@project_option
def bump(
    ident: str,
    draft: bool,
    minor: bool,
    editorial: bool,
    release: bool,
    number: str | None,
    changes: tuple[str, ...],
    by: str | None,
    day: str | None,
    approved_by: str | None,
    treated: tuple[str, ...],
    pages: bool | None,
    project: str | None,
) -> None:
    """Lag en ny versjon av et mandat.

    Loggen får en rad, og dokumentet og kildene blir tatt vare på under sources/arkiv. Uten --change blir du spurt.
    """
    from pipeline.workflow.bump import bump as make
    from pipeline.workflow.pages import layout_at_hand, worked_out
    from pipeline.workflow.report import as_object
    from pipeline.workflow.version_numbers import BumpKind

    chosen = dict(zip(BumpKind, (draft, minor, editorial, release), strict=True))
    kinds = [kind for kind, is_chosen in chosen.items() if is_chosen]
    if len(kinds) > 1:
        raise click.UsageError(f"Velg én av {', '.join(f'--{kind}' for kind in kinds)}.")
    root = project_root(project)
    kind = kinds[0] if kinds else None
    with refusals():
        if _is_terminal() and not changes:
            kind, approved_by, changes = _asked(root, ident, kind, number, by, approved_by)
        wanted = pages if pages is not None else kind is BumpKind.RELEASE and layout_at_hand()
        filled = worked_out if wanted else None
        made = make(root, ident, kind, changes, by, day, number, approved_by, treated, date.today(), filled)
        click.echo(f"Versjon {made.version} er tatt vare på.")
        if told := [each for each in made.chapters if each]:
            first, *rest = told
            click.echo(f"Kapittel: {'; '.join([first, *(each[:1].lower() + each[1:] for each in rest)])}")
        click.echo(made.document)
        if made.remarks:
            print_diagnostics([as_object(each) for each in made.remarks], 0, "text", err=True)
        if made.pages_old:
            click.echo(
                "Sidetallene i innholdslisten er ikke regnet ut for denne versjonen. "
                "Med --pages blir de det, når LibreOffice finnes på maskinen.",
                err=True,
            )


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _asked(
    root: Path, ident: str, kind: "BumpKind | None", number: str | None, by: str | None, approved_by: str | None
) -> "tuple[BumpKind | None, str | None, tuple[str, ...]]":
    """Asks what kind of version it is, who has approved a release, and what has changed. Raises Refused before
    anything is asked in vain."""
    from pipeline.workflow.bump import outlook
    from pipeline.workflow.version_numbers import BumpKind

    look = outlook(root, ident, by)
    click.echo(f"Forrige versjon: {look.last or 'ingen'}")
    if number is None:
        if kind is None:
            look.require_something_new()
            kind = _asked_kind(look)
        look.require_changes(kind)
        if kind is BumpKind.RELEASE and approved_by is None:
            approved_by = _asked_approver(look.approvers(kind))
    for line in look.told_changes():
        click.echo(line)
    click.echo("Skriv hva som er endret, og hvorfor, en endring om gangen. En tom linje avslutter.")
    changes: list[str] = []
    while answer := click.prompt("Endring", default="", show_default=False).strip():
        changes.append(answer)
    return kind, approved_by, tuple(changes)


_KINDS = {"draft": "utkast", "minor": "mellomversjon", "editorial": "redaksjonell", "release": "utgivelse"}
"""What the kinds are called where people are asked; the options have the English words."""


def _asked_kind(look: "Outlook") -> "BumpKind":
    shown = ", ".join(f"{version} ({_KINDS[kind]})" for kind, version in look.numbers.items())
    answers = {name: kind for kind, version in look.numbers.items() for name in (str(version), str(kind), _KINDS[kind])}
    while True:
        answer = click.prompt(f"Ny versjon: {shown}", default=str(look.numbers[look.kind])).strip().casefold()
        if answer in answers:
            return answers[answer]
        click.echo(f"Svar med et av numrene: {', '.join(map(str, look.numbers.values()))}.")


def _asked_approver(approvers: Sequence[str]) -> str:
    shown = ", ".join(approvers)
    default = approvers[0] if len(approvers) == 1 else None
    while True:
        answer = click.prompt("Godkjent av" if default else f"Godkjent av ({shown})", default=default).strip()
        if answer in approvers:
            return str(answer)
        click.echo(f"Det kan {shown}.")


@click.command("log", cls=Command)
@click.argument("ident", metavar="MANDAT")
@format_option
@project_option
def log(ident: str, form: str, project: str | None) -> None:
    """List opp versjonene av et mandat.

    «Tatt vare på» sier om dokumentet og kildene ligger i arkivet, urørt.
    """
    from pipeline.workflow.mandate_versions import mandate_log
    from pipeline.workflow.report import as_json, as_object

    with refusals():
        found = mandate_log(project_root(project), ident)
        if form == "json":
            click.echo(as_json(found.rows))
        else:
            click.echo(_table(found.rows, _terminal_width()) if found.rows else "Mandatet har ingen versjoner ennå.")
        if found.diagnostics:
            print_diagnostics([as_object(each) for each in found.diagnostics], 0, "text", err=True)
            finish(Exit.FAULTS)


_COLUMNS: dict[str, Callable[[dict[str, Any]], str]] = {
    "versjon": lambda row: row["versjon"],
    "dato": lambda row: row["dato"],
    "endret av": lambda row: row["endret_av"],
    "godkjent av": lambda row: row["godkjent_av"],
    "tatt vare på": lambda row: "ja" if row["tatt_vare_på"] else "–",
}


_LEAST = 30
"""Letters of the last column that make it fit for reading; for less, the columns before it are wrapped, too."""
_GIVING_WAY = ("kapittel", "tatt vare på", "godkjent av", "endret av")
"""Columns to wrap where the terminal is narrow, the first one first."""


def _terminal_width() -> int | None:
    """Letters on a line of the terminal; None in a pipe or a file, where nothing is wrapped."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _table(rows: list[dict[str, Any]], room: int | None = None) -> str:
    """A line for each change; what is the same for the whole version stands on its first. The changes come last: they
    may be long, and are wrapped inside their column where `room` is given."""
    cells = [[*_COLUMNS, "kapittel", "endring"]]
    for row in rows:
        first = [told(row) for told in _COLUMNS.values()]
        for index, change in enumerate(row["endringer"] or [{"kapittel": "", "endring": ""}]):
            begin = [""] * len(first) if index else first
            cells.append([*begin, change["kapittel"], " ".join(change["endring"].split())])
    widths = _widths(cells, room)
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(parts, widths, strict=True)).rstrip()
        for line in cells
        for parts in zip_longest(*map(_wrapped, line, widths), fillvalue="")
    )


def _widths(cells: list[list[str]], room: int | None) -> list[int]:
    columns = list(zip(*cells, strict=True))
    widths = [max(map(len, column)) for column in columns]
    if room is None or sum(widths) + 2 * (len(widths) - 1) <= room:
        return widths

    def left() -> int:
        return room - sum(widths[:-1]) - 2 * (len(widths) - 1)

    for name in _GIVING_WAY:
        if left() < _LEAST:
            at = cells[0].index(name)
            longest_word = max(len(part) for text in columns[at] for part in text.split() or [""])
            widths[at] = max(longest_word, widths[at] - (_LEAST - left()))
    widths[-1] = min(widths[-1], max(left(), _LEAST))
    return widths


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False) if len(text) > width else [text]


@click.command("show", cls=Command)
@click.argument("ident", metavar="MANDAT")
@click.argument("version", metavar="[VERSJON]", required=False)
@click.option(
    "-o",
    "--output",
    metavar="FIL",
    help="Hvor dokumentet skal (ellers: build/mandat). - gir det på standard ut.",
)
@project_option
def show(ident: str, version: str | None, output: str | None, project: str | None) -> None:
    """Hent fram dokumentet til en versjon, slik det ble tatt vare på.

    Uten VERSJON: list opp dem som er tatt vare på.
    """
    from pipeline.workflow.mandate_versions import document_bytes, hand_out, mandate_log

    root = project_root(project)
    with refusals():
        if version is None:
            kept = [row["versjon"] for row in mandate_log(root, ident).rows if row["tatt_vare_på"]]
            click.echo("\n".join(kept) if kept else "Ingen versjoner er tatt vare på ennå.")
        elif output == "-":
            sys.stdout.buffer.write(document_bytes(root, ident, version))
        else:
            click.echo(hand_out(root, ident, version, Path(output) if output else None))
