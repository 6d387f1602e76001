"""Registers as they stood on another day: what was told later is not looked at, nor what is wrong with it."""

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from pipeline.link.register_problems import ENTRY_AFTER_REPORT
from pipeline.records.project import Project
from pipeline.workflow.reading import Reading


def set_back(reading: Reading, project: Project, day: date) -> Reading:
    """`reading` without the faults of later entries. Every register of `project` gets `day` as that of its report, or
    None where nothing had been told of it by then."""
    for register in project.registers.values():
        register.day = day if register.as_of(day) else None
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
    return replace(reading, diagnostics=diagnostics)


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
