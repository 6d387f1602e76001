"""Meetings: a head, a roll and cases put together."""

from collections.abc import Iterable
from datetime import date

from pipeline.diagnostics import Diagnostic
from pipeline.language.dates import (
    ImpossibleDate,
    ReadDate,
    ReadMeetingTime,
    TimeFault,
    clock,
    numeric_date,
    read_date,
    read_meeting_time,
)
from pipeline.link.attendance import Roll, nobody_called
from pipeline.link.cases import CaseReader, attachments_in
from pipeline.link.dates import checked_day, day_of
from pipeline.link.files import Assets
from pipeline.link.leftovers import unfinished_in_head
from pipeline.link.people import Entry, Register
from pipeline.link.problems import (
    APPROVED_BUT_PLANNED,
    CASE_UNKNOWN,
    CLOCK_IMPOSSIBLE,
    CLOCK_MISSING,
    DATE_IMPOSSIBLE,
    DATE_NOT_AS_FILE,
    END_BEFORE_START,
    FILE_LISTED_TWICE,
    FILE_MISSING,
    LAST_DAY_WRONG,
    MEETING_TIME_UNREADABLE,
    MINUTES_DATE_EARLIER,
    NEXT_MEETING_EARLIER,
    NEXT_MEETING_UNREADABLE,
    NOTICE_DATE_LATER,
    TIME_LEFTOVER,
)
from pipeline.load.heads import MeetingHead
from pipeline.load.model import MeetingSource
from pipeline.records.model import (
    Attachment,
    Body,
    Case,
    Meeting,
    MeetingStatus,
    MinutesStatus,
    NextMeeting,
)
from pipeline.schema.placed import Text

LONGEST_SERIAL = 6


def link_meeting(
    source: MeetingSource, body: Body, register: Register, assets: Assets, diagnostics: list[Diagnostic]
) -> Meeting:
    """The meeting. Where its time cannot be read, it is on the day its file is named by."""
    head = source.head
    named = date.fromisoformat(source.date_in_name)
    language = head.språk or body.language
    when = read_meeting_time(head.tid, named.year)
    if isinstance(when, ImpossibleDate):
        diagnostics.append(DATE_IMPOSSIBLE.at(head.tid.place, tekst=when.text))
    elif when is None:
        diagnostics.append(MEETING_TIME_UNREADABLE.at(head.tid.place, tekst=head.tid))
    readable = isinstance(when, ReadMeetingTime)
    if not isinstance(when, ReadMeetingTime):
        when = ReadMeetingTime(ReadDate(named, exact=True))  # the draft comes out with the day its file is named by
    day = checked_day(when.date, head.tid, head.tid.place, diagnostics, language)
    start, end = when.start, when.end
    if start is None and readable:
        diagnostics.append(CLOCK_MISSING.at(head.tid.place, dato=numeric_date(day)))
    if when.has(TimeFault.END_BEFORE_START) and start and end:
        diagnostics.append(END_BEFORE_START.at(head.tid.place, start=clock(start), slutt=clock(end)))
        end = None
    _remark_time(head.tid, when, diagnostics)
    if day != named:
        diagnostics.append(
            DATE_NOT_AS_FILE.at(
                head.tid.place, dato=numeric_date(day), fil=f"{source.date_in_name}.md", navn=f"{day.isoformat()}.md"
            )
        )
    chair = register.find_typed(head.møteleder, diagnostics) or body.chair
    secretary = register.find_typed(head.sekretær, diagnostics) or body.secretary
    roll = Roll(body, day, chair, secretary, register, diagnostics, several_days=when.last_day is not None)
    people = roll.fill(head, start, end)
    diagnostics.extend(nobody_called(body, people, day))
    meeting = Meeting(
        id=f"{body.id}/{source.date_in_name}",
        body=body,
        day=day,
        start=start,
        end=end,
        venue=head.sted or body.venue,
        venue_place=head.sted.place if head.sted else body.place,
        language=language,
        status=MeetingStatus(head.status or "planlagt"),
        minutes_status=MinutesStatus(head.referat or "utkast"),
        chair=chair,
        secretary=secretary,
        attendance=people,
        preface=source.preface,
        cases=[],
        attachments=[],
        next_meeting=_next_meeting(head, day, diagnostics, language),
        notice_date=day_of(head.innkalt, diagnostics, named.year, language),
        minutes_date=day_of(head.referatdato, diagnostics, named.year, language) or day,
        absence_notice=head.melde_forfall or body.absence_notice,
        note=head.merknad or "",
        place=source.head_place,
        source=source.path,
        last_day=when.last_day,
    )
    _check_head(meeting, head, diagnostics)
    for text in (head.sted, head.merknad, head.melde_forfall):
        diagnostics.extend(unfinished_in_head(text, day))
    reader = CaseReader(meeting, register, assets, diagnostics)
    meeting.cases = [reader.read(case) for case in source.cases]
    meeting.attachments = _attachments(head, meeting, assets, diagnostics)
    _present_in_cases(meeting, roll.cases, diagnostics)
    return meeting


