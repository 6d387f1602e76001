"""Every fault a finished document may have is found, and a sound document has none.

Each case breaks one thing in the sound document of `support.packages`, and names the one complaint that must come.
"""

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.packages import BODY, PARTS, PICTURE, SECTION, cell, changed, packed, paragraph, with_chart

from pipeline.diagnostics import Place, Problem, Severity
from pipeline.verify import Expected, problems, verify
from pipeline.verify.accessibility import contrast_ratio

EXPECTED = Expected(
    file="build/referat/2020-04-28.docx",
    title="Referat fra møte & befaring",
    language="nb",
    properties={"saksgang-id": "prosjektgruppen/2020-04-28"},
    template_tags=("{{ tittel }}", "{%p if utkast %}", "{{p sak.tekst }}"),
)
DIRTY = ' w:dirty="true"'
TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
NUMBERING = "word/numbering.xml"
COMMENTS = "word/comments.xml"
CORE, CUSTOM = "docProps/core.xml", "docProps/custom.xml"
PATTERN = '<w:abstractNum w:abstractNumId="0"/>'
TURNED = SECTION.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')
VIK = cell(paragraph("Vik"))
TABLE = f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{cell(paragraph('x'))}</w:tr></w:tbl>"


def body(content: str) -> dict[str, str | bytes]:
    """The sound document with `content` before the section."""
    return changed(DOCUMENT, SECTION, content + SECTION)


def bookmark(ident: int, name: str) -> str:
    return f'<w:bookmarkStart w:id="{ident}" w:name="{name}"/><w:bookmarkEnd w:id="{ident}"/>'


