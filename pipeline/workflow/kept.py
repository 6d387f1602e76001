"""The kept versions of mandates: held against the log, compared with the sources, and read again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel

from pipeline.diagnostics import Diagnostic, Exit, Place, Problem
from pipeline.edit.whole_file import reason
from pipeline.history import problems
from pipeline.history.archive import Kept, Row, file_faults, head_path, kept_name
from pipeline.history.changes import changes_between
from pipeline.history.log_check import LogCheck, LogRow, changed_history, check_log
from pipeline.link.mandates import relink_mandate
from pipeline.load.mandate_models import LogEntrySource
from pipeline.load.mandates import HEAD, MANDATES, PAGES, load_mandate
from pipeline.load.model import MandateSource, RawProject
from pipeline.records.mandate import ChangeKind, Mandate, PieceChange, PieceKind, Standing
from pipeline.records.project import Project
from pipeline.records.version import Version, read_version
from pipeline.schema.placed import Text
from pipeline.workflow import kept_problems
from pipeline.workflow.freshness import digest_of
from pipeline.workflow.kept_folders import KeptFolder, archive_of, counting_versions, kept_folders, kept_idents
from pipeline.workflow.refusal import Refused


class NotKept(Refused):
    """There is no such version to be had; the text says why."""


# --- the log and the sources against the archive ------------------------------------------------------------------


def compare_with_kept(root: Path, raw: RawProject, project: Project) -> list[Diagnostic]:
    """How every mandate stands to what is kept of it: sets `Mandate.standing`, tells what has been edited since the
    last version (warnings), and what in the archive or the log is not as it was (faults)."""
    diagnostics: list[Diagnostic] = []
    for source in raw.mandates:
        mandate = project.mandates.get(source.id)
        if mandate is not None:
            diagnostics += _Comparison(root, raw, project, source, mandate).result()
    return diagnostics + _of_none(root, raw)


def _of_none(root: Path, raw: RawProject) -> list[Diagnostic]:
    """What is kept of mandates that are not there any more."""
    there = {source.id for source in raw.mandates}
    try:
        idents = [ident for ident in kept_idents(root) if ident not in there]
        return [
            problems.KEPT_OF_NONE.at(Place(archive_of(ident)), mandat=ident)
            for ident in idents
            if not (root / MANDATES / ident / HEAD).exists() and kept_folders(root, ident)
        ]
    except OSError:
        return []  # with a mandate there, it is said at that


class _Comparison:
    """One mandate held against what is kept of it."""

    def __init__(self, root: Path, raw: RawProject, project: Project, source: MandateSource, mandate: Mandate) -> None:
        self.root = root
        self.raw = raw
        self.project = project
        self.source = source
        self.mandate = mandate
        self.rows = [log_row(each) for each in source.head.logg]

    def result(self) -> list[Diagnostic]:
        sealed = [row for row in self.rows if row.seal]
        try:
            folders = kept_folders(self.root, self.source.id)
        except OSError as error:
            self.mandate.standing = Standing(sealed[-1].version if sealed else None, self._everything())
            return [problems.KEPT_UNREADABLE.at(self.mandate.place, grunn=reason(error))]
        if not folders and not sealed:
            return []
        check = check_log(self.rows, [folder.found for folder in folders], archive_of(self.source.id))
        diagnostics = check.diagnostics
        last = max(check.folders, default=None)
        if last is None:
            self.mandate.standing = Standing(sealed[-1].version if sealed else None, self._everything())
            return diagnostics
        folder = next(each for each in folders if each.found is check.folders[last])
        diagnostics += self._stands(check, last, folder)
        return diagnostics

    def _everything(self) -> list[PieceChange]:
        """Where nobody can tell what has changed, nothing counts as the kept version."""
        return changes_between(None, self.mandate)

    def _stands(self, check: LogCheck, last: int, folder: KeptFolder) -> Iterator[Diagnostic]:
        """Sets the mandate's standing to its last kept version, in `folder`; says what has been edited."""
        version = read_version(folder.found.name)
        kept = folder.found.kept
        standing = self.mandate.standing = Standing(version, self._everything())
        if kept is None:
            return
        edition: Mandate | None = None
        current = self._current_digests()
        if not self._same_bytes(kept, folder, current):
            source = load_mandate(folder, self.source.id, folder.sources).source
            if source is None:
                return
            label = folder.found.name
            then = [log_row(each) for each in source.head.logg]
            where = f"{folder.found.path}/{kept_name(head_path(self.source.id))}"
            yield from changed_history(self.rows, then, label, where, self.mandate.place)
            edition = _linked(self.raw, self.project, source, folder)
        standing.changes = (
            changes_between(edition, self.mandate, _digests_of(kept), current) if edition is not None else []
        )
        whole = not any(fault.file == kept.document for fault in file_faults(kept, folder.found.digests))
        if whole and last == len(self.rows) - 1:
            standing.document = f"{folder.found.path}/{kept.document}"
        for change in standing.changes:
            yield edited(self.mandate, change)

    def _current_digests(self) -> dict[str, str]:
        """The SHA-256 of each file the mandate is made of now."""
        return {
            path: self.raw.digests.get(path) or digest_of(self.root / path) or ""
            for path in self.mandate.sources
            if not path.endswith(f"/{PAGES}")
        }

    def _same_bytes(self, kept: Kept, folder: KeptFolder, current: dict[str, str]) -> bool:
        then = {path: digest for path, digest in _digests_of(kept).items() if not path.endswith(f"/{PAGES}")}
        return {**then, head_path(self.source.id): folder.head_digest} == current


