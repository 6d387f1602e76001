"""What the guide says is so: its examples are tried, its lists are compared with the code."""

import re
import shlex
from pathlib import Path

import click
import pytest
from pydantic import BaseModel
from support.commands import saksgang
from support.pages import ROOT, codes, commands, example, examples, nth_table, page, section, table
from support.projects import write_sources

from pipeline.cli.listing import list_command
from pipeline.cli.main import main
from pipeline.diagnostics import Exit, Severity, declared_problems
from pipeline.kinds import all_shapes
from pipeline.language.typography import set_typography
from pipeline.load import heads
from pipeline.load import mandate_models as mandates
from pipeline.load.markers import WORDS
from pipeline.load.schemas import parts
from pipeline.records.case_number import CaseNumber, NumberForm
from pipeline.records.model import CaseType
from pipeline.workflow.listing import LISTS
from pipeline.workflow.reading import read_project

PAGES = [
    "kom-i-gang",
    "motefila",
    "saksfremlegg",
    "mandat",
    "status",
    "innhenting",
    "notat",
    "statusrapport",
    "oppslag",
    "feil-og-meldinger",
    "skriveprogram",
    "docs/maler.md",
    "README.md",
]

SETUP = """\
format: 1
organisasjon: Helse Fjordmark
organer:
  styringsgruppen:
    navn: Styringsgruppen
    møteleder: vik
    sekretær: fossum
    saksnummer: N-ÅÅÅÅ
    sted: Teams
    medlemmer: [roed, berg, moen]
"""

PERSONS = """\
vik: {navn: Torhild Vik}
fossum: {navn: Joar Fossum}
roed: {navn: Lavrans Røed}
berg: {navn: Aslak Berg}
moen: {navn: Rolv Moen}
hauge: {navn: Iver Hauge}
aas: {navn: Sunniva Aas}
"""

HEAD = "---\ntid: 15.09.2020 kl. 12.00–14.00\nstatus: avholdt\n---\n\n"
MEETING = "moter/styringsgruppen/2020-09-15.md"


def remarks(root: Path) -> list[str]:
    return [f"{each.place}: {each.message()}" for each in read_project(root).diagnostics]


def project_of(folder: Path, meeting: str, **files: str | bytes) -> Path:
    """A project with this one meeting."""
    write_sources(folder, {"oppsett.yaml": SETUP, "personer.yaml": PERSONS, MEETING: meeting, **files})
    return folder


# --- kom-i-gang -------------------------------------------------------------------------------------------------


def test_from_nothing_to_minutes_as_the_guide_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page("kom-i-gang")
    shown = [line for block in examples(text) for line in block.splitlines() if line.startswith("saksgang ")]
    project, meeting, case, notice, watch, check, minutes = (shlex.split(line)[1:] for line in shown)
    assert watch[-1] == "--watch"
    (tmp_path / "saksgang").mkdir()
    monkeypatch.chdir(tmp_path / "saksgang")
    assert saksgang(*project).code == 0
    monkeypatch.chdir(project[2])
    Path("sources/personer.yaml").write_text(example(text, "vik:"), encoding="utf-8")
    Path("sources/oppsett.yaml").write_text(example(text, "format: 1"), encoding="utf-8")
    for command in (meeting, case, notice):
        assert saksgang(*command).code == 0
    typed = Path("sources", MEETING)
    assert re.findall(r"(?m)^## (\S+) (\w+)", typed.read_text(encoding="utf-8")) == [
        ("1-2020", "Innkalling"),
        ("2-2020", "Budsjett"),
        ("3-2020", "Eventuelt"),
    ]
    said = saksgang(*check)
    assert (said.code, said.err + said.out) == (0, "Ingenting å bemerke.\n")
    held = typed.read_text(encoding="utf-8").replace("planlagt", "avholdt")
    typed.write_text(held, encoding="utf-8")
    assert saksgang(*minutes).code == 0
    assert [path.name for path in sorted(Path("build").glob("*/*.docx"))] == [
        "2020-09-15-styringsgruppen-innkalling.docx",
        "2020-09-15-styringsgruppen-referat.docx",
    ]


