"""`saksgang show` and `build --only` of a text: by its file, or its id."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.workflow.build import build
from pipeline.workflow.show import NothingToShow, show

NOTE = """\
---
tittel: Notat om prøvetiden
dato: 07.02.2024
---

Kort fortalt.

## Bakgrunn

Slik begynte det.
"""
NAMES = ["notat/proeve", "sources/notater/proeve.md", "notater/proeve.md"]


@pytest.fixture
def root(project: Callable[..., Path]) -> Path:
    return project({"notater/proeve.md": NOTE, "notater/annet.md": NOTE.replace("prøvetiden", "annet")})


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_found_by_its_id_and_its_file(root: Path, name: str) -> None:
    loaded = json.loads(show(root, name, "load"))
    assert loaded["head"] == {"tittel": "Notat om prøvetiden", "dato": "07.02.2024"}
    assert len(loaded["sections"]) == 1
    assert json.loads(show(root, name, "link"))["Paper"]["day"] == "2024-02-07"
    (document,) = json.loads(show(root, name, "document"))
    assert document["Document"]["stem"] == "2024-02-07-proeve-notat"


def test_one_that_is_not_there_is_told_with_those_that_are(root: Path) -> None:
    with pytest.raises(NothingToShow, match=r"sources/notater/annet\.md, sources/notater/proeve\.md"):
        show(root, "notat/borte", "link")


@pytest.mark.parametrize("name", NAMES)
def test_only_one_text_is_built(root: Path, name: str) -> None:
    report = build(root, only=[name])
    assert report.unknown == []
    assert [path.name for path in sorted((root / "build" / "notat").iterdir())] == ["2024-02-07-proeve-notat.docx"]
