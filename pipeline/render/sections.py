"""Pages on their side: what stands between two marks becomes a section of its own (ECMA-376 part 1, 17.6).

The properties are those of the template's section it all stands in, turned: same paper, margins, headers and footers,
and the page numbers go on. What belongs to a wide table goes with it: the heading above it, a paragraph that leads in.
"""

import re
from dataclasses import dataclass

from pipeline.render.compiled import Looks

TURN, TURN_BACK = "\x04", "\x05"
"""Signs no XML can hold, around what is to stand on a page on its side."""

TURNED_ID = "-liggende"
"""Added to the id a turned section calls a header or footer by: it may need one of its own."""

_SHORT_LEAD = 500
_LEADS = 2
"""So many paragraphs, of so many letters together, that stand alone below a heading go with it."""

_SECTION = re.compile(r"<w:sectPr(?=[ />])(?:[^<>]*/>|.*?</w:sectPr>)", re.DOTALL)
_HOLDERS = re.compile(rf"<(/?)w:(?:tbl|sdtContent|txbxContent)(?=[ >])[^<>]*>|[{TURN}{TURN_BACK}]")
_BODY = re.compile(r"<w:body(?: [^<>]*)?>")
_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_UNKEPT = re.compile(r'(<w:pStyle w:val="[^"]*"/>)(?!<w:keepNext/>)')
_PAGE_BREAK = re.compile(r'<w:br w:type="page"/>')
_SIZE = re.compile(r"<w:pgSz(?= )[^<>]*/>")
_NUMBER = re.compile(r' w:(\w+)="(\d+)"')
_SEEN = re.compile(r"<w:(?:t|tab|drawing|pict|object|tbl|sym|fldChar|fldSimple|sdt)(?=[ />])|<m:|<mc:")
_MARKUP = re.compile(r"<[^<>]*>")
_REFERENCE = re.compile(r'(<w:(?:header|footer)Reference(?= )[^<>]* r:id="[^"]*)"')
_COLUMNS = re.compile(r"<w:cols(?=[ />])(?:[^<>]*/>|.*?</w:cols>)", re.DOTALL)
_ONLY_FIRST = re.compile(
    r"<w:(?:titlePg|type)(?: [^<>]*)?/>|"
    r'<w:(?:header|footer)Reference(?=[^<>]* w:type="first")[^<>]*/>|'
    r'(?<=<w:pgNumType)( w:fmt="[^"]*")? w:start="[^"]*"'
)
_SHORTEST = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>'
)
"""A paragraph that takes no room, for where Word wants one."""


@dataclass(slots=True)
class _Stretch:
    """Part of a section: what stands in it, and whether it is on its side."""

    xml: str
    turned: bool


def kept_with_next(xml: str) -> str:
    """`xml` with every paragraph in it on the page of what follows."""
    return _UNKEPT.sub(r"\1<w:keepNext/>", xml)


def turn_pages(xml: str, looks: Looks) -> str:
    """The main part with sections of their own for what stands between the marks, and no marks left."""
    if TURN not in xml:
        return xml
    xml = _only_in_the_body(xml)
    pieces: list[str] = []
    begun = 0
    for section in _SECTION.finditer(xml):
        pieces.append(_section(xml[begun : section.start()], section[0], looks, xml[section.end() :]))
        begun = section.end()
    return "".join([*pieces, xml[begun:]]).replace(TURN, "").replace(TURN_BACK, "")


def _only_in_the_body(xml: str) -> str:
    """Without the marks in tables and text boxes, where no section can begin."""
    depth = 0

    def seen(found: re.Match[str]) -> str:
        nonlocal depth
        if found[0] in (TURN, TURN_BACK):
            return "" if depth else found[0]
        depth += -1 if found[1] else 1
        return found[0]

    return _HOLDERS.sub(seen, xml)


def _section(xml: str, properties: str, looks: Looks, after: str) -> str:
    """What stands in a section of the template and its properties, as one section or several."""
    if TURN not in xml:
        return xml + properties
    body = _BODY.search(xml)
    # What ends the paragraph with the properties of the section before is none of this one.
    begins = body.end() if body else xml.find("</w:p>") + len("</w:p>")
    stretches = _stretches(xml[begins:], looks)
    rest = stretches[-1].xml
    if not _SEEN.search(rest + after[: max(0, after.find("</w:p>"))]):
        # Nothing comes after: the section itself is on its side, instead of an empty page that is not.
        stretches.pop()
        stretches[-1].xml += rest if "<w:p" in rest else f"{rest}{_SHORTEST}</w:pPr></w:p>"
    later = _ONLY_FIRST.sub(r"\1", properties)
    pieces = [xml[:begins]]
    for index, each in enumerate(stretches):
        own = later if index else properties
        own = _turned(own) if each.turned else own
        pieces.append(each.xml + own if index == len(stretches) - 1 else _closed(each.xml, own))
    return "".join(pieces)