def test_after_the_notice_is_sent_a_new_case_comes_last(tmp_path: Path) -> None:
    assert "Fra da av endres ingen saksnumre" in page("kom-i-gang")
    planned = HEAD.replace("status: avholdt", "innkalt: 01.09.2020") + "## 1-2020 Eventuelt (eventuelt)\n"
    root = project_of(tmp_path, planned)
    assert saksgang("--project", root, "new", "case", "styringsgruppen/2020-09-15", "Ny sak (drøfting)").code == 0
    text = (root / "sources" / MEETING).read_text(encoding="utf-8")
    assert re.findall(r"(?m)^## (.*)$", text) == ["1-2020 Eventuelt (eventuelt)", "2-2020 Ny sak (drøfting)"]


# --- motefila ---------------------------------------------------------------------------------------------------


def test_the_meeting_of_the_page_is_built_without_a_remark(tmp_path: Path) -> None:
    root = project_of(tmp_path, example(page("motefila"), "---\ntid"), **{"vedlegg/skjema.pdf": b"%PDF-1.4\n"})
    assert remarks(root) == []
    assert saksgang("--project", root, "build").code == 0
    meeting = read_project(root).project.meetings["styringsgruppen/2020-09-15"]
    assert [case.label for case in meeting.cases] == ["7-2020", "8-2020", "9-2020"]
    assert len(meeting.cases[1].tasks) == 1
    assert [each.title for each in meeting.cases[1].attachments] == ["Skjema for hjelpemidler"]


# --- oppslag ----------------------------------------------------------------------------------------------------

REFERENCE = page("oppslag")


@pytest.mark.parametrize(
    ("heading", "first_head", "which", "model"),
    [
        ("Hodet i møtefila", "Nøkkel", 0, heads.MeetingHead),
        ("oppsett.yaml", "Nøkkel", 0, heads.SetupSource),
        ("oppsett.yaml", "Nøkkel", 1, heads.BodySource),
        ("oppsett.yaml", "Nøkkel", 2, heads.MemberSource),
        ("personer.yaml", "Nøkkel", 0, heads.PersonSource),
        ("kontakter.yaml", "Nøkkel", 0, heads.ContactSource),
        ("mandat.yaml", "Nøkkel", 0, mandates.MandateHead),
        ("mandat.yaml", "Nøkkel", 1, mandates.PartSource),
        ("mandat.yaml", "Nøkkel", 2, mandates.AppendixSource),
        ("mandat.yaml", "Nøkkel", 4, mandates.LogEntrySource),
    ],
)
def test_every_key_is_there_and_no_other(heading: str, first_head: str, which: int, model: type[BaseModel]) -> None:
    assert _keys(nth_table(section(REFERENCE, heading), first_head, which)) == set(model.model_fields)


def _keys(rows: list[list[str]]) -> set[str]:
    return {key for row in rows for key in codes(row[0])}


def test_every_key_of_the_scale_of_risks_is_there_and_no_other() -> None:
    told = _keys(nth_table(section(REFERENCE, "mandat.yaml"), "Nøkkel", 3))
    assert told == {*mandates.RiskScaleSource.model_fields, *mandates.RiskLevelSource.model_fields}


@pytest.mark.parametrize(
    ("row", "model"), [("endringer", mandates.ChangeSource), ("behandlet", mandates.TreatmentSource)]
)
def test_every_key_of_lists_in_the_log_is_named(row: str, model: type[BaseModel]) -> None:
    rows = nth_table(section(REFERENCE, "mandat.yaml"), "Nøkkel", 4)
    [told] = [each[1] for each in rows if each[0] == f"`{row}`"]
    assert set(codes(told)) == set(model.model_fields)


@pytest.mark.parametrize(
    ("fence", "item"),
    [
        ("oppgaver", mandates.TaskSource),
        ("framdrift", mandates.ActivitySource),
        ("risiko", mandates.RiskSource),
        ("risikomatrise", None),
    ],
)
def test_every_key_of_a_block_is_there_and_no_other(fence: str, item: type[BaseModel] | None) -> None:
    text = section(REFERENCE, "Tabellene i et mandat")
    text = text[text.index(f"Blokken `{fence}`") :]
    expected = {*mandates.FENCES[fence].model_fields, *(item.model_fields if item else ())}
    assert _keys(nth_table(text, "Nøkkel", 0)) == expected


