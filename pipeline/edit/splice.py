"""A source changed at some places, the rest kept byte for byte."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.edit.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class Splice:
    """`old` bytes at `offset` become `new`. An insertion has an empty `old`."""

    offset: int
    old: bytes
    new: bytes


class SpliceFailure(Exception):
    """The file was not as expected, or read again it did not say what was meant; it is unchanged."""


def spliced(data: bytes, splices: Sequence[Splice]) -> bytes:
    """`data` with every splice done. Raises SpliceFailure where one does not fit, or two overlap."""
    parts: list[bytes] = []
    end = 0
    for splice in sorted(splices, key=lambda each: each.offset):
        if splice.offset < end or data[splice.offset : splice.offset + len(splice.old)] != splice.old:
            raise SpliceFailure
        parts += [data[end : splice.offset], splice.new]
        end = splice.offset + len(splice.old)
    return b"".join([*parts, data[end:]])


def change_file(path: Path, splices: Sequence[Splice], proof: Callable[[bytes], bool]) -> None:
    """Splices the file and writes it whole, if `proof` finds in the new bytes what was meant.

    Raises SpliceFailure (the file is unchanged) and WriteFailure.
    """
    data = path.read_bytes()
    changed = spliced(data, splices)
    if not proof(changed):
        raise SpliceFailure
    write_whole(path, changed)


def line_ending(data: bytes) -> bytes:
    """The line ending a file uses."""
    return b"\r\n" if b"\r\n" in data else b"\r" if b"\r" in data and b"\n" not in data else b"\n"


_LINE_BREAK = re.compile(rb"\r\n|\r|\n")


def line_offset(data: bytes, line: int) -> int:
    """Where `line` (from 1) begins. Raises SpliceFailure where the file has fewer."""
    found = next(islice(_LINE_BREAK.finditer(data), line - 2, None), None) if line > 1 else None
    if line > 1 and found is None:
        raise SpliceFailure
    return found.end() if found else 0
