"""Status appendix (statusvedlegg): what an action register says on a day, in numbers, words and a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.document import Document, DocumentKind, Line, Text, about, filled, with_quotation
from pipeline.document.action_grids import (
    action_grid,
    heading_of,
    reading_guide,
    same_columns,
    stands_in_column,
    status_chart,
)
from pipeline.document.action_words import overdue_blocks, since_blocks, stale_blocks, summary
from pipeline.document.meetings import Translate
from pipeline.language.dates import long_date
from pipeline.language.labels import labels, word
from pipeline.records.action_columns import shown_columns
from pipeline.records.action_counts import Report, report
from pipeline.records.action_order import gathered
from pipeline.records.actions import ActionState, Column, Register, StatusGroup
from pipeline.records.project import Project
from pipeline.richtext import Cell, Grid, Paragraph, Run


@dataclass(slots=True)
class Gruppe:
    tittel: Line = about("Området, statusen eller den ansvarlige, eller tomt; skrives {{r gruppe.tittel }}")
    tabell: Text = about("Tabellen med gruppens tiltak; skrives {{p gruppe.tabell }}")


@dataclass(slots=True)
class Statusvedlegg:
    organisasjon: str = about("Organisasjonen fra oppsettet")
    prosjekt: str = about("Prosjektets navn, eller tomt")
    organ: str = about("Organets navn, eller tomt")
    vedlegg_til: str = about("Vedlegg til sak 03/23, eller tomt")
    sak: str = about("Saksnummeret, f.eks. 03/23, eller tomt")
    tittel: str = about("Tittelen")
    dato: str = about("Datoen rapporten gjelder: 10. mars 2023")
    forrige: str = about("Datoen for forrige rapport, eller tomt")
    antall: int = about("Hvor mange tiltak det er, uten de strøkne")
    bakgrunn: Text = about("Bakgrunnen; skrives {{p bakgrunn }}")
    oppsummering: str = about("39 tiltak. 6 er ferdigstilt og 2 satt i drift. 31 gjenstår: …")
    diagram: Text = about("Diagram over statusene; skrives {{p diagram }}")
    endringer: Text = about("Hva som er nytt, endret, ferdigstilt og strøket siden forrige rapport; {{p endringer }}")
    forfalt: Text = about("Tiltak som har passert forventet slutt, eller tomt; skrives {{p forfalt }}")
    ikke_oppdatert: Text = about("Tiltak som ikke er oppdatert siden datoen i registeret; {{p ikke_oppdatert }}")
    merknader: Text = about("Merknadene; skrives {{p merknader }}")
    forslag: Text = about("Forslag til vedtak; skrives {{p forslag }}")
    leseveiledning: Text = about("Hva tegn og farger i tabellen betyr; skrives {{p leseveiledning }}")
    grupper: list[Gruppe] = about("Tabellen, én for hver gruppe, eller én for alle")


def subjects(project: Project) -> list[Register]:
    """Every register of which something has been told."""
    return [register for register in project.registers.values() if register.day is not None]


def document(project: Project, register: Register) -> Document:
    """The register as it stood on its day."""
    day = register.day
    assert day is not None, "a register of which nothing is told has no report"
    translate = labels(register.language)
    content = _content(project, register, report(register, day), translate)
    return Document(
        kind=KIND.name,
        id=register.id,
        stem=PurePosixPath(register.file).stem,
        source=register.source,
        language=register.language,
        title=" – ".join(part for part in (content.vedlegg_til, register.title, content.dato) if part),
        subject=content.organ or project.name,
        author=project.organisation,
        date=day,
        content=content,
        properties={"saksgang-id": register.id},
        sources=tuple(register.sources),
    )


def _content(project: Project, register: Register, told: Report, translate: Translate) -> Statusvedlegg:
    place = register.place
    updated_since = register.updated_since_by(told.day)
    # The struck ones are told of apart; so the table has as many rows as the summary says there are actions.
    shown = [state for state in told.states if state.group is not StatusGroup.STRUCK]
    columns = shown_columns(register, shown)
    attached = translate(word("Vedlegg til sak {sak}")).format(sak=register.case_label) if register.case_label else ""
    previous = register.previous_before(told.day)
    return Statusvedlegg(
        organisasjon=project.organisation,
        prosjekt=project.project_of(register.body),
        organ=register.body.name if register.body else "",
        vedlegg_til=attached,
        sak=register.case_label,
        tittel=register.title,
        dato=long_date(told.day),
        forrige=long_date(previous) if previous else "",
        antall=told.counts.total,
        bakgrunn=Text(register.background),
        oppsummering=summary(told.counts, translate, told.since),
        diagram=Text(status_chart(told.counts, told.day, translate, place)),
        endringer=Text(since_blocks(told.since, translate, place) if told.since else []),
        forfalt=Text(overdue_blocks(told.overdue, translate, place)),
        ikke_oppdatert=Text(stale_blocks(told.stale, updated_since, translate, place) if updated_since else []),
        merknader=Text(register.remarks),
        forslag=Text(register.proposal),
        leseveiledning=Text(reading_guide(register, shown, told.day, translate, columns)),
        grupper=_groups(register, shown, columns, translate),
    )


def _groups(
    register: Register, shown: Sequence[ActionState], columns: Sequence[Column], translate: Translate
) -> list[Gruppe]:
    """A table for each group under its heading; one table for all where a column tells the group."""
    groups = gathered(register, shown)
    if not groups:
        return []
    about = translate(word("Tiltakene med status"))
    if stands_in_column(register, columns) or not any(group.heading for group in groups):
        rows = [state for group in groups for state in group.states]
        return [Gruppe(Line([]), Text([action_grid(register, rows, about, translate, columns)]))]
    headings = [heading_of(register, group.heading, translate) for group in groups]
    grids = [
        action_grid(register, group.states, f"{about}: {heading}", translate, columns)
        for group, heading in zip(groups, headings, strict=True)
    ]
    same_columns(grids)
    return [
        Gruppe(Line([Run(heading, register.place)]), Text([grid]))
        for heading, grid in zip(headings, grids, strict=True)
    ]


def sample() -> Statusvedlegg:
    """Every field filled, with what needs styles of its own: a quotation, a table with texts in its cells."""
    content: Statusvedlegg = filled(Statusvedlegg)
    content.bakgrunn = with_quotation(content.bakgrunn)
    words = content.grupper[0].tittel.runs
    place = words[0].place
    content.grupper[0].tabell = Text([Grid([words], [[Cell([Paragraph(words, place)])]], place)])
    return content


KIND = DocumentKind(
    name="status",
    about="Statusvedlegg: tiltakene i et register slik de sto en dag",
    content=Statusvedlegg,
    subjects=subjects,
    document=document,
    sample=sample,
)
