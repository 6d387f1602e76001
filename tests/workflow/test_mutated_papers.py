"""Notes, reports, case papers and registers changed at random are checked and built like any other source.

Never a traceback, every remark at a place that is there, and no word lost of the running text that was left as it was.
"""

import os
import random
import re
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support.inspected import inspect
from support.mutations import mutated

from pipeline.diagnostics import Severity
from pipeline.workflow.manifest import read_manifest

ROOT = Path(__file__).parents[2]
MUTATIONS = int(os.environ.get("MUTATIONS", "12"))
SEED = int(os.environ.get("MUTATION_SEED", "1"))

FOLDERS = ("notater", "rapporter", "saker", "status")
MEANT = (
    *("``` talltabell\n", "```\n", "  ``` program\n", "> ``` vedtak\n", "``` vedtak\nsak: 31/23\npunkt: 1–99\n```\n"),
    *("> ", ">> ", "- > ", "> – Vik\n", "## Vedlegg\n", "## Forslag til vedtak\n", "# x\n", "### x\n", "TODO", "---\n"),
    *("1,125.5", "1.125", "ca. 30", "12.00", "NO", "1.70", "9" * 40, "–", "%", "31.02.2024", "11.05", "2023", "~", "0"),
    *("“", "”", "|", " | ", "\u00a0", "\t", "\u2028", "\x00", "😀", "א", "{", "[", "'", '"', "#", ": ", "&a", "|\n"),
    *("rader:\n", "sum: [A]\n", "kolonner: A | B\n", "dager:\n  - ", "- navn: X\n  mål: 12\n", "- person: vik\n"),
    *("status: avholdt\n", "dato: \n", "dato: 11.05\n", "sak: 31/23\n", "organ: asu\n", "språk: nn\n", "tittel:\n"),
    *("vedlegg: [../../x.pdf]\n", "av: [x]\n", '![a](b.png "c")\n', "register: x\n", "slutt: snart\n", "grupper: x\n"),
    "      - dato: 01.02.2024\n        status: pågår\n",
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project without its mandate and its long register."""
    root = tmp_path_factory.mktemp("tekster") / "prosjekt"
    shutil.copytree(ROOT / "sources", root / "sources", ignore=shutil.ignore_patterns("arkiv", "mandater"))
    (root / "sources/status/handlingsdel.yaml").unlink()
    return root


def test_no_change_to_a_text_gives_a_traceback_or_loses_a_word(root: Path) -> None:
    """`MUTATIONS=1000 MUTATION_SEED=7` for a long run."""
    texts = sorted(path for folder in FOLDERS for path in root.glob(f"sources/{folder}/*"))
    for number in range(SEED * 1_000_000, SEED * 1_000_000 + MUTATIONS):
        chance = random.Random(number)
        changed = {path: path.read_bytes() for path in chance.sample(texts, chance.choice([1, 1, 2]))}
        for path, data in changed.items():
            path.write_bytes(chance.choice([mutated, _meant, _meant])(chance, data))
        try:
            report = inspect(root, number)
            unread = {each.place.file for each in report.diagnostics if each.severity is Severity.UNREADABLE}
            for path, data in changed.items():
                if path.relative_to(root).as_posix() not in unread:
                    assert not _lost(path, data.decode(), root), (number, path.name)
        finally:
            for path, data in changed.items():
                path.write_bytes(data)


def _meant(chance: random.Random, data: bytes) -> bytes:
    """What people type put in, mostly where a line begins; or in the place of a number."""
    for _ in range(chance.randint(1, 4)):
        typed = chance.choice(MEANT).encode()
        at = chance.randrange(len(data) + 1)
        end = at
        if chance.random() < 0.2 and (figures := list(re.finditer(rb"\d[\d .,:/%-]*", data))):
            at, end = chance.choice(figures).span()
        elif chance.random() < 0.6:
            at = end = data.rfind(b"\n", 0, at) + 1
        data = data[:at] + typed + data[end:]
    return data


def _lost(path: Path, before: str, root: Path) -> set[str]:
    """The words of running text, left as it was below the head, that are nowhere in the document if one was made."""
    documents = [each.file for each in read_manifest(root).values() if path.stem in each.file]
    try:
        lines = set(path.read_text("utf-8").split("---\n", 2)[-1].splitlines())
    except UnicodeDecodeError:
        return set()
    if path.suffix != ".md" or not documents:
        return set()
    below = before.split("---\n", 2)[2]
    running = re.sub(r"^```.*?^```$|\]\([^)]*\)", "", below, flags=re.MULTILINE | re.DOTALL).splitlines()
    shown = "".join(map(_letters, (_text(root / each) for each in documents)))
    left = [line for line in running if line in lines]
    return {word for line in left for word in re.findall(r"[a-zæøå]{5,}", line) if word not in shown}


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]", "", text).casefold()


def _text(document: Path) -> str:
    with zipfile.ZipFile(document) as package:
        parts = [name for name in ("word/document.xml", "word/comments.xml") if name in package.namelist()]
        trees = [ElementTree.fromstring(package.read(name)) for name in parts]
    return "".join(each.text or each.get("descr", "") for tree in trees for each in tree.iter())
