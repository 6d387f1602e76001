"""The first half of every command: the sources read and put together, and everything wrong with them."""

from dataclasses import dataclass, field
from pathlib import Path

# Their codes are known where there is no mandate, too.
import pipeline.history.problems
import pipeline.workflow.kept_problems  # noqa: F401
from pipeline.diagnostics import Diagnostic, Severity, declared_problems
from pipeline.kinds import all_kinds, all_shapes
from pipeline.language.names import nearest
from pipeline.link import link_project
from pipeline.load.files import ARCHIVE, Folder, SourceFolder
from pipeline.load.model import RawProject
from pipeline.load.overrules import apply_overrules
from pipeline.load.project import load_project
from pipeline.records.project import Project
from pipeline.schema.placed import Text
from pipeline.workflow.problems import SWITCH_GRAVE, SWITCH_UNKNOWN


@dataclass(slots=True)
class Reading:
    """What the sources of a project say. `raw` and `project` are None where not even the setup could be read;
    `accepted` are the diagnostics overruled in the sources, with a reason."""

    raw: RawProject | None
    project: Project | None
    diagnostics: list[Diagnostic]
    accepted: list[Diagnostic] = field(default_factory=list)

    @property
    def faults(self) -> list[Diagnostic]:
        """What stands in the way of sending: everything but warnings."""
        return [each for each in self.diagnostics if each.severity is not Severity.WARNING]


def read_project(root: Path, folder: Folder | None = None) -> Reading:
    """The project in `root`, loaded and linked. Never raises for a user's fault.

    With `folder`, what stands there is read instead, and not held against the archive: it is a state that may come to
    be.
    """
    shapes = all_shapes()
    raw, diagnostics = load_project(folder or SourceFolder(root), shapes)
    if raw is None:
        return Reading(None, None, in_order(diagnostics))
    project, linked = link_project(raw, [rule for kind in all_kinds().values() for rule in kind.rules], shapes)
    linked = _about_mandates(root, raw, project, linked, folder is None)
    kept, accepted, about_overrules = apply_overrules([*diagnostics, *linked], raw.overrules)
    off = set(map(str, raw.setup.slått_av))
    heard = [each for each in kept if each.severity is not Severity.WARNING or each.code not in off]
    return Reading(raw, project, in_order([*heard, *about_overrules, *_about_switches(raw.setup.slått_av)]), accepted)


def _about_mandates(
    root: Path, raw: RawProject, project: Project, linked: list[Diagnostic], as_it_stands: bool
) -> list[Diagnostic]:
    """What was found while linking, told better where it is about mandates, and what is to be said of their archive."""
    if not raw.mandates and not (root / ARCHIVE).exists():
        return linked
    # Most projects have none.
    from pipeline.workflow.kept import compare_with_kept
    from pipeline.workflow.moved_numbers import with_moved_numbers
    from pipeline.workflow.page_numbers import about_pages

    if as_it_stands:
        linked = with_moved_numbers(root, raw, project, [*linked, *compare_with_kept(root, raw, project)])
    return [*linked, *about_pages(root, project)]


def _about_switches(codes: list[Text]) -> list[Diagnostic]:
    """What cannot be switched off: what there is no such code for, and what is no warning."""
    known = {problem.code: problem for problem in declared_problems()}
    return [
        SWITCH_UNKNOWN.at(code.place, kode=code, forslag=nearest(code, known))
        if code not in known
        else SWITCH_GRAVE.at(code.place, kode=code, grad=known[code].severity)
        for code in codes
        if code not in known or known[code].severity is not Severity.WARNING
    ]


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """By place, each said once."""
    unique = {(each.code, each.place, tuple(each.values.items())): each for each in diagnostics}
    return sorted(unique.values(), key=lambda each: (each.place, each.code))
