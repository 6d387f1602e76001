"""Charts: native to Word, valid, the same every time, and with nothing in them that is not seen."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pypdf import PdfReader
from support.packages import PIXEL
from support.rendering import Package, content, document, para, place, rendered, text_document, words
from support.word_templates import SECTION, with_body, word_template

from pipeline.render.charts import LOOKS, TEXT_COLOUR, TONE_LOOKS, scale, tick_format
from pipeline.richtext import (
    Block,
    Cell,
    Chart,
    ChartKind,
    ChartSeries,
    Grid,
    Image,
    Item,
    ListKind,
    TextList,
    Tone,
)
from pipeline.verify import verify_docx
from pipeline.verify.accessibility import contrast_ratio

MANDATE = Path(__file__).parents[2] / "templates_docx" / "mandat.docx"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PART = "word/charts/sg1.xml"
ON_ITS_SIDE = SECTION.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')

TONES = [None, Tone.YELLOW, Tone.RED, Tone.GREEN, None]


def status(kind: ChartKind = ChartKind.BARS, **fields: object) -> Chart:
    """39 actions by their status."""
    chart = Chart(
        kind,
        ["Ny idé", "Under planlegging", "Pågår", "Satt i drift på Åsen", "Ferdigstilt"],
        [ChartSeries([2, 2, 27, 2, 6], tones=list(TONES))],
        "39 tiltak: 2 nye idéer, 2 under planlegging, 27 pågår, 2 i drift, 6 ferdigstilt",
        place(),
        words("Tiltakene etter status"),
        label="Figur",
        category_title="Status",
        value_title="Antall tiltak",
    )
    return replace(chart, **fields)  # type: ignore[arg-type]


def trend(**fields: object) -> Chart:
    """An indicator over time, with a gap and a target."""
    chart = Chart(
        ChartKind.LINES,
        ["1. tertial", "2. tertial", "3. tertial", "4. tertial"],
        [ChartSeries([7.4, Decimal("6.9"), None, 6.25], "Sykefravær")],
        "Sykefraværet falt fra 7,4 til 6,3 prosent",
        place(),
        decimals=1,
        unit="%",
        target=6,
        target_name="Mål",
    )
    return replace(chart, **fields)  # type: ignore[arg-type]


def several(kind: ChartKind, *values: Sequence[float | None], **fields: object) -> Chart:
    """A chart of as many series as there are values."""
    series = [ChartSeries(list(each), f"Rekke {number}") for number, each in enumerate(values, 1)]
    chart = Chart(kind, [f"k{index}" for index in range(len(values[0]))], series, "Flere rekker", place())
    return replace(chart, **fields)  # type: ignore[arg-type]


ALL = [
    status(),
    status(ChartKind.COLUMNS),
    trend(),
    several(ChartKind.LINES, [0.41, 0.5, 0.62], [0.2, 0.3, 0.25], [0.71, 0.82, 0.93], [0.1, 0.05, 0.12], [1, 1, 1]),
    several(ChartKind.COLUMNS, [41000, 5000], [20000, -25000], unit="kr"),
    several(ChartKind.BARS, [4, 0], [3, None]),
    several(ChartKind.LINES, [1200400, 2000000], unit="reiser & «turer»"),
    several(ChartKind.COLUMNS, [0, 0]),
]


def chart_of(block: Chart) -> etree._Element:
    """The part of a chart that stands alone in a document."""
    return text_document(block).tree(PART)


def printed(part: etree._Element) -> list[str]:
    """The text beside the points."""
    return [each.text or "" for each in part.iterfind(f".//{C}dLbl//{A}t")]


def texts(part: etree._Element) -> list[str]:
    """Every string of a part that is text and not a number."""
    shown = [each.text or "" for each in part.iter(f"{A}t")]
    shown += [each.text or "" for each in part.iterfind(f".//{C}tx/{C}v")]
    return shown + [each.text or "" for each in part.iterfind(f".//{C}strLit//{C}v")]


# --- the package --------------------------------------------------------------------------------------------------


def test_all_kinds_are_valid_in_the_projects_own_styles(
    tmp_path: Path, sdk_valid: Callable[..., None], audit_valid: Callable[..., None]
) -> None:
    path = tmp_path / "diagram.docx"
    path.write_bytes(rendered(with_body(MANDATE.read_bytes(), "{{p tekst }}"), content(*ALL)).data)
    audit_valid(path)
    sdk_valid(path)


def test_a_document_with_charts_has_no_fault() -> None:
    of = document(content(*ALL))
    made = rendered(with_body(MANDATE.read_bytes(), "{{p tekst }}"), of)
    with_footer = {each.code for each in verify_docx(rendered(with_body(MANDATE.read_bytes(), "x"), of).data, "x", of)}
    assert {each.code for each in verify_docx(made.data, "x", of)} - with_footer == set()


def test_each_chart_is_a_part_with_its_type_and_its_relation() -> None:
    made = text_document(status(), para("Mellom."), trend())
    parts = [name for name in made.names if "chart" in name]
    assert parts == ["word/charts/sg1.xml", "word/charts/sg2.xml"]
    for part in parts:
        kind = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
        assert f'<Override PartName="/{part}" ContentType="{kind}"/>' in made.xml("[Content_Types].xml")
    relations = re.findall(r'Id="(\w+)" Type="[^"]*/chart" Target="([^"]*)"', made.xml("word/_rels/document.xml.rels"))
    assert relations == [("sg1", "charts/sg1.xml"), ("sg2", "charts/sg2.xml")]
    assert re.findall(r'<c:chart [^>]*r:id="(\w+)"', made.body) == ["sg1", "sg2"]
    assert re.findall(r'<wp:docPr id="(\d+)" name="([^"]*)"', made.body) == [("1", "Diagram 1"), ("2", "Diagram 2")]


def test_a_chart_of_the_templates_own_stays() -> None:
    own = "word/charts/chart1.xml"
    template = word_template(
        "{{p tekst }}", parts={own: f'<c:chartSpace xmlns:c="{C[1:-1]}"/>'}, relations={"rId9": ("chart", own[5:])}
    )
    made = rendered(template, content(status()))
    assert "<c:bar" not in made.xml(own)
    assert "<c:barChart>" in made.xml(PART)


def test_the_same_chart_is_the_same_bytes() -> None:
    assert text_document(*ALL).data == text_document(*ALL).data


def test_the_language_is_that_of_the_document() -> None:
    made = rendered(word_template("{{p tekst }}"), document(content(status()), language="nn"))
    assert set(re.findall(r'lang(?: val)?="([^"]*)"', made.xml(PART))) == {"nn-NO"}


@pytest.mark.parametrize(
    ("fonts", "font"),
    [
        ('<w:rFonts w:ascii="Verdana" w:hAnsi="Verdana"/>', "Verdana"),
        ('<w:rFonts w:asciiTheme="minorHAnsi" w:ascii="Verdana"/>', "+mn-lt"),
        ('<w:rFonts w:asciiTheme="majorHAnsi"/>', "+mj-lt"),
        ("", None),
    ],
)
def test_the_font_is_that_of_the_text(fonts: str, font: str | None) -> None:
    template = word_template("{{p tekst }}")
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    styled = parts["word/styles.xml"].replace(b"<w:rPrDefault><w:rPr>", f"<w:rPrDefault><w:rPr>{fonts}".encode())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, data in {**parts, "word/styles.xml": styled}.items():
            package.writestr(name, data)
    part = rendered(stream.getvalue(), content(status())).tree(PART)
    assert {each.get("typeface") for each in part.iter(f"{A}latin")} == ({font} if font else set())


# --- nothing hidden -----------------------------------------------------------------------------------------------


def test_no_workbook_and_no_formula_travels_along() -> None:
    made = text_document(*ALL)
    assert not [name for name in made.names if "embeddings" in name or name.endswith(".xlsx")]
    assert not [name for name in made.names if name.startswith("word/charts/_rels")]
    for name in made.names:
        if name.startswith("word/charts/"):
            assert not list(made.tree(name).iter(f"{C}f", f"{C}externalData", f"{C}strCache", f"{C}numCache"))


def test_every_text_of_a_chart_and_every_number_is_seen_on_the_page(
    tmp_path: Path, soffice_pdf: Callable[[Path], Path]
) -> None:
    path = tmp_path / "diagram.docx"
    made = rendered(with_body(MANDATE.read_bytes(), "{{p tekst }}"), content(*ALL))
    path.write_bytes(made.data)
    page = _bare("\n".join(each.extract_text() for each in PdfReader(soffice_pdf(path)).pages))
    parts = [made.tree(name) for name in made.names if name.startswith("word/charts/")]
    assert len(parts) == len(ALL)
    for part, block in zip(parts, ALL, strict=True):
        assert [text for text in texts(part) if _bare(text) not in page] == []
        for series, given_series in zip(part.iter(f"{C}ser"), block.series, strict=False):
            numbers = series.findall(f"{C}val/{C}numLit/{C}pt")
            labels = series.findall(f"{C}dLbls/{C}dLbl/{C}idx")
            shown = [str(at) for at, value in enumerate(given_series.values) if value is not None]
            assert [each.get("idx") for each in numbers] == [each.get("val") for each in labels] == shown


def _bare(text: str) -> str:
    return "".join(text.split())


def test_what_is_no_text_is_known() -> None:
    """Of the letters of a chart's part, those between tags are texts, numbers, and the name of a number format."""
    for block in ALL:
        part = chart_of(block)
        told = {each.text for each in part.iter() if each.text}
        numbers = {each.text for each in part.iterfind(f".//{C}numLit//{C}v")}
        assert told - set(texts(part)) - numbers == {"General"}