def test_every_block_is_there() -> None:
    assert re.findall(r"Blokken `(\w+)`", section(REFERENCE, "Tabellene i et mandat")) == list(mandates.FENCES)


def test_every_key_of_a_post_is_named() -> None:
    [row] = [row for row in table(section(REFERENCE, "personer.yaml"), "Nøkkel") if row[0] == "`stillinger`"]
    assert set(codes(row[1])) == set(heads.PostSource.model_fields)


def test_every_marker_word_is_there() -> None:
    text = section(REFERENCE, "Merkeordene")
    told = {code.removesuffix(":") for code in codes(text) if code.endswith(":")}
    assert told == set(WORDS)


def test_every_case_type_is_there() -> None:
    [row] = [row for row in table(section(REFERENCE, "Saken"), "Del") if row[0] == "sakstypen"]
    assert set(codes(row[1])) == {each.value for each in CaseType}


def test_the_forms_of_case_numbers_give_what_is_shown() -> None:
    shown = {codes(form)[0]: gives for form, gives in table(REFERENCE, "Form")}
    for form, gives in shown.items():
        number = NumberForm(form).read(gives)
        assert isinstance(number, CaseNumber), form
        assert NumberForm(form).write(number) == gives


def test_the_examples_of_the_reference_are_read_without_a_remark(tmp_path: Path) -> None:
    text = page("oppslag")
    heading, task = example(text, "## 25-2020"), example(text, "=> Vik, Berg")
    table_shown, register = example(text, "| Sykehus |"), example(text, "sandvik:")
    case = heading.replace("25-2020", "1-2020")
    body = f"{HEAD}{case}\n{table_shown}\nKonklusjon: Ja.\n\n{task.replace('2020', '2021')}"
    root = project_of(tmp_path, body)
    (root / "sources/personer.yaml").write_text(PERSONS + register, encoding="utf-8")
    assert remarks(root) == []


def test_everything_that_can_be_listed_is_there() -> None:
    [what] = list_command.params[:1]
    assert isinstance(what.type, click.Choice)
    told = [codes(row[0])[0] for row in table(section(REFERENCE, "Det `saksgang list` viser"), "Ord")]
    assert told == list(what.type.choices) == list(LISTS)


def test_the_columns_of_a_list_of_actions_are_those_told() -> None:
    [row] = [row for row in table(section(REFERENCE, "Det `saksgang list` viser"), "Ord") if row[0] == "`tiltak`"]
    assert codes(row[1]) == list(next(iter(LISTS["tiltak"](read_project(ROOT).project))))


def test_what_is_typed_in_a_text_is_printed_as_shown() -> None:
    shown = table(section(REFERENCE, "Slik skrives det i dokumentet"), "Du skriver")
    rows = [(codes(typed), printed) for typed, printed in shown if "hodet" not in typed and printed != "tankestrek"]
    assert len(rows) > 4
    for typed, printed in rows:
        set_right = [set_typography(each).replace("\u00a0", " ") for each in typed]
        assert ", ".join(set_right) == printed


def test_deadlines_as_the_page_says_them(tmp_path: Path) -> None:
    tasks = "".join(f"=> Berg: ringe, {due}\n" for due in ("neste møte", "uke 42", "innen 09.10.2020", "Snarest"))
    head = HEAD.replace("status", "neste_møte: 20.10.2020\nstatus")
    root = project_of(tmp_path, f"{head}## 1-2020 A (drøfting)\n\nKonklusjon: Ja.\n\n{tasks}")
    assert [each.code for each in read_project(root).diagnostics] == ["frist-uforstaelig"]
    meeting = read_project(root).project.meetings["styringsgruppen/2020-09-15"]
    assert [str(task.due) for task in meeting.cases[0].tasks] == ["2020-10-20", "2020-10-16", "2020-10-09", "None"]


# --- feil-og-meldinger ------------------------------------------------------------------------------------------

MESSAGES = page("feil-og-meldinger")
DECLARED = {problem.code: problem for problem in declared_problems()}


