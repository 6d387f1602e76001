"""Wide tables stand on pages on their side, with what belongs to them, and with the template's headers and footers."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from lxml import etree
from support.rendering import NAME, Package, content, listed, para, place, rendered, text_of, words
from support.word_templates import TEXT_WIDTH, paragraph, table, with_body, word_template

from pipeline.external import convert_to_pdf
from pipeline.render.sections import TURN, TURN_BACK
from pipeline.richtext import Block, Cell, Grid, Heading, ListKind, Paragraph, Run, TextList

MANDATE = Path(__file__).parents[2] / "templates_docx" / "mandat.docx"
PAPER = '<w:pgSz w:w="11906" w:h="16838"/>'
MARGINS = (
    '<w:pgMar w:top="1419" w:right="1453" w:bottom="1419" w:left="1453" w:header="700" w:footer="700" w:gutter="0"/>'
)
BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
LONG = "Et avsnitt som er så langt at det godt kan stå alene på en side. " * 10


def section(*properties: str) -> str:
    """A section of the template; its properties come in the schema's order."""
    return f"<w:sectPr>{''.join(properties)}{PAPER}{MARGINS}</w:sectPr>"


def wide(text: str = "bredt", ident: str = "") -> Grid:
    return Grid([words("Hode")], [[Cell([para(text)])]], place(), landscape=True, ident=ident)


def heading(text: str) -> Heading:
    return Heading(1, words(text), place())


@dataclass
class Section:
    """What a section shows, its lines joined by bars, and what its properties hold."""

    text: str
    properties: etree._Element

    @property
    def turned(self) -> bool:
        size = self.properties.find(f"{NAME}pgSz")
        assert size is not None
        across, down = int(size.get(f"{NAME}w", "")), int(size.get(f"{NAME}h", ""))
        assert (size.get(f"{NAME}orient") == "landscape") == (across > down)
        return across > down

    def has(self, name: str) -> bool:
        return self.properties.find(f"{NAME}{name}") is not None


def sections(made: Package) -> list[Section]:
    found: list[Section] = []
    lines: list[str] = []
    body = made.tree().find(f"{NAME}body")
    assert body is not None
    for each in body:
        lines += [text_of(one) for one in each.iter(f"{NAME}p")]
        ends = each if each.tag == f"{NAME}sectPr" else each.find(f"{NAME}pPr/{NAME}sectPr")
        if ends is not None:
            found.append(Section(" | ".join(line for line in lines if line), ends))
            lines = []
    assert not lines, "the last section ends the body"
    return found


def made(*blocks: Block, body: tuple[str, ...] = ("{{p tekst }}",), **options: object) -> Package:
    result = rendered(word_template(*body, **options), content(*blocks))  # type: ignore[arg-type]
    assert TURN not in result.xml()
    assert TURN_BACK not in result.xml()
    return result


def shown(*blocks: Block, **options: object) -> list[tuple[str, bool]]:
    return [(each.text, each.turned) for each in sections(made(*blocks, **options))]  # type: ignore[arg-type]


def test_a_wide_table_has_a_page_on_its_side_and_upright_pages_around_it() -> None:
    document = made(para("Før."), wide(), para("Etter."))
    assert [(each.text, each.turned) for each in sections(document)] == [
        ("Før.", False),
        ("Hode | bredt", True),
        ("Etter.", False),
    ]
    (width,) = document.tree().iter(f"{NAME}gridCol")
    assert int(width.get(f"{NAME}w", "")) == 16838 - 2 * 1453 > TEXT_WIDTH


def test_what_explains_a_wide_table_stands_below_it_on_its_page() -> None:
    explained = replace(wide("en"), below=[para("Rød: forsinket.")])
    assert shown(para("Før."), explained, heading("To"), wide("to"), para("Etter.")) == [
        ("Før.", False),
        ("Hode | en | Rød: forsinket. | To | Hode | to", True),
        ("Etter.", False),
    ]


def test_what_explains_a_table_stands_below_it() -> None:
    explained = replace(wide("en"), below=[para("Rød: forsinket.")], landscape=False)
    assert shown(para("Før."), explained, para("Etter.")) == [("Før. | Hode | en | Rød: forsinket. | Etter.", False)]


def test_without_a_wide_table_nothing_changes() -> None:
    assert len(sections(made(para("a"), para("b")))) == 1


