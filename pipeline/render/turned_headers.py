"""Headers and footers of pages on their side: copies of the template's, their tab stops moved out to the wider margin.

A tab that follows the margin by itself (`w:ptab`) needs none of this in Word; LibreOffice takes it for any other tab.
Source: ECMA-376 part 1, 17.3.1.37 and 17.3.1.38 (tab stops), 17.3.1.26 (what stands before them).
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.render.compiled import Looks
from pipeline.render.sections import TURNED_ID

_TURNED_REFERENCE = re.compile(rf' r:id="([^"]*){TURNED_ID}"')
_RELATION = re.compile(r'<Relationship(?= )[^<>]* Id="([^"]*)"[^<>]*>')
_KIND = re.compile(r' Type="[^"]*/(header|footer)"')
_TARGET = re.compile(r' Target="([^"]*)"')
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_PARAGRAPH = re.compile(r"<w:p(?: [^<>]*)?>(?:(?!</?w:p[ >]).)*</w:p>", re.DOTALL)
_USES_STOPS = re.compile(r"<w:r(?: [^<>]*)?>(?:(?!</w:r>).)*<w:p?tab(?=[ />])", re.DOTALL)
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_OWN = re.compile(r"<w:tabs>(.*?)</w:tabs>", re.DOTALL)
_STOP = re.compile(r"<w:tab (?=[^<>]*w:val=\"(\w+)\")(?=[^<>]*w:pos=\"(\d+)\")[^<>]*/>")
_BEFORE = re.compile(
    r"<w:pPr>(?:<w:(?:pStyle|keepNext|keepLines|pageBreakBefore|framePr|widowControl|suppressLineNumbers|shd)"
    r"(?: [^<>]*)?/>|<w:(numPr|pBdr)>.*?</w:\1>)*",
    re.DOTALL,
)


class TurnedPart(NamedTuple):
    """A copy of the part `original`: its name, content type and XML, and the relation the main part has to it."""

    name: str
    original: str
    type: str
    xml: str
    relation: str


def turned_headers(
    main: str, relations: str, folder: str, texts: Mapping[str, str], looks: Looks
) -> tuple[str, list[TurnedPart]]:
    """The main part with its references in order, and the copies they lead to.

    `relations` are the main part's, `texts` the XML of the headers and footers by name, `folder` that of the main part.
    """
    by_id = {found[1]: found[0] for found in _RELATION.finditer(relations)}
    copies: list[TurnedPart] = []
    for ident in dict.fromkeys(_TURNED_REFERENCE.findall(main)):
        relation = by_id.get(ident, "")
        kind, target = _KIND.search(relation), _TARGET.search(relation)
        original = "" if target is None else target[1].lstrip("/") if target[1][:1] == "/" else f"{folder}{target[1]}"
        moved = _moved(texts[original], looks) if original in texts else ""
        if kind is None or target is None or not moved or moved == texts[original]:
            main = main.replace(f' r:id="{ident}{TURNED_ID}"', f' r:id="{ident}"')
            continue
        own = relation.replace(f' Id="{ident}"', f' Id="{ident}{TURNED_ID}"')
        own = own.replace(target[0], f' Target="{beside(target[1])}"')
        copies.append(TurnedPart(beside(original), original, _TYPE.format(kind[1]), moved, own))
    return main, copies


def beside(name: str) -> str:
    """The name of the copy of a part."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}{TURNED_ID}.{ending}"


def _moved(xml: str, looks: Looks) -> str:
    """A header or footer with its right and centred tab stops where they belong on the wider page."""

    def paragraph(found: re.Match[str]) -> str:
        text = found[0]
        if not _USES_STOPS.search(text):
            return text
        style, own = _STYLE.search(text), _OWN.search(text)
        stops = dict(looks.stops.get(style[1] if style else looks.standard, ()))
        if own is not None:
            for kind, position in _STOP.findall(own[1]):
                stops[int(position)] = kind
        wanted = "".join(_stops(stops, looks))
        if not wanted:
            return text
        text = _OWN.sub("", text)
        before = _BEFORE.search(text)
        if before is None:
            at = text.find(">") + 1
            return f"{text[:at]}<w:pPr><w:tabs>{wanted}</w:tabs></w:pPr>{text[at:]}"
        return f"{text[: before.end()]}<w:tabs>{wanted}</w:tabs>{text[before.end() :]}"

    return _PARAGRAPH.sub(paragraph, xml)


def _stops(stops: Mapping[int, str], looks: Looks) -> Iterator[str]:
    """The tab stops of a paragraph anew, in the order of their places; nothing where none has to move."""
    moved: dict[int, str] = {}
    for position, kind in stops.items():
        if kind in ("right", "end"):
            moved[position + looks.turned_width - looks.text_width] = kind
        elif kind == "center":
            moved[position * looks.turned_width // looks.text_width] = kind
        elif kind != "clear":
            moved[position] = kind
    if moved == {position: kind for position, kind in stops.items() if kind != "clear"}:
        return
    cleared = {position: "clear" for position in stops if position not in moved}
    for position, kind in sorted((moved | cleared).items()):
        yield f'<w:tab w:val="{kind}" w:pos="{position}"/>'
