"""What is known of page numbers in lists of contents: for what document they were worked out."""

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.diagnostics import Diagnostic, Place
from pipeline.document import Document, DocumentKind, Text
from pipeline.kinds import all_kinds
from pipeline.load.mandates import PAGES
from pipeline.records.mandate import Mandate
from pipeline.records.project import Project
from pipeline.richtext import Contents, imprint, walk
from pipeline.workflow.problems import PAGES_MISSING, PAGES_OLD
from pipeline.workflow.templates import template_path

KIND = "mandat"


def about_pages(root: Path, project: Project) -> Iterator[Diagnostic]:
    """Says which mandates' page numbers are missing or out of date."""
    kind = all_kinds()[KIND]
    for mandate in project.mandates.values():
        document = kind.document(project, mandate)
        if document.kept or not contents_of(document.content):
            continue
        if mandate.pages is None:
            yield PAGES_MISSING.at(Place(mandate.source, 1, 1), mandat=mandate.id)
        elif mandate.pages.imprint != imprint_of(root, kind, document):
            yield PAGES_OLD.at(Place(pages_file(mandate)), mandat=mandate.id)


def imprint_of(root: Path, kind: DocumentKind[Any], document: Document) -> str:
    """What page numbers are worked out for: all that the document says, and the template it is set with."""
    try:
        template = hashlib.sha256(template_path(root, kind).read_bytes()).hexdigest()
    except OSError:
        template = ""
    return imprint([document.language, template, document.content])[:32]


def contents_of(content: Any) -> list[Contents]:
    """The lists of contents a document holds."""
    found: list[Contents] = []
    if not is_dataclass(content):
        return found
    for each in fields(content):
        value = getattr(content, each.name)
        if isinstance(value, Text):
            found += [block for block in walk(value.blocks) if isinstance(block, Contents)]
    return found


def pages_file(mandate: Mandate) -> str:
    """Where a mandate's page numbers are kept."""
    return (PurePosixPath(mandate.source).parent / PAGES).as_posix()
