"""Whether two texts say the same, wherever they stand in their files."""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from pipeline.diagnostics import Place
from pipeline.richtext.model import Mention, MentionKind, Run

_WHERE = frozenset({"place", "ident", "lines", "row_places", "due_place", "typed", "bookmark", "page"})
"""Fields that tell where something stands, not what it says."""


def imprint(value: Any) -> str:
    """SHA-256 (hex) of what `value` says: equal for equal content, whatever lines and columns it stands at.

    `value` is blocks, runs, or dataclasses of them. A reference counts by what it names, not by the number printed for
    it.
    """
    told = json.dumps(_said(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


_NAMED = (MentionKind.CHAPTER, MentionKind.APPENDIX, MentionKind.PERSON)


def _said(value: Any) -> Any:
    match value:
        case Place():
            return None
        case Enum():
            return value.value
        case str():
            return str(value)
        case bool() | int() | float() | None:
            return value
        case date():
            return value.isoformat()
        case dict():
            return {str(key): _said(each) for key, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_said(each) for each in value]
        case Run(mention=Mention(kind=kind, key=key)) if kind in _NAMED:
            return [kind.value, key, value.bold, value.italic, value.underline]
    if is_dataclass(value):
        return [type(value).__name__, *(_said(getattr(value, each.name)) for each in _telling(type(value)))]
    return repr(value)


def _telling(kind: type) -> list[Any]:
    return [each for each in fields(kind) if each.name not in _WHERE]
