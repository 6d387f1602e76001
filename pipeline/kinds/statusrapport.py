"""Status report (statusrapport): how a group's work stands on a day, to the body that gave it the work."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from pipeline.diagnostics import Diagnostic, Place, Problem, Severity
from pipeline.document import Document, DocumentKind, about, filled
from pipeline.document.meeting_fields import Vedlegg
from pipeline.document.papers import (
    Avsnitt,
    PaperContent,
    check_data,
    common_content,
    numbered_files,
    paper_document,
    papers_of,
    sections_of,
    setting_of,
)
from pipeline.document.values import with_quotation, with_table
from pipeline.language.dates import date_range, long_date, numeric_date
from pipeline.records.papers import Paper
from pipeline.records.project import Project
from pipeline.schema.paper import PaperHead, PaperShape, Reader
from pipeline.schema.placed import Text as Typed

PERIOD_UNREADABLE = Problem(
    "rapport-periode",
    Severity.ERROR,
    "«{periode}» er ikke en periode.",
    hint="Skriv to datoer: 13.12.2023–07.02.2024.",
)
PERIOD_BACKWARD = Problem(
    "rapport-periode-bakvendt",
    Severity.ERROR,
    "Perioden slutter før den begynner: {slutt} er før {start}.",
    hint="Bytt om datoene.",
)
PERIOD_AFTER_REPORT = Problem(
    "rapport-periode-senere",
    Severity.WARNING,
    "Perioden varer til {slutt}, men rapporten er datert {dato}.",
    hint="En rapport kan bare si noe om det som har vært.",
)
NEXT_REPORT_EARLY = Problem(
    "rapport-neste-tidlig",
    Severity.ERROR,
    "Neste rapport {neste} kommer ikke etter denne, som er datert {dato}.",
    hint="Rett datoen for den neste.",
)

_BETWEEN = re.compile(r"\s*(?:–|—|\s-\s|(?<=\d)-(?=\d)|\btil\b)\s*")


class ReportHead(PaperHead):
    """The head of a status report."""

    periode: Typed | None = Field(None, description="Tiden rapporten gjelder: 13.12.2023–07.02.2024")
    neste_rapport: Typed | None = Field(None, description="Dagen den neste rapporten kommer: 10.04.2024")


@dataclass(slots=True)
class ReportDates:
    """The days of a report beside its own: the period, and when the next one comes."""

    period: tuple[date, date] | None
    period_place: Place
    following: date | None
    following_place: Place


def read(head: ReportHead, reader: Reader) -> ReportDates:
    """The dates typed in the head."""
    period = None
    typed = head.periode
    nowhere = head.tittel.place
    if typed:
        between = _BETWEEN.search(typed)
        if between is None:
            reader.say(PERIOD_UNREADABLE.at(typed.place, periode=typed))
        else:
            first = reader.day(typed.part(0, between.start()))
            last = reader.day(typed.part(between.end(), len(typed)))
            if first and last and last < first:
                told = {"start": numeric_date(first), "slutt": numeric_date(last)}
                reader.say(PERIOD_BACKWARD.at(typed.place, **told))
            elif first and last:
                period = (first, last)
    following = head.neste_rapport
    return ReportDates(
        period, typed.place if typed else nowhere, reader.day(following), following.place if following else nowhere
    )


@dataclass(slots=True)
class Statusrapport(PaperContent):
    periode: str = about("Tiden rapporten gjelder: 13. desember 2023 – 7. februar 2024, eller tomt")
    neste_rapport: str = about("Dagen den neste rapporten kommer, eller tomt")
    avsnitt: list[Avsnitt] = about("Delene i rekkefølge")
    vedlegg: list[Vedlegg] = about("Vedleggene i rekkefølge")


def subjects(project: Project) -> list[Paper]:
    """Every status report."""
    return papers_of(project, KIND.name)


def document(project: Project, paper: Paper) -> Document:
    """The status report."""
    setting = setting_of(project, paper)
    dates: ReportDates = paper.head
    content = Statusrapport(
        **common_content(paper, setting),
        periode=date_range(*dates.period) if dates.period else "",
        neste_rapport=long_date(dates.following) if dates.following else "",
        avsnitt=sections_of(paper, setting),
        vedlegg=numbered_files(paper),
    )
    return paper_document(project, paper, content)


def rules(project: Project) -> Iterator[Diagnostic]:
    """What is registered must hold, and the report stands between its period and the next one."""
    yield from check_data(KIND.name, project)
    for paper in papers_of(project, KIND.name):
        dates: ReportDates = paper.head
        day = numeric_date(paper.day)
        if dates.period and dates.period[1] > paper.day:
            yield PERIOD_AFTER_REPORT.at(dates.period_place, slutt=numeric_date(dates.period[1]), dato=day)
        if dates.following and dates.following <= paper.day:
            yield NEXT_REPORT_EARLY.at(dates.following_place, neste=numeric_date(dates.following), dato=day)


def sample() -> Statusrapport:
    """Every field filled, with what needs styles of its own: a quotation, a table with texts in its cells."""
    content: Statusrapport = filled(Statusrapport)
    content.avsnitt[0].tekst = with_table(with_quotation(content.avsnitt[0].tekst))
    return content


KIND = DocumentKind(
    name="statusrapport",
    about="Statusrapport til et samarbeidsorgan",
    content=Statusrapport,
    subjects=subjects,
    document=document,
    sample=sample,
    rules=(rules,),
    paper=PaperShape("statusrapport", "rapporter", "Hodet i en statusrapport", head=ReportHead, read=read),
)
