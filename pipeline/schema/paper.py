"""A document kind's own text: where such texts lie, what their heads hold, and what may be registered in them.

A text is a file `sources/<folder>/<name>.md`: a head of YAML, then sections that begin with `##`. Between backticks and
a word stands what is registered: a programme, indicators, contacts.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Protocol

from pydantic import Field

from pipeline.diagnostics import Diagnostic, Place
from pipeline.richtext import Blocks, Inline
from pipeline.schema.placed import Choice, Separated, StandIn, Text
from pipeline.schema.source_model import SourceModel


class PaperHead(SourceModel):
    """The head of a text; a kind adds keys of its own."""

    indispensable = True

    tittel: Annotated[Text, StandIn()] = Field(description="Tittelen øverst i dokumentet")
    undertittel: Text | None = Field(None, description="Under tittelen")
    dato: Text | None = Field(None, description="Dokumentets dato; ellers dagen saken skal opp")
    organ: Text | None = Field(
        None, description="Organet dokumentet er til, og som eier sakene det vises til: id i oppsett.yaml"
    )
    sak: Text | None = Field(None, description="Saken dokumentet hører til, f.eks. 03/23")
    språk: Annotated[Text, Choice("nb", "nn")] | None = Field(None, description="nb eller nn; ellers organets")
    av: Annotated[list[Text], Separated()] = Field(
        default_factory=list, description="Hvem som har skrevet det: id-er i personer.yaml, eller navnet på en gruppe"
    )
    vedlegg: Annotated[list[Text], Separated(items=False)] = Field(
        default_factory=list, description="Filer som følger med, i rekkefølge: [budsjett.pdf (Budsjett 2024)]"
    )


class Reader(Protocol):
    """Makes what was typed into what is meant. What cannot be, it says at its place, and gives None or nothing.

    `language` is the document's.
    """

    language: str

    def line(self, typed: Text | None) -> Inline:
        """Running text, its references resolved."""

    def blocks(self, typed: Text | None) -> Blocks:
        """A text that may hold lists."""

    def day(self, typed: Text | None) -> date | None:
        """A date; one without a year is in the document's, and said."""

    def number(self, typed: Text | None) -> int | Decimal | None:
        """A number as it is written in Norwegian: «1 125,5»."""

    def names(self, typed: Sequence[Text]) -> list[str]:
        """Who is meant, as printed: full names of ids in the register and of bodies, groups as typed."""

    def person(self, typed: Text | None) -> str | None:
        """The id of a person of the register."""

    def body(self, typed: Text | None) -> str | None:
        """The id of a body."""

    def case(self, typed: Text | None) -> str | None:
        """The id of a case, its number spelt in any way."""

    def register(self, typed: Text | None) -> str | None:
        """The id of an action register."""

    def say(self, found: Diagnostic) -> None:
        """Something wrong only the kind knows of."""


@dataclass(frozen=True, slots=True)
class DataShape:
    """What stands between backticks and `word`: `read` makes the record of it, or None where there is nothing to show.

    `also` are other words people type.
    """

    word: str
    model: type[SourceModel]
    read: Callable[[Any, Reader, Place], Any]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperShape:
    """The texts of one document kind. `kind` is its name, `folder` the one below `sources/`, `about` what a schema is
    titled («Et notat»).

    `read` makes the record of what the kind's head holds beside the keys every head has. `prepares_case`: its proposals
    and attachments are those of its case.
    """

    kind: str
    folder: str
    about: str
    head: type[PaperHead] = PaperHead
    read: Callable[[Any, Reader], Any] | None = None
    prepares_case: bool = False


@dataclass(frozen=True, slots=True)
class Shapes:
    """Everything kinds add to what a project may hold. `data` is asked for only where there is a text."""

    papers: tuple[PaperShape, ...] = ()
    data: Callable[[], Iterable[DataShape]] = tuple


NO_SHAPES = Shapes()
