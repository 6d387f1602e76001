"""Action registers of any size, invented, and how long they take to load, check and print.

`make_register(root, actions)` writes one as a folder of files; `measure(root, actions)` tells how long `load` and
`link` take, `printed(root, rows)` how long the content of a report, its rendering and its verification. Each at two
sizes, the larger four times the smaller: the time of a row is the same where time grows as the number of rows does. As
a program: `python tests/bench/registers.py [ACTIONS [ROWS]]` (10000 and 2000 where none is given).
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

from support.projects import COMMON, write_sources

from pipeline.document import DocumentKind
from pipeline.kinds import all_kinds
from pipeline.language.labels import labels, messages
from pipeline.link import link_project
from pipeline.load.files import SourceFolder
from pipeline.load.project import load_project
from pipeline.render.docx import render_document
from pipeline.verify import verify_docx
from pipeline.workflow.build import documents_of
from pipeline.workflow.made_document import ReadyTemplate, ready_template
from pipeline.workflow.reading import read_project
from pipeline.workflow.templates import template_path

ACTIONS, ROWS = 10_000, 2_000
SMALLER = 4
"""How many times smaller the other size is that each is held against."""
ROUNDS = 3
ENTRIES = 12
A_FILE = 250
"""Actions in one file: with twelve entries each they keep well within the cap on the letters of a file."""
FIRST_DAY = date(2020, 1, 15)

_AREAS = (
    "Likeverdige tjenester",
    "Kvalifisert arbeidskraft",
    "Nye digitale løsninger",
    "Trygg utskriving",
    "Barn og unge",
)
_THINGS = (
    "Legevaktbil",
    "Hospitering",
    "Hjemmeoppfølging",
    "Fagnettverk",
    "Videokonsultasjon",
    "Samtrening",
    "Ernæringsteam",
)
_PLACES = ("Havnsund", "Granlia", "Elvedal", "Storvik", "Nordmo", "Furuset", "Bjørkåsen")
_SENTENCES = (
    "Styringsgruppen har hatt to møter, og planen er justert.",
    "Opplæringen er i gang på begge steder.",
    "Oppstarten er utsatt fordi to stillinger ikke er besatt.",
    "Kartleggingen er ferdig, og rapporten er sendt på høring.",
    "Kommunene melder at ordningen fungerer etter hensikten.",
    "Evalueringen skjer sammen med brukerutvalget.",
    "Neste steg er å avklare finansieringen for det neste året.",
)
_STATUSES = ("ny idé", "under planlegging", "pågår", "pågår", "pågår", "i drift")
_DEVIATIONS = ("ingen avvik", "ingen avvik", "mindre avvik (håndteres)", "kritisk avvik")


def make_register(root: Path, actions: int, entries: int = ENTRIES, ident: str = "handlingsdel") -> Path:
    """Writes a small project with a register of so many actions into `root`; returns `root`."""
    write_sources(root, COMMON)
    folder = root / "sources" / "status" / ident
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "register.yaml").write_text(_HEAD, encoding="utf-8")
    random = Random(actions)
    for number, first in enumerate(range(0, actions, A_FILE), 1):
        numbers = range(first, min(first + A_FILE, actions))
        lines = ["tiltak:", *(line for each in numbers for line in _action(each, entries, random))]
        (folder / f"tiltak-{number:03}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return root


_HEAD = """\
tittel: Handlingsdel 2020–2026
organ: prosjektgruppen
forrige_rapport: 01.01.2025
oppdatert_siden: 01.01.2025
bakgrunn: |
  Partene er enige om tiltakene som står her.
kolonner: [område, tiltak, mål, ansvarlig, status, avvik, slutt, kommentar, finansiering]
egne_kolonner:
  finansiering: Finansiering