def _stretches(xml: str, looks: Looks) -> list[_Stretch]:
    """Upright and turned by turns; the last is upright, and may be empty."""
    found: list[_Stretch] = []
    upright, *turns = xml.split(TURN)
    for each in turns:
        inside, _, following = each.partition(TURN_BACK)
        at = _leads_from(upright, looks)
        before, leads = upright[:at], kept_with_next(upright[at:])
        if _SEEN.search(before):
            found += [_Stretch(before, False), _Stretch(leads + inside, True)]
        else:
            together = _PAGE_BREAK.sub("", before) + leads + inside
            if found:
                found[-1].xml += together
            else:
                found.append(_Stretch(together, True))
        upright = _without_first_break(following)
    return [*found, _Stretch(upright, False)]


def _leads_from(xml: str, looks: Looks) -> int:
    """Where what belongs to the table after `xml` begins: headings, a lead-in, all that is kept with what follows."""
    goes = at = len(xml)
    letters = paragraphs = 0
    while (found := _last_paragraph(xml, at)) is not None:
        begins, ends = found
        paragraph = xml[begins:ends]
        style = _STYLE.search(paragraph)
        ident = style[1] if style else ""
        words = _MARKUP.sub("", paragraph).strip()
        if "<w:drawing" in paragraph or "<w:sectPr" in paragraph:
            break
        if ident in looks.headings or "<w:outlineLvl" in paragraph:
            goes, letters, paragraphs = begins, 0, 0
        elif goes == at and (words.endswith(":") or ident in looks.kept or "<w:keepNext/>" in paragraph):
            goes = begins
        else:
            letters, paragraphs = letters + len(words), paragraphs + 1
            if letters > _SHORT_LEAD or paragraphs > _LEADS:
                break
        at = begins
    return goes


def _last_paragraph(xml: str, end: int) -> tuple[int, int] | None:
    """Where the paragraph before `end` begins and ends, if it is one, and holds no other."""
    end = _before_edges(xml, end)
    if not xml.endswith("</w:p>", 0, end):
        return None
    begin = max(xml.rfind("<w:p>", 0, end), xml.rfind("<w:p ", 0, end))
    return (begin, end) if begin >= 0 and xml.count("</w:p>", begin, end) == 1 else None


def _before_edges(xml: str, end: int) -> int:
    """`end` before the bookmarks and comments that begin or end there, between two blocks."""
    while xml.endswith("/>", 0, end):
        begin = xml.rfind("<", 0, end)
        if not xml.startswith(("<w:bookmark", "<w:commentRange"), begin):
            break
        end = begin
    return end


def _without_first_break(xml: str) -> str:
    """`xml` without a page break at its very beginning: a new page begins there anyway."""
    found = _PAGE_BREAK.search(xml)
    if found is None or xml.count("</w:p>", 0, found.start()) or _SEEN.search(xml, 0, found.start()):
        return xml
    return xml[: found.start()] + xml[found.end() :]


def _closed(xml: str, properties: str) -> str:
    """A section that is not the template's own last: its properties stand in its last paragraph."""
    found = _last_paragraph(xml, len(xml))
    if found is not None:
        begins, ends = found
        paragraph = xml[begins:ends]
        if not _SEEN.search(paragraph):
            paragraph = _PAGE_BREAK.sub("", paragraph)
        start = paragraph.find(">") + 1
        if paragraph.startswith("<w:pPr>", start) and "<w:pPrChange" not in paragraph:
            at = paragraph.find("</w:pPr>")
            return f"{xml[:begins]}{paragraph[:at]}{properties}{paragraph[at:]}{xml[ends:]}"
        if not paragraph.startswith("<w:pPr", start):
            return f"{xml[:begins]}{paragraph[:start]}<w:pPr>{properties}</w:pPr>{paragraph[start:]}{xml[ends:]}"
    return f"{xml}{_SHORTEST}{properties}</w:pPr></w:p>"


def _turned(properties: str) -> str:
    """Section properties for the same paper on its side, in one column; as they are where it lies already."""
    found = _SIZE.search(properties)
    values = dict(_NUMBER.findall(found[0])) if found else {}
    across, down = int(values.get("w", "0")), int(values.get("h", "0"))
    if found is None or across >= down:
        return properties
    code = f' w:code="{values["code"]}"' if "code" in values else ""
    size = f'<w:pgSz w:w="{down}" w:h="{across}" w:orient="landscape"{code}/>'
    properties = f"{properties[: found.start()]}{size}{properties[found.end() :]}"
    properties = _REFERENCE.sub(rf'\1{TURNED_ID}"', properties)
    return _COLUMNS.sub('<w:cols w:space="708"/>', properties)