def test_the_name_of_a_series_that_nothing_is_to_be_told_from_is_left_out() -> None:
    alone = status()
    alone.series[0].name = "Hemmelig"
    assert "Hemmelig" not in text_document(alone).xml(PART)
    assert not list(chart_of(alone).iter(f"{C}legend"))
    part = chart_of(several(ChartKind.COLUMNS, [1], [2]))
    assert [each.text for each in part.iterfind(f".//{C}tx/{C}v")] == ["Rekke 1", "Rekke 2"]
    assert list(part.iter(f"{C}legend"))


# --- what is shown ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "fields", "shown"),
    [
        ([2, 27, 1206], {}, ["2", "27", "1\xa0206"]),
        ([4.5, 1234.25, -3], {}, ["4,5", "1\xa0234,25", "−3"]),
        ([6.95, 7, 0.05], {"decimals": 1, "unit": "%"}, ["7,0\xa0%", "7,0\xa0%", "0,1\xa0%"]),
        ([Decimal("1.10"), None, 3], {}, ["1,10", "3"]),
        ([41000, 0, 1], {"unit": "kr"}, ["kr\xa041\xa0000", "kr\xa00", "kr\xa01"]),
        ([3, 1, 2], {"unit": "årsverk"}, ["3\xa0årsverk", "1\xa0årsverk", "2\xa0årsverk"]),
    ],
)
@pytest.mark.parametrize("kind", ChartKind)
def test_values_are_printed_as_norwegian_writes_them(
    kind: ChartKind, values: list[float | None], fields: dict[str, object], shown: list[str]
) -> None:
    assert printed(chart_of(several(kind, values, **fields))) == shown


