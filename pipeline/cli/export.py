"""`saksgang export`."""

from datetime import date
from pathlib import Path

import click

from pipeline.cli.norwegian import Group
from pipeline.cli.options import project_option, project_root, refusals


@click.group(cls=Group)
def export() -> None:
    """Lag regneark som andre kan fylle ut."""


@export.command("actions")
@click.argument("register", metavar="[REGISTER]", required=False)
@click.option("-o", "--output", metavar="MAPPE", type=click.Path(path_type=Path), help="Ellers: build/skjema.")
@click.option("--as-of", metavar="DATO", help="Vis tiltakene slik de sto denne datoen (ellers: rapportens dato).")
@project_option
def export_actions(register: str | None, output: Path | None, as_of: str | None, project: str | None) -> None:
    """Lag ett skjema til hver ansvarlig for tiltakene i et register.

    Tiltak som er ferdige eller strøket, er ikke med. Svarene blir lest inn med «saksgang import actions».
    """
    from pipeline.workflow.export_actions import export_actions as make

    with refusals():
        made = make(project_root(project), register, output, as_of, date.today())
        for each in made:
            click.echo(f"{each.path}  {each.responsible or 'uten ansvarlig'}, {each.count} tiltak")
        if made:
            days = sorted({each.day for each in made})
            click.echo(f"{len(made)} skjema, slik tiltakene sto {', '.join(f'{day:%d.%m.%Y}' for day in days)}.")
            for name in dict.fromkeys(each.register for each in made if not each.is_dated):
                click.echo(f"Registeret {name} har ingen «dato». Når svarene leses inn, gir du dem en med --date.")
        else:
            click.echo("Ingen tiltak venter på status.")
