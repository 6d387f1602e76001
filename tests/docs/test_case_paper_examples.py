"""What the guide to case papers says is so: its examples are tried, its lists are compared with the code."""

from pathlib import Path

import pytest
from support.guide_project import remarks, typed, write_guide_project
from support.pages import codes, example, page, section, table

from pipeline.kinds.saksfremlegg import CasePaperHead
from pipeline.records.paper_sections import USUAL_ORDER

GUIDE = page("saksfremlegg")
PAPER = Path("sources/saker/budsjett-for-hoesten.md")
MEETING = """\
---
tid: 15.09.2020 kl. 12.00–14.00
---

## 1-2020 Innkalling og saksliste (godkjenning, 5 min) v/Vik

## 2-2020 Budsjett for høsten (vedtak, 30 min) v/Røed
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project of «Kom i gang», with the case of the page."""
    monkeypatch.chdir(tmp_path)
    meeting = "moter/styringsgruppen/2020-09-15.md"
    write_guide_project(tmp_path, {meeting: MEETING, "vedlegg/budsjett.pdf": "%PDF"})
    return tmp_path


@pytest.mark.usefixtures("project")
def test_from_nothing_to_a_paper_as_the_guide_tells() -> None:
    assert typed("saksgang new paper 2-2020", GUIDE).out.strip().endswith(str(PAPER))
    assert PAPER.exists() and str(PAPER) in GUIDE
    PAPER.write_text(example(GUIDE, "---\nsak:"), encoding="utf-8")
    assert remarks() == []
    assert typed("saksgang build saksfremlegg", GUIDE).code == 0
    assert [path.suffix for path in Path("build/saksfremlegg").iterdir()] == [".docx"]


@pytest.mark.usefixtures("project")
def test_the_body_says_its_order_as_shown() -> None:
    PAPER.parent.mkdir()
    PAPER.write_text(example(GUIDE, "---\nsak:").replace("## Bakgrunn", "## Historie"), encoding="utf-8")
    setup = Path("sources/oppsett.yaml")
    order = example(GUIDE, "saksfremlegg: [").strip()
    setup.write_text(setup.read_text("utf-8").replace("    sted: Teams\n", f"    sted: Teams\n    {order}\n"), "utf-8")
    assert [each.partition(": ")[2] for each in remarks()] == [
        "Saksfremlegget mangler «Bakgrunn», som organet har med."
    ]


def test_every_key_is_there_and_no_other() -> None:
    told = {key for row in table(GUIDE, "Nøkkel") for key in codes(row[0])}
    assert told == set(CasePaperHead.model_fields)


def test_the_usual_order_is_the_one_told() -> None:
    told = ", ".join(USUAL_ORDER[:-1]).lower() + f" og {USUAL_ORDER[-1].lower()}"
    assert f"trykkes delene slik: {told}." in section(GUIDE, "Rekkefølgen på delene")
