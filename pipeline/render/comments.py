"""Word comments: where a fault stands in the sources, there its comment stands in the document.

No date is written: a comment's date would be the clock. Source: ECMA-376 part 1, 17.13.4.
"""

import re
from collections.abc import Callable, Sequence

from pipeline.diagnostics import Diagnostic, Place
from pipeline.render.compiled import Looks
from pipeline.render.paragraphs import UNIT_END, UNIT_START, UNIT_STOP, Unit
from pipeline.render.xml_text import text_in_run

PART = "comments.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"

_AUTHOR = 'w:author="saksgang" w:initials="sg"'
_UNIT = re.compile(f"([{UNIT_START}{UNIT_END}])(\\d+){UNIT_STOP}")
_TEXT = re.compile(r"<w:t(?: [^<>]*)?>[^<]*[^<\s][^<]*</w:t>")


def comments_part(remarks: Sequence[Diagnostic], looks: Looks, translate: Callable[[str], str]) -> str:
    """The XML of the comments, numbered as the remarks are."""
    style = f'<w:pPr><w:pStyle w:val="{looks.comment_text}"/></w:pPr>' if looks.comment_text else ""
    comments = []
    for number, remark in enumerate(remarks):
        lines = [line for line in (remark.message(translate), remark.hint(translate)) if line]
        paragraphs = "".join(
            f'<w:p>{style}<w:r><w:t xml:space="preserve">{text_in_run(line)}</w:t></w:r></w:p>' for line in lines
        )
        comments.append(f'<w:comment w:id="{number}" {_AUTHOR}>{paragraphs or "<w:p/>"}</w:comment>')
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"{''.join(comments)}</w:comments>"
    )


def anchor(xml: str, units: Sequence[Unit], remarks: Sequence[Diagnostic], looks: Looks) -> str:
    """The main part with each comment at its unit; those that belong to none, at the first text."""
    at: dict[int, list[int]] = {}
    loose: list[int] = []
    by_file: dict[str, list[int]] = {}
    for index, unit in enumerate(units):
        by_file.setdefault(unit.place.file, []).append(index)
    for number, remark in enumerate(remarks):
        found = _best(remark.place, units, by_file.get(remark.place.file, []))
        if found is None:
            loose.append(number)
        else:
            at.setdefault(found, []).append(number)
    ends = _ends(looks)

    def put(found: re.Match[str]) -> str:
        numbers = at.get(int(found[2]))
        if not numbers:
            return ""
        return "".join(map(_start, numbers)) if found[1] == UNIT_START else "".join(map(ends, reversed(numbers)))

    xml = _UNIT.sub(put, xml)
    return _at_first_text(xml, loose, ends) if loose else xml


def _best(place: Place, units: Sequence[Unit], candidates: Sequence[int]) -> int | None:
    """The unit nearest to a place: on its line, at or before its column; else the last one before it in the file.

    Where the same text stands twice in a document, the one that carries its bookmark is meant, else the first.
    """
    if not place.line:
        return None
    best: tuple[tuple[int, ...], int] | None = None
    for index in candidates:
        unit = units[index]
        line, column = unit.place.line, unit.place.column
        if line == place.line:
            nearness: tuple[int, ...] = (2, column) if column <= place.column else (1, -column)
        elif line < place.line:
            nearness = (0, line, column)
        else:
            continue
        # Tuples of one tier are of one length, and tiers differ in their first number.
        key = (*nearness, int(unit.named), -index)
        if best is None or key > best[0]:
            best = (key, index)
    return best[1] if best else None


def _start(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def _ends(looks: Looks) -> Callable[[int], str]:
    style = f'<w:rPr><w:rStyle w:val="{looks.comment_reference}"/></w:rPr>' if looks.comment_reference else ""

    def end(number: int) -> str:
        return f'<w:commentRangeEnd w:id="{number}"/><w:r>{style}<w:commentReference w:id="{number}"/></w:r>'

    return end


def _at_first_text(xml: str, numbers: Sequence[int], ends: Callable[[int], str]) -> str:
    """Comments around the first run with text in the body that does not stand in a text box, where Word allows none."""
    starts = "".join(map(_start, numbers))
    finish = "".join(map(ends, reversed(numbers)))
    for found in _TEXT.finditer(xml):
        if xml.count("<w:txbxContent", 0, found.start()) > xml.count("</w:txbxContent", 0, found.start()):
            continue
        first = max(xml.rfind("<w:r>", 0, found.start()), xml.rfind("<w:r ", 0, found.start()))
        last = xml.find("</w:r>", found.end()) + len("</w:r>")
        if first >= 0 and last >= len("</w:r>"):
            return f"{xml[:first]}{starts}{xml[first:last]}{finish}{xml[last:]}"
    end = xml.find("</w:p>")
    return f"{xml[:end]}{starts}{finish}{xml[end:]}" if end >= 0 else xml
