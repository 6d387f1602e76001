"""Every construct of a text becomes its named style and real Word numbering."""

import pytest
from support.rendering import NAME, content, document, listed, para, place, rendered, text_document, words
from support.word_templates import TEXT_WIDTH, word_template

from pipeline.document import Line
from pipeline.render.contract import LEVELS
from pipeline.richtext import (
    Heading,
    Image,
    Item,
    ListKind,
    Marker,
    Mention,
    MentionKind,
    Paragraph,
    Piece,
    Quotation,
    Run,
    Table,
    Task,
    TextList,
)

ONE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


def png(width: int, height: int) -> bytes:
    """A PNG that says it is this large."""
    return ONE_PIXEL[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + ONE_PIXEL[24:]


def test_paragraphs_and_headings() -> None:
    made = text_document(para("Først."), Heading(1, words("Over"), place()), Heading(2, words("Under"), place()))
    assert made.paragraphs() == [("BodyText", "Først."), ("Heading3", "Over"), ("Heading4", "Under")]


def test_a_heading_deeper_than_the_deepest_is_the_deepest() -> None:
    assert text_document(Heading(5, words("Dypt"), place())).paragraphs() == [("Heading4", "Dypt")]


def test_marks_become_direct_formatting_and_code_its_style() -> None:
    runs = [
        Run("fet", place(), bold=True),
        Run("skrå", place(), italic=True),
        Run("under", place(), underline=True),
        Run("kode", place(), code=True),
    ]
    body = text_document(Paragraph(runs, place())).body
    assert '<w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">fet<' in body
    assert '<w:rPr><w:i/><w:iCs/></w:rPr><w:t xml:space="preserve">skrå<' in body
    assert '<w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">under<' in body
    assert '<w:rPr><w:rStyle w:val="Kode"/></w:rPr><w:t xml:space="preserve">kode<' in body


def test_typography_sees_the_runs_beside_but_leaves_code_alone() -> None:
    runs = [Run("Møtet er kl. ", place()), Run("12.00", place(), bold=True), Run(" «28. april»", place(), code=True)]
    assert text_document(Paragraph(runs, place())).lines() == ["Møtet er kl.\xa012.00 «28. april»"]


def test_bullets_in_four_levels_share_the_numbering_of_the_template() -> None:
    deep = listed(ListKind.BULLET, [para("1"), listed(ListKind.BULLET, [para("2"), listed(ListKind.BULLET, ["3"][0])])])
    made = text_document(deep)
    assert made.paragraphs() == [("ListBullet", "1"), ("ListBullet2", "2"), ("ListBullet3", "3")]
    assert made.numbers() == []


def test_lists_deeper_than_the_deepest_level_stay_on_it() -> None:
    nested = listed(ListKind.NUMBER, "innerst")
    for depth in range(LEVELS, 0, -1):
        nested = listed(ListKind.NUMBER, [para(f"nivå {depth}"), nested])
    assert [style for style, _ in text_document(nested).paragraphs()][-2:] == ["ListNumber4", "ListNumber4"]


@pytest.mark.parametrize(
    ("kind", "style"),
    [(ListKind.NUMBER, "ListNumber"), (ListKind.LETTER, "Bokstavliste"), (ListKind.ROMAN, "Romerliste")],
)
def test_each_counted_list_begins_anew(kind: ListKind, style: str) -> None:
    made = text_document(listed(kind, "a", "b"), para("Mellom."), listed(kind, "c"))
    assert [each for each, _ in made.paragraphs()] == [style, style, "BodyText", style]
    first, second, third = (number for number, _ in made.numbers())
    assert first == second != third
    numbering = made.xml("word/numbering.xml")
    abstract = {"ListNumber": 1, "Bokstavliste": 2, "Romerliste": 3}[style]
    for number in (first, third):
        assert (
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        ) in numbering


@pytest.mark.parametrize(
    ("kind", "label", "number"),
    [
        (ListKind.NUMBER, "12", 12),
        (ListKind.LETTER, "c", 3),
        (ListKind.ROMAN, "iv", 4),
        (ListKind.ROMAN, "xix", 19),
        (ListKind.ROMAN, "xl", 40),
        (ListKind.NUMBER, "", 1),
        (ListKind.LETTER, "aa", 1),
        (ListKind.ROMAN, "q", 1),
    ],
)
def test_a_list_cut_out_of_another_keeps_its_numbers(kind: ListKind, label: str, number: int) -> None:
    cut = listed(kind, "det som ble bestemt", "og det neste")
    cut.items[0].label = label
    for block in (cut, Quotation([cut], [], place())):
        numbering = text_document(block).xml("word/numbering.xml")
        assert f'<w:startOverride w:val="{number}"/>' in numbering


def test_a_list_inside_a_list_counts_on_its_own_level_and_anew_under_each_point() -> None:
    made = text_document(
        listed(
            ListKind.LETTER,
            [para("a"), listed(ListKind.NUMBER, "a1", "a2", level=1)],
            [para("b"), listed(ListKind.NUMBER, "b1", level=1)],
        )
    )
    assert [style for style, _ in made.paragraphs()] == [
        "Bokstavliste",
        "ListNumber2",
        "ListNumber2",
        "Bokstavliste",
        "ListNumber2",
    ]
    letters, a1, a2, again, b1 = made.numbers()
    assert letters == again
    assert a1 == a2 != b1
    assert {level for _, level in (a1, b1)} == {"1"}


def test_what_goes_on_inside_a_point_stands_under_it() -> None:
    point: list = [para("Punkt"), para("Mer om det."), listed(ListKind.BULLET, [para("Under"), para("Mer under.")])]
    assert text_document(listed(ListKind.NUMBER, point)).paragraphs() == [
        ("ListNumber", "Punkt"),
        ("ListContinue", "Mer om det."),
        ("ListBullet2", "Under"),
        ("ListContinue2", "Mer under."),
    ]


def test_a_point_without_words_of_its_own_still_has_its_number() -> None:
    made = text_document(listed(ListKind.LETTER, [listed(ListKind.BULLET, "under")], []))
    assert made.paragraphs() == [("Bokstavliste", ""), ("ListBullet2", "under"), ("Bokstavliste", "")]
    assert len(made.numbers()) == 2


@pytest.mark.parametrize("marker", Marker)
def test_a_piece_has_its_own_style_and_its_word_in_front(marker: Marker) -> None:
    made = text_document(Piece(marker, [para("Slik blir det."), para("Og slik.")], place()))
    style = made.paragraphs()[0][0]
    assert made.paragraphs() == [(style, f"{marker}: Slik blir det."), (style, "Og slik.")]
    assert f'<w:rStyle w:val="Merkeord"/></w:rPr><w:t xml:space="preserve">{marker}:</w:t>' in made.body


def test_the_word_of_a_piece_is_in_the_language_of_the_document() -> None:
    made = text_document(
        Piece(Marker.PROPOSAL, [para("Ja.")], place()), word={"Forslag til vedtak": "Framlegg til vedtak"}.get
    )
    assert made.lines() == ["Framlegg til vedtak: Ja."]


@pytest.mark.parametrize(
    ("marker", "point"),
    [
        (Marker.DECISION, "Vedtakspunkt"),
        (Marker.CONCLUSION, "Vedtakspunkt"),
        (Marker.PROPOSAL, "Forslagspunkt"),
    ],
)
def test_numbered_points_of_a_decision_look_like_the_decision(marker: Marker, point: str) -> None:
    points = listed(ListKind.NUMBER, "Ett", [para("To"), listed(ListKind.NUMBER, "to-en")])
    made = text_document(Piece(marker, [points], place()))
    style = made.paragraphs()[0][0]
    assert made.paragraphs() == [
        (style, f"{marker}:"),
        (point, "Ett"),
        (point, "To"),
        ("ListNumber2", "to-en"),
    ]
    assert f'<w:pStyle w:val="{style}"/><w:keepNext/>' in made.body


def test_more_under_a_point_of_a_decision_stays_in_its_box() -> None:
    points = listed(ListKind.NUMBER, [para("Ett"), para("Mer om det.")], "To")
    made = text_document(Piece(Marker.DECISION, [points], place()))
    assert made.paragraphs()[1:] == [("Vedtakspunkt", "Ett"), ("Vedtak", "\tMer om det."), ("Vedtakspunkt", "To")]
    assert '<w:pStyle w:val="Vedtak"/><w:ind w:left="400" w:hanging="400"/>' in made.body


def test_each_decision_counts_its_points_from_one() -> None:
    decision = Piece(Marker.DECISION, [listed(ListKind.NUMBER, "Ett")], place())
    first, second = text_document(decision, decision).numbers()
    assert first != second


def test_numbered_points_of_other_pieces_are_ordinary_lists() -> None:
    made = text_document(Piece(Marker.REMARK, [listed(ListKind.NUMBER, "Ett")], place()))
    assert made.paragraphs() == [("Merknad", "Merknad:"), ("ListNumber", "Ett")]


def test_an_answer_inside_a_point_is_moved_in_under_it_and_kept_with_it() -> None:
    answer = Piece(Marker.ANSWER, [para("Ja."), listed(ListKind.BULLET, "fordi")], place())
    made = text_document(listed(ListKind.LETTER, [para("Går det?"), answer]))
    assert made.paragraphs() == [("Bokstavliste", "Går det?"), ("Svar", "Svar: Ja."), ("ListBullet2", "fordi")]
    assert '<w:pStyle w:val="Bokstavliste"/><w:keepNext/>' in made.body
    assert '<w:pStyle w:val="Svar"/><w:keepNext/><w:ind w:left="400"/>' in made.body


def test_a_task_names_who_what_and_when() -> None:
    who = [("Vik", place()), ("Berg", place())]
    made = text_document(
        Task(who, words("lage oversikt over arbeidet"), "26.05.2020", place()),
        Task([], words("bestille rom."), "", place()),
        Task([("Moen", place())], words("ringe!"), "1. juni", place(), blocks=[listed(ListKind.BULLET, "før ferien")]),
    )
    assert made.paragraphs() == [
        ("Oppflging", "Oppfølging:"),
        ("Oppflging", "Vik, Berg: lage oversikt over arbeidet. Frist: 26.05.2020."),
        ("Oppflging", "bestille rom."),
        ("Oppflging", "Moen: ringe! Frist: 1.\xa0juni."),
        ("ListBullet2", "før ferien"),
    ]
    assert '<w:rStyle w:val="Merkeord"/></w:rPr><w:t xml:space="preserve">Vik, Berg:</w:t>' in made.body


def test_a_table_has_a_header_row_that_repeats_and_rows_that_hold_together() -> None:
    made = text_document(
        Table(
            [words("Sted"), words("Antall")], [[words("Lia"), words("1 200")], [words("Elvedal"), words("7")]], place()
        )
    )
    assert made.paragraphs() == [
        ("Tabellhode", "Sted"),
        ("Tabellhode", "Antall"),
        ("Tabelltekst", "Lia"),
        ("Tabelltekst", "1\xa0200"),
        ("Tabelltekst", "Elvedal"),
        ("Tabelltekst", "7"),
        ("", ""),
    ]
    assert made.body.count("<w:tblHeader/>") == 1
    assert made.body.count("<w:cantSplit/>") == made.body.count("<w:tr>") == 3
    assert '<w:tblStyle w:val="Tabell"/>' in made.body
    assert made.body.count('<w:jc w:val="right"/>') == 3, "the column of numbers, its header too"
    widths = [int(each.get(next(iter(each.attrib)))) for each in made.tree().iter("{*}gridCol")]
    assert sum(widths) == TEXT_WIDTH


def test_a_column_with_dates_or_words_in_it_stays_to_the_left() -> None:
    rows = [[words("26.05.2020"), words("7")], [words("27.05.2020"), words("ingen")]]
    assert "w:jc" not in text_document(Table([words("Dato"), words("Antall")], rows, place())).body


def test_wide_columns_get_more_room_and_every_column_some() -> None:
    header = [words("Nr."), words("Tiltak")]
    made = text_document(Table(header, [[words("1"), words("En lang setning om det som skal gjøres. " * 9)]], place()))
    narrow, wide = (int(each.get(next(iter(each.attrib)))) for each in made.tree().iter("{*}gridCol"))
    assert 300 < narrow < wide
    assert narrow + wide == TEXT_WIDTH


def test_two_tables_in_a_row_are_kept_apart() -> None:
    table = Table([words("a")], [], place())
    assert "</w:tbl><w:tbl>" not in text_document(table, table).body


def test_an_image_fits_the_page_and_says_what_it_shows() -> None:
    image = Image("vedlegg/graf.png", "En kurve som stiger", place(), words("Figur 1. Kurven"))
    made = text_document(image, assets={"vedlegg/graf.png": png(4000, 1000)})
    assert [style for style, _ in made.paragraphs()] == ["Bilde", "Caption"]
    properties = next(made.tree().iter("{*}docPr"))
    assert properties.get("descr") == "En kurve som stiger"
    extent = next(made.tree().iter("{*}extent"))
    assert int(extent.get("cx", "")) == TEXT_WIDTH * 635
    assert int(extent.get("cx", "")) == pytest.approx(4 * int(extent.get("cy", "")), rel=0.001)
    assert 'Target="media/sg1.png"' in made.xml("word/_rels/document.xml.rels")
    assert "word/media/sg1.png" in made.names
    assert made.xml("[Content_Types].xml").count('Extension="png"') == 1


def test_a_tall_image_leaves_room_for_text_and_a_small_one_is_not_blown_up() -> None:
    made = text_document(
        Image("hoy.png", "a", place()),
        Image("liten.png", "b", place()),
        assets={"hoy.png": png(1000, 9000), "liten.png": png(96, 96)},
    )
    tall, small = made.tree().iter("{*}extent")
    assert int(tall.get("cy", "")) == pytest.approx(0.6 * 14000 * 635, rel=0.001)
    assert (small.get("cx"), small.get("cy")) == ("914400", "914400")


def test_an_image_used_twice_is_stored_once_and_numbered_twice() -> None:
    image = Image("graf.png", "a", place())
    made = text_document(image, image, assets={"graf.png": png(10, 10)})
    assert [name for name in made.names if "media" in name] == ["word/media/sg1.png"]
    assert [each.get("id") for each in made.tree().iter("{*}docPr")] == ["1", "2"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (None, "bilde-ikke-funnet"),
        (b"<svg/>", "bilde-ulesbart"),
        (ONE_PIXEL[:20], "bilde-ulesbart"),
        (ONE_PIXEL[:-20], "bilde-ulesbart"),
    ],
)
def test_an_image_that_cannot_be_shown_leaves_its_description(data: bytes | None, code: str) -> None:
    made = text_document(Image("graf.png", "En kurve", place(7)), assets={"graf.png": data} if data else {})
    assert made.lines() == ["[Bilde: En kurve]"]
    assert [(each.code, each.place.line) for each in made.remarks] == [(code, 7)]


