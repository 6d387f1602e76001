"""Leaf values of YAML: letters as typed that know where they stand, and values out of a short list."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pipeline.diagnostics import Place
from pipeline.language.names import nearest

_NOWHERE = Place("")

# Each letter outside ASCII, with the spellings people use where the keyboard has no such key.
_SPELLINGS = {"æ": ("æ", "ae", "ä", "a"), "ø": ("ø", "oe", "ö", "o"), "å": ("å", "aa", "a")}
_FOLDED = (("aa", "a"), ("ae", "a"), ("oe", "o"), ("æ", "a"), ("ä", "a"), ("å", "a"), ("ø", "o"), ("ö", "o"))
_BETWEEN_WORDS = re.compile(r"[\s_\-‑–—]+")


class Origin(Protocol):
    """What a text was cut out of: knows the place of what begins at `start`, and of the letter `offset` letters on."""

    def place(self, index: int) -> Place: ...

    def place_in(self, start: int, offset: int) -> Place: ...


class Text(str):
    """A string that knows its place. Made by `yaml_tree`; `Text("berg")` in a test stands nowhere."""

    __slots__ = ("_origin", "_place", "_start")

    _place: Place | None
    _origin: Origin | None
    _start: int

    def __new__(
        cls, value: str, place: Place | None = _NOWHERE, origin: Origin | None = None, start: int = 0
    ) -> "Text":
        self = str.__new__(cls, value)
        self._place = place
        self._origin = origin
        self._start = start
        return self

    @property
    def place(self) -> Place:
        """Where it stands. Worked out when first asked for: of most texts nobody ever asks."""
        place = self._place
        if place is None:
            assert self._origin is not None
            place = self._place = self._origin.place(self._start)
        return place

    def at(self, offset: int) -> Place:
        """The place of the letter at `offset` in the text; its beginning where the text goes over several lines."""
        if self._origin is not None:
            return self._origin.place_in(self._start, offset)
        return self.place.further(offset)

    def part(self, start: int, end: int) -> "Text":
        """The letters from `start` to `end`, without white space around them, at their own place."""
        piece = self[start:end]
        start += len(piece) - len(piece.lstrip())
        piece = piece.strip()
        return Text(piece, self.at(start), _Part(self, start))

    def __reduce__(self) -> tuple[type["Text"], tuple[str, Place]]:
        # The origin holds the whole source: it stays behind when the value goes to another process.
        return Text, (str(self), self.place)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.is_instance_schema(cls, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        # An editor's YAML reader sees `format: 1` as a number and `ja` or `NO` as a truth value; to us they are text.
        return {"type": ["string", "number", "boolean"]}


class _Part:
    """A part of a placed text."""

    __slots__ = ("start", "whole")

    def __init__(self, whole: Text, start: int) -> None:
        self.whole = whole
        self.start = start

    def place(self, index: int) -> Place:
        return self.whole.at(self.start + index)

    def place_in(self, start: int, offset: int) -> Place:
        return self.whole.at(self.start + start + offset)


@lru_cache(4096)
def folded(word: str) -> str:
    """`word` as it is compared: upper case, spaces, hyphens, dashes and the spellings of æ, ø, å make no difference.

    «møteleder», «Møteleder», «moteleder» and «moeteleder» are one word; «neste møte» and «neste_møte» too.
    """
    word = _BETWEEN_WORDS.sub("", unicodedata.normalize("NFC", word).casefold())
    for spelling, letter in _FOLDED:
        word = word.replace(spelling, letter)
    return word


def spellings_pattern(*words: str) -> str:
    """A regular expression (also ECMAScript's) for the spellings that are read as one of `words`."""
    return f"^({'|'.join(map(_spellings, words))})$" if len(words) > 1 else f"^{_spellings(words[0])}$"


def _spellings(word: str) -> str:
    pattern = []
    for letter in word:
        if letter in "_ ":
            pattern.append("[ _-]?")
        elif letter in _SPELLINGS:
            pattern.append(f"({'|'.join(way for each in _SPELLINGS[letter] for way in (each, each.upper()))})")
        else:
            pattern.append(f"[{letter}{letter.upper()}]" if letter.isalpha() else re.escape(letter))
    return "".join(pattern)


def nearest_key(word: str, known: dict[str, str]) -> str | None:
    """The known word most like `word`, or None. `known` leads from folded spelling to the word."""
    found = nearest(folded(word), known)
    return known[found] if found else None


@dataclass(frozen=True, slots=True)
class Separated:
    """Annotates a list of texts that may be typed on one line, with commas between: `forfall: berg, moen (vara hauge)`.

    `items`: also in one item of a list.
    """

    items: bool = True


@dataclass(frozen=True, slots=True)
class StandIn:
    """Annotates a required text: what is read where it is missing, and said to be. None: the entry's own name."""

    value: str | None = None


@dataclass(frozen=True, slots=True)
class WithLists:
    """Annotates a text that may hold lists: they are read as typed, also where the `|` that opens such a text is
    missing."""


class Choice:
    """Annotates a `Text` that holds one of a few words. The value becomes the word as written here.

    Faults are of type `valg`, with `verdi`, `lovlige` and, where one is near, `forslag` in their context.
    """

    def __init__(self, *allowed: str) -> None:
        self.allowed = allowed
        self.by_folded = {folded(word): word for word in allowed}

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._chosen, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        words: list[Any] = [int(word) if word.isdigit() else word for word in self.allowed]
        return {"anyOf": [{"enum": words}, {"type": "string", "pattern": spellings_pattern(*self.allowed)}]}

    def _chosen(self, value: Text) -> Text:
        word = self.by_folded.get(folded(value))
        if word is None:
            context = {
                "verdi": str(value),
                "lovlige": ", ".join(self.allowed),
                "forslag": nearest_key(value, self.by_folded),
            }
            raise PydanticCustomError("valg", "{verdi} is none of {lovlige}", context)
        if word == value:
            return value
        return Text(word, value.place)
