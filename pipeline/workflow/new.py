"""`saksgang new`: an empty project, a meeting with its standing cases, a case with the next number."""

import re
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.document.meetings import ascii_name
from pipeline.edit.lock import project_lock
from pipeline.edit.splice import Splice, change_file, line_ending
from pipeline.edit.whole_file import write_whole
from pipeline.language.dates import ImpossibleDate, clock_range, numeric_date, read_date
from pipeline.link.rules import next_number
from pipeline.records.case_number import CaseNumber
from pipeline.records.model import Body, Meeting, Project
from pipeline.workflow.reading import Reading, read_project


class Refused(Exception):
    """What was asked cannot be done; the text says why, in Norwegian."""


SETUP = """\
# Oppsettet for prosjektet. Alle nøklene står i docs/veiledning/oppslag.md.
format: 1
organisasjon: {organisation}
språk: nb

organer:
  {body}:
    navn: {name}
    saksnummer: N-ÅÅÅÅ            # 1-2026. Andre former: NN/ÅÅ gir 03/26, PS N/ÅÅ gir PS 15/26
    # møteleder: vik             # id-er fra personer.yaml
    # sekretær: berg
    sted: Teams
    faste_saker:
      - Godkjenning av innkalling og saksliste (godkjenning)
      - Godkjenning av referat fra forrige møte (godkjenning)
    faste_saker_til_slutt:
      - Eventuelt (eventuelt)
    medlemmer: []
    # medlemmer:
    #   - vik
    #   - person: berg
    #     merknad: brukerutvalget
"""

PERSONS = """\
# Personene: id og navn, stilling, organisasjon. Id-en er det du skriver i møtefilene.
#
# vik:
#   navn: Torhild Vik
#   stilling: avdelingssjef
#   organisasjon: Sykehuset Nordvik
"""

CONTACTS = """\
# Hvordan personene nås. Fila kan holdes utenfor git og slettes.
#
# vik:
#   epost: torhild.vik@example.no
"""


def new_project(folder: Path, organisation: str, body_name: str) -> list[Path]:
    """Writes an empty, valid project; returns the files. Raises Refused where there is one already, WriteFailure."""
    sources = folder / "sources"
    if sources.exists() and any(sources.iterdir()):
        raise Refused(f"{sources} er ikke tom. Velg en annen mappe.")
    body = ascii_name(body_name.split(" for ", maxsplit=1)[0]) or "organet"
    files = {
        sources / "oppsett.yaml": SETUP.format(organisation=_quoted(organisation), body=body, name=_quoted(body_name)),
        sources / "personer.yaml": PERSONS,
        sources / "kontakter.yaml": CONTACTS,
    }
    for path, text in files.items():
        write_whole(path, text.encode())
    (sources / "moter" / body).mkdir(parents=True, exist_ok=True)
    (sources / "vedlegg").mkdir(exist_ok=True)
    return list(files)


def _quoted(text: str) -> str:
    """`text` as a YAML value, quoted where it needs to be."""
    return text if re.fullmatch(r"\w[\w .,()/–-]*", text) else "'" + text.replace("'", "''") + "'"


def new_meeting(root: Path, body_id: str, day_text: str) -> Path:
    """Writes the file of a new meeting with the standing cases numbered; returns its path.

    Raises Refused (no such body, no such date, a meeting there already), ProjectBusy, WriteFailure.
    """
    found = read_date(day_text, None)
    if found is None or isinstance(found, ImpossibleDate) or found.year_missing:
        raise Refused(f"«{day_text}» er ikke en dato med år. Skriv for eksempel 26.05.2020.")
    with project_lock(root):
        project = _project(read_project(root))
        body = project.bodies.get(body_id)
        if body is None:
            known = ", ".join(sorted(project.bodies))
            raise Refused(f"Organet «{body_id}» finnes ikke i oppsett.yaml. Organene er: {known}.")
        path = root / "sources/moter" / body_id / f"{found.day.isoformat()}.md"
        if path.exists():
            raise Refused(f"{path} finnes fra før.")
        write_whole(path, _meeting_text(project, body, found.day).encode())
    return path