"""


def _action(number: int, entries: int, random: Random) -> Iterator[str]:
    thing, place = random.choice(_THINGS), random.choice(_PLACES)
    yield f"  tiltak-{number:05}:"
    yield f"    område: {random.choice(_AREAS)}"
    yield f"    navn: {thing} i {place} ({number})"
    yield f"    mål: Innbyggerne i {place} får et likeverdig og trygt tilbud"
    yield f"    ansvarlig: [{random.choice(('vik', 'berg', 'moen', 'hegg'))}, {place} kommune]"
    yield "    periode: 01.01.2020–31.12.2026"
    yield f"    prioritet: {random.choice(('høy', 'middels', 'lav'))}"
    yield f"    slutt: 30.06.{random.randrange(2024, 2028)}"
    yield "    egne: {finansiering: Statsforvalteren}"
    yield "    status:"
    finished = number % 7 == 0
    for entry in range(entries):
        day = FIRST_DAY + timedelta(days=entry * 180 + number % 28)
        status = "ferdigstilt" if finished and entry == entries - 1 else random.choice(_STATUSES)
        yield f"      - dato: {day:%d.%m.%Y}"
        yield f"        status: {status}"
        yield f"        avvik: {random.choice(_DEVIATIONS)}"
        if status == "ferdigstilt":
            yield f"        slutt: {day:%d.%m.%Y}"
        elif entry == entries // 2:
            yield f"        slutt: 31.12.{random.randrange(2024, 2028)}"
        yield "        tekst: |"
        yield f"          {random.choice(_SENTENCES)}"
        yield f"          {random.choice(_SENTENCES)}"
        if entry % 4 == 3:
            yield ""
            yield f"          - {random.choice(_SENTENCES)}"
            yield f"          - {random.choice(_SENTENCES)}"
        elif entry % 4 == 1:
            yield f"          Se sak {entry + 1}-2019, og spør @{random.choice(('vik', 'berg'))}."


class Measured(NamedTuple):
    """Seconds of processor time; `said` is how many diagnostics there were."""

    actions: int
    load: float
    link: float
    said: int

    @property
    def whole(self) -> float:
        return self.load + self.link


class Printed(NamedTuple):
    """Seconds of processor time of a report of so many rows; `said` is how many diagnostics there were."""

    rows: int
    content: float
    render: float
    verify: float
    said: int

    @property
    def whole(self) -> float:
        return self.content + self.render + self.verify


def measure(root: Path, actions: int) -> Measured:
    """Loads and checks a register of so many actions, written below `root`."""
    project = make_register(root / f"register-{actions}", actions)
    rules = [rule for kind in all_kinds().values() for rule in kind.rules]
    start = time.process_time()
    raw, diagnostics = load_project(SourceFolder(project))
    loaded = time.process_time()
    assert raw is not None
    _, linked = link_project(raw, rules)
    return Measured(actions, loaded - start, time.process_time() - loaded, len(diagnostics) + len(linked))


def printed(root: Path, rows: int) -> Printed:
    """Makes the report of a register of so many actions, all of which stand in its table; the best of some rounds."""
    project = make_register(root / f"report-{rows}", rows)
    # Read each time: what a document asks for is then still unread, as in a build.
    return min((_printed_once(project, rows) for _ in range(ROUNDS)), key=lambda each: each.whole)


def _printed_once(root: Path, rows: int) -> Printed:
    reading = read_project(root)
    assert reading.project is not None
    kind: DocumentKind[Any] = all_kinds()["status"]
    template = ready_template(template_path(root, kind))
    assert isinstance(template, ReadyTemplate)
    start = time.process_time()
    (document,) = documents_of(kind, reading.project, reading)
    made = time.process_time()
    language = document.language
    data, found = render_document(template.compiled, document, lambda path: None, labels(language), messages(language))
    rendered = time.process_time()
    faults = verify_docx(data, "report.docx", document, template.tags)
    return Printed(rows, made - start, rendered - made, time.process_time() - rendered, len(found) + len(faults))


def proof(actions: int = ACTIONS, rows: int = ROWS) -> Iterator[str]:
    """What is measured, a line each: the number and a quarter of it, and the time of a row at the one against the time
    of a row at the other."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder)
        few, many = measure(root, max(1, actions // SMALLER)), measure(root, actions)
        yield _line(f"{actions:,} actions with {ENTRIES} entries each loaded and checked", actions, few, many)
        less, more = printed(root, max(1, rows // SMALLER)), printed(root, rows)
        yield _line(f"{rows:,} rows rendered", rows, less, more)


def _line(name: str, number: int, small: Measured | Printed, large: Measured | Printed) -> str:
    stages = ", ".join(
        f"{stage} {seconds:.2f} s" for stage, seconds in zip(large._fields[1:-1], large[1:-1], strict=True)
    )
    growth = (large.whole / large[0]) / (small.whole / small[0])
    return (
        f"{name}: {large.whole:.2f} s ({stages}); {large.whole / number * 1000:.2f} ms each,"
        f" {growth:.2f} times that of {small[0]:,}; {large.said} remarks"
    )


def main() -> None:
    for line in proof(*(int(each) for each in sys.argv[1:3])):
        print(line)


if __name__ == "__main__":
    main()
