"""`build/manifest.json`: what each file under `build/` is, and what it was made from."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MANIFEST = Path("build/manifest.json")


@dataclass(frozen=True, slots=True)
class Output:
    """One document. Paths are from the project folder, with `/`; `version` is the document's own (status or number);
    `variant` tells versions of one document apart (empty: the only one)."""

    kind: str
    id: str
    file: str
    sha256: str
    sources: tuple[str, ...]
    template: str
    version: str = ""
    variant: str = ""


def read_manifest(root: Path) -> dict[str, Output]:
    """The outputs of earlier builds by file; none where there is no manifest, or one that cannot be read."""
    try:
        listed: Any = json.loads((root / MANIFEST).read_text("utf-8"))
        outputs = [Output(**{**each, "sources": tuple(each["sources"])}) for each in listed["documents"]]
        return {output.file: output for output in outputs if _is_under_build(output.file)}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _is_under_build(file: str) -> bool:
    """A build removes what the manifest lists: nothing elsewhere, whoever wrote the manifest."""
    return file.startswith("build/") and ".." not in file.split("/")


def manifest_bytes(outputs: list[Output]) -> bytes:
    """The manifest as it is written: by file, so that the same documents give the same bytes."""
    listed = [asdict(output) for output in sorted(outputs, key=lambda each: each.file)]
    return (json.dumps({"documents": listed}, ensure_ascii=False, indent=2) + "\n").encode()
