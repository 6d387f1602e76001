"""Texts of document kinds put together: dated, placed in a body and a case, their registered data made into records."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from support.paper_shapes import SHAPES, FactsRecord

from pipeline.diagnostics import Diagnostic
from pipeline.link import link_project
from pipeline.load.files import SourceFolder
from pipeline.load.project import load_project
from pipeline.records.project import Project
from pipeline.richtext import DataBlock, Image, Mention, Paragraph, plain, plain_blocks, walk

MEETING = """\
---
tid: 28.04.2020 kl. 12.00–15.00
status: avholdt
---

## 1-2020 Budsjettet (vedtak) v/Hegg

Vedtak:
1. Rammen holdes.
2. Resten tas siden.
"""
HEAD = "---\ntittel: Melding\ndato: 07.05.2020\norgan: prosjektgruppen\n---\n\n"

LinkPapers = Callable[..., tuple[Project, list[tuple[str, int]]]]


@pytest.fixture
def linked(project: Callable[..., Path]) -> LinkPapers:
    def found(files: Mapping[str, str]) -> tuple[Project, list[tuple[str, int]]]:
        folder = SourceFolder(project({"moter/prosjektgruppen/2020-04-28.md": MEETING, **files}))
        raw, loaded = load_project(folder, SHAPES)
        assert raw is not None
        whole, said = link_project(raw, (), SHAPES)
        told: list[Diagnostic] = [*loaded, *said]
        return whole, [(each.code, each.place.line) for each in told if "moter" not in each.place.file]

    return found


def facts(project: Project) -> FactsRecord:
    (paper,) = project.papers.values()
    (block,) = [each for each in paper.preface if isinstance(each, DataBlock)]
    assert isinstance(block.value, FactsRecord)
    return block.value


def test_a_text_has_an_id_a_day_and_its_bodys_language(linked) -> None:
    project, said = linked({"meldinger/a.md": HEAD + "Hei, jf. vedtakspunkt 2 i sak 1-2020.\n"})
    paper = project.papers["melding/a"]
    assert said == []
    assert (paper.name, paper.day, paper.language) == ("a", date(2020, 5, 7), "nb")
    assert paper.body is project.bodies["prosjektgruppen"]
    mentions = [run.mention for block in paper.preface if isinstance(block, Paragraph) for run in block.runs]
    assert [each.target for each in mentions if isinstance(each, Mention)] == ["prosjektgruppen/2020/1"]


def test_the_case_gives_the_day_and_the_body(linked) -> None:
    project, said = linked({"meldinger/a.md": "---\ntittel: Melding\nsak: 1-2020\n---\nHei.\n"})
    paper = project.papers["melding/a"]
    assert said == []
    assert (paper.day, paper.case_label) == (date(2020, 4, 28), "1-2020")
    assert paper.body is not None and paper.body.id == "prosjektgruppen"
    assert paper.case is project.cases["prosjektgruppen/2020/1"]


def test_a_text_without_a_day_is_not_built_and_that_is_told(linked) -> None:
    project, said = linked({"meldinger/a.md": "---\ntittel: Melding\n---\nHei.\n"})
    assert project.papers == {}
    assert said == [("tekst-uten-dato", 2)]


def test_a_day_that_cannot_be_read_is_told_and_so_is_that_nothing_is_made(linked) -> None:
    project, said = linked({"meldinger/a.md": HEAD.replace("07.05.2020", "31.02.2020")})
    assert project.papers == {}
    assert said == [("dato-umulig", 3), ("tekst-uten-dato", 3)]


def test_a_day_without_a_year_is_in_that_of_the_text_and_told(linked) -> None:
    project, said = linked({"meldinger/a.md": HEAD + "``` fakta\nnavn: Noe\ndag: 3. mai\n```\n"})
    assert facts(project).day == date(2020, 5, 3)
    assert len(said) == 1
    project, said = linked({"meldinger/a.md": HEAD.replace("07.05.2020", "7. mai")})
    assert project.papers == {}
    assert said == [("dato-mangler-ar", 3), ("tekst-uten-dato", 3)]


def test_the_kinds_own_keys_are_read_by_the_kind(linked) -> None:
    project, _ = linked({"meldinger/a.md": HEAD.replace("---\n\n", "vedtatt: 01.05.2020\n---\n\n")})
    assert project.papers["melding/a"].head == date(2020, 5, 1)


def test_every_value_of_a_block_is_read(linked) -> None:
    text = """\
