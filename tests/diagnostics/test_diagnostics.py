"""A complaint: its place, its sentence, its advice."""

import pytest

from pipeline.diagnostics import Exit, Place, Problem, Severity, declared_problems

LATE = Problem("test-for-sent", Severity.ERROR, "«{hva}» er for sent.", hint="Mente du {forslag}?")
HERE = Place("sources/moter/p/2020-04-28.md", 3, 9)


def test_a_place_is_written_as_editors_write_it():
    assert str(HERE) == "sources/moter/p/2020-04-28.md:3:9"
    assert str(Place("sources/oppsett.yaml", 3)) == "sources/oppsett.yaml:3"
    assert str(Place("sources/oppsett.yaml")) == "sources/oppsett.yaml"


def test_places_sort_by_file_line_and_column():
    assert sorted([Place("b", 1, 1), Place("a", 10, 1), Place("a", 2, 5), Place("a", 2, 1), Place("a")]) == [
        Place("a"),
        Place("a", 2, 1),
        Place("a", 2, 5),
        Place("a", 10, 1),
        Place("b", 1, 1),
    ]


def test_a_diagnostic_says_what_is_wrong_and_what_to_do():
    found = LATE.at(HERE, hva="i morgen", forslag="i dag")
    assert (found.code, found.severity, found.place) == ("test-for-sent", Severity.ERROR, HERE)
    assert found.message() == "«i morgen» er for sent."
    assert found.hint() == "Mente du i dag?"


@pytest.mark.parametrize("values", [{}, {"forslag": None}])
def test_advice_is_left_out_where_there_is_none_to_give(values):
    assert LATE.at(HERE, hva="i morgen", **values).hint() is None


def test_what_people_type_is_never_read_as_a_field():
    found = LATE.at(HERE, hva="{forslag} {0} {{x}}")
    assert found.message() == "«{forslag} {0} {{x}}» er for sent."


def test_a_diagnostic_is_said_in_the_language_asked_for():
    nynorsk = {"«{hva}» er for sent.": "«{hva}» er for seint.", "Mente du {forslag}?": "Meinte du {forslag}?"}
    found = LATE.at(HERE, hva="no", forslag="då")
    assert (found.message(nynorsk.__getitem__), found.hint(nynorsk.__getitem__)) == (
        "«no» er for seint.",
        "Meinte du då?",
    )


def test_the_same_complaint_is_equal_to_itself():
    assert LATE.at(HERE, hva="a") == LATE.at(HERE, hva="a")
    assert LATE.at(HERE, hva="a") != LATE.at(HERE, hva="b")


def test_a_code_stands_for_one_problem():
    assert Problem("test-for-sent", Severity.ERROR, "«{hva}» er for sent.", hint="Mente du {forslag}?") == LATE
    with pytest.raises(ValueError, match="test-for-sent"):
        Problem("test-for-sent", Severity.WARNING, "Noe annet.")
    assert LATE in declared_problems()


def test_exit_codes_are_those_the_guide_names():
    assert {each.name: int(each) for each in Exit} == {
        "GOOD": 0,
        "FAULTS": 1,
        "USAGE": 2,
        "TEMPLATE": 3,
        "OUTSIDE": 4,
        "VERIFICATION": 5,
        "FILES": 6,
        "BUG": 70,
        "INTERRUPTED": 130,
    }
