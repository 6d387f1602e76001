"""`saksgang mandate bump`: a new version of a mandate, with its row in the log, kept with its document and sources.

Everything is worked out and proved before a byte is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Diagnostic
from pipeline.edit.whole_change import settle
from pipeline.edit.yaml_row import Fields
from pipeline.language.dates import numeric_date
from pipeline.records.mandate import Mandate, PieceChange
from pipeline.records.version import Version
from pipeline.workflow.bump_checks import (
    changed_since,
    known_mandate,
    last_version,
    read_approver,
    read_author,
    read_day,
    require_changes,
    require_no_faults,
    require_order,
)
from pipeline.workflow.changing import changing, readable, require_utf8
from pipeline.workflow.keeping import FillPages, head_file, keep_version
from pipeline.workflow.kept import edited
from pipeline.workflow.kept_folders import archive_of, counting_versions
from pipeline.workflow.reading import read_project
from pipeline.workflow.refusal import Refused
from pipeline.workflow.told_changes import ToldChange, told_changes
from pipeline.workflow.treatments import treatment_fields
from pipeline.workflow.version_numbers import BumpKind, given, proposed, usual_kind


@dataclass(slots=True)
class Bumped:
    """The new version: `chapters` is what its changes say in the *Kapittel* column, `document` where its .docx is kept,
    `pages_old` that the page numbers in its contents are missing or from before, `remarks` what is to be remarked."""

    mandate: str
    version: Version
    chapters: list[str]
    document: str
    seal: str
    pages_old: bool = False
    remarks: list[Diagnostic] = field(default_factory=list)


@dataclass(slots=True)
class Outlook:
    """Where a mandate stands before a bump, for whoever is asked about it: the number each kind of version would get,
    the kind it most often is, and what has changed since the last kept version (None: none is kept)."""

    mandate: Mandate
    last: Version | None
    kind: BumpKind
    numbers: dict[BumpKind, Version]
    changed: list[PieceChange] | None

    def require_something_new(self) -> None:
        """Raises Refused where no kind of version has anything to say."""
        require_changes(self.mandate, BumpKind.RELEASE, self.last)

    def require_changes(self, kind: BumpKind) -> None:
        """Raises Refused where a version of this kind would say nothing new."""
        require_changes(self.mandate, kind, self.last)

    def approvers(self, kind: BumpKind) -> list[str]:
        """The ids of those who may approve it. Raises Refused where there is nobody."""
        if not self.mandate.approvers:
            read_approver(None, kind, self.numbers[kind], self.mandate)
        return [each.id for each in self.mandate.approvers]

    def told_changes(self) -> list[str]:
        """What has changed, a line each, for people."""
        if self.changed is None:
            return []
        return [edited(self.mandate, each).message() for each in self.changed]


def outlook(root: Path, ident: str, by: str | None = None) -> Outlook:
    """What a bump of `ident` by `by` would start from. Raises Refused, also where nobody has changed it."""
    reading = read_project(root)
    mandate = known_mandate(reading, ident)
    read_author(by, mandate, readable(reading))
    last = last_version(mandate)
    numbers: dict[BumpKind, Version] = {}
    for kind in BumpKind:
        try:
            numbers[kind] = proposed(last, kind)
        except Refused:
            continue
    return Outlook(mandate, last, usual_kind(last), numbers, changed_since(mandate))


def bump(
    root: Path,
    ident: str,
    kind: BumpKind | None,
    changes: Sequence[str],
    by: str | None,
    day: str | None,
    number: str | None,
    approved_by: str | None,
    treated: Sequence[str],
    today: date,
    fill_pages: FillPages | None = None,
) -> Bumped:
    """Makes and keeps the next version of the mandate `ident`, and adds its row to the log. Raises Refused: then
    nothing has changed.

    `kind` None: a draft before 1.0, else a version in between; `number` is taken instead of the one proposed. `by` and
    `approved_by` are ids; without `by` it is the project leader. `day` is a date as people type it; without it, today.
    """
    with changing(root):
        reading = read_project(root)
        mandate = known_mandate(reading, ident)
        head = (root / mandate.source).read_bytes()
        require_utf8(head, mandate.source)
        require_order(reading, mandate, head)
        settle(root / archive_of(mandate.id), head_file(root, mandate), counting_versions(root, mandate.id, head))
        last = last_version(mandate)
        version, fits = given(number, last, kind) if number is not None else _proposed(last, kind)
        require_changes(mandate, fits, last)
        project = readable(reading)
        dated = numeric_date(read_day(day, today, mandate.log))
        author = read_author(by, mandate, project)
        approver = read_approver(approved_by, fits, version, mandate)
        if fits is BumpKind.RELEASE:
            require_no_faults(reading, mandate, version)
        treatments = [treatment_fields(each, project) for each in treated]
        if not changes:
            raise Refused("Si hva som er endret, og hvorfor: --change «Etter møtet i styringsgruppen 7. oktober»")
        told = told_changes(changes, mandate, changed_since(mandate))
        row = _row(version, dated, told, author, approver, treatments)
        kept = keep_version(root, reading, mandate, version, row, fill_pages)
    return Bumped(
        mandate.id,
        version,
        [each.chapters for each in told],
        f"{kept.folder}/{kept.document}",
        kept.seal,
        kept.pages_old,
        kept.remarks,
    )


def _proposed(last: Version | None, kind: BumpKind | None) -> tuple[Version, BumpKind]:
    chosen = kind or usual_kind(last)
    return proposed(last, chosen), chosen


def _row(
    version: Version,
    day: str,
    changes: Sequence[ToldChange],
    author: str,
    approver: str | None,
    treatments: Sequence[Fields],
) -> Fields:
    """The row of the log, its seal apart."""
    told: list[Fields] = [
        [*([("kapittel", each.chapters)] if each.chapters else []), ("endring", each.text)] for each in changes
    ]
    return [
        ("versjon", str(version)),
        ("dato", day),
        *(told[0] if len(told) == 1 else [("endringer", told)]),
        ("av", author),
        *([("godkjent_av", approver)] if approver else []),
        *([("behandlet", treatments)] if treatments else []),
    ]