def mark(kind: str, more: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"{more}/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def faults(parts: dict[str, str | bytes], expected: Expected = EXPECTED) -> list[str]:
    """The codes of what is found, each once."""
    return list(dict.fromkeys(each.code for each in verify(packed(parts), expected)))


def without(part: str) -> dict[str, str | bytes]:
    return {name: text for name, text in PARTS.items() if name != part}


def test_the_sound_document_has_no_fault() -> None:
    assert verify(packed(PARTS), EXPECTED) == []


def test_the_sound_document_is_sound_by_the_validators_too(tmp_path: Path, sdk_valid, audit_valid) -> None:
    path = tmp_path / "sound.docx"
    path.write_bytes(packed(PARTS))
    audit_valid(path)
    sdk_valid(path)


def test_a_complaint_names_the_document_and_what_is_wrong() -> None:
    (found,) = verify(packed(changed(DOCUMENT, 'w:val="Strong"', 'w:val="Sterk"')), EXPECTED)
    assert (found.place, found.severity) == (Place("build/referat/2020-04-28.docx"), Severity.ERROR)
    assert found.message() == "Stilen «Sterk» (tegn) brukes i word/document.xml, men finnes ikke i malen."


CASES = {
    "del-ugyldig-xml": {
        "a part cut short": changed(DOCUMENT, "</w:body>", ""),
        "a prefix that is not declared": changed(DOCUMENT, "<w:body>", "<w:body><x:y/>"),
        "a document type": changed("word/settings.xml", "<w:settings", "<!DOCTYPE x><w:settings"),
    },
    "del-dobbel": {"told apart by case only": {**PARTS, "word/Styles.xml": PARTS["word/styles.xml"]}},
    "pakke-uten-tekst": {
        "a template, not a document": changed(TYPES, "document.main", "template.main"),
        "the main part is not there": changed("_rels/.rels", "word/document.xml", "word/nothing.xml"),
    },
    "del-uten-type": {"an ending nobody knows": changed(TYPES, 'Extension="png"', 'Extension="gif"')},
    "del-uten-bruk": {
        "a part nothing refers to": {**PARTS, "word/media/other.png": b""},
        "relations of a part that is gone": {**PARTS, "word/_rels/header9.xml.rels": "<Relationships/>"},
    },
    "del-mangler": {
        "a relation to nothing": without("word/media/prikk.png"),
        "the type of nothing": changed(TYPES, "</Types>", '<Override PartName="/word/x" ContentType="a/b"/></Types>'),
    },
    "relasjon-dobbel": {"two of one id": changed(RELATIONS, "rIdSettings", "rIdLink")},
    "relasjon-mangler": {"a link to nowhere": changed(DOCUMENT, 'r:id="rIdLink"', 'r:id="rId99"')},
    "relasjon-ut": {
        "a template attached": changed(RELATIONS, 'hyperlink" Target', 'attachedTemplate" Target'),
        "an image fetched from outside": changed(RELATIONS, 'hyperlink" Target', 'image" Target'),
    },
    "stil-finnes-ikke": {
        "a paragraph style": body(paragraph("x", "Overskrift")),
        "a style of another kind": body(paragraph("x", "Strong")),
        "a table style": body(TABLE.replace("<w:tr>", '<w:tblPr><w:tblStyle w:val="Rutenett"/></w:tblPr><w:tr>')),
        "in the footer": changed("word/footer1.xml", "<w:p>", '<w:p><w:pPr><w:pStyle w:val="Bunn"/></w:pPr>'),
    },
    "nummerering-finnes-ikke": {
        "used in the text": changed(DOCUMENT, 'w:numId w:val="2"', 'w:numId w:val="3"'),
        "used in a style": changed("word/styles.xml", 'w:numId w:val="1"', 'w:numId w:val="9"'),
        "without its pattern": changed(NUMBERING, 'abstractNum w:abstractNumId="0"', 'abstractNum w:abstractNumId="5"'),
    },
    "nummerering-dobbel": {"two of one id": changed(NUMBERING, "</w:numbering>", PATTERN + "</w:numbering>")},
    "celle-uten-avsnitt": {
        "an empty cell": changed(DOCUMENT, VIK, cell("")),
        "a cell that is nothing": changed(DOCUMENT, VIK, "<w:tc/>"),
    },
    "bokmerke-uten-par": {
        "no end": changed(DOCUMENT, '<w:bookmarkEnd w:id="7"/>', ""),
        "the end first": body('<w:bookmarkEnd w:id="8"/><w:bookmarkStart w:id="8" w:name="b"/>'),
        "two of one id": body(bookmark(7, "b")),
    },
    "bokmerke-dobbelt": {"told apart by case only": body(bookmark(8, "SG_25_2020_1"))},
    "bokmerke-navn": {"41 letters": body(bookmark(8, "n" * 41)), "a space": body(bookmark(8, "sak 1"))},
    "kommentar-uten-par": {
        "nowhere in the text": changed(COMMENTS, 'comment w:id="0"', 'comment w:id="4"'),
        "two of one id": changed(COMMENTS, "</w:comments>", '<w:comment w:id="0"/></w:comments>'),
        "without its reference": changed(DOCUMENT, '<w:r><w:commentReference w:id="0"/></w:r>', ""),
    },
    "bilde-dobbel-id": {"the same picture twice": body(PICTURE)},
    "bilde-uten-tekst": {
        "only a space": changed(DOCUMENT, 'descr="En rød prikk"', 'descr=" "'),
        "a chart": {**with_chart(), DOCUMENT: str(with_chart()[DOCUMENT]).replace('descr="Tre tiltak"', "")},
    },
    "diagram-feil-type": {"a part of another type": with_chart("drawing+xml")},
    "diagram-med-regneark": {
        "a workbook": with_chart(workbook="package"),
        "one of an older program": with_chart(workbook="oleObject"),
    },
    "bilde-flyter": {"in the text": changed(DOCUMENT, "wp:inline", "wp:anchor")},
    "lenke-uten-mal": {
        "a link": changed(DOCUMENT, 'w:anchor="sg_25_2020_1"', 'w:anchor="sg_26"'),
        "a page reference": body('<w:p><w:fldSimple w:instr=" PAGEREF _Toc1 \\h "/></w:p>'),
    },
    "felt-odelagt": {
        "never ended": body(f"<w:p>{mark('begin')}{code(' DATE ')}{mark('separate')}</w:p>"),
        "ended twice": body(f"<w:p>{mark('begin')}{code(' DATE ')}{mark('separate')}{mark('end')}{mark('end')}</w:p>"),
        "its result begins twice": body(
            f"<w:p>{mark('begin')}{code(' DATE ')}{mark('separate')}{mark('separate')}{mark('end')}</w:p>"
        ),
        "without a code": body(f"<w:p>{mark('begin')}{mark('end')}</w:p>"),
        "a code outside": body(f"<w:p>{code(' DATE ')}</w:p>"),
    },
    "felt-til-oppdatering": {
        "marked so": body(f"<w:p>{mark('begin', DIRTY)}{code(' DATE ')}{mark('end')}</w:p>"),
        "a simple one": body('<w:p><w:fldSimple w:instr=" DATE " w:dirty="1"/></w:p>'),
    },
    "side-feil-vei": {
        "higher than wide": changed(DOCUMENT, 'w:h="16838"', 'w:h="16838" w:orient="landscape"'),
    },
    "merke-igjen": {
        "in the text": body(paragraph("Tittel: {{ tittel }}")),
        "cut up over runs": body("<w:p><w:r><w:t>{</w:t></w:r><w:r><w:t>{tittel}}</w:t></w:r></w:p>"),
        "in the footer": changed("word/footer1.xml", "Side ", "{%p if utkast %}"),
    },
    "tabell-uten-hode": {
        "no row marked": changed(DOCUMENT, "<w:tblHeader/>", ""),
        "the mark turned off": changed(DOCUMENT, "<w:tblHeader/>", '<w:tblHeader w:val="0"/>'),
        "the second row marked": body(f"<w:tbl><w:tr/><w:tr><w:trPr><w:tblHeader/></w:trPr>{VIK}</w:tr></w:tbl>"),
    },
    "tabell-flettet": {
        "across": changed(DOCUMENT, "</w:tcPr>", '<w:gridSpan w:val="2"/></w:tcPr>'),
        "down": changed(DOCUMENT, "</w:tcPr>", "<w:vMerge/></w:tcPr>"),
    },
    "tabell-i-tabell": {"in a cell": changed(DOCUMENT, VIK, cell(TABLE + paragraph("x")))},
    "overskrift-hopper": {
        "from 1 to 3": changed(DOCUMENT, '"Heading2"', '"Heading3"'),
        "the first is level 2": changed(DOCUMENT, '"Heading1"', '"Normal"'),
        "a level set by hand": body('<w:p><w:pPr><w:outlineLvl w:val="5"/></w:pPr></w:p>'),
    },
    "sprak-ikke-satt": {
        "another": changed("word/styles.xml", "nb-NO", "en-US"),
        "none": changed("word/styles.xml", '<w:lang w:val="nb-NO"/>', ""),
    },
    "tittel-feil": {
        "another": changed(CORE, "befaring", "lunsj"),
        "none": changed(CORE, "Referat fra møte &amp; befaring", ""),
    },
    "egenskap-feil": {
        "another id": changed(CUSTOM, "2020-04-28", "2020-04-29"),
        "no id": changed(CUSTOM, "saksgang-id", "noe-annet"),
    },
    "sidetall-mangler": {
        "no page": changed("word/footer1.xml", " PAGE ", " DATE "),
        "no number of pages": changed("word/footer1.xml", "NUMPAGES", "DATE"),
    },
    "innstilling-ulovlig": {
        "fields updated on opening": changed("word/settings.xml", "<w:zoom", "<w:updateFields/><w:zoom"),
        "a mail merge": changed("word/settings.xml", "<w:zoom", "<w:mailMerge/><w:zoom"),
    },
    "kontrast-for-lav": {
        "a style": changed("word/styles.xml", 'w:val="14475A"', 'w:val="9FB4BD"'),
        "by hand": body('<w:p><w:r><w:rPr><w:color w:val="AAAAAA"/></w:rPr><w:t>x</w:t></w:r></w:p>'),
    },
}
"""By the code of the complaint that must come: what is broken."""


@pytest.mark.parametrize(("code", "case"), [(code, case) for code, cases in CASES.items() for case in cases])
def test_a_fault_is_found_and_no_other(code: str, case: str) -> None:
    assert faults(CASES[code][case]) == [code]


def test_every_problem_there_is_has_a_case() -> None:
    declared = {each.code for each in vars(problems).values() if isinstance(each, Problem)}
    assert declared - set(CASES) == {"pakke-uleselig"}  # has a test of its own, below


SOUND = {
    "a cell that ends in an empty paragraph": changed(DOCUMENT, VIK, cell("<w:p/>")),
    "a bookmark that ends after the last paragraph of a cell": changed(
        DOCUMENT,
        VIK,
        cell(f'<w:bookmarkStart w:id="8" w:name="b"/>{paragraph("Vik")}<w:bookmarkEnd w:id="8"/>'),
    ),
    "a paragraph taken out of its list": changed(DOCUMENT, 'w:numId w:val="2"', 'w:numId w:val="0"'),
    "a drawing marked as decoration": changed(
        DOCUMENT,
        'descr="En rød prikk"/>',
        'descr=""><a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst></wp:docPr>',
    ),
    "fields in fields, over paragraphs": body(
        f"<w:p>{mark('begin')}{code(' TOC ')}{mark('separate')}{mark('begin')}{code(' PAGEREF sg_25_2020_1 ')}"
        f"{mark('separate')}{mark('end')}</w:p><w:p>{mark('end')}</w:p>"
        f"<w:p>{mark('begin')}{code(' = ')}{mark('begin')}{code(' PAGE ')}{mark('end')}{code('-1')}{mark('end')}</w:p>"
    ),
    "a page on its side": body(f"<w:p><w:pPr>{TURNED}</w:pPr></w:p>"),
    "a chart": with_chart(),
    "a setting that is turned off": changed("word/settings.xml", "<w:zoom", '<w:updateFields w:val="false"/><w:zoom'),
    "a link to the top": changed(DOCUMENT, 'w:anchor="sg_25_2020_1"', 'w:anchor="_top"'),
    "headings that go up two levels": body(paragraph("x", "Heading3") + paragraph("y", "Heading1")),
    "white text by hand on a dark cell": changed(
        DOCUMENT,
        VIK,
        '<w:tc><w:tcPr><w:shd w:val="clear" w:fill="14475A"/></w:tcPr><w:p><w:r><w:rPr><w:color w:val="FFFFFF"/>'
        "</w:rPr><w:t>Vik</w:t></w:r></w:p></w:tc>",
    ),
    "the language set in the standard style": changed("word/styles.xml", '<w:lang w:val="nb-NO"/>', "")
    | {
        "word/styles.xml": str(PARTS["word/styles.xml"])
        .replace('<w:lang w:val="nb-NO"/>', "")
        .replace('<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:rPr><w:lang w:val="nb-NO"/></w:rPr>')
    },
    "other prefixes, single quotes, comments and CDATA": {
        **PARTS,
        DOCUMENT: re.sub(r'="([^"<>]*)"', r"='\1'", re.sub(r"(</?| )w:", r"\1ord:", str(PARTS[DOCUMENT])))
        .replace("xmlns:w=", "xmlns:ord=")
        .replace("<ord:t>Punkt<", "<ord:t><![CDATA[<w:pStyle w:val='Nei'/>]]><")
        .replace("<ord:body>", "<ord:body><!-- <w:tc></w:tc> -->"),
    },
    "UTF-16": {**PARTS, DOCUMENT: str(PARTS[DOCUMENT]).replace('"UTF-8"', '"UTF-16"').encode("utf-16")},
    "text that looks like XML": body(paragraph('&lt;w:pStyle w:val="Nei"/> &lt;w:tc>&lt;/w:tc> <?pi x?>')),
    "text in braces that is no tag": body(paragraph("{{ noe annet }} {% og %} {# mer #}")),
}


@pytest.mark.parametrize("case", SOUND)
def test_what_is_allowed_is_left_alone(case: str) -> None:
    assert [each.message() for each in verify(packed(SOUND[case]), EXPECTED)] == []


def test_other_prefixes_hide_no_fault() -> None:
    parts = dict(SOUND["other prefixes, single quotes, comments and CDATA"])
    parts[DOCUMENT] = str(parts[DOCUMENT]).replace("'Strong'", "'Sterk'").replace("'rIdLink'", "'rId99'")
    assert faults(parts) == ["relasjon-mangler", "stil-finnes-ikke"]


@dataclass
class Words:
    """Stands for a run of the content handed to the template."""

    text: str


@dataclass
class Content:
    innledning: str
    ord: list[Words]


@pytest.mark.parametrize(
    "content",
    [
        Content("Skriv {{ tittel }} øverst i malen.", []),
        Content("", [Words("Skriv {{ "), Words("tittel"), Words(" }}")]),
    ],
)
def test_a_tag_the_user_typed_is_text(content: Any) -> None:
    """Minutes of a meeting about templates may hold a tag of this very template."""
    expected = Expected("x", EXPECTED.title, "nb", template_tags=("{{ tittel }}",), content=content)
    assert faults(body(paragraph("Skriv {{\xa0tittel }} øverst i malen.")), expected) == []


@pytest.mark.parametrize("data", [b"", b"PK", b"<html>", packed(PARTS)[:-30], packed(PARTS)[:300] + bytes(200)])
def test_what_is_no_package_is_said_to_be_none(data: bytes) -> None:
    assert [each.code for each in verify(data, EXPECTED)] == ["pakke-uleselig"]


@settings(max_examples=60)
@given(st.data())
def test_no_broken_document_gives_a_traceback(data: st.DataObject) -> None:
    """Parts taken away, cut short, exchanged, or with pieces cut out of them."""
    parts = dict(PARTS)
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from(sorted(parts)))
        match data.draw(st.sampled_from(["drop", "cut", "swap", "element"])):
            case "drop" if len(parts) > 1:
                del parts[name]
            case "cut":
                parts[name] = parts[name][: data.draw(st.integers(0, 400))]
            case "swap":
                parts[name] = parts[data.draw(st.sampled_from(sorted(parts)))]
            case "element" if isinstance(parts[name], str):
                element = data.draw(
                    st.sampled_from(re.findall(r"<[^<>]*/>| [\w:]+=\"[^\"]*\"", str(parts[name])) or [" "])
                )
                parts[name] = str(parts[name]).replace(element, "")
    verify(packed(parts), EXPECTED)


def test_a_document_ten_times_as_long_takes_about_ten_times_as_long() -> None:
    def seconds(paragraphs: int) -> float:
        many = "".join(
            paragraph(
                "Et langt avsnitt {{ med }} klammer. " * 5,
                around=(f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/>', f'<w:bookmarkEnd w:id="{n}"/>'),
            )
            for n in range(100, 100 + paragraphs)
        )
        data = packed(body(many + re.search("<w:tbl>.*</w:tbl>", BODY)[0] * (paragraphs // 20)))
        times = []
        for _ in range(3):
            begun = time.perf_counter()
            assert verify(data, EXPECTED) == []
            times.append(time.perf_counter() - begun)
        return min(times)

    assert seconds(5000) < 30 * seconds(500)


def test_contrast_is_as_the_standard_reckons_it() -> None:
    assert contrast_ratio("000000", "FFFFFF") == pytest.approx(21)
    assert contrast_ratio("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
