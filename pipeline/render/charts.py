"""Charts into DrawingML (ECMA-376 part 1, 21.2), in line with the text (20.4.2.8), with their captions.

What a chart shows stands in its part as literals, without a workbook: nothing travels along that is not seen. Every
value is printed as text, so that the decimal comma is ours and not that of the reader's computer.
"""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from pipeline.language.numbers import NO_BREAK_SPACE, write_decimal
from pipeline.language.typography import set_typography
from pipeline.render.captions import CaptionWriter, in_words
from pipeline.render.images import LARGEST_SHARE
from pipeline.render.paragraphs import ParagraphWriter
from pipeline.render.pictures import EMU_PER_TWIP
from pipeline.render.xml_text import text_in_attribute
from pipeline.richtext import Chart, ChartKind, ChartSeries, ChartValue, Tone

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WIDEST = 9600
"""Twips: a chart across a page on its side would be mostly air."""
_BAR, _AROUND_BARS = 380, 560
"""Height of a bar with its gap, and of what stands around them all, in twips."""
_SHAPE = 0.5
"""Height of other charts against their width."""
_TEXT_SIZE = 900
TEXT_COLOUR = "262626"
_LINE_COLOUR, _GRID_COLOUR = "7F7F7F", "D9D9D9"
_STEPS = 5
_LABEL_SHARE = Decimal("0.2")
"""Of the height of an axis: what a value below its point takes."""
_SHORT_UNIT = 2
"""Longer units stand beside the values alone, and not on the axis too."""
_MANY = 12
"""From so many points on, the values of a line are set smaller."""


class Look(NamedTuple):
    """How a series looks: colour of its line and edge, of what is behind a pattern, the pattern («»: filled), and on a
    line its dashes and its points. Told apart without the colour; the edge stands out from white paper."""

    colour: str
    behind: str = ""
    pattern: str = ""
    dash: str = "solid"
    marker: str = "circle"


LOOKS = (
    Look("14475A"),
    Look("9A4A12", "F6D9C2", "wdUpDiag", "dash", "square"),
    Look("5A3D7A", "E2D8EC", "pct50", "sysDot", "triangle"),
    Look("3F6B1F", "DCEBCF", "dkHorz", "dashDot", "diamond"),
)
"""The neutral colours, in turn."""
TONE_LOOKS = {
    Tone.GREEN: Look("2E6B34"),
    Tone.YELLOW: Look("7A5C00", "FFE08A", "wdUpDiag"),
    Tone.RED: Look("A3221B", "F4B9B4", "dkHorz"),
}
_TARGET = Look("404040", dash="sysDash", marker="none")


class ChartWriter:
    """Writes the charts of one document, and counts them."""

    def __init__(self, writer: ParagraphWriter, captions: CaptionWriter) -> None:
        self.writer = writer
        self.captions = captions
        self._charts = 0

    def write(self, block: Chart, out: list[str], left: int, room: int) -> None:
        """A chart no wider than `room`, `left` twips in; what it says in words where it cannot be shown."""
        _check(block)
        writer = self.writer
        what = writer.translate_word("Diagram")
        if not writer.in_main:
            self.captions.write(block, out, in_words(writer, what, block.alt), left)
            return
        self._charts += 1
        width = min(room, _WIDEST)
        height = min(_height(block, width), int(writer.looks.text_height * LARGEST_SHARE))
        relation = writer.attachments.chart(_Part(block, writer.language, writer.looks.font).xml())
        drawing = (
            '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
            'wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width * EMU_PER_TWIP}" cy="{height * EMU_PER_TWIP}"/>'
            f'<wp:docPr id="0" name="{text_in_attribute(f"{what} {self._charts}")}"'
            f' descr="{text_in_attribute(block.alt.strip())}"/>'
            f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_DRAWING}"><a:graphicData uri="{_CHART}">'
            f'<c:chart xmlns:c="{_CHART}" r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        )
        self.captions.write(block, out, drawing, left)


def _check(block: Chart) -> None:
    """What a document kind must see to."""
    assert block.alt.strip(), "a chart needs an alternative text"
    assert block.categories and block.series, "a chart needs something to show"
    assert block.target is None or block.kind is ChartKind.LINES, "only lines have a target"
    assert block.target is None or block.target_name.strip(), "a target has a name"
    for series in block.series:
        assert len(series.values) == len(block.categories), "a value for each category"
        assert len(series.tones) in (0, len(block.categories)), "a tone for each category, or none"
        assert all(value is None or Decimal(str(value)).is_finite() for value in series.values), "values are numbers"
        assert series.name.strip() or not _has_legend(block), "several series are told apart by their names"