``` fakta
navn: Se **her**, sak 1-2020
punkter: |
  - ett
  - to
dag: 1. mai 2020
tall: 1 125,5
hvem: [vik, Elvedal kommune]
person: berg
organ: prosjektgruppen
sak: 1/2020
```
"""
    project, said = linked({"meldinger/a.md": HEAD + text})
    assert said == []
    found = facts(project)
    assert plain(found.name) == "Se her, sak 1-2020"
    assert any(run.mention and run.mention.target == "prosjektgruppen/2020/1" for run in found.name)
    assert plain_blocks(found.points) == "ett\nto"
    assert all(block.ident for block in walk(found.points) if isinstance(block, Paragraph))
    assert (found.day, found.number, found.person) == (date(2020, 5, 1), Decimal("1125.5"), "berg")
    assert found.who == ["Ola Vik", "Elvedal kommune"]
    assert (found.body, found.case) == ("prosjektgruppen", "prosjektgruppen/2020/1")
    assert found.place.line == 7


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("tall: mange", "tall-uleselig"),
        ("tall: 12.5", "tall-uleselig"),
        ("dag: 30.02.2020", "dato-umulig"),
        ("dag: snart", "dato-uforstaelig"),
        ("dag: 3. mai", "dato-uten-ar"),
        ("hvem: [vikk]", "person-ukjent"),
        ("person: vikk", "person-ukjent"),
        ("organ: gruppen", "tekst-organ-ukjent"),
        ("sak: 99-2020", "sak-finnes-ikke"),
        ("tiltaksregister: handlingsdel", "tekst-register-ukjent"),
        ("punkter: Fra xx-xx", "plassholder"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_line(linked, line: str, code: str) -> None:
    _, said = linked({"meldinger/a.md": HEAD + f"``` fakta\nnavn: Noe\n{line}\n```\n"})
    assert said == [(code, 9)]


def test_what_gives_nothing_is_left_out(linked) -> None:
    project, said = linked({"meldinger/a.md": HEAD + "Før.\n\n``` fakta\nnavn: ingenting\n```\n\nEtter.\n"})
    assert said == []
    assert plain_blocks(project.papers["melding/a"].preface) == "Før.\nEtter."


def test_a_register_is_known_by_its_name(linked) -> None:
    register = "tittel: Handlingsdel\ntiltak:\n  a: {navn: Noe, status: [{dato: 01.01.2020, status: pågår}]}\n"
    text = HEAD + "``` fakta\nnavn: Noe\ntiltaksregister: handlingsdel\n```\n"
    project, said = linked({"meldinger/a.md": text, "status/handlingsdel.yaml": register})
    assert [each for each in said if each[1] == 9] == []
    assert facts(project).register == "handlingsdel"


def test_every_block_has_a_name_of_its_own(linked) -> None:
    text = HEAD + "Ett.\n\n## A\n\nTo.\n\n``` fakta\nnavn: x\npunkter: y\n```\n\n## B\n\n``` fakta\nnavn: z\n```\n"
    project, _ = linked({"meldinger/a.md": text})
    paper = project.papers["melding/a"]
    names = [paper.preface[0].ident, *(section.ident for section in paper.sections)]
    names += [block.ident for section in paper.sections for block in section.blocks]
    assert all(names) and len(set(names)) == len(names)
    assert max(map(len, names)) <= 40


def test_files_that_follow_are_listed_in_order_and_a_missing_one_is_told(linked) -> None:
    head = HEAD.replace("---\n\n", "vedlegg: [plan.pdf (Planen), budsjett.pdf, borte.pdf]\n---\n\n")
    project, said = linked({"meldinger/a.md": head, "vedlegg/plan.pdf": "x", "meldinger/budsjett.pdf": "x"})
    assert [(each.path, each.title) for each in project.papers["melding/a"].attachments] == [
        ("sources/vedlegg/plan.pdf", "Planen"),
        ("sources/meldinger/budsjett.pdf", "budsjett.pdf"),
    ]
    assert said == [("fil-mangler", 5)]


def test_images_are_found_beside_the_text_and_are_among_its_sources(linked) -> None:
    project, said = linked({"meldinger/a.md": HEAD + "![Et kart](kart.png)\n", "meldinger/kart.png": "x"})
    assert said == []
    paper = project.papers["melding/a"]
    assert [block.path for block in paper.preface if isinstance(block, Image)] == ["sources/meldinger/kart.png"]
    assert paper.sources == ["sources/meldinger/a.md", "sources/meldinger/kart.png"]


def test_an_empty_section_is_told(linked) -> None:
    _, said = linked({"meldinger/a.md": HEAD + "## Tomt\n\n## Fullt\n\nTekst.\n"})
    assert said == [("avsnitt-uten-tekst", 7)]


def test_a_text_of_a_case_is_among_its_attachments_with_its_own(linked) -> None:
    text = HEAD.replace("organ:", "vedlegg: plan.pdf\nsak: 1-2020\norgan:")
    project, _ = linked({"meldinger/a.md": text + "Hei.\n", "vedlegg/plan.pdf": "x"})
    attached = project.cases["prosjektgruppen/2020/1"].attachments
    assert [(each.path, each.title, each.paper) for each in attached] == [
        ("build/melding/2020-05-07-a-melding.docx", "Melding", "melding/a"),
        ("sources/vedlegg/plan.pdf", "plan.pdf", ""),
    ]


def test_two_texts_of_one_document_are_told_and_the_first_is_kept(linked) -> None:
    files = ("meldinger/2020-05-07-a.md", "meldinger/a.md")
    project, said = linked(dict.fromkeys(files, HEAD + "Hei.\n"))
    assert list(project.papers) == ["melding/2020-05-07-a"]
    assert said == [("tekst-samme-dokument", 2)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD.replace("organ:", "vedlegg: plan.pdf (TODO)\norgan:") + "Hei.\n", 4),
        (HEAD.replace("organ:", "av: TODO\norgan:") + "Hei.\n", 4),
        (HEAD.replace("Melding", "TODO") + "Hei.\n", 2),
        (HEAD + "## TODO\n\nHei.\n", 7),
        (HEAD + "![TODO](plan.png)\n", 7),
        (HEAD + '![Plan](plan.png "TODO")\n', 7),
        (HEAD + "```fakta\nnavn: TODO\n```\n", 8),
        (HEAD + "```fakta\nnavn: Plan\nhvem: [TODO]\n```\n", 9),
    ],
)
def test_what_was_meant_to_be_filled_in_is_told_once_wherever_it_stands(linked, text: str, line: int) -> None:
    _, said = linked({"meldinger/a.md": text, "vedlegg/plan.pdf": "x", "meldinger/plan.png": "x"})
    assert [each for each in said if each[0] == "plassholder"] == [("plassholder", line)]


def test_a_file_listed_twice_is_told_and_has_its_first_title(linked) -> None:
    text = HEAD.replace("organ:", "vedlegg: [plan.pdf (Planen), plan.pdf (Utkastet)]\norgan:") + "Hei.\n"
    project, said = linked({"meldinger/a.md": text, "vedlegg/plan.pdf": "x"})
    assert [each.title for each in project.papers["melding/a"].attachments] == ["Planen"]
    assert said == [("fil-to-ganger", 4)]


# --- papers that prepare a case ---------------------------------------------------------------------------------------


def test_a_case_knows_the_paper_that_prepares_it(linked) -> None:
    project, said = linked({"fremlegg/budsjett.md": "---\ntittel: Budsjett\nsak: 1-2020\n---\nHei.\n"})
    assert said == []
    assert project.cases["prosjektgruppen/2020/1"].paper == "fremlegg/budsjett"


def test_two_papers_for_one_case_are_told(linked) -> None:
    text = "---\ntittel: Budsjett\nsak: 1-2020\n---\nHei.\n"
    project, said = linked({"fremlegg/a.md": text, "fremlegg/b.md": text})
    assert project.cases["prosjektgruppen/2020/1"].paper == "fremlegg/a"
    assert said == [("saksfremlegg-to", 3)]


def test_a_paper_for_no_case_is_told(linked) -> None:
    _, said = linked({"fremlegg/a.md": HEAD + "Hei.\n"})
    assert said == [("saksfremlegg-uten-sak", 2)]
