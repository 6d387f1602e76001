"""A mandate's folder read: what is a source, what is told of what is not, and what one broken file costs."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.load.files import Overlay, SourceFolder
from pipeline.load.loaded import Loaded
from pipeline.load.mandate_places import mandate_ids
from pipeline.load.mandates import load_mandate
from pipeline.load.model import MandateSource, PagesSource, RawProject
from pipeline.load.pages import pages_text, read_pages
from pipeline.load.project import load_project
from pipeline.richtext import MentionKind, inlines, plain

HEAD = """\
tittel: Mandat og prosjektplan
deler:
  - tittel: Mandat
    kapitler: [bakgrunn, mal]
vedlegg:
  - referat
  - navn: budsjett
    tittel: Budsjett 2020
    fil: vedlegg/budsjett.pdf
risiko:
  konsekvens: [Liten, Stor]
  sannsynlighet:
    - nivå: Lav
      farger: [grønn, gul]
logg:
  - versjon: 1.70
    dato: 06.06.2018
    endring: Dokument opprettet
    av: nygard
"""
FILES = {
    "mandat.yaml": HEAD,
    "kapitler/bakgrunn.md": "# Bakgrunn\n\nSe @kapittel:mal og @vedlegg:referat.\n",
    "kapitler/mal.md": "# Mål og rammer\n\n## Hovedmål\n\n- trygg\n",
    "vedlegg/referat.md": "# Referat\n\nTekst.\n",
}


def loaded(files: dict[str, str | bytes], ident: str = "trygg") -> Loaded[MandateSource]:
    """The mandate whose folder holds `files`."""
    stored = {
        f"sources/mandater/{ident}/{path}": data if isinstance(data, bytes) else data.encode()
        for path, data in files.items()
    }
    folder = Overlay(None, stored)
    return load_mandate(folder, ident, folder.listing().files)


def said(result: Loaded[MandateSource]) -> list[str]:
    """What is said, each as «path below the mandate's folder: code»."""
    prefix = "sources/mandater/trygg"
    return [f"{each.place.file.removeprefix(prefix).lstrip('/')}: {each.code}" for each in result.diagnostics]


def hints(result: Loaded[MandateSource]) -> list[str]:
    return [each.message() for each in result.diagnostics]


def chapter(text: str | bytes) -> Loaded[MandateSource]:
    """The mandate with another text of its first chapter."""
    return loaded({**FILES, "kapitler/bakgrunn.md": text})


# --- what is read -------------------------------------------------------------------------------------------------


def test_a_mandate_is_read() -> None:
    result = loaded({**FILES, "README.md": "Til oss selv", "bilder/kart.png": b"\x89PNG", "kapitler/LESMEG.md": "x"})
    assert result.diagnostics == []
    source = result.source
    assert source is not None
    assert (source.id, source.path, source.head.tittel) == (
        "trygg",
        "sources/mandater/trygg/mandat.yaml",
        "Mandat og prosjektplan",
    )
    assert {name: plain(each.title) for name, each in source.chapters.items()} == {
        "bakgrunn": "Bakgrunn",
        "mal": "Mål og rammer",
    }
    assert {name: plain(each.title) for name, each in source.appendices.items()} == {"referat": "Referat"}
    assert [path.removeprefix("sources/mandater/trygg/") for path in source.files] == [
        "kapitler/bakgrunn.md",
        "kapitler/mal.md",
        "mandat.yaml",
        "vedlegg/referat.md",
    ]
    assert result.digests.keys() == set(source.files)
    assert source.text is not None
    assert source.text.lines[0] == "tittel: Mandat og prosjektplan"
    assert result.used == {
        *source.files,
        "sources/mandater/trygg/README.md",
        "sources/mandater/trygg/kapitler/LESMEG.md",
    }


