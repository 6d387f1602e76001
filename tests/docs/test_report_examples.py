"""What the guide to status reports says is so: its examples are tried, its lists are compared with the code."""

from pathlib import Path

import pytest
from pydantic import BaseModel
from support.documents import document
from support.guide_project import remarks, typed, write_guide_project
from support.pages import codes, example, page, section, table
from support.status_reports import lines

from pipeline.document.data.medlemmer import MembersSource, PartySource
from pipeline.document.data.moteplan import PlannedSource, PlanSource
from pipeline.document.data.programteori import TheorySource
from pipeline.document.data.vedtak import QuotedSource
from pipeline.kinds.statusrapport import ReportHead

GUIDE = page("statusrapport")
REPORT = "rapporter/ventetid.md"
MEETING = "moter/styringsgruppen/2020-09-15.md"


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The project of «Kom i gang», with the meeting and the report of the page, which is handed out."""
    monkeypatch.chdir(tmp_path)
    text = example(GUIDE, "---\ntittel")
    write_guide_project(tmp_path, {REPORT: text, MEETING: example(GUIDE, "---\ntid")})
    return text


@pytest.mark.usefixtures("report")
def test_from_nothing_to_a_report_as_the_guide_tells() -> None:
    assert [name for name in (REPORT, MEETING) if f"sources/{name}" not in GUIDE] == []
    assert remarks() == []
    assert typed("saksgang build statusrapport", GUIDE).code == 0
    (made,) = Path("build/statusrapport").iterdir()
    assert str(made) in GUIDE
    background = lines(document(Path(), "statusrapport").content.avsnitt[0].tekst.blocks)
    assert f"> {background[1]}\n" in GUIDE
    assert [line[:3] for line in background[2:]] == ["> 1", "> 3"]


@pytest.mark.parametrize("word", ["vedtak\nsak: 1-2020\npunkt: 1–3", "medlemmer", "møteplan", "programteori"])
def test_the_blocks_of_the_page_are_read_without_a_remark(report: str, word: str) -> None:
    Path("sources", REPORT).write_text(f"{report}\n{example(GUIDE, f'``` {word}')}", encoding="utf-8")
    assert remarks() == []
    assert typed("saksgang build statusrapport", GUIDE).code == 0


def test_the_date_tells_what_is_held_as_the_page_says(report: str) -> None:
    Path("sources", REPORT).write_text(f"{report}\n{example(GUIDE, '``` møteplan')}", encoding="utf-8")
    told = lines(document(Path(), "statusrapport").content.avsnitt[1].tekst.blocks)
    assert [line.rpartition(" | ")[2] for line in told[-3:]] == ["✓ holdt", "✓ holdt", "◔ planlagt"]
    assert "«✓ holdt», ellers «◔ planlagt»" in GUIDE


@pytest.mark.parametrize(
    ("heading", "models"),
    [
        ("Vedtak", [QuotedSource]),
        ("Medlemmer", [MembersSource, PartySource]),
        ("Møteplan", [PlanSource, PlannedSource]),
        ("Programteori", [TheorySource]),
        ("Hodet", [ReportHead]),
    ],
)
def test_every_key_is_there_and_no_other(heading: str, models: list[type[BaseModel]]) -> None:
    told = {codes(row[0])[0] for row in table(section(GUIDE, heading), "Nøkkel")}
    assert told == {key for model in models for key in model.model_fields}
