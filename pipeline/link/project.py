"""A project put together: registers, bodies, meetings, and every reference between them."""

from collections.abc import Callable, Iterable, Sequence

# Their codes are known where there is nothing of the kind, too.
import pipeline.link.mandate_problems
import pipeline.link.paper_problems
import pipeline.link.register_problems  # noqa: F401
from pipeline.diagnostics import Diagnostic
from pipeline.link.bodies import link_bodies, link_persons
from pipeline.link.files import Assets
from pipeline.link.idents import name_blocks
from pipeline.link.meetings import link_meeting
from pipeline.link.mentions import Mentions
from pipeline.link.rules import RULES
from pipeline.link.surroundings import Surroundings
from pipeline.link.writing import writing
from pipeline.load.model import RawProject
from pipeline.records.model import Case, Meeting
from pipeline.records.project import ContactDetails, Project
from pipeline.schema.paper import NO_SHAPES, Shapes


def link_project(
    raw: RawProject,
    kinds_rules: Sequence[Callable[[Project], Iterable[Diagnostic]]] = (),
    shapes: Shapes = NO_SHAPES,
) -> tuple[Project, list[Diagnostic]]:
    """The linked project, and everything found wrong while linking and by the rules. `shapes` are those the project was
    loaded with.

    A meeting of a body that cannot be read is left out; the body's diagnostic says why.
    """
    diagnostics: list[Diagnostic] = []
    register = link_persons(raw, diagnostics)
    bodies = link_bodies(raw.setup, register, diagnostics)
    assets = Assets(raw.assets)
    meetings: dict[str, Meeting] = {}
    for source in sorted(raw.meetings, key=lambda each: (each.body, each.date_in_name)):
        body = bodies.get(source.body)
        if body:
            meeting = link_meeting(source, body, register, assets, diagnostics)
            meetings[meeting.id] = meeting
    cases = _cases_by_id(meetings.values())
    mentions = Mentions(bodies, cases, register)
    for meeting in meetings.values():
        mentions.resolve(meeting, diagnostics)
        name_blocks(meeting)
    project = Project(
        organisation=str(raw.setup.organisasjon),
        name=str(raw.setup.prosjekt or ""),
        language=raw.setup.språk or "nb",
        persons=register.persons,
        bodies=bodies,
        meetings=meetings,
        cases=cases,
        digests=raw.digests,
        assets=raw.assets,
        contacts={
            str(ident): ContactDetails(str(contact.epost or ""), str(contact.telefon or ""))
            for ident, contact in raw.contacts.items()
        },
    )
    surroundings = Surroundings.of(raw, register, assets, mentions)
    # Most projects have no mandates, no registers and no texts: what links them takes a part of the time one meeting
    # takes, and is imported where there are some.
    if raw.mandates:
        _mandates(raw, project, surroundings, diagnostics)
    if raw.registers:
        _registers(raw, project, surroundings, diagnostics)
    if raw.papers:
        from pipeline.link.papers import link_papers

        link_papers(raw, project, shapes, surroundings, diagnostics)
    for rule in (*RULES, writing, *kinds_rules):
        diagnostics.extend(rule(project))
    return project, diagnostics


def _mandates(raw: RawProject, project: Project, surroundings: Surroundings, diagnostics: list[Diagnostic]) -> None:
    """Puts the mandates together, and asks their rules."""
    from pipeline.link.mandate_rules import MANDATE_RULES
    from pipeline.link.mandates import link_mandate

    for mandate in raw.mandates:
        project.mandates[mandate.id] = link_mandate(mandate, surroundings, diagnostics)
    for rule in MANDATE_RULES:
        diagnostics.extend(rule(project))


def _registers(raw: RawProject, project: Project, surroundings: Surroundings, diagnostics: list[Diagnostic]) -> None:
    """Puts the action registers together, and asks their rules."""
    from pipeline.link.register_rules import REGISTER_RULES
    from pipeline.link.registers import link_register

    for source in raw.registers:
        project.registers[source.id] = link_register(source, surroundings, diagnostics)
    for rule in REGISTER_RULES:
        diagnostics.extend(rule(project))


def _cases_by_id(meetings: Iterable[Meeting]) -> dict[str, Case]:
    """Every case by its id; a number used twice gives the later case an id of its own (`…/25~2`)."""
    cases: dict[str, Case] = {}
    for meeting in meetings:
        for case in meeting.cases:
            if case.id in cases:
                original, count = case.id, 2
                while f"{original}~{count}" in cases:
                    count += 1
                case.id = f"{original}~{count}"
                for decision in case.decisions:
                    decision.id = case.id + decision.id[len(original) :]
                for task in case.tasks:
                    task.id, task.case_id = case.id + task.id[len(original) :], case.id
                for attachment in case.attachments:
                    attachment.case_id = case.id
                if not any(other.id == original for other in meeting.cases):
                    _renamed(meeting, original, case.id)
            cases[case.id] = case
    return cases


def _renamed(meeting: Meeting, before: str, now: str) -> None:
    """Who was in for a case, or stood down from it, did so in the one of this meeting."""
    for person in meeting.attendance:
        person.cases = [now if each == before else each for each in person.cases]
        person.disqualified = [now if each == before else each for each in person.disqualified]
