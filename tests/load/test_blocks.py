"""How a text is typed, and what it is read as. One test a rule of the guide."""

import pytest
from support.outline import blocks_of, codes_of, outline, outline_of

from pipeline.richtext import ListKind, Paragraph, Piece, Table, Task, TextList, plain


def reads(text: str, expected: str) -> None:
    """`text` is read as the outline `expected`; the first line of both is left empty for looks."""
    assert outline_of(text.removeprefix("\n")) == expected.strip("\n")


def test_a_case_as_it_is_typed_live() -> None:
    reads(
        """
Før jul kom det to spørsmål:

a) Hvem låser opp om morgenen?
   Svar: Vaktmesteren.
b) Hvor står nøkkelskapet?
   Svar: Det finnes to
   - ett i gangen
     - med kode

Konklusjon: Koden byttes i mai.
=> Vik, Berg: bestille nytt skap, 26.05.2020
""",
        """
Før jul kom det to spørsmål:
a) Hvem låser opp om morgenen?
  Svar:
    Vaktmesteren.
b) Hvor står nøkkelskapet?
  Svar:
    Det finnes to
    - ett i gangen
      - med kode
Konklusjon:
  Koden byttes i mai.
=> Vik, Berg | bestille nytt skap | 26.05.2020
""",
    )


# --- paragraphs -------------------------------------------------------------------------------------------------


def test_lines_of_a_paragraph_are_joined_and_blank_lines_part_them() -> None:
    reads("\nen\nto\n\n\ntre", "en to\ntre")


@pytest.mark.parametrize(
    "text",
    [
        r"\\server\felles og \*ikke kursiv",
        "<navn> &amp; <b>",
        "    rykket inn som kode",
        "Tittel\n======",
        "#hverdag i sak #3",
        "Ord: dette er tekst",
        "E. Hegg kom",
        "f. eks. slik",
        "e. Hegg med liten bokstav",
        "28. april 2020 ble det snø",
        "1. nestleder ledet møtet",
        "5.000 kroner",
        "-5 grader",
        "–ja",
        "*kursiv* først",
        "---",
        "``` kode",
        ">40 år",
        ">= 3",
        "#######",
    ],
)
def test_what_only_looks_like_something_is_text(text: str) -> None:
    blocks, diagnostics = blocks_of(text)
    assert [type(block) for block in blocks] == [Paragraph]
    assert diagnostics == []


# --- lists ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["-", "–", "•", "○", "*", "·", "-\t", "o\t", "§\t", "\uf0b7", "\uf0a7"])
def test_every_bullet_is_a_bullet(sign: str) -> None:
    reads(f"{sign} en\n{sign} to", "- en\n- to")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        (("1.", "2.", "3."), ListKind.NUMBER),
        (("1)", "2)", "3)"), ListKind.NUMBER),
        (("a)", "b)", "c)"), ListKind.LETTER),
        (("a.", "b.", "c."), ListKind.LETTER),
        (("i)", "ii)", "iii)"), ListKind.ROMAN),
        (("i.", "ii.", "iii."), ListKind.ROMAN),
    ],
)
def test_every_way_of_counting(typed: tuple[str, ...], kind: ListKind) -> None:
    blocks, diagnostics = blocks_of("\n".join(f"{label} punkt" for label in typed))
    (counted,) = blocks
    assert isinstance(counted, TextList)
    assert counted.kind is kind
    assert [item.label for item in counted.items] == [label[:-1] for label in typed]
    assert diagnostics == []


def test_deeper_indentation_nests_by_spaces_or_tabs() -> None:
    reads("- a\n - b\n  - c\n\t- d\n- e", "- a\n  - b\n    - c\n      - d\n- e")


def test_a_fifth_level_is_put_on_the_fourth_and_said() -> None:
    text = "- a\n  - b\n    - c\n      - d\n        - e\n          - f"
    reads(text, "- a\n  - b\n    - c\n      - d\n      - e\n      - f")
    assert codes_of(text) == ["5 liste-for-dyp"]


