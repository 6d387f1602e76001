"""What differs inside a chapter, as people would tell of it."""

from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.mandates import (
    SCALE,
    appendix,
    chapter,
    heading,
    image,
    mandate,
    paragraph,
    person,
    place,
    points,
    risk,
    runs,
    table,
    tasks,
)

from pipeline.history.text_changes import text_changes
from pipeline.records.mandate import Activity, HalfYear, Mandate, Milestone, ProgressPlan, RiskMatrix, RiskTable
from pipeline.records.text_change import (
    Detail,
    FieldChange,
    Happening,
    RowChange,
    RowsRenumbered,
    TableChange,
    TableKind,
    TextChange,
    TextPart,
    WordChange,
)
from pipeline.richtext import Block, DataBlock, ListKind, Mention, MentionKind, Paragraph, Quotation, Run, Tone

LONG = "Prosjektet skal gjøre utskriving tryggere for alle som kommer hjem fra sykehus i regionen."


def of_one_chapter(*blocks: Block) -> Mandate:
    return mandate({"Mandat": [chapter("bakgrunn", *blocks)]})


def details(old: list[Block], new: list[Block], *digests: dict[str, str]) -> list[Detail]:
    """What differs between two editions of one chapter."""
    found = text_changes(of_one_chapter(*old), of_one_chapter(*new), *digests).pieces
    return [detail for piece in found for detail in piece.details]


def in_short(found: list[Detail]) -> list[str]:
    return [f"{each.part} {each.what}: {each.old}|{each.new}" for each in found if isinstance(each, TextChange)]


def fields(row: Detail) -> list[tuple[str, str, str]]:
    assert isinstance(row, RowChange | TableChange)
    return [(each.name, each.old, each.new) for each in row.fields]


# --- paragraphs, points, headings -----------------------------------------------------------------------------------


def test_a_new_paragraph_is_told_with_its_words():
    assert in_short(details([paragraph("Ett.")], [paragraph("Ett."), paragraph("To.")])) == ["avsnitt ny: |To."]


def test_a_removed_point_is_told_with_its_words():
    found = details([points("Ett", "To", "Tre")], [points("Ett", "Tre")])
    assert in_short(found) == ["punkt fjernet: To|"]


def test_words_that_changed_are_told_with_those_around_them():
    (found,) = details([paragraph(LONG)], [paragraph(LONG.replace("tryggere", "langt tryggere"))])
    assert isinstance(found, TextChange)
    assert found.what is Happening.CHANGED
    assert found.words == (WordChange("", "langt", "Prosjektet skal gjøre utskriving", "tryggere for alle som"),)


def test_changes_close_to_one_another_are_one():
    (found,) = details([paragraph(LONG)], [paragraph(LONG.replace("for alle som", "for de som"))])
    assert isinstance(found, TextChange)
    assert [(each.old, each.new) for each in found.words] == [("alle", "de")]
    (found,) = details([paragraph(LONG)], [paragraph(LONG.replace("tryggere for alle", "bedre for de"))])
    assert isinstance(found, TextChange)
    assert [(each.old, each.new) for each in found.words] == [("tryggere for alle", "bedre for de")]


def test_a_text_written_anew_is_one_that_is_gone_and_one_that_is_new():
    found = details([paragraph("Fristen er mai.")], [paragraph("Alle møter er åpne for brukerne")])
    assert sorted(in_short(found)) == [
        "avsnitt fjernet: Fristen er mai.|",
        "avsnitt ny: |Alle møter er åpne for brukerne",
    ]


def test_two_paragraphs_that_changed_places_are_one_that_moved():
    first, second = paragraph("Det første avsnittet er langt nok."), paragraph("Det andre.")
    assert in_short(details([first, second], [second, first])) == ["avsnitt flyttet: Det andre.|Det andre."]


def test_a_text_that_moved_and_changed_is_told_once():
    one = [paragraph(LONG), heading("Mål"), paragraph("Noe helt annet står her."), heading("Rammer")]
    other = [*deepcopy(one[1:]), paragraph(LONG.replace("regionen", "landet"))]
    (found,) = details(one, other)
    assert isinstance(found, TextChange)
    assert found.moved
    assert (found.words[0].old, found.words[0].new) == ("regionen.", "landet.")


