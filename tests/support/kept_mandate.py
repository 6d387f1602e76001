"""A small mandate for tests, and what is done to it: edited, given a new version, read again."""

from datetime import date
from pathlib import Path
from typing import Any

from pipeline.diagnostics import Severity
from pipeline.records.mandate import Mandate
from pipeline.workflow.bump import Bumped, bump
from pipeline.workflow.reading import Reading, read_project

HEAD = """\
# Mandatet
tittel: Mandat og prosjektplan
prosjekteier: berg
prosjektleder: hegg
godkjennere: [prosjektgruppen, berg]   # bare disse
deler:
  - tittel: Mandat
    kapitler: [bakgrunn, mal]
  - tittel: Prosjektplan
    kapitler: [okonomi]
vedlegg:
  - plan
"""
LOG = """\
logg:
  - versjon: 0.90
    dato: 06.06.2019
    endring: Dokument opprettet
    av: hegg
"""
FILES: dict[str, str | bytes | None] = {
    "mandater/bup/mandat.yaml": HEAD,
    "mandater/bup/kapitler/bakgrunn.md": "# Bakgrunn\n\nSe @kapittel:mal og @vedlegg:plan.\n",
    "mandater/bup/kapitler/mal.md": "# Mål\n\nÅ bli bedre.\n",
    "mandater/bup/kapitler/okonomi.md": "# Økonomi\n\nRammen er kr 500 000.\n",
    "mandater/bup/vedlegg/plan.md": "# Planen\n\nDen gjelder ut året.\n",
}
ARCHIVE = Path("sources/arkiv/mandater/bup")
TODAY = date(2020, 4, 9)


def bumped(root: Path, *changes: str, **given: Any) -> Bumped:
    """The next version of `bup`; what is not given is as on a command line without it."""
    unsaid: dict[str, Any] = dict.fromkeys(("kind", "by", "day", "number", "approved_by"))
    settings = {**unsaid, "treated": (), "today": TODAY, **given}
    return bump(root, "bup", changes=changes or ("Etter møtet",), **settings)


def edit(root: Path, path: str, text: str | None = None) -> None:
    """Adds a paragraph to a source of the mandate; with `text`, it becomes that."""
    target = root / "sources/mandater/bup" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(target.read_text("utf-8") + "\nEnda mer.\n" if text is None else text, "utf-8")


def head(root: Path) -> Path:
    return root / "sources/mandater/bup/mandat.yaml"


def mandate(root: Path) -> Mandate:
    project = read_project(root).project
    assert project is not None
    return project.mandates["bup"]


def told(root: Path, *severities: Severity) -> list[tuple[str, str, int]]:
    """What is said of the mandate: code, file, line; what is said of page numbers apart."""
    wanted = severities or tuple(Severity)
    return [
        (each.code, each.place.file, each.place.line)
        for each in read_project(root).diagnostics
        if each.severity in wanted and "sidetall" not in each.code
    ]


def faults(root: Path) -> list[str]:
    """The codes of what is worse than a warning."""
    return [code for code, _, _ in told(root, Severity.ERROR, Severity.UNREADABLE)]


def messages(root: Path) -> list[str]:
    return [each.message() for each in read_project(root).diagnostics if "sidetall" not in each.code]


def reading(root: Path) -> Reading:
    return read_project(root)


def state(root: Path) -> dict[str, bytes]:
    """Every file of the mandate and its archive, locks apart."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("sources/mandater", "sources/arkiv")
        for path in (root / folder).rglob("*")
        if path.is_file()
    }
