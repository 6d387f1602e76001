"""What a status appendix says, without Word; and one document whole."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.kinds.status import KIND, Statusvedlegg
from pipeline.language.labels import labels, messages
from pipeline.records.project import Project
from pipeline.render.docx import render_document
from pipeline.render.template import compile_template
from pipeline.richtext import Chart, Grid, plain, plain_blocks
from pipeline.verify import verify_docx
from pipeline.workflow.reading import read_project
from pipeline.workflow.templates import shipped_templates

HEAD = """\
tittel: Handlingsdel 2022–2023
organ: prosjektgruppen
sak: 3-2020
dato: 10.03.2023
forrige_rapport: 01.11.2022
oppdatert_siden: 01.01.2023
bakgrunn: Gruppen vedtok tiltakene i fjor.
merknader: Det går bra.
forslag_til_vedtak: |
  1. Statusen tas til orientering.
  2. Ny status legges fram i juni.
"""
ACTIONS = """\
tiltak:
  bil:
    navn: Legevaktbil
    område: Trygg hjelp
    slutt: 31.12.2022
    status:
      - {dato: 01.09.2022, status: pågår, avvik: ingen avvik, tekst: Kjøpt inn.}
  kurs:
    navn: Kurs i sårstell
    område: Kompetanse
    status:
      - {dato: 01.09.2022, status: under planlegging}
      - {dato: 12.01.2023, status: ferdigstilt}
  app:
    navn: Felles app
    område: Trygg hjelp
    status:
      - {dato: 01.09.2022, status: ny idé}
      - {dato: 12.01.2023, status: strøket}
  råd:
    navn: Brukerråd
    status:
      - {dato: 15.02.2023, status: pågår, avvik: kritisk avvik}
