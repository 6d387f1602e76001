"""The project's folder, handed in at the edge: which files there are, and their bytes.

No fault of a disk raises: a missing right, a folder where a file belongs, a name that is no text, a link that leads
nowhere, in a ring or out of the project becomes a diagnostic. Paths are given with `/`, from the project's folder, and
composed (NFC): a Mac stores «møte» in another spelling than the one people type.
"""

import errno
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load import text_problems
from pipeline.load import yaml_problems as problems
from pipeline.load.source_text import MAX_BYTES

SOURCES = "sources"
MAX_FILES = 100_000

ARCHIVE = f"{SOURCES}/arkiv"
NOTES = frozenset({"readme", "lesmeg", "les-meg"})
"""Files of these names, without ending and folded, are for people to read in the folder; they are no sources."""
_NOT_OURS = frozenset({"thumbs.db", "desktop.ini", "icon\r", "__macosx"})


@dataclass(slots=True)
class Listing:
    """What stands under `sources/`: the files by path, and what could not be looked at."""

    files: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


class Files(Protocol):
    """Where the bytes of sources come from."""

    def read(self, path: str, limit: int = MAX_BYTES) -> tuple[bytes | None, list[Diagnostic]]:
        """The bytes of the file at `path`, or None and the reason."""
        ...


class Folder(Files, Protocol):
    """A project's folder, or something laid over one."""

    def exists(self, path: str) -> bool:
        """Whether something stands at `path`."""
        ...

    def listing(self) -> Listing:
        """Every file under `sources/`, by path."""
        ...


class SourceFolder:
    """A project's folder, which holds `sources/`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._stored: dict[str, str] = {}

    def exists(self, path: str) -> bool:
        """Whether something stands at `path`."""
        return os.path.lexists(self._on_disk(path))

    def listing(self) -> Listing:
        """Every file under `sources/`, by path, in the order of their names; not the archive, hidden or lock files."""
        self._stored = {}
        return _Walk(self.root, self._stored).listing()

    def read(self, path: str, limit: int = MAX_BYTES) -> tuple[bytes | None, list[Diagnostic]]:
        """The bytes of the file at `path`, or None and the reason. More than `limit` bytes are not read."""
        place = Place(path)
        actual = self._on_disk(path)
        try:
            if path not in self._stored and not _is_inside(os.path.realpath(actual), _allowed(self.root)):
                return None, [problems.LINK_OUTSIDE.at(place)]
            found = os.stat(actual)  # noqa: PTH116 - a name may be no text
            if stat.S_ISDIR(found.st_mode):
                return None, [problems.FILE_IS_FOLDER.at(place)]
            if not stat.S_ISREG(found.st_mode):  # a named pipe would wait for somebody to write in it
                return None, [problems.FILE_NOT_REGULAR.at(place)]
            size, data = found.st_size, b""
            if size <= limit:
                with open(actual, "rb") as file:  # noqa: PTH123 - as above
                    data = file.read(limit + 1)
                size = len(data)
        except OSError as error:
            return None, [_said(error, path)]
        except ValueError:  # a name with a NUL in it
            return None, [problems.FILE_MISSING.at(place)]
        if size > limit:
            return None, [_too_big(path, size, limit)]
        return data, []

    def _on_disk(self, path: str) -> str:
        """The path as stored; where the folder has not been looked through, composed, else decomposed."""
        stored = self._stored.get(path)
        if stored is not None:
            return stored
        composed = os.path.join(self.root, *path.split("/"))  # noqa: PTH118 - names may be no text
        if not os.path.lexists(composed):
            apart = os.path.join(self.root, *unicodedata.normalize("NFD", path).split("/"))  # noqa: PTH118 - as above
            if os.path.lexists(apart):
                return apart
        return composed


class Overlay:
    """A folder in which some files have other bytes than on the disk, or are not there.

    `overlaid` leads from path to bytes; `hidden` are paths of files and folders as if they were not there, but for what
    is laid over them. Without a folder below, what is laid over is all there is.
    """

    def __init__(self, folder: Folder | None, overlaid: Mapping[str, bytes], hidden: Iterable[str] = ()) -> None:
        self.folder = folder
        self.overlaid = dict(overlaid)
        self.hidden = frozenset(hidden)

    def exists(self, path: str) -> bool:
        """Whether something stands at `path`."""
        if path in self.overlaid or any(each.startswith(f"{path}/") for each in self.overlaid):
            return True
        return self.folder is not None and not self._is_hidden(path) and self.folder.exists(path)

    def listing(self) -> Listing:
        """Every file under `sources/`, by path, in the order of their names."""
        below = self.folder.listing() if self.folder is not None else Listing()
        files = {path for path in below.files if not self._is_hidden(path)}
        files.update(path for path in self.overlaid if path.startswith(f"{SOURCES}/"))
        return Listing(sorted(files), [each for each in below.diagnostics if not self._is_hidden(each.place.file)])

    def read(self, path: str, limit: int = MAX_BYTES) -> tuple[bytes | None, list[Diagnostic]]:
        """The bytes at `path`, or None and the reason. More than `limit` bytes are not read."""
        data = self.overlaid.get(path)
        if data is None:
            if self.folder is None or self._is_hidden(path):
                return None, [problems.FILE_MISSING.at(Place(path))]
            return self.folder.read(path, limit)
        return (None, [_too_big(path, len(data), limit)]) if len(data) > limit else (data, [])

    def _is_hidden(self, path: str) -> bool:
        while path and path not in self.hidden:
            path = path.rpartition("/")[0]
        return bool(path)


class _Walk:
    """One look through `sources/`."""

    def __init__(self, root: Path, stored: dict[str, str]) -> None:
        self.root = root
        self.stored = stored
        self.result = Listing()
        self.allowed = _allowed(root)
        self.sources = os.path.join(root, SOURCES)  # noqa: PTH118 - as above

    def listing(self) -> Listing:
        self._folder(self.sources, SOURCES, (os.path.realpath(self.sources),))
        self.result.files.sort()
        return self.result

    def _folder(self, actual: str, path: str, chain: tuple[str, ...]) -> None:
        try:
            with os.scandir(actual) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self.result.diagnostics.append(_said(error, path))
            return
        for entry in entries:
            if len(self.result.files) >= MAX_FILES:
                return
            name = unicodedata.normalize("NFC", entry.name)
            if _is_passed_over(name) or f"{path}/{name}" == ARCHIVE:
                continue
            try:
                name.encode()
            except UnicodeEncodeError:
                shown = os.fsencode(entry.name).decode(errors="replace")
                self.result.diagnostics.append(problems.FILE_NAME_NOT_TEXT.at(Place(path), navn=shown))
                continue
            for real in self._followed(entry, f"{path}/{name}", chain):
                self._folder(entry.path, f"{path}/{name}", (*chain, real))

    def _followed(self, entry: os.DirEntry[str], path: str, chain: tuple[str, ...]) -> Iterator[str]:
        """Takes down a file; for a folder to go into, its real path."""
        try:
            is_folder = entry.is_dir()
            real = os.path.join(chain[-1], entry.name)  # noqa: PTH118 - as above
            if entry.is_symlink():
                real = os.path.realpath(entry.path, strict=True)
                if not _is_inside(real, self.allowed):
                    self.result.diagnostics.append(problems.LINK_OUTSIDE.at(Place(path)))
                    return
                if real in chain:
                    self.result.diagnostics.append(problems.LINK_LOOPS.at(Place(path)))
                    return
        except FileNotFoundError:
            self.result.diagnostics.append(problems.LINK_BROKEN.at(Place(path)))
            return
        except OSError as error:
            loops = error.errno == errno.ELOOP
            self.result.diagnostics.append(problems.LINK_LOOPS.at(Place(path)) if loops else _said(error, path))
            return
        if is_folder and path.endswith(".md"):
            self.result.diagnostics.append(problems.FILE_IS_FOLDER.at(Place(path)))
        elif is_folder:
            yield real
        elif path in self.stored:
            self.result.diagnostics.append(problems.FILE_NAME_TWICE.at(Place(path)))
        else:
            self.stored[path] = entry.path
            self.result.files.append(path)


def _allowed(root: Path) -> tuple[str, str]:
    """The real folders a project's files may lie in: its own, and where a linked `sources` leads."""
    return os.path.realpath(root), os.path.realpath(os.path.join(root, SOURCES))  # noqa: PTH118 - as above


