"""Quotations: lines that begin with `>`, who said it below, and what only looks like one."""

import pytest
from support.outline import blocks_of, codes_of, outline, outline_of

from pipeline.diagnostics import Place
from pipeline.richtext import Mention, Paragraph, Quotation, TextList, inlines, plain, walk

FILE = "moter/p/2020-04-28.md"


def reads(text: str, expected: str) -> None:
    """The text is read as `expected`, and there is nothing to remark."""
    assert outline_of(text) == expected
    assert codes_of(text) == []


def test_paragraphs_and_who_said_it() -> None:
    text = """\
> Vi ringte rundt i en uke.
> Ingen visste noe.
>
> Så kom kortet.
> – Vaktleder ved legevakten
"""
    (quotation,), said = blocks_of(text)
    assert isinstance(quotation, Quotation)
    assert outline(quotation.blocks) == "Vi ringte rundt i en uke. Ingen visste noe.\nSå kom kortet."
    assert plain(quotation.source) == "Vaktleder ved legevakten"
    assert said == []


def test_it_stands_in_the_text_without_blank_lines_around_it() -> None:
    reads(
        "En av dem sa:\n> Det går bra.\n> – Hegg\nSå tok vi pause.",
        "En av dem sa:\n> Det går bra.\n> – Hegg\nSå tok vi pause.",
    )


def test_a_blank_line_ends_it() -> None:
    blocks, _ = blocks_of("> Ett.\n\n> To.\n")
    assert [type(block) for block in blocks] == [Quotation, Quotation]


@pytest.mark.parametrize("sign", [">", "> ", ">  ", "   > "])
def test_the_space_after_the_sign_and_before_it_does_not_matter(sign: str) -> None:
    reads(f"{sign}Det går bra.\n{sign}– Hegg", "> Det går bra.\n> – Hegg")


def test_words_in_it_are_marked_and_point_at_things_as_elsewhere() -> None:
    (quotation,), _ = blocks_of("> Det er **viktig**, se sak 3-2020.\n> – [Hegg](https://lia.example.no)")
    runs = [run for block in walk([quotation]) for each in inlines(block) for run in each]
    assert [run.text for run in runs if run.bold] == ["viktig"]
    assert [run.mention for run in runs if run.mention] == [runs[3].mention]
    assert isinstance(runs[3].mention, Mention)
    assert runs[-1].href == "https://lia.example.no"


# --- places ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("> A b\n>C D\n> – E f", {"A": (1, 3), "C": (2, 2), "D": (2, 4), "E": (3, 5)}),
        ("- punkt\n\n  > A\n  >> B\n  > - C", {"A": (3, 5), "B": (4, 6), "C": (5, 7)}),
        ("- > A\n  > B\n  > –   E\n  >   F", {"A": (1, 5), "B": (2, 5), "E": (3, 9), "F": (4, 7)}),
        ("> **A** e\u0301 B", {"A": (1, 5), "B": (1, 11)}),
        ("> A\nB", {"A": (1, 3), "B": (2, 1)}),
    ],
)
def test_every_letter_has_its_place_in_the_file(text: str, places: dict[str, tuple[int, int]]) -> None:
    blocks, _ = blocks_of(text)
    found = {
        letter: run.at(offset)[1:]
        for block in walk(blocks)
        for runs in inlines(block)
        for run in runs
        for offset, letter in enumerate(run.text)
        if letter.isupper()
    }
    assert found == places


def test_the_blocks_in_it_have_their_places_too() -> None:
    blocks, _ = blocks_of("\n- punkt\n\n  > a:\n  > - b\n")
    places = [(type(block).__name__, block.place) for block in walk(blocks)]
    assert places[2:] == [
        ("Paragraph", Place(FILE, 4, 5)),
        ("TextList", Place(FILE, 5, 5)),
        ("Paragraph", Place(FILE, 5, 7)),
        ("Quotation", Place(FILE, 4, 3)),
    ]


# --- who said it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dash", ["– ", "— ", "- ", "-- ", "―", "–"])
def test_the_last_line_tells_who_said_it_after_any_dash(dash: str) -> None:
    reads(f"> Det går bra.\n> {dash}Hegg", "> Det går bra.\n> – Hegg")


