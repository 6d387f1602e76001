"""A small project for tests: one body, four people."""

from collections.abc import Mapping
from pathlib import Path

SETUP = """\
format: 1
organisasjon: Helseregion Lia
prosjekt: Prøveprosjektet
organer:
  prosjektgruppen:
    navn: Prosjektgruppen
    møteleder: hegg
    sekretær: vik
    medlemmer: [hegg, vik, berg, moen]
    saksnummer: N-ÅÅÅÅ
    første_sak: 1-2020
    sted: Møterom Elva
"""

PERSONS = """\
hegg: {navn: Eva Hegg, stilling: prosjektleder, organisasjon: Lia sykehus}
vik: {navn: Ola Vik, stilling: rådgiver, organisasjon: Lia sykehus}
berg: {navn: Kari Berg, stilling: overlege, organisasjon: Elvedal sykehus}
moen: {navn: Nils Moen, stilling: seksjonsleder, organisasjon: Elvedal sykehus}
"""

BODY = "prosjektgruppen"
COMMON: dict[str, str | bytes | None] = {"oppsett.yaml": SETUP, "personer.yaml": PERSONS}


def write_sources(folder: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Write `files` under `folder/sources/`; those that are None are left out."""
    for path, text in files.items():
        if text is not None:
            target = folder / "sources" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
