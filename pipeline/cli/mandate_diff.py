"""`saksgang mandate diff`."""

from pathlib import Path

import click

from pipeline.cli.norwegian import Command
from pipeline.cli.options import finish, print_diagnostics, project_option, project_root, refusals


@click.command("diff", cls=Command)
@click.argument("ident", metavar="MANDAT")
@click.argument("old", metavar="[GAMMEL", default="")
@click.argument("new", metavar="[NY]]", default="")
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Mappen filene legges i (ellers: build/mandat).",
)
@click.option(
    "--author",
    metavar="NAVN",
    default="",
    help="Hvem endringene står på (ellers: den som laget NY; for «nå» prosjektlederen).",
)
@click.option(
    "--date", "day", metavar="DATO", default="", help="Datoen på endringene (ellers: datoen til NY; for «nå» i dag)."
)
@project_option
def diff(ident: str, old: str, new: str, folder: Path | None, author: str, day: str, project: str | None) -> None:
    """Vis hva som er endret mellom to versjoner av et mandat.

    GAMMEL og NY er numrene på versjoner som er tatt vare på. NY kan også være «nå»: kildene slik de er.

    Med bare GAMMEL: fra den til nå. Uten begge: fra den siste versjonen til nå. Er ingenting endret siden den siste,
    er «nå» det samme som den; uten begge blir det da fra den nest siste til den siste.

    Det blir to filer: en side i ord (…-endringer.docx) og hele mandatet med sporede endringer (…-sporet.docx).
    """
    from datetime import date

    from pipeline.workflow.mandate_diff import mandate_diff
    from pipeline.workflow.report import as_object

    with refusals():
        report = mandate_diff(project_root(project), ident, old, new, folder, author, day, date.today())
        if report.diagnostics:
            print_diagnostics([as_object(each, "nb") for each in report.diagnostics], 0, "text", err=True)
        if report.same:
            click.echo(f"Ingenting er endret fra {report.old} til {report.new}.", err=True)
        for file in report.written:
            click.echo(file)
        finish(report.exit)
