"""Problems accepted at their place, for a reason: `# godta KODE: grunn` in YAML, `Godta KODE: grunn` in a text."""

import re
from collections.abc import Iterable

from pipeline.diagnostics import Diagnostic, Place, Severity, declared_problems
from pipeline.language.names import nearest
from pipeline.load import text_problems
from pipeline.load import yaml_problems as problems
from pipeline.load.model import Overrule
from pipeline.load.yaml_compose import PlacedLines

OVERRULE_COMMENT = re.compile(
    r"(?:^|(?<=\s))#[ \t]*godta[ \t]+(?P<code>[^\s:]+)[ \t]*(?::[ \t]*(?P<reason>.*?))?[ \t]*$", re.IGNORECASE
)
"""`# godta KODE: grunn`, at the end of a line."""


def yaml_overrules(
    source: PlacedLines, first_line: int = 1, last_line: int | None = None
) -> tuple[list[Overrule], list[Diagnostic]]:
    """The overrules in comments of the lines `first_line` to `last_line`.

    A comment behind a value accepts what is wrong on its own line; one alone on its line, what is wrong on the next
    line that holds anything. Without a reason it accepts nothing, and that is said.
    """
    overrules: list[Overrule] = []
    diagnostics: list[Diagnostic] = []
    last = len(source.lines) if last_line is None else last_line
    next_line: int | None = None
    for number in range(last, first_line - 1, -1):
        line = source.lines[number - 1]
        found = OVERRULE_COMMENT.search(line) if "#" in line else None
        if found is not None:
            place = Place(source.path, number, source.column(number, found.start()))
            code, reason = found["code"].casefold(), (found["reason"] or "").strip()
            behind = bool(line[: found.start()].strip())
            concerned = number if behind or next_line is None else next_line
            if reason:
                overrules.append(Overrule(code, reason, place, concerned, concerned))
            else:
                diagnostics.append(text_problems.OVERRULE_WITHOUT_REASON.at(place, kode=code))
        if line.strip() and not line.lstrip().startswith("#"):
            next_line = number
    return overrules[::-1], diagnostics[::-1]


def apply_overrules(
    diagnostics: Iterable[Diagnostic], overrules: Iterable[Overrule]
) -> tuple[list[Diagnostic], list[Diagnostic], list[Diagnostic]]:
    """The diagnostics that stand; those accepted; and what is wrong with the overrules.

    Neither an *uleselig* nor a firm problem can be accepted: nothing could be built, or what was built would be false.
    """
    waiting = list(overrules)
    by_line: dict[tuple[str, str, int], Overrule] = {}
    for overrule in waiting:
        for line in range(overrule.first_line, overrule.last_line + 1):
            by_line.setdefault((overrule.place.file, overrule.code, line), overrule)
    kept: list[Diagnostic] = []
    accepted: list[Diagnostic] = []
    used: set[int] = set()
    refused: set[int] = set()
    for diagnostic in diagnostics:
        place = diagnostic.place
        found = by_line.get((place.file, diagnostic.code, place.line))
        if found is None:
            kept.append(diagnostic)
        elif diagnostic.problem.firm or diagnostic.severity is Severity.UNREADABLE:
            refused.add(id(found))
            kept.append(diagnostic)
        else:
            used.add(id(found))
            accepted.append(diagnostic)
    codes = {problem.code: problem for problem in declared_problems()} if waiting else {}
    about: list[Diagnostic] = []
    for overrule in waiting:
        problem = codes.get(overrule.code)
        if problem is None:
            near = nearest(overrule.code, codes)
            about.append(problems.OVERRULE_UNKNOWN.at(overrule.place, kode=overrule.code, forslag=near))
        elif id(overrule) in refused or problem.firm or problem.severity is Severity.UNREADABLE:
            about.append(problems.OVERRULE_FIRM.at(overrule.place, kode=overrule.code))
        elif id(overrule) not in used:
            about.append(problems.OVERRULE_UNUSED.at(overrule.place, kode=overrule.code))
    return kept, accepted, about
