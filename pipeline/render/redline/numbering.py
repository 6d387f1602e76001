"""Lists of the old document as lists of the new: which of them are the same, and the others taken in.

Word counts by definition (`w:abstractNum`): the lists (`w:num`) of one share a counter, which a list may set anew. So
each definition of the old document becomes one of the new one, no two the same, and each list likewise: then what is
left after every change is rejected counts as the old document did. Lists are the same where they are made alike and
most of their points are: another list is a change of formatting in Word, and there should be none for nothing.

Source: ECMA-376 part 1, 17.9.
"""

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from difflib import SequenceMatcher
from hashlib import sha256
from typing import NamedTuple

from lxml import etree

from pipeline.render.redline.adoption import StyleMap
from pipeline.render.redline.package import Package
from pipeline.render.redline.xml import (
    VAL,
    W_NAMESPACE,
    Element,
    W,
    canon,
    child,
    element,
    forget,
    own_children,
    paragraphs,
    value,
    whole,
    words_of,
)

_NOT_ITS_OWN = {f"{W}nsid", f"{W}tmpl", f"{W}name"}
_NONE = "0"


class ListPoint(NamedTuple):
    """What a paragraph is numbered by: the list and the level."""

    number: str
    level: int


class _Numbering:
    """Definitions, lists, and what the styles give, of one document."""

    def __init__(self, package: Package) -> None:
        root = package.related("numbering")
        self.root = root
        rows = [] if root is None else list(root)
        self.definitions = {each.get(f"{W}abstractNumId", ""): each for each in rows if each.tag == f"{W}abstractNum"}
        self.lists = {each.get(f"{W}numId", ""): each for each in rows if each.tag == f"{W}num"}
        styles = package.related("styles")
        self.styles = {} if styles is None else {each.get(f"{W}styleId", ""): each for each in styles.iter(f"{W}style")}
        self.default = next(
            (
                ident
                for ident, each in self.styles.items()
                if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in ("1", "true")
            ),
            "",
        )
        self._given: dict[str, ListPoint | None] = {}

    def definition_of(self, number: str) -> str:
        return value(self.lists.get(number), "abstractNumId")

    def given_by(self, style: str) -> ListPoint | None:
        """What a paragraph style numbers its paragraphs by (17.9.23: the level is that which names the style)."""
        if style not in self._given:
            self._given[style] = self._give(style)
        return self._given[style]

    def _give(self, style: str) -> ListPoint | None:
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            properties = child(child(self.styles[style], "pPr"), "numPr")
            number = value(properties, "numId")
            if number:
                for level in self.definitions.get(self.definition_of(number), ()):
                    if level.tag == f"{W}lvl" and value(level, "pStyle") == style:
                        return ListPoint(number, whole(level.get(f"{W}ilvl")))
                return ListPoint(number, whole(value(properties, "ilvl")))
            style = value(self.styles[style], "basedOn")
        return None

    def point(self, paragraph: Element, style: str) -> ListPoint | None:
        return _own_point(paragraph, self.given_by(style))


def adopt_numbering(
    old: Package, new: Package, styles: StyleMap, trees: list[Element], new_trees: list[Element]
) -> None:
    """Writes the new document's lists into `trees`, texts of the old one whose styles are adopted already."""
    _Adoption(old, new, styles).run(trees, new_trees)


