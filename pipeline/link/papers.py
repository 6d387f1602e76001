"""Texts of document kinds: head, sections and what is registered in them put together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.diagnostics import Diagnostic
from pipeline.language.names import nearest
from pipeline.language.numbers import read_number
from pipeline.link.case_papers import attach_paper, prepare_case
from pipeline.link.cases import attachments_in
from pipeline.link.dates import day_of
from pipeline.link.leftovers import unfinished_in_text
from pipeline.link.meetings import listed_files
from pipeline.link.paper_problems import (
    NUMBER_UNREADABLE,
    PAPER_BODY_UNKNOWN,
    PAPER_FILE_TWICE,
    PAPER_REGISTER_UNKNOWN,
    PAPER_WITHOUT_DATE,
    SECTION_WITHOUT_TEXT,
)
from pipeline.link.register_texts import TextReader
from pipeline.link.surroundings import Surroundings
from pipeline.load.model import PaperSource, RawProject, SectionSource
from pipeline.records.model import Attachment, Body, Meeting
from pipeline.records.paper_sections import is_attachments
from pipeline.records.papers import Paper, Section
from pipeline.records.project import Project
from pipeline.richtext import Blocks, DataBlock, Inline, plain
from pipeline.schema.paper import DataShape, PaperShape, Shapes
from pipeline.schema.placed import Text
from pipeline.schema.source_model import texts_in


def link_papers(
    raw: RawProject, project: Project, shapes: Shapes, surroundings: Surroundings, diagnostics: list[Diagnostic]
) -> None:
    """Puts the texts of `raw` into `project`, and the case papers with their cases. A text that cannot be dated is left
    out, and said."""
    by_kind = {shape.kind: shape for shape in shapes.papers}
    data = {shape.word: shape for shape in shapes.data()} if raw.papers else {}
    registers = [source.id for source in raw.registers]
    up_in = {case.id: meeting for meeting in project.meetings.values() for case in meeting.cases}
    files: dict[tuple[str, str], Paper] = {}
    for source in raw.papers:
        shape = by_kind[source.kind]
        paper = _Linking(source, shape, data, registers, up_in, surroundings, diagnostics).paper()
        if paper is None:
            continue
        other = files.setdefault((paper.kind, paper.stem), paper)
        if other is not paper:
            said = PAPER_FILE_TWICE.at(source.head_place, fil=other.source, navn=f"{paper.stem}.docx")
            diagnostics.append(said)
            continue
        project.papers[paper.id] = paper
        if shape.prepares_case:
            prepare_case(paper, source, project, diagnostics)
        else:
            attach_paper(paper)


class _Linking:
    """One text being put together. It is the `Reader` of what is registered in it.

    `up_in` is the meeting of each case, by the case's id.
    """

    def __init__(
        self,
        source: PaperSource,
        shape: PaperShape,
        data: Mapping[str, DataShape],
        registers: Sequence[str],
        up_in: Mapping[str, Meeting],
        surroundings: Surroundings,
        diagnostics: list[Diagnostic],
    ) -> None:
        self.source = source
        self.shape = shape
        self.said_before = len(diagnostics)
        self.data = data
        self.registers = registers
        self.around = surroundings
        self.diagnostics = diagnostics
        head = source.head
        self.home: Body | None = surroundings.body(head.organ, PAPER_BODY_UNKNOWN, diagnostics)
        self.own_case, self.case_label = surroundings.case(head.sak, self.home, diagnostics)
        self.meeting = up_in.get(self.own_case.id) if self.own_case else None
        if self.home is None and self.meeting is not None:
            self.home = self.meeting.body
        self.language = str(head.språk or (self.home.language if self.home else surroundings.language))
        self.assets = surroundings.assets.seen_from(source.path.rpartition("/")[0])
        texts = {source.path: source.text}
        self.texts = TextReader(texts, surroundings.mentions, self.assets, self.home, self.language, diagnostics)
        self.count = 0
        self.year = self.meeting.day.year if self.meeting else None
        """Of dates typed without one."""

    def paper(self) -> Paper | None:
        head, source = self.source.head, self.source
        day = self.day(head.dato) or (self.meeting.day if self.meeting else None)
        if day is None:
            self.diagnostics.append(PAPER_WITHOUT_DATE.at(head.dato.place if head.dato else source.head_place))
            return None
        self.year = day.year
        kinds_own = self.shape.read(head, self) if self.shape.read else None
        preface = self._blocks(source.preface.blocks, "sg_innledning")
        sections = [self._section(number, each) for number, each in enumerate(source.sections, 1)]
        paper = Paper(
            id=f"{source.kind}/{source.name}",
            kind=source.kind,
            title=self.line(head.tittel),
            subtitle=self.line(head.undertittel),
            language=self.language,
            day=day,
            body=self.home,
            case=self.own_case,
            case_label=self.case_label,
            meeting=self.meeting,
            authors=self.names(head.av),
            attachments=self._attachments(head.vedlegg, [preface, *(section.blocks for section in sections)]),
            preface=preface,
            sections=sections,
            place=head.tittel.place if head.tittel.place.file else source.head_place,
            source=source.path,
            head=kinds_own,
        )
        self.texts.finish()
        self._say_unfinished()
        paper.sources = sorted({source.path, *self.texts.images})
        return paper

    def _say_unfinished(self) -> None:
        """What is unfinished in values nobody reads as running text: the title of a file, a column, a name."""
        values = [self.source.head]
        for section in (self.source.preface, *self.source.sections):
            values += [block.value for block in section.blocks if isinstance(block, DataBlock)]
        said = {each.place for each in self.diagnostics[self.said_before :]}
        for typed in texts_in(values):
            if typed.place not in said:
                found = unfinished_in_text(typed)
                self.diagnostics.extend(each for each in found if each.place not in said)

    def _attachments(self, typed: Iterable[Text], texts: Iterable[Blocks]) -> list[Attachment]:
        """The files listed in the head; with a case paper goes what its text links to as well, as in a meeting file."""
        case = self.own_case.id if self.own_case else None
        found = {attachment.path: attachment for attachment in listed_files(typed, self.assets, self.diagnostics)}
        for attachment in found.values():
            attachment.case_id = case
        if self.shape.prepares_case:
            for blocks in texts:
                for attachment in attachments_in(blocks, self.assets, [], case):
                    found.setdefault(attachment.path, attachment)
        return list(found.values())

    def _section(self, number: int, source: SectionSource) -> Section:
        stem = f"sg_del_{number}"
        blocks = self._blocks(source.blocks, stem)
        listed = bool(self.source.head.vedlegg) and is_attachments(plain(source.title))
        if not blocks and not source.blocks and not listed:
            self.diagnostics.append(SECTION_WITHOUT_TEXT.at(source.place, tittel=plain(source.title)))
        self.texts.keep_line(source.title)
        return Section(source.title, blocks, source.place, stem)

    def _blocks(self, blocks: Blocks, stem: str) -> Blocks:
        """Blocks with records where fences held models; what could not be read is left out."""
        self.texts.keep(blocks, stem)
        found: Blocks = []
        for block in blocks:
            if isinstance(block, DataBlock):
                self.count += 1
                record = self.data[block.word].read(block.value, self, block.place)
                if record is not None:
                    found.append(replace(block, value=record, ident=f"sg_data_{self.count}"))
            else:
                found.append(block)
        return found

    # --- what a kind asks (schema.paper.Reader) ---------------------------------------------------------------------

    def line(self, typed: Text | None) -> Inline:
        return self.texts.line(typed, "")

    def blocks(self, typed: Text | None) -> Blocks:
        self.count += 1
        return self.texts.blocks(typed, "", f"sg_felt_{self.count}")

    def day(self, typed: Text | None) -> date | None:
        return day_of(typed, self.diagnostics, self.year, self.language)

    def number(self, typed: Text | None) -> int | Decimal | None:
        if not typed:
            return None
        found = read_number(typed)
        if found is None:
            self.diagnostics.append(NUMBER_UNREADABLE.at(typed.place, tekst=typed))
        return found

    def names(self, typed: Sequence[Text]) -> list[str]:
        printed = (self.around.names.printed(name, self.diagnostics) for name in typed if name)
        return list(dict.fromkeys(printed))

    def person(self, typed: Text | None) -> str | None:
        found = self.around.register.find_typed(typed, self.diagnostics)
        return found.id if found else None

    def body(self, typed: Text | None) -> str | None:
        found = self.around.body(typed, PAPER_BODY_UNKNOWN, self.diagnostics)
        return found.id if found else None

    def case(self, typed: Text | None) -> str | None:
        found = self.around.case(typed, self.home, self.diagnostics)[0]
        return found.id if found else None

    def register(self, typed: Text | None) -> str | None:
        if not typed:
            return None
        if str(typed) in self.registers:
            return str(typed)
        near = nearest(typed, self.registers)
        self.diagnostics.append(PAPER_REGISTER_UNKNOWN.at(typed.place, navn=typed, forslag=near))
        return None

    def say(self, found: Diagnostic) -> None:
        self.diagnostics.append(found)
