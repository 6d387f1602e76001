"""Mandate and project plan (mandat og prosjektplan): front page, log of changes, contents, parts, appendices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.diagnostics import Place
from pipeline.document import Document, DocumentKind, Line, Text, about, filled, with_quotation
from pipeline.document.grids import Printer
from pipeline.document.meetings import Translate
from pipeline.language.dates import long_date, numeric_date
from pipeline.language.labels import labels, word
from pipeline.records.file_names import mandate_name
from pipeline.records.mandate import Appendix, Change, Chapter, LogEntry, Mandate, Outcome, Treatment
from pipeline.records.model import Person
from pipeline.records.project import Project
from pipeline.richtext import (
    Blocks,
    Cell,
    Contents,
    ContentsLine,
    Grid,
    Heading,
    Inline,
    Mention,
    MentionKind,
    Paragraph,
    Run,
)

APPENDICES = "sg_vedlegg"
"""The bookmark of the part with the appendices; that of an appendix begins with `sg_vedl_`."""

LONGEST_ID = 29
"""Letters of a mandate's id in a file name, so that the whole name keeps within 80."""

NOWHERE = Place("")
"""Where words stand that nobody typed there: a comment on a fault is to stand at what was typed."""

UNDATED = date(2000, 1, 1)
"""The date in the properties of a mandate whose log has none: any but the clock's."""

OUTCOMES = {
    Outcome.PRESENTED: word("forelagt"),
    Outcome.DISCUSSED: word("drøftet"),
    Outcome.RECOMMENDED: word("tilrådd"),
    Outcome.APPROVED: word("godkjent"),
}


@dataclass(slots=True)
class Loggrad:
    versjon: str = about("Versjonsnummeret, på den første raden av hver versjon; ellers tomt")
    dato: str = about("Datoen, på den første raden av hver versjon; ellers tomt")
    kapittel: str = about("Hvilke kapitler endringen gjelder, f.eks. Kap. 6 og 7, eller tomt")
    endring: Line = about("Hva som er endret; skrives {{r rad.endring }}")
    endret_av: str = about("Hvem som har endret, eller tomt")
    godkjent_av: str = about("Hvem som har godkjent versjonen, eller tomt")


@dataclass(slots=True)
class Behandling:
    versjon: str = about("Versjonsnummeret")
    forum: str = about("Organet eller møtet")
    sak: str = about("Saksnummeret, eller tomt")
    dato: str = about("Datoen, eller tomt")
    utfall: str = about("forelagt, drøftet, tilrådd, godkjent, eller tomt")


@dataclass(slots=True)
class Kapittel:
    nummer: str = about("Kapittelnummeret, f.eks. 5. Malens stil setter det selv foran tittelen")
    tittel: Line = about("Tittelen; skrives {{r kapittel.tittel }}")
    tekst: Text = about("Alt under tittelen; skrives {{p kapittel.tekst }}")


@dataclass(slots=True)
class Del:
    tittel: Line = about("Tittelen på delen; skrives {{r del.tittel }}")
    kapitler: list[Kapittel] = about("Delens kapitler")


@dataclass(slots=True)
class Vedlegg:
    nummer: str = about("Vedleggsnummeret, f.eks. 3. Malens stil setter det selv foran tittelen")
    tittel: Line = about("Tittelen, som overskrift; skrives {{r v.tittel }}")
    lenke: Line = about("Tittelen med lenke til vedlegget, til listen over vedlegg; skrives {{r v.lenke }}")
    tekst: Text = about("Vedleggets tekst, tom når vedlegget bare er en egen fil; skrives {{p v.tekst }}")
    fil: str = about("Navnet på filen når vedlegget sendes som egen fil, ellers tomt")


@dataclass(slots=True)
class Mandat:
    organisasjon: str = about("Organisasjonen fra oppsettet")
    prosjekt: str = about("Prosjektets navn, eller tomt")
    tittel: str = about("Tittelen: Mandat og prosjektplan")
    undertittel: str = about("Undertittelen, eller tomt")
    versjon: str = about("Det siste versjonsnummeret i endringsloggen, f.eks. 2.0, eller tomt")
    merke: str = about("Versjon 2.0, UTKAST etter 1.70, UTKAST 0.93 eller UTKAST")
    utkast: bool = about("Sant når dokumentet er et utkast")
    dato: str = about("Datoen på versjonen: 9. april 2019; tomt når noe er endret etter den")
    prosjekteier: str = about("Prosjekteieren med stilling, eller tomt")
    prosjektleder: str = about("Prosjektlederen med stilling, eller tomt")
    godkjent: str = about("Godkjent av Styringsgruppen 9. april 2019, eller tomt")
    sist_godkjent: str = about("Når dette ikke er godkjent: Versjon 1.0 ble godkjent av … 6. november 2018, eller tomt")
    logg: list[Loggrad] = about("Endringsloggen, en rad for hver endring")
    behandlet: list[Behandling] = about("Hvor versjonene er behandlet")
    innhold: Text = about("Innholdslisten; skrives {{p innhold }}")
    deler: list[Del] = about("Delene, med kapitlene")
    vedleggstittel: Line = about("Vedlegg: overskriften over vedleggene; skrives {{r vedleggstittel }}")
    vedlegg: list[Vedlegg] = about("Vedleggene")


