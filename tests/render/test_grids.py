"""Tables whose cells hold whole texts: lists with real numbering, headers, colours, widths."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from support.rendering import (
    NAME,
    SOURCE,
    Package,
    compiled,
    content,
    document,
    listed,
    para,
    place,
    rendered,
    style_of,
    text_document,
    text_of,
    words,
)
from support.word_templates import TEXT_WIDTH, with_body, word_template

from pipeline.diagnostics import Place
from pipeline.render import contract
from pipeline.render.docx import render_document
from pipeline.render.grids import TONE_COLOURS
from pipeline.render.problems import IMAGE_MISSING
from pipeline.richtext import (
    Block,
    Cell,
    DataBlock,
    Grid,
    Heading,
    Image,
    Inline,
    Item,
    ListKind,
    Marker,
    Mention,
    MentionKind,
    Paragraph,
    Piece,
    Run,
    Table,
    Task,
    TextList,
    Tone,
    plain_blocks,
)
from pipeline.verify.accessibility import contrast_ratio

MANDATE = Path(__file__).parents[2] / "templates_docx" / "mandat.docx"


def grid(header: list[str], *rows: list[Cell], **options: object) -> Grid:
    return Grid([words(each) for each in header], list(rows), place(), **options)  # type: ignore[arg-type]


def cell(*blocks: str | Block, tone: Tone | None = None, heading: bool = False) -> Cell:
    return Cell([para(each) if isinstance(each, str) else each for each in blocks], tone, heading)


def cells(made: Package) -> list[list[tuple[str, str]]]:
    """Of each cell, the style and text of each paragraph."""
    return [
        [(style_of(each), text_of(each)) for each in one.iterfind(f"{NAME}p")] for one in made.tree().iter(f"{NAME}tc")
    ]


def rows(made: Package) -> list[etree._Element]:
    return list(made.tree().iter(f"{NAME}tr"))


def widths(made: Package) -> list[int]:
    return [int(each.get(f"{NAME}w", "")) for each in made.tree().iter(f"{NAME}gridCol")]


def test_a_cell_holds_paragraphs_and_lists_of_its_own_styles() -> None:
    points = listed(ListKind.LETTER, [para("Kartlegge"), para("Nøye."), listed(ListKind.BULLET, "dette", level=1)])
    made = text_document(grid(["Nr.", "Oppgave"], [cell("1."), cell("Først:", points, "Til slutt.")]))
    assert cells(made)[2:] == [
        [("Tabelltekst", "1.")],
        [
            ("Tabelltekst", "Først:"),
            ("Tabellbokstav", "Kartlegge"),
            ("Tabelltekst", "Nøye."),
            ("Tabellpunkt2", "dette"),
            ("Tabelltekst", "Til slutt."),
        ],
    ]
    assert '<w:pStyle w:val="Tabelltekst"/><w:ind w:left="400"/></w:pPr>' in made.body, "more under a point is moved in"
    assert '<w:pStyle w:val="Tabelltekst"/><w:keepNext/>' in made.body, "a lead-in stays with its list"


@pytest.mark.parametrize("kind", [kind for kind in ListKind if kind is not ListKind.BULLET])
def test_each_counted_list_in_a_cell_begins_anew(kind: ListKind) -> None:
    made = text_document(grid(["a", "b"], [cell(listed(kind, "en", "to")), cell(listed(kind, "en"))]))
    first, second, third = (number for number, _ in made.numbers())
    assert first == second != third
    numbering = made.xml("word/numbering.xml")
    for number in (first, third):
        assert re.search(rf'<w:num w:numId="{number}">.*?<w:startOverride w:val="1"/>', numbering)


def test_lists_in_a_cell_go_three_levels_deep_and_then_stay() -> None:
    deep = listed(ListKind.NUMBER, "fire")
    for text in ("tre", "to", "en"):
        deep = listed(ListKind.NUMBER, [para(text), deep])
    styles = [style for style, _ in cells(text_document(grid(["a"], [cell(deep)])))[1]]
    assert styles == ["Tabellnummer", "Tabellnummer2", "Tabellnummer3", "Tabellnummer3"]


def test_the_header_row_repeats_and_only_short_rows_are_kept_whole() -> None:
    long = [f"Et avsnitt som går over flere linjer i en smal kolonne, nummer {number}." for number in range(30)]
    header, short, tall = rows(text_document(grid(["a", "b"], [cell("kort"), cell()], [cell(*long), cell("b")])))
    assert header.find(f"{NAME}trPr/{NAME}tblHeader") is not None
    assert header.find(f"{NAME}trPr/{NAME}cantSplit") is not None
    assert short.find(f"{NAME}trPr/{NAME}cantSplit") is not None
    assert tall.find(f"{NAME}trPr/{NAME}cantSplit") is None
    assert tall.find(f"{NAME}trPr/{NAME}tblHeader") is None


def test_a_header_of_a_row_is_marked_as_the_first_column() -> None:
    made = text_document(grid(["", "b"], [cell("Lav", heading=True), cell("x")]))
    assert cells(made)[2:] == [[("Tabellradhode", "Lav")], [("Tabelltekst", "x")]]
    assert 'w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1"' in made.body
    assert 'w:val="0420"' in text_document(grid(["a"], [cell("x")])).body


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_is_the_colour_behind_a_cell_and_text_and_links_stand_out_from_it(tone: Tone) -> None:
    made = text_document(grid(["a", "b"], [cell("x"), cell("Rød", tone=tone)]))
    assert made.body.count("<w:shd ") == 1
    assert f'<w:shd w:val="clear" w:color="auto" w:fill="{TONE_COLOURS[tone]}"/></w:tcPr>' in made.body
    for colour in ("000000", "0B4F8A", "14475A"):
        assert contrast_ratio(colour, TONE_COLOURS[tone]) > 4.5


def test_tables_that_know_the_longest_word_of_all_have_columns_of_the_same_widths() -> None:
    word = "Sannsynlighetsregning"
    apart = [widths(text_document(grid([text, "b"], shares=(1, 99)))) for text in ("a", word)]
    assert apart[0] != apart[1]
    tables = [replace(grid([text, "b"], shares=(1, 99)), longest=(word, "b")) for text in ("a", word)]
    together = [widths(text_document(table)) for table in tables]
    assert together[0] == together[1] == apart[1]


def test_where_not_all_words_have_room_the_short_ones_stay_whole() -> None:
    long = "Menneskerettighetsord"
    found = widths(text_document(grid(["A", *[long] * 7, "Ord"], shares=(1,) * 9)))
    assert found[0] == 338
    assert found[-1] == 554
    assert max(found[1:-1]) - min(found[1:-1]) <= TEXT_WIDTH % 7 + 7
    assert sum(found) == TEXT_WIDTH


def test_shares_give_the_widths_of_the_columns() -> None:
    first, second, third = widths(text_document(grid(["a", "b", "c"], shares=(1, 3, 5))))
    assert (first, second) == (TEXT_WIDTH // 9, TEXT_WIDTH // 3)
    assert first + second + third == TEXT_WIDTH


def test_a_column_is_wide_enough_for_its_longest_word_all_the_same() -> None:
    narrow, wide = widths(text_document(grid(["Sannsynlighet", "b"], shares=(1, 99))))
    assert narrow > 14 * 100
    assert narrow + wide == TEXT_WIDTH


def test_without_shares_what_the_columns_hold_decides() -> None:
    narrow, wide = widths(text_document(grid(["Nr.", "b"], [cell("1."), cell("En lang setning om noe. " * 5)])))
    assert narrow < wide
    assert narrow + wide == TEXT_WIDTH


def test_a_grid_says_what_it_shows() -> None:
    made = text_document(grid(["a"], [cell("x")], about='Risikoer & "tiltak"'))
    properties = next(made.tree().iter(f"{NAME}tblPr"))
    assert [etree.QName(each).localname for each in properties][-2:] == ["tblLook", "tblDescription"]
    assert properties[-1].get(f"{NAME}val") == 'Risikoer & "tiltak"'


def test_rows_that_are_too_short_get_empty_cells() -> None:
    assert cells(text_document(grid(["a", "b"], [cell("x")], [])))[2:] == [
        [("Tabelltekst", "x")],
        *[[("Tabelltekst", "")]] * 3,
    ]


def test_no_table_stands_in_a_table_and_no_heading_of_the_document_in_a_cell() -> None:
    inner = Table([words("A"), words("B")], [[words("1"), words("2")]], place(), ident="sg_1")
    point = TextList(ListKind.BULLET, [Item([para("punkt"), inner], place())], place())
    made = text_document(grid(["a"], [cell(Heading(1, words("Over"), place()), point, grid(["C"], [cell("3")]))]))
    assert made.body.count("<w:tbl>") == 1
    assert cells(made)[1] == [
        ("Tabelltekst", "Over"),
        ("Tabellpunkt", "punkt"),
        ("Tabelltekst", "A – B"),
        ("Tabelltekst", "1 – 2"),
        ("Tabelltekst", "C"),
        ("Tabelltekst", "3"),
    ]
    assert '<w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">Over<' in made.body
    assert 'w:name="sg_1"' in made.body


def test_pieces_and_tasks_in_a_cell_look_as_the_cell_does() -> None:
    remark = Piece(Marker.REMARK, [para("Ikke enig."), listed(ListKind.NUMBER, "fordi")], place())
    task = Task([("Vik", place())], words("ringe"), "1.6.2020", place(), blocks=[listed(ListKind.BULLET, "snart")])
    assert cells(text_document(grid(["a"], [cell(remark, task)])))[1] == [
        ("Tabelltekst", "Merknad: Ikke enig."),
        ("Tabellnummer", "fordi"),
        ("Tabelltekst", "Oppfølging:"),
        ("Tabelltekst", "Vik: ringe. Frist: 1.6.2020."),
        ("Tabellpunkt2", "snart"),
    ]


def test_an_image_in_a_cell_is_no_wider_than_the_cell() -> None:
    image = Image("a.png", "En kurve", place())
    made = text_document(grid(["a", "b"], [cell(image), cell()], shares=(1, 2)), assets={"a.png": png(4000, 100)})
    extent = next(made.tree().iter("{*}extent"))
    assert int(extent.get("cx", "")) < widths(made)[0] * 635


def png(width: int, height: int) -> bytes:
    """The beginning of a PNG that says it is this large."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes(9)


