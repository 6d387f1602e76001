"""What is kept of a version of a mandate, and the seal that shows that it is untouched.

A version is a folder: the document, its sources under `kilder/`, and `segl.json`, which lists the SHA-256 of the
others, the row of the log, and the seal of the version before. The seal is the first digits of the SHA-256 of
`segl.json`, and stands in the log; the kept `mandat.yaml`, which holds it too, is counted with zeros in its place. So
each version vouches for everything in it and for every version before. Nothing here opens a file: bytes are handed in
and out.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from pipeline.records.version import Version, read_version

SEAL_FILE = "segl.json"
SOURCES_FOLDER = "kilder"
BLANK = b"0" * 32
"""Stands where the seal will, and is counted there ever after."""

Row: TypeAlias = Mapping[str, Any]
"""A row of the log as typed: keys and texts, and lists of the same."""

_SEAL = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A version as its `segl.json` tells it. `folder` is its folder under the project's, `files` the SHA-256 of each
    file by its path in there, `document` the path in there of the .docx, `previous` the seal of the version before."""

    mandate: str
    version: Version
    folder: str
    seal: str
    previous: str
    row: dict[str, Any]
    files: dict[str, str]
    document: str


class NewVersion(NamedTuple):
    """A version to be kept: its seal, the files of its folder, and `mandat.yaml` with the seal in it."""

    seal: str
    files: dict[str, bytes]
    head: bytes


class How(StrEnum):
    """What has happened to a kept file."""

    CHANGED = "endret"
    MISSING = "borte"
    EXTRA = "fremmed"


class FileFault(NamedTuple):
    """A kept file that is not as it was."""

    file: str
    how: How


def head_path(mandate: str) -> str:
    """Where a mandate's `mandat.yaml` lies under the project's folder."""
    return f"sources/mandater/{mandate}/mandat.yaml"


def kept_name(path: str) -> str:
    """What the source at `path` is called in the folder of a version."""
    return f"{SOURCES_FOLDER}/{path.removeprefix('sources/')}"


def source_path(name: str) -> str | None:
    """Where a kept file came from; None for what is no source."""
    prefix = f"{SOURCES_FOLDER}/"
    return f"sources/{name.removeprefix(prefix)}" if name.startswith(prefix) else None


def seal_version(
    mandate: str,
    version: Version,
    previous: str,
    row: Row,
    document: tuple[str, bytes],
    sources: Mapping[str, bytes],
    blank_at: int,
) -> NewVersion:
    """Everything to be written for a new version.

    `document` is the name and the bytes of the .docx, `sources` are bytes by path under the project's folder;
    `mandat.yaml` among them has BLANK at `blank_at`, where its seal goes.
    """
    head = sources[head_path(mandate)]
    if head[blank_at : blank_at + len(BLANK)] != BLANK:
        raise ValueError("no room for the seal")
    files = {document[0]: document[1], **{kept_name(path): data for path, data in sources.items()}}
    content = {
        "mandate": mandate,
        "version": str(version),
        "previous": previous,
        "row": row,
        "files": {name: _sha256(data) for name, data in files.items()},
    }
    told = canonical(content)
    seal = _seal_of(told)
    sealed = head[:blank_at] + seal.encode() + head[blank_at + len(BLANK) :]
    return NewVersion(seal, {**files, kept_name(head_path(mandate)): sealed, SEAL_FILE: told}, sealed)


def canonical(content: Mapping[str, Any]) -> bytes:
    """`segl.json`: the same bytes for the same content; a line for each key and each file."""
    files = ",\n".join(f"  {_told(name)}: {_told(digest)}" for name, digest in sorted(content["files"].items()))
    lines = [f" {_told(key)}: {_told(content[key])}" for key in sorted(content) if key != "files"]
    return ("{\n" + ",\n".join([f' "files": {{\n{files}\n }}', *lines]) + "\n}\n").encode()


def _told(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def read_kept(data: bytes, folder: str) -> Kept | None:
    """The version whose `segl.json` holds `data`; None where it is not as it was written."""
    try:
        content = json.loads(data)
        if canonical(content) != data:
            return None
        mandate, label, previous = content["mandate"], content["version"], content["previous"]
        row, files = content["row"], content["files"]
        version = read_version(label)
        documents = [name for name in files if "/" not in name and name.endswith(".docx")]
        sound = (
            isinstance(mandate, str)
            and isinstance(row, dict)
            and all(_DIGEST.fullmatch(digest) for digest in files.values())
            and (previous == "" or _SEAL.fullmatch(previous))
            and len(documents) == 1
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not sound or version is None:
        return None
    return Kept(mandate, version, folder, _seal_of(data), previous, row, files, documents[0])


def counted_digest(kept: Kept, name: str, data: bytes) -> str:
    """The SHA-256 the seal has for the file `name`, if it holds `data`; empty for a log that does not hold the seal."""
    if name == kept_name(head_path(kept.mandate)):
        seal = kept.seal.encode()
        return _sha256(data.replace(seal, BLANK)) if data.count(seal) == 1 else ""
    return _sha256(data)


def file_faults(kept: Kept, found: Mapping[str, str]) -> list[FileFault]:
    """Which files are not as the seal says. `found` has the counted digest of each file in the folder, `segl.json`
    apart."""
    faults = [
        FileFault(name, How.CHANGED if name in found else How.MISSING)
        for name, digest in kept.files.items()
        if found.get(name) != digest
    ]
    return faults + [FileFault(name, How.EXTRA) for name in found if name not in kept.files]


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _seal_of(told: bytes) -> str:
    return _sha256(told)[: len(BLANK)]
