"""What has changed in a mandate since another version (endringer): reasons from the log, then chapter by chapter, in
words. Made on demand, not by ordinary builds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.diagnostics import Place
from pipeline.document import Document, DocumentKind, Line, Text, about, filled
from pipeline.document.change_sentences import Teller, number_moves
from pipeline.document.meetings import Translate, listed
from pipeline.language.dates import long_date
from pipeline.language.labels import labels, word
from pipeline.records.file_names import mandate_name
from pipeline.records.mandate import ChangeKind, LogEntry, PieceKind
from pipeline.records.project import Project
from pipeline.records.text_change import Comparison, Detail, MandateChanges, PieceText
from pipeline.richtext import Blocks, Inline, Item, ListKind, Paragraph, Run, TextList

LONGEST_ID = 30
"""Letters of a mandate's id in a file name, so that the whole name keeps within 80."""
LONGEST_OPENING = 120
"""Letters of how a new chapter begins."""


@dataclass(slots=True)
class Grunn:
    versjon: str = about("Versjonsnummeret")
    dato: str = about("Datoen, eller tomt")
    endring: Line = about("Hva loggen sier er endret, og hvorfor; skrives {{r g.endring }}")
    kapittel: str = about("Hvilke kapitler, slik loggen sier det, eller tomt")


@dataclass(slots=True)
class Endret:
    nummer: str = about("Kapittel 6 eller Vedlegg 2, eller tomt for det som ikke har nummer")
    tittel: Line = about("Tittelen; skrives {{r del.tittel }}")
    merke: str = about("nytt, tatt ut, eller tomt")
    tekst: Text = about("Hva som er endret, i setninger; skrives {{p del.tekst }}")


@dataclass(slots=True)
class Endringer:
    organisasjon: str = about("Organisasjonen fra oppsettet")
    prosjekt: str = about("Prosjektets navn, eller tomt")
    tittel: str = about("Endringer siden versjon 2.0")
    mandat: str = about("Tittelen på mandatet, med undertittelen")
    fra: str = about("Versjonen det sammenlignes med, med dato")
    til: str = about("Versjonen som er ny, med dato, eller «Utkast»")
    sammendrag: str = about("Hva som er endret, i en setning eller to")
    grunner: list[Grunn] = about("Hvorfor: radene i endringsloggen for versjonene imellom")
    deler: list[Endret] = about("Det som er endret: forsiden, kapitlene, vedleggene, rekkefølgen")


def document(project: Project, comparison: Comparison) -> Document:
    """The page about one comparison; its date is that of the new edition."""
    mandate = comparison.mandate
    translate = labels(mandate.language)
    content = _content(project, comparison, translate)
    day = comparison.new_day or comparison.old_day or date(2000, 1, 1)
    return Document(
        kind=KIND.name,
        id=mandate.id,
        stem=file_stem(comparison, KIND.name),
        source=mandate.source,
        language=mandate.language,
        title=f"{content.tittel}: {mandate.title}",
        subject=content.prosjekt,
        author=mandate.leader.name if mandate.leader else project.organisation,
        date=day,
        content=content,
        properties={"saksgang-id": mandate.id},
        version=f"{comparison.old_version}–{comparison.new_version or 'utkast'}",
        sources=tuple(mandate.sources),
    )


def file_stem(comparison: Comparison, ending: str) -> str:
    """`2020-11-25-trygg-mandat-2.0-3.0-endringer`: ASCII, so short that the whole name keeps within 80 characters."""
    parts = [
        comparison.new_day.isoformat() if comparison.new_day else "",
        mandate_name(comparison.mandate.id, LONGEST_ID),
        "mandat",
        str(comparison.old_version),
        str(comparison.new_version or "utkast"),
        ending,
    ]
    return "-".join(part for part in parts if part)


