"""The form of a responsible as a workbook: locked cells that show, open ones with dropdowns that ask.

Same register and same day give the same bytes: no clock is asked.
"""

import io
import math
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.exchange.action_form import (
    ABOUT_SHEET,
    ANSWER_DAY_LABEL,
    DAY_LABEL,
    FOR_WHOM,
    FORM_SHEET,
    GUIDE,
    MARK_LABEL,
    NOTHING_NEW,
    REGISTER_LABEL,
    RESPONSIBLE_LABEL,
    SHOWN,
    STOOD_THEN,
    TITLE_LABEL,
    WHEN_READ,
    WORDS_SHEET,
    Form,
    FormColumn,
    Translate,
    form_columns,
    form_own_columns,
    forms,
    heading_of,
    whole_word,
)
from pipeline.language.dates import numeric_date
from pipeline.language.labels import labels, word
from pipeline.records.actions import Register

HEADING_ROW = 4
"""Above it stand the title and what to do."""
_WIDTHS = {
    FormColumn.ID: 15,
    FormColumn.NAME: 26,
    FormColumn.STANDS: 34,
    FormColumn.LAST_TEXT: 42,
    FormColumn.STATUS: 17,
    FormColumn.DEVIATION: 18,
    FormColumn.END: 16,
    FormColumn.TEXT: 48,
    FormColumn.DAY: 13,
    FormColumn.PRIORITY: 13,
    FormColumn.SIZE: 13,
}
_OWN_WIDTH = 20
_LINE_HEIGHT, _FEWEST_LINES, _HIGHEST = 15, 6, 409
"""In points; Excel has no higher row."""
_LONGEST_CELL = 32_000
"""Excel refuses a file with more than 32,767 letters in a cell."""
_FONT, _BOLD = Font(name="Calibri", size=11), Font(name="Calibri", size=11, bold=True)
_TITLE, _ON_DARK = Font(name="Calibri", size=15, bold=True), Font(name="Calibri", size=11, bold=True, color="FFFFFFFF")
_SHOWN_FILL, _ASKED_FILL = PatternFill("solid", start_color="FFD9E2F3"), PatternFill("solid", start_color="FF1F4E79")
_LOCKED_FILL = PatternFill("solid", start_color="FFF2F2F2")
_LINE = Side("thin", color="FFBFBFBF")
_BORDER = Border(_LINE, _LINE, _LINE, _LINE)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_STAMP = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_FONT_ORDER = [
    "b",
    "i",
    "strike",
    "condense",
    "extend",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
    "name",
    "family",
    "charset",
    "scheme",
]


@dataclass(frozen=True, slots=True)
class FormFile:
    """A workbook to be sent to `responsible` (empty: to whoever finds out) about `count` actions."""

    name: str
    responsible: str
    count: int
    data: bytes


def form_files(register: Register, day: date, answer_day: date | None) -> list[FormFile]:
    """A workbook for each responsible, with how their actions stood on `day`. Answers without a date of their own will
    be dated `answer_day` (None: whoever reads them says which)."""
    return [
        FormFile(
            f"{register.id}-{form.key}.xlsx",
            form.responsible,
            len(form.rows),
            _workbook(register, form, day, answer_day),
        )
        for form in forms(register, day)
    ]


def _workbook(register: Register, form: Form, day: date, answer_day: date | None) -> bytes:
    book = Workbook()
    translate = labels(register.language)
    moment = datetime(day.year, day.month, day.day)
    book.properties.creator = "saksgang"
    book.properties.title = ILLEGAL_CHARACTERS_RE.sub("", register.title)
    book.properties.language = register.language
    book.properties.created = moment
    sheet = book.active
    sheet.title = FORM_SHEET
    words = book.create_sheet(WORDS_SHEET)
    about = book.create_sheet(ABOUT_SHEET)
    lists = _write_words(words, register, translate)
    _write_rows(sheet, register, form, day, translate)
    _add_dropdowns(sheet, register, lists, len(form.rows), translate)
    _write_about(about, register, form, day, answer_day, translate)
    for each in (sheet, words, about):
        each.protection.sheet = True
        each.protection.formatColumns = False  # widths may be changed
        each.protection.formatRows = False
        each.page_setup.orientation = "landscape"
        each.page_setup.paperSize = each.PAPERSIZE_A4
        each.page_setup.fitToHeight = 0
        each.page_margins.left = each.page_margins.right = 0.4  # in inches
        each.sheet_properties.pageSetUpPr.fitToPage = True
    file = io.BytesIO()
    book.save(file)
    return _settled(file.getvalue(), moment)


