"""A mandate as people name it on the command line."""

from pathlib import PurePosixPath

from pipeline.language.names import nearest
from pipeline.records.mandate import Mandate
from pipeline.records.project import Project
from pipeline.workflow.refusal import Refused


def mandate_named(project: Project, typed: str) -> Mandate:
    """The mandate with the id `typed`, also for the path of its folder or of a file in it. Raises Refused."""
    parts = PurePosixPath(typed.replace("\\", "/")).parts
    found = next((project.mandates[part] for part in parts if part in project.mandates), None)
    if found is not None:
        return found
    if not project.mandates:
        raise Refused("Prosjektet har ingen mandater. Lag et med «saksgang new mandate ID».")
    near = nearest(typed, project.mandates)
    meant = f" Mente du «{near}»?" if near else f" Mandatene er: {', '.join(sorted(project.mandates))}."
    raise Refused(f"Mandatet «{typed}» finnes ikke.{meant}")
