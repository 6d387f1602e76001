"""The build, from sources to documents and manifest: what is written, what is left alone, and what survives."""

import errno
import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest
from support.commands import saksgang
from support.rendering import Package
from support.whole_way import FIRST, MINUTES, NOTICE, SECOND, UNREADABLE, built, meeting, stamps

from pipeline.edit.lock import build_lock
from pipeline.workflow import build as building
from pipeline.workflow import made_document
from pipeline.workflow.manifest import read_manifest
from pipeline.workflow.problems import CANNOT_WRITE


@pytest.fixture
def root(project) -> Path:
    """One meeting, built without remarks."""
    folder = project({FIRST: meeting()})
    made = saksgang("build", "--project", folder)
    assert (made.code, made.err) == (0, "")
    assert made.out.splitlines() == [NOTICE, MINUTES]
    return folder


def source(root: Path, path: str = FIRST) -> Path:
    return root / "sources" / path


def build(root: Path, *arguments: object):
    return saksgang("build", "--project", root, *arguments)


def manifest(root: Path) -> list[dict[str, object]]:
    return json.loads((root / "build/manifest.json").read_text("utf-8"))["documents"]


def listed(root: Path) -> list[str]:
    return [each["file"] for each in manifest(root)]


# What is written


def test_the_manifest_tells_what_each_document_is_and_what_it_was_made_from(root):
    assert manifest(root) == [
        {
            "kind": kind,
            "id": "prosjektgruppen/2020-04-28",
            "file": file,
            "sha256": hashlib.sha256((root / file).read_bytes()).hexdigest(),
            "sources": [f"sources/{FIRST}", "sources/oppsett.yaml", "sources/personer.yaml"],
            "template": f"templates_docx/{kind}.docx",
            "version": version,
            "variant": "",
        }
        for kind, file, version in [("innkalling", NOTICE, ""), ("referat", MINUTES, "utkast")]
    ]


@pytest.mark.parametrize("status", ["utkast", "til gjennomsyn", "godkjent"])
def test_the_version_of_minutes_is_their_status(project, status):
    root = project({FIRST: meeting(head=f"referat: {status}\n")})
    build(root, "referat")
    assert [each["version"] for each in manifest(root)] == [status]


def test_an_image_in_the_text_is_among_the_sources(project):
    image = (Path(__file__).parents[2] / "sources/vedlegg/epikriser-mars-2020.png").read_bytes()
    root = project({FIRST: meeting("![Tallene vist som søyler](graf.png)"), "vedlegg/graf.png": image})
    assert build(root, "referat").code == 0
    assert manifest(root)[0]["sources"][-1] == "sources/vedlegg/graf.png"


def test_only_the_kind_asked_for_is_built_and_the_others_stay_in_the_manifest(root):
    source(root).write_text(meeting("Noe annet."), "utf-8")
    before = built(root)
    assert build(root, "referat").out.splitlines() == [MINUTES]
    assert built(root)[NOTICE] == before[NOTICE]
    assert listed(root) == [NOTICE, MINUTES]


@pytest.mark.parametrize("name", ["prosjektgruppen/2020-05-26", f"sources/{SECOND}", SECOND.replace("/", "\\")])
def test_only_the_meeting_asked_for_is_built(root, name):
    source(root, SECOND).write_text(meeting(day="26.05.2020", case="2-2020"), "utf-8")
    assert [Path(file).stem[:10] for file in build(root, "--only", name).out.splitlines()] == ["2020-05-26"] * 2
    assert len(listed(root)) == 4


def test_a_meeting_there_is_none_of_is_wrong_usage(root):
    said = build(root, "--only", "prosjektgruppen/2020-04-29")
    assert (said.code, said.out) == (2, "")
    assert "Finnes ikke: prosjektgruppen/2020-04-29" in said.err


def test_a_project_without_meetings_gives_no_documents(project):
    root = project({"moter/prosjektgruppen/les-meg.md": "Her kommer møtene."})
    said = build(root)
    assert (said.code, said.out) == (0, "Ingen dokumenter.\n")
    assert built(root) == {}


# What is left alone


def test_nothing_is_written_when_nothing_has_changed(root):
    before = stamps(root)
    said = build(root)
    assert (said.code, said.out) == (0, "Ingenting nytt: 2 dokumenter er som før.\n")
    assert stamps(root) == before


def test_what_was_remarked_is_said_again_when_nothing_has_changed(project):
    root = project({FIRST: meeting("=> Vik uten kolon"), SECOND: UNREADABLE})
    first, before = build(root), stamps(root)
    again = build(root)
    assert first.code == again.code == 1
    assert again.err == first.err != ""
    assert stamps(root) == before


