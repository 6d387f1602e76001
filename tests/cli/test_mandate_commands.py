"""`saksgang mandate bump`, `log`, `show`, and `saksgang new mandate`: what is typed, what is said, how it ends."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.commands import REPOSITORY, in_process_of_its_own, saksgang
from support.kept_mandate import ARCHIVE, FILES, edit, head, mandate
from support.projects import COMMON, write_sources

from pipeline.cli import mandate_bump


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "prosjekt"
    write_sources(folder, COMMON | FILES)
    return folder


def mandate_command(root: Path, *arguments: object):
    return saksgang("mandate", *arguments, "--project", root)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch):
    """Answers as typed on a terminal."""

    def type_in(*typed: str) -> None:
        left = list(typed)
        monkeypatch.setattr(mandate_bump, "_is_terminal", lambda: True)
        monkeypatch.setattr(mandate_bump.click, "prompt", lambda *_, **settings: left.pop(0) or settings["default"])

    return type_in


def test_a_version_is_made_and_what_was_kept_is_told(root):
    said = mandate_command(root, "bump", "bup", "--change", "Dokument opprettet", "--date", "9. april 2020")
    assert said.code == 0
    assert said.out.splitlines() == [
        "Versjon 0.1 er tatt vare på.",
        "sources/arkiv/mandater/bup/0.1/2020-04-09-bup-mandat-0.1-utkast.docx",
    ]
    assert "Med --pages blir de det" in said.err
    edit(root, "kapitler/mal.md")
    said = mandate_command(root, "bump", "bup", "--change", "Etter møtet", "--by", "vik")
    assert said.out.startswith("Versjon 0.2 er tatt vare på.\nKapittel: Kap. 2\nsources/arkiv/")


def test_every_option_goes_its_way(root):
    arguments = ["--release", "--number", "1.0", "--change", "mal: A", "--change", "B", "--by", "vik"]
    arguments += ["--date", "09.04.2020", "--approved-by", "prosjektgruppen"]
    arguments += ["--treated", "prosjektgruppen, godkjent", "--treated", "Brukerrådet, drøftet"]
    assert mandate_command(root, "bump", "bup", *arguments).code == 0
    entry = mandate(root).log[-1]
    assert (str(entry.version), entry.by, entry.approved_by, entry.day_shown) == (
        "1.0",
        "Ola Vik",
        "Prosjektgruppen",
        "09.04.2020",
    )
    assert [each.chapters for each in entry.changes] == ["Kap. 2", ""]
    assert [each.forum for each in entry.treatments] == ["Prosjektgruppen", "Brukerrådet"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["bump", "bup"], 2, "--change"),
        (["bump", "bop", "--change", "a"], 2, "Mente du «bup»?"),
        (["bump", "bup", "--draft", "--release", "--change", "a"], 2, "Velg én av --draft, --release."),
        (["bump", "bup", "--minor", "--change", "a"], 2, "bruk --draft, som gir 0.1"),
        (["bump", "bup", "--release", "--change", "a"], 2, "Si av hvem med --approved-by"),
        (["bump"], 2, "MANDAT mangler"),
        (["log", "bop"], 2, "Mente du «bup»?"),
        (["show", "bop", "1.0"], 2, "Mente du «bup»?"),
        (["show", "bup", "1.0"], 2, "Ingen versjoner er tatt vare på ennå"),
    ],
)
def test_what_cannot_be_done_is_refused_in_norwegian(root, arguments, code, said):
    found = mandate_command(root, *arguments)
    assert (found.code, said in found.err) == (code, True), found.err
    assert not (root / ARCHIVE).exists()


def test_without_a_change_it_is_asked_on_a_terminal(root, answers):
    mandate_command(root, "bump", "bup", "--change", "Dokument opprettet")
    edit(root, "kapitler/mal.md")
    edit(root, "kapitler/okonomi.md")
    answers("", "mal: Klarere", "  Ny ramme ", "")
    said = mandate_command(root, "bump", "bup")
    assert said.code == 0, said.err
    assert said.out.splitlines()[:4] == [
        "Forrige versjon: 0.1",
        "Kapittel 2 «Mål» er endret etter versjon 0.1.",
        "Kapittel 3 «Økonomi» er endret etter versjon 0.1.",
        "Skriv hva som er endret, og hvorfor, en endring om gangen. En tom linje avslutter.",
    ]
    assert "Versjon 0.2 er tatt vare på.\nKapittel: Kap. 2 (mandat); kap. 3 (prosjektplan)\n" in said.out


@pytest.mark.parametrize(
    ("answer", "version"),
    [("draft", "0.2"), ("Utkast", "0.2"), ("editorial", "0.1-1"), ("0.1-1", "0.1-1"), ("", "0.2")],
)
def test_the_kind_is_asked_for_with_the_number_each_would_get(root, answers, answer, version):
    mandate_command(root, "bump", "bup", "--change", "Dokument opprettet")
    edit(root, "kapitler/mal.md")
    answers("tull", answer, "Etter møtet", "")
    said = mandate_command(root, "bump", "bup")
    assert "Svar med et av numrene: 0.2, 0.1-1, 1.0." in said.out
    assert f"Versjon {version} er tatt vare på" in said.out


def test_mandates_are_listed_with_their_last_version(root):
    def listed():
        return saksgang("list", "mandater", "--format", "json", "--project", root).json

    title = "Mandat og prosjektplan"
    assert listed() == [{"mandat": "bup", "versjon": "", "dato": "", "endret siden": "", "tittel": title}]
    mandate_command(root, "bump", "bup", "--change", "Dokument opprettet", "--date", "09.04.2020")
    kept = {"mandat": "bup", "versjon": "0.1", "dato": "09.04.2020", "endret siden": "nei", "tittel": title}
    assert listed() == [kept]
    edit(root, "kapitler/mal.md")
    assert listed() == [{**kept, "endret siden": "ja"}]


def test_a_draft_and_what_is_edited_after_it_do_not_take_each_others_place(root):
    mandate_command(root, "bump", "bup", "--change", "Dokument opprettet", "--date", "09.04.2020")
    edit(root, "kapitler/mal.md")
    saksgang("build", "mandat", "--project", root)
    assert mandate_command(root, "show", "bup", "0.1").code == 0
    assert sorted(path.name for path in (root / "build/mandat").iterdir()) == [
        "2020-04-09-bup-mandat-0.1-utkast.docx",
        "2020-04-09-bup-mandat-etter-0.1-utkast.docx",
    ]


def test_who_has_approved_a_release_is_asked_for(root, answers):
    mandate_command(root, "bump", "bup", "--change", "Dokument opprettet")
    answers("utgivelse", "tull", "prosjektgruppen", "Godkjent", "")
    said = mandate_command(root, "bump", "bup")
    assert "Versjon 1.0 er tatt vare på" in said.out, said.err
    assert mandate(root).log[-1].approved_by == "Prosjektgruppen"


@pytest.mark.parametrize(
    ("row", "arguments", "reason"),
    [
        ("prosjektleder: ", [], "skriv «prosjektleder» i"),
        ("godkjennere: ", ["--release"], "skriv hvem som kan, under «godkjennere»"),
        ("", ["--draft"], "Ingenting er endret siden versjon 0.1"),
    ],
)
def test_nobody_is_asked_in_vain(root, answers, row, arguments, reason):
    mandate_command(root, "bump", "bup", "--change", "Dokument opprettet")
    if row:
        edit(root, "mandat.yaml", head(root).read_text("utf-8").replace(row, f"# {row}"))
    answers()
    said = mandate_command(root, "bump", "bup", *arguments)
    assert (said.code, reason in said.err) == (2, True), said.err


def test_nothing_answered_is_nothing_done(root, answers):
    answers("", "")
    said = mandate_command(root, "bump", "bup")
    assert (said.code, "--change" in said.err) == (2, True)
    assert not (root / ARCHIVE).exists()


def test_without_a_terminal_nobody_is_asked(root):
    said = in_process_of_its_own("mandate", "bump", "bup", "--project", root, stdin=subprocess.DEVNULL)
    assert (said.code, said.out) == (2, "")
    assert "--change" in said.err


# --- the log ------------------------------------------------------------------------------------------------------


@pytest.fixture
def two(root: Path) -> Path:
    """Two versions, the second with two changes, after one typed by hand."""
    with head(root).open("a", encoding="utf-8") as file:
        file.write("logg:\n  - versjon: 0.90\n    dato: 06.06.2019\n    endring: Dokument opprettet\n    av: hegg\n")
    mandate_command(root, "bump", "bup", "--change", "Første", "--date", "01.04.2020")
    edit(root, "kapitler/mal.md")
    arguments = ["--release", "--approved-by", "berg", "--date", "09.04.2020", "--treated", "Brukerrådet, godkjent"]
    assert mandate_command(root, "bump", "bup", *arguments, "--change", "mal: A", "--change", "B").code == 0
    return root


def test_the_log_is_a_table(two):
    said = mandate_command(two, "log", "bup")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "versjon  dato        endret av  godkjent av  tatt vare på  kapittel  endring",
        "0.90     06.06.2019  Eva Hegg                –                       Dokument opprettet",
        "0.91     01.04.2020  Eva Hegg                ja                      Første",
        "1.0      09.04.2020  Eva Hegg   Kari Berg    ja            Kap. 2    A",
        " " * 69 + "B",
    ]


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (
            96,
            [
                "versjon  dato        endret av  godkjent av  tatt vare  kapittel  endring",
                "                                             på",
                "0.90     06.06.2019  Eva Hegg                –                    Dokument opprettet",
                "0.91     01.04.2020  Eva Hegg                ja                   Første gang med alt det som",
                "                                                                  ble sagt i møtet",
            ],
        ),
        (200, ["0.91     01.04.2020  Eva Hegg                ja                      Første gang med alt det som ble"]),
    ],
)
def test_where_the_terminal_is_narrow_the_log_is_wrapped_inside_its_columns(two, monkeypatch, width, lines):
    text = head(two).read_text("utf-8")
    edit(two, "mandat.yaml", text.replace("endring: Første", "endring: Første gang med alt det som ble sagt i møtet"))
    monkeypatch.setattr(mandate_bump, "_terminal_width", lambda: width)
    said = mandate_command(two, "log", "bup").out
    assert "\n".join(lines) in said
    assert max(map(len, said.splitlines())) <= width


def test_the_log_for_programs(two):
    said = mandate_command(two, "log", "bup", "--format", "json")
    assert [row["versjon"] for row in said.json] == ["0.90", "0.91", "1.0"]
    assert said.json[2] == {
        "versjon": "1.0",
        "dato": "09.04.2020",
        "endringer": [{"kapittel": "Kap. 2", "endring": "A"}, {"kapittel": "", "endring": "B"}],
        "endret_av": "Eva Hegg",
        "godkjent_av": "Kari Berg",
        "behandlet": [{"forum": "Brukerrådet", "sak": "", "dato": "", "utfall": "godkjent"}],
        "tatt_vare_på": True,
    }


def test_a_log_that_is_touched_says_so(two):
    text = head(two).read_text("utf-8")
    edit(two, "mandat.yaml", text.replace("endring: Første", "endring: Noe annet"))
    said = mandate_command(two, "log", "bup")
    assert said.code == 1
    assert "[loggrad-endret]" in said.err


def test_a_mandate_without_versions_has_an_empty_log(root):
    assert mandate_command(root, "log", "bup").out == "Mandatet har ingen versjoner ennå.\n"
    assert mandate_command(root, "log", "bup", "--format", "json").json == []


# --- a version ----------------------------------------------------------------------------------------------------


def kept_bytes(root: Path, version: str) -> bytes:
    (document,) = (root / ARCHIVE / version).glob("*.docx")
    return document.read_bytes()


def test_without_a_version_those_that_are_kept_are_listed(two):
    assert mandate_command(two, "show", "bup").out.split() == ["0.91", "1.0"]


def test_a_version_is_handed_out_byte_for_byte(two, tmp_path):
    said = mandate_command(two, "show", "bup", "0.91")
    target = two / "build/mandat/2020-04-01-bup-mandat-0.91-utkast.docx"
    assert said.out == f"{target}\n"
    assert target.read_bytes() == kept_bytes(two, "0.91")
    mandate_command(two, "show", "bup", "1.0", "-o", tmp_path / "fram.docx")
    assert (tmp_path / "fram.docx").read_bytes() == kept_bytes(two, "1.0")
    (tmp_path / "mappe").mkdir()
    mandate_command(two, "show", "bup", "1.0", "--output", tmp_path / "mappe")
    assert (tmp_path / "mappe/2020-04-09-bup-mandat-1.0.docx").read_bytes() == kept_bytes(two, "1.0")


def test_a_version_on_standard_output_is_nothing_but_its_bytes(two):
    command = [sys.executable, "-c", "from pipeline.cli.main import run; run()"]
    arguments = ["mandate", "show", "bup", "1.0", "-o", "-", "--project", str(two)]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    found = subprocess.run([*command, *arguments], capture_output=True, check=True, env=env)
    assert found.stdout == kept_bytes(two, "1.0")


def test_what_somebody_edited_under_the_name_is_put_aside(two):
    target = two / "build/mandat/2020-04-01-bup-mandat-0.91-utkast.docx"
    mandate_command(two, "show", "bup", "0.91")
    target.write_bytes(b"endret")
    mandate_command(two, "show", "bup", "0.91")
    assert target.read_bytes() == kept_bytes(two, "0.91")
    assert target.with_stem(f"{target.stem}-endret").read_bytes() == b"endret"


@pytest.mark.parametrize(
    ("version", "why"),
    [
        ("3.0", "Versjon 3.0 av «bup» er ikke i arkivet. Disse er tatt vare på: 0.91, 1.0."),
        ("0.90", "Versjon 0.90 er fra før mandatet ble tatt vare på her. Disse er tatt vare på: 0.91, 1.0."),
    ],
)
def test_a_version_that_is_not_kept_is_refused_with_those_that_are(two, version, why):
    said = mandate_command(two, "show", "bup", version)
    assert (said.code, said.out) == (2, "")
    assert why in said.err


def test_a_touched_document_is_not_handed_out(two, tmp_path):
    (document,) = (two / ARCHIVE / "1.0").glob("*.docx")
    document.write_bytes(document.read_bytes() + b"x")
    said = mandate_command(two, "show", "bup", "1.0", "-o", tmp_path / "ut.docx")
    assert said.code == 5
    assert not (tmp_path / "ut.docx").exists()


def test_a_build_with_nothing_to_do_sees_that_the_archive_is_touched(two):
    assert "arkiv-endret" not in saksgang("build", "mandat", "--project", two).err
    assert "arkiv-endret" not in saksgang("build", "mandat", "--project", two).err
    (document,) = (two / ARCHIVE / "0.91").glob("*.docx")
    document.write_bytes(document.read_bytes() + b"x")
    assert "arkiv-endret" in saksgang("build", "mandat", "--project", two).err


def test_a_place_that_cannot_be_written_is_told(two, tmp_path):
    (tmp_path / "fil").write_text("x")
    said = mandate_command(two, "show", "bup", "1.0", "-o", tmp_path / "fil/ut.docx")
    assert said.code == 6
    assert "Kan ikke skrive" in said.err


# --- a new mandate ------------------------------------------------------------------------------------------------


def test_a_new_mandate_has_no_faults_and_can_be_built_and_given_a_version(root):
    said = saksgang("new", "mandate", "Trygg hjem", "Mandat", "for:", "trygg", "hjem", "--project", root)
    assert said.code == 0, said.err
    folder = root / "sources/mandater/trygg-hjem"
    names = {"mandat.yaml"} | {f"kapitler/{name}.md" for name in CHAPTERS}
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == names
    assert set(said.out.split("\n")) == {str(folder / name) for name in names} | {""}
    check = saksgang("check", "--format", "json", "--project", root)
    assert [each for each in check.json if "sidetall" not in each["code"]] == []
    assert saksgang("build", "mandat", "--strict", "--project", root).code in (0, 1)
    assert (root / "build/mandat/trygg-hjem-mandat-utkast.docx").exists()
    made = mandate_command(root, "bump", "trygg-hjem", "--change", "Dokument opprettet", "--by", "hegg")
    assert made.code == 0, made.err
    assert saksgang("check", "--project", root).code == 0


CHAPTERS = ["bakgrunn", "mal", "organisering", "okonomi", "arbeidsoppgaver", "framdriftsplan", "risikovurdering"]


def test_a_mandate_is_not_written_over(root):
    before = head(root).read_bytes()
    said = saksgang("new", "mandate", "bup", "--project", root)
    assert (said.code, "finnes fra før" in said.err) == (2, True)
    assert head(root).read_bytes() == before


@pytest.mark.parametrize("ident", ["…", "", "x" * 41])
def test_an_id_no_folder_can_have_is_refused(root, ident):
    assert saksgang("new", "mandate", ident, "--project", root).code == 2


def test_a_project_without_bodies_gets_a_mandate_too(tmp_path):
    folder = tmp_path / "p"
    write_sources(folder, {"oppsett.yaml": "format: 1\norganisasjon: Lia\norganer: {}\n", "personer.yaml": ""})
    assert saksgang("new", "mandate", "bup", "--project", folder).code == 0
    codes = [each["code"] for each in saksgang("check", "--format", "json", "--project", folder).json]
    assert [code for code in codes if "sidetall" not in code and "organ" not in code] == []


# --- make ---------------------------------------------------------------------------------------------------------


def make(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["make", *arguments], cwd=REPOSITORY, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.skipif(shutil.which("make") is None, reason="make is missing")
def test_make_bump_needs_a_mandate_and_hands_on_its_arguments(root):
    said = make("bump")
    assert said.returncode != 0
    assert "make bump M=trygg" in said.stderr
    arguments = "--date 09.04.2020 --change 'Etter møtet: alt'"
    said = make("bump", "M=bup", f"PROJECT={root}", f"ARGS={arguments}")
    assert said.returncode == 0, said.stderr
    assert mandate(root).log[-1].changes[0].what[0].text == "Etter møtet: alt"
    assert make("mandates", f"PROJECT={root}").returncode == 0
    assert re.fullmatch(r"2020-04-09-bup-mandat-0\.1-utkast\.docx", next((root / "build/mandat").iterdir()).name)
    assert json.loads((root / "build/manifest.json").read_text("utf-8"))
