"""A compiled template kept on disk gives the same documents, and a damaged one is made anew."""

import subprocess
import sys
from pathlib import Path

import pytest
from support.rendering import content, document, para
from support.word_templates import table, word_template

from pipeline.render.docx import render_document
from pipeline.render.template_cache import cached_template

TEMPLATE = word_template("{{ tittel }}", "{{p tekst }}", table(["{{r linje }}"]), header="{{ tittel }}")


def make(folder: Path | None, data: bytes = TEMPLATE) -> bytes:
    template, faults = cached_template(data, "prove.docx", folder)
    assert template is not None
    assert faults == []
    return render_document(template, document(content(para("Tekst"))), {}.get, str)[0]


def test_a_kept_template_gives_the_same_document(tmp_path: Path) -> None:
    assert make(tmp_path) == make(tmp_path) == make(None)
    assert len(list(tmp_path.iterdir())) == 1


def test_another_template_is_kept_apart(tmp_path: Path) -> None:
    assert make(tmp_path) != make(tmp_path, word_template("{{ tittel }}"))
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("damage", [b"", b"x" * 500, None])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    made = make(tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1] + b"\xff" if damage is None else damage)
    assert make(tmp_path) == made


def test_a_folder_that_cannot_be_written_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    assert make(tmp_path / "fil" / "mappe") == make(None)


def test_a_faulty_template_is_never_kept(tmp_path: Path) -> None:
    template, faults = cached_template(word_template("{{ a"), "prove.docx", tmp_path)
    assert template is None
    assert faults
    assert list(tmp_path.iterdir()) == []


def test_rendering_loads_none_of_the_heavy_libraries() -> None:
    script = (
        "import sys, pipeline.render.docx, pipeline.render.template_cache;"
        "print([name for name in ('lxml', 'docx', 'docxtpl', 'rapidfuzz', 'babel') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
