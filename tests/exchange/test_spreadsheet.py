"""Spreadsheets people send, as cells: what they typed, what is out of sight, and what cannot be read."""

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.styles import Font

from pipeline.diagnostics import Diagnostic
from pipeline.exchange.cells import CellKind, Sheet, Spreadsheet
from pipeline.exchange.spreadsheet import read_spreadsheet

SHEET = "xl/worksheets/sheet1.xml"


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return made.getvalue()


def read(data: bytes, name: str = "svar.xlsx") -> tuple[Spreadsheet | None, list[str]]:
    said: list[Diagnostic] = []
    book = read_spreadsheet(data, name, said)
    return book, [each.code for each in said]


def first_sheet(data: bytes, name: str = "svar.xlsx") -> Sheet:
    book, said = read(data, name)
    assert (book is not None, said) == (True, [])
    assert book is not None
    return book.sheets[0]


def test_each_kind_of_cell_is_known() -> None:
    book = openpyxl.Workbook()
    values = ["tekst\nto", 12, 2.5, datetime(2023, 2, 1), True, "=A1&B1", "#REF!", 0.25]
    book.active.append(values)
    book.active["H1"].number_format = "0 %"
    row = first_sheet(saved(book)).rows[1]
    assert [(cell.kind, cell.text) for cell in row.values()] == [
        (CellKind.TEXT, "tekst\nto"),
        (CellKind.NUMBER, "12"),
        (CellKind.NUMBER, "2,5"),
        (CellKind.DATE, "01.02.2023"),
        (CellKind.TEXT, "ja"),
        (CellKind.FORMULA, ""),
        (CellKind.FAULT, "#REF!"),
        (CellKind.NUMBER, "25 %"),
    ]
    assert (row[4].day, row[4].name) == (date(2023, 2, 1), "Sheet!D1")


def test_a_formula_keeps_what_it_gave() -> None:
    data = changed(
        workbook(["=1+1"]), SHEET, lambda part: part.replace(b"<v></v>", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>")
    )
    cell = first_sheet(data).rows[1][1]
    assert (cell.kind, cell.text) == (CellKind.FORMULA, "2")


def test_dates_counted_from_1904_are_the_same_days() -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.MAC_EPOCH
    book.active.append([date(2023, 2, 1)])
    assert first_sheet(saved(book)).rows[1][1].day == date(2023, 2, 1)


def test_strict_open_xml_is_read_like_the_other() -> None:
    data = workbook(["Id", "Status"])
    old, new = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    for part in (SHEET, "xl/workbook.xml", "xl/styles.xml"):
        data = changed(data, part, lambda content: content.replace(old, new))
    assert [cell.text for cell in first_sheet(data).rows[1].values()] == ["Id", "Status"]


def test_what_is_merged_or_hidden_is_known() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["a", "b", "c"], ["d", "e", "f"]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("Borte").sheet_state = "hidden"
    read_book, _ = read(saved(book))
    assert read_book is not None
    one, other = read_book.sheets
    assert [(area.top, area.left, area.bottom, area.right) for area in one.merged] == [(1, 1, 1, 2)]
    assert [one.is_out_of_sight(one.rows[row][column]) for row, column in ((1, 1), (1, 3), (2, 1))] == [
        False,
        True,
        True,
    ]
    assert (one.is_hidden, other.is_hidden) == (False, True)


def test_formatted_rows_without_anything_in_them_are_nothing() -> None:
    rows = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % row for row in range(2, 100_000))
    stray = b'<row r="1048576"><c r="XFD1048576" t="str"><v>her</v></c></row>'
    data = changed(workbook(["Id"]), SHEET, lambda part: part.replace(b"</sheetData>", rows + stray + b"</sheetData>"))
    assert [(row, list(cells)) for row, cells in first_sheet(data).rows.items()] == [(1, [1]), (1_048_576, [16_384])]


def test_what_unpacks_to_too_much_is_not_read() -> None:
    many = (b"<row>" + b'<c t="str"><v>x</v></c>' * 1_000 + b"</row>") * 210
    tags = b"<a/>" * 5_100_000
    for filler in (many, tags):
        data = changed(
            workbook(["Id"]), SHEET, lambda part, filler=filler: part.replace(b"</sheetData>", filler + b"</sheetData>")
        )
        assert read(data) == (None, ["regneark-for-stort"])


def test_an_entity_is_not_followed() -> None:
    declared = b'<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    data = changed(workbook(["Id"]), SHEET, lambda part: declared + part.replace(b"Id", b"&a;"))
    assert read(data) == (None, ["regneark-odelagt"])


def zipped(*names: str, **parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, "")
        for name, text in parts.items():
            made.writestr(name, text)
    return file.getvalue()


OTHERS = {
    "ods": zipped("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "xlsb": zipped("xl/workbook.bin"),
    "docx": zipped("word/document.xml"),
    "numbers": zipped("Index/Document.iwa"),
}


@pytest.mark.parametrize("ending", OTHERS)
def test_another_format_is_told_by_its_name(ending: str) -> None:
    said: list[Diagnostic] = []
    assert read_spreadsheet(OTHERS[ending], "svar.xlsx", said) is None
    assert [each.code for each in said] == ["regneark-annet-format"]
    assert f".{ending}" in said[0].message()


def test_a_package_that_is_no_spreadsheet_is_broken() -> None:
    assert read(zipped("noe.txt")) == (None, ["regneark-odelagt"])
    assert read(b"<html><table></table></html>", "svar.xls") == (None, ["regneark-odelagt"])


TEXTS = {
    "semikolon": "Id;Status\nbil;pågår\n".encode("cp1252"),
    "tabulator": "Id\tStatus\nbil\tpågår\n".encode("utf-16"),
    "komma": "\ufeffId,Status\nbil,pågår\n".encode(),
    "sagt": b"sep=|\nId|Status\nbil|p\xc3\xa5g\xc3\xa5r\n",
}


@pytest.mark.parametrize("kind", TEXTS)
def test_text_with_something_between_is_read(kind: str) -> None:
    rows = list(first_sheet(TEXTS[kind], "svar.csv").rows.values())
    assert [[cell.text for cell in row.values()] for row in rows] == [["Id", "Status"], ["bil", "pågår"]]


def test_text_that_falls_apart_is_said() -> None:
    assert read(b'Id;Status\n"bil;p', "svar.csv") == (None, ["regneark-odelagt"])
    assert read(b"a;" * 300_000, "svar.csv") == (None, ["regneark-for-stort"])


def test_whatever_happens_to_a_workbook_it_is_read_or_said() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Id", "Status", 3, date(2023, 1, 1), "=1+1"])
    book.active["A1"].font = Font(bold=True)
    data, chance = saved(book), random.Random(7)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = [name for name in parts.namelist() if name.endswith((".xml", ".rels"))]
    outcomes = set()
    for _ in range(400):
        part = chance.choice(names)

        def spoilt(content: bytes) -> bytes:
            letters = bytearray(content)
            for _ in range(chance.randrange(1, 6)):
                at = chance.randrange(len(letters))
                if chance.random() < 0.5:
                    letters[at] = chance.choice(b'<>"/&0919azAZ-')
                else:
                    del letters[at : at + chance.randrange(1, 30)]
            return bytes(letters)

        whole = changed(data, part, spoilt)
        if chance.random() < 0.2:
            whole = whole[: chance.randrange(len(whole))]
        found, said = read(whole)
        assert (found is None) == bool(said)
        outcomes.update(said)
    assert "regneark-odelagt" in outcomes
