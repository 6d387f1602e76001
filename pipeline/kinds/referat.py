"""Minutes (referat, protokoll, møtebok) of a meeting that was held."""

import re
from dataclasses import dataclass, replace

from pipeline.document import Document, DocumentKind, Line, Text, about, filled, with_quotation
from pipeline.document.meeting_fields import Deltaker, Vedlegg, numbered_attachments, participant
from pipeline.document.meetings import (
    Translate,
    absences,
    case_notes,
    changes,
    file_stem,
    line,
    listed,
    presenters,
    sources_of,
    turnout,
    waiting_proposals,
    when,
)
from pipeline.language.dates import long_date, moment, numeric_date
from pipeline.language.labels import labels, word
from pipeline.records.bookmarks import case_bookmark
from pipeline.records.model import Case, Decision, Meeting, MeetingStatus, MinutesStatus, Presence
from pipeline.records.project import Project
from pipeline.richtext import Block, Blocks, Heading, Marker, Paragraph, Piece, Task, plain_blocks, repeated

MINUTES_NAMES = {"referat": word("Referat"), "protokoll": word("Protokoll"), "møtebok": word("Møtebok")}
USUAL_OUTCOMES = (
    (
        re.compile(
            r"(?!.*\b(?:ikke|ikkje)\b)(?:\S+\s+){0,8}(?:tas|takast|tatt|teken|teke|tekne)"
            r"\s+til\s+(?:orientering|vitande|etterretning)",
            re.IGNORECASE,
        ),
        word("tatt til orientering"),
    ),
    (
        re.compile(
            r"(?!.*\b(?:ikke|ikkje)\b)(?:\S+\s+){0,6}(?:godkjennes|godkjent|godkjend|godkjende|godkjenst)",
            re.IGNORECASE,
        ),
        word("godkjent"),
    ),
)
"""Decisions that every meeting makes, and what the overview calls them: where they are the whole decision."""
OUTCOMES = frozenset({Marker.DECISION, Marker.CONCLUSION, Marker.VOTE, Marker.DISSENT, Marker.FOLLOW_UP})
"""What comes of a proposal, and so stands below it."""
SHORT_OUTCOME = 24
"""Letters of a decision that fit the overview's column."""


@dataclass(slots=True)
class Sakslinje:
    nummer: str = about("Saksnummeret, f.eks. 25-2020")
    tittel: Line = about("Tittelen; skrives {{r linje.tittel }}")
    type: str = about("Sakstypen: godkjenning, vedtak, drøfting, orientering, referatsak, eventuelt")
    innleder: str = about("Hvem som la fram saken, uten v/, eller tomt")
    utfall: str = about("Kort om utfallet: vedtatt, tatt til orientering, …, eller tomt")


@dataclass(slots=True)
class Sak:
    nummer: str = about("Saksnummeret, f.eks. 25-2020")
    tittel: Line = about("Tittelen; skrives {{r sak.tittel }}")
    type: str = about("Sakstypen, eller tomt")
    innleder: str = about("Hvem som la fram saken, uten v/, eller tomt")
    opplysninger: str = about("Sakstype, innleder og merker (tilleggssak, ettersendt, trukket) på én linje, eller tomt")
    tekst: Text = about("Alt under overskriften, med vedtak og oppfølging på sin plass; skrives {{p sak.tekst }}")


@dataclass(slots=True)
class Vedtak:
    sak: str = about("Saksnummeret")
    tittel: Line = about("Sakens tittel; skrives {{r v.tittel }}")
    merke: str = about("Vedtak, Konklusjon … slik det heter i dokumentet")
    tekst: Text = about("Det som ble bestemt, med merkeordet foran; skrives {{p v.tekst }}")


@dataclass(slots=True)
class Oppgave:
    nummer: str = about("Løpenummer i møtet: 1, 2, 3 …")
    sak: str = about("Saksnummeret")
    hva: Line = about("Det som skal gjøres; skrives {{r o.hva }}")
    hvem: str = about("De ansvarlige, eller «ikke avklart»")
    frist: str = about("Fristen, f.eks. 26.05.2020, eller slik den er skrevet («snarest»), eller «ikke satt»")


