"""`saksgang build --as-of`: a register as it stood on a day."""

from pathlib import Path

import docx
import pytest
from support.commands import saksgang

REGISTER = """\
tittel: Handlingsdel
dato: 10.03.2023
tiltak:
  bil:
    navn: Legevaktbil
    status:
      - {dato: 01.09.2022, status: under planlegging}
      - {dato: 12.01.2023, status: pågår}
"""
USUAL, EARLIER = "2023-03-10-plan-status.docx", "2022-10-01-plan-status.docx"


@pytest.fixture
def root(project) -> Path:
    return project({"status/plan.yaml": REGISTER})


def text_of(path: Path) -> str:
    return "\n".join(each.text for each in docx.Document(str(path)).paragraphs)


def made(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "build/status").glob("*.docx"))


def test_the_report_of_an_earlier_day_stands_beside_the_usual_one(root):
    assert saksgang("build", "--project", root).code == 0
    assert saksgang("build", "status", "--as-of", "01.10.2022", "--project", root).code == 0
    assert made(root) == [EARLIER, USUAL]


def test_another_day_is_no_unchanged_build(root):
    for day, there in (("01.10.2022", [EARLIER]), ("10.03.2023", [EARLIER, USUAL])):
        assert saksgang("build", "status", "--as-of", day, "--project", root).code == 0
        assert made(root) == there


def test_what_is_told_later_does_not_change_the_earlier_report(root):
    """Neither does what is wrong with it: an action is finished without an end."""
    saksgang("build", "status", "--as-of", "01.10.2022", "--project", root)
    before = (root / "build/status" / EARLIER).read_bytes()
    source = root / "sources/status/plan.yaml"
    source.write_text(f"{REGISTER}      - {{dato: 01.03.2023, status: ferdigstilt}}\n", encoding="utf-8")
    again = saksgang("build", "status", "--as-of", "01.10.2022", "--project", root)
    assert (again.code, "ferdig-uten-slutt" in again.err) == (0, False)
    assert (root / "build/status" / EARLIER).read_bytes() == before
    assert "ferdig-uten-slutt" in saksgang("build", "status", "--project", root).err


def test_the_report_of_a_later_day_than_the_usual_has_what_was_told_by_then(root):
    source = root / "sources/status/plan.yaml"
    source.write_text(f"{REGISTER}      - {{dato: 01.04.2023, avvik: ingen avvik}}\n", encoding="utf-8")
    usual = saksgang("build", "status", "--project", root)
    later = saksgang("build", "status", "--as-of", "15.04.2023", "--project", root)
    assert "oppforing-etter-rapport" in usual.err
    assert "oppforing-etter-rapport" not in later.err
    assert "2023-04-15-plan-status.docx" in made(root)


def test_before_anything_was_told_there_is_no_report(root):
    said = saksgang("build", "status", "--as-of", "01.08.2022", "--project", root)
    assert (said.code, said.out, made(root)) == (0, "Ingen dokumenter.\n", [])


def test_one_register_can_be_asked_for(root):
    assert saksgang("build", "--only", "plan", "--project", root).code == 0
    assert made(root) == [USUAL]


def test_a_day_must_be_a_date(root):
    said = saksgang("build", "status", "--as-of", "i fjor", "--project", root)
    assert said.code != 0
    assert "«i fjor» er ikke en dato" in said.err


TEXTS = (
    "sak: 3-2019\nbakgrunn: Tiltakene kom i fjor vår.\nmerknader: Mye er nytt.\nforslag_til_vedtak: Alt blir vedtatt.\n"
)


def test_what_is_written_for_one_report_is_not_in_that_of_another_day(root: Path) -> None:
    """The case, the remarks and the proposal belong to one meeting; the background tells what the plan is."""
    source = root / "sources/status/plan.yaml"
    source.write_text(REGISTER.replace("tiltak:\n", f"{TEXTS}tiltak:\n", 1), encoding="utf-8")
    said = saksgang("build", "status", "--as-of", "01.10.2022", "--project", root)
    assert (said.code, said.err.count("as-of-uten-tekster")) == (0, 1)
    assert "rapporten 10.03.2023, og er ikke med: «sak», «merknader», «forslag_til_vedtak»." in said.err
    other = source.with_name("andre.yaml")
    other.write_text(REGISTER, encoding="utf-8")
    only = saksgang("build", "status", "--only", "andre", "--as-of", "01.10.2022", "--project", root)
    assert (only.code, "as-of-uten-tekster" in only.err) == (0, False)
    words = text_of(root / "build/status" / EARLIER)
    assert "Tiltakene kom i fjor vår." in words
    for left_out in ("3-2019", "Mye er nytt.", "Alt blir vedtatt."):
        assert left_out not in words


def test_the_report_of_its_own_day_has_all_that_is_written(root: Path) -> None:
    source = root / "sources/status/plan.yaml"
    source.write_text(REGISTER.replace("tiltak:\n", f"{TEXTS}tiltak:\n", 1), encoding="utf-8")
    said = saksgang("build", "status", "--as-of", "10.03.2023", "--project", root)
    assert "as-of-uten-tekster" not in said.err
    words = text_of(root / "build/status" / USUAL)
    for there in ("3-2019", "Mye er nytt.", "Alt blir vedtatt."):
        assert there in words


def test_only_registers_stand_by_day(root: Path) -> None:
    """A report or minutes have a date of their own, which no command moves."""
    said = saksgang("build", "status", "referat", "--as-of", "01.10.2022", "--project", root)
    assert said.code == 2
    assert "--as-of gjelder bare status: referat har sin egen dato" in said.err
    assert saksgang("build", "--as-of", "01.10.2022", "--project", root).code == 0
    assert {path.parent.name for path in (root / "build").glob("*/*.docx")} == {"status"}
