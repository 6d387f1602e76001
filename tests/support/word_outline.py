"""A canonical reading of a .docx: a line for each thing a reader sees, so that two documents can be compared.

    p <Heading 2> num="2.1"@1 {keepNext} | Rådene [b]fet[] ⟨felt PAGE⟩

A paragraph has its style's name, its number as Word prints it and the level, what it sets itself, and its runs: runs
set alike are one. Tables, rows and cells stand indented; sections with their headers and footers stand where they
end. Left out: properties of the package, ids, bookmarks, comments, the language of spelling, cached results of fields,
widths of tables and cells; a header of nothing but empty paragraphs is no header.

Source: ECMA-376 part 1, 17.9 (numbering), 17.3 (paragraphs and runs), 17.4 (tables), 17.6 (sections), 17.10 (headers),
17.16 (fields).
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_N = f"{{{W}}}"
_VAL = f"{_N}val"
_TOGGLES = {
    f"{_N}{name}"
    for name in [
        "b",
        "bCs",
        "i",
        "iCs",
        "caps",
        "smallCaps",
        "strike",
        "dstrike",
        "outline",
        "shadow",
        "emboss",
        "imprint",
        "vanish",
        "rtl",
        "cs",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "widowControl",
        "cantSplit",
        "tblHeader",
        "contextualSpacing",
        "titlePg",
        "bidi",
        "suppressLineNumbers",
        "noProof",
    ]
}
_TRANSPARENT = {f"{_N}{name}" for name in ("smartTag", "customXml", "dir", "bdo")}
_WITHOUT_A_TRACE = {
    f"{_N}{name}"
    for name in [
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "proofErr",
        "permStart",
        "permEnd",
        "lastRenderedPageBreak",
        "rPr",
        "annotationRef",
        "footnoteRef",
        "endnoteRef",
        "pPr",
        "sdtPr",
        "sdtEndPr",
    ]
}
_UNSEEN = {f"{_N}lang", f"{_N}noProof"}
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_HEADER_KINDS = ("default", "first", "even")


def word_outline(data: bytes) -> list[str]:
    """The document as lines. A revision mark left in it is a fault of the caller's, and raises."""
    return list(_Document(data).lines())


class _Numbers:
    """What Word prints before the paragraphs of one document, asked in their order."""

    def __init__(self, root: etree._Element | None) -> None:
        self.abstract: dict[str, etree._Element] = {}
        self.numbers: dict[str, etree._Element] = {}
        self.counters: dict[str, list[int | None]] = {}
        self.started: set[tuple[str, int]] = set()
        if root is not None:
            self.abstract = {each.get(f"{_N}abstractNumId", ""): each for each in root.iter(f"{_N}abstractNum")}
            self.numbers = {each.get(f"{_N}numId", ""): each for each in root.findall(f"{_N}num")}

    def definition(self, number: str) -> str:
        """The abstract definition of a number, a link to a numbering style followed."""
        found = self.numbers[number].find(f"{_N}abstractNumId")
        ident = "" if found is None else found.get(_VAL, "")
        link = self.abstract[ident].find(f"{_N}numStyleLink")
        if link is not None:
            for other, each in self.abstract.items():
                style = each.find(f"{_N}styleLink")
                if style is not None and style.get(_VAL) == link.get(_VAL):
                    return other
        return ident

    def level_of_style(self, number: str, style: str) -> int | None:
        if number not in self.numbers:
            return None
        for level in self.abstract[self.definition(number)].findall(f"{_N}lvl"):
            tied = level.find(f"{_N}pStyle")
            if tied is not None and tied.get(_VAL) == style:
                return int(level.get(f"{_N}ilvl", "0"))
        return None

    def label(self, number: str, level: int) -> str | None:
        """The next label of a list, or None where there is none."""
        if number not in self.numbers:
            return None
        ident = self.definition(number)
        counters = self.counters.setdefault(ident, [None] * 9)
        override = self._override(number, level)
        start = None if override is None else override.find(f"{_N}startOverride")
        first = int(_value(self._level(number, level), "start", "0"))
        if start is not None and (number, level) not in self.started:
            counters[level] = int(start.get(_VAL, "0"))
        else:
            counters[level] = first if counters[level] is None else counters[level] + 1  # type: ignore[operator]
        self.started.add((number, level))
        for deeper in range(level + 1, 9):
            # Restarts after any higher level, or from the one named (counted from 1), or never (0): 17.9.10.
            restart = _value(self._level(number, deeper), "lvlRestart", "")
            if restart == "" or level < int(restart):
                counters[deeper] = None
        shown = self._level(number, level)
        text = _value(shown, "lvlText", "")
        if _value(shown, "numFmt", "decimal") == "bullet":
            return f"•{text}"
        legal = shown is not None and shown.find(f"{_N}isLgl") is not None
        for other in range(level + 1):
            at = self._level(number, other)
            count = counters[other]
            shape = "decimal" if legal else _value(at, "numFmt", "decimal")
            value = int(_value(at, "start", "0")) if count is None else count
            text = text.replace(f"%{other + 1}", _counted(value, shape))
        return text

    def _override(self, number: str, level: int) -> etree._Element | None:
        for each in self.numbers[number].findall(f"{_N}lvlOverride"):
            if each.get(f"{_N}ilvl") == str(level):
                return each
        return None

    def _level(self, number: str, level: int) -> etree._Element | None:
        override = self._override(number, level)
        if override is not None and (own := override.find(f"{_N}lvl")) is not None:
            return own
        for each in self.abstract[self.definition(number)].findall(f"{_N}lvl"):
            if each.get(f"{_N}ilvl") == str(level):
                return each
        return None


