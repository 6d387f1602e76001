"""What stands in the cells of an answer: words, dates and texts. What cannot be taken is said."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from pipeline.diagnostics import Diagnostic
from pipeline.edit.yaml_text import tidied
from pipeline.exchange import problems
from pipeline.exchange.action_form import whole_word
from pipeline.exchange.action_headings import Meaning
from pipeline.exchange.cells import Cell, CellKind
from pipeline.language.dates import ImpossibleDate, numeric_date, read_date
from pipeline.language.names import nearest
from pipeline.records.actions import ColumnName, Register
from pipeline.schema.placed import folded

_LISTS = {
    Meaning.STATUS: ColumnName.STATUS,
    Meaning.DEVIATION: ColumnName.DEVIATION,
    Meaning.PRIORITY: ColumnName.PRIORITY,
    Meaning.SIZE: ColumnName.SIZE,
}
_YEAR = re.compile(r"(?:19|20)\d\d")


class CellReader:
    """Reads the cells of answers about one register; `words` are its vocabulary."""

    def __init__(self, register: Register, diagnostics: list[Diagnostic]) -> None:
        self.register = register
        self.diagnostics = diagnostics
        words = register.vocabulary
        self.words: dict[Meaning, Sequence[str]] = {
            Meaning.STATUS: [each.word for each in words.statuses],
            Meaning.DEVIATION: [whole_word(each) for each in words.deviations],
            Meaning.PRIORITY: words.priorities,
            Meaning.SIZE: words.sizes,
        }
        bare = Counter(folded(each.word) for each in words.deviations)
        self.deviations = {
            folded(spelt): each.word if bare[folded(each.word)] == 1 else whole_word(each)
            for each in words.deviations
            for spelt in (each.word, whole_word(each))
        }
        """What is written in the source: without what stands in brackets, where that is not needed."""

    def word(self, cell: Cell, meaning: Meaning) -> str | None:
        """A word of the body's vocabulary, as the sources write it."""
        if cell.kind not in (CellKind.TEXT, CellKind.NUMBER):
            self.text(cell, f"et ord for {meaning}")
            return None
        words = self.words[meaning]
        known = self.deviations if meaning is Meaning.DEVIATION else {folded(word): word for word in words}
        key = folded(cell.text)
        if key in known:
            return known[key]
        meant = self.register.vocabulary.read_as.get(_LISTS[meaning], {}).get(key)
        if meant is not None and folded(meant) in known:
            told = {"celle": cell.name, "tekst": cell.shown, "forslag": meant}
            self.diagnostics.append(problems.WORD_READ_AS.at(cell.place, **told))
            return known[folded(meant)]
        near = nearest(key, known)
        self.diagnostics.append(
            problems.WORD_UNKNOWN.at(
                cell.place,
                celle=cell.name,
                tekst=cell.shown,
                kolonne=meaning,
                lovlige=", ".join(words),
                forslag=known[near] if near else None,
            )
        )
        return None

    def day(self, cell: Cell | None) -> date | None:
        """A date with its year."""
        if cell is None or cell.kind is CellKind.DATE:
            return cell.day if cell else None
        if cell.kind in (CellKind.FORMULA, CellKind.FAULT):
            self.text(cell, "en dato")
            return None
        found = read_date(cell.text)
        if found is None or isinstance(found, ImpossibleDate) or found.year_missing:
            self.diagnostics.append(problems.CELL_NO_DATE.at(cell.place, celle=cell.name, tekst=cell.shown))
            return None
        return found.day

    def end(self, cell: Cell | None) -> str:
        """A date, or a text that may stand for one («høsten 2024»)."""
        if cell is None or cell.kind is CellKind.DATE:
            return cell.text if cell else ""
        text = self.text(cell, "en dato", numbers=bool(_YEAR.fullmatch(cell.text)))
        found = read_date(text)
        if isinstance(found, ImpossibleDate) or (found is not None and found.year_missing):
            self.diagnostics.append(problems.CELL_NO_DATE.at(cell.place, celle=cell.name, tekst=cell.shown))
            return ""
        return numeric_date(found.day) if found is not None else text

    def text(self, cell: Cell | None, expected: str, numbers: bool = False) -> str:
        """The text of a cell. A number is none, unless `numbers` may stand there: it may be shown otherwise than it is
        kept."""
        if cell is None:
            return ""
        match cell.kind:
            case CellKind.FORMULA:
                self.diagnostics.append(problems.CELL_FORMULA.at(cell.place, celle=cell.name, ventet=expected))
            case CellKind.FAULT:
                self.diagnostics.append(problems.CELL_ERROR.at(cell.place, celle=cell.name, tekst=cell.shown))
            case CellKind.DATE:
                self.diagnostics.append(problems.CELL_DATE.at(cell.place, celle=cell.name))
            case CellKind.NUMBER if not numbers:
                told = {"tekst": cell.shown, "ventet": expected}
                self.diagnostics.append(problems.CELL_NUMBER.at(cell.place, celle=cell.name, **told))
            case _:
                return "\n".join(line.rstrip() for line in tidied(cell.text).split("\n"))
        return ""
