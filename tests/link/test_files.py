"""Attachments and images: found by how people write their paths, told where they are not there."""

import pytest
from support.documents import MEETING, meeting, only_meeting

from pipeline.link.files import Assets
from pipeline.workflow.reading import read_project

ASSETS = Assets(
    frozenset(
        {
            "sources/vedlegg/Plan for våren.pdf",
            "sources/vedlegg/100% ferdig.pdf",
            "sources/vedlegg/a%20b.pdf",
            "sources/vedlegg/a\u030arsplan.pdf",
            "sources/saker/notat.docx",
        }
    )
)


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("vedlegg/Plan for våren.pdf", "sources/vedlegg/Plan for våren.pdf"),
        ("Plan for våren.pdf", "sources/vedlegg/Plan for våren.pdf"),
        ("plan for VÅREN.pdf", "sources/vedlegg/Plan for våren.pdf"),
        ("vedlegg/Plan%20for%20v%C3%A5ren.pdf", "sources/vedlegg/Plan for våren.pdf"),
        ("../../vedlegg/Plan for våren.pdf", "sources/vedlegg/Plan for våren.pdf"),
        ("sources/vedlegg/Plan for våren.pdf", "sources/vedlegg/Plan for våren.pdf"),
        ("vedlegg\\Plan for våren.pdf", "sources/vedlegg/Plan for våren.pdf"),
        ("Plan for va\u030aren.pdf", "sources/vedlegg/Plan for våren.pdf"),
        ("årsplan.pdf", "sources/vedlegg/a\u030arsplan.pdf"),
        ("100% ferdig.pdf", "sources/vedlegg/100% ferdig.pdf"),
        ("100%25%20ferdig.pdf", "sources/vedlegg/100% ferdig.pdf"),
        ("a%20b.pdf", "sources/vedlegg/a%20b.pdf"),
        ("saker/notat.docx", "sources/saker/notat.docx"),
        ("notat.docx", None),
        ("/etc/passwd", None),
        ("", None),
    ],
)
def test_a_file_is_found_from_sources_or_by_its_name_in_vedlegg(typed, path):
    assert ASSETS.find(typed) == path


@pytest.mark.parametrize("typed", ["https://lia.example.no/a", "mailto:vik@lia.example.no", "#punkt", "HTTP://x"])
def test_an_address_is_no_file(typed):
    assert Assets.is_address(typed)


@pytest.mark.parametrize(
    "typed", ["vedlegg/plan.pdf", "C:\\Users\\vik\\plan.pdf", "plan.pdf", "\\\\lia\\felles\\plan.pdf"]
)
def test_a_path_is_no_address(typed):
    assert not Assets.is_address(typed)


def test_the_nearest_file_is_suggested():
    assert ASSETS.suggestion("Plan for varen.pdf") == "sources/vedlegg/Plan for våren.pdf"
    assert ASSETS.suggestion("noe helt annet.pdf") is None


def attachments(project, text, head="", **files):
    root = project({MEETING: meeting(head, f"## 1-2020 A (drøfting)\n\n{text}\n"), **files})
    found = only_meeting(root)
    return [(each.path, each.title) for each in (*found.attachments, *found.cases[0].attachments)]


PLAN = {"vedlegg/plan.pdf": "%PDF"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Se [planen](plan.pdf).", "planen"),
        ("Se [**hele** planen](plan.pdf).", "hele planen"),
        ("Se [planen](plan.pdf) og [den igjen](vedlegg/plan.pdf).", "planen"),
        ("- Punkt\n  - [planen](plan.pdf)", "planen"),
        ("Vedtak: Se [planen](plan.pdf).", "planen"),
        ("| A |\n| [planen](plan.pdf) |", "planen"),
    ],
)
def test_a_file_linked_to_is_an_attachment_once_under_the_words_of_its_link(project, text, title):
    assert attachments(project, text, **PLAN) == [("sources/vedlegg/plan.pdf", title)]


def test_an_address_is_no_attachment(project):
    assert attachments(project, "Se [siden](https://lia.example.no).") == []


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("vedlegg: [plan.pdf]\n", "plan.pdf"),
        ("vedlegg: [plan.pdf (Planen)]\n", "Planen"),
        ("vedlegg: [plan.pdf (Planen (utkast))]\n", "Planen (utkast)"),
    ],
)
def test_an_attachment_of_the_meeting_has_the_title_in_its_bracket(project, head, title):
    assert attachments(project, "Tekst.", head, **PLAN) == [("sources/vedlegg/plan.pdf", title)]


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("Se [planen](plam.pdf).", "fil-mangler", "Mente du «sources/vedlegg/plan.pdf»?"),
        ("Se [planen](C:\\plan.pdf).", "fil-mangler", "Mente du «sources/vedlegg/plan.pdf»?"),
        ("![Kartet](kart.png)", "bilde-mangler", None),
        ("![Planen](plan.pdf)", "bilde-format", "Bruk PNG eller JPEG."),
        ("![](bilde.png)", "bilde-uten-alt", "Skriv ![hva bildet viser](bilde.png)."),
        ("![Bilde.PNG](bilde.png)", "bilde-uten-alt", "Skriv ![hva bildet viser](bilde.png)."),
    ],
)
def test_what_is_wrong_with_a_file_is_told_at_its_line(project, text, code, hint):
    root = project(
        {MEETING: meeting("", f"## 1-2020 A (drøfting)\n\n{text}\n"), **PLAN, "vedlegg/bilde.png": b"\x89PNG"}
    )
    (found,) = read_project(root).diagnostics
    assert (found.code, found.place.line, found.hint()) == (code, 8, hint)
