"""The kinds of text and of data that «How a document kind is added» shows are found by being there, and work."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.commands import saksgang
from support.pages import example, page

import pipeline.document.data
import pipeline.kinds
from pipeline.diagnostics import model
from pipeline.document.data import all_data
from pipeline.kinds import all_kinds
from pipeline.language.dates import long_date
from pipeline.richtext import plain_blocks
from pipeline.workflow.reading import read_project
from pipeline.workflow.templates import shipped_templates

PAGE = page("docs/engineering/add-a-document-kind.md")
TEXT = """\
---
tittel: Svar om nye lokaler
dato: 10.03.2024
frist: {frist}
---

## Dette mener vi

Lokalene er for små.

"""


def shown(package: Any) -> tuple[str, str]:
    """The name and the code of the module of `package` that the page shows whole."""
    folder = package.__name__.replace(".", "/")
    found = re.search(rf"(?s)`{folder}/(\w+)\.py`:\n\n```python\n(.*?)```", PAGE)
    assert found, folder
    return found[1], found[2]


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The modules of the page stand in their rooms."""
    names = []
    monkeypatch.setattr(model, "_DECLARED", dict(model._DECLARED))
    for package in (pipeline.kinds, pipeline.document.data):
        name, code = shown(package)
        room = tmp_path / package.__name__
        room.mkdir()
        (room / f"{name}.py").write_text(code, encoding="utf-8")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(room)])
        names.append((package, name))
    _forget()
    yield
    _forget()
    for package, name in names:
        sys.modules.pop(f"{package.__name__}.{name}", None)
        if hasattr(package, name):
            delattr(package, name)


def _forget() -> None:
    all_kinds.cache_clear()
    all_data.cache_clear()


@pytest.mark.usefixtures("there")
def test_they_are_read_checked_and_printed(project: Callable[..., Path]) -> None:
    data = example(PAGE, "``` milepæl")
    root = project({"horinger/lokaler.md": TEXT.format(frist="01.03.2024") + data.replace("2024", "2023")})
    reading = read_project(root)
    assert {each.code for each in reading.diagnostics} == {"horingssvar-for-sent", "milepael-passert"}
    assert reading.project is not None
    kind = all_kinds()["horingssvar"]
    (subject,) = kind.subjects(reading.project)
    content = kind.document(reading.project, subject).content
    assert (content.dato, content.frist) == (long_date(date(2024, 3, 10)), long_date(date(2024, 3, 1)))
    told = f"{long_date(date(2023, 10, 31))}: Rapporten er ferdig"
    assert plain_blocks(content.avsnitt[0].tekst.blocks).endswith(told)


@pytest.mark.usefixtures("there")
def test_a_copied_template_is_enough_to_build_one(project: Callable[..., Path]) -> None:
    root = project({"horinger/lokaler.md": TEXT.format(frist="20.03.2024") + example(PAGE, "``` milepæl")})
    own = root / "templates_docx"
    own.mkdir()
    shutil.copy(shipped_templates() / "notat.docx", own / "horingssvar.docx")
    assert saksgang("template", "check", "horingssvar", "--project", root).code == 0
    assert saksgang("build", "horingssvar", "--project", root).code == 0
    assert [path.suffix for path in (root / "build/horingssvar").iterdir()] == [".docx"]


def test_they_are_not_there_otherwise() -> None:
    assert "horingssvar" not in all_kinds()
    assert "milepæl" not in {each.shape.word for each in all_data()}
