"""`saksgang list`."""

import click

from pipeline.cli.norwegian import Command
from pipeline.cli.options import finish, format_option, project_option, project_root
from pipeline.diagnostics import Exit


@click.command(
    "list", cls=Command, context_settings={"token_normalize_func": lambda word: word.lower().replace("ø", "o")}
)
@click.argument(
    "what",
    metavar="[HVA]",
    type=click.Choice(["moter", "saker", "oppgaver", "personer", "mandater", "registre", "tiltak", "dokumenter"]),
    default="moter",
)
@format_option
@project_option
def list_command(what: str, form: str, project: str | None) -> None:
    """List opp møter, saker, oppgaver, tiltak, dokumenter og mer."""
    from pipeline.workflow.listing import LISTS
    from pipeline.workflow.reading import read_project
    from pipeline.workflow.report import as_json, as_object, as_text

    reading = read_project(project_root(project))
    if reading.project is None:
        click.echo(as_text(map(as_object, reading.diagnostics)), err=True)
        if form == "json":
            click.echo(as_json([]))
        finish(Exit.FAULTS)
        return
    rows = list(LISTS[what](reading.project))
    if form == "json":
        click.echo(as_json(rows))
    elif not rows:
        click.echo("Ingen.")
    else:
        click.echo(_table(rows))


def _table(rows: list[dict[str, str]]) -> str:
    heads = list(rows[0])
    cells = [heads, *([str(row[head]) for head in heads] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in cells
    )
