"""What the guide to notes says is so: its examples are tried, its lists are compared with the code."""

from pathlib import Path

import pytest
from pydantic import BaseModel
from support.guide_project import remarks, typed, write_guide_project
from support.pages import codes, example, page, section, table

from pipeline.document.data.kontakter import KontaktSource
from pipeline.document.data.program import DagSource, ProgramSource
from pipeline.document.data.talltabell import TalltabellSource
from pipeline.kinds.notat import KIND

GUIDE = page("notat")
NOTE = "notater/besok.md"


@pytest.fixture
def note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The project of «Kom i gang», with the note of the page, which is handed out."""
    monkeypatch.chdir(tmp_path)
    text = example(GUIDE, "---\ntittel")
    write_guide_project(tmp_path, {NOTE: text})
    return text


@pytest.mark.usefixtures("note")
def test_from_nothing_to_a_note_as_the_guide_tells() -> None:
    assert f"sources/{NOTE}" in GUIDE
    assert remarks() == []
    assert typed("saksgang build notat", GUIDE).code == 0
    (made,) = Path("build/notat").iterdir()
    assert str(made) in GUIDE


@pytest.mark.parametrize("word", ["talltabell", "program", "kontakter"])
def test_the_blocks_of_the_page_are_read_without_a_remark(note: str, word: str) -> None:
    Path("sources", NOTE).write_text(f"{note}\n{example(GUIDE, f'``` {word}')}", encoding="utf-8")
    assert remarks() == []
    assert typed("saksgang build notat", GUIDE).code == 0


@pytest.mark.parametrize(
    ("heading", "models"),
    [
        ("Tabeller som regner", [TalltabellSource]),
        ("Program", [ProgramSource, DagSource]),
        ("Kontakter", [KontaktSource]),
        ("Hodet", [KIND.paper.head if KIND.paper else BaseModel]),
    ],
)
def test_every_key_is_there_and_no_other(heading: str, models: list[type[BaseModel]]) -> None:
    told = {codes(row[0])[0] for row in table(section(GUIDE, heading), "Nøkkel")}
    assert told == {key for model in models for key in model.model_fields}
