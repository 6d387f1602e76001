"""The rooms import one another as the table says, and the check of it can fail."""

import shutil
from pathlib import Path

import pytest
from support.imports import PACKAGE, TABLE, violations

ROOT = Path(__file__).parents[1] / PACKAGE


def test_the_rooms_import_only_what_the_table_allows() -> None:
    assert violations(ROOT) == []


def test_the_table_itself_has_no_ring() -> None:
    left = dict(TABLE)
    while left:
        free = [room for room, may in left.items() if not may & (set(left) - {room})]
        assert free, f"these rooms may import one another in a ring: {sorted(left)}"
        for room in free:
            del left[room]


PLANTED = {
    "a lower room imports a higher one": (
        {"load/planted.py": "from pipeline.link.rules import RULES\n"},
        "pipeline.load.planted:1: load may not import link",
    ),
    "diagnostics imports anything": (
        {"diagnostics/planted.py": "import pipeline.language\n"},
        "pipeline.diagnostics.planted:1: diagnostics may not import language",
    ),
    "an import hidden in a function": (
        {
            "document/planted.py": "def show():\n    from pipeline import render\n    return render\n",
            "render/__init__.py": "",
        },
        "pipeline.document.planted:2: document may not import render",
    ),
    "an import for types only": (
        {"verify/planted.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pipeline.load.model\n"},
        "pipeline.verify.planted:3: verify may not import load",
    ),
    "an import upwards by dots": (
        {"records/planted.py": "from ..link import planted\n", "link/planted.py": ""},
        "pipeline.records.planted:1: records may not import link",
    ),
    "an import by name": (
        {"external/planted.py": "import importlib\nimportlib.import_module('pipeline.workflow')\n"},
        "pipeline.external.planted:2: external may not import workflow",
    ),
    "a kind imports a kind": (
        {"kinds/planted.py": "from pipeline.kinds.referat import KIND\n"},
        "pipeline.kinds.planted:1: a kind imports another kind, pipeline.kinds.referat",
    ),
    "two modules of a room import one another": (
        {
            "load/planted.py": "from pipeline.load import planted_too\n",
            "load/planted_too.py": "from . import planted\n",
        },
        "import cycle: pipeline.load.planted → pipeline.load.planted_too → pipeline.load.planted",
    ),
    "a room nobody agreed on": (
        {"helpers/__init__.py": ""},
        "pipeline.helpers: no such room in the import table",
    ),
    "a document opens a source": (
        {"document/planted.py": "from pathlib import Path\nTEXT = Path('sources/oppsett.yaml').read_text()\n"},
        "pipeline.document.planted:2: document opens no files, yet calls read_text()",
    ),
    "a rule asks for today's date": (
        {"link/planted.py": "from datetime import date\nTODAY = date.today()\n"},
        "pipeline.link.planted:2: link does not look at the clock, yet calls today()",
    ),
    "a program is started past the room for it": (
        {"render/planted.py": "import subprocess\n"},
        "pipeline.render.planted:1: only external starts outside programs",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str, tmp_path: Path) -> None:
    files, complaint = PLANTED[fault]
    copy = tmp_path / PACKAGE
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = violations(copy)
    for name, text in files.items():
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(text, encoding="utf-8")
    assert set(violations(copy)) - set(before) == {complaint}
