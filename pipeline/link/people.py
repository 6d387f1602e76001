"""Who is meant: an id, a full name or a surname, looked up in the register."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.diagnostics import Diagnostic, Place
from pipeline.language.names import nearest
from pipeline.link.problems import PERSON_AMBIGUOUS, PERSON_UNKNOWN
from pipeline.records.model import Person
from pipeline.schema.placed import Text


def folded(text: str) -> str:
    """`text` as names are compared: composed, one space between words, case left out."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


class Register:
    """The persons of a project, found by whatever people write."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self.persons = {person.id: person for person in persons}
        self._known: dict[str, list[Person]] = {}
        for person in self.persons.values():
            for key in {folded(person.id), folded(person.name), folded(person.surname)} | _short_forms(person.name):
                self._known.setdefault(key, []).append(person)
        self._ids = {folded(person.id): person for person in self.persons.values()}

    def lookup(self, name: str) -> list[Person]:
        """Everyone `name` may mean: an id wins over names, a full name over a surname."""
        key = folded(name.removeprefix("@"))
        if key in self._ids:
            return [self._ids[key]]
        found = self._known.get(key, [])
        whole = [person for person in found if folded(person.name) == key]
        return whole or found

    def find(self, name: str, place: Place, diagnostics: list[Diagnostic]) -> Person | None:
        """The one person `name` means; a diagnostic at `place` where there is none, or more than one."""
        found = self.lookup(name)
        if len(found) == 1:
            return found[0]
        if found:
            who = ", ".join(f"{person.name} ({person.id})" for person in found)
            diagnostics.append(PERSON_AMBIGUOUS.at(place, navn=name, hvem=who))
        else:
            diagnostics.append(PERSON_UNKNOWN.at(place, navn=name, forslag=self.suggestion(name)))
        return None

    def find_typed(self, name: Text | None, diagnostics: list[Diagnostic]) -> Person | None:
        """As `find`, for the text of a field at its own place; None too where nothing was typed."""
        return self.find(name, name.place, diagnostics) if name else None

    def suggestion(self, name: str) -> str | None:
        """The registered spelling nearest to `name`, or None."""
        close = nearest(folded(name), list(self._known))
        if close is None:
            return None
        person = self._known[close][0]
        return person.id if close == folded(person.id) else person.name


def _short_forms(name: str) -> set[str]:
    """«Kari Anne Dal» is also called Kari Dal, K. Dal and K.A. Dal."""
    words = name.split()
    if len(words) < 2:
        return set()
    given, surname = words[:-1], words[-1]
    initials = "".join(f"{word[0]}." for word in given)
    return {folded(form) for form in (f"{given[0]} {surname}", f"{given[0][0]}. {surname}", f"{initials} {surname}")}


@dataclass(slots=True)
class Entry:
    """One entry of a list in the head: `moen (vara hauge)`, `aas (sak 24-2020)`, `vik kl. 14.10`. Values are as
    typed."""

    name: str
    place: Place
    substitute: str = ""
    cases: list[str] = field(default_factory=list)
    clock: str = ""
    rest: str = ""


_CLOCK = re.compile(
    r"\s*,?\s*\b(?:(?:fra|til|ca\.?)\s+)*(?:kl\.?\s*)(\d{1,2}(?:[.:]\d{2})?)|\s+(?:fra |til )?(\d{1,2}[.:]\d{2})",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\(([^()]*)\)")
_SUBSTITUTE = re.compile(
    r"^(?:vara(?:medlem|representant)?|stedfortreder|varamedlem)\s*:?\s*(?:for\s+)?(.+)$", re.IGNORECASE
)
_CASES = re.compile(r"^(?:sak(?:ene|er|en|a)?)\s*:?\s*(.+)$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|\bog\b)\s*")


def read_entry(text: str, place: Place) -> Entry:
    """An entry of a list of people, taken apart; what is not understood is left in `rest`."""
    entry = Entry("", place)
    rest: list[str] = []
    for bracket in _BRACKET.findall(text):
        part = bracket.strip()
        if found := _SUBSTITUTE.match(part):
            entry.substitute = found[1].strip()
        elif found := _CASES.match(part):
            entry.cases.extend(each for each in _BETWEEN.split(found[1]) if each)
        elif (found := _CLOCK.fullmatch(" " + part)) is not None:
            entry.clock = found[1] or found[2]
        elif part:
            rest.append(part)
    outside = _BRACKET.sub(" ", text)
    if found := _CLOCK.search(outside):
        entry.clock = found[1] or found[2]
        outside = outside[: found.start()] + " " + outside[found.end() :]
    if found := re.search(r"[,;:]?\s*\bvara\s*:?\s+(.+)$", outside, re.IGNORECASE):
        entry.substitute, outside = found[1].strip(), outside[: found.start()]
    entry.name = " ".join(outside.strip(" ,;:–-").split())
    entry.rest = ", ".join(rest)
    return entry
