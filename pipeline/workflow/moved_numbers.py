"""Chapters and appendices named by a number typed by hand, which meant another one when it was typed: the kept versions
know which."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place
from pipeline.link.mandate_problems import TYPED_NUMBER, TYPED_NUMBER_UNKNOWN
from pipeline.link.mandate_texts import piece_texts
from pipeline.link.places import finder
from pipeline.link.typed_numbers import TypedNumber, typed_numbers
from pipeline.load.model import RawProject
from pipeline.records.mandate import Appendix, Chapter, Mandate
from pipeline.records.project import Project
from pipeline.richtext import MentionKind, plain
from pipeline.workflow.kept import NotKept, kept_edition
from pipeline.workflow.kept_folders import KeptFolder, kept_folders
from pipeline.workflow.kept_problems import TYPED_NUMBER_MOVED

_CODES = frozenset({TYPED_NUMBER.code, TYPED_NUMBER_UNKNOWN.code})


@dataclass(slots=True)
class _Typed:
    """A number where it stands, and the line of the source it stands on."""

    number: TypedNumber
    place: Place
    line: bytes


def with_moved_numbers(
    root: Path, raw: RawProject, project: Project, diagnostics: list[Diagnostic]
) -> list[Diagnostic]:
    """The same diagnostics; of a number that meant another chapter or appendix in the first kept version whose text
    holds its line, it is said which one it was, instead of the one that has the number now."""
    wanted = {each.place for each in diagnostics if each.code in _CODES}
    if not wanted:
        return diagnostics
    told: dict[Place, Diagnostic] = {}
    for mandate in project.mandates.values():
        typed = list(_typed(root, mandate, wanted))
        if typed:
            told.update({each.place: each for each in _moved(root, raw, project, mandate, typed)})
    return [told.get(each.place, each) if each.code in _CODES else each for each in diagnostics]


def _typed(root: Path, mandate: Mandate, wanted: set[Place]) -> Iterator[_Typed]:
    lines: dict[str, list[bytes]] = {}
    pieces: list[Chapter | Appendix] = [*mandate.chapters, *mandate.appendices]
    for piece in pieces:
        for runs in piece_texts(piece.title, piece.blocks):
            for number in typed_numbers(runs):
                place = finder(runs)(number.offset)
                if place not in wanted:
                    continue
                if place.file not in lines:
                    lines[place.file] = _lines(_content(root / place.file))
                if 0 < place.line <= len(lines[place.file]):
                    yield _Typed(number, place, lines[place.file][place.line - 1])


def _moved(
    root: Path, raw: RawProject, project: Project, mandate: Mandate, typed: list[_Typed]
) -> Iterator[Diagnostic]:
    for folder in _oldest_first(root, mandate.id):
        held = {line for path in folder.sources if path.endswith(".md") for line in _lines(folder.read(path)[0])}
        known = [each for each in typed if each.line in held]
        if not known:
            continue
        typed = [each for each in typed if each.line not in held]
        try:
            edition = kept_edition(root, raw, project, mandate.id, folder.found.name)
        except NotKept:
            continue  # what is wrong with it is said elsewhere
        for each in known:
            meant = _pieces(edition, each.number.kind).get(each.number.value)
            now = next(
                (piece for piece in _pieces(mandate, each.number.kind).values() if meant and piece.name == meant.name),
                None,
            )
            if meant is not None and now is not None and now.number != each.number.value:
                yield TYPED_NUMBER_MOVED.at(
                    each.place,
                    hva=each.number.shown,
                    tittel=plain(meant.title),
                    versjon=folder.found.name,
                    riktig=f"{each.number.kind} {now.number}",
                    skriv=f"@{each.number.kind}:{now.name}",
                )


def _oldest_first(root: Path, ident: str) -> list[KeptFolder]:
    try:
        kept = [(each.found.kept.version, each) for each in kept_folders(root, ident) if each.found.kept is not None]
    except OSError:
        return []  # said where the mandate is compared with what is kept
    return [folder for _, folder in sorted(kept, key=lambda pair: pair[0])]


def _pieces(mandate: Mandate, kind: MentionKind) -> dict[int, Chapter | Appendix]:
    found = mandate.appendices if kind is MentionKind.APPENDIX else mandate.chapters
    return {each.number: each for each in found}


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _lines(data: bytes | None) -> list[bytes]:
    return [line.strip() for line in (data or b"").splitlines()]
