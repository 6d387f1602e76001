"""Compiling a template: from a .docx made in Word to what rendering needs. Slow and thorough, once a template."""

import re
import unicodedata
from dataclasses import dataclass, field
from html import escape
from types import CodeType

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.render.compiled import LANGUAGE_TAGS, CompiledTemplate, RunProperties
from pipeline.render.environment import ATTRIBUTE, BLOCKS, RUNS, TEXT, template_environment
from pipeline.render.package import PackedPart, pack, relations_of
from pipeline.render.source import CONTENT_TYPES, RELATIONS, Source, UnreadablePartError, open_source
from pipeline.render.styles import Numbering, StyleSheet, W, read_looks
from pipeline.render.tag_order import check_order
from pipeline.render.tags import CELL_LOOKS, MERGES, Places, Tag, list_tags, mend
from pipeline.render.template_problems import BROKEN_PART, LANGUAGE_MISSING, TAG_BROKEN, TRACKED

_CORE = "docProps/core.xml"
_CUSTOM = "docProps/custom.xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TEXT_PARTS = {"header": "topptekst", "footer": "bunntekst", "footnotes": "fotnoter", "endnotes": "sluttnoter"}
_MAIN_WORD = "brødtekst"
_DROPPED_NAMES = (
    "comments commentsExtended commentsIds commentsExtensible people thumbnail stylesWithEffects attachedTemplate "
    "core-properties custom-properties"
)
_DROPPED_KINDS = frozenset(_DROPPED_NAMES.split())
_COUNTED = "Template TotalTime Pages Words Characters CharactersWithSpaces Lines Paragraphs HeadingPairs TitlesOfParts"
_COUNTS = frozenset(_COUNTED.split())
_CORE_FIELDS = ("category", "description", "keywords")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_EMPTY_RUN = re.compile(
    r"<w:r(?: [^<>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|<w:rPr/>)?(?:<w:t(?: [^<>]*)?></w:t>|<w:t/>)?</w:r>"
)
_UNESCAPED = (("&#10;", "\n"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"))


@dataclass(slots=True)
class TextPart:
    """A part with tags: its name, its Jinja source, and its tags in the order they stand."""

    name: str
    source: str
    tags: list[Tag]


@dataclass(slots=True)
class Reading:
    """A template as read: everything but the compiling itself. `template_check` goes on from here."""

    source: Source
    place: Place
    texts: list[TextPart] = field(default_factory=list)
    trees: dict[str, etree._Element] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)


def compile_template(data: bytes, name: str) -> tuple[CompiledTemplate | None, list[Diagnostic]]:
    """The template in `data`, made ready, and what was remarked; None where it is faulty. `name` is its file's."""
    reading, faults = read_template(data, name)
    if reading is None:
        return None, faults
    faults = list(reading.faults)
    try:
        template = _Compiler(reading, faults).compile()
    except UnreadablePartError as error:
        template = None
        faults.append(BROKEN_PART.at(reading.place, del_=error.part, grunn=error.reason))
    return (None if _stops(faults) else template), faults


def _stops(faults: list[Diagnostic]) -> bool:
    return any(fault.severity is Severity.UNREADABLE for fault in faults)


def read_template(data: bytes, name: str) -> tuple[Reading | None, list[Diagnostic]]:
    """Opens a template, mends and lists its tags. None where it cannot even be opened."""
    place = Place(name)
    source, faults = open_source(data, place)
    if source is None:
        return None, faults
    reading = Reading(source, place)
    parts = {source.main: _MAIN_WORD}
    for kind, word in _TEXT_PARTS.items():
        parts |= dict.fromkeys(source.related(source.main, kind), word)
    for part, word in parts.items():
        try:
            _read_part(reading, part, word)
        except UnreadablePartError as error:
            reading.faults.append(BROKEN_PART.at(place, del_=error.part, grunn=error.reason))
    _read_core(reading)
    return reading, reading.faults


def _read_part(reading: Reading, part: str, word: str) -> None:
    root = reading.source.tree(part)
    if root.nsmap.get("w") != W[1:-1]:
        raise UnreadablePartError(part, "den er lagret i en annen utgave av formatet (f.eks. «Strict Open XML»)")
    reading.trees[part] = root
    _clean(root)
    places = Places(root, word)
    tracked = next(root.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"), None)
    if tracked is not None:
        reading.faults.append(TRACKED.at(reading.place, sted=places.of(tracked)))
    mend(root)
    tags, faults = list_tags(root, Places(root, word), reading.place)
    reading.faults += [*faults, *check_order(tags, reading.place)]
    _drop_loose_bookmarks(root)
    xml = _TAG.sub(_unescaped, etree.tostring(root, encoding="unicode"))
    if "r" not in root.nsmap:
        xml = re.sub(r"^<[\w:]+", rf'\g<0> xmlns:r="{_OFFICE}"', xml)
    reading.texts.append(TextPart(part, DocxTemplate("").patch_xml(xml), tags))


def _read_core(reading: Reading) -> None:
    """The texts of the template's own properties that a document keeps; they may hold tags too."""
    for part in reading.source.related("", "core-properties"):
        try:
            root = reading.source.tree(part)
        except UnreadablePartError:
            continue
        for child in list(root):
            if etree.QName(child).localname not in _CORE_FIELDS or not child.text:
                root.remove(child)
        tags, faults = list_tags(root, Places(root, "dokumentegenskapene"), reading.place)
        reading.faults += [*faults, *check_order(tags, reading.place)]
        xml = "".join(_core_text(etree.QName(child).localname, child.text or "") for child in root)
        reading.texts.append(TextPart(_CORE, _TAG.sub(_unescaped, xml), tags))


def _core_text(field_name: str, text: str) -> str:
    name = f"dc:{field_name}" if field_name == "description" else f"cp:{field_name}"
    return f"<{name}>{escape(text)}</{name}>"


def _unescaped(tag: re.Match[str]) -> str:
    text = tag[0]
    for escaped, plain in _UNESCAPED:
        text = text.replace(escaped, plain)
    return text


def _clean(root: etree._Element) -> None:
    """Takes out what belongs to a sitting in Word, not to the template: ids, comments, spelling, language."""
    for element in list(root.iter(f"{W}proofErr", f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}lang")):
        _remove(element)
    for reference in list(root.iter(f"{W}commentReference", f"{W}lastRenderedPageBreak")):
        run = reference.getparent()
        _remove(reference)
        if run is not None and all(child.tag == f"{W}rPr" for child in run):
            _remove(run)
    for element in root.iter():
        for name in list(element.attrib):
            local = etree.QName(name).localname
            if local.startswith("rsid") or local in ("paraId", "textId"):
                del element.attrib[name]
        if len(element) and element.text and not element.text.strip():
            element.text = None
        element.tail = None
        if element.text:
            element.text = unicodedata.normalize("NFC", element.text.replace("\r", " ").replace("\n", " "))
        if element.tag == f"{W}t":
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _drop_loose_bookmarks(root: etree._Element) -> None:
    """Bookmarks nothing in the part points at: Word leaves many, and a loop would repeat them."""
    pointed = " ".join(element.text or "" for element in root.iter(f"{W}instrText"))
    pointed += " ".join(element.get(f"{W}instr", "") for element in root.iter(f"{W}fldSimple"))
    names = set(pointed.split()) | {element.get(f"{W}anchor", "") for element in root.iter(f"{W}hyperlink")}
    loose = {start.get(f"{W}id") for start in root.iter(f"{W}bookmarkStart") if start.get(f"{W}name") not in names}
    for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        if mark.get(f"{W}id") in loose:
            _remove(mark)


class _Compiler:
    """One compiling. Gathers its faults in the list it is given."""

    def __init__(self, reading: Reading, faults: list[Diagnostic]) -> None:
        self.reading = reading
        self.source = reading.source
        self.faults = faults
        self.bases: list[RunProperties] = [()]

    def compile(self) -> CompiledTemplate:
        source, main = self.source, self.source.main
        sheet, numbering, number_xml = self._styles_and_numbers()
        looks, missing = read_looks(sheet, numbering, self._main_tree(), self.reading.place)
        self.faults += missing
        # Jinja would only say again, and less well, what the tags themselves have shown.
        texts = [] if _stops(self.reading.faults) else self.reading.texts
        codes = {text.name: self._code(text) for text in texts}
        dropped = self._dropped()
        by_language = self._by_language()
        written = {
            *codes,
            main,
            CONTENT_TYPES,
            "_rels/.rels",
            relations_of(main),
            _CORE,
            _CUSTOM,
            number_xml[0],
            *by_language,
        }
        counted = source.related("", "extended-properties")
        packed = {
            name: pack(name, self._without_counts(name) if name in counted else data, 9)
            for name, data in source.parts.items()
            if name not in written and name not in dropped
        }
        relations, prefix = self._relations(dropped)
        order = [CONTENT_TYPES, "_rels/.rels", _CORE, main, relations_of(main)]
        order += sorted({*packed, *codes, *by_language, number_xml[0]} - set(order))
        return CompiledTemplate(
            name=self.reading.place.file,
            order=tuple(order),
            packed=packed,
            by_language=by_language,
            codes={name: code for name, code in codes.items() if code is not None},
            places={
                text.name: tuple((tag.place, tag.source) for tag in text.tags if not _merges(tag))
                for text in self.reading.texts
            },
            run_bases=tuple(self.bases),
            looks=looks,
            main=main,
            numbering=number_xml,
            content_types=self._content_types(dropped),
            relations=relations,
            relation_prefix=prefix,
            root_relations=self._root_relations(),
            core_texts=_CORE if any(text.name == _CORE for text in self.reading.texts) else "",
            custom_properties=self._custom(),
            first_number=numbering.highest() + 1,
            first_bookmark=self._highest_bookmark() + 1,
            has_drawings=any("<wp:docPr " in text.source for text in self.reading.texts),
        )

    def _main_tree(self) -> etree._Element:
        found = self.reading.trees.get(self.source.main)
        return found if found is not None else etree.Element(f"{W}document")

    # --- Jinja ---------------------------------------------------------------------------------------------------

    def _code(self, text: TextPart) -> CodeType | None:
        environment = template_environment()
        tags = {tag.line: tag for tag in text.tags if not _merges(tag)}
        if text.source.count("\n") != len(tags):
            # Lines tell which tag is which: rather no document than one whose tags are taken for one another.
            reason = "kodene i delen står slik at de ikke kan skilles fra hverandre"
            self.faults.append(TAG_BROKEN.at(self.reading.place, sted=text.name, kode="{% … %}", grunn=reason))
            return None
        try:
            tree = environment.parse(text.source, text.name)
            for output in tree.find_all(nodes.Output):
                output.nodes = [self._output(node, tags, text.name) for node in output.nodes]
            tree.set_environment(environment)
            return environment.compile(tree, text.name, text.name)
        except TemplateSyntaxError as error:
            tag = tags.get(error.lineno)
            where, source = (tag.place, tag.source) if tag else (text.name, "?")
            self.faults.append(TAG_BROKEN.at(self.reading.place, sted=where, kode=source, grunn=error.message))
            return None

    def _output(self, node: nodes.Expr, tags: dict[int, Tag], part: str) -> nodes.Expr:
        """An expression with the filter for where it stands; the text around it without the line ends."""
        if isinstance(node, nodes.TemplateData):
            node.data = _EMPTY_RUN.sub("", node.data.replace("\n", ""))
            return node
        tag = tags.get(node.lineno)
        name, arguments = TEXT, []
        if tag is None or tag.holder != "text" or tag.keyword in CELL_LOOKS or part == _CORE:
            name = ATTRIBUTE
        elif tag.prefix == "r":
            name, arguments = RUNS, [nodes.Const(self._base(tag.base), lineno=node.lineno)]
        elif tag.prefix == "p":
            name = BLOCKS
        return nodes.Filter(node, name, arguments, [], None, None, lineno=node.lineno)

    def _base(self, base: RunProperties) -> int:
        if base not in self.bases:
            self.bases.append(base)
        return self.bases.index(base)

    # --- parts ---------------------------------------------------------------------------------------------------

    def _styles_and_numbers(self) -> tuple[StyleSheet, Numbering, tuple[str, str, str]]:
        styles = self.source.related(self.source.main, "styles")
        root = self.source.tree(styles[0]) if styles else etree.Element(f"{W}styles")
        numbers = self.source.related(self.source.main, "numbering")
        if not numbers:
            return StyleSheet(root), Numbering.of(None), ("", "", "")
        tree = self.source.tree(numbers[0])
        xml = _serialised(tree)
        mark = "<w:numIdMacAtCleanup" if "<w:numIdMacAtCleanup" in xml else "</w:numbering>"
        before, found, after = xml.rpartition(mark)
        return StyleSheet(root), Numbering.of(tree), (numbers[0], before, found + after)

    def _by_language(self) -> dict[str, dict[str, PackedPart]]:
        found: dict[str, dict[str, PackedPart]] = {}
        for name in self.source.related(self.source.main, "styles"):
            root = self.source.tree(name)
            defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
            default = defaults.find(f"{W}lang") if defaults is not None else None
            if default is None:
                self.faults.append(LANGUAGE_MISSING.at(self.reading.place))
                default = etree.SubElement(_default_properties(root), f"{W}lang")
            for each in list(root.iter(f"{W}lang")):
                if each is not default:
                    _remove(each)
            found[name] = self._variants(name, root, default)
        for name in self.source.related(self.source.main, "settings"):
            root = self.source.tree(name)
            for each in list(root.iter(f"{W}updateFields", f"{W}attachedTemplate", f"{W}rsids")):
                _remove(each)
            font_language = root.find(f"{W}themeFontLang")
            found[name] = self._variants(name, root, font_language)
        return found

    def _variants(self, name: str, root: etree._Element, holder: etree._Element | None) -> dict[str, PackedPart]:
        variants = {}
        for short, language in LANGUAGE_TAGS.items():
            if holder is not None:
                holder.set(f"{W}val", language)
            variants[short] = pack(name, _serialised(root).encode(), 9)
        return variants

    def _without_counts(self, name: str) -> bytes:
        """The application's properties without what Word once counted in the template."""
        root = self.source.tree(name)
        for each in list(root):
            if etree.QName(each).localname in _COUNTS:
                _remove(each)
        return _serialised(root).encode()

    def _dropped(self) -> set[str]:
        """Parts a document does not take over, with their relations."""
        dropped: set[str] = set()
        for part in ["", *self.source.parts]:
            for each in self.source.relations(part) if not part.endswith(".rels") else []:
                if _kind(each.type) in _DROPPED_KINDS and not each.external:
                    dropped |= {each.target, relations_of(each.target)}
        for name in self.source.related(self.source.main, "settings"):
            dropped.add(relations_of(name))  # the attached template, which settings no longer name
        return dropped

    def _relations(self, dropped: set[str]) -> tuple[str, str]:
        """The relations of the main part up to its end, and a beginning for new ids that none of them has."""
        kept = [each for each in self.source.relations(self.source.main) if each.external or each.target not in dropped]
        prefix = "sg"
        while any(each.id.startswith(prefix) for each in kept):
            prefix += "g"
        name = relations_of(self.source.main)
        root = self.source.tree(name) if name in self.source.parts else etree.Element(f"{{{RELATIONS}}}Relationships")
        ids = {each.id for each in kept}
        for each in list(root):
            if each.get("Id") not in ids:
                _remove(each)
        return _open_end(_serialised(root), "Relationships"), prefix

    def _root_relations(self) -> str:
        root = self.source.tree("_rels/.rels")
        for each in list(root):
            if _kind(each.get("Type", "")) in _DROPPED_KINDS:
                _remove(each)
        return _open_end(_serialised(root), "Relationships")

    def _content_types(self, dropped: set[str]) -> str:
        root = self.source.tree(CONTENT_TYPES)
        defaults = {each.get("Extension", "").casefold() for each in root if _kind_of(each) == "Default"}
        for each in list(root):
            if _kind_of(each) == "Override" and each.get("PartName", "").lstrip("/") in {*dropped, _CORE, _CUSTOM}:
                _remove(each)
        for ending in ("png", "jpeg", "gif"):
            if ending not in defaults:
                root.insert(0, etree.Element(f"{{{_TYPES}}}Default", Extension=ending, ContentType=f"image/{ending}"))
        for each in root:
            # A template (.dotx) makes documents.
            kind = each.get("ContentType", "").replace(".template.main+xml", ".document.main+xml")
            each.set("ContentType", kind)
        return _open_end(_serialised(root), "Types")

    def _custom(self) -> tuple[tuple[str, str], ...]:
        found = []
        for name in self.source.related("", "custom-properties"):
            for each in self.source.tree(name):
                values = "".join(_serialised_bare(child) for child in each)
                if each.get("name") and values:
                    found.append((each.get("name", ""), values))
        return tuple(found)

    def _highest_bookmark(self) -> int:
        ids = [
            mark.get(f"{W}id", "0") for root in self.reading.trees.values() for mark in root.iter(f"{W}bookmarkStart")
        ]
        return max((int(ident) for ident in ids if ident.isdigit()), default=0)


def _merges(tag: Tag) -> bool:
    return not tag.is_output and tag.keyword in MERGES


def _kind(relation_type: str) -> str:
    return relation_type.rsplit("/", 1)[-1]


def _kind_of(element: etree._Element) -> str:
    return etree.QName(element).localname


def _default_properties(root: etree._Element) -> etree._Element:
    """The element that holds the default run properties, made where it is missing."""
    at = root
    for name in ("docDefaults", "rPrDefault", "rPr"):
        found = at.find(f"{W}{name}")
        if found is None:
            found = etree.Element(f"{W}{name}")
            at.insert(0, found)
        at = found
    return at


def _serialised(root: etree._Element) -> str:
    return _DECLARATION + etree.tostring(root, encoding="unicode")


def _serialised_bare(element: etree._Element) -> str:
    element.tail = None
    return etree.tostring(element, encoding="unicode")


def _open_end(xml: str, name: str) -> str:
    """XML without its last end tag, so that more can be written before it."""
    for end in (f"</{name}>", "/>"):
        if xml.endswith(end):
            return xml.removesuffix(end) + (">" if end == "/>" else "")
    raise ValueError(name)