def test_a_blank_line_may_stand_above_who_said_it_and_below() -> None:
    reads("> Det går bra.\n>\n> – Hegg\n>\n>", "> Det går bra.\n> – Hegg")


def test_who_said_it_may_go_on_below_indented() -> None:
    reads(
        "> Det går bra.\n> – Hegg, avdelingssjef\n>   ved sykehuset",
        "> Det går bra.\n> – Hegg, avdelingssjef ved sykehuset",
    )


def test_points_are_no_source() -> None:
    reads("> Vi trenger:\n> – ro", "> Vi trenger:\n> - ro")
    reads("> Vi trenger\n> - ro\n> - tid", "> Vi trenger\n> - ro\n> - tid")
    reads("> Vi trenger\n> - ro\n>   og fred\n> - tid", "> Vi trenger\n> - ro og fred\n> - tid")
    reads("> – En replikk", "> - En replikk")


def test_another_dash_than_that_of_the_points_is_a_source() -> None:
    reads("> Vi trenger:\n> - ro\n>   - nok\n> – Hegg", "> Vi trenger:\n> - ro\n>   - nok\n> – Hegg")


def test_a_dash_that_belongs_to_a_number_tells_nothing() -> None:
    reads("> Det var kaldt.\n> –5 grader", "> Det var kaldt. –5 grader")


# --- what may stand in it -------------------------------------------------------------------------------------------


def test_lists_with_their_own_levels_wherever_the_quotation_stands() -> None:
    text = "- punkt\n  - under\n    > Først\n    > 1. en\n    >    a) to\n    > 2. tre\n"
    blocks, said = blocks_of(text)
    assert outline(blocks) == "- punkt\n  - under\n    > Først\n    > 1. en\n    >   a) to\n    > 2. tre"
    assert [each.level for each in walk(blocks) if isinstance(each, TextList)] == [0, 1, 0, 1]
    assert said == []


def test_tables_and_images() -> None:
    reads("> | A | B |\n> | 1 | 2 |\n>\n> ![Et kart](kart.png)", "> | A | B |\n> | 1 | 2 |\n> [Et kart: kart.png]")


def test_marker_words_are_those_of_whoever_is_quoted() -> None:
    """A decision somebody reads out is none of this meeting."""
    assert outline_of("> Vedtak: Vi bygger.\n> => Vik: tegne") == "> Vedtak: Vi bygger. => Vik: tegne"
    assert outline_of("> - Svar: Ja\n>\n> Konlusjon: nei") == "> - Svar: Ja\n> Konlusjon: nei"
    assert codes_of("> - Svar: Ja\n>\n> Konlusjon: nei\n>\n> Vedtak") == []


def test_a_heading_becomes_a_paragraph_in_bold() -> None:
    (quotation,), said = blocks_of("> ## Om oss\n> Vi er her.")
    assert isinstance(quotation, Quotation)
    first = quotation.blocks[0]
    assert isinstance(first, Paragraph)
    assert (plain(first.runs), first.runs[0].bold) == ("Om oss", True)
    assert [(each.code, each.place) for each in said] == [("overskrift-i-sitat", Place(FILE, 1, 3))]


def test_a_quotation_in_a_quotation_is_made_part_of_it() -> None:
    text = "> Hun skrev:\n>> Jeg kommer.\n> > Snart.\n> Det gjorde hun.\n> – Hegg"
    assert outline_of(text) == "> Hun skrev:\n> Jeg kommer. Snart.\n> Det gjorde hun.\n> – Hegg"
    assert codes_of(text) == ["2 sitat-i-sitat"]
    assert codes_of(">> Jeg kommer.\n>>> Snart.") == ["1 sitat-i-sitat"]


def test_nothing_between_the_signs() -> None:
    assert outline_of("Før.\n\n>\n> \n\nEtter.") == "Før.\nEtter."
    assert codes_of("Før.\n\n>\n> \n\nEtter.") == ["3 sitat-tomt"]
    reads(">\n> Ja.\n>", "> Ja.")


# --- where it stands ------------------------------------------------------------------------------------------------