def test_what_moved_with_its_heading_is_told_by_the_heading():
    start = [
        heading("Mål"),
        paragraph("Vi skal nå målet."),
        heading("Rammer"),
        paragraph(LONG),
        paragraph(f"{LONG} Ja."),
    ]
    found = details(start, [*start[2:], *start[:2]])
    assert in_short(found) == ["overskrift flyttet: Mål|Mål"]


def test_a_change_is_told_under_its_heading():
    (found,) = details([heading("Mål"), points("Ett")], [heading("Mål"), points("Ett", "To nye mål")])
    assert isinstance(found, TextChange)
    assert (found.under, found.part) == ("Mål", TextPart.POINT)


def test_under_a_heading_with_a_new_name_everything_stands_under_that():
    old = [heading("Plan for våren"), paragraph("Det gamle er helt borte."), paragraph(LONG)]
    new = [heading("Plan for høsten"), paragraph(LONG), paragraph("Noe annet kom i stedet for det.")]
    assert [(each.part, each.what, each.under) for each in details(old, new) if isinstance(each, TextChange)] == [
        (TextPart.HEADING, Happening.CHANGED, "Plan for høsten"),
        (TextPart.PARAGRAPH, Happening.REMOVED, "Plan for høsten"),
        (TextPart.PARAGRAPH, Happening.NEW, "Plan for høsten"),
    ]


def test_texts_that_begin_alike_are_one_that_changed():
    begins, ends = "Epikrisen er det fastlegen venter på.", "Vi har ikke hatt tall for når den sendes til dem."
    (found,) = details([paragraph(f"{begins} {ends}")], [paragraph(f"{begins} Tallene i mars viser at noen er sene.")])
    assert isinstance(found, TextChange)
    assert [(each.old, each.new) for each in found.words] == [(ends, "Tallene i mars viser at noen er sene.")]


def test_texts_that_only_begin_alike_are_two():
    rest = "planen som ble lagt fram i fjor høst og senere endret flere ganger etter ønske fra kommunene"
    found = details([paragraph(f"Vi gir beskjed om {rest}.")], [paragraph("Vi gir beskjed til alle før sommeren.")])
    assert sorted(each.split(":")[0] for each in in_short(found)) == ["avsnitt fjernet", "avsnitt ny"]


def test_a_paragraph_that_became_a_point_is_told_as_that():
    (found,) = details([paragraph(LONG)], [points(LONG)])
    assert isinstance(found, TextChange)
    assert (found.part, found.was, found.what) == (TextPart.POINT, TextPart.PARAGRAPH, Happening.CHANGED)


@pytest.mark.parametrize("new", [points("Ett", "To", kind=ListKind.NUMBER), points("Ett", "To", kind=ListKind.LETTER)])
def test_a_list_that_counts_otherwise_has_the_same_words(new):
    assert in_short(details([points("Ett", "To")], [new])) == ["punkt utforming: Ett|Ett", "punkt utforming: To|To"]


def test_bold_and_links_are_told_as_how_the_text_is_set():
    bold = Paragraph(runs("Ett.", bold=True), place())
    linked = Paragraph([Run("Ett.", place(), href="https://example.no")], place())
    for new in (bold, linked):
        assert in_short(details([paragraph("Ett.")], [new])) == ["avsnitt utforming: Ett.|Ett."]


def test_a_number_of_a_list_that_shifted_is_no_change_of_the_point():
    numbered = [points("Ett", "To", kind=ListKind.NUMBER)]
    longer = [points("Null", "Ett", "To", kind=ListKind.NUMBER)]
    assert in_short(details(numbered, longer)) == ["punkt ny: |Null"]


def test_a_reference_with_another_number_is_not_among_the_words_that_changed():
    def pointing(number: str, rest: str) -> Paragraph:
        mention = Mention(MentionKind.CHAPTER, "okonomi", "sg_kap_okonomi")
        return Paragraph([*runs("Se "), Run(f"kapittel {number}", place(), mention=mention), *runs(rest)], place())

    (found,) = details([pointing("5", " om penger og tid.")], [pointing("6", " om penger og folk.")])
    assert isinstance(found, TextChange)
    assert [(each.old, each.new) for each in found.words] == [("tid.", "folk.")]
    assert found.new == "Se kapittel 6 om penger og folk."


