"""Every problem that can be declared is provoked somewhere in the tests; those no small source gives, here."""

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import AfterValidator
from support.documents import MEETING, meeting

import pipeline
from pipeline.diagnostics import Place, declared_problems
from pipeline.language.style import style_remarks
from pipeline.load.source_text import read_text
from pipeline.load.yaml_tree import read_yaml
from pipeline.load.yaml_values import read_model
from pipeline.schema.placed import Text
from pipeline.schema.source_model import SourceModel
from pipeline.workflow.reading import read_project

TESTS = Path(__file__).parent
_DECLARED = re.compile(r'\bProblem\(\s*"([^"]+)"')


def codes_in(folder: Path, *endings: str) -> set[str]:
    """Every word of the files of a folder that may be a code."""
    words: set[str] = set()
    for path in folder.rglob("*"):
        if path.is_file() and (path.suffix in endings or path.name == "forventet"):
            words.update(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", path.read_text(encoding="utf-8", errors="replace")))
    return words


def declared_codes() -> set[str]:
    """The codes declared in the program (tests declare some of their own), whatever module they stand in."""
    for found in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    package = Path(pipeline.__file__).parent
    in_the_code = {code for path in package.rglob("*.py") for code in _DECLARED.findall(path.read_text("utf-8"))}
    return {problem.code for problem in declared_problems()} & in_the_code


def test_every_problem_is_provoked_by_a_test() -> None:
    untested = declared_codes() - codes_in(TESTS, ".py", ".md", ".yaml")
    assert sorted(untested) == []


def test_a_code_that_stands_in_no_test_is_seen(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text('assert codes == ["sak-finnes-ikke"]  # sted\n', "utf-8")
    (tmp_path / "notes.txt").write_text("person-ukjent", "utf-8")
    assert codes_in(tmp_path, ".py") >= {"sak-finnes-ikke", "sted"}
    assert "person-ukjent" not in codes_in(tmp_path, ".py")


# --- problems no small source gives -------------------------------------------------------------------------------


def yaml_codes(text: str) -> list[str]:
    source, _ = read_text(text.encode(), "sources/oppsett.yaml")
    assert source is not None
    return [each.code for each in read_yaml(source)[1]]


def test_a_register_of_a_million_letters_is_refused() -> None:
    assert yaml_codes("berg:\n" + "  # et notat\n" * 100_000) == ["yaml-for-stor"]


def test_a_file_where_every_line_is_wrong_is_given_up() -> None:
    assert yaml_codes("".join(f'a{number}: "\\q"\n' for number in range(200)))[-1] == "yaml-oppgitt"


def test_a_line_that_follows_no_form_is_left_out() -> None:
    assert yaml_codes('en: 1\nto: "\\q"\ntre: 3\n') == ["yaml-form"]


def test_of_very_many_complaints_the_rest_is_counted(project) -> None:
    text = meeting(cases="## 1-2020 A (drøfting)\n\n" + "Konklusjn: Ja.\n\n" * 350)
    found = read_project(project({MEETING: text})).diagnostics
    assert len(found) == 301
    assert [(each.message(), each.place.line) for each in found if each.code == "flere-meldinger"] == [
        ("Enda 50 meldinger om denne fila er ikke vist.", 0)
    ]


def test_a_value_a_model_refuses_for_a_reason_of_its_own_is_told() -> None:
    def refuse(value: Text) -> Text:
        raise ValueError(value)

    class Strict(SourceModel):
        sted: Annotated[Text, AfterValidator(refuse)]

    source, diagnostics = read_text(b"sted: Elva\n", "sources/oppsett.yaml")
    assert source is not None
    read_model(Strict, read_yaml(source)[0], Place("sources/oppsett.yaml", 1, 1), diagnostics)
    assert [(each.code, each.place.line) for each in diagnostics] == [("verdi-feil", 1)]


def test_straight_quotes_are_remarked_on_where_somebody_asks() -> None:
    (remark,) = style_remarks('Han sa "ja".')
    assert remark.at(Place("m.md", 3, 1)).code == "stil-anforselstegn"


def test_a_sample_that_gives_broken_xml_is_told() -> None:
    from pipeline.render.template_check import check_xml

    fault = check_xml("word/document.xml", "<w:p>", "referat.docx")
    assert fault is not None
    assert fault.code == "mal-prove-feilet"


def test_a_program_that_says_all_is_well_and_makes_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.external import libreoffice

    (tmp_path / "a.docx").write_bytes(b"PK")
    monkeypatch.setattr(libreoffice, "run", lambda *arguments, **named: None)
    conversion = libreoffice.convert_to_pdf([tmp_path / "a.docx"], tmp_path / "pdf")
    assert [each.code for each in conversion.diagnostics] == ["program-uten-resultat"]


def test_a_folder_without_the_template_is_told(project, tmp_path: Path) -> None:
    from pipeline.workflow.template_report import check_templates

    (tmp_path / "tomme-maler").mkdir()
    _, found = check_templates(project({MEETING: meeting()}), ["referat"], tmp_path / "tomme-maler")
    assert [each.code for each in found] == ["mal-mangler"]


def test_a_second_build_at_the_same_time_leaves_everything_as_it_was(project, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.edit.lock import build_lock
    from pipeline.workflow import build

    monkeypatch.setattr(build, "build_lock", lambda root: build_lock(root, wait=0))
    root = project({MEETING: meeting()})
    with build_lock(root):
        report = build.build(root)
    assert [each.code for each in report.diagnostics] == ["bygging-i-gang"]
    assert list(root.rglob("*.docx")) == []


def test_a_document_nothing_gives_any_more_and_that_cannot_be_removed_is_told(
    project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.workflow.build import build

    root = project({MEETING: meeting()})
    build(root, ["referat"])
    (root / "sources" / MEETING).unlink()
    (made,) = root.rglob("*.docx")
    unlink = Path.unlink

    def held_by_word(path: Path, missing_ok: bool = False) -> None:
        if path == made:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", held_by_word)
    report = build(root, ["referat"])
    assert [each.code for each in report.diagnostics] == ["kan-ikke-fjerne"]
    assert made.exists()
