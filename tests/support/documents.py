"""From sources to the content of a document, without Word."""

from pathlib import Path

from pipeline.document import Document, Line
from pipeline.kinds import all_kinds
from pipeline.records.model import Meeting
from pipeline.records.project import Project
from pipeline.richtext import plain
from pipeline.workflow.reading import read_project

MEETING = "moter/prosjektgruppen/2020-04-28.md"
"""The meeting most tests are about, under `sources/`."""

CASE = "## 1-2020 Timeplan (drøfting)\n\nTekst.\n"


def meeting(head: str = "", cases: str = CASE, status: str = "avholdt", day: str = "28.04.2020") -> str:
    """A meeting file: 12.00–15.00 on `day`; `head` is added to its head."""
    return f"---\ntid: {day} kl. 12.00–15.00\nstatus: {status}\n{head}---\n\n{cases}"


def linked(root: Path) -> Project:
    """The project in a folder, put together."""
    found = read_project(root).project
    assert found is not None
    return found


def only_meeting(root: Path) -> Meeting:
    """The one meeting of a project."""
    (found,) = linked(root).meetings.values()
    return found


def documents(root: Path, kind: str) -> dict[str, Document]:
    """Every document of a kind, by its id."""
    project = linked(root)
    made = [all_kinds()[kind].document(project, subject) for subject in all_kinds()[kind].subjects(project)]
    return {document.id: document for document in made}


def document(root: Path, kind: str) -> Document:
    """The only document of a kind."""
    (found,) = documents(root, kind).values()
    return found


def words(line: Line) -> str:
    """What a line says, with ordinary spaces."""
    return plain(line.runs).replace("\xa0", " ")
