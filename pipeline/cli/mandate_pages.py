"""`saksgang mandate pages`."""

import click

from pipeline.cli.norwegian import Command
from pipeline.cli.options import finish, print_diagnostics, project_option, project_root, refusals


@click.command("pages", cls=Command)
@click.argument("idents", metavar="[MANDAT]...", nargs=-1)
@project_option
def pages(idents: tuple[str, ...], project: str | None) -> None:
    """Regn ut sidetallene i innholdslisten med LibreOffice.

    Tallene legges ved siden av kildene (sidetall.json), slik at alle bygger det samme dokumentet. Word kan sette
    teksten litt annerledes: trykk F9 i innholdslisten for å få Words egne sidetall.
    """
    from pipeline.workflow.pages import fill_pages
    from pipeline.workflow.report import as_object

    with refusals():
        report = fill_pages(project_root(project), idents)
    if report.diagnostics:
        print_diagnostics([as_object(each, "nb") for each in report.diagnostics], 0, "text", err=True)
    for file in report.written.values():
        click.echo(file)
    for ident in report.same:
        click.echo(f"Sidetallene i {ident} er som før.")
    finish(report.exit)
