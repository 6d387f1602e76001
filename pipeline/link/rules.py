"""The rules: what must hold for a whole project. A rule is a function `(project) -> diagnostics`; RULES is all of them.

Rules of one document kind stand with the kind; these hold for every meeting, whatever is made of it.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from pipeline.diagnostics import Diagnostic
from pipeline.language.dates import numeric_date
from pipeline.link.head_in_text import absence_in_register, head_in_text
from pipeline.link.leftovers import unfinished_in_runs
from pipeline.link.mentions import is_older, texts_of
from pipeline.link.places import holds_any, place_in, prose, where
from pipeline.link.problems import (
    ATTACHMENT_UNKNOWN,
    CASE_BEFORE_FIRST,
    CHAIR_ABSENT,
    CHAIR_MISSING,
    DECISION_MISSING,
    DECISION_MISSING_FORMAL,
    HELD_LATER,
    INFORMATION_DECIDES,
    NEXT_MEETING_OTHER,
    NO_CASES,
    NUMBER_GAP,
    NUMBER_ORDER,
    NUMBER_OTHER_YEAR,
    NUMBER_TWICE,
    PLANNED_WITH_OUTCOME,
    PRESENTER_ABSENT,
    PRESENTER_AWAY,
    PRESENTER_NOT_PRESENT,
    PROMISED_ATTACHMENT,
    PROPOSAL_MISSING_FORMAL,
    SECRETARY_ABSENT,
    SECRETARY_MISSING,
    VENUE_MISSING,
    VOTE_MISSING_FORMAL,
)
from pipeline.link.speakers import speakers
from pipeline.records.case_number import CaseNumber
from pipeline.records.model import (
    DECIDING,
    Body,
    Case,
    CaseType,
    Meeting,
    MeetingStatus,
    Presence,
    Profile,
)
from pipeline.records.project import Project
from pipeline.records.taken_note import only_takes_note
from pipeline.richtext import inlines, plain, walk

_PROMISE = re.compile(
    r"\b(?:(?:sendes|sendt|sendast|følger|følgjer|legges|leggast|ligger|ligg)\s+(?:(?:ut|sammen|saman)\s+)?(?:med\s+|ved\s+)?"
    r"(?:referatet|innkallingen|innkallinga)"
    r"|(?:er|ligger|ligg|følger|følgjer)\s+vedlagt|vedlagt\s+(?:referatet|følger|følgjer)|vedlegges"
    r"|(?:legges|leggast)\s+ved(?!\s+\w)|(?:se|sjå)\s+vedlegg(?:et)?(?!\s*(?:nr\.?\s*)?\d))",
    re.IGNORECASE,
)
_PROMISE_SIGNS = ("edlagt", "edlegg", "eferatet", "nnkalling", "es ved", "ast ved")
_ATTACHMENT = re.compile(
    r"\bvedlegg\s+(?:nr\.?\s*)?(\d{1,2})\b(?![-/.]\d)(?!\s+(?:til|i|frå|fra)\s+(?!referatet|innkalling|sak))",
    re.IGNORECASE,
)


def doubled_numbers(project: Project) -> Iterator[Diagnostic]:
    """A number is used once in a body. Both places are told."""
    for body, cases in _numbered(project):
        seen: dict[CaseNumber, Case] = {}
        free = body.number_form.write(
            next_number(project, body, max(case.number for case in cases if case.number).year)
        )
        for case in cases:
            assert case.number is not None
            first = seen.setdefault(case.number, case)
            if first is not case:
                for one, other in ((first, case), (case, first)):
                    elsewhere = where(other.place, one.place)
                    yield NUMBER_TWICE.at(one.place, nummer=one.label, hvor=elsewhere, ledig=free)


def number_order(project: Project) -> Iterator[Diagnostic]:
    """Numbers rise through the meetings, one by one, within the year of the meeting, from the body's first."""
    years = {case.id: meeting.day.year for meeting in project.meetings.values() for case in meeting.cases}
    for body, cases in _numbered(project):
        form = body.number_form
        for case in cases:
            assert case.number is not None
            if case.number.year is not None and case.number.year != years[case.id]:
                yield NUMBER_OTHER_YEAR.at(case.place, nummer=case.label, år=years[case.id])
            if is_older(case.number, body.first_case) and body.first_case:
                yield CASE_BEFORE_FIRST.at(case.place, nummer=case.label, første=form.write(body.first_case))
        for before, after in pairwise(cases):
            assert before.number is not None and after.number is not None
            if after.number < before.number:
                yield NUMBER_ORDER.at(after.place, nummer=after.label, forrige=before.label)
            elif after.number.serial > before.number.serial + 1 and (
                form.continuous or after.number.year == before.number.year
            ):
                if _all_used(before.number, after.number, cases):
                    continue
                missing = form.write(CaseNumber(after.number.year, before.number.serial + 1))
                last = CaseNumber(after.number.year, after.number.serial - 1)
                if last.serial > before.number.serial + 1:
                    missing += f"–{form.write(last)}"
                yield NUMBER_GAP.at(after.place, nummer=after.label, forrige=before.label, mangler=missing)


