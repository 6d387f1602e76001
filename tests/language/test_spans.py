"""Times numbers are told for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.spans import Span, read_span


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("hele 2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2021–2023", date(2021, 1, 1), date(2023, 12, 31)),
        ("31.12.2023", date(2023, 12, 31), date(2023, 12, 31)),
        ("per 1. februar 2024", date(2024, 2, 1), date(2024, 2, 1)),
        ("pr. 31.12.23", date(2023, 12, 31), date(2023, 12, 31)),
        ("1. tertial 2023", date(2023, 1, 1), date(2023, 4, 30)),
        ("andre tertial 2023", date(2023, 5, 1), date(2023, 8, 31)),
        ("T3 2023", date(2023, 9, 1), date(2023, 12, 31)),
        ("2023 T3", date(2023, 9, 1), date(2023, 12, 31)),
        ("2023 – 3. kvartal", date(2023, 7, 1), date(2023, 9, 30)),
        ("2023, 3. kvartal", date(2023, 7, 1), date(2023, 9, 30)),
        ("4. kvartal 2023", date(2023, 10, 1), date(2023, 12, 31)),
        ("2. halvår 2023", date(2023, 7, 1), date(2023, 12, 31)),
        ("våren 2023", date(2023, 1, 1), date(2023, 6, 30)),
        ("februar 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("uke 6 2024", date(2024, 2, 5), date(2024, 2, 11)),
        ("hittil i 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("4. tertial 2023", None, None),
        ("uke 60 2024", None, None),
        ("31.02.2023", None, None),
        ("før tiltaket", None, None),
        ("2023–2021", None, None),
    ],
)
def test_a_time_is_read_as_the_days_it_covers(typed: str, first: date | None, last: date | None) -> None:
    expected = Span(last, first) if first and last else None
    assert read_span(typed) == expected


def test_times_are_ordered_by_the_day_they_end() -> None:
    typed = ["2023", "31.12.2022", "3. tertial 2022", "mars 2023"]
    spans = {each: read_span(each) for each in typed}
    assert sorted(typed, key=lambda each: spans[each] or Span(date.max, date.max)) == [
        "3. tertial 2022", "31.12.2022", "mars 2023", "2023",
    ]  # fmt: skip


@given(
    st.lists(
        st.sampled_from(
            ["2023", "20", "1", "4.", "tertial", "Q", "İ", "ſiste", "uke", "53", "mars", "per", "–", " ", "31.12"]
        )
        | st.characters(),
        max_size=8,
    ).map("".join)
)
def test_whatever_is_typed_a_time_ends_no_earlier_than_it_begins(typed: str) -> None:
    span = read_span(typed)
    assert span is None or span.first <= span.last
