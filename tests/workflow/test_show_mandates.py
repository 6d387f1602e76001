"""What a stage made of a mandate, and of one of its files."""

import json
from pathlib import Path

import pytest

from pipeline.workflow.show import NothingToShow, show

FILES = {
    "mandater/trygg/mandat.yaml": "tittel: Mandat\ndeler: [{tittel: Del, kapitler: [bakgrunn]}]\nvedlegg: [referat]\n",
    "mandater/trygg/kapitler/bakgrunn.md": "# Bakgrunn\n\nSe @vedlegg:referat.\n\n```oppgaver\n- Kartlegge\n```\n",
    "mandater/trygg/kapitler/ulistet.md": "# Ulistet\n",
    "mandater/trygg/vedlegg/referat.md": "# Referatet\n\nTekst.\n",
}


@pytest.fixture
def root(project) -> Path:
    return project(FILES)


@pytest.mark.parametrize("after", ["load", "link", "document"])
@pytest.mark.parametrize("name", ["trygg", "mandater/trygg/mandat.yaml", "sources/mandater/trygg/mandat.yaml"])
def test_a_mandate_is_shown_by_its_id_or_its_file(root: Path, name: str, after: str) -> None:
    assert "Mandat" in json.dumps(json.loads(show(root, name, after)))


@pytest.mark.parametrize("after", ["load", "link", "document"])
def test_a_chapter_is_shown_by_its_file(root: Path, after: str) -> None:
    shown = show(root, "sources/mandater/trygg/kapitler/bakgrunn.md", after)
    assert "Bakgrunn" in shown
    assert "Kartlegge" in shown


def test_an_appendix_is_shown_as_it_was_loaded_and_linked(root: Path) -> None:
    (loaded,) = json.loads(show(root, "trygg/vedlegg/referat.md", "load")).values()
    assert (loaded["name"], loaded["text"]) == ("referat", "sources/mandater/trygg/vedlegg/referat.md")
    (linked,) = json.loads(show(root, "trygg/vedlegg/referat.md", "link"))
    assert linked["Appendix"]["number"] == 1


def test_a_chapter_that_is_not_listed_became_nothing(root: Path) -> None:
    assert "Ulistet" in show(root, "trygg/kapitler/ulistet.md", "load")
    assert json.loads(show(root, "trygg/kapitler/ulistet.md", "link")) == []


def test_a_mandate_that_is_not_there_is_told_with_those_that_are(root: Path) -> None:
    with pytest.raises(NothingToShow, match=r"sources/mandater/trygg/mandat\.yaml"):
        show(root, "sources/mandater/bup/mandat.yaml", "load")