def test_another_title_is_told_first():
    old, new = of_one_chapter(paragraph("A")), of_one_chapter(paragraph("A"))
    new.chapters[0].title = runs("Bakgrunn og mål")
    (piece,) = text_changes(old, new).pieces
    assert in_short(list(piece.details)) == ["tittel endret: Bakgrunn|Bakgrunn og mål"]
    assert piece.old_title == "Bakgrunn"


# --- pictures and files ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "digest", "told"),
    [
        (image(), "b", ["bilde byttet ut: Et kart|Et kart"]),
        (image("bilder/nytt.png"), "a", ["bilde byttet ut: Et kart|Et kart"]),
        (image(alt="Et kart over fylket"), "a", ["bilde endret: Et kart|Et kart over fylket"]),
        (image(caption="Fylket"), "a", ["bildetekst ny: |Fylket"]),
    ],
)
def test_what_is_new_about_a_picture_is_told(new, digest, told):
    digests = {"bilder/kart.png": "a"}, {"bilder/kart.png": digest}
    assert in_short(details([image()], [new], *digests)) == told


def test_a_file_sent_along_that_was_replaced_is_told():
    old, new = (mandate(appendices=[appendix("budsjett", path=f"vedlegg/{name}")]) for name in ("a.pdf", "b.pdf"))
    (piece,) = text_changes(old, new).pieces
    assert in_short(list(piece.details)) == ["fil byttet ut: a.pdf|b.pdf"]


# --- tables ---------------------------------------------------------------------------------------------------------


def test_a_row_is_known_by_its_first_cell():
    old = [table(["Tiltak", "Frist"], ["Opplæring", "mai"], ["Evaluering", "juni"])]
    new = [table(["Tiltak", "Frist"], ["Opplæring", "august"], ["Evaluering", "juni"], ["Rapport", "juli"])]
    changed, added = details(old, new)
    assert isinstance(changed, RowChange)
    assert (changed.key, fields(changed)) == ("Opplæring", [("Frist", "mai", "august")])
    assert isinstance(added, RowChange)
    assert (added.key, added.what, added.about) == ("Rapport", Happening.NEW, "juli")


def test_another_column_is_told_once_and_the_rows_by_those_they_share():
    old = [table(["Tiltak", "Frist"], ["Opplæring", "mai"])]
    new = [table(["Tiltak", "Ansvar", "Frist"], ["Opplæring", "Vik", "mai"])]
    (found,) = details(old, new)
    assert isinstance(found, TableChange)
    assert fields(found) == [("kolonner", "Tiltak, Frist", "Tiltak, Ansvar, Frist")]


def test_a_table_put_in_is_told_with_its_rows():
    (found,) = details([paragraph("A")], [paragraph("A"), table(["Hva"], ["x"], ["y"])])
    assert isinstance(found, TableChange)
    assert (found.what, found.rows) == (Happening.NEW, 2)


def test_tasks_that_only_got_other_numbers_are_told_together():
    old = [tasks(("Kartlegge", "mai", "Gruppe 1"), ("Foreslå", "juni", "Gruppe 1"))]
    new = [
        tasks(
            ("Lage en plan", "april", "Gruppe 2"), ("Kartlegge", "mai", "Gruppe 1"), ("Foreslå", "august", "Gruppe 1")
        )
    ]
    added, changed, renumbered = details(old, new)
    assert isinstance(added, RowChange)
    assert (added.key, added.about, added.table) == ("1", "Lage en plan", TableKind.TASKS)
    assert isinstance(changed, RowChange)
    assert (changed.key, changed.was, fields(changed)) == ("3", "2", [("frist", "juni", "august")])
    assert isinstance(renumbered, RowsRenumbered)
    assert renumbered.numbers == (("1", "2"),)


def risks(*rows: object) -> DataBlock:
    return DataBlock("risiko", RiskTable(list(rows), place()), place())  # type: ignore[arg-type]


def test_a_risk_is_told_by_likelihood_consequence_and_colour():
    (found,) = details([risks(risk("A", 1, 2), risk("C", 2, 2))], [risks(risk("A", 1, 2), risk("C", 3, 2))])
    assert isinstance(found, RowChange)
    assert (found.key, found.table) == ("C", TableKind.RISKS)
    assert fields(found) == [("sannsynlighet", "2", "3"), ("farge", "gul", "rød")]


