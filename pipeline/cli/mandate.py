"""`saksgang mandate`: versions, the log, page numbers, what changed."""

import click

from pipeline.cli.mandate_bump import bump, log, show
from pipeline.cli.mandate_diff import diff
from pipeline.cli.mandate_pages import pages
from pipeline.cli.norwegian import Group


@click.group(cls=Group)
def mandate() -> None:
    """Versjoner av et mandat: ny versjon, logg, forskjeller, sidetall."""


mandate.add_command(pages)
mandate.add_command(diff)
mandate.add_command(bump)
mandate.add_command(log)
mandate.add_command(show)