"""


@pytest.fixture
def linked(project: Callable[..., Path]) -> Callable[[str], Project]:
    def link(text: str) -> Project:
        reading = read_project(project({"status/plan.yaml": text}))
        assert reading.project is not None
        return reading.project

    return link


def made(project: Project, day: date | None = None) -> tuple[Document, Statusvedlegg]:
    (register,) = KIND.subjects(project)
    register.day = day or register.day
    found = KIND.document(project, register)
    assert isinstance(found.content, Statusvedlegg)
    return found, found.content


def rows(content: Statusvedlegg) -> list[tuple[str, list[str]]]:
    """The heading of each group, and the names in the first cells of its rows."""
    found = []
    for group in content.grupper:
        (grid,) = group.tabell.blocks
        assert isinstance(grid, Grid)
        found.append((plain(group.tittel.runs), [plain_blocks(row[0].blocks[:1]) for row in grid.rows]))
    return found


def test_a_report_holds_what_the_register_says(linked) -> None:
    document, content = made(linked(HEAD + ACTIONS))
    assert (document.id, document.stem) == ("plan", "2023-03-10-plan-status")
    assert document.title == "Vedlegg til sak 3-2020 – Handlingsdel 2022–2023 – 10.\xa0mars 2023"
    assert (content.vedlegg_til, content.organ) == ("Vedlegg til sak 3-2020", "Prosjektgruppen")
    assert (content.dato, content.forrige) == ("10.\xa0mars 2023", "1.\xa0november 2022")
    assert plain_blocks(content.bakgrunn.blocks) == "Gruppen vedtok tiltakene i fjor."
    assert plain_blocks(content.merknader.blocks) == "Det går bra."
    assert plain_blocks(content.forslag.blocks).splitlines()[1] == "Ny status legges fram i juni."
    assert content.oppsummering == "3 tiltak. 1 er ferdigstilt. 2 pågår. I tillegg er 1 tiltak strøket."
    assert isinstance(content.diagram.blocks[0], Chart)
    assert plain_blocks(content.forfalt.blocks).splitlines()[1:] == ["Legevaktbil (forventet slutt 31.12.2022)"]
    assert plain_blocks(content.ikke_oppdatert.blocks).splitlines()[1:] == ["Legevaktbil (sist oppdatert 01.09.2022)"]
    assert plain_blocks(content.endringer.blocks).splitlines() == [
        "Nye tiltak (1):",
        "Brukerråd (pågår)",
        "Ferdigstilte tiltak (1):",
        "Kurs i sårstell",
        "Strøkne tiltak (1):",
        "Felles app",
    ]


def test_the_struck_of_the_summary_are_told_apart_from_those_struck_since_the_report_before(linked) -> None:
    before = "  fly:\n    navn: Fly\n    status: [{dato: 01.09.2022, status: strøket}]\n"
    _, content = made(linked(HEAD + ACTIONS + before))
    assert content.oppsummering.endswith("I tillegg er 2 tiltak strøket, 1 av dem siden 1.\xa0november 2022.")
    assert "Strøkne tiltak (1):" in plain_blocks(content.endringer.blocks)


def test_a_row_that_is_not_updated_says_so_below_its_comment(linked) -> None:
    _, content = made(linked(f"{HEAD}grupper: ingen\nkolonner: [tiltak, kommentar]\n{ACTIONS}"))
    (grid,) = content.grupper[0].tabell.blocks
    assert isinstance(grid, Grid)
    assert [plain_blocks(row[1].blocks) for row in grid.rows] == ["Kjøpt inn.\nSist oppdatert 01.09.2022", "", ""]


def test_who_writes_that_nothing_is_updated_has_not_updated(linked) -> None:
    """The comment of the entry before stands in the table, and the action is among those not updated."""
    said = "      - {dato: 20.01.2023, tekst: Prosjektstatus ikke oppdatert.}\n"
    text = ACTIONS.replace("tekst: Kjøpt inn.}\n", f"tekst: Kjøpt inn.}}\n{said}")
    _, content = made(linked(f"{HEAD}grupper: ingen\nkolonner: [tiltak, kommentar]\n{text}"))
    (grid,) = content.grupper[0].tabell.blocks
    assert isinstance(grid, Grid)
    assert plain_blocks(grid.rows[0][1].blocks) == "Kjøpt inn.\nSist oppdatert 01.09.2022"
    assert plain_blocks(content.ikke_oppdatert.blocks).splitlines()[1:] == ["Legevaktbil (sist oppdatert 01.09.2022)"]
    assert "ny kommentar" not in plain_blocks(content.endringer.blocks)


def test_the_table_has_as_many_rows_as_the_summary_says(linked) -> None:
    _, content = made(linked(HEAD + ACTIONS))
    assert sum(len(names) for _, names in rows(content)) == content.antall == 3


def test_each_group_has_its_heading(linked) -> None:
    _, content = made(linked(f"{HEAD}kolonner: [tiltak, status]\n{ACTIONS}"))
    assert rows(content) == [
        ("Trygg hjelp", ["Legevaktbil"]),
        ("Kompetanse", ["Kurs i sårstell"]),
        ("Uten område", ["Brukerråd"]),
    ]


def test_where_a_column_tells_the_group_there_is_one_table(linked) -> None:
    _, content = made(linked(f"{HEAD}kolonner: [tiltak, område, status]\n{ACTIONS}"))
    assert rows(content) == [("", ["Legevaktbil", "Kurs i sårstell", "Brukerråd"])]


def test_where_no_action_has_an_area_there_is_one_table_without_heading(linked) -> None:
    bare = ACTIONS.replace("    område: Trygg hjelp\n", "").replace("    område: Kompetanse\n", "")
    _, content = made(linked(f"{HEAD}kolonner: [tiltak, status]\n{bare}"))
    assert rows(content) == [("", ["Legevaktbil", "Kurs i sårstell", "Brukerråd"])]


def test_a_report_of_an_earlier_day_shows_the_register_as_it_stood(linked) -> None:
    document, content = made(linked(HEAD + ACTIONS), date(2022, 10, 1))
    assert document.stem == "2022-10-01-plan-status"
    assert content.oppsummering == "3 tiltak. 3 gjenstår: 1 pågår, 1 er under planlegging, 1 er en ny idé."
    assert not content.forrige and not content.endringer and not content.forfalt and not content.ikke_oppdatert


def test_without_an_entry_there_is_no_report(linked) -> None:
    assert KIND.subjects(linked("tittel: Plan\ntiltak:\n  bil: {navn: Bil}\n")) == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_document_is_valid_and_names_every_action(linked, language, tmp_path: Path, sdk_valid, audit_valid) -> None:
    document, _ = made(linked(f"{HEAD}språk: {language}\nkolonner: [tiltak, status, avvik, slutt]\n{ACTIONS}"))
    template, faults = compile_template((shipped_templates() / KIND.template).read_bytes(), KIND.template)
    assert template is not None and faults == []
    data, found = render_document(template, document, lambda path: None, labels(language), messages(language))
    assert found == []
    path = tmp_path / f"{document.stem}.docx"
    assert verify_docx(data, path.name, document) == []
    path.write_bytes(data)
    audit_valid(path)
    sdk_valid(path)
