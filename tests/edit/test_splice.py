"""A source is changed at its place; every other byte stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.edit.splice import Splice, SpliceFailure, change_file, spliced


def test_a_splice_changes_its_place_only():
    assert spliced(b"## ny Tittel\r\n", [Splice(3, b"ny", b"27-2020")]) == b"## 27-2020 Tittel\r\n"


def test_several_splices_are_given_by_the_offsets_of_the_old_file():
    splices = [Splice(8, b"ny", b"28"), Splice(0, b"ny", b"27"), Splice(10, b"", b"!")]
    assert spliced(b"ny sak, ny", splices) == b"27 sak, 28!"


def test_a_file_that_is_not_as_expected_is_left_alone(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"noe annet")
    with pytest.raises(SpliceFailure):
        change_file(path, [Splice(0, b"## ny", b"## 1")], lambda changed: True)
    assert path.read_bytes() == b"noe annet"


def test_overlapping_splices_are_refused():
    with pytest.raises(SpliceFailure):
        spliced(b"abc", [Splice(0, b"ab", b""), Splice(1, b"bc", b"")])


def test_a_change_that_does_not_prove_itself_is_not_written(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"ny")
    with pytest.raises(SpliceFailure):
        change_file(path, [Splice(0, b"ny", b"27")], lambda changed: False)
    assert path.read_bytes() == b"ny"


@given(before=st.binary(), old=st.binary(), after=st.binary(), new=st.binary())
def test_what_stands_around_a_splice_is_kept_byte_for_byte(before, old, after, new):
    assert spliced(before + old + after, [Splice(len(before), old, new)]) == before + new + after
