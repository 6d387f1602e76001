"""The template of the plain script: saksgang's own for minutes, which docxtpl reads, with the one thing changed that
docxtpl has no word for: a text of paragraphs, tables and pictures becomes a loop over its entries."""

from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

SHIPPED = Path(__file__).parents[2] / "templates_docx" / "referat.docx"

TABLE = f"""
<w:tbl {nsdecls("w")}>
  <w:tblPr><w:tblStyle w:val="Tabell"/><w:tblW w:w="9072" w:type="dxa"/></w:tblPr>
  <w:tblGrid><w:gridCol w:w="2268"/></w:tblGrid>
  <w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>
    <w:tc><w:p><w:r><w:t>{{%tc for celle in a.hode %}}</w:t></w:r></w:p></w:tc>
    <w:tc><w:p><w:pPr><w:pStyle w:val="Tabellhode"/></w:pPr><w:r><w:t>{{{{r celle }}}}</w:t></w:r></w:p></w:tc>
    <w:tc><w:p><w:r><w:t>{{%tc endfor %}}</w:t></w:r></w:p></w:tc>
  </w:tr>
  <w:tr><w:tc><w:p><w:r><w:t>{{%tr for rad in a.rader %}}</w:t></w:r></w:p></w:tc></w:tr>
  <w:tr><w:trPr><w:cantSplit/></w:trPr>
    <w:tc><w:p><w:r><w:t>{{%tc for celle in rad %}}</w:t></w:r></w:p></w:tc>
    <w:tc><w:p><w:pPr><w:pStyle w:val="Tabelltekst"/></w:pPr><w:r><w:t>{{{{r celle }}}}</w:t></w:r></w:p></w:tc>
    <w:tc><w:p><w:r><w:t>{{%tc endfor %}}</w:t></w:r></w:p></w:tc>
  </w:tr>
  <w:tr><w:tc><w:p><w:r><w:t>{{%tr endfor %}}</w:t></w:r></w:p></w:tc></w:tr>
</w:tbl>
"""


def make_template(target: Path) -> None:
    """Writes the template to `target`."""
    word = Document(str(SHIPPED))
    for element in list(word.element.body.iter(qn("w:p"))):
        tag = "".join(text.text or "" for text in element.iter(qn("w:t"))).strip()
        if tag.startswith("{{p"):
            for each in _loop(tag.removeprefix("{{p").removesuffix("}}").strip()):
                element.addprevious(each)
            element.getparent().remove(element)
    word.save(str(target))


def _loop(field: str) -> list[Any]:
    """Paragraphs and a table that print every entry of `field`."""
    return [
        _paragraph(f"{{%p for a in {field} %}}"),
        _paragraph("{%p if a.avsnitt %}"),
        _paragraph("{{p a.avsnitt }}"),
        _paragraph("{%p elif a.bilde %}"),
        _paragraph("{{ a.bilde }}", "Bilde"),
        _paragraph("{%p else %}"),
        parse_xml(TABLE),
        _paragraph("{%p endif %}"),
        _paragraph("{%p endfor %}"),
    ]


def _paragraph(text: str, style: str = "Malkode") -> Any:
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
    )
