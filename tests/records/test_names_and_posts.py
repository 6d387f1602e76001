"""What records say of themselves: a person's surname and post on a day, a seat's period, a case's name in Word."""

from datetime import date

import pytest

from pipeline.diagnostics import Place
from pipeline.records.bookmarks import case_bookmark
from pipeline.records.case_number import CaseNumber, NumberForm
from pipeline.records.model import Case, Membership, Person, Post, Seat

HERE = Place("sources/personer.yaml", 1, 1)
FIRST, SECOND = Post("lege", "Lia"), Post("sjef", "Elva", date(2020, 5, 1))


@pytest.mark.parametrize(("name", "surname"), [("Kari Anne Berg", "Berg"), ("Ola", "Ola"), ("Siv Dal-Vik", "Dal-Vik")])
def test_the_surname_is_the_last_word(name, surname):
    assert Person("x", name, (), HERE).surname == surname


@pytest.mark.parametrize(
    ("posts", "day", "post"),
    [
        ((FIRST, SECOND), date(2020, 4, 30), FIRST),
        ((FIRST, SECOND), date(2020, 5, 1), SECOND),
        ((SECOND,), date(2019, 1, 1), SECOND),
        ((), date(2020, 1, 1), Post("", "")),
    ],
)
def test_a_post_is_held_from_its_date_and_the_first_known_before_that(posts, day, post):
    assert Person("x", "Kari Berg", posts, HERE).post_on(day) == post


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (None, None, True),
        (date(2020, 4, 28), date(2020, 4, 28), True),
        (date(2020, 4, 29), None, False),
        (None, date(2020, 4, 27), False),
    ],
)
def test_a_seat_is_held_from_and_to_both_days_counted(since, until, holds):
    member = Membership(Person("x", "Kari Berg", (), HERE), Seat.MEMBER, since, until)
    assert member.holds_on(date(2020, 4, 28)) == holds


def case(form: str = "N-ÅÅÅÅ", serial: int = 25, ident: str = "p/2020/25") -> Case:
    number = CaseNumber(2020 if "Å" in form else None, serial)
    return Case(ident, number, NumberForm(form).write(number), [], None, [], [], Place("m.md", 7))


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (case(), "sg_25_2020"),
        (case("NN/ÅÅ", 3), "sg_03_20"),
        (case("PS N/ÅÅ"), "sg_PS_25_20"),
        (case("N"), "sg_25"),
        (case(ident="p/2020/25~2"), "sg_25_2020x2"),
        (Case("p/2020-04-28:7", None, "", [], None, [], [], Place("m.md", 7)), "sg_l7"),
    ],
)
def test_a_case_is_known_by_its_number_in_word(made, name):
    assert case_bookmark(made) == name


def test_a_long_form_leaves_two_cases_two_names():
    form = "STYRESAK FOR HELSE LIA N/ÅÅÅÅ"
    names = {case_bookmark(case(form, serial)) for serial in (1, 2, 10, 100)}
    assert len(names) == 4
    assert all(len(name) <= 30 for name in names)
