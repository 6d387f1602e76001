"""Where the files of action registers lie: `sources/status/<id>.yaml`, or a folder of that name."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load.files import SOURCES
from pipeline.load.yaml_problems import STRAY_FILE

REGISTERS = f"{SOURCES}/status"
HEAD = "register.yaml"

_OTHER_ENDINGS = (".yml", ".yaml.txt", ".yml.txt")


def register_ids(paths: Iterable[str]) -> list[str]:
    """The registers there are, in order of their names: files and folders of YAML right under `sources/status`."""
    found = {parts[0] for path in paths if (parts := _parts(path)) and parts[-1].endswith(".yaml") and len(parts) < 3}
    return sorted({name.removesuffix(".yaml") for name in found})


def stray_registers(path: str) -> Iterator[Diagnostic]:
    """Said of a file that looks like a register under a name nobody reads."""
    parts = _parts(path)
    ending = next((each for each in _OTHER_ENDINGS if path.casefold().endswith(each)), None)
    if parts and ending:
        yield STRAY_FILE.at(Place(path), forslag=f"{parts[-1][: -len(ending)]}.yaml")
    elif len(parts) > 2 and path.endswith(".yaml"):
        yield STRAY_FILE.at(Place(path), forslag=f"{REGISTERS}/{parts[0]}/{parts[-1]}")
    elif path == f"{REGISTERS}.yaml":
        yield STRAY_FILE.at(Place(path), forslag=f"{REGISTERS}/handlingsdel.yaml")


def _parts(path: str) -> tuple[str, ...]:
    """What follows `sources/status/`; nothing where the path lies elsewhere."""
    return PurePosixPath(path).parts[2:] if path.startswith(f"{REGISTERS}/") else ()
