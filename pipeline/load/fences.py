"""Fenced blocks of a chapter: YAML between a line of backticks with a word, and a line of as many backticks.

The word says what is registered there (`FENCES`). What cannot be read is kept as text, line by line: nothing typed is
lost.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.diagnostics import Diagnostic, Place
from pipeline.language.names import nearest
from pipeline.load import text_problems as problems
from pipeline.load.mandate_models import FENCES
from pipeline.load.model import Overrule
from pipeline.load.source_text import SourceText
from pipeline.load.yaml_comments import comments_behind
from pipeline.load.yaml_nodes import YamlList, YamlMapping, YamlNode
from pipeline.load.yaml_part import read_part
from pipeline.load.yaml_values import Shape, keys_of, known_keys, read_model
from pipeline.richtext import Blocks, DataBlock, Paragraph, Run
from pipeline.schema.placed import Text, folded
from pipeline.schema.source_model import SourceModel, texts_in

_OPENING = re.compile(r"(?P<lead>[ \t>*+-]*)(?P<ticks>`{3,})[ \t]*(?P<word>[^\s`][^`]*?)[ \t]*")
_MARKS = re.compile(r"[`´'‘’~]{3}")
_RESEMBLED = re.compile(r"[ \t>*+-]*[`´'‘’~]{3,}[ \t]*(?P<said>[^\W_][^`´'‘’~]*?)[ \t:]*")
"""Other signs people take for backticks, or a word too many."""
_CLOSING = re.compile(r"[ \t]*(`{3,})[ \t]*")
_HEADING = re.compile(r"#{1,6}[ \t]+(?!godta\b)\S", re.IGNORECASE)
_SUBHEADING = re.compile(r"#{2,6}[ \t]+\S")

_WORD = re.compile(r"\w+")
_KEY = re.compile(r"\b(\w+)[\"']?[ \t]*:")

_SYNONYMS = {
    "fremdrift": "framdrift",
    "framdriftsplan": "framdrift",
    "fremdriftsplan": "framdrift",
    "oppgave": "oppgaver",
    "risikoer": "risiko",
    "risikoar": "risiko",
    "risikotabell": "risiko",
    "matrise": "risikomatrise",
}


class FenceWords:
    """The words a fenced block may have: what stands under each, and other words people type for them."""

    def __init__(self, models: Mapping[str, type[SourceModel]], also: Mapping[str, str]) -> None:
        self.models = models
        self.by_folded = {folded(word): word for word in models} | {folded(word): meant for word, meant in also.items()}


OF_CHAPTERS = FenceWords(FENCES, _SYNONYMS)


@dataclass(slots=True)
class Fence:
    """A fenced block: the lines it takes, with those of the backticks, and what they became."""

    lines: range
    blocks: Blocks = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Fenced:
    """A fenced block as it stands: its word as typed, all its lines, and those of the YAML (none: first > last)."""

    word: str
    lines: range
    first: int
    last: int
    is_closed: bool


def read_fences(
    text: SourceText,
    first_line: int,
    diagnostics: list[Diagnostic],
    overrules: list[Overrule],
    words: FenceWords = OF_CHAPTERS,
) -> list[Fence]:
    """The fenced blocks from `first_line` on, in order; their overrules and faults are added to the lists given."""
    if not any(map(_MARKS.search, text.lines)):
        return []
    return [
        Fence(fenced.lines, _read(text, fenced, diagnostics, overrules, words))
        for fenced in _found(text, first_line, diagnostics, words)
    ]


def _found(
    text: SourceText, first_line: int, diagnostics: list[Diagnostic], fence_words: FenceWords
) -> Iterator[_Fenced]:
    number = first_line
    while number <= len(text.lines):
        opening = _opening(text.lines[number - 1], fence_words)
        if opening is None:
            resembled = _resembled(text.lines[number - 1], fence_words)
            if resembled:
                diagnostics.append(problems.FENCE_RESEMBLED.at(text.place_of_line(number), ord=resembled))
            number += 1
            continue
        if opening["lead"]:
            diagnostics.append(problems.FENCE_INDENTED.at(text.place_of_line(number), ord=opening["word"]))
            number += 1
            continue
        fenced = _fenced(text, number, opening, fence_words)
        yield fenced
        number = fenced.lines.stop


def _opening(line: str, fence_words: FenceWords) -> re.Match[str] | None:
    """Whether a line opens a block: backticks and one word, or a word there is with more behind it."""
    found = _OPENING.fullmatch(line) if "```" in line else None
    if found is None:
        return None
    words = found["word"].split()
    known = fence_words.by_folded
    return found if len(words) == 1 or folded(found["word"]) in known or folded(words[0]) in known else None


def _resembled(line: str, fence_words: FenceWords) -> str | None:
    """The word of the block a line was meant to open, where it opens none."""
    found = _RESEMBLED.fullmatch(line) if _MARKS.search(line) else None
    if found is None:
        return None
    words = found["said"].split()
    known = fence_words.by_folded
    return next((known[folded(each)] for each in (found["said"], words[0], words[-1]) if folded(each) in known), None)


def _fenced(text: SourceText, number: int, opening: re.Match[str], fence_words: FenceWords) -> _Fenced:
    """The block that opens at a line. One that is never closed ends before the next heading or block.

    A line with one # may be a comment of a block that is closed further down, one with fewer backticks or indented may
    belong to a text in it; one with two # is a heading.
    """
    ends: int | None = None
    ticks = len(opening["ticks"])
    for below in range(number + 1, len(text.lines) + 1):
        line = text.lines[below - 1]
        if ends is None and _HEADING.match(line):
            ends = below
        if _SUBHEADING.match(line):
            break
        if "```" not in line:
            continue
        closing = _CLOSING.fullmatch(line)
        if closing is not None and len(closing[1]) >= ticks:
            return _Fenced(opening["word"], range(number, below + 1), number + 1, below - 1, is_closed=True)
        other = _opening(line, fence_words)
        if other is not None and not other["lead"]:
            ends = ends or below
            if len(other["ticks"]) >= ticks:
                break
    end = ends or len(text.lines) + 1
    return _Fenced(opening["word"], range(number, end), number + 1, end - 1, is_closed=False)


def _read(
    text: SourceText,
    fenced: _Fenced,
    diagnostics: list[Diagnostic],
    overrules: list[Overrule],
    words: FenceWords,
) -> Blocks:
    place = text.place(fenced.lines.start)
    if not fenced.is_closed:
        diagnostics.append(problems.FENCE_NOT_CLOSED.at(place, ord=fenced.word))
    word = words.by_folded.get(folded(fenced.word))
    if word is None:
        near = nearest(folded(fenced.word.split()[0]), words.by_folded)
        meant = words.by_folded[near] if near else None
        known = ", ".join(words.models)
        diagnostics.append(problems.FENCE_UNKNOWN.at(place, ord=fenced.word, forslag=meant, kjente=known))
        return _as_text(text, fenced.lines)
    noted = len(diagnostics)
    model = words.models[word]
    part = read_part(text, model, overrules, diagnostics, fenced.first, fenced.last)
    diagnostics.extend(comments_behind(text, range(fenced.first, fenced.last + 1)))
    root = _mapping(model, part.root)
    if part.is_read and root is None and part.root is not None:
        diagnostics.append(problems.FENCE_NOT_KEYS.at(part.root.place, ord=word))
    nothing_read = root is not None and not root.entries and len(diagnostics) > noted
    if not part.is_read or nothing_read or (root is None and part.root is not None):
        return _as_text(text, fenced.lines)
    if root is None and any(key.required or key.shape is Shape.MODELS for key in keys_of(model).values()):
        if len(diagnostics) == noted:
            diagnostics.append(problems.FENCE_EMPTY.at(place, ord=word))
        return _as_text(text, range(fenced.first, fenced.last + 1))
    value = read_model(model, root, place, diagnostics)
    if value is not None and all(getattr(value, name) for name in _lists_needed(model)):
        left = _left_out(text, fenced, value) if len(diagnostics) > noted else []
        return [DataBlock(word, value, place), *_as_text(text, left)]
    if value is not None and len(diagnostics) == noted:
        diagnostics.append(problems.FENCE_EMPTY.at(place, ord=word))
    return _as_text(text, fenced.lines)


def _rows_key(model: type[SourceModel]) -> str | None:
    """The key of the rows of a table, where it is nothing without them."""
    if model.may_lack_rows:
        return None
    return next((key.name for key in keys_of(model).values() if key.shape is Shape.MODELS), None)


def _lists_needed(model: type[SourceModel]) -> list[str]:
    """The keys of the lists a block is nothing without: of rows, and of texts that must be there."""
    rows = _rows_key(model)
    texts = [key.name for key in keys_of(model).values() if key.required and key.shape is Shape.TEXTS]
    return [rows, *texts] if rows else texts


def _mapping(model: type[SourceModel], root: YamlNode | None) -> YamlMapping | None:
    """The block's keys; a list by itself can only be the rows."""
    if isinstance(root, YamlMapping):
        return root
    rows = _rows_key(model)
    if isinstance(root, YamlList) and rows is not None:
        return YamlMapping(root.place, [(Text(rows, root.place), root)])
    return None


def _left_out(text: SourceText, fenced: _Fenced, value: SourceModel) -> list[int]:
    """The lines of a block that say something `value` does not: they stand under a key, or at a depth, that cannot be
    read."""
    keys = known_keys(type(value))
    said = _words_of(value)
    return [
        number
        for number in range(fenced.first, fenced.last + 1)
        if not (line := text.lines[number - 1].lstrip()).startswith("#") and not _words(line, keys) <= said
    ]


def _words_of(value: object) -> set[str]:
    """Every word in the texts of a model."""
    return {each for text in texts_in(value) for each in _WORD.findall(text)}


def _words(line: str, keys: Collection[str]) -> set[str]:
    """The words of a line of YAML but for its keys."""
    return set(_WORD.findall(_KEY.sub(lambda found: "" if folded(found[1]) in keys else found[0], line)))


def _as_text(text: SourceText, lines: Iterable[int]) -> Blocks:
    """The lines as they stand, set as code."""
    blocks: Blocks = []
    for number in lines:
        line = text.lines[number - 1].rstrip()
        if line:
            place = text.place_of_line(number)
            blocks.append(Paragraph([Run(line, Place(place.file, number, 1), code=True)], place))
    return blocks
