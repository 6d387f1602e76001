"""What several commands share: options, and how things are printed."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.diagnostics import Exit

Function = TypeVar("Function", bound=Callable[..., Any])


def project_option(function: Function) -> Function:
    """`--project DIR`, also after the command's name."""
    return click.option("--project", "project", metavar="DIR", help="Mappen som har sources/ (ellers: den du står i).")(
        function
    )


def format_option(function: Function) -> Function:
    """`--format text|json`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        help="text (når ikke noe står) eller json.",
    )(function)


def project_root(project: str | None) -> Path:
    """The project's folder, as given to this command, or before it, or where one stands."""
    context = click.get_current_context()
    given = project or context.find_object(str)
    root = Path(os.path.expanduser(given or "."))  # noqa: PTH111 - never raises
    if given and not os.path.isdir(root):  # noqa: PTH112 - as above
        raise click.UsageError(f"Mappen {given} finnes ikke.")
    return root


def require_kinds(names: Iterable[str]) -> None:
    """Refuses a name that is no document kind's."""
    from pipeline.workflow.build import known_kinds

    unknown = [name for name in names if name not in known_kinds()]
    if unknown:
        raise click.UsageError(f"Ukjent dokument: {', '.join(unknown)}. Velg blant {', '.join(known_kinds())}.")


def finish(code: Exit) -> None:
    """Ends the command with `code`."""
    click.get_current_context().exit(int(code))


@contextmanager
def refusals() -> Iterator[None]:
    """What stands in the way of a command is told in Norwegian, with the exit code that fits."""
    from pipeline.workflow.refusal import Refused

    try:
        yield
    except Refused as refusal:
        click.echo(f"saksgang: {refusal}", err=True)
        finish(refusal.exit)


def print_diagnostics(found: Iterable[dict[str, Any]], accepted: int, form: str, err: bool) -> None:
    """All diagnostics of a run at once, and a line that sums them up."""
    from pipeline.workflow.report import as_json, as_text, summary

    rows = list(found)
    if form == "json":
        click.echo(as_json(rows))
        return
    if rows:
        click.echo(as_text(rows), err=err)
    taken = f" {accepted} godtatt med grunn." if accepted else ""
    if rows or accepted or not err:
        click.echo(summary(rows) + taken, err=err)


def existing_folder(own: Path | None) -> Path | None:
    """A folder of templates of one's own; a usage error where there is none by that name."""
    if own is not None and not own.is_dir():
        raise click.UsageError(f"Mappen {own} finnes ikke.")
    return own
