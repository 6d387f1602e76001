"""What every kind of text has in common: its title and date, its sections ready to print, its attachments, its file."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import PurePosixPath
from typing import Any

from pipeline.diagnostics import Diagnostic
from pipeline.document.data import data_of
from pipeline.document.data_kind import Setting
from pipeline.document.kind import Document
from pipeline.document.meeting_fields import Vedlegg
from pipeline.document.meetings import listed
from pipeline.document.values import Line, Text, about
from pipeline.language.dates import long_date
from pipeline.language.labels import labels, word
from pipeline.records.papers import Paper, Section
from pipeline.records.project import Project
from pipeline.richtext import Blocks, DataBlock, Heading, Image, plain

UNDER_SECTION = 0
"""The level of a heading right under a section."""


@dataclass(slots=True)
class PaperContent:
    """What a template may use of a text, whatever its kind; a kind adds its own."""

    organisasjon: str = about("Organisasjonen fra oppsettet")
    prosjekt: str = about("Prosjektets navn, eller tomt")
    organ: str = about("Organet dokumentet er til, eller tomt")
    sak: str = about("Saksnummeret, f.eks. 03/23, eller tomt")
    tittel: Line = about("Tittelen; skrives {{r tittel }}")
    undertittel: Line = about("Undertittelen, eller tomt; skrives {{r undertittel }}")
    dato: str = about("Dokumentets dato: 7. februar 2024")
    av: str = about("Hvem som har skrevet det, eller tomt")
    innledning: Text = about("Det som står før den første delen; skrives {{p innledning }}")


@dataclass(slots=True)
class Avsnitt:
    tittel: Line = about("Overskriften; skrives {{r avsnitt.tittel }}")
    tekst: Text = about("Alt under overskriften; skrives {{p avsnitt.tekst }} i et eget avsnitt")


def setting_of(project: Project, paper: Paper) -> Setting:
    """The text in its own language."""
    return Setting(project, paper, labels(paper.language))


def papers_of(project: Project, kind: str) -> list[Paper]:
    """The texts of one kind, by name."""
    return [paper for paper in project.papers.values() if paper.kind == kind]


def common_content(paper: Paper, setting: Setting) -> dict[str, Any]:
    """The fields of `PaperContent`, by name."""
    content = PaperContent(
        organisasjon=setting.project.organisation,
        prosjekt=setting.project.project_of(paper.body),
        organ=paper.body.name if paper.body else "",
        sak=paper.case_label,
        tittel=Line(paper.title),
        undertittel=Line(paper.subtitle),
        dato=long_date(paper.day),
        av=listed(paper.authors, setting.translate),
        innledning=Text(printable(paper.preface, setting)),
    )
    return {each.name: getattr(content, each.name) for each in fields(content)}


def printable(blocks: Blocks, setting: Setting) -> Blocks:
    """`blocks` of a section with what is registered as what can be printed, figures named, headings one below the
    section's."""
    printed: Blocks = []
    for block in blocks:
        if isinstance(block, DataBlock):
            kind = data_of(block.value)
            printed.extend(kind.blocks(block.value, block, setting) if kind else [])
        elif isinstance(block, Heading):
            printed.append(replace(block, level=block.level - 1 + UNDER_SECTION))
        elif isinstance(block, Image) and block.caption:
            printed.append(replace(block, label=setting.translate(word("Figur"))))
        else:
            printed.append(block)
    return printed


def sections_of(paper: Paper, setting: Setting) -> list[Avsnitt]:
    """The sections in the order they were typed."""
    return [section_of(section, setting) for section in paper.sections]


def section_of(section: Section, setting: Setting) -> Avsnitt:
    """One section, ready to print."""
    return Avsnitt(Line(section.title, section.ident), Text(printable(section.blocks, setting)))


def numbered_files(paper: Paper) -> list[Vedlegg]:
    """The attachments with their numbers."""
    return [
        Vedlegg(
            nummer=str(number), tittel=attachment.title, sak=paper.case_label, fil=PurePosixPath(attachment.path).name
        )
        for number, attachment in enumerate(paper.attachments, 1)
    ]


def paper_document(project: Project, paper: Paper, content: Any) -> Document:
    """The document of a text, with its content."""
    return Document(
        kind=paper.kind,
        id=paper.id,
        stem=paper.stem,
        source=paper.source,
        language=paper.language,
        title=plain(paper.title),
        subject=paper.body.name if paper.body else project.name,
        author=", ".join(paper.authors) or project.organisation,
        date=paper.day,
        content=content,
        properties={"saksgang-id": paper.id, "saksgang-revisjon": project.digests[paper.source][:12]},
        sources=tuple(paper.sources),
    )


def check_data(kind: str, project: Project) -> Iterator[Diagnostic]:
    """What is wrong with what is registered in the texts of a kind, seen from the whole project: a rule of the kind."""
    for paper in papers_of(project, kind):
        setting = setting_of(project, paper)
        for blocks in (paper.preface, *(section.blocks for section in paper.sections)):
            for block in blocks:
                data = data_of(block.value) if isinstance(block, DataBlock) else None
                if data is not None and data.check is not None and isinstance(block, DataBlock):
                    yield from data.check(block.value, block, setting)
