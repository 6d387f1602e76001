"""Lists of contents are the field Word writes itself, filled in beforehand; figures count by a field too."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from support.rendering import Package, compiled, content, document, para, place, rendered, text_document, words
from support.word_templates import with_body, word_template

from pipeline.diagnostics import Diagnostic
from pipeline.external import LIBREOFFICE
from pipeline.external.program import run
from pipeline.render.docx import render_document
from pipeline.richtext import (
    Block,
    Contents,
    ContentsLine,
    Grid,
    Heading,
    Image,
    Mention,
    MentionKind,
    Paragraph,
    Run,
)

MANDATE = Path(__file__).parents[2] / "templates_docx" / "mandat.docx"
FIELD = re.compile(r'<w:fldChar w:fldCharType="(\w+)"/>|<w:instrText xml:space="preserve">([^<]*)</w:instrText>')


def line(level: int, label: str, title: str, bookmark: str, page: str = "") -> ContentsLine:
    return ContentsLine(level, label, words(title), bookmark, page)


def contents(*lines: ContentsLine, ident: str = "") -> Contents:
    return Contents(list(lines), place(), ident)


def chapter(title: str, ident: str) -> Paragraph:
    return para(title, ident=ident)


WHOLE: list[Block] = [
    contents(
        line(1, "", "Mandat", "sg_del_1", "3"),
        line(2, "1.", "Bakgrunn kl 12", "sg_kap_bakgrunn", "3"),
        line(3, "", "Mål & mening", "sg_kap_bakgrunn_o1"),
    ),
    chapter("Mandat", "sg_del_1"),
    chapter("Bakgrunn", "sg_kap_bakgrunn"),
    chapter("Mål", "sg_kap_bakgrunn_o1"),
]


def fields(made: Package) -> list[str]:
    """The marks and codes of the fields, in their order."""
    return [mark or code.strip() for mark, code in FIELD.findall(made.body)]


def test_each_line_has_its_level_its_number_its_title_and_its_page() -> None:
    assert text_document(*WHOLE).paragraphs() == [
        ("toc1", "Mandat\t3"),
        ("toc2", "1.\tBakgrunn kl.\xa012\t3"),
        ("toc3", "Mål & mening\t"),
        ("BodyText", ""),
        ("BodyText", "Mandat"),
        ("BodyText", "Bakgrunn"),
        ("BodyText", "Mål"),
    ]


def test_the_field_spans_the_lines_and_ends_in_a_paragraph_of_its_own() -> None:
    def page(bookmark: str) -> list[str]:
        return ["begin", rf"PAGEREF {bookmark} \h", "separate", "end"]

    made = text_document(*WHOLE)
    assert fields(made) == [
        "begin",
        r'TOC \o "1-3" \h \z \u',
        "separate",
        *page("sg_del_1"),
        *page("sg_kap_bakgrunn"),
        *page("sg_kap_bakgrunn_o1"),
        "end",
    ]
    assert re.search(
        r'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:fldChar w:fldCharType="end"/>', made.body
    )
    assert "dirty" not in made.body
    assert "updateFields" not in made.xml("word/settings.xml")


def test_each_line_leads_to_its_heading() -> None:
    made = text_document(*WHOLE)
    links = re.findall(r'<w:hyperlink w:anchor="([^"]*)" w:history="1">(.*?)</w:hyperlink>', made.body)
    assert [name for name, _ in links] == ["sg_del_1", "sg_kap_bakgrunn", "sg_kap_bakgrunn_o1"]
    for name, inside in links:
        assert f'w:name="{name}"' in made.body
        assert f"PAGEREF {name} " in inside


def test_a_line_whose_heading_is_not_printed_keeps_its_words_and_its_page() -> None:
    made = text_document(
        contents(line(1, "1.", "Borte", "sg_borte", "7"), line(1, "2.", "Her", "sg_her")), para("x", ident="sg_her")
    )
    assert made.lines()[:2] == ["1.\tBorte\t7", "2.\tHer\t"]
    assert "sg_borte" not in made.body
    assert fields(made)[3:6] == ["begin", r"PAGEREF sg_her \h", "separate"]


def test_a_line_without_a_heading_to_lead_to_is_text() -> None:
    assert text_document(contents(line(1, "", "Tittel", "", "2"))).lines()[0] == "Tittel\t2"


def test_links_in_a_title_are_not_links_in_the_line() -> None:
    title = [
        Run("Se ", place()),
        Run("nettet", place(), href="https://lia.example", bold=True),
        Run(" og sak 1-2020", place(), mention=Mention(MentionKind.CASE, "1-2020", "g/2020/1")),
    ]
    of = document(content(Contents([ContentsLine(1, "", title, "sg_a", "")], place()), para("a", ident="sg_a")))
    of.anchors = {"g/2020/1": "sg_a"}
    made = rendered(word_template("{{p tekst }}"), of)
    assert made.lines()[0] == "Se nettet og sak\xa01-2020\t"
    assert made.body.count("<w:hyperlink") == 1
    assert "<w:b/><w:bCs/></w:rPr>" in made.body


def test_levels_deeper_than_the_field_shows_stay_on_its_last() -> None:
    made = text_document(contents(line(0, "", "a", ""), line(7, "", "b", "")))
    assert [style for style, _ in made.paragraphs()][:2] == ["toc1", "toc3"]


def test_an_empty_list_is_nothing() -> None:
    assert text_document(contents(), para("a")).lines() == ["a"]


def test_a_list_with_a_name_is_bookmarked_as_a_whole() -> None:
    body = text_document(contents(line(1, "", "a", ""), ident="sg_innhold")).body
    assert body.index('w:name="sg_innhold"') < body.index("TOC")
    assert body.index("<w:bookmarkEnd") > body.rindex('w:fldCharType="end"')


def test_a_template_without_styles_for_it_says_which_it_needs_for_grids_too() -> None:
    template = compiled(word_template("{{p tekst }}", leave_out=["toc2", "Tabellpunkt3"]))
    grid = Grid([words("a")], [], place())
    data, faults = render_document(template, document(content(*WHOLE, grid)), lambda path: None, str)
    assert data == b""
    assert [(fault.code, fault.values["stil"]) for fault in faults] == [
        ("mal-stil-mangler", "toc 2"),
        ("mal-stil-mangler", "Tabellpunkt 3"),
    ]


def test_figures_are_numbered_by_a_field_and_their_captions_follow() -> None:
    def figure(caption: str, label: str = "Figur") -> Image:
        return Image("x.png", "Bokser", place(), words(caption) if caption else [], label=label)

    made = text_document(figure("Organisering"), figure(""), figure("Tall", "Diagram"), figure("Gangen", "Figur"))
    captions = [text for style, text in made.paragraphs() if style == "Caption"]
    assert captions == ["Figur 1. Organisering", "Diagram 1. Tall", "Figur 2. Gangen"]
    assert fields(made) == [
        each
        for code in (r"SEQ Figur \* ARABIC", r"SEQ Diagram \* ARABIC", r"SEQ Figur \* ARABIC")
        for each in ("begin", code, "separate", "end")
    ]


def test_an_image_without_a_label_has_its_caption_as_typed() -> None:
    made = text_document(Image("x.png", "Bokser", place(), words("Organisering")))
    assert made.lines() == ["[Bilde: Bokser]", "Organisering"]
    assert "fldChar" not in made.body


def whole_document() -> bytes:
    template = with_body(MANDATE.read_bytes(), "{{p tekst }}")
    headings: list[Block] = [Heading(1, words(f"Kapittel {number}"), place(), f"sg_{number}") for number in range(1, 4)]
    listed = contents(*(line(3, "", f"Kapittel {number}", f"sg_{number}", str(number)) for number in range(1, 4)))
    figure = Image("x.png", "Bokser", place(), words("Organisering"), label="Figur")
    return rendered(template, content(listed, *headings, figure)).data


def test_a_document_with_contents_is_a_valid_package(
    tmp_path: Path, sdk_valid: Callable[..., None], audit_valid: Callable[..., None]
) -> None:
    path = tmp_path / "innhold.docx"
    path.write_bytes(whole_document())
    sdk_valid(path)
    audit_valid(path)


def test_libreoffice_takes_it_for_a_list_of_contents(tmp_path: Path, require_tool: Callable[[str], None]) -> None:
    require_tool("soffice")
    path = tmp_path / "innhold.docx"
    path.write_bytes(whole_document())
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [profile, "--headless", "--norestore", "--convert-to", "odt", "--outdir", str(tmp_path), str(path)]
    assert not isinstance(run(LIBREOFFICE, command, seconds=120, folder=tmp_path), Diagnostic)
    with zipfile.ZipFile(path.with_suffix(".odt")) as package:
        text = package.read("content.xml").decode()
    index = re.search(r"<text:table-of-content .*?</text:table-of-content>", text, re.DOTALL)
    assert index
    assert re.findall(r"Kapittel\s(\d)", index[0]) == ["1", "2", "3"]
    assert 'text:outline-level="3"' in index[0]
    assert re.search(r'<text:sequence [^>]*text:name="Figur"[^>]*>1</text:sequence>', text)