@pytest.mark.parametrize("again", ["--strict", "--format=json"])
def test_another_way_of_asking_writes_nothing_either(root, again):
    before = stamps(root)
    assert build(root, again).code == 0
    assert stamps(root) == before


def test_a_project_named_otherwise_is_the_same_project(root, monkeypatch):
    before = stamps(root)
    monkeypatch.chdir(root)
    assert saksgang("build").out == "Ingenting nytt: 2 dokumenter er som før.\n"
    assert stamps(root) == before


def test_a_changed_meeting_is_the_only_one_written(root):
    source(root, SECOND).write_text(meeting(day="26.05.2020", case="2-2020"), "utf-8")
    build(root)
    before = stamps(root)
    source(root, SECOND).write_text(meeting("Nytt.", day="26.05.2020", case="2-2020"), "utf-8")
    written = build(root).out.splitlines()
    assert written == [file for file in before if "2020-05-26" in file and file in written] != []
    assert all(stamps(root)[file] == before[file] for file in before if "2020-04-28" in file)


def test_a_source_touched_but_not_changed_writes_nothing(root):
    before = stamps(root)
    os.utime(source(root))
    build(root)
    assert stamps(root) == before


def test_a_changed_person_changes_the_documents_that_name_the_person(root):
    register = root / "sources/personer.yaml"
    register.write_text(register.read_text("utf-8").replace("Ola Vik", "Olav Vik"), "utf-8")
    assert build(root).out.splitlines() == [NOTICE, MINUTES]


def test_build_can_be_deleted_at_any_time(root):
    before = built(root)
    shutil.rmtree(root / "build")
    build(root)
    assert built(root) == before


@pytest.mark.parametrize("lost", [MINUTES, "build/manifest.json", "build/.saksgang/state.json"])
def test_a_file_deleted_from_build_is_made_again(root, lost):
    before = built(root)
    (root / lost).unlink()
    assert build(root).code == 0
    assert built(root) == before


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", "\0", "[" * 9999, '{"documents": 1}', '{"documents": [{"file": []}]}']
)
def test_a_spoilt_manifest_is_written_anew(root, content):
    before = built(root)
    (root / "build/manifest.json").write_text(content)
    assert build(root).code == 0
    assert built(root) == before


def test_a_spoilt_state_is_made_again(root):
    (root / "build/.saksgang/state.json").write_text('{"build ": 3, "x": [')
    assert build(root).code == 0
    assert build(root).out.startswith("Ingenting nytt")


# What somebody has edited by hand, and what no source gives any more


def test_a_document_edited_by_hand_is_set_aside_and_never_lost(root):
    (root / MINUTES).write_bytes(b"rettet i Word")
    os.utime(root / MINUTES, ns=(1, 1))
    said = build(root)
    aside = root / MINUTES.replace(".docx", "-endret.docx")
    assert said.code == 0
    assert aside.read_bytes() == b"rettet i Word"
    assert aside.stat().st_mtime_ns == 1
    assert "Det er lagt til side som 2020-04-28-prosjektgruppen-referat-endret.docx. [endret-for-hand]" in said.err
    (root / MINUTES).write_bytes(b"rettet igjen")
    build(root)
    assert aside.read_bytes() == b"rettet i Word"
    assert (root / MINUTES.replace(".docx", "-endret-2.docx")).read_bytes() == b"rettet igjen"


def test_a_document_that_was_there_before_the_first_build_is_set_aside(project):
    root = project({FIRST: meeting()})
    (root / MINUTES).parent.mkdir(parents=True)
    (root / MINUTES).write_bytes(b"eget")
    build(root)
    assert (root / MINUTES.replace(".docx", "-endret.docx")).read_bytes() == b"eget"


def test_a_document_edited_by_hand_that_cannot_be_replaced_stays_where_it_is(root, monkeypatch):
    (root / MINUTES).write_bytes(b"rettet i Word")
    hold_open(monkeypatch, root / MINUTES)
    assert build(root).code == 6
    assert built(root).keys() == {MINUTES, NOTICE, "build/manifest.json"}
    assert (root / MINUTES).read_bytes() == b"rettet i Word"
    monkeypatch.undo()
    assert build(root).code == 0
    assert (root / MINUTES.replace(".docx", "-endret.docx")).read_bytes() == b"rettet i Word"


def test_a_document_whose_source_is_gone_is_removed(root):
    source(root, SECOND).write_text(meeting(day="26.05.2020", case="2-2020"), "utf-8")
    build(root)
    source(root).unlink()
    said = build(root)
    assert f"{MINUTES} er fjernet: ingen kilde gir det lenger." in said.out
    assert not (root / MINUTES).exists()
    assert MINUTES not in listed(root)


