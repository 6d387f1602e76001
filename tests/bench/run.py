"""`make bench`: saksgang against a plain docxtpl script, side by side, so that a slow machine is as slow for both.

Each round measures one and then the other; a ratio belongs to one round, and what is shown is the median, with the
least and the greatest. Times are the clock's; the last column is the ratio of processor time, which holds still when
others use the machine. BENCH_MEETINGS (1000) is how many meetings the large project has, BENCH_RUNS (5) how many
rounds. At full size it takes about twenty minutes on an idle machine, nearly all of it the plain script's. Nothing is
written outside a temporary folder.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple, TypeAlias

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))  # this checkout's saksgang, whichever is installed

from bench import plain, plain_template, projects, redlines, registers, words

from pipeline.language.labels import labels, messages
from pipeline.render.docx import render_document
from pipeline.render.template_cache import cached_template
from pipeline.workflow import build as building
from pipeline.workflow import made_document, reading, writing
from pipeline.workflow.templates import shipped_templates

MEETINGS = int(os.environ.get("BENCH_MEETINGS", "1000"))
RUNS = int(os.environ.get("BENCH_RUNS", "5"))
RENDERED = 20
"""How many documents a round of rendering alone makes."""
TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent


Spent: TypeAlias = defaultdict[str, float]


class Seconds(NamedTuple):
    """How long something took."""

    clock: float
    processor: float

    def __add__(self, other: object) -> "Seconds":
        assert isinstance(other, Seconds)
        return Seconds(self.clock + other.clock, self.processor + other.processor)

    @classmethod
    def now(cls) -> "Seconds":
        """Of this process and those it has waited for (on Windows these are not told)."""
        times = os.times()
        return cls(time.perf_counter(), time.process_time() + times.children_user + times.children_system)

    def since(self, start: "Seconds") -> "Seconds":
        return Seconds(self.clock - start.clock, self.processor - start.processor)


@dataclass(slots=True)
class Measure:
    """Each round of the plain script and of saksgang."""

    name: str
    plain: list[Seconds] = field(default_factory=list)
    ours: list[Seconds] = field(default_factory=list)

    def row(self) -> str:
        rounds = list(zip(self.plain, self.ours, strict=True))
        clock = [slow.clock / fast.clock for slow, fast in rounds]
        processor = [slow.processor / fast.processor for slow, fast in rounds if fast.processor]
        return (
            f"{self.name:<42} {_spread(self.ours):>24} {_spread(self.plain):>24} {1 / median(clock):6.2f}"
            f" {_times(clock):>19} {_times(processor):>19}"
        )


HEADS = f"{'':<42} {'saksgang':>24} {'docxtpl':>24} {'share':>6} {'times as fast':>19} {'processor':>19}"


def _spread(rounds: list[Seconds]) -> str:
    seconds = [each.clock for each in rounds]

    def shown(value: float) -> str:
        return f"{value:.0f} s" if value >= 10 else f"{value * 1000:,.0f} ms" if value < 1 else f"{value:.2f} s"

    return f"{shown(median(seconds))} ({shown(min(seconds))}–{shown(max(seconds))})"


def _times(ratios: list[float]) -> str:
    return f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})" if ratios else ""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(Path(folder))
        _say(f"{bench.same_words()} paragraphs with the same words in both documents of the sample meeting")
        measures = [*bench.cold(), bench.rendering(), *bench.whole_way()]
        print(f"\n{HEADS}")
        for measure in measures:
            print(measure.row())
        print(f"\nWhere the time goes, {MEETINGS} meetings the whole way (one run, in one process):")
        _print_shares(bench.stages())
        print("\nWhere the time goes, one meeting cold (imports by package, without what they import):")
        _print_shares(bench.imports())
        print("\nAction registers (time of an action at one size against that at a quarter of it):")
        for line in registers.proof():
            print(f"  {line}")
        print(f"\nTracked changes of {redlines.PAIRS} generated pairs of documents:")
        print("\n".join(f"  {line}" for line in redlines.proof()))


class Bench:
    """The projects and the ways to run them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "plain.docx"
        plain_template.make_template(self.template)
        self.one = projects.make_project(folder / "one", 1)
        self.many = projects.make_project(folder / "many", MEETINGS)
        self.cache = folder / "home"

    # --- the two ways -------------------------------------------------------------------------------------------

    def saksgang(self, project: Path) -> Seconds:
        """How long `saksgang build referat` takes, as a process."""
        return self._process("-m", "pipeline", "--project", str(project), "build", "referat")

    def docxtpl(self, project: Path) -> Seconds:
        """How long the plain script takes, as a process."""
        out = self.folder / "plain"
        shutil.rmtree(out, ignore_errors=True)
        # As a module, so that Python keeps it compiled, as it keeps saksgang.
        return self._process("-m", "bench.plain", str(project), str(out), str(self.template))

    def _process(self, *arguments: str) -> Seconds:
        start = Seconds.now()
        subprocess.run([sys.executable, *arguments], env=self._environment(), check=True, stdout=subprocess.DEVNULL)
        return Seconds.now().since(start)

    def _environment(self) -> dict[str, str]:
        """A home of its own: the cache of compiled templates is the bench's to empty. Python's compiled modules are
        kept, as they are for every user, but here; the first run fills them, unmeasured."""
        home = str(self.cache)
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return kept | {
            "HOME": home,
            "XDG_CACHE_HOME": home,
            "LOCALAPPDATA": home,
            "PYTHONPYCACHEPREFIX": str(self.folder / "modules"),
            "PYTHONPATH": f"{ROOT}{os.pathsep}{TESTS}",
        }

    def _forget_build(self, project: Path) -> None:
        shutil.rmtree(project / "build", ignore_errors=True)

    # --- what is measured ---------------------------------------------------------------------------------------

    def same_words(self) -> int:
        """Proves that both documents of the sample meeting say the same; the number of paragraphs."""
        self.saksgang(self.one)
        self.docxtpl(self.one)
        (ours,) = (self.one / "build" / "referat").glob("*.docx")
        (theirs,) = (self.folder / "plain").glob("*.docx")
        found, expected = (words.paragraphs(path.read_bytes()) for path in (ours, theirs))
        if found != expected or not found:
            sys.exit("the two documents do not say the same; the comparison would not be fair")
        return len(found)

    def cold(self) -> tuple[Measure, Measure]:
        """One meeting, as whole processes: with the compiled template kept from before, and without."""
        warm, cold = Measure("one meeting, a process"), Measure("one meeting, a process, template never seen")
        for measure, empty in ((warm, False), (cold, True)):
            for _ in _rounds(measure.name):
                self._forget_build(self.one)
                if empty:
                    shutil.rmtree(self.cache, ignore_errors=True)
                measure.ours.append(self.saksgang(self.one))
                measure.plain.append(self.docxtpl(self.one))
        return warm, cold

    def rendering(self) -> Measure:
        """Content → bytes: saksgang's compiled template against a new DocxTemplate a document: opened, rendered,
        saved."""
        measure = Measure(f"rendering alone, {RENDERED} documents")
        project = plain.read(projects.make_project(self.folder / "some", RENDERED))
        root = self.folder / "some"
        documents = list(plain.documents(project))
        path = shipped_templates() / "referat.docx"
        compiled, _ = cached_template(path.read_bytes(), path.name, self.cache / "saksgang")
        assert compiled is not None

        def ours() -> Seconds:
            start = Seconds.now()
            for document in documents:
                language = document.language
                data, _ = render_document(
                    compiled, document, lambda path: (root / path).read_bytes(), labels(language), messages(language)
                )
                target.write_bytes(data)
            return Seconds.now().since(start)

        def theirs() -> Seconds:
            spent = Seconds(0, 0)
            for document in documents:
                start = Seconds.now()
                word = plain.open_template(self.template)
                spent += Seconds.now().since(start)
                values = plain.context(word, document, root)  # as prepared beforehand: links need the opened template
                start = Seconds.now()
                plain.fill(word, values)
                word.save(target)
                spent += Seconds.now().since(start)
            return spent

        target = self.folder / "rendered.docx"
        ours(), theirs()
        for _ in _rounds(measure.name):
            measure.ours.append(ours())
            measure.plain.append(theirs())
        return measure

    def whole_way(self) -> tuple[Measure, Measure]:
        """The large project from sources to documents, and again with nothing to do, against the plain script, which
        knows no such thing."""
        whole, nothing = Measure(f"{MEETINGS} meetings the whole way"), Measure(f"{MEETINGS} meetings, nothing to do")
        for _ in _rounds(whole.name):
            self._forget_build(self.many)
            whole.ours.append(self.saksgang(self.many))
            nothing.ours.append(self.saksgang(self.many))
            whole.plain.append(self.docxtpl(self.many))
            nothing.plain.append(whole.plain[-1])
        return whole, nothing

    # --- where the time goes ------------------------------------------------------------------------------------

    def stages(self) -> Spent:
        """Seconds of each stage of a build of the large project."""
        spent: Spent = defaultdict(float)
        self._forget_build(self.many)
        start = time.perf_counter()
        with (
            _timed(reading, "load_project", "load", spent),
            _timed(reading, "link_project", "link", spent),
            _timed(building, "documents_of", "content", spent),
            _timed(made_document, "render_document", "render", spent),
            _timed(made_document, "verify_docx", "verify", spent),
            _timed(writing, "write_whole", "write", spent),
        ):
            building.build(self.many, ["referat"])
        spent["other"] = time.perf_counter() - start - sum(spent.values())
        return spent

    def imports(self) -> Spent:
        """Seconds of importing each package in a build of one meeting, and of all else."""
        self._forget_build(self.one)
        arguments = ("-X", "importtime", "-m", "pipeline", "--project", str(self.one), "build", "referat")
        start = time.perf_counter()
        answer = subprocess.run(
            [sys.executable, *arguments], env=self._environment(), check=True, capture_output=True, encoding="utf-8"
        )
        whole = time.perf_counter() - start
        spent: Spent = defaultdict(float)
        for own, module in re.findall(r"(?m)^import time:\s+(\d+) \|\s+\d+ \| +(\S+)", answer.stderr):
            package = module.partition(".")[0]
            spent["the standard library" if package in sys.stdlib_module_names else package] += int(own) / 1e6
        small = [package for package, seconds in spent.items() if seconds < 0.004]
        spent["small packages"] = sum(spent.pop(package) for package in small)
        spent["all that is not importing"] = max(0.0, whole - sum(spent.values()))
        return spent


@contextmanager
def _timed(module: Any, name: str, stage: str, spent: Spent) -> Iterator[None]:
    """Adds the seconds spent in `module.name` to `spent[stage]`."""
    function: Callable[..., Any] = getattr(module, name)

    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            spent[stage] += time.perf_counter() - start

    setattr(module, name, timed)
    try:
        yield
    finally:
        setattr(module, name, function)


def _rounds(name: str) -> Iterator[int]:
    for number in range(1, RUNS + 1):
        _say(f"{name}: round {number} of {RUNS}")
        yield number


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _print_shares(spent: Spent) -> None:
    for name, seconds in sorted(spent.items(), key=lambda each: -each[1]):
        print(f"  {name:<28} {seconds * 1000:10,.0f} ms {100 * seconds / sum(spent.values()):5.1f} %")


if __name__ == "__main__":
    main()
