"""Registers as they stood on another day: what was told later is not looked at, nor what is wrong with it."""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from pipeline.diagnostics import Diagnostic, Problem, Severity
from pipeline.language.dates import numeric_date
from pipeline.link.register_problems import ENTRY_AFTER_REPORT
from pipeline.records.actions import Register
from pipeline.records.project import Project
from pipeline.workflow.reading import Reading

WITHOUT_TEXTS = Problem(
    "as-of-uten-tekster",
    Severity.WARNING,
    "Vedlegget viser tiltakene slik de sto {dato}. Dette er skrevet til rapporten {rapport}, og er ikke med: {hva}.",
    hint="Det er med igjen når du lager vedlegget uten --as-of.",
)


def set_back(reading: Reading, project: Project, day: date, only: Collection[str] = ()) -> Reading:
    """`reading` without the faults of later entries. Every register of `project` gets `day` as that of its report, or
    None where nothing had been told of it by then. What is written for the report of another day is taken out of it,
    and that is said of the registers in `only` (none: of all)."""
    remarks = {ident: [*_set_back(register, day)] for ident, register in project.registers.items()}
    said = [remark for ident, found in remarks.items() if not only or ident in only for remark in found]
    begun = _beginnings(project, day)

    def was_told(file: str, line: int) -> bool:
        lines, later = begun.get(file, ([], []))
        found = bisect_right(lines, line)
        return not (found and later[found - 1])

    diagnostics = [
        each
        for each in reading.diagnostics
        if was_told(each.place.file, each.place.line) and each.problem is not ENTRY_AFTER_REPORT
    ]
    return replace(reading, diagnostics=[*diagnostics, *said])


def _set_back(register: Register, day: date) -> Iterator[Diagnostic]:
    own, register.day = register.day, day if register.as_of(day) else None
    if own is None or own == day:
        return
    texts = {
        "sak": register.case_label,
        "merknader": register.remarks,
        "forslag_til_vedtak": register.proposal,
    }
    # The case, the remarks and the proposal belong to one meeting; the background tells what the plan is.
    register.case, register.case_label, register.remarks, register.proposal = None, "", [], []
    left_out = ", ".join(f"«{name}»" for name, text in texts.items() if text)
    if left_out and register.day:
        yield WITHOUT_TEXTS.at(register.place, dato=numeric_date(day), rapport=numeric_date(own), hva=left_out)


def _beginnings(project: Project, day: date) -> dict[str, tuple[list[int], list[bool]]]:
    """By file: the lines that actions and entries begin at, rising, and whether each is an entry later than `day`."""
    places: dict[str, dict[int, bool]] = {}
    for register in project.registers.values():
        for action in register.actions.values():
            places.setdefault(action.place.file, {})[action.place.line] = False
            for entry in action.entries:
                places.setdefault(entry.place.file, {})[entry.place.line] = entry.day > day
    rising = {file: sorted(lines.items()) for file, lines in places.items()}
    return {file: ([line for line, _ in lines], [later for _, later in lines]) for file, lines in rising.items()}
