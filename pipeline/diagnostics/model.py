"""One complaint: what, how grave, where, and what to do about it.

Packages declare their problems as module constants, and raise nothing for a user's fault:

    UNKNOWN_PERSON = Problem("person-ukjent", Severity.ERROR, "«{navn}» er ukjent.", hint="Mente du «{forslag}»?")

    diagnostics.append(UNKNOWN_PERSON.at(place, navn="berj", forslag="berg"))

Messages are written in bokmål; the catalogues of `pipeline.language` hold the nynorsk of each, by its bokmål.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How grave a problem is; the value is what the user reads."""

    UNREADABLE = "uleselig"
    """The document cannot be built; the others are."""
    ERROR = "feil"
    """The draft is built, marked at the place with a Word comment; approving and delivering refuse."""
    WARNING = "advarsel"
    """Said, and no more."""


class Place(NamedTuple):
    """A place in a source: path from the project folder with `/`, line and column from 1 (0: the whole file).

    Columns count characters of the line as it stands in the file, before any normalisation.
    """

    file: str
    line: int = 0
    column: int = 0

    def further(self, offset: int) -> "Place":
        """The place `offset` characters further on in the line; where it is no place in a line, itself."""
        return self._replace(column=self.column + offset) if self.column else self

    def __str__(self) -> str:
        return ":".join(str(part) for part in self if part)


def _as_written(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of complaint. `message` and `hint` are bokmål with `{named}` values; `about` explains it in the list.

    A hint whose values are not all given is left out. A `firm` problem cannot be overruled in the source.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    about: str = ""
    firm: bool = False

    def __post_init__(self) -> None:
        if _DECLARED.setdefault(self.code, self) != self:
            raise ValueError(f"problem code declared twice: {self.code}")

    def at(self, place: Place, **values: object) -> "Diagnostic":
        """This problem at `place`, with the values its texts name. `None` values count as not given."""
        return Diagnostic(self, place, {name: str(value) for name, value in values.items() if value is not None})


_DECLARED: dict[str, Problem] = {}


def declared_problems() -> list[Problem]:
    """Every problem declared by the modules imported so far, by code."""
    return sorted(_DECLARED.values(), key=lambda problem: problem.code)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A problem at a place. Equal diagnostics are the same complaint."""

    problem: Problem
    place: Place
    values: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.problem.code

    @property
    def severity(self) -> Severity:
        return self.problem.severity

    def message(self, translate: Callable[[str], str] = _as_written) -> str:
        """The sentence, in the language of `translate` (bokmål in, the wanted language out)."""
        return translate(self.problem.message).format_map(self.values)

    def hint(self, translate: Callable[[str], str] = _as_written) -> str | None:
        """What to do about it, or None where there is no advice or its values are not known."""
        try:
            return translate(self.problem.hint).format_map(self.values) or None if self.problem.hint else None
        except KeyError:
            return None
