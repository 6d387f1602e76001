"""A small, sound Word document as parts, for tests that break one thing in it."""

import io
import zipfile
from collections.abc import Mapping

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(text: str, style: str = "Normal", around: tuple[str, str] = ("", "")) -> str:
    """A paragraph of one run, with what stands `around` the run."""
    before, after = around
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{before}{run}{after}</w:p>'


def cell(content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{content}</w:tc>'


PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9525" cy="9525"/>'
    '<wp:docPr id="1" name="Bilde 1" descr="En rød prikk"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="Bilde 1"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdImage"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="9525" cy="9525"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
BODY = (
    paragraph("Referat", "Title")
    + paragraph("Saker", "Heading1")
    + paragraph(
        "Rådene",
        "Heading2",
        ('<w:bookmarkStart w:id="7" w:name="sg_25_2020_1"/>', '<w:bookmarkEnd w:id="7"/>'),
    )
    + '<w:p><w:pPr><w:pStyle w:val="ListNumber"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>'
    '<w:commentRangeStart w:id="0"/><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr><w:t>Punkt</w:t></w:r>'
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    + paragraph(
        "Se ",
        around=("", '<w:hyperlink w:anchor="sg_25_2020_1"><w:r><w:t>sak 25-2020</w:t></w:r></w:hyperlink>'),
    )
    + paragraph("", around=("", '<w:hyperlink r:id="rIdLink"><w:r><w:t>Lia sykehus</w:t></w:r></w:hyperlink>'))
    + '<w:tbl><w:tblPr><w:tblStyle w:val="Tabell"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>'
    '<w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>'
    + cell(paragraph("Hvem", "Tabellhode"))
    + cell(paragraph("Hva", "Tabellhode"))
    + "</w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>"
    + cell(paragraph("Vik"))
    + cell(paragraph("lager en oversikt"))
    + "</w:tr></w:tbl>"
    + PICTURE
)
SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" '
    'w:gutter="0"/></w:sectPr>'
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000" + "1f15c4890000000d4944415478da63f8cfc0f01f000501"
    "01ff2a7f3b0a0000000049454e44ae426082"
)


def _style(kind: str, ident: str, name: str, properties: str = "", based_on: str = "", start: str = "") -> str:
    basis = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}"{start} w:styleId="{ident}"><w:name w:val="{name}"/>{basis}{properties}</w:style>'


def _related(**relations: str) -> str:
    """A list of relations: each is «type target», external where the target is an address."""
    rows = []
    for ident, relation in relations.items():
        kind, target = relation.split(" ")
        mode = ' TargetMode="External"' if "://" in target else ""
        rows.append(f'<Relationship Id="{ident}" Type="{kind}" Target="{target}"{mode}/>')
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{namespace}">{"".join(rows)}</Relationships>'


def _theme() -> str:
    colours = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": "14475A",
        "lt2": "E3EBEE",
        "hlink": "0B4F8A",
        "folHlink": "5A3D7A",
    }
    order = ["dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink"]
    scheme = "".join(f'<a:{name}><a:srgbClr val="{colours.get(name, "14475A")}"/></a:{name}>' for name in order)
    font = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        f'{_HEAD}<a:theme {_NAMESPACES} name="x"><a:themeElements><a:clrScheme name="x">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="x"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="x"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


