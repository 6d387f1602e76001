"""Notice of a meeting with its case list (innkalling med saksliste)."""

from dataclasses import dataclass

from pipeline.document import Document, DocumentKind, Line, Text, about, filled, with_quotation
from pipeline.document.meeting_fields import Deltaker, Vedlegg, numbered_attachments, participant
from pipeline.document.meetings import (
    Translate,
    absences,
    all_attachments,
    attachment_title,
    case_notes,
    changes,
    file_stem,
    flags,
    line,
    minutes,
    presenters,
    sources_of,
    waiting_proposals,
    when,
)
from pipeline.language.dates import long_date, numeric_date
from pipeline.language.labels import labels, word
from pipeline.records.bookmarks import case_bookmark
from pipeline.records.model import Attachment, Case, Meeting, MeetingStatus
from pipeline.records.project import Project
from pipeline.richtext import Blocks, Marker, Piece


@dataclass(slots=True)
class Sakslinje:
    nummer: str = about("Saksnummeret, f.eks. 27-2020")
    tittel: Line = about("Tittelen; skrives {{r linje.tittel }}")
    type: str = about("Sakstypen, eller tomt")
    innleder: str = about("Hvem som legger fram saken, uten v/, eller tomt")
    minutter: str = about("Tiden som er satt av, f.eks. 20 min, eller tomt")
    merke: str = about("tilleggssak, ettersendt, trukket, eller tomt")


@dataclass(slots=True)
class Sak:
    nummer: str = about("Saksnummeret")
    tittel: Line = about("Tittelen; skrives {{r sak.tittel }}")
    opplysninger: str = about("Sakstype, innleder, tid og merker på én linje, eller tomt")
    omtale: Text = about("Det som er skrevet under saken før møtet; skrives {{p sak.omtale }}")
    forslag: Text = about("Forslag til vedtak; skrives {{p sak.forslag }}")
    vedlegg: str = about("Sakens vedlegg på én linje, f.eks. Vedlegg 1: Framdriftsplan, eller tomt")


@dataclass(slots=True)
class Innkalling:
    organisasjon: str = about("Organisasjonen fra oppsettet")
    prosjekt: str = about("Prosjektets navn, eller tomt")
    tittel: str = about("Hele tittelen: Innkalling til møte i … 26. mai 2020")
    organ: str = about("Organets navn")
    avlyst: bool = about("Sant når møtet er avlyst")
    tid: str = about("tirsdag 26. mai 2020 kl. 12.00–15.00")
    dato: str = about("26.05.2020")
    sted: Line = about("Møtestedet; skrives {{r sted }}")
    møteleder: str = about("Navnet på møtelederen")
    sekretær: str = about("Navnet på den som fører referatet")
    innkalt_dato: str = about("Datoen innkallingen er sendt, eller tomt")
    merknad: str = about("Melding til de innkalte, eller tomt")
    melde_forfall: str = about("Hvordan forfall og inhabilitet meldes, eller tomt")
    innkalte: list[Deltaker] = about("De som er kalt inn")
    forfall: list[Line] = about("Forfall som alt er meldt, med vara; en setning hver; skrives {{r x }}")
    gjester: list[Line] = about("Gjester og observatører som er bedt til møtet; en setning hver; skrives {{r x }}")
    sakliste: list[Sakslinje] = about("Sakslisten")
    saker: list[Sak] = about("Sakene som har omtale, forslag til vedtak eller vedlegg")
    vedlegg: list[Vedlegg] = about("Alle vedlegg")


def subjects(project: Project) -> list[Meeting]:
    """Every meeting, planned, held or cancelled."""
    return list(project.meetings.values())


def document(project: Project, meeting: Meeting) -> Document:
    """The notice of one meeting."""
    translate = labels(meeting.language)
    content = _content(project, meeting, translate)
    return Document(
        kind=KIND.name,
        id=meeting.id,
        stem=file_stem(meeting, KIND.name),
        source=meeting.source,
        language=meeting.language,
        title=content.tittel,
        subject=meeting.body.name,
        author=content.sekretær or project.organisation,
        date=meeting.notice_date or meeting.day,
        content=content,
        whole=False,
        anchors={case.id: case_bookmark(case) for case in meeting.cases if _has_more(case, meeting)},
        sources=sources_of(meeting, project),
        partly=sources_of(meeting, project)[1:],
        properties={"saksgang-id": meeting.id, "saksgang-revisjon": project.digests[meeting.source][:12]},
    )


