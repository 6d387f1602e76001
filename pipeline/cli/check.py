"""`saksgang check`."""

import click

from pipeline.cli.norwegian import Command
from pipeline.cli.options import finish, format_option, print_diagnostics, project_option, project_root
from pipeline.diagnostics import Exit


@click.command(cls=Command)
@click.option("--strict", is_flag=True, help="Også advarsler gir sluttkode 1.")
@format_option
@project_option
def check(strict: bool, form: str, project: str | None) -> None:
    """Si hva som er galt i kildene.

    Du får vite hvor det står, og hvordan det rettes.
    """
    from pipeline.workflow.reading import read_project
    from pipeline.workflow.report import as_object

    reading = read_project(project_root(project))
    language = reading.project.language if reading.project else "nb"
    rows = [as_object(each, language) for each in reading.diagnostics]
    print_diagnostics(rows, len(reading.accepted), form, err=False)
    finish(Exit.FAULTS if reading.faults or (strict and rows) else Exit.GOOD)
