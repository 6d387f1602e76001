"""Rich text in YAML values: lists in a cell, running text, and the place in the file of every letter."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.outline import outline, source_of

from pipeline.diagnostics import Diagnostic
from pipeline.load.mandate_models import TaskTableSource
from pipeline.load.source_text import SourceText
from pipeline.load.text_in_yaml import text_blocks, text_line
from pipeline.load.yaml_part import read_part
from pipeline.load.yaml_values import read_model
from pipeline.richtext import Blocks, Inline, MentionKind, Run, TextList, inlines, plain, walk
from pipeline.schema.placed import Text

PATH = "sources/mandater/trygg/kapitler/oppgaver.md"


def values_of(text: str) -> tuple[list[Text], SourceText]:
    """The descriptions of the tasks of a table, and the source they stand in."""
    source = source_of(text, PATH)
    diagnostics: list[Diagnostic] = []
    part = read_part(source, TaskTableSource, [], diagnostics)
    table = read_model(TaskTableSource, part.root, source.place(1), diagnostics)
    assert table is not None, diagnostics
    assert [each.message() for each in diagnostics if each.code != "yaml-tabulatorer"] == []
    return [task.beskrivelse for task in table.oppgaver], source


def value_of(text: str) -> tuple[Text, SourceText]:
    values, source = values_of(text)
    assert len(values) == 1
    return values[0], source


def blocks_of(text: str) -> tuple[Blocks, list[str]]:
    """The blocks of the one description, and what is said: «line:column code»."""
    value, source = value_of(text)
    diagnostics: list[Diagnostic] = []
    blocks = text_blocks(value, source, diagnostics)
    assert {each.place.file for each in diagnostics} <= {PATH}
    return blocks, [f"{each.place.line}:{each.place.column} {each.code}" for each in diagnostics]


def line_of(text: str) -> Inline:
    value, source = value_of(text)
    return text_line(value, source, [])


def shown(text: str) -> str:
    return outline(blocks_of(text)[0])


# --- what comes out -----------------------------------------------------------------------------------------------

TASK = """\
oppgaver:
  - beskrivelse: |
      Hovedoppgave:
      a) Kartlegge ansvaret
         - for legemidler
           i. ved innkomst
           ii. ved utskriving
         - for hjelpemidler
      b) Foreslå ett kart

      Gruppen avgjør resten.
    frist: 01.06.2020
"""


def test_a_literal_block_holds_lists_to_three_levels() -> None:
    blocks, said = blocks_of(TASK)
    assert said == []
    assert (
        outline(blocks)
        == """\
Hovedoppgave:
a) Kartlegge ansvaret
  - for legemidler
    (i) ved innkomst
    (ii) ved utskriving
  - for hjelpemidler