PARTS: dict[str, str | bytes] = {
    "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    + "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>'
        for part, kind in {
            "word/document.xml": f"{_TYPE}.document.main+xml",
            "word/styles.xml": f"{_TYPE}.styles+xml",
            "word/numbering.xml": f"{_TYPE}.numbering+xml",
            "word/settings.xml": f"{_TYPE}.settings+xml",
            "word/comments.xml": f"{_TYPE}.comments+xml",
            "word/footer1.xml": f"{_TYPE}.footer+xml",
            "word/fontTable.xml": f"{_TYPE}.fontTable+xml",
            "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
            "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
            "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        }.items()
    )
    + "</Types>",
    "_rels/.rels": _related(
        rId1=f"{_RELATION}/officeDocument word/document.xml",
        rId2="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties docProps/core.xml",
        rId3=f"{_RELATION}/custom-properties docProps/custom.xml",
    ),
    "word/document.xml": f"{_HEAD}<w:document {_NAMESPACES}><w:body>{BODY}{SECTION}</w:body></w:document>",
    "word/_rels/document.xml.rels": _related(
        rIdStyles=f"{_RELATION}/styles styles.xml",
        rIdNumbering=f"{_RELATION}/numbering numbering.xml",
        rIdSettings=f"{_RELATION}/settings settings.xml",
        rIdComments=f"{_RELATION}/comments comments.xml",
        rIdFooter=f"{_RELATION}/footer footer1.xml",
        rIdFonts=f"{_RELATION}/fontTable fontTable.xml",
        rIdTheme=f"{_RELATION}/theme theme/theme1.xml",
        rIdImage=f"{_RELATION}/image media/prikk.png",
        rIdLink=f"{_RELATION}/hyperlink https://lia.example/",
    ),
    "word/styles.xml": f"{_HEAD}<w:styles {_NAMESPACES}>"
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="nb-NO"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + _style("paragraph", "Normal", "Normal", start=' w:default="1"')
    + _style("paragraph", "Title", "Title", '<w:rPr><w:color w:val="14475A"/><w:sz w:val="56"/></w:rPr>', "Normal")
    + "".join(
        _style(
            "paragraph",
            f"Heading{level}",
            f"heading {level}",
            f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr>',
            "Normal",
        )
        for level in (1, 2, 3)
    )
    + _style(
        "paragraph", "ListNumber", "List Number", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "Normal"
    )
    + _style("paragraph", "Tabellhode", "Tabellhode", '<w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>', "Normal")
    + _style("character", "Strong", "Strong", "<w:rPr><w:b/></w:rPr>")
    + _style(
        "table",
        "Tabell",
        "Tabell",
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="14475A"/></w:tcPr>'
        "</w:tblStylePr>",
    )
    + "</w:styles>",
    "word/numbering.xml": f'{_HEAD}<w:numbering {_NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>',
    "word/settings.xml": f'{_HEAD}<w:settings {_NAMESPACES}><w:zoom w:percent="100"/></w:settings>',
    "word/comments.xml": f'{_HEAD}<w:comments {_NAMESPACES}><w:comment w:id="0" w:author="saksgang" w:initials="s">'
    "<w:p><w:r><w:t>Frist mangler.</w:t></w:r></w:p></w:comment></w:comments>",
    "word/footer1.xml": f"{_HEAD}<w:ftr {_NAMESPACES}><w:p><w:r><w:t>Side </w:t></w:r>"
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t> av </w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> NUMPAGES </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    "</w:p></w:ftr>",
    "word/fontTable.xml": f'{_HEAD}<w:fonts {_NAMESPACES}><w:font w:name="Calibri"/></w:fonts>',
    "word/theme/theme1.xml": _theme(),
    "word/media/prikk.png": PIXEL,
    "docProps/core.xml": f"{_HEAD}<cp:coreProperties "
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Referat fra møte &amp; befaring</dc:title>'
    "</cp:coreProperties>",
    "docProps/custom.xml": f"{_HEAD}<Properties "
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="saksgang-id">'
    "<vt:lpwstr>prosjektgruppen/2020-04-28</vt:lpwstr></property></Properties>",
}
"""The parts of the document, by name. It claims to be in bokmål, and is valid by the Open XML SDK."""


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a .docx, always the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return stream.getvalue()


def changed(part: str, old: str, new: str) -> dict[str, str | bytes]:
    """The sound document with `old` replaced in one part; `old` must be there."""
    text = PARTS[part]
    assert isinstance(text, str) and old in text, f"{old!r} is not in {part}"
    return {**PARTS, part: text.replace(old, new)}


def with_chart(kind: str = "drawingml.chart+xml", workbook: str = "") -> dict[str, str | bytes]:
    """The sound document with a chart after all else.

    `kind` is what the chart's part is said to be; `workbook` the kind of relation it has to a workbook, if it has one.
    """
    document, types, relations = (
        str(PARTS[name]) for name in ("word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels")
    )
    named = 'id="2" name="Diagram 1" descr="Tre tiltak"'
    drawing = PICTURE.replace('id="1" name="Bilde 1" descr="En rød prikk"', named)
    start, _, rest = drawing.partition("<a:graphicData")
    end = rest.partition("</a:graphicData>")[2]
    chart = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    shown = f'<a:graphicData uri="{chart}"><c:chart xmlns:c="{chart}" r:id="rIdChart"/></a:graphicData>'
    parts = {
        **PARTS,
        "word/document.xml": document.replace(SECTION, f"{start}{shown}{end}{SECTION}"),
        "[Content_Types].xml": types.replace(
            "</Types>",
            '<Default Extension="xlsx" ContentType="application/x"/><Override PartName="/word/charts/chart1.xml" '
            f'ContentType="application/vnd.openxmlformats-officedocument.{kind}"/></Types>',
        ),
        "word/_rels/document.xml.rels": relations.replace(
            "</Relationships>",
            f'<Relationship Id="rIdChart" Type="{_RELATION}/chart" Target="charts/chart1.xml"/></Relationships>',
        ),
        "word/charts/chart1.xml": f'{_HEAD}<c:chartSpace xmlns:c="{chart}"><c:chart><c:plotArea/></c:chart>'
        "</c:chartSpace>",
    }
    if workbook:
        parts["word/charts/_rels/chart1.xml.rels"] = _related(rId1=f"{_RELATION}/{workbook} ../embeddings/ark1.xlsx")
        parts["word/embeddings/ark1.xlsx"] = b"PK"
    return parts
