"""One lock for a project's sources: whoever gives out numbers or changes a source holds it. One for its documents."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

LOCK = Path("sources/.saksgang.lock")
BUILD_LOCK = Path("build/.saksgang/lock")
WAIT = 10.0
"""Seconds to wait for somebody else's command to end."""
LONG_WAIT = 300.0
"""Seconds to wait for somebody else's build to end."""


class ProjectBusy(Exception):
    """Another command has held the project for longer than WAIT."""


@contextlib.contextmanager
def project_lock(root: Path, wait: float = WAIT) -> Iterator[None]:
    """Holds the project in `root`. Raises ProjectBusy."""
    from filelock import FileLock, Timeout

    lock = FileLock(root / LOCK)
    try:
        with lock.acquire(timeout=wait):
            yield
    except Timeout as error:
        raise ProjectBusy from error


@contextlib.contextmanager
def build_lock(root: Path, wait: float = LONG_WAIT) -> Iterator[None]:
    """Holds the documents of the project in `root`, so that two builds come one after the other. Raises ProjectBusy.

    Where no lock can be made (a folder that cannot be written, a network that has none) the build goes on without:
    what it cannot write it says itself.
    """
    path = root / BUILD_LOCK
    release: Callable[[], object] = bool
    with contextlib.suppress(OSError, NotImplementedError):
        path.parent.mkdir(parents=True, exist_ok=True)
        release = _taken(path, wait)
    try:
        yield
    finally:
        release()


def _taken(path: Path, wait: float) -> Callable[[], object]:
    """Takes the lock at `path`; returns what gives it back. Raises ProjectBusy and OSError.

    Where the system has a lock of its own it is used as it is: every build takes it, and a library takes its time to
    load.
    """
    try:
        import fcntl
    except ImportError:
        return _taken_by_library(path, wait)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    until = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                os.close(handle)
                raise ProjectBusy from None
            time.sleep(0.05)
        except OSError:
            os.close(handle)
            raise
        else:
            return lambda: os.close(handle)


def _taken_by_library(path: Path, wait: float) -> Callable[[], object]:
    from filelock import FileLock, Timeout

    lock = FileLock(path)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise ProjectBusy from None
    return lock.release