def test_values_of_the_head_keep_their_letters_and_places() -> None:
    source = loaded(FILES).source
    assert source is not None
    (entry,) = source.head.logg
    assert (entry.versjon, entry.versjon.place.line, entry.versjon.place.column) == ("1.70", 16, 14)
    assert source.head.risiko is not None
    assert source.head.risiko.sannsynlighet[0].farger == ["grønn", "gul"]
    assert [each.navn for each in source.head.vedlegg] == ["referat", "budsjett"]
    assert [each.fil for each in source.head.vedlegg] == [None, "vedlegg/budsjett.pdf"]


def test_a_chapter_stands_at_its_title_and_keeps_its_lines() -> None:
    source = chapter("\n\n# Så *fint*\n\nTekst\n").source
    assert source is not None
    first = source.chapters["bakgrunn"]
    assert (first.place.line, first.place.column, first.text.lines[2]) == (3, 1, "# Så *fint*")
    assert [(run.text, run.italic, run.place.column) for run in first.title] == [("Så ", False, 3), ("fint", True, 7)]


def test_references_are_found_in_chapters() -> None:
    source = loaded(FILES).source
    assert source is not None
    (paragraph,) = source.chapters["bakgrunn"].blocks
    mentions = [run.mention for line in inlines(paragraph) for run in line if run.mention]
    assert [(each.kind, each.key) for each in mentions] == [
        (MentionKind.CHAPTER, "mal"),
        (MentionKind.APPENDIX, "referat"),
    ]


def test_chapters_that_are_not_listed_are_read_and_listed_ones_may_be_missing() -> None:
    files = {**FILES, "kapitler/ekstra.md": "# Ekstra\n"}
    del files["kapitler/mal.md"]
    result = loaded(files)
    assert result.diagnostics == []
    assert result.source is not None
    assert list(result.source.chapters) == ["bakgrunn", "ekstra"]


def test_the_folders_that_hold_something_are_the_mandates() -> None:
    paths = [
        "sources/mandater/b/mandat.yaml",
        "sources/mandater/README.md",
        "sources/mandater/a/kapitler/x.md",
        "sources/mandater/a/mandat.yaml",
        "sources/mandaterx/c/mandat.yaml",
        "sources/moter/p/2020-04-28.md",
    ]
    assert mandate_ids(paths) == ["a", "b"]
    assert mandate_ids([]) == []


# --- titles -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Bakgrunn\n\nTekst\n", "## Bakgrunn\n", "- en\n", "```risikomatrise\n```\n", "#\n"])
def test_a_chapter_without_a_title_has_its_name(text: str) -> None:
    result = chapter(text)
    assert said(result) == ["kapitler/bakgrunn.md: kapittel-uten-tittel"]
    assert result.source is not None
    found = result.source.chapters["bakgrunn"]
    assert plain(found.title) == "bakgrunn"
    assert found.blocks


def test_a_title_without_a_space_is_a_title() -> None:
    result = chapter("#Bakgrunn\n\nTekst\n")
    assert result.diagnostics == []
    assert result.source is not None
    assert plain(result.source.chapters["bakgrunn"].title) == "Bakgrunn"


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", "  \t\n"])
def test_an_empty_chapter_is_told_and_the_draft_can_be_built(text: str) -> None:
    result = chapter(text)
    assert said(result) == ["kapitler/bakgrunn.md: kapittel-tomt"]
    assert result.source is not None
    assert result.source.chapters["bakgrunn"].blocks == []


def test_a_second_title_and_a_skipped_level_are_told() -> None:
    result = chapter("# En\n\n# To\n\n#### Tre\n")
    assert said(result) == ["kapitler/bakgrunn.md: kapittel-to-titler", "kapitler/bakgrunn.md: overskrift-for-lav"]
    assert "##" in (result.diagnostics[1].hint() or "")


# --- overrules ----------------------------------------------------------------------------------------------------


def test_overrules_are_read_everywhere() -> None:
    result = loaded(
        {
            **FILES,
            "mandat.yaml": HEAD.replace("dato: 06.06.2018", "dato: 06.06.2018  # godta logg-uorden: slik er loggen"),
            "kapitler/bakgrunn.md": "Godta en-regel: avtalt\n\n# Bakgrunn\n\nGodta to-regel: avtalt\nTekst\n",
        }
    )
    assert result.diagnostics == []
    assert [(each.code, each.first_line) for each in result.overrules] == [
        ("logg-uorden", 17),
        ("en-regel", 3),
        ("to-regel", 6),
    ]
    assert result.source is not None
    assert plain(result.source.chapters["bakgrunn"].title) == "Bakgrunn"