def test_the_numbers_themselves_are_whole_and_exact() -> None:
    part = chart_of(several(ChartKind.LINES, [0.1, 1e-7, Decimal("1E+3"), -0.0, 12345678.25]))
    told = [each.text for each in part.iterfind(f".//{C}numLit//{C}v")]
    assert told == ["0.1", "0.0000001", "1000", "0.0", "12345678.25"]


def test_the_target_is_a_line_whose_value_stands_in_the_legend() -> None:
    part = chart_of(trend())
    lines = part.findall(f".//{C}ser")
    assert [each.findtext(f"{C}tx/{C}v") for each in lines] == ["Sykefravær", "Mål: 6,0\xa0%"]
    assert [each.text for each in lines[1].iterfind(f"{C}val//{C}v")] == ["6"] * 4
    assert lines[1].find(f"{C}dLbls") is None


def test_lying_bars_are_read_from_the_top() -> None:
    part = chart_of(status())
    assert part.find(f".//{C}barDir").get("val") == "bar"  # type: ignore[union-attr]
    assert part.find(f".//{C}catAx//{C}orientation").get("val") == "maxMin"  # type: ignore[union-attr]
    assert chart_of(status(ChartKind.COLUMNS)).find(f".//{C}barDir").get("val") == "col"  # type: ignore[union-attr]


def test_bars_have_the_tone_of_their_value() -> None:
    points = chart_of(status()).findall(f".//{C}dPt")
    assert [each.find(f"{C}idx").get("val") for each in points] == ["1", "2", "3"]  # type: ignore[union-attr]
    edges = [each.find(f"{C}spPr/{A}ln//{A}srgbClr").get("val") for each in points]  # type: ignore[union-attr]
    assert edges == [TONE_LOOKS[tone].colour for tone in (Tone.YELLOW, Tone.RED, Tone.GREEN)]


def test_axes_have_their_names() -> None:
    part = chart_of(status())
    assert ["".join(each.itertext()) for each in part.iter(f"{C}title")] == ["Status", "Antall tiltak"]
    assert not list(chart_of(trend()).iter(f"{C}title"))
    assert part.find(f"{C}chart/{C}autoTitleDeleted").get("val") == "1"  # type: ignore[union-attr]


