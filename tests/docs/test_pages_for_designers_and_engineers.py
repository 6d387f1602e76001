"""The pages about templates and about the code, compared with the templates and the code."""

import re
from typing import Any

import docx
import pytest
from support.imports import TABLE
from support.pages import codes, page, section, table

from pipeline import document
from pipeline.document import Line, Text, field_tree, flat_fields
from pipeline.kinds import all_kinds
from pipeline.workflow.templates import shipped_templates

TEMPLATES = page("docs/maler.md")


@pytest.mark.parametrize("kind", all_kinds())
def test_every_field_of_a_template_is_named_and_no_other(kind: str) -> None:
    told = re.search(rf"(?s)\*\*{kind.capitalize()}:\*\* (.*?)\.\n", TEMPLATES)
    assert told
    assert codes(told[1]) == list(field_tree(all_kinds()[kind].content))


def test_every_field_of_the_lists_is_named_and_no_other() -> None:
    rows = [(kind, name, codes(has)) for where, has in table(TEMPLATES, "i listen") for kind, name in _lists(where)]
    lists = {
        (kind, path.removesuffix("[]")): list(field_tree(field.type))
        for kind, each in all_kinds().items()
        for path, field in flat_fields(each.content)
        if field.many and field.type is not Line
    }
    assert {(kind, name): has for kind, name, has in rows if (kind, name) in lists} == lists
    assert {name for _, name, _ in rows} == {name for _, name in lists}


def _lists(where: str) -> list[tuple[str, str]]:
    words = (
        ("referat", "referatet"),
        ("innkalling", "innkallingen"),
        ("mandat", "mandatet"),
        ("endringer", "endringene"),
        ("status", "statusen"),
        ("saksfremlegg", "saksfremlegget"),
    )
    kinds = [kind for kind, word in words if word in where]
    return [(kind, name) for kind in kinds or all_kinds() for name in codes(where)]


def test_how_a_field_is_written_is_as_the_page_says() -> None:
    text = TEMPLATES[TEMPLATES.index("Felt som heter `sted`") :].split("\n\n", maxsplit=1)[0]
    running, whole = text.split("skrives med `{{r }}`")
    told = {Line: set(codes(running)), Text: set(codes(whole.split("skrives med", maxsplit=1)[0]))}
    for each in all_kinds().values():
        for path, field in flat_fields(each.content):
            name = path.rpartition(".")[2].removesuffix("[]")
            for sort, names in told.items():
                assert field.type is not sort or name in names, path


def test_every_style_named_is_in_the_templates() -> None:
    told: set[str] = set()
    for heading in (
        "Dokumentet",
        "Mandatet",
        "Statusvedlegget",
        "Statusrapporten",
        "Saksfremlegget",
        "Notatet",
        "Teksten fra møtefilen og kapitlene",
        "Tegnstiler",
    ):
        for row in table(section(TEMPLATES, heading), "stil"):
            family = ""
            for name in re.split(r", | og ", re.sub(r"\s*\(.*?\)", "", row[0])):
                told.add(f"{family} {name}" if name.isdigit() else name)
                family = family if name.isdigit() else re.sub(r" \d$", "", name)
    there = {style.name for path in shipped_templates().glob("*.docx") for style in docx.Document(str(path)).styles}
    assert {"List Bullet 3", "Bokstavliste 4", "Møtefakta", "toc 3", "Tabellpunkt 3"} <= told
    assert told - there == set()


def test_the_import_table_of_the_page_is_the_one_that_is_enforced() -> None:
    rows = table(page("docs/engineering/house.md"), "package")
    told = {codes(row[0])[0]: row[2] for row in rows}
    planned = {"deliver"}
    assert set(told) == set(TABLE) - planned
    for room, may in told.items():
        if may != "all above":
            assert set(may.split(", ")) - {"nothing"} == TABLE[room] - planned - {"diagnostics"}, room


def test_the_document_kind_of_the_page_is_one() -> None:
    code = re.search(r"(?s)```python\n(.*?)```", page("docs/engineering/add-a-document-kind.md"))
    assert code
    lines = [line.removeprefix("   ") for line in code[1].splitlines()]
    names: dict[str, Any] = {name: getattr(document, name) for name in document.__all__}
    exec(  # the page's own words
        "from dataclasses import dataclass\n"
        "@dataclass(slots=True)\nclass Vedtak:\n    tekst: Text = about('Det som ble bestemt')\n"
        "def document(project, subject): ...\n" + "\n".join(lines),
        names,
    )
    kind = names["KIND"]
    assert kind.template == "saksprotokoll.docx"
    assert kind.sample().vedtak
    assert [path for path, _ in flat_fields(kind.content)] == ["tittel", "tekst", "vedtak[]", "vedtak[].tekst"]
