"""Names: the nearest of several, and names in running text that are a letter or two from a registered one."""

from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice `word` most likely stands for, for «mente du …?»; None if none is near enough.

    One slip is allowed in a word of up to four letters, two up to eight, three beyond; two letters swapped is one.
    Between equals, the one that begins alike, then the first.
    """
    best: tuple[int, bool, int] | None = None
    answer: str | None = None
    folded = word.casefold()
    allowed = 1 if len(folded) <= 4 else 2 if len(folded) <= 8 else 3
    for position, choice in enumerate(choices):
        other = choice.casefold()
        if abs(len(other) - len(folded)) > allowed:
            continue
        distance = DamerauLevenshtein.distance(folded, other, score_cutoff=allowed)
        if distance > allowed or distance >= max(len(folded), 1):
            continue
        rank = (distance, folded[:1] != other[:1], position)
        if best is None or rank < best:
            best, answer = rank, choice
    return answer