def test_a_point_between_two_levels_takes_the_deeper() -> None:
    reads("- a\n    - b\n  - c\n    - d\n- e", "- a\n  - b\n  - c\n  - d\n- e")


def test_a_list_that_begins_indented_may_go_on_unindented() -> None:
    reads("   - a\n- b\n   - c", "- a\n- b\n  - c")


def test_levels_count_lists_and_not_pieces() -> None:
    blocks, _ = blocks_of("a) x\n   Svar: y\n   - z")
    outer = blocks[0]
    assert isinstance(outer, TextList)
    piece = outer.items[0].blocks[1]
    assert isinstance(piece, Piece)
    inner = piece.blocks[1]
    assert isinstance(inner, TextList)
    assert (outer.level, inner.level) == (0, 1)


def test_a_number_with_a_full_stop_opens_a_list_if_the_next_point_is_the_next_number() -> None:
    reads("1. en\n2. to", "1. en\n2. to")
    reads("1. en\n\ntekst\n\n2. to", "1. en\ntekst\n2. to")  # paragraphs, as typed


def test_a_date_is_no_point_even_when_the_next_day_follows() -> None:
    blocks, _ = blocks_of("27. april kom snøen\n\n28. april gikk den")
    assert [type(block) for block in blocks] == [Paragraph, Paragraph]


def test_a_number_with_a_bracket_is_always_a_point() -> None:
    reads("1) en", "1. en")


def test_a_list_that_was_probably_meant_is_said() -> None:
    assert codes_of("1. en\n3. tre") == ["1 punkt-lest-som-tekst"]


def test_letters_go_on_through_i() -> None:
    text = "\n".join(f"{letter}) x" for letter in "abcdefghijklmn")
    blocks, diagnostics = blocks_of(text)
    (letters,) = blocks
    assert isinstance(letters, TextList)
    assert letters.kind is ListKind.LETTER
    assert "".join(item.label for item in letters.items) == "abcdefghijklmn"
    assert diagnostics == []


def test_letters_go_on_after_z() -> None:
    labels = [*"abcdefghijklmnopqrstuvwxyz", "aa", "ab"]
    blocks, diagnostics = blocks_of("\n".join(f"{label}) x" for label in labels))
    assert isinstance(blocks[0], TextList)
    assert [item.label for item in blocks[0].items] == labels
    assert diagnostics == []


def test_i_is_roman_only_where_a_list_of_its_level_begins_with_it() -> None:
    reads("h) x\ni) y", "a) x\nb) y")
    reads("a) x\n   i) y\n   ii) z\nb) w", "a) x\n  (i) y\n  (ii) z\nb) w")


def test_bullets_right_under_a_number_lie_in_it_and_the_next_number_leads_out() -> None:
    reads(
        "1. en\n- kule\n- kule\n2. to\n- kule\n\n- utenfor", "1. en\n  - kule\n  - kule\n2. to\n  - kule\n  - utenfor"
    )
    reads("a) en\n- kule\nb) to", "a) en\n  - kule\nb) to")


def test_bullets_after_a_blank_line_lie_in_a_number_only_if_the_next_number_follows() -> None:
    reads("1. en\n2. to\n\n- kule", "1. en\n2. to\n- kule")
    reads("1. en\n\n- kule\n\n2. to", "1. en\n  - kule\n2. to")


def test_points_survive_blank_lines_and_hold_anything() -> None:
    reads(
        """
1. en

   mer om en

   | a | b |
   | 1 | 2 |

   ![kart](kart.png)

   - under

2. to
""",
        """
1. en
  mer om en
  | a | b |
  | 1 | 2 |
  [kart: kart.png]
  - under
2. to
""",
    )


