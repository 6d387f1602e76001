"""A file is written whole or not at all: beside its place first, then moved into it. What stood there survives any
failure."""

import contextlib
import os
import tempfile
from pathlib import Path

PREFIX = ".saksgang-"
"""What the name of a file begins with until it is moved into its place."""

_MASK = os.umask(0)
os.umask(_MASK)
"""What is not allowed in a new file. Asked for once: to ask is to change it for an instant, for every thread."""


class WriteFailure(Exception):
    """A file could not be written; the text is a reason in Norwegian."""


def write_whole(path: Path, data: bytes) -> bool:
    """Writes `data` to `path`, making its folder. Bytes that are there already are left alone, time stamp and all.

    Returns whether anything was written. Raises WriteFailure; then the file is as it was.
    """
    beside: str | None = None
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = written_beside(path, data)
        os.replace(beside, path)  # noqa: PTH105 - one call for str and Path
        beside = None
    except OSError as error:
        raise WriteFailure(reason(error)) from error
    finally:
        if beside is not None:
            with contextlib.suppress(OSError):
                os.unlink(beside)  # noqa: PTH108 - as above
    return True


def written_beside(path: Path, data: bytes) -> str:
    """`data` in a file of its own beside `path`, safe on the disk, with the mode `path` has; its name. Raises OSError,
    and then there is no such file."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=PREFIX, suffix=".tmp")
    try:
        write_synced(handle, data)
        os.chmod(beside, _mode(path))  # noqa: PTH101 - mkstemp's own mode is for the owner alone
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(beside)  # noqa: PTH108 - a name, not a Path
        raise
    return beside


def write_synced(handle: int, data: bytes) -> None:
    """Writes all of `data` to an open file, waits until the disk has it, and closes the file. Raises OSError."""
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_leftovers(folder: Path) -> None:
    """Removes what a process that was killed left in `folder`. Only for one who knows that nobody is writing there."""
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{PREFIX}*.tmp"):
            path.unlink()


def _mode(path: Path) -> int:
    """The mode the file has, else the one a new file gets."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return 0o666 & ~_MASK


def reason(error: OSError) -> str:
    """Why a file cannot be read or written, in Norwegian."""
    match error:
        case PermissionError():
            return "den er åpen i et annet program, eller du har ikke lov"
        case IsADirectoryError():
            return "det ligger en mappe der"
        case NotADirectoryError() | FileExistsError():
            return "det ligger en fil der mappen skulle vært"
        case FileNotFoundError():
            return "den finnes ikke"
    known = {28: "disken er full", 30: "disken kan bare leses", 36: "navnet er for langt"}
    return known.get(error.errno or 0, error.strerror or "ukjent grunn")
