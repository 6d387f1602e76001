"""File names: ASCII, short, the same everywhere; two bodies never share one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.documents import documents, meeting
from support.projects import SETUP

from pipeline.records.file_names import ascii_name, body_name, mandate_name
from pipeline.workflow.reading import read_project


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prosjektgruppen", "prosjektgruppen"),
        ("råd for pasienter og pårørende", "raad-for-pasienter-og-paaroerende"),
        ("ÆØÅ", "aeoeaa"),
        ("a\u030ar", "aar"),
        ("Ål & sønn, avd. 2", "aal-soenn-avd-2"),
        ("Université", "universite"),
        ("../../etc", "etc"),
        ("", ""),
    ],
)
def test_letters_outside_ascii_are_written_out(text, name):
    assert ascii_name(text) == name


@given(st.text(max_size=90))
def test_a_file_name_is_ascii_and_short_whatever_the_body_is_called(text):
    name = body_name(text)
    assert len(f"2020-04-28-{name}-innkalling.docx") <= 80
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not name.startswith("-") and not name.endswith("-")


def setup_with(*bodies: str) -> str:
    head, body = SETUP.split("  prosjektgruppen:\n")
    return head + "".join(f"  {ident}:\n{body}" for ident in bodies)


@pytest.mark.parametrize(
    ("ident", "stem"),
    [
        ("råd ø", "2020-04-28-raad-oe-referat"),
        ("x" * 60, f"2020-04-28-{'x' * 40}-referat"),
        (f"{'x' * 39} og mer", f"2020-04-28-{'x' * 39}-referat"),
        ("委員会", "2020-04-28-referat"),
    ],
)
def test_an_odd_body_gives_a_plain_name(project, ident, stem):
    root = project({"oppsett.yaml": setup_with(ident), f"moter/{ident}/2020-04-28.md": meeting()})
    assert [each.stem for each in documents(root, "referat").values()] == [stem]


def test_two_bodies_whose_files_would_have_one_name_are_told(project):
    root = project(
        {
            "oppsett.yaml": setup_with("råd", "raad"),
            "moter/råd/2020-04-28.md": meeting(),
            "moter/raad/2020-04-28.md": meeting(),
        }
    )
    found = read_project(root)
    assert [(each.code, each.place.file) for each in found.diagnostics] == [
        ("organ-samme-filnavn", "sources/oppsett.yaml")
    ]
    assert list(documents(root, "referat")) == ["råd/2020-04-28"]


def test_a_mandate_is_called_by_its_id_where_that_fits():
    assert mandate_name("trygg-2", 29) == "trygg-2"
    assert mandate_name("x" * 29, 29) == "x" * 29


def test_two_mandates_never_share_a_name():
    idents = ["a-b", "a_b", "ab", *("x" * 40 + end for end in "ab"), "x" * 29]
    names = [mandate_name(ident, 29) for ident in idents]
    assert len(set(names)) == len(idents)
    assert all(len(name) <= 29 and name == ascii_name(name) for name in names)
