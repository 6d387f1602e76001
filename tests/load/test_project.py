"""The whole folder read: what is a source, what is not, and what one broken file costs."""

from pathlib import Path

import pytest

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.load.files import SourceFolder
from pipeline.load.model import RawProject
from pipeline.load.project import load_meeting, load_project, parse_meeting

SETUP = """\
format: 1
organisasjon: Fjordmark
organer:
  prosjektgruppen:
    navn: Prosjektgruppen
    saksnummer: N-ÅÅÅÅ
"""
PERSONS = "berg:\n  navn: Kari Berg\n"
MEETING = """\
---
tid: 28.04.2020 kl. 12.00–15.00
forfall: berg
---

## 1-2020 Godkjenning (godkjenning)

Vedtak: Godkjent.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, "oppsett.yaml", SETUP)
    write(tmp_path, "personer.yaml", PERSONS)
    write(tmp_path, "moter/prosjektgruppen/2020-04-28.md", MEETING)
    return tmp_path


def write(project: Path, path: str, text: str) -> None:
    file = project / "sources" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def load(project: Path) -> tuple[RawProject | None, list[Diagnostic]]:
    return load_project(SourceFolder(project))


def said(diagnostics: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(each.code, each.place.file) for each in diagnostics]


def test_a_project_is_read(project: Path) -> None:
    write(project, "vedlegg/Plan for møte.pdf", "x")
    write(project, "kontakter.yaml", "berg:\n  epost: kari@example.org\n")
    raw, diagnostics = load(project)
    assert raw is not None
    assert diagnostics == []
    assert raw.setup.organisasjon == "Fjordmark"
    assert [str(person.navn) for person in raw.persons.values()] == ["Kari Berg"]
    assert raw.contacts["berg"].epost == "kari@example.org"
    assert raw.assets == {"sources/vedlegg/Plan for møte.pdf"}
    (meeting,) = raw.meetings
    assert (meeting.body, meeting.date_in_name, meeting.head.forfall) == ("prosjektgruppen", "2020-04-28", ["berg"])
    assert (meeting.head.tid.place.line, meeting.head.tid.place.column) == (2, 6)
    assert len(meeting.cases) == 1
    assert raw.digests.keys() == {
        "sources/oppsett.yaml",
        "sources/personer.yaml",
        "sources/kontakter.yaml",
        "sources/moter/prosjektgruppen/2020-04-28.md",
    }
    assert raw.digests[meeting.path] == meeting.sha256


def test_where_there_is_no_project(tmp_path: Path) -> None:
    raw, (diagnostic,) = load(tmp_path)
    assert raw is None
    assert (diagnostic.code, diagnostic.severity) == ("prosjekt-mangler", Severity.UNREADABLE)
    assert "saksgang new project" in (diagnostic.hint() or "")


def test_where_there_is_no_setup(tmp_path: Path) -> None:
    write(tmp_path, "oppsett.yml", SETUP)
    write(tmp_path, "personer.yaml", PERSONS)
    raw, diagnostics = load(tmp_path)
    assert raw is None
    assert said(diagnostics) == [
        ("oppsett-mangler", "sources/oppsett.yaml"),
        ("fil-mistenkelig", "sources/oppsett.yml"),
    ]


def test_without_a_setup_the_other_complaints_come_too(project: Path) -> None:
    write(project, "oppsett.yaml", "- a\n")
    write(project, "moter/prosjektgruppen/2020-04-28.md", MEETING.replace("forfall", "forfal"))
    raw, diagnostics = load(project)
    assert raw is None
    assert [code for code, _ in said(diagnostics)] == ["fil-ikke-nokler", "nokkel-ukjent"]


def test_a_project_without_register_is_a_project_with_a_fault(project: Path) -> None:
    (project / "sources" / "personer.yaml").unlink()
    raw, diagnostics = load(project)
    assert raw is not None
    assert (raw.persons, said(diagnostics)) == ({}, [("personregister-mangler", "sources/personer.yaml")])


def test_a_broken_meeting_leaves_the_others(project: Path) -> None:
    write(project, "moter/prosjektgruppen/2020-05-26.md", "---\n- a\n---\n")
    write(project, "moter/prosjektgruppen/2020-06-30.md", "")
    raw, diagnostics = load(project)
    assert raw is not None
    assert [meeting.date_in_name for meeting in raw.meetings] == ["2020-04-28"]
    assert {each.place.file[-13:] for each in diagnostics if each.severity is Severity.UNREADABLE} == {
        "2020-05-26.md",
        "2020-06-30.md",
    }


@pytest.mark.parametrize(
    ("path", "code", "hint"),
    [
        ("moter/prosjektgruppen/28.04.2020.md", "motefil-navn", "Kall fila 2020-04-28.md."),
        ("moter/prosjektgruppen/aprilmøtet.md", "motefil-navn", "Kall fila 2020-04-28.md."),
        ("moter/prosjektgruppen/2020-02-30.md", "motefil-dato", None),
        ("moter/2020-04-28.md", "motefil-uten-organ", "Flytt den til moter/<organ>/2020-04-28.md."),
        ("moter/a/b/2020-04-28.md", "motefil-uten-organ", "Flytt den til moter/<organ>/2020-04-28.md."),
    ],
)
def test_a_meeting_file_has_its_place_and_its_name(project: Path, path: str, code: str, hint: str | None) -> None:
    write(project, path, MEETING)
    raw, diagnostics = load(project)
    assert raw is not None
    assert len(raw.meetings) == 1
    assert [(each.code, each.place.file, each.hint()) for each in diagnostics] == [(code, f"sources/{path}", hint)]


def test_a_folder_of_no_body_is_said_once(project: Path) -> None:
    write(project, "moter/prosjektgruppa/2020-04-28.md", MEETING)
    write(project, "moter/prosjektgruppa/2020-05-26.md", MEETING)
    _, diagnostics = load(project)
    assert [(each.code, each.place.file, each.hint()) for each in diagnostics] == [
        ("organ-ukjent", "sources/moter/prosjektgruppa", "Mente du «prosjektgruppen»?")
    ]


def test_the_meetings_of_a_body_that_cannot_be_read_point_to_the_setup(project: Path) -> None:
    write(project, "oppsett.yaml", SETUP.replace("    saksnummer: N-ÅÅÅÅ\n", ""))
    raw, diagnostics = load(project)
    assert raw is not None
    assert raw.meetings == []
    assert said(diagnostics) == [
        ("nokkel-kreves", "sources/oppsett.yaml"),
        ("organ-ikke-lest", "sources/moter/prosjektgruppen"),
    ]


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("kontakter.yml", "kontakter.yaml"),
        ("kontakt.yaml", "kontakter.yaml"),
        ("kontakter.yaml.txt", "kontakter.yaml"),
        ("moter/prosjektgruppen/2020-05-26.md.txt", "sources/moter/prosjektgruppen/2020-05-26.md"),
        ("møter/prosjektgruppen/2020-05-26.md", "sources/moter/prosjektgruppen/2020-05-26.md"),
    ],
)
def test_a_file_nobody_reads_is_said_where_it_looks_like_a_mistake(project: Path, path: str, meant: str) -> None:
    write(project, path, "x")
    _, (diagnostic,) = load(project)
    assert (diagnostic.code, diagnostic.severity) == ("fil-mistenkelig", Severity.WARNING)
    assert f"«{meant}»" in diagnostic.message()


def test_other_files_are_left_in_peace(project: Path) -> None:
    for path in (
        *("notat.txt", "moter/README.md", "moter/prosjektgruppen/bilde.png", "moter/prosjektgruppen/~$20-04-28.docx"),
        *(".DS_Store", ".git/config", "moter/prosjektgruppen/.2020-04-28.md.swp", "arkiv/oppsett.yml", "Thumbs.db"),
    ):
        write(project, path, "x")
    raw, diagnostics = load(project)
    assert raw is not None
    assert diagnostics == []
    assert raw.assets == {
        "sources/notat.txt",
        "sources/moter/README.md",
        "sources/moter/prosjektgruppen/bilde.png",
    }


def test_overrules_of_every_file_are_collected(project: Path) -> None:
    write(project, "oppsett.yaml", SETUP.replace("organisasjon", "# godta prove-kode: avtalt\norganisasjon"))
    write(
        project, "moter/prosjektgruppen/2020-04-28.md", MEETING.replace("forfall: berg", "forfall: berg # godta b-c: d")
    )
    raw, _ = load(project)
    assert raw is not None
    assert [(each.code, each.reason, each.first_line) for each in raw.overrules] == [
        ("prove-kode", "avtalt", 3),
        ("b-c", "d", 3),
    ]


def test_one_meeting_is_read_by_itself(project: Path) -> None:
    path = "sources/moter/prosjektgruppen/2020-04-28.md"
    loaded = load_meeting(SourceFolder(project), path)
    assert loaded.meeting is not None
    assert loaded.diagnostics == []
    assert loaded.sha256 == loaded.meeting.sha256
    assert parse_meeting(MEETING.encode(), path) == loaded
    gone = load_meeting(SourceFolder(project), path.replace("04", "05"))
    assert (gone.meeting, said(gone.diagnostics)) == (None, [("fil-finnes-ikke", path.replace("04", "05"))])


def test_a_meeting_on_windows_lines_is_the_same_meeting() -> None:
    path = "sources/moter/prosjektgruppen/2020-04-28.md"
    typed = parse_meeting(MEETING.encode(), path).meeting
    windows = parse_meeting(MEETING.replace("\n", "\r\n").encode("utf-8-sig"), path).meeting
    assert typed is not None
    assert windows is not None
    assert (windows.head, windows.head.tid.place, windows.cases) == (typed.head, typed.head.tid.place, typed.cases)
