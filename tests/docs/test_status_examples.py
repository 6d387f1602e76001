"""What the guide to status appendices says is so: its examples are tried, its lists are compared with the code."""

from pathlib import Path

import docx
import pytest
from pydantic import BaseModel
from support.guide_project import remarks, typed, write_guide_project
from support.pages import codes, commands, example, page, section, table

from pipeline.language.typography import set_typography
from pipeline.load.register_models import ActionSource, EntrySource, RegisterHead
from pipeline.records.actions import ColumnName, Grouping, Register, Sorting, StatusGroup
from pipeline.records.project import Project
from pipeline.workflow.reading import read_project

GUIDE = page("status")
REGISTER = Path("sources/status/handlingsdel.yaml")
FIRST = example(GUIDE, "tittel: ")


def words(made: str) -> str:
    return "\n".join(each.text for each in docx.Document(str(Path("build/status") / made)).paragraphs)


def register() -> Register:
    project: Project | None = read_project(Path()).project
    assert project is not None
    return project.registers["handlingsdel"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project of «Kom i gang», with the register as the page shows it."""
    monkeypatch.chdir(tmp_path)
    write_guide_project(tmp_path, {"status/handlingsdel.yaml": FIRST})
    return tmp_path


def test_the_first_register_is_right_and_gives_the_sentence_shown(project: Path) -> None:
    assert remarks() == []
    assert typed("saksgang build status", GUIDE).code == 0
    (sentence,) = (line[2:] for line in GUIDE.splitlines() if line.startswith("> "))
    assert set_typography(sentence, "nb") in words("2020-11-10-handlingsdel-status.docx")


def test_what_is_written_around_the_table_is_in_the_report(project: Path) -> None:
    around = example(GUIDE, "dato: ")
    REGISTER.write_text(FIRST.replace("tiltak:\n", f"{around}tiltak:\n", 1), encoding="utf-8")
    assert remarks() == []
    assert typed("saksgang build status", GUIDE).code == 0
    text = words("2020-12-01-handlingsdel-status.docx")
    for said in (
        "Partene ble enige", "Nye tiltak (1):", "Ferdigstilte tiltak (1):", "1 tiltak er ikke oppdatert siden",
        "Samtrening trenger en eier", "De ansvarlige melder",
    ):  # fmt: skip
        assert said in text


def test_a_report_of_an_earlier_day_has_what_was_told_by_then_and_is_cleared_away_by_the_usual_one(
    project: Path,
) -> None:
    (line,) = (each for each in commands(GUIDE, "saksgang") if "--as-of" in each)
    assert typed(line, GUIDE).code == 0
    assert "2 tiltak." in words("2020-10-01-handlingsdel-status.docx")
    (make,) = commands(GUIDE, "make")
    assert make == f"make status AS_OF={line.rpartition(' ')[2]}"
    assert typed("saksgang build status", GUIDE).code == 0
    assert [path.name for path in Path("build/status").glob("*.docx")] == ["2020-11-10-handlingsdel-status.docx"]


def test_what_belongs_to_one_report_is_not_in_that_of_another_day(project: Path) -> None:
    around = example(GUIDE, "dato: ")
    REGISTER.write_text(FIRST.replace("tiltak:\n", f"{around}tiltak:\n", 1), encoding="utf-8")
    (line,) = (each for each in commands(GUIDE, "saksgang") if "--as-of" in each)
    assert "«merknader», «forslag_til_vedtak»" in typed(line, GUIDE).err
    text = words("2020-10-01-handlingsdel-status.docx")
    assert "Partene ble enige" in text
    assert "Samtrening trenger en eier" not in text and "De ansvarlige melder" not in text


def test_a_row_that_is_not_updated_and_a_number_that_is_none_are_told(project: Path) -> None:
    around = example(GUIDE, "dato: ")
    told = f"{around.replace('Partene', 'De 39 tiltakene: Partene', 1)}tiltak:\n"
    REGISTER.write_text(FIRST.replace("tiltak:\n", told, 1), encoding="utf-8")
    assert ["39 tiltak" in each for each in remarks()] == [True]
    assert typed("saksgang build status", GUIDE).code == 0
    made = docx.Document("build/status/2020-12-01-handlingsdel-status.docx")
    cells = "\n".join(cell.text for table in made.tables for row in table.rows for cell in row.cells)
    shown = "Sist oppdatert 15.09.2020"
    assert f"«{shown}»" in GUIDE
    assert shown in cells


@pytest.mark.parametrize("beginning", ["kolonner: ", "egne_kolonner:", "ordliste:"])
def test_what_is_chosen_is_understood(project: Path, beginning: str) -> None:
    text = FIRST.replace("tiltak:\n", f"{example(GUIDE, beginning)}tiltak:\n", 1)
    if beginning == "ordliste:":
        for usual, own in (
            ("under planlegging", "foreslått"), ("pågår", "i gang"), ("ny idé", "foreslått"),
            ("ferdigstilt", "avsluttet"), ("ingen avvik", "i rute"),
        ):  # fmt: skip
            text = text.replace(f": {usual}\n", f": {own}\n")
    if beginning == "egne_kolonner:":
        (value,) = (each for each in codes(GUIDE) if each.startswith("egne: {"))
        text = text.replace("    område: Kompetanse\n", f"    område: Kompetanse\n    {value}\n")
    REGISTER.write_text(text, encoding="utf-8")
    assert remarks() == []
    if beginning == "kolonner: ":
        assert register().columns[-1].heading == "Status per desember"


def test_a_large_register_may_be_a_folder(project: Path) -> None:
    head, actions = FIRST.split("tiltak:\n")
    folder = REGISTER.with_suffix("")
    folder.mkdir()
    (folder / "register.yaml").write_text(head, encoding="utf-8")
    (folder / "overganger.yaml").write_text(f"tiltak:\n{actions}", encoding="utf-8")
    REGISTER.unlink()
    assert remarks() == []
    assert len(register().actions) == 3


@pytest.mark.parametrize("head", ["Øverst", "For hvert tiltak", "For hver oppføring"])
def test_every_key_is_listed(head: str) -> None:
    models: dict[str, type[BaseModel]] = {
        "Øverst": RegisterHead, "For hvert tiltak": ActionSource, "For hver oppføring": EntrySource,
    }  # fmt: skip
    text = section(GUIDE, "Alle nøklene")
    listed = [name for row in table(text[text.index(head) :], "Nøkkel") for name in codes(row[0])]
    assert sorted(listed) == sorted(models[head].model_fields)


def test_columns_groups_orders_and_words_are_those_there_are(project: Path) -> None:
    chosen = {
        codes(row[0])[0]: codes(row[1]) for row in table(section(GUIDE, "Kolonner, grupper og rekkefølge"), "Nøkkel")
    }
    assert chosen["kolonner"] == [*ColumnName]
    assert sorted(chosen["grupper"]) == sorted(Grouping)
    assert sorted(chosen["sorter"]) == sorted(Sorting)
    text = section(GUIDE, "Ordene")
    there = register().vocabulary
    listed = {codes(row[0])[0]: row[1] for row in table(text, "Nøkkel")}
    assert listed == {
        "status": ", ".join(each.word for each in there.statuses),
        "avvik": ", ".join(f"{each.word} ({each.note})" if each.note else each.word for each in there.deviations),
        "prioritet": ", ".join(there.priorities),
        "omfang": ", ".join(there.sizes),
    }
    assert {*StatusGroup} <= {*codes(text)}
