"""The cases of a meeting: number, type, presenters, decisions, tasks and attachments, from how they were typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from pipeline.diagnostics import Diagnostic, Place
from pipeline.language.dates import ImpossibleDate, ReadDate, numeric_date, read_date
from pipeline.link.dates import checked_day
from pipeline.link.files import Assets
from pipeline.link.names import GROUP_WORDS
from pipeline.link.people import Register
from pipeline.link.problems import (
    DATE_IMPOSSIBLE,
    EMPTY_PIECE,
    FILE_MISSING,
    NUMBER_MISSING,
    NUMBER_OTHER_FORM,
    NUMBER_UNREADABLE,
    TASK_DUE_EARLY,
    TASK_DUE_UNREADABLE,
    TASK_WITHOUT_DUE,
    TITLE_MISSING,
    TYPE_MISSING,
)
from pipeline.load.case_heading import folded_in_bracket
from pipeline.load.model import CaseText, PlacedText
from pipeline.records.case_number import CaseNumber
from pipeline.records.model import (
    Attachment,
    Body,
    Case,
    CaseType,
    Decision,
    Meeting,
    Person,
    Presenter,
    TaskRecord,
)
from pipeline.richtext import Blocks, Image, Inline, Marker, Paragraph, Piece, Task, TextList, inlines, plain, walk

CASE_TYPES: dict[str, CaseType] = {
    **dict.fromkeys(("godkjenning", "til godkjenning", "godkjenningssak"), CaseType.APPROVAL),
    **dict.fromkeys(
        (
            "vedtak",
            "vedtakssak",
            "vedtakssaker",
            "til vedtak",
            "til behandling",
            "beslutning",
            "beslutningssak",
            "til beslutning",
            "avgjørelse",
            "til avgjørelse",
            "avgjerd",
            "til avgjerd",
        ),
        CaseType.DECISION,
    ),
    **dict.fromkeys(
        (
            "drøfting",
            "drøftingssak",
            "til drøfting",
            "drøftes",
            "diskusjon",
            "diskusjonssak",
            "til diskusjon",
            "diskusjon og avklaring",
            "drøfting og avklaring",
            "avklaring",
            "til avklaring",
        ),
        CaseType.DISCUSSION,
    ),
    **dict.fromkeys(
        (
            "orientering",
            "orienteringssak",
            "til orientering",
            "info",
            "til info",
            "informasjon",
            "til informasjon",
            "til vitande",
            "til etterretning",
        ),
        CaseType.INFORMATION,
    ),
    **dict.fromkeys(
        ("referatsak", "referatsaker", "referat", "meldingssak", "meldingssaker", "melding", "meldinger"),
        CaseType.REFERRED,
    ),
    **dict.fromkeys(("eventuelt", "ymse"), CaseType.OTHER),
}
"""Case types as people write them, in lower case."""


_FOLDED_TYPES = {folded_in_bracket(words): kind for words, kind in CASE_TYPES.items()}

_TITLES: tuple[tuple[re.Pattern[str], CaseType], ...] = (
    (re.compile(r"^(eventuelt|ymse)\b", re.IGNORECASE), CaseType.OTHER),
    (re.compile(r"^godkjenning\b", re.IGNORECASE), CaseType.APPROVAL),
    (re.compile(r"^orientering\b", re.IGNORECASE), CaseType.INFORMATION),
    (re.compile(r"^referatsak", re.IGNORECASE), CaseType.REFERRED),
)
_MINUTES = re.compile(
    r"(?:ca\.?\s*)?(\d{1,3})\s*(?:(?:m|min\.?|minutt(?:er|ar)?)|(t|time(?:r|n)?|timar))", re.IGNORECASE
)
UNTIL = re.compile(r"^(?:innen|senest|seinast|frist:?|før|til|i)\s+", re.IGNORECASE)
_WEEK = re.compile(r"^(?:innen\s+|i\s+)?(?:uke|veke)\s+(\d{1,2})$", re.IGNORECASE)
_MEETING_DAY = re.compile(r"^(?:til\s+)?(?:neste|førstkommende)\s+møte$", re.IGNORECASE)


@dataclass(slots=True)
class CaseReader:
    """What reading the cases of one meeting needs: the meeting they are put into, the register, the files."""

    meeting: Meeting
    register: Register
    assets: Assets
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def body(self) -> Body:
        return self.meeting.body

    def read(self, text: CaseText) -> Case:
        """The case; its id is `body/2020/25`, made unique by the caller where a number is used twice."""
        number, label = self._number(text)
        case = Case(
            id=case_id(self.body, number) if number else f"{self.meeting.id}:{text.place.line}",
            number=number,
            label=label,
            title=text.title,
            type=self._type(text),
            presenters=[self._presenter(name) for name in text.presenters],
            blocks=text.blocks,
            place=text.place,
        )
        if not plain(text.title).strip():
            self.diagnostics.append(TITLE_MISSING.at(text.place))
        if case.type is None:
            self.diagnostics.append(TYPE_MISSING.at(text.place, nummer=label or plain(text.title)))
        for note in text.notes:
            self._note(note, case)
        self._pieces(case)
        self._tasks(case)
        case.attachments = self._attachments(case)
        return case

    def _number(self, text: CaseText) -> tuple[CaseNumber | None, str]:
        typed = text.number
        if typed is None:
            title = plain(text.title).strip() or "?"
            self.diagnostics.append(NUMBER_MISSING.at(text.place, tittel=title, møte=self.meeting.id))
            return None, ""
        form = self.body.number_form
        number = form.read(typed.text)
        if number is None:
            self.diagnostics.append(NUMBER_UNREADABLE.at(typed.place, tekst=typed.text, form=form.pattern))
            return None, typed.text
        label = form.write(number)
        if not form.is_written(typed.text, number):
            self.diagnostics.append(
                NUMBER_OTHER_FORM.at(typed.place, tekst=typed.text, riktig=label, organ=self.body.name)
            )
        return number, label

    def _type(self, text: CaseText) -> CaseType | None:
        if text.kind is not None:
            return _FOLDED_TYPES.get(folded_in_bracket(text.kind.text))
        title = plain(text.title).strip()
        return next((kind for pattern, kind in _TITLES if pattern.search(title)), None)

    def _presenter(self, name: PlacedText) -> Presenter:
        if GROUP_WORDS.search(name.text) and not self.register.lookup(name.text):
            return Presenter(name.text, name.place)
        found = self.register.find(name.text, name.place, self.diagnostics)
        return Presenter(found.name if found else name.text.removeprefix("@"), name.place, found)

    def _note(self, note: PlacedText, case: Case) -> None:
        words = note.text.strip().casefold()
        if found := _MINUTES.fullmatch(words):
            case.minutes_allotted = int(found[1]) * (60 if found[2] else 1)
        elif words in ("tilleggssak", "tilleggsak"):
            case.additional = True
        elif words in ("ettersendt", "ettersend"):
            case.sent_later = True
        elif words in ("trukket", "trukket sak", "trekt", "trekt sak"):
            case.withdrawn = True

    def _pieces(self, case: Case) -> None:
        decisive = (Marker.DECISION, Marker.CONCLUSION)
        for block in walk(case.blocks):
            if isinstance(block, Piece) and not block.blocks:
                self.diagnostics.append(EMPTY_PIECE.at(block.place, merke=block.marker))
        proposal: Blocks = []
        votes: Blocks = []
        for block in walk(case.blocks):  # also what was typed indented, under a point
            if not isinstance(block, Piece):
                continue
            if block.marker is Marker.PROPOSAL:
                proposal = block.blocks
                case.proposals.append(block.blocks)
            elif block.marker in decisive:
                ident = f"{case.id}!{len(case.decisions) + 1}"
                case.decisions.append(Decision(ident, block.blocks, block.place, block.marker, proposal, votes=votes))
                votes = []
            elif block.marker is Marker.VOTE:
                # Voting is typed before the decision it led to, or right after it.
                if case.decisions and not case.decisions[-1].votes:
                    case.decisions[-1].votes = block.blocks
                else:
                    votes = block.blocks

    def _tasks(self, case: Case) -> None:
        for block in walk(case.blocks):
            if isinstance(block, Task):
                ident = f"{case.id}#{len(case.tasks) + 1}"
                case.tasks.append(self._task(block, ident, case))

    def _task(self, task: Task, ident: str, case: Case) -> TaskRecord:
        owners: list[Person] = []
        others: list[str] = []
        for name, place in task.owners:
            if GROUP_WORDS.search(name) and not self.register.lookup(name):
                others.append(name)
                continue
            found = self.register.find(name, place, self.diagnostics)
            if found is None:
                others.append(name.removeprefix("@"))
            elif found not in owners:
                owners.append(found)
        named = [owner.name for owner in owners] + others
        if task.owners:
            task.owners = [(name, task.place) for name in named]
        record = TaskRecord(ident, case.id, owners, others, task.what, None, task.place)
        self._due(task, record)
        if week := _WEEK.match(task.due):
            task.due = f"{'veke' if self.meeting.language == 'nn' else 'uke'} {week[1]}"
        elif record.due:
            task.due = numeric_date(record.due)
        record.due_shown = task.due
        return record

    def _due(self, task: Task, record: TaskRecord) -> None:
        place = task.due_place or task.place
        typed = UNTIL.sub("", task.due)
        meeting = self.meeting
        if not typed:
            if task.owners:  # without owners the whole task is already a fault
                self.diagnostics.append(TASK_WITHOUT_DUE.at(place))
        elif _MEETING_DAY.match(typed) and meeting.next_meeting:
            record.due = meeting.next_meeting.day
        elif week := _WEEK.match(typed):
            record.due = _friday_of(int(week[1]), meeting.day)
            if record.due is None:
                self.diagnostics.append(DATE_IMPOSSIBLE.at(place, tekst=typed))
        else:
            self._due_date(typed, place, record)
        if record.due and record.due < meeting.day:
            due, day = numeric_date(record.due), numeric_date(meeting.day)
            self.diagnostics.append(TASK_DUE_EARLY.at(place, frist=due, møte=day))

    def _due_date(self, typed: str, place: Place, record: TaskRecord) -> None:
        meeting = self.meeting
        found = read_date(typed, meeting.day.year)
        if isinstance(found, ReadDate) and found.year_missing and found.day < meeting.day:
            found = read_date(typed, meeting.day.year + 1)
        if isinstance(found, ImpossibleDate):
            self.diagnostics.append(DATE_IMPOSSIBLE.at(place, tekst=typed))
        elif found is None:
            self.diagnostics.append(TASK_DUE_UNREADABLE.at(place, tekst=typed))
        else:
            record.due = checked_day(found, typed, place, self.diagnostics, meeting.language)

    def _attachments(self, case: Case) -> list[Attachment]:
        texts: Blocks = [Paragraph(case.title, case.place), *case.blocks]
        return attachments_in(texts, self.assets, self.diagnostics, case.id)


def _friday_of(week: int, after: date) -> date | None:
    """The Friday of the next ISO week of that number, seen from `after`; None where there is no such week."""
    for year in (after.year, after.year + 1):
        try:
            friday = date.fromisocalendar(year, week, 5)
        except ValueError:
            continue
        if friday >= after:
            return friday
    return None


def case_id(body: Body, number: CaseNumber) -> str:
    """`prosjektgruppen/2020/25`, or `prosjektgruppen/25` where the body's form has no year."""
    return "/".join(str(part) for part in (body.id, number.year, number.serial) if part is not None)