def _is_inside(real: str, folders: tuple[str, str]) -> bool:
    return any(real == folder or real.startswith(os.path.join(folder, "")) for folder in folders)  # noqa: PTH118


def _is_passed_over(name: str) -> bool:
    """Hidden files, Word's and LibreOffice's locks, an editor's copies, and what the system leaves behind."""
    return name.startswith((".", "~$", "~")) or name.endswith(("~", "#")) or name.casefold() in _NOT_OURS


def _too_big(path: str, size: int, limit: int) -> Diagnostic:
    values = {"størrelse": round(size / 1_000_000), "grense": round(limit / 1_000_000)}
    return text_problems.FILE_TOO_BIG.at(Place(path), **values)


_REASONS = {
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.EIO: "disken svarer med feil",
    errno.EMFILE: "for mange filer er åpne",
    errno.ENODEV: "disken er ikke tilkoblet",
    errno.ETIMEDOUT: "det tok for lang tid; er mappen i skyen lastet ned?",
    errno.EINVAL: "navnet kan ikke brukes her",
}


def _said(error: OSError, path: str) -> Diagnostic:
    """The diagnostic for what the system said about `path`."""
    place = Place(path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return problems.FILE_MISSING.at(place)
    if isinstance(error, PermissionError):
        return problems.FILE_FORBIDDEN.at(place)
    if isinstance(error, IsADirectoryError):
        return problems.FILE_IS_FOLDER.at(place)
    if error.errno == errno.ELOOP:
        return problems.LINK_LOOPS.at(place)
    return problems.FILE_UNREADABLE.at(place, grunn=_REASONS.get(error.errno or 0, f"feil {error.errno}"))
