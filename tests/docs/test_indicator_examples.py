"""What the guide to status reports says of indicators and actions is so."""

from pathlib import Path

import pytest
from pydantic import BaseModel
from support.documents import document
from support.guide_project import remarks, write_guide_project
from support.pages import codes, example, page, section, table

from pipeline.document.data.indikatorer import IndicatorSource
from pipeline.document.data.tiltak import ActionsSource
from pipeline.document.quantities import read_target
from pipeline.language.spans import read_span
from pipeline.records.actions import ColumnName
from pipeline.richtext import Blocks, Chart, Grid, plain
from pipeline.schema.placed import Text

GUIDE = page("statusrapport")
INDICATORS, ACTIONS = section(GUIDE, "Indikatorer"), section(GUIDE, "Tiltak og status for dem")
HEAD = "---\ntittel: Ventetid\ndato: 10.11.2020\n---\n\n## Del\n\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project of «Kom i gang» with the register of «Statusvedlegget»."""
    write_guide_project(tmp_path, {"status/handlingsdel.yaml": example(page("status"), "tittel: Handlingsdel")})
    return tmp_path


def printed(project: Path, block: str) -> Blocks:
    """The blocks of a report that holds an example, of which nothing is said."""
    report = project / "sources" / "rapporter" / "ventetid.md"
    report.parent.mkdir(exist_ok=True)
    report.write_text(f"{HEAD}{block}", encoding="utf-8")
    assert remarks(project) == []
    blocks: Blocks = document(project, "statusrapport").content.avsnitt[0].tekst.blocks
    return blocks


def headings(grid: object) -> list[str]:
    assert isinstance(grid, Grid)
    return [plain(cell).lower() for cell in grid.header]


def test_the_indicators_of_the_page_are_counted_shown_and_drawn_as_it_says(project: Path) -> None:
    lead, grid, over_time, *charts = printed(project, example(GUIDE, "``` indikatorer"))
    assert f"«{plain(lead.runs)}»" in INDICATORS  # type: ignore[union-attr]
    assert isinstance(grid, Grid)
    assert grid.landscape
    assert plain(over_time.runs).startswith("Utvikling over tid.")  # type: ignore[union-attr]
    assert [type(each) for each in charts] == [Chart, Chart]


def test_the_signs_deadlines_and_targets_in_words_are_as_the_page_says(project: Path) -> None:
    def reached(rest: str) -> str:
        (_, grid) = printed(project, f"``` indikatorer\n- navn: A\n{rest}```\n")
        assert isinstance(grid, Grid)
        return plain(grid.rows[0][3].blocks[0].runs)  # type: ignore[union-attr]

    (signs,) = (line for line in INDICATORS.splitlines() if line.startswith("Måloppnåelsen"))
    (deadline,) = (line for line in INDICATORS.splitlines() if line.startswith("**Fristen**"))
    (in_words,) = (line for line in INDICATORS.splitlines() if line.startswith("**Et mål uten tall**"))
    value = "  verdier: {2019: 9}\n"
    by = codes(deadline)[0]
    found = [
        reached(f"  mål: {target}\n{values}")
        for target, values in (("høyst 9", value), (f"høyst 8 {by}", value), ("høyst 8", value), ("høyst 8", ""))
    ]
    assert [each for each in found if each not in signs] == []
    assert len({each[0] for each in found}) == 4
    assert f"«{reached(f'  {codes(in_words)[0]}{chr(10)}{value}')}»" in in_words


def test_every_operator_of_the_page_is_read_and_printed_as_it_says(project: Path) -> None:
    for typed, shown in table(INDICATORS, "Du skriver"):
        number = shown.split(maxsplit=1)[-1]
        for operator in codes(typed):
            (_, grid) = printed(project, f"``` indikatorer\n- navn: A\n  mål: {operator} {number}\n```\n")
            assert isinstance(grid, Grid)
            cell = plain(grid.rows[0][1].blocks[0].runs)  # type: ignore[union-attr]
            assert cell.replace("\xa0", " ") == shown


def test_the_times_and_targets_of_the_page_are_read() -> None:
    lines = INDICATORS.splitlines()
    (times,) = (line for line in lines if line.startswith("**Tiden**"))
    assert [each for each in codes(times) if read_span(each) is None] == ["før tiltaket"]
    targets = codes(next(row[1] for row in table(INDICATORS, "Nøkkel") if row[0] == "`mål`"))
    assert len(targets) == 4
    assert all(read_target(Text(each)) for each in targets[:3])


def test_the_tables_of_actions_have_the_columns_the_page_names(project: Path) -> None:
    (measures,) = printed(project, example(GUIDE, "``` tiltak\nregister: handlingsdel\n```"))
    lead, status = printed(project, example(GUIDE, "``` tiltak\nregister: handlingsdel\nvisning"))
    assert plain(lead.runs) in page("status")  # type: ignore[union-attr]
    told = [line for line in ACTIONS.splitlines() if "prioritet, omfang" in line]
    assert all(each in told[0].lower() for each in headings(measures))
    assert all(each in told[1].lower() for each in headings(status))
    assert isinstance(status, Grid)
    assert status.below
    named = next(codes(row[1])[0] for row in table(ACTIONS, "Nøkkel") if row[0] == "`kolonner`")
    assert set(named.strip("[]").split(", ")) <= set(ColumnName)


@pytest.mark.parametrize(("text", "model"), [(INDICATORS, IndicatorSource), (ACTIONS, ActionsSource)])
def test_every_key_is_there_and_no_other(text: str, model: type[BaseModel]) -> None:
    assert {codes(row[0])[0] for row in table(text, "Nøkkel")} == set(model.model_fields)


def test_the_targets_told_by_an_earlier_value_are_reckoned_as_the_page_says(project: Path) -> None:
    (line,) = (line for line in INDICATORS.splitlines() if line.startswith("**Et mål regnet fra"))
    for target in codes(line)[:2]:
        (_, grid) = printed(project, f"``` indikatorer\n- navn: A\n  {target}\n  verdier: {{2018: 10}}\n```\n")
        assert isinstance(grid, Grid)
        assert plain(grid.rows[0][1].blocks[1].runs) == "høyst 8"  # type: ignore[union-attr]