@dataclass(slots=True)
class Referat:
    organisasjon: str = about("Organisasjonen fra oppsettet")
    prosjekt: str = about("Prosjektets navn, eller tomt")
    dokumentnavn: str = about("Referat, Protokoll eller Møtebok")
    tittel: str = about("Hele tittelen: Referat fra møte i … 28. april 2020")
    organ: str = about("Organets navn")
    utkast: bool = about("Sant til referatet er godkjent")
    status: str = about("UTKAST, TIL GJENNOMSYN, eller tomt når referatet er godkjent")
    tid: str = about("tirsdag 28. april 2020 kl. 12.00–15.00")
    dato: str = about("28.04.2020")
    sted: Line = about("Møtestedet; skrives {{r sted }}")
    møteleder: str = about("Navnet på møtelederen")
    sekretær: str = about("Navnet på den som førte referatet")
    innledning: Text = about("Tekst før den første saken; skrives {{p innledning }}")
    frammøte: str = about("Én setning: 22 var innkalt, 19 møtte, 3 hadde meldt forfall …")
    til_stede: list[Deltaker] = about("De som var til stede av de innkalte, møteleder og sekretær iberegnet")
    fravær_og_endringer: list[Line] = about("Forfall, vara, gjester, kom og gikk, habilitet: en setning hver; {{r x }}")
    saksoversikt: list[Sakslinje] = about("Oversikten over sakene")
    saker: list[Sak] = about("Sakene med tekst")
    vedtak: list[Vedtak] = about("Møtets vedtak og konklusjoner, samlet")
    oppgaver: list[Oppgave] = about("Møtets oppfølgingspunkter, samlet")
    vedlegg: list[Vedlegg] = about("Vedlegg til referatet")
    neste_møte: str = about("tirsdag 26. mai 2020 kl. 12.00–15.00, eller tomt")
    referatdato: str = about("Datoen på referatet: 28. april 2020")


def subjects(project: Project) -> list[Meeting]:
    """The meetings that were held."""
    return [meeting for meeting in project.meetings.values() if meeting.status is MeetingStatus.HELD]


def document(project: Project, meeting: Meeting) -> Document:
    """The minutes of one meeting."""
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
        date=meeting.minutes_date,
        content=content,
        anchors={case.id: case_bookmark(case) for case in meeting.cases},
        properties={"saksgang-id": meeting.id, "saksgang-revisjon": project.digests[meeting.source][:12]},
        version=str(meeting.minutes_status),
        sources=sources_of(meeting, project),
        partly=sources_of(meeting, project)[1:],
    )


def _without_headings(blocks: Blocks) -> Blocks:
    """Before the first heading of the template there is no level for a heading to stand under: it is set in bold."""

    def bold(block: Block) -> Block:
        if not isinstance(block, Heading):
            return block
        return Paragraph([replace(run, bold=True) for run in block.runs], block.place, block.ident)

    return [bold(block) for block in blocks]


def _content(project: Project, meeting: Meeting, translate: Translate) -> Referat:
    name = translate(MINUTES_NAMES[meeting.body.minutes_name])
    draft = meeting.minutes_status is not MinutesStatus.APPROVED
    following = meeting.next_meeting
    return Referat(
        organisasjon=project.organisation,
        prosjekt=project.project_of(meeting.body),
        dokumentnavn=name,
        tittel=translate(word("{dokument} fra møte i {organ} {dato}")).format(
            dokument=name, organ=meeting.body.name, dato=long_date(meeting.day)
        ),
        organ=meeting.body.name,
        utkast=draft,
        status=translate(meeting.minutes_status).upper() if draft else "",
        tid=when(meeting),
        dato=numeric_date(meeting.day),
        sted=line(meeting.venue, meeting.venue_place),
        møteleder=meeting.chair.name if meeting.chair else "",
        sekretær=meeting.secretary.name if meeting.secretary else "",
        innledning=Text(_without_headings(meeting.preface)),
        frammøte=turnout(meeting, translate),
        til_stede=_present(meeting, translate),
        fravær_og_endringer=absences(meeting, translate) + changes(meeting, project, translate),
        saksoversikt=[_overview(case, translate) for case in meeting.cases],
        saker=[_case(case, project, translate) for case in meeting.cases],
        vedtak=[_decision(case, decision, translate) for case in meeting.cases for decision in case.decisions],
        oppgaver=_tasks(meeting, translate),
        vedlegg=numbered_attachments(project, meeting, translate),
        neste_møte=moment(following.day, following.start, following.end, meeting.language) if following else "",
        referatdato=long_date(meeting.minutes_date),
    )