def test_an_overrule_without_a_reason_is_told() -> None:
    assert said(chapter("# A\n\nGodta en-regel\nTekst\n")) == ["kapitler/bakgrunn.md: godta-uten-grunn"]


# --- page numbers -------------------------------------------------------------------------------------------------


def test_page_numbers_are_read_as_they_were_written() -> None:
    pages = PagesSource("abc", {"sg_kap_bakgrunn": 3})
    result = loaded({**FILES, "sidetall.json": pages_text(pages)})
    assert result.diagnostics == []
    assert result.source is not None
    assert result.source.pages == pages
    assert "sources/mandater/trygg/sidetall.json" in result.source.files


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe",
        b"{" * 100_000,
        b"[" * 100_000,
        b'{"avtrykk": 1, "sider": {}}',
        b'{"avtrykk": "a", "sider": {"b": "3"}}',
        b'{"avtrykk": "a", "sider": {"b": true}}',
        b'{"avtrykk": "a", "sider": {"b": 0}}',
        b'{"avtrykk": "a", "sider": {"b": ' + b"9" * 10_000 + b"}}",
        b'{"avtrykk": "a", "sider": {"b": NaN}}',
        b'{"avtrykk": "a", "sider": []}',
    ],
)
def test_page_numbers_that_cannot_be_read_are_a_warning(data: bytes) -> None:
    result = loaded({**FILES, "sidetall.json": data})
    assert said(result) == ["sidetall.json: sidetall-uleselig"]
    assert result.diagnostics[0].severity is Severity.WARNING
    assert result.source is not None
    assert result.source.pages is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["avtrykk", "sider", "a"]), inner),
    )
)
def test_no_json_is_taken_for_page_numbers_by_mistake(value: object) -> None:
    pages = read_pages(json.dumps(value).encode())
    if pages is not None:
        assert read_pages(pages_text(pages).encode()) == pages


# --- what is wrong with the folder ----------------------------------------------------------------------------------


def test_a_folder_without_its_head_is_told() -> None:
    files = dict(FILES)
    del files["mandat.yaml"]
    result = loaded(files)
    assert said(result) == ["mandat.yaml: mandatfil-mangler"]
    assert (result.source, result.diagnostics[0].severity) == (None, Severity.UNREADABLE)


@pytest.mark.parametrize("files", [{}, {"bilder/a.png": b"x"}, {"README.md": "x"}, {"notat.txt": "x"}])
def test_a_folder_without_text_is_no_mandate(files: dict[str, str | bytes]) -> None:
    result = loaded(files)
    assert (result.source, result.diagnostics) == (None, [])


@pytest.mark.parametrize(
    "name", ["mandat.yml", "Mandat.yaml", "mandate.yaml", "mandat.yaml.txt", "mandatet.yaml", "mandat.json"]
)
def test_the_head_under_another_name_is_told(name: str) -> None:
    result = loaded({name: HEAD, "kapitler/mal.md": "# Mål\n"})
    assert said(result) == [f"{name}: fil-mistenkelig", "mandat.yaml: mandatfil-mangler"]
    assert "«mandat.yaml»" in hints(result)[0]


@pytest.mark.parametrize("name", ["Barn og unge", "Trygg", "økonomi", "trygg.1", "-", "a--b", "a_b"])
def test_the_folders_name_must_be_plain(name: str) -> None:
    result = loaded(FILES, name)
    assert [each.code for each in result.diagnostics] == ["mandat-navn"]
    assert result.source is None


