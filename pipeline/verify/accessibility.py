"""What WCAG 2.1 AA asks of a Word document, as far as a program can see it. Each check is one point of the list."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.diagnostics import Diagnostic
from pipeline.verify import problems
from pipeline.verify.contents import Contents
from pipeline.verify.styles import COLOUR, FILL, Style

_WHITE = "FFFFFF"
_ORDINARY, _LARGE = 4.5, 3.0
_LARGE_SIZE, _LARGE_BOLD_SIZE = 36, 28
_BLOCKS = re.compile(r"<w:rPr>(.*?)</w:rPr>|<w:tcPr>(.*?)</w:tcPr>|(</w:tc>)", re.DOTALL)
_TERRITORY = {"nb": "nb-NO", "nn": "nn-NO"}


def headings(contents: Contents) -> Iterator[Diagnostic]:
    """Heading levels begin at 1 and none is skipped on the way down (WCAG 1.3.1)."""
    previous = 0
    for level in contents.main.heading_levels(contents.styles.levels):
        if level > previous + 1:
            yield problems.SKIPPED_LEVEL.at(contents.place, nivå=level, forrige=previous)
        previous = level


def tables(contents: Contents) -> Iterator[Diagnostic]:
    """Tables have a marked header row, no merged cells, and stand in no other table (WCAG 1.3.1)."""
    for number, table in enumerate(contents.main.tables, 1):
        if table.depth > 1:
            yield problems.NESTED_TABLE.at(contents.place, nummer=number)
        if not table.has_header:
            yield problems.NO_HEADER_ROW.at(contents.place, nummer=number)
        if table.has_merged_cells:
            yield problems.MERGED_CELLS.at(contents.place, nummer=number)


def drawings(contents: Contents) -> Iterator[Diagnostic]:
    """Drawings have alternative text or are marked as decoration (WCAG 1.1.1); in the text, they stand in line."""
    for story in contents.stories:
        for drawing in story.drawings:
            if not drawing.alternative and not drawing.decorative:
                yield problems.NO_ALTERNATIVE_TEXT.at(contents.place, **{"del": story.name})
    for _ in range(contents.main.floating):
        yield problems.FLOATING_DRAWING.at(contents.place)


def language(contents: Contents) -> Iterator[Diagnostic]:
    """The document's language is the one it is written in (WCAG 3.1.1)."""
    wanted = _TERRITORY.get(contents.expected.language, contents.expected.language)
    if contents.styles.language != wanted:
        yield problems.NO_LANGUAGE.at(contents.place, språk=contents.styles.language, ventet=wanted)


def contrast(contents: Contents) -> Iterator[Diagnostic]:
    """Text stands out from what is behind it (WCAG 1.4.3).

    Which row or cell a style stands in is not looked at: in a table it is well if it stands out from one of the fills.
    """
    text = contents.main.text
    used = {each: contents.styles.styles[each] for each in contents.main.styles if each in contents.styles.styles}
    fills = dict.fromkeys(fill for style in used.values() for fill in style.row_fills)
    fills |= dict.fromkeys(FILL.findall(text)) if "<w:shd" in text else {}
    for (kind, ident), style in used.items():
        if style.colour and kind != "table":
            behind = [_WHITE] if ident in contents.main.outside_tables else [_WHITE, *fills]
            backgrounds = [style.fill] if style.fill else behind
            needed = _LARGE if _is_large(style) else _ORDINARY
            yield from _judged(contents, f"Stilen «{style.name}»", style.colour, backgrounds, needed)
    if "<w:color " in text:
        for colour, fill in _direct_colours(text):
            yield from _judged(contents, "Tekst formatert for hånd", colour, [fill or _WHITE], _ORDINARY)


def _is_large(style: Style) -> bool:
    return style.size >= _LARGE_SIZE or (style.bold and style.size >= _LARGE_BOLD_SIZE)


def _direct_colours(text: str) -> dict[tuple[str, str | None], None]:
    """Colours set on runs, with the fill behind them."""
    found: dict[tuple[str, str | None], None] = {}
    cell: str | None = None
    for run, properties, end in _BLOCKS.findall(text):
        if end:
            cell = None
        elif properties:
            fill = FILL.search(properties)
            cell = fill[1] if fill else None
        elif colour := COLOUR.search(run):
            fill = FILL.search(run)
            found[colour[1], fill[1] if fill else cell] = None
    return found


def _judged(
    contents: Contents, what: str, colour: str, backgrounds: Iterable[str], needed: float
) -> Iterator[Diagnostic]:
    ratio, background = max((contrast_ratio(colour, background), background) for background in backgrounds)
    if ratio < needed:
        yield problems.LOW_CONTRAST.at(
            contents.place,
            hva=what,
            farge=f"#{colour}",
            bakgrunn=f"#{background}",
            forhold=f"{int(ratio * 10) / 10:.1f}".replace(".", ","),
            krav=f"{needed:g}".replace(".", ","),
        )


@lru_cache(maxsize=256)
def contrast_ratio(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.1, «contrast ratio»)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


CHECKS = (headings, tables, drawings, language, contrast)
