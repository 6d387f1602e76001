"""Two documents as one with tracked changes: exact both ways, valid, readable, the same every time."""

import io
import re
import zipfile
from copy import deepcopy
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from random import Random

import pytest
from bench.redlines import AUTHOR, DAY, Pair, difference, generated_pair, judge
from lxml import etree
from support.outline import blocks_of
from support.packages import PARTS, changed, packed, paragraph
from support.rendering import text_document
from support.tools import require_tool, sdk_faults
from support.tracked_changes import accepted, rejected, revisions
from support.word_outline import word_outline
from support.word_templates import W, run, word_template, zipped
from support.word_templates import paragraph as plain

from pipeline.diagnostics import Diagnostic
from pipeline.render.redline import redline
from pipeline.render.redline.properties import is_sealed

SEEDS = (0, 1, 2, 4, 6)
LIST = "word/numbering.xml"


def compared(old: bytes, new: bytes) -> bytes:
    """The redline of two documents, proved: accepting gives the new one, rejecting the old."""
    found = redline(old, new, AUTHOR, DAY)
    assert isinstance(found, bytes)
    assert difference(word_outline(new), word_outline(accepted(found))) == []
    assert difference(word_outline(old), word_outline(rejected(found))) == []
    return found


@cache
def pair(seed: int) -> Pair:
    return generated_pair(seed)


@cache
def pair_compared(seed: int) -> bytes:
    """The redline of a generated pair, made once; whether it is exact is another test's to say."""
    found = redline(pair(seed).old, pair(seed).new, AUTHOR, DAY)
    assert isinstance(found, bytes)
    return found


def faults(old: bytes, new: bytes) -> list[str]:
    found = redline(old, new, AUTHOR, DAY, ("gammel.docx", "ny.docx"))
    assert isinstance(found, list)
    return [f"{each.place.file}: {each.code}" for each in found]


def xml(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(part).decode()


def shown(data: bytes) -> str:
    """The text of the main part with what is deleted in «-» and inserted in «+»."""
    body = re.sub(r"<w:del [^>]*[^/]>.*?</w:del>", lambda found: f"-{_letters(found[0])}-", xml(data))
    body = re.sub(r"<w:ins [^>]*[^/]>.*?</w:ins>", lambda found: f"+{_letters(found[0])}+", body)
    return _letters(body.replace("</w:p>", "¶")).strip()


def _letters(text: str) -> str:
    return re.sub("<[^>]*>", "", text)


# --- the proof ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_accepting_gives_the_new_document_and_rejecting_the_old(seed: int) -> None:
    assert word_outline(pair(seed).old) != word_outline(pair(seed).new), "a pair of equal documents proves nothing"
    judged = judge(pair(seed), lambda old, new, author, day: pair_compared(seed))
    assert judged.faults == []
    assert judged.changes


def test_the_results_are_valid(tmp_path: Path) -> None:
    require_tool("ooxml-validator")
    paths = []
    for seed in SEEDS:
        paths.append(tmp_path / f"{seed}.docx")
        paths[-1].write_bytes(pair_compared(seed))
    assert sdk_faults(paths) == []


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("<w:delText", "<w:t"),
        ("<w:ins ", "<w:moveFrom "),
        ("<w:pPrChange ", "<w:x "),
        ("<w:trPr>", "<w:trPr><w:cantSplit/>"),
    ],
)
def test_the_proof_sees_a_redline_that_is_wrong(was: str, becomes: str) -> None:
    def wrong(old: bytes, new: bytes, author: str, day: date) -> bytes | list[Diagnostic]:
        with zipfile.ZipFile(io.BytesIO(pair_compared(4))) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        body = parts["word/document.xml"].decode()
        assert was in body
        name = re.match(r"</?([\w:]+)", becomes)
        assert name is not None
        ending = was.strip("<> ")
        parts["word/document.xml"] = (
            body.replace(was, becomes).replace(f"</{ending}>", f"</{name[1]}>")
            if ending != "w:trPr"
            else body.replace(was, becomes, 1)
        ).encode()
        return zipped(parts)

    assert judge(pair(4), wrong).faults