def test_a_plain_name_is_suggested() -> None:
    (told,) = loaded(FILES, "Økonomi på Åsen (2020)").diagnostics
    assert told.hint() == "Kall mappen okonomi-pa-asen-2020."


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("kapitler/ekstra.markdown", "kapitler/ekstra.md"),
        ("kapitler/ekstra.txt", "kapitler/ekstra.md"),
        ("kapitler/ekstra.md.txt", "kapitler/ekstra.md"),
        ("kapitler/ekstra", "kapitler/ekstra.md"),
        ("kapitler/del1/ekstra.md", "kapitler/ekstra.md"),
        ("ekstra.md", "kapitler/ekstra.md"),
        ("vedlegg/ekstra.markdown", "vedlegg/ekstra.md"),
    ],
)
def test_a_chapter_in_a_place_nobody_reads_is_told(path: str, meant: str) -> None:
    result = loaded({**FILES, path: "# Ekstra\n"})
    assert said(result) == [f"{path}: fil-mistenkelig"]
    assert f"«{meant}»" in hints(result)[0]
    assert result.source is not None
    assert "ekstra" not in result.source.chapters


@pytest.mark.parametrize("ending", ["docx", "doc", "odt", "rtf"])
def test_a_chapter_that_is_no_text_is_told(ending: str) -> None:
    path = f"kapitler/Økonomi 2.{ending}"
    result = loaded({**FILES, path: "PK"})
    assert said(result) == [f"{path}: kapittel-ikke-tekst"]
    assert "kapitler/okonomi-2.md" in (result.diagnostics[0].hint() or "")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Kapitler", "kapitler"),
        ("KAPITLER", "kapitler"),
        ("kapittel", "kapitler"),
        ("kapitlar", "kapitler"),
        ("Vedlegg", "vedlegg"),
        ("vedleg", "vedlegg"),
    ],
)
def test_a_folder_of_another_name_is_told_once(name: str, meant: str) -> None:
    result = loaded({**FILES, f"{name}/en.md": "# En\n", f"{name}/to.md": "# To\n"})
    assert said(result) == [f"{name}: mappe-mistenkelig"]
    assert f"«{meant}»" in hints(result)[0]


@pytest.mark.parametrize(
    "path",
    ["bilder/kart.md", "notat.txt", "notater/en.md", "vedlegg/brev.txt", "vedlegg/budsjett.pdf", "kapitler/kart.png"],
)
def test_other_files_are_left_alone(path: str) -> None:
    assert loaded({**FILES, path: "# En\n"}).diagnostics == []


@pytest.mark.parametrize("name", ["kapitler", "vedlegg"])
def test_a_file_where_a_folder_belongs_is_told(name: str) -> None:
    assert f"{name}: mappe-er-fil" in said(loaded({"mandat.yaml": HEAD, name: "x"}))


@pytest.mark.parametrize("name", ["Mål", "mål", "mal og middel", "1.mal"])
def test_a_chapter_with_letters_that_are_not_plain_is_told_and_read(name: str) -> None:
    result = loaded({**FILES, f"kapitler/{name}.md": "# Mål\n"})
    assert said(result) == [f"kapitler/{name}.md: kapittel-navn"]
    assert result.source is not None
    assert name in result.source.chapters


def test_two_files_of_one_name_are_told() -> None:
    result = loaded({**FILES, "kapitler/mal.MD": "# Mål igjen\n"})
    assert [each.partition(": ")[2] for each in said(result)] == ["kapittel-to-filer"]


# --- what is wrong with a file --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "fil-tom"),
        (b"- a\n", "fil-ikke-nokler"),
        (b"[" * 300_000, "yaml-for-dyp"),
        (b"x" * 3_000_000, "fil-for-stor"),
    ],
)
def test_a_head_that_cannot_be_read_costs_the_mandate(data: bytes, code: str) -> None:
    result = loaded({**FILES, "mandat.yaml": data})
    assert result.source is None
    assert [(each.code, each.severity) for each in result.diagnostics] == [(code, Severity.UNREADABLE)]


