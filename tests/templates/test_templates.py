"""The templates that come with saksgang: what a renderer, a reader and a template owner may count on in them."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from pipeline.document.values import flat_fields
from pipeline.kinds.endringer import Endringer
from pipeline.kinds.innkalling import Innkalling
from pipeline.kinds.mandat import Mandat
from pipeline.kinds.referat import Referat
from pipeline.render import contract
from pipeline.render.template import compile_template
from pipeline.richtext import ListKind

TEMPLATES = Path(__file__).parents[2] / "templates_docx"
NAMES = ("referat", "innkalling", "mandat", "endringer")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")

every_template = pytest.mark.parametrize("name", NAMES)


@cache
def parts(name: str) -> dict[str, bytes]:
    with ZipFile(TEMPLATES / f"{name}.docx") as package:
        return {part: package.read(part) for part in package.namelist()}


@cache
def tree(name: str, part: str) -> etree._Element:
    return etree.fromstring(parts(name)[f"word/{part}.xml"])


def text_parts(name: str) -> list[etree._Element]:
    """The parts with tags: body, header, footer."""
    found = [part for part in parts(name) if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", part)]
    assert len(found) >= 3, "a template has a body, a header and a footer"
    return [etree.fromstring(parts(name)[part]) for part in found]


def value(element: etree._Element | None, attribute: str = "val") -> str:
    return "" if element is None else element.get(f"{W}{attribute}", "")


@cache
def styles(name: str) -> dict[tuple[str, str], etree._Element]:
    """The styles by type and name, as Word compares names: without regard to case."""
    return {
        (value(style, "type"), value(style.find(f"{W}name")).casefold()): style
        for style in tree(name, "styles").iter(f"{W}style")
    }


def words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def inherited(name: str, style: etree._Element, path: str) -> etree._Element | None:
    """What a style says at `path`, itself or by the styles it is based on."""
    by_id = {value(each, "styleId"): each for each in styles(name).values()}
    seen: etree._Element | None = style
    while seen is not None:
        found = seen.find(path)
        if found is not None:
            return found
        seen = by_id.get(value(seen.find(f"{W}basedOn")))
    return None


# --- styles --------------------------------------------------------------------------------------------------------

OUTLINE = ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Header", "Footer")


@every_template
def test_every_style_the_text_may_be_set_in_is_there(name: str) -> None:
    wanted = {("paragraph", each) for each in (*contract.PARAGRAPH_STYLES, *OUTLINE)}
    wanted |= {("character", each) for each in contract.CHARACTER_STYLES} | {("table", contract.TABLE)}
    assert sorted(wanted - {(kind, each) for kind, each in wanted if (kind, each.casefold()) in styles(name)}) == []


@pytest.mark.parametrize("name", sorted(path.stem for path in TEMPLATES.glob("*.docx")))
def test_a_quotation_is_told_by_a_line_at_its_left_and_read_as_other_text(name: str) -> None:
    found = {each: styles(name).get(("paragraph", each.casefold())) for each in contract.QUOTATION_STYLES}
    if ("paragraph", contract.ROW_HEADER.casefold()) in styles(name):
        found |= {each: styles(name).get(("paragraph", each.casefold())) for each in contract.CELL_QUOTATION_STYLES}
    for style_name, style in found.items():
        assert style is not None, f"{style_name} is missing"
        # The line ends above who said it: so two quotations in a row are two.
        line = "nil" if style_name == contract.QUOTATION_SOURCE else "single"
        assert value(inherited(name, style, f"{W}pPr/{W}pBdr/{W}left")) == line
        assert inherited(name, style, f"{W}rPr/{W}i") is None, "long texts in italics are hard to read"
        # The bullets of a quotation stand at its left edge, past the tab stop of the list itself.
        indent = int(value(inherited(name, style, f"{W}pPr/{W}ind"), "left"))
        points = contract.cell_list_style if style_name in contract.CELL_QUOTATION_STYLES else contract.list_style
        _, level = numbered(name, points(ListKind.BULLET, 0))
        assert indent > int(value(level.find(f"{W}pPr/{W}ind"), "left"))


@every_template
def test_every_style_named_in_the_template_exists(name: str) -> None:
    known = {value(style, "styleId") for style in styles(name).values()}
    used = {
        value(each)
        for root in (*text_parts(name), tree(name, "styles"), tree(name, "numbering"))
        for path in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
        for each in root.iter(f"{W}{path}")
    }
    assert used - known == set()


FAMILIES = {
    "List Bullet": (["bullet"] * 4, ["•", "–", "◦", "▪"]),
    "List Number": (["decimal"] * 4, ["%1.", "%2.", "%3.", "%4."]),
    "Bokstavliste": (["lowerLetter"] * 4, ["%1)", "%2)", "%3)", "%4)"]),
    "Romerliste": (["lowerRoman"] * 4, ["%1.", "%2.", "%3.", "%4."]),
}


@every_template
@pytest.mark.parametrize("family", FAMILIES)
def test_a_list_family_is_one_list_with_four_levels_tied_to_its_styles(name: str, family: str) -> None:
    numbering = tree(name, "numbering")
    abstract_of = {value(num, "numId"): value(num.find(f"{W}abstractNumId")) for num in numbering.iter(f"{W}num")}
    levels = {
        (value(abstract, "abstractNumId"), value(level, "ilvl")): level
        for abstract in numbering.iter(f"{W}abstractNum")
        for level in abstract.iter(f"{W}lvl")
    }
    used = set()
    formats, signs = FAMILIES[family]
    for depth in range(contract.LEVELS):
        style = styles(name)["paragraph", contract.levelled(family, depth).casefold()]
        abstract = abstract_of[value(style.find(f"{W}pPr/{W}numPr/{W}numId"))]
        used.add(abstract)
        assert value(style.find(f"{W}pPr/{W}numPr/{W}ilvl")) == (str(depth) if depth else "")
        level = levels[abstract, str(depth)]
        assert value(level.find(f"{W}pStyle")) == value(style, "styleId")
        assert value(level.find(f"{W}numFmt")) == formats[depth]
        assert value(level.find(f"{W}lvlText")) == signs[depth]
    assert len(used) == 1


@every_template
def test_text_that_goes_on_in_a_point_stands_under_the_text_of_the_point(name: str) -> None:
    bullets = next(tree(name, "numbering").iter(f"{W}abstractNum")).findall(f"{W}lvl")
    for depth, level in enumerate(bullets):
        style = styles(name)["paragraph", contract.continuation(depth).casefold()]
        assert value(style.find(f"{W}pPr/{W}ind"), "left") == value(level.find(f"{W}pPr/{W}ind"), "left")


@every_template
def test_paragraphs_of_a_decision_and_its_points_share_one_box(name: str) -> None:
    def box(style: str) -> list[bytes]:
        found = [inherited(name, styles(name)["paragraph", style], f"{W}pPr/{W}{part}") for part in ("pBdr", "shd")]
        return [etree.tostring(each) for each in found if each is not None]

    assert len(box("vedtak")) == 2
    assert box("vedtak") == box("konklusjon") == box("vedtakspunkt")
    assert box("forslag til vedtak") == box("forslagspunkt") != box("vedtak")


@every_template
def test_headings_stay_with_what_follows_and_have_their_level(name: str) -> None:
    for level in range(1, 5):
        style = styles(name)["paragraph", f"heading {level}"]
        assert style.find(f"{W}pPr/{W}keepNext") is not None
        assert value(style.find(f"{W}pPr/{W}outlineLvl")) == str(level - 1)


@every_template
def test_the_title_has_no_border(name: str) -> None:
    """A PDF made by LibreOffice draws it untagged, on the page everybody sees first."""
    assert inherited(name, styles(name)["paragraph", "title"], f"{W}pPr/{W}pBdr") is None


def luminance(colour: str) -> float:
    """WCAG 2.1, relative luminance."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@every_template