@pytest.mark.parametrize(
    ("text", "printed", "said"),
    [
        ("1. a\n2. b\n2. c\n3. d", ["1", "2", "3", "4"], ["3 punkt-gjentatt"]),
        ("1. a\n2. b\n4. c", ["1", "2", "3"], ["3 punkt-hoppet"]),
        ("5. a\n6. b", ["1", "2"], ["1 punkt-hoppet"]),
        ("a) a\nc) b\nd) c", ["a", "b", "c"], ["2 punkt-hoppet"]),
        ("1) a\n1) b", ["1", "2"], ["2 punkt-gjentatt"]),
    ],
)
def test_skipped_and_repeated_numbers_are_printed_in_sequence_and_said(
    text: str, printed: list[str], said: list[str]
) -> None:
    blocks, _ = blocks_of(text)
    assert isinstance(blocks[0], TextList)
    assert [item.label for item in blocks[0].items] == printed
    assert codes_of(text) == said


def test_the_remark_names_both_numbers() -> None:
    _, diagnostics = blocks_of("1. a\n2. b\n4. c")
    assert "4" in diagnostics[0].message()
    assert "3" in diagnostics[0].message()
    blocks, _ = blocks_of("1. a\n2. b\n4. c")
    assert isinstance(blocks[0], TextList)
    assert blocks[0].items[2].typed == "4"


def test_an_unindented_line_right_after_a_point_is_a_new_paragraph_and_noted() -> None:
    reads("- en\nto\ntre", "- en\nto tre")
    assert codes_of("- en\nto\ntre") == ["2 linje-uten-innrykk"]
    assert codes_of("- en\n\nto") == []


def test_an_unindented_line_does_not_break_off_the_count() -> None:
    reads("1. en\nmer\n2. to", "1. en\n  mer\n2. to")
    assert codes_of("1. en\nmer\n2. to") == ["2 linje-uten-innrykk"]


def test_a_line_indented_under_an_outer_point_belongs_to_it() -> None:
    reads("a) en\n   - kule\n   mer om en\nb) to", "a) en\n  - kule\n  mer om en\nb) to")


def test_right_aligned_numbers_are_one_list() -> None:
    reads(" 9) ni\n10) ti", "1. ni\n2. ti")


# --- pieces -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "marker"),
    [
        ("Forslag til vedtak", "Forslag til vedtak"),
        ("Vedtak", "Vedtak"),
        ("vedtak", "Vedtak"),
        ("VEDTAK", "Vedtak"),
        ("**Vedtak:**", "Vedtak"),
        ("**Vedtak**", "Vedtak"),
        ("Konklusjon ", "Konklusjon"),
        ("Svar", "Svar"),
        ("Forslag til svar", "Forslag til svar"),
        ("Merknad", "Merknad"),
        ("Protokolltilførsel", "Protokolltilførsel"),
        ("Protokolltilforsel", "Protokolltilførsel"),
        ("Votering", "Votering"),
        ("Framlegg til vedtak", "Forslag til vedtak"),
        ("Framlegg til svar", "Forslag til svar"),
        ("Røysting", "Votering"),
        ("Roeysting", "Votering"),
    ],
)
def test_marker_words_as_people_type_them(typed: str, marker: str) -> None:
    colon = "" if typed.endswith(":**") else ":"
    reads(f"{typed}{colon} innhold", f"{marker}:\n  innhold")


def test_a_word_that_is_nearly_a_marker_word_is_text_and_said() -> None:
    reads("Konlusjon: nei", "Konlusjon: nei")
    assert codes_of("Tekst\nKonlusjon: nei") == ["2 merkeord-ligner"]


def test_a_marker_word_alone_on_its_line_wants_its_colon() -> None:
    reads("Vedtak\n1. ja\n2. nei", "Vedtak\n1. ja\n2. nei")
    assert codes_of("Tekst.\n\n**vedtak**\n1. ja\n2. nei") == ["3 merkeord-uten-kolon"]
    assert codes_of("Vedtak ble fattet\nVedtaket") == []


def test_a_piece_ends_at_the_next_marker_at_a_heading_and_at_a_blank_line() -> None:
    reads("Vedtak: en\nto\nVotering: tre", "Vedtak:\n  en to\nVotering:\n  tre")
    reads("Vedtak: en\n### Mellom\ntekst", "Vedtak:\n  en\n# Mellom\ntekst")
    reads("Vedtak: en\n\nutenfor", "Vedtak:\n  en\nutenfor")


