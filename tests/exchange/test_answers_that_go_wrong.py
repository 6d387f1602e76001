"""Answers nobody can be sure of are said, with sheet and cell, and nothing is written. Nothing is lost on the way."""

import errno
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unittest import mock

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from support.answer_sheets import SOURCE, plain, read_back, source
from support.commands import COMMAND, environment, saksgang

from pipeline.cli import importing
from pipeline.exchange.action_workbook import HEADING_ROW
from pipeline.workflow import import_actions
from pipeline.workflow.import_actions import look_at, write

REGISTER = """\
tittel: Plan
dato: 01.03.2023
egne_kolonner:
  penger: Finansiering
tiltak:
  bil:
    navn: Legevaktbil
    ansvarlig: vik
    egne: {penger: Staten}
    status:
      - {dato: 12.01.2023, status: pågår, tekst: Bilen er på veien.}
  kurs:
    navn: Felles kurs
    ansvarlig: vik
    status:
      - dato: 01.01.2023
        status: under planlegging
  plan:
    navn: Felles plan
    status:
      - dato: 01.01.2023
        status: pågår
"""
FIRST = HEADING_ROW + 1
COLUMNS = {"Ny status": "E", "Nytt avvik": "F", "Ny forventet slutt": "G", "Ny tekst": "H", "Finansiering": "L"}


@pytest.fixture
def root(project: Callable[..., Path]) -> Path:
    return project({"status/plan.yaml": REGISTER})


@pytest.fixture
def form(root: Path, tmp_path: Path) -> Path:
    """The form of Ola Vik: «bil» in the first row, «kurs» in the second."""
    said = saksgang("export", "actions", "plan", "-o", tmp_path / "ut", "--project", root)
    assert said.code == 0, said.err
    return tmp_path / "ut" / "plan-ola-vik.xlsx"


def answered(form: Path, change: Callable[[Worksheet], None]) -> Path:
    book = openpyxl.load_workbook(form)
    change(book["Tiltak"])
    book.save(form)
    return form


def put(**cells: object) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        for name, value in cells.items():
            sheet[name] = value

    return change


def refused(root: Path, path: Path, code: str, told: str) -> None:
    said = read_back(root, path, "--yes")
    assert (said.code, f"[{code}]" in said.err, told in said.err) == (1, True, True), said.err
    assert source(root) == REGISTER


# --- cells --------------------------------------------------------------------------------------------------------


def test_a_number_is_no_text(root: Path, form: Path) -> None:
    refused(
        root, answered(form, put(H5=12.5)), "celle-tall", "Tiltak!H5: Her står tallet 12,5, men det skal stå tekst."
    )


def test_a_year_is_an_expected_end_and_another_number_is_none(root: Path, form: Path) -> None:
    refused(root, answered(form, put(G5=45000)), "celle-tall", "Tiltak!G5: Her står tallet 45000")
    assert read_back(root, answered(form, put(G5=2024)), "--yes").code == 0
    assert "slutt: 2024\n" in source(root)


def test_an_answer_in_merged_cells_is_said(root: Path, form: Path) -> None:
    def merge(sheet: Worksheet) -> None:
        sheet["H5"] = "Gjelder begge"
        sheet.merge_cells("H5:H6")

    refused(root, answered(form, merge), "celle-slaatt-sammen", "Tiltak!H5: Cellen er slått sammen med flere.")


