"""Texts and their cases: whose paper a text is, and what a case gets from its texts: the proposal, the attachments."""

from dataclasses import replace

from pipeline.diagnostics import Diagnostic
from pipeline.language.dates import numeric_date
from pipeline.link.paper_problems import (
    PAPER_BODY_OTHER,
    PAPER_DATED_LATER,
    PAPER_PROPOSAL_OTHER,
    PAPER_TWICE,
    PAPER_WITHOUT_CASE,
    PAPER_WITHOUT_TITLE,
    PROPOSAL_WITH_DATA,
)
from pipeline.load.model import PaperSource
from pipeline.records.model import Attachment, Case
from pipeline.records.papers import Paper, is_proposed
from pipeline.records.project import Project
from pipeline.richtext import Blocks, DataBlock, Run, inlines, plain, walk


def prepare_case(paper: Paper, source: PaperSource, project: Project, diagnostics: list[Diagnostic]) -> None:
    """Gives a case its paper, the first there is, with the proposal and the attachments; the paper without a title of
    its own the case's."""
    place = source.head.sak.place if source.head.sak else paper.place
    if not paper.case_label:
        diagnostics.append(PAPER_WITHOUT_CASE.at(place))
    if not paper.title and paper.case is None:
        diagnostics.append(PAPER_WITHOUT_TITLE.at(source.head_place))
        paper.title = [Run(paper.case_label or paper.name, source.head_place)]
    case, meeting = paper.case, paper.meeting
    if case is None:
        return
    if not paper.title:
        paper.title = [replace(run) for run in case.title]
    if case.paper:
        other = project.papers[case.paper].source
        diagnostics.append(PAPER_TWICE.at(place, nummer=paper.case_label, fil=other))
        return
    if meeting is not None:
        if source.head.organ and paper.body is not meeting.body:
            there = meeting.body.name
            diagnostics.append(PAPER_BODY_OTHER.at(source.head.organ.place, nummer=case.label, organ=there))
        if source.head.dato and paper.day > meeting.day:
            day, met = numeric_date(paper.day), numeric_date(meeting.day)
            diagnostics.append(PAPER_DATED_LATER.at(source.head.dato.place, dato=day, møte=met))
    case.paper = paper.id
    _give_attachments(paper, case)
    _give_proposal(paper, case, diagnostics)


def _give_attachments(paper: Paper, case: Case) -> None:
    """First the paper, then its attachments, then the files the case names itself; each once."""
    case.attachments = _each_once(_document_of(paper, ""), *paper.attachments, *case.attachments)


def attach_paper(paper: Paper) -> None:
    """Another text of a case, a note or a report, is among its attachments, with its own behind it."""
    if paper.case is not None:
        document = _document_of(paper, plain(paper.title))
        paper.case.attachments = _each_once(*paper.case.attachments, document, *paper.attachments)


def _document_of(paper: Paper, title: str) -> Attachment:
    case_id = paper.case.id if paper.case else None
    return Attachment(f"build/{paper.kind}/{paper.stem}.docx", title, paper.place, case_id, paper.id)


def _each_once(*attachments: Attachment) -> list[Attachment]:
    by_path: dict[str, Attachment] = {}
    for attachment in attachments:
        by_path.setdefault(attachment.path, attachment)
    return list(by_path.values())


def _give_proposal(paper: Paper, case: Case, diagnostics: list[Diagnostic]) -> None:
    """The paper's proposal is the case's where the meeting file has none. Where both have one, they say the same."""
    data = (block for part in paper.proposal_sections for block in part.blocks if isinstance(block, DataBlock))
    diagnostics.extend(PROPOSAL_WITH_DATA.at(block.place, ord=block.word) for block in data)
    proposed = [piece.blocks for piece in paper.proposals]
    if not proposed:
        return
    if case.proposals:
        if _told(case.proposals) != _told(proposed):
            own = next(block.place for block in walk(case.blocks) if is_proposed(block))
            diagnostics.append(PAPER_PROPOSAL_OTHER.at(own, nummer=case.label, fil=paper.source))
        return
    case.proposals = proposed
    for decision in case.decisions:
        decision.proposal = decision.proposal or proposed[-1]


def _told(proposals: list[Blocks]) -> list[str]:
    """What proposals say, whatever marks, spaces and signs of points they are set with."""
    texts = (runs for blocks in proposals for block in walk(blocks) for runs in inlines(block))
    return [words for runs in texts if (words := " ".join(plain(runs).split()).rstrip(" ."))]
