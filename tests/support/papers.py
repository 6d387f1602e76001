"""A note with one block of data, for tests: what is said of it, and what it looks like."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.kinds.notat import KIND, Notat
from pipeline.richtext import Blocks, Grid, plain, plain_blocks
from pipeline.workflow.reading import read_project

HEAD = "---\ntittel: Et notat\ndato: 10.03.2020\n{head}---\n\n## Del\n\n"
ABOVE = HEAD.format(head="").count("\n") + 1
"""Lines before the first one of YAML."""


def data_in_a_note(
    project: Callable[..., Path], word: str, yaml: str, files: Mapping[str, str] = {}, head: str = ""
) -> tuple[Blocks, list[tuple[str, int, str]]]:
    """The blocks `yaml` under `word` gives, and what is said: code, line of the YAML, message."""
    text = f"{HEAD.format(head=head)}``` {word}\n{yaml}```\n"
    reading = read_project(project({"notater/prove.md": text, **files}))
    above = ABOVE + head.count("\n")
    said = [(each.code, each.place.line - above, each.message()) for each in reading.diagnostics]
    assert reading.project is not None
    (paper,) = KIND.subjects(reading.project)
    content = KIND.document(reading.project, paper).content
    assert isinstance(content, Notat)
    (section,) = content.avsnitt
    return section.tekst.blocks, said


def grid_rows(block: object) -> list[list[str]]:
    """The words of a grid, its header first."""
    assert isinstance(block, Grid)
    return [
        [plain(cell) for cell in block.header],
        *([plain_blocks(cell.blocks) for cell in row] for row in block.rows),
    ]
