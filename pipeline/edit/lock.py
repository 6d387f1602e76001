"""One lock for a project: whoever gives out numbers or changes a source holds it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

LOCK = Path("sources/.saksgang.lock")
WAIT = 10.0
"""Seconds to wait for somebody else's command to end."""


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
