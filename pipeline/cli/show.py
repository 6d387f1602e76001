"""`saksgang show`."""

import click

from pipeline.cli.norwegian import Command
from pipeline.cli.options import finish, project_option, project_root
from pipeline.diagnostics import Exit


@click.command(cls=Command)
@click.argument("source", metavar="FIL")
@click.option(
    "--after",
    type=click.Choice(["load", "link", "document"]),
    default="link",
    help="Etter hvilket trinn (link når ikke noe står).",
)
@project_option
def show(source: str, after: str, project: str | None) -> None:
    """Vis hva et trinn gjorde av en kilde.

    FIL er en møtefil, et møte (organ/dato), et mandat eller et av kapitlene, et tiltaksregister, oppsett.yaml,
    personer.yaml eller kontakter.yaml.
    """
    from pipeline.workflow.show import NothingToShow
    from pipeline.workflow.show import show as shown

    try:
        click.echo(shown(project_root(project), source, after))
    except NothingToShow as nothing:
        click.echo(f"saksgang: {nothing}", err=True)
        finish(Exit.USAGE)
