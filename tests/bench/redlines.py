"""Pairs of documents, and the proof of a comparison: accepting every change gives the new one, rejecting the old.

A pair is any two .docx. `generated_pairs` makes them with the renderer and seeded random edits; `judge` says what is
wrong with the redline of one. As a program: `python tests/bench/redlines.py [OLD.docx NEW.docx]…`, without files over
REDLINE_PAIRS (60) generated ones.
"""

import difflib
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

from support.document_edits import edited, picture
from support.tools import SDK, sdk_faults
from support.tracked_changes import accepted, rejected, revisions
from support.wide_document import template, wide_document
from support.word_outline import word_outline

from pipeline.diagnostics import Diagnostic
from pipeline.document import Document
from pipeline.language.labels import labels, messages
from pipeline.render.compiled import CompiledTemplate
from pipeline.render.docx import render_document
from pipeline.render.redline import redline
from pipeline.render.template import compile_template

PAIRS = int(os.environ.get("REDLINE_PAIRS", "60"))
ROOT = Path(__file__).parents[2]
AUTHOR, DAY = "Kari Lund", date(2021, 3, 1)
Redline = Callable[[bytes, bytes, str, date], bytes | list[Diagnostic]]


class Pair(NamedTuple):
    """Two documents, and how the one became the other."""

    name: str
    old: bytes
    new: bytes
    edits: list[str]


@dataclass(slots=True)
class Judgement:
    """What is wrong with the redline of a pair (nothing: it is exact), and how long it took."""

    pair: Pair
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0
    changes: Counter[str] = field(default_factory=Counter)
    data: bytes = b""


# --- pairs ----------------------------------------------------------------------------------------------------------


def generated_pairs(count: int, first: int = 0) -> Iterator[Pair]:
    """Pairs by number: the same number gives the same pair, as long as the documents of the sample are the same."""
    for seed in range(first, first + count):
        yield generated_pair(seed)


