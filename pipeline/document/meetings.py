"""What is said of a meeting in more than one kind of document: its people in sentences, its names and dates."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import time
from typing import TypeAlias

from pipeline.diagnostics import Place
from pipeline.document.values import Line
from pipeline.language.dates import clock, clock_range, date_range, moment
from pipeline.language.labels import word
from pipeline.language.numbers import in_words
from pipeline.records.file_names import body_name
from pipeline.records.model import (
    Attachment,
    Attendance,
    Case,
    CaseType,
    Meeting,
    MeetingStatus,
    Presence,
    Seat,
)
from pipeline.records.project import Project
from pipeline.richtext import Marker, Piece, Run, plain, repeated, walk

Translate: TypeAlias = Callable[[str], str]
"""Bokmål in, the document's language out."""


def listed(parts: Iterable[str], translate: Translate) -> str:
    """«a», «a og b», «a, b og c»."""
    words = list(parts)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {translate(word('og'))} {words[-1]}"


def when(meeting: Meeting) -> str:
    """«tirsdag 28. april 2020 kl. 12.00–15.00», or «8.–9. februar 2023 kl. 10.00–15.00» for several days."""
    if meeting.last_day:
        days = date_range(meeting.day, meeting.last_day)
        hours = clock_range(meeting.start, meeting.end) if meeting.start and meeting.end else ""
        return " ".join(part for part in (days, hours or (clock(meeting.start) if meeting.start else "")) if part)
    return moment(meeting.day, meeting.start, meeting.end, meeting.language)


def seat_name(person: Attendance, translate: Translate) -> str:
    """What somebody is at the meeting; nothing for an ordinary member."""
    if person.seat is Seat.MEMBER:
        return ""
    if person.substitute_for is not None:
        return translate(word("vara for {navn}")).format(navn=person.substitute_for.name)
    return translate(person.seat)


def description(person: Attendance, translate: Translate) -> str:
    """«Kari Berg, avdelingssjef, Sykehuset Nordvik (arbeidsgruppe 1, møteleder)»."""
    parts = [person.person.name, person.post.role, person.post.organisation]
    notes = [note for note in (person.note, seat_name(person, translate)) if note]
    return ", ".join(part for part in parts if part) + (f" ({', '.join(notes)})" if notes else "")


def line(text: str, place: Place) -> Line:
    """Plain text as a line with its place, so that a fault there is shown there."""
    return Line([Run(text, place)])


def turnout(meeting: Meeting, translate: Translate) -> str:
    """«22 var innkalt, og 19 av dem møtte. Tre hadde meldt forfall. I tillegg møtte én vara.»; nothing where nobody was
    called."""
    called = [person for person in meeting.attendance if person.called]
    if not called:
        return ""
    count = {state: sum(person.presence is state for person in called) for state in Presence}
    came = count[Presence.PRESENT]
    if came == len(called):
        first = word("Alle de {innkalt} innkalte møtte.") if came > 1 else word("Den ene innkalte møtte.")
    elif came:
        first = word("{innkalt} var innkalt, og {møtte} av dem møtte.")
    else:
        first = word("{innkalt} var innkalt, men ingen møtte.")
    sentences = [translate(first).format(innkalt=_number(len(called), meeting), møtte=_number(came, meeting))]
    absent = [
        translate(text).format(antall=_number(count[state], meeting))
        for state, text in (
            (Presence.EXCUSED, word("{antall} hadde meldt forfall")),
            (Presence.MISSING, word("{antall} møtte ikke")),
        )
        if count[state]
    ]
    if absent:
        sentences.append(_sentence(listed(absent, translate)))
    substitutes = sum(person.substitute_for is not None for person in meeting.attendance)
    if substitutes:
        text = translate(
            word("I tillegg møtte én vara.") if substitutes == 1 else word("I tillegg møtte {antall} varaer.")
        )
        sentences.append(text.format(antall=_number(substitutes, meeting)))
    return " ".join(_sentence(text, stop=False) for text in sentences)


def _number(count: int, meeting: Meeting) -> str:
    return in_words(count, meeting.language)


def _sentence(text: str, stop: bool = True) -> str:
    return text[:1].upper() + text[1:] + ("." if stop else "")


def absences(meeting: Meeting, translate: Translate) -> list[Line]:
    """One sentence each for who could not come, with the substitute."""
    planned = meeting.status is MeetingStatus.PLANNED
    excused = word("{navn} har meldt forfall.") if planned else word("{navn} hadde meldt forfall.")
    with_substitute = (
        word("{navn} har meldt forfall; {vara} møter som vara.")
        if planned
        else word("{navn} hadde meldt forfall; {vara} møtte som vara.")
    )
    lines = []
    for person in meeting.attendance:
        if person.presence is Presence.PRESENT:
            continue
        text = word("{navn} møtte ikke.") if person.presence is Presence.MISSING else excused
        if person.substitute is not None and _stands_in(person, meeting):
            text = with_substitute
        name = _with_post(person)
        substitute = person.substitute.name if person.substitute else ""
        lines.append(line(translate(text).format(navn=name, vara=substitute), person.place))
    return lines


def _stands_in(absent: Attendance, meeting: Meeting) -> bool:
    return any(person.substitute_for is absent.person for person in meeting.attendance)


def _with_post(person: Attendance) -> str:
    about = ", ".join(part for part in (person.post.role, person.post.organisation) if part)
    return f"{person.person.name} ({about})" if about else person.person.name


def changes(meeting: Meeting, project: Project, translate: Translate) -> list[Line]:
    """One sentence each for guests, observers, who came late or left early, and who stood down from a case."""
    told = [
        (order, moment or time(), line(text, person.place))
        for person in meeting.attendance
        for order, moment, text in _changes(person, project, translate, meeting.status is MeetingStatus.PLANNED)
    ]
    return [said for _, _, said in sorted(told, key=lambda each: each[:2])]


