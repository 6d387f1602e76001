"""`saksgang template`."""

from pathlib import Path

import click

from pipeline.cli.norwegian import Group
from pipeline.cli.options import (
    existing_folder,
    finish,
    format_option,
    print_diagnostics,
    project_option,
    project_root,
    require_kinds,
)
from pipeline.diagnostics import Exit, Severity


@click.group(cls=Group)
def template() -> None:
    """Kontroller malene, og vis hva de kan bruke."""


@template.command("check")
@click.argument("kinds", nargs=-1, metavar="[DOKUMENT]...")
@click.option(
    "--templates", "own", metavar="DIR", type=click.Path(path_type=Path), help="Kontroller malene i denne mappen."
)
@format_option
@project_option
def check(kinds: tuple[str, ...], own: Path | None, form: str, project: str | None) -> None:
    """Finn feil i malene, og si hvor de står."""
    from pipeline.workflow.report import as_object
    from pipeline.workflow.template_report import check_templates

    require_kinds(kinds)
    looked_at, found = check_templates(project_root(project), kinds, existing_folder(own))
    rows = [as_object(each) for each in found]
    if form == "text":
        for path in looked_at:
            click.echo(f"Kontrollert: {path}", err=True)
    print_diagnostics(rows, 0, form, err=False)
    finish(Exit.TEMPLATE if any(each["severity"] != Severity.WARNING for each in rows) else Exit.GOOD)


@template.command("fields")
@click.argument("kind", metavar="DOKUMENT")
def fields(kind: str) -> None:
    """Vis feltene en mal kan bruke.

    DOKUMENT er referat, innkalling, mandat eller endringer. Hvert felt har en linje om hva det er.
    """
    from pipeline.workflow.template_report import fields_of

    require_kinds([kind])
    rows = fields_of(kind)
    width = max(len(path) for path, _ in rows)
    for path, about in rows:
        click.echo(f"{path.ljust(width)}  {about}")
