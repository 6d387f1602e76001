"""What every command shares that changes a project: it holds the project meanwhile, and refuses with a reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Exit, Severity
from pipeline.edit.lock import ProjectBusy, project_lock
from pipeline.edit.splice import SpliceFailure
from pipeline.edit.whole_file import WriteFailure, reason
from pipeline.load.yaml_problems import PROJECT_MISSING
from pipeline.records.project import Project
from pipeline.workflow.reading import Reading
from pipeline.workflow.refusal import Refused


@contextmanager
def changing(root: Path) -> Iterator[None]:
    """Holds the project while it is changed; what stands in the way is refused with a reason. Raises Refused."""
    if not (root / "sources").is_dir():
        raise Refused(" ".join(filter(None, (PROJECT_MISSING.message, PROJECT_MISSING.hint))))
    try:
        with project_lock(root):
            yield
    except ProjectBusy:
        raise Refused("Prosjektet er i bruk av en annen kommando. Prøv igjen om litt.", Exit.FILES) from None
    except SpliceFailure:
        raise Refused("Fila er ikke slik den ble lest, og er latt i fred. Prøv igjen.", Exit.FILES) from None
    except WriteFailure as failure:
        raise Refused(f"Kan ikke skrive: {failure}.", Exit.FILES) from None
    except OSError as error:
        raise Refused(f"Kan ikke skrive: {reason(error)}.", Exit.FILES) from None


def require_utf8(data: bytes, source: str) -> None:
    """What is spliced in is UTF-8; in a file that is something else it would be read as other letters. Raises
    Refused."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(f"{source} er ikke lagret som UTF-8. Lagre den som UTF-8 i skriveprogrammet først.") from None


def readable(reading: Reading) -> Project:
    """The project, where there is one to read. Raises Refused."""
    if reading.project is None:
        raise Refused(_first_unreadable(reading.diagnostics))
    return reading.project


def _first_unreadable(diagnostics: list[Diagnostic]) -> str:
    worst = next((each for each in diagnostics if each.severity is Severity.UNREADABLE), None)
    if worst is None:
        return "Prosjektet kan ikke leses."
    return " ".join(part for part in (f"{worst.place}: {worst.message()}", worst.hint()) if part)
