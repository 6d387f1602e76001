"""`saksgang mandate diff`: which versions are compared, and what is written."""

from datetime import date
from pathlib import Path

import docx
import pytest
from support.commands import saksgang
from support.kept_versions import FILES, IDENT, TODAY, edit, keep

from pipeline.diagnostics import Exit, Place
from pipeline.render.problems import COMPARED_CHANGES
from pipeline.workflow.mandate_diff import DiffReport, mandate_diff
from pipeline.workflow.reading import read_project
from pipeline.workflow.refusal import Refused


@pytest.fixture
def root(project) -> Path:
    """A mandate with 1.0 and 1.1 kept, and edited after that."""
    root = project(FILES)
    keep(root, "1.0", "06.04.2020", "Godkjent", approved_by="hegg")
    edit(root, "kapitler/mal.md", "i tide", "senest dagen før")
    keep(root, "1.1", "04.05.2020", "Etter møtet i prosjektgruppen", by="vik")
    edit(root, "kapitler/oppgaver.md", "01.05.2020", "01.06.2020")
    return root


def compare(root: Path, *versions: str, **others: object) -> DiffReport:
    return mandate_diff(root, IDENT, *versions, today=TODAY, **others)  # type: ignore[arg-type]


def words(root: Path, file: str) -> list[str]:
    return [paragraph.text.replace("\xa0", " ") for paragraph in docx.Document(str(root / file)).paragraphs]


def test_the_versions_are_kept_as_they_should_be(root):
    """Else the tests below would be about nothing."""
    codes = {each.code for each in read_project(root).faults}
    assert codes == set()


# --- which two ------------------------------------------------------------------------------------------------------


def test_without_versions_the_sources_are_compared_with_the_last_kept(root):
    report = compare(root)
    assert (report.old, report.new, report.exit, report.diagnostics) == ("1.1", "nå", Exit.GOOD, [])
    assert report.written == [
        "build/mandat/2020-09-01-proven-mandat-1.1-utkast-endringer.docx",
        "build/mandat/2020-09-01-proven-mandat-1.1-utkast-sporet.docx",
    ]
    page = words(root, report.written[0])
    assert "Endringer siden versjon 1.1" in page
    assert "Ett kapittel er endret." in page
    assert "Kapittel 3: Oppgaver" in page
    assert "Oppgave 1: fristen fra 01.05.2020 til 01.06.2020." in page


def test_where_nothing_has_changed_the_last_kept_is_compared_with_the_one_before(root):
    edit(root, "kapitler/oppgaver.md", "01.06.2020", "01.05.2020")
    report = compare(root)
    assert (report.old, report.new) == ("1.0", "1.1")
    assert report.written[0] == "build/mandat/2020-05-04-proven-mandat-1.0-1.1-endringer.docx"
    page = words(root, report.written[0])
    assert any("«i tide» er blitt «senest dagen før»" in paragraph for paragraph in page)


def test_two_kept_versions_are_compared_whatever_the_sources_say_now(root):
    report = compare(root, "1.0", "1.1")
    assert (report.old, report.new) == ("1.0", "1.1")
    assert not any("Oppgaver" in paragraph for paragraph in words(root, report.written[0]))


def test_an_old_version_is_compared_with_the_sources_over_those_in_between(root):
    report = compare(root, "1.0")
    page = words(root, report.written[0])
    assert {"Kapittel 2: Mål", "Kapittel 3: Oppgaver"} <= set(page)
    (table,) = docx.Document(str(root / report.written[0])).tables
    assert [cell.text.replace("\xa0", " ") for cell in table.rows[1].cells] == [
        "1.1",
        "04.05.2020",
        "",
        "Etter møtet i prosjektgruppen",
    ]
    assert len(table.rows) == 2


@pytest.mark.parametrize(
    ("versions", "said"),
    [
        (("0.90", "1.0"), "Versjon 0.90 er fra før mandatet ble tatt vare på her. Disse er tatt vare på: 1.0, 1.1."),
        (("1.0", "1.7"), "Disse er tatt vare på: 1.0, 1.1."),
        (("1.1", "1.0"), "1.0 er eldre enn 1.1. Skriv den eldste først."),
        (("1.1", "1.1"), "Det er samme versjon: 1.1."),
        (("første",), "«første» er ikke et versjonsnummer."),
        (("nå", "1.1"), "«nå» kan bare stå til slutt"),
        (("", "1.0"), "Versjon 1.0 er den første som er tatt vare på"),
    ],
)
def test_versions_that_cannot_be_compared_are_refused_with_the_reason(root, versions, said):
    with pytest.raises(Refused, match=said.replace("(", r"\(")):
        compare(root, *versions)
    assert not (root / "build" / "mandat").exists()


