"""One part with text in it (the document, a header, a footer, the comments), read in a single search."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.verify import xml

_ELEMENTS = re.compile(
    r"<(/?)(w:(?:tbl|tr|tc|tblHeader|gridSpan|vMerge|hMerge|pStyle|rStyle|tblStyle|numId|bookmarkStart|bookmarkEnd|"
    r"commentRangeStart|commentRangeEnd|commentReference|comment|hyperlink|footerReference|fldSimple|instrText)|"
    r"wp:(?:docPr|anchor|inline)|adec:decorative)(?=[\s/>])([^<]*)"
)
_VALUE = re.compile(r' w:val="([^"]*)"')
_ID = re.compile(r' w:id="([^"]*)"')
_NAME = re.compile(r' w:name="([^"]*)"')
_RELATION = re.compile(r' r:(?:id|embed|link|dm|lo|qs|cs|pict)="([^"]+)"')
_CELL_END = re.compile(
    r"(?:</w:p>|<w:p(?:\s[^<>]*)?/>)\s*(?:<w:(?:bookmarkEnd|commentRangeEnd|bookmarkStart|commentRangeStart)[^<]*|"
    r"</w:sdtContent>\s*</w:sdt>\s*)*</w:tc>"
)
_PARAGRAPH_PROPERTIES = re.compile(r"<w:pPr>(.*?)</w:pPr>", re.DOTALL)
_PARAGRAPH_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_OUTLINE = re.compile(r'<w:outlineLvl w:val="(\d+)"')
_PARAGRAPH_TEXT = re.compile(r"</w:p>|<w:t(?:\s[^<>]*)?>([^<]*)")
_REFERENCE_FIELD = re.compile(r"^\s*(?:REF|PAGEREF|NOTEREF)\s+\"?([^\s\"\\]+)")
_PAGE_FIELD = re.compile(r"^\s*(PAGE|NUMPAGES|SECTIONPAGES)\b")

_STYLE_KINDS = {"w:pStyle": "paragraph", "w:rStyle": "character", "w:tblStyle": "table"}
_BODY_LEVEL = 9
"""Outline level of body text: `w:outlineLvl` 0–8 are headings, 9 is none."""


@dataclass(slots=True)
class Table:
    """What is said of one table: `depth` 1 is a table that stands in no other."""

    depth: int
    has_header: bool = False
    has_merged_cells: bool = False
    rows: int = 0


@dataclass(slots=True)
class Drawing:
    id: str
    alternative: str
    decorative: bool = False


@dataclass(slots=True)
class Story:
    """What stands in a part, each in the order it stands."""

    name: str
    text: str
    styles: dict[tuple[str, str], None] = field(default_factory=dict)
    paragraph_styles: list[str] = field(default_factory=list)
    outside_tables: set[str] = field(default_factory=set)
    """The paragraph styles used in the text itself, and not only in tables."""
    numberings: dict[str, None] = field(default_factory=dict)
    bookmarks: list[tuple[str, str | None]] = field(default_factory=list)
    """Starts (id, name) and ends (id, None)."""
    comments: list[tuple[str, str]] = field(default_factory=list)
    """(«Start», «End», «Reference» or «» for the comment itself; id)."""
    drawings: list[Drawing] = field(default_factory=list)
    floating: int = 0
    anchors: dict[str, None] = field(default_factory=dict)
    footers: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    @property
    def relation_ids(self) -> set[str]:
        """Every relation the part uses."""
        return set(_RELATION.findall(self.text))

    @property
    def bad_cells(self) -> int:
        """How many cells do not end in a paragraph."""
        cells = self.text.count("</w:tc>") + self.text.count("<w:tc/>")
        return cells - sum(1 for _ in _CELL_END.finditer(self.text)) if cells else 0

    @property
    def page_fields(self) -> set[str]:
        return {found[1] for each in self.fields if (found := _PAGE_FIELD.match(each))}

    def heading_levels(self, levels: dict[str, int]) -> list[int]:
        """The level of every heading, 1 the highest; `levels` has the outline level of the styles that have one."""
        if "<w:outlineLvl" not in self.text:
            return [levels[style] + 1 for style in self.paragraph_styles if style in levels]
        found = []
        for properties in _PARAGRAPH_PROPERTIES.findall(self.text):
            style, own = _PARAGRAPH_STYLE.search(properties), _OUTLINE.search(properties)
            level = int(own[1]) if own else levels.get(style[1], _BODY_LEVEL) if style else _BODY_LEVEL
            if level < _BODY_LEVEL:
                found.append(level + 1)
        return found

    def paragraphs(self) -> Iterator[str]:
        """The text of every paragraph."""
        words: list[str] = []
        for found in _PARAGRAPH_TEXT.finditer(self.text):
            if found[1] is not None:
                words.append(xml.plain(found[1]))
            elif words:
                yield "".join(words)
                words = []


def read_story(name: str, data: bytes) -> Story:
    """Search a well-formed part once."""
    story = Story(name, xml.regular(data))
    open_tables: list[Table] = []
    for closing, element, rest in _ELEMENTS.findall(story.text):
        if closing:
            if element == "w:tbl" and open_tables:
                open_tables.pop()
            continue
        match element:
            case "w:pStyle" | "w:rStyle" | "w:tblStyle":
                style = xml.plain(_first(_VALUE, rest))
                story.styles[_STYLE_KINDS[element], style] = None
                if element == "w:pStyle":
                    story.paragraph_styles.append(style)
                    if not open_tables:
                        story.outside_tables.add(style)
            case "w:bookmarkStart":
                story.bookmarks.append((_first(_ID, rest), xml.plain(_first(_NAME, rest))))
            case "w:bookmarkEnd":
                story.bookmarks.append((_first(_ID, rest), None))
            case "w:numId":
                story.numberings[_first(_VALUE, rest)] = None
            case "w:tbl":
                table = Table(len(open_tables) + 1)
                open_tables.append(table)
                story.tables.append(table)
            case "w:tr" if open_tables:
                open_tables[-1].rows += 1
            case "w:tblHeader" if open_tables and open_tables[-1].rows == 1:
                open_tables[-1].has_header = _first(_VALUE, rest) not in {"0", "false", "off"}
            case "w:gridSpan" if open_tables and _first(_VALUE, rest) != "1":
                open_tables[-1].has_merged_cells = True
            case "w:vMerge" | "w:hMerge" if open_tables:
                open_tables[-1].has_merged_cells = True
            case "w:comment" | "w:commentRangeStart" | "w:commentRangeEnd" | "w:commentReference":
                story.comments.append((element.removeprefix("w:comment").removeprefix("Range"), _first(_ID, rest)))
            case "w:hyperlink":
                if anchor := xml.attributes(rest).get("w:anchor"):
                    story.anchors[anchor] = None
            case "wp:docPr":
                values = xml.attributes(rest)
                story.drawings.append(Drawing(values.get("id", ""), values.get("descr", "").strip()))
            case "adec:decorative" if story.drawings:
                story.drawings[-1].decorative = xml.attributes(rest).get("val") in {"1", "true"}
            case "wp:anchor":
                story.floating += 1
            case "w:footerReference":
                values = xml.attributes(rest)
                if values.get("w:type", "default") == "default":
                    story.footers.append(values.get("r:id", ""))
            case "w:fldSimple":
                _add_field(story, xml.attributes(rest).get("w:instr", ""))
            case "w:instrText":
                _add_field(story, xml.plain(rest.partition(">")[2]))
    return story


@lru_cache(maxsize=32)
def known_story(name: str, data: bytes) -> Story:
    """As `read_story`, for headers and footers, which are alike in many documents."""
    return read_story(name, data)


def _add_field(story: Story, code: str) -> None:
    story.fields.append(code)
    if found := _REFERENCE_FIELD.match(code):
        story.anchors[found[1]] = None


def _first(pattern: re.Pattern[str], rest: str) -> str:
    found = pattern.search(rest)
    return found[1] if found else ""