def _has_legend(block: Chart) -> bool:
    return len(block.series) > 1 or block.target is not None


def _height(block: Chart, width: int) -> int:
    if block.kind is not ChartKind.BARS:
        return int(width * (block.shape or _SHAPE))
    thick = _BAR if len(block.series) == 1 else _BAR * 3 // 4 * len(block.series)
    titles = 300 * (bool(block.value_title) + _has_legend(block))
    return thick * len(block.categories) + _AROUND_BARS + titles


class Scale(NamedTuple):
    """An axis of values: its ends and its steps."""

    least: Decimal
    most: Decimal
    step: Decimal


def scale(values: Sequence[Decimal]) -> Scale:
    """A scale in round steps around `values`, always with zero: an axis that begins higher makes little look like much.
    The steps are whole unless all is small, since how a decimal comma is shown is up to the reader's computer."""
    lowest, highest = min(values, default=Decimal(0)), max(values, default=Decimal(0))
    lowest, highest = min(lowest, Decimal(0)), max(highest, Decimal(0))
    step = _round_step((highest - lowest or abs(highest) or _STEPS) / Decimal(_STEPS))
    if max(abs(lowest), abs(highest)) > 2:
        step = max(step, Decimal(1))
    # A value on the very edge would be printed on top of it.
    under, over = (lowest - step / 10 if lowest else lowest), (highest + step / 4 if highest else highest)
    least = (under / step).to_integral_value(ROUND_FLOOR) * step
    most = (over / step).to_integral_value(ROUND_CEILING) * step
    least = max(least, Decimal(0)) if lowest >= 0 else least
    most = min(most, Decimal(0)) if highest <= 0 else most
    return Scale(least, max(most, least + step), step)


def _round_step(wished: Decimal) -> Decimal:
    """The next of 1, 2, 5, 10, 20, 50 … and their tenths."""
    power = Decimal(1).scaleb(wished.adjusted())
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= wished)


def tick_format(block: Chart, ticks: Scale) -> str:
    """The format code of an axis (18.8.31). Whole numbers are grouped by spaces of our own; a decimal comma Word takes
    from the reader's computer, LibreOffice from the language named here."""
    before, after = _around(block.unit) if len(block.unit) <= _SHORT_UNIT else ("", "")
    before, after = (f'"{each}"' if each else "" for each in (before, after))
    decimals = max(0, -_exponent(ticks.step))
    if decimals:
        return f"[$-414]{before}0.{'0' * decimals}{after}"
    gap = f'"{NO_BREAK_SPACE}"'
    grouped = ((Decimal(10) ** 6, f"0{gap}000{gap}000"), (Decimal(10) ** 3, f"0{gap}000"))
    codes = [f"[>={limit}]{before}{code}{after}" for limit, code in grouped if ticks.most >= limit]
    return ";".join([*codes, f"{before}0{after}"])


def _around(unit: str) -> tuple[str, str]:
    """What stands before and after a number of that unit."""
    if unit == "kr":
        return f"kr{NO_BREAK_SPACE}", ""
    return "", NO_BREAK_SPACE + unit.replace('"', "") if unit else ""


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _exact(value: ChartValue) -> Decimal:
    return Decimal(str(value))


def _digits(value: ChartValue) -> str:
    """A number as the schema has it (xsd:double)."""
    return f"{_exact(value) + 0:f}"