def test_the_properties_of_the_section_stand_in_its_last_paragraph_where_there_is_one() -> None:
    before, turned, after = (each.properties for each in sections(made(para("Før."), wide(), para("Etter."))))
    assert text_of(before.getparent().getparent()) == "Før."  # type: ignore[union-attr, arg-type]
    assert text_of(turned.getparent().getparent()) == ""  # type: ignore[union-attr, arg-type]
    assert after.getparent().tag == f"{NAME}body"  # type: ignore[union-attr]


def test_tables_that_follow_one_another_share_their_pages() -> None:
    assert shown(para("Før."), wide("en"), wide("to"), heading("Tre"), wide("tre"), para("Etter.")) == [
        ("Før.", False),
        ("Hode | en | Hode | to | Tre | Hode | tre", True),
        ("Etter.", False),
    ]


def test_with_text_between_them_each_has_its_own() -> None:
    assert [turned for _, turned in shown(wide(), para(LONG), wide())] == [True, False, True]


def test_the_heading_above_the_table_goes_with_it_and_so_does_its_lead_in() -> None:
    assert shown(para(LONG), heading("Risikoer"), para("Slik er det:"), wide())[1] == (
        "Risikoer | Slik er det: | Hode | bredt",
        True,
    )


def test_a_lead_in_goes_alone_where_there_is_more_above_it() -> None:
    assert [text for text, _ in shown(heading("Risikoer"), para(LONG), para("Slik er det:"), wide())] == [
        f"Risikoer | {LONG}",
        "Slik er det: | Hode | bredt",
    ]


def test_a_heading_with_a_few_words_under_it_goes_too() -> None:
    """It would stand alone on an upright page."""
    assert shown(para(LONG), heading("Risikoer"), para("S er sannsynlighet."), wide())[1] == (
        "Risikoer | S er sannsynlighet. | Hode | bredt",
        True,
    )
    assert shown(para(LONG), para("Et avsnitt uten overskrift."), wide())[1] == ("Hode | bredt", True)


def test_headings_of_the_template_go_too() -> None:
    body = ("Først.", '<w:p><w:pPr><w:pStyle w:val="Heading3"/></w:pPr><w:r><w:t>{{ tittel }}</w:t></w:r></w:p>')
    assert shown(wide(), body=(*body, "{{p tekst }}")) == [("Først.", False), ("Tittel | Hode | bredt", True)]


def test_a_document_that_begins_and_ends_on_its_side_has_no_empty_pages() -> None:
    assert shown(wide()) == [("Hode | bredt", True)]
    assert shown(para("Før."), wide()) == [("Før.", False), ("Hode | bredt", True)]
    assert shown(wide(), para("Etter.")) == [("Hode | bredt", True), ("Etter.", False)]


def test_page_breaks_of_the_template_beside_the_table_leave_no_empty_pages() -> None:
    document = made(wide(), body=("Før.", BREAK, "{{p tekst }}", BREAK, "Etter."))
    assert "w:br" not in document.body
    assert [each.turned for each in sections(document)] == [False, True, False]
    kept = made(wide(), body=("Før.", BREAK, "Mer.", "{{p tekst }}"))
    assert kept.xml().count("<w:br ") == 1


def test_what_only_the_first_page_has_stays_on_the_first_page() -> None:
    first = section(
        '<w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="first" r:id="rId4"/>',
        '<w:type w:val="continuous"/>',
    ).replace("</w:sectPr>", '<w:pgNumType w:fmt="lowerRoman" w:start="3"/><w:cols w:num="2"/><w:titlePg/></w:sectPr>')
    before, turned, after = sections(made(para("Før."), wide(), para("Etter."), section=first, header="Topp"))
    assert before.has("titlePg") and before.has("type")
    assert not turned.has("titlePg") and not turned.has("type") and not after.has("titlePg") and not after.has("type")
    for each in (before, turned, after):
        kinds = [found.get(f"{NAME}type") for found in each.properties.findall(f"{NAME}headerReference")]
        assert kinds == (["default", "first"] if each is before else ["default"])
        number = each.properties.find(f"{NAME}pgNumType")
        assert number is not None
        assert number.get(f"{NAME}fmt") == "lowerRoman"
        assert number.get(f"{NAME}start") == ("3" if each is before else None)
    columns = [each.properties.find(f"{NAME}cols").get(f"{NAME}num") for each in (before, turned, after)]  # type: ignore[union-attr]
    assert columns == ["2", None, "2"]


