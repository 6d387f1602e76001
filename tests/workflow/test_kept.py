"""Kept versions cannot change silently: what is edited is named, what is touched is told, what was kept is given."""

import os
import shutil
import time
from pathlib import Path

import pytest
from support.kept_mandate import (
    ARCHIVE,
    FILES,
    HEAD,
    LOG,
    bumped,
    edit,
    faults,
    head,
    mandate,
    messages,
    reading,
    told,
)

from pipeline.diagnostics import Severity
from pipeline.edit.whole_change import PENDING
from pipeline.load.files import SourceFolder
from pipeline.workflow import kept as kept_module
from pipeline.workflow.kept import NotKept, compare_with_kept, kept_digests, kept_document, kept_edition, kept_versions


@pytest.fixture(scope="module")
def twice_kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mandate with two kept versions, 0.91 and 0.92, and one typed by hand before them."""
    from support.projects import COMMON, write_sources

    root = tmp_path_factory.mktemp("kept") / "Prosjekt på øya"
    picture = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
    chapter = "# Mål\n\nÅ bli bedre.\n\n![En boks](bilder/boks.png)\n"
    given = {
        "mandater/bup/mandat.yaml": HEAD + LOG,
        "mandater/bup/kapitler/mal.md": chapter,
        "mandater/bup/bilder/boks.png": picture,
    }
    write_sources(root, COMMON | FILES | given)
    bumped(root, "Første")
    edit(root, "kapitler/okonomi.md")
    bumped(root, "Andre", treated=["prosjektgruppen, 08.04.2020, drøftet"])
    return root


@pytest.fixture
def root(twice_kept: Path, tmp_path: Path) -> Path:
    """A copy to do harm to."""
    return Path(shutil.copytree(twice_kept, tmp_path / "prosjekt"))


def test_untouched_versions_say_nothing_and_the_mandate_stands_at_the_last(root):
    assert faults(root) == []
    standing = mandate(root).standing
    assert str(standing.kept) == "0.92"
    assert standing.changes == []
    assert (root / standing.document).read_bytes() == kept_document(root, "bup", "0.92")


def test_a_project_without_mandates_does_not_look_into_the_archive(project, monkeypatch):
    monkeypatch.setattr(kept_module, "kept_folders", lambda *_: pytest.fail("the archive was looked into"))
    assert told(project()) == []


# --- edited since -------------------------------------------------------------------------------------------------


def test_an_edited_chapter_is_named_and_nothing_is_handed_out_as_the_version(root):
    edit(root, "kapitler/mal.md")
    assert told(root) == [("kapittel-endret", "sources/mandater/bup/kapitler/mal.md", 1)]
    assert messages(root) == ["Kapittel 2 «Mål» er endret etter versjon 0.92."]
    assert [each.name for each in mandate(root).standing.changes] == ["mal"]


def test_moved_lines_and_line_endings_are_no_change(root):
    path = root / "sources/mandater/bup/kapitler/mal.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n\r\n")
    head(root).write_bytes(b"# En kommentar\r\n" + head(root).read_bytes())
    assert told(root) == []
    assert mandate(root).standing.changes == []


def test_another_picture_under_the_same_name_is_a_change_of_its_chapter(root):
    (root / "sources/mandater/bup/bilder/boks.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\1" * 40)
    assert "kapittel-endret" in [code for code, _, _ in told(root)]


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("vedlegg/plan.md", None, [("vedlegg-endret", "Vedlegg 1 «Planen» er endret etter versjon 0.92.")]),
        (
            "mandat.yaml",
            "tittel: Mandat og prosjektplan -> tittel: Mandat",
            [("forside-endret", "Det som står i mandat.yaml om forsiden, er endret etter versjon 0.92.")],
        ),
        (
            "mandat.yaml",
            "kapitler: [bakgrunn, mal] -> kapitler: [mal, bakgrunn]",
            [("rekkefolge-endret", "Rekkefølgen på kapitlene er endret etter versjon 0.92.")],
        ),
        (
            "mandat.yaml",
            "kapitler: [okonomi] -> kapitler: []",
            [("kapittel-tatt-ut", "Kapittel 3 «Økonomi» er tatt ut etter versjon 0.92.")],
        ),
        (
            "mandat.yaml",
            "vedlegg:\n  - plan\n -> ",
            [("vedlegg-tatt-ut", "Vedlegg 1 «Planen» er tatt ut etter versjon 0.92.")],
        ),
    ],
)
def test_every_piece_is_named_by_its_kind(root, path, text, said):
    if text is None:
        edit(root, path)
    else:
        old, new = text.split(" -> ")
        whole = (root / "sources/mandater/bup" / path).read_text("utf-8")
        assert old in whole
        edit(root, path, whole.replace(old, new))
    found = [(each.code, each.message()) for each in reading(root).diagnostics]
    assert [each for each in found if each in said] == said


def test_what_is_new_is_named(root):
    edit(root, "kapitler/risiko.md", "# Risiko\n\nLiten.\n")
    edit(root, "vedlegg/kart.md", "# Kartet\n\nDet ligger her, se @kapittel:risiko og @vedlegg:kart.\n")
    text = head(root).read_text("utf-8")
    edit(
        root,
        "mandat.yaml",
        text.replace("[okonomi]", "[okonomi, risiko]").replace("  - plan\n", "  - plan\n  - kart\n"),
    )
    assert {code for code, _, _ in told(root, Severity.WARNING)} >= {"kapittel-nytt", "vedlegg-nytt"}


def test_what_is_edited_is_a_warning_and_may_be_switched_off(root):
    edit(root, "kapitler/mal.md")
    setup = root / "sources/oppsett.yaml"
    setup.write_text(setup.read_text("utf-8") + "slått_av: [kapittel-endret]\n", "utf-8")
    assert told(root) == []


# --- touched ------------------------------------------------------------------------------------------------------


def kept_files(root: Path) -> list[Path]:
    return sorted(path for path in (root / ARCHIVE).rglob("*") if path.is_file())


def test_one_bit_changed_in_any_kept_file_is_told(root):
    for path in kept_files(root):
        data = path.read_bytes()
        for at in {0, len(data) // 2, len(data) - 1}:
            changed = bytearray(data)
            changed[at] ^= 1
            path.write_bytes(bytes(changed))
            assert faults(root) != [], f"{path.name}, byte {at}"
        path.write_bytes(data)
    assert faults(root) == []


def test_any_kept_file_that_is_gone_is_told(root):
    for path in kept_files(root):
        data = path.read_bytes()
        path.unlink()
        assert faults(root) != [], path.name
        path.write_bytes(data)
    assert faults(root) == []


def test_one_bit_changed_in_any_row_of_the_log_is_told_or_the_row_says_the_same(root):
    data = head(root).read_bytes()
    start = data.index(b"logg:")
    before = [kept_module.row_of(row) | {"segl": str(row.segl)} for row in logged(root)]
    silent = 0
    for at in range(start, len(data), 3):
        changed = bytearray(data)
        changed[at] ^= 1
        head(root).write_bytes(bytes(changed))
        if faults(root) == []:
            silent += 1
            assert [kept_module.row_of(row) | {"segl": str(row.segl)} for row in logged(root)] == before, at
    assert silent < 20, "most of it must be told"


def logged(root: Path):
    raw = reading(root).raw
    assert raw is not None
    (source,) = raw.mandates
    return source.head.logg


def test_a_row_edited_by_hand_is_told_at_its_line(root):
    text = head(root).read_text("utf-8")
    edit(root, "mandat.yaml", text.replace("endring: Første", "endring: Noe annet"))
    line = text.split("\n").index("    endring: Første") + 1
    assert told(root) == [("loggrad-endret", "sources/mandater/bup/mandat.yaml", line)]
    assert messages(root) == ["Endringen i rad 0.91 er «Noe annet», men var «Første» da versjonen ble tatt vare på."]


def test_a_row_from_before_edited_by_hand_is_told_too_and_may_be_accepted_with_a_reason(root):
    text = head(root).read_text("utf-8")
    edit(root, "mandat.yaml", text.replace("06.06.2019", "07.06.2019"))
    assert [code for code, _, _ in told(root)] == ["loggrad-eldre-endret"]
    reason = "07.06.2019 # godta loggrad-eldre-endret: datoen var feil i referatet"
    edit(root, "mandat.yaml", text.replace("06.06.2019", reason))
    assert told(root) == []


def test_a_row_from_before_that_is_taken_out_is_told(root):
    text = head(root).read_text("utf-8")
    edit(root, "mandat.yaml", text.replace(LOG.removeprefix("logg:\n"), ""))
    assert "loggrad-borte" in [code for code, _, _ in told(root)]


def test_what_is_touched_cannot_be_waved_away(root):
    text = head(root).read_text("utf-8")
    row = "endring: Noe annet # godta loggrad-endret: det passet bedre"
    edit(root, "mandat.yaml", text.replace("endring: Første", row))
    assert "loggrad-endret" in faults(root)


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda archive: shutil.rmtree(archive / "0.91"), "arkiv-borte"),
        (lambda archive: (archive / "0.91").rename(archive / "0.90"), "arkiv-borte"),
        (lambda archive: shutil.copytree(archive / "0.91", archive / "0.95"), "arkiv-uten-rad"),
        (lambda archive: (archive / "notat.txt").write_text("x"), "arkiv-ukjent"),
        (lambda archive: (archive / "0.91/kilder/nytt.md").write_text("x"), "arkiv-fremmed"),
        (lambda archive: (archive / "0.91/segl.json").write_text("{}"), "segl-uleselig"),
        (lambda archive: (archive / "0.91/segl.json").unlink(), "segl-uleselig"),
        (lambda archive: (archive / "0.91/kilder/mandater/bup/vedlegg/plan.md").unlink(), "arkiv-ufullstendig"),
    ],
)
def test_harm_done_to_the_archive_is_told(root, harm, code):
    harm(root / ARCHIVE)
    assert code in faults(root)


def test_a_changed_document_is_not_handed_out(root):
    path = next((root / ARCHIVE / "0.92").glob("*.docx"))
    path.write_bytes(path.read_bytes() + b"x")
    assert "arkiv-endret" in faults(root)
    assert mandate(root).standing.document == ""
    with pytest.raises(NotKept, match="ikke lenger slik"):
        kept_document(root, "bup", "0.92")


def test_links_in_the_archive_are_followed_nowhere(root, tmp_path):
    secret = tmp_path / "hemmelig.md"
    secret.write_bytes((root / ARCHIVE / "0.91/kilder/mandater/bup/vedlegg/plan.md").read_bytes())
    link = root / ARCHIVE / "0.91/kilder/mandater/bup/vedlegg/plan.md"
    link.unlink()
    link.symlink_to(secret)
    assert "arkiv-endret" in faults(root)
    elsewhere = tmp_path / "et annet arkiv"
    shutil.move(root / ARCHIVE, elsewhere)
    (root / ARCHIVE).symlink_to(elsewhere)
    assert "arkiv-utilgjengelig" in faults(root)


def test_what_the_system_and_word_leave_behind_is_no_harm(root):
    for name in (".DS_Store", "Thumbs.db", "~$2020-mandat.docx", "desktop.ini"):
        (root / ARCHIVE / "0.91" / name).write_bytes(b"x")
        (root / ARCHIVE / name).write_bytes(b"x")
    assert faults(root) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to this user")
def test_an_archive_that_is_closed_is_told(root):
    (root / ARCHIVE).chmod(0)
    try:
        assert "arkiv-utilgjengelig" in faults(root)
    finally:
        (root / ARCHIVE).chmod(0o755)


def test_what_is_kept_of_a_mandate_that_is_gone_is_told(root):
    shutil.move(root / "sources/mandater/bup", root / "sources/mandater/bup-2")
    (root / ARCHIVE.parent / "tom").mkdir()
    assert ("arkiv-uten-mandat", ARCHIVE.as_posix(), 0) in told(root)
    assert "tom" not in str(told(root))


def test_a_folder_that_has_not_got_its_name_counts_where_the_log_has_its_row(root):
    (root / ARCHIVE / "0.92").rename(root / ARCHIVE / f"{PENDING}0.92")
    assert faults(root) == []
    assert str(mandate(root).standing.kept) == "0.92"
    assert len(kept_document(root, "bup", "0.92")) > 1000
    text = head(root).read_text("utf-8")
    edit(root, "mandat.yaml", text[: text.index("  - versjon: 0.92")])
    assert faults(root) == []
    assert [str(each) for each in kept_versions(root, "bup")] == ["0.91"]


# --- read again ---------------------------------------------------------------------------------------------------


def test_a_kept_edition_says_what_it_said(root):
    for path in ("kapitler/okonomi.md", "kapitler/mal.md"):
        edit(root, path, "# Noe annet\n\nHelt nytt.\n")
    found = reading(root)
    first = kept_edition(root, found.raw, found.project, "bup", "0.91")
    assert [plain_title(each) for each in first.chapters] == ["Bakgrunn", "Mål", "Økonomi"]
    assert [str(entry.version) for entry in first.log] == ["0.90", "0.91"]
    assert len(first.chapters[2].blocks) == 1
    second = kept_edition(root, found.raw, found.project, "bup", kept_versions(root, "bup")[1])
    assert len(second.chapters[2].blocks) == 2
    assert set(second.sources) == set(kept_digests(root, "bup", "0.92"))


def plain_title(chapter) -> str:
    return "".join(run.text for run in chapter.title)


@pytest.mark.parametrize("version", ["0.90", "2.0", "tull", ""])
def test_a_version_that_is_not_kept_is_refused_with_those_that_are(root, version):
    with pytest.raises(NotKept, match=r"Disse er tatt vare på: 0\.91, 0\.92\."):
        kept_document(root, "bup", version)


def test_an_edition_whose_sources_are_touched_is_refused(root):
    edited = root / ARCHIVE / "0.91/kilder/mandater/bup/kapitler/mal.md"
    edited.write_bytes(edited.read_bytes() + b"x")
    found = reading(root)
    with pytest.raises(NotKept, match=r"kapitler/mal\.md"):
        kept_edition(root, found.raw, found.project, "bup", "0.91")
    assert kept_document(root, "bup", "0.91")


# --- time ---------------------------------------------------------------------------------------------------------


def test_fourteen_versions_are_held_against_the_log_in_no_time(root, monkeypatch):
    """Hashing only: nothing of them is parsed."""
    from support.kept_mandate import bumped as again

    for number in range(12):
        edit(root, "kapitler/mal.md")
        again(root, f"Nr. {number}")
    for folder in (root / ARCHIVE).iterdir():
        assert len(list(folder.rglob("*.md"))) == 4
    found = reading(root)
    monkeypatch.setattr(kept_module, "load_mandate", lambda *_: pytest.fail("a kept version was parsed"))
    took = []
    for _ in range(5):
        began = time.perf_counter()
        assert compare_with_kept(root, found.raw, found.project) == []
        took.append(time.perf_counter() - began)
    assert min(took) < 0.1
    assert SourceFolder(root).listing().files == sorted(found.raw.digests.keys() | found.raw.assets)
