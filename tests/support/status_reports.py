"""Status reports of the small project: what is registered in them, what is printed, and what is said."""

from pathlib import Path
from typing import Any

from support.documents import document, linked
from support.projects import BODY

from pipeline.records.papers import Paper
from pipeline.richtext import Blocks, Cell, DataBlock, Grid, Quotation, TextList, plain, plain_blocks
from pipeline.workflow.reading import read_project

REPORT = "rapporter/gruppen.md"
"""The report, under `sources/`."""

DECIDED = f"""\
---
tid: 28.04.2020 kl. 12.00–15.00
status: avholdt
---

## 1-2020 Budsjettet (vedtak) v/Vik

Forslag til vedtak: Budsjettet godkjennes.

Vedtak:
1. Budsjettet godkjennes.
2. Berg følger det opp.
3. Moen lager to rapporter:
   a. én før ferien
   b. én etter
4. Saken kommer opp igjen.

## 2-2020 Møteplanen (drøfting) v/Berg

Konklusjon: {BODY.capitalize()} møtes hver måned.

## 3-2020 Rammene (vedtak) v/Vik

Forslag til vedtak: Rammene utvides.

Vedtak: Rammene er som før.
"""
PLANNED = """\
---
tid: 26.05.2020 kl. 12.00–15.00
status: planlagt
---

## 4-2020 Opplæring (vedtak) v/Vik

Forslag til vedtak: Alle får opplæring.
"""
MEETINGS = {f"moter/{BODY}/2020-04-28.md": DECIDED, f"moter/{BODY}/2020-05-26.md": PLANNED}


def report(text: str, day: str = "04.05.2020", head: str = "") -> str:
    """A report to the group, dated `day`; `head` is added to its head."""
    return f"---\ntittel: Slik står det til\norgan: {BODY}\ndato: {day}\n{head}---\n\n## Status\n\n{text}"


def fenced(word: str, typed: str) -> str:
    """What is registered under a word."""
    return f"``` {word}\n{typed.strip()}\n```\n"


def only_report(root: Path) -> Paper:
    (found,) = linked(root).papers.values()
    return found


def record(root: Path) -> Any:
    """What became of the only fenced block of the report."""
    (found,) = (block.value for block in only_report(root).sections[0].blocks if isinstance(block, DataBlock))
    return found


def printed(root: Path) -> Blocks:
    """The blocks of the report's first section, as the template gets them."""
    blocks: Blocks = document(root, "statusrapport").content.avsnitt[0].tekst.blocks
    return blocks


def codes(root: Path) -> list[str]:
    """What is said of the project."""
    return [each.code for each in read_project(root).diagnostics]


def messages(root: Path) -> list[str]:
    return [each.message() for each in read_project(root).diagnostics]


def lines(blocks: Blocks) -> list[str]:
    """What blocks say, a line each: points with their labels, quotations and cells told apart by signs."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Quotation():
                found += [f"> {line}" for line in lines(block.blocks)]
            case TextList():
                for item in block.items:
                    first, *more = lines(item.blocks)
                    found += [f"{item.label or '•'} {first}", *(f"  {line}" for line in more)]
            case Grid():
                found.append(" | ".join(plain(cell) for cell in block.header))
                found += [" | ".join(_cell(cell) for cell in row) for row in block.rows]
            case _:
                found.append(plain_blocks([block]))
    return [line.replace("\xa0", " ") for line in found]


def _cell(cell: Cell) -> str:
    return " / ".join(lines(cell.blocks))
