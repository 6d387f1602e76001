"""Where a mandate's files belong: their names, and what is said of files that look like one in a place nobody reads."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from pipeline.diagnostics import Diagnostic, Place
from pipeline.language.names import nearest
from pipeline.load import yaml_problems as problems
from pipeline.load.files import NOTES, SOURCES
from pipeline.schema.placed import folded

MANDATES = f"{SOURCES}/mandater"
HEAD = "mandat.yaml"
CHAPTERS = "kapitler"
APPENDICES = "vedlegg"
PAGES = "sidetall.json"

_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_MARKDOWN = {".md", ".markdown", ".mdown"}
_TEXT_ENDINGS = {*_MARKDOWN, ".txt", ""}
_WORD_ENDINGS = {".docx", ".doc", ".odt", ".rtf", ".pages"}
_YAML_ENDINGS = {".yaml", ".yml", ".txt", ".json", ""}
_FOLDERS = {
    "kapitler": CHAPTERS, "kapittel": CHAPTERS, "kapitel": CHAPTERS, "kapitlar": CHAPTERS, "kapitla": CHAPTERS,
    "kapitlene": CHAPTERS, "chapters": CHAPTERS, "vedlegg": APPENDICES, "vedleggene": APPENDICES,
    "vedlegga": APPENDICES, "appendices": APPENDICES,
}  # fmt: skip
_MANDATES = {"mandat", "mandater", "mandate", "mandates", "mandata", "mandatar", "mandatene"}
_ASCII = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ö": "o", "ä": "a"})


def mandate_ids(paths: Iterable[str]) -> list[str]:
    """The folders under `sources/mandater` that hold something, in order of their names."""
    prefix = f"{MANDATES}/"
    return sorted({path.split("/", 3)[2] for path in paths if path.startswith(prefix) and path.count("/") > 2})


def is_name(name: str) -> bool:
    """Whether a file or folder may have this name: it goes into references and into Word's bookmarks."""
    return _NAME.fullmatch(name) is not None


def suggested_name(name: str) -> str | None:
    """A name as near as can be that a file or folder may have; None where nothing is left."""
    composed = unicodedata.normalize("NFC", name).casefold().translate(_ASCII)
    plain = unicodedata.normalize("NFKD", composed).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or None


def is_note(path: PurePosixPath) -> bool:
    """Whether a file is a word to the people who keep the folder."""
    return path.stem.casefold() in NOTES


def strays_in(folder: str, files: Sequence[str]) -> Iterator[tuple[str, Diagnostic]]:
    """The files of the mandate in `folder` that look like a source under a name nobody reads, each with what to say."""
    told: set[str] = set()
    for path in files:
        parts = PurePosixPath(path[len(folder) + 1 :]).parts
        where = PurePosixPath(path)
        if is_note(where):
            continue
        found = _at_the_top(folder, where, files) if len(parts) == 1 else _in_a_folder(folder, parts, told)
        if found is not None:
            yield path, found


def _at_the_top(folder: str, path: PurePosixPath, files: Sequence[str]) -> Diagnostic | None:
    stem, ending = _split(path.name)
    place = Place(path.as_posix())
    if path.name in (CHAPTERS, APPENDICES):
        return problems.FOLDER_IS_FILE.at(place)
    if path.name in (HEAD, PAGES):
        return None
    if ending in _YAML_ENDINGS and nearest(folded(stem), ["mandat"]):
        return None if f"{folder}/{HEAD}" in files else problems.STRAY_FILE.at(place, forslag=HEAD)
    if ending in _MARKDOWN:
        return problems.STRAY_FILE.at(place, forslag=f"{CHAPTERS}/{stem}.md")
    return None


def _in_a_folder(folder: str, parts: tuple[str, ...], told: set[str]) -> Diagnostic | None:
    name, last = parts[0], parts[-1]
    stem, ending = _split(last)
    if name == CHAPTERS and ending in _WORD_ENDINGS:
        meant = f"{name}/{suggested_name(stem) or 'kapittel'}.md"
        return problems.CHAPTER_NOT_TEXT.at(Place("/".join((folder, *parts))), forslag=meant)
    if name in (CHAPTERS, APPENDICES):
        # What is sent along may be a .txt; a chapter is always text.
        is_text = ending in (_TEXT_ENDINGS if name == CHAPTERS else _MARKDOWN)
        if not is_text or (len(parts) == 2 and ending == ".md"):
            return None
        return problems.STRAY_FILE.at(Place("/".join((folder, *parts))), forslag=f"{name}/{stem}.md")
    near = nearest(folded(name), _FOLDERS)
    if near is None or name in told or ending not in _TEXT_ENDINGS:
        return None
    told.add(name)
    return problems.STRAY_FOLDER.at(Place(f"{folder}/{name}"), forslag=_FOLDERS[near])


def stray_outside(path: str, files: Sequence[str]) -> Iterator[Diagnostic]:
    """Said of a file outside the mandates' folders that looks like the file of one."""
    where = PurePosixPath(path)
    parts = where.parts
    if path == MANDATES:
        yield problems.FOLDER_IS_FILE.at(Place(path))
        return
    if is_note(where) or len(parts) < 2:
        return
    stem, ending = _split(where.name)
    if ending not in _YAML_ENDINGS or not ending:
        return
    is_head = nearest(folded(stem), ["mandat"]) is not None
    meant: str | None = None
    if len(parts) == 2 and is_head:
        meant = "navn"
    elif len(parts) == 3 and folded(parts[1]) in _MANDATES and ending in (".yaml", ".yml"):
        meant = "navn" if is_head else suggested_name(stem)
    elif len(parts) == 4 and folded(parts[1]) in _MANDATES and parts[1] != PurePosixPath(MANDATES).name and is_head:
        meant = parts[2]
    if meant and f"{MANDATES}/{meant}/{HEAD}" not in files:
        yield problems.STRAY_FILE.at(Place(path), forslag=f"{MANDATES}/{meant}/{HEAD}")


def _split(name: str) -> tuple[str, str]:
    """The name without its ending, and the ending («.md»); «a.md.txt» ends in «.txt»."""
    path = PurePosixPath(name)
    ending = path.suffix.casefold()
    stem = path.stem
    inner = PurePosixPath(stem)
    if ending == ".txt" and inner.suffix.casefold() in (".md", ".markdown", ".yaml", ".yml"):
        stem = inner.stem
    return stem, ending
