"""The signs of statuses and deviations: symbol, word and colour, never one of them alone (WCAG 2.1, 1.4.1)."""

from pipeline.records.actions import DeviationWord, StatusGroup, StatusWord
from pipeline.richtext import Tone

STATUS_SYMBOLS = {
    StatusGroup.IDEA: "☆",
    StatusGroup.PLANNING: "◔",
    StatusGroup.ONGOING: "◐",
    StatusGroup.OPERATION: "◆",
    StatusGroup.FINISHED: "✓",
    StatusGroup.STRUCK: "✗",
}
STATUS_TONES = {
    StatusGroup.OPERATION: Tone.GREEN,
    StatusGroup.FINISHED: Tone.GREEN,
}
"""Only what is done has a colour. What has not begun, goes on or is struck is neither good nor bad."""

DEVIATION_SYMBOLS = {Tone.GREEN: "●", Tone.YELLOW: "▲", Tone.RED: "■"}


def status_sign(status: StatusWord) -> str:
    """«◐ pågår»."""
    return f"{STATUS_SYMBOLS[status.group]} {status.word}"


def deviation_sign(deviation: DeviationWord) -> str:
    """«▲ mindre avvik»."""
    return f"{DEVIATION_SYMBOLS[deviation.tone]} {deviation.word}"