def test_a_list_in_a_piece_goes_on_over_blank_lines() -> None:
    reads("Vedtak:\n1. en\n\n2. to\n\n   mer om to\n\nutenfor", "Vedtak:\n  1. en\n  2. to\n    mer om to\nutenfor")


def test_another_list_after_a_blank_line_is_not_the_pieces() -> None:
    reads("Vedtak:\n1. en\n2. to\n\n- utenfor", "Vedtak:\n  1. en\n  2. to\n- utenfor")


def test_with_nothing_after_the_marker_what_follows_is_its_content() -> None:
    reads("Vedtak:\nen", "Vedtak:\n  en")
    reads("Vedtak:\n\nen", "Vedtak:\n  en")
    reads("Vedtak:\n\n\nutenfor", "Vedtak:\nutenfor")
    reads("Vedtak:\n\n1. en\n2. to", "Vedtak:\n  1. en\n  2. to")


def test_the_first_point_may_stand_beside_the_marker() -> None:
    reads("Vedtak: 1. en\n2. to\n3. tre", "Vedtak:\n  1. en\n  2. to\n  3. tre")
    reads("Vedtak: 1. nestleder tar saken", "Vedtak:\n  1. nestleder tar saken")


def test_a_list_cut_off_from_its_lead_in_is_said() -> None:
    text = "Vedtak: Gruppen ber om:\n\n1. en\n2. to"
    reads(text, "Vedtak:\n  Gruppen ber om:\n1. en\n2. to")
    assert codes_of(text) == ["3 merkeord-sluttet"]


@pytest.mark.parametrize("indent", ["", " ", "   ", "\t"])
@pytest.mark.parametrize("marker", ["Svar", "Forslag til svar", "Merknad"])
def test_an_answer_with_no_blank_line_before_belongs_to_the_point_above_however_indented(
    indent: str, marker: str
) -> None:
    reads(f"a) en\n{indent}{marker}: ja\nb) to", f"a) en\n  {marker}:\n    ja\nb) to")


def test_an_unindented_answer_under_nested_points_goes_back_to_the_outer() -> None:
    reads("a) en\n   - kule\nSvar: ja", "a) en\n  - kule\n  Svar:\n    ja")


def test_an_answer_after_a_blank_line_belongs_where_it_is_indented() -> None:
    reads("a) en\n\nSvar: ja", "a) en\nSvar:\n  ja")
    reads("a) en\n\n   Svar: ja", "a) en\n  Svar:\n    ja")


@pytest.mark.parametrize("marker", ["Vedtak", "Konklusjon", "Votering", "Protokolltilførsel"])
def test_the_other_markers_unindented_belong_to_the_case(marker: str) -> None:
    reads(f"a) en\n{marker}: ja", f"a) en\n{marker}:\n  ja")
    reads(f"a) en\n   {marker}: ja\nb) to", f"a) en\n  {marker}:\n    ja\nb) to")


def test_an_answer_goes_on_unindented_where_its_marker_is_unindented() -> None:
    reads("a) en\nSvar: ja\nog mer\nb) to", "a) en\n  Svar:\n    ja og mer\nb) to")


def test_points_and_answers_by_turns_are_one_list() -> None:
    reads("- en\nSvar: a\n- to\nSvar: b", "- en\n  Svar:\n    a\n- to\n  Svar:\n    b")


def test_bullets_under_an_unindented_answer_lie_in_it() -> None:
    reads("a) en\nSvar: disse:\n- x\n- y\nb) to", "a) en\n  Svar:\n    disse:\n    - x\n    - y\nb) to")


def test_a_marker_word_may_open_a_point() -> None:
    reads("- Merknad: nei", "-\n  Merknad:\n    nei")


