"""What a kind of data is, that a text may hold between backticks. Each module of `pipeline.document.data` holds one,
named DATA, and is found by being there. A text of any kind may hold all of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.diagnostics import Diagnostic
from pipeline.document.meetings import Translate
from pipeline.records.papers import Paper
from pipeline.records.project import Project
from pipeline.richtext import Blocks, DataBlock
from pipeline.schema.paper import DataShape

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a record stands: in which text of which project, printed with which words."""

    project: Project
    paper: Paper
    translate: Translate


@dataclass(frozen=True, slots=True)
class DataKind(Generic[Record]):
    """`shape` says what is typed and makes the record of it; `blocks` what the record looks like on paper, named after
    the block it stands in; `check` what is wrong with it, seen from the whole project."""

    shape: DataShape
    record: type[Record]
    blocks: Callable[[Record, DataBlock, Setting], Blocks]
    check: Callable[[Record, DataBlock, Setting], Iterable[Diagnostic]] | None = None
