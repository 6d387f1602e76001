"""The rules of action registers: what must hold for a whole one, once it is put together."""

from collections.abc import Iterator
from itertools import pairwise

from pipeline.diagnostics import Diagnostic
from pipeline.language.dates import numeric_date
from pipeline.language.numbers import write_number
from pipeline.link.register_problems import (
    ACTION_WITHOUT_ENTRY,
    COUNT_OTHER,
    ENTRIES_SAME_DAY,
    FINISHED_BEFORE_END,
    FINISHED_WITHOUT_END,
    REGISTER_EMPTY,
    REGISTER_PROPOSAL_OTHER,
    REOPENED,
)
from pipeline.records.action_mentions import wrong_counts
from pipeline.records.actions import Action, End, StatusEntry, StatusGroup, StatusWord
from pipeline.records.project import Project
from pipeline.richtext import Blocks, plain_blocks


def told_of(project: Project) -> Iterator[Diagnostic]:
    """A register has actions, and each has been told of."""
    for register in project.registers.values():
        if not register.actions:
            yield REGISTER_EMPTY.at(register.place)
        day = numeric_date(register.day) if register.day else None
        for action in register.actions.values():
            if not action.entries:
                yield ACTION_WITHOUT_ENTRY.at(action.place, id=action.id, dato=day)


def same_proposal(project: Project) -> Iterator[Diagnostic]:
    """Where both a register and the case it belongs to propose a decision, they propose the same."""
    for register in project.registers.values():
        case = register.case
        if case is None or not case.proposals or not register.proposal:
            continue
        if _words(register.proposal) not in map(_words, case.proposals):
            place = register.proposal[0].place
            yield REGISTER_PROPOSAL_OTHER.at(place, nummer=case.label, fil=case.place.file)


def _words(blocks: Blocks) -> list[str]:
    """What is proposed, whatever its numbers, line breaks and full stops."""
    return [word for line in plain_blocks(blocks).splitlines() for word in line.rstrip(" .").split()]


def typed_counts(project: Project) -> Iterator[Diagnostic]:
    """The numbers of actions written in the texts around the table are among those the report counts."""
    for register in project.registers.values():
        texts = [*register.background, *register.remarks, *register.proposal]
        for mentioned in wrong_counts(register, register.day, texts) if register.day else ():
            yield COUNT_OTHER.at(mentioned.place, tekst=mentioned.text, antall=write_number(mentioned.total))


def one_entry_a_day(project: Project) -> Iterator[Diagnostic]:
    """An action has one entry a day: two cannot both be the last."""
    for action in _actions(project):
        for before, after in pairwise(action.entries):
            if before.day == after.day:
                yield ENTRIES_SAME_DAY.at(after.place, id=action.id, dato=numeric_date(after.day))


def ends(project: Project) -> Iterator[Diagnostic]:
    """What is finished says when; what is finished or struck stays so."""
    for action in _actions(project):
        yield from _ends_of(action)


def _ends_of(action: Action) -> Iterator[Diagnostic]:
    end, status = action.end, None
    over: tuple[StatusWord, StatusEntry] | None = None
    for entry in action.entries:
        end = entry.end or end
        if entry.status is None:
            continue
        if over is not None and entry.status.group is not over[0].group:
            yield REOPENED.at(
                entry.place, id=action.id, før=over[0].word, dato=numeric_date(over[1].day), status=entry.status.word
            )
        status = entry.status
        over = (status, entry) if status.group.is_over else None
        if status.group is not StatusGroup.FINISHED:
            continue
        if end is None or not _says_when(end):
            yield FINISHED_WITHOUT_END.at(entry.place, id=action.id, status=status.word)
        elif end.day and end.day > entry.day and end.shown == numeric_date(end.day):
            # «desember 2022» has a last day too, but does not say that it is that one.
            yield FINISHED_BEFORE_END.at(
                entry.place, id=action.id, status=status.word, dato=numeric_date(entry.day), slutt=end.shown
            )


def _says_when(end: End) -> bool:
    """Whether an end is a day; one that cannot be read has been told of where it stands."""
    return end.day is not None or any(letter.isdigit() for letter in end.shown)


def _actions(project: Project) -> Iterator[Action]:
    for register in project.registers.values():
        yield from register.actions.values()


REGISTER_RULES = (told_of, same_proposal, typed_counts, one_entry_a_day, ends)
"""Every rule of action registers, in the order they are asked."""
