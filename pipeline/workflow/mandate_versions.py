"""`saksgang mandate log` and `show`: the versions of a mandate, and the documents that are kept of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.diagnostics import Diagnostic, Exit
from pipeline.edit.whole_file import WriteFailure, reason, write_whole
from pipeline.history.problems import TAMPERED
from pipeline.language.dates import numeric_date
from pipeline.records.mandate import LogEntry, Mandate
from pipeline.records.version import read_version
from pipeline.richtext import plain
from pipeline.workflow.changing import readable
from pipeline.workflow.freshness import digest_of
from pipeline.workflow.kept import kept_document, kept_document_name, kept_versions, require_kept
from pipeline.workflow.kept_folders import archive_of
from pipeline.workflow.mandate_names import mandate_named
from pipeline.workflow.reading import read_project
from pipeline.workflow.refusal import Refused
from pipeline.workflow.writing import copy_aside

FOLDER = Path("build/mandat")


@dataclass(slots=True)
class MandateLog:
    """The log as rows, and what is wrong with what is kept."""

    rows: list[dict[str, Any]]
    diagnostics: list[Diagnostic]


def mandate_log(root: Path, ident: str) -> MandateLog:
    """The versions of a mandate, the oldest first. Raises Refused."""
    reading = read_project(root)
    mandate = mandate_named(readable(reading), ident)
    kept = set(kept_versions(root, mandate.id))
    archive = archive_of(mandate.id)
    wrong = [
        each
        for each in reading.faults
        if each.code in TAMPERED and (each.place.file == mandate.source or each.place.file.startswith(archive))
    ]
    return MandateLog([_row(entry, bool(entry.seal) and entry.version in kept) for entry in mandate.log], wrong)


def _row(entry: LogEntry, is_kept: bool) -> dict[str, Any]:
    return {
        "versjon": str(entry.version),
        "dato": entry.day_shown,
        "endringer": [{"kapittel": each.chapters, "endring": plain(each.what)} for each in entry.changes],
        "endret_av": entry.by,
        "godkjent_av": entry.approved_by,
        "behandlet": [
            {
                "forum": each.forum,
                "sak": each.case_label,
                "dato": numeric_date(each.day) if each.day else "",
                "utfall": each.outcome.value if each.outcome else "",
            }
            for each in entry.treatments
        ],
        "tatt_vare_på": is_kept,
    }


def hand_out(root: Path, ident: str, version: str, output: Path | None) -> Path:
    """Writes the kept document of a version to `output`, else into `build/mandat`; returns where it is. Raises Refused.

    What somebody has edited by hand there is copied aside.
    """
    mandate, data = _document(root, ident, version)
    target = output or root / FOLDER / kept_document_name(root, mandate.id, version)
    try:
        if target.is_dir():
            target = target / kept_document_name(root, mandate.id, version)
        if output is None and digest_of(target) is not None and target.read_bytes() != data:
            copy_aside(target)
        write_whole(target, data)
    except (WriteFailure, OSError) as failure:
        said = reason(failure) if isinstance(failure, OSError) else failure
        raise Refused(f"Kan ikke skrive {target}: {said}.", Exit.FILES) from None
    return target


def document_bytes(root: Path, ident: str, version: str) -> bytes:
    """The kept document of a version. Raises Refused."""
    return _document(root, ident, version)[1]


def _document(root: Path, ident: str, version: str) -> tuple[Mandate, bytes]:
    mandate = mandate_named(readable(read_project(root)), ident)
    wanted = read_version(version)
    if wanted is not None:
        require_kept(root, mandate, wanted)
    return mandate, kept_document(root, mandate.id, version)