b) Foreslå ett kart
Gruppen avgjør resten."""
    )
    letters = next(block for block in blocks if isinstance(block, TextList))
    assert [each.level for each in walk([letters]) if isinstance(each, TextList)] == [0, 1, 2]


def test_a_quotation_in_a_literal_block_and_where_its_words_stand() -> None:
    text = (
        "oppgaver:\n  - beskrivelse: |\n      Kartet må\n\n"
        "      > A henge\n      >> ved B døra.\n      > ## C\n      > – Delta\n"
    )
    blocks, said = blocks_of(text)
    assert outline(blocks) == "Kartet må\n> A henge\n> ved B døra.\n> C\n> – Delta"
    assert said == ["6:8 sitat-i-sitat", "7:9 overskrift-i-sitat"]
    found = {
        letter: run.at(offset)[1:]
        for block in walk(blocks)
        for runs in inlines(block)
        for run in runs
        for offset, letter in enumerate(run.text)
        if letter in "ABCD"
    }
    assert found == {"A": (5, 9), "B": (6, 14), "C": (7, 12), "D": (8, 11)}


def test_a_table_in_a_quotation_in_a_cell_is_told() -> None:
    blocks, said = blocks_of("oppgaver:\n- beskrivelse: |\n    > | a | b |\n    > | 1 | 2 |\n    > – Hegg\n")
    assert outline(blocks) == "> a | b\n> 1 | 2\n> – Hegg"
    assert said == ["3:7 tabell-i-celle"]


@pytest.mark.parametrize("opener", ["|", "|-", "|+", "|2", "|-2", "|  # husk", ">", ">-"])
def test_a_list_in_a_block_scalar_is_a_list_whatever_opens_it(opener: str) -> None:
    assert (
        shown(f"oppgaver:\n- beskrivelse: {opener}\n    1. Ringe\n       alle\n    2. Skrive\n")
        == "1. Ringe alle\n2. Skrive"
    )


def test_lines_of_a_paragraph_are_joined() -> None:
    assert (
        shown("oppgaver:\n- beskrivelse: >\n    Ringe til\n    dem alle.\n\n    Så skrive.\n")
        == "Ringe til dem alle.\nSå skrive."
    )


def test_a_list_is_read_without_the_sign_that_opens_a_block() -> None:
    text = "oppgaver:\n- beskrivelse: Gruppen skal\n    - kartlegge\n    - foreslå\n"
    assert shown(text) == "Gruppen skal\n- kartlegge\n- foreslå"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("- a\n    - b\n      - c", "- a\n- b\n  - c"),
        ("1. a\n    2. b", "1. a\n2. b"),
        ("Gruppen skal:\n      a) kartlegge\n      b) foreslå", "Gruppen skal:\na) kartlegge\nb) foreslå"),
        ("- NB: husk\n    - mer", "- NB: husk\n- mer"),
    ],
)
def test_lists_are_read_where_nothing_opens_the_block(typed: str, expected: str) -> None:
    blocks, said = blocks_of(f"oppgaver:\n- beskrivelse:\n    {typed}\n  frist: nå\n")
    assert outline(blocks) == expected
    assert said == []
    assert (blocks[0].place.line, blocks[0].place.column) == (3, 5)


def test_a_list_in_brackets_is_told_how_to_write_it() -> None:
    source = source_of("oppgaver:\n- beskrivelse: [Ringe, skrive]\n", PATH)
    diagnostics: list[Diagnostic] = []
    part = read_part(source, TaskTableSource, [], diagnostics)
    read_model(TaskTableSource, part.root, source.place(1), diagnostics)
    assert [each.code for each in diagnostics] == ["verdi-uten-strek", "nokkel-mangler"]
    assert diagnostics[0].hint() == "Skriv «beskrivelse: |», og teksten på linjene under, rykket inn."


@pytest.mark.parametrize(
    "typed",
    [
        "1. Ringe",
        "- ringe",
        '"1. Ringe til alle"',
        "'Å si «nei»: det er lov'",
        "NB: husk #3",
        "[a](b.pdf)",
        "kl. 12.00",
        "28. april",
    ],
)
def test_one_line_is_running_text(typed: str) -> None:
    expected = {"[a](b.pdf)": "a"}.get(typed, typed.strip("\"'"))
    assert shown(f"oppgaver:\n- beskrivelse: {typed}\n") == expected


def test_a_quoted_value_with_line_breaks_is_several_paragraphs() -> None:
    assert shown('oppgaver:\n- beskrivelse: "Ringe.\\nSkrive."\n') == "Ringe.\nSkrive."
    assert shown('oppgaver:\n- beskrivelse: "Ringe\n    til alle.\n\n    Skrive."\n') == "Ringe til alle.\nSkrive."


def test_nothing_typed_is_no_block() -> None:
    assert text_blocks(Text(""), None, []) == []
    assert text_line(Text(""), None, []) == []


def test_headings_and_tables_become_paragraphs_and_are_told() -> None:
    text = "oppgaver:\n- beskrivelse: |\n    # Først\n    - en\n      | a | b |\n      | c |   |\n"
    blocks, said = blocks_of(text)
    assert outline(blocks) == "Først\n- en\n  a | b\n  c"
    assert said == ["3:5 overskrift-i-celle", "5:7 tabell-i-celle"]
    assert [run.bold for run in next(inlines(blocks[0]))] == [True]


def test_a_control_letter_that_was_escaped_does_not_come_out() -> None:
    assert shown('oppgaver:\n- beskrivelse: "a\\0b\\x07c"\n') == "a b c"


@pytest.mark.parametrize("sign", ["Godta", "# godta"])
def test_an_overrule_in_a_literal_block_is_no_text(sign: str) -> None:
    text = f"oppgaver:\n- beskrivelse: |\n    {sign} punkt-hoppet: slik står det i vedtaket\n    1. en\n    2. to\n"
    assert shown(text) == "1. en\n2. to"
    assert plain(line_of(text)) == "1. en 2. to"


# --- where it stands ----------------------------------------------------------------------------------------------


def test_skipped_and_repeated_numbers_are_told_at_their_place() -> None:
    points = "    1. en\n    2. to\n    4. tre\n    4. fire\n       a) æ\n       b) ø\n       b) å\n"
    _, said = blocks_of(f"oppgaver:\n- beskrivelse: |\n{points}")
    assert said == ["5:5 punkt-hoppet", "9:8 punkt-gjentatt"]


@pytest.mark.parametrize("a_ring", ["å", "a\u030a"])
def test_columns_are_those_of_the_file_after_letters_of_any_kind(a_ring: str) -> None:
    # A decomposed å is two letters of the file and one of the text.
    before = f"B{a_ring}tløypa: "
    source = source_of(f"oppgaver:\n- beskrivelse: {before}se @berg\n", PATH)
    value = Text("Båtløypa: se @berg", source.place(2, 15))
    mention = next(run for run in text_line(value, source, []) if run.mention)
    assert (mention.place.line, mention.place.column) == (2, 16 + len(before) + len("se "))


@pytest.mark.parametrize("a_ring", ["å", "a\u030a"])
@pytest.mark.parametrize("opener", ["|", ">", ""])
def test_columns_of_lines_that_were_indented(a_ring: str, opener: str) -> None:
    text = f"oppgaver:\n- beskrivelse: {opener or 'Først'}\n    S{a_ring} er det\n     - **{a_ring}se** og @berg\n"
    blocks, _ = blocks_of(text)
    runs = [run for block in walk(blocks) for line in inlines(block) for run in line]
    (bold,) = [run for run in runs if run.bold]
    (person,) = [run for run in runs if run.mention]
    assert (bold.place.line, bold.place.column) == (4, 10)
    assert (person.place.line, person.place.column) == (4, 10 + len(f"{a_ring}se** og "))


def test_places_in_a_quoted_value_with_escapes() -> None:
    text = 'oppgaver:\n- beskrivelse: "a \\u00e5 \\"b\\" @berg og\n    \\t@moen"\n'
    runs = [run for run in line_of(text) if run.mention]
    assert [(run.text, run.place.line, run.place.column) for run in runs] == [("@berg", 2, 32), ("@moen", 3, 7)]
    text = "oppgaver:\n- beskrivelse: 'så ''nær'' som @berg'\n"
    assert [run.place.column for run in line_of(text) if run.mention] == [32]


def test_a_run_over_several_lines_knows_where_each_begins() -> None:
    (run,) = line_of("oppgaver:\n- beskrivelse: Ringe til\n     dem alle\n")
    assert [(each.line, each.column) for each in (run.at(0), run.at(6), run.at(10), run.at(14))] == [
        (2, 16),
        (2, 22),
        (3, 6),
        (3, 10),
    ]


def test_references_are_found_in_a_cell() -> None:
    runs = line_of("oppgaver:\n- beskrivelse: Se @kapittel:okonomi og sak 12-2020\n")
    assert [(run.mention.kind, run.mention.key, run.place.column) for run in runs if run.mention] == [
        (MentionKind.CHAPTER, "okonomi", 19),
        (MentionKind.CASE, "12-2020", 40),
    ]


def test_without_its_file_a_value_is_read_all_the_same() -> None:
    value, _ = value_of("oppgaver:\n- beskrivelse: Ringe @berg\n")
    (_, person) = text_line(value, None, [])
    assert (person.place.line, person.place.column) == (2, 22)
    value, _ = value_of(TASK)
    assert plain(text_line(value, None, [])).startswith("Hovedoppgave: a) Kartlegge")


# --- whatever is typed ----------------------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(
        ["å", "a\u030a", "ord", "e\u0301n", "–", "«x»", "@berg", "**fet**", "sak 15-2020", "1.", "#", "🎉"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@st.composite
def typed_values(draw: st.DrawFn) -> str:
    """A task whose description is typed in any of the ways YAML has."""
    lines = draw(st.lists(WORDS, min_size=1, max_size=4))
    indent = " " * draw(st.integers(4, 7))
    style = draw(st.sampled_from(["|", ">", "|-", "plain", '"', "'"]))
    before = draw(st.sampled_from(["oppgaver:\n- beskrivelse: ", "oppgaver:\n- frist: snart\n  beskrivelse: "]))
    if style in ("plain", '"', "'"):
        quote = "" if style == "plain" else style
        inside = f"\n{indent}".join(lines).replace("#", "x")  # a comment ends a plain value
        return f"{before}{quote}Ord {inside}{quote}\n"
    inside = "".join(f"{indent}{line}\n" for line in ("Ord", *lines))
    return f"{before}{style}\n{inside}"


def letters_placed(runs: list[Run]) -> list[tuple[str, int, int]]:
    """The first letter of each run, and where it stands; the space a line break became stands nowhere."""
    return [(run.text[0], run.place.line, run.place.column) for run in runs if run.text[:1].strip()]


@given(typed_values())
def test_every_run_stands_where_its_place_says(text: str) -> None:
    values, source = values_of(text)
    file_lines = text.split("\n")
    for value in values:
        blocks = text_blocks(value, source, [])
        in_blocks = [run for block in walk(blocks) for line in inlines(block) for run in line]
        for letter, line, column in letters_placed(in_blocks) + letters_placed(text_line(value, source, [])):
            rest = unicodedata.normalize("NFC", file_lines[line - 1][column - 1 :])
            assert rest.startswith(letter), (text, letter, line, column)


@given(typed_values())
def test_no_word_of_a_value_is_lost(text: str) -> None:
    values, source = values_of(text)
    for value in values:
        words = [word.strip("*") for word in value.split()]
        assert plain(text_line(value, source, [])).replace("*", "").split() == [word for word in words if word]
        blocks = text_blocks(value, source, [])
        said = " ".join(plain(line) for block in walk(blocks) for line in inlines(block)).replace("*", "")
        assert [word for word in words if word not in ("1.", "#", "–")] == [
            word for word in said.split() if word not in ("1.", "#", "–")
        ]


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 3), st.integers(0, 40))
def test_a_value_that_is_not_what_the_file_says_is_read_all_the_same(
    typed: str, value: str, line: int, column: int
) -> None:
    source = source_of(f"x{typed}\ny", PATH)
    place = source.place(1)._replace(line=line, column=column)
    for made in (text_line(Text(value, place), source, []), text_line(Text(value, place), None, [])):
        assert plain(made) == plain(made).strip()
    text_blocks(Text(value, place), source, [])
