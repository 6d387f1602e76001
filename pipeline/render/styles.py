"""The looks of a template: its styles by name, their numbering and indents, and the room on its page.

Source: ECMA-376 part 1, 17.7 (styles), 17.9 (numbering), 17.6 (sections).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.diagnostics import Diagnostic, Place
from pipeline.render import contract
from pipeline.render.compiled import Looks, ParagraphLook
from pipeline.render.template_problems import STYLE_MISSING, STYLE_UNNUMBERED

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_A4 = (9072, 13958, 14004)
_BODY_LEVEL = 9
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class Numbering:
    """Numbering definitions: which abstract one a number uses, and its levels."""

    abstract_of: dict[str, str]
    levels: dict[str, dict[int, etree._Element]]

    @classmethod
    def of(cls, root: etree._Element | None) -> "Numbering":
        if root is None:
            return cls({}, {})
        abstract_of = {}
        for number in root.findall(f"{W}num"):
            abstract = number.find(f"{W}abstractNumId")
            if abstract is not None:
                abstract_of[number.get(f"{W}numId", "")] = abstract.get(f"{W}val", "")
        levels = {
            abstract.get(f"{W}abstractNumId", ""): {
                int(level.get(f"{W}ilvl", "0")): level for level in abstract.findall(f"{W}lvl")
            }
            for abstract in root.findall(f"{W}abstractNum")
        }
        return cls(abstract_of, levels)

    def highest(self) -> int:
        return max((int(number) for number in self.abstract_of if number.isdigit()), default=0)


class StyleSheet:
    """The styles of a template by kind and name; names are compared as Word does, without regard to case."""

    def __init__(self, root: etree._Element) -> None:
        self.by_id: dict[str, etree._Element] = {}
        self.by_name: dict[tuple[str, str], str] = {}
        self.standard = ""
        self.default_fonts = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
        for style in root.findall(f"{W}style"):
            name = style.find(f"{W}name")
            ident = style.get(f"{W}styleId", "")
            self.by_id[ident] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0") not in _OFF:
                self.standard = ident
            if name is not None:
                key = (style.get(f"{W}type", "paragraph"), name.get(f"{W}val", "").casefold())
                self.by_name.setdefault(key, ident)

    def find(self, kind: str, name: str) -> str:
        """The id of a style, or nothing."""
        return self.by_name.get((kind, name.casefold()), "")

    def first(self, ident: str, path: str) -> etree._Element | None:
        """The nearest element at `path` of a style or those it is based on."""
        return next((found for style in self._lineage(ident) if (found := style.find(path)) is not None), None)

    def _lineage(self, ident: str) -> Iterator[etree._Element]:
        """A style and those it is based on, nearest first."""
        seen: set[str] = set()
        while ident and ident not in seen and ident in self.by_id:
            seen.add(ident)
            style = self.by_id[ident]
            yield style
            based = style.find(f"{W}basedOn")
            ident = based.get(f"{W}val", "") if based is not None else ""

    def stops(self) -> dict[str, tuple[tuple[int, str], ...]]:
        """The tab stops of the paragraph styles that have any, with those they inherit (ECMA-376 part 1, 17.3.1.38)."""
        found = {}
        for ident in self.by_id:
            places: dict[int, str] = {}
            for style in reversed(list(self._lineage(ident))):
                for stop in style.iterfind(f"{W}pPr/{W}tabs/{W}tab"):
                    places[_twips(stop, "pos")] = stop.get(f"{W}val", "")
            kept = tuple((place, kind) for place, kind in sorted(places.items()) if kind != "clear")
            if kept:
                found[ident] = kept
        return found

    def those_with(self, path: str, holds: Callable[[str], bool]) -> Iterator[str]:
        """The ids of the paragraph styles where the value of what stands at `path`, their own or inherited, `holds`."""
        for ident, style in self.by_id.items():
            if style.get(f"{W}type", "paragraph") == "paragraph":
                found = self.first(ident, path)
                if found is not None and holds(found.get(f"{W}val", "")):
                    yield ident


def read_looks(
    sheet: StyleSheet, numbering: Numbering, document: etree._Element, place: Place
) -> tuple[Looks, list[Diagnostic]]:
    """The contract's styles as the template has them, and what is missing."""
    faults: list[Diagnostic] = []
    paragraphs: dict[str, ParagraphLook] = {}
    for name in dict.fromkeys((*contract.PARAGRAPH_STYLES, *contract.OPTIONAL_STYLES)):
        ident = sheet.find("paragraph", name)
        if not ident:
            # The others are only missed by a document that needs them, which the writer sees.
            if name in contract.PARAGRAPH_STYLES:
                faults.append(STYLE_MISSING.at(place, stil=name, slag="avsnittsstil"))
            continue
        look = _paragraph_look(sheet, numbering, ident)
        if not look[2] and name in contract.NUMBERED:
            faults.append(STYLE_UNNUMBERED.at(place, stil=name))
        paragraphs[name] = look
    characters = {name: sheet.find("character", name) for name in contract.CHARACTER_STYLES}
    faults += [STYLE_MISSING.at(place, stil=name, slag="tegnstil") for name, ident in characters.items() if not ident]
    table = sheet.find("table", contract.TABLE)
    if not table:
        faults.append(STYLE_MISSING.at(place, stil=contract.TABLE, slag="tabellstil"))
    width, height, turned = min(_pages(document), default=_A4)
    looks = Looks(
        paragraphs,
        characters,
        table,
        width,
        height,
        turned,
        tuple(sheet.those_with(f"{W}pPr/{W}outlineLvl", lambda value: value.isdigit() and int(value) < _BODY_LEVEL)),
        tuple(sheet.those_with(f"{W}pPr/{W}keepNext", lambda value: value not in _OFF)),
        sheet.stops(),
        sheet.standard,
        sheet.find("paragraph", "annotation text"),
        sheet.find("character", "annotation reference"),
        _font(sheet),
    )
    return looks, faults


