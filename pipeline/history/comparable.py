"""What of a mandate's text counts when two editions are compared: what it says, not where it stands or how the files
are called."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from pipeline.diagnostics import Place
from pipeline.records.mandate import Risk, RiskMatrix
from pipeline.richtext import Image, Mention, MentionKind, Run, imprint

_SPACE = re.compile(r"\s+")
Digests = Mapping[str, str]
"""SHA-256 of files, by path under `sources/` or whole."""


def told(value: Any, digests: Digests, renamed: Mapping[tuple[MentionKind, str], str]) -> str:
    """The imprint of `value` for comparing editions.

    White space counts once; a picture by its path and its bytes; a reference to a chapter or appendix whose file was
    renamed by the new name. A risk matrix counts by its date alone, a risk without its colour: both follow from risks
    and scale, which are told where they stand.
    """
    return imprint(_counted(value, digests, renamed))


def _counted(value: Any, digests: Digests, renamed: Mapping[tuple[MentionKind, str], str]) -> Any:
    match value:
        case list() | tuple():
            return [_counted(each, digests, renamed) for each in value]
        case Run(mention=mention):
            text = _SPACE.sub(" ", value.text)
            if mention is not None and (mention.kind, mention.key) in renamed:
                mention = replace(mention, key=renamed[mention.kind, mention.key])
            return replace(value, text=text, mention=mention)
        case Image(path=path):
            digest = digest_of(path, digests)
            changed = replace(value, caption=_counted(value.caption, digests, renamed), alt=_SPACE.sub(" ", value.alt))
            return [changed, digest]
        case RiskMatrix(day=day):
            return ["risikomatrise", day]
        case str() if not isinstance(value, Enum):
            return _SPACE.sub(" ", value)
        case None | Enum() | Place() | bool() | int() | float() | date():
            return value
        case Risk():
            value = replace(value, tone=None)
    if is_dataclass(value) and not isinstance(value, type | Mention):
        return [
            type(value).__name__,
            *((name, _counted(getattr(value, name), digests, renamed)) for name in _telling(type(value))),
        ]
    return value


_WHERE = frozenset({"place", "ident", "row_places", "due_place", "typed"})


@cache
def _telling(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name not in _WHERE)


def digest_of(path: str, digests: Digests) -> str:
    """The digest of the file a text calls `path`; empty where it is not known."""
    return digests.get(path) or digests.get(f"sources/{path}") or ""


def all_words(value: Any) -> list[str]:
    """The words of a text, those in tables too, in order."""
    return list(_words(value))


def _words(value: Any) -> Iterator[str]:
    match value:
        case Place() | Enum() | None:
            return
        case RiskMatrix():
            return
        case Run(text=text):
            yield from text.split()
        case str():
            yield from value.split()
        case list() | tuple():
            for each in value:
                yield from _words(each)
        case _ if is_dataclass(value) and not isinstance(value, type):
            for name in _telling(type(value)):
                yield from _words(getattr(value, name))
