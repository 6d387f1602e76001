"""A follow-up task: who, what, due, out of `Vik, Berg: lage oversikt over bilbruken, 26.05.2020`."""

import re

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load import text_problems as problems
from pipeline.load.flow import Flow
from pipeline.load.inline import read_inline
from pipeline.richtext import Task

# The first colon, unless it stands in an address or a time of day.
_COLON = re.compile(r"(?<!\d):(?!//)|(?<=\d):(?!\d|//)")
_BETWEEN_NAMES = re.compile(r",|\s+og\s+|\s+&\s+")
_ROUND_NAME = "*_+ \t\u00a0"

_SENTENCE_STOP = re.compile(r"(?:\d{4}|[^\W\d]|(?:uke|veke)\s*\d+)\.$", re.IGNORECASE)

_MONTH = (
    r"(?:januar|jan|februar|febr?|mars|mar|april|apr|mai|juni|jun|juli|jul|august|aug|september|sept?|oktober|okt"
    r"|november|nov|desember|des)\b\.?"
)
_WEEKDAY = r"(?:(?:man|må|mån|tirs?|tys?|ons?|tors?|fre|lør|laur?|søn)(?:dag)?\b\.?,?\s+(?:den\s+)?)?"
_CLOCK = r"(?:\s*,?\s*(?:kl\.?|klokka|klokken)\s*\d{1,2}(?:[.:]\d\d)?)?"
_DATE = re.compile(
    rf"(?:(?:innen|innan|senest|seinast|frist:?|før|til|den|i|på|medio|primo|ultimo|(?:ut|inn)gangen\s+av|løpet\s+av)\s+)*"
    rf"(?:{_WEEKDAY}(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}-\d{{1,2}}-\d{{2,4}}"
    rf"|\d{{1,2}}\s?[./]\s?\d{{1,2}}(?:\s?[./-]?\s?\d{{2,4}})?\.?|\d{{1,2}}\.?\s*{_MONTH}(?:\s*,?\s*(?:\d{{4}}|['’]\d\d))?){_CLOCK}"
    rf"|{_MONTH}(?:\s+\d{{4}})?"
    r"|(?:uke|veke)\s*\d{1,2}(?:\s*[-–/]\s*\d{1,2})?(?:[\s/,-]+\d{4})?"
    r"|(?:snarest|straks)(?:\s+(?:mulig|mogleg|råd))?|fortløpende|fortløpande|løpende|løpande|i\s+dag|i\s+morgen"
    r"|(?:neste|førstkommende)\s+\w*(?:møte[t]?|uke|veke|måned|månad))\.?",
    re.IGNORECASE,
)


def looks_like_date(text: str) -> bool:
    """Whether `text` says when: a date in any of the ways people write one, a week, «snarest», «neste møte»."""
    return len(text) < 60 and _DATE.fullmatch(text) is not None


def fill_task(task: Task, flow: Flow, diagnostics: list[Diagnostic]) -> None:
    """Puts what `flow` says into `task`: owners before the first colon, the due date after the last comma."""
    text = flow.text
    what, end = 0, len(text)
    colon = _COLON.search(text)
    if colon is not None:
        task.owners = _owners(flow, colon.start())
        what = colon.end()
    if not task.owners:
        what = what if colon is not None and not text[: colon.start()].strip() else 0
        diagnostics.append(problems.TASK_WITHOUT_OWNER.at(task.place))
    comma = text.rfind(",", what)
    if comma >= 0:
        typed = text[comma + 1 :].strip()
        if looks_like_date(typed):
            task.due = _without_last_stop(typed)
            task.due_place = flow.place(comma + 1 + len(text[comma + 1 :]) - len(text[comma + 1 :].lstrip()))
            end = comma
    task.what = read_inline(flow, diagnostics, what, end)
    if not task.what:
        diagnostics.append(problems.TASK_EMPTY.at(task.place))


def _owners(flow: Flow, end: int) -> list[tuple[str, Place]]:
    owners = []
    start = 0
    text = flow.text[:end]
    for between in (*_BETWEEN_NAMES.finditer(text), None):
        name = text[start : between.start() if between else end]
        letters = name.strip(_ROUND_NAME)
        if letters:
            owners.append((letters, flow.place(start + name.index(letters))))
        start = between.end() if between else end
    return owners


def _without_last_stop(due: str) -> str:
    """The full stop of a sentence is none of the date's; that of «28.4.» is."""
    return due[:-1] if _SENTENCE_STOP.search(due) else due
