"""Note (notat): a text with numbered sections, for orientation."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic
from pipeline.document import Document, DocumentKind, about, filled, with_quotation, with_table
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
from pipeline.records.papers import Paper
from pipeline.records.project import Project
from pipeline.schema.paper import PaperShape


@dataclass(slots=True)
class Notat(PaperContent):
    avsnitt: list[Avsnitt] = about("Delene i rekkefølge")
    vedlegg: list[Vedlegg] = about("Vedleggene i rekkefølge")


def subjects(project: Project) -> list[Paper]:
    """Every note."""
    return papers_of(project, KIND.name)


def document(project: Project, paper: Paper) -> Document:
    """The note."""
    setting = setting_of(project, paper)
    content = Notat(
        **common_content(paper, setting),
        avsnitt=sections_of(paper, setting),
        vedlegg=numbered_files(paper),
    )
    return paper_document(project, paper, content)


def rules(project: Project) -> Iterator[Diagnostic]:
    """What is registered must hold."""
    yield from check_data(KIND.name, project)


def sample() -> Notat:
    """Every field filled, with what needs styles of its own: a quotation, a table with texts in its cells."""
    content: Notat = filled(Notat)
    content.avsnitt[0].tekst = with_table(with_quotation(content.avsnitt[0].tekst))
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