def test_each_section_of_the_template_is_turned_by_its_own_properties() -> None:
    odd = section('<w:type w:val="oddPage"/>')
    front = f"<w:p><w:pPr>{odd}</w:pPr><w:r><w:t>Forside</w:t></w:r></w:p>"
    assert shown(wide(), para("Etter."), body=(front, "{{p tekst }}")) == [
        ("Forside", False),
        ("Hode | bredt", True),
        ("Etter.", False),
    ]
    assert shown(wide(), body=("{{p tekst }}", front, "Slutt.")) == [
        ("Hode | bredt", True),
        ("Forside", False),
        ("Slutt.", False),
    ]


def test_the_last_paragraph_of_a_section_of_the_template_may_be_all_there_is_after_the_table() -> None:
    ending = f"<w:p><w:pPr>{section()}</w:pPr></w:p>"
    assert shown(wide(), body=("{{p tekst }}", ending, "Slutt.")) == [("Hode | bredt", True), ("Slutt.", False)]


def test_a_page_that_is_on_its_side_already_stays_so() -> None:
    turned = section().replace(PAPER, '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape" w:code="9"/>')
    assert [turned for _, turned in shown(para("Før."), wide(), section=turned)] == [True, True]


def test_in_a_cell_of_the_template_no_page_can_be_turned() -> None:
    assert len(sections(made(wide(), body=(table(["{{p tekst }}"]),)))) == 1


def test_in_a_point_of_a_list_the_page_is_turned_all_the_same() -> None:
    points = listed(ListKind.NUMBER, [para("Punkt:"), wide(ident="sg_2")], "Neste")
    points.ident, points.items[0].ident = "sg_0", "sg_1"
    document = made(para(LONG), points, para("Etter."))
    assert [(each.text, each.turned) for each in sections(document)][1:] == [
        ("Punkt: | Hode | bredt", True),
        ("Neste | Etter.", False),
    ]
    assert document.xml().count("<w:bookmarkStart") == document.xml().count("<w:bookmarkEnd") == 3


def test_a_picture_above_the_table_stays_where_it_is() -> None:
    drawn = "<w:p><w:pPr><w:keepNext/></w:pPr><w:r><w:drawing/></w:r></w:p>"
    assert [each.turned for each in sections(made(wide(), body=(drawn, "{{p tekst }}")))] == [False, True]


def test_a_paragraph_of_the_template_without_properties_may_end_a_section() -> None:
    document = made(wide(), body=("Før.", "{{p tekst }}"))
    assert re.search(r"<w:p><w:pPr><w:sectPr>.*?</w:sectPr></w:pPr><w:r><w:t[^>]*>Før\.", document.xml())


def test_long_documents_are_turned_quickly() -> None:
    blocks: list[Block] = [each for number in range(60) for each in (para(LONG, number), heading("h"), wide())]
    begun = time.perf_counter()
    assert len(shown(*blocks)) == 120
    assert time.perf_counter() - begun < 5


def test_turned_pages_are_a_valid_document(
    tmp_path: Path, sdk_valid: Callable[..., None], audit_valid: Callable[..., None]
) -> None:
    path = tmp_path / "liggende.docx"
    lead = Paragraph([Run("Slik er det:", place(), bold=True)], place())
    inner = TextList(ListKind.BULLET, listed(ListKind.BULLET, "punkt").items, place(), ident="sg_3")
    of = content(para("Før."), heading("Over"), lead, wide(ident="sg_1"), wide(ident="sg_2"), inner, wide())
    path.write_bytes(rendered(with_body(MANDATE.read_bytes(), paragraph("Først"), "{{p tekst }}"), of).data)
    sdk_valid(path)
    audit_valid(path)


@pytest.mark.parametrize("tables", [1, 2])
def test_libreoffice_shows_the_pages_as_they_should_lie(
    tables: int, tmp_path: Path, require_tool: Callable[[str], None]
) -> None:
    require_tool("soffice")
    path = tmp_path / "liggende.docx"
    of = content(para("Før."), heading("Over"), *[wide()] * tables, para("Etter."))
    path.write_bytes(rendered(with_body(MANDATE.read_bytes(), "Først", "{{p tekst }}"), of).data)
    pdf = convert_to_pdf([path], tmp_path).pdfs[path].read_bytes()
    boxes = re.findall(rb"/Type\s*/Page\b[^s].*?/MediaBox\s*\[\s*0 0 (\d+)[.\d]* (\d+)", pdf, re.DOTALL)
    assert [int(across) > int(down) for across, down in boxes] == [False, True, False]