def _font(sheet: StyleSheet) -> str:
    """The font of the text; of the theme's by its name in DrawingML (20.1.4.1.16)."""
    fonts = sheet.first(sheet.find("paragraph", contract.BODY), f"{W}rPr/{W}rFonts")
    for found in (fonts, sheet.default_fonts):
        if found is not None:
            # A font of the theme goes before one that is named (17.3.2.26).
            if theme := found.get(f"{W}asciiTheme", ""):
                return "+mj-lt" if theme.startswith("major") else "+mn-lt"
            if name := found.get(f"{W}ascii", ""):
                return name
    return ""


def _paragraph_look(sheet: StyleSheet, numbering: Numbering, ident: str) -> ParagraphLook:
    own_left = _twips(sheet.first(ident, f"{W}pPr/{W}ind"), "left", "start")
    properties = sheet.first(ident, f"{W}pPr/{W}numPr")
    number = properties.find(f"{W}numId") if properties is not None else None
    if properties is None or number is None:
        return ident, own_left, "", 0, own_left, 0
    abstract = numbering.abstract_of.get(number.get(f"{W}val", ""), "")
    levels = numbering.levels.get(abstract, {})
    typed = properties.find(f"{W}ilvl")
    level = int(typed.get(f"{W}val", "0")) if typed is not None else 0
    # A level that names the style is the level the style has, whatever the style says (17.9.23).
    for index, each in levels.items():
        linked = each.find(f"{W}pStyle")
        if linked is not None and linked.get(f"{W}val") == ident:
            level = index
    if level not in levels:
        return ident, own_left, "", 0, own_left, 0
    indent = levels[level].find(f"{W}pPr/{W}ind")
    left = _twips(indent, "left", "start")
    return ident, own_left, abstract, level, left or own_left, _twips(indent, "hanging")


def _twips(indent: etree._Element | None, *names: str) -> int:
    if indent is None:
        return 0
    for name in names:
        value = indent.get(f"{W}{name}")
        if value and value.lstrip("-").isdigit():
            return int(value)
    return 0


def _pages(document: etree._Element) -> Iterator[tuple[int, int, int]]:
    """Of each section, the width and height of its text, and the width of its text on a page on its side."""
    for section in document.iter(f"{W}sectPr"):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is None or margins is None:
            continue
        columns = section.find(f"{W}cols")
        count = int(columns.get(f"{W}num", "1")) if columns is not None else 1
        gap = int(columns.get(f"{W}space", "720")) if columns is not None else 0
        sides = _twips(margins, "left") + _twips(margins, "right") + _twips(margins, "gutter")
        across, down = int(size.get(f"{W}w", "0")), int(size.get(f"{W}h", "0"))
        width = across - sides
        height = down - abs(_twips(margins, "top")) - abs(_twips(margins, "bottom"))
        if width > 0 and height > 0:
            yield (width - gap * (count - 1)) // count, height, max(across, down) - sides