def _content(project: Project, comparison: Comparison, translate: Translate) -> Endringer:
    mandate = comparison.mandate
    teller = Teller(translate, mandate.language)
    told = Telling(teller, translate, mandate.place)
    return Endringer(
        organisasjon=project.organisation,
        prosjekt=mandate.project or project.name,
        tittel=translate(word("Endringer siden versjon {versjon}")).format(versjon=comparison.old_version),
        mandat=" – ".join(part for part in (mandate.title, mandate.subtitle) if part),
        fra=_edition(str(comparison.old_version), comparison.old_day, translate),
        til=_edition(str(comparison.new_version or ""), comparison.new_day, translate),
        sammendrag=told.summary(comparison.changes),
        grunner=[row for entry in comparison.reasons for row in _reasons(entry)],
        deler=list(told.sections(comparison.changes)),
    )


def _edition(version: str, day: date | None, translate: Translate) -> str:
    """«Versjon 2.0, 9. april 2019», «Utkast, 3. mai 2019»."""
    name = translate(word("Versjon {versjon}")).format(versjon=version) if version else translate(word("Utkast"))
    return f"{name}, {long_date(day)}" if day else name


def _reasons(entry: LogEntry) -> Iterator[Grunn]:
    for index, change in enumerate(entry.changes):
        yield Grunn(
            versjon=str(entry.version) if index == 0 else "",
            dato=(entry.day_shown or (long_date(entry.day) if entry.day else "")) if index == 0 else "",
            endring=Line(change.what),
            kapittel=change.chapters,
        )


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells of all changes of a mandate; `place` is the mandate's."""

    teller: Teller
    translate: Translate
    place: Place

    # --- the summary ------------------------------------------------------------------------------------------------

    def summary(self, changes: MandateChanges) -> str:
        """«To kapitler er endret, og ett vedlegg er nytt. Forsiden er endret.»"""
        clauses = [
            self.translate(texts[count > 1]).format(antall=self.teller.number(count, neuter=True))
            for (piece, kind), texts in _COUNTS.items()
            if (count := sum((each.piece, each.kind) == (piece, kind) for each in changes.changes))
        ]
        sentences = [_capital(f"{listed(clauses, self.translate)}.")] if clauses else []
        names = {each.name for each in changes.changes if each.piece is PieceKind.FRONT}
        sentences.extend(self.translate(text) for name, text in _FRONTS.items() if name in names)
        orders = {each.name for each in changes.changes if each.piece is PieceKind.ORDER}
        sentences.extend(self.translate(text) for name, text in _ORDERS.items() if name in orders)
        return " ".join(sentences) or self.translate(word("Ingenting er endret."))

    # --- chapter by chapter -----------------------------------------------------------------------------------------

    def sections(self, changes: MandateChanges) -> Iterator[Endret]:
        if changes.front:
            told = [self.teller.front_field(each, self.place) for each in changes.front]
            yield self._section(word("Forsiden"), told)
        if changes.scale:
            told = [self.teller.scale_field(each, self.place) for each in changes.scale]
            yield self._section(word("Risikoskalaen"), told)
        for piece in changes.pieces:
            yield self._piece(piece)
        moved = [*self._orders(changes), *self._numbers(changes)]
        if moved:
            yield self._section(word("Rekkefølge og numre"), moved)

    def _section(self, title: str, told: Sequence[Inline]) -> Endret:
        return Endret("", Line([Run(self.translate(title), self.place)]), "", Text([self._list(told)]))

    def _piece(self, piece: PieceText) -> Endret:
        change = piece.change
        number = self.translate(_NAMES[change.piece]).format(nummer=change.number)
        mark = {ChangeKind.NEW: word("nytt"), ChangeKind.REMOVED: word("tatt ut")}.get(change.kind, "")
        blocks: Blocks = [self._opening(piece)] if piece.opening else []
        blocks.extend(self._details(piece.details))
        title = [Run(change.title, change.place)]
        return Endret(number, Line(title), self.translate(mark), Text(blocks))

    def _opening(self, piece: PieceText) -> Paragraph:
        place = piece.change.place
        quoted = self.teller.quoted(piece.opening, LONGEST_OPENING)
        new = piece.change.kind is ChangeKind.NEW
        text = word("Begynner slik: {tekst}.") if new else word("Begynte slik: {tekst}.")
        return Paragraph(self.teller.sentence(text, place, tekst=quoted), place)

    def _details(self, details: Sequence[Detail]) -> Iterator[Paragraph | TextList]:
        """A list of sentences for each heading the changes stand under."""
        by_heading: dict[str, list[Detail]] = {"": []}  # what stands under no heading comes first, as in the chapter
        for each in details:
            by_heading.setdefault(each.under, []).append(each)
        for under, alike in by_heading.items():
            if under:
                text = word("Under {overskrift}:")
                place = alike[0].place
                quoted = self.teller.quoted(under)
                yield Paragraph(self.teller.sentence(text, place, overskrift=quoted), place)
            if alike:
                yield self._list(list(self.teller.sentences(alike)))

    def _list(self, told: Sequence[Inline]) -> TextList:
        place = told[0][0].place
        items = [Item([Paragraph(runs, runs[0].place)], runs[0].place) for runs in told]
        return TextList(ListKind.BULLET, items, place)

    def _orders(self, changes: MandateChanges) -> Iterator[Inline]:
        for each in changes.changes:
            if each.piece is PieceKind.ORDER:
                yield [Run(self.translate(_ORDERS[each.name]), self.place)]

    def _numbers(self, changes: MandateChanges) -> Iterator[Inline]:
        """«Vedlegg 2–4 er blitt vedlegg 3–5.»"""
        for text, moves in (
            (word("Kapittel {før} er blitt kapittel {nå}."), changes.chapter_numbers),
            (word("Vedlegg {før} er blitt vedlegg {nå}."), changes.appendix_numbers),
        ):
            for old, new in number_moves([(str(old), str(new)) for old, new in sorted(moves)]):
                yield self.teller.sentence(text, self.place, før=old, nå=new)


