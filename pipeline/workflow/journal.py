"""`build/.saksgang/skrevet.txt`: what a build has put in place and the manifest does not yet tell.

A build that is killed leaves whole documents but no new manifest. Without this note the next build would take them for
changed by hand.
"""

import contextlib
from pathlib import Path

JOURNAL = Path("build/.saksgang/skrevet.txt")


class Journal:
    """What earlier builds, and this one, have written since the manifest was. Failing to note is no fault."""

    def __init__(self, root: Path, file: Path = JOURNAL) -> None:
        self.path = root / file
        try:
            self.known = set(self.path.read_text("utf-8").split("\n"))
        except (OSError, ValueError):
            self.known = set()

    def knows(self, file: str, sha256: str) -> bool:
        """Whether `file` was written by a build with these bytes."""
        return f"{sha256} {file}" in self.known

    def note(self, file: str, sha256: str) -> None:
        """Says that `file` is about to be written."""
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8", newline="\n") as journal:
                journal.write(f"{sha256} {file}\n")

    def end(self) -> None:
        """The manifest tells it all now."""
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)