def test_the_proof_sees_another_author() -> None:
    assert judge(pair(1), lambda old, new, author, day: redline(old, new, "En annen", day)).faults


# --- what a reader sees -------------------------------------------------------------------------------------------


def test_only_the_words_that_changed_are_marked() -> None:
    old = word_template("Fristen er satt til mai. Gruppen møtes ukentlig.")
    new = word_template("Fristen er satt til 12. juni. Gruppen møtes ukentlig.")
    assert shown(compared(old, new)) == "Fristen er satt til -mai-+12. juni+. Gruppen møtes ukentlig.¶"


def test_a_text_with_little_in_common_is_replaced_whole() -> None:
    old, new = word_template("Vi møtes i Lia på mandag og tirsdag."), word_template("Kurset holdes digitalt i år.")
    assert shown(compared(old, new)) == "-Vi møtes i Lia på mandag og tirsdag.-+Kurset holdes digitalt i år.+¶"


def test_new_paragraphs_at_the_end_leave_the_one_before_them_alone() -> None:
    old = word_template("En.", plain("<w:pPr><w:keepNext/></w:pPr>", "To."))
    new = word_template("En.", plain("<w:pPr><w:keepNext/></w:pPr>", "To."), "Tre ord til.", "Fire.")
    assert shown(compared(old, new)) == "En.¶To.¶+Tre ord til.+¶+Fire.+¶"
    assert shown(compared(new, old)) == "En.¶To.¶-Tre ord til.-¶-Fire.-¶"


def test_formatting_is_a_change_of_its_own() -> None:
    found = compared(word_template(plain("fet tekst")), word_template(plain(run("fet", "<w:b/>"), " tekst")))
    assert [each.tag.rpartition("}")[2] for each in revisions(found)] == ["rPrChange"]


def test_quotations_are_compared_as_other_text_is() -> None:
    def said(text: str) -> bytes:
        return text_document(*blocks_of(text)[0]).data

    before = (
        "Hun sa:\n\n> Vi ringte rundt i en uke.\n> 1. til sykehuset\n> 2. til kommunen\n> – Vaktleder ved legevakten\n"
    )
    after = before.replace("en uke", "to uker").replace("> 2.", "> 2. til alle\n> 3.").replace("ved legevakten", "")
    assert shown(compared(said(before), said(after))) == (
        "Hun sa:¶Vi ringte rundt i -en uke-+to uker+.¶til sykehuset¶+til alle+¶til kommunen¶"
        "– Vaktleder- ved legevakten-¶"
    )
    compared(said(before), said(before.replace("> ", "")))


def test_lists_that_are_the_same_are_not_marked_however_they_are_counted_in_the_file() -> None:
    point = PARTS["word/document.xml"].partition('<w:p><w:pPr><w:pStyle w:val="ListNumber"/><w:numPr>')[0]  # type: ignore[union-attr]
    assert point
    old = packed(PARTS)
    parts = changed("word/document.xml", '<w:numId w:val="2"/>', '<w:numId w:val="9"/>')
    parts[LIST] = changed(LIST, 'w:numId="2"', 'w:numId="9"')[LIST]
    assert revisions(compared(old, packed(parts))) == []


def test_a_list_only_the_old_document_has_counts_as_it_did() -> None:
    old = PARTS | changed("word/document.xml", '<w:numId w:val="2"/>', '<w:numId w:val="3"/>')
    old[LIST] = changed(LIST, "</w:numbering>", OTHER_LIST)[LIST]
    start = "</w:lvl></w:abstractNum>"
    assert start in str(old[LIST])
    found = compared(packed(old), packed(PARTS))
    assert "num='VII)'@0" in "\n".join(word_outline(rejected(found)))


OTHER_LIST = (
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="7"/>'
    '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride></w:num></w:numbering>'
)


def test_a_table_of_contents_is_not_compared() -> None:
    contents = xml(pair_compared(1)).partition("TOC")[2].partition('fldCharType="end"')[0]
    assert contents
    assert "<w:ins " not in contents
    assert "<w:del " not in contents


