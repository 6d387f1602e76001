"""What reading some files of a project gives: a source, and what is to be known about the files."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pipeline.diagnostics import Diagnostic
from pipeline.load.model import Overrule

Source = TypeVar("Source")


@dataclass(slots=True)
class Loaded(Generic[Source]):
    """`source` is None where its document cannot be built; `digests` has the SHA-256 of every file read, by path;
    `used` are the files that are sources, or were meant to be."""

    source: Source | None = None
    overrules: list[Overrule] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
