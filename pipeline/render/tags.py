"""The Jinja tags of a template part: mended where Word has cut them up, listed with their places, looked over.

docxtpl's tag forms are kept: `{{ }}`, `{% %}`, `{# #}`, with `p`, `tr`, `tc` for the whole paragraph, row or cell and
`r` for runs. Word splits a tag over runs and turns its quotes; that is mended here, on the tree, so that a tag is
always whole in one text node before docxtpl's own patterns see it.
"""

import re
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from pipeline.diagnostics import Diagnostic, Place
from pipeline.render.compiled import RunProperties
from pipeline.render.styles import W
from pipeline.render.template_problems import NOT_ALONE, TAG_UNCLOSED

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STRAY = re.compile(r"\{[{%#]|[%}]\}")
_SHAPE = re.compile(r"\{[{%#](?:(tr|tc|p|r)(?=\s)|-?)(.*?)-?[}%#]\}\Z", re.DOTALL)
_QUOTES = str.maketrans(
    {**dict.fromkeys("«»“”„″", '"'), **dict.fromkeys("‘’‚′", "'"), **dict.fromkeys("\n\t\r\xa0", " ")}
)
_SPLIT_RUN = re.compile(r"\{\{r\s.*?\}\}|\{%r\s.*?%\}", re.DOTALL)
_CELL_TAG = re.compile(r"\{%\s*(?:colspan|cellbg)\s.*?%\}", re.DOTALL)

_CONTAINER = {"p": f"{W}p", "tr": f"{W}tr", "tc": f"{W}tc", "r": f"{W}r"}
_CONTAINER_WORD = {"p": "avsnittet", "tr": "raden", "tc": "cellen"}
_UNSEEN = {
    f"{W}drawing": "et bilde",
    f"{W}pict": "et bilde",
    f"{W}object": "et objekt",
    f"{W}sectPr": "et inndelingsskift",
}
MERGES = ("vm", "hm")
CELL_LOOKS = ("colspan", "cellbg")
_PREVIEW = 60


@dataclass(slots=True)
class Tag:
    """A tag as it stands. `line` is its line in the Jinja source (0: none). `prefix` is p, tr, tc, r or nothing; `body`
    what stands inside; `holder` text, attribute or other; `level` the place in the tree it is spliced into."""

    source: str
    place: str
    prefix: str
    body: str
    holder: str
    level: object
    base: RunProperties = ()
    line: int = 0

    @property
    def is_output(self) -> bool:
        return self.source.startswith("{{")

    @property
    def is_comment(self) -> bool:
        return self.source.startswith("{#")

    @property
    def keyword(self) -> str:
        return self.body.split(None, 1)[0] if self.body.strip() and not self.is_output else ""


class Places:
    """Says in words where a paragraph stands: part, number, table cell, and how its text begins."""

    def __init__(self, root: etree._Element, part: str) -> None:
        self.part = part
        self.paragraphs = {paragraph: number for number, paragraph in enumerate(root.iter(f"{W}p"), 1)}
        self.tables = {table: number for number, table in enumerate(root.iter(f"{W}tbl"), 1)}
        self.texts: dict[etree._Element, str] = {}

    def of(self, element: etree._Element) -> str:
        paragraph = nearest(element, f"{W}p")
        words = [self.part]
        if paragraph is not None:
            cell = nearest(paragraph, f"{W}tc")
            row = nearest(paragraph, f"{W}tr")
            table = nearest(paragraph, f"{W}tbl")
            words.append(f"avsnitt {self.paragraphs[paragraph]}")
            if table is not None and row is not None and cell is not None:
                rows, cells = list(table.iter(f"{W}tr")), list(row.iter(f"{W}tc"))
                words.append(f"tabell {self.tables[table]} rad {rows.index(row) + 1} celle {cells.index(cell) + 1}")
            if paragraph not in self.texts:
                self.texts[paragraph] = _shortened("".join(_content(text) for text in own_texts(paragraph)))
            if self.texts[paragraph]:
                words[-1] += f" («{self.texts[paragraph]}»)"
        return ", ".join(words)