def test_links_to_the_web_and_to_mail_are_links() -> None:
    runs = [
        Run("Lia", place(), href="https://lia.example/a b?x=1&y=ø"),
        Run("skriv", place(), href="mailto:post@lia.example"),
        Run("igjen", place(), href="https://lia.example/a b?x=1&y=ø"),
    ]
    made = text_document(Paragraph(runs, place()))
    relations = made.xml("word/_rels/document.xml.rels")
    assert 'Target="https://lia.example/a%20b?x=1&amp;y=%C3%B8" TargetMode="External"' in relations
    assert 'Target="mailto:post@lia.example"' in relations
    assert relations.count("hyperlink") == 2
    assert made.body.count('<w:rStyle w:val="Hyperlink"/>') == 3


@pytest.mark.parametrize(
    "address",
    [
        "vedlegg/plan.docx",
        "file:///C:/x",
        "javascript:alert(1)",
        "http://",
        "https://[",
        "http://a:b:c/",
        "ftp://x.example",
    ],
)
def test_other_addresses_are_text(address: str) -> None:
    made = text_document(Paragraph([Run("planen", place(), href=address)], place()))
    assert made.body.count("hyperlink") == 0
    assert made.lines() == ["planen"]


def mention(target: str, kind: MentionKind = MentionKind.CASE) -> Run:
    return Run("sak 25-2020", place(), mention=Mention(kind, "25-2020", target))


