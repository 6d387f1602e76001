"""Bad sources that carry what is to be said of them, at the line where it is to be said.

A file under `tests/bad_sources/` may hold expectation lines, which are taken out before the project is read:

    //! person-ukjent «berj»
    forfall: [berj]

says that the next line (that is no expectation itself) gives `person-ukjent`, with «berj» in its message; the words
after the code may be left out. `//!0 CODE` expects it of the file as a whole (line 0), `//!+2 CODE` two lines further
down. Where a file cannot carry them (another encoding, a folder, nothing at all), a file `forventet` beside the sources
does: `sources/oppsett.yaml:3 CODE words`. Every diagnostic must be expected, and every expectation met.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from support.projects import BODY, COMMON, write_sources

from pipeline.diagnostics import Diagnostic

_EXPECTATION = re.compile(rb"\s*//!(0|\+\d+)? +([a-z0-9-]+)(?: +(.*?))?\s*")


@dataclass(frozen=True, slots=True)
class Expectation:
    """A diagnostic that must come: `file` from the project folder, `line` as the loader counts."""

    file: str
    line: int
    code: str
    words: str

    def is_met_by(self, diagnostic: Diagnostic) -> bool:
        place = diagnostic.place
        return (place.file, place.line, diagnostic.code) == (self.file, self.line, self.code) and self.words in (
            diagnostic.message()
        )

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {self.words}".rstrip()


def strip_expectations(data: bytes, file: str) -> tuple[bytes, list[Expectation]]:
    """The file as the loader is to see it, and what is expected of it. All other bytes are left as they are."""
    kept: list[bytes] = []
    expected: list[Expectation] = []
    for line in data.split(b"\n"):
        if found := _EXPECTATION.fullmatch(line):
            where, code, words = (group.decode() if group else "" for group in found.groups())
            number = 0 if where == "0" else len(kept) + 1 + int(where or 0)
            expected.append(Expectation(file, number, code, words))
        else:
            kept.append(line)
    return b"\n".join(kept), expected


def write_project(case: Path, folder: Path) -> list[Expectation]:
    """Write the project of a case into `folder`, and give what is expected.

    A case is a folder of files as they lie under `sources/`, or one file: a meeting of the group, or a `.yaml` by its
    name up to the first hyphen (`oppsett-….yaml`). What the case does not have is taken from the small project.
    """
    if case.is_dir():
        files = {path.relative_to(case).as_posix(): path.read_bytes() for path in case.rglob("*") if path.is_file()}
    elif case.suffix == ".yaml":
        files = {f"{case.stem.split('-')[0]}.yaml": case.read_bytes()}
    else:
        files = {f"moter/{BODY}/2020-04-28.md": case.read_bytes()}
    expected: list[Expectation] = []
    for line in files.pop("forventet", b"").decode("utf-8").splitlines():
        place, code, words = f"{line}  ".split(" ", 2)
        file, _, number = place.rpartition(":")
        expected.append(Expectation(file, int(number), code, words.strip()))
    written: dict[str, str | bytes | None] = dict(COMMON)
    for path, data in files.items():
        written[path], found = strip_expectations(data, f"sources/{path}")
        expected += found
    write_sources(folder, written)
    return expected


def differences(expected: Iterable[Expectation], found: Iterable[Diagnostic]) -> list[str]:
    """What was expected and did not come, and what came unexpected; each expectation is met by one diagnostic."""
    left = list(found)
    lines = []
    for each in expected:
        met = next((diagnostic for diagnostic in left if each.is_met_by(diagnostic)), None)
        if met is None:
            lines.append(f"missing     {each}")
        else:
            left.remove(met)
    return lines + [f"unexpected  {each.place}: {each.code} {each.message()}" for each in left]