_NAMES = {PieceKind.CHAPTER: word("Kapittel {nummer}"), PieceKind.APPENDIX: word("Vedlegg {nummer}")}
_COUNTS = {
    (PieceKind.CHAPTER, ChangeKind.CHANGED): (
        word("{antall} kapittel er endret"),
        word("{antall} kapitler er endret"),
    ),
    (PieceKind.CHAPTER, ChangeKind.NEW): (word("{antall} kapittel er nytt"), word("{antall} kapitler er nye")),
    (PieceKind.CHAPTER, ChangeKind.REMOVED): (
        word("{antall} kapittel er tatt ut"),
        word("{antall} kapitler er tatt ut"),
    ),
    (PieceKind.APPENDIX, ChangeKind.CHANGED): (word("{antall} vedlegg er endret"),) * 2,
    (PieceKind.APPENDIX, ChangeKind.NEW): (word("{antall} vedlegg er nytt"), word("{antall} vedlegg er nye")),
    (PieceKind.APPENDIX, ChangeKind.REMOVED): (word("{antall} vedlegg er tatt ut"),) * 2,
}
"""By piece and what has happened to it: for one, for several."""
_FRONTS = {
    "forside": word("Forsiden er endret."),
    "deler": word("Titler på deler er endret."),
    "godkjennere": word("Hvem som kan godkjenne, er endret."),
    "risiko": word("Risikoskalaen er endret."),
}
_ORDERS = {
    "kapitler": word("Kapitlene står i en annen rekkefølge."),
    "vedlegg": word("Vedleggene står i en annen rekkefølge."),
}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def subjects(project: Project) -> list[Comparison]:
    """None: what has changed is told when somebody asks."""
    return []


KIND = DocumentKind(
    name="endringer",
    about="Hva som er endret i et mandat siden en annen versjon; lages av «saksgang mandate diff»",
    content=Endringer,
    subjects=subjects,
    document=document,
    sample=lambda: filled(Endringer),
)
