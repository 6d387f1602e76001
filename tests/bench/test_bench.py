"""The comparison is fair: both ways read the same sources, and make documents that say the same."""

from pathlib import Path

from bench import plain, plain_template, projects, words

from pipeline.workflow.build import build
from pipeline.workflow.reading import read_project


def test_the_plain_script_makes_documents_of_the_same_words(tmp_path: Path) -> None:
    root = projects.make_project(tmp_path / "project", 2)
    template = tmp_path / "plain.docx"
    plain_template.make_template(template)
    plain.main(root, tmp_path / "plain", template)
    build(root, ["referat"])
    for path in (root / "build" / "referat").glob("*.docx"):
        found = words.paragraphs(path.read_bytes())
        assert len(found) > 300
        assert found == words.paragraphs((tmp_path / "plain" / path.name).read_bytes())
    assert len(list((tmp_path / "plain").iterdir())) == 2


def test_a_project_of_many_meetings_is_as_sound_as_the_sample(tmp_path: Path) -> None:
    root = projects.make_project(tmp_path / "project", 60)
    found = read_project(root)
    assert [each.message() for each in found.diagnostics] == []
    assert found.project is not None
    assert len(found.project.meetings) == 60
    assert len({case.label for case in found.project.cases.values()}) == 60 * projects.CASES


def test_words_are_compared_up_to_typography_and_no_further(tmp_path: Path) -> None:
    root = projects.make_project(tmp_path / "project", 1)
    build(root, ["referat"])
    (path,) = (root / "build" / "referat").glob("*.docx")
    found = words.paragraphs(path.read_bytes())
    assert any("kl.\xa012.00–15.00" in text for text in found)
    assert "Vedtak: Referatet godkjennes." in found