def test_references_and_marks_in_cells_are_as_elsewhere() -> None:
    mention = Run("sak 24-2020", place(), mention=Mention(MentionKind.CASE, "24-2020", "g/2020/24"))
    runs = [mention, Run(" kl 12", place(), bold=True), Run("web", place(), href="https://lia.example")]
    of = document(content(grid(["a"], [cell(Paragraph(runs, place()))]), para("Saken", ident="sg_24")))
    of.anchors = {"g/2020/24": "sg_24"}
    made = rendered(word_template("{{p tekst }}"), of)
    assert '<w:hyperlink w:anchor="sg_24"' in made.body
    assert cells(made)[1] == [("Tabelltekst", "sak\xa024-2020 kl.\xa012web")]
    assert made.body.count('<w:rStyle w:val="Hyperlink"/>') == 1


def test_a_fault_in_a_cell_is_a_comment_there() -> None:
    remark = IMAGE_MISSING.at(Place(SOURCE, 7, 1), fil="x.png")
    of = document(content(grid(["a"], [cell(para("før", 6)), cell()], [cell(para("her", 7))])), [remark])
    (anchored,) = rendered(word_template("{{p tekst }}"), of).commented().values()
    assert anchored == "her"


def test_a_grid_has_its_bookmark_around_it_and_stands_apart_from_other_tables() -> None:
    table = Table([words("a")], [], place(), ident="sg_1")
    made = text_document(replace(grid(["a"]), ident="sg_2"), table, replace(grid(["a"]), ident="sg_3"))
    assert [each.get(f"{NAME}name") for each in made.tree().iter(f"{NAME}bookmarkStart")] == ["sg_2", "sg_1", "sg_3"]
    assert not re.search(r"</w:tbl>(<w:bookmark[^<>]*>)*<w:tbl>", made.body)