def test_a_head_without_a_title_has_the_folders_name() -> None:
    result = loaded({**FILES, "mandat.yaml": "deler: []\n"})
    assert said(result) == ["mandat.yaml: nokkel-erstattet"]
    assert result.source is not None
    assert result.source.head.tittel == "trygg"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("deler: Mandat", []),
        ("deler: 3\n  a: b", ["yaml-innrykk", "nokkel-ukjent"]),
        ("risiko: høy", ["verdi-ikke-nokler"]),
        ("risiko: [a]", ["verdi-ikke-nokler"]),
        ("kapitel: [a]", ["nokkel-ukjent"]),
        ("logg: {versjon: 1.0, endring: a}", []),
        ("logg: 1.0", []),
        ("språk: svensk", ["verdi-ukjent"]),
        ("vedlegg: referat", []),
        ("godkjennere: a, b og c", []),
    ],
)
def test_values_of_other_shapes_are_read_or_told(typed: str, told: list[str]) -> None:
    result = loaded({**FILES, "mandat.yaml": f"tittel: Mandat\n{typed}\n"})
    assert [each.code for each in result.diagnostics] == told
    assert result.source is not None


@pytest.mark.parametrize(
    "data",
    [b"# A\n\xff\xfe\x00", b"\xff\xfe#\x00 \x00A\x00", bytes(range(256)), b"\x00" * 50, b"# A\r\n\r\ntekst\rmer"],
)
def test_a_chapter_of_any_bytes_is_read(data: bytes) -> None:
    result = chapter(data)
    assert result.source is not None
    assert "bakgrunn" in result.source.chapters


def test_a_listed_chapter_that_cannot_be_read_costs_the_mandate_and_another_does_not() -> None:
    too_big = "# A\n" + "x" * 3_000_000
    assert chapter(too_big).source is None
    result = loaded({**FILES, "kapitler/ekstra.md": too_big})
    assert [each.code for each in result.diagnostics] == ["fil-for-stor"]
    assert result.source is not None


def test_folders_where_files_belong_are_told(tmp_path: Path) -> None:
    root = tmp_path / "sources/mandater/trygg"
    (root / "mandat.yaml/x").mkdir(parents=True)
    (root / "kapitler/mal.md").mkdir(parents=True)
    (root / "kapitler/bakgrunn.md").mkdir()
    (root / "kapitler/bakgrunn.md/inni.md").write_text("# Inni")
    (root / "kapitler/rammer.md").write_text("# Rammer")
    (root / "sidetall.json").mkdir()
    folder = SourceFolder(tmp_path)
    listing = folder.listing()
    result = load_mandate(folder, "trygg", listing.files)
    assert said(result) == ["mandat.yaml: fil-er-mappe"]
    assert [each.code for each in listing.diagnostics] == ["fil-er-mappe", "fil-er-mappe"]


def test_very_many_complaints_about_a_chapter_are_counted() -> None:
    result = chapter("# A\n\n" + "Konklusjn: a\n\n" * 400)
    assert len(result.diagnostics) == 301
    assert result.diagnostics[-1].code == "flere-meldinger"


# --- in a project ---------------------------------------------------------------------------------------------------

SETUP = "format: 1\norganisasjon: Fjordmark\norganer:\n  p:\n    navn: P\n    saksnummer: N-ÅÅÅÅ\n"


def project(files: dict[str, str]) -> tuple[RawProject, list[Diagnostic]]:
    stored = {"oppsett.yaml": SETUP, "personer.yaml": "berg: Kari Berg\n", **files}
    folder = Overlay(None, {f"sources/{path}": text.encode() for path, text in stored.items()})
    raw, diagnostics = load_project(folder)
    assert raw is not None
    return raw, diagnostics


def test_a_project_holds_its_mandates() -> None:
    files = {f"mandater/trygg/{path}": text for path, text in FILES.items()}
    raw, diagnostics = project(
        {
            **files,
            "mandater/alt/mandat.yaml": "tittel: Alt\n",
            "mandater/trygg/bilder/a.png": "x",
            "mandater/trygg/sidetall.json": "x",
            "mandater/README.md": "x",
            "vedlegg/budsjett.pdf": "x",
        }
    )
    assert [each.id for each in raw.mandates] == ["alt", "trygg"]
    assert [each.code for each in diagnostics] == ["sidetall-uleselig"]
    assert raw.assets == {
        "sources/mandater/README.md",
        "sources/mandater/trygg/bilder/a.png",
        "sources/vedlegg/budsjett.pdf",
    }
    assert {f"sources/{path}" for path in files} <= raw.digests.keys()


