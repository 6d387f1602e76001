"""A chart is a block like the others: its caption is running text, its name is its own, its numbers count."""

from dataclasses import replace
from decimal import Decimal

from pipeline.diagnostics import Place
from pipeline.richtext import (
    Chart,
    ChartKind,
    ChartSeries,
    Item,
    ListKind,
    Paragraph,
    Run,
    TextList,
    imprint,
    inlines,
    plain,
    plain_blocks,
    repeated,
    walk,
)


def at(line: int) -> Place:
    return Place("status/tiltak.yaml", line, 1)


def chart(line: int = 1, ident: str = "") -> Chart:
    series = [ChartSeries([2, None, Decimal("4.5")])]
    caption = [Run("Tiltak etter status", at(line))]
    return Chart(ChartKind.BARS, ["ny", "pågår", "ferdig"], series, "To nye", at(line), caption, ident)


def test_a_chart_is_met_wherever_it_stands() -> None:
    inside = chart()
    listed = TextList(ListKind.BULLET, [Item([Paragraph([], at(1)), inside], at(1))], at(1))
    assert [each for each in walk([listed]) if isinstance(each, Chart)] == [inside]


def test_the_running_text_of_a_chart_is_its_caption() -> None:
    assert [plain(runs) for runs in inlines(chart())] == ["Tiltak etter status"]
    assert plain_blocks([chart()]) == "Tiltak etter status"


def test_a_chart_shown_again_has_no_name() -> None:
    named = chart(ident="sg_1")
    assert repeated([named]) == [replace(named, ident="")]


def test_what_a_chart_says_counts_and_not_where_it_stands() -> None:
    assert imprint(chart(1)) == imprint(chart(7, "sg_1"))
    other = chart()
    other.series[0].values[0] = 3
    assert imprint(other) != imprint(chart())
    assert imprint(replace(chart(), categories=["ny", "pågår", "strøket"])) != imprint(chart())
    assert imprint(replace(chart(), unit="%")) != imprint(chart())
