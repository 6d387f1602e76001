"""`saksgang diff`."""

from pathlib import Path

import click

from pipeline.cli.norwegian import Command
from pipeline.cli.options import finish, format_option, print_diagnostics, refusals


@click.command(cls=Command)
@click.argument("old", metavar="GAMMEL.docx", type=click.Path(path_type=Path))
@click.argument("new", metavar="NY.docx", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "out",
    metavar="FIL",
    type=click.Path(path_type=Path),
    help="Fila som skrives (ellers: ved siden av NY.docx, som NY-endringer.docx).",
)
@click.option("--author", metavar="NAVN", default="", help="Hvem endringene står på (ellers: den som laget NY.docx).")
@click.option("--date", "day", metavar="DATO", default="", help="Datoen på endringene (ellers: da NY.docx ble endret).")
@click.option("--force", is_flag=True, help="Skriv over fila om den finnes fra før.")
@format_option
def diff(old: Path, new: Path, out: Path | None, author: str, day: str, force: bool, form: str) -> None:
    """Vis hva som er endret mellom to Word-dokumenter.

    Du får NY.docx med sporede endringer: godtar du alle, har du den nye, avviser du alle, har du den gamle.
    """
    from pipeline.workflow.diff import diff as compare
    from pipeline.workflow.report import as_object

    with refusals():
        made = compare(old, new, out, author.strip(), day.strip(), force)
        if made.diagnostics or form == "json":
            print_diagnostics([as_object(each) for each in made.diagnostics], 0, form, err=True)
        if made.file is not None and form != "json":
            click.echo(made.file)
        finish(made.exit)
