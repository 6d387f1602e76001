"""What was meant to be filled in, and dates that are none, in any text."""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.diagnostics import Diagnostic, Problem
from pipeline.language.dates import MONTH_WORDS, ImpossibleDate, ReadDate, numeric_date, read_date
from pipeline.link.places import holds_any
from pipeline.link.problems import PLACEHOLDER, TEXT_DATE_IMPOSSIBLE, TEXT_DATE_WITHOUT_YEAR
from pipeline.richtext import Image, Inline
from pipeline.schema.placed import Text

_PLACEHOLDER = re.compile(
    r"\bxx+\s*[-./]\s*xx+\b|\bdato ?[-–] ?dato\b|\b(?:TODO|TBD|FIXME)\b|\(?\bdd\.mm\.(?:åååå|åå|yyyy|yy)\b\)?"
    r"|\bNN NN\b|\bXXX+\b|_{4,}|\bHøy\s*/\s*Middels\s*/\s*Lav\b|\blorem ipsum\b",
    re.IGNORECASE,
)
_NUMERIC_DATE = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.\d{2}(?:\d{2})?(?![\d.]\d)")
_DAY_AND_MONTH = re.compile(rf"\b\d{{1,2}}\.?\s?(?:{MONTH_WORDS})\b\.?(?!\s?(?:\d{{4}}|['’]\d\d))", re.IGNORECASE)
_SIGNS = (
    "xx",
    "dato-",
    "dato –",
    "dato -",
    "dato–",
    "todo",
    "tbd",
    "fixme",
    "dd.mm",
    "nn nn",
    "____",
    "middels",
    "lorem",
)
_DATE_SIGN = re.compile(r"\.\d{1,2}\.\d\d")


def unfinished(text: str) -> Iterator[tuple[int, Problem, str]]:
    """Placeholders and impossible dates of `text`: where (characters from 0), what is wrong, and the letters."""
    small = text.lower()
    # What every placeholder holds is looked for first.
    if holds_any(small, _SIGNS):
        for found in _PLACEHOLDER.finditer(text):
            yield found.start(), PLACEHOLDER, found[0]
    if _DATE_SIGN.search(text):
        for found in _NUMERIC_DATE.finditer(text):
            if isinstance(read_date(found[0]), ImpossibleDate):
                yield found.start(), TEXT_DATE_IMPOSSIBLE, found[0]


def unfinished_in_runs(runs: Inline) -> Iterator[Diagnostic]:
    """What is unfinished in running text; code is nobody's."""
    for run in runs:
        if run.code:
            continue
        for offset, problem, typed in unfinished(run.text):
            yield problem.at(run.at(offset), tekst=typed)


def unfinished_in_alt(image: Image) -> Iterator[Diagnostic]:
    """What is unfinished in the alternative text of a picture: nobody who sees the page finds it."""
    for _, problem, typed in unfinished(image.alt):
        yield problem.at(image.place, tekst=typed)


def unfinished_in_text(text: Text) -> Iterator[Diagnostic]:
    """What is unfinished in a value of YAML."""
    for offset, problem, typed in unfinished(text):
        yield problem.at(text.at(offset), tekst=typed)


def unfinished_in_head(text: Text | None, day: date) -> Iterator[Diagnostic]:
    """What is unfinished in a free text of the head, dates without a year included: a notice is read long after."""
    if text is None:
        return
    yield from unfinished_in_text(text)
    for found in _DAY_AND_MONTH.finditer(text):
        meant = read_date(found[0], day.year)
        shown = numeric_date(meant.day) if isinstance(meant, ReadDate) else None
        yield TEXT_DATE_WITHOUT_YEAR.at(text.at(found.start()), tekst=found[0], lest=shown)
