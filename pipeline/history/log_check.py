"""A mandate's log held against what is kept: whether versions, rows and the chain of seals are as they were.

Pure: the rows as typed now, and the folders as they were found, are handed in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.diagnostics import Diagnostic, Place
from pipeline.history import problems
from pipeline.history.archive import How, Kept, Row, file_faults
from pipeline.records.version import Version, read_version

MAX_FILES_NAMED = 3

_FIELDS = {
    "versjon": "Versjonen",
    "dato": "Datoen",
    "kapittel": "Kapittelet",
    "endring": "Endringen",
    "av": "Navnet etter «av»",
    "godkjent_av": "Navnet etter «godkjent_av»",
    "forum": "Forumet",
    "sak": "Saken",
    "utfall": "Utfallet",
}
_NOTHING = "tomt"


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of the log as it stands: `places` are those of its fields, by flat name (`endringer.0.endring`)."""

    values: Row
    place: Place
    seal: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return str(self.values.get("versjon", ""))

    @property
    def version(self) -> Version | None:
        return read_version(self.label)


@dataclass(frozen=True, slots=True)
class FoundFolder:
    """A folder of the archive. `path` is where it lies now, `name` what it is or will be called; `pending` says that it
    has not got its name yet. `kept` is None where `segl.json` does not hold; `digests` are the counted ones."""

    name: str
    path: str
    kept: Kept | None
    digests: Mapping[str, str]
    pending: bool = False

    @property
    def version(self) -> Version | None:
        return read_version(self.name)


@dataclass(slots=True)
class LogCheck:
    """What came of it: the folder of each sealed row by its index in the log, the versions that hold throughout, and
    what is wrong."""

    folders: dict[int, FoundFolder] = field(default_factory=dict)
    sound: set[int] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def check_log(rows: Sequence[LogRow], found: Sequence[FoundFolder], archive: str) -> LogCheck:
    """Holds the log against the folders of `archive` (its path under the project's folder)."""
    check = LogCheck()
    check.folders = _matched(rows, found)
    link = ""
    for index, row in enumerate(rows):
        if not row.seal:
            continue  # told by link, where it comes after one that has it
        folder = check.folders.get(index)
        said = list(_about_version(row, folder, link, archive))
        check.diagnostics.extend(said)
        if folder is not None and not said:
            check.sound.add(index)
        link = folder.kept.seal if folder is not None and folder.kept is not None else row.seal
    check.diagnostics.extend(_strays(rows, found, list(check.folders.values())))
    return check


def changed_history(
    rows: Sequence[LogRow], then: Sequence[LogRow], later: str, folder: str, place: Place
) -> Iterator[Diagnostic]:
    """What has happened to the rows typed by hand since version `later` was kept in `folder`, with the log `then`.

    Told at the rows, and at `place` for what is gone.
    """
    now = {row.label: row for row in rows}
    for old in then:
        if old.seal:
            continue
        row = now.get(old.label)
        if row is None:
            yield problems.OLD_ROW_GONE.at(place, versjon=old.label, senere=later, mappe=folder)
        elif not row.seal:
            yield from _row_changes(row, old.values, problems.OLD_ROW_CHANGED, {"senere": later})


def _matched(rows: Sequence[LogRow], found: Sequence[FoundFolder]) -> dict[int, FoundFolder]:
    """The folder of each sealed row: by its seal, else by its number; one with its name before one without."""
    ordered = sorted(found, key=lambda folder: folder.pending)
    left = list(ordered)
    matched: dict[int, FoundFolder] = {}
    sealed = [(index, row) for index, row in enumerate(rows) if row.seal]
    for index, row in sealed:
        folder = next((each for each in left if each.kept and each.kept.seal == row.seal), None)
        if folder is not None:
            matched[index] = folder
            left.remove(folder)
    for index, row in sealed:
        folder = next((each for each in left if each.version is not None and each.version == row.version), None)
        if index not in matched and folder is not None:
            matched[index] = folder
            left.remove(folder)
    return matched


