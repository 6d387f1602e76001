"""`saksgang list`: the meetings, cases, tasks, persons, mandates, registers, actions or documents of a project, as
rows."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from pipeline.document.meetings import presenters
from pipeline.kinds import all_kinds
from pipeline.language.dates import clock_range, numeric_date
from pipeline.language.labels import labels
from pipeline.records.model import MeetingStatus
from pipeline.records.project import Project
from pipeline.richtext import plain

Rows: TypeAlias = Iterator[dict[str, Any]]


def meetings(project: Project) -> Rows:
    """Every meeting, by body and day."""
    for meeting in project.meetings.values():
        numbers = [case.label for case in meeting.cases if case.label]
        yield {
            "møte": meeting.id,
            "dato": numeric_date(meeting.day),
            "tid": clock_range(meeting.start, meeting.end) if meeting.start and meeting.end else "",
            "status": str(meeting.status),
            "referat": str(meeting.minutes_status) if meeting.status is MeetingStatus.HELD else "",
            "saker": " til ".join(dict.fromkeys((numbers[0], numbers[-1]))) if numbers else "",
        }


def cases(project: Project) -> Rows:
    """Every case, by body and number."""
    for meeting in project.meetings.values():
        for case in meeting.cases:
            yield {
                "sak": case.label or "–",
                "møte": meeting.id,
                "type": str(case.type or ""),
                "innleder": presenters(case, labels("nb")),
                "tittel": plain(case.title),
            }


def tasks(project: Project) -> Rows:
    """Every follow-up task, by case."""
    for meeting in project.meetings.values():
        for case in meeting.cases:
            for task in case.tasks:
                yield {
                    "oppgave": task.id,
                    "frist": numeric_date(task.due) if task.due else "",
                    "hvem": ", ".join([*(owner.name for owner in task.owners), *task.others]),
                    "hva": plain(task.what),
                }


def persons(project: Project) -> Rows:
    """The register."""
    for person in project.persons.values():
        post = person.posts[-1] if person.posts else None
        yield {
            "id": person.id,
            "navn": person.name,
            "stilling": post.role if post else "",
            "organisasjon": post.organisation if post else "",
        }


def mandates(project: Project) -> Rows:
    """Every mandate, with its last version."""
    for mandate in project.mandates.values():
        last = mandate.log[-1] if mandate.log else None
        yield {
            "mandat": mandate.id,
            "versjon": str(last.version) if last else "",
            "dato": last.day_shown if last else "",
            "endret siden": "ja" if mandate.standing.changes else "nei" if mandate.standing.kept else "",
            "tittel": mandate.title,
        }


def registers(project: Project) -> Rows:
    """Every action register, with the day of its report."""
    for register in project.registers.values():
        yield {
            "register": register.id,
            "organ": register.body.id if register.body else "",
            "dato": numeric_date(register.day) if register.day else "",
            "tiltak": str(len(register.actions)),
            "tittel": register.title,
        }


def actions(project: Project) -> Rows:
    """Every action, by register, as it stands on the day of the register's report."""
    for register in project.registers.values():
        for action in register.actions.values():
            state = action.as_of(register.day) if register.day else None
            end = state.end if state else action.end
            yield {
                "register": register.id,
                "id": action.id,
                "navn": action.title,
                "status": state.status.word if state and state.status else "",
                "ansvarlig": ", ".join(each.name for each in action.responsible),
                "slutt": end.shown if end else "",
            }


def documents(project: Project) -> Rows:
    """Every document that would be built."""
    for kind in all_kinds().values():
        for subject in kind.subjects(project):
            document = kind.document(project, subject)
            yield {"dokument": kind.name, "id": document.id, "fil": f"build/{kind.name}/{document.stem}.docx"}


LISTS: dict[str, Callable[[Project], Rows]] = {
    "moter": meetings,
    "saker": cases,
    "oppgaver": tasks,
    "personer": persons,
    "mandater": mandates,
    "registre": registers,
    "tiltak": actions,
    "dokumenter": documents,
}
"""What can be listed, by the name typed."""
