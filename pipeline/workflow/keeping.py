"""A new version of a mandate put together: its row, its document, its seal; and then kept, whole or not at all."""

import contextlib
import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from pipeline.diagnostics import Diagnostic, Exit, Severity
from pipeline.document import Document
from pipeline.edit.splice import SpliceFailure
from pipeline.edit.whole_change import keep_and_commit, pending
from pipeline.edit.whole_file import WriteFailure, write_whole
from pipeline.edit.yaml_row import Fields, with_row
from pipeline.history.archive import BLANK, seal_version
from pipeline.kinds import all_kinds
from pipeline.load.files import Overlay, SourceFolder
from pipeline.load.mandate_models import MandateHead
from pipeline.load.model import PagesSource
from pipeline.load.pages import pages_text
from pipeline.load.source_text import read_text
from pipeline.load.yaml_part import read_part
from pipeline.load.yaml_values import read_model
from pipeline.records.mandate import Mandate, PageNumbers, Standing
from pipeline.records.project import Project
from pipeline.records.version import Version
from pipeline.workflow.build import documents_of
from pipeline.workflow.bump_checks import require_none, require_sound_row, rows_of
from pipeline.workflow.changing import readable
from pipeline.workflow.kept import field_places, plain_values, row_of
from pipeline.workflow.kept_folders import archive_of, require_inside
from pipeline.workflow.made_document import make_document
from pipeline.workflow.page_numbers import KIND, imprint_of, pages_file
from pipeline.workflow.reading import Reading, read_project
from pipeline.workflow.refusal import Refused

FillPages: TypeAlias = Callable[[Path, Project, Mandate], PageNumbers | list[Diagnostic]]
"""Works out the page numbers of a mandate as it will be; or says what stands in the way."""

ATTRIBUTES = "sources/arkiv/.gitattributes"
AS_THEY_ARE = b"# Git skal ikke gj\xc3\xb8re om linjeskift i det som har segl.\n* -text\n"
LARGEST = 200_000_000
"""Bytes of a file that is kept."""


@dataclass(slots=True)
class KeptVersion:
    """`folder` is where the version is kept, `document` its .docx in there; `pages_old` says that the page numbers of
    its contents are missing or from before."""

    seal: str
    folder: str
    document: str
    pages_old: bool
    remarks: list[Diagnostic] = field(default_factory=list)


def keep_version(
    root: Path, reading: Reading, mandate: Mandate, version: Version, row: Fields, fill_pages: FillPages | None
) -> KeptVersion:
    """Adds `row` to the log of `mandate`, and keeps the version with its document and sources.

    `reading` is the project as it is, with a `mandat.yaml` in UTF-8. Raises Refused, WriteFailure and SpliceFailure;
    then nothing has changed.
    """
    old = _read(root, mandate.source, reading)
    try:
        new, where = with_row(old, "logg", [*row, ("segl", BLANK.decode())], _proof(old, row))
    except SpliceFailure:
        raise Refused(
            f"Fant ikke hvor i {mandate.source} raden skal stå. Skriv hver rad av loggen for seg, med en strek foran.",
            Exit.FAULTS,
        ) from None
    future = _Future(root, mandate, version, new)
    pages = future.fill(fill_pages)
    document = future.document()
    name = f"{document.stem}.docx"
    sources = future.sources(pages)
    folder = f"{archive_of(mandate.id)}/{version}"
    data, remarks = future.rendered(document)
    previous = next((entry.seal for entry in reversed(mandate.log) if entry.seal), "")
    blank_at = where.start + new[where.start : where.stop].rfind(BLANK)
    kept = seal_version(mandate.id, version, previous, future.row(), (name, data), sources, blank_at)
    _make_ready(root, mandate)
    named = keep_and_commit(root / folder, kept.files, head_file(root, mandate), old, kept.head)
    if pages is not None:
        with contextlib.suppress(WriteFailure, OSError):  # `check` says where they are not those of the document
            write_whole(root / pages_file(mandate), pages)
    shown = folder if named else f"{archive_of(mandate.id)}/{pending(root / folder).name}"
    return KeptVersion(kept.seal, shown, name, future.pages_are_old(document), [*future.remarks, *remarks])


def head_file(root: Path, mandate: Mandate) -> Path:
    """Where `mandat.yaml` is written: behind a link, the file it leads to."""
    path = root / mandate.source
    return path.resolve() if path.is_symlink() else path


