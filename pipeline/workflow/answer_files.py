"""The files answers come in: those that were named, and those in the folders that were named."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place
from pipeline.edit.whole_file import reason
from pipeline.exchange import problems
from pipeline.exchange.cells import Spreadsheet
from pipeline.exchange.spreadsheet import LARGEST_FILE, read_spreadsheet
from pipeline.workflow.refusal import Refused

_READ = (".xlsx", ".xlsm", ".csv", ".tsv")
_SAID = (".xls", ".xlsb", ".ods", ".numbers")
"""Spreadsheets that are not read, which is said of each."""
_OF_THE_SYSTEM = ("thumbs.db", "desktop.ini")


def spreadsheets(paths: Sequence[Path], diagnostics: list[Diagnostic]) -> list[Path]:
    """The files, and those in the folders, each once; what lies there and is no spreadsheet is said. Raises Refused."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = list(_inside(path, diagnostics))
            if not inside:
                raise Refused(f"Det er ingen regneark i mappen {path}.")
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            raise Refused(f"{path} finnes ikke.")
    diagnostics += [problems.FILE_OPEN.at(Place(str(path))) for path in found if _is_open(path)]
    return list(found)


def read_file(path: Path, diagnostics: list[Diagnostic]) -> Spreadsheet | None:
    """The spreadsheet in a file; None where it cannot be read, which is said."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        diagnostics.append(problems.UNREACHABLE.at(Place(str(path)), grunn=reason(error)))
        return None
    return read_spreadsheet(data, str(path), diagnostics)


def _inside(folder: Path, diagnostics: list[Diagnostic]) -> Iterator[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise Refused(f"Kan ikke lese {folder}: {reason(error)}.") from None
    for path in inside:
        if path.name.startswith(("~$", ".")) or path.name.casefold() in _OF_THE_SYSTEM:
            continue  # what programs leave beside a file that is open, and what systems leave in folders
        if path.is_file() and path.suffix.casefold() in (*_READ, *_SAID):
            yield path
        else:
            diagnostics.append(problems.FILE_SKIPPED.at(Place(str(path))))


def _is_open(path: Path) -> bool:
    """Whether Excel or LibreOffice says that somebody has it open."""
    beside = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return any((path.parent / name).exists() for name in beside)
