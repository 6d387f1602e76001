"""A whole document: what the template's fields become, the package around them, the same bytes every time."""

import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from support.rendering import Point, compiled, content, document, listed, para, place, rendered, text_document, words
from support.word_templates import paragraph, run, table, with_body, word_template

from pipeline.document import Line
from pipeline.render.docx import render_document
from pipeline.richtext import (
    Chart,
    ChartKind,
    ChartSeries,
    Image,
    ListKind,
    Marker,
    Paragraph,
    Piece,
    Run,
    Table,
    Task,
    Tone,
)

OURS = Path(__file__).parents[2] / "templates_docx" / "referat.docx"
HOSTILE = [
    "&<>' &amp; <w:p/> ]]>",
    "{{ tittel }} {% for %} {# #} {_{ }_} {%p if %} {{p x }}",
    "😀 👩\u200d⚕️ אבג \u200fשלום العربية",
    "ord" * 5000,
    "\u202eomvendt\u202c \ufeff\u00ad\u200b",
    "a\u0338\u0301å",
    "%s %(x)s {0} {x} \\1 \\g<0> $1",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_comes_out_as_it_went_in(text: str) -> None:
    of = content(para(text), listed(ListKind.BULLET, text), Table([words(text)], [[words(text)]], place()), tittel=text)
    of.linje = Line(words(text))
    made = rendered(word_template("{{ tittel }}", "{{r linje }}", "{{p tekst }}", header="{{ tittel }}"), of)
    assert made.lines()[:6] == [text] * 6
    assert [paragraph.text for paragraph in docx.Document(io.BytesIO(made.data)).paragraphs][:4] == [text] * 4


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x02", "\x03", "\x07", "\x0c", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_cannot_hold_is_left_out(sign: str) -> None:
    made = rendered(
        word_template("{{ tittel }}", "{{p tekst }}"),
        document(content(para(f"a{sign}b"), tittel=f"c{sign}d"), title=f"e{sign}f", properties={"x": f"g{sign}h"}),
    )
    assert made.lines() == ["cd", "ab"]
    assert "<dc:title>ef</dc:title>" in made.xml("docProps/core.xml")
    assert "gh</vt:lpwstr>" in made.xml("docProps/custom.xml")


@pytest.mark.parametrize(
    ("typed", "printed"), [("a\tb", "a\tb"), ("a\nb", "a\nb"), ("a\r\nb", "a\nb"), ("a\x0bb", "a\nb")]
)
def test_tabs_and_line_breaks_are_those_of_word(typed: str, printed: str) -> None:
    made = rendered(word_template("{{ tittel }}", "{{p tekst }}"), content(para(typed), tittel=typed))
    assert made.lines() == [printed, printed]


def test_fields_are_set_with_norwegian_typography() -> None:
    made = rendered(
        word_template("{{ tittel }}, {{ ord('uke') }}"), content(tittel='Møtet "Lia" kl 12'), word={"uke": "veke"}.get
    )
    assert made.lines() == ["Møtet «Lia» kl.\xa012, veke"]


def test_loops_and_conditions_in_paragraphs_rows_and_runs() -> None:
    template = word_template(
        "{%p if ferdig %}",
        "Ferdig",
        "{%p else %}",
        "Utkast",
        "{%p endif %}",
        table(
            ["Navn", "Linje"],
            ["{%tr for p in punkter %}", ""],
            ["{{ p.navn }}", "{{r p.linje }}"],
            ["{%tr endfor %}", ""],
        ),
        "{% for p in punkter %}{{ p.navn }}{% if not loop.last %}, {% endif %}{% endfor %}",
    )
    points = [Point("Vik", Line(words("en"))), Point("Berg", Line(words("to")))]
    assert rendered(template, content(punkter=points)).lines() == [
        "Ferdig", "Navn", "Linje", "Vik", "en", "Berg", "to", "Vik, Berg",
    ]  # fmt: skip
    assert rendered(template, content(ferdig=False)).lines() == ["Utkast", "Navn", "Linje", ""]


def test_tags_that_word_has_cut_up_are_whole_again() -> None:
    made = rendered(
        word_template(paragraph("a {", "{ tit", run("tel }} b {% if fer", "<w:b/>"), "dig %}c{% endif", " %}", "d")),
        content(tittel="T"),
    )
    assert made.lines() == ["a T b cd"]


def test_tags_in_decomposed_letters_and_turned_quotes_are_understood() -> None:
    made = rendered(word_template("{{ ma\u030aned }} {{ ord(“ja”) }} {{ ord(«nei») }} {{\xa0tittel\xa0}}"), content())
    assert made.lines() == ["april ja nei Tittel"]


def test_running_text_keeps_the_looks_of_the_run_that_holds_its_tag() -> None:
    template = word_template(paragraph(run("før {{r linje }} etter", "<w:caps/><w:sz w:val='30'/>")))
    made = rendered(template, content(linje=Line([Run("a", place()), Run("b", place(), bold=True)])))
    assert made.lines() == ["før ab etter"]
    assert '<w:rPr><w:caps/><w:sz w:val="30"/></w:rPr><w:t xml:space="preserve">a<' in made.body
    assert '<w:rPr><w:b/><w:bCs/><w:caps/><w:sz w:val="30"/></w:rPr><w:t xml:space="preserve">b<' in made.body
    assert made.body.count("<w:caps/>") == 4


def test_cells_that_end_up_empty_still_hold_a_paragraph() -> None:
    template = word_template(table(["{{p tekst }}", "x"]))
    assert "</w:tcPr><w:p/></w:tc>" in rendered(template, content()).body
    made = rendered(template, content(Table([words("a")], [], place())))
    assert "</w:tbl><w:p/></w:tc>" in made.body


def test_merged_and_coloured_cells_mean_what_docxtpl_says() -> None:
    row = ["{{ tittel }}{% colspan 2 %}", "{% cellbg 'FF0000' %}rød"]
    body = rendered(word_template(table(row, ["a", "b"])), content()).body
    assert '<w:tcPr><w:gridSpan w:val="2"/><w:tcW' in body
    assert 'w:fill="FF0000"' in body


def test_the_properties_are_those_of_the_document() -> None:
    of = document(
        content(), title="Referat", subject="Møte", author="Lia", language="nn", properties={"saksgang-id": "g/1"}
    )
    made = rendered(word_template("{{ tittel }}"), of)
    properties = docx.Document(io.BytesIO(made.data)).core_properties
    assert (properties.title, properties.subject, properties.author, properties.language) == (
        "Referat",
        "Møte",
        "Lia",
        "nn-NO",
    )
    assert str(properties.created) == str(properties.modified) == "2020-04-28 00:00:00+00:00"
    assert 'pid="2" name="saksgang-id"><vt:lpwstr>g/1<' in made.xml("docProps/custom.xml")


@pytest.mark.parametrize(("language", "tag"), [("nb", "nb-NO"), ("nn", "nn-NO")])
def test_the_language_of_the_document_is_that_of_its_text(language: str, tag: str) -> None:
    template = word_template(paragraph(run("Hei", '<w:lang w:val="en-US"/>')))
    made = rendered(template, document(content(), language=language))
    assert f'<w:lang w:val="{tag}"/>' in made.xml("word/styles.xml")
    assert f'<w:themeFontLang w:val="{tag}"/>' in made.xml("word/settings.xml")
    assert "w:lang" not in made.xml()


def test_word_is_not_asked_to_prompt_and_old_parts_do_not_follow() -> None:
    template = word_template(
        "a",
        parts={"word/stylesWithEffects.xml": "<x/>"},
        relations={"rId9": ("stylesWithEffects", "stylesWithEffects.xml")},
    )
    made = rendered(template, content())
    assert "updateFields" not in made.xml("word/settings.xml")
    assert "word/stylesWithEffects.xml" not in made.names
    assert "stylesWithEffects" not in made.xml("word/_rels/document.xml.rels")


TAGS = ("{{r linje }}", "{{p tekst }}", table(["{{p tekst }}"]))


def everything() -> object:
    """A text with every construct."""
    blocks = [
        para("Avsnitt.", 3, ident="sg_1"),
        listed(
            ListKind.LETTER, [para("Punkt"), Piece(Marker.ANSWER, [para("Ja."), listed(ListKind.NUMBER, "a")], place())]
        ),
        Table([words("a"), words("b")], [[words("1"), words("2")]], place(), ident="sg_2"),
        Table([words("a")], [], place()),
        listed(ListKind.ROMAN, [Table([words("i")], [], place())], "ii"),
        Piece(Marker.DECISION, [listed(ListKind.NUMBER, "Ett", [para("To"), para("mer")])], place()),
        Task([("Vik", place())], words("gjør"), "1.1.2020", place(), blocks=[listed(ListKind.BULLET, "x")]),
        Image("a.png", "alt", place(), words("Figur")),
        Chart(ChartKind.BARS, ["Ny", "Pågår"], [ChartSeries([2, 4.5], tones=[Tone.RED, None])], "alt", place()),
        Paragraph([Run("web", place(), href="https://lia.example"), Run("kode", place(), code=True)], place()),
    ]
    return content(*blocks, punkter=[Point("Vik", Line(words("linje")))], linje=Line(words("L", 2), ident="sg_0"))


def remark() -> object:
    from pipeline.diagnostics import Problem, Severity

    return Problem("prove-hele", Severity.ERROR, "Feil.", about="Bare en prøve.").at(place(3))


ONE_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


def whole(template: bytes = b"") -> bytes:
    template = template or word_template(*TAGS, header="{{ tittel }}")
    of = document(everything(), [remark()], properties={"saksgang-id": "g/1"})  # type: ignore[list-item]
    return rendered(template, of, {"a.png": ONE_PIXEL}).data


def test_everything_at_once_is_a_valid_package(
    tmp_path: Path, sdk_valid: Callable[..., None], audit_valid: Callable[..., None]
) -> None:
    """In the styles of the template that comes with the project, whose body is put aside here."""
    path = tmp_path / "alt.docx"
    path.write_bytes(whole(with_body(OURS.read_bytes(), *TAGS)))
    audit_valid(path)
    sdk_valid(path)


def test_the_same_content_is_the_same_bytes_in_any_zone_locale_and_hash_seed() -> None:
    script = "import sys, zlib; sys.path[:0] = sys.argv[1:]; import test_docx; print(zlib.crc32(test_docx.whole()))"
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
    surroundings = [
        {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/Anchorage", "PYTHONHASHSEED": "77", "LC_ALL": "C.UTF-8"},
    ]
    answers = {
        subprocess.run(
            [sys.executable, "-c", script, *folders],
            env={**os.environ, **each},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for each in surroundings
    }
    assert len(answers) == 1


def test_the_package_has_no_clock_and_its_types_come_first() -> None:
    entries = zipfile.ZipFile(io.BytesIO(whole())).infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert len({entry.filename for entry in entries}) == len(entries)
    assert zipfile.ZipFile(io.BytesIO(whole())).testzip() is None


def test_a_field_the_content_has_not_stops_the_document_and_is_named() -> None:
    data, faults = render_document(
        compiled(word_template("a", "{{ ord('x') }} {{ titel }}")), document(content()), {}.get, str
    )
    assert data == b""
    assert [fault.code for fault in faults] == ["mal-felt-ukjent"]
    assert "«titel»" in faults[0].message()
    assert "brødtekst, avsnitt 2" in faults[0].message()


@pytest.mark.parametrize(
    "tag", ["{{ linje }}", "{{ tekst }}", "{{ punkter }}", "{{r tittel }}", "{{p linje }}", "{{ ferdig }}"]
)
def test_a_value_where_it_cannot_stand_stops_the_document(tag: str) -> None:
    data, faults = render_document(compiled(word_template(tag)), document(content()), {}.get, str)
    assert data == b""
    assert [fault.code for fault in faults] == ["mal-kode-feil"]


@pytest.mark.parametrize("tag", ["{{ tittel + 1 }}", "{{ 1 // 0 }}", "{{ tittel.x }}", "{{ punkter[9].navn }}"])
def test_a_sum_that_does_not_work_out_is_the_templates_fault(tag: str) -> None:
    data, faults = render_document(compiled(word_template(tag)), document(content()), {}.get, str)
    assert (data, len(faults)) == (b"", 1)


def test_templates_run_in_a_sandbox() -> None:
    for tag in ("{{ tittel.__class__ }}", "{{ cycler.__init__.__globals__ }}", "{{ _skriver.looks }}"):
        data, _ = render_document(compiled(word_template(tag)), document(content()), {}.get, str)
        assert data == b"", tag


def test_ten_thousand_paragraphs_take_ten_times_a_thousand() -> None:
    template = compiled(word_template("{{p tekst }}"))
    long = "som er for langt til å huskes fra gang til gang, " * 2

    def seconds(count: int) -> float:
        of = document(content(*(para(f"Avsnitt {number}, {long}.", number) for number in range(count))))
        best = 9.0
        for _ in range(3):
            start = time.perf_counter()
            render_document(template, of, {}.get, str)
            best = min(best, time.perf_counter() - start)
        return best

    assert seconds(10_000) < 25 * seconds(1_000)


def test_a_text_nested_as_deep_as_lists_go_and_beyond() -> None:
    nested = listed(ListKind.BULLET, "innerst")
    for _ in range(60):
        nested = listed(ListKind.BULLET, [para("ut"), nested])
    assert text_document(nested).lines()[-1] == "innerst"


def test_a_document_in_a_language_without_catalogue_is_bokmål() -> None:
    made = rendered(word_template("a"), replace(document(content()), language="se"))
    assert "nb-NO" in made.xml("docProps/core.xml")
