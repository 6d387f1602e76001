"""The commands that look, and those that make a beginning, as a user calls them."""

import json
import shutil
from pathlib import Path

import pytest
from support.commands import saksgang
from support.whole_way import FIRST, MINUTES, SECOND, UNREADABLE, meeting

from pipeline.kinds import all_kinds

FAULTY = meeting("Jf. sak 9-2020, som jfr. tidligere.\n\n=> Vik: lage oversikt, 26.05.2020")
KEYS = ["code", "severity", "file", "line", "column", "message", "hint"]


@pytest.fixture
def root(project) -> Path:
    return project({FIRST: FAULTY})


# --project, --format


def test_the_project_is_named_before_the_verb_or_after_it_or_is_here(root, monkeypatch):
    monkeypatch.chdir(root.parent)
    calls = [("--project", root, "check"), ("check", "--project", root), ("--project", root.name, "check")]
    said = [saksgang(*call) for call in calls]
    monkeypatch.chdir(root)
    said.append(saksgang("check"))
    assert [each.code for each in said] == [1] * 4
    assert len({each.out for each in said}) == 1


def test_the_project_named_after_the_verb_wins(root, project):
    other = project({}, "annet")
    assert saksgang("--project", root, "check", "--project", other).out == "Ingenting å bemerke.\n"


@pytest.mark.parametrize("command", ["check", "build"])
def test_json_on_standard_output_is_json_with_the_documented_keys(root, command):
    for _ in range(2):  # also when nothing has changed
        said = saksgang(command, "--format", "json", "--project", root)
        assert said.err == ""
        assert [list(each) for each in said.json] == [KEYS] * 2
        fault = next(each for each in said.json if each["severity"] == "feil")
        assert fault == {
            "code": "sak-finnes-ikke",
            "severity": "feil",
            "file": f"sources/{FIRST}",
            "line": 8,
            "column": 5,
            "message": "Sak 9-2020 finnes ikke.",
            "hint": "Mente du 1-2020?",
        }


@pytest.mark.parametrize("command", ["check", "build"])
def test_json_of_nothing_to_remark_is_an_empty_list(project, command):
    assert saksgang(command, "--format", "json", "--project", project({FIRST: meeting()})).json == []


def test_json_of_what_cannot_be_read(project):
    said = saksgang("build", "--format", "json", "--project", project({"oppsett.yaml": None}))
    assert said.code == 1
    assert [each["code"] for each in said.json] == ["oppsett-mangler"]
    assert said.json[0]["line"] == 0


def test_json_of_a_faulty_template(root, tmp_path):
    said = saksgang("template", "check", "--format", "json", "--templates", tmp_path, "--project", root)
    assert said.code == 3
    assert [list(each) for each in said.json] == [KEYS] * len(all_kinds())


# check


def test_check_says_what_is_wrong_where_and_how_to_mend_it(root):
    said = saksgang("check", "--project", root)
    assert (said.code, said.err) == (1, "")
    assert f"sources/{FIRST}:8:5: feil: Sak 9-2020 finnes ikke. [sak-finnes-ikke]\n    Mente du 1-2020?\n" in said.out
    assert said.out.endswith("1 feil og 1 advarsel.\n")


def test_check_writes_nothing(root):
    before = sorted(root.rglob("*"))
    saksgang("check", "--project", root)
    assert sorted(root.rglob("*")) == before


def test_warnings_count_only_when_strict(project):
    root = project({FIRST: meeting("Jfr. planen.")})
    assert saksgang("check", "--project", root).code == 0
    assert saksgang("check", "--strict", "--project", root).code == 1


def test_a_folder_that_is_no_project_is_told(tmp_path):
    said = saksgang("check", "--project", tmp_path)
    assert said.code == 1
    assert "Her er det ikke noe prosjekt: mappen sources finnes ikke." in said.out
    said = saksgang("build", "--project", tmp_path)
    assert said.code == 1
    assert list(tmp_path.iterdir()) == [], "nothing is written where there is no project"


# list