def edited(mandate: Mandate, change: PieceChange) -> Diagnostic:
    """What is said of a piece that has changed since the last kept version."""
    values = {"versjon": mandate.standing.kept, "mandat": mandate.id}
    numbered = _PROBLEMS.get((change.piece, change.kind))
    if numbered is not None:
        return numbered.at(change.place, nummer=change.number, tittel=change.title, **values)
    problem = kept_problems.ORDER_CHANGED if change.piece is PieceKind.ORDER else kept_problems.FRONT_CHANGED
    return problem.at(change.place, hva=_WORDS.get(change.name, change.name), **values)


_PROBLEMS: dict[tuple[PieceKind, ChangeKind], Problem] = {
    (PieceKind.CHAPTER, ChangeKind.CHANGED): kept_problems.CHAPTER_CHANGED,
    (PieceKind.CHAPTER, ChangeKind.NEW): kept_problems.CHAPTER_NEW,
    (PieceKind.CHAPTER, ChangeKind.REMOVED): kept_problems.CHAPTER_REMOVED,
    (PieceKind.APPENDIX, ChangeKind.CHANGED): kept_problems.APPENDIX_CHANGED,
    (PieceKind.APPENDIX, ChangeKind.NEW): kept_problems.APPENDIX_NEW,
    (PieceKind.APPENDIX, ChangeKind.REMOVED): kept_problems.APPENDIX_REMOVED,
}
_WORDS = {
    "forside": "forsiden",
    "deler": "delene",
    "godkjennere": "godkjennerne",
    "risiko": "risikoskalaen",
    "kapitler": "kapitlene",
    "vedlegg": "vedleggene",
}


def row_of(source: LogEntrySource) -> Row:
    """A row of the log as it is kept: what was typed, without its seal."""
    told = plain_values(source)
    assert isinstance(told, dict)
    return {key: value for key, value in told.items() if key != "segl"}


def log_row(source: LogEntrySource) -> LogRow:
    """A row of the log, with the places of its fields."""
    return LogRow(row_of(source), source.versjon.place, str(source.segl or ""), dict(field_places(source)))


def plain_values(value: object) -> object:
    """A source model as keys and texts, what is empty left out."""
    if isinstance(value, BaseModel):
        fields = {name: plain_values(getattr(value, name)) for name in type(value).model_fields}
        return {name: each for name, each in fields.items() if each not in (None, [])}
    if isinstance(value, list):
        return [plain_values(each) for each in value]
    return str(value) if isinstance(value, str) else None


def field_places(value: object, prefix: str = "") -> Iterator[tuple[str, Place]]:
    """Where each text of a source model stands, by flat name: `endringer.0.endring`."""
    if isinstance(value, Text):
        yield prefix, value.place
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from field_places(each, f"{prefix}.{index}")
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from field_places(getattr(value, name), f"{prefix}.{name}" if prefix else name)


# --- a version, read again ----------------------------------------------------------------------------------------


def kept_versions(root: Path, ident: str) -> list[Version]:
    """The versions of a mandate that are kept, the oldest first: those whose seal can be read. Raises NotKept where
    the archive cannot be read."""
    found = {folder.found.kept.version for folder in _folders(root, ident) if folder.found.kept is not None}
    return sorted(found)


