"""Bodies as the setup describes them: the project each works in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.projects import SETUP

from pipeline.link import link_project
from pipeline.load.files import SourceFolder
from pipeline.load.project import load_project


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("", "Prøveprosjektet"), ("prosjekt: Et annet", "Et annet"), ("prosjekt: ingen", ""), ("prosjekt: Ingen", "")],
)
def test_a_body_may_work_in_another_project_than_the_setup_names_or_in_none(
    project: Callable[..., Path], typed: str, printed: str
) -> None:
    setup = SETUP.replace("    navn: Prosjektgruppen\n", f"    navn: Prosjektgruppen\n    {typed}\n")
    raw, _ = load_project(SourceFolder(project({"oppsett.yaml": setup})))
    assert raw is not None
    found, said = link_project(raw)
    assert said == []
    assert found.project_of(found.bodies["prosjektgruppen"]) == printed
    assert found.project_of(None) == "Prøveprosjektet"