def test_list_shows_meetings_cases_tasks_persons_documents(root):
    def listed(what: str) -> list[dict[str, str]]:
        return saksgang("list", what, "--format", "json", "--project", root).json

    assert listed("moter") == [
        {
            "møte": "prosjektgruppen/2020-04-28",
            "dato": "28.04.2020",
            "tid": "kl.\u00a012.00–15.00",
            "status": "avholdt",
            "referat": "utkast",
            "saker": "1-2020",
        }
    ]
    assert listed("saker") == [
        {
            "sak": "1-2020",
            "møte": "prosjektgruppen/2020-04-28",
            "type": "drøfting",
            "innleder": "Ola Vik",
            "tittel": "Budsjettet",
        }
    ]
    assert listed("oppgaver") == [
        {"oppgave": "prosjektgruppen/2020/1#1", "frist": "26.05.2020", "hvem": "Ola Vik", "hva": "lage oversikt"}
    ]
    assert {"id": "vik", "navn": "Ola Vik", "stilling": "rådgiver", "organisasjon": "Lia sykehus"} in listed("personer")
    assert {"dokument": "referat", "id": "prosjektgruppen/2020-04-28", "fil": MINUTES} in listed("dokumenter")


REGISTER = """\
tittel: Planen
organ: prosjektgruppen
dato: 28.04.2020
tiltak:
  bil:
    navn: Felles *bil*
    ansvarlig: [vik, Lia kommune]
    slutt: 30.06.2020
    status:
      - {dato: 20.03.2020, status: under planlegging}
      - {dato: 20.04.2020, status: pågår, slutt: august 2020}
      - {dato: 05.05.2020, status: ferdigstilt}
  båt:
    navn: Båt
    status: [{dato: 05.05.2020, status: pågår}]
"""


def test_list_shows_registers_and_their_actions_as_they_stand_on_the_day_of_the_report(project):
    root = project({"status/plan.yaml": REGISTER})
    assert saksgang("list", "registre", "--format", "json", "--project", root).json == [
        {
            "register": "plan",
            "organ": "prosjektgruppen",
            "dato": "28.04.2020",
            "tiltak": "2",
            "tittel": "Planen",
        }
    ]
    named = {"register": "plan", "id": "bil", "navn": "Felles bil"}
    assert saksgang("list", "tiltak", "--format", "json", "--project", root).json == [
        {**named, "status": "pågår", "ansvarlig": "Ola Vik, Lia kommune", "slutt": "august 2020"},
        {"register": "plan", "id": "båt", "navn": "Båt", "status": "", "ansvarlig": "", "slutt": ""},
    ]


def test_a_list_is_a_table_with_its_columns_under_one_another(root):
    lines = saksgang("list", "personer", "--project", root).out.splitlines()
    assert lines[0].split() == ["id", "navn", "stilling", "organisasjon"]
    assert {line.index(word) for line, word in zip(lines[2:3], ["Ola"], strict=True)} == {lines[0].index("navn")}


def test_a_list_of_meetings_when_nothing_is_named(root):
    assert saksgang("list", "--project", root).out == saksgang("list", "moter", "--project", root).out


@pytest.mark.parametrize("what", ["moter", "saker", "oppgaver", "mandater", "registre", "tiltak", "dokumenter"])
def test_an_empty_list(project, what):
    root = project({"moter/les-meg.md": "-"})
    assert saksgang("list", what, "--project", root).out == "Ingen.\n"
    assert saksgang("list", what, "--format", "json", "--project", root).json == []


def test_a_list_of_a_project_that_cannot_be_read(project):
    said = saksgang("list", "--format", "json", "--project", project({"oppsett.yaml": b"- a"}))
    assert (said.code, said.json) == (1, [])
    assert "oppsett.yaml" in said.err


# show


@pytest.mark.parametrize("after", ["load", "link", "document"])
@pytest.mark.parametrize("name", ["prosjektgruppen/2020-04-28", f"sources/{FIRST}", FIRST])
def test_show_tells_what_a_stage_made_of_a_meeting(root, name, after):
    said = saksgang("show", name, "--after", after, "--project", root)
    assert (said.code, said.err) == (0, "")
    assert said.json
    assert "lage oversikt" in said.out


def test_show_takes_a_path_from_where_one_stands(root, monkeypatch):
    monkeypatch.chdir(root / "sources/moter")
    assert saksgang("show", "prosjektgruppen/2020-04-28.md", "--project", root).code == 0


@pytest.mark.parametrize("after", ["load", "link", "document"])
@pytest.mark.parametrize("name", ["oppsett.yaml", "sources/personer.yaml", "kontakter.yaml"])
def test_show_tells_of_the_registers(root, name, after):
    (root / "sources/kontakter.yaml").write_text("vik: {epost: ola.vik@example.no}\n")
    said = saksgang("show", name, "--after", after, "--project", root)
    assert said.code == 0
    assert said.json


