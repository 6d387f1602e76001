"""`saksgang new paper`: a case paper with the sections its body wants, to be filled in."""

from pathlib import Path

from pipeline.edit.whole_file import write_whole
from pipeline.kinds import all_shapes
from pipeline.link.cases import case_id
from pipeline.load.files import SOURCES
from pipeline.records.file_names import ascii_name
from pipeline.records.model import Case, Meeting
from pipeline.records.paper_sections import NYNORSK, USUAL_ORDER, is_attachments
from pipeline.records.papers import LONGEST_NAME
from pipeline.records.project import Project
from pipeline.richtext import plain
from pipeline.workflow.changing import changing, readable
from pipeline.workflow.reading import read_project
from pipeline.workflow.refusal import Refused


def new_paper(root: Path, typed: str) -> Path:
    """Writes the case paper of the case `typed` (its number, or body/year/number); returns its path.

    Raises Refused: no such case, a number of several bodies, a paper there already.
    """
    with changing(root):
        project = readable(read_project(root))
        case, meeting = _case(project, typed)
        if case.paper:
            raise Refused(f"Sak {case.label} har et saksfremlegg fra før: {project.papers[case.paper].source}.")
        title = ascii_name(plain(case.title))[:LONGEST_NAME].strip("-")
        path = root / SOURCES / _folder() / f"{title or ascii_name(case.label)}.md"
        if path.exists():
            path = path.with_name(f"{ascii_name(case.label)}-{path.name}")
        if path.exists():
            raise Refused(f"{path} finnes fra før.")
        write_whole(path, _text(project, case, meeting).encode())
    return path


def _folder() -> str:
    """Where the texts lie that prepare a case."""
    [folder] = [shape.folder for shape in all_shapes().papers if shape.prepares_case]
    return folder


def _case(project: Project, typed: str) -> tuple[Case, Meeting]:
    up_in = {case.id: meeting for meeting in project.meetings.values() for case in meeting.cases}
    found = [typed.strip()] if typed.strip() in up_in else _of_number(project, typed)
    if not found:
        raise Refused(f"Sak {typed} står ikke i noen møtefil. Skriv den inn der først.")
    if len(found) > 1:
        raise Refused(f"Flere organer har sak {typed}. Skriv en av disse: {', '.join(found)}.")
    return project.cases[found[0]], up_in[found[0]]


def _of_number(project: Project, typed: str) -> list[str]:
    """The ids of the cases a number may mean."""
    numbers = ((body, body.number_form.read(typed)) for body in project.bodies.values())
    ids = sorted(case_id(body, number) for body, number in numbers if number is not None)
    return [ident for ident in ids if ident in project.cases]


def _text(project: Project, case: Case, meeting: Meeting) -> str:
    names = meeting.body.paper_sections
    if not names:
        names = tuple(NYNORSK.get(name, name) if meeting.language == "nn" else name for name in USUAL_ORDER)
    lines = ["---", f"sak: {case.label}"]
    if len(_of_number(project, case.label)) > 1:
        lines.append(f"organ: {meeting.body.id}")
    lines += ["# saksbehandler:   # id fra personer.yaml", "# vedlegg: [plan.pdf (Planen)]", "---", ""]
    for name in names:
        if not is_attachments(name):
            lines += [f"## {name}", ""]
    return "\n".join(lines)
