"""One document made: rendered with its kind's template, and verified. Nothing is written here."""

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Exit, Place
from pipeline.document import Document
from pipeline.edit.whole_file import reason
from pipeline.kinds import all_kinds
from pipeline.language.labels import labels, messages
from pipeline.records.project import Project
from pipeline.render.compiled import CompiledTemplate
from pipeline.render.docx import render_document
from pipeline.render.template_cache import cached_template
from pipeline.verify import verify_docx
from pipeline.workflow.problems import TEMPLATE_MISSING
from pipeline.workflow.templates import template_path
from pipeline.workflow.user_cache import cache_folder


@dataclass(slots=True)
class ReadyTemplate:
    """A template ready for every document of its kind: what the manifest calls it, its own tags, what is remarked on
    it."""

    compiled: CompiledTemplate
    name: str
    tags: list[str]
    remarks: list[Diagnostic]


@dataclass(slots=True)
class MadeDocument:
    """`data` is empty where the document could not be made; then `faults` say why, and `exit` what the process says.

    `remarks` is what rendering remarked, `assets` the files under `sources/` that were shown.
    """

    data: bytes = b""
    remarks: list[Diagnostic] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    exit: Exit = Exit.GOOD
    assets: list[str] = field(default_factory=list)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What is to be said of it; of one that failed verification, only how."""
        return self.faults if self.exit is Exit.VERIFICATION else [*self.remarks, *self.faults]


def ready_template(path: Path) -> ReadyTemplate | list[Diagnostic]:
    """The template at `path`, or what is wrong with it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return [TEMPLATE_MISSING.at(Place(path.name), mal=path, grunn=reason(error))]
    compiled, found = cached_template(data, path.name, cache_folder())
    if compiled is None:
        return found
    tags = [tag for placed in compiled.places.values() for _, tag in placed]
    return ReadyTemplate(compiled, f"{path.resolve().parent.name}/{path.name}", tags, found)


def made_with(template: ReadyTemplate, root: Path, project: Project, document: Document, file: str) -> MadeDocument:
    """The bytes of `document`, which is to be called `file`, made with `template`."""
    assets: list[str] = []

    def asset(path: str) -> bytes | None:
        try:
            data = (root / path).read_bytes() if path in project.assets else None
        except OSError:
            return None
        if data is not None:
            assets.append(path)
        return data

    language = document.language
    data, found = render_document(template.compiled, document, asset, labels(language), messages(language))
    if not data:
        return MadeDocument(faults=found, exit=Exit.TEMPLATE)
    faults = verify_docx(data, file, document, template.tags)
    if faults:
        return MadeDocument(b"", found, faults, Exit.VERIFICATION)
    return MadeDocument(data, found, assets=assets)


def make_document(root: Path, project: Project, document: Document) -> MadeDocument:
    """The bytes of `document`, made for itself with its kind's template."""
    template = ready_template(template_path(root, all_kinds()[document.kind]))
    if isinstance(template, list):
        return MadeDocument(faults=template, exit=Exit.TEMPLATE)
    made = made_with(template, root, project, document, f"{document.stem}.docx")
    made.remarks = [*template.remarks, *made.remarks]
    return made
