"""A project whose files were changed at random is checked and built like any other: never a traceback, every remark at
a place that is there, and every document that comes out is sound."""

import json
import os
import random
import shutil
from pathlib import Path

from support.mutations import mutated

from pipeline.diagnostics import Exit
from pipeline.workflow.build import build
from pipeline.workflow.reading import read_project
from pipeline.workflow.report import as_object

ROOT = Path(__file__).parents[2]
MUTATIONS = int(os.environ.get("MUTATIONS", "20"))
SEED = int(os.environ.get("MUTATION_SEED", "1"))


def test_no_change_to_the_sources_gives_a_traceback(tmp_path: Path) -> None:
    """`MUTATIONS=3000 MUTATION_SEED=7` for a long run."""
    root = tmp_path / "prosjekt"
    shutil.copytree(ROOT / "sources", root / "sources")
    texts = sorted([*root.glob("sources/*.yaml"), *root.glob("sources/moter/*/*.md")])
    for number in range(SEED * 1_000_000, SEED * 1_000_000 + MUTATIONS):
        chance = random.Random(number)
        changed = {path: path.read_bytes() for path in chance.sample(texts, chance.choice([1, 1, 1, 2]))}
        for path, data in changed.items():
            path.write_bytes(mutated(chance, data))
        try:
            inspect(root, number)
        finally:
            for path, data in changed.items():
                path.write_bytes(data)


def inspect(root: Path, number: int) -> None:
    """Everything that must hold of the project in `root`, whatever its files say."""
    reading = read_project(root)
    lines = {path: path.read_bytes().count(b"\n") + path.read_bytes().count(b"\r") + 1 for path in files(root)}
    for each in reading.diagnostics:
        row = as_object(each, reading.project.language if reading.project else "nb")
        assert json.loads(json.dumps(row)) == row, number
        assert row["message"] and "{" not in each.problem.message.format_map(dict.fromkeys(each.values, "")), number
        file = root / each.place.file
        if each.place.line:
            assert file.is_file(), (number, row)
            assert each.place.line <= lines[file], (number, row)
        else:
            assert file.exists() or each.code.endswith("-mangler"), (number, row)
    report = build(root)
    assert report.exit in (Exit.GOOD, Exit.FAULTS), (number, [as_object(each) for each in report.diagnostics])
    json.dumps([as_object(each, "nn") for each in report.diagnostics])


def files(root: Path) -> list[Path]:
    return [path for path in root.glob("sources/**/*") if path.is_file()]