def _present(meeting: Meeting, translate: Translate) -> list[Deltaker]:
    there = (person for person in meeting.attendance if person.presence is Presence.PRESENT)
    return [participant(person, translate) for person in there if person.called or person.substitute_for]


def _overview(case: Case, translate: Translate) -> Sakslinje:
    return Sakslinje(
        nummer=case.label,
        tittel=Line(case.title),
        type=translate(case.type) if case.type else "",
        innleder=presenters(case, translate),
        utfall=_outcome(case, translate),
    )


def _outcome(case: Case, translate: Translate) -> str:
    """What the overview says a case ended with: the decision itself where it is a word or two, else what there is."""
    if case.withdrawn:
        return translate(word("trukket"))
    if not case.decisions:
        return ""
    text = plain_blocks(case.decisions[-1].text).strip().rstrip(".")
    if len(case.decisions) == 1 and "\n" not in text and ". " not in text:
        for pattern, outcome in USUAL_OUTCOMES:
            if pattern.fullmatch(text):
                return translate(outcome)
        if 0 < len(text) <= SHORT_OUTCOME:
            # «Utsatt» is a word of ours; «Moen møter» or «BUP utvides» begins with a name.
            return text if " " in text or text.isupper() else text.lower()
    return translate(case.decisions[-1].marker).lower()


def _case(case: Case, project: Project, translate: Translate) -> Sak:
    return Sak(
        nummer=case.label,
        tittel=Line(case.title, case_bookmark(case)),
        type=translate(case.type) if case.type else "",
        innleder=presenters(case, translate),
        opplysninger=case_notes(case, translate, planned=False),
        tekst=Text(_with_proposal(case, project)),
    )


def _with_proposal(case: Case, project: Project) -> Blocks:
    """What stands under a case; where the proposal was made in its case paper, that stands before what came of it."""
    waiting = [] if case.withdrawn else waiting_proposals(case, project)
    outcome = (
        index
        for index, block in enumerate(case.blocks)
        if isinstance(block, Task) or (isinstance(block, Piece) and block.marker in OUTCOMES)
    )
    at = next(outcome, len(case.blocks)) if waiting else 0
    return [*case.blocks[:at], *waiting, *case.blocks[at:]]


def _decision(case: Case, decision: Decision, translate: Translate) -> Vedtak:
    return Vedtak(
        sak=case.label,
        tittel=Line(case.title),
        merke=translate(decision.marker),
        # Its marker word goes with it: a decision and a conclusion are not the same.
        tekst=Text([Piece(Marker(decision.marker), repeated(decision.text), decision.place)]),
    )


def _tasks(meeting: Meeting, translate: Translate) -> list[Oppgave]:
    gathered = [(case, task) for case in meeting.cases for task in case.tasks]
    return [
        Oppgave(
            nummer=str(count),
            sak=case.label,
            hva=Line(task.what),
            hvem=listed([*(owner.name for owner in task.owners), *task.others], translate)
            or translate(word("ikke avklart")),
            frist=task.due_shown or translate(word("ikke satt")),
        )
        for count, (case, task) in enumerate(gathered, 1)
    ]


def sample() -> Referat:
    """Every field filled, with what needs styles of its own: a quotation."""
    content: Referat = filled(Referat)
    content.saker[0].tekst = with_quotation(content.saker[0].tekst)
    return content


KIND = DocumentKind(
    name="referat",
    about="Referat, protokoll eller møtebok fra hvert møte som er holdt",
    content=Referat,
    subjects=subjects,
    document=document,
    sample=sample,
)