def test_no_text_is_pale(name: str) -> None:
    """7:1 on white (WCAG AAA), and at least 4.5:1 on every shade a template uses."""
    shades = {value(each, "fill") for each in tree(name, "styles").iter(f"{W}shd")}
    light = [shade for shade in shades if luminance(shade) > 0.5]
    pale = []
    for (_, style_name), style in styles(name).items():
        colour, own = value(style.find(f"{W}rPr/{W}color")), value(style.find(f"{W}rPr/{W}shd"), "fill")
        if own:
            pale += [style_name] if contrast(colour, own) < 7 else []
        elif colour:
            on_white, on_light = contrast(colour, "FFFFFF"), min(contrast(colour, shade) for shade in light)
            pale += [style_name] if on_white < 7 or on_light < 4.5 else []
    assert pale == []


# --- a mandate's styles --------------------------------------------------------------------------------------------

CELL_FAMILIES = {
    ListKind.BULLET: (["bullet"] * 3, ["•", "–", "◦"]),
    ListKind.NUMBER: (["decimal"] * 3, ["%1.", "%2.", "%3."]),
    ListKind.LETTER: (["lowerLetter"] * 3, ["%1)", "%2)", "%3)"]),
    ListKind.ROMAN: (["lowerRoman"] * 3, ["%1.", "%2.", "%3."]),
}


