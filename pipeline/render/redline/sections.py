"""Sections of two documents: their properties, and the headers and footers each shows, compared in their own parts.

A section without a header of its own shows that of the section before (ECMA-376 part 1, 17.10.2). What a section showed
cannot be a tracked change, but what the header says can: so each section of the result gets one that says both.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from pipeline.render.redline.marks import Marks
from pipeline.render.redline.package import Package, Relation
from pipeline.render.redline.xml import (
    R_NAMESPACE,
    W_NAMESPACE,
    Element,
    R,
    W,
    attributes_of,
    canon_properties,
    copies,
    element,
    own_children,
)

_KINDS = tuple((which, kind) for which in ("header", "footer") for kind in ("default", "first", "even"))
_NOT_BASE = ("headerReference", "footerReference", "sectPrChange", "rsid")
_ROOTS = {"header": "hdr", "footer": "ftr"}


class Story(NamedTuple):
    """Which header or footer of which document: the part, or none."""

    which: str
    part: str


class Shown:
    """What each section of a document shows, by its element: the part of each kind of header and footer."""

    def __init__(self, package: Package, body: Element) -> None:
        self._by_section: dict[Element, dict[tuple[str, str], str]] = {}
        before: dict[tuple[str, str], str] = {}
        relations = package.relations(package.main)
        for section in body.iter(f"{W}sectPr"):
            before = dict(before)
            for which in ("header", "footer"):
                for reference in section.findall(f"{W}{which}Reference"):
                    relation = relations.get(reference.get(f"{R}id", ""))
                    if relation is not None and relation.target in package.parts:
                        before[which, reference.get(f"{W}type", "default")] = relation.target
            self._by_section[section] = before

    def by(self, section: Element | None) -> dict[tuple[str, str], str]:
        return {} if section is None else self._by_section.get(section, {})

    def parts(self) -> list[str]:
        return list(dict.fromkeys(part for each in self._by_section.values() for part in each.values()))


class Sections:
    """Writes the sections of the result; `compare` compares two stories, given the part the result is to stand in."""

    def __init__(
        self,
        old: Package,
        new: Package,
        marks: Marks,
        compare: Callable[[Element, str, Element, str], list[Element]],
    ) -> None:
        self.old, self.new, self.marks, self.compare = old, new, marks, compare
        self.originals: dict[str, Element] = {}
        self.written: dict[tuple[str, str], str] = {}

    def write(self, sections: list[tuple[Element, Element | None, Element | None]], old: Shown, new: Shown) -> None:
        """Finishes the sections that stand in the result, each with the one it was and the one it is."""
        for part in new.parts():
            self.originals[part] = deepcopy(self.new.tree(part))
        both = [each for each in sections if each[1] is not None and each[2] is not None]
        one = [each for each in sections if each[1] is None or each[2] is None]
        for section, before, now in both:
            self._properties(section, before, now)
            self._references(
                section,
                {
                    kind: self._merged(kind[0], old.by(before).get(kind, ""), new.by(now).get(kind, ""))
                    for kind in _KINDS
                },
            )
        for section, before, now in one:
            shown = old.by(before) if now is None else new.by(now)
            self._references(section, {kind: self._alone(part, now is None) for kind, part in shown.items()})

    def _properties(self, section: Element, old: Element | None, new: Element | None) -> None:
        before = own_children(old, _NOT_BASE)
        if canon_properties(before) != canon_properties(own_children(new, _NOT_BASE)):
            section.append(self.marks.change("sectPrChange", "sectPr", before))

    def _references(self, section: Element, parts: dict[tuple[str, str], str]) -> None:
        for each in list(section):
            if each.tag in (f"{W}headerReference", f"{W}footerReference"):
                section.remove(each)
        references = []
        for (which, kind), part in parts.items():
            if part:
                type_ = f"{R_NAMESPACE}/{which}"
                ident = self.new.add_relation(self.new.main, Relation(which, type_, part, False))
                reference = element(f"{which}Reference", type=kind)
                reference.set(f"{R}id", ident)
                references.append(reference)
        section[:0] = references

    def _alone(self, part: str, gone: bool) -> str:
        """The part a section shows that only one of the documents has."""
        at = 0 if gone else 1
        known = next((made for pair, made in self.written.items() if pair[at] == part), None)
        if known is not None:
            return known
        which = "header" if self._tree(part, gone).tag == f"{W}hdr" else "footer"
        return self._merged(which, part, part="") if gone else part

    def _tree(self, part: str, gone: bool) -> Element:
        return self.old.tree(part) if gone else self.originals[part]

    def _merged(self, which: str, old: str, part: str) -> str:
        """The part that says what the old one did and what the new one (`part`) does."""
        if not old and not part:
            return ""
        if (old, part) not in self.written:
            taken = part in self.written.values() or not part
            if taken:
                kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{which}+xml"
                made = self.new.add_part(f"word/{which}-redline.xml", b"", kind)
                root = etree.Element(f"{W}{_ROOTS[which]}", nsmap={"w": W_NAMESPACE, "r": R_NAMESPACE})
                self.new.trees[made] = root
                if part:
                    for relation in self.new.relations(part).values():
                        self.new.add_relation(made, relation)
            else:
                made, root = part, self.new.tree(part)
            self.written[old, part] = made
            before = self.old.tree(old) if old else _blank(which)
            now = deepcopy(self.originals[part]) if part else _blank(which)
            if taken and part:
                self._same_relations(now, part, made)
            content = self.compare(before, old, now, made)
            for each in list(root):
                root.remove(each)
            root.extend(content)
        return self.written[old, part]

    def _same_relations(self, root: Element, part: str, made: str) -> None:
        known = self.new.relations(part)
        for each in root.iter():
            for name, ident in attributes_of(each):
                if name.startswith(R) and ident in known:
                    each.set(name, self.new.add_relation(made, known[ident]))


def _blank(which: str) -> Element:
    root = element(_ROOTS[which])
    root.append(element("p"))
    return root


def section_copy(section: Element | None) -> Element:
    """A document's last section, which is no paragraph's."""
    made = element("sectPr")
    if section is not None:
        made.extend(copies(section))
    return made
