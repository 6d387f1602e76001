"""A document kind with texts of its own, for tests of what every such kind has: head, sections, what is registered."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from pipeline.diagnostics import Place
from pipeline.richtext import Blocks, Inline
from pipeline.schema.paper import DataShape, PaperHead, PaperShape, Reader, Shapes
from pipeline.schema.placed import Separated, Text
from pipeline.schema.source_model import SourceModel


class Head(PaperHead):
    vedtatt: Text | None = Field(None, description="Dagen det ble vedtatt")


class Facts(SourceModel):
    """Every shape a reader can be asked for."""

    navn: Text = Field(description="Hva det gjelder")
    punkter: Text | None = Field(None, description="Kan ha lister")
    dag: Text | None = Field(None, description="En dato")
    tall: Text | None = Field(None, description="Et tall")
    hvem: Annotated[list[Text], Separated()] = Field(default_factory=list, description="Hvem som er med")
    person: Text | None = Field(None, description="En person")
    organ: Text | None = Field(None, description="Et organ")
    sak: Text | None = Field(None, description="En sak")
    tiltaksregister: Text | None = Field(None, description="Et register")


@dataclass(slots=True)
class FactsRecord:
    name: Inline
    points: Blocks
    day: date | None
    number: int | Decimal | None
    who: list[str]
    person: str | None
    body: str | None
    case: str | None
    register: str | None
    place: Place


def _facts(source: Facts, reader: Reader, place: Place) -> FactsRecord | None:
    if source.navn == "ingenting":
        return None
    return FactsRecord(
        reader.line(source.navn),
        reader.blocks(source.punkter),
        reader.day(source.dag),
        reader.number(source.tall),
        reader.names(source.hvem),
        reader.person(source.person),
        reader.body(source.organ),
        reader.case(source.sak),
        reader.register(source.tiltaksregister),
        place,
    )


def _decided(head: Head, reader: Reader) -> date | None:
    return reader.day(head.vedtatt)


DATA = (DataShape("fakta", Facts, _facts, ("faktum",)),)
SHAPES = Shapes(
    (
        PaperShape("melding", "meldinger", "Hodet i en melding", Head, _decided),
        PaperShape("fremlegg", "fremlegg", "Hodet i et fremlegg", prepares_case=True),
    ),
    lambda: DATA,
)
