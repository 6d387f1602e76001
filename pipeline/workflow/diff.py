"""Two Word documents, whichever they are, as one with tracked changes."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Exit
from pipeline.edit.whole_file import WriteFailure, reason, write_whole
from pipeline.language.dates import ImpossibleDate, read_date
from pipeline.render.redline import redline
from pipeline.render.redline.properties import facts_of, is_sealed
from pipeline.workflow.refusal import Refused

ENDING = "-endringer"
"""What the result is called after the new document."""
NOBODY = "saksgang"
"""Whose the changes are where neither the caller nor the document says."""


@dataclass(slots=True)
class Diff:
    """The file that was written, or what is wrong with the two that were to be compared."""

    file: Path | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def exit(self) -> Exit:
        return Exit.FAULTS if self.diagnostics else Exit.GOOD


def diff(old: Path, new: Path, out: Path | None = None, author: str = "", day: str = "", force: bool = False) -> Diff:
    """Writes `new` with what is changed since `old` as tracked changes to `out` (none: beside `new`).

    `author` and `day` (a date as people write it) stand on the changes; else the new document says who and when.
    What stands at `out` is kept unless it is an earlier result nobody has touched, or `force` is set; the two documents
    are always kept. Raises Refused.
    """
    target = out or new.with_name(f"{new.stem}{ENDING}.docx")
    before, now = _read(old), _read(new)
    facts = facts_of(now)
    moment = _day(day) if day else facts.changed
    _require_free(target, (old, new), force)
    if moment is None:
        # Only a document that can be compared is worth asking a date for.
        answer = redline(before, now, author or NOBODY, date.min, (str(old), str(new)))
        if isinstance(answer, bytes):
            raise Refused(f"{new} sier ikke når det sist ble endret. Skriv datoen med --date.")
    else:
        answer = redline(before, now, author or facts.creator or NOBODY, moment, (str(old), str(new)))
    if not isinstance(answer, bytes):
        return Diff(diagnostics=answer)
    try:
        write_whole(target, answer)
    except WriteFailure as failure:
        raise Refused(f"{target} kan ikke skrives: {failure}.", Exit.FILES) from None
    return Diff(target)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} kan ikke leses: {reason(error)}.", Exit.FILES) from None


def _day(text: str) -> date:
    found = read_date(text)
    if found is None or isinstance(found, ImpossibleDate) or found.year_missing:
        raise Refused(f"«{text}» er ikke en dato med år. Skriv for eksempel 26.05.2020.")
    return found.day


def _require_free(target: Path, documents: tuple[Path, Path], force: bool) -> None:
    """Refuses to write where something stands that somebody would miss."""
    try:
        if not target.exists():
            return
        if any(target.samefile(each) for each in documents):
            raise Refused(f"{target} er et av dokumentene som sammenlignes. Velg et annet navn med -o.")
        if not force and not (target.is_file() and is_sealed(target.read_bytes())):
            raise Refused(
                f"{target} finnes fra før, og er ikke en uendret sammenligning. "
                "Flytt fila, velg et annet navn med -o, eller skriv over den med --force."
            )
    except OSError as error:
        raise Refused(f"{target} kan ikke leses: {reason(error)}.", Exit.FILES) from None
