"""What the style sheet and the numbering of a document hold."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.verify import xml

_STYLE = re.compile(r"<w:style(?=[\s>])([^>]*)>(.*?)</w:style>", re.DOTALL)
_CONDITIONAL = re.compile(r"<w:tblStylePr\b[^>]*>.*?</w:tblStylePr>", re.DOTALL)
_BASED_ON = re.compile(r'<w:basedOn w:val="([^"]*)"')
OUTLINE = re.compile(r'<w:outlineLvl w:val="(\d+)"')
_NUMBERING = re.compile(r'<w:numId w:val="(\d+)"')
COLOUR = re.compile(r'<w:color\b[^>]* w:val="([0-9A-Fa-f]{6})"')
FILL = re.compile(r'<w:shd\b[^>]* w:fill="([0-9A-Fa-f]{6})"')
_SIZE = re.compile(r'<w:sz w:val="(\d+)"')
_BOLD = re.compile(r'<w:b(?:/| w:val="(?:1|true|on)")')
_LANGUAGE = re.compile(r'<w:lang\b[^>]* w:val="([^"]*)"')
_DEFAULTS = re.compile(r"<w:docDefaults>.*?</w:docDefaults>", re.DOTALL)
_NUMBERS = re.compile(r"<w:(abstractNum|num|abstractNumId|numStyleLink)(?=[\s/>])([^<]*)")

BODY_LEVEL = 9
"""Outline level of body text: `w:outlineLvl` 0–8 are headings, 9 is none."""
_ORDINARY_SIZE = 20
"""Half-points of text whose style names no size (ECMA-376 part 1, 17.3.2.38)."""


@dataclass(slots=True)
class Style:
    """A style with what it inherits. Colours are six hexadecimal digits, or None; `size` is in half-points."""

    kind: str
    name: str
    level: int | None
    numbering: str | None
    colour: str | None
    fill: str | None
    size: int
    bold: bool
    row_fills: tuple[str, ...] = ()


@dataclass(slots=True)
class StyleSheet:
    """`styles` by kind and id; `levels` has the outline level of the paragraph styles that are headings."""

    styles: dict[tuple[str, str], Style] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    language: str = ""


@lru_cache(maxsize=16)
def read_styles(data: bytes) -> StyleSheet:
    """Read `styles.xml`; once for every template."""
    text = xml.regular(data)
    sheet = StyleSheet()
    defaults = _first(_DEFAULTS, text, 0) or ""
    sheet.language = _first(_LANGUAGE, defaults) or ""
    raw: dict[tuple[str, str], tuple[str, str]] = {}
    for start, body in _STYLE.findall(text):
        values = xml.attributes(start)
        kind, ident = values.get("w:type", "paragraph"), values.get("w:styleId", "")
        raw[kind, ident] = (_first(re.compile(r'<w:name w:val="([^"]*)"'), body) or ident, body)
        if kind == "paragraph" and values.get("w:default") in {"1", "true", "on"}:
            sheet.language = _first(_LANGUAGE, body) or sheet.language
    for (kind, ident), (name, _) in raw.items():
        bodies = _lineage(raw, kind, ident)
        own = [_CONDITIONAL.sub("", body) for body in bodies]
        level = _nearest(OUTLINE, own)
        size = _nearest(_SIZE, own) or _first(_SIZE, defaults)
        sheet.styles[kind, ident] = Style(
            kind,
            xml.plain(name),
            int(level) if level is not None else None,
            _nearest(_NUMBERING, own),
            _nearest(COLOUR, own),
            _nearest(FILL, own),
            int(size) if size else _ORDINARY_SIZE,
            any(_BOLD.search(body) for body in own),
            tuple(dict.fromkeys(fill for body in bodies for fill in FILL.findall(body))) if kind == "table" else (),
        )
        if kind == "paragraph" and level is not None and int(level) < BODY_LEVEL:
            sheet.levels[ident] = int(level)
    return sheet


def _lineage(raw: dict[tuple[str, str], tuple[str, str]], kind: str, ident: str) -> list[str]:
    """The style and those it is based on, nearest first."""
    bodies: list[str] = []
    seen = set()
    while (kind, ident) in raw and ident not in seen:
        seen.add(ident)
        bodies.append(raw[kind, ident][1])
        ident = _first(_BASED_ON, bodies[-1]) or ""
    return bodies


def _first(pattern: re.Pattern[str], text: str, group: int = 1) -> str | None:
    found = pattern.search(text)
    return found[group] if found else None


def _nearest(pattern: re.Pattern[str], bodies: list[str]) -> str | None:
    return next((found[1] for body in bodies if (found := pattern.search(body))), None)


@dataclass(slots=True)
class Numbering:
    """`numbers` says which pattern each numbering uses; `patterns` are those there are; `doubled` were given twice."""

    numbers: dict[str, str] = field(default_factory=dict)
    patterns: set[str] = field(default_factory=set)
    doubled: list[str] = field(default_factory=list)


@lru_cache(maxsize=16)
def read_numbering(data: bytes) -> Numbering:
    """Read `numbering.xml`."""
    found = Numbering()
    number = ""
    for element, rest in _NUMBERS.findall(xml.regular(data)):
        values = xml.attributes(rest)
        if element == "abstractNum":
            ident = values.get("w:abstractNumId", "")
            if ident in found.patterns:
                found.doubled.append(ident)
            found.patterns.add(ident)
        elif element == "num":
            number = values.get("w:numId", "")
            if number in found.numbers:
                found.doubled.append(number)
            found.numbers[number] = ""
        elif element == "abstractNumId":
            found.numbers[number] = values.get("w:val", "")
    return found