# --- tasks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("=> Vik: lage plan, 26.05.2020", "=> Vik | lage plan | 26.05.2020"),
        ("=>Vik:lage plan,26.05.2020", "=> Vik | lage plan | 26.05.2020"),
        ("=> Vik, Berg og Aas: lage a, b og c, 1. juni", "=> Vik, Berg, Aas | lage a, b og c | 1. juni"),
        ("=> Vik: lage a, b", "=> Vik | lage a, b | "),
        ("=> Vik: ringe kl. 12:00: viktig", "=> Vik | ringe kl. 12:00: viktig | "),
        ("=> Vik: se https://eksempel.no, snarest", "=> Vik | se https://eksempel.no | snarest"),
        ("=> **Vik**: lage plan, uke 22.", "=> Vik | lage plan | uke 22"),
        ("Oppfølging: Vik: lage plan", "Oppfølging:\n  => Vik | lage plan | "),
        ("oppfolging: Vik: lage plan", "Oppfølging:\n  => Vik | lage plan | "),
    ],
)
def test_a_task_is_who_what_and_when(typed: str, expected: str) -> None:
    reads(typed, expected)


def test_owners_and_due_date_know_their_places() -> None:
    (task,) = blocks_of("=> Vik og Berg: lage plan\n   for høsten, 26.05.2020")[0]
    assert isinstance(task, Task)
    assert [(name, place.line, place.column) for name, place in task.owners] == [("Vik", 1, 4), ("Berg", 1, 11)]
    assert task.due_place is not None
    assert (task.due_place.line, task.due_place.column) == (2, 16)
    assert plain(task.what) == "lage plan for høsten"
    assert (task.what[0].place.line, task.what[0].place.column) == (1, 17)


def test_without_a_colon_it_is_all_task_and_a_fault() -> None:
    reads("=> lage plan, 26.05.2020", "=>  | lage plan | 26.05.2020")
    assert codes_of("=> lage plan") == ["1 oppgave-uten-ansvarlig"]


def test_a_task_without_anything_to_do_is_a_fault() -> None:
    assert codes_of("=> Vik:") == ["1 oppgave-tom"]
    assert codes_of("=>\n\ntekst") == ["1 oppgave-tom"]


def test_an_indented_line_goes_on_with_a_task_and_an_unindented_does_not() -> None:
    reads("=> Vik: lage\n   plan", "=> Vik | lage plan | ")
    reads("=> Vik: lage\nplan", "=> Vik | lage | \nplan")
    assert codes_of("=> Vik: lage\nplan") == ["2 linje-uten-innrykk"]


def test_a_list_under_a_task_lies_in_it() -> None:
    reads("=> Vik: lage\n   - a\n   - b\n- utenfor", "=> Vik | lage | \n  - a\n  - b\n- utenfor")


def test_a_task_ends_a_paragraph_and_a_list() -> None:
    reads("tekst\n=> Vik: lage\n- a\n=> Berg: se", "tekst\n=> Vik | lage | \n- a\n=> Berg | se | ")


def test_points_after_the_follow_up_word_are_each_a_task() -> None:
    reads(
        "Oppfølging:\n- Vik: lage, 1. mai\n  - med kart\n\n- Berg: se\n1. Aas: gå\n\nutenfor",
        "Oppfølging:\n  => Vik | lage | 1. mai\n    - med kart\n  => Berg | se | \nutenfor".replace(
            "\nutenfor", "\n  => Aas | gå | \nutenfor"
        ),
    )


def test_lines_and_arrows_after_the_follow_up_word_are_tasks_too() -> None:
    reads(
        "Oppfølging:\nVik: lage\nBerg: se\n=> Aas: gå",
        "Oppfølging:\n  => Vik | lage | \n  => Berg | se | \n  => Aas | gå | ",
    )


# --- tables and images ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dashes", ["", "|---|---|\n", "| --- | :-: |\n", "|-|-|\n"])
def test_the_first_row_is_the_header_with_or_without_dashes(dashes: str) -> None:
    blocks, diagnostics = blocks_of(f"| Navn | Antall |\n{dashes}| Eple | 3 |\n| Pære | |")
    (table,) = blocks
    assert isinstance(table, Table)
    assert [plain(cell) for cell in table.header] == ["Navn", "Antall"]
    assert [[plain(cell) for cell in row] for row in table.rows] == [["Eple", "3"], ["Pære", ""]]
    assert diagnostics == []


