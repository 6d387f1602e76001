"""Mandates: a head, chapters, appendices and a log put together."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from pipeline.diagnostics import Diagnostic, Problem
from pipeline.language.names import nearest
from pipeline.link.cases import attachments_in
from pipeline.link.files import Assets
from pipeline.link.idents import name_mandate
from pipeline.link.leftovers import unfinished_in_text
from pipeline.link.mandate_blocks import TableReader, link_scale
from pipeline.link.mandate_log import LogReader
from pipeline.link.mandate_problems import (
    APPENDIX_MISSING,
    APPENDIX_TWICE,
    APPENDIX_UNLISTED,
    APPENDIX_WITHOUT_TITLE,
    APPROVER_UNKNOWN,
    CHAPTER_MISSING,
    CHAPTER_TWICE,
    CHAPTER_UNLISTED,
    MANDATE_BODY_UNKNOWN,
    NO_CHAPTERS,
    NUMBER_IN_TITLE,
    PART_EMPTY,
)
from pipeline.link.mandate_references import resolve_references
from pipeline.link.mandate_texts import every_block, mandate_texts
from pipeline.link.mentions import Mentions
from pipeline.link.people import Register
from pipeline.link.problems import FILE_MISSING
from pipeline.link.surroundings import Surroundings
from pipeline.load.mandate_models import AppendixSource
from pipeline.load.model import ChapterSource, MandateSource, RawProject
from pipeline.load.text_in_yaml import text_line
from pipeline.records.mandate import Appendix, Approver, Chapter, Mandate, PageNumbers, Part
from pipeline.records.project import Project
from pipeline.richtext import Image, Inline, plain
from pipeline.schema.placed import Text

_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_NUMBERED_TITLE = re.compile(
    r"(?:(?i:vedlegg|kapittel|kap\b\.?)\s*(?i:nr\.?\s*)?\d{1,3}\s*[.:)–—-]?\s+"
    rf"|\d{{1,2}}(?:\.\d{{1,2}})*[.)]\s+(?!(?:{_MONTHS})\b)(?=[\W_]*[A-ZÆØÅ])"
    r"|\d{1,2}(?:\.\d{1,2})+\s+(?=[\W_]*[A-ZÆØÅ]))(?=\S)"
)


def relink_mandate(raw: RawProject, project: Project, source: MandateSource) -> Mandate:
    """An older edition of a mandate, linked against today's registers; what is wrong with it was said in its day.

    Its own files are found where they were, also those that are no longer there.
    """
    register = Register(project.persons.values())
    mentions = Mentions(project.bodies, project.cases, register)
    assets = Assets(raw.assets | frozenset(source.files))
    return link_mandate(source, Surroundings.of(raw, register, assets, mentions), [])


def link_mandate(source: MandateSource, surroundings: Surroundings, diagnostics: list[Diagnostic]) -> Mandate:
    """The mandate, its references resolved and its blocks named. What cannot be found is said and left out."""
    return _Linking(source, surroundings, diagnostics).mandate()


class _Linking:
    """One mandate being put together."""

    def __init__(self, source: MandateSource, surroundings: Surroundings, diagnostics: list[Diagnostic]) -> None:
        self.source = source
        self.head = source.head
        self.around = surroundings
        self.diagnostics = diagnostics
        self.folder = source.path.rpartition("/")[0]
        self.language = str(source.head.språk or surroundings.language)
        self.assets = surroundings.assets.seen_from(self.folder)
        self.names = surroundings.names
        self.scale = link_scale(source.head.risiko, diagnostics)
        self.tables = TableReader(self.names, self.scale, self.language, diagnostics)

    def mandate(self) -> Mandate:
        head, source = self.head, self.source
        for text in (head.tittel, head.undertittel, head.prosjekt):
            if text:
                self.diagnostics.extend(unfinished_in_text(text))
        body = self.around.body(head.organ, MANDATE_BODY_UNKNOWN, self.diagnostics)
        parts = self._parts()
        appendices = self._appendices()
        self.tables.finish()
        approvers = self._approvers()
        log = LogReader(
            self.names, self.around.mentions, approvers, body, self.language, self.source.text, self.diagnostics
        )
        mandate = Mandate(
            id=source.id,
            title=str(head.tittel),
            subtitle=str(head.undertittel or ""),
            project=str(head.prosjekt or self.around.project),
            language=self.language,
            body=body,
            owner=self.around.register.find_typed(head.prosjekteier, self.diagnostics),
            leader=self.around.register.find_typed(head.prosjektleder, self.diagnostics),
            approvers=approvers,
            parts=parts,
            appendices=appendices,
            log=log.entries(head.logg, sum(len(part.chapters) for part in parts), len(appendices)),
            scale=self.scale,
            place=head.tittel.place if head.tittel.place.file else source.head_place,
            source=source.path,
            pages=PageNumbers(source.pages.imprint, dict(source.pages.pages)) if source.pages else None,
        )
        name_mandate(mandate)
        resolve_references(mandate, self.diagnostics)
        self.around.mentions.resolve_texts(mandate_texts(mandate), body, self.diagnostics)
        mandate.sources = self._sources(mandate)
        return mandate

    def _approvers(self) -> list[Approver]:
        found: dict[str, Approver] = {}
        for typed in self.head.godkjennere:
            body = self.names.body(typed)
            persons = self.around.register.lookup(typed)
            if body is not None:
                found[body.id] = Approver(body.id, body.name)
            elif len(persons) == 1:
                found[persons[0].id] = Approver(persons[0].id, persons[0].name)
            elif persons:
                self.around.register.find(typed, typed.place, self.diagnostics)
            elif typed not in self.around.body_ids:
                near = nearest(typed, [*self.around.body_ids, *self.around.register.persons])
                self.diagnostics.append(APPROVER_UNKNOWN.at(typed.place, navn=typed, forslag=near))
        return list(found.values())

    # --- chapters -------------------------------------------------------------------------------------------------

    def _parts(self) -> list[Part]:
        parts: list[Part] = []
        listed: dict[str, Text] = {}
        number = 0
        for part in self.head.deler:
            chapters: list[Chapter] = []
            for typed in part.kapitler:
                name = typed.strip().removesuffix(".md")
                if name in listed:
                    self.diagnostics.append(CHAPTER_TWICE.at(typed.place, navn=name, linje=listed[name].place.line))
                    continue
                listed[name] = typed
                found = self.source.chapters.get(name)
                if found is None:
                    near = nearest(name, self.source.chapters)
                    file = f"kapitler/{name}.md"
                    self.diagnostics.append(CHAPTER_MISSING.at(typed.place, navn=name, fil=file, forslag=near))
                    continue
                number += 1
                blocks = self.tables.blocks(found.blocks, found.text)
                attachments_in(blocks, self.assets, self.diagnostics, None)
                chapters.append(Chapter(name, number, self._title(found.title), blocks, found.place, found.path))
            if not part.kapitler:
                self.diagnostics.append(PART_EMPTY.at(part.tittel.place, tittel=part.tittel))
            parts.append(Part(text_line(part.tittel, self.source.text, self.diagnostics), chapters, part.tittel.place))
        if not parts:
            self.diagnostics.append(NO_CHAPTERS.at(self.head.tittel.place))
        self._unlisted(self.source.chapters, listed, CHAPTER_UNLISTED)
        return parts

    def _unlisted(self, files: Mapping[str, ChapterSource], listed: Collection[str], problem: Problem) -> None:
        for name, file in files.items():
            if name not in listed:
                self.diagnostics.append(problem.at(file.place, navn=name))

    def _title(self, title: Inline) -> Inline:
        """The title without a number typed before it, which the document sets itself."""
        typed = plain(title)
        found = _NUMBERED_TITLE.match(typed)
        if found is None or not title:
            return title
        right = typed[found.end() :]
        self.diagnostics.append(NUMBER_IN_TITLE.at(title[0].place, tekst=found[0].strip(), riktig=right))
        left, kept = found.end(), []
        for run in title:
            cut = min(left, len(run.text))
            left -= cut
            if cut < len(run.text):
                kept.append(replace(run, text=run.text[cut:], place=run.at(cut)) if cut else run)
        return kept

    # --- appendices -----------------------------------------------------------------------------------------------

    def _appendices(self) -> list[Appendix]:
        found: list[Appendix] = []
        listed: dict[str, Text] = {}
        for entry in self.head.vedlegg:
            name = entry.navn.strip().removesuffix(".md")
            if name in listed:
                self.diagnostics.append(APPENDIX_TWICE.at(entry.navn.place, navn=name, linje=listed[name].place.line))
                continue
            listed[name] = entry.navn
            appendix = self._appendix(name, entry, len(found) + 1)
            if appendix is not None:
                found.append(appendix)
        self._unlisted(self.source.appendices, listed, APPENDIX_UNLISTED)
        return found

    def _appendix(self, name: str, entry: AppendixSource, number: int) -> Appendix | None:
        text = self.source.appendices.get(name)
        path = self._file(entry)
        if text is None and not entry.fil:
            near = nearest(name, self.source.appendices)
            file = f"vedlegg/{name}.md"
            self.diagnostics.append(APPENDIX_MISSING.at(entry.navn.place, navn=name, fil=file, forslag=near))
            return None
        if text is not None:
            blocks = self.tables.blocks(text.blocks, text.text)
            attachments_in(blocks, self.assets, self.diagnostics, None)
            return Appendix(name, number, self._title(text.title), blocks, text.place, text.path, path)
        if entry.tittel:
            title = self._title(text_line(entry.tittel, self.source.text, self.diagnostics))
        else:
            self.diagnostics.append(APPENDIX_WITHOUT_TITLE.at(entry.navn.place, navn=name))
            title = text_line(entry.navn, self.source.text, self.diagnostics)
        return Appendix(name, number, title, [], entry.navn.place, self.source.path, path)

    def _file(self, entry: AppendixSource) -> str:
        typed = entry.fil
        if not typed:
            return ""
        path = self.assets.find(typed)
        if path is None:
            self.diagnostics.append(FILE_MISSING.at(typed.place, fil=typed, forslag=self.assets.suggestion(typed)))
        return path or ""

    def _sources(self, mandate: Mandate) -> list[str]:
        """mandat.yaml, the chapters and appendices that are listed, their files and images; each once."""
        pieces: list[Chapter | Appendix] = [*mandate.chapters, *mandate.appendices]
        images = [
            self.assets.find(block.path)
            for piece in pieces
            for block in every_block(piece.blocks)
            if isinstance(block, Image)
        ]
        files = [each.path for each in mandate.appendices]
        paths = [self.source.path, *(piece.source for piece in pieces), *files, *images]
        return list(dict.fromkeys(path for path in paths if path))
