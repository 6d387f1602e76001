"""A project whose files were changed at random is checked and built like any other: never a traceback, every remark at
a place that is there, and every document that comes out is sound."""

import os
import random
import shutil
from pathlib import Path

from support.inspected import inspect
from support.mutations import mutated

ROOT = Path(__file__).parents[2]
MUTATIONS = int(os.environ.get("MUTATIONS", "20"))
SEED = int(os.environ.get("MUTATION_SEED", "1"))


def test_no_change_to_the_sources_gives_a_traceback(tmp_path: Path) -> None:
    """`MUTATIONS=3000 MUTATION_SEED=7` for a long run."""
    root = tmp_path / "prosjekt"
    shutil.copytree(ROOT / "sources", root / "sources")
    texts = sorted([*root.glob("sources/*.yaml"), *root.glob("sources/moter/*/*.md")])
    for number in range(SEED * 1_000_000, SEED * 1_000_000 + MUTATIONS):
        chance = random.Random(number)
        changed = {path: path.read_bytes() for path in chance.sample(texts, chance.choice([1, 1, 1, 2]))}
        for path, data in changed.items():
            path.write_bytes(mutated(chance, data))
        try:
            inspect(root, number)
        finally:
            for path, data in changed.items():
                path.write_bytes(data)