def test_a_case_of_the_same_document_is_linked_to() -> None:
    mentions = [mention("g/2020/25"), mention("g/2019/1"), mention("berg", MentionKind.PERSON)]
    of = document(
        content(*(Paragraph([each], place()) for each in mentions)),
        anchors={"g/2020/25": "sg_25_2020", "g/2019/1": "sg_1_2019", "berg": "sg_1_2019"},
    )
    of.content.linje = Line(words("Saken"), ident="sg_25_2020")
    made = rendered(word_template("{{p tekst }}", "{{r linje }}"), of)
    assert made.body.count("<w:hyperlink") == 1, "1-2019 is not printed here: its words stay, the link goes"
    assert '<w:hyperlink w:anchor="sg_25_2020"' in made.body
    assert made.body.count("sak\xa025-2020") == 3
    assert 'w:name="sg_25_2020"/><w:r>' in made.body


def test_blocks_with_names_are_bookmarked_and_a_name_stands_once() -> None:
    named = [
        para("En", ident="sg_1"),
        para("En igjen", ident="sg_1"),
        TextList(ListKind.BULLET, [Item([para("Punkt", ident="sg_3")], place(), ident="sg_2")], place(), ident="sg_4"),
        Table([words("a")], [], place(), ident="sg_5"),
        Piece(Marker.DECISION, [listed(ListKind.NUMBER, "Ett")], place(), ident="sg_6"),
        Task([], words("gjør"), "", place(), ident="sg_7"),
        Image("x", "b", place(), ident="sg_8"),
        Heading(1, words("h"), place(), ident="sg_9"),
    ]
    made = text_document(*named)
    starts = {each.get(f"{NAME}id"): each.get(f"{NAME}name") for each in made.tree().iter(f"{NAME}bookmarkStart")}
    ends = [each.get(f"{NAME}id") for each in made.tree().iter(f"{NAME}bookmarkEnd")]
    assert sorted(starts.values()) == [f"sg_{number}" for number in range(1, 10)]
    assert sorted(starts) == sorted(ends)


def test_bookmark_ids_begin_above_those_of_the_template() -> None:
    own = '<w:bookmarkStart w:id="41" w:name="Min"/><w:bookmarkEnd w:id="41"/><w:hyperlink w:anchor="Min"/>'
    made = rendered(word_template(f"<w:p>{own}</w:p>", "{{p tekst }}"), content(para("a", ident="sg_1")))
    assert '<w:bookmarkStart w:id="42" w:name="sg_1"/>' in made.body
    assert 'w:name="Min"' in made.body


def test_tasks_typed_in_two_ways_stand_under_one_label() -> None:
    signed = Task([("Vik", place())], words("ringe"), "", place())
    marked = Piece(Marker.FOLLOW_UP, [Task([("Moen", place())], words("skrive"), "", place())], place())
    both = [("Oppflging", "Oppfølging:"), ("Oppflging", "Vik: ringe."), ("Oppflging", "Moen: skrive.")]
    assert [style for style, _ in text_document(signed, marked).paragraphs()] == [style for style, _ in both]
    assert [text.startswith("Oppfølging") for _, text in text_document(marked, signed).paragraphs()] == [
        True,
        False,
        False,
    ]
