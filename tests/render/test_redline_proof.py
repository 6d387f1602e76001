"""What judges a redline: the accepter, the rejecter and the canonical reading, each on XML written by hand."""

import pytest
from support.tracked_changes import accepted, rejected
from support.word_outline import word_outline
from support.word_templates import SECTION, W, paragraph, run, word_template

WHO = 'w:id="1" w:author="Lund" w:date="2021-03-01T00:00:00Z"'
SIZE = '<w:pgSz w:w="11906" w:h="16838"/>'


def ins(content: str) -> str:
    return f"<w:ins {WHO}>{content}</w:ins>"


def gone(text: str) -> str:
    return f"<w:del {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def marked(kind: str, *content: str, properties: str = "") -> str:
    """A paragraph whose mark is inserted or deleted."""
    return paragraph(f"<w:pPr>{properties}<w:rPr><w:{kind} {WHO}/></w:rPr></w:pPr>", *content)


def cell(*content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def table(*rows: str, properties: str = "", columns: int = 1) -> str:
    grid = '<w:gridCol w:w="100"/>' * columns
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def read(*body: str, **options: str) -> list[str]:
    """The outline of a small document, without its section."""
    return word_outline(word_template(*body, **options))[:-1]  # type: ignore[arg-type]


GRID_CHANGE = '<w:gridCol w:w="9"/><w:tblGridChange w:id="1"><w:tblGrid/></w:tblGridChange>'
CHANGES = {
    "words inserted": (
        [paragraph("en ", ins(run("to ")), "tre")],
        ["p <Normal> | en to tre"],
        ["p <Normal> | en tre"],
    ),
    "words deleted, in a link too": (
        [paragraph("en ", f'<w:hyperlink w:anchor="a">{gone("to")}</w:hyperlink>', gone("tre"))],
        ["p <Normal> | en "],
        ["p <Normal> | en [link=#a]to[]tre"],
    ),
    "words moved": (
        [
            paragraph(f'<w:moveFromRangeStart {WHO} w:name="m"/><w:moveFrom {WHO}>{run("a")}</w:moveFrom>', run("b")),
            paragraph(f"<w:moveTo {WHO}>{run('a')}</w:moveTo>"),
        ],
        ["p <Normal> | b", "p <Normal> | a"],
        ["p <Normal> | ab", "p <Normal> | "],
    ),
    "a paragraph inserted": (
        [marked("ins", ins(run("ny"))), paragraph("gammel")],
        ["p <Normal> | ny", "p <Normal> | gammel"],
        ["p <Normal> | gammel"],
    ),
    "a paragraph deleted before a table": (
        [marked("del", gone("bort")), table(row(cell(paragraph("celle")))), paragraph("slutt")],
        ["table <>  columns=1", "row", "  cell ", "    p <Normal> | celle", "p <Normal> | slutt"],
        ["p <Normal> | bort", "table <>  columns=1", "row", "  cell ", "    p <Normal> | celle", "p <Normal> | slutt"],
    ),
    "a paragraph split: the last mark's properties stand": (
        [marked("ins", "en", properties="<w:keepNext/>"), paragraph('<w:pPr><w:jc w:val="right"/></w:pPr>', "to")],
        ["p <Normal> {keepNext} | en", "p <Normal> {jc val=right} | to"],
        ["p <Normal> {jc val=right} | ento"],
    ),
    "three paragraphs merged": (
        [marked("del", "en"), marked("del", "to"), paragraph("tre")],
        ["p <Normal> | entotre"],
        ["p <Normal> | en", "p <Normal> | to", "p <Normal> | tre"],
    ),
    "the last mark of a cell cannot go": (
        [table(row(cell(paragraph("a"), marked("del", gone("b"))))), paragraph("")],
        ["table <>  columns=1", "row", "  cell ", "    p <Normal> | a", "    p <Normal> | ", "p <Normal> | "],
        ["table <>  columns=1", "row", "  cell ", "    p <Normal> | a", "    p <Normal> | b", "p <Normal> | "],
    ),
    "formatting of a run": (
        [paragraph(run("a", f"<w:b/><w:rPrChange {WHO}><w:rPr><w:i/></w:rPr></w:rPrChange>"))],
        ["p <Normal> | [{b}]a[]"],
        ["p <Normal> | [{i}]a[]"],
    ),
    "formatting, style and list of a paragraph": (
        [
            paragraph(
                '<w:pPr><w:pStyle w:val="ListNumber"/><w:rPr><w:b/></w:rPr>'
                f'<w:pPrChange {WHO}><w:pPr><w:pStyle w:val="BodyText"/><w:keepNext/></w:pPr></w:pPrChange></w:pPr>',
                "a",
            )
        ],
        ["p <List Number> num='1.'@0 mark={b} | a"],
        ["p <Body Text> {keepNext} mark={b} | a"],
    ),
    "a row inserted, a row deleted, the table's and a row's properties": (
        [
            table(
                row(cell(paragraph("a")), properties=f"<w:cantSplit/><w:trPrChange {WHO}><w:trPr/></w:trPrChange>"),
                row(cell(paragraph(ins(run("b")))), properties=f"<w:ins {WHO}/>"),
                row(cell(paragraph(gone("c"))), properties=f"<w:del {WHO}/>"),
                properties=f'<w:jc w:val="center"/><w:tblPrChange {WHO}><w:tblPr/></w:tblPrChange>',
            ),
            paragraph(""),
        ],
        [
            *("table <> {jc val=center} columns=1", "row {cantSplit}", "  cell ", "    p <Normal> | a"),
            *("row", "  cell ", "    p <Normal> | b", "p <Normal> | "),
        ],
        [
            *("table <>  columns=1", "row", "  cell ", "    p <Normal> | a"),
            *("row", "  cell ", "    p <Normal> | c", "p <Normal> | "),
        ],
    ),
    "a table deleted whole": (
        [table(row(cell(marked("del", gone("a"))), properties=f"<w:del {WHO}/>")), paragraph("b")],
        ["p <Normal> | b"],
        ["table <>  columns=1", "row", "  cell ", "    p <Normal> | a", "p <Normal> | b"],
    ),
    "columns, their cells and the grid": (
        [
            table(
                row(
                    cell(paragraph("a"), properties=f"<w:noWrap/><w:tcPrChange {WHO}><w:tcPr/></w:tcPrChange>"),
                    cell(paragraph(ins(run("b"))), properties=f"<w:cellIns {WHO}/>"),
                    cell(paragraph(gone("c")), properties=f"<w:cellDel {WHO}/>"),
                )
            ).replace("</w:tblGrid>", f"{GRID_CHANGE}</w:tblGrid>"),
            paragraph(""),
        ],
        [
            *("table <>  columns=2", "row", "  cell {noWrap}", "    p <Normal> | a", "  cell ", "    p <Normal> | b"),
            "p <Normal> | ",
        ],
        [
            *("table <>  columns=0", "row", "  cell ", "    p <Normal> | a", "  cell ", "    p <Normal> | c"),
            "p <Normal> | ",
        ],
    ),
    "a field deleted": (
        [
            paragraph(
                f'<w:del {WHO}><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:delInstrText>PAGE</w:delInstrText>'
                '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>'
            )
        ],
        ["p <Normal> | "],
        ["p <Normal> | ⟨felt PAGE⟩"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_changes_are_accepted_and_rejected(name: str) -> None:
    body, new, old = CHANGES[name]
    document = word_template(*body)
    assert [line.rstrip() for line in word_outline(accepted(document))[:-1]] == [line.rstrip() for line in new]
    assert [line.rstrip() for line in word_outline(rejected(document))[:-1]] == [line.rstrip() for line in old]


def test_a_section_is_turned_back() -> None:
    wide = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    change = f"<w:sectPrChange {WHO}><w:sectPr>{SIZE}</w:sectPr></w:sectPrChange>"
    document = word_template("a", section=f"<w:sectPr>{wide}{change}</w:sectPr>")
    assert word_outline(accepted(document))[-1] == "section {pgSz h=11906 orient=landscape w=16838}"
    assert word_outline(rejected(document))[-1] == "section {pgSz h=16838 w=11906}"


def test_a_section_break_goes_with_its_paragraph() -> None:
    broken = paragraph(f"<w:pPr><w:rPr><w:ins {WHO}/></w:rPr>{SECTION}</w:pPr>")
    document = word_template("a", broken, "b")
    assert [line[:7] for line in word_outline(accepted(document))] == [
        "p <Norm",
        "p <Norm",
        "section",
        "p <Norm",
        "section",
    ]
    assert [line[:7] for line in word_outline(rejected(document))] == ["p <Norm", "p <Norm", "section"]


def test_a_change_that_is_not_known_is_no_change_passed_over() -> None:
    merged = table(row(cell(paragraph("a"), properties=f'<w:cellMerge {WHO} w:vMerge="rest"/>')))
    with pytest.raises(AssertionError, match="cellMerge is not known"):
        accepted(word_template(merged))


def test_what_is_left_unsettled_cannot_be_read() -> None:
    with pytest.raises(ValueError, match="w:ins"):
        word_outline(word_template(paragraph(ins(run("a")))))
    with pytest.raises(ValueError, match="a tracked change is left"):
        word_outline(word_template(paragraph(run("a", f"<w:rPrChange {WHO}><w:rPr/></w:rPrChange>"))))


# --- the reading --------------------------------------------------------------------------------------------------

LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for level, (form, text) in enumerate([("decimal", "%1"), ("lowerLetter", "%1%2)"), ("lowerRoman", "(%3)")])
)
NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="27"/><w:numFmt w:val="upperLetter"/>'
    '<w:pStyle w:val="BodyText"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="0"/></w:num>'
    "</w:numbering>"
)


def numbered(number: int, level: int = 0) -> str:
    return paragraph(
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>', f"{number}@{level}"
    )


def labels(*points: str, styles: str = "") -> list[str]:
    parts = {"word/numbering.xml": NUMBERING} | ({"word/styles.xml": styles} if styles else {})
    return [line.partition("num=")[2].partition(" |")[0] for line in read(*points, parts=parts)]  # type: ignore[arg-type]


def test_lists_count_as_word_counts() -> None:
    levels = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1)]
    assert labels(*(numbered(*each) for each in levels)) == [
        "'1'@0",
        "'1a)'@1",
        "'1b)'@1",
        "'(i)'@2",
        "'2'@0",
        "'2a)'@1",
    ]