def _put(cell: Cell, text: str, font: Font = _FONT) -> None:
    """Text as text: what begins with = is no formula."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_CELL] or None
    if cell.value is not None:
        cell.data_type = "s"
    cell.font = font
    cell.alignment = _WRAPPED


def _write_rows(sheet: Worksheet, register: Register, form: Form, day: date, translate: Translate) -> None:
    columns, own = form_columns(register), form_own_columns(register)
    _put(sheet.cell(1, 1), register.title, _TITLE)
    whom = translate(FOR_WHOM).format(navn=form.responsible) if form.responsible else ""
    stood = translate(STOOD_THEN).format(dato=numeric_date(day))
    _put(sheet.cell(2, 1), " ".join(filter(None, (whom, stood, translate(GUIDE), translate(NOTHING_NEW)))))
    for above in (1, 2):
        sheet.cell(above, 1).alignment = Alignment(vertical="center")  # over the cells beside it
    sheet.row_dimensions[1].height = 24
    sheet.row_dimensions[2].height = 20
    headings = [translate(column) for column in columns] + [heading_of(column) for column in own]
    for number, heading in enumerate(headings, 1):
        cell = sheet.cell(HEADING_ROW, number)
        is_shown = number <= len(SHOWN)
        _put(cell, heading, _BOLD if is_shown else _ON_DARK)
        cell.fill, cell.border = _SHOWN_FILL if is_shown else _ASKED_FILL, _BORDER
        width = _WIDTHS[columns[number - 1]] if number <= len(columns) else _OWN_WIDTH
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[HEADING_ROW].height = 2 * _LINE_HEIGHT + 3
    for index, row in enumerate(form.rows, HEADING_ROW + 1):
        shown = (row.action.id, row.action.title, row.stands(columns, own, translate), row.last_text())
        for number in range(1, len(headings) + 1):
            cell = sheet.cell(index, number)
            cell.border = _BORDER
            if number <= len(shown):
                _put(cell, shown[number - 1])
                cell.fill = _LOCKED_FILL
                continue
            _put(cell, "")
            is_day = number <= len(columns) and columns[number - 1] is FormColumn.DAY
            cell.protection = Protection(locked=False)
            cell.number_format = "dd.mm.yyyy" if is_day else "@"
        sheet.row_dimensions[index].height = _height(shown)
    sheet.freeze_panes = f"C{HEADING_ROW + 1}"  # the headings, the id and the name stay in sight
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"


def _height(shown: Sequence[str]) -> float:
    """Room for what is shown, and for an answer: a program that opens the file does not measure it."""
    lines = max(
        sum(max(1, math.ceil(len(line) * 1.1 / _WIDTHS[column])) for line in text.split("\n"))
        for column, text in zip(SHOWN, shown, strict=True)
    )
    return float(min(_HIGHEST, max(lines, _FEWEST_LINES) * _LINE_HEIGHT + 4))


def _write_words(sheet: Worksheet, register: Register, translate: Translate) -> dict[FormColumn, str]:
    """The vocabulary, a list a column; where each list stands. A list in a cell's own rule may not be longer than 255
    letters, and a comma would part a word."""
    vocabulary = register.vocabulary
    lists: dict[FormColumn, tuple[str, Sequence[str]]] = {
        FormColumn.STATUS: (word("Status"), [each.word for each in vocabulary.statuses]),
        FormColumn.DEVIATION: (word("Avvik"), [whole_word(each) for each in vocabulary.deviations]),
        FormColumn.PRIORITY: (word("Prioritet"), vocabulary.priorities),
        FormColumn.SIZE: (word("Omfang"), vocabulary.sizes),
    }
    ranges: dict[FormColumn, str] = {}
    for number, (column, (heading, words)) in enumerate(lists.items(), 1):
        letter = get_column_letter(number)
        _put(sheet.cell(1, number), translate(heading), _BOLD)
        sheet.column_dimensions[letter].width = 32
        for index, each in enumerate(words, 2):
            _put(sheet.cell(index, number), each)
        if words:
            ranges[column] = f"{WORDS_SHEET}!${letter}$2:${letter}${len(words) + 1}"
    sheet.freeze_panes = "A2"
    return ranges


def _add_dropdowns(
    sheet: Worksheet, register: Register, lists: dict[FormColumn, str], count: int, translate: Translate
) -> None:
    prompts = {
        FormColumn.DAY: word("Bare når statusen gjelder en annen dato. Skriv for eksempel 26.05.2023."),
        FormColumn.END: word("Er tiltaket ferdig, skriver du datoen det ble ferdig."),
    }
    for number, column in enumerate(form_columns(register), 1):
        letter = get_column_letter(number)
        cells = f"{letter}{HEADING_ROW + 1}:{letter}{HEADING_ROW + count}"
        if column in lists:
            rule = DataValidation("list", formula1=lists[column], allow_blank=True, showErrorMessage=True)
            rule.errorTitle, rule.error = translate(word("Ukjent ord")), translate(word("Velg et ord fra listen."))
        elif column in prompts:
            rule = DataValidation(allow_blank=True, showInputMessage=True)
            rule.prompt = translate(prompts[column])
        else:
            continue
        rule.add(cells)
        sheet.add_data_validation(rule)


def _write_about(
    sheet: Worksheet, register: Register, form: Form, day: date, answer_day: date | None, translate: Translate
) -> None:
    """Where the form comes from, in sight, so that it finds its way back; and a mark of each action as it was shown."""
    rows = (
        (TITLE_LABEL, register.title),
        (REGISTER_LABEL, register.id),
        (DAY_LABEL, numeric_date(day)),
        (ANSWER_DAY_LABEL, numeric_date(answer_day) if answer_day else translate(WHEN_READ)),
        (RESPONSIBLE_LABEL, form.responsible),
    )
    for number, (label, text) in enumerate(rows, 1):
        _put(sheet.cell(number, 1), translate(label), _BOLD)
        _put(sheet.cell(number, 2), text)
    _put(sheet.cell(1, 4), translate(FormColumn.ID), _BOLD)
    _put(sheet.cell(1, 5), translate(MARK_LABEL), _BOLD)
    for number, row in enumerate(form.rows, 2):
        _put(sheet.cell(number, 4), row.action.id)
        _put(sheet.cell(number, 5), row.mark(register.own_columns))
    for letter, width in (("A", 26), ("B", 60), ("D", 30), ("E", 20)):
        sheet.column_dimensions[letter].width = width


# --- the file -----------------------------------------------------------------------------------------------------


def _settled(data: bytes, moment: datetime) -> bytes:
    """The workbook with no time in it but the form's own, and with its fonts as Excel wants them."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", part)
            elif name == "xl/styles.xml":
                part = _with_fonts_in_order(part)
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            new.writestr(entry, part)
    return made.getvalue()


def _with_fonts_in_order(styles: bytes) -> bytes:
    """What a font is made of, in the order of Excel's own schema ([MS-OI29500]); openpyxl has another."""
    root = etree.fromstring(styles)
    for font in root.iterfind(".//{*}fonts/{*}font"):
        font[:] = sorted(font, key=lambda each: _FONT_ORDER.index(etree.QName(each).localname))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
