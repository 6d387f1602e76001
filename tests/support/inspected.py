"""What holds of every project, whatever its files say."""

import json
from pathlib import Path

from pipeline.diagnostics import Exit
from pipeline.workflow.build import build
from pipeline.workflow.build_report import BuildReport
from pipeline.workflow.reading import read_project
from pipeline.workflow.report import as_object


def inspect(root: Path, number: int) -> BuildReport:
    """Checks and builds the project in `root`: every remark is at a place that is there, and what comes out is sound.

    `number` is told where something does not hold.
    """
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
    return report


def files(root: Path) -> list[Path]:
    """Every file under `sources/`."""
    return [path for path in root.glob("sources/**/*") if path.is_file()]