def subjects(project: Project) -> list[Mandate]:
    """Every mandate."""
    return list(project.mandates.values())


def document(project: Project, mandate: Mandate) -> Document:
    """A mandate as its sources say; where they say what the last kept version says, that version."""
    translate = labels(mandate.language)
    content = _content(project, mandate, translate)
    last = _last_day(mandate)
    standing = mandate.standing
    version = _told_version(mandate)
    return Document(
        kind=KIND.name,
        id=mandate.id,
        stem=_file_stem(mandate),
        source=mandate.source,
        language=mandate.language,
        title=" – ".join(part for part in (mandate.title, mandate.subtitle) if part),
        subject=content.prosjekt,
        author=mandate.leader.name if mandate.leader else project.organisation,
        date=last or UNDATED,
        content=content,
        anchors=_anchors(mandate),
        properties={"saksgang-id": mandate.id, "saksgang-versjon": version},
        version=version,
        sources=tuple(mandate.sources),
        kept="" if standing.changes else standing.document,
    )


def _last_day(mandate: Mandate) -> date | None:
    return next((entry.day for entry in reversed(mandate.log) if entry.day), None)


def _file_stem(mandate: Mandate) -> str:
    """`2019-03-11-bup-mandat-etter-1.70-utkast`: ASCII, so short that the whole name keeps within 80 characters.

    A kept draft and what is edited after it are two documents, with two names.
    """
    day = _last_day(mandate)
    parts = [
        day.isoformat() if day else "",
        mandate_name(mandate.id, LONGEST_ID),
        KIND.name,
        "etter" if mandate.log and mandate.standing.changes else "",
        str(mandate.log[-1].version) if mandate.log else "",
        "utkast" if _is_draft(mandate) else "",
    ]
    return "-".join(part for part in parts if part)


def _is_draft(mandate: Mandate) -> bool:
    return not mandate.log or bool(mandate.standing.changes) or mandate.log[-1].version.is_draft


def _mark(mandate: Mandate, translate: Translate) -> str:
    if not mandate.log:
        return translate(word("UTKAST"))
    if mandate.standing.changes:
        text = word("UTKAST etter {versjon}")
    else:
        text = word("UTKAST {versjon}") if mandate.log[-1].version.is_draft else word("Versjon {versjon}")
    return translate(text).format(versjon=mandate.log[-1].version)


def _told_version(mandate: Mandate) -> str:
    """What the manifest and the properties say, the same in all languages."""
    if not mandate.log:
        return "utkast"
    return f"{'utkast etter ' if mandate.standing.changes else ''}{mandate.log[-1].version}"


def _content(project: Project, mandate: Mandate, translate: Translate) -> Mandat:
    edited = bool(mandate.standing.changes)
    last = mandate.log[-1] if mandate.log else None
    day = last.day if last and not edited else None
    printer = Printer(translate, mandate.scale)
    heading = translate(word("Vedlegg"))
    return Mandat(
        organisasjon=project.organisation,
        prosjekt=mandate.project or project.name,
        tittel=mandate.title,
        undertittel=mandate.subtitle,
        versjon=str(last.version) if last else "",
        merke=_mark(mandate, translate),
        utkast=_is_draft(mandate),
        dato=long_date(day) if day else "",
        prosjekteier=_person(mandate.owner, mandate),
        prosjektleder=_person(mandate.leader, mandate),
        godkjent=_approved(mandate, translate),
        sist_godkjent=_last_approved(mandate, translate),
        logg=[row for entry in mandate.log for row in _log_rows(entry)],
        behandlet=[_treatment(entry, each, translate) for entry in mandate.log for each in entry.treatments],
        innhold=Text([Contents(list(_contents(mandate, translate)), mandate.place)]),
        deler=[
            Del(Line(part.title, part.ident), [_chapter(chapter, printer) for chapter in part.chapters])
            for part in mandate.parts
        ],
        vedleggstittel=Line([Run(heading, NOWHERE)], APPENDICES if mandate.appendices else ""),
        vedlegg=[_appendix(appendix, printer) for appendix in mandate.appendices],
    )


def _person(person: Person | None, mandate: Mandate) -> str:
    """«Kari Dal, direktør», as it was at the time of the last version."""
    if person is None:
        return ""
    role = person.post_on(_last_day(mandate) or UNDATED).role
    return f"{person.name}, {role}" if role else person.name


# --- the log ---------------------------------------------------------------------------------------------------------


def _approved(mandate: Mandate, translate: Translate) -> str:
    """Who has approved what is printed: nobody, once something is edited."""
    if not mandate.log or mandate.standing.changes or not mandate.log[-1].approved_by:
        return ""
    last = mandate.log[-1]
    text = word("Godkjent av {hvem} {dato}") if _day(last) else word("Godkjent av {hvem}")
    return translate(text).format(hvem=last.approved_by, dato=_day(last))


