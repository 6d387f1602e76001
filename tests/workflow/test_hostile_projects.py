"""Hostile files and hostile text through the whole way: where a document is due it comes, valid, with the text as it
was typed; where none can, that is said, and the others come."""

import errno
import os
import time
import unicodedata
from pathlib import Path

import pytest
from support.commands import saksgang
from support.rendering import Package
from support.whole_way import FIRST, MINUTES, NOTICE, SECOND, built, meeting

NAME = "2020-05-26-prosjektgruppen"
SECOND_NOTICE, SECOND_MINUTES = f"build/innkalling/{NAME}-innkalling.docx", f"build/referat/{NAME}-referat.docx"


def paragraphs(data: bytes) -> list[str]:
    """The text of each paragraph of a document; where typography set a no-break space, the space that was typed."""
    return [line.replace("\u00a0", " ") for line in Package(data).lines()]


def codes(said) -> set[str]:
    return {each["code"] for each in said.json}


def build(root: Path):
    return saksgang("build", "--format", "json", "--project", root)


# Files


def alias_bomb() -> str:
    lines = ['a: &a ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]']
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]")
    return "\n".join(lines) + "\n"


TEXT = meeting("Året er gått; blåbær og sjø.")
STILL_READ: dict[str, tuple[bytes, set[str]]] = {
    "BOM": (TEXT.encode("utf-8-sig"), set()),
    "CRLF": (TEXT.replace("\n", "\r\n").encode(), set()),
    "CR": (TEXT.replace("\n", "\r").encode(), set()),
    "decomposed letters": (unicodedata.normalize("NFD", TEXT).encode(), set()),
    "UTF-16": (TEXT.encode("utf-16"), {"fil-ikke-utf8"}),
    "latin-1": (TEXT.replace("–", "-").encode("latin-1"), {"fil-ikke-utf8"}),
    "cp1252": (TEXT.encode("cp1252"), {"fil-ikke-utf8"}),
    "doubled keys": (TEXT.replace("status", "tid: 29.04.2020\nstatus").encode(), {"nokkel-dobbelt"}),
    "tabs": (TEXT.replace("tid:", "tid:\t").replace("Året", "\tÅret").encode(), set()),
    "an alias bomb": (TEXT.replace("status", alias_bomb() + "status").encode(), {"yaml-anker"}),
    "a list where text belongs": (
        TEXT.replace("status: avholdt", "status: avholdt\nsted: [a, b]").encode(),
        {"verdi-ikke-tekst"},
    ),
}


@pytest.mark.parametrize("how", STILL_READ)
def test_however_a_meeting_is_stored_its_minutes_come_with_its_text(project, how):
    data, said = STILL_READ[how]
    root = project({FIRST: data})
    told = build(root)
    assert told.code == 0
    assert codes(told) == said
    assert "Året er gått; blåbær og sjø." in paragraphs((root / MINUTES).read_bytes())


NOT_READ: dict[str, bytes] = {
    "empty": b"",
    "brackets": b"---\ntid: " + b"[" * 200_000 + b"\n---\n",
    "no text": bytes(range(256)) * 40,
    "zeros": bytes(100_000),
    "no head": b"Bare tekst.\n",
}


@pytest.mark.parametrize("how", NOT_READ)
def test_a_meeting_that_is_no_meeting_stops_only_itself(project, how):
    root = project({FIRST: meeting(), SECOND: NOT_READ[how]})
    told = build(root)
    assert told.code in (0, 1)
    assert {each["file"] for each in told.json} == {f"sources/{SECOND}"}
    assert {NOTICE, MINUTES} <= built(root).keys()
    assert ({SECOND_NOTICE, SECOND_MINUTES} & built(root).keys() == set()) == (told.code == 1)


def test_fifty_megabytes_stop_only_themselves_and_at_once(project):
    root = project({FIRST: meeting(), SECOND: b""})
    with (root / "sources" / SECOND).open("r+b") as file:
        file.truncate(50_000_000)
    began = time.perf_counter()
    told = build(root)
    assert (told.code, codes(told)) == (1, {"fil-for-stor"})
    assert MINUTES in built(root)
    assert time.perf_counter() - began < 10


def test_a_folder_where_a_meeting_belongs_stops_only_itself(project):
    root = project({FIRST: meeting(), f"{SECOND}/a.txt": ""})
    told = build(root)
    assert (told.code, codes(told)) == (1, {"fil-er-mappe"})
    assert MINUTES in built(root)


def test_a_meeting_nobody_may_read_stops_only_itself(project, monkeypatch):
    root = project({FIRST: meeting(), SECOND: meeting(day="26.05.2020", case="2-2020")})
    monkeypatch.setattr(os, "open", refusing(os.open, "2020-05-26.md"))
    monkeypatch.setattr("builtins.open", refusing(open, "2020-05-26.md"))
    told = build(root)
    assert (told.code, codes(told)) == (1, {"fil-ingen-adgang"})
    assert MINUTES in built(root)


def refusing(function, ending):
    def refused(path, *rest, **settings):
        if str(path).endswith(ending):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return function(path, *rest, **settings)

    return refused


@pytest.mark.parametrize("data", [b"- format: 1\n", b"", b"a: " + b"[" * 200_000, b"\xff\xfe\x00", bytes(5000)])
def test_a_setup_that_cannot_be_read_is_told_and_nothing_is_removed(project, data):
    root = project({FIRST: meeting()})
    build(root)
    before = built(root)
    (root / "sources/oppsett.yaml").write_bytes(data)
    told = build(root)
    assert told.code == 1
    assert "sources/oppsett.yaml" in {each["file"] for each in told.json}
    assert built(root) == before


