"""Answers about actions read back: what is understood, what is refused, and what is written."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from support.answer_sheets import SOURCE, plain, read_back, source
from support.commands import saksgang

from pipeline.cli import importing
from pipeline.exchange.action_workbook import HEADING_ROW
from pipeline.workflow.import_actions import look_at, write
from pipeline.workflow.refusal import Refused

REGISTER = """\
tittel: Handlingsdel   # med en merknad
tiltak:
  # --- Trygg hjelp ---
  bil:
    navn: Legevaktbil
    ansvarlig: vik
    prioritet: høy
    status:
      - dato: 12.01.2023
        status: pågår
        tekst: |
          Bilen er på veien.

  # --- Læring ---
  kurs:
    navn: Felles kurs
    ansvarlig: vik
    status: [{dato: 01.01.2023, status: under planlegging}]
  plan:
    navn: Felles plan
    ansvarlig: Granlia kommune
  gammel:
    navn: Noe som er over
    ansvarlig: vik
    status: [{dato: 01.01.2022, status: ferdigstilt}]
"""


@pytest.fixture
def root(project: Callable[..., Path]) -> Path:
    return project({"status/plan.yaml": REGISTER})


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """The forms as they were sent."""
    said = saksgang("export", "actions", "plan", "-o", tmp_path / "ut", "--as-of", "01.03.2023", "--project", root)
    assert said.code == 0, said.err
    return tmp_path / "ut"


def fill(path: Path, answers: Mapping[str, Mapping[str, object]]) -> Path:
    """The form with answers: by id and heading."""
    book = openpyxl.load_workbook(path)
    sheet = book["Tiltak"]
    headings = {cell.value: cell.column for cell in sheet[HEADING_ROW]}
    for row in sheet.iter_rows(min_row=HEADING_ROW + 1):
        for heading, value in answers.get(str(row[0].value), {}).items():
            if heading not in headings:
                headings[heading] = len(headings) + 1
                sheet.cell(HEADING_ROW, headings[heading], heading)
            sheet.cell(row[0].row, headings[heading]).value = value
    book.save(path)
    return path


def test_answers_are_shown_first_and_nothing_is_written(root: Path, folder: Path) -> None:
    fill(folder / "plan-ola-vik.xlsx", {"bil": {"Ny status": "i drift", "Ny tekst": "Bil nummer to\ner kjøpt: i går."}})
    said = read_back(root, folder)
    assert said.code == 0, said.err
    assert said.out.splitlines() == [
        "plan/bil Legevaktbil (01.03.2023)",
        "  status: «pågår» → «i drift»",
        "  tekst: «Bilen er på veien.» →",
        "      Bil nummer to",
        "      er kjøpt: i går.",
        "plan: 2 har ikke svart på alt (1 tomt skjema): Granlia kommune, Ola Vik (mangler kurs)",
        "Ingenting er skrevet. Med --yes blir det det.",
    ]
    assert source(root) == REGISTER


def test_with_a_yes_each_answer_becomes_a_dated_entry_and_the_rest_stands_as_it_was(root: Path, folder: Path) -> None:
    answers = {
        "bil": {"Ny status": "i drift", "Ny tekst": "To linjer:\n- ja", "Ny prioritet": "lav"},
        "kurs": {"Ny dato": datetime(2023, 2, 20), "Ny status": "pågår", "Ny forventet slutt": "høsten 2024"},
    }
    fill(folder / "plan-ola-vik.xlsx", answers)
    fill(folder / "plan-granlia-kommune.xlsx", {"plan": {"Ny status": "ny idé", "Nytt omfang": "lite"}})
    said = read_back(root, folder, "--yes")
    assert said.code == 0, said.err
    assert said.out.endswith(f"Skrevet: {SOURCE}\n")
    assert (
        source(root)
        == """\
tittel: Handlingsdel   # med en merknad
tiltak:
  # --- Trygg hjelp ---
  bil:
    navn: Legevaktbil
    ansvarlig: vik
    prioritet: lav
    status:
      - dato: 12.01.2023
        status: pågår
        tekst: |
          Bilen er på veien.
      - dato: 01.03.2023
        status: i drift
        tekst: |
          To linjer:
          - ja

  # --- Læring ---
  kurs:
    navn: Felles kurs
    ansvarlig: vik
    status: [{dato: 01.01.2023, status: under planlegging}, {dato: "20.02.2023", status: "pågår", slutt: "høsten 2024"}]
  plan:
    omfang: lite
    navn: Felles plan
    ansvarlig: Granlia kommune
    status:
      - dato: 01.03.2023
        status: ny idé
  gammel:
    navn: Noe som er over
    ansvarlig: vik
    status: [{dato: 01.01.2022, status: ferdigstilt}]
