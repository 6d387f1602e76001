"""Two Word documents as one with tracked changes: accepting them all gives the new one, rejecting them all the old.

The result is the new document's package: its properties, styles and settings. What the old one's text needs besides is
taken in (`adoption`, `numbering`); the flows are compared (`blocks`, `runs`), and the
sections with their headers (`sections`). Not tracked, since Word has no mark for it: what a style is, comments,
widths of columns, cached results of fields. They are as in the new one.
"""

import re
from copy import deepcopy
from datetime import UTC, date, datetime

from pipeline.diagnostics import Diagnostic, Place
from pipeline.render.problems import COMPARED_BROKEN, COMPARED_CHANGES
from pipeline.render.redline.adoption import NoteMap, RelationMap, StyleMap, tidy
from pipeline.render.redline.blocks import Comparison
from pipeline.render.redline.marks import Marks
from pipeline.render.redline.numbering import adopt_numbering
from pipeline.render.redline.package import Package, read_package
from pipeline.render.redline.properties import seal
from pipeline.render.redline.runs import Reader
from pipeline.render.redline.sections import Sections, Shown, section_copy
from pipeline.render.redline.xml import Element, W, child, element, paragraphs, value

_CHANGES = (
    *(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")),
    *(
        f"{W}{name}Change"
        for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "numbering")
    ),
)
_STORIES = {"header", "footer", "footnotes", "endnotes"}
_POINTS_AT = re.compile(r"\b(?:REF|PAGEREF|NOTEREF)\s+(\S+)")
_DRAWING_NUMBER = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def redline(
    old: bytes,
    new: bytes,
    author: str,
    moment: date,
    names: tuple[str, str] = ("den gamle", "den nye"),
) -> bytes | list[Diagnostic]:
    """The new document with what is changed since the old one marked as `author`'s changes of `moment`.

    Where one of the files cannot be compared (no .docx, broken, with a password, with tracked changes already), what
    is wrong with it, at its name. The same files, author and moment give the same bytes.
    """
    packages: list[Package] = []
    faults: list[Diagnostic] = []
    for data, name in ((old, names[0]), (new, names[1])):
        found = read_package(data)
        if not isinstance(found, Package):
            faults.append(found.at(Place(name)))
            continue
        if child(found.tree(found.main), "body") is None:
            faults.append(COMPARED_BROKEN.at(Place(name)))
        elif count := _tracked_changes(found):
            faults.append(COMPARED_CHANGES.at(Place(name), antall=count))
        packages.append(found)
    if faults:
        return faults
    return _Redline(packages[0], packages[1], author, _stamp(moment)).made()


def _stamp(moment: date) -> str:
    if not isinstance(moment, datetime):
        return f"{moment.isoformat()}T00:00:00Z"
    whole = moment.astimezone(UTC) if moment.tzinfo else moment
    return f"{whole.replace(microsecond=0, tzinfo=None).isoformat()}Z"


def _story_parts(package: Package) -> list[str]:
    related = package.relations(package.main).values()
    names = [each.target for each in related if each.kind in _STORIES and each.target in package.parts]
    return list(dict.fromkeys([package.main, *names]))


def _tracked_changes(package: Package) -> int:
    return sum(1 for part in _story_parts(package) for _ in package.tree(part).iter(*_CHANGES))


