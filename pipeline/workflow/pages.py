"""Page numbers in lists of contents: worked out by LibreOffice when asked for, kept beside the sources.

A build takes the numbers that are kept, so that it gives the same document on every machine, with or without
LibreOffice. `imprint` of what they were worked out for tells when they are out of date.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Exit, Place
from pipeline.edit.whole_file import WriteFailure, reason, write_whole
from pipeline.external.bookmark_pages import bookmark_pages
from pipeline.external.libreoffice import LIBREOFFICE
from pipeline.kinds import all_kinds
from pipeline.load.model import PagesSource
from pipeline.load.pages import pages_text
from pipeline.records.mandate import Mandate, PageNumbers
from pipeline.records.project import Project
from pipeline.workflow.changing import changing, readable
from pipeline.workflow.made_document import make_document
from pipeline.workflow.mandate_names import mandate_named
from pipeline.workflow.page_numbers import KIND, contents_of, imprint_of, pages_file
from pipeline.workflow.problems import CANNOT_WRITE, PAGES_UNSTABLE
from pipeline.workflow.reading import read_project

ROUNDS = 4
"""How often the document is laid out before it is given up that its numbers come to rest."""

Layout = Callable[[bytes, list[str]], "dict[str, int] | Diagnostic"]
"""From a .docx and the names of bookmarks to their pages."""


def layout_at_hand() -> bool:
    """Whether page numbers can be worked out on this machine."""
    return LIBREOFFICE.find() is not None


@dataclass(slots=True)
class PagesReport:
    """`written` are the files that were, by mandate, `same` the mandates whose numbers were right."""

    written: dict[str, str] = field(default_factory=dict)
    same: list[str] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    exit: Exit = Exit.GOOD


def fill_pages(root: Path, idents: Iterable[str] = (), layout: Layout = bookmark_pages) -> PagesReport:
    """Works out the page numbers of the named mandates (none: all) and keeps them beside their sources.

    Raises Refused where a name is no mandate's, or the project is held by somebody else.
    """
    report = PagesReport()
    with changing(root):
        project = readable(read_project(root))
        wanted = [mandate_named(project, each) for each in idents] or list(project.mandates.values())
        for mandate in wanted:
            _fill(root, project, mandate, layout, report)
    return report


def _fill(root: Path, project: Project, mandate: Mandate, layout: Layout, report: PagesReport) -> None:
    file = pages_file(mandate)
    found = worked_out(root, project, mandate, layout)
    if isinstance(found, list):
        report.diagnostics += found
        report.exit = Exit.OUTSIDE if any(each.code.startswith("program-") for each in found) else Exit.FAULTS
        return
    try:
        if write_whole(root / file, pages_text(PagesSource(found.imprint, found.pages)).encode()):
            report.written[mandate.id] = file
        else:
            report.same.append(mandate.id)
    except (WriteFailure, OSError) as failure:
        said = reason(failure) if isinstance(failure, OSError) else failure
        report.diagnostics.append(CANNOT_WRITE.at(Place(file), grunn=said))
        report.exit = Exit.FILES


def worked_out(
    root: Path, project: Project, mandate: Mandate, layout: Layout = bookmark_pages
) -> PageNumbers | list[Diagnostic]:
    """The page numbers of a mandate as it is now; or what stands in the way.

    The numbers themselves may move a line, so the document is laid out until they no longer change.
    """
    kind = all_kinds()[KIND]
    before, mandate.pages = mandate.pages, None
    try:
        wanted = imprint_of(root, kind, kind.document(project, mandate))
        for _ in range(ROUNDS):
            document = kind.document(project, mandate)
            made = make_document(root, project, document)
            if not made.data:
                return made.diagnostics
            names = [line.bookmark for each in contents_of(document.content) for line in each.lines]
            found = layout(made.data, names)
            if isinstance(found, Diagnostic):
                return [found]
            if mandate.pages is not None and mandate.pages.pages == found:
                return mandate.pages
            mandate.pages = PageNumbers(wanted, found)
        return [PAGES_UNSTABLE.at(Place(mandate.source), mandat=mandate.id)]
    finally:
        mandate.pages = before
