"""Projects to measure with: many meetings, each the sample meeting moved to another day, with numbers of its own."""

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

SAMPLE = Path(__file__).parents[2] / "sources"
BODY = "prosjektgruppen"
DAY = date(2020, 4, 28)
FIRST_CASE = 19
CASES = 8
WEEK = timedelta(days=7)
_DATE = re.compile(r"\b(\d{2})\.(\d{2})\.(\d{4})\b")
_CASE = re.compile(rf"\b(\d{{2}})-{DAY.year}\b")
_NEXT = re.compile(r"(?m)^neste_møte: \S+")


def make_project(root: Path, meetings: int) -> Path:
    """Writes into `root` a project of one body that met `meetings` times, once a week from the sample's day on."""
    sources = root / "sources"
    shutil.copytree(SAMPLE / "vedlegg", sources / "vedlegg")
    for name in ("personer.yaml", "kontakter.yaml"):
        shutil.copy(SAMPLE / name, sources / name)
    setup = (SAMPLE / "oppsett.yaml").read_text("utf-8")
    own, others = setup.split("\n  samarbeidsutvalet:\n")
    assert "\n  prosjektgruppen:\n" in own, others
    own = re.sub(r"første_sak: \S+", f"første_sak: {FIRST_CASE}-{DAY.year}", own)
    (sources / "oppsett.yaml").write_text(own, "utf-8")
    folder = sources / "moter" / BODY
    folder.mkdir(parents=True)
    text = (SAMPLE / "moter" / BODY / f"{DAY.isoformat()}.md").read_text("utf-8")
    labels = case_labels(meetings)
    for number in range(meetings):
        day = DAY + number * WEEK
        (folder / f"{day.isoformat()}.md").write_text(_moved(text, number, labels), "utf-8")
    return root


def case_labels(meetings: int) -> dict[int, str]:
    """The label of every case, by its place in the whole series (the first of the project is 0): numbers begin anew
    each year. Those before 0 are cases older than the project, of which the sample's text speaks."""
    labels = {place: f"{FIRST_CASE + place}-{DAY.year}" for place in range(12 - FIRST_CASE, 0)}
    serial, year = FIRST_CASE, DAY.year
    for number in range(meetings):
        day = DAY + number * WEEK
        if day.year != year:
            serial, year = 1, day.year
        for place in range(number * CASES, (number + 1) * CASES):
            labels[place] = f"{serial}-{year}"
            serial += 1
    return labels


def _moved(text: str, number: int, labels: dict[int, str]) -> str:
    """The sample meeting as the meeting of that number."""
    shift = number * WEEK

    def day(found: re.Match[str]) -> str:
        typed = date(int(found[3]), int(found[2]), int(found[1]))
        return (typed + shift).strftime("%d.%m.%Y")

    text = _CASE.sub(lambda found: labels[number * CASES + int(found[1]) - FIRST_CASE], text)
    text = _NEXT.sub(f"neste_møte: {(DAY + WEEK).strftime('%d.%m.%Y')}", text)
    return _DATE.sub(day, text)
