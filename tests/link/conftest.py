"""What the tests of linking share."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from support.linked_mandates import Linked, mandate_files

from pipeline.link import link_project
from pipeline.load.files import SourceFolder
from pipeline.load.project import load_project


@pytest.fixture
def link(project: Callable[..., Path]) -> Callable[..., Linked]:
    """`link(files)` or `link(chapters, appendices, head=…, log=…)`: the project with one mandate, linked."""

    def linked(
        chapters: Mapping[str, str],
        appendices: Mapping[str, str] = {},
        others: Mapping[str, str | bytes] = {},
        name: str = "prosjekt",
        **given: str,
    ) -> Linked:
        raw, loaded = load_project(
            SourceFolder(project(mandate_files(chapters, appendices, **given) | dict(others), name))
        )
        assert raw is not None
        found, said = link_project(raw)
        (mandate,) = found.mandates.values()
        return Linked(mandate, [*loaded, *said], found)

    return linked