def test_in_a_point_also_right_behind_its_label() -> None:
    reads("- > Ja.\n  > Nei.\n  > – Hegg\n- Neste", "-\n  > Ja. Nei.\n  > – Hegg\n- Neste")
    reads("1. Først\n\n   > Ja.\n2. Så", "1. Først\n  > Ja.\n2. Så")
    reads("a) Først\n> Ja.\nb) Så", "a) Først\n  > Ja.\nb) Så")


def test_it_does_not_go_on_outside_the_point() -> None:
    reads("- punkt\n  > Ja.\n> Nei.", "- punkt\n  > Ja.\n> Nei.")


def test_in_a_piece_and_under_a_task() -> None:
    reads("Merknad: > Vi er uenige.\n> – Hegg\n\nSå videre.", "Merknad:\n  > Vi er uenige.\n  > – Hegg\nSå videre.")
    reads("Merknad: Hegg sa\n> Vi er uenige.", "Merknad:\n  Hegg sa\n  > Vi er uenige.")
    reads("=> Vik: svare på\n   > Når kommer dere?\n", "=> Vik | svare på | \n  > Når kommer dere?")


def test_a_line_whose_sign_is_missing_belongs_to_the_paragraph_and_is_told() -> None:
    text = "> Vi ringte rundt\ni en uke\nog enda en.\n> Så kom kortet."
    assert outline_of(text) == "> Vi ringte rundt i en uke og enda en. Så kom kortet."
    assert codes_of(text) == ["2 sitat-uten-tegn", "3 sitat-uten-tegn"]


@pytest.mark.parametrize("below", ["- punkt", "### Tittel", "Vedtak: Ja.", "| a | b |", "![Et kart](kart.png)"])
def test_what_is_no_running_text_ends_it(below: str) -> None:
    blocks, said = blocks_of(f"> Vi ringte rundt\n{below}")
    assert isinstance(blocks[0], Quotation)
    assert outline(blocks[:1]) == "> Vi ringte rundt"
    assert len(blocks) == 2
    assert said == []


# --- what is none ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        ">40 år",
        ">40 år\n>60 år",
        "Grensen går ved alder\n> 40 år.",
        ">= 3 dager",
        "Vi regnet\n>= 3 dager",
        "- > 3 dager",
        "- 2 dager\n- > 3 dager",
        "Svar: > 3 dager",
        "a > b",
        ">½ av dem",
        ">-5 grader",
        "> 3 dager | 5",
    ],
)
def test_more_than_is_text(text: str) -> None:
    blocks, _ = blocks_of(text)
    assert not any(isinstance(block, Quotation) for block in walk(blocks))
    assert codes_of(text) in ([], ["1 sitat-eller-tall"])


def test_a_sentence_that_opens_with_more_than_a_number_may_have_been_meant_as_one() -> None:
    assert outline_of("> 12 av oss var med.") == "> 12 av oss var med."
    assert codes_of("> 12 av oss var med.") == ["1 sitat-eller-tall"]
    assert codes_of(">12 av oss var med.") == []
    assert codes_of("Det var\n> 12 av oss.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> 12 av oss var med.\n> – Hegg", "> 12 av oss var med.\n> – Hegg"),
        ("> 12 av oss var med.\n> Det holdt.", "> 12 av oss var med. Det holdt."),
        ("> 12 av oss var med.\n>", "> 12 av oss var med."),
        ("> 1. Ring\n> 2. Skriv", "> 1. Ring\n> 2. Skriv"),
        ("> Det var i\n> 2020.", "> Det var i 2020."),
        ("> Vi sa\n> >40 år.", "> Vi sa >40 år."),
    ],
)
def test_the_lines_around_it_show_that_a_number_is_quoted(text: str, expected: str) -> None:
    reads(text, expected)


# --- no text takes long ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "> a\n" * 20_000,
        "> a\n\n" * 10_000,
        "> - a\n" * 10_000,
        ">" * 200_000 + "a",
        "> " * 100_000 + "a",
        "> a\n" + "b\n" * 20_000,
        "> – a\n" * 10_000,
        "> a\n>> b\n" * 10_000,
        "- > a\n" * 10_000,
    ],
)
def test_a_long_quotation_is_read_in_good_time(text: str) -> None:
    blocks, _ = blocks_of(text)
    assert blocks
