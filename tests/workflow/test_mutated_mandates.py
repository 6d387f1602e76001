"""A mandate whose files were changed at random, its kept versions among them, is checked and built like any other.

Never a traceback, the documents of the meetings are made all the same, and of a chapter no word is lost.
"""

import os
import random
import re
import shutil
import unicodedata
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support.inspected import inspect
from support.mutations import mutated

from pipeline.workflow.bump import bump
from pipeline.workflow.manifest import read_manifest

ROOT = Path(__file__).parents[2]
MUTATIONS = int(os.environ.get("MUTATIONS", "12"))
SEED = int(os.environ.get("MUTATION_SEED", "1"))

CHAPTERS = ("organisering", "arbeidsgrupper", "framdrift", "risiko")
"""Those of the sample that hold a construct of every kind; the others would only take time."""
MEANT = (
    *("```oppgaver\noppgaver:\n", "```\n", "````risiko\n", "```risikomatrise\n```\n", "```framdrift\nfra: 2019 vår\n"),
    *("@kapittel:", "@kapittel:risiko", "@Kapittel:x.", "@vedlegg:maleplan", "@vedlegg:", "Vedlegg 1", "kap. 3"),
    *("# Ny\n", "#", '![a](bilder/organisasjon.png "b" c")\n', "![](bilder/x.png)\n", "segl: 93d4\n", "S: 9\n"),
    *("  - versjon: 3.0\n    dato: xx\n", "versjon: 1.70-1\n", "dato: - \n", "endringer:\n", "logg: []\n", "K: Lav\n"),
    *(
        "NO",
        "1.70",
        "12.00",
        "~",
        "xx-xx",
        "dd.mm.åå",
        "\u00a0",
        "\u00ad",
        "\t",
        "\x0c",
        "- x: [a, b",
        "&a [*a]",
        "{{ ",
    ),
    *("kapitler: []\n", "deler: x\n", "vedlegg: {a: b}\n", "risiko:\n", "språk: nn\n", "behandlet:\n", "frist: nå\n"),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project with a smaller mandate, of which two versions are kept and a third is begun on."""
    root = tmp_path_factory.mktemp("mandat") / "prosjekt"
    shutil.copytree(ROOT / "sources", root / "sources", ignore=shutil.ignore_patterns("status", "arkiv"))
    for meetings in (root / "sources/moter").iterdir():
        if meetings.name != "prosjektgruppen":
            shutil.rmtree(meetings)
    folder = root / "sources/mandater/trygg"
    head = folder / "mandat.yaml"
    text = re.sub(r"deler:.*?\nvedlegg:.*?\n\n", _parts(), head.read_text("utf-8"), flags=re.DOTALL)
    head.write_text(re.sub(r"    segl: .*\n", "", text), "utf-8")
    for path in folder.glob("*/*.md"):
        if path.stem not in (*CHAPTERS, "maleplan", "prinsipper"):
            path.unlink()
    for day in (27, 28, 29):
        with (folder / "kapitler/framdrift.md").open("a", encoding="utf-8") as chapter:
            chapter.write(f"\nEndret {day}. november 2020.\n")
        if day < 29:
            bump(root, "trygg", None, ["Etter møtet"], None, f"{day}.11.2020", None, None, [], date(2020, 11, 29))
    return root


def _parts() -> str:
    return f"deler:\n  - tittel: Plan\n    kapitler: [{', '.join(CHAPTERS)}]\n\nvedlegg: [maleplan, prinsipper]\n\n"


def test_no_change_to_a_mandate_gives_a_traceback_or_loses_a_word(root: Path) -> None:
    """`MUTATIONS=1000 MUTATION_SEED=7` for a long run."""
    folder = root / "sources/mandater/trygg"
    chapters = sorted(folder.glob("kapitler/*.md"))
    kept = sorted(path for path in root.glob("sources/arkiv/**/*") if path.is_file() and path.suffix != ".png")
    for number in range(SEED * 1_000_000, SEED * 1_000_000 + MUTATIONS):
        chance = random.Random(number)
        pool = chance.choices([[folder / "mandat.yaml"], chapters, kept], [4, 5, 1])[0]
        changed = {path: path.read_bytes() for path in chance.sample(pool, chance.choice([1, min(2, len(pool))]))}
        for path, data in changed.items():
            path.write_bytes(chance.choice([mutated, _meant])(chance, data))
        try:
            inspect(root, number)
            documents = list(read_manifest(root).values())
            assert sum(each.kind == "referat" for each in documents) == 2, number
            for path in changed if pool is chapters else ():
                assert not _lost(path, root, [root / each.file for each in documents if each.kind == "mandat"]), number
        finally:
            for path, data in changed.items():
                path.write_bytes(data)


def _meant(chance: random.Random, data: bytes) -> bytes:
    """What people type in mandates put in, mostly where a line begins."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        if chance.random() < 0.6:
            at = data.rfind(b"\n", 0, at) + 1
        data = data[:at] + chance.choice(MEANT).encode() + data[at:]
    return data


def _lost(chapter: Path, root: Path, documents: list[Path]) -> set[str]:
    """The words of a chapter that are nowhere in the mandate or in the comments on it.

    Ids, keys, names of files, and comments of the source apart.
    """
    try:
        typed = unicodedata.normalize("NFC", chapter.read_text("utf-8"))
    except UnicodeDecodeError:
        return set()
    bare = re.sub(r"^[ \t]*#.*|^[ \t-]*\w+:|```\w+|@\w+:[\w-]+|\]\([^)]*\)", " ", typed, flags=re.MULTILINE)
    persons = (root / "sources/personer.yaml").read_text("utf-8")
    shown = "".join(re.sub(r"[\W\d_]", "", _text(path)) for path in documents).casefold()
    return {word for word in re.findall(r"[a-zæøå]{5,}", bare) if word not in shown and f"{word}:" not in persons}


def _text(document: Path) -> str:
    with zipfile.ZipFile(document) as package:
        parts = [name for name in ("word/document.xml", "word/comments.xml") if name in package.namelist()]
        trees = [ElementTree.fromstring(package.read(name)) for name in parts]
    return "".join(each.text or each.get("descr", "") for tree in trees for each in tree.iter())
