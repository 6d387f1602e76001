"""Case numbers: every form seen in real bodies, written as the body does and read as people spell them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records.case_number import CaseNumber, NumberForm

FORMS = ["N-ÅÅÅÅ", "NNN-ÅÅÅÅ", "NN/ÅÅ", "N/ÅÅÅÅ", "PS N/ÅÅ", "NNN/ÅÅ", "ÅÅÅÅ/N"]


@pytest.mark.parametrize(
    ("form", "year", "serial", "written"),
    [
        ("N-ÅÅÅÅ", 2020, 19, "19-2020"),
        ("NNN-ÅÅÅÅ", 2007, 28, "028-2007"),
        ("NN/ÅÅ", 2023, 3, "03/23"),
        ("N/ÅÅÅÅ", 2011, 70, "70/2011"),
        ("PS N/ÅÅ", 2045, 15, "PS 15/45"),
        ("NNN/ÅÅ", 2015, 1, "001/15"),
        ("ÅÅÅÅ/N", 2014, 15, "2014/15"),
        ("N", None, 7, "7"),
    ],
)
def test_a_number_is_written_in_the_form_of_its_body(form, year, serial, written):
    assert NumberForm(form).write(CaseNumber(year, serial)) == written
    assert NumberForm(form).read(written) == CaseNumber(year, serial)


@pytest.mark.parametrize(
    "spelling", ["19-2020", "sak 19-2020", "Sak nr. 19-2020", "19/2020", "19/20", "19 – 2020", "019-2020"]
)
def test_every_spelling_of_a_number_is_read(spelling):
    assert NumberForm("N-ÅÅÅÅ").read(spelling) == CaseNumber(2020, 19)


@pytest.mark.parametrize("spelling", ["15/45", "PS 15/45", "ps 15/2045"])
def test_a_prefix_may_be_left_out(spelling):
    assert NumberForm("PS N/ÅÅ").read(spelling) == CaseNumber(2045, 15)


@pytest.mark.parametrize("text", ["", "19", "19-", "nitten-2020", "19-2020-3", "19-202", "1234567-2020"])
def test_what_is_no_number_is_not_read(text):
    assert NumberForm("N-ÅÅÅÅ").read(text) is None


def test_the_order_of_year_and_number_is_configured_never_guessed():
    assert NumberForm("ÅÅÅÅ/N").read("2014/15") == CaseNumber(2014, 15)
    assert NumberForm("N/ÅÅÅÅ").read("2014/15") == CaseNumber(2015, 2014)


@pytest.mark.parametrize("form", ["", "ÅÅÅÅ", "N-N", "ÅÅ/ÅÅÅÅ/N", "x" * 40 + "N"])
def test_a_form_needs_one_serial_and_at_most_one_year(form):
    with pytest.raises(ValueError):
        NumberForm(form)


def test_a_form_may_be_typed_on_a_keyboard_without_å():
    assert NumberForm("SAK N/AAAA").pattern == "SAK N/ÅÅÅÅ"


@given(form=st.sampled_from(FORMS), serial=st.integers(1, 9999), year=st.integers(2000, 2099))
def test_what_is_written_is_read_back(form, serial, year):
    number = CaseNumber(year, serial)
    assert NumberForm(form).read(NumberForm(form).write(number)) == number