def test_tables_that_meet_over_two_tags_stand_apart_too() -> None:
    made = rendered(word_template("{{p tekst }}", "{{p tekst }}"), content(replace(grid(["a"]), ident="sg_2")))
    assert made.body.count("<w:tbl>") == 2
    assert not re.search(r"</w:tbl>(<w:bookmark[^<>]*>)*<w:tbl>", made.body)


@pytest.mark.parametrize("missing", ["Tabellradhode", "Tabellbokstav 2"])
def test_a_template_without_a_style_of_cells_cannot_print_a_grid_and_says_which(missing: str) -> None:
    ident = missing.replace(" ", "")
    template = compiled(word_template("{{p tekst }}", leave_out=[ident]))
    data, faults = render_document(template, document(content(grid(["a"]))), {}.get, str)
    assert data == b""
    expected = {name for name in contract.GRID_STYLES if ident in name.replace(" ", "")}
    assert {fault.values["stil"] for fault in faults} == expected
    assert {fault.code for fault in faults} == {"mal-stil-mangler"}
    assert render_document(template, document(content(para("a"))), {}.get, str)[0], "others need no such style"


def test_a_block_of_data_that_no_kind_has_turned_into_text_is_our_own_fault() -> None:
    with pytest.raises(AssertionError, match="risiko"):
        text_document(DataBlock("risiko", None, place()))


