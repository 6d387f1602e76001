"""A document that has what a mandate has: a front page, a table of contents, chapters of two parts, a landscape section
with its own footer, and a table with lists in its cells. Its template is written out by hand."""

from dataclasses import dataclass
from random import Random

from support.document_edits import sentence
from support.rendering import document, place, words
from support.word_templates import W, paragraph, run, word_template

from pipeline.document import Document, Line, Text, about
from pipeline.richtext import Block, Heading, Image, Item, ListKind, Paragraph, Table, TextList

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MARGINS = 'w:top="1400" w:right="1400" w:bottom="1400" w:left="1400" w:header="700" w:footer="700" w:gutter="0"'


@dataclass(slots=True)
class Chapter:
    tittel: Line = about("Tittelen")
    tekst: Text = about("Teksten")


@dataclass(slots=True)
class Row:
    navn: str = about("Gruppen")
    oppgaver: Text = about("Oppgavene")


@dataclass(slots=True)
class Wide:
    tittel: str = about("Tittelen")
    versjon: str = about("Versjonen")
    organisasjon: str = about("Organisasjonen")
    kapitler: list[Chapter] = about("Kapitlene")
    grupper: list[Row] = about("Gruppene")
    framdrift: Text = about("Framdriften")
    vedlegg: list[Line] = about("Vedleggene")


def _part(kind: str, text: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{kind} xmlns:w="{W}">{paragraph(text, _field("PAGE"))}</w:{kind}>'


def _field(instruction: str, result: str = "1") -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _styled(style: str, *content: str) -> str:
    return paragraph(f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>', *content)


def _section(*references: tuple[str, str, str], wide: bool = False, first: bool = False) -> str:
    shown = "".join(f'<w:{which}Reference w:type="{kind}" r:id="{ident}"/>' for which, kind, ident in references)
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if wide else 'w:w="11906" w:h="16838"'
    return f"<w:sectPr>{shown}<w:pgSz {size}/><w:pgMar {_MARGINS}/>{'<w:titlePg/>' if first else ''}</w:sectPr>"


def _ending(section: str) -> str:
    return f"<w:p><w:pPr>{section}</w:pPr></w:p>"


_CONTENTS = (
    paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h \\z \\u </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
    )
    + paragraph("{%p for k in kapitler %}")
    + paragraph(run("{{r k.tittel }}"), "<w:r><w:tab/></w:r>", "{{ loop.index }}")
    + paragraph("{%p endfor %}")
    + paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
)


def template() -> bytes:
    """The template, with two headers, three footers and three sections."""
    cell = '<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>'
    groups = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Tabell"/><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cell}{_styled('Tabellhode', 'Gruppe')}</w:tc>"
        f"{cell}{_styled('Tabellhode', 'Oppgaver')}</w:tc></w:tr>"
        f"<w:tr>{cell}{paragraph('{%tr for g in grupper %}')}</w:tc>{cell}{paragraph('')}</w:tc></w:tr>"
        f"<w:tr>{cell}{_styled('Tabelltekst', '{{ g.navn }}')}</w:tc>"
        f"{cell}{paragraph('{{p g.oppgaver }}')}</w:tc></w:tr>"
        f"<w:tr>{cell}{paragraph('{%tr endfor %}')}</w:tc>{cell}{paragraph('')}</w:tc></w:tr></w:tbl>"
    )
    parts = {
        "header1": ("hdr", "{{ organisasjon }} {{ versjon }} "),
        "header2": ("hdr", "Vedlegg "),
        "footer1": ("ftr", "{{ tittel }} "),
        "footer2": ("ftr", "Framdrift {{ versjon }} "),
        "footer3": ("ftr", "Forside "),
    }
    made = word_template(
        _styled("Heading3", "{{ tittel }}"),
        "Versjon {{ versjon }}",
        _CONTENTS,
        "{%p for k in kapitler %}",
        _styled("Heading3", "{{r k.tittel }}"),
        "{{p k.tekst }}",
        "{%p endfor %}",
        groups,
        _ending(
            _section(
                ("header", "default", "rIdH1"), ("footer", "default", "rIdF1"), ("footer", "first", "rIdF3"), first=True
            )
        ),
        "{{p framdrift }}",
        _ending(_section(("footer", "default", "rIdF2"), wide=True)),
        "{%p for v in vedlegg %}",
        _styled("Heading4", "{{r v }}"),
        "{%p endfor %}",
        paragraph("Slutt på ", _field("NUMPAGES", "25"), " sider"),
        section=_section(("header", "default", "rIdH2"), ("footer", "default", "rIdF1")),
        parts={f"word/{name}.xml": _part(kind, text) for name, (kind, text) in parts.items()},
        relations={
            "rIdH1": ("header", "header1.xml"),
            "rIdH2": ("header", "header2.xml"),
            "rIdF1": ("footer", "footer1.xml"),
            "rIdF2": ("footer", "footer2.xml"),
            "rIdF3": ("footer", "footer3.xml"),
        },
    )
    return _with_types(made, parts)


def _with_types(data: bytes, parts: dict[str, tuple[str, str]]) -> bytes:
    """Says what the headers and footers are, and declares the relations' prefix where sections use it."""
    import io
    import zipfile

    from support.word_templates import zipped

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name).decode() for name in package.namelist()}
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    more = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{"header" if root == "hdr" else "footer"}+xml"/>'
        for name, (root, _) in parts.items()
    )
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace("</Types>", f"{more}</Types>")
    assert f'xmlns:r="{_R}"' in files["word/document.xml"]
    return zipped(files)


def wide_document(random: Random) -> Document:
    """A document with invented words."""

    def para() -> Paragraph:
        return Paragraph(words(" ".join(sentence(random) for _ in range(random.randint(1, 4)))), place())

    def points(kind: ListKind, level: int = 0) -> TextList:
        items = [Item([para()], place()) for _ in range(random.randint(2, 5))]
        if level < 2 and random.random() < 0.6:
            items[0].blocks.append(points(random.choice(list(ListKind)), level + 1))
        return TextList(kind, items, place(), level)

    def chapter() -> Chapter:
        blocks: list[Block] = [para() for _ in range(random.randint(2, 4))]
        for _ in range(random.randint(1, 3)):
            blocks += [Heading(random.randint(1, 2), words(sentence(random)[:-1]), place()), para()]
            blocks.append(points(random.choice(list(ListKind))))
        if random.random() < 0.4:
            blocks.append(
                Image(f"vedlegg/prove-{random.randrange(4)}.png", sentence(random), place(), words("Figur 1"))
            )
        if random.random() < 0.5:
            cells = [[words(sentence(random)) for _ in range(3)] for _ in range(4)]
            blocks.append(Table([words("S"), words("K"), words("Tiltak")], cells, place()))
        return Chapter(Line(words(sentence(random)[:-1])), Text(blocks))

    content = Wide(
        tittel="Mandat og prosjektplan",
        versjon="1.70",
        organisasjon="Helseregion Lia",
        kapitler=[chapter() for _ in range(random.randint(4, 8))],
        grupper=[Row(f"Gruppe {n}", Text([points(ListKind.LETTER), para()])) for n in range(1, 5)],
        framdrift=Text([Heading(1, words("2019 vår"), place()), points(ListKind.BULLET), para()]),
        vedlegg=[Line(words(f"Vedlegg {n}: {sentence(random)[:-1]}")) for n in range(1, 4)],
    )
    return document(content, title=content.tittel, stem="mandat")
