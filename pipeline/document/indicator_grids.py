"""Indicators as printed: how many have reached their targets, a table of all, a chart of each that has moved."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.diagnostics import Place
from pipeline.document.cells import NOTHING, lines_cell, runs_cell
from pipeline.document.meetings import Translate
from pipeline.document.quantities import with_unit
from pipeline.language.labels import word
from pipeline.language.numbers import in_words
from pipeline.records.indicators import Indicator, Measured, Operator, Outcome, Trend
from pipeline.richtext import (
    Block,
    Blocks,
    Cell,
    Chart,
    ChartKind,
    ChartSeries,
    Grid,
    Inline,
    Paragraph,
    Run,
    Tone,
    plain,
)

OUTCOME_SIGNS = {
    Outcome.MET: ("●", word("nådd"), Tone.GREEN),
    Outcome.NOT_YET: ("◔", word("ikke nådd ennå"), None),
    Outcome.NOT_MET: ("■", word("ikke nådd"), Tone.RED),
    Outcome.NOT_MEASURED: ("◇", word("ikke målt"), None),
    Outcome.IN_WORDS: ("", word("ikke tallfestet"), None),
}
"""Symbol, word and colour, never one of them alone (WCAG 2.1, 1.4.1)."""

_EXPLAINED = {
    Outcome.MET: word("grønn"),
    Outcome.NOT_YET: word("fristen er senere"),
    Outcome.NOT_MET: word("rød"),
    Outcome.IN_WORDS: word("målet har ikke noe tall"),
}
"""Beside the signs, below the table."""

_OPERATORS = {
    Operator.AT_MOST: word("høyst {tall}"),
    Operator.AT_LEAST: word("minst {tall}"),
    Operator.UNDER: word("under {tall}"),
    Operator.OVER: word("over {tall}"),
    Operator.EXACTLY: "{tall}",
}
_TRENDS = {
    Trend.BETTER: word("bedre enn {tid}"),
    Trend.WORSE: word("dårligere enn {tid}"),
    Trend.SAME: word("uendret fra {tid}"),
    Trend.UP: word("økt fra {tid}"),
    Trend.DOWN: word("redusert fra {tid}"),
}

_SHARES = (30, 17, 17, 15, 21)
_SHARES_WITH_NOTES = (22, 13, 12, 12, 13, 30)
_CHART_SHAPE = 0.31
"""Four charts stand on a page, below the words that lead them in."""


def indicator_blocks(
    rows: Sequence[Indicator], place: Place, ident: str, translate: Translate, language: str
) -> Blocks:
    """The indicators, where there is one. The table is named `ident`, the charts after it."""
    if not rows:
        return []
    printed: list[Block] = [Paragraph([Run(_summary(rows, translate, language), place)], place)]
    printed.append(_grid(rows, place, ident, translate))
    charts = [each for each in rows if len(each.measured) > 1]
    if charts:
        printed.append(_lead_in(charts, place, translate))
    printed += [_chart(each, f"{ident}_{number}", translate) for number, each in enumerate(charts, 2)]
    return printed


# --- in words --------------------------------------------------------------------------------------------------------


def _summary(rows: Sequence[Indicator], translate: Translate, language: str) -> str:
    """«Ti indikatorer. Målet er nådd for tre og ikke nådd for seks. Én er ikke målt.»"""
    return " ".join(_sentences(Counter(each.outcome for each in rows), translate, language))


def _sentences(counts: Counter[Outcome], translate: Translate, language: str) -> Iterator[str]:
    """No sentence begins with a figure: «7. 1 er» would be read as a number."""

    def opening(number: int) -> str:
        said = in_words(number, language)
        return translate(word("I alt {antall}")).format(antall=said) if said[0].isdigit() else _capital(said)

    total, met, not_met = counts.total(), counts[Outcome.MET], counts[Outcome.NOT_MET]
    later = counts[Outcome.NOT_YET]
    every = word("{antall} indikator.") if total == 1 else word("{antall} indikatorer.")
    yield translate(every).format(antall=opening(total))
    if met and not_met:
        text = translate(word("Målet er nådd for {nådd} og ikke nådd for {ikke}."))
        yield text.format(nådd=in_words(met, language), ikke=in_words(not_met, language))
    elif met or not_met:
        one, both, text = (
            (word("Målet er nådd."), word("Målet er nådd for begge."), word("Målet er nådd for {antall}."))
            if met
            else (word("Målet er ikke nådd."), word("Målet er ikke nådd for noen av de to."), _NOT_MET)
        )
        all_of = {1: one, 2: both}.get(total) if total == met + not_met else None
        yield translate(all_of or text).format(antall=in_words(met or not_met, language))
    if later == total:
        yield translate(word("Målet er ikke nådd ennå.") if later == 1 else word("Ingen av målene er nådd ennå."))
        later = 0
    others = (
        (later, word("{antall} har frist senere.")),
        (counts[Outcome.NOT_MEASURED], word("{antall} er ikke målt.")),
        (counts[Outcome.IN_WORDS], word("{antall} har et mål uten tall.")),
        (counts[Outcome.NO_TARGET], word("{antall} har ikke noe mål.")),
    )
    yield from (translate(text).format(antall=opening(number)) for number, text in others if number)


_NOT_MET = word("Målet er ikke nådd for {antall}.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def target_words(indicator: Indicator, translate: Translate) -> str:
    """«høyst 1 000 døgn»; empty where there is no target with a number."""
    target = indicator.target
    if target is None:
        return ""
    number = with_unit(target.number, indicator.unit)
    return translate(_OPERATORS[target.operator]).format(tall=number) if target.operator else number


# --- the table -------------------------------------------------------------------------------------------------------


def _grid(rows: Sequence[Indicator], place: Place, ident: str, translate: Translate) -> Grid:
    """A row each; where something is said of what is counted, in a column of its own, on a page on its side."""
    notes = any(each.definition or each.source or each.remark for each in rows)
    names = [word("Indikator"), word("Mål"), word("Siste verdi"), word("Måloppnåelse"), word("Utvikling")]
    if notes:
        names.append(word("Definisjon og kilde"))
    return Grid(
        [[Run(translate(name), place)] for name in names],
        [_row(each, notes, translate) for each in rows],
        place,
        _SHARES_WITH_NOTES if notes else _SHARES,
        landscape=notes,
        about=translate(word("Indikatorene med mål og siste verdi")),
        ident=ident,
        below=_guide(rows, place, translate),
    )


def _guide(rows: Sequence[Indicator], place: Place, translate: Translate) -> Blocks:
    """What the signs and colours of the table mean: those that stand there."""
    there = {each.outcome for each in rows}
    said = [
        f"{_sign(outcome, translate)} ({translate(_EXPLAINED[outcome])})"
        if outcome in _EXPLAINED
        else _sign(outcome, translate)
        for outcome in OUTCOME_SIGNS
        if outcome in there
    ]
    if not said:
        return []
    lead = Run(f"{translate(word('Måloppnåelse'))}: ", place, bold=True)
    return [Paragraph([lead, Run(f"{', '.join(said)}.", place)], place)]


def _sign(outcome: Outcome, translate: Translate) -> str:
    symbol, said, _ = OUTCOME_SIGNS[outcome]
    return f"{symbol} {translate(said)}".strip()


def _row(indicator: Indicator, notes: bool, translate: Translate) -> list[Cell]:
    place = indicator.place
    latest = indicator.measured[-1] if indicator.measured else None
    by, said = (indicator.target.by, indicator.target.said) if indicator.target else ("", "")
    cells = [
        runs_cell(indicator.name, place, heading=True),
        runs_cell(indicator.aim, place)
        if indicator.aim
        else _lines(place, said, target_words(indicator, translate), by),
        _lines(latest[0].place, with_unit(latest[1], indicator.unit), latest[0].time) if latest else _lines(place),
        _outcome(indicator, translate),
        _lines(place, _trend(indicator, translate)),
    ]
    if notes:
        cells.append(Cell(_notes(indicator, translate)))
    return cells


def _outcome(indicator: Indicator, translate: Translate) -> Cell:
    found = OUTCOME_SIGNS.get(indicator.outcome)
    if found is None:
        return _lines(indicator.place)
    cell = _lines(indicator.place, _sign(indicator.outcome, translate))
    cell.tone = found[2]
    return cell


def _trend(indicator: Indicator, translate: Translate) -> str:
    trend = indicator.trend
    if trend is None:
        return NOTHING
    return translate(_TRENDS[trend]).format(tid=indicator.measured[-2][0].time)


def _notes(indicator: Indicator, translate: Translate) -> Blocks:
    place = indicator.place
    blocks = list(indicator.definition)
    if indicator.source:
        lead = Run(f"{translate(word('Kilde'))}: ", place)
        blocks.append(Paragraph([lead, *indicator.source], place))
    if indicator.remark:
        blocks.append(Paragraph(indicator.remark, place))
    return blocks


def _lines(place: Place, *lines: str) -> Cell:
    """A cell of short lines; a dash where there is none."""
    return lines_cell([line for line in lines if line] or [NOTHING], place)


# --- the charts ------------------------------------------------------------------------------------------------------


_LONG_UNIT = 5
"""Units of so many letters are told of the line, and not at each of its points."""


def _lead_in(charts: Sequence[Indicator], place: Place, translate: Translate) -> Paragraph:
    """What the charts show, on the page of the first."""
    aimed = any(each.target for each in charts)
    if len(charts) > 1:
        said = (
            word("Figurene viser verdiene etter tid, med målet som en stiplet linje:")
            if aimed
            else word("Figurene viser verdiene etter tid:")
        )
    else:
        said = (
            word("Figuren viser verdiene etter tid, med målet som en stiplet linje:")
            if aimed
            else word("Figuren viser verdiene etter tid:")
        )
    lead = Run(f"{translate(word('Utvikling over tid'))}. ", place, bold=True)
    return Paragraph([lead, Run(translate(said), place)], place)


def _chart(indicator: Indicator, ident: str, translate: Translate) -> Chart:
    """A line from value to value, and one across at the target."""
    place, target, unit = indicator.place, indicator.target, indicator.unit
    measured = translate(word("Målt"))
    if len(unit) >= _LONG_UNIT:
        measured, unit = f"{measured} ({unit})", ""
    return Chart(
        ChartKind.LINES,
        [each.time for each in indicator.values],
        [ChartSeries([each.number for each in indicator.values], measured)],
        alt=_alt(indicator, translate),
        place=place,
        caption=_caption(indicator, translate),
        ident=ident,
        label=translate(word("Figur")),
        unit=unit,
        target=target.number if target else None,
        target_name=translate(word("Mål")),
        shape=_CHART_SHAPE,
    )


def _caption(indicator: Indicator, translate: Translate) -> Inline:
    aim = target_words(indicator, translate) or plain(indicator.aim)
    if not aim:
        return indicator.name
    said = translate(word("målet er {mål}")).format(mål=aim)
    return [*indicator.name, Run(f" – {said}", indicator.place)]


def _alt(indicator: Indicator, translate: Translate) -> str:
    """What the chart says: every value with its time."""
    values = ", ".join(_value(each, indicator.unit, translate) for each in indicator.values)
    said = translate(word("Linjediagram over «{navn}»: {verdier}.")).format(navn=plain(indicator.name), verdier=values)
    aim = target_words(indicator, translate) or plain(indicator.aim)
    return f"{said} {translate(word('Målet er {mål}.')).format(mål=aim)}" if aim else said


def _value(measured: Measured, unit: str, translate: Translate) -> str:
    if measured.number is None:
        return translate(word("{tid}: ikke målt")).format(tid=measured.time)
    return f"{measured.time}: {with_unit(measured.number, unit)}"