letters = st.text(st.characters(categories=["L"], include_characters="<&{}%# "), min_size=1, max_size=20).filter(
    str.strip
)
paragraphs = letters.map(para)


def _lists(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    items = st.lists(st.lists(inner, min_size=1, max_size=3).map(lambda of: Item(of, place())), min_size=1, max_size=3)
    return st.builds(lambda kind, of: TextList(kind, of, place()), st.sampled_from(ListKind), items)


texts = st.lists(st.recursive(paragraphs, _lists, max_leaves=8), max_size=4)
cells_of_any_kind = st.builds(Cell, texts, st.sampled_from([None, *Tone]), st.booleans())
headers: st.SearchStrategy[list[Inline]] = st.lists(letters.map(words), min_size=1, max_size=4)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    header = draw(headers)
    row = st.lists(cells_of_any_kind, min_size=len(header), max_size=len(header))
    shares = draw(st.lists(st.integers(1, 9), min_size=len(header), max_size=len(header)) | st.just([]))
    return Grid(header, draw(st.lists(row, max_size=3)), place(), tuple(shares), draw(st.booleans()))


TEMPLATE = compiled(word_template("{{p tekst }}"))


@settings(max_examples=80)
@given(st.lists(grids() | paragraphs, max_size=4))
def test_whatever_stands_in_the_cells_comes_out_in_order(blocks: list[Block]) -> None:
    made = Package(render_document(TEMPLATE, document(content(*blocks)), {}.get, str)[0])
    assert "".join(made.lines()).replace("\xa0", " ") == plain_blocks(blocks).replace("\n", "")
    for each in made.tree().iter(f"{NAME}tc"):
        assert each[-1].tag == f"{NAME}p"
    assert (
        sum(int(each.get(f"{NAME}w", "")) for each in made.tree().iter(f"{NAME}tcW")) > 0 or "<w:tc>" not in made.body
    )


def test_a_document_of_grids_is_a_valid_package(
    tmp_path: Path, sdk_valid: Callable[..., None], audit_valid: Callable[..., None]
) -> None:
    points = listed(ListKind.NUMBER, [para("En"), listed(ListKind.LETTER, "a", "b")], "To")
    one = grid(
        ["Nr.", "Hva"],
        [cell("1.", heading=True), cell("Slik:", points, tone=Tone.RED)],
        shares=(1, 4),
        about="Oppgaver",
    )
    path = tmp_path / "tabeller.docx"
    of = content(one, replace(one, landscape=True, ident="sg_1"), para("Etter."))
    path.write_bytes(rendered(with_body(MANDATE.read_bytes(), "{{p tekst }}"), of).data)
    sdk_valid(path)
    audit_valid(path)


def test_the_caption_of_a_table_stands_above_it_numbered_and_on_its_page() -> None:
    made = text_document(
        grid(["a"], [cell("x")], caption=words("Timer"), label="Tabell"),
        grid(["a"], [cell("x")], caption=words("Uten nummer")),
        grid(["a"], [cell("x")], caption=words("Kostnader"), label="Tabell"),
    )
    captions = [text for style, text in made.paragraphs() if style == "Caption"]
    assert captions == ["Tabell 1. Timer", "Uten nummer", "Tabell 2. Kostnader"]
    assert made.body.count('<w:pStyle w:val="Caption"/><w:keepNext/>') == 3
    assert made.body.index("Timer") < made.body.index("<w:tbl>")
    assert "</w:tbl><w:tbl>" not in made.body, "Word would join them to one"


def test_numbers_stand_at_the_right_below_a_header_that_does() -> None:
    number = replace(cell("1\xa0200"), number=True)
    made = text_document(grid(["Sted", "Timer"], [cell("Lia", heading=True), number]))
    in_cells = [each for one in made.tree().iter(f"{NAME}tc") for each in one.iterfind(f"{NAME}p/{NAME}pPr")]
    aligned = [each.find(f"{NAME}jc") for each in in_cells]
    assert [None if each is None else each.get(f"{NAME}val") for each in aligned] == [None, "right", None, "right"]


@pytest.mark.parametrize(("count", "kept"), [(3, {0, 1}), (15, {*range(14)}), (16, {0, 14})])
def test_a_short_table_is_kept_on_one_page(count: int, kept: set[int]) -> None:
    lines = [[cell("Lia", heading=True), replace(cell("7"), number=True)] for _ in range(count)]
    _, *below = rows(text_document(grid(["Sted", "Timer"], *lines, whole=True)))
    properties = [[each.find(f"{NAME}pPr/{NAME}keepNext") for each in row.iter(f"{NAME}p")] for row in below]
    assert [None not in each for each in properties] == [index in kept for index in range(count)]


@pytest.mark.parametrize(("count", "kept"), [(1, set()), (2, {0}), (3, {0, 1}), (40, {0, 38})])
def test_no_page_begins_or_ends_with_one_row_alone(count: int, kept: set[int]) -> None:
    _, *below = rows(text_document(grid(["Sted"], *[[cell("Lia")] for _ in range(count)])))
    properties = [[each.find(f"{NAME}pPr/{NAME}keepNext") for each in row.iter(f"{NAME}p")] for row in below]
    assert {index for index, found in enumerate(properties) if None not in found} == kept


@pytest.mark.parametrize("landscape", [False, True])
def test_what_explains_a_table_is_set_as_a_caption(landscape: bool) -> None:
    made = text_document(
        replace(grid(["Sted"], [cell("Lia")]), below=[para("Kilde: oss")], landscape=landscape), para("Videre.")
    )
    shown = {text: style for style, text in made.paragraphs()}
    assert (shown["Kilde: oss"], shown["Videre."]) == ("Caption", "BodyText")


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        (["Kort.", "Også kort."], [True, True]),
        (["Først.", "Kort.", "Også kort."], [False, True, True]),
        (["Kort.", "Langt. " * 60], [False, False]),
        (["Langt. " * 60, "Kort."], [False, True]),
    ],
)
def test_what_leads_to_a_table_stands_on_its_page(before: list[str], kept: list[bool]) -> None:
    made = text_document(*(para(text) for text in before), grid(["a"], [cell("x")]), para("Etter."))
    paragraphs = made.tree().findall(f".//{NAME}body/{NAME}p")
    keeps = [each.find(f"{NAME}pPr/{NAME}keepNext") is not None for each in paragraphs]
    assert [keep for keep, each in zip(keeps, paragraphs, strict=True) if words_of(each)] == [*kept, False]


def words_of(paragraph: etree._Element) -> str:
    return "".join(each.text or "" for each in paragraph.iter(f"{NAME}t"))
