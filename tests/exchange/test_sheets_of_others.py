"""Sheets others have made: their headings, the actions we do not follow, what nobody knows, and their dates."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from support.answer_sheets import SOURCE, plain, read_back, source
from support.commands import saksgang

REGISTER = """\
tittel: Plan
tiltak:
  bil:
    navn: Legevaktbil
    ansvarlig: vik
    status: [{dato: 12.01.2023, status: pågår}]
  kurs:
    navn: Felles kurs
    ansvarlig: Granlia kommune
    status: [{dato: 12.01.2023, status: under planlegging}]
"""
DAY = ("--date", "01.03.2023")


@pytest.fixture
def root(project: Callable[..., Path]) -> Path:
    return project({"status/plan.yaml": REGISTER})


def test_the_headings_of_an_action_plan_are_understood(root: Path, tmp_path: Path) -> None:
    headings = ["Tiltak (Prosjekt)", "Strategiske satsnings-områder", "Formål", "Status", "Status mai 2023"]
    path = plain(tmp_path / "a.xlsx", headings, ["Legevaktbil", "Akutt", "Nær", "i drift", "Bilen går hver dag."])
    said = read_back(root, path, *DAY, "--yes")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[1:6] == [
        "  «Tiltak (Prosjekt)» → tiltak  (gjettet)",
        "  «Strategiske satsnings-områder» → bare vist",
        "  «Formål» → bare vist",
        "  «Status» → status",
        "  «Status mai 2023» → tekst  (gjettet)",
    ]
    assert '{dato: "01.03.2023", status: "i drift", tekst: "Bilen går hver dag."}' in source(root)


@pytest.mark.parametrize("heading", ["Prosjektnavn", "Tiltakets navn", "Prosjekt (tittel)", "[Tiltak]", "Delprosjekt"])
def test_what_others_call_an_action_is_understood(root: Path, tmp_path: Path, heading: str) -> None:
    path = plain(tmp_path / "a.xlsx", [heading, "Status mars 2023"], ["Legevaktbil", "i drift"])
    assert "  status: «pågår» → «i drift»\n" in read_back(root, path, *DAY).out


def test_actions_we_do_not_follow_are_skipped_and_counted(root: Path, tmp_path: Path) -> None:
    rows = [["Felles bil", "i drift"], ["Legevaktbil", "i drift"], ["Helt annet", "pågår"]]
    path = plain(tmp_path / "a.xlsx", ["Tiltak", "Status"], *rows, ["Felles bur", "pågår"])
    said = read_back(root, path, *DAY, "--yes")
    assert said.code == 0, said.err
    assert "Ark1!A4: Tiltaket «Helt annet» finnes ikke i registeret. Raden er hoppet over." in said.err
    assert said.err.count("[rad-ukjent-tiltak]") + said.err.count("[svar-tiltak-lest-som]") == 3
    assert "hoppet over: tiltaket finnes ikke i registeret" in said.out
    assert 'status: "i drift"' in source(root)


def test_an_id_that_is_almost_one_is_named(root: Path, tmp_path: Path) -> None:
    said = read_back(root, plain(tmp_path / "a.xlsx", ["Id", "Status"], ["bill", "pågår"], ["x-9", "pågår"]), *DAY)
    assert (said.code, "Mente du «bil»?" in said.err) == (0, True)
    assert "  2 rader hoppet over: tiltaket finnes ikke i registeret\n" in said.out


def test_nobody_is_called_silent_for_a_sheet_of_others(root: Path, tmp_path: Path) -> None:
    (tmp_path / "svar").mkdir()
    plain(tmp_path / "svar" / "a.xlsx", ["Id", "Status"], ["bil", "i drift"])
    for given in (tmp_path / "svar", tmp_path / "svar" / "a.xlsx"):
        assert "svart" not in read_back(root, given, *DAY).out


def test_long_lists_of_the_silent_are_shortened(project: Callable[..., Path], tmp_path: Path) -> None:
    actions = "".join(
        f"  a{number}: {{navn: Noe {number}, ansvarlig: Gruppe {number:02}}}\n" for number in range(1, 12)
    )
    root = project({"status/plan.yaml": f"tittel: Plan\ndato: 01.03.2023\ntiltak:\n{actions}"})
    assert saksgang("export", "actions", "plan", "-o", tmp_path / "ut", "--project", root).code == 0
    for path in sorted((tmp_path / "ut").iterdir())[1:]:
        path.unlink()
    said = read_back(root, tmp_path / "ut")
    names = ", ".join(f"Gruppe {number:02}" for number in range(2, 9))
    assert f"plan: 11 har ikke svart på alt (1 tomt skjema): Gruppe 01, {names} og 3 til\n" in said.out


def test_an_answer_is_never_dated_by_the_clock(root: Path, tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsx", ["Id", "Status"], ["bil", "i drift"], ["kurs", "pågår"])
    said = read_back(root, path, "--yes")
    assert (said.code, said.err.count("[svar-uten-dato]"), "--date" in said.err) == (1, 1, True)
    assert source(root) == REGISTER
    made = saksgang("export", "actions", "-o", tmp_path / "ut", "--project", root)
    assert "Registeret plan har ingen «dato»" in made.out
    form = tmp_path / "ut" / "plan-ola-vik.xlsx"
    book = openpyxl.load_workbook(form)
    book["Tiltak"]["E5"] = "i drift"
    book.save(form)
    assert "[svar-uten-dato]" in read_back(root, form, "--yes").err
    (root / SOURCE).write_text(f"dato: 01.03.2023\n{REGISTER}", "utf-8")
    assert read_back(root, form, "--yes").code == 0
    assert '{dato: "01.03.2023", status: "i drift"}' in source(root)


def test_what_nobody_knows_stands_beside_the_action_however_it_is_written(
    project: Callable[..., Path], tmp_path: Path
) -> None:
    root = project({"status/plan.yaml": "tittel: Plan\ntiltak:\n  bil: Legevaktbil\n  kurs: {navn: Kurs}\n"})
    path = plain(tmp_path / "a.xlsx", ["Id", "Kontakt", "Status"], ["bil", "Ola", None], ["kurs", "Kari\nMo", None])
    said = read_back(root, path, *DAY, "--yes")
    assert (said.code, '--heading "Kontakt=tekst"' in said.err) == (0, True), said.err
    assert source(root).endswith(
        "tiltak:\n  # 01.03.2023 Kontakt: Ola\n  bil: Legevaktbil\n"
        "  # 01.03.2023 Kontakt: Kari Mo\n  kurs: {navn: Kurs}\n"
    )
    assert "Ingenting å endre." in read_back(root, path, *DAY, "--yes").out


def test_what_would_be_wrong_has_one_code(root: Path, tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsx", ["Id", "Status"], ["bil", "ferdigstilt"])
    [fault] = [line for line in read_back(root, path, *DAY).err.splitlines() if "[svar-gir-feil]" in line]
    assert fault.count("[") == 1


def test_what_stands_in_brackets_is_not_always_the_action(root: Path, tmp_path: Path) -> None:
    path = plain(tmp_path / "a.xlsx", ["Id", "Leder (navn)", "Status"], ["bil", "Kari", "i drift"])
    assert "  «Leder (navn)» → ukjent\n" in read_back(root, path, *DAY).out


def test_a_column_of_the_bodys_own_is_where_it_stands(root: Path, tmp_path: Path) -> None:
    (root / SOURCE).write_text(f"egne_kolonner: {{kontakt: Kontakt}}\n{REGISTER}", "utf-8")
    path = plain(tmp_path / "a.xlsx", ["Id", "Kontakt"], ["bil", "Kari Mo"])
    said = read_back(root, path, *DAY, "--yes")
    assert (said.err, "  Kontakt: – → «Kari Mo»\n" in said.out) == ("", True)
    assert "egne: {kontakt: " in source(root)
    assert "#" not in source(root)
