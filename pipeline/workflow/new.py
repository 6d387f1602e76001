"""`saksgang new`: an empty project, a meeting with its standing cases, a case with the next number."""

import re
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Exit
from pipeline.edit.splice import Splice, SpliceFailure, change_file, line_ending, line_offset
from pipeline.edit.whole_file import PREFIX, WriteFailure, reason, write_whole
from pipeline.edit.yaml_text import quoted
from pipeline.language.dates import ImpossibleDate, clock_range, numeric_date, read_date
from pipeline.link.rules import next_number
from pipeline.load.project import MEETINGS, parse_meeting
from pipeline.records.case_number import CaseNumber
from pipeline.records.file_names import ascii_name
from pipeline.records.model import Body, Case, CaseType, Meeting, MeetingStatus
from pipeline.records.project import Project
from pipeline.richtext import plain
from pipeline.workflow.changing import changing, readable, require_utf8
from pipeline.workflow.reading import read_project
from pipeline.workflow.refusal import Refused

SETUP_TEXT = """\
# Oppsettet for prosjektet. Alle nøklene står i docs/veiledning/oppslag.md i mappen saksgang.
format: 1
organisasjon: {organisation}
språk: nb

organer:
  {body}:
    navn: {name}
    saksnummer: N-ÅÅÅÅ            # 1-2026. Andre former: NN/ÅÅ gir 03/26, PS N/ÅÅ gir PS 15/26
    # første_sak: 12-2026         # når organet har hatt saker før disse
    # møteleder: vik              # id-er fra personer.yaml
    # sekretær: berg
    sted: Teams
    faste_saker:
      - Godkjenning av innkalling og saksliste (godkjenning)
      - Godkjenning av referat fra forrige møte (godkjenning)
    faste_saker_til_slutt:
      - Eventuelt (eventuelt)
    medlemmer:
      # - vik
      # - person: berg
      #   merknad: brukerutvalget
"""

PERSONS_TEXT = """\
# Personene: id og navn, stilling, organisasjon. Id-en er det du skriver i møtefilene.
#
# vik:
#   navn: Torhild Vik
#   stilling: avdelingssjef
#   organisasjon: Sykehuset Nordvik
"""

CONTACTS_TEXT = """\
# Hvordan personene nås. Fila kan holdes utenfor git og slettes.
#
# vik:
#   epost: torhild.vik@example.no
"""


def new_project(folder: Path, organisation: str, body_name: str) -> list[Path]:
    """Writes an empty, valid project; returns the files. Raises Refused."""
    sources = folder / "sources"
    body = ascii_name(body_name.split(" for ", maxsplit=1)[0]) or "organet"
    files = {
        sources / "oppsett.yaml": SETUP_TEXT.format(
            organisation=quoted(organisation), body=body, name=quoted(body_name)
        ),
        sources / "personer.yaml": PERSONS_TEXT,
        sources / "kontakter.yaml": CONTACTS_TEXT,
    }
    try:
        if any(_is_somebodys(path, files) for path in sources.rglob("*")):
            raise Refused(f"{sources} er ikke tom. Velg en annen mappe.")
        for path, text in files.items():
            write_whole(path, text.encode())
        (sources / "moter" / body).mkdir(parents=True, exist_ok=True)
        (sources / "vedlegg").mkdir(exist_ok=True)
    except (WriteFailure, OSError) as failure:
        said = reason(failure) if isinstance(failure, OSError) else failure
        raise Refused(f"Kan ikke skrive i {folder}: {said}.", Exit.FILES) from None
    return list(files)


def _is_somebodys(path: Path, files: dict[Path, str]) -> bool:
    """Whether a file is another's than this command's own, from when it was stopped half-way."""
    if path.is_dir() or path.name.startswith(PREFIX):
        return False
    return path not in files or path.read_bytes() != files[path].encode()


