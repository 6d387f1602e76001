"""A mandate's files, as typed: `mandat.yaml`, its chapters and appendices, and the page numbers kept beside them.

Everything that lies in the folders is read; which chapters are listed, and whether what is listed is there, is asked by
`link`.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load import yaml_problems as problems
from pipeline.load.chapter import empty_chapter, read_chapter
from pipeline.load.files import SOURCES
from pipeline.load.mandate_models import MandateHead
from pipeline.load.model import ChapterSource, MandateSource, Overrule, PagesSource
from pipeline.load.pages import read_pages
from pipeline.load.source_text import MAX_BYTES, read_text
from pipeline.load.yaml_part import at_most, read_part
from pipeline.load.yaml_values import read_model

MANDATES = f"{SOURCES}/mandater"
HEAD = "mandat.yaml"
CHAPTERS = "kapitler"
APPENDICES = "vedlegg"
PAGES = "sidetall.json"

_IDENT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOTES = {"readme", "lesmeg", "les-meg"}


class Files(Protocol):
    """Where bytes come from: the project's folder, or something laid over it."""

    def read(self, path: str, limit: int = MAX_BYTES) -> tuple[bytes | None, list[Diagnostic]]: ...


@dataclass(slots=True)
class LoadedMandate:
    """A mandate, read. `source` is None where its document cannot be built; `digests` has the SHA-256 of every file
    read, by path; `used` are the files below its folder that are sources, or were meant to be."""

    source: MandateSource | None = None
    overrules: list[Overrule] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


def mandate_ids(paths: Iterable[str]) -> list[str]:
    """The folders under `sources/mandater` that hold something, in order of their names."""
    prefix = f"{MANDATES}/"
    return sorted({path.split("/", 3)[2] for path in paths if path.startswith(prefix) and path.count("/") > 2})


def load_mandate(folder: Files, ident: str, paths: Iterable[str]) -> LoadedMandate:
    """The mandate `ident`. `paths` are all source paths there are; bytes are asked of `folder`."""
    return _Loading(folder, ident, paths).mandate()


class _Loading:
    """One mandate's files, read."""

    def __init__(self, folder: Files, ident: str, paths: Iterable[str]) -> None:
        self.folder = folder
        self.ident = ident
        self.path = f"{MANDATES}/{ident}"
        self.files = sorted(path for path in paths if path.startswith(f"{self.path}/"))
        self.result = LoadedMandate()
        self.read_files: list[str] = []

    def mandate(self) -> LoadedMandate:
        result = self.result
        head_path = f"{self.path}/{HEAD}"
        head = self._head(head_path)
        chapters = self._chapters(CHAPTERS)
        appendices = self._chapters(APPENDICES)
        pages = self._pages(f"{self.path}/{PAGES}")
        if head is not None:
            place = Place(head_path, 1, 1)
            result.source = MandateSource(
                self.ident, head_path, head, place, chapters, appendices, sorted(self.read_files), pages
            )
        return result

    def _read(self, path: str) -> bytes | None:
        self.result.used.add(path)
        data, diagnostics = self.folder.read(path)
        self.result.diagnostics.extend(diagnostics)
        if data is not None:
            self.result.digests[path] = hashlib.sha256(data).hexdigest()
            self.read_files.append(path)
        return data

    def _head(self, path: str) -> MandateHead | None:
        data = self._read(path)
        if data is None:
            return None
        text, diagnostics = read_text(data, path)
        head = None
        if text is not None:
            part = read_part(text, MandateHead, self.result.overrules, diagnostics)
            if part.is_read:
                head = read_model(MandateHead, part.root, Place(path, 1, 1), diagnostics, name=self.ident)
        self.result.diagnostics.extend(at_most(diagnostics))
        return head

    def _chapters(self, name: str) -> dict[str, ChapterSource]:
        """The chapters in the folder `name`, by name."""
        chapters: dict[str, ChapterSource] = {}
        for path in self.files:
            where = PurePosixPath(path)
            if where.parent.as_posix() != f"{self.path}/{name}" or where.suffix.casefold() != ".md":
                continue
            if where.stem.casefold() in _NOTES:
                self.result.used.add(path)
                continue
            chapter = self._chapter(path, where.stem)
            if chapter is not None:
                chapters[where.stem] = chapter
        return chapters

    def _chapter(self, path: str, name: str) -> ChapterSource | None:
        data = self._read(path)
        if data is None:
            return None
        text, diagnostics = read_text(data, path)
        if text is None:
            chapter = empty_chapter(name, path, hashlib.sha256(data).hexdigest())
        else:
            chapter, overrules, faults = read_chapter(text, name)
            diagnostics.extend(faults)
            self.result.overrules.extend(overrules)
        self.result.diagnostics.extend(at_most(diagnostics))
        return chapter

    def _pages(self, path: str) -> PagesSource | None:
        if path not in self.files:
            return None
        data = self._read(path)
        pages = read_pages(data) if data is not None else None
        if data is not None and pages is None:
            self.result.diagnostics.append(problems.PAGES_UNREADABLE.at(Place(path)))
        return pages
