"""`saksgang`: the commands put together, and how the process ends. Commands import what they need when they are
called."""

import gc
import os
import sys
import traceback

import click

import pipeline
from pipeline.cli.build import build
from pipeline.cli.check import check
from pipeline.cli.diff import diff
from pipeline.cli.export import export
from pipeline.cli.importing import import_group
from pipeline.cli.listing import list_command
from pipeline.cli.mandate import mandate
from pipeline.cli.new import new
from pipeline.cli.norwegian import Group, in_norwegian
from pipeline.cli.show import show
from pipeline.cli.template import template
from pipeline.diagnostics import Exit


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Sluttkoder: 0 bra · 1 feil i kildene · 2 feil bruk · 3 feil i en mal · 4 et annet program mangler · "
    "5 et dokument besto ikke kontrollen · 6 en fil kan ikke leses eller skrives · 70 feil i saksgang · 130 avbrutt",
)
@click.version_option(pipeline.__version__, prog_name="saksgang", message="%(prog)s %(version)s", help="Vis versjonen.")
@click.option("--project", "project", metavar="DIR", help="Mappen som har sources/ (ellers: den du står i).")
@click.pass_context
def main(context: click.Context, project: str | None) -> None:
    """Fra tekst til ferdige Word-dokumenter: referater, innkallinger og mandater."""
    context.obj = project


for command in (build, check, diff, export, import_group, list_command, mandate, new, show, template):
    main.add_command(command)


def run() -> None:
    """The command's entry point; never returns."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show «–» must not stop the work.
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # text streams are told to be no more than TextIO
    # Looking for other packages' plugins to pydantic takes longer than reading a project.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A build makes a great many blocks and drops them all at the end: looking for rings among them is time lost.
    gc.set_threshold(200_000, 50, 100)
    sys.exit(exit_code())


def exit_code() -> int:
    """Runs the command the process was called with; what the process is to end with."""
    try:
        code = main.main(prog_name="saksgang", standalone_mode=False)
        return int(code) if isinstance(code, int) else Exit.GOOD
    except click.UsageError as error:
        click.echo(in_norwegian(error), err=True)
        return Exit.USAGE
    except click.ClickException as error:
        click.echo(f"saksgang: {error.format_message()}", err=True)
        return Exit.FILES if isinstance(error, click.FileError) else Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("Avbrutt.", err=True)
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe went away (`| head`): nothing is wrong. Keep Python from complaining at exit.
        sys.stderr.close()
        return Exit.GOOD
    except SystemExit:
        return Exit.GOOD  # click's own end when the reader of a pipe went away
    except Exception:
        traceback.print_exc()
        click.echo("Dette er en feil i saksgang, ikke hos deg. Meld gjerne fra, med teksten over.", err=True)
        return Exit.BUG
