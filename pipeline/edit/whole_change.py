"""A change of several files that is whole or not at all: a folder of new files, and the one file that says it counts.

The folder is written complete under a hidden name first; then the file is replaced, and that moment is the commit; then
the folder gets its name. Whatever stops it on the way, a reader finds the old state or the new: until the commit nobody
asks for the folder, and after it the reader takes the hidden name for the folder's own.
"""

import contextlib
import errno
import os
import shutil
import time
from collections.abc import Collection, Mapping
from pathlib import Path, PurePosixPath

from pipeline.edit.splice import SpliceFailure
from pipeline.edit.whole_file import WriteFailure, reason, remove_leftovers, write_synced, written_beside

PENDING = ".ny-"
"""What the name of a folder begins with until it has its own."""

_WAITS = (0.05, 0.1, 0.2)
"""Seconds between tries where another program (a virus scanner, a cloud folder) holds a file for a moment."""
_NO_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOSYS})


def pending(folder: Path) -> Path:
    """The hidden name of `folder`, as long as it may not count."""
    return folder.with_name(PENDING + folder.name)


def keep_and_commit(folder: Path, files: Mapping[str, bytes], committed: Path, old: bytes, new: bytes) -> bool:
    """Makes `folder` with `files` (by path in it), and replaces `committed`, which holds `old`, by `new`.

    Returns whether the folder has its own name; where another program holds it, it still has the hidden one, which a
    reader takes for the same, and `settle` mends that. Raises WriteFailure, and SpliceFailure where `committed` no
    longer holds `old`: then nothing has changed.
    """
    hidden = pending(folder)
    beside: str | None = None
    try:
        _refuse_what_stands_there(folder)
        _remove(hidden)
        _write_folder(hidden, files)
        beside = written_beside(committed, new)
        if committed.read_bytes() != old:
            raise SpliceFailure
        _patiently(beside, committed)
    except BaseException as error:
        # Judged by what stands there: a system that says no may have done it all the same.
        now = _content(committed)
        if now != new:
            _forget(beside, hidden if now is not None else None)
            if isinstance(error, OSError):
                raise WriteFailure(reason(error)) from error
        if not isinstance(error, OSError):
            raise
    return _finish(hidden, folder, committed.parent)


def new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes `folder` with `files` (by path in it), whole or not at all. Raises WriteFailure, also where it is there."""
    hidden = pending(folder)
    try:
        _refuse_what_stands_there(folder)
        _remove(hidden)
        _write_folder(hidden, files)
        _patiently(hidden, folder)
    except OSError as error:
        raise WriteFailure(reason(error)) from error
    finally:
        _forget(None, hidden)
    with contextlib.suppress(OSError):
        _sync(folder.parent)


def settle(parent: Path, committed: Path, counting: Collection[str]) -> None:
    """Clears up after changes that were stopped: a hidden folder of `parent` that is `counting` gets its name, the
    others are removed, and what lay beside the file `committed`. Only for one who knows that nobody is writing there.
    What cannot be mended now is left for the next time."""
    remove_leftovers(committed.parent)
    with contextlib.suppress(OSError):
        for hidden in sorted(parent.glob(f"{PENDING}*")):
            folder = parent / hidden.name.removeprefix(PENDING)
            if folder.name not in counting:
                with contextlib.suppress(OSError):
                    _remove(hidden)
            elif not folder.exists():
                _finish(hidden, folder, committed.parent)


def _refuse_what_stands_there(folder: Path) -> None:
    if os.path.lexists(folder):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes `folder` with `files` in it, all of it safe on the disk."""
    _make_folders(folder)
    made = {folder}
    for name, data in files.items():
        parts = PurePosixPath(name).parts
        if not parts or ".." in parts or PurePosixPath(name).is_absolute():
            raise ValueError(f"no path inside a folder: {name}")
        target = folder.joinpath(*parts)
        for above in reversed(target.relative_to(folder).parents[:-1]):
            if folder / above not in made:
                os.mkdir(folder / above)  # noqa: PTH102 - as written_beside: what the system is asked for, one by one
                made.add(folder / above)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        write_synced(os.open(target, flags, 0o666), data)
    for each in sorted(made, key=lambda path: len(path.parts), reverse=True):
        _sync(each)
    _sync(folder.parent)


def _make_folders(folder: Path) -> None:
    missing = [folder]
    while not missing[-1].parent.is_dir():
        missing.append(missing[-1].parent)
    for each in reversed(missing):
        os.mkdir(each)  # noqa: PTH102 - as above
        if each != folder:
            _sync(each.parent)


def _sync(folder: Path) -> None:
    """Waits until the disk has the names in `folder`, on systems and disks that know how."""
    if os.name == "nt":
        return  # a folder cannot be opened there
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)


def _patiently(source: str | Path, target: Path) -> None:
    """Moves a file or folder into its place, again after a moment where somebody else holds it."""
    for wait in _WAITS:
        try:
            os.replace(source, target)  # noqa: PTH105 - one call for str and Path
            return
        except PermissionError:
            time.sleep(wait)
    os.replace(source, target)  # noqa: PTH105 - as above


def _finish(hidden: Path, folder: Path, changed: Path) -> bool:
    """After the commit: nothing that fails here is a failure of the change."""
    with contextlib.suppress(OSError):
        _sync(changed)
    try:
        _patiently(hidden, folder)
    except OSError:
        return folder.is_dir()
    with contextlib.suppress(OSError):
        _sync(folder.parent)
    return True


def _forget(beside: str | None, hidden: Path | None) -> None:
    with contextlib.suppress(OSError):
        if beside is not None:
            os.unlink(beside)  # noqa: PTH108 - a name, not a Path
    with contextlib.suppress(OSError):
        if hidden is not None:
            _remove(hidden)


def _remove(path: Path) -> None:
    """Removes a folder and everything in it; a file or a link of that name by itself."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif os.path.lexists(path):
        shutil.rmtree(path)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
