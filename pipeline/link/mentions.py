"""References in running text: which case, point or person is meant."""

import re
from collections.abc import Iterable

from pipeline.diagnostics import Diagnostic
from pipeline.language.names import NameIndex, nearest
from pipeline.link.cases import case_id, labelled_points
from pipeline.link.mandate_problems import CASE_AMBIGUOUS, REFERENCE_OUTSIDE_MANDATE
from pipeline.link.people import Register
from pipeline.link.problems import CASE_UNKNOWN, PERSON_NAME_MISSPELT, POINT_UNKNOWN
from pipeline.records.case_number import CaseNumber
from pipeline.records.model import Body, Case, Meeting
from pipeline.richtext import Blocks, Inline, Mention, MentionKind, Run, inlines, walk

_OF_DECISION = re.compile("vedtaksp", re.IGNORECASE)


def name_index(register: Register, bodies: dict[str, Body]) -> NameIndex:
    """The names to know in running text; the words of organisations and bodies are none."""
    persons = register.persons.values()
    organisations = (post.organisation for person in persons for post in person.posts)
    other_words = {word for name in (*organisations, *(body.name for body in bodies.values())) for word in name.split()}
    return NameIndex([person.name for person in persons], other_words)


class Mentions:
    """Finds what the references of all meetings point at, once every case is known."""

    def __init__(self, bodies: dict[str, Body], cases: dict[str, Case], register: Register) -> None:
        self.bodies = bodies
        self.cases = cases
        self.register = register
        self.names = name_index(register, bodies)
        self.first = {body.id: body.first_case or _earliest(body, cases) for body in bodies.values()}

    def resolve(self, meeting: Meeting, diagnostics: list[Diagnostic]) -> None:
        """Sets the target of every mention in a meeting; what points nowhere is said."""
        self.resolve_texts(texts_of(meeting), meeting.body, diagnostics)

    def resolve_texts(self, texts: Iterable[Inline], body: Body | None, diagnostics: list[Diagnostic]) -> None:
        """As `resolve`, for any texts. `body` is the one whose cases are meant first; without one, all are alike.

        Chapters and appendices are found before, and only in a mandate.
        """
        for runs in texts:
            for run in runs:
                if run.mention is not None:
                    self._mention(run, run.mention, body, diagnostics)
            self._names(runs, diagnostics)

    def _mention(self, run: Run, mention: Mention, body: Body | None, diagnostics: list[Diagnostic]) -> None:
        if mention.kind in (MentionKind.CHAPTER, MentionKind.APPENDIX):
            if mention.target is None:
                diagnostics.append(REFERENCE_OUTSIDE_MANDATE.at(run.place, tekst=run.text))
                run.mention = None
            return
        if mention.kind is MentionKind.PERSON:
            found = self.register.find(mention.key, run.place, diagnostics)
            if found:
                mention.target, run.text = found.id, found.name
            return
        case, known = self.case(mention.key, body)
        if case is None:
            if not known and mention.key.isdecimal():
                run.mention = None  # «sak 7» is a number only where a body counts without years
            elif not known:
                suggestion = self.nearest_case(mention.key, body)
                diagnostics.append(CASE_UNKNOWN.at(run.place, nummer=mention.key, forslag=suggestion))
            return
        mention.target = case.id
        if body is None and (others := self.owners(mention.key)) and len(others) > 1:
            diagnostics.append(CASE_AMBIGUOUS.at(run.place, nummer=mention.key, organer=", ".join(others)))
        if mention.kind is MentionKind.POINT and mention.point:
            point = mention.point.casefold()
            if point not in _points_meant(run.text, case):
                diagnostics.append(POINT_UNKNOWN.at(run.place, sak=case.label, punkt=point))

    def nearest_case(self, typed: str, body: Body | None) -> str | None:
        """The number of a case, of that body if one is given, that is most like `typed`."""
        opening = f"{body.id}/" if body else ""
        return nearest(typed, [each.label for each in self.cases.values() if each.id.startswith(opening)])

    def owners(self, typed: str) -> list[str]:
        """The names of the bodies that have a case of this number."""
        numbers = ((body, body.number_form.read(typed)) for body in self.bodies.values())
        return [body.name for body, number in numbers if number is not None and case_id(body, number) in self.cases]

    def case(self, typed: str, body: Body | None) -> tuple[Case | None, bool]:
        """The case meant, and whether the number is known at all (a case older than the first kept here is)."""
        older = False
        first = [body] if body else []
        for each in (*first, *(other for other in self.bodies.values() if other is not body)):
            number = each.number_form.read(typed)
            if number is None:
                continue
            case = self.cases.get(case_id(each, number))
            if case is not None:
                return case, True
            older = older or is_older(number, self.first[each.id])
        return None, older

    def case_of(self, typed: str, body: Body) -> tuple[Case | None, bool]:
        """As `case`, of this body and no other; where none of its cases are kept here, every number is known."""
        first, number = self.first[body.id], body.number_form.read(typed)
        if number is None:
            return None, False
        return self.cases.get(case_id(body, number)), first is None or is_older(number, first)

    def _names(self, runs: Inline, diagnostics: list[Diagnostic]) -> None:
        before = ""
        for run in runs:
            if not (run.code or run.href or run.mention):
                for found in self.names.find(run.text, before):
                    if found.kind == "near":
                        diagnostics.append(
                            PERSON_NAME_MISSPELT.at(run.at(found.offset), navn=found.word, forslag=found.suggestion)
                        )
            before = run.text


def _points_meant(typed: str, case: Case) -> set[str]:
    """«vedtakspunkt 1» is a point of a decision; «punkt 1» any point of the case."""
    if _OF_DECISION.search(typed):
        return {point for decision in case.decisions for point in labelled_points(decision.text)}
    return labelled_points(case.blocks)


def is_older(number: CaseNumber, first: CaseNumber | None) -> bool:
    """Whether a case is from before the body's `first`: older cases are not kept here."""
    return first is not None and ((number.year or 0), number.serial) < ((first.year or 0), first.serial)


def _earliest(body: Body, cases: dict[str, Case]) -> CaseNumber | None:
    """The lowest number there is: where nothing else is said, the body's cases are kept here from that one on."""
    numbers = [case.number for case in cases.values() if case.number and case.id.startswith(f"{body.id}/")]
    return min(numbers, key=lambda number: ((number.year or 0), number.serial), default=None)


def texts_of(meeting: Meeting) -> list[Inline]:
    """Every running text of a meeting, in order: titles, paragraphs, cells, tasks. Gathered once, asked for by many."""
    if not meeting.texts:
        meeting.texts = [*_texts(meeting.preface)]
        for case in meeting.cases:
            meeting.texts += [case.title, *_texts(case.blocks)]
    return meeting.texts


def _texts(blocks: Blocks) -> Iterable[Inline]:
    for block in walk(blocks):
        yield from inlines(block)
