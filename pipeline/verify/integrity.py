"""What a part refers to is there, and everything that must be unique is."""

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.diagnostics import Diagnostic
from pipeline.verify import problems
from pipeline.verify.contents import Contents

_BOOKMARK_NAME = re.compile(r"[^\W\d]\w{0,39}")
_TOP_OF_DOCUMENT = "_top"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOKS = ("package", "oleObject")


def relations(contents: Contents) -> Iterator[Diagnostic]:
    """Every relation used in a part is in its list of relations."""
    for story in contents.stories:
        known = {each.id for each in contents.package.relations.get(story.name, ())}
        for ident in sorted(story.relation_ids - known):
            yield problems.MISSING_RELATION.at(contents.place, **{"del": story.name}, id=ident)


def styles(contents: Contents) -> Iterator[Diagnostic]:
    """Every style used is defined, as the kind it is used as."""
    for story in contents.stories:
        for kind, ident in story.styles:
            if (kind, ident) not in contents.styles.styles:
                yield problems.UNKNOWN_STYLE.at(
                    contents.place, **{"del": story.name}, stil=ident, type=_KINDS.get(kind, kind)
                )


_KINDS = {"paragraph": "avsnitt", "character": "tegn", "table": "tabell"}


def numbering(contents: Contents) -> Iterator[Diagnostic]:
    """Every numbering used is there, with its pattern; 0 means none (ECMA-376 part 1, 17.9.18)."""
    used = [(story.name, number) for story in contents.stories for number in story.numberings]
    used += [("styles.xml", style.numbering) for style in contents.styles.styles.values() if style.numbering]
    for part, number in dict.fromkeys(used):
        if number != "0" and number not in contents.numbering.numbers:
            yield problems.UNKNOWN_NUMBERING.at(contents.place, **{"del": part}, id=number)
    for number, pattern in contents.numbering.numbers.items():
        if pattern not in contents.numbering.patterns:
            yield problems.UNKNOWN_NUMBERING.at(contents.place, **{"del": "numbering.xml"}, id=number)
    for number in contents.numbering.doubled:
        yield problems.DOUBLED_NUMBERING.at(contents.place, id=number)


def cells(contents: Contents) -> Iterator[Diagnostic]:
    """Every cell ends in a paragraph (ECMA-376 part 1, 17.4.65)."""
    for story in contents.stories:
        if count := story.bad_cells:
            yield problems.CELL_WITHOUT_PARAGRAPH.at(contents.place, **{"del": story.name}, antall=count)


def bookmarks(contents: Contents) -> Iterator[Diagnostic]:
    """Ids and names are unique, names are Word's, and each bookmark ends once, after it began."""
    marks = [mark for story in contents.stories for mark in story.bookmarks]
    is_open: dict[str, bool] = {}
    unpaired: dict[str, None] = {}
    for ident, name in marks:
        if name is None:
            if not is_open.get(ident):
                unpaired[ident] = None
            is_open[ident] = False
        else:
            if ident in is_open:
                unpaired[ident] = None
            is_open[ident] = True
    for ident in unpaired | {ident: None for ident, still in is_open.items() if still}:
        yield problems.BOOKMARK_UNPAIRED.at(contents.place, id=ident)
    names = [name for _, name in marks if name is not None]
    counts = Counter(name.lower() for name in names)
    for name in names:
        if counts[name.lower()] > 1:
            counts[name.lower()] = 0
            yield problems.BOOKMARK_DOUBLED.at(contents.place, navn=name)
        if not _BOOKMARK_NAME.fullmatch(name):
            yield problems.BOOKMARK_NAME.at(contents.place, navn=name)


def comments(contents: Contents) -> Iterator[Diagnostic]:
    """Each comment has one beginning, one end and one reference in the text, and they have it."""
    found = Counter(each for story in contents.stories for each in story.comments)
    for ident in dict.fromkeys(ident for _, ident in found):
        if [found[kind, ident] for kind in ("", "Start", "End", "Reference")] != [1, 1, 1, 1]:
            yield problems.COMMENT_UNPAIRED.at(contents.place, id=ident)


def drawing_ids(contents: Contents) -> Iterator[Diagnostic]:
    """No two drawings have one id."""
    counts = Counter(drawing.id for story in contents.stories for drawing in story.drawings)
    for ident, count in counts.items():
        if count > 1:
            yield problems.DOUBLED_DRAWING.at(contents.place, id=ident)


def anchors(contents: Contents) -> Iterator[Diagnostic]:
    """Every link and field that points at a bookmark finds it."""
    names = {name for story in contents.stories for _, name in story.bookmarks if name is not None}
    for story in contents.stories:
        for anchor in story.anchors:
            if anchor not in names and anchor != _TOP_OF_DOCUMENT:
                yield problems.DEAD_LINK.at(contents.place, **{"del": story.name}, navn=anchor)


def fields(contents: Contents) -> Iterator[Diagnostic]:
    """Every field is whole, and none is worked out anew on opening."""
    for story in contents.stories:
        for code in story.field_faults:
            yield problems.FIELD_BROKEN.at(contents.place, **{"del": story.name}, felt=code.strip() or "?")
        if story.outdated_fields:
            yield problems.FIELD_OUTDATED.at(contents.place, **{"del": story.name})


def pages(contents: Contents) -> Iterator[Diagnostic]:
    """Paper that is said to lie is wider than it is high (ECMA-376 part 1, 17.6.13)."""
    for width, height, way in contents.main.pages:
        if way == "landscape" and width.isdigit() and height.isdigit() and int(width) < int(height):
            yield problems.PAGE_TURNED_WRONG.at(contents.place, bredde=width, høyde=height)


def charts(contents: Contents) -> Iterator[Diagnostic]:
    """What is shown as a chart is one (ECMA-376 part 1, 14.2.1), and hides no workbook behind it."""
    package = contents.package
    for story in contents.stories:
        for chart in package.related(story.name, "chart"):
            if chart in package.parts and package.types.get(chart) != _CHART_TYPE:
                yield problems.CHART_TYPE.at(contents.place, **{"del": chart}, type=package.types.get(chart, ""))
            for workbook in (each for kind in _WORKBOOKS for each in package.related(chart, kind)):
                yield problems.CHART_WORKBOOK.at(contents.place, **{"del": chart}, ark=workbook)


CHECKS = (relations, styles, numbering, cells, bookmarks, comments, drawing_ids, anchors, fields, pages, charts)
