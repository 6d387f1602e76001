"""Texts of document kinds as typed: head, sections, what stands between backticks, and where they lie."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from support.paper_shapes import SHAPES, Facts, Head

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.load.files import SourceFolder
from pipeline.load.model import PaperSource, RawProject
from pipeline.load.project import load_project
from pipeline.richtext import DataBlock, Heading, Image, Paragraph, TextList, plain, plain_blocks

TEXT = """\
---
tittel: Melding om prøvetiden
dato: 07.02.2024
vedtatt: 06.12.2023
---

Dette står *først*.

## Bakgrunn

Slik begynte det.

### Året før

- ett
- to

## Tallene

``` fakta
navn: Utskrivinger
tall: 1 125
```

Etterpå.
"""

Load = Callable[[Mapping[str, str]], tuple[RawProject, list[Diagnostic]]]


@pytest.fixture
def load(project: Callable[..., Path]) -> Load:
    def loaded(files: Mapping[str, str]) -> tuple[RawProject, list[Diagnostic]]:
        raw, diagnostics = load_project(SourceFolder(project(files)), SHAPES)
        assert raw is not None
        return raw, diagnostics

    return loaded


def one(load: Load, text: str, path: str = "meldinger/proeve.md") -> tuple[PaperSource, list[Diagnostic]]:
    raw, diagnostics = load({path: text})
    (paper,) = raw.papers
    return paper, diagnostics


def told(diagnostics: list[Diagnostic]) -> list[tuple[str, int, int]]:
    return [(each.code, each.place.line, each.place.column) for each in diagnostics]


def test_a_text_is_a_head_a_preface_and_sections(load) -> None:
    paper, diagnostics = one(load, TEXT)
    assert diagnostics == []
    assert (paper.kind, paper.name, paper.path) == ("melding", "proeve", "sources/meldinger/proeve.md")
    assert isinstance(paper.head, Head)
    assert paper.head.vedtatt == "06.12.2023"
    assert plain_blocks(paper.preface.blocks) == "Dette står først."
    assert [plain(section.title) for section in paper.sections] == ["Bakgrunn", "Tallene"]
    assert (paper.sections[1].place.line, paper.sections[1].title[0].place.column) == (18, 4)
    below = paper.sections[0].blocks
    assert [type(block) for block in below] == [Paragraph, Heading, TextList]


def test_what_stands_between_backticks_is_of_the_model_of_its_word(load) -> None:
    paper, _ = one(load, TEXT)
    data, after = paper.sections[1].blocks
    assert isinstance(data, DataBlock) and isinstance(data.value, Facts)
    assert (data.word, data.value.tall, data.value.navn.place.line) == ("fakta", "1 125", 21)
    assert plain_blocks([after]) == "Etterpå."


def test_another_word_for_the_same_is_understood(load) -> None:
    paper, diagnostics = one(load, TEXT.replace("``` fakta", "``` Faktum"))
    assert diagnostics == []
    assert isinstance(paper.sections[1].blocks[0], DataBlock)


def test_an_unknown_word_is_told_with_the_nearest_and_its_lines_are_kept(load) -> None:
    paper, diagnostics = one(load, TEXT.replace("``` fakta", "``` fatka"))
    assert told(diagnostics) == [("blokk-ukjent", 20, 1)]
    assert diagnostics[0].values["forslag"] == "fakta"
    assert "tall: 1 125" in plain_blocks(paper.sections[1].blocks)


def test_the_words_of_a_mandate_are_not_those_of_a_text(load) -> None:
    _, diagnostics = one(load, TEXT.replace("``` fakta", "``` risikomatrise"))
    assert [each.code for each in diagnostics] == ["blokk-ukjent"]


def test_a_heading_between_backticks_begins_no_section(load) -> None:
    text = TEXT.replace("navn: Utskrivinger", "navn: |\n  ## ikke en del\n  # heller ikke")
    paper, _ = one(load, text)
    assert [plain(section.title) for section in paper.sections] == ["Bakgrunn", "Tallene"]


def test_a_heading_with_one_sign_begins_a_section_and_is_told(load) -> None:
    paper, diagnostics = one(load, TEXT.replace("## Tallene", "# Tallene"))
    assert [plain(section.title) for section in paper.sections] == ["Bakgrunn", "Tallene"]
    assert told(diagnostics) == [("avsnitt-en-nummertegn", 18, 1)]


def test_an_unknown_key_is_told_at_its_place_and_the_rest_is_read(load) -> None:
    paper, diagnostics = one(load, TEXT.replace("vedtatt:", "vedtat:"))
    assert told(diagnostics) == [("nokkel-ukjent", 4, 1)]
    assert diagnostics[0].values["forslag"] == "vedtatt"
    assert paper.head.tittel == "Melding om prøvetiden"


def test_a_text_without_a_title_is_called_by_its_file(load) -> None:
    paper, diagnostics = one(load, TEXT.replace("tittel: Melding om prøvetiden\n", ""))
    assert paper.head.tittel == "proeve"
    assert [each.code for each in diagnostics] == ["nokkel-erstattet"]


def test_an_overrule_covers_the_paragraph_below_it(load) -> None:
    raw, diagnostics = load({"meldinger/a.md": TEXT.replace("Slik", "Godta stil-forkortelse: sitat\nSlik")})
    assert diagnostics == []
    (overrule,) = raw.overrules
    assert (overrule.code, overrule.first_line, overrule.last_line) == ("stil-forkortelse", 12, 12)


@pytest.mark.parametrize(
    "text", ["", "Bare tekst.\n", "---\ntittel: Uten slutt\n\nTekst\n", "---\n" + "[" * 300 + "\n---\nTekst\n"]
)
def test_a_text_that_cannot_be_read_costs_only_itself(load, text: str) -> None:
    raw, diagnostics = load({"meldinger/a.md": text, "meldinger/b.md": TEXT})
    assert [paper.name for paper in raw.papers] == ["b"]
    assert any(each.severity is Severity.UNREADABLE for each in diagnostics)
    assert {each.place.file for each in diagnostics} == {"sources/meldinger/a.md"}


def test_a_text_without_a_head_is_told_what_a_texts_head_is(load) -> None:
    _, (said,) = load({"meldinger/a.md": "Bare tekst.\n"})
    assert said.code == "tekst-uten-hode"
    assert "tittel" in said.hint()


def test_folders_below_the_kinds_own_are_part_of_the_name(load) -> None:
    raw, diagnostics = load({"meldinger/2024/vår.md": TEXT, "meldinger/2024/host.md": TEXT})
    assert [paper.name for paper in raw.papers] == ["2024/host", "2024/vår"]
    assert [each.code for each in diagnostics] == ["tekst-navn"]


def test_a_text_under_a_name_nobody_reads_is_told(load) -> None:
    raw, diagnostics = load({"meldinger/a.txt": TEXT, "meldinger/b.md.txt": TEXT, "meldinger/LESMEG.md": "Hei"})
    assert raw.papers == []
    assert [(each.code, each.values["forslag"]) for each in diagnostics] == [
        ("fil-mistenkelig", "a.md"),
        ("fil-mistenkelig", "b.md"),
    ]


def test_an_ending_in_capitals_is_an_ending(load) -> None:
    raw, diagnostics = load({"meldinger/a.MD": TEXT})
    assert [each.name for each in raw.papers] == ["a"]
    assert diagnostics == []


def test_files_beside_a_text_are_no_sources_and_may_be_shown(load) -> None:
    raw, _ = load({"meldinger/a.md": TEXT + "\n![Kart](kart.png)\n", "meldinger/kart.png": "x"})
    assert "sources/meldinger/kart.png" in raw.assets
    assert "sources/meldinger/a.md" not in raw.assets
    assert "sources/meldinger/a.md" in raw.digests
    assert any(isinstance(block, Image) for block in raw.papers[0].sections[1].blocks)