def new_meeting(root: Path, body_id: str, day_text: str) -> Path:
    """Writes the file of a new meeting with the standing cases numbered; returns its path.

    Raises Refused: no such body, no such date, a meeting there already.
    """
    found = read_date(day_text, None)
    if found is None or isinstance(found, ImpossibleDate) or found.year_missing:
        raise Refused(f"«{day_text}» er ikke en dato med år. Skriv for eksempel 26.05.2020.")
    with changing(root):
        project = readable(read_project(root))
        body = project.bodies.get(body_id) or project.bodies.get(ascii_name(body_id))
        if body is None:
            known = ", ".join(sorted(project.bodies))
            raise Refused(f"Organet «{body_id}» finnes ikke i oppsett.yaml. Organene er: {known}.")
        path = root / MEETINGS / body.id / f"{found.day.isoformat()}.md"
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
    """Gives every `## ny` of a meeting its number, and adds a case `title` (none if empty); returns what was written,
    number and title.

    The case comes last, but before «Eventuelt» as long as the notice is not sent: then «Eventuelt» moves on by one.
    Raises Refused.
    """
    with changing(root):
        project = readable(read_project(root))
        meeting = project.meetings.get(meeting_id)
        if meeting is None:
            known = ", ".join(sorted(project.meetings)[-5:])
            raise Refused(f"Møtet «{meeting_id}» finnes ikke. De siste er: {known}.")
        path = root / meeting.source
        data = path.read_bytes()
        require_utf8(data, meeting.source)
        numbers = _Numbers(project, meeting)
        splices: list[Splice] = []
        told: list[str] = []
        for case in meeting.cases:
            if case.number is None and not case.label:
                splices.append(_numbering(data, case.place.line, numbers.take()))
                told.append(f"{numbers.taken[-1]} {plain(case.title)}")
        if title:
            added, label = _addition(data, meeting, title, numbers)
            splices += added
            told.append(f"{label} {title}")
        if not splices:
            raise Refused(f"Alle sakene i {meeting_id} har nummer. Skriv tittelen på en ny sak, så blir den lagt til.")
        before = [case.label for case in meeting.cases]
        change_file(path, splices, lambda changed: _is_as_meant(changed, meeting, before, numbers.taken))
    return told


class _Numbers:
    """Gives out a body's next numbers, as the body writes them."""

    def __init__(self, project: Project, meeting: Meeting) -> None:
        self.form = meeting.body.number_form
        self.next = next_number(project, meeting.body, meeting.day.year)
        self.taken: list[str] = []

    def take(self) -> str:
        label = self.form.write(self.next)
        self.next = CaseNumber(self.next.year, self.next.serial + 1)
        self.taken.append(label)
        return label


_HEADING = re.compile(rb"(#+)(?:[ \t]|\xc2\xa0)*(?:ny(?=[ \t\r\n]|\xc2\xa0|\Z))?(?:[ \t]|\xc2\xa0)*")
"""The signs of a heading and the word `ny`, with the spaces after them, no-break ones too."""


def _numbering(data: bytes, line: int, label: str) -> Splice:
    """`## ny Tittel` or `## Tittel` on `line` gets its number («Ny plan» is a title)."""
    found = _HEADING.match(data, line_offset(data, line))
    if found is None:
        raise SpliceFailure
    return Splice(found.start(), found[0], found[1] + b" " + label.encode() + b" ")


def _addition(data: bytes, meeting: Meeting, title: str, numbers: _Numbers) -> tuple[list[Splice], str]:
    """A case at the end of the file, or before «Eventuelt», which then takes the next number; and the case's number."""
    ending = line_ending(data)
    last = meeting.cases[-1] if meeting.cases else None
    label = numbers.take()
    if last and last.number and not numbers.taken[:-1] and _may_move(meeting, last, label, numbers):
        offset = line_offset(data, last.place.line)
        typed = last.label.encode()
        at = data.find(typed, offset, offset + 200)
        if at >= 0:
            case = f"## {last.label} {title}".encode() + ending * 2
            return [Splice(offset, b"", case), Splice(at, typed, label.encode())], last.label
    gap = b"" if data.endswith(ending * 2) or not data else ending if data.endswith(ending) else ending * 2
    return [Splice(len(data), b"", gap + f"## {label} {title}".encode() + ending)], label


def _may_move(meeting: Meeting, last: Case, label: str, numbers: _Numbers) -> bool:
    """Whether the last case is «Eventuelt» with the newest number, in a meeting nobody has been called to yet."""
    following = last.number and CaseNumber(last.number.year, last.number.serial + 1)
    return (
        meeting.status is MeetingStatus.PLANNED
        and meeting.notice_date is None
        and last.type is CaseType.OTHER
        and following is not None
        and numbers.form.write(following) == label
    )


def _is_as_meant(changed: bytes, meeting: Meeting, before: list[str], taken: list[str]) -> bool:
    """Read again, the file has the cases it had and those that were numbered, each number once."""
    source = parse_meeting(changed, meeting.source).meeting
    if source is None:
        return False
    form = meeting.body.number_form
    numbers = [form.read(case.number.text) if case.number else None for case in source.cases]
    labels = [form.write(number) for number in numbers if number]
    return sorted(labels) == sorted({*filter(None, before), *taken}) and None not in numbers
