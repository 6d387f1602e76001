"""Note (notat): a text with numbered sections, for orientation."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic
from pipeline.document import Document, DocumentKind, Line, Text, about, filled, with_quotation
from pipeline.document.meeting_fields import Vedlegg
from pipeline.document.meetings import listed
from pipeline.document.papers import (
    Avsnitt,
    check_data,
    numbered_files,
    paper_document,
    papers_of,
    printable,
    sections_of,
    setting_of,
)
from pipeline.language.dates import long_date
from pipeline.records.papers import Paper
from pipeline.records.project import Project
from pipeline.schema.paper import PaperShape


@dataclass(slots=True)
class Notat:
    organisasjon: str = about("Organisasjonen fra oppsettet")
    prosjekt: str = about("Prosjektets navn, eller tomt")
    organ: str = about("Organet notatet er til, eller tomt")
    sak: str = about("Saksnummeret, f.eks. 03/23, eller tomt")
    tittel: Line = about("Tittelen; skrives {{r tittel }}")
    undertittel: Line = about("Undertittelen, eller tomt; skrives {{r undertittel }}")
    dato: str = about("Dokumentets dato: 7. februar 2024")
    av: str = about("Hvem som har skrevet det, eller tomt")
    innledning: Text = about("Det som står før den første delen; skrives {{p innledning }}")
    avsnitt: list[Avsnitt] = about("Delene i rekkefølge")
    vedlegg: list[Vedlegg] = about("Vedleggene i rekkefølge")


def subjects(project: Project) -> list[Paper]:
    """Every note."""
    return papers_of(project, KIND.name)


def document(project: Project, paper: Paper) -> Document:
    """The note."""
    setting = setting_of(project, paper)
    content = Notat(
        organisasjon=project.organisation,
        prosjekt=project.name,
        organ=paper.body.name if paper.body else "",
        sak=paper.case_label,
        tittel=Line(paper.title),
        undertittel=Line(paper.subtitle),
        dato=long_date(paper.day),
        av=listed(paper.authors, setting.translate),
        innledning=Text(printable(paper.preface, setting)),
        avsnitt=sections_of(paper, setting),
        vedlegg=numbered_files(paper),
    )
    return paper_document(project, paper, content)


def rules(project: Project) -> Iterator[Diagnostic]:
    """What is registered must hold."""
    yield from check_data(KIND.name, project)


def sample() -> Notat:
    """Every field filled, with what needs styles of its own: a quotation."""
    content: Notat = filled(Notat)
    content.avsnitt[0].tekst = with_quotation(content.avsnitt[0].tekst)
    return content


KIND = DocumentKind(
    name="notat",
    about="Notat til orientering",
    content=Notat,
    subjects=subjects,
    document=document,
    sample=sample,
    rules=(rules,),
    paper=PaperShape("notat", "notater", "Hodet i et notat"),
)