class _Redline:
    """One comparison."""

    def __init__(self, old: Package, new: Package, author: str, stamp: str) -> None:
        self.old, self.new = old, new
        self.old_body, self.new_body = (package.tree(package.main).find(f"{W}body") for package in (old, new))
        for package in (old, new):
            for part in _story_parts(package):
                tidy(package.tree(part))
        self.shown_before, self.shown_now = Shown(old, self.old_body), Shown(new, self.new_body)  # type: ignore[arg-type]
        self.kept_names = self._kept_names()
        self.marks = Marks(author, stamp, self._first_number())
        self.relations = RelationMap(old, new)
        self._adopt()

    def made(self) -> bytes:
        old, new = self.old_body, self.new_body
        assert old is not None and new is not None
        before, now = child(old, "sectPr"), child(new, "sectPr")
        main = Comparison(
            self._reader(self.new.main, False), self._reader(self.new.main, True), self.marks, self.kept_names
        )
        flow = main.flow(_but(old, before), _but(new, now))
        last = section_copy(now if now is not None else before)
        main.sections.append((last, before if before is not None else last, now if now is not None else last))
        sections = Sections(self.old, self.new, self.marks, self._story)
        sections.write(main.sections, self.shown_before, self.shown_now)
        for each in list(new):
            new.remove(each)
        new.extend([*flow, last])
        self._number_drawings()
        self.relations.drop_unused()
        seal(self.new)
        return self.new.written()

    # --- before the comparison ----------------------------------------------------------------------------------

    def _adopt(self) -> None:
        styles = StyleMap(self.old, self.new)
        before = [self.old.tree(part) for part in [self.old.main, *self.shown_before.parts()]]
        now = [self.new.tree(part) for part in [self.new.main, *self.shown_now.parts()]]
        self._name_default_style(before, styles)
        for root in before:
            styles.apply(root)
        adopt_numbering(self.old, self.new, styles, before, now)
        for reference in list(before[0].iter(f"{W}headerReference", f"{W}footerReference")):
            reference.getparent().remove(reference)  # type: ignore[union-attr]  # `shown_before` knows them
        self.relations.apply(before[0], self.old.main, self.new.main)
        self.notes = NoteMap(self.old, self.new, styles, self.relations)
        for root in before:
            self.notes.adopt(root)

    def _name_default_style(self, before: list[Element], styles: StyleMap) -> None:
        """Paragraphs that name no style have the document's default one, which may be another in the new document."""
        default, other = (_default_style(package) for package in (self.old, self.new))
        if not default or styles.ids.get(default) == other:
            return
        for root in before:
            for paragraph in paragraphs(root):
                properties = child(paragraph, "pPr")
                if properties is None:
                    properties = element("pPr")
                    paragraph.insert(0, properties)
                if not value(properties, "pStyle"):
                    properties.insert(0, element("pStyle", val=default))

    def _kept_names(self) -> frozenset[str]:
        """The bookmarks the old text points at and the new document does not have."""
        names: list[set[str]] = []
        for package in (self.old, self.new):
            roots = [package.tree(part) for part in _story_parts(package)]
            names.append({each.get(f"{W}name", "") for root in roots for each in root.iter(f"{W}bookmarkStart")})
        root = self.old.tree(self.old.main)
        wanted = {each.get(f"{W}anchor", "") for each in root.iter(f"{W}hyperlink")}
        for each in root.iter(f"{W}instrText"):
            wanted.update(_POINTS_AT.findall(each.text or ""))
        for each in root.iter(f"{W}fldSimple"):
            wanted.update(_POINTS_AT.findall(each.get(f"{W}instr", "")))
        return frozenset((names[0] & wanted) - names[1])

    def _first_number(self) -> int:
        numbers = [0]
        for part in _story_parts(self.new):
            for each in self.new.tree(part).iter(f"{W}bookmarkStart", f"{W}commentRangeStart"):
                number = each.get(f"{W}id", "")
                numbers.append(int(number) if number.isdecimal() else 0)
        return max(numbers) + 1

    # --- stories ------------------------------------------------------------------------------------------------

    def _reader(self, part: str, new: bool) -> Reader:
        def target(name: str, ident: str) -> str:
            relation = self.new.relations(part).get(ident)
            if relation is None:
                return ident
            return relation.target if relation.external else self.new.digest(relation.target)

        return Reader(target, self.notes.key, keep_unmarked=new)

    def _story(self, old: Element, old_part: str, new: Element, part: str) -> list[Element]:
        """A header or footer that is to stand in `part`."""
        before = deepcopy(old)
        if old_part:
            self.relations.apply(before, old_part, part)
        comparison = Comparison(self._reader(part, False), self._reader(part, True), self.marks, frozenset())
        return comparison.flow(list(before), list(new))

    def _number_drawings(self) -> None:
        """No two drawings may have one number; those of the old document come among those of the new."""
        used: set[str] = set()
        free = 1
        for part in _story_parts(self.new):
            for each in self.new.tree(part).iter(_DRAWING_NUMBER):
                number = each.get("id", "")
                while number in used or not number:
                    number, free = str(free), free + 1
                used.add(number)
                each.set("id", number)


def _default_style(package: Package) -> str:
    styles = package.related("styles")
    for style in [] if styles is None else styles.iter(f"{W}style"):
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            return style.get(f"{W}styleId", "")
    return ""


def _but(parent: Element, left_out: Element | None) -> list[Element]:
    return [each for each in parent if each is not left_out]