def test_a_risk_that_is_gone_is_told_by_its_letter():
    (found,) = details([risks(risk("A"), risk("B"))], [risks(risk("A"))])
    assert isinstance(found, RowChange)
    assert (found.key, found.what, found.about) == ("B", Happening.REMOVED, "Usikkerhet B")


def plan(*activities: tuple[str, list[tuple[HalfYear, str]]], last: int = 2020) -> DataBlock:
    spring = HalfYear(2019, False)
    made = [
        Activity(runs(what), [Milestone(when, text, place()) for when, text in stones], ["Vik"], place())
        for what, stones in activities
    ]
    return DataBlock("framdrift", ProgressPlan([spring, HalfYear(last, True)], made, place()), place())


def test_a_milestone_is_told_by_its_half_year():
    spring, autumn = HalfYear(2019, False), HalfYear(2019, True)
    old = [plan(("Kartlegge", [(spring, "Rapport")]), ("Lære opp", [(spring, "Kurs"), (autumn, "Prøve")]))]
    new = [plan(("Kartlegge", [(autumn, "Rapport")]), ("Lære opp", [(spring, "Kurs")]), last=2021)]
    span, moved, gone = details(old, new)
    assert isinstance(span, TableChange)
    assert span.fields == (FieldChange("til", "", "", was_in=HalfYear(2020, True), is_in=HalfYear(2021, True)),)
    assert isinstance(moved, RowChange)
    assert moved.fields == (FieldChange("milepæl", "Rapport", "Rapport", (), spring, autumn),)
    assert isinstance(gone, RowChange)
    assert [(each.old, each.new, each.was_in, each.is_in) for each in gone.fields] == [("Prøve", "", autumn, None)]


def test_a_risk_matrix_is_told_by_its_date_alone():
    def matrix(day: int, *found: object) -> DataBlock:
        value = RiskMatrix(date(2020, 3, day), list(found), SCALE, place())  # type: ignore[arg-type]
        return DataBlock("risikomatrise", value, place())

    assert details([matrix(1, risk("A"))], [matrix(1, risk("B"))]) == []
    (found,) = details([matrix(1)], [matrix(2)])
    assert fields(found) == [("dato", "2020-03-01", "2020-03-02")]


# --- the whole mandate ----------------------------------------------------------------------------------------------


def test_pieces_that_got_other_numbers_are_told_by_both():
    old = mandate(appendices=[appendix("a", paragraph("A")), appendix("b", paragraph("B"))])
    new = mandate(
        appendices=[appendix("x", paragraph(LONG)), appendix("a", paragraph("A")), appendix("b", paragraph("B"))]
    )
    found = text_changes(old, new)
    assert found.appendix_numbers == ((1, 2), (2, 3))
    assert found.chapter_numbers == ()
    assert [(piece.change.kind, piece.opening) for piece in found.pieces] == [("ny", LONG)]


def test_what_stands_in_front_is_told_field_by_field():
    old = mandate({"Mandat": [chapter("a")]})
    new = mandate({"Rammer": [chapter("a")]}, title="Mandat", owner=None, leader=person("moen", "Nils Moen"))
    assert [(each.name, each.old, each.new) for each in text_changes(old, new).front] == [
        ("tittel", "Mandat og prosjektplan", "Mandat"),
        ("prosjekteier", "Eva Hegg", ""),
        ("prosjektleder", "Ola Vik", "Nils Moen"),
        ("del", "Mandat", "Rammer"),
    ]


def test_the_scale_is_told_by_the_cells_whose_colour_is_another():
    scale = deepcopy(SCALE)
    scale.colours[1][1] = Tone.RED
    assert text_changes(mandate(), mandate(scale=scale)).scale == (FieldChange("Middels × Alvorlig", "gul", "rød"),)
    renamed = replace(deepcopy(SCALE), likelihoods=["Lav", "Medium", "Høy"])
    assert [each.new for each in text_changes(mandate(), mandate(scale=renamed)).scale] == ["Lav, Medium, Høy"]


def test_everything_is_new_in_a_first_edition():
    found = text_changes(None, mandate())
    assert [piece.change.kind for piece in found.pieces] == ["ny"] * 5
    assert found.pieces[0].opening == "Derfor."


