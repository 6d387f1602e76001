"""Indicators: what is typed, whether the target is reached, what is printed, what is said of what is wrong."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.papers import data_in_a_note, grid_rows

from pipeline.document.quantities import read_quantity, read_target, same_unit, unit_of, with_unit
from pipeline.records.indicators import Operator
from pipeline.richtext import Chart, Grid, Paragraph, Tone, plain
from pipeline.schema.placed import Text

FALLS = """\
- navn: Fall på posten
  mål: høyst 12
  verdier:
    2018: 31
    2019: 1 014
"""


@pytest.fixture
def made(project):
    return lambda yaml, **more: data_in_a_note(project, "indikatorer", yaml, **more)


def row(made, yaml: str) -> list[str]:
    """The one row of a table, which nothing is said of."""
    blocks, said = made(yaml)
    assert said == []
    (grid,) = (each for each in blocks if isinstance(each, Grid))
    (_, cells) = grid_rows(grid)
    return cells


# --- what is printed -------------------------------------------------------------------------------------------------


def test_a_row_tells_target_latest_value_and_whether_it_is_reached(made) -> None:
    (count, grid, lead, chart), said = made(FALLS)
    assert said == []
    assert plain(count.runs) == "Én indikator. Målet er ikke nådd."
    assert grid_rows(grid) == [
        ["Indikator", "Mål", "Siste verdi", "Måloppnåelse", "Utvikling"],
        ["Fall på posten", "høyst 12", "1\xa0014\n2019", "■ ikke nådd", "dårligere enn 2018"],
    ]
    assert grid.rows[0][0].heading
    assert grid.rows[0][3].tone is Tone.RED
    assert not grid.landscape
    assert plain(lead.runs) == ("Utvikling over tid. Figuren viser verdiene etter tid, med målet som en stiplet linje:")
    assert isinstance(chart, Chart)


def test_the_chart_says_in_words_what_it_shows(made) -> None:
    (_, grid, _, chart), _ = made(FALLS.replace("1 014", "9,5"))
    assert chart.alt == "Linjediagram over «Fall på posten»: 2018: 31, 2019: 9,5. Målet er høyst 12."
    assert plain(chart.caption) == "Fall på posten – målet er høyst 12"
    assert (chart.categories, chart.series[0].values) == (["2018", "2019"], [Decimal(31), Decimal("9.5")])
    assert (chart.target, chart.label) == (Decimal(12), "Figur")
    assert chart.ident == f"{grid.ident}_2"


def test_one_value_is_no_chart_and_has_no_trend(made) -> None:
    assert row(made, "- navn: Fall\n  mål: høyst 12\n  verdier: {2019: 12}\n") == [
        "Fall", "høyst 12", "12\n2019", "● nådd", "–",
    ]  # fmt: skip


def test_an_indicator_without_a_value_is_not_measured(made) -> None:
    blocks, said = made("- navn: Fall\n  mål: over 80 %\n  verdier: {2019: ikke målt}\n")
    assert said == []
    assert grid_rows(blocks[1])[1] == ["Fall", "over 80\xa0%", "–", "◇ ikke målt", "–"]
    assert plain(blocks[0].runs) == "Én indikator. Én er ikke målt."


def test_a_time_without_a_measurement_is_a_gap_in_the_chart(made) -> None:
    (_, grid, _, chart), said = made("- navn: Fall\n  verdier: {2017: 4, 2018: –, 2019: 5}\n")
    assert said == []
    assert grid_rows(grid)[1] == ["Fall", "–", "5\n2019", "–", "økt fra 2017"]
    assert chart.series[0].values == [Decimal(4), None, Decimal(5)]
    assert chart.alt == "Linjediagram over «Fall»: 2017: 4, 2018: ikke målt, 2019: 5."


def test_the_indicators_are_counted(made) -> None:
    blocks, _ = made(
        "- {navn: A, mål: minst 5, verdier: {2019: 5}}\n- {navn: B, mål: minst 5, verdier: {2019: 4}}\n"
        "- {navn: C, mål: minst 5}\n- {navn: D, verdier: {2019: 4}}\n- {navn: E, mål: = 2, verdier: {2019: 2}}\n"
    )
    assert plain(blocks[0].runs) == (
        "Fem indikatorer. Målet er nådd for to og ikke nådd for én. Én er ikke målt. Én har ikke noe mål."
    )


def test_no_sentence_begins_with_a_figure(made) -> None:
    """A count after a full stop would be read as one number: «7. 1»."""
    blocks, _ = made("".join(f"- {{navn: A{each}, mål: minst 5}}\n" for each in range(13)), head="språk: nn\n")
    sentences = plain(blocks[0].runs).split(". ")
    assert len(sentences) == 2
    assert not [each for each in sentences if each[0].isdigit()]
    assert "13" in sentences[0]


@pytest.mark.parametrize(
    ("by", "printed", "counted"),
    [
        ("innen utgangen av 2020", "◔ ikke nådd ennå", "Målet er ikke nådd ennå."),
        ("innen 10.03.2020", "◔ ikke nådd ennå", "Målet er ikke nådd ennå."),
        ("innen 09.03.2020", "■ ikke nådd", "Målet er ikke nådd."),
        ("før 1. kvartal 2020", "■ ikke nådd", "Målet er ikke nådd."),
        ("før 11. mars 2020", "◔ ikke nådd ennå", "Målet er ikke nådd ennå."),
        ("fra 2021", "◔ ikke nådd ennå", "Målet er ikke nådd ennå."),
        ("innen sommeren", "■ ikke nådd", "Målet er ikke nådd."),
        ("", "■ ikke nådd", "Målet er ikke nådd."),
    ],
)
def test_a_target_has_not_failed_before_its_time(made, by: str, printed: str, counted: str) -> None:
    blocks, said = made(f"- navn: Fall\n  mål: høyst 12 {by}\n  verdier: {{2019: 31}}\n")
    assert said == []
    cell = blocks[1].rows[0][3]
    assert plain(cell.blocks[0].runs) == printed
    assert cell.tone is (None if "◔" in printed else Tone.RED)
    assert plain(blocks[0].runs) == f"Én indikator. {counted}"


def test_a_target_reached_before_its_time_is_reached(made) -> None:
    assert row(made, "- navn: Fall\n  mål: høyst 12 innen 2022\n  verdier: {2019: 12}\n")[3] == "● nådd"


def test_those_whose_time_has_not_come_are_counted_apart(made) -> None:
    late = "".join(f"- {{navn: L{each}, mål: minst 5 innen 2022, verdier: {{2019: 4}}}}\n" for each in range(2))
    blocks, _ = made(f"{late}- {{navn: A, mål: minst 5, verdier: {{2019: 4}}}}\n")
    assert plain(blocks[0].runs) == "Tre indikatorer. Målet er ikke nådd for én. To har frist senere."
    blocks, _ = made(late)
    assert plain(blocks[0].runs) == "To indikatorer. Ingen av målene er nådd ennå."


def test_the_signs_that_stand_in_the_table_are_explained_below_it(made) -> None:
    blocks, _ = made(
        "- {navn: A, mål: minst 5, verdier: {2019: 5}}\n- {navn: B, mål: minst 5 innen 2022, verdier: {2019: 4}}\n"
        "- {navn: C, mål: blant de beste}\n- {navn: D, mål: minst 5}\n- {navn: E, verdier: {2019: 4}}\n"
    )
    (guide,) = blocks[1].below
    assert plain(guide.runs) == (
        "Måloppnåelse: ● nådd (grønn), ◔ ikke nådd ennå (fristen er senere), ◇ ikke målt, "
        "ikke tallfestet (målet har ikke noe tall)."
    )
    (_, without), _ = made("- {navn: E, verdier: {2019: 4}}\n")
    assert without.below == []


def test_a_target_in_words_is_printed_and_not_judged(made) -> None:
    (count, grid, _, chart), said = made(
        "- navn: Fall\n  mål: blant de *beste* i landet\n  verdier: {2018: 4, 2019: 3}\n"
    )
    assert said == []
    assert grid_rows(grid)[1] == ["Fall", "blant de beste i landet", "3\n2019", "ikke tallfestet", "redusert fra 2018"]
    assert grid.rows[0][3].tone is None
    assert plain(count.runs) == "Én indikator. Én har et mål uten tall."
    assert plain(chart.caption) == "Fall – målet er blant de beste i landet"
    assert chart.target is None


@pytest.mark.parametrize(
    ("target", "printed", "reached"),
    [
        ("redusert med 20 % fra 2018", "redusert med 20 % fra 2018\nhøyst 8\xa0døgn", "● nådd"),
        ("20 % lavere enn i 2018", "20 % lavere enn i 2018\nhøyst 8\xa0døgn", "● nådd"),
        (
            "skal reduseres med 33 prosent siden 2018",
            "skal reduseres med 33 prosent siden 2018\nhøyst 6,7\xa0døgn",
            "■ ikke nådd",
        ),
        ("økt med 12,5 % fra 2018", "økt med 12,5 % fra 2018\nminst 11,25\xa0døgn", "■ ikke nådd"),
        ("50 % færre enn 2018 innen 2022", "50 % færre enn 2018\nhøyst 5\xa0døgn\ninnen 2022", "◔ ikke nådd ennå"),
    ],
)
def test_a_target_told_by_an_earlier_value_is_reckoned_from_it(made, target: str, printed: str, reached: str) -> None:
    cells = row(made, f"- navn: Fall\n  mål: {target}\n  enhet: døgn\n  verdier: {{2018: 10, 2019: 8}}\n")
    assert (cells[1], cells[3]) == (printed, reached)


@pytest.mark.parametrize(("unit", "shown"), [("døgn", ("Målt", "døgn")), ("pasienter", ("Målt (pasienter)", ""))])
def test_a_long_unit_is_told_of_the_line_and_not_at_each_point(made, unit: str, shown: tuple[str, str]) -> None:
    (*_, chart), _ = made(f"- navn: Fall\n  mål: = 0\n  enhet: {unit}\n  verdier: {{2018: 4, 2019: 3}}\n")
    assert (chart.series[0].name, chart.unit) == shown
    assert f"2018: 4\xa0{unit}" in chart.alt


@pytest.mark.parametrize(
    ("values", "mixed"),
    [
        ("{4. kvartal 2018: 3, 31.01.2019: 4}", True),
        ("{2018: 3, 1. tertial 2019: 4}", True),
        ("{januar 2019: 3, februar 2019: 4, april 2019: 5}", False),
        ("{3. kvartal 2019: 3, 1. kvartal 2019: 4}", False),
        ("{01.03.2019: 3, 31.12.2019: 4}", False),
        ("{2018: 3, 31.12.2019: ikke målt}", False),
        ("{2018: 3, etterpå: 4}", False),
    ],
)
def test_kinds_of_time_are_not_mixed_in_silence(made, values: str, mixed: bool) -> None:
    _, said = made(f"- navn: Fall\n  verdier: {values}\n")
    assert [each[0] for each in said] == ["indikator-tider-blandet"] * mixed


def test_definition_and_source_have_a_column_on_a_page_on_its_side(made) -> None:
    blocks, _ = made(FALLS + "  definisjon: Alle fall.\n  kilde: avviksmeldingene\n  merknad: Fra to poster.\n")
    grid = blocks[1]
    assert grid.landscape
    assert grid_rows(grid)[1][5] == "Alle fall.\nKilde: avviksmeldingene\nFra to poster."


def test_values_stand_by_time_however_they_are_typed(made) -> None:
    _, _, _, chart = made("- navn: A\n  verdier: {2019: 3, 01.02.2018: 1, 3. tertial 2018: 2, januar 2020: 4}\n")[0]
    assert chart.categories == ["01.02.2018", "3. tertial 2018", "2019", "januar 2020"]


def test_numbers_are_read_as_people_write_them_in_yaml(made) -> None:
    (_, grid, _, chart), said = made(
        "- navn: Timer: i alt\n  mål: >= 0,9\n  enhet: kr\n"
        "  verdier:\n    2017: 1 050\n    2018: 0,9\n    2019: kr 70.000\n"
    )
    assert said == []
    assert chart.series[0].values == [Decimal(1050), Decimal("0.9"), Decimal(70000)]
    assert grid_rows(grid)[1][:3] == ["Timer: i alt", "minst kr\xa00,9", "kr\xa070\xa0000\n2019"]


@pytest.mark.parametrize(
    ("target", "values", "said"),
    [
        ("minst 5", (4, 5), "bedre enn 2018"),
        ("minst 5", (6, 5), "dårligere enn 2018"),
        ("under 5", (6, 5), "bedre enn 2018"),
        ("over 5", (5, 5), "uendret fra 2018"),
        ("= 5", (9, 3), "bedre enn 2018"),
        ("= 5", (3, 7), "uendret fra 2018"),
        ("", (3, 7), "økt fra 2018"),
        ("", (7, 3), "redusert fra 2018"),
    ],
)
def test_the_operator_tells_which_way_is_better(made, target: str, values: tuple[int, int], said: str) -> None:
    cells = row(made, f"- navn: A\n  mål: {target}\n  verdier: {{2018: {values[0]}, 2019: {values[1]}}}\n")
    assert cells[4] == said


def test_the_same_in_nynorsk_is_read_too(made) -> None:
    cells = row(made, "- navn: A\n  mål: høgst 5 prosent innan 2022\n  verdier: {2019: ikkje målt}\n")
    assert cells[1:3] == ["høyst 5\xa0%\ninnan 2022", "–"]


# --- what is typed ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "operator", "number", "unit", "by"),
    [
        ("<= 1000", Operator.AT_MOST, "1000", "", ""),
        ("≥90%", Operator.AT_LEAST, "90", "%", ""),
        ("=> 90 pst.", Operator.AT_LEAST, "90", "%", ""),
        ("< 2 døgn", Operator.UNDER, "2", "døgn", ""),
        ("Høyst 2 døgn innen utgangen av 2022", Operator.AT_MOST, "2", "døgn", "innen utgangen av 2022"),
        ("ikke mer enn 1 050,5", Operator.AT_MOST, "1 050,5", "", ""),
        ("mindre enn 3", Operator.UNDER, "3", "", ""),
        ("90 % eller mer", Operator.AT_LEAST, "90", "%", ""),
        ("under kr 500", Operator.UNDER, "500", "kr", ""),
        ("= 0", Operator.EXACTLY, "0", "", ""),
        ("1000 døgn", None, "1000", "døgn", ""),
        ("-3", None, "-3", "", ""),
    ],
)
def test_a_target_is_an_operator_and_a_number(
    typed: str, operator: Operator | None, number: str, unit: str, by: str
) -> None:
    found = read_target(Text(typed))
    assert found is not None
    assert (found.operator, found.quantity.number, found.quantity.unit, found.by) == (operator, number, unit, by)


@pytest.mark.parametrize(
    "typed", ["bedre enn i fjor", "mellom 80 og 90 %", "80–90 %", "minst", "høyst to", "90 95", ""]
)
def test_what_has_not_one_number_is_no_target(typed: str) -> None:
    found = read_target(Text(typed))
    assert found is None or " " in found.quantity.number


def test_a_number_of_something_else_is_no_quantity() -> None:
    assert [read_quantity(Text(typed)) for typed in ("ca. 5", "12:30", "5*", "xx", "kr 5 døgn", "")] == [None] * 6


def test_units_are_the_same_in_one_and_several() -> None:
    assert same_unit("dag", "Dager")
    assert same_unit("døgn", "døgn")
    assert not same_unit("døgn", "dager")
    assert not same_unit("", "%")
    assert (unit_of("prosent"), unit_of("kroner"), unit_of("pasienter")) == ("%", "kr", "pasienter")


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.decimals(-9, 9, places=1),
    st.sampled_from(Operator),
)
def test_what_is_reached_is_reckoned_exactly(number: Decimal, target: Decimal, operator: Operator) -> None:
    above, same = number > target, number == target
    assert (
        operator.holds(number, target)
        == {
            Operator.AT_MOST: not above,
            Operator.AT_LEAST: above or same,
            Operator.UNDER: not above and not same,
            Operator.OVER: above,
            Operator.EXACTLY: same,
        }[operator]
    )


def test_tenths_are_not_rounded() -> None:
    assert Operator.AT_MOST.holds(Decimal("0.1") + Decimal("0.2"), Decimal("0.3"))
    assert with_unit(Decimal("92.10"), "%") == "92,10\xa0%"


@given(
    st.lists(
        st.sampled_from(["<=", "høyst", "kr", "1 050", ",5", "%", "døgn", "innen", "eller mer", " ", "ſ", "−", "."])
        | st.characters(),
        max_size=9,
    ).map("".join)
)
def test_whatever_is_typed_a_target_holds_a_number(typed: str) -> None:
    found = read_target(Text(typed))
    assert found is None or any(letter in "0123456789" for letter in found.quantity.number)


# --- what is wrong ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("", "indikator-uten-tall", "«Fall»"),
        ("  mål: 1000 døgn\n", "indikator-operator", "«1000 døgn»"),
        ("  mål: høyts 1000\n", "indikator-operator-ukjent", "«høyts 1000»"),
        ("  mål: minst 3 eller 4\n", "indikator-maal-uleselig", "«minst 3 eller 4»"),
        ("  mål: 20 % bedre og billigere\n", "indikator-operator", "«20 % bedre og billigere»"),
        ("  mål: redusert med 20 % fra 2017\n  verdier: {2018: 10}\n", "indikator-maal-uten-grunnlag", "fra «2017»"),
        ("  mål: høyst mange\n", "indikator-maal-uleselig", "«høyst mange»"),
        ("  mål: høyst TODO\n", "indikator-maal-uleselig", "«høyst TODO»"),
        ("  mål: bedre enn XXX\n", "plassholder", "«XXX»"),
        ("  verdier: {2019: mange}\n  mål: minst 3\n", "tall-uleselig", "«mange»"),
        ("  verdier: {2019: 0.9}\n", "tall-uleselig", "«0.9»"),
        ("  mål: minst 90 %\n  verdier: {2019: 88}\n", "indikator-uten-prosent", "«88»"),
        ("  mål: 0,9\n  enhet: prosent\n", "indikator-operator", "«0,9»"),
        ("  mål: minst 0,9\n  verdier: {2019: 88 %}\n", "indikator-uten-prosent", "«0,9»"),
        ("  mål: høyst 2 døgn\n  verdier: {2019: 40 timer}\n", "indikator-enhet", "«timer»"),
        ("  verdier: {2021: 3}\n", "indikator-verdi-senere", "10.\xa0mars 2020"),
        ("  verdier: {11.03.2020: 3}\n", "indikator-verdi-senere", "11.03.2020"),
        (
            "  verdier: {31.12.2018: 3, 31.12.2019: 4, 31. desember 2019: 6}\n",
            "indikator-tid-to-ganger",
            "to",
        ),
        ("  verdier: {2019: 3, 2018: 4, før tiltaket: 5}\n", "indikator-rekkefolge", "«før tiltaket»"),
        ("  mål: minst 3\n  kilde: TODO\n", "plassholder", "«TODO»"),
        ("  mål: minst 3\n  verdier: {XXX: 4}\n", "plassholder", "«XXX»"),
    ],
)
def test_what_is_wrong_is_said(made, typed: str, code: str, words: str) -> None:
    _, said = made(f"- navn: Fall\n{typed}")
    assert [each[0] for each in said] == [code]
    assert words in said[0][2]


def test_a_value_from_after_the_document_is_not_printed(made) -> None:
    blocks, _ = made("- navn: Fall\n  mål: høyst 3\n  verdier: {2018: 5, 2019: 4, 2021: 3}\n")
    assert grid_rows(blocks[1])[1][2:4] == ["4\n2019", "■ ikke nådd"]
    assert blocks[3].categories == ["2018", "2019"]


def test_a_time_that_has_begun_may_have_a_value(made) -> None:
    assert row(made, "- navn: Fall\n  verdier: {hittil i 2020: 5}\n")[2] == "5\nhittil i 2020"


def test_a_value_that_cannot_be_held_against_the_others_is_not_judged(made) -> None:
    blocks, _ = made("- navn: Fall\n  mål: høyst 3 %\n  verdier: {2018: 2 %, 2019: 1}\n")
    assert grid_rows(blocks[1])[1][2:4] == ["2\xa0%\n2018", "● nådd"]


def test_a_target_without_operator_is_not_judged(made) -> None:
    blocks, _ = made("- navn: Fall\n  mål: 3\n  verdier: {2018: 2, 2019: 1}\n")
    assert grid_rows(blocks[1])[1][1:] == ["3", "1\n2019", "–", "redusert fra 2018"]


def test_a_fault_of_form_does_not_print_the_values_as_code(made) -> None:
    blocks, said = made(FALLS + "  ukjent: 3\n")
    assert [each[0] for each in said] == ["nokkel-ukjent"]
    assert [type(each) for each in blocks][:4] == [Paragraph, Grid, Paragraph, Chart]
    assert ["".join(run.text for run in each.runs if run.code) for each in blocks[4:]] == ["  ukjent: 3"]


def test_a_decimal_comma_in_braces_is_not_lost_in_silence(made) -> None:
    _, said = made("- navn: Fall\n  verdier: {2018: 0,9, 2019: 2}\n")
    assert [each[0] for each in said] == ["tall-delt-av-komma"]
