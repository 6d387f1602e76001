"""Compiled templates kept on disk, so that a build need not load lxml, python-docx and docxtpl to make one document.

The key holds everything a compiled template depends on; a file that is not exactly what was written is compiled anew.
The folder must be the user's own: what is kept there is run.
"""

import contextlib
import hashlib
import importlib
import marshal
import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from pipeline.diagnostics import Diagnostic
from pipeline.render.compiled import CompiledTemplate

_PACKAGES = ("jinja2", "docxtpl", "lxml", "markupsafe")
_DIGEST = 32
"""Bytes of the checksum in front: marshal must never see a damaged file."""


def cached_template(data: bytes, name: str, folder: Path | None) -> tuple[CompiledTemplate | None, list[Diagnostic]]:
    """`compile_template`, with the result kept in `folder` (None: nowhere). Templates with remarks are not kept."""
    path = folder / f"{_key(data, name)}.mal" if folder is not None else None
    if path is not None:
        kept = _read(path)
        if kept is not None:
            return kept, []
    # By name, so that the heavy half of this package is loaded only when there is something to compile.
    compiler = importlib.import_module("pipeline.render.template")
    template, faults = compiler.compile_template(data, name)
    if path is not None and template is not None and not faults:
        _keep(path, marshal.dumps(template.as_plain()))
    return template, faults


def _key(data: bytes, name: str) -> str:
    digest = hashlib.sha256(data)
    digest.update(repr([name, sys.version, _code_stamp(), *map(_installed, _PACKAGES)]).encode())
    return digest.hexdigest()[:40]


def _installed(package: str) -> tuple[int, int]:
    """Changes when `package` is installed anew. Its version would have to be read by `importlib.metadata`, slowly."""
    spec = find_spec(package)
    found = Path(spec.origin).stat() if spec and spec.origin else None
    return (found.st_size, found.st_mtime_ns) if found else (0, 0)


def _code_stamp() -> str:
    """Changes with the code of this package: its version alone stands still while somebody works on it."""
    folder = Path(__file__).parent
    return repr([(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.py"))])


def _read(path: Path) -> CompiledTemplate | None:
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    payload = kept[_DIGEST:]
    if hashlib.sha256(payload).digest() != kept[:_DIGEST]:
        return None
    return CompiledTemplate.from_plain(marshal.loads(payload))


def _keep(path: Path, payload: bytes) -> None:
    """Beside its place first, then moved: another run may be reading. What cannot be kept is only slower next time."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(payload).digest() + payload)
            Path(beside).replace(path)
        except OSError:
            Path(beside).unlink()