def _last_approved(mandate: Mandate, translate: Translate) -> str:
    """The last version that somebody approved, where what is printed is another."""
    if _approved(mandate, translate):
        return ""
    for entry in reversed(mandate.log):
        if entry.approved_by:
            day = _day(entry)
            text = (
                word("Versjon {versjon} ble godkjent av {hvem} {dato}")
                if day
                else word("Versjon {versjon} ble godkjent av {hvem}")
            )
            return translate(text).format(versjon=entry.version, hvem=entry.approved_by, dato=day)
    return ""


def _day(entry: LogEntry) -> str:
    return long_date(entry.day) if entry.day else ""


def _log_rows(entry: LogEntry) -> Iterator[Loggrad]:
    """A row each change; version, date and approval stand on the first."""
    day = entry.day_shown or (numeric_date(entry.day) if entry.day else "")
    # A version of which nothing is said is a version all the same.
    for index, change in enumerate(entry.changes or [Change([], entry.place)]):
        first = index == 0
        yield Loggrad(
            versjon=str(entry.version) if first else "",
            dato=day if first else "",
            kapittel=change.chapters,
            endring=Line(change.what),
            endret_av=entry.by,
            godkjent_av=entry.approved_by if first else "",
        )


def _treatment(entry: LogEntry, treatment: Treatment, translate: Translate) -> Behandling:
    return Behandling(
        versjon=str(entry.version),
        forum=treatment.forum,
        sak=treatment.case_label,
        dato=numeric_date(treatment.day) if treatment.day else "",
        utfall=translate(OUTCOMES[treatment.outcome]) if treatment.outcome else "",
    )


# --- parts, chapters, appendices -------------------------------------------------------------------------------------


def _chapter(chapter: Chapter, printer: Printer) -> Kapittel:
    text = Text(printer.printable(chapter.blocks))
    return Kapittel(nummer=str(chapter.number), tittel=Line(chapter.title, chapter.ident), tekst=text)


def _appendix(appendix: Appendix, printer: Printer) -> Vedlegg:
    # A link is made of a reference, as in running text.
    mention = Mention(MentionKind.APPENDIX, appendix.name, appendix.ident)
    return Vedlegg(
        nummer=str(appendix.number),
        tittel=Line(appendix.title, appendix.ident),
        lenke=Line([Run(run.text, NOWHERE, run.bold, run.italic, mention=mention) for run in appendix.title]),
        tekst=Text(printer.printable(appendix.blocks)),
        fil=appendix.path.rpartition("/")[2],
    )


def _anchors(mandate: Mandate) -> dict[str, str]:
    """The bookmarks references lead to."""
    pieces: list[Chapter | Appendix] = [*mandate.chapters, *mandate.appendices]
    return {each.ident: each.ident for each in pieces}


def _contents(mandate: Mandate, translate: Translate) -> Iterator[ContentsLine]:
    """What Word finds by outline levels 1 to 3 when the field is updated, in the same order."""
    pages = mandate.pages.pages if mandate.pages else {}

    def line(level: int, label: str, title: Inline, bookmark: str) -> ContentsLine:
        page = pages.get(bookmark)
        return ContentsLine(level, label, title, bookmark, str(page) if page else "")

    def headings(blocks: Blocks) -> Iterator[ContentsLine]:
        for block in blocks:
            if isinstance(block, Heading) and block.level == 1:
                yield line(3, "", block.runs, block.ident)

    for part in mandate.parts:
        yield line(1, "", part.title, part.ident)
        for chapter in part.chapters:
            yield line(2, f"{chapter.number}.", chapter.title, chapter.ident)
            yield from headings(chapter.blocks)
    if mandate.appendices:
        yield line(1, "", [Run(translate(word("Vedlegg")), NOWHERE)], APPENDICES)
        for appendix in mandate.appendices:
            # After this number comes a space, not a tab: so it stands in the title, as Word has it after F9.
            label = translate(word("Vedlegg {nummer}.")).format(nummer=appendix.number)
            yield line(2, "", [Run(f"{label} ", NOWHERE), *appendix.title], appendix.ident)
            yield from headings(appendix.blocks)


def sample() -> Mandat:
    """Every field filled, with what needs styles of its own: a list of contents, a quotation, a table with texts in
    its cells."""
    content: Mandat = filled(Mandat)
    words = [Run("innhold", NOWHERE)]
    content.innhold = Text([Contents([ContentsLine(1, "", words, "")], NOWHERE)])
    quoted = with_quotation(Text([Paragraph(words, NOWHERE)])).blocks
    content.deler[0].kapitler[0].tekst = Text([*quoted, Grid([words], [[Cell(quoted)]], NOWHERE)])
    return content


KIND = DocumentKind(
    name="mandat",
    about="Mandat og prosjektplan med endringslogg, innhold og vedlegg",
    content=Mandat,
    subjects=subjects,
    document=document,
    sample=sample,
)
