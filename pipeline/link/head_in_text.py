"""What belongs in the head of a meeting and was typed somewhere else: there it is set out as anybody writes it, and
the lists of the document know nothing of it."""

import re
from collections.abc import Iterator

from pipeline.diagnostics import Diagnostic, Place
from pipeline.link.mentions import texts_of
from pipeline.link.people import Register
from pipeline.link.places import place_in, prose
from pipeline.link.problems import ABSENCE_IN_REGISTER, ABSENT_IN_TEXT_ONLY, HEAD_WORD_IN_TEXT
from pipeline.records.model import Meeting, Presence
from pipeline.records.project import Project
from pipeline.richtext import Blocks, Paragraph, Quotation, plain, walk

IN_CASES = {
    "forfall": "forfall",
    "meldt forfall": "forfall",
    "fravær": "forfall",
    "meldt fravær": "forfall",
    "møtte ikke": "møtte_ikke",
    "møtte ikkje": "møtte_ikke",
    "neste møte": "neste_møte",
}
"""Words that mean a key of the head wherever they open a paragraph."""
BEFORE_CASES = IN_CASES | {
    "gjest": "gjester",
    "gjester": "gjester",
    "observatører": "observatører",
    "observatørar": "observatører",
    "møteleder": "møteleder",
    "møteleiar": "møteleder",
    "ordstyrer": "møteleder",
    "referent": "sekretær",
    "sekretær": "sekretær",
    "tid": "tid",
    "sted": "sted",
    "stad": "sted",
}
"""… and those that do so only before the first case."""

_OPENING = re.compile(r"\s*([^\W\d_]+(?: [^\W\d_]+)?)\s*:")
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'-]*(?:[ \xa0][A-ZÀ-ÖØ-Þ][\w’'-]*)*"
_ABSENT = re.compile(
    rf"(?<![\w@])(?P<name>{_NAME})(?:[ \xa0]?[-–—:,][ \xa0]?|[ \xa0]?\(|[ \xa0](?:har|hadde)[ \xa0])"
    r"(?:meldt[ \xa0])?forfall\b(?![ \xa0](?:til|på|i|for)\b)"
)
_ABSENCE = re.compile(r"\b(?:forfall|fravær|møter ikke|møter ikkje)\b", re.IGNORECASE)


def head_in_text(project: Project) -> Iterator[Diagnostic]:
    """Absence, chair, next meeting … stand in the head, in one form, and nowhere else."""
    register = Register(project.persons.values())
    for meeting in project.meetings.values():
        yield from _opening_words(meeting.preface, BEFORE_CASES)
        for case in meeting.cases:
            yield from _opening_words(case.blocks, IN_CASES)
        yield from _absent_in_text(meeting, register)


def _opening_words(blocks: Blocks, keys: dict[str, str]) -> Iterator[Diagnostic]:
    for block in walk(blocks):
        if not isinstance(block, Paragraph) or not block.runs:
            continue
        found = _OPENING.match(block.runs[0].text if len(block.runs) == 1 else plain(block.runs))
        if found is not None:
            key = keys.get(found[1].casefold())
            if key and not _is_quoted(block, blocks):
                yield HEAD_WORD_IN_TEXT.at(block.place, tekst=found[1], nøkkel=key)


def _is_quoted(paragraph: Paragraph, blocks: Blocks) -> bool:
    """Whether a paragraph is somebody's words about something else."""
    quotations = (block for block in walk(blocks) if isinstance(block, Quotation))
    return any(block is paragraph for quotation in quotations for block in walk(quotation.blocks))


def _absent_in_text(meeting: Meeting, register: Register) -> Iterator[Diagnostic]:
    there = {each.person.id: each for each in meeting.attendance}
    for runs in texts_of(meeting):
        text = prose(runs)
        if "forfall" not in text:
            continue
        for found in _ABSENT.finditer(text):
            persons = register.lookup(found["name"])
            listed = there.get(persons[0].id) if len(persons) == 1 else None
            if listed is not None and listed.presence is Presence.PRESENT:
                place = place_in(runs, found.start())
                yield ABSENT_IN_TEXT_ONLY.at(place, navn=listed.person.name, id=listed.person.id)


def absence_in_register(project: Project) -> Iterator[Diagnostic]:
    """What is registered holds for every meeting: an absence is of one."""
    for person in project.persons.values():
        for text in (person.name, *(part for post in person.posts for part in (post.role, post.organisation))):
            yield from _absence(text, person.place)
    for body in project.bodies.values():
        for member in body.members:
            yield from _absence(member.note, body.place)


def _absence(text: str, place: Place) -> Iterator[Diagnostic]:
    if _ABSENCE.search(text):
        yield ABSENCE_IN_REGISTER.at(place, tekst=text)