# --- headers and footers -------------------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WITH_HEADER = section('<w:headerReference w:type="default" r:id="rId4"/>')
REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TURNED = "word/header1-liggende.xml"


def with_header(*blocks: Block, properties: str = "", text: str = "{{ tittel }}", **options: object) -> Package:
    """A document whose header is one paragraph, with a tab in it."""
    tab = "<w:r><w:tab/></w:r>"
    xml = f"<w:hdr {W}><w:p>{properties}<w:r><w:t>{text}</w:t></w:r>{tab}<w:r><w:t>høyre</w:t></w:r></w:p></w:hdr>"
    parts = {"word/header1.xml": xml, **options.pop("parts", {})}  # type: ignore[dict-item]
    return made(*blocks, header="x", parts=parts, section=WITH_HEADER, **options)


def stops(document: Package) -> list[tuple[str, str]]:
    return re.findall(r'<w:tab w:val="(\w+)" w:pos="(\d+)"/>', document.xml(TURNED))


OWN_STOPS = '<w:pPr><w:keepNext/><w:tabs><w:tab w:val="left" w:pos="500"/>{}</w:tabs><w:jc w:val="left"/></w:pPr>'
RIGHT = OWN_STOPS.format('<w:tab w:val="center" w:pos="4500"/><w:tab w:val="right" w:pos="9000"/>')


def test_the_header_of_a_turned_page_has_its_tab_stops_out_at_the_margin() -> None:
    document = with_header(para("Før."), wide(), para("Etter."), properties=RIGHT)
    assert stops(document) == [
        ("left", "500"),
        ("clear", "4500"),
        ("center", "6966"),
        ("clear", "9000"),
        ("right", "13932"),
    ]
    assert "<w:pPr><w:keepNext/><w:tabs>" in document.xml(TURNED), "in the schema's order"
    assert "Tittel" in document.xml(TURNED)
    before, turned, after = (
        each.properties.find(f"{NAME}headerReference").get(REFERENCE)  # type: ignore[union-attr]
        for each in sections(document)
    )
    assert before == after == "rId4"
    assert f'Id="{turned}"' in document.xml("word/_rels/document.xml.rels")
    assert f'PartName="/{TURNED}"' in document.xml("[Content_Types].xml")
    assert document.xml("word/_rels/document.xml.rels").count('Target="header1-liggende.xml"') == 1


def test_tab_stops_of_the_style_are_moved_too() -> None:
    style = '<w:pPr><w:pStyle w:val="toc1"/><w:pBdr><w:top w:val="single"/></w:pBdr><w:jc w:val="left"/></w:pPr>'
    document = with_header(wide(), properties=style)
    assert stops(document) == [("left", "600"), ("clear", "9000"), ("right", "13932")]
    assert "</w:pBdr><w:tabs>" in document.xml(TURNED)


@pytest.mark.parametrize("properties", ["", OWN_STOPS.format(""), '<w:pPr><w:jc w:val="right"/></w:pPr>'])
def test_a_header_that_fits_any_page_is_used_as_it_is(properties: str) -> None:
    document = with_header(wide(), properties=properties)
    assert TURNED not in document.names
    assert "-liggende" not in document.xml()


def test_a_copy_of_a_header_leads_to_what_the_header_leads_to() -> None:
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    document = with_header(wide(), properties=RIGHT, parts={"word/_rels/header1.xml.rels": relations})
    assert document.xml("word/_rels/header1-liggende.xml.rels") == document.xml("word/_rels/header1.xml.rels")


def test_words_of_the_user_are_no_reference() -> None:
    typed = ' r:id="rId4-liggende"'
    assert made(Paragraph([Run(typed, place(), code=True)], place()), wide()).lines()[0] == typed


def test_what_goes_with_a_wide_table_is_kept_on_its_page() -> None:
    """Also between two tables that share their pages, where a heading could be left behind at the foot of one."""
    tree = made(wide(), heading("Tiltak"), para("Slik går det."), wide(), para("Etter.")).tree()
    kept = {
        text_of(each): each.find(f"{NAME}pPr/{NAME}keepNext") is not None
        for each in tree.findall(f"{NAME}body/{NAME}p")
    }
    assert (kept["Slik går det."], kept["Etter."]) == (True, False)