def generated_pair(seed: int) -> Pair:
    random = Random(seed)
    if seed % 3 == 0:
        minutes = sample_documents()
        old, compiled, kind = *minutes[seed // 3 % len(minutes)], "minutes"
    else:
        old, compiled, kind = wide_document(random), wide_template(), "wide"
    new, edits = edited(old, random, random.choice((1, 2, 3, 5, 8, 13)))
    if random.random() < 0.5:
        old, new = new, old
        edits = [f"undone {edit}" for edit in edits]
    return Pair(f"{seed:03}-{kind}", rendered(old, compiled), rendered(new, compiled), edits)


def rendered(document: Document, compiled: CompiledTemplate) -> bytes:
    def assets(path: str) -> bytes | None:
        if path.startswith("vedlegg/prove-"):
            return picture(int(path.removeprefix("vedlegg/prove-").removesuffix(".png")))
        file = ROOT / path
        return file.read_bytes() if file.is_file() else None

    language = document.language
    data, _ = render_document(compiled, document, assets, labels(language), messages(language))
    return data


@cache
def sample_documents() -> list[tuple[Document, CompiledTemplate]]:
    """The documents of the sample project that are shipped, each with its template."""
    from pipeline.kinds import all_kinds
    from pipeline.workflow.build import documents_of
    from pipeline.workflow.reading import read_project
    from pipeline.workflow.templates import shipped_templates

    reading = read_project(ROOT)
    assert reading.project is not None
    found = []
    for name in ("referat", "innkalling", "mandat"):
        kind = all_kinds()[name]
        compiled, faults = compile_template((shipped_templates() / kind.template).read_bytes(), kind.template)
        assert compiled is not None, faults
        found += [(document, compiled) for document in documents_of(kind, reading.project, reading)]
    return found


@cache
def wide_template() -> CompiledTemplate:
    compiled, faults = compile_template(template(), "prove.docx")
    assert compiled is not None, [fault.message() for fault in faults]
    return compiled


# --- the proof ------------------------------------------------------------------------------------------------------


def judge(pair: Pair, redline: Redline) -> Judgement:
    """Compares a pair and says what is wrong with the answer; validity by the Open XML SDK is asked for apart."""
    start = time.perf_counter()
    answer = redline(pair.old, pair.new, AUTHOR, DAY)
    judged = Judgement(pair, seconds=time.perf_counter() - start)
    if not isinstance(answer, bytes):
        judged.faults = [fault.message() for fault in answer]
        return judged
    judged.data = answer
    for name, settled, wanted in (("accepting", accepted, pair.new), ("rejecting", rejected, pair.old)):
        try:
            found = word_outline(settled(answer))
        except Exception as error:
            judged.faults.append(f"{name}: {type(error).__name__} {error}")
            continue
        expected = word_outline(wanted)
        if found != expected:
            judged.faults.append(f"{name}:\n" + "\n".join(difference(expected, found)))
    for each in revisions(answer):
        name = each.tag.rpartition("}")[2]
        judged.changes[name] += 1
        keys = {key.rpartition("}")[2]: value for key, value in each.items()}
        if (
            "RangeEnd" not in name
            and name != "tblGridChange"
            and (keys.get("author") != AUTHOR or not keys.get("date", "").startswith(DAY.isoformat()))
        ):
            judged.faults.append(f"w:{name} says author {keys.get('author')}, date {keys.get('date')}")
            break
    return judged


def difference(expected: list[str], found: list[str]) -> list[str]:
    lines = difflib.unified_diff(expected, found, "expected", "found", lineterm="", n=1)
    return [line[:400] for line in lines][:40]


def judge_all(pairs: Iterable[Pair], redline: Redline, validate: bool = True) -> list[Judgement]:
    """All pairs judged, and asked of the Open XML SDK where it is there (elsewhere: skipped, or a failure)."""
    judged = [judge(pair, redline) for pair in pairs]
    if validate:
        with tempfile.TemporaryDirectory(prefix="redlines-") as folder:
            paths = {Path(folder) / f"{each.pair.name}.docx": each for each in judged if each.data}
            for path, each in paths.items():
                path.write_bytes(each.data)
            for fault in sdk_faults(paths):
                name = fault.partition(".docx: ")[0]
                paths[Path(folder) / f"{name}.docx"].faults.append(f"not valid: {fault}")
    return judged


def report(judged: list[Judgement], details: bool = False) -> list[str]:
    """How many are exact, how long they took, and what is wrong with the others."""
    exact = [each for each in judged if not each.faults]
    seconds = [each.seconds for each in judged]
    changes = sum((each.changes for each in judged), Counter[str]())
    lines = [
        f"{len(exact)} of {len(judged)} pairs exact (accepting gives new, rejecting gives old)",
        f"{median(seconds):.2f} s a pair ({min(seconds):.2f}–{max(seconds):.2f})",
        "changes: " + ", ".join(f"{name} {count}" for name, count in changes.most_common()),
    ]
    for each in judged:
        if each.faults:
            lines.append(f"{each.pair.name} ({', '.join(each.pair.edits)}): {len(each.faults)} faults")
            lines += [f"  {fault}" for fault in each.faults[: 20 if details else 1]]
    return lines


def proof() -> list[str]:
    """The report on generated pairs; ends the process where one is not exact."""
    judged = judge_all(generated_pairs(PAIRS), redline, validate=SDK.exists())
    lines = report(judged, details=True)
    if not SDK.exists():
        lines[0] += ", but nobody asked whether they are valid: the Open XML SDK validator is not here"
    if any(each.faults for each in judged):
        sys.exit("\n".join(lines))
    return lines


def main() -> None:
    files = [Path(name).read_bytes() for name in sys.argv[1:]]
    pairs: Iterable[Pair] = generated_pairs(PAIRS)
    if files:
        pairs = [Pair(f"given-{n}", *files[n : n + 2], []) for n in range(0, len(files), 2)]
    judged = judge_all(pairs, redline, validate=SDK.exists())
    print("\n".join(report(judged, details=True)))
    sys.exit(any(each.faults for each in judged))


if __name__ == "__main__":
    main()