def _changes(
    person: Attendance, project: Project, translate: Translate, planned: bool
) -> Iterator[tuple[int, time | None, str]]:
    """What is to be told of one person: where in the order of sentences, when it happened, and the sentence."""
    name = person.person.name
    if not person.called and person.seat in (Seat.GUEST, Seat.OBSERVER):
        text = GUEST_SENTENCES[person.seat, bool(person.cases), planned]
        cases = _cases(person.cases, project, translate)
        yield int(person.seat is Seat.OBSERVER), None, translate(text).format(navn=_with_post(person), saker=cases)
    if person.came and person.left:
        text = word("{navn} var til stede fra {kom} til {gikk}.")
        yield 2, person.came, translate(text).format(navn=name, kom=clock(person.came), gikk=clock(person.left))
    elif person.came:
        yield 2, person.came, translate(word("{navn} kom {klokka}.")).format(navn=name, klokka=clock(person.came))
    elif person.left:
        yield 2, person.left, translate(word("{navn} gikk {klokka}.")).format(navn=name, klokka=clock(person.left))
    if person.disqualified:
        text = word("{navn} fratrådte som inhabil i {saker}.")
        yield 3, None, translate(text).format(navn=name, saker=_cases(person.disqualified, project, translate))


GUEST_SENTENCES = {
    (Seat.GUEST, False, False): word("{navn} var gjest."),
    (Seat.GUEST, True, False): word("{navn} var gjest i {saker}."),
    (Seat.GUEST, False, True): word("{navn} er gjest."),
    (Seat.GUEST, True, True): word("{navn} er gjest i {saker}."),
    (Seat.OBSERVER, False, False): word("{navn} var observatør."),
    (Seat.OBSERVER, True, False): word("{navn} var observatør i {saker}."),
    (Seat.OBSERVER, False, True): word("{navn} er observatør."),
    (Seat.OBSERVER, True, True): word("{navn} er observatør i {saker}."),
}
"""By seat, whether it is for some cases only, and whether the meeting is still to come."""


def _cases(idents: list[str], project: Project, translate: Translate) -> str:
    labels = [project.cases[ident].label for ident in idents]
    if not labels:
        return ""
    noun = translate(word("sak") if len(labels) == 1 else word("sakene"))
    return f"{noun} {listed(labels, translate)}"


def presenters(case: Case, translate: Translate) -> str:
    """«Kari Dal og Per Vik»."""
    return listed((presenter.name for presenter in case.presenters), translate)


def case_notes(case: Case, translate: Translate, planned: bool) -> str:
    """«Drøfting · innleder: Kari Dal · 20 min · tilleggssak»; minutes only before the meeting."""
    parts = [translate(case.type)] if case.type and not _says_its_type(case) else []
    if case.presenters:
        parts.append(f"{translate(word('innleder'))}: {presenters(case, translate)}")
    if planned and case.minutes_allotted:
        parts.append(minutes(case, translate))
    parts.extend(_flags(case, translate))
    return " · ".join(_sentence(part, stop=False) if not index else part for index, part in enumerate(parts))


def _says_its_type(case: Case) -> bool:
    """«Eventuelt (eventuelt)»: the type told once is enough."""
    return case.type is CaseType.OTHER and plain(case.title).strip().casefold() in ("eventuelt", "ymse")


def minutes(case: Case, translate: Translate) -> str:
    """«20 min», or nothing."""
    return translate(word("{antall} min")).format(antall=case.minutes_allotted) if case.minutes_allotted else ""


def _flags(case: Case, translate: Translate) -> Iterator[str]:
    if case.additional:
        yield translate(word("tilleggssak"))
    if case.sent_later:
        yield translate(word("ettersendt"))
    if case.withdrawn:
        yield translate(word("trukket"))


def flags(case: Case, translate: Translate) -> str:
    """«tilleggssak, ettersendt», or nothing."""
    return ", ".join(_flags(case, translate))


def all_attachments(meeting: Meeting) -> list[Attachment]:
    """The meeting's attachments, then those of the cases in order; a file sent twice is numbered once."""
    found: dict[str, Attachment] = {}
    for attachment in (*meeting.attachments, *(each for case in meeting.cases for each in case.attachments)):
        found.setdefault(attachment.path, attachment)
    return list(found.values())


def attachment_title(attachment: Attachment, translate: Translate) -> str:
    """The title as printed: a case paper's in the language of the document."""
    return attachment.title or translate(word("Saksfremlegg"))


def waiting_proposals(case: Case, project: Project) -> list[Piece]:
    """What the case paper proposes, to be shown a second time; nothing where the meeting file has a proposal of its
    own."""
    pieces = (block for block in walk(case.blocks) if isinstance(block, Piece))
    if not case.paper or any(piece.marker is Marker.PROPOSAL for piece in pieces):
        return []
    waiting = project.papers[case.paper].proposals
    return [replace(piece, blocks=repeated(piece.blocks), ident="") for piece in waiting]


def sources_of(meeting: Meeting, project: Project) -> tuple[str, ...]:
    """The files that the documents of a meeting come from: its own, and the texts of its cases."""
    attached = (attachment.paper for case in meeting.cases for attachment in case.attachments if attachment.paper)
    papers = (project.papers[paper].source for paper in attached)
    return tuple(dict.fromkeys((meeting.source, *papers)))


def file_stem(meeting: Meeting, kind: str) -> str:
    """`2020-04-28-prosjektgruppen-referat`: ASCII, so short that the whole name keeps within 80 characters."""
    return "-".join(part for part in (meeting.id.rpartition("/")[2], body_name(meeting.body.id), kind) if part)