def test_the_message_shown_is_said_word_for_word(tmp_path: Path) -> None:
    shown = example(MESSAGES, "sources/moter/")
    line = int(shown.split(":")[1])
    above = ["---", "tid: 28.04.2020 kl. 12.00–15.00", "status: avholdt", *["# mer"] * (line - 4)]
    lines = [*above, "forfall: [berj]", "---"]
    setup = SETUP.replace("styringsgruppen", "prosjektgruppen")
    write_sources(tmp_path, {"oppsett.yaml": setup, "personer.yaml": PERSONS})
    write_sources(tmp_path, {"moter/prosjektgruppen/2020-04-28.md": "\n".join(lines) + "\n\n## 1-2020 Eventuelt\n"})
    assert saksgang("--project", tmp_path, "check").out.startswith(shown)


def test_codes_in_the_guide_exist() -> None:
    told = {code for which in (0, 1) for row in nth_table(MESSAGES, "Kode", which) for code in codes(row[0])}
    assert told - set(DECLARED) == set()


def test_what_is_accepted_in_a_text_is_said_no_more(tmp_path: Path) -> None:
    accepted = example(MESSAGES, "Godta ")
    without = accepted.split("\n", 1)[1]
    for typed, expected in ((accepted, []), (without, ["oppgave-uten-frist"])):
        root = project_of(tmp_path, f"{HEAD}## 1-2020 A (drøfting)\n\nKonklusjon: Ja.\n\n{typed}")
        assert [each.code for each in read_project(root).diagnostics] == expected


def test_what_is_accepted_in_yaml_is_said_no_more(tmp_path: Path) -> None:
    accepted = example(MESSAGES, "berg2:")
    root = project_of(tmp_path, f"{HEAD}## 1-2020 Eventuelt (eventuelt)\n\nIngen saker.\n")
    for typed, expected in ((accepted, []), (re.sub(r"\s+# godta.*", "\n", accepted), ["person-samme-navn"])):
        (root / "sources/personer.yaml").write_text(PERSONS + typed, encoding="utf-8")
        assert [each.code for each in read_project(root).diagnostics] == expected


def test_a_warning_is_switched_off_as_shown(tmp_path: Path) -> None:
    root = project_of(tmp_path, f"{HEAD}## 1-2020 A (drøfting)\n\nJfr brevet.\n\nKonklusjon: Ja.\n")
    assert [each.code for each in read_project(root).diagnostics] == ["stil-forkortelse"]
    (root / "sources/oppsett.yaml").write_text(SETUP + example(MESSAGES, "slått_av:"), encoding="utf-8")
    assert remarks(root) == []
    assert all(
        DECLARED[code].severity is Severity.WARNING
        for code in re.findall(r"[a-z]+-[a-z-]+", example(MESSAGES, "slått_av:"))
    )


def test_the_exit_codes_are_all_there() -> None:
    assert {int(row[0]) for row in table(MESSAGES, "Tall")} == {int(each) for each in Exit}


# --- every page -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_every_command_shown_exists(name: str) -> None:
    for line in commands(page(name), "saksgang"):
        words = [word for word in shlex.split(line)[1:] if word != "…"]
        command: click.Command = main
        # Click keeps the first help option it makes of a command: a bare context would leave it without -h.
        context = click.Context(main, **main.context_settings)
        while words:
            word = words.pop(0)
            if word.startswith("-"):
                [option] = [each for each in command.get_params(context) if word in each.opts]
                if isinstance(option, click.Option) and not option.is_flag:
                    words.pop(0)
            elif isinstance(command, click.Group):
                found = command.get_command(context, word)
                assert found is not None, line
                command = found
        assert "…" in line or not isinstance(command, click.Group) or command is main, line


@pytest.mark.parametrize("name", PAGES)
def test_every_make_target_shown_exists(name: str) -> None:
    targets = set(re.findall(r"(?m)^([a-z][a-z-]*):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8")))
    shown = {line.split()[1] for line in commands(page(name), "make")}
    assert shown - targets == set()


def test_the_pages_say_where_the_schemas_are() -> None:
    text = page("skriveprogram")
    told = {codes(row[1])[0] for row in table(text, "Fil")}
    assert told == {f"schemas/{part}.schema.json" for part in parts(all_shapes().papers)}
    modeline = example(text, "# yaml-language-server")
    path = Path("mitt-prosjekt/sources") / modeline.strip().partition("=")[2]
    assert Path(*path.parts[-2:]) == Path("schemas/oppsett.schema.json")