def _all_used(before: CaseNumber, after: CaseNumber, cases: list[Case]) -> bool:
    """Whether the numbers between two stand at other cases: then the order is wrong, and nothing is missing."""
    between = {
        case.number.serial
        for case in cases
        if case.number and case.number.year == after.year and before.serial < case.number.serial < after.serial
    }
    return len(between) == after.serial - before.serial - 1


def next_number(project: Project, body: Body, year: int | None) -> CaseNumber:
    """The first number free in a body's series, for a meeting in `year`."""
    series_year = year if body.number_form.has_year else None
    used = [
        case.number.serial
        for meeting in project.meetings.values()
        if meeting.body.id == body.id
        for case in meeting.cases
        if case.number and (body.number_form.continuous or case.number.year == series_year)
    ]
    first = body.first_case
    floor = first.serial if first and (body.number_form.continuous or first.year == series_year) else 1
    return CaseNumber(series_year, max([*(serial + 1 for serial in used), floor]))


def _shown(case: Case) -> str:
    """How a message names a case: by its number, by its title as long as it has none."""
    return case.label or f"«{plain(case.title)}»"


def _numbered(project: Project) -> Iterator[tuple[Body, list[Case]]]:
    for body in project.bodies.values():
        meetings = [meeting for meeting in project.meetings.values() if meeting.body is body]
        cases = [case for meeting in meetings for case in meeting.cases if case.number]
        if cases:
            yield body, cases


def leaders_present(project: Project) -> Iterator[Diagnostic]:
    """A meeting has a chair and a secretary, and they were there; and a venue."""
    for meeting in _not_cancelled(project):
        for person, missing, absent in (
            (meeting.chair, CHAIR_MISSING, CHAIR_ABSENT),
            (meeting.secretary, SECRETARY_MISSING, SECRETARY_ABSENT),
        ):
            if person is None:
                yield missing.at(meeting.place)
                continue
            there = next((each for each in meeting.attendance if each.person is person), None)
            if there and there.presence is not Presence.PRESENT:
                yield absent.at(there.place, navn=person.name, grunn=there.presence)
        if not meeting.venue:
            yield VENUE_MISSING.at(meeting.place)


def presenters_present(project: Project) -> Iterator[Diagnostic]:
    """Who presents a case was there for it."""
    for meeting in _not_cancelled(project):
        there = {each.person.id: each for each in meeting.attendance}
        for case in meeting.cases:
            for presenter in case.presenters:
                if presenter.person is None or case.withdrawn:
                    continue
                found = there.get(presenter.person.id)
                if found is None:
                    yield PRESENTER_NOT_PRESENT.at(presenter.place, navn=presenter.name, nummer=_shown(case))
                elif found.presence is not Presence.PRESENT:
                    yield PRESENTER_ABSENT.at(presenter.place, navn=presenter.name, nummer=_shown(case))
                elif found.cases and case.id not in found.cases:
                    labels = ", ".join(project.cases[ident].label for ident in found.cases if ident in project.cases)
                    yield PRESENTER_AWAY.at(presenter.place, navn=presenter.name, nummer=_shown(case), saker=labels)


def outcomes(project: Project) -> Iterator[Diagnostic]:
    """What a case ends with fits its type, and the meeting's status."""
    for meeting in project.meetings.values():
        if not meeting.cases:
            yield NO_CASES.at(meeting.place)
        formal = meeting.body.profile is Profile.FORMAL
        for case in meeting.cases:
            shown = _shown(case)
            if meeting.status is MeetingStatus.PLANNED and (case.decisions or case.tasks):
                what = case.decisions[0].marker.lower() if case.decisions else "oppfølging"
                yield PLANNED_WITH_OUTCOME.at(case.place, nummer=shown, hva=what)
            if case.type is CaseType.INFORMATION:
                yield from _information(case, shown)
            if meeting.status is MeetingStatus.HELD and not case.withdrawn:
                yield from _decided(case, shown, formal)