def numbered(name: str, style_name: str) -> tuple[str, etree._Element]:
    """The kind of numbering a style is tied to, and its level there."""
    style = styles(name)["paragraph", style_name.casefold()]
    numbering = tree(name, "numbering")
    number = value(style.find(f"{W}pPr/{W}numPr/{W}numId"))
    (abstract,) = [
        value(each.find(f"{W}abstractNumId")) for each in numbering.findall(f"{W}num") if value(each, "numId") == number
    ]
    (level,) = [
        level
        for each in numbering.findall(f"{W}abstractNum")
        if value(each, "abstractNumId") == abstract
        for level in each.findall(f"{W}lvl")
        if value(level, "ilvl") == (value(style.find(f"{W}pPr/{W}numPr/{W}ilvl")) or "0")
    ]
    assert value(level.find(f"{W}pStyle")) == value(style, "styleId")
    return abstract, level


@pytest.mark.parametrize("kind", ListKind)
def test_lists_in_cells_are_lists_of_three_levels_tied_to_their_styles(kind: ListKind) -> None:
    formats, signs = CELL_FAMILIES[kind]
    found = [numbered("mandat", contract.cell_list_style(kind, level)) for level in range(contract.CELL_LEVELS)]
    assert len({abstract for abstract, _ in found}) == 1
    assert [value(level.find(f"{W}numFmt")) for _, level in found] == formats
    assert [value(level.find(f"{W}lvlText")) for _, level in found] == signs


@pytest.mark.parametrize(("style", "label"), [("heading 2", "%1."), ("Vedleggstittel", "Vedlegg %1.")])
def test_chapters_and_appendices_are_numbered_by_word_and_never_begin_anew(style: str, label: str) -> None:
    abstract, level = numbered("mandat", style)
    assert (value(level.find(f"{W}numFmt")), value(level.find(f"{W}lvlText"))) == ("decimal", label)
    assert value(level, "ilvl") == "0"
    tied = [numbered("mandat", each)[0] for each in ("heading 2", "Vedleggstittel")]
    assert tied.count(abstract) == 1


def test_appendices_are_in_the_contents_as_chapters_are_and_the_headings_before_them_are_not() -> None:
    outlines = {
        each: value(inherited("mandat", styles("mandat")["paragraph", each], f"{W}pPr/{W}outlineLvl"))
        for each in ("heading 2", "vedleggstittel", "toc heading")
    }
    assert outlines == {"heading 2": "1", "vedleggstittel": "1", "toc heading": "9"}
    used = [value(each) for each in tree("mandat", "document").iter(f"{W}pStyle")]
    assert used.count("TOCHeading") == 2


@pytest.mark.parametrize("style", contract.CONTENTS_STYLES)
def test_page_numbers_of_the_contents_stand_under_one_another_after_dots(style: str) -> None:
    """A right indent would hide them in LibreOffice."""
    look = styles("mandat")["paragraph", style]
    *_, last = look.iter(f"{W}tab")
    section = next(tree("mandat", "document").iter(f"{W}sectPr"))
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    width = int(value(size, "w")) - int(value(margins, "left")) - int(value(margins, "right"))
    assert (value(last), value(last, "leader"), value(last, "pos")) == ("right", "dot", str(width))
    assert value(look.find(f"{W}pPr/{W}ind"), "right") == ""


@pytest.mark.parametrize("style", contract.GRID_STYLES)
def test_text_in_cells_is_as_small_as_other_text_of_tables(style: str) -> None:
    def size(name: str) -> str:
        return value(inherited("mandat", styles("mandat")["paragraph", name.casefold()], f"{W}rPr/{W}sz"))

    assert size(style) == size(contract.CELL)


def test_parts_begin_on_a_new_page() -> None:
    assert styles("mandat")["paragraph", "heading 1"].find(f"{W}pPr/{W}pageBreakBefore") is not None
    broken = styles("mandat")["paragraph", "toc heading"].find(f"{W}pPr/{W}pageBreakBefore")
    assert value(broken) == "0"


def test_the_front_page_has_no_header_and_the_pages_after_it_have() -> None:
    front, *rest = tree("mandat", "document").iter(f"{W}sectPr")
    assert front.find(f"{W}titlePg") is not None
    kinds = [value(each, "type") for each in front.iter(f"{W}headerReference", f"{W}footerReference")]
    assert kinds == ["default", "default"]
    assert len(rest) == 1
    assert rest[0].find(f"{W}titlePg") is None