def test_a_mandate_of_which_nothing_is_kept_is_refused(project):
    with pytest.raises(Refused, match="Ingen versjoner av «proven» er tatt vare på ennå"):
        compare(project(FILES))


def test_another_mandate_is_refused_with_those_that_are_there(root):
    with pytest.raises(Refused, match="Mente du «proven»"):
        mandate_diff(root, "prøven")


# --- author and date ------------------------------------------------------------------------------------------------


def test_the_changes_stand_on_whoever_made_the_new_version_and_on_its_day(root):
    seen: list[object] = []

    def redline(old, new, author, moment, names):
        seen.extend([author, moment, names])
        return new

    compare(root, "1.0", "1.1", redline=redline)
    compare(root, redline=redline)
    compare(root, author="Kari Berg", day="2. mai 2021", redline=redline)
    assert seen == [
        *("Ola Vik", date(2020, 5, 4), ("versjon 1.0", "versjon 1.1")),
        *("Eva Hegg", TODAY, ("versjon 1.1", "mandatet slik det er nå")),
        *("Kari Berg", date(2021, 5, 2), ("versjon 1.1", "mandatet slik det er nå")),
    ]


def test_a_given_date_is_that_of_the_changes_and_not_of_a_version_that_has_its_own(root):
    kept = compare(root, "1.0", "1.1", day="24.12.2021").written[0]
    assert kept.startswith("build/mandat/2020-05-04-")
    assert compare(root, day="24.12.2021").written[0].startswith("build/mandat/2021-12-24-")


def test_a_date_that_is_none_is_refused(root):
    with pytest.raises(Refused, match="er ikke en dato med år"):
        compare(root, day="32.13.2020")


# --- the files ------------------------------------------------------------------------------------------------------


def test_the_tracked_document_is_the_kept_ones_with_the_changes_marked(root):
    report = compare(root, "1.0", "1.1")
    body = docx.Document(str(root / report.written[1])).element.body
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    struck = "".join(each.text or "" for each in body.iter(f"{name}delText"))
    assert "tide" in struck
    assert {each.get(f"{name}author") for each in body.iter(f"{name}ins", f"{name}del")} == {"Ola Vik"}


def test_both_files_are_valid(root, tmp_path, sdk_valid, audit_valid):
    report = compare(root)
    files = [root / file for file in report.written]
    audit_valid(*files)
    sdk_valid(*files)


def test_the_same_comparison_gives_the_same_bytes(root):
    first = {file: (root / file).read_bytes() for file in compare(root).written}
    assert {file: (root / file).read_bytes() for file in compare(root).written} == first


def test_a_file_somebody_edited_is_copied_aside_and_one_of_ours_is_not(root):
    page, tracked = compare(root).written
    edit(root, "kapitler/mal.md", "én plan", "en plan")
    assert compare(root).diagnostics == []
    (root / page).write_bytes(b"med merknader")
    report = compare(root)
    assert [each.code for each in report.diagnostics] == ["endret-for-hand"]
    assert (root / "build/mandat" / f"{Path(page).stem}-endret.docx").read_bytes() == b"med merknader"
    assert report.written == [page, tracked]


def test_the_page_is_made_also_where_the_documents_cannot_be_compared(root):
    fault = COMPARED_CHANGES.at(Place("versjon 1.1"), antall=3)
    report = compare(root, redline=lambda *_: [fault])
    assert (report.diagnostics, report.exit) == ([fault], Exit.FAULTS)
    assert [Path(file).stem.rpartition("-")[2] for file in report.written] == ["endringer"]


def test_a_folder_that_cannot_be_written_in_is_told(root, tmp_path):
    (tmp_path / "opptatt").write_text("")
    report = compare(root, folder=tmp_path / "opptatt")
    assert [each.code for each in report.diagnostics] == ["kan-ikke-skrive"] * 2
    assert report.exit is Exit.FILES


# --- the command ----------------------------------------------------------------------------------------------------


def test_the_command_prints_the_files_it_wrote(root, tmp_path):
    said = saksgang("mandate", "diff", IDENT, "1.0", "1.1", "-o", tmp_path / "ut", "--project", root)
    assert (said.code, said.err) == (0, "")
    assert sorted(path.name for path in (tmp_path / "ut").iterdir()) == [
        "2020-05-04-proven-mandat-1.0-1.1-endringer.docx",
        "2020-05-04-proven-mandat-1.0-1.1-sporet.docx",
    ]
    assert said.out.splitlines()[0] == str(tmp_path / "ut" / "2020-05-04-proven-mandat-1.0-1.1-endringer.docx")


def test_the_command_refuses_a_version_that_is_not_kept(root):
    said = saksgang("mandate", "diff", IDENT, "0.90", "--project", root)
    assert said.code == Exit.USAGE
    assert "Disse er tatt vare på: 1.0, 1.1." in said.err
