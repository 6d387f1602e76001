"""What a document kind is. Each module of `pipeline.kinds` holds one, named KIND, and is found by being there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeAlias, TypeVar

from pipeline.diagnostics import Diagnostic
from pipeline.records.project import Project
from pipeline.schema.paper import PaperShape

Rule: TypeAlias = Callable[[Project], Iterable[Diagnostic]]
"""A rule looks at the whole linked project and says what is wrong with it."""

Subject = TypeVar("Subject")


@dataclass(slots=True)
class Document:
    """One document to be made.

    `id` is the id of the record it shows; `stem` the file name without ending; `source` the source file it mostly comes
    from; `content` an instance of the kind's content class; `remarks` the faults shown as Word comments at their
    places; `date` the date that rules the document (never the clock); `properties` are custom document properties;
    `whole` says that everything in the source is shown: else a remark on what is not is no remark here;
    `anchors` the bookmark of each record the text may point at, by the record's id; `version` the document's own
    version or status, as the manifest tells it; `sources` every source file it comes from, where that is more than
    `source`; `partly` those of them of which only a part is shown; `kept` a file under the project's folder that
    already is this document: then its bytes are handed out, and nothing is made.
    """

    kind: str
    id: str
    stem: str
    source: str
    language: str
    title: str
    subject: str
    author: str
    date: date
    content: Any
    anchors: dict[str, str] = field(default_factory=dict)
    whole: bool = True
    remarks: list[Diagnostic] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    version: str = ""
    sources: tuple[str, ...] = ()
    partly: tuple[str, ...] = ()
    kept: str = ""


@dataclass(frozen=True, slots=True)
class DocumentKind(Generic[Subject]):
    """A kind of document.

    `name` names the folder under `build/`, the template (`<name>.docx`) and the argument of `saksgang build`.
    `subjects` says which records of a project get a document; `document` makes it; `sample` is a content with every
    list and every field filled, for checking templates; `rules` are the kind's own; `paper` says what the sources of a
    kind with texts of its own hold.
    """

    name: str
    about: str
    content: type
    subjects: Callable[[Project], list[Subject]]
    document: Callable[[Project, Subject], Document]
    sample: Callable[[], Any]
    rules: tuple[Rule, ...] = ()
    paper: PaperShape | None = None

    @property
    def template(self) -> str:
        return f"{self.name}.docx"
