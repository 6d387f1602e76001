"""`saksgang new`."""

from datetime import date
from pathlib import Path

import click

from pipeline.cli.norwegian import Group
from pipeline.cli.options import project_option, project_root, refusals


@click.group(cls=Group)
def new() -> None:
    """Lag et prosjekt, et møte, en sak, et saksfremlegg, et mandat."""


@new.command("project")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--organisasjon", default="Navnet på organisasjonen", help="Står øverst i dokumentene.")
@click.option("--organ", default="Prosjektgruppen", help="Navnet på det første organet.")
def new_project(folder: Path, organisasjon: str, organ: str) -> None:
    """Lag et tomt prosjekt i mappen DIR."""
    from pipeline.workflow.new import new_project as make

    with refusals():
        for path in make(folder, organisasjon, organ):
            click.echo(path)
        click.echo("Fyll ut personer.yaml og oppsett.yaml, og kjør «saksgang new meeting».")


@new.command("meeting")
@click.argument("body", metavar="ORGAN")
@click.argument("day", metavar="DATO")
@project_option
def new_meeting(body: str, day: str, project: str | None) -> None:
    """Lag møtefila til et nytt møte.

    ORGAN er id-en i oppsett.yaml, DATO for eksempel 26.05.2020. De faste sakene får nummer.
    """
    from pipeline.workflow.new import new_meeting as make

    with refusals():
        click.echo(make(project_root(project), body, day))


@new.command("case")
@click.argument("meeting", metavar="MØTE")
@click.argument("title", metavar="[TITTEL]...", nargs=-1)
@project_option
def new_case(meeting: str, title: tuple[str, ...], project: str | None) -> None:
    """Gi nye saker i et møte nummer.

    Hver «## ny» i MØTE (organ/dato) får det neste nummeret. Med TITTEL legges en ny sak til.
    """
    from pipeline.workflow.new import new_case as make
    from pipeline.workflow.record_names import meeting_id

    with refusals():
        for label in make(project_root(project), meeting_id(meeting), " ".join(title)):
            click.echo(label)


@new.command("mandate")
@click.argument("ident", metavar="ID")
@click.argument("title", metavar="[TITTEL]...", nargs=-1)
@project_option
def new_mandate(ident: str, title: tuple[str, ...], project: str | None) -> None:
    """Lag et lite mandat å skrive videre på.

    ID blir navnet på mappen: små bokstaver og tall, for eksempel trygg-hjem.
    """
    from pipeline.workflow.new_mandate import new_mandate as make

    with refusals():
        for path in make(project_root(project), ident, " ".join(title), date.today()):
            click.echo(path)


@new.command("paper")
@click.argument("case", metavar="SAK")
@project_option
def new_paper(case: str, project: str | None) -> None:
    """Lag et saksfremlegg til en sak, med delene organet har.

    SAK er saksnummeret, for eksempel 30-2020.
    """
    from pipeline.workflow.new_paper import new_paper as make

    with refusals():
        click.echo(make(project_root(project), case))
