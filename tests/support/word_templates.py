"""A small Word template, written out by hand: the styles of the contract and nothing to look at."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from pipeline.render import contract

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FAMILIES = {
    0: ("bullet", [contract.list_style(contract.ListKind.BULLET, level) for level in range(4)]),
    1: ("decimal", [contract.list_style(contract.ListKind.NUMBER, level) for level in range(4)]),
    2: ("lowerLetter", [contract.list_style(contract.ListKind.LETTER, level) for level in range(4)]),
    3: ("lowerRoman", [contract.list_style(contract.ListKind.ROMAN, level) for level in range(4)]),
    4: ("decimal", [contract.DECISION_POINT]),
    5: ("decimal", [contract.PROPOSAL_POINT]),
    6: ("bullet", [contract.cell_list_style(contract.ListKind.BULLET, level) for level in range(3)]),
    7: ("decimal", [contract.cell_list_style(contract.ListKind.NUMBER, level) for level in range(3)]),
    8: ("lowerLetter", [contract.cell_list_style(contract.ListKind.LETTER, level) for level in range(3)]),
    9: ("lowerRoman", [contract.cell_list_style(contract.ListKind.ROMAN, level) for level in range(3)]),
}
TEXT_WIDTH, TEXT_HEIGHT = 9000, 14000
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1419" w:right="1453" w:bottom="1419" w:left="1453"'
    ' w:header="700" w:footer="700" w:gutter="0"/></w:sectPr>'
)


def style_id(name: str) -> str:
    """The id this template gives a style: ASCII letters of its name."""
    return "".join(letter for letter in name if letter.isascii() and letter.isalnum())


def run(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}<w:t>{escape(text)}</w:t></w:r>"


def paragraph(*runs: str) -> str:
    """A paragraph of runs: plain texts, or XML where they begin with `<`."""
    return f"<w:p>{''.join(each if each.startswith('<') else run(each) for each in runs)}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """A table of cells with one paragraph each."""
    count = max(len(row) for row in rows)
    grid = f'<w:gridCol w:w="{TEXT_WIDTH // count}"/>' * count
    start = f'<w:tc><w:tcPr><w:tcW w:w="{TEXT_WIDTH // count}" w:type="dxa"/></w:tcPr>'
    body = "".join(f"<w:tr>{''.join(f'{start}{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def styles(leave_out: Sequence[str] = (), unnumbered: Sequence[str] = (), language: str = "en-US") -> str:
    """styles.xml with every style of the contract but those left out."""
    numbers = {
        name: (number + 1, level) for number, (_, names) in _FAMILIES.items() for level, name in enumerate(names)
    }
    found = ['<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>']
    for name in (*contract.PARAGRAPH_STYLES, *contract.OPTIONAL_STYLES):
        number = ""
        if name in numbers and name not in unnumbered:
            ident, level = numbers[name]
            number = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{ident}"/></w:numPr></w:pPr>'
        elif name.startswith("List Continue"):
            depth = int(name[-1]) if name[-1].isdigit() else 1
            number = f'<w:pPr><w:ind w:left="{400 * depth}"/></w:pPr>'
        elif name in contract.QUOTATION_STYLES:
            number = '<w:pPr><w:ind w:left="500"/></w:pPr>'
        elif name in contract.CELL_QUOTATION_STYLES:
            number = '<w:pPr><w:ind w:left="200"/></w:pPr>'
        elif name in contract.HEADINGS:
            number = f'<w:pPr><w:outlineLvl w:val="{contract.HEADINGS.index(name) + 1}"/></w:pPr>'
        elif name in contract.CONTENTS_STYLES:
            stops = f'<w:tab w:val="left" w:pos="600"/><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/>'
            number = f"<w:pPr><w:tabs>{stops}</w:tabs></w:pPr>"
        # Word itself writes the names of its own styles with small letters.
        shown = name.lower() if name.startswith(("Heading", "Caption")) else name
        found.append(_style("paragraph", name, shown, number))
    found += [_style("character", name, name, "") for name in contract.CHARACTER_STYLES]
    found.append(_style("table", contract.TABLE, contract.TABLE, ""))
    kept = [each for each in found if not any(f'w:styleId="{style_id(name)}"' in each for name in leave_out)]
    lang = f'<w:lang w:val="{language}"/>' if language else ""
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{lang}</w:rPr></w:rPrDefault></w:docDefaults>"
    return f"{_HEAD}<w:styles {_NAMESPACES}>{defaults}{''.join(kept)}</w:styles>"


def _style(kind: str, name: str, shown: str, properties: str) -> str:
    return (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{shown}"/>'
        f"{properties}</w:style>"
    )


def numbering() -> str:
    """numbering.xml: a definition for each family, its levels tied to the styles."""
    abstract, numbers = [], []
    for ident, (form, names) in _FAMILIES.items():
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:pStyle w:val="{style_id(name)}"/>'
            f'<w:lvlText w:val="%{level + 1}."/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{400 * (level + 1)}" w:hanging="400"/></w:pPr></w:lvl>'
            for level, name in enumerate(names)
        )
        abstract.append(
            f'<w:abstractNum w:abstractNumId="{ident}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        numbers.append(f'<w:num w:numId="{ident + 1}"><w:abstractNumId w:val="{ident}"/></w:num>')
    return f"{_HEAD}<w:numbering {_NAMESPACES}>{''.join(abstract)}{''.join(numbers)}</w:numbering>"


def word_template(
    *body: str,
    header: str = "",
    section: str = SECTION,
    parts: Mapping[str, str | bytes] = {},
    relations: Mapping[str, tuple[str, str]] = {},
    **style_options: object,
) -> bytes:
    """A template whose body is `body`: paragraphs by their text, or XML where it begins with `<`.

    `parts` are more parts by name (or in place of the usual ones); `relations` more relations of the main part, by id:
    kind and target.
    """
    content = "".join(each if each.startswith("<") else paragraph(each) for each in body)
    known = {
        "rId1": ("styles", "styles.xml"),
        "rId2": ("numbering", "numbering.xml"),
        "rId3": ("settings", "settings.xml"),
    }
    types = {"document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings"}
    files: dict[str, str | bytes] = {
        "word/document.xml": f"{_HEAD}<w:document {_NAMESPACES}><w:body>{content}{section}</w:body></w:document>",
        "word/styles.xml": styles(**style_options),  # type: ignore[arg-type]
        "word/numbering.xml": numbering(),
        "word/settings.xml": f'{_HEAD}<w:settings {_NAMESPACES}><w:updateFields w:val="true"/>'
        '<w:themeFontLang w:val="en-US"/></w:settings>',
    }
    if header:
        known["rId4"] = ("header", "header1.xml")
        types["header1"] = "header"
        files["word/header1.xml"] = f"{_HEAD}<w:hdr {_NAMESPACES}>{paragraph(header)}</w:hdr>"
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in types.items()
    )
    files |= {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations({**known, **relations}),
    }
    return zipped({**files, **parts})


def with_body(template: bytes, *body: str) -> bytes:
    """A template that comes with the project, with another body, and no tags in its header and footer.

    The properties of its last section stay.
    """
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    before, _, rest = package_text(parts, "word/document.xml").partition("<w:body>")
    section = "<w:sectPr" + rest.rpartition("<w:sectPr")[2]
    for name in parts:
        if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
            parts[name] = re.sub(r"{[{%].*?[}%]}", "", package_text(parts, name))
    content = "".join(each if each.startswith("<") else paragraph(each) for each in body)
    parts["word/document.xml"] = f"{before}<w:body>{content}{section}"
    return zipped(parts)


def package_text(parts: Mapping[str, str | bytes], name: str) -> str:
    part = parts[name]
    return part if isinstance(part, str) else part.decode()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Parts as a package."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def _relations(relations: Mapping[str, tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="{ident}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for ident, (kind, target) in relations.items()
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'