class _Part:
    """The part of one chart."""

    def __init__(self, block: Chart, language: str, font: str) -> None:
        self.block = block
        self.lines = block.kind is ChartKind.LINES
        self.lie = block.kind is ChartKind.BARS
        self.legend = _has_legend(block)
        self.language = language
        latin = f'<a:latin typeface="{text_in_attribute(font)}"/>' if font else ""
        self.look = f'<a:solidFill><a:srgbClr val="{TEXT_COLOUR}"/></a:solidFill>{latin}'

    def xml(self) -> str:
        block = self.block
        values = [_exact(value) for series in block.series for value in series.values if value is not None]
        if block.target is not None:
            values.append(_exact(block.target))
        ticks = scale(values)
        series = "".join(self._series(each, index, ticks) for index, each in enumerate(block.series))
        series += self._target()
        axes = '<c:axId val="1"/><c:axId val="2"/>'
        if self.lines:
            plot = (
                '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
                f'{series}<c:marker val="1"/>{axes}</c:lineChart>'
            )
        else:
            plot = (
                f'<c:barChart><c:barDir val="{"bar" if self.lie else "col"}"/><c:grouping val="clustered"/>'
                f'<c:varyColors val="0"/>{series}<c:gapWidth val="60"/>{axes}</c:barChart>'
            )
        legend = (
            f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{self._text_look()}</c:legend>' if self.legend else ""
        )
        return (
            f'{_DECLARATION}<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}"><c:date1904 val="0"/>'
            f'<c:lang val="{self.language}"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
            f"<c:plotArea><c:layout/>{plot}{self._categories_axis()}{self._values_axis(ticks)}{_NO_SHAPE}</c:plotArea>"
            f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{_NO_SHAPE}{self._text_look()}'
            "</c:chartSpace>"
        )

    # --- series -------------------------------------------------------------------------------------------------

    def _series(self, series: ChartSeries, index: int, ticks: Scale) -> str:
        look = LOOKS[index % len(LOOKS)]
        start = f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{self._name(series.name)}'
        rest = f"{self._labels(series, index, ticks)}{self._data(series.values)}"
        if self.lines:
            return f'{start}{_line_shape(look)}{_marker(look)}{rest}<c:smooth val="0"/></c:ser>'
        points = "".join(
            f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"{_bar_shape(TONE_LOOKS[tone])}</c:dPt>"
            for at, tone in enumerate(series.tones)
            if tone is not None
        )
        return f'{start}{_bar_shape(look)}<c:invertIfNegative val="0"/>{points}{rest}</c:ser>'

    def _target(self) -> str:
        target = self.block.target
        if target is None:
            return ""
        index = len(self.block.series)
        name = f"{self.block.target_name}: {self._printed(target)}"
        return (
            f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{self._name(name)}{_line_shape(_TARGET)}'
            f'{_marker(_TARGET)}{self._data([target] * len(self.block.categories))}<c:smooth val="0"/></c:ser>'
        )

    def _name(self, name: str) -> str:
        """Only where a legend shows it: nothing stands in a document that is not seen."""
        return f"<c:tx><c:v>{_text(name)}</c:v></c:tx>" if self.legend else ""

    def _data(self, values: Sequence[ChartValue | None]) -> str:
        count = f'<c:ptCount val="{len(values)}"/>'
        names = "".join(
            f'<c:pt idx="{index}"><c:v>{_text(name)}</c:v></c:pt>' for index, name in enumerate(self.block.categories)
        )
        numbers = "".join(
            f'<c:pt idx="{index}"><c:v>{_digits(value)}</c:v></c:pt>'
            for index, value in enumerate(values)
            if value is not None
        )
        return (
            f"<c:cat><c:strLit>{count}{names}</c:strLit></c:cat>"
            f"<c:val><c:numLit><c:formatCode>General</c:formatCode>{count}{numbers}</c:numLit></c:val>"
        )

    def _labels(self, series: ChartSeries, index: int, ticks: Scale) -> str:
        """The values as text beside their points."""
        size = _TEXT_SIZE - 100 if self.lines and len(series.values) > _MANY else _TEXT_SIZE
        each = "".join(
            f'<c:dLbl><c:idx val="{at}"/><c:tx>{self._rich(self._printed(value), size=size)}</c:tx>'
            f"{_shown(self._side(value, index, ticks))}</c:dLbl>"
            for at, value in enumerate(series.values)
            if value is not None
        )
        return f"<c:dLbls>{each}{_NO_SHAPE}{self._text_look(size)}{_shown(self._usual_side(index))}</c:dLbls>"

    def _usual_side(self, index: int) -> str:
        return "outEnd" if not self.lines else "b" if index % 2 else "t"

    def _side(self, value: ChartValue, index: int, ticks: Scale) -> str:
        """Where a value stands: on the side of its point that turns away from the target, unless the axis is there."""
        target, exact = self.block.target, _exact(value)
        if target is None:
            return self._usual_side(index)
        room = (ticks.most - ticks.least) * _LABEL_SHARE
        return "b" if exact < target and exact - ticks.least >= room else "t"

    def _printed(self, value: ChartValue) -> str:
        before, after = _around(self.block.unit)
        return f"{before}{write_decimal(_exact(value), self.block.decimals)}{after}"

    # --- axes ---------------------------------------------------------------------------------------------------

    def _categories_axis(self) -> str:
        side, way = ("l", "maxMin") if self.lie else ("b", "minMax")
        # A target of zero is dashed where the axis stands: a line below it would fill the gaps.
        line = _NO_LINE if self.block.target is not None and not _exact(self.block.target) else _line(_LINE_COLOUR)
        return (
            f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{way}"/></c:scaling><c:delete val="0"/>'
            f'<c:axPos val="{side}"/>{self._title(self.block.category_title, self.lie)}'
            '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
            f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}{self._text_look()}'
            '<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
            '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        )

    def _values_axis(self, ticks: Scale) -> str:
        """With numbers on it under lines alone: bars have theirs beside them."""
        grid = f"<c:majorGridlines>{_line(_GRID_COLOUR)}</c:majorGridlines>" if self.lines else ""
        # The categories of lying bars run from the top, so that the foot of the chart is at the last of them.
        crosses = "max" if self.lie else "autoZero"
        code = text_in_attribute(tick_format(self.block, ticks)) if self.lines else "General"
        return (
            f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="{_digits(ticks.most)}"/>'
            f'<c:min val="{_digits(ticks.least)}"/></c:scaling><c:delete val="0"/>'
            f'<c:axPos val="{"b" if self.lie else "l"}"/>{grid}{self._title(self.block.value_title, not self.lie)}'
            f'<c:numFmt formatCode="{code}" sourceLinked="0"/><c:majorTickMark val="none"/>'
            f'<c:minorTickMark val="none"/><c:tickLblPos val="{"nextTo" if self.lines else "none"}"/>{_NO_LINE}'
            f'{self._text_look()}<c:crossAx val="1"/><c:crosses val="{crosses}"/><c:crossBetween val="between"/>'
            f'<c:majorUnit val="{_digits(ticks.step)}"/></c:valAx>'
        )

    def _title(self, text: str, upright: bool) -> str:
        if not text:
            return ""
        return f'<c:title><c:tx>{self._rich(text, upright)}</c:tx><c:overlay val="0"/></c:title>'

    # --- text ---------------------------------------------------------------------------------------------------

    def _rich(self, text: str, upright: bool = False, size: int = _TEXT_SIZE) -> str:
        turned = ' rot="-5400000" vert="horz"' if upright else ""
        return (
            f'<c:rich><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="0"/></a:pPr><a:r>'
            f'<a:rPr lang="{self.language}" sz="{size}" b="0">{self.look}</a:rPr><a:t>{_text(text)}</a:t></a:r></a:p>'
            "</c:rich>"
        )

    def _text_look(self, size: int = _TEXT_SIZE) -> str:
        return (
            f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="0">{self.look}</a:defRPr></a:pPr>'
            f'<a:endParaRPr lang="{self.language}"/></a:p></c:txPr>'
        )


