"""Which of one sequence is which of another: what is alike is a pair, the rest is gone or new."""

from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher

Pair = tuple[int | None, int | None]

_LARGEST_GAP = 60_000


def aligned(old: Sequence[Hashable], new: Sequence[Hashable], gain: Callable[[int, int], float]) -> list[Pair]:
    """Pairs of places in `old` and `new`, in order: both, or one alone; in a gap what is gone comes first.

    Equal values are pairs. Between them, `gain` says what there is to gain by pairing two (nothing or less: no pair).
    """
    pairs: list[Pair] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += [(a + step, c + step) for step in range(b - a)]
        else:
            pairs += _gap(range(a, b), range(c, d), gain)
    return pairs


def _gap(old: range, new: range, gain: Callable[[int, int], float]) -> list[Pair]:
    """The best pairs of a gap that cross one another nowhere."""
    rows, columns = len(old), len(new)
    if not rows or not columns or rows * columns > _LARGEST_GAP:
        return [*((each, None) for each in old), *((None, each) for each in new)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    taken = [[False] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            skip = max(best[row + 1][column], best[row][column + 1])
            found = gain(old[row], new[column])
            if found > 0 and found + best[row + 1][column + 1] > skip:
                best[row][column], taken[row][column] = found + best[row + 1][column + 1], True
            else:
                best[row][column] = skip
    pairs: list[Pair] = []
    alone: list[Pair] = []
    row = column = 0
    while row < rows and column < columns:
        if taken[row][column]:
            pairs += [*_gone_first(alone), (old[row], new[column])]
            alone, row, column = [], row + 1, column + 1
        elif best[row + 1][column] >= best[row][column + 1]:
            alone.append((old[row], None))
            row += 1
        else:
            alone.append((None, new[column]))
            column += 1
    alone += [*((each, None) for each in old[row:]), *((None, each) for each in new[column:])]
    return pairs + _gone_first(alone)


def _gone_first(alone: list[Pair]) -> list[Pair]:
    return sorted(alone, key=lambda pair: pair[0] is None)
