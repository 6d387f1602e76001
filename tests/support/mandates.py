"""Mandates made by hand, without files."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pipeline.diagnostics import Place
from pipeline.records.mandate import (
    Appendix,
    Change,
    Chapter,
    LogEntry,
    Mandate,
    Part,
    Risk,
    RiskScale,
    TaskRow,
    TaskTable,
)
from pipeline.records.model import Person
from pipeline.records.version import read_version
from pipeline.richtext import (
    Blocks,
    DataBlock,
    Heading,
    Image,
    Inline,
    Item,
    ListKind,
    Paragraph,
    Run,
    Table,
    TextList,
    Tone,
)

FOLDER = "sources/mandater/proven"
HERE = Place(f"{FOLDER}/mandat.yaml", 1, 1)
SCALE = RiskScale(
    ["Lav", "Middels", "Høy"],
    ["Liten", "Alvorlig", "Svært alvorlig"],
    [[Tone.GREEN, Tone.GREEN, Tone.YELLOW], [Tone.GREEN, Tone.YELLOW, Tone.RED], [Tone.YELLOW, Tone.RED, Tone.RED]],
)


def place(name: str = "bakgrunn", line: int = 1) -> Place:
    return Place(f"{FOLDER}/kapitler/{name}.md", line, 1)


def runs(text: str, **marks: Any) -> Inline:
    return [Run(text, place(), **marks)]


def paragraph(text: str) -> Paragraph:
    return Paragraph(runs(text), place())


def heading(text: str, level: int = 1) -> Heading:
    return Heading(level, runs(text), place())


def points(*texts: str, kind: ListKind = ListKind.BULLET) -> TextList:
    label = (lambda count: "") if kind is ListKind.BULLET else str
    items = [Item([paragraph(text)], place(), label(count)) for count, text in enumerate(texts, 1)]
    return TextList(kind, items, place())


def table(header: Iterable[str], *rows: Iterable[str]) -> Table:
    return Table([runs(each) for each in header], [[runs(each) for each in row] for row in rows], place())


def image(path: str = "bilder/kart.png", alt: str = "Et kart", caption: str = "") -> Image:
    return Image(path, alt, place(), runs(caption) if caption else [])


def tasks(*rows: tuple[str, str, str]) -> DataBlock:
    """Rows of what, due and owner."""
    made = [
        TaskRow(count, [paragraph(what)], due, [owner] if owner else [], place())
        for count, (what, due, owner) in enumerate(rows, 1)
    ]
    return DataBlock("oppgaver", TaskTable("Oppgaver", made, place()), place())


def risk(ident: str, likelihood: int = 2, consequence: int = 2, text: str = "", **others: Any) -> Risk:
    return Risk(
        id=ident,
        success_factor=runs(others.pop("factor", "Nok folk")),
        uncertainty=runs(text or f"Usikkerhet {ident}"),
        likelihood=likelihood,
        consequence=consequence,
        measures=[paragraph(others.pop("measures", "Møter hver måned"))],
        owners=others.pop("owners", ["Prosjektgruppen"]),
        due_shown=others.pop("due", ""),
        status=others.pop("status", "pågår"),
        place=place(),
        tone=others.pop("tone", SCALE.colours[likelihood - 1][consequence - 1]),
    )


def chapter(name: str, *blocks: Any, number: int = 0, title: str = "") -> Chapter:
    path = f"{FOLDER}/kapitler/{name}.md"
    return Chapter(
        name, number, runs(title or name.capitalize()), list(blocks), Place(path, 1, 1), path, f"sg_kap_{name}"
    )


def appendix(name: str, *blocks: Any, number: int = 0, title: str = "", path: str = "") -> Appendix:
    source = f"{FOLDER}/vedlegg/{name}.md"
    found: Blocks = list(blocks)
    return Appendix(name, number, runs(title or name.capitalize()), found, Place(source, 1, 1), source, path)


def entry(version: str, day: str = "2020-01-01", *changes: str, chapters: str = "", seal: str = "f" * 32) -> LogEntry:
    number = read_version(version)
    assert number is not None
    return LogEntry(
        number,
        date.fromisoformat(day),
        [Change(runs(text), HERE, chapters) for text in changes or ("Rettet",)],
        HERE,
        by="Eva Hegg",
        seal=seal,
    )


def person(ident: str, name: str) -> Person:
    return Person(ident, name, (), HERE)


def mandate(
    parts: dict[str, list[Chapter]] | None = None, appendices: Iterable[Appendix] = (), **others: Any
) -> Mandate:
    """A mandate of two parts with five short chapters, unless others are given; all are numbered in order."""
    given = parts or {
        "Mandat": [chapter("bakgrunn", paragraph("Derfor.")), chapter("mal", points("Ett", "To"))],
        "Prosjektplan": [chapter(each, paragraph(f"Om {each}.")) for each in ("oppgaver", "framdrift", "risiko")],
    }
    made = [Part(runs(title), chapters, HERE) for title, chapters in given.items()]
    for number, each in enumerate((each for part in made for each in part.chapters), 1):
        each.number = number
    listed = list(appendices)
    for number, one in enumerate(listed, 1):
        one.number = number
    values: dict[str, Any] = {
        "id": "proven",
        "title": "Mandat og prosjektplan",
        "subtitle": "Trygg utskriving",
        "project": "Prøveprosjektet",
        "language": "nb",
        "body": None,
        "owner": person("hegg", "Eva Hegg"),
        "leader": person("vik", "Ola Vik"),
        "approvers": [],
        "log": [entry("1.0", "2020-01-01"), entry("2.0", "2020-03-01")],
        "scale": SCALE,
        "place": HERE,
        "source": HERE.file,
    }
    return Mandate(parts=made, appendices=listed, **(values | others))
