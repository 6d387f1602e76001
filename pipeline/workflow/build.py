"""The build: sources → documents. Each stage gathers what it has to say before the next begins; a document is written
whole or not at all, and only when its bytes are new."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.diagnostics import Diagnostic, Exit, Place, Severity
from pipeline.document import Document, DocumentKind
from pipeline.edit.lock import ProjectBusy, build_lock
from pipeline.edit.whole_file import WriteFailure, reason, remove_leftovers, write_whole
from pipeline.kinds import all_kinds
from pipeline.load.collector import collector_paused
from pipeline.load.files import SOURCES
from pipeline.load.project import MEETINGS, PERSONS, SETUP
from pipeline.records.project import Project
from pipeline.workflow.as_of import set_back
from pipeline.workflow.build_report import BuildReport
from pipeline.workflow.freshness import STATE, digest_of
from pipeline.workflow.journal import Journal
from pipeline.workflow.made_document import ReadyTemplate, made_with, ready_template
from pipeline.workflow.manifest import MANIFEST, Output, manifest_bytes, read_manifest
from pipeline.workflow.problems import (
    BUILDING,
    CANNOT_REMOVE,
    CANNOT_WRITE,
    KEPT_UNREADABLE,
    LEFT_STANDING,
)
from pipeline.workflow.reading import Reading, in_order, read_project
from pipeline.workflow.record_names import record_id
from pipeline.workflow.templates import template_path
from pipeline.workflow.writing import Writing, cannot, put

Progress = Callable[[int, int], None]


def build(
    root: Path,
    kinds: Sequence[str] = (),
    only: Sequence[str] = (),
    own_templates: Path | None = None,
    progress: Progress = lambda done, total: None,
    as_of: date | None = None,
) -> BuildReport:
    """Builds the documents of the project in `root`: of the named kinds (none: all), of the named meetings, mandates
    and registers (none: all).

    `own_templates` is a folder used instead of the project's; `progress` is called with how many of how many are done.
    With `as_of` a register is shown as it stood that day, beside the reports that are there.
    """
    if not (root / "sources").is_dir():
        return _build(root, kinds, only, own_templates, progress, as_of)  # nothing is written where there is no project
    try:
        with build_lock(root):
            return _build(root, kinds, only, own_templates, progress, as_of)
    except ProjectBusy:
        return BuildReport([BUILDING.at(Place("build"))], exits={Exit.FILES})


def _build(
    root: Path,
    kinds: Sequence[str],
    only: Sequence[str],
    own_templates: Path | None,
    progress: Progress,
    as_of: date | None,
) -> BuildReport:
    reading = read_project(root)
    report = BuildReport(reading.diagnostics, len(reading.accepted))
    if any(each.severity is Severity.UNREADABLE for each in reading.diagnostics):
        report.exits.add(Exit.FAULTS)
    project = reading.project
    if project is None:
        return report
    report.language = project.language
    wanted = [record_id(project, each) for each in only]
    report.unknown = [each for each in wanted if not _is_there(root, project, each)]
    if report.unknown:
        return report
    if as_of:
        reading = set_back(reading, project, as_of, wanted)
        report.diagnostics = reading.diagnostics
    chosen = [kind for name, kind in sorted(all_kinds().items()) if not kinds or name in kinds]
    earlier = read_manifest(root)
    journal = Journal(root)
    _remove_leftovers(root)
    waiting = [
        (kind, document)
        for kind in chosen
        for document in documents_of(kind, project, reading)
        if not wanted or document.id in wanted
    ]
    templates = {
        kind.name: _template(root, kind, own_templates, report)
        for kind in {kind.name: kind for kind, document in waiting if not document.kept}.values()
    }
    with Writing(report, len(waiting)) as writing:
        for done, (kind, document) in enumerate(waiting):
            progress(done, len(waiting))
            template = templates.get(kind.name)
            if document.kept:
                output = _kept(root, document, report)
            else:
                output = _make(root, project, document, template, report) if template else None
            if output:
                put(root, *output, earlier, journal, writing)
    made = writing.written_whole()
    progress(len(waiting), len(waiting))
    whole = {kind.name for kind in chosen} if not (only or as_of) else set()
    _finish(root, made, earlier, journal, report, whole)
    report.diagnostics = in_order(report.diagnostics)
    return report


def _is_there(root: Path, project: Project, record: str) -> bool:
    """Also a meeting or a text whose file cannot be read, which is said elsewhere, is no unknown one."""
    known = (project.meetings, project.mandates, project.registers, project.papers)
    files = (root / folder / f"{record}.md" for folder in (MEETINGS, SOURCES))
    return any(record in records for records in known) or any(file.exists() for file in files)


def _remove_leftovers(root: Path) -> None:
    """What a build that was killed had begun to write."""
    folders = {MANIFEST.parent, STATE.parent, *(MANIFEST.parent / name for name in all_kinds())}
    for folder in folders:
        remove_leftovers(root / folder)


def documents_of(kind: DocumentKind[Any], project: Project, reading: Reading) -> list[Document]:
    """The documents of one kind, each with the faults of its source as remarks."""
    by_file: dict[str, list[Diagnostic]] = {}
    for each in reading.diagnostics:
        if each.severity is Severity.ERROR:
            by_file.setdefault(each.place.file, []).append(each)
    documents = []
    for subject in kind.subjects(project):
        with collector_paused():
            document = kind.document(project, subject)
        document.remarks = [each for file in document.sources or (document.source,) for each in by_file.get(file, [])]
        if document.remarks and (document.partly or not document.whole):
            shown = set(_lines(document.content))
            cases = [case.place.line for case in project.cases.values() if case.place.file == document.source]
            begins = min(cases, default=0)
            document.remarks = [
                each
                for each in document.remarks
                if (each.place.file, each.place.line) in shown
                or (each.place.file not in document.partly and (document.whole or not 0 < begins <= each.place.line))
            ]
        documents.append(document)
    return documents


def _lines(value: Any) -> Iterator[tuple[str, int]]:
    """The lines of the sources that a content shows."""
    if isinstance(value, Place):
        yield value.file, value.line
    elif isinstance(value, list):
        for each in value:
            yield from _lines(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _lines(getattr(value, each.name))


def _template(root: Path, kind: DocumentKind[Any], own: Path | None, report: BuildReport) -> ReadyTemplate | None:
    template = ready_template(template_path(root, kind, own))
    if isinstance(template, list):
        report.diagnostics.extend(template)
        report.exits.add(Exit.TEMPLATE)
        return None
    report.diagnostics.extend(template.remarks)
    return template


def _make(
    root: Path, project: Project, document: Document, template: ReadyTemplate, report: BuildReport
) -> tuple[Output, bytes] | None:
    file = f"build/{document.kind}/{document.stem}.docx"
    made = made_with(template, root, project, document, file)
    told = {each.place for each in document.remarks}
    # A missing image is told by link.
    report.diagnostics.extend(each for each in [*made.remarks, *made.faults] if each.place not in told)
    if not made.data:
        report.exits.add(made.exit)
        return None
    sha256 = hashlib.sha256(made.data).hexdigest()
    sources = [*(document.sources or (document.source,)), SETUP, PERSONS, *made.assets]
    read = tuple(dict.fromkeys(each for each in sources if each in project.digests or each in project.assets))
    return Output(document.kind, document.id, file, sha256, read, template.name, document.version), made.data


def _kept(root: Path, document: Document, report: BuildReport) -> tuple[Output, bytes] | None:
    """A document that was made and kept earlier: its bytes, whatever template or register there is now."""
    file = f"build/{document.kind}/{document.stem}.docx"
    try:
        data = (root / document.kept).read_bytes()
    except OSError as error:
        report.diagnostics.append(KEPT_UNREADABLE.at(Place(document.kept), grunn=reason(error)))
        report.exits.add(Exit.FILES)
        return None
    sha256 = hashlib.sha256(data).hexdigest()
    return Output(document.kind, document.id, file, sha256, (document.kept,), "", document.version), data


def _finish(
    root: Path,
    made: list[Output],
    earlier: dict[str, Output],
    journal: Journal,
    report: BuildReport,
    whole: set[str],
) -> None:
    """Writes the manifest. Documents of a kind built whole that no source gives any more are removed, if still as
    made."""
    files = {output.file for output in made}
    kept = []
    for file, output in earlier.items():
        if file in files:
            continue
        there = digest_of(root / file)
        if output.kind not in whole or report.exit is not Exit.GOOD:
            if there == output.sha256:
                kept.append(output)
        elif there == output.sha256:
            try:
                (root / file).unlink()
                report.removed.append(file)
            except OSError as error:
                kept.append(output)
                cannot(CANNOT_REMOVE, file, error, report)
        elif there is not None:
            report.diagnostics.append(LEFT_STANDING.at(Place(file)))
    outputs = [*made, *kept]
    report.outputs = {output.file: output.sha256 for output in made}
    if not outputs and not (root / MANIFEST).exists():
        return
    data = manifest_bytes(outputs)
    report.outputs[MANIFEST.as_posix()] = hashlib.sha256(data).hexdigest()
    try:
        write_whole(root / MANIFEST, data)
    except (WriteFailure, OSError) as failure:
        cannot(CANNOT_WRITE, MANIFEST.as_posix(), failure, report)
    else:
        journal.end()


def known_kinds() -> list[str]:
    """The names of every document kind."""
    return sorted(all_kinds())
