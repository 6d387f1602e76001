"""Which part of an old text is which part of the new: equal parts first, then those that are alike, in order; last
those that moved."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

Part = TypeVar("Part")
ALIKE = 0.5
"""From here, a text in the same place is the old one, changed."""
ALIKE_ELSEWHERE = 0.7
"""The same for a text that stands somewhere else."""
MOST_PAIRS = 40_000
"""Above this many pairs in one gap only equal parts are matched: a text written anew."""


@dataclass(frozen=True, slots=True)
class Match(Generic[Part]):
    """An old part and its new one; None where there is none. `moved`: it stands in another place among the others."""

    old: Part | None
    new: Part | None
    moved: bool = False


def align(
    old: Sequence[Part],
    new: Sequence[Part],
    identity: Callable[[Part], Hashable],
    likeness: Callable[[Part, Part], float],
) -> list[Match[Part]]:
    """Every part of both, once: in the order of the new, a removed one where it stood.

    `identity` tells which parts are equal, `likeness` how much two have in common, from 0 to 1.
    """
    before, now = [identity(part) for part in old], [identity(part) for part in new]
    partner: dict[int, int] = {}
    moved: set[int] = set()
    gaps: list[tuple[range, range]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag == "equal":
            partner.update(zip(range(i1, i2), range(j1, j2), strict=True))
        else:
            gaps.append((range(i1, i2), range(j1, j2)))
    lonely_old = [i for rows, _ in gaps for i in rows]
    lonely_new = [j for _, columns in gaps for j in columns]
    for i in lonely_old:  # equal parts that stand elsewhere are not taken for changes of what stands there now
        for j in lonely_new:
            if before[i] == now[j] and j not in moved:
                partner[i] = j
                moved.add(j)
                break
    for rows, columns in gaps:
        left = [i for i in rows if i not in partner]
        right = [j for j in columns if j not in moved]
        partner.update(_in_order(old, new, left, right, likeness))
    taken = set(partner.values())
    _elsewhere(old, new, [i for i in lonely_old if i not in partner], taken, lonely_new, likeness, partner, moved)
    return _listed(old, new, partner, moved)


def _in_order(
    old: Sequence[Part],
    new: Sequence[Part],
    left: list[int],
    right: list[int],
    likeness: Callable[[Part, Part], float],
) -> dict[int, int]:
    """The pairs that are alike, none crossing another, with the most in common altogether."""
    if not left or not right or len(left) * len(right) > MOST_PAIRS:
        return {}
    scores = [[likeness(old[i], new[j]) for j in right] for i in left]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for row in range(len(left) - 1, -1, -1):
        for column in range(len(right) - 1, -1, -1):
            score = scores[row][column]
            paired = score + best[row + 1][column + 1] if score >= ALIKE else 0.0
            best[row][column] = max(best[row + 1][column], best[row][column + 1], paired)
    pairs: dict[int, int] = {}
    row = column = 0
    while row < len(left) and column < len(right):
        score = scores[row][column]
        if score >= ALIKE and best[row][column] == score + best[row + 1][column + 1]:
            pairs[left[row]] = right[column]
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs


def _elsewhere(
    old: Sequence[Part],
    new: Sequence[Part],
    left: list[int],
    taken: set[int],
    lonely: list[int],
    likeness: Callable[[Part, Part], float],
    partner: dict[int, int],
    moved: set[int],
) -> None:
    right = [j for j in lonely if j not in taken]
    if len(left) * len(right) > MOST_PAIRS:
        return
    scored = sorted(((likeness(old[i], new[j]), -i, -j) for i in left for j in right), reverse=True)
    for score, i, j in scored:
        if score >= ALIKE_ELSEWHERE and -i not in partner and -j not in taken:
            partner[-i] = -j
            taken.add(-j)
            moved.add(-j)


def _listed(old: Sequence[Part], new: Sequence[Part], partner: dict[int, int], moved: set[int]) -> list[Match[Part]]:
    back = {j: i for i, j in partner.items()}
    listed: list[Match[Part]] = []
    gone = [i for i in range(len(old)) if i not in partner]
    for j, part in enumerate(new):
        i = back.get(j)
        if i is not None and j not in moved:
            while gone and gone[0] < i:
                listed.append(Match(old[gone.pop(0)], None))
        listed.append(Match(None if i is None else old[i], part, j in moved))
    listed.extend(Match(old[i], None) for i in gone)
    return listed
