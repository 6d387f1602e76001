"""«Behandlet i» as people type it on the command line: «styringsgruppen, sak 12-2020, 09.04.2020, godkjent»."""

import re

from pipeline.edit.yaml_row import Fields
from pipeline.edit.yaml_text import tidied
from pipeline.language.dates import ReadDate, numeric_date, read_date
from pipeline.records.mandate import Outcome
from pipeline.records.project import Project
from pipeline.schema.placed import folded
from pipeline.workflow.refusal import Refused

_CASE = re.compile(r"(?:sak|saksnr\.?|saksnummer)\s+(.+)", re.IGNORECASE)
_OUTCOMES = {folded(each.value): each.value for each in Outcome}


def treatment_fields(typed: str, project: Project) -> Fields:
    """One treatment as fields of a row of the log: where, and in any order case, date and outcome. Raises Refused."""
    parts = [part for part in (part.strip() for part in tidied(typed).split(",")) if part]
    if not parts:
        raise Refused(f"Si hvor versjonen er behandlet: {_EXAMPLE}.")
    found = {"forum": _forum(parts[0], project)}
    for part in parts[1:]:
        name, value = _field(part)
        if name in found:
            raise Refused(f"«{typed}» har to svar på det samme: «{found[name]}» og «{value}».")
        found[name] = value
    return [(name, found[name]) for name in ("forum", "sak", "dato", "utfall") if name in found]


_EXAMPLE = "--treated «styringsgruppen, sak 12-2020, 09.04.2020, godkjent»"


def _forum(typed: str, project: Project) -> str:
    """The id of a body, or the name as typed."""
    names = {folded(body.name): body.id for body in project.bodies.values()}
    return typed if typed in project.bodies else names.get(folded(typed), typed)


def _field(part: str) -> tuple[str, str]:
    case = _CASE.fullmatch(part)
    if case is not None:
        return "sak", case[1].strip()
    if folded(part) in _OUTCOMES:
        return "utfall", _OUTCOMES[folded(part)]
    day = read_date(part, None)
    if isinstance(day, ReadDate):
        return "dato", numeric_date(day.day)
    if day is not None:
        raise Refused(f"«{part}» er ikke en dato med år. Skriv for eksempel 09.04.2020.")
    raise Refused(
        f"Skjønte ikke «{part}». Skriv sak, dato eller utfall (forelagt, drøftet, tilrådd, godkjent): {_EXAMPLE}."
    )
