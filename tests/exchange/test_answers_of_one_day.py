"""A second answer about one day mends the entry of that day, after it has been shown; nothing else is touched."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from support.answer_sheets import plain, read_back, source
from support.commands import saksgang

from pipeline.exchange.action_workbook import HEADING_ROW

REGISTER = """\
tittel: Plan
dato: 01.03.2023
tiltak:
  bil:
    navn: Legevaktbil
    ansvarlig: vik
    status:
      - dato: 12.01.2023
        status: pågår
      - dato: 01.03.2023   # ringte
        status: pågår
        tekst: |  # etter møtet
          Bilen er på veien.

          - med båt
        # se også kurs
      - dato: 02.02.2023
        tekst: Noe annet.
  kurs:
    navn: Felles kurs
    ansvarlig: vik
    status: [{dato: 01.03.2023, status: pågår}]
"""


@pytest.fixture
def root(project: Callable[..., Path]) -> Path:
    return project({"status/plan.yaml": REGISTER})


@pytest.fixture
def form(root: Path, tmp_path: Path) -> Path:
    assert saksgang("export", "actions", "plan", "-o", tmp_path / "ut", "--project", root).code == 0
    return tmp_path / "ut" / "plan-ola-vik.xlsx"


def answered(form: Path, ident: str, **cells: object) -> Path:
    book = openpyxl.load_workbook(form)
    sheet = book["Tiltak"]
    columns = {str(cell.value).rpartition(" ")[2]: cell.column for cell in sheet[HEADING_ROW]}
    row = next(row[0].row for row in sheet.iter_rows(min_row=HEADING_ROW + 1) if row[0].value == ident)
    for name, value in cells.items():
        sheet.cell(row, columns[name]).value = value
    book.save(form)
    return form


def test_the_old_is_shown_beside_the_new_and_only_those_fields_are_replaced(root: Path, form: Path) -> None:
    answered(form, "bil", status="i drift", tekst="Bilen er her.")
    said = read_back(root, form)
    assert said.out.splitlines()[:7] == [
        "plan/bil Legevaktbil (01.03.2023), endrer oppføringen fra den dagen",
        "  status: «pågår» → «i drift»",
        "  tekst:",
        "      Bilen er på veien.",
        "",
        "      - med båt",
        "  → «Bilen er her.»",
    ]
    assert source(root) == REGISTER
    assert read_back(root, form, "--yes").code == 0
    assert source(root) == REGISTER.replace(
        "        status: pågår\n        tekst: |  # etter møtet\n          Bilen er på veien.\n\n          - med båt\n",
        "        status: i drift\n        tekst: Bilen er her.  # etter møtet\n",
    )


def test_what_the_entry_does_not_say_yet_is_put_in(root: Path, form: Path) -> None:
    answered(answered(form, "bil", avvik="mindre avvik"), "kurs", tekst="Kurset er i gang.\nMange kom.")
    said = read_back(root, form, "--yes")
    assert "  avvik: – → «mindre avvik»\n" in said.out
    assert source(root) == REGISTER.replace(
        "# ringte\n        status: pågår\n", "# ringte\n        status: pågår\n        avvik: mindre avvik\n"
    ).replace("status: pågår}]", 'status: pågår, tekst: "Kurset er i gang.\\nMange kom.\\n"}]')


def test_a_better_answer_the_same_day_is_read_in(root: Path, form: Path) -> None:
    assert read_back(root, answered(form, "bil", tekst="Bilen er her."), "--yes").code == 0
    assert read_back(root, answered(form, "bil", tekst="Bilen er her:\n- rød"), "--yes").code == 0
    assert "        tekst: |  # etter møtet\n          Bilen er her:\n          - rød\n" in source(root)
    assert source(root).count("01.03.2023") == REGISTER.count("01.03.2023")
    assert "Ingenting å endre." in read_back(root, form, "--yes").out


def test_the_same_as_the_entry_of_the_day_is_nothing(root: Path, form: Path, tmp_path: Path) -> None:
    answered(form, "bil", status="pågår", tekst="Bilen er på veien.\n\n- med båt")
    assert "Ingenting å endre." in read_back(root, form, "--yes").out
    sheet = plain(tmp_path / "a.xlsx", ["Id", "Status", "Kommentar"], ["bil", "pågår", "Bilen er på veien. - med båt"])
    assert "Ingenting å endre." in read_back(root, sheet, "--yes").out
    assert source(root) == REGISTER


def test_a_plain_sheet_mends_the_entry_of_the_day_too(root: Path, tmp_path: Path) -> None:
    sheet = plain(tmp_path / "a.xlsx", ["Tiltak", "Status"], ["Felles kurs", "i drift"])
    assert read_back(root, sheet, "--yes").code == 0
    assert source(root) == REGISTER.replace("status: pågår}]", "status: i drift}]")


def test_two_answers_that_differ_are_still_refused(root: Path, form: Path, tmp_path: Path) -> None:
    answered(form, "kurs", status="i drift")
    sheet = plain(tmp_path / "a.xlsx", ["Id", "Status"], ["kurs", "ferdigstilt"])
    said = read_back(root, form, sheet, "--yes")
    assert (said.code, "[svar-to-ganger]" in said.err, source(root)) == (1, True, REGISTER)


def test_programs_are_told_which_answers_mend(root: Path, form: Path) -> None:
    answered(form, "kurs", status="i drift")
    [change] = read_back(root, form, "--format", "json").json["changes"]
    assert (change["action"], change["mends_entry"]) == ("kurs", True)