@pytest.mark.parametrize("data", [b"- vik\n", b"", b"vik: " + b"[" * 200_000, b"\xff\xfe\x00", b"vik: 1\n"])
def test_a_register_that_cannot_be_read_still_gives_minutes(project, data):
    root = project({FIRST: meeting(), "personer.yaml": data})
    told = build(root)
    assert told.code in (0, 1)
    assert "Vi gikk gjennom tallene." in paragraphs((root / MINUTES).read_bytes())


# Text


AS_TYPED = {
    "XML": "Under <tag> & over 'ved' &amp; ]]> <!-- --> <?x?>",
    "tags of a template": "Skriv {{ tittel }} og {% for x in y %} og {# x #} og {{p tekst }} her",
    "fields of Python": "Verdien {navn} og {0} og {} og %s og %(x)s",
    "emoji": "Bra 👍🏽 levert 👨‍👩‍👧 🇳🇴 i dag",
    "right to left": "Navnet er שלום עולם og مرحبا بالعالم i papirene",
    "marks that turn the text": "Fra \u202eher\u202c til \u2066der\u2069",
    "combined letters": "Zalgo: h\u0335\u0321\u031b e\u0334\u0322 og ja",
    "beyond the first plane": "Tegnene 𝔘𝔫𝔦 og 𠮷 og \U0010fffd",
    "backslashes": "Filen ligger på \\\\server\\felles\\*.docx og C:\\temp",
    "a thin space": "a\u2009b",
    "a very long word": "Ord" * 4000,
    "a line of signs": "*_~^`|#>+=!$%&/()[]{}?'",
}


@pytest.mark.parametrize("what", AS_TYPED)
def test_what_is_typed_is_what_comes_out(project, audit_valid, what):
    text = f"Først {AS_TYPED[what]} sist."
    root = project({FIRST: meeting(text)})
    told = build(root)
    assert told.code == 0
    assert text in paragraphs((root / MINUTES).read_bytes())
    audit_valid(root / MINUTES)


@pytest.mark.parametrize(
    "sign", [chr(code) for code in (0, 1, 7, 8, 0xB, 0xC, 0x1B, 0x1F, 0x7F, 0x85, 0x2028, 0xFFFE, 0xFFFF)]
)
def test_a_control_character_costs_no_more_than_itself(project, audit_valid, sign):
    root = project({FIRST: meeting(f"Før{sign}etter.")})
    told = build(root)
    assert told.code == 0
    text = " ".join(paragraphs((root / MINUTES).read_bytes()))
    assert "Før" in text
    assert "etter." in text
    audit_valid(root / MINUTES)


EVERYWHERE = "A & <b> {{ x }} {% y %} 😀"


def test_hostile_text_wherever_a_person_can_type(project, audit_valid):
    quoted = f'"{EVERYWHERE}"'
    setup = (
        f"format: 1\norganisasjon: {quoted}\nprosjekt: {quoted}\norganer:\n  prosjektgruppen:\n    navn: {quoted}\n"
        f"    saksnummer: N-ÅÅÅÅ\n    sted: {quoted}\n    melde_forfall: {quoted}\n"
        f"    møteleder: vik\n    sekretær: berg\n"
        f"    medlemmer:\n      - person: vik\n        merknad: {quoted}\n      - berg\n"
    )
    persons = f"vik: {{navn: {quoted}, stilling: {quoted}, organisasjon: {quoted}}}\nberg: {{navn: Kari Berg}}\n"
    text = (
        f"---\ntid: 28.04.2020 kl. 12.00–15.00\nstatus: avholdt\nmerknad: {quoted}\ngjester: [{quoted}]\n---\n\n"
        f"{EVERYWHERE}\n\n## 1-2020 {EVERYWHERE} (drøfting)\n\n- {EVERYWHERE}\n  1. {EVERYWHERE}\n\n"
        f"| {EVERYWHERE} | b |\n|---|---|\n| {EVERYWHERE} | c |\n\n**{EVERYWHERE}** [{EVERYWHERE}](https://a.no/?a=1&b=2)\n\n"
        f"Forslag til vedtak: {EVERYWHERE}\n\nVedtak: {EVERYWHERE}\n\n=> {EVERYWHERE}: {EVERYWHERE}, snarest\n"
    )
    root = project({"oppsett.yaml": setup, "personer.yaml": persons, FIRST: text})
    told = build(root)
    assert told.code == 0
    for file in (NOTICE, MINUTES):
        lines = "\n".join(paragraphs((root / file).read_bytes()))
        assert lines.count(EVERYWHERE) >= 6, lines
        audit_valid(root / file)


def test_ten_thousand_paragraphs_in_good_time(project):
    said = [f"Avsnitt nummer {number} om ting og tang." for number in range(10_000)]
    root = project({FIRST: meeting("\n\n".join(said))})
    began = time.perf_counter()
    told = build(root)
    seconds = time.perf_counter() - began
    assert told.code == 0
    assert [each for each in paragraphs((root / MINUTES).read_bytes()) if each.startswith("Avsnitt")] == said
    assert seconds < 20


@pytest.mark.parametrize(
    "name", ["\udcff\udcfe.md", "a\nb.md", "a\u202eb.md", "con.md", "x" * 250, "2020-13-45.md", " .md"]
)
def test_a_file_under_a_strange_name_stops_nothing(project, name):
    root = project({FIRST: meeting()})
    try:
        (root / "sources/moter/prosjektgruppen" / name).write_bytes(b"---\ntid: 1.1.2020\n---\n")
    except OSError:
        pytest.skip("a name this file system cannot hold")
    for _ in range(2):  # also from what was remembered
        told = build(root)
        assert told.code in (0, 1)
        assert MINUTES in built(root)
