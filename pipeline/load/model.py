"""What `load` hands on: what was typed, with its places, before anything is looked up.

Leaf values of YAML are `Text`: the letters as typed, never guessed into numbers or dates, with the place they stand at.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.diagnostics import Place
from pipeline.load.heads import ContactSource, MeetingHead, PersonSource, SetupSource
from pipeline.load.source_text import SourceText
from pipeline.richtext import Blocks, Inline
from pipeline.schema.placed import Text

if TYPE_CHECKING:  # most projects have none of these
    from pipeline.load.mandate_models import MandateHead
    from pipeline.load.register_models import ActionSource, RegisterHead


@dataclass(slots=True)
class PlacedText:
    """A piece of a heading and where it stands."""

    text: str
    place: Place


@dataclass(slots=True)
class CaseText:
    """A case as typed: `## 25-2020 Tittel (drøfting, 20 min, tilleggssak) v/Dal og Vik`, and what stands under it.

    `number` is None where none was typed, `is_new` where it says `ny`. `kind` is the case type as typed. `notes` are
    the other words in the closing bracket (minutes, tilleggssak, ettersendt, trukket), as typed.
    """

    place: Place
    number: PlacedText | None
    is_new: bool
    title: Inline
    kind: PlacedText | None
    notes: list[PlacedText]
    presenters: list[PlacedText]
    blocks: Blocks


@dataclass(slots=True)
class Overrule:
    """`Godta KODE: grunn` in a text, `# godta KODE: grunn` in YAML: the problem `code` is accepted, for a reason.

    It is accepted on the lines from `first_line` to `last_line`.
    """

    code: str
    reason: str
    place: Place
    first_line: int
    last_line: int


@dataclass(slots=True)
class MeetingSource:
    """A meeting file: `body` and `date_in_name` come from its path `moter/<body>/<date>.md`."""

    path: str
    sha256: str
    body: str
    date_in_name: str
    head: MeetingHead
    head_place: Place
    preface: Blocks
    cases: list[CaseText]


@dataclass(slots=True)
class ChapterSource:
    """A chapter or an appendix: one text file. Where it has no title, `title` is its name. `text` is what it was read
    from: values of its fenced blocks are turned into blocks with it (`text_in_yaml`)."""

    name: str
    path: str
    title: Inline
    blocks: Blocks
    place: Place
    text: SourceText


@dataclass(slots=True)
class PagesSource:
    """Page numbers as kept beside a mandate: for the document with `imprint`, by bookmark."""

    imprint: str
    pages: dict[str, int]


@dataclass(slots=True)
class MandateSource:
    """A mandate's files. `chapters` and `appendices` are all that lie in the two folders, by name, listed in the head
    or not; `files` the paths that were read. `pages` is what `sidetall.json` holds, `text` the lines of `mandat.yaml`.
    """

    id: str
    path: str
    head: "MandateHead"
    head_place: Place
    chapters: dict[str, ChapterSource]
    appendices: dict[str, ChapterSource]
    files: list[str]
    pages: PagesSource | None = None
    text: SourceText | None = None


@dataclass(slots=True)
class RegisterSource:
    """An action register: the head, and the actions of all its files as typed, in order, an id used twice too.

    `texts` are the files read, by path: rich text is read out of them.
    """

    id: str
    path: str
    head: "RegisterHead"
    head_place: Place
    actions: "list[tuple[Text, ActionSource]]"
    texts: dict[str, SourceText]


@dataclass(slots=True)
class SectionSource:
    """A section of a text; what stands before the first has no title."""

    title: Inline
    blocks: Blocks
    place: Place


@dataclass(slots=True)
class PaperSource:
    """A text of a document kind: `name` is its path below the kind's folder, without `.md`; `head` is of the model the
    kind asks for."""

    kind: str
    name: str
    path: str
    head: Any
    head_place: Place
    preface: SectionSource
    sections: list[SectionSource]
    text: SourceText


@dataclass(slots=True)
class RawProject:
    """Everything under `sources/`, as typed.

    `digests` has the SHA-256 of every file read, by path; `assets` are the other files.
    """

    setup: SetupSource
    persons: dict[str, PersonSource]
    contacts: dict[str, ContactSource]
    meetings: list[MeetingSource]
    mandates: list[MandateSource] = field(default_factory=list)
    registers: list[RegisterSource] = field(default_factory=list)
    papers: list[PaperSource] = field(default_factory=list)
    overrules: list[Overrule] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    assets: frozenset[str] = frozenset()
