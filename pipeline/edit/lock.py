"""One lock for a project's sources: whoever gives out numbers or changes a source holds it. One for its documents."""

import contextlib
from collections.abc import Iterator
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
    from filelock import FileLock, Timeout

    lock = FileLock(root / BUILD_LOCK)
    try:
        (root / BUILD_LOCK).parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait)
    except Timeout as error:
        raise ProjectBusy from error
    except (OSError, NotImplementedError):
        pass
    try:
        yield
    finally:
        lock.release()
