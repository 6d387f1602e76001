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
    documents = _documents(folder)
    assert documents, "tests that look at every document would pass without one"
    # What is built of an unchanged mandate is its kept version: only an edited one is made anew.
    chapter = folder / "sources/mandater/trygg/kapitler/bakgrunn.md"
    chapter.write_text(chapter.read_text("utf-8") + "\nEt avsnitt som ingen har vedtatt.\n", "utf-8")
    assert build(folder, ["mandat"]).exit is Exit.GOOD
    draft = {name: data for name, data in _documents(folder).items() if name not in documents}
    assert list(draft) == ["mandat/2020-10-08-trygg-mandat-etter-3.0-utkast.docx"]
    return documents | draft


def _documents(folder: Path) -> dict[str, bytes]:
    made = folder / "build"
    return {path.relative_to(made).as_posix(): path.read_bytes() for path in sorted(made.glob("*/*.docx"))}
