"""A value of a mapping is set, and rows are put into lists further in; every other byte stays."""

import pytest

from pipeline.edit.splice import SpliceFailure, spliced
from pipeline.edit.yaml_row import row_ways
from pipeline.edit.yaml_value import changed_as_meant, value_ways


def with_value(typed: str, value: str) -> str:
    """`typed` with the value of a → b in the first way."""
    data = typed.encode()
    return spliced(data, next(value_ways(data, ("a", "b"), value))).decode()


VALUES = {
    "a plain text": ("a:\n  b: én  # hvorfor\n  c: 2\n", "a:\n  b: to  # hvorfor\n  c: 2\n"),
    "in quotes": ("a:\n  b: 'én''s'   # hvorfor\n", "a:\n  b: to   # hvorfor\n"),
    "in double quotes": ('a: {c: å, b: "é\\"n"}\n', "a: {c: å, b: to}\n"),
    "nothing yet": ("a:\n  b:\n  c: 2\n", "a:\n  b: to\n  c: 2\n"),
    "no such key": ("a:\r\n    c: 2\r\n", "a:\r\n    b: to\r\n    c: 2\r\n"),
}


@pytest.mark.parametrize("case", VALUES)
def test_a_value_is_set(case: str) -> None:
    before, after = VALUES[case]
    assert with_value(before, "to") == after


def test_what_needs_quotes_gets_them() -> None:
    assert with_value("a:\n  b: én\n", "ja: #1") == "a:\n  b: 'ja: #1'\n"


ROWS = {
    "after the last": ("a:\n  b:\n    - c: 1\n  d: 2\n", "a:\n  b:\n    - c: 1\n    - c: ny\n  d: 2\n"),
    "no such list": ("a:\n  d: 2\n\n# ny del\ne: 3\n", "a:\n  d: 2\n  b:\n    - c: ny\n\n# ny del\ne: 3\n"),
    "an empty list": ("a:\n  b: []\n", "a:\n  b:\n    - c: ny\n"),
    "in brackets": ("a: {b: [{c: 1}], d: 2}\n", 'a: {b: [{c: 1}, {c: "ny"}], d: 2}\n'),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_row_is_put_in_a_list_under_another_key(case: str) -> None:
    before, after = ROWS[case]
    made = [spliced(before.encode(), way).decode() for way in row_ways(before.encode(), ("a", "b"), [("c", "ny")])]
    assert made[0] == after


def test_of_several_changes_each_takes_the_way_that_holds() -> None:
    data = b"a:\n  b: en\n  c: to\n"
    steps = [lambda data, key=key: value_ways(data, ("a", key), "ny: verdi") for key in "bc"]
    asked: list[int] = []

    def proof(changed: bytes, count: int) -> bool:
        asked.append(count)
        return changed.count(b'"ny: verdi"') == count

    assert changed_as_meant(data, steps, proof) == b'a:\n  b: "ny: verdi"\n  c: "ny: verdi"\n'
    assert asked == [2, 1, 1, 2, 2]
    with pytest.raises(SpliceFailure):
        changed_as_meant(data, steps, lambda changed, count: False)