def kept_edition(root: Path, raw: RawProject, project: Project, ident: str, version: Version | str) -> Mandate:
    """A kept version of a mandate as its sources say, with the registers of today. Raises NotKept where there is no
    such version, or its sources are not as they were."""
    folder, kept = _sound(root, ident, version, "kilder/")
    source = load_mandate(folder, ident, folder.sources).source
    if source is None:
        raise NotKept(f"Kildene til versjon {kept.version} kan ikke leses.", Exit.VERIFICATION)
    return _linked(raw, project, source, folder)


def kept_digests(root: Path, ident: str, version: Version | str) -> dict[str, str]:
    """The SHA-256 of each source of a kept version, by path, as `changes_between` asks for them. Raises NotKept."""
    return _digests_of(_sound(root, ident, version, "kilder/")[1])


def kept_document(root: Path, ident: str, version: Version | str) -> bytes:
    """The bytes of a kept version's .docx. Raises NotKept where there is none, or it is not as it was."""
    folder, kept = _sound(root, ident, version, "")
    actual = folder.files[kept.document]
    assert actual is not None
    try:
        return Path(actual).read_bytes()
    except OSError as error:
        raise NotKept(f"Versjon {kept.version} kan ikke leses: {reason(error)}.", Exit.FILES) from None


def kept_document_name(root: Path, ident: str, version: Version | str) -> str:
    """What the .docx of a kept version is called. Raises NotKept."""
    return _sound(root, ident, version, "")[1].document


def _folders(root: Path, ident: str) -> list[KeptFolder]:
    """The folders of a mandate's versions; one that has yet to get its name counts where the log has its seal."""
    try:
        folders = kept_folders(root, ident)
        pending = any(each.found.pending for each in folders)
        counting = counting_versions(root, ident, (root / head_path(ident)).read_bytes()) if pending else set()
    except OSError as error:
        raise NotKept(f"Arkivet kan ikke leses: {reason(error)}.", Exit.FILES) from None
    return [each for each in folders if not each.found.pending or each.found.name in counting]


def require_kept(root: Path, mandate: Mandate, version: Version) -> None:
    """Raises NotKept where the version is a row from before the mandate's versions were kept here."""
    entry = next((entry for entry in mandate.log if entry.version == version), None)
    if entry is not None and not entry.seal:
        kept = ", ".join(map(str, kept_versions(root, mandate.id))) or "ingen"
        raise NotKept(
            f"Versjon {entry.version} er fra før mandatet ble tatt vare på her. Disse er tatt vare på: {kept}."
        )


def _sound(root: Path, ident: str, version: Version | str, below: str) -> tuple[KeptFolder, Kept]:
    """The folder of a version, whose files below `below` (empty: the document) are as they were. Raises NotKept."""
    wanted = read_version(version) if isinstance(version, str) else version
    folders = sorted(_folders(root, ident), key=lambda folder: folder.found.pending)
    folder = next((each for each in folders if wanted is not None and each.found.version == wanted), None)
    if folder is None:
        known = ", ".join(str(each.found.kept.version) for each in folders if each.found.kept is not None)
        there = f" Disse er tatt vare på: {known}." if known else " Ingen versjoner er tatt vare på ennå."
        raise NotKept(f"Versjon {version} av «{ident}» er ikke i arkivet.{there}")
    kept = folder.found.kept
    if kept is None:
        raise NotKept(f"Seglet til versjon {version} er endret eller kan ikke leses.", Exit.VERIFICATION)
    faults = [
        fault.file
        for fault in file_faults(kept, folder.found.digests)
        if (fault.file.startswith(below) if below else fault.file == kept.document)
    ]
    if faults:
        raise NotKept(
            f"Versjon {kept.version} er ikke lenger slik den ble tatt vare på: {', '.join(faults[:3])}. "
            "Kjør «saksgang check».",
            Exit.VERIFICATION,
        )
    return folder, kept


def _linked(raw: RawProject, project: Project, source: MandateSource, folder: KeptFolder) -> Mandate:
    """An edition out of the archive; the files it was made of count as there, also where they no longer are."""
    return relink_mandate(raw, project, replace(source, files=[*source.files, *folder.sources]))


def _digests_of(kept: Kept) -> dict[str, str]:
    prefix = kept_name("sources/")
    return {
        f"sources/{name.removeprefix(prefix)}": digest for name, digest in kept.files.items() if name.startswith(prefix)
    }
