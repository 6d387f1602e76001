"""Who is meant, by whatever people write."""

import pytest

from pipeline.diagnostics import Place
from pipeline.link.people import Register, read_entry
from pipeline.records.model import Person

HERE = Place("sources/moter/gruppen/2026-01-15.md", 3, 9)


def person(ident, name):
    return Person(ident, name, (), Place("sources/personer.yaml", 1, 1))


REGISTER = Register([person("sande", "Mari Kristine Sande"), person("oladal", "Ola Dal"), person("evadal", "Eva Dal")])


@pytest.mark.parametrize(
    "typed",
    [
        "sande",
        "Sande",
        "SANDE",
        "@sande",
        "Mari Kristine Sande",
        "Mari Sande",
        "M. Sande",
        "M.K. Sande",
        " Mari  Sande ",
    ],
)
def test_an_id_a_surname_a_full_name_or_a_short_form_is_one_person(typed):
    assert [each.id for each in REGISTER.lookup(typed)] == ["sande"]


def test_a_decomposed_å_is_the_same_letter():
    register = Register([person("aas", "Liv Å\u030as".replace("Å\u030a", "Å"))])
    assert [each.id for each in register.lookup("A\u030as")] == ["aas"]


def test_a_shared_surname_needs_more():
    diagnostics = []
    assert REGISTER.find("Dal", HERE, diagnostics) is None
    assert [(each.code, each.place) for each in diagnostics] == [("person-flertydig", HERE)]
    assert "Ola Dal (oladal)" in diagnostics[0].message()


def test_an_unknown_person_is_told_with_the_nearest():
    diagnostics = []
    assert REGISTER.find("sannde", HERE, diagnostics) is None
    assert [(each.code, each.place, each.hint()) for each in diagnostics] == [
        ("person-ukjent", HERE, "Mente du «sande»?")
    ]


@pytest.mark.parametrize(
    ("typed", "name", "substitute", "cases", "clock"),
    [
        ("berg", "berg", "", [], ""),
        ("moen (vara hauge)", "moen", "hauge", [], ""),
        ("moen (vara: Per Hauge)", "moen", "Per Hauge", [], ""),
        ("moen, vara hauge", "moen", "hauge", [], ""),
        ("aas (sak 24-2020)", "aas", "", ["24-2020"], ""),
        ("aas (sakene 24-2020 og 25-2020)", "aas", "", ["24-2020", "25-2020"], ""),
        ("vik kl. 14.10", "vik", "", [], "14.10"),
        ("vik kl 14", "vik", "", [], "14"),
        ("vik (kl. 14.10)", "vik", "", [], "14.10"),
        ("vik til kl. 14.10", "vik", "", [], "14.10"),
        ("vik 14:10", "vik", "", [], "14:10"),
        ("Kari Vik, kl. 14.10", "Kari Vik", "", [], "14.10"),
    ],
)
def test_an_entry_of_a_list_is_taken_apart(typed, name, substitute, cases, clock):
    entry = read_entry(typed, HERE)
    assert (entry.name, entry.substitute, entry.cases, entry.clock, entry.rest) == (name, substitute, cases, clock, "")


def test_what_is_not_understood_is_kept_to_be_told():
    assert read_entry("berg (på ferie)", HERE).rest == "på ferie"