def _meeting_text(project: Project, body: Body, day: date) -> str:
    year = day.year
    number = next_number(project, body, year)
    lines = ["---", f"tid: {numeric_date(day)}{_clock_of_last(project, body, day)}"]
    if not body.venue:
        lines.append("sted:")
    lines += ["status: planlagt", "---", ""]
    for title in (*body.standing_first, *body.standing_last):
        lines += [f"## {body.number_form.write(number)} {title}", ""]
        number = CaseNumber(number.year, number.serial + 1)
    return "\n".join(lines)


def _clock_of_last(project: Project, body: Body, day: date) -> str:
    """The clock told for this day as a next meeting, else that of the meeting before."""
    meetings = [each for each in project.meetings.values() if each.body.id == body.id and each.day < day]
    for meeting in reversed(meetings):
        told = meeting.next_meeting
        if told and told.day == day and told.start and told.end:
            return f" {clock_range(told.start, told.end)}"
        if meeting.start and meeting.end:
            return f" {clock_range(meeting.start, meeting.end)}"
    return " kl. 12.00–14.00"


def new_case(root: Path, meeting_id: str, title: str) -> list[str]:
    """Gives every `## ny` of a meeting its number, and adds a case `title` at the end (none if empty); returns the
    headings.

    Raises Refused, ProjectBusy, SpliceFailure, WriteFailure.
    """
    with project_lock(root):
        project = _project(read_project(root))
        meeting = project.meetings.get(meeting_id)
        if meeting is None:
            known = ", ".join(sorted(project.meetings)[-5:])
            raise Refused(f"Møtet «{meeting_id}» finnes ikke. De siste er: {known}.")
        path = root / meeting.source
        data = path.read_bytes()
        number = next_number(project, meeting.body, meeting.day.year)
        splices: list[Splice] = []
        headings: list[str] = []

        def heading() -> str:
            nonlocal number
            label = meeting.body.number_form.write(number)
            number = CaseNumber(number.year, number.serial + 1)
            return label

        for case in meeting.cases:
            if case.number is None and not case.label:
                label = heading()
                splices.append(_numbering(data, case.place.line, label))
                headings.append(label)
        if title:
            label = heading()
            splices.append(_addition(data, f"## {label} {title}"))
            headings.append(label)
        if not headings:
            raise Refused(f"Alle sakene i {meeting_id} har nummer. Skriv tittelen på en ny sak, så blir den lagt til.")
        change_file(path, splices, lambda changed: all(label.encode() in changed for label in headings))
        _prove(root, meeting, headings)
    return headings


def _numbering(data: bytes, line: int, label: str) -> Splice:
    """`## ny Tittel` or `## Tittel` on `line` gets its number."""
    start = 0
    for _ in range(line - 1):
        start = data.index(b"\n", start) + 1
    found = re.compile(rb"(#+[ \t]*)(ny(?=[ \t]|$))?[ \t]*", re.IGNORECASE).match(data, start)
    if found is None:
        raise Refused(f"Fant ikke overskriften på linje {line}.")
    return Splice(found.start(), found[0], found[1].rstrip() + b" " + label.encode() + b" ")


def _addition(data: bytes, heading: str) -> Splice:
    """A case at the end of the file, with one blank line before it."""
    ending = line_ending(data)
    gap = b"" if data.endswith(ending * 2) or not data else ending if data.endswith(ending) else ending * 2
    return Splice(len(data), b"", gap + heading.encode() + ending)


def _prove(root: Path, meeting: Meeting, headings: list[str]) -> None:
    project = read_project(root).project
    read_again = project.meetings.get(meeting.id) if project else None
    labels_now = [case.label for case in read_again.cases] if read_again else []
    if not set(headings) <= set(labels_now):
        raise Refused("Fila ble endret, men kan ikke leses igjen. Se over den.")


def _project(reading: Reading) -> Project:
    if reading.project is None:
        raise Refused(_first_unreadable(reading.diagnostics))
    return reading.project


def _first_unreadable(diagnostics: list[Diagnostic]) -> str:
    worst = next((each for each in diagnostics if each.severity is Severity.UNREADABLE), None)
    if worst is None:
        return "Prosjektet kan ikke leses."
    return " ".join(part for part in (f"{worst.place}: {worst.message()}", worst.hint()) if part)