def _information(case: Case, shown: str) -> Iterator[Diagnostic]:
    deciding = [each for each in case.decisions if not only_takes_note(each.text)]
    what = [each.marker.lower() for each in deciding[:1]] + (["oppgaver"] if case.tasks else [])
    if what:
        place = deciding[0].place if deciding else case.tasks[0].place
        yield INFORMATION_DECIDES.at(place, nummer=shown, type=case.type, hva=" og ".join(what))


def _decided(case: Case, shown: str, formal: bool) -> Iterator[Diagnostic]:
    if case.type in DECIDING and not case.decisions:
        problem = DECISION_MISSING_FORMAL if formal else DECISION_MISSING
        yield problem.at(case.place, nummer=shown, type=case.type)
    if formal and case.type in (CaseType.DECISION, None) and case.decisions:
        # Kommuneloven § 11-4: proposals and voting results belong in the minutes.
        if not any(decision.votes for decision in case.decisions):
            yield VOTE_MISSING_FORMAL.at(case.place, nummer=shown)
        if not case.proposals:
            yield PROPOSAL_MISSING_FORMAL.at(case.place, nummer=shown)


def next_meetings(project: Project) -> Iterator[Diagnostic]:
    """The next meeting told is the next there is, where one is planned; and none is held before the one before it."""
    by_body: dict[str, list[Meeting]] = {}
    for meeting in project.meetings.values():
        by_body.setdefault(meeting.body.id, []).append(meeting)
    for meetings in by_body.values():
        last_held = max((meeting.day for meeting in meetings if meeting.status is MeetingStatus.HELD), default=date.min)
        for meeting in meetings:
            if meeting.status is MeetingStatus.PLANNED and meeting.day < last_held:
                yield HELD_LATER.at(meeting.place, organ=meeting.body.name)
        for meeting, following in pairwise(meetings):
            told = meeting.next_meeting
            if told and told.day != following.day and following.status is not MeetingStatus.CANCELLED:
                yield NEXT_MEETING_OTHER.at(
                    told.place,
                    skrevet=numeric_date(told.day),
                    organ=meeting.body.name,
                    fil=numeric_date(following.day),
                )


def promised_attachments(project: Project) -> Iterator[Diagnostic]:
    """«Sendes med referatet» needs something to send."""
    for meeting in project.meetings.values():
        for case in meeting.cases:
            if case.attachments or meeting.attachments:
                continue
            for block in walk(case.blocks):
                for runs in inlines(block):
                    text = prose(runs)
                    if holds_any(text, _PROMISE_SIGNS) and (found := _PROMISE.search(text)):
                        yield PROMISED_ATTACHMENT.at(place_in(runs, found.start()), tekst=found[0])


def attachment_numbers(project: Project) -> Iterator[Diagnostic]:
    """«Se vedlegg 3» is there where the documents have three attachments: the meeting's, then the cases', each once."""
    for meeting in project.meetings.values():
        each_case = (attachment for case in meeting.cases for attachment in case.attachments)
        count = len({attachment.path for attachment in (*meeting.attachments, *each_case)})
        for runs in texts_of(meeting):
            text = prose(runs)
            for found in _ATTACHMENT.finditer(text) if "edlegg" in text else ():
                if not 0 < int(found[1]) <= count:
                    yield ATTACHMENT_UNKNOWN.at(
                        place_in(runs, found.start()), nummer=found[1], antall=f"{count} vedlegg" if count else "ingen"
                    )


def leftovers(project: Project) -> Iterator[Diagnostic]:
    """No placeholder is left in, and no impossible date."""
    for meeting in project.meetings.values():
        for runs in texts_of(meeting):
            yield from unfinished_in_runs(runs)


def _not_cancelled(project: Project) -> Iterable[Meeting]:
    return (meeting for meeting in project.meetings.values() if meeting.status is not MeetingStatus.CANCELLED)


RULES = (
    doubled_numbers,
    number_order,
    leaders_present,
    presenters_present,
    outcomes,
    next_meetings,
    promised_attachments,
    attachment_numbers,
    leftovers,
    speakers,
    head_in_text,
    absence_in_register,
)
"""Every rule of the whole project, in the order they are asked."""