def _read(root: Path, path: str, reading: Reading) -> bytes:
    """The bytes of a source, which must be those that were read."""
    data, said = SourceFolder(root).read(path, LARGEST)
    if data is None:
        raise Refused("\n".join(f"{each.place}: {each.message()}" for each in said), Exit.FILES)
    then = reading.raw.digests.get(path) if reading.raw is not None else None
    if then is not None and hashlib.sha256(data).hexdigest() != then:
        raise Refused(f"{path} ble lagret på nytt mens versjonen ble laget. Prøv igjen.", Exit.FILES)
    return data


def _proof(old: bytes, row: Fields) -> Callable[[bytes], bool]:
    """Whether new bytes say what `old` says, and `row` last in the log."""
    meant, before = _said(old)
    new_row = _as_values([*row, ("segl", BLANK.decode())])
    meant = {**meant, "logg": [*meant.get("logg", []), new_row]}
    return lambda changed: _said(changed) == (meant, before)


def _said(data: bytes) -> tuple[dict[str, Any], list[str]]:
    """What a `mandat.yaml` says, and the codes of what is wrong with it."""
    text, said = read_text(data, "")
    if text is None:
        return {}, ["?"]
    part = read_part(text, MandateHead, [], said)
    model = read_model(MandateHead, part.root, text.place(1), said)
    values = plain_values(model)
    return values if isinstance(values, dict) else {}, sorted(each.code for each in said)


def _as_values(row: Fields) -> dict[str, Any]:
    return {name: value if isinstance(value, str) else [_as_values(each) for each in value] for name, value in row}


class _Future:
    """The project as it will be, with the new row in the log."""

    def __init__(self, root: Path, mandate: Mandate, version: Version, head: bytes) -> None:
        self.root = root
        self.head = head
        self.reading = read_project(root, Overlay(SourceFolder(root), {mandate.source: head}))
        self.project = readable(self.reading)
        self.mandate = self.project.mandates[mandate.id]
        self.mandate.standing = Standing(version)
        self.remarks = self._about_row()

    def _about_row(self) -> list[Diagnostic]:
        require_sound_row(self.reading, self.mandate)
        lines = {place.line for _, place in field_places(rows_of(self.reading, self.mandate)[-1])}
        return [
            each
            for each in self.reading.diagnostics
            if each.place.file == self.mandate.source and each.place.line in lines and each.severity is Severity.WARNING
        ]

    def row(self) -> dict[str, Any]:
        return dict(row_of(rows_of(self.reading, self.mandate)[-1]))

    def fill(self, fill_pages: FillPages | None) -> bytes | None:
        """The page numbers worked out anew, as they are kept; None where they are not."""
        if fill_pages is None:
            return None
        found = fill_pages(self.root, self.project, self.mandate)
        if isinstance(found, list):
            self.remarks += found
            return None
        self.mandate.pages = found
        return pages_text(PagesSource(found.imprint, found.pages)).encode()

    def document(self) -> Document:
        documents = documents_of(all_kinds()[KIND], self.project, self.reading)
        return next(each for each in documents if each.id == self.mandate.id)

    def sources(self, pages: bytes | None) -> dict[str, bytes]:
        """The bytes of everything the version is made of."""
        assert self.reading.raw is not None
        found = {
            path: self.head if path == self.mandate.source else _read(self.root, path, self.reading)
            for path in self.mandate.sources
        }
        path = pages_file(self.mandate)
        if pages is not None:
            found[path] = pages
        elif path in self.reading.raw.digests:
            found[path] = _read(self.root, path, self.reading)
        return found

    def rendered(self, document: Document) -> tuple[bytes, list[Diagnostic]]:
        made = make_document(self.root, self.project, document)
        if not made.data:
            grave = [each for each in made.diagnostics if each.severity is not Severity.WARNING] or made.diagnostics
            said = "\n".join(f"{each.place}: {each.message()}" for each in grave)
            raise Refused(f"Dokumentet kan ikke lages:\n{said}", made.exit)
        told = {each.place for each in document.remarks}
        found = [each for each in made.diagnostics if each.place not in told]
        if self.mandate.log[-1].version.is_release:
            require_none(
                [each for each in found if each.severity is not Severity.WARNING], self.mandate.log[-1].version
            )
        return made.data, found

    def pages_are_old(self, document: Document) -> bool:
        pages = self.mandate.pages
        return pages is None or pages.imprint != imprint_of(self.root, all_kinds()[KIND], document)


def _make_ready(root: Path, mandate: Mandate) -> None:
    """The archive is inside the project, and git is told to leave it as it is."""
    for path in _above(archive_of(mandate.id)):
        if os.path.lexists(root / path):
            require_inside(root, path)
    if not os.path.lexists(root / ATTRIBUTES):
        write_whole(root / ATTRIBUTES, AS_THEY_ARE)


def _above(path: str) -> Sequence[str]:
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(2, len(parts) + 1)]
