"""Whether a decision only takes note: «Saken tas til orientering»."""

import re

from pipeline.richtext import Blocks, plain_blocks

_TAKEN_NOTE = re.compile(
    r"\b(?:tas|tatt|teken|teke|takast|ble tatt|blei teken|(?:tar|tek)\s+(?:\S+\s+){1,8}?til(?=\s+(?:ori|vit|ett)))"
    r"(?:\s+til)?\s+(?:orientering|vitande|etterretning)",
    re.IGNORECASE,
)


def only_takes_note(blocks: Blocks) -> bool:
    """Whether every point of a text takes note of something: each may decide something, whatever the others say."""
    return all(_TAKEN_NOTE.search(line) for line in plain_blocks(blocks).splitlines() if line.strip())