def test_header_and_footer_reach_the_margin_of_a_page_on_its_side() -> None:
    for root in text_parts("mandat")[1:]:
        (tab,) = root.iter(f"{W}ptab")
        assert (value(tab, "relativeTo"), value(tab, "alignment")) == ("margin", "right")


# --- the page ------------------------------------------------------------------------------------------------------


@every_template
def test_the_page_is_a4_with_margins_of_2_to_2_6_centimetres(name: str) -> None:
    sections = list(tree(name, "document").iter(f"{W}sectPr"))
    assert sections
    for section in sections:
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert (value(size, "w"), value(size, "h")) == ("11906", "16838")
        for side in ("left", "right", "top", "bottom"):
            assert 2.0 <= int(value(margins, side)) / 567 <= 2.6


@every_template
def test_the_language_is_said_once_for_all_text(name: str) -> None:
    """So that a document in nynorsk is nynorsk throughout when its renderer changes that one place."""
    found = [
        each
        for part in parts(name)
        if part.startswith("word/") and part.endswith(".xml")
        for each in etree.fromstring(parts(name)[part]).iter(f"{W}lang")
    ]
    assert [value(each) for each in found] == ["nb-NO"]
    assert value(tree(name, "styles").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")) == "nb-NO"


@every_template
def test_the_typeface_is_calibri_whatever_the_theme(name: str) -> None:
    fonts = tree(name, "styles").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    assert {value(fonts, kind) for kind in ("ascii", "hAnsi", "cs")} == {"Calibri"}
    theme = etree.fromstring(parts(name)["word/theme/theme1.xml"])
    latin = theme.findall(".//{http://schemas.openxmlformats.org/drawingml/2006/main}latin")
    assert [each.get("typeface") for each in latin] == ["Calibri", "Calibri"]


@every_template
def test_word_opens_it_in_its_own_mode_and_asks_nothing(name: str) -> None:
    settings = tree(name, "settings")
    mode = [each for each in settings.iter(f"{W}compatSetting") if value(each, "name") == "compatibilityMode"]
    assert [value(each) for each in mode] == ["15"]
    asking = ("updateFields", "attachedTemplate", "mailMerge", "documentProtection")
    assert [each for each in asking if settings.find(f"{W}{each}") is not None] == []


@every_template
def test_every_page_says_whose_it_is_and_which_of_how_many(name: str) -> None:
    _, *around = text_parts(name)
    header = "".join(words(root) for root in around if root.tag == f"{W}hdr")
    footer = "".join(words(root) for root in around if root.tag == f"{W}ftr")
    assert "{{ organisasjon }}" in header + footer
    marks = {"referat": "{{ status }}", "innkalling": "AVLYST", "mandat": "{{ merke }}", "endringer": ""}
    assert marks[name] in header
    fields = [value(each, "instr") for root in around for each in root.iter(f"{W}fldSimple")]
    fields += [each.text or "" for root in around for each in root.iter(f"{W}instrText")]
    assert [field.split()[0] for field in fields] == ["PAGE", "NUMPAGES"]


@every_template
def test_nothing_is_left_over_in_the_package(name: str) -> None:
    """Word may add parts of its own when a template is saved in it; these are no template's."""
    unwanted = ("stylesWithEffects", "thumbnail", "customXml", "vbaProject", "comments", "glossary", "media/")
    assert [part for part in parts(name) if any(each in part for each in unwanted)] == []
    assert len(parts(name)["word/styles.xml"]) < 80_000


# --- tables and paragraphs -----------------------------------------------------------------------------------------


@every_template
def test_tables_are_plain_have_a_header_row_and_fill_the_width(name: str) -> None:
    document = tree(name, "document")
    page = document.find(f".//{W}sectPr")
    assert page is not None
    size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
    width = int(value(size, "w")) - int(value(margins, "left")) - int(value(margins, "right"))
    tables = list(document.iter(f"{W}tbl"))
    assert tables
    for table in tables:
        assert value(table.find(f"{W}tblPr/{W}tblStyle")) == "Tabell"
        assert value(table.find(f"{W}tblPr/{W}tblLayout"), "type") == "fixed"
        assert [each.tag for kind in ("gridSpan", "vMerge", "hMerge", "tbl") for each in table.iter(f"{W}{kind}")] == [
            table.tag
        ]
        grid = [int(value(column, "w")) for column in table.iter(f"{W}gridCol")]
        assert sum(grid) == width
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        for row in rows:
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
            assert [int(value(each, "w")) for each in row.iter(f"{W}tcW")] == grid


@every_template
def test_nothing_is_spaced_with_empty_paragraphs(name: str) -> None:
    body = tree(name, "document").find(f"{W}body")
    assert body is not None
    assert [paragraph for paragraph in body.findall(f"{W}p") if not words(paragraph).strip()] == []


@every_template
def test_headings_go_down_one_level_at_a_time(name: str) -> None:
    used = [value(each) for each in tree(name, "document").iter(f"{W}pStyle")]
    assert used.count("Title") == 1
    levels = [int(each[-1]) for each in used if each.startswith("Heading")]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


# --- tags ----------------------------------------------------------------------------------------------------------


def tags(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Every tag of a paragraph read as a whole, with the paragraph."""
    for paragraph in root.iter(f"{W}p"):
        for tag in TAG.findall(words(paragraph)):
            yield tag, paragraph


@every_template
def test_every_tag_is_whole_in_one_run(name: str) -> None:
    for root in text_parts(name):
        whole = [tag for tag, _ in tags(root)]
        by_run = [tag for text in root.iter(f"{W}t") for tag in TAG.findall(text.text or "")]
        assert whole == by_run
        rest = "".join(TAG.sub("", text.text or "") for text in root.iter(f"{W}t"))
        assert not re.search(r"[{}]", rest)


@every_template
def test_tags_for_paragraphs_rows_and_lines_stand_alone(name: str) -> None:
    """What stands beside them would be lost, or lose its looks, without a word."""
    for root in text_parts(name):
        for tag, paragraph in tags(root):
            if re.match(r"\{[{%]p ", tag):
                assert words(paragraph).strip() == tag
            elif tag.startswith("{%tr "):
                row = next(each for each in paragraph.iterancestors() if each.tag == f"{W}tr")
                assert words(row).strip() == tag
            elif tag.startswith("{{r "):
                assert tag in [words(run) for run in paragraph.iter(f"{W}r")]


@every_template
def test_every_fixed_word_follows_the_language_of_the_document(name: str) -> None:
    """Words are written {{ ord("…") }}; between tags there is only punctuation."""
    between = [TAG.sub("", words(paragraph)) for root in text_parts(name) for paragraph in root.iter(f"{W}p")]
    # The page numbers are filled in by Word; the file holds digits.
    assert [text for text in between if re.search(r"[^\W\d]", text)] == []


@every_template
def test_the_renderer_takes_it_without_a_remark(name: str) -> None:
    template, remarks = compile_template((TEMPLATES / f"{name}.docx").read_bytes(), f"{name}.docx")
    assert [remark.message() for remark in remarks] == []
    assert template is not None


def test_the_open_xml_sdk_finds_nothing(sdk_valid) -> None:  # type: ignore[no-untyped-def]
    sdk_valid(*(TEMPLATES / f"{name}.docx" for name in NAMES))


def test_openxml_audit_finds_nothing(audit_valid) -> None:  # type: ignore[no-untyped-def]
    audit_valid(*(TEMPLATES / f"{name}.docx" for name in NAMES))


def test_the_page_for_template_owners_names_every_style_and_every_field() -> None:
    page = (TEMPLATES.parent / "docs" / "maler.md").read_text("utf-8")
    fields = {each.name for content in (Referat, Innkalling, Mandat, Endringer) for _, each in flat_fields(content)}
    named = set(re.findall(r"`([\wæøå]+)`", page))
    assert sorted(fields - named) == []
    styled = (*contract.PARAGRAPH_STYLES, *contract.OPTIONAL_STYLES)
    families = {re.sub(r" [234]$", "", style) for style in styled} - {"Heading"}
    all_styles = [style for name in NAMES for style in styles(name).values() if value(style, "customStyle")]
    own = {re.sub(r" [234]$", "", value(style.find(f"{W}name"))) for style in all_styles}
    assert sorted(style for style in families | own | set(contract.CHARACTER_STYLES) if style not in page) == []


@pytest.mark.parametrize("name", ["notat", "statusrapport"])
def test_the_head_of_a_text_stands_clear_of_its_title_with_its_keys_marked(name: str) -> None:
    facts = [
        each for each in tree(name, "document").iter(f"{W}p") if value(each.find(f"{W}pPr/{W}pStyle")) == "Mtefakta"
    ]
    keys = [value(each.find(f"{W}r/{W}rPr/{W}rStyle")) for each in facts]
    assert keys == ["Merkeord"] * len(facts) != []
    titles = [each for each in tree(name, "document").iter(f"{W}p") if value(each.find(f"{W}pPr/{W}pStyle")) == "Title"]
    with_subtitle, alone = (value(each.find(f"{W}pPr/{W}spacing"), "after") for each in titles)
    assert (with_subtitle, alone) == ("", "200")
    footer = b"".join(content for part, content in parts(name).items() if "footer" in part).decode()
    assert "{{r tittel }}" in footer