def test_a_project_without_mandates_has_none() -> None:
    raw, diagnostics = project({})
    assert (raw.mandates, diagnostics) == ([], [])


def test_overrules_of_a_mandate_are_those_of_the_project() -> None:
    raw, _ = project({"mandater/trygg/mandat.yaml": "tittel: A  # godta en-regel: avtalt\n"})
    assert [each.code for each in raw.overrules] == ["en-regel"]


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("mandat/bup/mandat.yaml", "sources/mandater/bup/mandat.yaml"),
        ("mandate/bup/mandat.yml", "sources/mandater/bup/mandat.yaml"),
        ("Mandater/bup/mandat.yaml", "sources/mandater/bup/mandat.yaml"),
        ("mandater/bup.yaml", "sources/mandater/bup/mandat.yaml"),
        ("mandater/Økonomi.yaml", "sources/mandater/okonomi/mandat.yaml"),
        ("mandater/mandat.yaml", "sources/mandater/navn/mandat.yaml"),
        ("mandat/mandat.yaml", "sources/mandater/navn/mandat.yaml"),
        ("mandat.yaml", "sources/mandater/navn/mandat.yaml"),
        ("mandat.yml", "sources/mandater/navn/mandat.yaml"),
    ],
)
def test_a_mandate_in_a_place_nobody_reads_is_told(path: str, meant: str) -> None:
    _, diagnostics = project({path: HEAD})
    assert [(each.code, each.place.file) for each in diagnostics] == [("fil-mistenkelig", f"sources/{path}")]
    assert f"«{meant}»" in diagnostics[0].message()


def test_a_file_in_place_of_the_folder_is_told() -> None:
    _, diagnostics = project({"mandater": "x"})
    assert [(each.code, each.place.file) for each in diagnostics] == [("mappe-er-fil", "sources/mandater")]


@pytest.mark.parametrize(
    "path", ["mandater/README.md", "vedlegg/mandat.pdf", "mandater/notat.docx", "vedlegg/mandat.yaml"]
)
def test_other_files_near_mandates_are_left_alone(path: str) -> None:
    assert project({path: "x"})[1] == []


# --- changed at random ----------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [":", ": ", "\n", "\n\n", "  ", "\t", "- ", "-", "#", " # ", "'", '"', "[", "]", "{", "}", ",", "|\n", ">-\n", "&a",
     "*a", "!!x", "---\n", "tittel", "deler", "\x00", "å", "a\u030a", "🎉", "1.70", "godta x-y", "# godta x-y: z"]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, len(HEAD)), st.integers(0, 12), PIECES), min_size=1, max_size=6))
def test_a_head_changed_at_random_never_raises(changes: list[tuple[int, int, str]]) -> None:
    text = HEAD
    for start, length, piece in changes:
        text = text[:start] + piece + text[start + length :]
    result = loaded({**FILES, "mandat.yaml": text})
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for each in result.diagnostics:
        assert each.message()
        assert each.place.file.startswith("sources/mandater/trygg/")
        assert 0 <= each.place.line <= lines or not each.place.file.endswith(".yaml")
    unreadable = any(each.severity is Severity.UNREADABLE for each in result.diagnostics)
    assert (result.source is None) == unreadable


@settings(max_examples=100)
@given(st.binary(max_size=300), st.binary(max_size=300), st.binary(max_size=100))
def test_a_folder_of_any_bytes_never_raises(head: bytes, text: bytes, pages: bytes) -> None:
    result = loaded({"mandat.yaml": head, "kapitler/a.md": text, "vedlegg/b.md": text, "sidetall.json": pages})
    assert all(each.message() for each in result.diagnostics)
