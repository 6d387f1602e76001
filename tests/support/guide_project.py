"""The project «Kom i gang» makes, for the examples of the pages that go on from there."""

import shlex
from collections.abc import Mapping
from pathlib import Path

from support.commands import Said, saksgang
from support.pages import example, page
from support.projects import write_sources

from pipeline.workflow.reading import read_project


def write_guide_project(folder: Path, files: Mapping[str, str | bytes | None] = {}) -> None:
    """The setup and the persons of «Kom i gang», with `files` beside them, paths under `sources/`."""
    first = page("kom-i-gang")
    common = {"personer.yaml": example(first, "vik:"), "oppsett.yaml": example(first, "format: 1")}
    write_sources(folder, {**common, **files})


def typed(line: str, guide: str) -> Said:
    """A command as it stands in the guide, in this folder."""
    assert line in guide
    return saksgang(*shlex.split(line)[1:])


def remarks(root: Path = Path()) -> list[str]:
    """What is said of a project, each with its place."""
    return [f"{each.place}: {each.message()}" for each in read_project(root).diagnostics]
