"""Compiling: what is wrong with the file, its styles and its tags is found at once, and said with its place."""

import io
import zipfile

import pytest
from support.rendering import compiled
from support.word_templates import SECTION, paragraph, run, table, word_template, zipped

from pipeline.render.template import compile_template


def faults(data: bytes) -> list[tuple[str, str]]:
    """Code and message of what is wrong; there must be no template then."""
    template, found = compile_template(data, "prove.docx")
    assert (template is None) == any(fault.severity == "uleselig" for fault in found)
    assert {fault.place.file for fault in found} <= {"prove.docx"}
    return [(fault.code, fault.message()) for fault in found]


def codes(*body: str, **options: object) -> list[str]:
    return [code for code, _ in faults(word_template(*body, **options))]  # type: ignore[arg-type]


def without(data: bytes, *names: str) -> bytes:
    package = zipfile.ZipFile(io.BytesIO(data))
    return zipped({name: package.read(name) for name in package.namelist() if name not in names})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "mal-ikke-docx"),
        (b"PK\x03\x04 nei", "mal-ikke-docx"),
        (b"{\\rtf1}", "mal-ikke-docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mal-gammelt-format"),
        (zipped({"a.txt": "hei"}), "mal-ikke-docx"),
        (word_template("a")[:400], "mal-ikke-docx"),
        (without(word_template("a"), "[Content_Types].xml"), "mal-ikke-docx"),
        (without(word_template("a"), "word/document.xml"), "mal-ikke-docx"),
        (word_template("a", parts={"word/document.xml": "<w:document"}), "mal-del-odelagt"),
        (word_template("a", parts={"word/styles.xml": "rot"}), "mal-del-odelagt"),
        (word_template("a", parts={"_rels/.rels": "rot"}), "mal-del-odelagt"),
        (word_template("a", parts={"word/vbaProject.bin": b"x"}), "mal-makroer"),
    ],
)
def test_a_file_that_is_no_template(data: bytes, code: str) -> None:
    assert [found for found, _ in faults(data)] == [code]


def test_a_damaged_or_encrypted_part_is_said_not_raised() -> None:
    data = bytearray(word_template("a" * 3000))
    start = data.index(b"PK\x01\x02")
    data[start + 8] |= 1
    assert [code for code, _ in faults(bytes(data))] == ["mal-kryptert"]
    data = bytearray(word_template("a" * 3000))
    data[60:90] = b"\xff" * 30
    assert [code for code, _ in faults(bytes(data))] == ["mal-ikke-docx"]


def test_every_missing_style_is_named() -> None:
    found = faults(word_template("a", leave_out=["Body Text", "Merkeord", "Tabell", "List Number 3"]))
    assert {code for code, _ in found} == {"mal-stil-mangler"}
    assert [message for _, message in found] == [
        "Malen mangler stilen «Body Text» (avsnittsstil).",
        "Malen mangler stilen «List Number 3» (avsnittsstil).",
        "Malen mangler stilen «Merkeord» (tegnstil).",
        "Malen mangler stilen «Tabell» (tabellstil).",
    ]


def test_a_list_style_without_numbering_is_named() -> None:
    found = faults(word_template("a", unnumbered=["Bokstavliste 2", "List Bullet"]))
    assert found == [
        ("mal-liste-uten-nummerering", "Listestilen «List Bullet» har ingen nummerering."),
        ("mal-liste-uten-nummerering", "Listestilen «Bokstavliste 2» har ingen nummerering."),
    ]


def test_a_template_without_language_is_said_and_used() -> None:
    assert codes("a", language="") == ["mal-uten-sprak"]


