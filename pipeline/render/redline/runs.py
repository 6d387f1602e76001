"""The running text of two paragraphs compared word by word, and written as one with marks.

Text is cut into pieces: a word, a space, a sign, a picture, a whole field. Pieces are the same where they say the same
in the same link; one that is set otherwise is a change of formatting. What the old document has besides (bookmarks,
comments) is left out; the new one's stays where it stands.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from pipeline.render.redline.marks import DELETED, INSERTED, Marks
from pipeline.render.redline.xml import (
    SPACE,
    Element,
    R,
    W,
    attributes_of,
    canon,
    canon_properties,
    child,
    element,
    forget,
    own_children,
)

_WORD = re.compile(r"\d+(?:[.,:/–-]\d+|[ \xa0]\d{3}(?!\d))*(?!\w)|\w+|\s+|[^\w\s]")
"""A number is one word with its stops: half a date, a version or an amount cannot be read."""
_UNMARKED = {f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")}
_NOTES = {f"{W}footnoteReference", f"{W}endnoteReference"}
_PROPERTIES = f"{W}rPr"
LEAST_COMMON = 0.3
"""Below this share of common words, a text is replaced whole: a reader cannot follow a patchwork."""


@dataclass(slots=True)
class Piece:
    """The smallest that is inserted or deleted. `key` is what it says; `runs` what it is made of, without text pieces,
    whose letters are in `text`."""

    key: str
    text: str = ""
    look: Element | None = None
    look_key: str = ""
    link: Element | None = None
    link_key: str = ""
    runs: list[Element] = field(default_factory=list)
    stays: bool = False
    """Whether it is no text at all, and is never marked."""

    @property
    def whole_key(self) -> tuple[str, str]:
        return self.key, self.link_key


class Reader:
    """Cuts paragraphs of one of the documents into pieces."""

    def __init__(self, target: Callable[[str, str], str], note: Callable[[Element], str], keep_unmarked: bool) -> None:
        """`target` tells what a relation id of an attribute points at, `note` what the note of a reference says."""
        self.target, self.note, self.keep_unmarked = target, note, keep_unmarked

    def pieces(self, paragraph: Element) -> list[Piece]:
        found: list[Piece] = []
        self._read(paragraph, None, "", found)
        return found

    def _read(self, parent: Element, link: Element | None, link_key: str, found: list[Piece]) -> None:
        opened: list[Element] = []
        depth = 0
        for each in parent:
            if not isinstance(each.tag, str) or each.tag == f"{W}pPr":
                continue
            if each.tag in _UNMARKED:
                if self.keep_unmarked:
                    found.append(Piece("", runs=[each], stays=True, link=link, link_key=link_key))
            elif each.tag == f"{W}r":
                ends = [mark.get(f"{W}fldCharType") for mark in each.iter(f"{W}fldChar")]
                begun = depth > 0 or "begin" in ends
                depth += ends.count("begin") - ends.count("end")
                if begun and (depth > 0 or "end" in ends):
                    opened.append(each)
                    if depth <= 0:
                        found.append(self._field(opened, link, link_key))
                        opened, depth = [], 0
                else:
                    depth = max(depth, 0)
                    found += self._run(each, link, link_key)
            elif opened:
                opened.append(each)
            elif each.tag == f"{W}hyperlink":
                self._read(each, each, self._link_key(each), found)
            elif each.tag == f"{W}sdt":
                content = child(each, "sdtContent")
                if content is not None:
                    self._read(content, link, link_key, found)
            elif each.tag == f"{W}fldSimple":
                found.append(self._simple_field(each, link, link_key))
            else:
                found.append(Piece(canon(each), runs=[each], link=link, link_key=link_key))
        for each in opened:  # a field that ends in another paragraph
            found += self._run(each, link, link_key) if each.tag == f"{W}r" else []

    def _run(self, run: Element, link: Element | None, link_key: str) -> Iterator[Piece]:
        look = child(run, "rPr")
        look_key = canon_properties(own_children(look))
        for each in run:
            if each.tag == _PROPERTIES or not isinstance(each.tag, str):
                continue
            if each.tag == f"{W}t":
                for word in _WORD.findall(each.text or ""):
                    yield Piece(word, word, look, look_key, link, link_key)
                continue
            if each.tag == f"{W}commentReference":
                if self.keep_unmarked:
                    yield Piece("", runs=[run], stays=True, link=link, link_key=link_key)
                continue
            whole = element("r")
            if look is not None:
                whole.append(deepcopy(look))
            whole.append(deepcopy(each))
            yield Piece(self._key(each), "", look, look_key, link, link_key, [whole])

    def _key(self, sign: Element) -> str:
        if sign.tag in _NOTES:
            return f"{sign.tag} {self.note(sign)}"
        return self._seen(sign)

    def _seen(self, found: Element) -> str:
        """An element as text, by what it shows: relations by their targets, drawings without their numbers."""
        copy = deepcopy(found)
        for each in copy.iter():
            if not isinstance(each.tag, str):
                continue
            own = each.tag.startswith(W)
            for name, ident in attributes_of(each):
                if name.startswith(R):
                    each.set(name, self.target(name, ident))
                elif name in ("id", "name") and not own:
                    forget(each, name)
        return canon(copy)

    def _field(self, runs: list[Element], link: Element | None, link_key: str) -> Piece:
        instruction, shown, depth = "", "", 0
        for run in runs:
            for each in run.iter(f"{W}fldChar", f"{W}instrText"):
                kind = each.get(f"{W}fldCharType")
                depth += (kind == "begin") - (kind == "end")
                if each.tag == f"{W}instrText":
                    instruction += each.text or ""
            shown += canon_properties(own_children(child(run, "rPr"))) + "|" if run.tag == f"{W}r" else ""
        looks = sorted({part for part in shown.split("|") if part})
        return Piece(f"field {' '.join(instruction.split())} {looks}", "", None, "", link, link_key, list(runs))

    def _simple_field(self, found: Element, link: Element | None, link_key: str) -> Piece:
        look = child(next(found.iter(f"{W}r"), None), "rPr")
        key = f"simple {' '.join(found.get(f'{W}instr', '').split())} {canon_properties(own_children(look))}"
        return Piece(key, "", None, "", link, link_key, _as_runs(found))

    def _link_key(self, link: Element) -> str:
        target = self.target(f"{R}id", link.get(f"{R}id", ""))
        return f"link {target}#{link.get(f'{W}anchor', '')}"


def _as_runs(simple: Element) -> list[Element]:
    """A simple field as a field of runs: only runs can be marked."""

    def sign(kind: str) -> Element:
        run = element("r")
        look = child(next(simple.iter(f"{W}r"), None), "rPr")
        if look is not None:
            run.append(deepcopy(look))
        run.append(element("fldChar", fldCharType=kind))
        return run

    instruction = sign("begin")
    instruction.remove(instruction[-1])
    text = element("instrText")
    text.set(SPACE, "preserve")
    text.text = simple.get(f"{W}instr", "")
    instruction.append(text)
    runs = [deepcopy(each) for each in simple if each.tag == f"{W}r"]
    return [sign("begin"), instruction, sign("separate"), *runs, sign("end")]


# --- comparing ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Step:
    """A piece in the result: kept (with what it was before), inserted or deleted."""

    kind: str
    piece: Piece
    before: Piece | None = None


def likeness(old: list[Piece], new: list[Piece]) -> float:
    """The share of two texts that is common, by words."""
    from rapidfuzz.distance import LCSseq

    one, two = ([each.key for each in side if not each.stays and _is_word(each)] for side in (old, new))
    if not one and not two:
        return 1.0
    return LCSseq.similarity(one, two) * 2 / (len(one) + len(two))


def compared(old: list[Piece], new: list[Piece], marks: Marks) -> list[Element]:
    """The content of one paragraph that is the new text when its marks are accepted, the old when rejected."""
    return _written(_steps(old, new), marks)


def marked(pieces: list[Piece], kind: str, marks: Marks) -> list[Element]:
    """The content of a paragraph that is inserted or deleted whole."""
    return _written([_Step("stays" if each.stays else kind, each) for each in pieces], marks)


def _steps(old: list[Piece], new: list[Piece]) -> list[_Step]:
    before = [each for each in old if not each.stays]
    texts = [each for each in new if not each.stays]
    steps: list[_Step] = []
    for kind, one, end, other, last in _opcodes(before, texts):
        if kind == "equal":
            steps += [_Step("kept", texts[other + step], before[one + step]) for step in range(end - one)]
        else:
            steps += [_Step(DELETED, each) for each in before[one:end]]
            steps += [_Step(INSERTED, each) for each in texts[other:last]]
    return _with_what_stays(steps, new)


def _opcodes(old: list[Piece], new: list[Piece]) -> list[tuple[str, int, int, int, int]]:
    one, two = [each.whole_key for each in old], [each.whole_key for each in new]
    if one != two and likeness(old, new) < LEAST_COMMON:
        return [("replace", 0, len(one), 0, len(two))]
    codes = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    sizes = [max(_count(old[a:b]), _count(new[c:d])) for _, a, b, c, d in codes]
    found: list[tuple[str, int, int, int, int]] = []
    for number, (kind, a, b, c, d) in enumerate(codes):
        # A space or a short word between two changes is no common text to a reader.
        inside = 0 < number < len(codes) - 1
        lost = inside and kind == "equal" and sizes[number] * 2 <= min(sizes[number - 1], sizes[number + 1])
        if found and (kind != "equal" or lost) and found[-1][0] != "equal":
            found[-1] = ("replace", found[-1][1], b, found[-1][3], d)
        else:
            found.append((kind, a, b, c, d))
    return found


def _count(pieces: list[Piece]) -> int:
    return sum(1 for each in pieces if _is_word(each))


def _is_word(piece: Piece) -> bool:
    return bool(piece.runs) or any(letter.isalnum() for letter in piece.text)


def _with_what_stays(steps: list[_Step], new: list[Piece]) -> list[_Step]:
    """Puts bookmarks and the like where they stand in the new text."""
    if not any(each.stays for each in new):
        return steps
    result: list[_Step] = []
    waiting = iter(new)
    for step in steps:
        if step.kind != DELETED:
            for each in waiting:
                if each is step.piece:
                    break
                result.append(_Step("stays", each))
        result.append(step)
    return result + [_Step("stays", each) for each in waiting]


# --- writing --------------------------------------------------------------------------------------------------------


def _written(steps: list[_Step], marks: Marks) -> list[Element]:
    out: list[Element] = []
    at = 0
    while at < len(steps):
        first = steps[at]
        end = at + 1
        while end < len(steps) and _belongs(first, steps[end]):
            end += 1
        elements = _stretch(steps[at:end], marks)
        link = first.piece.link
        if link is None:
            out += elements
        elif out and out[-1].tag == f"{W}hyperlink" and at and steps[at - 1].piece.link_key == first.piece.link_key:
            out[-1].extend(elements)
        else:
            around = element("hyperlink")
            for name, text in link.items():
                around.set(name, text)
            around.extend(elements)
            out.append(around)
        at = end
    return out


def _belongs(first: _Step, other: _Step) -> bool:
    """Whether two pieces are written in one mark."""
    return (
        first.kind == other.kind != "stays"
        and first.piece.link is other.piece.link
        and (first.kind != "kept" or _look_change(first) == _look_change(other))
    )


def _look_change(step: _Step) -> tuple[str, str] | None:
    if step.before is None or step.before.look_key == step.piece.look_key:
        return None
    return step.before.look_key, step.piece.look_key


def _stretch(steps: list[_Step], marks: Marks) -> list[Element]:
    kind = steps[0].kind
    if kind == "stays":
        return [deepcopy(each) for step in steps for each in step.piece.runs]
    runs: list[Element] = []
    letters, look_key = "", ""
    current: Element | None = None
    for step in steps:
        piece = step.piece
        if piece.runs:
            current = None
            made = [deepcopy(each) for each in piece.runs]
            if kind == "kept":
                _note_change(made, step, marks)
            runs += made
            continue
        if current is None or look_key != piece.look_key:
            current, letters, look_key = element("r"), "", piece.look_key
            if piece.look is not None:
                current.append(deepcopy(piece.look))
            text = element("t")
            text.set(SPACE, "preserve")
            current.append(text)
            if kind == "kept":
                _note_change([current], step, marks)
            runs.append(current)
        letters += piece.text
        current[-1].text = letters
    return runs if kind == "kept" else [marks.around(kind, runs)]


def _note_change(runs: list[Element], step: _Step, marks: Marks) -> None:
    if _look_change(step) is None or step.before is None:
        return
    for run in runs:
        if run.tag == f"{W}r":
            properties = child(run, "rPr")
            if properties is None:
                properties = element("rPr")
                run.insert(0, properties)
            marks.run_change(properties, own_children(step.before.look))
