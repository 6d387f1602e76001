"""The tables of a mandate as grids: from records to blocks that can be printed.

Headings have one level and no cell spans others, so that a screen reader finds its way (WCAG 2.1, 1.3.1); a colour
always stands with its word (1.4.1).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.diagnostics import Place
from pipeline.document.cells import NOTHING, text_cell
from pipeline.document.meetings import Translate
from pipeline.language.dates import numeric_date
from pipeline.language.labels import word
from pipeline.records.mandate import (
    Activity,
    HalfYear,
    ProgressPlan,
    Risk,
    RiskMatrix,
    RiskScale,
    RiskTable,
    TaskRow,
    TaskTable,
)
from pipeline.richtext import (
    Block,
    Blocks,
    Cell,
    DataBlock,
    Grid,
    Image,
    Inline,
    Paragraph,
    Piece,
    Quotation,
    Run,
    Task,
    TextList,
    Tone,
)

TONE_WORDS = {Tone.GREEN: word("Grønn"), Tone.YELLOW: word("Gul"), Tone.RED: word("Rød")}

UPRIGHT_HALF_YEARS = 3
"""Half-years that fit beside activity and owner on an upright page."""
UPRIGHT_SHORT_HALF_YEARS = 4
SHORT_MILESTONE = 22
"""So many fit where no milestone is longer than this: «31.10.2019 (rapport)»."""
LANDSCAPE_HALF_YEARS = 7
"""Half-years that fit on a page on its side; a longer plan goes on in another table."""

TASK_SHARES = (6, 56, 15, 23)
RISK_SHARES = (3, 16, 17, 3, 3, 7, 33, 13, 9, 9)


@dataclass(slots=True)
class Printer:
    """Makes the texts of one document printable.

    `translate` hands out words in the document's language; `scale` is what the risks are told by, where there is one.
    """

    translate: Translate
    scale: RiskScale | None = None

    def printable(self, blocks: Blocks) -> Blocks:
        """`blocks` with every registered table as what can be printed, also inside other blocks."""
        return [printed for block in blocks for printed in self._printed(block)]

    def _printed(self, block: Block) -> Blocks:
        match block:
            case DataBlock():
                return self._table(block)
            case TextList():
                items = [replace(item, blocks=self.printable(item.blocks)) for item in block.items]
                return [replace(block, items=items)]
            case Piece() | Quotation() | Task():
                return [replace(block, blocks=self.printable(block.blocks))]
            case Grid():
                rows = [[replace(cell, blocks=self.printable(cell.blocks)) for cell in row] for row in block.rows]
                return [replace(block, rows=rows)]
            case Image() if block.caption:
                return [replace(block, label=self.translate(word("Figur")))]
        return [block]

    def _table(self, block: DataBlock) -> Blocks:
        match block.value:
            case TaskTable():
                return [task_grid(block.value, self.translate, block.ident)]
            case ProgressPlan():
                return list(progress_grids(block.value, self.translate, block.ident))
            case RiskTable():
                return risk_blocks(block.value, self.scale, self.translate, block.ident)
            case RiskMatrix():
                return matrix_blocks(block.value, self.translate, block.ident)
        # What could not be read is told as a diagnostic; there is nothing to print.
        return []


def task_grid(table: TaskTable, translate: Translate, ident: str = "") -> Grid:
    """The tasks of a working group."""

    def row(task: TaskRow) -> list[Cell]:
        return [
            text_cell(f"{task.number}.", task.place),
            Cell(task.what),
            text_cell(task.due_shown, task.due_place or task.place),
            _owners(task.owners, task.place),
        ]

    names = (word("Nr."), word("Beskrivelse av oppgavene"), word("Frist"), word("Ansvar"))
    return Grid(
        _header(names, translate, table.place),
        [row(task) for task in table.rows],
        table.place,
        TASK_SHARES,
        about=table.title or translate(word("Oppgaver")),
        ident=ident,
    )


def progress_grids(plan: ProgressPlan, translate: Translate, ident: str = "") -> list[Grid]:
    """Activities over half-years: one grid, or several where there are more half-years than a page is wide."""
    count = len(plan.half_years)
    grids = -(-count // LANDSCAPE_HALF_YEARS) or 1
    size = -(-count // grids)
    spans = [plan.half_years[start : start + size] for start in range(0, count, size or 1)] or [[]]
    return [_progress_grid(plan, span, translate, "" if index else ident) for index, span in enumerate(spans)]


def _progress_grid(plan: ProgressPlan, half_years: list[HalfYear], translate: Translate, ident: str) -> Grid:
    def row(activity: Activity) -> list[Cell]:
        milestones = [
            Cell(
                [
                    Paragraph([Run(milestone.text, milestone.place)], milestone.place)
                    for milestone in activity.milestones
                    if milestone.half_year == half_year
                ]
            )
            for half_year in half_years
        ]
        what = Cell([Paragraph(activity.what, activity.place)], heading=True)
        return [what, *milestones, _owners(activity.owners, activity.place)]

    between = [_run(half_year_label(each, translate), plan.place) for each in half_years]
    names = _header((word("Aktivitet"), word("Ansvar")), translate, plan.place)
    landscape = len(half_years) > _upright(plan)
    activity, owner = (22, 14) if landscape else (25, 16)
    each_share = max(1, (100 - activity - owner) // max(1, len(half_years)))
    return Grid(
        [names[0], *between, names[1]],
        [row(activity) for activity in plan.activities],
        plan.place,
        (activity, *([each_share] * len(half_years)), owner),
        landscape=landscape,
        about=translate(word("Framdriftsplan")),
        ident=ident,
    )


def _upright(plan: ProgressPlan) -> int:
    longest = max((len(each.text) for activity in plan.activities for each in activity.milestones), default=0)
    return UPRIGHT_SHORT_HALF_YEARS if longest <= SHORT_MILESTONE else UPRIGHT_HALF_YEARS


def half_year_label(half_year: HalfYear, translate: Translate) -> str:
    """«2019 vår», «2019 høst»."""
    return f"{half_year.year} {translate(word('høst')) if half_year.autumn else translate(word('vår'))}"


def risk_blocks(table: RiskTable, scale: RiskScale | None, translate: Translate, ident: str = "") -> Blocks:
    """What S and K mean, then the risks on a page on its side."""

    def row(risk: Risk) -> list[Cell]:
        return [
            text_cell(risk.id, risk.place, heading=True),
            Cell([Paragraph(risk.success_factor, risk.place)]),
            Cell([Paragraph(risk.uncertainty, risk.place)]),
            text_cell(_level(risk.likelihood), risk.place),
            text_cell(_level(risk.consequence), risk.place),
            _toned(risk.tone, translate, risk.place),
            Cell(risk.measures),
            _owners(risk.owners, risk.place),
            text_cell(risk.due_shown, risk.place),
            text_cell(risk.status, risk.place),
        ]

    names = (
        word("Id"),
        word("Suksessfaktor"),
        word("Usikkerhet (risiko)"),
        word("S"),
        word("K"),
        word("Risiko"),
        word("Tiltak"),
        word("Ansvar"),
        word("Frist"),
        word("Status"),
    )
    grid = Grid(
        _header(names, translate, table.place),
        [row(risk) for risk in table.risks],
        table.place,
        RISK_SHARES,
        landscape=True,
        about=translate(word("Risikoer med sannsynlighet, konsekvens og tiltak")),
        ident=ident,
    )
    return [*_legend(scale, translate, table.place), grid]


def _legend(scale: RiskScale | None, translate: Translate, place: Place) -> Blocks:
    if scale is None:
        return []
    text = translate(word("S er sannsynlighet: {sannsynlighet}. K er konsekvens: {konsekvens}.")).format(
        sannsynlighet=_counted(scale.likelihoods), konsekvens=_counted(scale.consequences)
    )
    return [Paragraph(_run(text, place), place)]


def _counted(levels: Iterable[str]) -> str:
    return ", ".join(f"{count} {level[:1].lower()}{level[1:]}" for count, level in enumerate(levels, 1))


def _level(level: int) -> str:
    return str(level) if level else NOTHING


def matrix_blocks(matrix: RiskMatrix, translate: Translate, ident: str = "") -> Blocks:
    """The date, the matrix with the highest likelihood on top, and how to read it."""
    scale, place = matrix.scale, matrix.place
    axes = translate(word("Sannsynlighet ↓ / konsekvens →"))
    header = [_run(axes, place)] + [
        _run(f"{name} ({count})", place) for count, name in enumerate(scale.consequences, 1)
    ]
    rows = []
    for likelihood, name in reversed(list(enumerate(scale.likelihoods, 1))):
        cells = [text_cell(f"{name} ({likelihood})", place, heading=True)]
        # What could not be read of a scale has no colour.
        tones = scale.colours[likelihood - 1] if likelihood <= len(scale.colours) else []
        for consequence in range(1, len(scale.consequences) + 1):
            tone = tones[consequence - 1] if consequence <= len(tones) else None
            inside = [each for each in matrix.risks if (each.likelihood, each.consequence) == (likelihood, consequence)]
            cells.append(_toned(tone, translate, place, [each.id for each in inside]))
        rows.append(cells)
    if matrix.day:
        lead = translate(word("Risikobilde {dato}:")).format(dato=numeric_date(matrix.day))
    else:
        lead = translate(word("Risikobilde:"))
    guide = word("Sannsynligheten øker oppover og konsekvensen mot høyre. Bokstavene er risikoene i risikotabellen.")
    grid = Grid(
        header,
        rows,
        place,
        (24, *([19] * len(scale.consequences))),
        about=translate(word("Risikomatrise: risikoene etter sannsynlighet og konsekvens")),
        ident=ident,
    )
    return [
        Paragraph([Run(lead, place, bold=True)], place),
        grid,
        Paragraph(_run(translate(guide), place), place),
    ]


def _toned(tone: Tone | None, translate: Translate, place: Place, risks: Iterable[str] = ()) -> Cell:
    """The colour with its word, and the risks in it: «Rød: A, B»."""
    named, said = ", ".join(risks), translate(TONE_WORDS[tone]) if tone else NOTHING
    runs = [Run(f"{said}: ", place), Run(named, place, bold=True)] if named else [Run(said, place)]
    return Cell([Paragraph(runs, place)], tone)


def _header(names: Iterable[str], translate: Translate, place: Place) -> list[Inline]:
    return [_run(translate(name), place) for name in names]


def _run(text: str, place: Place) -> Inline:
    return [Run(text, place)]


def _owners(owners: list[str], place: Place) -> Cell:
    return text_cell(", ".join(owners), place)