def test_the_room_on_the_page_is_read() -> None:
    wide = SECTION.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"')
    looks = compiled(word_template("a", section=wide)).looks
    assert (looks.text_width, looks.text_height) == (16838 - 2906, 11906 - 2838)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ tittel", "mal-kode-uavsluttet"),
        ("tittel }}", "mal-kode-uavsluttet"),
        ("{% if ferdig", "mal-kode-uavsluttet"),
        ("{# merknad", "mal-kode-uavsluttet"),
        ("{{ tittel tittel }}", "mal-kode-feil"),
        ("{{ }}", "mal-kode-feil"),
        ("{{ tittel| }}", "mal-kode-feil"),
        ("{% for x punkter %}{% endfor %}", "mal-kode-feil"),
        ("{{tr tittel }}", "mal-kode-feil"),
        ("{% fro x in punkter %}", "mal-kode-ukjent"),
        ("{% include 'x' %}", "mal-kode-ukjent"),
        ("{%-p if ferdig %}{% endif %}", "mal-kode-ukjent"),
        ("{% if ferdig %}", "mal-kode-uten-slutt"),
        ("{% set x %}", "mal-kode-uten-slutt"),
        ("{% endif %}", "mal-kode-uten-start"),
        ("{% else %}", "mal-kode-uten-start"),
        ("{%p if ferdig %} {{ tittel }}", "mal-tekst-ved-siden"),
        ("{{p tekst }} og mer", "mal-tekst-ved-siden"),
    ],
)
def test_a_broken_tag(text: str, code: str) -> None:
    assert code in codes("Først", text)


def test_the_place_of_a_fault_is_said_in_words() -> None:
    found = faults(word_template("Tittel", "{{ tittel", table(["a", "b"], ["c", "d }} e"]), header="{% if x %}"))
    assert [message.partition(": ")[0] for _, message in found] == [
        "brødtekst, avsnitt 2 («{{ tittel»)",
        "brødtekst, avsnitt 6, tabell 1 rad 2 celle 2 («d }} e»)",
        "topptekst, avsnitt 1 («{% if x %}»)",
    ]


def test_tags_that_cross_name_the_one_that_is_open() -> None:
    found = faults(word_template("{% for p in punkter %}{% if p.navn %}{% endfor %}{% endif %}"))
    assert [code for code, _ in found] == ["mal-kode-uten-slutt", "mal-kode-uten-start"]
    assert "«{% if p.navn %}» mangler sin «{% endif %}»" in found[0][1]


@pytest.mark.parametrize(
    "body",
    [
        ("{%p if ferdig %}", "a {% endif %} b"),
        ("a {% if ferdig %}", table(["b {% endif %}"])),
        (table(["{%tr if ferdig %}"], ["a"]), "{%p endif %}"),
        ("{%p if ferdig %}", table(["{%p endif %}"])),
        (table(["{%tr if ferdig %}"], ["a"]), table(["{%tr endif %}"])),
    ],
)
def test_tags_that_begin_in_one_place_and_end_in_another(body: tuple[str, ...]) -> None:
    assert "mal-kode-pa-tvers" in codes(*body)


def test_rows_and_cells_that_hold_more_than_their_tag() -> None:
    assert codes(table(["{%tr if ferdig %}", "bort"], ["a", "b"], ["{%tr endif %}", ""])) == ["mal-tekst-ved-siden"]
    picture = "<w:p><w:r><w:t>{{p tekst }}</w:t></w:r><w:r><w:drawing/></w:r></w:p>"
    assert codes(picture) == ["mal-tekst-ved-siden"]


def test_every_fault_comes_at_once() -> None:
    found = codes("{{ a", "{% endfor %}", "{{ b b }}", leave_out=["Bilde"], language="")
    assert sorted(found) == [
        "mal-kode-feil",
        "mal-kode-uavsluttet",
        "mal-kode-uten-start",
        "mal-stil-mangler",
        "mal-uten-sprak",
    ]


def test_a_tag_cut_up_by_words_own_marks_is_no_fault() -> None:
    spelling = '<w:proofErr w:type="spellStart"/>'
    cut = paragraph("{{", spelling, run(" tit", "<w:b/>"), '<w:bookmarkStart w:id="1" w:name="_GoBack"/>', "tel", " }}")
    assert codes(cut) == []


def test_tracked_changes_are_said() -> None:
    inserted = "<w:p><w:ins w:id='1' w:author='x'><w:r><w:t>ny</w:t></w:r></w:ins></w:p>"
    assert codes(inserted) == ["mal-sporede-endringer"]
