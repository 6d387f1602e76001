"""Action registers of any size, invented, and how long they take to load and check.

`make_register(root, actions)` writes one as a folder of files; `measure(root, actions)` tells how long `load` and
`link` take. As a program: `python tests/bench/registers.py [ACTIONS]…` (1000 and 10000 where none is given).
"""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

from support.projects import COMMON, write_sources

from pipeline.kinds import all_kinds
from pipeline.link import link_project
from pipeline.load.files import SourceFolder
from pipeline.load.project import load_project

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
        if entry == entries // 2:
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


def main() -> None:
    sizes = [int(each) for each in sys.argv[1:]] or [1_000, 10_000]
    print(f"{'actions':>8} {'load':>9} {'link':>9} {'whole':>9} {'a thousand':>11} {'said':>6} {'memory':>8}")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for size in sizes:
            found = measure(Path(folder), size)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{size:>8} {found.load:>7.2f} s {found.link:>7.2f} s {found.whole:>7.2f} s"
                f" {found.whole / size * 1000:>9.2f} s {found.said:>6} {memory:>5} MB"
            )


if __name__ == "__main__":
    main()
