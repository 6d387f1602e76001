"""`saksgang new mandate`: a small mandate that is valid as it stands, to be written on."""

from datetime import date
from pathlib import Path

from pipeline.edit.whole_change import new_folder
from pipeline.edit.yaml_text import quoted, tidied
from pipeline.language.dates import numeric_date
from pipeline.load.mandates import CHAPTERS, HEAD, MANDATES
from pipeline.records.file_names import ascii_name
from pipeline.records.project import Project
from pipeline.workflow.changing import changing, readable
from pipeline.workflow.reading import read_project
from pipeline.workflow.refusal import Refused

TITLE = "Mandat og prosjektplan"

HEAD_TEXT = """\
# Mandatet: tittel, rekkefølge og logg. Teksten står i kapitler/, ett kapittel i hver fil.
# Nummer, innholdsliste og endringslogg følger av seg selv.
tittel: {title}
# undertittel: Står under tittelen på forsiden

# Organet som eier sakene det vises til
{body}

# Id-er fra personer.yaml; de står på forsiden
# prosjekteier: dal
# prosjektleder: vik

# Hvem som kan godkjenne en utgivelse, organer og personer
{approvers}

deler:
  - tittel: Mandat
    kapitler: [bakgrunn, mal, organisering, okonomi]
  - tittel: Prosjektplan
    kapitler: [arbeidsoppgaver, framdriftsplan, risikovurdering]

# vedlegg:
#   - utviklingsplan            # teksten står i vedlegg/utviklingsplan.md
#   - navn: budsjett            # en fil som sendes ved siden av
#     tittel: Budsjett
#     fil: vedlegg/budsjett.pdf

# Hvilken farge hver kombinasjon av sannsynlighet og konsekvens har, det laveste først
risiko:
  konsekvens: [Ubetydelig, Liten, Alvorlig, Svært alvorlig]
  sannsynlighet:
    - nivå: Nær utelukket
      farger: [grønn, grønn, grønn, gul]
    - nivå: Lav
      farger: [grønn, grønn, gul, rød]
    - nivå: Middels
      farger: [grønn, gul, rød, rød]
    - nivå: Høy
      farger: [gul, rød, rød, rød]

# Endringsloggen. Nye versjoner lages med: saksgang mandate bump {ident}
logg:
"""

CHAPTER_TEXTS = {
    "bakgrunn": """\
# Bakgrunn

Her står det hvorfor arbeidet settes i gang: hva som ikke er godt nok i dag, hvem som har bedt om arbeidet, og hvilke
vedtak det bygger på. Målene står i @kapittel:mal.
""",
    "mal": """\
# Mål og avgrensninger

## Hovedmål

En setning om hva som er annerledes når prosjektet er slutt.

## Resultatmål

- det som skal være ferdig, og når
- det som kan måles, og hvordan

## Avgrensninger

Det prosjektet ikke skal gjøre noe med.
""",
    "organisering": """\
# Organisering

## Styringsgruppen

Styringsgruppen godkjenner mandatet og følger framdriften.

## Prosjektgruppen

Prosjektgruppen gjør det daglige arbeidet. Oppgavene står i @kapittel:arbeidsoppgaver.
""",
    "okonomi": """\
# Økonomi

| Post | Beløp |
|------|-------|
| Frikjøp av prosjektleder | kr 500 000 |
| Møter og reiser | kr 50 000 |
""",
    "arbeidsoppgaver": """\
# Arbeidsoppgaver

## Arbeidsgruppe 1

```oppgaver
oppgaver:
  - beskrivelse: |
      Kartlegge dagens praksis:
      a) hva som gjøres likt
      b) hva som gjøres ulikt
    frist: {due}
    ansvar: Arbeidsgruppe 1
```
""",
    "framdriftsplan": """\
# Framdriftsplan

```framdrift
fra: {first}
til: {last}
aktiviteter:
  - aktivitet: Kartlegge dagens praksis
    milepæler: [{due} (rapport)]
    ansvar: Arbeidsgruppe 1
```
""",
    "risikovurdering": """\
# Risikovurdering

```risiko
risikoer:
  - suksessfaktor: Avdelingene setter av tid
    usikkerhet: Deltakerne får ikke fri fra vanlig drift
    S: Lav
    K: Alvorlig
    tiltak: Lederne avtaler frikjøp før oppstart
    ansvar: Prosjektgruppen
```

```risikomatrise
dato: {today}
```
""",
}


def new_mandate(root: Path, ident: str, title: str, today: date) -> list[Path]:
    """Writes a small mandate with the id `ident`; returns its files. Raises Refused: no such id can be, or it is there
    already."""
    name = ascii_name(ident)
    if not name or len(name) > 40:
        raise Refused(f"«{ident}» kan ikke være id for et mandat. Skriv bokstaver og tall, for eksempel «trygg-hjem».")
    with changing(root):
        project = readable(read_project(root))
        folder = root / MANDATES / name
        if folder.exists():
            raise Refused(f"{folder} finnes fra før.")
        files = _files(project, name, tidied(title) or TITLE, today)
        new_folder(folder, {path: text.encode() for path, text in files.items()})
    return [folder / path for path in files]


def _files(project: Project, ident: str, title: str, today: date) -> dict[str, str]:
    bodies = sorted(project.bodies, key=lambda each: (not each.startswith("styring"), each))
    body = f"organ: {bodies[0]}" if bodies else "# organ: styringsgruppen"
    approvers = f"godkjennere: [{bodies[0]}]" if bodies else "# godkjennere: [styringsgruppen]"
    due = date(today.year + 1, 3, 31)
    values = {
        "due": numeric_date(due),
        "first": f"{today.year} {'vår' if today.month < 7 else 'høst'}",
        "last": f"{due.year} høst",
        "today": numeric_date(today),
    }
    head = HEAD_TEXT.format(
        title=quoted(title),
        ident=ident,
        body=body,
        approvers=approvers,
    )
    return {HEAD: head} | {f"{CHAPTERS}/{name}.md": _filled(text, values) for name, text in CHAPTER_TEXTS.items()}


def _filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text
