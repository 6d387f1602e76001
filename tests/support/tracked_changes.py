"""Tracked changes of a .docx accepted or rejected, all of them: written from the standard alone, so that it can judge
what another program has marked.

Source: ECMA-376 part 1, 17.13.5 (revisions). A paragraph mark that goes joins the paragraph with the next one, whose
mark, and so whose properties, stand: the last mark of a cell, of a header or of the document cannot go, and the
paragraph stays, empty if its content went. What is not known here raises, so that nothing passes unseen.
"""

import io
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAME = f"{{{W}}}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

INSERTED, DELETED = (f"{NAME}ins", f"{NAME}moveTo"), (f"{NAME}del", f"{NAME}moveFrom")
_MARKS = (*INSERTED, *DELETED)
_PROPERTY_CHANGES = (
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "trPrChange",
    "tcPrChange",
    "tblGridChange",
)
_KEPT_ON_REJECTION = {
    # What the old properties inside the change never hold, and so do not take away.
    "rPrChange": _MARKS,
    "pPrChange": (f"{NAME}rPr", f"{NAME}sectPr"),
    "sectPrChange": (f"{NAME}headerReference", f"{NAME}footerReference"),
    "trPrChange": _MARKS,
    "tcPrChange": (f"{NAME}cellIns", f"{NAME}cellDel"),
}
_RANGE_MARKS = ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")
_UNKNOWN = (
    "cellMerge",
    *(f"customXml{what}Range{end}" for what in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")),
)
_STORIES = tuple(
    NAME + name for name in ("document", "hdr", "ftr", "footnotes", "endnotes", "comments", "numbering", "styles")
)
_CONTENT = tuple(f"{NAME}{name}" for name in ("p", "tbl", "sdt", "customXml", "altChunk"))


def accepted(data: bytes) -> bytes:
    """The document as it is when every change is accepted."""
    return _settled(data, accept=True)


def rejected(data: bytes) -> bytes:
    """The document as it is when every change is rejected."""
    return _settled(data, accept=False)


def settle(root: etree._Element, accept: bool) -> None:
    """Accepts or rejects every change of one part, in place."""
    for name in _UNKNOWN:
        assert root.find(f".//{NAME}{name}") is None, f"w:{name} is not known here"
    for name in _PROPERTY_CHANGES:
        for change in list(root.iter(NAME + name)):
            _settle_properties(change, name, accept)
    for name in (*_RANGE_MARKS, "numberingChange"):  # the latter keeps what was shown, and no property
        for mark in list(root.iter(NAME + name)):
            _remove(mark)
    _settle_numbering(root, accept)
    stays, goes = (INSERTED, DELETED) if accept else (DELETED, INSERTED)
    _settle_cells(root, accept)
    _settle_rows(root, goes)
    marks = {each for each in root.iter(*_MARKS) if each.getparent().tag == f"{NAME}rPr"}  # type: ignore[union-attr]
    for text in root.iter(f"{NAME}t", f"{NAME}instrText"):
        run = text.getparent()
        around = None if run is None else run.getparent()
        assert around is None or around.tag != f"{NAME}del", "deleted text is w:delText (17.3.3.7)"
    for element in [each for each in root.iter(*goes) if each not in marks]:
        _remove(element)
    for element in [each for each in root.iter(*stays) if each not in marks]:
        _unwrap(element)
    for old, new in (("delText", "t"), ("delInstrText", "instrText")):
        for text in root.iter(NAME + old):
            text.tag = NAME + new
    for link in list(root.iter(f"{NAME}hyperlink")):
        if link.find(f".//{NAME}r") is None:
            _unwrap(link)  # a link around nothing; a bookmark in it stays
    _settle_paragraph_marks(root, goes)
    left = {etree.QName(each).localname for each in root.iter() if isinstance(each.tag, str) and _is_change(each)}
    assert not left, f"changes that were not understood: {sorted(left)}"


def revisions(data: bytes) -> list[etree._Element]:
    """Every tracked change, in the order of the parts."""
    return [each for root in _stories(data).values() for each in root.iter(etree.Element) if _is_change(each)]


def _is_change(element: etree._Element) -> bool:
    name = etree.QName(element)
    return name.namespace == W and (
        element.tag in _MARKS
        or name.localname in (*_PROPERTY_CHANGES, *_RANGE_MARKS, *_UNKNOWN, "cellIns", "cellDel", "numberingChange")
    )


def _settled(data: bytes, accept: bool) -> bytes:
    stories = _stories(data)
    for root in stories.values():
        settle(root, accept)
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as made:
        for name in package.namelist():
            written = etree.tostring(stories[name], encoding="UTF-8") if name in stories else package.read(name)
            made.writestr(zipfile.ZipInfo(name), written)
    return result.getvalue()


def _stories(data: bytes) -> dict[str, etree._Element]:
    """The parts that can hold changes, by what they are and not by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        roots = {name: etree.fromstring(package.read(name)) for name in names}
    return {name: root for name, root in roots.items() if root.tag in _STORIES}


def _settle_properties(change: etree._Element, name: str, accept: bool) -> None:
    now = change.getparent()
    assert now is not None
    now.remove(change)
    if accept:
        return
    for each in list(now):
        if each.tag not in _KEPT_ON_REJECTION.get(name, ()):
            now.remove(each)
    old = list(change[0]) if len(change) else []
    if name == "pPrChange":
        # Style, numbering and the rest come before the mark's own properties and the section.
        now[:0] = old
    elif name == "trPrChange":
        now[:0] = old
    else:
        now.extend(old)
    if name == "sectPrChange" and len(change):
        for key, value in change[0].items():
            now.set(key, value)


def _settle_numbering(root: etree._Element, accept: bool) -> None:
    """A number given to a paragraph (17.13.5.19)."""
    for numbering in list(root.iter(f"{NAME}numPr")):
        mark = numbering.find(f"{NAME}ins")
        if mark is not None:
            _remove(mark if accept else numbering)


def _settle_cells(root: etree._Element, accept: bool) -> None:
    for name, goes in (("cellIns", not accept), ("cellDel", accept)):
        for mark in list(root.iter(NAME + name)):
            cell = mark.getparent().getparent()  # type: ignore[union-attr]
            assert cell is not None and cell.tag == f"{NAME}tc"
            _remove(cell if goes else mark)


def _settle_rows(root: etree._Element, goes: tuple[str, ...]) -> None:
    for properties in list(root.iter(f"{NAME}trPr")):
        marks = [each for each in properties if each.tag in _MARKS]
        if any(mark.tag in goes for mark in marks):
            row = properties.getparent()
            assert row is not None
            _remove(row)
        for mark in marks:
            properties.remove(mark)
    for table in list(root.iter(f"{NAME}tbl")):
        if table.find(f"{NAME}tr") is None:
            _remove(table)


def _settle_paragraph_marks(root: etree._Element, goes: tuple[str, ...]) -> None:
    for paragraph in list(root.iter(f"{NAME}p")):
        properties = paragraph.find(f"{NAME}pPr/{NAME}rPr")
        marks = [] if properties is None else [each for each in properties if each.tag in _MARKS]
        if not marks:
            continue
        for mark in marks:
            mark.getparent().remove(mark)  # type: ignore[union-attr]
        if any(mark.tag in goes for mark in marks):
            _join_with_next(paragraph)


def _join_with_next(paragraph: etree._Element) -> None:
    content = [each for each in paragraph if each.tag != f"{NAME}pPr"]
    following = next((each for each in paragraph.itersiblings() if each.tag in _CONTENT), None)
    if following is None:
        section = paragraph.find(f"{NAME}pPr/{NAME}sectPr")
        assert section is None, "a section break in the last paragraph"
        return  # the last mark cannot go
    if following.tag == f"{NAME}p":
        at = 1 if following.find(f"{NAME}pPr") is not None else 0
        following[at:at] = content
        _remove(paragraph)
    elif not any(_is_seen(each) for each in content):
        _move_before(content, following)
        _remove(paragraph)


def _is_seen(content: etree._Element) -> bool:
    return content.tag == f"{NAME}r" or content.find(f".//{NAME}r") is not None


def _move_before(content: list[etree._Element], following: etree._Element) -> None:
    """Bookmarks of a paragraph that goes stand between the blocks (17.13.6)."""
    for each in content:
        following.addprevious(each)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    parent[at : at + 1] = list(element)