def _value(parent: etree._Element | None, name: str, default: str) -> str:
    found = None if parent is None else parent.find(f"{_N}{name}")
    return default if found is None else found.get(_VAL, default)


def _counted(count: int, shape: str) -> str:
    match shape:
        case "decimal":
            return str(count)
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letters if shape == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman":
            roman = ""
            for value, sign in zip(
                (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
                strict=True,
            ):
                while count >= value:
                    roman, count = roman + sign, count - value
            return roman if shape == "lowerRoman" else roman.upper()
        case "none":
            return ""
        case "decimalZero":
            return f"{count:02}"
    raise ValueError(f"numbers of the kind {shape} are not known here")


@dataclass(slots=True)
class _Styles:
    """Names by id, and where each paragraph style gets its number from."""

    names: dict[str, str] = field(default_factory=dict)
    based_on: dict[str, str] = field(default_factory=dict)
    numbered: dict[str, tuple[str | None, int | None]] = field(default_factory=dict)
    default: str = ""

    @classmethod
    def of(cls, root: etree._Element | None) -> "_Styles":
        found = cls()
        for style in [] if root is None else root.findall(f"{_N}style"):
            ident = style.get(f"{_N}styleId", "")
            # Word writes the names of its own styles with a small letter, others with a large one.
            name = _value(style, "name", ident)
            found.names[ident] = name[:1].upper() + name[1:]
            found.based_on[ident] = _value(style, "basedOn", "")
            number = style.find(f"{_N}pPr/{_N}numPr")
            if number is not None:
                level = _value(number, "ilvl", "")
                found.numbered[ident] = (_value(number, "numId", "") or None, int(level) if level else None)
            if style.get(f"{_N}type") == "paragraph" and style.get(f"{_N}default") in ("1", "true"):
                found.default = ident
        return found

    def number_of(self, style: str) -> tuple[str | None, int | None, str]:
        """The number and level a style gives, and the style that gives it; the number may be missing."""
        seen = set()
        while style and style not in seen:
            seen.add(style)
            if style in self.numbered and self.numbered[style][0] is not None:
                return *self.numbered[style], style
            style = self.based_on.get(style, "")
        return None, None, ""


@dataclass(slots=True)
class _Field:
    """A field being read: its instruction, and whether its cached result has begun."""

    instruction: str = ""
    result: bool = False


class _Document:
    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.main = self._target("", "officeDocument") or "word/document.xml"
        self.styles = _Styles.of(self._related(self.main, "styles"))
        self.numbering = self._related(self.main, "numbering")
        self.numbers = _Numbers(self.numbering)
        settings = self._related(self.main, "settings")
        even = None if settings is None else settings.find(f"{_N}evenAndOddHeaders")
        self.even = even is not None and even.get(_VAL) not in ("0", "false")

    # --- the package --------------------------------------------------------------------------------------------

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Of a part by id: kind and target, a target in the package as a whole name."""
        folder, name = posixpath.split(part)
        found = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        relations = {}
        for each in [] if found is None else etree.fromstring(found):
            target = each.get("Target", "")
            if each.get("TargetMode") != "External":
                target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            relations[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target)
        return relations

    def _target(self, part: str, kind: str) -> str | None:
        return next((target for found, target in self._relations(part).values() if found == kind), None)

    def _related(self, part: str, kind: str) -> etree._Element | None:
        target = self._target(part, kind)
        return etree.fromstring(self.parts[target]) if target in self.parts else None  # type: ignore[index]

    # --- stories ------------------------------------------------------------------------------------------------

    def lines(self) -> Iterator[str]:
        body = etree.fromstring(self.parts[self.main]).find(f"{_N}body")
        assert body is not None
        self.headers: dict[tuple[str, str], list[str]] = {}
        yield from _Story(self, self.main).blocks(body, "")
        last = [each for each in body if each.tag in (f"{_N}p", f"{_N}tbl")][-1:]
        if last and (last[0].tag == f"{_N}tbl" or last[0].find(f"{_N}pPr/{_N}sectPr") is not None):
            yield f"p <{self.styles.names.get(self.styles.default, '')}> | "  # Word adds it when it opens the document
        section = body.find(f"{_N}sectPr")
        if section is not None:
            yield from self.section(section)

    def section(self, section: etree._Element) -> Iterator[str]:
        """A section where it ends: what it sets, and the headers and footers it shows."""
        own = [
            each for each in section if each.tag not in (f"{_N}headerReference", f"{_N}footerReference", f"{_N}rsid")
        ]
        yield f"section {_properties(own)}"
        relations = self._relations(self.main)
        for which in ("header", "footer"):
            for kind in _HEADER_KINDS:
                for reference in section.findall(f"{_N}{which}Reference"):
                    if reference.get(f"{_N}type", "default") == kind:
                        part = relations[reference.get(f"{{{R}}}id", "")][1]
                        root = etree.fromstring(self.parts[part])
                        self.headers[which, kind] = list(_Story(self, part, apart=True).blocks(root, "  "))
                seen = kind == "default" or (self.even if kind == "even" else _is_on(section.find(f"{_N}titlePg")))
                lines = self.headers.get((which, kind), [])  # inherited from the section before where not its own
                if seen and any(line.partition(" | ")[2] or not line.startswith("  p ") for line in lines):
                    yield f"{which} {kind}"
                    yield from lines


def _is_on(toggle: etree._Element | None) -> bool:
    return toggle is not None and toggle.get(_VAL) not in ("0", "false", "off")


class _Story:
    """One flow of paragraphs. Fields may begin in one paragraph and end in another."""

    def __init__(self, document: _Document, part: str, apart: bool = False) -> None:
        self.document = document
        self.part = part
        self.relations = document._relations(part)
        self.fields: list[_Field] = []
        # A header counts for itself: it is printed on every page.
        self.numbers = _Numbers(document.numbering) if apart else document.numbers

    def blocks(self, container: etree._Element, indent: str) -> Iterator[str]:
        for each in container:
            match etree.QName(each).localname:
                case "p":
                    yield from self._paragraph(each, indent)
                case "tbl":
                    yield from self._table(each, indent)
                case "sdt":
                    content = each.find(f"{_N}sdtContent")
                    if content is not None:
                        yield from self.blocks(content, indent)
                case "customXml":
                    yield from self.blocks(each, indent)
                case "sectPr" | "tcPr" | "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd":
                    pass
                case "proofErr" | "permStart" | "permEnd" | "customXmlPr":
                    pass
                case other:
                    raise ValueError(f"w:{other} among paragraphs is not known here")

    def _table(self, table: etree._Element, indent: str) -> Iterator[str]:
        properties = table.find(f"{_N}tblPr")
        style = "" if properties is None else _value(properties, "tblStyle", "")
        name = self.document.styles.names.get(style, style)
        without = (f"{_N}tblStyle", f"{_N}tblW")
        columns = len(table.findall(f"{_N}tblGrid/{_N}gridCol"))
        yield f"{indent}table <{name}> {_properties(_children(properties, without))} columns={columns}"
        for row in table.iterfind(f"{_N}tr"):
            exception = _properties(_children(row.find(f"{_N}tblPrEx"), ()))
            yield f"{indent}row {_properties(_children(row.find(f'{_N}trPr'), ()))} {exception}".rstrip()
            for cell in row.iterfind(f"{_N}tc"):
                yield f"{indent}  cell {_properties(_children(cell.find(f'{_N}tcPr'), (f'{_N}tcW',)))}"
                yield from self.blocks(cell, indent + "    ")

    def _paragraph(self, paragraph: etree._Element, indent: str) -> Iterator[str]:
        properties = paragraph.find(f"{_N}pPr")
        style = _value(properties, "pStyle", "") or self.document.styles.default
        label = self._label(properties, style)
        inside_before = any(each.result for each in self.fields)
        runs = "".join(
            f"{f'[{look}]' if look else ''}{text}{'[]' if look else ''}" for look, text in self._runs(paragraph)
        )
        section = None if properties is None else properties.find(f"{_N}sectPr")
        if not (inside_before and any(each.result for each in self.fields)):
            without = tuple(f"{_N}{name}" for name in ("pStyle", "numPr", "rPr", "sectPr"))
            own = _properties(_children(properties, without))
            mark = _properties(_children(None if properties is None else properties.find(f"{_N}rPr"), ()))
            shown = f" mark={mark}" if mark else ""
            name = self.document.styles.names.get(style, style)
            yield f"{indent}p <{name}>{label}{' ' + own if own else ''}{shown} | {runs}"
        if section is not None:
            yield from self.document.section(section)

    def _label(self, properties: etree._Element | None, style: str) -> str:
        styles = self.document.styles
        number, level, giver = styles.number_of(style)
        if number is not None:
            tied = self.numbers.level_of_style(number, giver)
            level = tied if tied is not None else level or 0
        own = None if properties is None else properties.find(f"{_N}numPr")
        if own is not None:
            number = _value(own, "numId", "") or number
            level = int(_value(own, "ilvl", "") or level or 0)
        if number is None or number == "0":
            return ""
        label = self.numbers.label(number, level or 0)
        return "" if label is None else f" num={label!r}@{level or 0}"

    # --- runs ---------------------------------------------------------------------------------------------------

    def _runs(self, paragraph: etree._Element) -> list[tuple[str, str]]:
        """Look and text of each stretch of the paragraph that is set alike."""
        found: list[tuple[str, str]] = []
        for look, text in self._pieces(paragraph, ""):
            if text and found and found[-1][0] == look:
                found[-1] = (look, found[-1][1] + text)
            elif text:
                found.append((look, text))
        return found

    def _pieces(self, parent: etree._Element, link: str) -> Iterator[tuple[str, str]]:
        for each in parent:
            if not isinstance(each.tag, str) or each.tag in _WITHOUT_A_TRACE:
                continue
            match etree.QName(each).localname:
                case "r":
                    look = " ".join(part for part in (self._look(each.find(f"{_N}rPr")), link) if part)
                    for text in self._run(each):
                        yield look, text
                case "hyperlink":
                    target = self.relations.get(each.get(f"{{{R}}}id", ""), ("", ""))[1]
                    anchor = each.get(f"{_N}anchor", "")
                    yield from self._pieces(each, f"link={target}{f'#{anchor}' if anchor else ''}")
                case "fldSimple":
                    if not any(one.result for one in self.fields):
                        # The formatting of the field is that of its result.
                        first = each.find(f".//{_N}r/{_N}rPr")
                        look = " ".join(part for part in (self._look(first), link) if part)
                        yield look, f"⟨felt {' '.join(each.get(f'{_N}instr', '').split())}⟩"
                case "sdt":
                    content = each.find(f"{_N}sdtContent")
                    if content is not None:
                        yield from self._pieces(content, link)
                case _ if each.tag in _TRANSPARENT:
                    yield from self._pieces(each, link)
                case other:
                    raise ValueError(f"w:{other} in a paragraph is not known here")

    def _run(self, run: etree._Element) -> Iterator[str]:
        for each in run:
            if not isinstance(each.tag, str) or each.tag in _WITHOUT_A_TRACE:
                continue
            name = etree.QName(each).localname
            if name == "fldChar":
                match each.get(f"{_N}fldCharType"):
                    case "begin":
                        self.fields.append(_Field())
                    case "separate":
                        yield from self._shown(f"⟨felt {' '.join(self.fields[-1].instruction.split())}⟩")
                        self.fields[-1].result = True
                    case "end":
                        ended = self.fields.pop()
                        if not ended.result:
                            yield from self._shown(f"⟨felt {' '.join(ended.instruction.split())}⟩")
            elif name == "instrText":
                self.fields[-1].instruction += each.text or ""
            else:
                yield from self._shown(self._sign(each, name))

    def _shown(self, text: str) -> Iterator[str]:
        if not any(each.result for each in self.fields):
            yield text

    def _sign(self, each: etree._Element, name: str) -> str:
        match name:
            case "t":
                return each.text or ""
            case "br":
                kind = each.get(f"{_N}type", "textWrapping")
                return "\n" if kind == "textWrapping" else f"⟨{kind}⟩"
            case "sym":
                return f"⟨{each.get(f'{_N}font')} {each.get(f'{_N}char')}⟩"
            case "drawing":
                return self._drawing(each)
            case "footnoteReference" | "endnoteReference":
                return self._note(each, name.removesuffix("Reference"))
            case "AlternateContent" | "pict" | "object" | "ptab":
                return f"⟨{name}⟩"
            case _ if name in _SIGNS:
                return _SIGNS[name]
        raise ValueError(f"w:{name} in a run is not known here")

    def _note(self, reference: etree._Element, kind: str) -> str:
        root = self.document._related(self.part, f"{kind}s")
        for note in [] if root is None else root:
            if note.get(f"{_N}id") == reference.get(f"{_N}id"):
                part = self.document._target(self.part, f"{kind}s") or ""
                return f"⟨{kind}: {' / '.join(_Story(self.document, part, apart=True).blocks(note, ''))}⟩"
        raise ValueError(f"a {kind} that is not there")

    def _drawing(self, drawing: etree._Element) -> str:
        described = drawing.find(f".//{{{WP}}}docPr")
        words = "" if described is None else described.get("descr", "")
        extent = drawing.find(f".//{{{WP}}}extent")
        size = "" if extent is None else f"{extent.get('cx')}×{extent.get('cy')}"
        pictures = []
        for picture in drawing.iter(f"{{{A}}}blip"):
            target = self.relations[picture.get(f"{{{R}}}embed", "")][1]
            pictures.append(sha256(self.document.parts[target]).hexdigest()[:12])
        return f"⟨bilde {' '.join(pictures)} {size} {words!r}⟩"

    def _look(self, properties: etree._Element | None) -> str:
        style = "" if properties is None else _value(properties, "rStyle", "")
        name = f"<{self.document.styles.names.get(style, style)}>" if style else ""
        rest = _properties(_children(properties, (f"{_N}rStyle",)))
        return " ".join(part for part in (name, rest) if part)


def _children(properties: etree._Element | None, without: tuple[str, ...]) -> list[etree._Element]:
    return [] if properties is None else [each for each in properties if each.tag not in without]


def _properties(children: list[etree._Element]) -> str:
    """Properties in an order of their own; what is on by being there is the same as what says that it is on."""
    written = sorted(_written(each) for each in children if isinstance(each.tag, str) and each.tag not in _UNSEEN)
    return "{" + " ".join(written) + "}" if written else ""


def _written(element: etree._Element) -> str:
    name = etree.QName(element)
    if (name.namespace == W and name.localname in ("ins", "del", "moveFrom", "moveTo")) or name.localname.endswith(
        "Change"
    ):
        raise ValueError(f"a tracked change is left: w:{name.localname}")
    attributes = {
        etree.QName(key).localname: value
        for key, value in element.items()
        if not etree.QName(key).localname.startswith("rsid")
    }
    if element.tag in _TOGGLES:
        value = attributes.pop("val", "1")
        return name.localname if value in ("1", "true", "on") else f"-{name.localname}"
    inner = " ".join(_written(each) for each in element if isinstance(each.tag, str))
    shown = "".join(f" {key}={value}" for key, value in sorted(attributes.items()))
    return f"{name.localname}{shown}{f' ({inner})' if inner else ''}"