def attachments_in(blocks: Blocks, assets: Assets, diagnostics: list[Diagnostic], case: str | None) -> list[Attachment]:
    """The files a text links to, each once; links to files that are not there are said. Image paths are looked up
    too."""
    found: dict[str, Attachment] = {}
    for block in walk(blocks):
        if isinstance(block, Image):
            assets.check_image(block, diagnostics)
        for runs in inlines(block):
            for link in _links(runs):
                href, place = link[0].href or "", link[0].place
                if assets.is_address(href):
                    continue
                path = assets.find(href)
                if path is None:
                    diagnostics.append(FILE_MISSING.at(place, fil=href, forslag=assets.suggestion(href)))
                    continue
                for run in link:
                    run.href = path
                found.setdefault(path, Attachment(path, plain(link), place, case))
    return list(found.values())


def _links(runs: Inline) -> Iterator[Inline]:
    """The links of a text, each with all its runs: a word in bold makes one link three of them."""
    return (list(link) for href, link in groupby(runs, key=lambda run: run.href) if href is not None)


def labelled_points(blocks: Blocks) -> set[str]:
    """The labels of every numbered point of a text: «1», «b», «iv»."""
    return {
        item.label.casefold()
        for block in walk(blocks)
        if isinstance(block, TextList)
        for item in block.items
        if item.label
    }
