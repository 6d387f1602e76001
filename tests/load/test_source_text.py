"""Whatever bytes a file holds, its lines come out, each letter with the column it has in the file."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.load.source_text import MAX_BYTES, SourceText, read_text


def text_of(data: bytes) -> SourceText:
    source, _ = read_text(data, "a.md")
    assert source is not None
    return source


def said(data: bytes) -> list[str]:
    return [f"{each.place.line}:{each.place.column} {each.code}" for each in read_text(data, "a.md")[1]]


def has_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def only(diagnostics: list[Diagnostic]) -> Diagnostic:
    assert len(diagnostics) == 1
    return diagnostics[0]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(ending: str) -> None:
    assert text_of(ending.join(["én", "to", "", "tre"]).encode()).lines == ["én", "to", "", "tre"]


def test_other_line_separators_are_no_new_lines_since_an_editor_counts_none() -> None:
    source = text_of("en\x0bto\x85tre\u2028fire\nfem".encode())
    assert source.lines == ["en to tre fire", "fem"]
    assert source.place(2).line == 2


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Åse så på".encode(), []),
        (b"\xef\xbb\xbf" + "Åse så på".encode(), []),
        ("Åse så på".encode("utf-16"), ["1:1 fil-ikke-utf8"]),
        ("Åse så på".encode("utf-32"), ["1:1 fil-ikke-utf8"]),
        ("Åse så på".encode("latin-1"), ["1:1 fil-ikke-utf8"]),
        ("Åse så på".encode("cp1252"), ["1:1 fil-ikke-utf8"]),
    ],
)
def test_every_encoding_that_is_met_is_read(data: bytes, expected: list[str]) -> None:
    assert text_of(data).lines == ["Åse så på"]
    assert said(data) == expected


def test_the_quotes_and_dashes_of_windows_survive() -> None:
    assert text_of("«ja» – “nei” …".encode("cp1252")).lines == ["«ja» – “nei” …"]


def test_one_foreign_byte_does_not_spoil_the_rest_of_the_file() -> None:
    data = "blåbær\n".encode() + "på".encode("latin-1") + "\nsmåkaker".encode()
    assert text_of(data).lines == ["blåbær", "på", "småkaker"]
    assert said(data) == ["2:2 fil-ikke-utf8"]


def test_utf_16_without_its_mark_is_read_all_the_same() -> None:
    assert text_of("tid: nå\nsted: her".encode("utf-16-le")).lines == ["tid: nå", "sted: her"]


def test_letters_taken_apart_are_put_together_and_keep_their_columns() -> None:
    source = text_of(unicodedata.normalize("NFD", "på øya ånder").encode())
    assert source.lines == ["på øya ånder"]
    # ø is one letter in either form; å is two, so what follows it stands one further out.
    assert [source.column(1, index) for index in range(12)] == [1, 2, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14]


def test_invisible_characters_are_said_and_taken_out() -> None:
    data = b"abc\x00def\x07\n\tok"
    assert text_of(data).lines == ["abcdef", "\tok"]
    assert said(data) == ["1:4 styretegn"]
    assert text_of(data).column(1, 3) == 5


def test_many_lines_with_invisible_characters_are_said_a_few_times_and_counted() -> None:
    codes = [each.code for each in read_text(b"a\x01\n" * 50, "a.md")[1]]
    assert codes == ["styretegn"] * 20 + ["styretegn-flere"]


def test_marks_without_width_are_taken_out_in_silence() -> None:
    assert text_of("\u200b- punkt\ufeff".encode()).lines == ["- punkt"]
    assert said("\u200b- punkt\ufeff".encode()) == []


def test_a_huge_file_is_not_even_looked_at() -> None:
    source, diagnostics = read_text(b"a" * (MAX_BYTES + 1), "a.md")
    assert source is None
    assert only(diagnostics).code == "fil-for-stor"
    assert only(diagnostics).severity is Severity.UNREADABLE


@pytest.mark.parametrize("data", [b"", b"\n\n  \t\n", b"\xef\xbb\xbf", "\u00a0\n".encode(), b"\x00\x00"])
def test_a_file_with_nothing_in_it_is_said(data: bytes) -> None:
    source, diagnostics = read_text(data, "a.md")
    assert source is None
    assert diagnostics[-1].code == "fil-tom"


def test_a_letter_under_a_thousand_accents_does_not_stop_the_reading() -> None:
    data = ("a" + "\u0301\u0323" * 100_000).encode()
    assert said(data) == ["1:1 aksenter-stablet"]


@given(st.binary(max_size=200))
def test_any_bytes_give_lines_or_say_why_not(data: bytes) -> None:
    source, diagnostics = read_text(data, "a.md")
    if source is None:
        assert diagnostics
        return
    for number, line in enumerate(source.lines, 1):
        assert unicodedata.is_normalized("NFC", line)
        columns = [source.column(number, index) for index in range(len(line) + 1)]
        assert columns == sorted(columns)


@given(st.text(alphabet="aåøñ\u0301\u030a\u0323e \x01\u200b가각\u1100\u1161\u11a8", max_size=30).filter(has_letters))
def test_each_letter_stands_where_it_stood(text: str) -> None:
    source, _ = read_text(text.encode(), "a.md")
    assert source is not None
    for index, letter in enumerate(source.lines[0]):
        if unicodedata.combining(letter):
            continue  # marks on one letter are put in an order of their own
        stored = text[source.column(1, index) - 1]
        assert unicodedata.normalize("NFD", letter)[0] == unicodedata.normalize("NFD", stored)[0]