def test_a_document_whose_source_is_gone_stays_if_somebody_has_edited_it(root):
    (root / MINUTES).write_bytes(b"rettet i Word")
    source(root).unlink()
    said = build(root)
    assert (root / MINUTES).read_bytes() == b"rettet i Word"
    assert not (root / NOTICE).exists()
    assert "Det er endret for hånd, og blir stående. [uten-kilde]" in said.err
    assert listed(root) == []


def test_nothing_is_removed_while_a_source_cannot_be_read(root):
    before = built(root)
    source(root).write_text(UNREADABLE)
    assert build(root).code == 1
    assert built(root) == before


def test_a_manifest_from_elsewhere_removes_nothing_outside_build(root):
    victim = root / "sources/vedlegg/viktig.txt"
    victim.parent.mkdir()
    victim.write_bytes(b"viktig")
    file = root / "build/manifest.json"
    entry = manifest(root)[0] | {"sha256": hashlib.sha256(b"viktig").hexdigest()}
    paths = ["sources/vedlegg/viktig.txt", "build/../sources/vedlegg/viktig.txt", str(victim)]
    file.write_text(json.dumps({"documents": [entry | {"file": path} for path in paths]}))
    assert build(root).code == 0
    assert victim.read_bytes() == b"viktig"


# When something fails


def hold_open(monkeypatch: pytest.MonkeyPatch, *held: Path) -> None:
    """What Windows does while Word has a document open."""
    replace = os.replace

    def refused(source, target, **settings):
        if Path(target) in held:
            raise PermissionError(errno.EACCES, "Access is denied", str(target))
        return replace(source, target, **settings)

    monkeypatch.setattr(os, "replace", refused)


def test_a_document_open_in_word_survives_and_the_others_are_written(root, monkeypatch):
    before = built(root)
    source(root).write_text(meeting("Noe annet.").replace("Budsjettet", "Planen"), "utf-8")
    hold_open(monkeypatch, root / MINUTES)
    said = build(root)
    assert said.code == 6
    assert said.out.splitlines() == [NOTICE]
    assert (
        f"{MINUTES}: uleselig: Fila kan ikke skrives: den er åpen i et annet program, eller du har ikke lov. "
        "Det som sto der før, er uendret. [kan-ikke-skrive]\n    Er den åpen i Word? Lukk den og prøv igjen.\n"
    ) in said.err
    assert built(root)[MINUTES] == before[MINUTES]
    assert list(root.glob("build/**/.*.tmp")) == []
    monkeypatch.undo()
    said = build(root)
    assert (said.code, said.out.splitlines()) == (0, [MINUTES])
    assert listed(root) == [NOTICE, MINUTES]


def test_a_file_where_the_build_folder_belongs(project):
    root = project({FIRST: meeting()})
    (root / "build").write_text("min egen fil")
    said = build(root)
    assert (said.code, said.out) == (6, "Ingen dokumenter.\n")
    assert "det ligger en fil der mappen skulle vært" in said.err
    assert (root / "build").read_text() == "min egen fil"


def test_a_folder_where_a_document_belongs(project):
    root = project({FIRST: meeting()})
    (root / MINUTES).mkdir(parents=True)
    said = build(root)
    assert said.code == 6
    assert "det ligger en mappe der" in said.err
    assert listed(root) == [NOTICE]


