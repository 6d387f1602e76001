"""A row is put last in a list of a YAML file, however the file was typed, and every other byte stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.edit.splice import SpliceFailure
from pipeline.edit.yaml_row import with_row
from pipeline.edit.yaml_text import double_quoted, quoted, tidied
from pipeline.load.mandate_models import MandateHead
from pipeline.load.source_text import read_text
from pipeline.load.yaml_part import read_part
from pipeline.load.yaml_values import read_model

ROW = (("versjon", "2.0"), ("dato", "09.04.2020"), ("endring", "Etter møtet: ja"), ("segl", "0" * 32))


def head(data: bytes):
    text, _ = read_text(data, "mandat.yaml")
    assert text is not None
    said = []
    part = read_part(text, MandateHead, [], said)
    model = read_model(MandateHead, part.root, text.place(1), said)
    return model, [each.code for each in said]


def rows(data: bytes):
    model, said = head(data)
    assert said == [], said
    return [{name: str(value) for name, value in each if value not in (None, [])} for each in model.logg]


def added(typed: str | bytes, row=ROW) -> bytes:
    """`typed` with the row, which has been read again beside those that were there."""
    data = typed.encode() if isinstance(typed, str) else typed
    before = rows(data)
    meant = {name: value for name, value in row if isinstance(value, str)}

    def proof(changed):
        model, said = head(changed)
        if said or model is None or len(model.logg) != len(before) + 1:
            return False
        found = rows(changed)
        return found[:-1] == before and {name: found[-1].get(name) for name in meant} == meant

    changed, where = with_row(data, "logg", row, proof)
    rest = changed[: where.start] + changed[where.stop :]
    assert rest in (data, data.replace(b" []", b"", 1), data.replace(b" [ ]", b"", 1))
    assert b"2.0" in changed[where.start : where.stop]
    return changed


BEGINS = "tittel: Mandat\n"
BLOCK = f"  - versjon: 2.0\n    dato: 09.04.2020\n    endring: 'Etter møtet: ja'\n    segl: {'0' * 32}\n"


def test_a_row_comes_after_the_last():
    typed = BEGINS + "logg:\n  - versjon: 1.0\n    dato: 01.01.2020\n"
    assert added(typed).decode() == typed + BLOCK


def test_a_row_comes_before_what_follows_the_list_and_the_comment_about_it():
    typed = BEGINS + "logg:\n  - versjon: 1.0\n    # enda uten dato\n\n# Vedleggene\nvedlegg:\n  - plan\n"
    before, after = typed.split("\n# Vedleggene")
    assert added(typed).decode() == before + BLOCK + "\n# Vedleggene" + after


def test_dashes_that_stand_under_their_key_are_kept_to():
    typed = BEGINS + "logg:\n- versjon: 1.0\n  dato: 01.01.2020\ndeler:\n- tittel: En\n"
    assert "\n  dato: 01.01.2020\n- versjon: 2.0\n  dato: 09.04.2020\n" in added(typed).decode()


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_endings_are_those_of_the_file(ending):
    typed = (BEGINS + "logg:\n  - versjon: 1.0\n").replace("\n", ending)
    assert added(typed).decode() == typed + BLOCK.replace("\n", ending)


def test_a_file_without_a_line_ending_at_its_end_keeps_to_that():
    typed = BEGINS + "logg:\n  - versjon: 1.0"
    assert added(typed).decode() == typed + "\n" + BLOCK.removesuffix("\n")


@pytest.mark.parametrize("typed", ["logg:", "logg: []", "logg: [ ]", "logg:   # tom ennå", "logg: [] # tom ennå"])
def test_the_first_row_of_an_empty_list(typed):
    changed = added(BEGINS + typed + "\nvedlegg: [plan]\n").decode()
    assert BLOCK + "vedlegg: [plan]\n" in changed
    assert ("# tom ennå" in changed) == ("# tom ennå" in typed)


def test_a_list_that_is_missing_is_begun_at_the_end():
    assert added(BEGINS).decode() == BEGINS + "logg:\n" + BLOCK
    assert added(BEGINS.removesuffix("\n")).decode() == BEGINS + "logg:\n" + BLOCK.removesuffix("\n")


@pytest.mark.parametrize(
    "typed",
    [
        "logg: [{versjon: 1.0, endring: 'a [b], c'}]\n",
        "logg: [{versjon: '0.9'}, {versjon: 1.0},]\n",
        "logg: [\n  {versjon: 1.0},  # den første ]\n]\nvedlegg: [plan]\n",
    ],
)
def test_a_list_in_brackets(typed):
    changed = added(BEGINS + typed).decode()
    assert '{versjon: "2.0", dato: "09.04.2020"' in changed


def test_rows_in_braces_below_one_another():
    typed = BEGINS + "logg:\n  - {versjon: 0.9, endring: a}\n  - {versjon: 1.0}\n"
    assert added(typed).decode() == typed + BLOCK


@pytest.mark.parametrize(
    "typed",
    [
        "tittel: Mandat\nlogg:\n\t- versjon: 1.0\n\t\t\tdato: 01.01.2020\n",
        "tittel: Mandat\nlogg:\n\t- versjon: 1.0\ndeler:\n\t- tittel: En\n",
        "tittel: Mandat\ndeler:\n\t- tittel: En\nlogg:\n",
    ],
)
def test_files_indented_by_tabs(typed):
    data = typed.encode()
    before, _ = head(data)

    def proof(changed):
        model, _ = head(changed)
        return model is not None and [str(each.versjon) for each in model.logg] == [
            *(str(each.versjon) for each in before.logg),
            "2.0",
        ]

    changed, where = with_row(data, "logg", ROW, proof)
    assert changed[: where.start] + changed[where.stop :] == data


def test_a_byte_order_mark_and_letters_of_several_bytes_before_the_place():
    typed = (
        b"\xef\xbb\xbf" + "tittel: Mål og æøå\nlogg:\n  - versjon: 1.0\n    endring: åæø\nvedlegg: [plan]\n".encode()
    )
    assert added(typed) == typed.replace("åæø\n".encode(), ("åæø\n" + BLOCK).encode())


def test_a_text_over_several_lines_before_the_place():
    typed = (
        BEGINS
        + "logg:\n  - versjon: 1.0\n    endring: |\n      En linje\n\n      # ingen kommentar\n\nvedlegg: [plan]\n"
    )
    assert added(typed).decode() == typed.replace("kommentar\n", "kommentar\n" + BLOCK)


def test_lists_in_a_row():
    row = (
        ("versjon", "2.0"),
        ("endringer", [(("kapittel", "Kap. 6"), ("endring", "A")), (("endring", "B: b"),)]),
        ("av", "vik"),
    )
    assert added(BEGINS, row).decode() == BEGINS + (
        "logg:\n  - versjon: 2.0\n    endringer:\n      - kapittel: Kap. 6\n        endring: A\n"
        "      - endring: 'B: b'\n    av: vik\n"
    )


def test_a_row_that_cannot_be_proved_is_refused():
    with pytest.raises(SpliceFailure):
        with_row(b"tittel: Mandat\nlogg: {a: [}\n", "logg", ROW, lambda changed: False)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1.70-1", "1.70-1"),
        ("Kap. 2, 4 og 6 (mandat); kap. 9 og 10 (prosjektplan)", None),
        ("Økonomi: rammen", "'Økonomi: rammen'"),
        ("O'Hara # 3", "'O''Hara # 3'"),
        ('to\nlinjer\t«og» \\ "x"', '"to\\nlinjer\\t«og» \\\\ \\"x\\""'),
        ("- strek", "'- strek'"),
        ("", "''"),
        ("slutter med kolon:", "'slutter med kolon:'"),
    ],
)
def test_a_text_is_quoted_where_it_needs_to_be(text, written):
    assert quoted(text) == (written or text)


@settings(max_examples=150)
@given(st.text(max_size=60))
def test_any_text_is_read_back_letter_for_letter(typed):
    text = tidied(typed)
    if not text:
        return
    for quote in (quoted, double_quoted):
        data = f"tittel: Mandat\nlogg:\n  - versjon: 1.0\n    endring: {quote(text)}\n".encode()
        model, said = head(data)
        if quote is double_quoted or said == []:
            assert said == []
            assert str(model.logg[0].endring) == text
    row = (("versjon", "2.0"), ("endring", text), ("segl", "0" * 32))
    assert rows(added(BEGINS + "logg:\n  - versjon: 1.0\n", row))[-1]["endring"] == text


def test_a_text_of_several_lines_stands_below_its_key():
    row = (("versjon", "2.0"), ("endring", "Etter møtet:\n\n- ja\n- nei: senere\n"), ("segl", "0" * 32))
    typed = BEGINS + "logg:\n  - versjon: 1.0\n    endring: Ny\n"
    text = "    endring: |\n      Etter møtet:\n\n      - ja\n      - nei: senere\n"
    assert added(typed, row).decode() == f"{typed}  - versjon: 2.0\n{text}    segl: {'0' * 32}\n"


def test_a_text_that_would_not_be_read_back_below_its_key_stands_in_quotes():
    row = (("versjon", "2.0"), ("endring", "En linje  \nmed mellomrom bak\n"))
    assert '"En linje  \\nmed mellomrom bak\\n"' in added(BEGINS + "logg:\n", row).decode()
