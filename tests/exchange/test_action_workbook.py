"""The forms that are sent to those responsible for actions."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from support.commands import saksgang
from support.tools import audit_faults, sdk_faults

from pipeline.exchange import action_form, action_workbook
from pipeline.exchange.action_workbook import HEADING_ROW, form_files
from pipeline.records.actions import Register
from pipeline.workflow.reading import read_project

REGISTER = """\
tittel: Handlingsdel
tiltak:
  bil:
    navn: Legevaktbil
    ansvarlig: [vik, Granlia kommune]
    prioritet: høy
    status:
      - dato: 12.01.2023
        status: pågår
        avvik: mindre avvik
        slutt: 31.12.2024
        tekst: '=2+2 er ikke en formel'
      - {dato: 12.03.2023, status: i drift}
  kurs:
    navn: Kurs
    ansvarlig: vik
    status: [{dato: 01.01.2023, status: ferdigstilt}]
  plan:
    navn: Felles plan
    status: [{dato: 01.01.2023, status: under planlegging}]
  tom:
    navn: Noe ingen har sagt noe om
    ansvarlig: Granlia kommune
"""


@pytest.fixture
def root(project: Callable[..., Path]) -> Path:
    return project({"status/plan.yaml": REGISTER})


@pytest.fixture
def register(root: Path) -> Register:
    read = read_project(root).project
    assert read is not None
    return read.registers["plan"]


DAY = date(2023, 2, 1)


def test_each_responsible_has_a_form_and_those_without_have_one(register: Register) -> None:
    found = [(each.name, each.responsible, each.count) for each in form_files(register, DAY, DAY)]
    assert found == [
        ("plan-granlia-kommune.xlsx", "Granlia kommune", 1),
        ("plan-ola-vik.xlsx", "Ola Vik", 1),
        ("plan-uten-ansvarlig.xlsx", "", 1),
    ]


def opened(register: Register, number: int = 1) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(form_files(register, DAY, DAY)[number].data))


def test_the_form_shows_how_it_stood_that_day_beside_empty_cells(register: Register) -> None:
    sheet = opened(register)["Tiltak"]
    row = {heading.value: cell for heading, cell in zip(sheet[HEADING_ROW], sheet[HEADING_ROW + 1], strict=True)}
    assert {name: cell.value for name, cell in row.items() if cell.value is not None} == {
        "Id": "bil",
        "Tiltak": "Legevaktbil",
        "Slik står det": "Status: pågår\nAvvik: mindre avvik (håndteres)\nForventet slutt: 31.12.2024\nPrioritet: høy\n"
        "Ansvarlig: Ola Vik, Granlia kommune\nOppdatert: 12.01.2023",
        "Siste tekst": "=2+2 er ikke en formel",
    }
    assert row["Siste tekst"].data_type == "s"
    assert [name for name, cell in row.items() if not cell.protection.locked] == [
        name for name in row if name.startswith("Ny")
    ]
    assert sheet.protection.sheet
    assert sheet.freeze_panes == "C5"
    assert sheet["A2"].value.startswith("Til Ola Vik. Slik sto tiltakene 01.02.2023. Fyll ut de hvite cellene")


def test_the_dropdowns_have_the_words_of_the_register_and_no_sheet_is_hidden(register: Register) -> None:
    book = opened(register)
    rules = {str(rule.sqref): rule.formula1 for rule in book["Tiltak"].data_validations.dataValidation}
    assert rules == {
        "E5": "Ordliste!$A$2:$A$7",
        "F5": "Ordliste!$B$2:$B$4",
        "G5": None,
        "I5": None,
        "J5": "Ordliste!$C$2:$C$4",
        "K5": "Ordliste!$D$2:$D$4",
    }
    assert [cell.value for cell in book["Ordliste"]["A"]][:2] == ["Status", "ny idé"]
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    rows = list(book["Om skjemaet"].iter_rows(values_only=True))
    assert {row[0]: row[1] for row in rows} == {
        "Tittel": "Handlingsdel",
        "Register": "plan",
        "Slik sto det": "01.02.2023",
        "Svar uten dato gjelder": "01.02.2023",
        "Ansvarlig": "Ola Vik",
    }
    assert (rows[1][3], len(rows[1][4])) == ("bil", 16)


def test_the_same_register_gives_the_same_bytes(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    first = [each.data for each in form_files(register, DAY, DAY)]
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert [each.data for each in form_files(register, DAY, DAY)] == first
    with zipfile.ZipFile(io.BytesIO(first[0])) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert core.count("2023-02-01T00:00:00Z") == 2


def test_the_command_writes_the_forms_and_says_to_whom(root: Path, tmp_path: Path) -> None:
    said = saksgang("export", "actions", "plan", "-o", tmp_path / "ut", "--as-of", "1.2.2023", "--project", root)
    assert said.code == 0, said.err
    assert len(list((tmp_path / "ut").glob("*.xlsx"))) == 3
    assert "uten ansvarlig, 1 tiltak" in said.out


def test_a_register_there_is_none_of_is_refused(root: Path) -> None:
    said = saksgang("export", "actions", "plam", "--project", root)
    assert said.code == 2
    assert "Mente du «plan»?" in said.err


def test_a_form_in_nynorsk_is_read_like_one_in_bokmaal(
    project: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"status/plan.yaml": REGISTER.replace("tiltak:\n", "språk: nn\ntiltak:\n", 1).replace("høy", "høg")})
    nynorsk = {"Ny forventet slutt": "Ny forventa slutt", "Register": "Register!", "Slik står det": "Slik står det no"}

    def labels(language: str) -> Callable[[str], str]:
        return (lambda text: nynorsk.get(text, text)) if language == "nn" else str

    monkeypatch.setattr(action_form, "labels", labels)
    monkeypatch.setattr(action_workbook, "labels", labels)
    assert saksgang("export", "actions", "-o", tmp_path / "ut", "--project", root).code == 0
    path = tmp_path / "ut" / "plan-ola-vik.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Tiltak"]
    assert sheet["G4"].value == "Ny forventa slutt"
    sheet["G5"] = "30.06.2025"
    book.save(path)
    said = saksgang("import", "actions", path, "--date", "01.04.2023", "--project", root)
    assert "forventet slutt: «31.12.2024» → «30.06.2025»" in said.out


def test_a_column_a_body_does_not_use_is_not_asked_about(project: Callable[..., Path]) -> None:
    text = REGISTER.replace(
        "tiltak:\n", "kolonner: [tiltak, status, omfang]\negne_kolonner: {penger: Kroner}\ntiltak:\n", 1
    )
    read = read_project(project({"status/plan.yaml": text})).project
    assert read is not None
    sheet = opened(read.registers["plan"])["Tiltak"]
    assert [cell.value for cell in sheet[HEADING_ROW]][4:] == [
        "Ny status",
        "Ny forventet slutt",
        "Ny tekst",
        "Ny dato",
        "Nytt omfang",
    ]
    assert "Prioritet" not in sheet["C5"].value


def test_words_with_commas_and_long_lists_are_in_the_dropdown(project: Callable[..., Path]) -> None:
    words = [f"i fase {number}, etter planen til Granlia kommune" for number in range(20)]
    listed = "".join(f"    - {{ord: '{word}', gruppe: pågår}}\n" for word in words)
    text = "tittel: Plan\nordliste:\n  status:\n" + listed + "tiltak:\n  bil:\n    navn: Bil\n    ansvarlig: vik\n"
    read = read_project(project({"status/plan.yaml": text})).project
    assert read is not None
    book = opened(read.registers["plan"], 0)
    rule = next(each for each in book["Tiltak"].data_validations.dataValidation if str(each.sqref) == "E5")
    assert rule.formula1 == "Ordliste!$A$2:$A$21"
    assert [row[0].value for row in book["Ordliste"]["A2:A21"]] == words


def test_the_workbooks_are_valid(register: Register, tmp_path: Path) -> None:
    paths = [tmp_path / each.name for each in form_files(register, DAY, None)]
    for path, each in zip(paths, form_files(register, DAY, None), strict=True):
        path.write_bytes(each.data)
    # What it says of strings is how Excel itself writes them, not what the standard asks for.
    assert [fault for fault in audit_faults(paths) if "inline-string" not in fault] == []
    assert sdk_faults(paths) == []


def test_the_day_is_that_of_the_report_unless_another_is_asked_for(
    project: Callable[..., Path], tmp_path: Path
) -> None:
    for head, shown, answers in (
        ("dato: 01.04.2023\n", "01.04.2023", "01.04.2023"),
        ("", "12.03.2023", "datoen som blir oppgitt når de leses inn"),
    ):
        root = project({"status/plan.yaml": REGISTER.replace("tiltak:\n", f"{head}tiltak:\n", 1)})
        assert saksgang("export", "actions", "-o", tmp_path / shown, "--project", root).code == 0
        about = openpyxl.load_workbook(tmp_path / shown / "plan-ola-vik.xlsx")["Om skjemaet"]
        assert [about["B3"].value, about["B4"].value] == [shown, answers]