def _about_version(row: LogRow, folder: FoundFolder | None, link: str, archive: str) -> Iterator[Diagnostic]:
    """What is wrong with one sealed row and its folder. `link` is the seal of the sealed row before."""
    if folder is None:
        yield problems.KEPT_GONE.at(row.place, versjon=row.label, mappe=f"{archive}/{row.label}")
        return
    kept = folder.kept
    if kept is None:
        yield problems.SEAL_UNREADABLE.at(row.place, versjon=row.label, mappe=folder.path)
        return
    yield from _about_files(row, folder, kept)
    yield from _row_changes(row, kept.row, problems.ROW_CHANGED, {})
    if kept.seal != row.seal:
        yield problems.SEAL_OTHER.at(row.places.get("segl", row.place), versjon=row.label, segl=kept.seal)
    if kept.previous != link:
        yield problems.SEAL_CHAIN.at(row.place, versjon=row.label)


def _about_files(row: LogRow, folder: FoundFolder, kept: Kept) -> Iterator[Diagnostic]:
    by_fault = {
        How.CHANGED: problems.KEPT_CHANGED,
        How.MISSING: problems.KEPT_MISSING,
        How.EXTRA: problems.KEPT_EXTRA,
    }
    faults = file_faults(kept, folder.digests)
    for how, problem in by_fault.items():
        names = sorted(fault.file for fault in faults if fault.how is how)
        if names:
            yield problem.at(row.place, versjon=row.label, mappe=folder.path, filer=_some(names))


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MAX_FILES_NAMED])
    more = len(names) - MAX_FILES_NAMED
    return f"{shown} og {more} til" if more > 0 else shown


def _row_changes(row: LogRow, then: Row, problem: Any, more: Mapping[str, str]) -> Iterator[Diagnostic]:
    """A row against what it was, field by field."""
    before, now = flat(then), flat(row.values)
    for name in dict.fromkeys([*before, *now]):
        if before.get(name) != now.get(name):
            values = {
                "felt": field_name(name),
                "versjon": str(then.get("versjon", row.label)),
                "nå": _shown(now.get(name)),
                "før": _shown(before.get(name)),
            }
            yield problem.at(row.places.get(name, row.place), **values, **more)


def flat(values: Any, prefix: str = "") -> dict[str, str]:
    """The fields of a row by flat name: `dato`, `endringer.0.endring`."""
    if isinstance(values, Mapping):
        entries = [(str(key), each) for key, each in values.items()]
    elif isinstance(values, list | tuple):
        entries = [(str(index), each) for index, each in enumerate(values)]
    else:
        return {prefix: str(values)}
    return {
        name: text for key, each in entries for name, text in flat(each, f"{prefix}.{key}" if prefix else key).items()
    }


def field_name(name: str) -> str:
    """What a field of a row is called in a sentence: «Datoen»; of the second treatment «Datoen (behandlet 2)»."""
    parts = name.split(".")
    told = _FIELDS.get(parts[-1], parts[-1])
    return told if len(parts) == 1 else f"{told} ({parts[0]} {int(parts[1]) + 1})"


def _shown(text: str | None) -> str:
    if not text:
        return _NOTHING
    short = text if len(text) <= 60 else text[:57].rstrip() + "…"
    return f"«{short}»" if any(map(str.isalpha, short)) else short


def _strays(
    rows: Sequence[LogRow], found: Sequence[FoundFolder], matched: Sequence[FoundFolder]
) -> Iterator[Diagnostic]:
    """Folders that no row of the log asks for; one that has no name yet never counted."""
    for folder in found:
        if folder.pending or any(folder is each for each in matched):
            continue
        row = next((row for row in rows if row.version is not None and row.version == folder.version), None)
        if folder.version is None:
            yield problems.KEPT_UNKNOWN.at(Place(folder.path))
        elif row is None:
            yield problems.KEPT_WITHOUT_ROW.at(Place(folder.path), versjon=folder.name)
        else:
            seal = folder.kept.seal if folder.kept else None
            yield problems.SEAL_OTHER.at(row.place, versjon=row.label, segl=seal)
