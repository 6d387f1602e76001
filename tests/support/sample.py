"""The documents of the sample project, built once for all tests that look at them."""

import shutil
from pathlib import Path

from pipeline.diagnostics import Exit
from pipeline.workflow.build import build

ROOT = Path(__file__).parents[2]


def build_sample(folder: Path) -> dict[str, bytes]:
    """Build a copy of the sample project in `folder`; the documents by kind and name («referat/2020-04-28-….docx»)."""
    for part in ("sources", "templates_docx"):
        shutil.copytree(ROOT / part, folder / part)
    report = build(folder)
    assert report.exit is Exit.GOOD, [f"{each.place}: {each.message()}" for each in report.diagnostics]
    made = folder / "build"
    documents = {path.relative_to(made).as_posix(): path.read_bytes() for path in sorted(made.glob("*/*.docx"))}
    assert documents, "tests that look at every document would pass without one"
    return documents