def test_headers_are_compared_in_their_own_parts() -> None:
    old, new = packed(PARTS), packed(changed("word/footer1.xml", "Side ", "Ark "))
    found = compared(old, new)
    assert "<w:del " in xml(found, "word/footer1.xml")
    assert revisions(found) != []
    assert "<w:del " not in xml(found)


# --- the package --------------------------------------------------------------------------------------------------


def test_properties_are_those_of_the_new_document() -> None:
    new = changed("docProps/core.xml", "Referat fra møte &amp; befaring", "Ny tittel")
    found = compared(packed(PARTS), packed(new))
    assert "Ny tittel" in xml(found, "docProps/core.xml")
    with zipfile.ZipFile(io.BytesIO(found)) as package:
        assert not any("befaring" in package.read(name).decode("utf-8", "replace") for name in package.namelist())
    assert "prosjektgruppen/2020-04-28" in xml(found, "docProps/custom.xml")


def test_bookmarks_and_comments_are_those_of_the_new_document() -> None:
    new = packed(changed("word/document.xml", "Punkt", "Et annet punkt"))
    body = xml(compared(packed(PARTS), new))
    assert body.count('w:name="sg_25_2020_1"') == 1
    assert body.count("<w:commentReference ") == 1


def test_a_picture_and_a_style_only_the_old_document_has_are_taken_in() -> None:
    picture = "<w:p><w:r><w:drawing>"
    body = str(PARTS["word/document.xml"])
    start = body.index(picture)
    new = dict(PARTS)
    new["word/document.xml"] = (
        body[:start] + paragraph("Uten bilde") + body[body.index("</w:drawing></w:r></w:p>") + 24 :]
    )
    new["word/_rels/document.xml.rels"] = re.sub(
        '<Relationship Id="rIdImage".*?/>', "", str(PARTS["word/_rels/document.xml.rels"])
    )
    del new["word/media/prikk.png"]
    old = {
        name: part.replace("Heading2", "Egen").replace("heading 2", "Egen") if isinstance(part, str) else part
        for name, part in PARTS.items()
    }
    compared(packed(old), packed(new))
    compared(packed(new), packed(old))


def test_a_link_that_leads_nowhere_any_more_keeps_its_goal() -> None:
    new = {
        name: part.replace("sg_25_2020_1", "sg_26_2020_1") if isinstance(part, str) else part
        for name, part in PARTS.items()
    }
    body = xml(compared(packed(PARTS), packed(new)))
    for name in ("sg_25_2020_1", "sg_26_2020_1"):
        assert body.count(f'w:name="{name}"') == 1


def test_numbers_of_bookmarks_and_drawings_are_never_the_same() -> None:
    for seed in SEEDS:
        body = xml(pair_compared(seed))
        for pattern in (r'<w:bookmarkStart [^>]*w:id="(\d+)"', r'<wp:docPr [^>]*?\bid="(\d+)"'):
            numbers = re.findall(pattern, body)
            assert len(numbers) == len(set(numbers))


# --- the same every time ------------------------------------------------------------------------------------------


def test_the_same_documents_give_the_same_bytes() -> None:
    assert redline(pair(1).old, pair(1).new, AUTHOR, DAY) == pair_compared(1)


def test_the_moment_is_the_given_one_in_universal_time() -> None:
    moment = datetime(2021, 3, 1, 12, 30, 15, 999, tzinfo=UTC)
    found = redline(word_template("a"), word_template("b"), "Lund", moment)
    assert isinstance(found, bytes)
    assert {each.get(f"{each.tag.rpartition('}')[0]}}}date") for each in revisions(found)} == {"2021-03-01T12:30:15Z"}


def test_equal_documents_have_no_changes() -> None:
    assert revisions(compared(packed(PARTS), packed(PARTS))) == []


def test_a_result_is_sealed_until_somebody_changes_it() -> None:
    found = compared(word_template("a"), word_template("b"))
    assert is_sealed(found)
    assert not is_sealed(accepted(found))
    assert not is_sealed(word_template("a"))
    assert not is_sealed(b"")