def test_a_build_folder_that_cannot_be_written(project, monkeypatch):
    root = project({FIRST: meeting()})

    def refused(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("tempfile.mkstemp", refused)
    said = build(root)
    assert said.code == 6
    assert "Fila kan ikke skrives: disken kan bare leses." in said.err
    assert built(root) == {}


def test_a_document_that_cannot_be_read_is_not_written_over(root, monkeypatch):
    """Nobody can tell whether it was edited by hand."""
    source(root).write_text(meeting("Noe annet."), "utf-8")
    opened = Path.open

    def refused(self, *arguments, **settings):
        if self == root / MINUTES:
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(self, *arguments, **settings)

    before = built(root)
    monkeypatch.setattr(Path, "open", refused)
    assert build(root).code == 6
    monkeypatch.undo()
    assert built(root)[MINUTES] == before[MINUTES]


def test_a_document_that_fails_verification_is_not_written(root, monkeypatch):
    before = built(root)
    source(root).write_text(meeting("Noe annet.").replace("Budsjettet", "Planen"), "utf-8")
    verify = made_document.verify_docx
    monkeypatch.setattr(
        made_document,
        "verify_docx",
        lambda data, file, *rest: (
            [CANNOT_WRITE.at(building.Place(file), grunn="prøve")] if file == MINUTES else verify(data, file, *rest)
        ),
    )
    said = build(root)
    assert (said.code, said.out.splitlines()) == (5, [NOTICE])
    assert built(root)[MINUTES] == before[MINUTES]
    assert set(listed(root)) == {NOTICE, MINUTES}


def test_a_meeting_that_cannot_be_read_stops_only_itself(project):
    root = project({FIRST: meeting(), SECOND: UNREADABLE})
    said = build(root)
    assert said.code == 1
    assert said.out.splitlines() == [NOTICE, MINUTES]
    assert f"sources/{SECOND}:2:" in said.err


def test_a_fault_is_marked_in_the_draft_where_it_stands(project):
    text = "Første avsnitt.\n\nAndre avsnitt viser til sak 9-2020 og går videre.\n\nTredje avsnitt."
    root = project({FIRST: meeting(text)})
    said = build(root)
    assert said.code == 0
    assert f"sources/{FIRST}:10:25: feil: " in said.err
    comments = Package((root / MINUTES).read_bytes()).commented()
    assert comments == {"Sak 9-2020 finnes ikke.\nMente du 1-2020?": "sak\u00a09-2020"}


def test_a_tag_somebody_typed_may_be_quoted_in_a_comment(project):
    tag = "{{ møteleder }}"
    root = project({FIRST: meeting(head=f"møteleder: '{tag}'\n")})
    made = build(root, "referat")
    assert (made.code, made.out) == (0, f"{MINUTES}\n")
    assert tag in Package((root / MINUTES).read_bytes()).xml("word/comments.xml").replace("\xa0", " ")


def test_strict_makes_a_fault_count(project):
    root = project({FIRST: meeting("Jf. sak 9-2020.")})
    assert build(root).code == 0
    assert build(root, "--strict").code == 1
    assert len(listed(root)) == 2


# Templates


def test_a_template_that_is_no_word_file_stops_only_its_kind(project):
    root = project({FIRST: meeting()})
    (root / "templates_docx").mkdir()
    (root / "templates_docx/referat.docx").write_bytes(b"PK\x03\x04 ikke Word")
    said = build(root)
    assert (said.code, said.out.splitlines()) == (3, [NOTICE])
    assert said.err.startswith("referat.docx: uleselig: ")


def test_a_folder_of_templates_that_lacks_one(project, tmp_path):
    root = project({FIRST: meeting()})
    own = tmp_path / "egne maler"
    own.mkdir()
    shutil.copy(Path(__file__).parents[2] / "templates_docx/innkalling.docx", own)
    said = build(root, "--templates", own)
    assert (said.code, said.out.splitlines()) == (0, [NOTICE, MINUTES])
    assert [each["template"] for each in manifest(root)] == [
        "egne maler/innkalling.docx",
        "templates_docx/referat.docx",
    ]


def test_a_folder_of_templates_that_is_not_there(project, tmp_path):
    said = build(project({FIRST: meeting()}), "--templates", tmp_path / "ingen")
    assert (said.code, said.out) == (2, "")
    assert "finnes ikke" in said.err


def test_the_manifest_names_the_folder_of_the_template(root, tmp_path):
    shutil.copytree(Path(__file__).parents[2] / "templates_docx", tmp_path / "våre maler")
    build(root, "--templates", tmp_path / "våre maler")
    assert [each["template"] for each in manifest(root)] == ["våre maler/innkalling.docx", "våre maler/referat.docx"]


def test_a_changed_template_builds_anew(project):
    root = project({FIRST: meeting()})
    templates = shutil.copytree(Path(__file__).parents[2] / "templates_docx", root / "templates_docx")
    build(root)
    shutil.copy(templates / "innkalling.docx", templates / "referat.docx")
    assert build(root).code == 3, "fields of another kind are unknown"
    shutil.copy(Path(__file__).parents[2] / "templates_docx/referat.docx", templates)
    assert (build(root).code, len(read_manifest(root))) == (0, 2)


def test_a_build_that_waits_too_long_for_another_is_told(root, monkeypatch):
    monkeypatch.setattr(building, "build_lock", lambda root: build_lock(root, wait=0.05))
    source(root).write_text(meeting("Noe annet."), "utf-8")
    before = built(root)
    with build_lock(root):
        said = build(root)
    assert said.code == 6
    assert "En annen bygging av prosjektet holder på ennå. Dokumentene er uendret. [bygging-i-gang]" in said.err
    assert built(root) == before
