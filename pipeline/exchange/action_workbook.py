"""The form of a responsible as a workbook: locked cells that show, open ones with dropdowns that ask.

Same register and same day give the same bytes: no clock is asked.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.exchange.action_form import (
    ABOUT_SHEET,
    ANSWERS,
    DAY_LABEL,
    DIGEST_LABEL,
    FORM_SHEET,
    GUIDE,
    GUIDE_LABEL,
    REGISTER_LABEL,
    RESPONSIBLE_LABEL,
    WORDS_SHEET,
    Form,
    FormColumn,
    digest,
    forms,
    whole_word,
)
from pipeline.language.dates import numeric_date
from pipeline.records.actions import Register

_WIDTHS = {
    FormColumn.ID: 16,
    FormColumn.NAME: 32,
    FormColumn.RESPONSIBLE: 22,
    FormColumn.LAST_TEXT: 48,
    FormColumn.TEXT: 48,
}
_USUAL_WIDTH = 18
_LONGEST_CELL = 32_000
"""Excel refuses a file with more than 32,767 letters in a cell."""
_HEADING_FILL = PatternFill("solid", start_color="FFD9E2F3")
_LOCKED_FILL = PatternFill("solid", start_color="FFF2F2F2")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_STAMP = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


@dataclass(frozen=True, slots=True)
class FormFile:
    """A workbook to be sent to `responsible` (empty: to whoever finds out) about `count` actions."""

    name: str
    responsible: str
    count: int
    data: bytes


def form_files(register: Register, day: date) -> list[FormFile]:
    """A workbook for each responsible, with how their actions stood on `day`."""
    return [
        FormFile(f"{register.id}-{form.key}.xlsx", form.responsible, len(form.rows), _workbook(register, form, day))
        for form in forms(register, day)
    ]


def _workbook(register: Register, form: Form, day: date) -> bytes:
    book = Workbook()
    moment = datetime(day.year, day.month, day.day)
    book.properties.creator = "saksgang"
    book.properties.title = register.title
    book.properties.created = moment
    sheet = book.active
    sheet.title = FORM_SHEET
    words = book.create_sheet(WORDS_SHEET)
    about = book.create_sheet(ABOUT_SHEET)
    lists = _write_words(words, register)
    _write_rows(sheet, form)
    _add_dropdowns(sheet, lists, len(form.rows))
    _write_about(about, register, form, day)
    for each in (sheet, words, about):
        each.protection.sheet = True
        each.protection.formatColumns = False  # widths may be changed
        each.protection.formatRows = False
    file = io.BytesIO()
    book.save(file)
    return _without_clock(file.getvalue(), moment)


def _put(cell: Cell, text: str) -> None:
    """Text as text: what begins with = is no formula."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_CELL] or None
    if cell.value is not None:
        cell.data_type = "s"
    cell.alignment = _WRAPPED


def _write_rows(sheet: Worksheet, form: Form) -> None:
    for number, column in enumerate(FormColumn, 1):
        heading = sheet.cell(1, number)
        _put(heading, column)
        heading.font, heading.fill = Font(bold=True), _HEADING_FILL
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(column, _USUAL_WIDTH)
    for index, row in enumerate(form.rows, 2):
        shown = row.shown()
        for number, column in enumerate(FormColumn, 1):
            cell = sheet.cell(index, number)
            _put(cell, shown.get(column, ""))
            if column in ANSWERS:
                cell.protection = Protection(locked=False)
                cell.number_format = "dd.mm.yyyy" if column is FormColumn.DAY else "@"
            else:
                cell.fill = _LOCKED_FILL
    sheet.freeze_panes = "C2"  # the heading, the id and the name stay in sight
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write_words(sheet: Worksheet, register: Register) -> dict[FormColumn, str]:
    """The vocabulary, a list a column; where each list stands. A list in a cell's own rule may not be longer than 255
    letters."""
    vocabulary = register.vocabulary
    lists: dict[FormColumn, Sequence[str]] = {
        FormColumn.STATUS: [each.word for each in vocabulary.statuses],
        FormColumn.DEVIATION: [whole_word(each) for each in vocabulary.deviations],
        FormColumn.PRIORITY: vocabulary.priorities,
        FormColumn.SIZE: vocabulary.sizes,
    }
    headings = ("Status", "Avvik", "Prioritet", "Omfang")
    ranges: dict[FormColumn, str] = {}
    for number, ((column, words), heading) in enumerate(zip(lists.items(), headings, strict=True), 1):
        letter = get_column_letter(number)
        _put(sheet.cell(1, number), heading)
        sheet.cell(1, number).font = Font(bold=True)
        sheet.column_dimensions[letter].width = 30
        for index, word in enumerate(words, 2):
            _put(sheet.cell(index, number), word)
        if words:
            ranges[column] = f"{WORDS_SHEET}!${letter}$2:${letter}${len(words) + 1}"
    sheet.freeze_panes = "A2"
    return ranges


def _add_dropdowns(sheet: Worksheet, lists: dict[FormColumn, str], count: int) -> None:
    if not count:
        return
    for number, column in enumerate(FormColumn, 1):
        if column not in lists:
            continue
        rule = DataValidation("list", formula1=lists[column], allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = "Ukjent ord", "Velg et ord fra listen."
        letter = get_column_letter(number)
        rule.add(f"{letter}2:{letter}{count + 1}")
        sheet.add_data_validation(rule)


def _write_about(sheet: Worksheet, register: Register, form: Form, day: date) -> None:
    """Where the form comes from, in sight, so that it finds its way back."""
    rows = (
        ("Tittel", register.title),
        (REGISTER_LABEL, register.id),
        (DAY_LABEL, numeric_date(day)),
        (RESPONSIBLE_LABEL, form.responsible or "ingen"),
        (DIGEST_LABEL, digest(form.rows)),
        (GUIDE_LABEL, GUIDE),
    )
    for number, (label, text) in enumerate(rows, 1):
        _put(sheet.cell(number, 1), label)
        sheet.cell(number, 1).font = Font(bold=True)
        _put(sheet.cell(number, 2), text)
    sheet.column_dimensions["A"].width = 16
    sheet.column_dimensions["B"].width = 72


def _without_clock(data: bytes, moment: datetime) -> bytes:
    """The workbook with no time in it but the form's own."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", part)
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            new.writestr(entry, part)
    return made.getvalue()