# --- files that cannot be compared --------------------------------------------------------------------------------


BROKEN = packed(changed("word/document.xml", "<w:body>", "<w:body"))
WITH_ENTITY = packed(changed("word/document.xml", "<w:document ", '<!DOCTYPE w [<!ENTITY a "b">]><w:document '))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sammenlign-ikke-docx"),
        (b"Hei", "sammenlign-ikke-docx"),
        (zipped({"a.txt": "a"}), "sammenlign-ikke-docx"),
        (packed(PARTS)[:500], "sammenlign-odelagt"),
        (BROKEN, "sammenlign-odelagt"),
        (WITH_ENTITY, "sammenlign-odelagt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "sammenlign-passord"),
    ],
)
def test_a_file_that_is_no_sound_document_is_told(data: bytes, code: str) -> None:
    sound = word_template("a")
    assert faults(data, sound) == [f"gammel.docx: {code}"]
    assert faults(sound, data) == [f"ny.docx: {code}"]
    assert faults(data, data) == [f"gammel.docx: {code}", f"ny.docx: {code}"]


def test_a_document_with_tracked_changes_is_told_with_their_number() -> None:
    found = compared(word_template("en to tre"), word_template("en fire tre"))
    assert faults(found, word_template("a")) == ["gammel.docx: sammenlign-sporede-endringer"]
    (fault,) = redline(word_template("a"), found, AUTHOR, DAY)
    assert isinstance(fault, Diagnostic)
    assert "(2)" in fault.message()


def spoilt(data: bytes, random: Random) -> bytes:
    """A document with some of its XML taken away, doubled or given values that mean nothing."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for _ in range(random.randint(1, 6)):
        name = random.choice([name for name in parts if name.endswith((".xml", ".rels"))])
        root = etree.fromstring(parts[name])
        elements = list(root.iter(etree.Element))
        found = random.choice(elements)
        match random.randrange(4):
            case 0 if found is not root:
                found.getparent().remove(found)  # type: ignore[union-attr]
            case 1:
                found.append(deepcopy(random.choice(elements)))
            case 2:
                found.tag = random.choice(elements).tag
            case _:
                for key in list(found.attrib):
                    found.set(key, random.choice(["", "x", "-1", "99999", "é"]))
        parts[name] = etree.tostring(root)
    return zipped(parts)


def test_no_document_however_broken_gives_a_traceback() -> None:
    for seed in range(60):
        random = Random(seed)
        found = redline(spoilt(packed(PARTS), random), spoilt(packed(PARTS), random), AUTHOR, DAY)
        assert isinstance(found, bytes) or all(each.hint() for each in found)


def test_a_document_nested_without_end_is_broken() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    nested = packed(changed("word/document.xml", "<w:body>", f"<w:body>{deep}"))
    assert faults(nested, nested) == ["gammel.docx: sammenlign-odelagt", "ny.docx: sammenlign-odelagt"]


def note_document(*notes: str) -> bytes:
    """The sound document with a paragraph for each footnote."""
    parts = dict(PARTS)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    said = "".join(f'<w:footnote w:id="{at}">{plain(text)}</w:footnote>' for at, text in enumerate(notes, 2))
    texts = "".join(
        plain(f"Om {text}", f'<w:r><w:footnoteReference w:id="{at}"/></w:r>') for at, text in enumerate(notes, 2)
    )
    for name, before, more in (
        ("[Content_Types].xml", "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/>'),
        ("word/_rels/document.xml.rels", "</Rel", f'<Relationship Id="n" Type="{relation}" Target="footnotes.xml"/>'),
        ("word/document.xml", "<w:sectPr>", texts),
    ):
        parts[name] = str(parts[name]).replace(before, more + before, 1)
    parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{W}">{said}</w:footnotes>'
    return packed(parts)


@pytest.mark.parametrize(("old", "new"), [(("en", "to"), ("to", "tre")), (("en",), ()), ((), ("en",))])
def test_footnotes_go_and_come_with_their_references(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    documents = [note_document(*notes) if notes else packed(PARTS) for notes in (old, new)]
    compared(*documents)
