"""Quotations from sources to finished documents, which are checked before they are written."""

from pathlib import Path

import pytest
from support.commands import saksgang
from support.kept_mandate import FILES
from support.rendering import Package
from support.whole_way import FIRST, MINUTES, SECOND, meeting

from pipeline.diagnostics import Place
from pipeline.verify import Expected, accessibility
from pipeline.verify.contents import read_contents
from pipeline.verify.package import read_package

SAID = """\
> Vi ringte rundt i en **uke**:
> 1. til sykehuset
> 2. til kommunen
>
> Så kom kortet.
> – Vaktleder ved legevakten
"""
CHAPTER = f"""\
# Mål

Å bli bedre.

{SAID}
```oppgaver
oppgaver:
  - beskrivelse: |
      Lage et kort

      > Det må være
      > - kort
      > – Vaktleder
    frist: 01.06.2020
    ansvar: vik
```
"""


@pytest.fixture
def root(project) -> Path:
    text = f"Noen skrev til oss:\n\n{SAID}\n- En annen:\n\n  > 12 er for mange.\n  > – Berg"
    planned = f"---\ntid: 26.05.2020 kl. 12.00–15.00\n---\n\n## 2-2020 Kortet (drøfting) v/Vik\n\n{text}\n"
    return project({**FILES, FIRST: meeting(text), SECOND: planned, "mandater/bup/kapitler/mal.md": CHAPTER})


def test_they_are_printed_in_every_document_and_nothing_is_said_of_them(root: Path) -> None:
    made = saksgang("build", "referat", "innkalling", "--project", root)
    assert made.code == 0
    told = [line for line in made.err.splitlines() if line.startswith("sources/moter")]
    assert told == []
    quoted = [
        ("Quote", "Vi ringte rundt i en uke:"),
        ("Quote", "til sykehuset"),
        ("Quote", "til kommunen"),
        ("Quote", "Så kom kortet."),
        ("Sitatkilde", "– Vaktleder ved legevakten"),
    ]
    for path in (MINUTES, "build/innkalling/2020-05-26-prosjektgruppen-innkalling.docx"):
        paragraphs = Package((root / path).read_bytes()).paragraphs()
        assert [each for each in paragraphs if each[0] in ("Quote", "Sitatkilde")] == [
            *quoted,
            ("Quote", "12 er for mange."),
            ("Sitatkilde", "– Berg"),
        ]


def test_a_document_with_quotations_is_accessible(root: Path) -> None:
    said = saksgang("build", "mandat", "--project", root)
    assert said.code == 0, said.err
    (path,) = (root / "build/mandat").glob("*.docx")
    styles = {style for style, _ in Package(path.read_bytes()).paragraphs()}
    assert styles >= {"Quote", "Sitatkilde", "Tabellsitat"}
    place = Place(path.name)
    package, _ = read_package(path.read_bytes(), place)
    assert package
    contents = read_contents(package, Expected(path.name, "", "nb"), place)
    assert [each.message() for check in accessibility.CHECKS for each in check(contents)] == []


def test_openxml_audit_finds_nothing(root: Path, audit_valid) -> None:  # type: ignore[no-untyped-def]
    saksgang("build", "referat", "mandat", "--project", root)
    audit_valid(root / MINUTES, *(root / "build/mandat").glob("*.docx"))
