"""What both documents of a meeting hold: people on a line of a table, and attachments, as a template sees them."""

from dataclasses import dataclass

from pipeline.document.meetings import Translate, all_attachments, attachment_title, description, line, seat_name
from pipeline.document.values import Line, about
from pipeline.records.model import Attendance, Meeting
from pipeline.records.project import Project


@dataclass(slots=True)
class Deltaker:
    navn: str = about("Fullt navn")
    stilling: str = about("Stillingen på møtedagen, eller tomt")
    organisasjon: str = about("Organisasjonen på møtedagen, eller tomt")
    rolle: str = about("Møteleder, nestleder, sekretær, observatør, vara for …, eller tomt for et vanlig medlem")
    merknad: str = about("Merknaden fra oppsettet, f.eks. arbeidsgruppe 1, eller tomt")
    linje: Line = about("Alt om personen på én linje; skrives {{r p.linje }}")


@dataclass(slots=True)
class Vedlegg:
    nummer: str = about("Løpenummer: 1, 2, 3 …")
    tittel: str = about("Tittelen")
    sak: str = about("Saksnummeret vedlegget hører til, eller tomt")
    fil: str = about("Filnavnet")


def participant(person: Attendance, translate: Translate) -> Deltaker:
    """One of the called or present."""
    return Deltaker(
        navn=person.person.name,
        stilling=person.post.role,
        organisasjon=person.post.organisation,
        rolle=seat_name(person, translate),
        merknad=person.note,
        linje=line(description(person, translate), person.place),
    )


def numbered_attachments(project: Project, meeting: Meeting, translate: Translate) -> list[Vedlegg]:
    """The meeting's attachments and its cases', each file once."""
    return [
        Vedlegg(
            nummer=str(count),
            tittel=attachment_title(attachment, translate),
            sak=project.cases[attachment.case_id].label if attachment.case_id else "",
            fil=attachment.path.rpartition("/")[2],
        )
        for count, attachment in enumerate(all_attachments(meeting), 1)
    ]
