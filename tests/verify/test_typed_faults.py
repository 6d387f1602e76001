"""Whatever a secretary types, the draft passes verification: her faults are told at their lines, and stop no file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.packages import PIXEL

from pipeline.diagnostics import Exit
from pipeline.workflow.build import build

HEAD = "---\ntid: 28.04.2020 kl. 12.00–15.00\nstatus: avholdt\n---\n\n"
CASE = "## 1-2020 En sak (drøfting) v/Hegg\n\n"

TYPED = {
    "a picture without description": "![](vedlegg/kart.png)",
    "a picture described by its file name": "![kart.png](vedlegg/kart.png)",
    "a picture that is not there": "![Et kart](vedlegg/finnes-ikke.png)",
    "a heading two levels down": "##### Dypt nede",
    "a heading two levels down, and then up": "##### Dypt nede\n\n### Opp igjen\n\n#### Ned",
    "a heading without words": "### \n\ntekst",
    "a heading too high": "# Høyt",
    "template tags": "{{ tittel }} {%p endif %} {# merknad #} {{p sak.tekst }} {% for sak in saker %}",
    "XML": "<w:p>&amp;</w:p> ]]> <!-- --> &#0; \x00\x1b\ufffe",
    "a table of one cell": "| alene |",
    "a table with an empty header": "|  |  |\n|--|--|\n| a | b |",
    "a table in a point": "- punkt\n  | a | b |\n  | c | d |",
    "links to nowhere": "[her](#ingensteds) [der](mailto:) <http://> [x](file://tjener/x) [ ](https://a.example)",
    "case references to themselves": "sak 1-2020, punkt 2 i sak 1-2020, sak 9-2020",
    "five levels of points": "- a\n  - b\n    - c\n      - d\n        - e",
    "the same case again": "## 1-2020 Samme sak\n\ntekst\n\n=> gjøre noe",
    "an empty decision": "Vedtak:\n\nSvar:\n\n=> :",
    "emoji, right to left, a long word": "🙂 \u202eabc " + "ø" * 5000,
}


def complaints(root: Path) -> tuple[Exit, list[str]]:
    """How the build ended, and what was said of the finished documents."""
    report = build(root)
    assert report.exit is not Exit.GOOD or any(file.startswith("build/referat/") for file in report.written)
    return report.exit, [each.message() for each in report.diagnostics if each.place.file.startswith("build/")]


@pytest.mark.parametrize("typed", TYPED)
def test_the_draft_comes_out_whatever_is_typed_under_a_case(typed: str, project: Callable[..., Path]) -> None:
    text = f"{HEAD}{CASE}{TYPED[typed]}\n"
    root = project({"moter/prosjektgruppen/2020-04-28.md": text, "vedlegg/kart.png": PIXEL})
    assert complaints(root) == (Exit.GOOD, [])


@pytest.mark.parametrize("typed", TYPED)
def test_the_draft_comes_out_whatever_is_typed_before_the_first_case(typed: str, project: Callable[..., Path]) -> None:
    text = f"{HEAD}{TYPED[typed]}\n\n{CASE.replace('1-', '2-')}"
    root = project({"moter/prosjektgruppen/2020-04-28.md": text, "vedlegg/kart.png": PIXEL})
    assert complaints(root) == (Exit.GOOD, [])
