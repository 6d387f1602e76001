"""The old document made to speak of what the new one has: styles by its ids, relations and notes of its parts. What
only the old one has is taken into the new package, so that nothing a deleted text needs is missing."""

import posixpath
from copy import deepcopy
from hashlib import sha256

from pipeline.render.redline.package import Package, Relation
from pipeline.render.redline.xml import (
    VAL,
    Element,
    R,
    W,
    attributes_of,
    canon,
    drop,
    forget,
    own_children,
    unwrap,
    value,
    whole,
)

_STYLE_USES = (f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
_BASED = (f"{W}basedOn", f"{W}next", f"{W}link")
_NOISE = (f"{W}proofErr", f"{W}lastRenderedPageBreak", f"{W}permStart", f"{W}permEnd")
_TRANSPARENT = (f"{W}smartTag", f"{W}customXml", f"{W}bdo", f"{W}dir")
_SWITCHES = tuple(
    W + name
    for name in (
        *("b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "vanish", "keepNext", "keepLines"),
        *("pageBreakBefore", "widowControl", "contextualSpacing", "cantSplit", "tblHeader", "titlePg", "noWrap"),
    )
)
_CARRYING = {"header", "footer", "footnotes", "endnotes", "comments"}


def tidy(root: Element) -> None:
    """Takes away, of either document, what is no content: spelling marks and wrappers around content."""
    for each in list(root.iter(*_NOISE)):
        drop(each)
    for each in root.iter(*_SWITCHES):
        # «On» can be said in four ways; to a comparison they are one.
        said = each.get(VAL, "on")
        if said in ("on", "true", "1"):
            forget(each, VAL)
        elif said in ("off", "false"):
            each.set(VAL, "0")
    for each in list(root.iter(*_TRANSPARENT)):
        for properties in own_children(each):
            if properties.tag in (f"{W}smartTagPr", f"{W}customXmlPr"):
                each.remove(properties)
        unwrap(each)


class StyleMap:
    """The new document's id of each style of the old one, by name; what it lacks is taken in."""

    def __init__(self, old: Package, new: Package) -> None:
        self.ids: dict[str, str] = {}
        self.taken_in: list[Element] = []
        root, target = old.related("styles"), new.related("styles")
        if root is None or target is None:
            return
        known = {_style_key(each): each.get(f"{W}styleId", "") for each in target.iter(f"{W}style")}
        used = set(known.values())
        missing = []
        for style in root.iter(f"{W}style"):
            ident = style.get(f"{W}styleId", "")
            found = known.get(_style_key(style))
            if found is None:
                found = _free(ident, used)
                used.add(found)
                missing.append(style)
            self.ids[ident] = found
        needed = self._needed(old, root, missing)
        for style in missing:
            if style.get(f"{W}styleId") in needed:
                self.taken_in.append(self._taken_in(style))
        target.extend(self.taken_in)

    def _needed(self, old: Package, root: Element, missing: list[Element]) -> set[str]:
        """The missing styles that are used, and those they are based on."""
        by_id = {each.get(f"{W}styleId", ""): each for each in root.iter(f"{W}style")}
        parts = [old.main, *(each.target for each in old.relations(old.main).values() if each.kind in _CARRYING)]
        trees = [old.tree(part) for part in parts if part in old.parts]
        waiting = [use.get(VAL, "") for tree in trees for use in tree.iter(*_STYLE_USES)]
        seen: set[str] = set()
        while waiting:
            ident = waiting.pop()
            if ident not in seen and ident in by_id:
                seen.add(ident)
                waiting += [each.get(VAL, "") for each in by_id[ident] if each.tag in _BASED]
        return seen & {each.get(f"{W}styleId", "") for each in missing}

    def _taken_in(self, style: Element) -> Element:
        taken = deepcopy(style)
        taken.set(f"{W}styleId", self.ids[style.get(f"{W}styleId", "")])
        forget(taken, f"{W}default")
        for each in list(taken):
            if each.tag in _BASED:
                found = self.ids.get(each.get(VAL, ""))
                if found is None:
                    taken.remove(each)
                else:
                    each.set(VAL, found)
        return taken

    def apply(self, root: Element) -> None:
        """Writes the new ids into a tree of the old document."""
        for use in root.iter(*_STYLE_USES):
            use.set(VAL, self.ids.get(use.get(VAL, ""), use.get(VAL, "")))


def _style_key(style: Element) -> tuple[str, str]:
    # Word writes names of its own styles with small letters, others with large.
    return style.get(f"{W}type", "paragraph"), value(style, "name").lower()


def _free(ident: str, used: set[str]) -> str:
    number, free = 1, ident
    while free in used:
        number += 1
        free = f"{ident}{number}"
    return free


class RelationMap:
    """Relations of one part of the old document as relations of a part of the new; their targets are taken in."""

    def __init__(self, old: Package, new: Package) -> None:
        self.old, self.new = old, new
        self.shown = {new.digest(name): name for name in new.parts if _is_shown(name)}
        self.taken: dict[str, str] = {}
        self._made: list[tuple[str, str]] = []

    def apply(self, root: Element, old_part: str, new_part: str) -> None:
        """Writes the new ids into a tree that stood in `old_part` and is to stand in `new_part`."""
        relations = self.old.relations(old_part)
        for each in root.iter():
            for name, ident in attributes_of(each):
                if name.startswith(R) and ident in relations:
                    each.set(name, self._adopted(relations[ident], new_part))

    def _adopted(self, relation: Relation, new_part: str) -> str:
        if not relation.external:
            relation = relation._replace(target=self.part(relation.target))
        count = len(self.new.relations(new_part))
        ident = self.new.add_relation(new_part, relation)
        if len(self.new.relations(new_part)) > count:
            self._made.append((new_part, ident))
        return ident

    def part(self, name: str) -> str:
        """The new package's part that holds what a part of the old one holds."""
        if name not in self.old.parts:
            return name
        known = self.shown.get(self.old.digest(name)) or self.taken.get(name)
        if known:
            return known
        folder, stem = posixpath.split(name)
        taken = self.new.add_part(
            posixpath.join(folder, f"old-{stem}"), self.old.parts[name], self.old.content_type(name)
        )
        self.taken[name] = taken
        if _is_shown(taken):
            self.shown[self.new.digest(taken)] = taken
        inner = self.old.relations(name)
        if inner:
            root = deepcopy(self.old.tree(name))
            self.new.trees[taken] = root
            self.apply(root, name, taken)
        return taken

    def drop_unused(self) -> None:
        """Takes away what was taken in and is shown nowhere, not even as deleted: nothing is to travel along unseen."""
        for part, ident in reversed(self._made):
            if part in self.new.parts and ident not in _used(self.new.tree(part)):
                self.new.drop_relation(part, ident)
        # What a part needs was taken in after it, and may be needed no longer once that is gone.
        for name in self.taken.values():
            if not any(each.target == name for part in self.new.parts for each in self.new.relations(part).values()):
                self.new.drop_part(name)


def _is_shown(part: str) -> bool:
    """Whether a part is a picture or a chart: two that are the same, byte by byte, are one."""
    return "/media/" in part or ("/charts/" in part and "/_rels/" not in part)


def _used(root: Element) -> set[str]:
    """The ids of relations that stand in a tree."""
    return {ident for each in root.iter() for name, ident in attributes_of(each) if name.startswith(R)}


class NoteMap:
    """Footnotes and endnotes: those of the old document get a place in the new, or that of one that says the same."""

    def __init__(self, old: Package, new: Package, styles: StyleMap, relations: RelationMap) -> None:
        self.old, self.new, self.styles, self.relations = old, new, styles, relations
        self.ids: dict[tuple[str, str], str] = {}

    def key(self, reference: Element) -> str:
        """What the note of a reference says, as text; old references are adopted already."""
        root = self.new.related(f"{reference.tag.removeprefix(W).removesuffix('Reference')}s")
        note = None if root is None else _note(root, reference.get(f"{W}id", ""))
        return "" if note is None else _said(note)

    def adopt(self, root: Element) -> None:
        """Gives the references of an old text notes of the new document."""
        for kind in ("footnote", "endnote"):
            for reference in root.iter(f"{W}{kind}Reference"):
                ident = reference.get(f"{W}id", "")
                found = self.ids.get((kind, ident)) or self._adopted(kind, ident)
                self.ids[kind, ident] = found
                reference.set(f"{W}id", found)

    def _adopted(self, kind: str, ident: str) -> str:
        source = self.old.related(f"{kind}s")
        note = None if source is None else _note(source, ident)
        if note is None:
            return ident
        target = self._notes(kind)
        copy = deepcopy(note)
        self.styles.apply(copy)
        part, old_part = self.new.related_part(f"{kind}s"), self.old.related_part(f"{kind}s")
        if part and old_part:
            self.relations.apply(copy, old_part, part)
        same = next((each.get(f"{W}id", "") for each in target if _said(each) == _said(copy)), None)
        if same is not None:
            return same
        number = 1 + max((whole(each.get(f"{W}id")) for each in target), default=0)
        copy.set(f"{W}id", str(number))
        target.append(copy)
        return str(number)

    def _notes(self, kind: str) -> Element:
        """The tree of the new document's notes; where it has none, the old one's without its notes."""
        target = self.new.related(f"{kind}s")
        if target is not None:
            return target
        name = self.old.related_part(f"{kind}s") or ""
        taken = self.new.add_part(name, self.old.parts[name], self.old.content_type(name))
        relation = next(each for each in self.old.relations(self.old.main).values() if each.target == name)
        self.new.add_relation(self.new.main, relation._replace(target=taken))
        root = deepcopy(self.old.tree(name))
        for each in list(root):
            if each.get(f"{W}type") not in ("separator", "continuationSeparator", "continuationNotice"):
                root.remove(each)
        self.new.trees[taken] = root
        return root


def _said(note: Element) -> str:
    return sha256("".join(canon(each) for each in note).encode()).hexdigest()


def _note(root: Element, ident: str) -> Element | None:
    return next((each for each in root if each.get(f"{W}id") == ident), None)
