"""One document made for itself: not written, not told in the manifest."""

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Exit, Place
from pipeline.document import Document
from pipeline.edit.whole_file import reason
from pipeline.kinds import all_kinds
from pipeline.language.labels import labels, messages
from pipeline.records.project import Project
from pipeline.render.docx import render_document
from pipeline.render.template_cache import cached_template
from pipeline.verify import verify_docx
from pipeline.workflow.problems import TEMPLATE_MISSING
from pipeline.workflow.templates import template_path
from pipeline.workflow.user_cache import cache_folder


@dataclass(slots=True)
class MadeDocument:
    """`data` is empty where the document could not be made; then `diagnostics` say why, and `exit` what the process
    says."""

    data: bytes = b""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    exit: Exit = Exit.GOOD


def make_document(root: Path, project: Project, document: Document) -> MadeDocument:
    """The bytes of `document`, rendered with its kind's template and verified."""
    path = template_path(root, all_kinds()[document.kind])
    try:
        bare = path.read_bytes()
    except OSError as error:
        missing = TEMPLATE_MISSING.at(Place(path.name), mal=path, grunn=reason(error))
        return MadeDocument(diagnostics=[missing], exit=Exit.TEMPLATE)
    template, found = cached_template(bare, path.name, cache_folder())
    if template is None:
        return MadeDocument(diagnostics=found, exit=Exit.TEMPLATE)

    def asset(name: str) -> bytes | None:
        try:
            return (root / name).read_bytes() if name in project.assets else None
        except OSError:
            return None

    language = document.language
    data, remarks = render_document(template, document, asset, labels(language), messages(language))
    if not data:
        return MadeDocument(diagnostics=[*found, *remarks], exit=Exit.TEMPLATE)
    tags = [tag for placed in template.places.values() for _, tag in placed]
    faults = verify_docx(data, f"{document.stem}.docx", document, tags)
    if faults:
        return MadeDocument(diagnostics=faults, exit=Exit.VERIFICATION)
    return MadeDocument(data, [*found, *remarks])
