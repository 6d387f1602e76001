"""Revision marks: who, when, and a number of its own for each.

Source: ECMA-376 part 1, 17.13.5.
"""

from collections.abc import Iterable, Sequence
from itertools import count

from pipeline.render.redline.xml import (
    MARKS,
    SPACE,
    Element,
    W,
    canon_properties,
    child,
    copies,
    element,
    own_children,
)

INSERTED, DELETED = "ins", "del"
_DELETED_TEXT = {f"{W}t": f"{W}delText", f"{W}instrText": f"{W}delInstrText"}


class Marks:
    """Makes the marks of one comparison."""

    def __init__(self, author: str, moment: str, first: int) -> None:
        self.author, self.moment = author, moment
        self._numbers = count(first)

    def number(self) -> str:
        """A number nothing else in the document has."""
        return str(next(self._numbers))

    def mark(self, name: str) -> Element:
        """An empty mark."""
        return element(name, id=self.number(), author=self.author, date=self.moment)

    def around(self, kind: str, runs: Iterable[Element]) -> Element:
        """Runs inserted or deleted."""
        mark = self.mark(kind)
        mark.extend(runs)
        if kind == DELETED:
            for run in mark:
                for text in run:  # its own text alone: what stands in a text box is no text of the run
                    if text.tag in _DELETED_TEXT:
                        text.tag = _DELETED_TEXT[text.tag]
                        text.set(SPACE, "preserve")
        return mark

    def change(self, name: str, inner: str, old: Sequence[Element]) -> Element:
        """What properties were before: `rPrChange` around an `rPr`."""
        mark = self.mark(name)
        before = element(inner)
        before.extend(copies(old))
        mark.append(before)
        return mark

    def grid_change(self, old: Sequence[Element]) -> Element:
        """What a table's columns were. The schema lets it say neither who nor when."""
        mark = element("tblGridChange", id=self.number())
        before = element("tblGrid")
        before.extend(copies(old))
        mark.append(before)
        return mark

    def run_change(self, properties: Element, old: Sequence[Element]) -> None:
        properties.append(self.change("rPrChange", "rPr", old))

    def paragraph_mark(self, paragraph: Element, kind: str) -> None:
        """Marks the paragraph's end as inserted or deleted."""
        mark_properties(paragraph).insert(0, self.mark(kind))

    def paragraph_change(self, paragraph: Element, old: Element | None) -> None:
        """Notes what the paragraph's properties were, where they were others; also those of its mark."""
        properties = child(paragraph, "pPr")
        before = base_properties(old)
        if canon_properties(base_properties(properties)) != canon_properties(before):
            whole = paragraph_properties(paragraph)
            whole.append(self.change("pPrChange", "pPr", before))
        mark_before = own_children(child(old, "rPr"))
        mark_now = own_children(child(properties, "rPr"))
        if canon_properties(each for each in mark_now if each.tag not in MARKS) != canon_properties(mark_before):
            self.run_change(mark_properties(paragraph), mark_before)

    def row_mark(self, row: Element, kind: str) -> None:
        properties = row_properties(row)
        # Before the change of properties, after all of them.
        change = child(properties, "trPrChange")
        mark = self.mark(kind)
        if change is None:
            properties.append(mark)
        else:
            change.addprevious(mark)

    def cell_mark(self, cell: Element, kind: str) -> None:
        properties = cell_properties(cell)
        mark = self.mark("cellIns" if kind == INSERTED else "cellDel")
        change = child(properties, "tcPrChange")
        if change is None:
            properties.append(mark)
        else:
            change.addprevious(mark)


def paragraph_properties(paragraph: Element) -> Element:
    properties = child(paragraph, "pPr")
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    return properties


def mark_properties(paragraph: Element) -> Element:
    """The properties of a paragraph's mark, made where there are none."""
    whole = paragraph_properties(paragraph)
    found = child(whole, "rPr")
    if found is None:
        found = element("rPr")
        after = [each for each in whole if each.tag in (f"{W}sectPr", f"{W}pPrChange")]
        if after:
            after[0].addprevious(found)
        else:
            whole.append(found)
    return found


def base_properties(properties: Element | None) -> list[Element]:
    """A paragraph's properties without those of its mark and its section (17.3.1.26 against 17.13.5.29)."""
    return own_children(properties, ("rPr", "sectPr", "pPrChange"))


def row_properties(row: Element) -> Element:
    properties = child(row, "trPr")
    if properties is None:
        properties = element("trPr")
        exception = child(row, "tblPrEx")
        row.insert(0 if exception is None else 1, properties)
    return properties


def cell_properties(cell: Element) -> Element:
    properties = child(cell, "tcPr")
    if properties is None:
        properties = element("tcPr")
        cell.insert(0, properties)
    return properties
