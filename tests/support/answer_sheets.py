"""What the tests of collecting share: a plain spreadsheet, reading it back, and what the register then says."""

from pathlib import Path

import openpyxl
from support.commands import Said, saksgang

SOURCE = "sources/status/plan.yaml"


def plain(path: Path, *rows: list[object]) -> Path:
    """A spreadsheet of one sheet, made without a form."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active.title = "Ark1"
    book.save(path)
    return path


def read_back(root: Path, *arguments: object) -> Said:
    """`saksgang import actions` of what was answered."""
    return saksgang("import", "actions", *arguments, "--project", root)


def source(root: Path) -> str:
    """The register as it now stands."""
    return (root / SOURCE).read_text("utf-8")