# --- properties -----------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["utskriving", "sykehus", "kommune", "samarbeid", "pasient", "trygg", "møte", "plan"])
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
BLOCKS = st.one_of(
    TEXTS.map(paragraph),
    TEXTS.map(heading),
    st.just(image()),
    st.lists(TEXTS, min_size=1, max_size=3).map(lambda texts: points(*texts)),
    st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3).map(lambda rows: table(["Hva", "Når"], *rows)),
    st.lists(st.tuples(TEXTS, TEXTS, WORDS), min_size=1, max_size=3).map(lambda rows: tasks(*rows)),
    st.lists(st.integers(1, 3), min_size=1, max_size=3).map(
        lambda levels: risks(*(risk(chr(65 + count), each) for count, each in enumerate(levels)))
    ),
)
CHAPTERS = st.lists(BLOCKS, max_size=6)


@given(CHAPTERS)
@settings(max_examples=60)
def test_a_chapter_does_not_differ_from_itself(blocks):
    assert details(blocks, deepcopy(blocks)) == []


@given(CHAPTERS, CHAPTERS)
@settings(max_examples=150)
def test_every_changed_chapter_has_something_to_tell(old, new):
    found = text_changes(of_one_chapter(*old), of_one_chapter(*new))
    assert [piece.change for piece in found.pieces] == list(found.changes)
    for piece in found.pieces:
        assert piece.details
        for detail in piece.details:
            assert not isinstance(detail, TextChange) or detail.old or detail.new, "it says what it is about"


@given(CHAPTERS, st.integers(0, 6))
@settings(max_examples=100)
def test_a_paragraph_put_in_is_the_only_new_text(blocks, at):
    new = [*blocks[:at], paragraph("Splitter ny tekst her."), *blocks[at:]]
    assert in_short(details(blocks, new)) == ["avsnitt ny: |Splitter ny tekst her."]


@given(st.lists(TEXTS.map(paragraph), max_size=6), st.lists(TEXTS.map(paragraph), max_size=6))
@settings(max_examples=100)
def test_old_and_new_words_are_all_accounted_for(old, new):
    """What is told of, and what is left, makes up the whole old and the whole new chapter."""
    before = sorted(word for block in old for word in block.runs[0].text.split())
    after = sorted(word for block in new for word in block.runs[0].text.split())
    for each in details(old, new):
        assert isinstance(each, TextChange)
        for word in each.old.split():
            before.remove(word)
        for word in each.new.split():
            after.remove(word)
    assert before == after


# --- quotations ---------------------------------------------------------------------------------------------------


def quotation(*texts: str | Block, source: str = "") -> Quotation:
    blocks = [paragraph(each) if isinstance(each, str) else each for each in texts]
    return Quotation(blocks, runs(source) if source else [], place())


def test_what_changes_inside_a_quotation_is_told_as_of_any_text() -> None:
    old = [paragraph("Hun sa:"), quotation(LONG, "Så ble det stille.", points("en", "to"), source="Vaktleder")]
    new = [
        paragraph("Hun sa:"),
        quotation(LONG.replace("hjem", "ut"), points("en", "to", "tre"), source="Avdelingsleder"),
    ]
    assert sorted(in_short(details(old, new))) == sorted(
        [
            f"avsnitt endret: {LONG}|{LONG.replace('hjem', 'ut')}",
            "avsnitt fjernet: Så ble det stille.|",
            "punkt ny: |tre",
            "avsnitt fjernet: Vaktleder|",
            "avsnitt ny: |Avdelingsleder",
        ]
    )


def test_a_paragraph_that_is_now_a_quotation_says_the_same() -> None:
    assert in_short(details([paragraph(LONG)], [quotation(LONG)])) == [f"avsnitt utforming: {LONG}|{LONG}"]


def test_whoever_is_quoted_is_told_in_the_words_that_changed() -> None:
    old, new = quotation("Ja.", source="Vaktleder ved legevakten"), quotation("Ja.", source="Vaktleder ved sykehuset")
    (change,) = details([old], [new])
    assert isinstance(change, TextChange)
    assert [(each.old, each.new) for each in change.words] == [("legevakten", "sykehuset")]


def test_two_quotations_made_one_are_a_change_though_no_word_is() -> None:
    one, two = quotation("Ja.", "Nei."), [quotation("Ja."), quotation("Nei.")]
    assert in_short(details(two, [one])) == ["avsnitt utforming: |"]
    assert in_short(details([one], [one])) == []