class _Adoption:
    def __init__(self, old: Package, new: Package, styles: StyleMap) -> None:
        self.package, self.style_map = new, styles
        self.old, self.new = _Numbering(old), _Numbering(new)
        # Styles by the new document's ids, and what they gave in the old one.
        self.given_before = {styles.ids.get(ident, ident): self.old.given_by(ident) for ident in self.old.styles}
        self.old_default = styles.ids.get(self.old.default, self.old.default)
        self.definitions = self._pair_definitions()
        self.lists: dict[str, str] = {}

    def run(self, trees: list[Element], new_trees: list[Element]) -> None:
        points = [(each, self._point_before(each)) for tree in trees for each in paragraphs(tree)]
        there = [
            (each, self.new.point(each, _style(each, self.new.default)))
            for tree in new_trees
            for each in paragraphs(tree)
        ]
        self._pair_lists(points, there)
        for style in self.style_map.taken_in:
            own = child(child(style, "pPr"), "numPr")
            if own is not None and child(own, "numId") is not None:
                own.find(f"{W}numId").set(VAL, self._list(value(own, "numId")))  # type: ignore[union-attr]
        self.new._given.clear()
        self.new.styles.update({each.get(f"{W}styleId", ""): each for each in self.style_map.taken_in})
        for paragraph, point in points:
            self._write(paragraph, point)

    def _point_before(self, paragraph: Element) -> ListPoint | None:
        return _own_point(paragraph, self.given_before.get(_style(paragraph, self.old_default)))

    # --- definitions --------------------------------------------------------------------------------------------

    def _pair_definitions(self) -> dict[str, str]:
        free = {ident: self._canon(each, {}) for ident, each in self.new.definitions.items()}
        pairs: dict[str, str] = {}
        texts = {ident: self._canon(each, self.style_map.ids) for ident, each in self.old.definitions.items()}
        for ident, text in texts.items():
            if free.get(ident) == text:
                pairs[ident] = ident
                del free[ident]
        for ident, text in texts.items():
            if ident not in pairs:
                found = next((other for other, each in free.items() if each == text), None)
                if found is not None:
                    pairs[ident] = found
                    del free[found]
        return pairs

    def _canon(self, definition: Element, styles: dict[str, str]) -> str:
        copy = deepcopy(definition)
        copy.attrib.clear()
        for each in list(copy):
            if each.tag in _NOT_ITS_OWN:
                copy.remove(each)
        for each in copy.iter(f"{W}pStyle", f"{W}styleLink", f"{W}numStyleLink"):
            each.set(VAL, styles.get(each.get(VAL, ""), each.get(VAL, "")))
        for each in copy.iter(f"{W}lvl"):
            forget(each, f"{W}tplc")
        return canon(copy)

    def _definition(self, ident: str) -> str:
        if ident not in self.definitions and ident in self.old.definitions:
            taken = deepcopy(self.old.definitions[ident])
            number = str(1 + max((whole(each) for each in self.new.definitions), default=-1))
            taken.set(f"{W}abstractNumId", number)
            for each in list(taken.iter(f"{W}pStyle", f"{W}styleLink", f"{W}name")):
                each.getparent().remove(each)  # type: ignore[union-attr]  # a style belongs to one definition
            for link in taken.iter(f"{W}numStyleLink"):
                link.set(VAL, self.style_map.ids.get(link.get(VAL, ""), link.get(VAL, "")))
            for mark in taken.iter(f"{W}nsid"):
                # Word takes definitions of one nsid for the same.
                mark.set(VAL, sha256(f"{mark.get(VAL)} {number}".encode()).hexdigest()[:8].upper())
            root = self._root()
            last = max(
                (at for at, each in enumerate(root) if each.tag in (f"{W}abstractNum", f"{W}numPicBullet")), default=-1
            )
            root.insert(last + 1, taken)
            self.new.definitions[number] = taken
            self.definitions[ident] = number
        return self.definitions.get(ident, ident)

    def _root(self) -> Element:
        if self.new.root is None:
            name = self.package.add_part(
                "word/numbering.xml",
                b"",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
            )
            self.new.root = self.package.trees[name] = etree.Element(f"{W}numbering", nsmap={"w": W_NAMESPACE})
            from pipeline.render.redline.package import Relation

            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
            self.package.add_relation(self.package.main, Relation("numbering", kind, name, False))
        return self.new.root

    # --- lists --------------------------------------------------------------------------------------------------

    def _pair_lists(
        self, before: list[tuple[Element, ListPoint | None]], there: list[tuple[Element, ListPoint | None]]
    ) -> None:
        for style, given in self.given_before.items():
            now = self.new.given_by(style)
            if given and now:
                self._pair(given.number, now.number)
        votes: Counter[tuple[str, str]] = Counter()
        for one, other in _alike(before, there):
            if one and other:
                votes[one.number, other.number] += 1
        for (number, counterpart), _ in sorted(votes.items(), key=lambda each: (-each[1], each[0])):
            self._pair(number, counterpart)

    def _pair(self, number: str, other: str) -> None:
        if number in self.lists or other in self.lists.values():
            return
        one, two = self.old.lists.get(number), self.new.lists.get(other)
        if (
            one is None
            or two is None
            or self.definitions.get(self.old.definition_of(number)) != self.new.definition_of(other)
        ):
            return
        if [canon(each) for each in own_children(one, ("abstractNumId",))] == [
            canon(each) for each in own_children(two, ("abstractNumId",))
        ]:
            self.lists[number] = other

    def _list(self, number: str) -> str:
        if not self.old.definition_of(number):
            return _NONE
        if number not in self.lists:
            taken = deepcopy(self.old.lists[number])
            free = str(1 + max((whole(each) for each in self.new.lists), default=0))
            taken.set(f"{W}numId", free)
            taken.find(f"{W}abstractNumId").set(VAL, self._definition(self.old.definition_of(number)))  # type: ignore[union-attr]
            root = self._root()
            last = max(at for at, each in enumerate(root) if each.tag in (f"{W}abstractNum", f"{W}num"))
            root.insert(last + 1, taken)
            self.new.lists[free] = taken
            self.lists[number] = free
        return self.lists[number]

    def _write(self, paragraph: Element, point: ListPoint | None) -> None:
        """Sets the number of a paragraph of the old document where its style does not give the same in the new."""
        style = _style(paragraph, self.old_default)
        given = self.new.given_by(style)
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        if point is None or not self.old.definition_of(point.number):
            wanted = None if given is None and own is None else ListPoint(_NONE, 0)
        else:
            wanted = ListPoint(self._list(point.number), point.level)
            if own is None and wanted == given:
                return
        if own is not None and properties is not None:
            properties.remove(own)
        if wanted is None or (wanted.number == _NONE and own is None and given is None):
            return
        if properties is None:
            properties = element("pPr")
            paragraph.insert(0, properties)
        numbering = element("numPr")
        numbering.append(element("ilvl", val=str(wanted.level)))
        numbering.append(element("numId", val=wanted.number))
        before = {
            f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
        }
        properties.insert(sum(each.tag in before for each in properties), numbering)


def _own_point(paragraph: Element, given: ListPoint | None) -> ListPoint | None:
    """The list a paragraph counts in: its own numbering over what its style has `given` it."""
    own = child(child(paragraph, "pPr"), "numPr")
    if own is None:
        return given
    number = value(own, "numId") or (given.number if given else "")
    level = value(own, "ilvl")
    return ListPoint(number, whole(level) if level else given.level if given else 0) if number else None


def _style(paragraph: Element, default: str) -> str:
    return value(child(paragraph, "pPr"), "pStyle") or default


def _alike(
    before: list[tuple[Element, ListPoint | None]], there: list[tuple[Element, ListPoint | None]]
) -> Iterator[tuple[ListPoint | None, ListPoint | None]]:
    """Points of paragraphs that are most likely the same: those that say the same, and those between such in equal
    count."""
    said = [[f"{_style(each, '')}|{words_of(each)}" for each, _ in side] for side in (before, there)]
    for kind, one, end, other, last in SequenceMatcher(None, said[0], said[1], autojunk=False).get_opcodes():
        if kind == "equal" or (kind == "replace" and end - one == last - other):
            for step in range(end - one):
                yield before[one + step][1], there[other + step][1]
