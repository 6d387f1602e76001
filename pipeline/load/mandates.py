"""A mandate's files, as typed: `mandat.yaml`, its chapters and appendices, and the page numbers kept beside them.

Everything that lies in the folders is read; which chapters are listed, and whether what is listed is there, is asked by
`link`.
"""

import hashlib
from collections.abc import Iterable
from pathlib import PurePosixPath

from pipeline.diagnostics import Place, Severity
from pipeline.load import text_problems
from pipeline.load import yaml_problems as problems
from pipeline.load.chapter import empty_chapter, read_chapter
from pipeline.load.files import Files
from pipeline.load.loaded import Loaded
from pipeline.load.mandate_models import MandateHead
from pipeline.load.mandate_places import (
    APPENDICES,
    CHAPTERS,
    HEAD,
    MANDATES,
    PAGES,
    is_name,
    is_note,
    strays_in,
    suggested_name,
)
from pipeline.load.model import ChapterSource, MandateSource, PagesSource
from pipeline.load.pages import read_pages
from pipeline.load.source_text import SourceText, read_text
from pipeline.load.text_overrules import text_overrules
from pipeline.load.yaml_part import at_most, read_part
from pipeline.load.yaml_values import read_model
from pipeline.schema.placed import folded

__all__ = [
    "APPENDICES",
    "CHAPTERS",
    "HEAD",
    "MANDATES",
    "PAGES",
    "load_mandate",
]

_SOURCES_OF_TEXT = (".md", ".yaml", ".yml", ".markdown")


def load_mandate(folder: Files, ident: str, paths: Iterable[str]) -> Loaded[MandateSource]:
    """The mandate `ident`. `paths` are all source paths there are; bytes are asked of `folder`.

    Never raises for a user's fault. A folder that holds neither `mandat.yaml` nor text is no mandate, and no fault.
    """
    return _Loading(folder, ident, paths).mandate()


class _Loading:
    """One mandate's files, read."""

    def __init__(self, folder: Files, ident: str, paths: Iterable[str]) -> None:
        self.folder = folder
        self.ident = ident
        self.path = f"{MANDATES}/{ident}"
        self.files = sorted(path for path in paths if path.startswith(f"{self.path}/"))
        self.result: Loaded[MandateSource] = Loaded()
        self.read_files: list[str] = []
        self.unread: set[tuple[str, str]] = set()

    def mandate(self) -> Loaded[MandateSource]:
        texts = [path for path in self.files if path.casefold().endswith(_SOURCES_OF_TEXT)]
        notes = {path for path in texts if is_note(PurePosixPath(path))}
        strays = list(strays_in(self.path, self.files))
        if len(texts) == len(notes) and not strays:
            return Loaded[MandateSource](used=notes)
        result = self.result
        if not is_name(self.ident) or "_" in self.ident:
            said = problems.MANDATE_NAME.at(Place(self.path), forslag=suggested_name(self.ident))
            return Loaded[MandateSource](diagnostics=[said], used=set(texts))
        result.used |= notes
        for path, said in strays:
            result.used.add(path)
            result.diagnostics.append(said)
        path = f"{self.path}/{HEAD}"
        text, head = self._head(path)
        chapters = self._chapters(CHAPTERS)
        appendices = self._chapters(APPENDICES)
        pages = self._pages(f"{self.path}/{PAGES}")
        if head is not None and not self._lacks(head):
            result.source = MandateSource(
                self.ident,
                path,
                head,
                Place(path, 1, 1),
                chapters,
                appendices,
                sorted(self.read_files),
                pages,
                text,
            )
        return result

    def _lacks(self, head: MandateHead) -> bool:
        """Whether something the document consists of could not be read."""
        listed = {(CHAPTERS, folded(name.removesuffix(".md"))) for part in head.deler for name in part.kapitler}
        listed |= {(APPENDICES, folded(each.navn.removesuffix(".md"))) for each in head.vedlegg if each.fil is None}
        return bool(listed & self.unread)

    def _read(self, path: str) -> bytes | None:
        self.result.used.add(path)
        data, diagnostics = self.folder.read(path)
        self.result.diagnostics.extend(diagnostics)
        if data is not None:
            self._note(path, data)
        return data

    def _note(self, path: str, data: bytes) -> None:
        self.result.digests[path] = hashlib.sha256(data).hexdigest()
        self.read_files.append(path)

    # --- mandat.yaml ----------------------------------------------------------------------------------------------

    def _head(self, path: str) -> tuple[SourceText | None, MandateHead | None]:
        data, diagnostics = self.folder.read(path)
        if any(each.problem is problems.FILE_MISSING for each in diagnostics):
            diagnostics = [problems.MANDATE_HEAD_MISSING.at(Place(path))]
        self.result.diagnostics.extend(diagnostics)
        if data is None:
            return None, None
        self.result.used.add(path)
        self._note(path, data)
        text, diagnostics = read_text(data, path)
        head = None
        if text is not None:
            part = read_part(text, MandateHead, self.result.overrules, diagnostics)
            overrules, _ = text_overrules(text, 1, diagnostics)
            self.result.overrules.extend(overrules)
            if part.is_read:
                head = read_model(MandateHead, part.root, Place(path, 1, 1), diagnostics, name=self.ident)
        self.result.diagnostics.extend(at_most(diagnostics))
        return text, head

    # --- chapters -------------------------------------------------------------------------------------------------

    def _chapters(self, name: str) -> dict[str, ChapterSource]:
        """The chapters in the folder `name`, by name."""
        chapters: dict[str, ChapterSource] = {}
        for path in self.files:
            where = PurePosixPath(path)
            if where.parent.as_posix() != f"{self.path}/{name}" or where.suffix.casefold() != ".md" or is_note(where):
                continue
            if where.stem in chapters:
                self.result.used.add(path)
                self.result.diagnostics.append(problems.CHAPTER_TWICE.at(Place(path), navn=where.stem))
                continue
            if not is_name(where.stem):
                said = problems.CHAPTER_NAME.at(Place(path), forslag=suggested_name(where.stem))
                self.result.diagnostics.append(said)
            chapter = self._chapter(path, where.stem)
            if chapter is not None:
                chapters[where.stem] = chapter
            else:
                self.unread.add((name, folded(where.stem)))
        return chapters

    def _chapter(self, path: str, name: str) -> ChapterSource | None:
        """The chapter; None where it cannot be read. An empty file is a chapter nobody has begun on."""
        data = self._read(path)
        if data is None:
            return None
        text, diagnostics = read_text(data, path)
        if text is not None:
            chapter, overrules, faults = read_chapter(text, name)
            diagnostics.extend(faults)
            self.result.overrules.extend(overrules)
        else:
            chapter = empty_chapter(name, path, hashlib.sha256(data).hexdigest())
            is_empty = text_problems.CHAPTER_EMPTY.at(Place(path))
            diagnostics = [is_empty if each.problem is text_problems.FILE_EMPTY else each for each in diagnostics]
        diagnostics = at_most(diagnostics)
        self.result.diagnostics.extend(diagnostics)
        return None if any(each.severity is Severity.UNREADABLE for each in diagnostics) else chapter

    # --- page numbers ---------------------------------------------------------------------------------------------

    def _pages(self, path: str) -> PagesSource | None:
        if not any(each == path or each.startswith(f"{path}/") for each in self.files):
            return None
        self.result.used.add(path)
        data, _ = self.folder.read(path)
        pages = read_pages(data) if data is not None else None
        if data is not None:
            self._note(path, data)
        if pages is None:
            self.result.diagnostics.append(problems.PAGES_UNREADABLE.at(Place(path)))
        return pages
