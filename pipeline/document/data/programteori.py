"""A programme theory: from resources through activities to effects, and the vision they lead to."""

from dataclasses import dataclass

from pydantic import Field

from pipeline.diagnostics import Place, Problem, Severity
from pipeline.document.cells import NOTHING, text_cell
from pipeline.document.data_kind import DataKind, Setting
from pipeline.language.labels import word
from pipeline.richtext import (
    Blocks,
    Cell,
    DataBlock,
    Grid,
    Inline,
    Item,
    ListKind,
    Paragraph,
    Run,
    TextList,
)
from pipeline.schema.paper import DataShape, Reader
from pipeline.schema.placed import Text
from pipeline.schema.source_model import SourceModel

COLUMN_EMPTY = Problem(
    "programteori-tom-kolonne",
    Severity.ERROR,
    "Programteorien har ingenting under «{kolonne}».",
    hint="Skriv minst ett punkt, slik at leseren ser veien fra ressurser til effekter.",
    about="De fem kolonnene er ressurser, aktiviteter, utfall, resultater og effekter.",
)

_COLUMNS = {
    "ressurser": word("Ressurser"),
    "aktiviteter": word("Aktiviteter"),
    "utfall": word("Utfall"),
    "resultater": word("Resultater"),
    "effekter": word("Effekter"),
}


class TheorySource(SourceModel):
    """The five columns, and the vision."""

    visjon: Text | None = Field(None, description="Visjonen: hva alt sammen skal føre til")
    ressurser: list[Text] = Field(default_factory=list, description="Hva vi har å arbeide med")
    aktiviteter: list[Text] = Field(default_factory=list, description="Hva vi gjør")
    utfall: list[Text] = Field(default_factory=list, description="Hva som endrer seg med det samme")
    resultater: list[Text] = Field(default_factory=list, description="Hva som kan måles")
    effekter: list[Text] = Field(default_factory=list, description="Hva det betyr for pasientene og tjenestene")


@dataclass(slots=True)
class Theory:
    """The points of each column, by its key, in the order of `_COLUMNS`."""

    vision: Inline
    columns: dict[str, list[Inline]]
    place: Place


def read(source: TheorySource, reader: Reader, place: Place) -> Theory | None:
    """The columns; an empty one is said. None where all are empty."""
    columns = {key: [reader.line(each) for each in getattr(source, key) if each] for key in _COLUMNS}
    for key, points in columns.items():
        if not points:
            reader.say(COLUMN_EMPTY.at(place, kolonne=key))
    if not any(columns.values()):
        return None
    return Theory(reader.line(source.visjon), columns, place)


def blocks(record: Theory, block: DataBlock, setting: Setting) -> Blocks:
    """The vision, and a table on a page on its side with a column for each part."""
    place, translate = record.place, setting.translate
    vision: Blocks = []
    if record.vision:
        lead = Run(f"{translate(word('Visjon'))}: ", place, bold=True)
        vision = [Paragraph([lead, *record.vision], place)]
    grid = Grid(
        [[Run(translate(name), place)] for name in _COLUMNS.values()],
        [[_points(points, place) for points in record.columns.values()]],
        place,
        tuple(1 for _ in _COLUMNS),
        landscape=True,
        about=translate(word("Programteori: ressurser, aktiviteter, utfall, resultater og effekter")),
        ident=block.ident,
    )
    return [*vision, grid]


def _points(points: list[Inline], place: Place) -> Cell:
    if not points:
        return text_cell(NOTHING, place)
    items = [Item([Paragraph(runs, place)], place) for runs in points]
    return Cell([TextList(ListKind.BULLET, items, place)])


DATA = DataKind(
    DataShape("programteori", TheorySource, read, also=("endringsteori", "forandringsteori")), Theory, blocks
)