"""
    )


def test_the_same_answers_read_again_change_nothing(root: Path, folder: Path) -> None:
    fill(folder / "plan-ola-vik.xlsx", {"bil": {"Ny status": "i drift", "Ny tekst": "Ny bil."}})
    assert read_back(root, folder, "--yes").code == 0
    written = source(root)
    said = read_back(root, folder, "--yes")
    assert "Ingenting å endre." in said.out
    assert said.err == ""
    assert "Ola Vik (mangler kurs)" in said.out
    assert source(root) == written


def test_an_unknown_column_is_kept_and_said(root: Path, folder: Path) -> None:
    fill(folder / "plan-ola-vik.xlsx", {"bil": {"Ny status": "i drift", "Penger fra fylket": 40000}})
    said = read_back(root, folder, "--yes")
    assert "kolonne-beholdt" in said.err
    assert "  merknad (#) ved tiltaket: – → «Penger fra fylket: 40000»\n" in said.out
    assert "  bil:\n    # 01.03.2023 Penger fra fylket: 40000\n    navn: Legevaktbil\n" in source(root)
    assert "tekst: Penger" not in source(root)


@pytest.mark.parametrize(
    ("typed", "read"), [("i gang", "pågår"), ("Planlegges", "under planlegging"), ("Sett i drift", "i drift")]
)
def test_what_people_write_for_a_word_is_read_as_it_and_said(root: Path, folder: Path, typed: str, read: str) -> None:
    fill(folder / "plan-ola-vik.xlsx", {"bil": {"Ny status": typed, "Ny tekst": "Slik gikk det."}})
    said = read_back(root, folder, "--yes")
    assert "svar-lest-som" in said.err and f"«{typed}» er lest som «{read}»" in said.err
    assert f"status: {read}\n        tekst: Slik gikk det.\n" in source(root)


CELLS = {
    "svar-ukjent-ord": ({"Ny status": "pågåår"}, "Tiltak!E5: «pågåår» står ikke i ordlisten for status"),
    "celle-ikke-dato": ({"Ny dato": "snart", "Ny status": "pågår"}, "Tiltak!I5: «snart» er ikke en dato med år."),
    "celle-dato": ({"Ny tekst": datetime(2023, 2, 1)}, "Tiltak!H5: Her står det en dato, men det skal stå tekst."),
    "celle-formel": ({"Ny tekst": "=A1&B1"}, "Tiltak!H5: Her står det en formel, men det skal stå tekst."),
    "celle-feilverdi": ({"Ny tekst": "#REF!"}, "Tiltak!H5: Her står feilverdien #REF!."),
    "svar-ukjent-tiltak": ({"Id": "bill", "Ny status": "pågår"}, "Tiltak!A5: Tiltaket «bill» finnes ikke"),
}


@pytest.mark.parametrize("code", CELLS)
def test_a_cell_that_cannot_be_taken_is_told_with_sheet_and_cell_and_nothing_is_written(
    root: Path, folder: Path, code: str
) -> None:
    cells, told = CELLS[code]
    fill(folder / "plan-ola-vik.xlsx", {"bil": cells, "kurs": {"Ny status": "pågår"}})
    said = read_back(root, folder, "--yes")
    assert said.code == 1
    assert told in said.err
    assert f"[{code}]" in said.err
    assert "Ingenting er skrevet." in said.err
    assert source(root) == REGISTER


def test_what_may_be_meant_is_proposed(root: Path, folder: Path) -> None:
    fill(folder / "plan-ola-vik.xlsx", {"bil": {"Ny status": "pågåår"}, "kurs": {"Id": "kjurs", "Ny status": "pågår"}})
    said = read_back(root, folder)
    assert "Mente du «pågår»?" in said.err
    assert "Mente du «kurs»?" in said.err


def test_two_rows_about_one_action_are_told_also_in_two_files(root: Path, folder: Path) -> None:
    fill(
        folder / "plan-ola-vik.xlsx",
        {"bil": {"Ny status": "i drift"}, "kurs": {"Id": "bil", "Tiltak": None, "Ny status": "pågår"}},
    )
    said = read_back(root, folder)
    assert (said.code, "Tiltak!A6: Tiltaket «bil» er besvart to ganger, også i Tiltak!A5." in said.err) == (1, True)
    assert "[svar-to-ganger]" in said.err
    path = plain(folder / "annen.xlsx", ["Id", "Status"], ["bil", "ny idé"])
    said = read_back(root, path, folder / "plan-ola-vik.xlsx", "--yes", "--date", "01.03.2023")
    assert f"Tiltak!A5: Tiltaket «bil» er besvart to ganger, også i {path}, Ark1!A2." in said.err
    assert source(root) == REGISTER


FILES = {
    "regneark-odelagt": b"PK\x03\x04 og ikke mer",
    "regneark-kryptert": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "regneark-gammelt-format": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Workbook",
    "regneark-for-stort": b"PK" + b"\0" * 20_000_000,
}


@pytest.mark.parametrize("code", FILES)
def test_a_file_that_cannot_be_read_is_told_and_nothing_is_written(root: Path, folder: Path, code: str) -> None:
    fill(folder / "plan-ola-vik.xlsx", {"bil": {"Ny status": "i drift"}})
    (folder / "vond.xlsx").write_bytes(FILES[code])
    said = read_back(root, folder, "--yes")
    assert (said.code, f"[{code}]" in said.err) == (1, True)
    assert source(root) == REGISTER


def test_a_form_of_another_register_is_told(root: Path, folder: Path) -> None:
    (root / SOURCE).rename(root / "sources/status/plam.yaml")
    said = read_back(root, folder / "plan-ola-vik.xlsx")
    assert (said.code, "[skjema-register-ukjent]" in said.err, "Mente du «plam»?" in said.err) == (1, True, True)


# --- spreadsheets made by others ----------------------------------------------------------------------------------


def test_a_plain_sheet_is_read_after_its_headings_are_shown(root: Path, tmp_path: Path) -> None:
    path = plain(
        tmp_path / "oversikt.xlsx",
        ["Tiltakene våre"],
        [],
        ["Prosjekt", "Status per mars", "Komentar", "Leder", "Målsetting"],
        ["Legevaktbil", "pågår", "Bilen er på veien.", None, "Raskere hjelp"],
        ["Felles kurss", "i drift", "Kurset holdes.", "Per", None],
        ["Sum"],
    )
    said = read_back(root, path, "--date", "05.03.2023", "--yes")
    assert said.code == 0, said.err
    lines = said.out.splitlines()
    assert lines[1:6] == [
        "  «Prosjekt» → tiltak",
        "  «Status per mars» → status  (gjettet)",
        "  «Komentar» → tekst  (gjettet)",
        "  «Leder» → ukjent",
        "  «Målsetting» → bare vist",
    ]
    assert "plan/bil" not in said.out  # all of it stands there already
    assert "[svar-tiltak-lest-som]" in said.err
    assert '{dato: "05.03.2023", status: "i drift", tekst: "Kurset holdes."}]' in source(root)
    assert "  kurs:\n    # 05.03.2023 Leder: Per\n" in source(root)


def test_text_with_semicolons_is_read_in_the_encoding_of_excel(root: Path, tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([["id", "status", "dato"], ["kurs", "pågår", "5.3.2023"]])
    (tmp_path / "svar.csv").write_bytes(text.getvalue().encode("cp1252"))
    said = read_back(root, tmp_path / "svar.csv", "--yes")
    assert said.code == 0, said.err
    assert '{dato: "05.03.2023", status: "pågår"}]' in source(root)


def test_two_headings_that_mean_the_same_are_told(root: Path, tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsx", ["Id", "Kommentar", "Merknad"], ["bil", "En", "To"])
    said = read_back(root, path)
    assert (said.code, "Både «Kommentar» og «Merknad» er lest som tekst." in said.err) == (1, True)
    assert "[overskrift-to-ganger]" in said.err


def test_a_sheet_without_actions_is_told(root: Path, tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsx", ["Budsjett", 2023], ["Lønn", 100])
    said = read_back(root, path)
    assert (said.code, "[regneark-uten-tiltak]" in said.err) == (1, True)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Svar").append(["Id", "Status"])
    book.save(path)
    assert "Arket «Ark1» har ingen overskrifter" in (said := read_back(root, path)).err
    assert (said.code, "[ark-ikke-lest]" in said.err) == (0, True)


def test_an_answer_from_before_the_last_entry_is_remarked_on(root: Path, tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsx", ["Id", "Status", "Dato"], ["bil", "i drift", date(2023, 1, 1)])
    said = read_back(root, path)
    assert (said.code, "[svar-eldre-enn-registeret]" in said.err) == (0, True)


def test_a_folder_without_spreadsheets_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    assert read_back(root, tmp_path / "tom").code == 2
    assert read_back(root, tmp_path / "finnes-ikke.xlsx").code == 2


def test_an_answer_from_after_the_report_is_told_by_its_cell(root: Path, folder: Path) -> None:
    (root / SOURCE).write_text(REGISTER.replace("tiltak:\n", "dato: 28.02.2023\ntiltak:\n", 1), "utf-8")
    fill(folder / "plan-ola-vik.xlsx", {"bil": {"Ny status": "i drift"}})
    said = read_back(root, folder, "--yes")
    assert (said.code, "[svar-etter-rapporten]" in said.err, "Tiltak!A5:" in said.err) == (1, True, True)
    assert read_back(root, folder, "--yes", "--date", "28.2.2023").code == 0
    assert "- dato: 28.02.2023" in source(root)


def test_a_register_in_a_folder_is_changed_in_the_file_the_action_stands_in(
    project: Callable[..., Path], tmp_path: Path
) -> None:
    parts = {
        "status/plan/register.yaml": "tittel: Plan\r\n",
        "status/plan/del.yaml": "tiltak:\r\n  bil:\r\n    navn: Bil\r\n    status:\r\n",
    }
    root = project(parts)
    path = plain(tmp_path / "a.xlsx", ["Id", "Status", "Dato"], ["bil", "i drift", date(2023, 1, 1)])
    assert read_back(root, path, "--yes").code == 0
    added = "      - dato: 01.01.2023\r\n        status: i drift\r\n"
    assert (root / "sources/status/plan/del.yaml").read_bytes().decode() == parts["status/plan/del.yaml"] + added
    assert (root / "sources/status/plan/register.yaml").read_bytes().decode() == parts["status/plan/register.yaml"]


def test_an_action_that_is_written_so_that_nothing_can_be_added_is_left_alone(
    project: Callable[..., Path], tmp_path: Path
) -> None:
    text = "tittel: Plan\ntiltak: {bil: Legevaktbil}\n"
    root = project({"status/plan.yaml": text})
    path = plain(tmp_path / "a.xlsx", ["Id", "Status"], ["bil", "i drift"])
    said = read_back(root, path, "--yes", "--date", "01.03.2023")
    assert (said.code, "Skriv tiltakene med én nøkkel på hver linje." in said.err) == (2, True)
    assert (root / SOURCE).read_text("utf-8") == text


@pytest.mark.parametrize(("answer", "is_written"), [("ja", True), ("nei", False), ("", False)])
def test_on_a_terminal_somebody_is_asked(
    root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str, is_written: bool
) -> None:
    asked: list[str] = []

    def prompt(text: str, default: str) -> str:
        asked.append(text)
        return answer or default

    monkeypatch.setattr(importing, "_is_terminal", lambda: True)
    monkeypatch.setattr(importing.click, "prompt", prompt)
    fill(folder / "plan-ola-vik.xlsx", {"bil": {"Ny status": "i drift"}})
    assert read_back(root, folder).code == 0
    assert asked == ["Skal endringen skrives inn? (ja/nei)"]
    assert (source(root) != REGISTER) is is_written


def test_a_file_changed_while_somebody_thinks_is_left_alone(root: Path, folder: Path) -> None:
    fill(folder / "plan-ola-vik.xlsx", {"bil": {"Ny status": "i drift"}})
    look = look_at(root, [folder], None, None, ())
    (root / SOURCE).write_text(REGISTER + "# ny\n", "utf-8")
    with pytest.raises(Refused):
        write(look)
    assert source(root) == REGISTER + "# ny\n"