def test_a_heading_over_the_rows_may_be_merged(root: Path, tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsx", ["Tiltak", "Status"], ["Trygge overganger"], ["Legevaktbil", "i drift"])
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("A2:B2")
    book.save(path)
    assert "status: «pågår» → «i drift»" in read_back(root, path).out


def test_an_answer_in_a_hidden_row_is_read_and_said(root: Path, form: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet["E6"] = "pågår"
        sheet.row_dimensions[6].hidden = True

    said = read_back(root, answered(form, hide))
    assert (said.code, "Tiltak!A6: Svaret står i en rad eller kolonne som er skjult." in said.err) == (0, True)
    assert "[celle-skjult]" in said.err


def test_a_hidden_sheet_is_not_read(root: Path, tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsx", ["Id", "Status"], ["kurs", "pågår"])
    book = openpyxl.load_workbook(path)
    old = book.create_sheet("Gammelt")
    old.append(["Id", "Status"])
    old.append(["kurs", "strøket"])
    old.sheet_state = "hidden"
    book.save(path)
    said = read_back(root, path)
    assert ("[ark-skjult]" in said.err, "strøket" in said.out) == (True, False)


def test_a_name_beside_the_id_of_another_is_said(root: Path, form: Path) -> None:
    path = answered(form, put(B5="Felles kurs", B6="Legevaktbil", E5="i drift"))
    told = "Tiltak!B5: Id-en er til tiltaket «Legevaktbil», men navnet er til «Felles kurs»."
    refused(root, path, "svar-id-og-navn", told)


def test_an_answer_about_nothing_is_said(root: Path, form: Path) -> None:
    said = read_back(root, answered(form, put(E9="i drift")))
    assert (said.code, "Tiltak!E9: Raden sier ikke hvilket tiltak" in said.err) == (0, True)
    assert "[rad-uten-tiltak]" in said.err


def test_what_would_be_wrong_in_the_register_is_told_by_the_cell(root: Path, form: Path) -> None:
    refused(
        root, answered(form, put(E6="ferdigstilt")), "svar-gir-feil", "Tiltak!A6: Med dette svaret blir det en feil"
    )
    assert read_back(root, answered(form, put(E6="ferdigstilt", G6="28.02.2023"))).code == 0


def test_what_the_register_remarks_on_is_told_by_the_cell(root: Path, form: Path) -> None:
    (root / SOURCE).write_text(REGISTER.replace("status: under planlegging", "status: strøket"), "utf-8")
    said = read_back(root, answered(form, put(E6="pågår")))
    assert "Tiltak!A6: Om dette svaret: " in said.err
    assert "[svar-gir-advarsel]" in said.err


def test_the_register_has_changed_since_the_form_was_made(root: Path, form: Path) -> None:
    (root / SOURCE).write_text(REGISTER.replace("Bilen er på veien", "Bilen står"), "utf-8")
    said = read_back(root, answered(form, put(E5="i drift", E6="pågår")))
    assert "Tiltak!A5: Tiltaket «bil» er endret i registeret siden skjemaet ble laget" in said.err
    assert said.err.count("[skjema-eldre-enn-registeret]") == 1


# --- files --------------------------------------------------------------------------------------------------------


def test_the_same_file_twice_is_one_answer_and_two_that_differ_are_none(root: Path, form: Path) -> None:
    answered(form, put(E5="i drift"))
    copy = form.with_name("Kopi av plan-ola-vik.xlsx")
    shutil.copy(form, copy)
    said = read_back(root, form.parent)
    assert (said.code, "[svar-likt-to-ganger]" in said.err) == (0, True)
    assert said.out.count("plan/bil") == 1
    refused(root, answered(copy, put(E5="pågår")).parent, "svar-to-ganger", "også i")


def test_what_lies_in_the_folder_and_is_no_spreadsheet_is_said(root: Path, form: Path) -> None:
    (form.parent / "svar.pdf").write_bytes(b"%PDF-")
    (form.parent / "gamle").mkdir()
    (form.parent / ".~lock.plan-ola-vik.xlsx#").write_text("noen")
    (form.parent / "Thumbs.db").write_bytes(b"")
    said = read_back(root, form.parent)
    assert said.err.count("[fil-ikke-lest]") == 2
    assert said.err.count("[regneark-i-bruk]") == 1


def test_a_file_that_cannot_be_opened_is_said(root: Path, form: Path) -> None:
    def locked(path: Path, *arguments: object) -> object:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    with mock.patch.object(Path, "open", locked):
        said = read_back(root, form, "--yes")
    assert (said.code, "[regneark-utilgjengelig]" in said.err) == (1, True)


def test_a_form_somebody_has_filled_in_is_not_written_over(root: Path, form: Path) -> None:
    again = ("export", "actions", "plan", "-o", form.parent, "--project", root)
    assert saksgang(*again).code == 0
    assert saksgang(*again, "--as-of", "02.03.2023").code == 0
    for cell in ("E5", "L6", "P5"):
        answered(form, put(**{cell: "noe"}))
        filled = form.read_bytes()
        said = saksgang(*again)
        assert (said.code, "alt fylt ut" in said.err, form.read_bytes() == filled) == (6, True, True)
        answered(form, put(**{cell: None}))
        assert saksgang(*again).code == 0


# --- the body's own columns, and what others call things ----------------------------------------------------------


def test_the_own_columns_are_read_back(root: Path, form: Path) -> None:
    said = read_back(root, answered(form, put(L5="Fylket", L6="Kommunene, likt")), "--yes")
    assert "Finansiering: «Staten» → «Fylket»" in said.out
    assert "egne: {penger: Fylket}" in source(root)
    assert '    egne: {penger: "Kommunene, likt"}\n    navn: Felles kurs\n' in source(root)
    assert "Ingenting å endre." in read_back(root, form, "--yes").out


def test_somebody_may_say_what_a_heading_is(root: Path, tmp_path: Path) -> None:
    rows = ["Hva", "Hvordan går det", "Hvem"], ["Felles kurs", "Kurset er i gang.", "Per"]
    path = plain(tmp_path / "a.xlsx", *rows)
    said = read_back(root, path)
    assert "[overskrifter-ikke-forstaatt]" in said.err
    assert "Ark1!A1: Ingen rad er forstått som overskriftene" in said.err
    assert "«Hva», «Hvordan går det», «Hvem»." in said.err
    assert '--heading "Hva=tiltak"' in said.err
    assert '--heading "Hvordan går det=status"' in read_back(root, path, "--heading", "Hva=tiltak").err
    told = ("--heading", "Hva=tiltak", "--heading", "Hvordan går det=tekst", "--heading", "Hvem=ingen")
    said = read_back(root, path, *told, "--yes")
    assert "  «Hvordan går det» → tekst\n  «Hvem» → bare vist" in said.out
    assert "        tekst: Kurset er i gang.\n" in source(root)
    said = read_back(root, path, "--heading", "Hva=noe")
    assert (said.code, "Skriv «Overskrift=kolonne»" in said.err) == (2, True)


@pytest.mark.parametrize("is_right", [True, False])
def test_on_a_terminal_the_headings_are_asked_about_first(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_right: bool
) -> None:
    asked: list[str] = []

    def prompt(text: str, default: str) -> str:
        asked.append(text)
        return "ja" if is_right else "nei"

    monkeypatch.setattr(importing, "_is_terminal", lambda: True)
    monkeypatch.setattr(importing.click, "prompt", prompt)
    said = read_back(root, plain(tmp_path / "a.xlsx", ["Id", "Status"], ["kurs", "pågår"]))
    assert asked[0] == "Er overskriftene lest riktig? (ja/nei)"
    assert ("plan/kurs" in said.out, source(root) != REGISTER) == (is_right, is_right)


def test_programs_are_told_the_same(root: Path, form: Path) -> None:
    answered(form, put(E5="i drift", E9="pågår"))
    found = read_back(root, form.parent, "--format", "json").json
    assert [(each["action"], each["values"]) for each in found["changes"]] == [
        ("bil", [{"column": "status", "old": "pågår", "new": "i drift"}])
    ]
    assert [each["code"] for each in found["diagnostics"]] == ["rad-uten-tiltak"]
    assert [(each["responsible"], each["actions"]) for each in found["unanswered"]] == [
        ("Ola Vik", ["kurs"]),
        ("", ["plan"]),
    ]
    assert read_back(root, form, "--format", "json").json["unanswered"] == []
    assert (found["written"], source(root)) == ([], REGISTER)
    assert read_back(root, form, "--format", "json", "--yes").json["written"] == [SOURCE]
    assert source(root) != REGISTER


def test_a_column_nobody_knows_is_kept_as_it_is_shown(root: Path, tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsx", ["Id", "Status", "Brukt", "Møte"], ["kurs", "pågår", 0.4, date(2023, 2, 1)])
    book = openpyxl.load_workbook(path)
    book.active["C2"].number_format = "0 %"
    book.save(path)
    assert read_back(root, path, "--yes").code == 0
    assert "  kurs:\n    # 01.03.2023 Brukt: 40 %\n    # 01.03.2023 Møte: 01.02.2023\n    navn: " in source(root)
    assert "tekst: Brukt" not in source(root)
    assert "Ingenting å endre." in read_back(root, path, "--yes").out
    assert "Ingenting å endre." in read_back(root, path, "--yes", "--date", "02.03.2023").out


# --- stopped on the way -------------------------------------------------------------------------------------------


def test_an_import_that_is_killed_leaves_the_source_whole(root: Path, form: Path) -> None:
    import subprocess

    answered(form, put(E5="i drift"))
    kill = (
        "import os, sys; from pipeline.cli.main import run; from pipeline.edit import whole_file; "
        "whole_file.os.replace = lambda *each: os._exit(9); run()"
    )
    arguments = ["import", "actions", str(form), "--yes", "--project", str(root)]
    ended = subprocess.run([COMMAND[0], "-c", kill, *arguments], env=environment(), check=False, capture_output=True)
    assert (ended.returncode, source(root)) == (9, REGISTER)
    assert read_back(root, form, "--yes").code == 0
    assert "i drift" in source(root)


def test_a_change_between_two_files_is_taken_up_again(project: Callable[..., Path], tmp_path: Path) -> None:
    part = "tiltak:\n  {}:\n    navn: Noe {}\n    status:\n      - dato: 01.01.2023\n        status: pågår\n"
    names = ("a", "b")
    files = {f"status/plan/{name}.yaml": part.format(name, name) for name in names}
    root = project({"status/plan/register.yaml": "tittel: Plan\ndato: 01.03.2023\n", **files})
    path = plain(tmp_path / "a.xlsx", ["Id", "Status"], ["a", "i drift"], ["b", "i drift"])
    look = look_at(root, [path], None, None, ())
    real = import_actions.write_whole
    with mock.patch.object(
        import_actions, "write_whole", lambda target, data: target.name == "a.yaml" and real(target, data)
    ):
        write(look)
    said = read_back(root, path, "--yes")
    assert "plan/a" not in said.out
    assert [(root / f"sources/status/plan/{name}.yaml").read_text("utf-8").count("i drift") for name in names] == [1, 1]


# --- other programs -----------------------------------------------------------------------------------------------


def test_a_form_that_has_been_through_libreoffice_gives_just_the_answers(root: Path) -> None:
    """Filled in, saved as .ods, and saved as .xlsx again, by LibreOffice 7.4."""
    said = read_back(root, Path(__file__).with_name("besvart-i-libreoffice.xlsx"), "--yes")
    assert (said.code, said.err) == (0, "")
    assert source(root) == (
        REGISTER.replace("egne: {penger: Staten}", "egne: {penger: Fylket}")
        .replace(
            "    navn: Legevaktbil\n    ansvarlig: vik\n",
            "    prioritet: høy\n    navn: Legevaktbil\n    ansvarlig: vik\n",
        )
        .replace(
            "tekst: Bilen er på veien.}\n",
            "tekst: Bilen er på veien.}\n"
            "      - dato: 01.03.2023\n"
            "        status: i drift\n"
            "        avvik: mindre avvik\n"
            "        slutt: 31.12.2024\n"
            "        tekst: |\n"
            "          Bil nummer to er kjøpt:\n"
            "\n"
            "          - den står i Havnsund\n"
            "          - den kjører «bare» om natten\n",
        )
        .replace(
            "        status: under planlegging\n",
            "        status: under planlegging\n      - dato: 20.02.2023\n        status: pågår\n",
        )
    )