def _content(project: Project, meeting: Meeting, translate: Translate) -> Innkalling:
    attachments = all_attachments(meeting)
    return Innkalling(
        organisasjon=project.organisation,
        prosjekt=project.project_of(meeting.body),
        tittel=translate(word("Innkalling til møte i {organ} {dato}")).format(
            organ=meeting.body.name, dato=long_date(meeting.day)
        ),
        organ=meeting.body.name,
        avlyst=meeting.status is MeetingStatus.CANCELLED,
        tid=when(meeting),
        dato=numeric_date(meeting.day),
        sted=line(meeting.venue, meeting.venue_place),
        møteleder=meeting.chair.name if meeting.chair else "",
        sekretær=meeting.secretary.name if meeting.secretary else "",
        innkalt_dato=long_date(meeting.notice_date) if meeting.notice_date else "",
        merknad=meeting.note,
        melde_forfall=meeting.absence_notice,
        innkalte=[participant(person, translate) for person in meeting.attendance if person.called],
        # After the meeting its absences belong to the minutes; the notice stays as it was sent.
        forfall=absences(meeting, translate) if meeting.status is MeetingStatus.PLANNED else [],
        gjester=changes(meeting, project, translate) if meeting.status is MeetingStatus.PLANNED else [],
        sakliste=[_overview(case, translate) for case in meeting.cases],
        saker=[
            _case(case, meeting, project, attachments, translate) for case in meeting.cases if _has_more(case, meeting)
        ],
        vedlegg=numbered_attachments(project, meeting, translate),
    )


def _overview(case: Case, translate: Translate) -> Sakslinje:
    return Sakslinje(
        nummer=case.label,
        tittel=Line(case.title),
        type=translate(case.type) if case.type else "",
        innleder=presenters(case, translate),
        minutter=minutes(case, translate),
        merke=flags(case, translate),
    )


def _before(case: Case, meeting: Meeting) -> Blocks:
    """What was written under a case before the meeting. Once it is held, the text there is the minutes."""
    if meeting.status is not MeetingStatus.PLANNED:
        return []
    return [block for block in case.blocks if not isinstance(block, Piece)]


def _proposals(case: Case, project: Project) -> Blocks:
    """The meeting file's own, else those of the case paper."""
    own = (block for block in case.blocks if isinstance(block, Piece) and block.marker is Marker.PROPOSAL)
    return [*own, *waiting_proposals(case, project)]


def _has_more(case: Case, meeting: Meeting) -> bool:
    return bool(_before(case, meeting) or case.proposals or case.attachments)


def _case(case: Case, meeting: Meeting, project: Project, attachments: list[Attachment], translate: Translate) -> Sak:
    return Sak(
        nummer=case.label,
        tittel=Line(case.title, case_bookmark(case)),
        opplysninger=case_notes(case, translate, planned=True),
        omtale=Text(_before(case, meeting)),
        forslag=Text(_proposals(case, project)),
        vedlegg=_attached(case, attachments, translate),
    )


def _attached(case: Case, attachments: list[Attachment], translate: Translate) -> str:
    paths = [attachment.path for attachment in attachments]
    parts = [
        translate(word("Vedlegg {nummer}: {tittel}")).format(
            nummer=paths.index(each.path) + 1, tittel=attachment_title(each, translate)
        )
        for each in case.attachments
    ]
    return " · ".join(parts)


def sample() -> Innkalling:
    """Every field filled, with what needs styles of its own: a quotation."""
    content: Innkalling = filled(Innkalling)
    content.saker[0].omtale = with_quotation(content.saker[0].omtale)
    return content


KIND = DocumentKind(
    name="innkalling",
    about="Innkalling med saksliste til hvert møte",
    content=Innkalling,
    subjects=subjects,
    document=document,
    sample=sample,
)