def test_texts_are_escaped_and_set_with_norwegian_typography() -> None:
    block = several(ChartKind.COLUMNS, [1, 2], category_title='<b> & "sitat"')
    block.categories = ["28. april\n2020", "kl. 12.00"]
    part = chart_of(block)
    assert [each.text for each in part.iterfind(f".//{C}strLit//{C}v")] == ["28.\xa0april 2020", "kl.\xa012.00"]
    assert "".join(part.find(f".//{C}title").itertext()) == "<b> & «sitat»"  # type: ignore[union-attr]


# --- told apart without colour ------------------------------------------------------------------------------------


def test_edges_lines_and_text_stand_out_from_the_paper() -> None:
    for look in (*LOOKS, *TONE_LOOKS.values()):
        assert contrast_ratio(look.colour, "FFFFFF") >= 3
        if look.behind:
            assert contrast_ratio(look.colour, look.behind) >= 3
    assert contrast_ratio(TEXT_COLOUR, "FFFFFF") >= 4.5


def test_no_two_looks_differ_by_colour_alone() -> None:
    for one, other in combinations(LOOKS, 2):
        assert one.pattern != other.pattern
        assert one.dash != other.dash
        assert one.marker != other.marker
    assert len({look.pattern for look in TONE_LOOKS.values()}) == len(TONE_LOOKS)


# --- scales -------------------------------------------------------------------------------------------------------

NUMBERS = st.lists(st.decimals(-(10**7), 10**7, places=2), min_size=1, max_size=8)


@given(NUMBERS)
def test_a_scale_has_zero_round_steps_and_room_for_every_value(values: list[Decimal]) -> None:
    least, most, step = scale(values)
    assert least <= min(0, *values)
    assert most >= max(0, *values)
    assert least < most
    assert str(step.normalize()).lstrip("0.")[:1] in "125"
    assert least % step == most % step == 0
    assert (most - least) / step <= 10


@pytest.mark.parametrize(
    ("values", "ends"),
    [
        ([2, 27, 6], (0, 30, 10)),
        ([14.2, 14.6, 15], (0, 20, 5)),
        ([85, 88, 91], (0, 100, 20)),
        ([0.2, 0.9], (0, 1, 0.2)),
        ([0], (0, 1, 1)),
        ([-30, -20], (-40, 0, 10)),
        ([5, 5], (0, 6, 1)),
    ],
)
def test_a_scale_begins_at_zero_also_where_the_values_lie_close_together(
    values: list[float], ends: tuple[float, float, float]
) -> None:
    assert tuple(scale([Decimal(str(each)) for each in values])) == tuple(Decimal(str(each)) for each in ends)


@pytest.mark.parametrize(
    ("target", "values", "sides"),
    [
        (1.5, [1.9, 1.8, 1.4], "ttb"),
        (85, [71.4, 86, 85], "btt"),
        (20, [1, 12], "tb"),  # there is no room below the first
        (None, [1, 12], "tt"),
    ],
)
def test_a_value_turns_away_from_the_target(target: float | None, values: list[float], sides: str) -> None:
    part = chart_of(trend(categories=[str(each) for each in values], series=[ChartSeries(values, "A")], target=target))  # type: ignore[arg-type]
    assert "".join(each.get("val", "") for each in part.iterfind(f".//{C}dLbl/{C}dLblPos")) == sides


@pytest.mark.parametrize(("target", "drawn"), [(0, False), (6, True)])
def test_a_target_of_zero_is_not_hidden_by_the_axis(target: int, drawn: bool) -> None:
    line = chart_of(trend(target=target)).find(f".//{C}catAx/{C}spPr/{A}ln")
    assert line is not None
    assert (line.find(f"{A}solidFill") is not None) is drawn


@pytest.mark.parametrize(
    ("values", "fields", "code"),
    [
        ([1, 5], {}, "0"),
        ([1, 5], {"unit": "%"}, '0"\xa0%"'),
        ([1, 5], {"unit": "årsverk"}, "0"),
        ([0.1, 0.5], {}, "[$-414]0.0"),
        ([100, 5000], {"unit": "kr"}, '[>=1000]"kr\xa0"0"\xa0"000;"kr\xa0"0'),
        ([5e6, 1e6], {}, '[>=1000000]0"\xa0"000"\xa0"000;[>=1000]0"\xa0"000;0'),
    ],
)
def test_the_numbers_of_an_axis_are_grouped_by_spaces_of_our_own(
    values: list[float], fields: dict[str, object], code: str
) -> None:
    block = several(ChartKind.LINES, values, **fields)
    assert tick_format(block, scale([Decimal(str(each)) for each in values])) == code
    axis = chart_of(block).find(f".//{C}valAx/{C}numFmt")
    assert axis is not None
    assert axis.get("formatCode") == code


