"""What lies in the archive of mandates: the folders of the kept versions, read and counted.

Only what lies in the archive itself is read; a link in it is followed nowhere.
"""

import errno
import hashlib
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place
from pipeline.edit.whole_change import PENDING
from pipeline.history.archive import (
    SEAL_FILE,
    counted_digest,
    head_path,
    kept_name,
    read_kept,
    source_path,
)
from pipeline.history.log_check import FoundFolder
from pipeline.load import yaml_problems
from pipeline.load.source_text import MAX_BYTES

ARCHIVE = "sources/arkiv/mandater"

_LEFT_BY_OTHERS = frozenset({"thumbs.db", "desktop.ini"})
"""What a system leaves in a folder somebody looks into."""


@dataclass(slots=True)
class KeptFolder:
    """A version's folder. `files` leads from the paths in it to where they are on the disk, None for what is no file;
    `head_digest` is the SHA-256 of its `mandat.yaml` as it lies there, seal and all."""

    found: FoundFolder
    files: dict[str, str | None]
    head_digest: str = ""

    def read(self, path: str, limit: int = MAX_BYTES) -> tuple[bytes | None, list[Diagnostic]]:
        """The kept bytes of the source at `path` (under the project's folder), as `load` asks for them."""
        actual = self.files.get(kept_name(path))
        data = _content(actual) if actual is not None else None
        if data is None or len(data) > limit:
            return None, [yaml_problems.FILE_MISSING.at(Place(path))]
        return data, []

    @property
    def sources(self) -> list[str]:
        """The sources that are kept, by their paths under the project's folder."""
        return [path for path in map(source_path, self.files) if path is not None]


def archive_of(ident: str) -> str:
    """Where the kept versions of a mandate lie, under the project's folder."""
    return f"{ARCHIVE}/{ident}"


def kept_folders(root: Path, ident: str) -> list[KeptFolder]:
    """The folder of every version of a mandate, by name. Raises OSError."""
    archive = archive_of(ident)
    if not os.path.lexists(root / archive):
        return []
    require_inside(root, archive)
    with os.scandir(root / archive) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    return [_folder(entry, ident, archive) for entry in listed if not _is_passed_over(entry.name)]


def kept_idents(root: Path) -> list[str]:
    """The mandates something is kept of. Raises OSError."""
    if not os.path.lexists(root / ARCHIVE):
        return []
    require_inside(root, ARCHIVE)
    with os.scandir(root / ARCHIVE) as entries:
        return sorted(entry.name for entry in entries if not _is_passed_over(entry.name))


def counting_versions(root: Path, ident: str, log: bytes) -> set[str]:
    """The names of the folders that have yet to get them and count: whose seal stands in the `mandat.yaml` with the
    bytes `log`. Raises OSError."""
    return {
        folder.found.name
        for folder in kept_folders(root, ident)
        if folder.found.pending and folder.found.kept is not None and folder.found.kept.seal.encode() in log
    }


def require_inside(root: Path, path: str) -> None:
    """Raises OSError where `path`, under the project's folder, leads out of it by a link."""
    real = os.path.realpath(root / path)
    allowed = (os.path.realpath(root), os.path.realpath(root / "sources"))
    if not any(real.startswith(os.path.join(each, "")) for each in allowed):  # noqa: PTH118 - compared as text
        raise OSError(errno.EXDEV, "en snarvei fører ut av prosjektet")


def _is_passed_over(name: str) -> bool:
    """Hidden files, and what Word or the system leaves behind; not a folder that has yet to get its name."""
    if name.startswith(PENDING):
        return False
    return name.startswith((".", "~$")) or name.casefold() in _LEFT_BY_OTHERS


def _folder(entry: os.DirEntry[str], ident: str, archive: str) -> KeptFolder:
    name = unicodedata.normalize("NFC", entry.name)
    path = f"{archive}/{name}"
    version = name.removeprefix(PENDING)
    files = dict(_files(entry.path, "")) if entry.is_dir(follow_symlinks=False) else {}
    seal_file = files.pop(SEAL_FILE, None)
    data = _content(seal_file) if seal_file is not None else None
    kept = read_kept(data, path) if data is not None else None
    if kept is not None and (kept.mandate != ident or str(kept.version) != version):
        kept = None  # another's folder under this name
    digests: dict[str, str] = {}
    head, head_digest = kept_name(head_path(ident)), ""
    for each, actual in files.items():
        content = _content(actual) if actual is not None else None
        digests[each] = hashlib.sha256(content).hexdigest() if content is not None else ""
        if each == head and content is not None:
            head_digest = digests[each]
            digests[each] = counted_digest(kept, each, content) if kept is not None else head_digest
    return KeptFolder(FoundFolder(version, path, kept, digests, name.startswith(PENDING)), files, head_digest)


def _files(actual: str, above: str) -> list[tuple[str, str | None]]:
    """The files below a folder: their paths in it, and where they are; None for a link, and for what is no file."""
    found: list[tuple[str, str | None]] = []
    with os.scandir(actual) as entries:
        for entry in entries:
            name = entry.name
            if _is_passed_over(name):
                continue
            path = above + (name if name.isascii() else unicodedata.normalize("NFC", name))
            if entry.is_dir(follow_symlinks=False):
                found += _files(entry.path, f"{path}/")
            else:
                found.append((path, entry.path if entry.is_file(follow_symlinks=False) else None))
    return found


def _content(path: str) -> bytes | None:
    """All of a file; None where it cannot be read. By the system's own calls: there are hundreds of them."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
    except OSError:
        return None
    try:
        parts = [os.read(handle, os.fstat(handle).st_size + 1)]
        while parts[-1]:
            parts.append(os.read(handle, 1 << 20))
    except OSError:
        return None
    finally:
        os.close(handle)
    return parts[0] if len(parts) == 2 else b"".join(parts)