def test_a_table_without_outer_pipes_needs_its_dashes() -> None:
    reads("a | b\n--- | ---\n1 | 2", "| a | b |\n| 1 | 2 |")
    reads("a | b\n1 | 2", "a | b 1 | 2")


def test_two_tables_in_a_row_are_kept_apart() -> None:
    apart = "| a | b |\n|---|---|\n| 1 | 2 |\n{}| c | d |\n|---|---|\n| 3 | 4 |"
    assert len(blocks_of(apart.format(""))[0]) == 2
    assert len(blocks_of(apart.format("\n"))[0]) == 2


def test_ragged_rows_are_filled_up_and_said_and_nothing_is_lost() -> None:
    text = "| a | b |\n| 1 |\n| 2 | 3 | 4 |"
    reads(text, "| a | b |  |\n| 1 |  |  |\n| 2 | 3 | 4 |")
    assert codes_of(text) == ["2 tabell-ujevn", "3 tabell-ujevn"]


def test_rows_and_cells_know_their_places() -> None:
    (table,) = blocks_of("| a | b |\n| 1 |  to |")[0]
    assert isinstance(table, Table)
    assert [place.line for place in table.row_places] == [2]
    assert table.rows[0][1][0].place[1:] == (2, 8)


def test_a_table_wider_than_word_can_hold_is_text() -> None:
    text = "|" + "a|" * 64
    assert [type(block) for block in blocks_of(text)[0]] == [Paragraph]
    assert codes_of(text) == ["1 tabell-for-bred"]


def test_a_table_ends_where_the_pipes_do() -> None:
    reads("tekst\n| a | b |\n| 1 | 2 |\nmer", "tekst\n| a | b |\n| 1 | 2 |\nmer")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("![kart](kart.png)", "[kart: kart.png]"),
        ('![kart over](bilder/mitt kart.png "Veien *dit*")', "[kart over: bilder/mitt kart.png] «Veien dit»"),
        ("![](kart.png)", "[: kart.png]"),
        ("![kart](kart.png «Veien dit»)", "[kart: kart.png] «Veien dit»"),
        ("![kart]()", "![kart]()"),
    ],
)
def test_an_image_on_its_own_line(typed: str, expected: str) -> None:
    reads(typed, expected)


def test_an_image_inside_a_text_is_said() -> None:
    reads("se ![kart](kart.png) her", "se ![kart](kart.png) her")
    assert codes_of("se ![kart](kart.png) her") == ["1 bilde-i-tekst"]


# --- headings ---------------------------------------------------------------------------------------------------


def test_three_hashes_are_the_highest_heading_of_a_text() -> None:
    reads("### Høy\n#### Lav\ntekst # med hash", "# Høy\n## Lav\ntekst # med hash")


def test_a_heading_ends_every_list() -> None:
    reads("- en\n  - to\n### Ny\n  tekst", "- en\n  - to\n# Ny\ntekst")


def test_one_hash_is_a_heading_with_a_remark() -> None:
    reads("# Stor", "# Stor")
    assert codes_of("# Stor") == ["1 overskrift-for-hoy"]


# --- places -----------------------------------------------------------------------------------------------------


def test_every_block_knows_its_place() -> None:
    blocks, _ = blocks_of("tekst\n\n  - punkt\n\tSvar: ja")
    paragraph, bullets = blocks
    assert paragraph.place[1:] == (1, 1)
    assert isinstance(bullets, TextList)
    assert bullets.place[1:] == bullets.items[0].place[1:] == (3, 3)
    words, piece = bullets.items[0].blocks
    assert words.place[1:] == (3, 5)
    assert piece.place[1:] == (4, 2)
    assert isinstance(piece, Piece)
    assert piece.blocks[0].place[1:] == (4, 8)


def test_the_outline_of_nothing_is_nothing() -> None:
    assert outline([]) == ""