def test_lists_of_one_definition_share_a_counter_and_a_list_may_set_it_anew_once() -> None:
    points = [numbered(1), numbered(4), numbered(2), numbered(2), numbered(1), numbered(2)]
    assert labels(*points) == ["'1'@0", "'2'@0", "'5'@0", "'6'@0", "'7'@0", "'8'@0"]


def test_a_style_may_number_its_paragraphs_and_a_paragraph_take_it_away() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/><w:pPr>'
        '<w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Sub">'
        '<w:name w:val="Sub"/><w:basedOn w:val="BodyText"/></w:style></w:styles>'
    )
    styled = [paragraph(f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>', "a") for style in ("BodyText", "Sub")]
    off = paragraph('<w:pPr><w:pStyle w:val="Sub"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>', "b")
    assert labels(*styled, off, styles=styles) == ["'AA.'@0", "'BB.'@0", ""]


def test_runs_set_alike_are_one_and_ids_are_nothing() -> None:
    name = '<w:bookmarkStart w:id="4" w:name="sg_1"/><w:bookmarkEnd w:id="4"/>'
    one = paragraph(run("a", "<w:b/>"), name, '<w:r w:rsidR="0A"><w:rPr><w:b w:val="1"/></w:rPr><w:t>b</w:t></w:r>')
    assert read(one) == ["p <Normal> | [{b}]ab[]"] == read(paragraph(run("ab", "<w:b/>")))


def test_the_cached_result_of_a_field_is_no_text() -> None:
    def contents(*entries: str) -> str:
        first = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC  \\o </w:instrText></w:r>'
        first += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        return "".join(
            [
                paragraph(first, entries[0]),
                *map(paragraph, entries[1:]),
                paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
            ]
        )

    assert (
        read(contents("1 Mål", "2 Plan")) == read(contents("1 Mål")) == ["p <Normal> | ⟨felt TOC \\o⟩", "p <Normal> | "]
    )
    simple = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    assert read(paragraph(simple)) == ["p <Normal> | ⟨felt PAGE⟩"]


def test_headers_are_read_where_their_section_ends_and_an_empty_one_is_none() -> None:
    reference = (
        '<w:headerReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        ' w:type="default" r:id="rId4"/>'
    )
    section = f"<w:sectPr>{reference}{SIZE}</w:sectPr>"
    shown = word_outline(word_template("a", header="Lia", section=section))
    assert shown == ["p <Normal> | a", "section {pgSz h=16838 w=11906}", "header default", "  p <Normal> | Lia"]
    empty = word_template("a", header="<w:r/>", section=section)
    assert word_outline(empty) == word_outline(word_template("a", section=f"<w:sectPr>{SIZE}</w:sectPr>"))


DIFFERENT = {
    "words": ("a", "b"),
    "a space": (paragraph("a b"), paragraph("a  b")),
    "bold": (paragraph(run("a")), paragraph(run("a", "<w:b/>"))),
    "bold taken off": (paragraph(run("a")), paragraph(run("a", '<w:b w:val="0"/>'))),
    "where bold ends": (
        paragraph(run("ab", "<w:b/>"), run("c")),
        paragraph(run("a", "<w:b/>"), run("bc")),
    ),
    "a style": (paragraph("a"), paragraph('<w:pPr><w:pStyle w:val="BodyText"/></w:pPr>', "a")),
    "the split of paragraphs": (paragraph("ab"), paragraph("a") + paragraph("b")),
    "a link's target": (
        paragraph('<w:hyperlink w:anchor="a"><w:r><w:t>x</w:t></w:r></w:hyperlink>'),
        paragraph('<w:hyperlink w:anchor="b"><w:r><w:t>x</w:t></w:r></w:hyperlink>'),
    ),
    "a field": (paragraph('<w:fldSimple w:instr="PAGE"/>'), paragraph('<w:fldSimple w:instr="NUMPAGES"/>')),
    "a header row": (table(row(cell(paragraph("a")))), table(row(cell(paragraph("a")), properties="<w:tblHeader/>"))),
    "rows and cells": (
        table(row(cell(paragraph("a")), cell(paragraph("b")))),
        table(row(cell(paragraph("a"))), row(cell(paragraph("b")))),
    ),
    "a merged cell": (
        table(row(cell(paragraph("a")))),
        table(row(cell(paragraph("a"), properties='<w:gridSpan w:val="2"/>'))),
    ),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_documents_that_differ_are_read_differently(name: str) -> None:
    one, other = DIFFERENT[name]
    assert read(one) != read(other)
