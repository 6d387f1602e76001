"""What the tests of the whole way share: a meeting, and what stands under `build/`."""

from datetime import date, timedelta
from pathlib import Path

FOLDER = "moter/prosjektgruppen"
FIRST = f"{FOLDER}/2020-04-28.md"
SECOND = f"{FOLDER}/2020-05-26.md"
MINUTES = "build/referat/2020-04-28-prosjektgruppen-referat.docx"
NOTICE = "build/innkalling/2020-04-28-prosjektgruppen-innkalling.docx"

UNREADABLE = f"---\ntid: {'[' * 300}\n---\n"
"""A meeting file that is *uleselig*."""


def meeting(
    text: str = "Vi gikk gjennom tallene.", day: str = "28.04.2020", case: str = "1-2020", head: str = ""
) -> str:
    """A meeting that was held, with one case that says `text`; without anything to remark."""
    return (
        f"---\ntid: {day} kl. 12.00–15.00\nstatus: avholdt\n{head}---\n\n"
        f"## {case} Budsjettet (drøfting) v/Vik\n\n{text}\n\nKonklusjon: Budsjettet er klart.\n"
    )


def many_meetings(count: int) -> dict[str, str]:
    """Files of `count` meetings, a week apart."""
    days = [date(2020, 1, 7) + timedelta(weeks=week) for week in range(count)]
    cases = [f"{1 + sum(other.year == day.year for other in days[:at])}-{day.year}" for at, day in enumerate(days)]
    return {
        f"{FOLDER}/{day.isoformat()}.md": meeting("Tekst. " * 50, day.strftime("%d.%m.%Y"), case)
        for day, case in zip(days, cases, strict=True)
    }


def built(root: Path) -> dict[str, bytes]:
    """The files of `build/` by path, without what saksgang keeps for itself."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.glob("build/**/*"))
        if path.is_file() and ".saksgang" not in path.relative_to(root).parts
    }


def stamps(root: Path) -> dict[str, int]:
    """When each file of `build/` was written."""
    return {path.relative_to(root).as_posix(): path.stat().st_mtime_ns for path in root.glob("build/**/*")}
