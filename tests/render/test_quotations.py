"""Quotations in Word: their own style, indented from where they stand, and who said it below."""

import re

import pytest
from support.outline import blocks_of
from support.rendering import (
    Package,
    compiled,
    content,
    document,
    listed,
    para,
    place,
    rendered,
    text_document,
    words,
)
from support.word_templates import word_template

from pipeline.diagnostics import Diagnostic, Problem, Severity
from pipeline.render.docx import render_document
from pipeline.richtext import Block, Cell, Grid, Item, ListKind, Quotation, TextList

NOTED = Problem("prove-merknad", Severity.WARNING, "Se på linje {linje}.")


def quotation(*blocks: str | Block, source: str = "") -> Quotation:
    inside = [para(each) if isinstance(each, str) else each for each in blocks]
    return Quotation(inside, words(source) if source else [], place())


def indents(made: Package) -> list[str]:
    """What each paragraph sets itself: left indent, and how far it hangs."""
    found = []
    for each in re.findall("<w:p>.*?</w:p>", made.body):
        indent = re.search(r'<w:ind w:left="(\d+)"(?: w:hanging="(\d+)")?/>', each)
        found.append("-".join(filter(None, indent.groups())) if indent else "")
    return found


def test_what_is_quoted_and_who_said_it_have_styles_of_their_own() -> None:
    made = text_document(para("Hun sa:"), quotation("Det går bra.", "Nå også.", source="Hegg"), para("Så gikk vi."))
    assert made.paragraphs() == [
        ("BodyText", "Hun sa:"),
        ("Quote", "Det går bra."),
        ("Quote", "Nå også."),
        ("Sitatkilde", "– Hegg"),
        ("BodyText", "Så gikk vi."),
    ]
    assert indents(made) == [""] * 5, "the template's own indents hold"


def test_without_a_source_nothing_stands_below() -> None:
    assert text_document(quotation("Ja.")).paragraphs() == [("Quote", "Ja.")]


def test_who_said_it_is_on_the_page_of_the_last_words() -> None:
    made = text_document(quotation("Først.", "Sist.", source="Hegg"), quotation("Alene."))
    kept = [each.find("w:pPr/w:keepNext", each.nsmap) is not None for each in made.tree().iter("{*}p")]
    assert kept == [False, True, False, False]


def test_points_are_paragraphs_of_the_quotation_with_a_number() -> None:
    inner = listed(ListKind.BULLET, "under")
    bullets = TextList(ListKind.BULLET, [Item([para("en"), para("mer"), inner], place())], place())
    made = text_document(quotation(bullets, listed(ListKind.NUMBER, "først", "så"), "Sist."))
    assert made.paragraphs() == [
        ("Quote", "en"),
        ("Quote", "\tmer"),
        ("ListBullet2", "under"),
        ("Quote", "først"),
        ("Quote", "så"),
        ("Quote", "Sist."),
    ]
    # 500 is the indent of the style; 400 that of each level of the lists. The line at the left stays where it is.
    assert indents(made) == ["900-400", "900-400", "1300-400", "900-400", "900-400", ""]
    numbers = [number for number, _ in made.numbers()]
    assert numbers[2] == numbers[3], "one list"
    assert len(set(numbers)) == 3, "and each list its own number"


def test_in_a_point_it_is_indented_from_the_text_of_the_point() -> None:
    item = Item([para("punkt"), quotation("Ja.", listed(ListKind.NUMBER, "en"), source="Hegg")], place())
    made = text_document(TextList(ListKind.BULLET, [item], place()))
    assert [style for style, _ in made.paragraphs()] == ["ListBullet", "Quote", "Quote", "Sitatkilde"]
    assert indents(made) == ["", "900", "1300-400", "900"]


def test_in_a_cell_it_looks_as_the_cell_does() -> None:
    said = quotation("Ja.", listed(ListKind.BULLET, "en"), source="Hegg")
    made = text_document(Grid([words("a")], [[Cell([para("Hun sa"), said])]], place()))
    assert [style for style, _ in made.paragraphs()][1:5] == [
        "Tabelltekst",
        "Tabellsitat",
        "Tabellsitat",
        "Tabellsitat",
    ]
    assert "– Hegg" in made.lines()


def test_a_table_in_a_quotation_in_a_cell_becomes_text() -> None:
    (said,), _ = blocks_of("> | a | b |\n> | 1 | 2 |")
    made = text_document(Grid([words("a")], [[Cell([said])]], place()))
    assert made.body.count("<w:tbl>") == 1
    assert "1 – 2" in made.lines()


def test_a_comment_finds_its_words_inside_and_in_the_source() -> None:
    said = Quotation([para("Det går bra.", line=3)], words("Hegg", line=4), place(3))
    remarks: list[Diagnostic] = [NOTED.at(place(line), linje=line) for line in (3, 4)]
    made = rendered(word_template("{{p tekst }}"), document(content(said), remarks))
    assert {said.partition("\n")[0]: text for said, text in made.commented().items()} == {
        "Se på linje 3.": "Det går bra.",
        "Se på linje 4.": "Hegg",
    }


def test_the_bookmark_of_the_source_is_around_it() -> None:
    said = quotation("Ja.", source="Hegg")
    said.ident = "sg_1_2020_2"
    body = text_document(said).body
    assert re.search(r'w:name="sg_1_2020_2"/>.*– .*Hegg.*<w:bookmarkEnd', body)


@pytest.mark.parametrize(
    ("missing", "block"),
    [
        ("Quote", quotation("Ja.")),
        ("Sitatkilde", quotation("Ja.")),
        ("Tabellsitat", Grid([words("a")], [[Cell([quotation("Ja.")])]], place())),
    ],
)
def test_a_template_without_its_style_cannot_print_it_and_says_so(missing: str, block: Block) -> None:
    template = compiled(word_template("{{p tekst }}", leave_out=[missing]))
    data, faults = render_document(template, document(content(block)), {}.get, str)
    assert data == b""
    assert [(fault.code, fault.values["stil"]) for fault in faults] == [("mal-stil-mangler", missing)]
    assert render_document(template, document(content(para("a"))), {}.get, str)[0], "others need no such style"