def nearest(element: etree._Element, name: str) -> etree._Element | None:
    """`element` or its nearest ancestor called `name`."""
    found: etree._Element | None = element
    while found is not None and found.tag != name:
        found = found.getparent()
    return found


def own_texts(paragraph: etree._Element) -> list[etree._Element]:
    """The text nodes of a paragraph itself, not of the text boxes in it."""
    return [text for text in paragraph.iter(f"{W}t") if nearest(text, f"{W}p") is paragraph]


def mend(root: etree._Element) -> None:
    """Makes every tag whole: in one text node, in NFC, with plain quotes, run tags in a run of their own."""
    for paragraph in list(root.iter(f"{W}p")):
        texts = own_texts(paragraph)
        whole = "".join(_content(text) for text in texts)
        if "{" not in whole:
            continue
        _gather(texts, whole)
        for text in texts:
            if _SPLIT_RUN.search(_content(text)):
                _isolate(text)
    for cell in root.iter(f"{W}tc"):
        _lift_cell_tags(cell)


def _gather(texts: list[etree._Element], whole: str) -> None:
    """Each tag to the node it begins in."""
    new = [""] * len(texts)
    ends, total = [], 0
    for text in texts:
        total += len(_content(text))
        ends.append(total)
    position = node = 0
    for start, end, is_tag in _spans(whole):
        position = start
        while position < end:
            while ends[node] <= position:
                node += 1
            stop = end if is_tag else min(end, ends[node])
            piece = whole[position:stop]
            new[node] += _plain_tag(piece) if is_tag else piece
            position = stop
    for text, content in zip(texts, new, strict=True):
        text.text = content


def _spans(whole: str) -> Iterator[tuple[int, int, bool]]:
    at = 0
    for found in _TAG.finditer(whole):
        yield at, found.start(), False
        yield found.start(), found.end(), True
        at = found.end()
    yield at, len(whole), False


def _plain_tag(tag: str) -> str:
    return unicodedata.normalize("NFC", tag).translate(_QUOTES)


def _isolate(text: etree._Element) -> None:
    """A run that holds `{{r x }}` and more is cut into runs that look alike, so that nothing loses its looks."""
    run = text.getparent()
    if run is None or run.tag != f"{W}r":
        return
    properties = run.find(f"{W}rPr")
    groups: list[list[etree._Element]] = [[]]
    for child in [child for child in run if child is not properties]:
        if child is not text:
            groups[-1].append(child)
            continue
        at = 0
        content = _content(text)
        for found in _SPLIT_RUN.finditer(content):
            if found.start() > at:
                groups[-1].append(_text_node(content[at : found.start()]))
            groups += [[_text_node(found[0])], []]
            at = found.end()
        if at < len(content):
            groups[-1].append(_text_node(content[at:]))
    parent = run.getparent()
    assert parent is not None
    position = parent.index(run)
    parent.remove(run)
    for group in reversed([group for group in groups if group]):
        new = etree.Element(f"{W}r")
        if properties is not None:
            new.append(deepcopy(properties))
        new.extend(group)
        parent.insert(position, new)


def _text_node(content: str) -> etree._Element:
    node = etree.Element(f"{W}t")
    node.text = content
    return node


def _lift_cell_tags(cell: etree._Element) -> None:
    """`{% colspan %}` and `{% cellbg %}` first in their cell, where docxtpl puts what they say."""
    texts = [text for text in cell.iter(f"{W}t") if nearest(text, f"{W}tc") is cell]
    lifted = ""
    for text in texts:
        content = _content(text)
        if "{%" in content:
            lifted += "".join(_CELL_TAG.findall(content))
            text.text = _CELL_TAG.sub("", content)
    if lifted:
        texts[0].text = lifted + _content(texts[0])


