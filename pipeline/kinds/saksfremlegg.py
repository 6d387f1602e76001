"""Case paper (saksfremlegg): what a body gets to read before it decides a case."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from pipeline.diagnostics import Diagnostic, Place, Problem, Severity
from pipeline.document import Document, DocumentKind, Line, Text, about, filled, with_quotation, with_table
from pipeline.document.data_kind import Setting
from pipeline.document.meeting_fields import Vedlegg
from pipeline.document.papers import (
    PaperContent,
    check_data,
    common_content,
    numbered_files,
    paper_document,
    papers_of,
    printable,
    setting_of,
)
from pipeline.language.dates import long_date
from pipeline.language.labels import word
from pipeline.language.names import nearest
from pipeline.records.model import DECIDING, CaseType, Meeting, Profile
from pipeline.records.paper_sections import (
    ATTACHMENTS,
    PROPOSAL,
    USUAL_ORDER,
    arranged,
    folded_section,
    is_attachments,
    is_proposal,
    missing_sections,
)
from pipeline.records.papers import Paper, is_proposed, unmarked
from pipeline.records.project import Project
from pipeline.records.taken_note import only_takes_note
from pipeline.richtext import Block, Blocks, Inline, Paragraph, Piece, Run, TextList, plain
from pipeline.schema.paper import PaperHead, PaperShape, Reader
from pipeline.schema.placed import Choice, Separated, StandIn
from pipeline.schema.placed import Text as Typed

PROPOSAL_MISSING = Problem(
    "saksfremlegg-uten-forslag",
    Severity.WARNING,
    "Saksfremlegget til sak {nummer} har ikke noe forslag til vedtak.",
    hint="Skriv det under «## Forslag til vedtak», eller etter «Forslag til vedtak:».",
    about="En sak til vedtak eller godkjenning trenger et forslag som kan vedtas.",
)
PROPOSAL_MISSING_FORMAL_PAPER = Problem(
    "saksfremlegg-uten-forslag-formell",
    Severity.ERROR,
    "Saksfremlegget til sak {nummer} har ikke noe forslag til vedtak.",
    hint="Skriv det under «## Forslag til vedtak», eller etter «Forslag til vedtak:».",
)
INFORMATION_PROPOSES = Problem(
    "orientering-med-forslag",
    Severity.WARNING,
    "Sak {nummer} er til orientering, men saksfremlegget foreslår mer enn at den tas til orientering.",
    hint="Gjør den til en vedtakssak, eller skriv «Saken tas til orientering.»",
)
SECTION_MISSING = Problem(
    "saksfremlegg-mangler-del",
    Severity.WARNING,
    "Saksfremlegget mangler «{navn}», som organet har med.",
    hint="Mente du det med «{forslag}»?",
    about="Delene står under «saksfremlegg» hos organet i oppsett.yaml.",
)
SECTION_MISSING_FORMAL = Problem(
    "saksfremlegg-mangler-del-formell",
    Severity.ERROR,
    "Saksfremlegget mangler «{navn}», som organet har med.",
    hint="Mente du det med «{forslag}»?",
)
TYPE_OTHER = Problem(
    "saksfremlegg-annen-sakstype",
    Severity.WARNING,
    "Sak {nummer} er til {annen} i møtefila, og til {type} her.",
    hint="Ta bort «sakstype», så gjelder møtefila.",
)
EARLIER_LATER = Problem(
    "tidligere-sak-senere",
    Severity.WARNING,
    "Sak {nummer} ble ikke behandlet tidligere: møtet er {dato}.",
    hint="Rett saksnummeret.",
)


class CasePaperHead(PaperHead):
    """The head of a case paper."""

    tittel: Annotated[Typed, StandIn()] = Field(Typed(""), description="Tittelen øverst; ellers sakens")
    saksbehandler: Typed | None = Field(None, description="Hvem som har utredet saken: id i personer.yaml")
    sakstype: Annotated[Typed, Choice(*CaseType)] | None = Field(None, description="Sakstypen; ellers møtefilas")
    tidligere: Annotated[list[Typed], Separated()] = Field(
        default_factory=list, description="Saker der det samme er behandlet før: [24-2020]"
    )


@dataclass(slots=True)
class EarlierCase:
    """A case where the same was up before: its id, empty where it is not kept here, and its number as typed."""

    case_id: str
    typed: str
    place: Place


@dataclass(slots=True)
class CasePaperFacts:
    """What the head of a case paper holds beside what every text has. `officer` is the id of a person."""

    officer: str
    type: CaseType | None
    type_place: Place
    earlier: list[EarlierCase]


def read(head: CasePaperHead, reader: Reader) -> CasePaperFacts:
    """The head, looked up."""
    kind = CaseType(str(head.sakstype)) if head.sakstype else None
    earlier = [EarlierCase(reader.case(typed) or "", str(typed), typed.place) for typed in head.tidligere]
    type_place = head.sakstype.place if head.sakstype else Place("")
    return CasePaperFacts(reader.person(head.saksbehandler) or "", kind, type_place, earlier)


@dataclass(slots=True)
class Behandling:
    sak: str = about("Saksnummeret, f.eks. 24-2020")
    organ: str = about("Organet, eller tomt")
    dato: str = about("Møtedagen: 28. april 2020, eller tomt")
    utfall: str = about("Vedtak eller konklusjon når det er fattet et, eller tomt")


@dataclass(slots=True)
class Del:
    tittel: Line = about("Overskriften; skrives {{r del.tittel }}")
    tekst: Text = about("Alt under overskriften; skrives {{p del.tekst }} i et eget avsnitt")
    forslag: bool = about("Sant for forslaget til vedtak")
    vedlegg: list[Vedlegg] = about("Vedleggene i rekkefølge, i delen med vedlegg; ellers ingen")


@dataclass(slots=True)
class Saksfremlegg(PaperContent):
    møtedato: str = about("Møtedagen: 26. mai 2020")
    sakstype: str = about("Sakstypen: godkjenning, vedtak, drøfting, orientering, referatsak, eventuelt, eller tomt")
    saksbehandler: str = about("Navnet på saksbehandleren, eller tomt")
    stilling: str = about("Saksbehandlerens stilling, eller tomt")
    tidligere: list[Behandling] = about("Saker der det samme er behandlet før, i rekkefølge")
    deler: list[Del] = about("Delene i organets rekkefølge, med forslag til vedtak og vedlegg på sin plass")


def subjects(project: Project) -> list[Paper]:
    """Every case paper."""
    return papers_of(project, KIND.name)


def document(project: Project, paper: Paper) -> Document:
    """The case paper."""
    setting = setting_of(project, paper)
    facts: CasePaperFacts = paper.head
    officer = project.persons.get(facts.officer)
    kind = _type(paper)
    content = Saksfremlegg(
        **common_content(paper, setting),
        møtedato=long_date(paper.meeting.day if paper.meeting else paper.day),
        sakstype=setting.translate(kind) if kind else "",
        saksbehandler=officer.name if officer else "",
        stilling=officer.post_on(paper.day).role if officer else "",
        tidligere=[_earlier(each, setting) for each in facts.earlier],
        deler=_parts(paper, setting),
    )
    content.innledning = Text(printable(_without_proposal(paper.preface, paper), setting))
    made = paper_document(project, paper, content)
    meetings = [paper.meeting, *(_meeting_of(each, project) for each in facts.earlier)]
    others = tuple(dict.fromkeys(meeting.source for meeting in meetings if meeting))
    return replace(made, author=content.saksbehandler or made.author, sources=made.sources + others, partly=others)


def _type(paper: Paper) -> CaseType | None:
    facts: CasePaperFacts = paper.head
    return facts.type or (paper.case.type if paper.case else None)


def _earlier(earlier: EarlierCase, setting: Setting) -> Behandling:
    case, meeting = setting.project.cases.get(earlier.case_id), _meeting_of(earlier, setting.project)
    if case is None or meeting is None:
        return Behandling(earlier.typed, "", "", "")
    outcome = setting.translate(case.decisions[-1].marker) if case.decisions else ""
    return Behandling(case.label, meeting.body.name, long_date(meeting.day), outcome)


def _meeting_of(earlier: EarlierCase, project: Project) -> Meeting | None:
    """The meeting a case was up in."""
    meetings = project.meetings.values() if earlier.case_id else ()
    return next((each for each in meetings if any(case.id == earlier.case_id for case in each.cases)), None)


# --- the parts in order ---------------------------------------------------------------------------------------------


def _parts(paper: Paper, setting: Setting) -> list[Del]:
    """The sections in the body's order. The proposal has one of its own, however it was typed; so have the attachments
    where there are any."""
    names = [plain(section.title) for section in paper.sections]
    parts = [_part(section.title, section.blocks, section.ident, paper, setting) for section in paper.sections]
    if not any(map(is_proposal, names)):
        proposed = [block for piece in paper.proposals for block in piece.blocks]
        if proposed:
            names.append(PROPOSAL)
            parts.append(
                _part(_title(word("Forslag til vedtak"), paper, setting), proposed, "sg_forslag", paper, setting)
            )
    if paper.attachments and not any(map(is_attachments, names)):
        names.append(ATTACHMENTS)
        parts.append(_part(_title(word("Vedlegg"), paper, setting), [], "sg_vedlegg", paper, setting))
    return [parts[index] for index in arranged(names, order_for(paper))]


def order_for(paper: Paper) -> tuple[str, ...]:
    """The sections of a paper as its body wants them."""
    return (paper.body.paper_sections if paper.body else ()) or USUAL_ORDER


def _title(name: str, paper: Paper, setting: Setting) -> Inline:
    return [Run(setting.translate(name), paper.place)]


def _part(title: Inline, blocks: Blocks, ident: str, paper: Paper, setting: Setting) -> Del:
    name = plain(title)
    blocks = unmarked(blocks) if is_proposal(name) else _without_proposal(blocks, paper)
    if is_attachments(name):
        blocks = _without_file_lines(blocks)
    files = numbered_files(paper) if is_attachments(name) else []
    return Del(Line(title, ident), Text(printable(blocks, setting)), is_proposal(name), files)


def _without_proposal(blocks: Blocks, paper: Paper) -> Blocks:
    """A proposal typed after its marker word stands in the part for proposals, and nowhere else."""
    if any(is_proposal(plain(section.title)) for section in paper.sections):
        return blocks
    return [_emptied(block, paper) for block in blocks if not (is_proposed(block) and block.blocks)]


def _emptied(block: Block, paper: Paper) -> Block:
    """A block without the proposals that stand inside it."""
    if isinstance(block, Piece):
        return replace(block, blocks=_without_proposal(block.blocks, paper))
    if isinstance(block, TextList):
        items = [replace(item, blocks=_without_proposal(item.blocks, paper)) for item in block.items]
        return replace(block, items=items)
    return block


def _without_file_lines(blocks: Blocks) -> Blocks:
    """Points and lines that only link to a file are left out: all files stand numbered below."""
    kept: Blocks = []
    for block in blocks:
        if isinstance(block, TextList):
            items = [item for item in block.items if not all(map(_is_file_line, item.blocks))]
            if items:
                kept.append(replace(block, items=items))
        elif not _is_file_line(block):
            kept.append(block)
    return kept


def _is_file_line(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    rest = "".join(run.text for run in block.runs if not (run.href and "://" not in run.href))
    return any(run.href for run in block.runs) and not rest.strip(" .,;«»")


# --- rules ----------------------------------------------------------------------------------------------------------


def rules(project: Project) -> Iterator[Diagnostic]:
    """A case paper has what its body asks for, and proposes what its case is for."""
    yield from check_data(KIND.name, project)
    days = {case.id: meeting.day for meeting in project.meetings.values() for case in meeting.cases}
    for paper in papers_of(project, KIND.name):
        formal = paper.body is not None and paper.body.profile is Profile.FORMAL
        yield from _sections(paper, formal)
        yield from _proposal(paper, formal)
        facts: CasePaperFacts = paper.head
        typed, case = facts.type, paper.case
        if typed and case and case.type and typed is not case.type:
            yield TYPE_OTHER.at(facts.type_place, nummer=case.label, annen=case.type, type=typed)
        for each in facts.earlier:
            day = days.get(each.case_id)
            if day is not None and day >= (paper.meeting.day if paper.meeting else paper.day):
                yield EARLIER_LATER.at(each.place, nummer=each.typed, dato=long_date(day))


def _sections(paper: Paper, formal: bool) -> Iterator[Diagnostic]:
    asked = paper.body.paper_sections if paper.body else ()
    names = [plain(section.title) for section in paper.sections]
    known = {folded_section(name) for name in asked}
    others = {folded_section(name): name for name in names if folded_section(name) not in known}
    for missing in missing_sections(names, asked):
        near = nearest(folded_section(missing), others)
        problem = SECTION_MISSING_FORMAL if formal else SECTION_MISSING
        yield problem.at(paper.place, navn=missing, forslag=others[near] if near else None)


def _proposal(paper: Paper, formal: bool) -> Iterator[Diagnostic]:
    kind, proposals = _type(paper), paper.proposals
    if kind in DECIDING and not proposals:
        problem = PROPOSAL_MISSING_FORMAL_PAPER if formal else PROPOSAL_MISSING
        yield problem.at(paper.place, nummer=paper.case_label or plain(paper.title))
    if kind is CaseType.INFORMATION:
        more = next((piece for piece in proposals if not only_takes_note(piece.blocks)), None)
        if more:
            yield INFORMATION_PROPOSES.at(more.place, nummer=paper.case_label or plain(paper.title))


def sample() -> Saksfremlegg:
    """Every field filled, with what needs styles of its own: a quotation, a table with texts in its cells."""
    content: Saksfremlegg = filled(Saksfremlegg)
    content.deler[0].tekst = with_table(with_quotation(content.deler[0].tekst))
    return content


KIND = DocumentKind(
    name="saksfremlegg",
    about="Saksfremlegg til en sak",
    content=Saksfremlegg,
    subjects=subjects,
    document=document,
    sample=sample,
    rules=(rules,),
    paper=PaperShape("saksfremlegg", "saker", "Hodet i et saksfremlegg", CasePaperHead, read, prepares_case=True),
)