def test_show_of_every_file_of_the_sample_project():
    repository = Path(__file__).parents[2]
    files = [
        *repository.glob("sources/*.yaml"),
        *repository.glob("sources/moter/*/*.md"),
        *repository.glob("sources/rapporter/*.md"),
    ]
    assert len(files) > 3
    for path in files:
        for after in ("load", "link", "document"):
            assert saksgang("show", path, "--after", after, "--project", repository).json, (path, after)


@pytest.mark.parametrize("name", ["prosjektgruppen/2020-04-29", "..", "/", "", "a" * 5000, SECOND])
def test_show_of_what_is_not_there_says_what_is(project, name):
    said = saksgang("show", name, "--project", project({FIRST: meeting(), SECOND: UNREADABLE}))
    assert (said.code, said.out) == (2, "")
    assert f"sources/{FIRST}" in said.err


# template


def test_the_shipped_templates_are_without_fault(root):
    said = saksgang("template", "check", "--project", root)
    assert (said.code, said.out) == (0, "Ingenting å bemerke.\n")
    assert said.err.count("Kontrollert: ") == len(all_kinds())


def test_a_faulty_template_is_told_with_the_place(root):
    own = root / "templates_docx"
    own.mkdir()
    shipped = Path(__file__).parents[2] / "templates_docx"
    shutil.copy(shipped / "innkalling.docx", own / "referat.docx")
    said = saksgang("template", "check", "referat", "--project", root)
    assert said.code == 3
    assert said.out.startswith("referat.docx: ")
    (own / "referat.docx").write_bytes(b"ikke Word")
    assert saksgang("template", "check", "referat", "--project", root).code == 3


def test_the_fields_of_a_template_are_listed_each_with_a_line():
    for kind in ("referat", "innkalling"):
        rows = saksgang("template", "fields", kind).out.splitlines()
        assert len(rows) > 20
        assert [row for row in rows if len(row.split(None, 1)) < 2] == []
    assert "\nsaker[].tittel " in saksgang("template", "fields", "referat").out


# new


def test_from_nothing_to_minutes_with_commands_alone(tmp_path):
    root = tmp_path / "Nytt prosjekt på Øya"
    said = saksgang("new", "project", root, "--organ", "Styringsgruppen", "--organisasjon", "Øya: helse")
    assert said.code == 0
    assert saksgang("check", "--project", root).out == "Ingenting å bemerke.\n"
    assert saksgang("new", "meeting", "styringsgruppen", "26.5.2026", "--project", root).code == 0
    said = saksgang("new", "case", "styringsgruppen/2026-05-26", "Budsjettet", "for", "høsten", "--project", root)
    assert (said.code, said.out) == (0, "3-2026 Budsjettet for høsten\n")
    path = root / "sources/moter/styringsgruppen/2026-05-26.md"
    path.write_text(path.read_text("utf-8").replace("status: planlagt", "status: avholdt"), "utf-8")
    said = saksgang("build", "--project", root)
    assert said.code == 0
    assert "build/referat/2026-05-26-styringsgruppen-referat.docx" in said.out


@pytest.mark.parametrize("name", [f"sources/{SECOND}", "prosjektgruppen/2020-05-26.md"])
def test_a_meeting_is_named_by_its_id_or_its_file(root, name):
    assert saksgang("new", "meeting", "prosjektgruppen", "26.05.2020", "--project", root).code == 0
    assert saksgang("new", "case", name, "Planen", "--project", root).out == "2-2020 Planen\n"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["project", "."], "sources er ikke tom"),
        (["meeting", "styret", "26.05.2020"], "Organet «styret» finnes ikke"),
        (["meeting", "prosjektgruppen", "31.02.2020"], "er ikke en dato"),
        (["meeting", "../..", "26.05.2020"], "finnes ikke"),
        (["case", "prosjektgruppen/1999-01-01", "A"], "finnes ikke"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(root, monkeypatch, call, said):
    monkeypatch.chdir(root)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    told = saksgang("new", *call)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and path.name != ".saksgang.lock"}
    assert after == before


def test_new_where_there_is_no_project(tmp_path):
    said = saksgang("new", "meeting", "pg", "26.05.2020", "--project", tmp_path)
    assert said.code != 0
    assert "Her er det ikke noe prosjekt" in said.err
    assert list(tmp_path.iterdir()) == []


def test_json_is_written_a_finding_a_line(root):
    out = saksgang("check", "--format", "json", "--project", root).out
    assert [json.loads(line.strip(" ,")) for line in out.splitlines()[1:-1]] == json.loads(out)
