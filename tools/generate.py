"""Writes anew all that is generated: the catalogues, the JSON Schemas, the list of diagnostics.

python tools/generate.py            write
python tools/generate.py --check    say what is stale, write nothing; exit 1 if anything is
"""

import argparse
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import generate_catalogues

from pipeline.diagnostics import Problem, Severity, declared_problems
from pipeline.kinds import all_shapes
from pipeline.load.schemas import parts, schema_text, write_schemas

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline"
DIAGNOSTICS = ROOT / "docs" / "diagnostikk.md"
SCHEMAS = ROOT / "schemas"

ROOMS = {
    "schema": "Kildefilene leses",
    "load": "Kildefilene leses",
    "language": "Språket i teksten",
    "link": "Prosjektet settes sammen",
    "document": "Dokumentene settes opp",
    "kinds": "Dokumentene settes opp",
    "edit": "En kommando endrer en kildefil",
    "history": "Versjoner som er tatt vare på",
    "render": "Malene fylles ut",
    "verify": "Det ferdige dokumentet kontrolleres",
    "exchange": "Regneark ut og inn",
    "external": "Andre programmer",
    "workflow": "Bygging og andre kommandoer",
    "cli": "Bygging og andre kommandoer",
}
"""The stages of a run in their order, as the reader of the list knows them."""

HEAD = """\
# Meldingene

Alt saksgang kan ha å si, ordnet etter når det blir sagt. Ord i krøllparentes blir byttet ut med det meldingen gjelder.
Denne listen er laget av programmet selv (`make generate`).

- **uleselig**: dette dokumentet kan ikke bygges; de andre blir det.
- **feil**: utkastet bygges, med en kommentar der feilen er. `saksgang check` svarer 1.
- **advarsel**: blir sagt, og ikke mer.
"""


_DECLARATION = re.compile(r'\bProblem\(\s*"([^"]+)"')


def problems_by_room() -> dict[str, list[Problem]]:
    """Every problem declared anywhere, under the heading of the room that declares it."""
    homes = {
        code: path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if path.parent.name != "diagnostics"  # holds only the example of how to declare one
        for code in _DECLARATION.findall(path.read_text(encoding="utf-8"))
    }
    for found in pkgutil.walk_packages([str(PACKAGE)], "pipeline."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    sections: dict[str, list[Problem]] = {heading: [] for heading in ROOMS.values()}
    for problem in declared_problems():
        sections[ROOMS[homes[problem.code]]].append(problem)
    return {heading: problems for heading, problems in sections.items() if problems}


def diagnostics_page() -> str:
    """The list of diagnostics as Markdown."""
    lines = [HEAD]
    for heading, problems in problems_by_room().items():
        lines.append(f"## {heading}\n")
        for problem in sorted(problems, key=lambda each: (list(Severity).index(each.severity), each.code)):
            lines += _entry(problem)
    return "\n".join(lines)


def _entry(problem: Problem) -> Iterator[str]:
    yield f"### {problem.code}\n"
    yield f"**{problem.severity}**: {_escaped(problem.message)}\n"
    if problem.about:
        yield f"{_escaped(problem.about)}\n"
    if problem.hint:
        yield f"*Råd:* {_escaped(problem.hint)}\n"


def _escaped(text: str) -> str:
    """Text that Markdown leaves alone."""
    return "".join(f"\\{sign}" if sign in "\\*_<>[]`|" else sign for sign in text)


def stale_schemas(check: bool) -> list[str]:
    """Writes the schemas, or says which differ from the models; those of no part are always named."""
    papers = all_shapes().papers
    known = parts(papers)
    names = {f"{name}.schema.json" for name in known}
    extra = [path for path in sorted(SCHEMAS.glob("*.schema.json")) if path.name not in names]
    if not check:
        write_schemas(SCHEMAS, papers)
        return [f"of no part: {_shown(path)}" for path in extra]
    stale = [
        path
        for name, part in known.items()
        if not (path := SCHEMAS / f"{name}.schema.json").is_file()
        or path.read_text(encoding="utf-8") != schema_text(part)
    ]
    return [f"stale: {_shown(path)}" for path in stale] + [f"of no part: {_shown(path)}" for path in extra]


def stale_page(check: bool) -> list[str]:
    """Writes the list of diagnostics, or says that it is stale."""
    text = diagnostics_page()
    if DIAGNOSTICS.is_file() and DIAGNOSTICS.read_text(encoding="utf-8") == text:
        return []
    if check:
        return [f"stale: {_shown(DIAGNOSTICS)}"]
    DIAGNOSTICS.write_text(text, encoding="utf-8", newline="\n")
    return []


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def main(check: bool = False) -> list[str]:
    """Writes everything, or with `check` nothing; what is left to do comes back, a line each."""
    return [*generate_catalogues.main(check), *stale_schemas(check), *stale_page(check)]


def _say(remarks: Iterable[str]) -> int:
    found = list(remarks)
    for remark in found:
        print(remark)
    return 1 if found else 0


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Writes anew all that is generated.")
    arguments.add_argument("--check", action="store_true", help="write nothing; exit 1 if anything is stale")
    sys.exit(_say(main(arguments.parse_args().check)))
