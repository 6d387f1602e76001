"""`saksgang show` of an action register: by its file, a file of its folder, or its id."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.workflow.show import NothingToShow, show

HEAD = """\
tittel: Plan
tiltak:
  bil:
    navn: Legevaktbil
    status:
      - dato: 12.01.2023
        tekst: |
          I rute.
"""
PART = "tiltak:\n  nett:\n    navn: Fagnettverk\n    status: [{dato: 12.01.2023, status: pågår}]\n"


@pytest.fixture
def root(project: Callable[..., Path]) -> Path:
    return project({"status/plan/register.yaml": HEAD, "status/plan/flere.yaml": PART})


@pytest.mark.parametrize(
    "name", ["plan", "status/plan/register.yaml", "sources/status/plan/flere.yaml", "sources/status/plan"]
)
def test_a_register_is_found_by_its_id_and_its_files(root: Path, name: str) -> None:
    loaded = json.loads(show(root, name, "load"))
    assert (loaded["id"], list(loaded["actions"])) == ("plan", ["bil", "nett"])
    assert loaded["head"] == {"tittel": "Plan"}


def test_after_link_every_text_has_been_read(root: Path) -> None:
    register = json.loads(show(root, "plan", "link"))["Register"]
    (entry,) = register["actions"]["bil"]["Action"]["entries"]
    (paragraph,) = entry["StatusEntry"]["written"]
    assert paragraph["Paragraph"]["runs"][0]["Run"]["text"] == "I rute."
    assert register["sources"] == ["sources/status/plan/flere.yaml", "sources/status/plan/register.yaml"]


def test_a_register_there_is_not_is_said(root: Path) -> None:
    with pytest.raises(NothingToShow):
        show(root, "status/annen.yaml", "link")