def _shown(side: str) -> str:
    """What stands beside a point, and on which side of it."""
    return (
        f'<c:dLblPos val="{side}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _text(text: str) -> str:
    return text_in_attribute(set_typography(text))


def _line(colour: str) -> str:
    return f'<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln></c:spPr>'


_NO_SHAPE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"


def _bar_shape(look: Look) -> str:
    own = f'<a:srgbClr val="{look.colour}"/>'
    fill = (
        f'<a:pattFill prst="{look.pattern}"><a:fgClr>{own}</a:fgClr><a:bgClr><a:srgbClr val="{look.behind}"/></a:bgClr>'
        "</a:pattFill>"
        if look.pattern
        else f"<a:solidFill>{own}</a:solidFill>"
    )
    return f'<c:spPr>{fill}<a:ln w="12700"><a:solidFill>{own}</a:solidFill></a:ln></c:spPr>'


def _line_shape(look: Look) -> str:
    return (
        f'<c:spPr><a:ln w="28575" cap="rnd"><a:solidFill><a:srgbClr val="{look.colour}"/></a:solidFill>'
        f'<a:prstDash val="{look.dash}"/><a:round/></a:ln></c:spPr>'
    )


def _marker(look: Look) -> str:
    if look.marker == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    own = f'<a:solidFill><a:srgbClr val="{look.colour}"/></a:solidFill>'
    return (
        f'<c:marker><c:symbol val="{look.marker}"/><c:size val="7"/><c:spPr>{own}<a:ln w="9525">{own}</a:ln></c:spPr>'
        "</c:marker>"
    )
