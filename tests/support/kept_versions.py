"""Versions of a mandate, kept as a bump keeps them, without the command."""

from datetime import date
from pathlib import Path

from pipeline.history.archive import BLANK, SEAL_FILE, head_path, seal_version
from pipeline.kinds import all_kinds
from pipeline.records.version import read_version
from pipeline.workflow.kept import row_of
from pipeline.workflow.kept_folders import archive_of
from pipeline.workflow.made_document import make_document
from pipeline.workflow.reading import read_project

IDENT = "proven"
MANDATE = f"mandater/{IDENT}"
HEAD = """\
tittel: Mandat og prosjektplan
undertittel: Trygg utskriving
språk: nb
prosjektleder: hegg
godkjennere: [hegg]
deler:
  - tittel: Mandat
    kapitler: [bakgrunn, mal]
  - tittel: Prosjektplan
    kapitler: [oppgaver]
vedlegg: [rutiner]
logg:
  - versjon: 0.90
    dato: 02.01.2020
    endring: Dokument opprettet
    av: hegg
"""
FILES = {
    f"{MANDATE}/mandat.yaml": HEAD,
    f"{MANDATE}/kapitler/bakgrunn.md": "# Bakgrunn\n\nMange venter lenge på å komme hjem. Se @vedlegg:rutiner.\n",
    f"{MANDATE}/kapitler/mal.md": "# Mål\n\nProsjektet skal\n\n- gi pasienten én plan\n- gi kommunen beskjed i tide\n",
    f"{MANDATE}/kapitler/oppgaver.md": (
        "# Oppgaver\n\n```oppgaver\noppgaver:\n  - beskrivelse: Kartlegge rutinene\n"
        "    frist: 01.05.2020\n    ansvar: vik\n```\n"
    ),
    f"{MANDATE}/vedlegg/rutiner.md": "# Rutiner\n\nAlle melder fra før klokka ti.\n",
}
"""A small mandate that nothing is wrong with, under `sources/`."""


def keep(root: Path, version: str, day: str, what: str, by: str = "hegg", approved_by: str = "") -> None:
    """Keeps the sources as they are as `version` (`day` as 04.05.2020), with a row in the log."""
    number = read_version(version)
    assert number is not None
    head = root / head_path(IDENT)
    approved = f"    godkjent_av: {approved_by}\n" if approved_by else ""
    row = f'  - versjon: "{version}"\n    dato: {day}\n    endring: {what}\n    av: {by}\n{approved}    segl: '
    text = head.read_bytes() + row.encode()
    blank_at = len(text)
    head.write_bytes(text + BLANK + b"\n")
    reading = read_project(root)
    assert reading.raw is not None
    assert reading.project is not None
    mandate = reading.project.mandates[IDENT]
    mandate.standing.changes = []
    mandate.standing.document = ""
    document = all_kinds()["mandat"].document(reading.project, mandate)
    made = make_document(root, reading.project, document)
    assert made.data, made.diagnostics
    earlier = [entry.seal for entry in mandate.log if entry.seal and entry.version != number]
    (source,) = (each for each in reading.raw.mandates if each.id == IDENT)
    sources = {path: (root / path).read_bytes() for path in mandate.sources}
    new = seal_version(
        IDENT,
        number,
        earlier[-1] if earlier else "",
        row_of(source.head.logg[-1]),
        (f"{document.stem}.docx", made.data),
        sources,
        blank_at,
    )
    assert SEAL_FILE in new.files
    for name, data in new.files.items():
        path = root / archive_of(IDENT) / version / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    head.write_bytes(new.head)


def edit(root: Path, chapter: str, old: str, new: str) -> None:
    """Replaces some words of a chapter."""
    path = root / "sources" / MANDATE / chapter
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


TODAY = date(2020, 9, 1)