# --- in the document ----------------------------------------------------------------------------------------------


def test_the_alternative_text_stands_with_the_drawing() -> None:
    assert 'descr="39 tiltak: 2 nye idéer, 2 under planlegging' in text_document(status()).body


def test_figures_are_counted_together_whatever_they_are() -> None:
    picture = Image("a.png", "Et bilde", place(), words("Bildet"), label="Figur")
    made = text_document(status(), picture, trend(caption=words("Uten nummer")), status(), assets={"a.png": PIXEL})
    captions = [text for style, text in made.paragraphs() if style == "Caption"]
    assert captions == [
        "Figur 1. Tiltakene etter status",
        "Figur 2. Bildet",
        "Uten nummer",
        "Figur 3. Tiltakene etter status",
    ]


def test_a_chart_stays_with_its_caption_and_has_its_bookmark() -> None:
    made = text_document(status(ident="sg_1"))
    assert re.match(
        r'<w:p><w:pPr><w:pStyle w:val="Bilde"/><w:keepNext/></w:pPr><w:bookmarkStart [^>]*"sg_1"', made.body
    )
    assert made.body.index("sg_1") < made.body.index("<w:drawing>") < made.body.index("<w:bookmarkEnd")


def extent(made: Package) -> tuple[int, int]:
    found = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', made.body)
    assert found
    return int(found[1]) // 635, int(found[2]) // 635


def test_a_chart_may_be_flatter_than_usual() -> None:
    line = Chart(ChartKind.LINES, ["a", "b"], [ChartSeries([1, 2])], "alt", place())
    (width, usual), flat = extent(text_document(line)), extent(text_document(replace(line, shape=0.3)))
    assert (flat[0], usual) == (width, pytest.approx(width * 0.5, abs=1))
    assert flat[1] == pytest.approx(width * 0.3, abs=1)


def test_a_chart_is_as_wide_as_there_is_room_and_bars_grow_downwards() -> None:
    width, height = extent(text_document(status()))
    assert width == 9000
    few = several(ChartKind.BARS, [1, 2])
    many = several(ChartKind.BARS, list(range(60)))
    assert extent(text_document(few))[1] < height < extent(text_document(many))[1] <= 14000 * 0.6
    listed = TextList(ListKind.BULLET, [Item([para("Punkt"), status()], place())], place())
    assert extent(text_document(listed))[0] < width


def test_a_chart_stands_on_a_page_on_its_side_too(tmp_path: Path, sdk_valid: Callable[..., None]) -> None:
    template = word_template("{{p tekst }}", section=ON_ITS_SIDE)
    made = rendered(template, content(status()))
    assert 9000 < extent(made)[0] <= 16838
    grid = Grid([words("a")], [[Cell([para("x")])]], place(), landscape=True)
    mixed = rendered(with_body(MANDATE.read_bytes(), "{{p tekst }}"), content(para("x"), grid, status(), grid, trend()))
    assert [each in mixed.xml() for each in ('r:id="sg1"', 'w:orient="landscape"')] == [True, True]
    path = tmp_path / "liggende.docx"
    path.write_bytes(mixed.data)
    sdk_valid(path)


def test_in_a_header_the_chart_is_told_in_words() -> None:
    made = rendered(word_template("x", header="{{p tekst }}"), content(trend()))
    assert "[Diagram: Sykefraværet falt fra 7,4 til 6,3 prosent]" in made.xml("word/header1.xml")
    assert not [name for name in made.names if "chart" in name]


def in_a_cell(chart: Chart) -> Block:
    return Grid([words("a")], [[Cell([chart])]], place())


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (in_a_cell(status()), "in a cell"),
        (status(alt=" "), "alternative text"),
        (status(categories=[]), "something to show"),
        (status(series=[]), "something to show"),
        (status(series=[ChartSeries([1, 2])]), "a value for each category"),
        (status(series=[ChartSeries([1, 2, 3, 4, 5], tones=[Tone.RED])]), "a tone for each category"),
        (status(series=[ChartSeries([1, 2, 3, 4, float("nan")])]), "values are numbers"),
        (status(series=[ChartSeries([1, 2, 3, 4, 5]), ChartSeries([1, 2, 3, 4, 5])]), "by their names"),
        (status(target=5, target_name="Mål"), "only lines"),
        (trend(target_name=""), "a target has a name"),
    ],
)
def test_a_chart_no_document_kind_may_make(block: Block, reason: str) -> None:
    with pytest.raises(AssertionError, match=reason):
        text_document(block)
