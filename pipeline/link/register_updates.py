"""Entries that only say that nobody has told anything: «Prosjektstatus ikke oppdatert.»"""

import re
from collections.abc import Sequence

from pipeline.records.actions import DeviationWord, End, StatusEntry, StatusWord

_LONGEST = 80
_NOTHING = re.compile(
    r"\W*(?:"
    r"(?:(?:(?:prosjekt)?status(?:en)?|(?:prosjekt|tiltak)(?:et)?)\s+)?(?:(?:er|har|ble|blei|vart)\s+)?(?:ikke|ikkje)\s+"
    r"(?:(?:blitt|vorte|vorten)\s+)?oppdater(?:t|a)(?:\s+status)?"
    r"|(?:det\s+er\s+)?(?:ikke|ikkje)\s+(?:meldt|meld)\s+(?:ny\s+)?status"
    r"|(?:ingen|inga)\s+(?:ny|oppdatert)\s+(?:prosjekt)?status(?:\s+(?:er\s+)?meldt?)?"
    r"|(?:ingen|inga)\s+(?:status)?oppdatering"
    r")(?:\s+(?:siden|sidan|per|pr)\b[\w .]{0,25})?\W*",
    re.IGNORECASE,
)


def tells_nothing(text: str) -> bool:
    """Whether a comment only says that the status is not updated. «Ingen endring» tells how it stands."""
    return len(text) <= _LONGEST and _NOTHING.fullmatch(text) is not None


def find_updates(entries: Sequence[StatusEntry], end: End | None) -> None:
    """Of the entries whose comment tells nothing (no updates so far), those are updates after all that tell another
    status, deviation or end than before; they have no comment. `entries` rise by day; `end` is the one first expected.
    """
    if all(entry.is_update for entry in entries):
        return
    status: StatusWord | None = None
    deviation: DeviationWord | None = None
    for number, entry in enumerate(entries):
        told = (entry.status or status, entry.deviation or deviation, entry.end or end)
        if number and not entry.is_update and told != (status, deviation, end):
            entry.is_update, entry.written = True, []
        status, deviation, end = told