def list_tags(root: etree._Element, places: Places, template: Place) -> tuple[list[Tag], list[Diagnostic]]:
    """Every tag in the order it stands in the file, each ending its line; and what stands wrong around them."""
    tags: list[Tag] = []
    faults: list[Diagnostic] = []
    line = 1
    for element in root.iter():
        for name, value in [(str(name), str(value)) for name, value in element.attrib.items()]:
            if "{{" in value or "{%" in value:
                found = [_read(each, element, places, "attribute") for each in _TAG.findall(_plain_tag(value))]
                line = _number_lines(found, line)
                tags += found
                element.set(name, _TAG.sub(lambda each: _with_line(each[0]), _plain_tag(value)))
        content = element.text or ""
        if "{" in content or "}" in content:
            for stray in _STRAY.findall(_TAG.sub("", content)):
                faults.append(TAG_UNCLOSED.at(template, sted=places.of(element), tegn=stray))
            holder = "text" if element.tag == f"{W}t" else "other"
            found = [_read(each, element, places, holder) for each in _TAG.findall(content)]
            line = _number_lines(found, line)
            tags += found
            faults += _beside(found, element, template)
    for element in root.iter():
        if element.text and "{" in element.text:
            element.text = _TAG.sub(lambda each: _with_line(each[0]), element.text)
    return tags, faults


def _read(source: str, element: etree._Element, places: Places, holder: str) -> Tag:
    shape = _SHAPE.match(source)
    prefix, body = (shape[1] or "", shape[2].strip()) if shape else ("", source[2:-2].strip())
    if holder != "text":
        prefix = ""
    run = nearest(element, f"{W}r")
    base = _run_properties(run) if prefix == "r" and run is not None else ()
    return Tag(source, places.of(element), prefix, body, holder, _level(element, prefix), base)


def _level(element: etree._Element, prefix: str) -> object:
    """What a pair of tags must share so that the text between them can be left out or repeated."""
    container = nearest(element, _CONTAINER[prefix]) if prefix else None
    if container is not None:
        return container.getparent()
    paragraph = nearest(element, f"{W}p")
    path: list[str] = []
    at: etree._Element | None = element
    while at is not None and at is not paragraph:
        path.append(str(at.tag))
        at = at.getparent()
    return (paragraph.getparent() if paragraph is not None else None, *path)


def _run_properties(run: etree._Element) -> RunProperties:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return ()
    return tuple((etree.QName(each).localname, _bare(each)) for each in properties)


def _bare(element: etree._Element) -> str:
    """An element without the namespace declarations that the part has on its root anyway."""
    copy = deepcopy(element)
    copy.tail = None
    return re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(copy, encoding="unicode"))


def _number_lines(tags: list[Tag], line: int) -> int:
    for tag in tags:
        tag.line = line
        line += not (tag.keyword in MERGES and not tag.is_output)
    return line


def _with_line(source: str) -> str:
    """A tag with a line end inside its end, so that Jinja's line numbers tell which tag it is."""
    if source[2:-2].strip() in MERGES:
        return source
    cut = -3 if source[-3] == "-" else -2
    return f"{source[:cut]}\n{source[cut:]}"


def _beside(found: list[Tag], element: etree._Element, template: Place) -> Iterator[Diagnostic]:
    for tag in found:
        container = nearest(element, _CONTAINER[tag.prefix]) if tag.prefix in _CONTAINER_WORD else None
        if container is None:
            continue
        rest = "".join(_content(text) for text in container.iter(f"{W}t")).replace(tag.source, "", 1).strip()
        unseen = next((word for name, word in _UNSEEN.items() if next(container.iter(name), None) is not None), "")
        if rest or unseen:
            yield NOT_ALONE.at(
                template,
                sted=tag.place,
                tekst=_shortened(rest) or unseen,
                kode=tag.source,
                beholder=_CONTAINER_WORD[tag.prefix],
            )


def _content(text: etree._Element) -> str:
    return text.text or ""


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _PREVIEW else f"{text[: _PREVIEW - 1]}…"
