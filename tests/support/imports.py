"""Reads the imports of a package by its syntax, and says where they break the house's import table.

Imports inside functions, under TYPE_CHECKING and by name (`import_module("pipeline.x")`) count like any other: a cycle
hidden in a function is still a cycle.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = "pipeline"

TABLE: dict[str, set[str]] = {
    "diagnostics": set(),
    "language": set(),
    "richtext": set(),
    "external": set(),
    "schema": {"language", "richtext"},
    "load": {"schema", "language", "richtext"},
    "records": {"language", "richtext"},
    "link": {"load", "schema", "records", "language", "richtext"},
    "document": {"schema", "records", "language", "richtext"},
    "kinds": {"schema", "records", "document", "language", "richtext"},
    "edit": {"load", "schema", "records"},
    "history": {"records", "richtext"},
    "render": {"document", "language", "richtext", "external"},
    "verify": {"document", "history"},
    "deliver": {"records", "document", "history"},
    "exchange": {"load", "schema", "records", "document", "edit", "language", "richtext"},
}
"""Which rooms a room may import, besides itself and `diagnostics`. Rooms not opened yet stand here too."""
TABLE["workflow"] = set(TABLE)
TABLE["cli"] = {"workflow"}

NO_FILES = {"diagnostics", "richtext", "records", "document", "kinds", "verify"}
"""Rooms that are handed everything and open nothing."""

NO_CLOCK = set(TABLE) - {"workflow", "cli"}
"""Rooms that are told which day it is."""

NO_PROCESSES = set(TABLE) - {"external"}
"""Rooms that start no outside program themselves."""

READING = {"open", "read_text", "read_bytes", "iterdir", "glob", "rglob"}
WRITING = {"write_text", "write_bytes", "unlink", "mkdir"}
FILE_CALLS = READING | WRITING
FILE_MODULES = {"os", "shutil", "tempfile", "glob", "fileinput"}
CLOCK_CALLS = {"today", "now", "utcnow"}
PROCESS_MODULES = {"subprocess"}


@dataclass(frozen=True, slots=True)
class Import:
    """`importer` imports `imported` (both whole module names) at `line`."""

    importer: str
    imported: str
    line: int


@cache
def _tree(text: str) -> ast.Module:
    return ast.parse(text)


def modules_of(root: Path) -> dict[str, Path]:
    """Every module of the package at `root`, by its whole name."""
    modules = {}
    for path in sorted(root.rglob("*.py")):
        parts = [root.name, *path.relative_to(root).with_suffix("").parts]
        modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return modules


def room_of(module: str) -> str:
    """The room a module stands in: «load» for `pipeline.load.model`, nothing for `pipeline` itself."""
    return module.split(".")[1] if "." in module else ""


def imports_of(module: str, path: Path, modules: dict[str, Path]) -> Iterator[Import]:
    """What `module` imports of its own package."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(_tree(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            # `from pipeline.load import model` imports a module where there is one, else a name of the package.
            names = [f"{base}.{alias.name}" if f"{base}.{alias.name}" in modules else base for alias in node.names]
        elif isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__"} and node.args:
            first = node.args[0]
            names = [first.value] if isinstance(first, ast.Constant) and isinstance(first.value, str) else []
        for name in dict.fromkeys(names):
            if name == PACKAGE or name.startswith(f"{PACKAGE}."):
                yield Import(module, name, getattr(node, "lineno", 0))


def _called(node: ast.Call) -> str:
    """The last name of what is called: «open» for both `open()` and `path.open()`."""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def violations(root: Path) -> list[str]:
    """Every breach of the house's rules in the package at `root`, a line each; empty when all is well."""
    modules = modules_of(root)
    imports = [each for module, path in modules.items() for each in imports_of(module, path, modules)]
    return sorted([*_unknown_rooms(modules), *_forbidden(imports), *_cycles(imports), *_effects(modules)])


def _unknown_rooms(modules: dict[str, Path]) -> Iterator[str]:
    for room in {room_of(module) for module in modules} - set(TABLE) - {"", "__main__"}:
        yield f"{PACKAGE}.{room}: no such room in the import table"


def _forbidden(imports: list[Import]) -> Iterator[str]:
    for each in imports:
        importer, imported = room_of(each.importer), room_of(each.imported)
        where = f"{each.importer}:{each.line}"
        if importer in {"", "__main__"}:
            if importer == "" or imported != "cli":
                yield f"{where}: the package itself imports {each.imported}"
        elif not imported:
            continue  # the package itself imports nothing; anybody may ask for its version
        elif importer == imported == "kinds":
            if _is_kind(each.importer) and _is_kind(each.imported) and each.importer != each.imported:
                yield f"{where}: a kind imports another kind, {each.imported}"
        elif imported not in {importer, "diagnostics", *TABLE.get(importer, set())}:
            yield f"{where}: {importer} may not import {imported}"


def _is_kind(module: str) -> bool:
    """A module of `kinds` is a kind, unless its name begins with an underscore: then it is what they share."""
    return module.count(".") == 2 and not module.rpartition(".")[2].startswith("_")


def _cycles(imports: list[Import]) -> Iterator[str]:
    """One line for each ring of modules, whichever of them the search meets first."""
    graph: dict[str, set[str]] = {}
    for each in imports:
        graph.setdefault(each.importer, set()).add(each.imported)
    state: dict[str, int] = {}
    for start in sorted(graph):
        stack: list[tuple[str, Iterator[str]]] = []
        if start not in state:
            state[start] = 1
            stack.append((start, iter(sorted(graph[start]))))
        while stack:
            module, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                state[module] = 2
                stack.pop()
            elif state.get(following) == 1:
                ring = [name for name, _ in stack]
                yield "import cycle: " + " → ".join([*ring[ring.index(following) :], following])
            elif following not in state:
                state[following] = 1
                stack.append((following, iter(sorted(graph.get(following, ())))))


def _effects(modules: dict[str, Path]) -> Iterator[str]:
    for module, path in modules.items():
        room = room_of(module)
        for node in ast.walk(_tree(path.read_text(encoding="utf-8"))):
            where = f"{module}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = (
                    [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
                )
                imported = {name.split(".")[0] for name in names}
                if room in NO_FILES and imported & FILE_MODULES:
                    yield f"{where}: {room} opens no files, yet imports {', '.join(sorted(imported & FILE_MODULES))}"
                if room in NO_PROCESSES and imported & PROCESS_MODULES:
                    yield f"{where}: only external starts outside programs"
            elif isinstance(node, ast.Call):
                if room in NO_FILES and _called(node) in FILE_CALLS:
                    yield f"{where}: {room} opens no files, yet calls {_called(node)}()"
                if room in NO_CLOCK and _called(node) in CLOCK_CALLS:
                    yield f"{where}: {room} does not look at the clock, yet calls {_called(node)}()"
