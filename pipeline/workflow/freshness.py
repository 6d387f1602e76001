"""Whether anything has changed since the last build. This module imports little: a build with nothing to do stays
short.

Sources are compared by content; attachments, images and what is kept by size and time, as they may be large. The state
of the last build lies in `build/.saksgang/`, and can be deleted with the rest of `build/` at any time.
"""

import contextlib
import hashlib
import json
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pipeline

STATE = Path("build/.saksgang/state.json")
TEXT_ENDINGS = (".md", ".yaml", ".yml")


def fingerprint(root: Path, templates: Iterable[Path], asked: str) -> str:
    """One digest of everything a build depends on: sources, templates, what was asked for, saksgang itself."""
    digest = hashlib.sha256(f"{asked}\0{sys.version}\0{zlib.ZLIB_RUNTIME_VERSION}\0".encode())
    sources = str(root / "sources")
    archive = os.path.join(sources, "arkiv", "")  # noqa: PTH118 - compared as text
    for path in sorted(_files(root / "sources")):
        digest.update(f"{path[len(sources) :]}\0".encode("utf-8", "surrogateescape"))
        is_text = path.endswith(TEXT_ENDINGS) and not path.startswith(archive)
        digest.update(_content(path) if is_text else _stamp(path))
    for template in templates:
        digest.update(f"{template.name}\0".encode("utf-8", "surrogateescape"))
        digest.update(_content(str(template)))
    for path in sorted(_files(Path(pipeline.__file__).parent)):
        if path.endswith((".py", ".mo")):
            digest.update(_stamp(path))
    return digest.hexdigest()


def appearance(root: Path, templates: Iterable[Path]) -> str:
    """One digest of the sizes and times of sources and templates: soon taken, and changed by every save."""
    digest = hashlib.sha256()
    for path in (*sorted(_files(root / "sources")), *map(str, templates)):
        digest.update(f"{path}\0".encode("utf-8", "surrogateescape") + _stamp(path))
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[str]:
    pending = [str(folder)]
    while pending:
        try:
            entries = list(os.scandir(pending.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue  # no source: a lock, an editor's copy
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    pending.append(entry.path)
            elif entry.is_file():  # a pipe would be waited for
                yield entry.path


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - three times as fast as Path.open over a thousand sources
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        return f"unreadable {error.errno}".encode()


def _stamp(path: str) -> bytes:
    try:
        found = os.stat(path)  # noqa: PTH116 - as above
    except OSError as error:
        return f"unreadable {error.errno}".encode()
    return f"{found.st_size} {found.st_mtime_ns}".encode()


def digest_of(path: Path) -> str | None:
    """The SHA-256 of a file, or None where there is none to read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def unchanged(root: Path, asked: str, fresh: str) -> dict[str, Any] | None:
    """The report of the last build that was asked the same, if nothing has changed since; else None."""
    state = _state(root).get(asked)
    if not isinstance(state, dict) or state.get("fingerprint") != fresh:
        return None
    outputs = state.get("outputs")
    if not isinstance(outputs, dict) or any(digest_of(root / file) != sha256 for file, sha256 in outputs.items()):
        return None
    report = state.get("report")
    return report if isinstance(report, dict) else None


def remember(root: Path, asked: str, fresh: str, outputs: dict[str, str], report: dict[str, Any]) -> None:
    """Keeps what a build came to. Failing to is no fault: the next build does the work again."""
    states = _state(root)
    states[asked] = {"fingerprint": fresh, "outputs": outputs, "report": report}
    target = root / STATE
    beside = target.with_name(f".saksgang-{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(states), "utf-8")
        beside.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _state(root: Path) -> dict[str, Any]:
    try:
        found = json.loads((root / STATE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