TIME_FAULTS = {
    TimeFault.CLOCK_IMPOSSIBLE: CLOCK_IMPOSSIBLE,
    TimeFault.UNREADABLE_REST: TIME_LEFTOVER,
    TimeFault.LAST_DAY_IMPOSSIBLE: LAST_DAY_WRONG,
    TimeFault.DAYS_REVERSED: LAST_DAY_WRONG,
}


def _remark_time(typed: Text, when: ReadMeetingTime, diagnostics: list[Diagnostic]) -> None:
    """What is wrong in a meeting time, at its letters."""
    for remark in when.remarks:
        if remark.fault in TIME_FAULTS:
            diagnostics.append(TIME_FAULTS[remark.fault].at(typed.at(remark.offset), tekst=remark.typed))


def _check_head(meeting: Meeting, head: MeetingHead, diagnostics: list[Diagnostic]) -> None:
    shown = numeric_date(meeting.day)
    if head.referat and meeting.minutes_status is not MinutesStatus.DRAFT and meeting.status is not MeetingStatus.HELD:
        diagnostics.append(APPROVED_BUT_PLANNED.at(head.referat.place, status=meeting.minutes_status))
    if head.referatdato and meeting.minutes_date < meeting.day:
        diagnostics.append(
            MINUTES_DATE_EARLIER.at(head.referatdato.place, dato=numeric_date(meeting.minutes_date), møte=shown)
        )
    if head.innkalt and meeting.notice_date and meeting.notice_date > meeting.day:
        diagnostics.append(NOTICE_DATE_LATER.at(head.innkalt.place, dato=numeric_date(meeting.notice_date), møte=shown))


def _next_meeting(head: MeetingHead, day: date, diagnostics: list[Diagnostic], language: str) -> NextMeeting | None:
    typed = head.neste_møte
    if typed is None:
        return None
    when = read_meeting_time(typed, day.year)
    if isinstance(when, ImpossibleDate):
        diagnostics.append(DATE_IMPOSSIBLE.at(typed.place, tekst=when.text))
        return None
    if when is None:
        diagnostics.append(NEXT_MEETING_UNREADABLE.at(typed.place, tekst=typed))
        return None
    found = when.date
    if found.year_missing and found.day <= day:
        later = read_date(typed, day.year + 1)
        if later is not None and not isinstance(later, ImpossibleDate):
            found = later
    next_day = checked_day(found, typed, typed.place, diagnostics, language)
    _remark_time(typed, when, diagnostics)
    if next_day <= day:
        diagnostics.append(NEXT_MEETING_EARLIER.at(typed.place, neste=numeric_date(next_day), dato=numeric_date(day)))
    return NextMeeting(next_day, when.start, when.end, typed.place)


def _attachments(
    head: MeetingHead, meeting: Meeting, assets: Assets, diagnostics: list[Diagnostic]
) -> list[Attachment]:
    return listed_files(head.vedlegg, assets, diagnostics) + attachments_in(meeting.preface, assets, diagnostics, None)


def listed_files(listed: Iterable[Text], assets: Assets, diagnostics: list[Diagnostic]) -> list[Attachment]:
    """The files of a list in a head: `plan.pdf (Framdriftsplan)`. One that is missing, or is there a second time, is
    said and left out."""
    found: dict[str, Attachment] = {}
    for typed in listed:
        name, _, title = typed.partition("(")
        path = assets.find(name.strip())
        if path is None:
            suggestion = assets.suggestion(name.strip())
            diagnostics.append(FILE_MISSING.at(typed.place, fil=name.strip(), forslag=suggestion))
            continue
        if path in found:
            diagnostics.append(FILE_LISTED_TWICE.at(typed.place, fil=name.strip()))
            continue
        found[path] = Attachment(path, title.rpartition(")")[0].strip() or path.rsplit("/", 1)[-1], typed.place)
    return list(found.values())


def _present_in_cases(
    meeting: Meeting, entries: dict[str, list[tuple[str, Entry]]], diagnostics: list[Diagnostic]
) -> None:
    """Which cases guests were in for, and which members stood down from."""
    people = {each.person.id: each for each in meeting.attendance}
    for key, listed in entries.items():
        for person_id, entry in listed:
            target = people[person_id].cases if key == "gjester" else people[person_id].disqualified
            for typed in entry.cases:
                case = case_in_meeting(meeting, typed)
                if case is None:
                    diagnostics.append(CASE_UNKNOWN.at(entry.place, nummer=typed))
                else:
                    target.append(case.id)


def case_in_meeting(meeting: Meeting, typed: str) -> Case | None:
    """The case of this meeting that a number, spelt in any way, means: also «sak 2» for 2-2020."""
    number = meeting.body.number_form.read(typed)
    if number is None and typed.isdecimal() and len(typed) <= LONGEST_SERIAL:
        return next((case for case in meeting.cases if case.number and case.number.serial == int(typed)), None)
    return next((case for case in meeting.cases if number and case.number == number), None)
