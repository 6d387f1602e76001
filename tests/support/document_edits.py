"""Documents with seeded random edits, as people make them: the two of a pair for whatever compares documents.

`edited(document, random, count)` gives a changed copy of a `Document` and what was done to it. It works on the content,
whichever kind it is of, so that both documents of a pair come from the renderer itself.
"""

import copy
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

from support.rendering import place

from pipeline.document import Document, Line, Text
from pipeline.richtext import (
    Blocks,
    Heading,
    Image,
    Inline,
    Item,
    ListKind,
    Marker,
    Paragraph,
    Piece,
    Run,
    Table,
    Task,
    TextList,
    plain,
    walk,
)

_FIRST = [
    "arbeids",
    "frist",
    "gruppe",
    "rapport",
    "pasient",
    "kurs",
    "plan",
    "tiltaks",
    "ansvars",
    "ledelses",
    "opplærings",
    "budsjett",
    "møte",
    "risiko",
]
_LAST = [
    "arbeidet",
    "fristen",
    "gruppen",
    "rapporten",
    "kurset",
    "planen",
    "tiltaket",
    "oversikten",
    "ansvaret",
    "rådene",
    "avdelingen",
    "systemet",
    "møtet",
    "høringen",
    "risikoen",
    "og",
    "i",
    "til",
    "med",
    "som",
    "skal",
    "vurderes",
    "følges",
    "gir",
    "krever",
]
WORDS = (*_LAST, *(first + last for first in _FIRST for last in _LAST[:15]))
"""Enough words that two sentences seldom are alike."""


@cache
def picture(seed: int, width: int = 40, height: int = 20) -> bytes:
    """A PNG of one colour, another for each seed."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    colour = bytes((seed * 97 % 256, seed * 61 % 256, seed * 31 % 256))
    rows = (b"\x00" + colour * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def edited(document: Document, random: Random, count: int) -> tuple[Document, list[str]]:
    """A copy with `count` edits, and their names; an edit that found nothing to work on is tried as another."""
    changed = copy.deepcopy(document)
    done: list[str] = []
    for _ in range(count * 20):
        if len(done) == count:
            break
        edit = random.choice(EDITS)
        if edit(Content(changed), random):
            done.append(edit.__name__)
    return changed, done


@dataclass(slots=True)
class Content:
    """What there is to change in a document."""

    document: Document

    def _values(self) -> Iterator[tuple[object, str, Any]]:
        """Every field that holds something: its owner, its name, its value."""
        waiting: list[object] = [self.document.content]
        while waiting:
            owner = waiting.pop()
            for each in fields(owner):  # type: ignore[arg-type]
                value = getattr(owner, each.name)
                yield owner, each.name, value
                for part in value if isinstance(value, list) else [value]:
                    if is_dataclass(part) and not isinstance(part, Line | Text):
                        waiting.append(part)

    def texts(self) -> list[Text]:
        return [
            part
            for _, _, value in self._values()
            for part in (value if isinstance(value, list) else [value])
            if isinstance(part, Text)
        ]

    def words(self) -> list[tuple[object, str]]:
        """The fields that are plain words, by owner and name."""
        return [(owner, name) for owner, name, value in self._values() if isinstance(value, str) and len(value) > 3]

    def chapters(self) -> list[list[Any]]:
        """Lists of two or more parts that hold a text each."""
        return [
            value
            for _, _, value in self._values()
            if isinstance(value, list)
            and len(value) > 1
            and all(
                is_dataclass(part) and any(isinstance(getattr(part, f.name), Text) for f in fields(part))
                for part in value
            )
        ]

    def rows(self) -> list[list[Any]]:
        """Other lists of two or more parts: mostly rows of a table of the template."""
        chapters = [id(each) for each in self.chapters()]
        return [
            value
            for _, _, value in self._values()
            if isinstance(value, list) and len(value) > 1 and id(value) not in chapters
        ]

    def flows(self) -> list[Blocks]:
        """Every list of blocks."""
        found: list[Blocks] = []
        for text in self.texts():
            found.append(text.blocks)
            for block in walk(text.blocks):
                if isinstance(block, TextList):
                    found += [item.blocks for item in block.items]
                elif isinstance(block, Piece | Task):
                    found.append(block.blocks)
        return found

    def blocks(self, *kinds: type) -> list[Any]:
        return [block for text in self.texts() for block in walk(text.blocks) if isinstance(block, kinds)]

    def inlines(self) -> list[Inline]:
        found: list[Inline] = []
        for block in self.blocks(Paragraph, Heading, Table, Task):
            if isinstance(block, Paragraph | Heading):
                found.append(block.runs)
            elif isinstance(block, Table):
                found += [cell for row in (block.header, *block.rows) for cell in row]
            else:
                found.append(block.what)
        found += [value.runs for _, _, value in self._values() if isinstance(value, Line)]
        return [each for each in found if each]


def sentence(random: Random) -> str:
    chosen = [random.choice(WORDS) for _ in range(random.randint(4, 14))]
    return " ".join(chosen).capitalize() + "."


def _paragraph(random: Random) -> Paragraph:
    return Paragraph([Run(sentence(random), place())], place())


def _pick(random: Random, of: list[Any]) -> Any:
    return random.choice(of) if of else None


def words_changed(content: Content, random: Random) -> bool:
    runs = _pick(random, content.inlines())
    if not runs:
        return False
    run = random.choice(runs)
    parts = run.text.split(" ")
    at = random.randrange(len(parts))
    match random.randrange(3):
        case 0:
            parts[at] = random.choice(WORDS)
        case 1:
            parts.insert(at, random.choice(WORDS))
        case 2 if len(parts) > 1:
            del parts[at]
        case _:
            parts.append(random.choice(WORDS))
    run.text = " ".join(parts)
    return True


def paragraph_added(content: Content, random: Random) -> bool:
    flow = _pick(random, content.flows())
    if flow is None:
        return False
    flow.insert(random.randint(0, len(flow)), _paragraph(random))
    return True


def block_removed(content: Content, random: Random) -> bool:
    flow = _pick(random, [each for each in content.flows() if len(each) > 1])
    if flow is None:
        return False
    del flow[random.randrange(len(flow))]
    return True


def block_moved(content: Content, random: Random) -> bool:
    flow = _pick(random, [each for each in content.flows() if len(each) > 1])
    if flow is None:
        return False
    flow.insert(random.randrange(len(flow)), flow.pop(random.randrange(len(flow))))
    return True


def paragraph_split(content: Content, random: Random) -> bool:
    choices = [
        (flow, at)
        for flow in content.flows()
        for at, block in enumerate(flow)
        if isinstance(block, Paragraph) and len(block.runs) == 1 and " " in block.runs[0].text.strip()
    ]
    if not choices:
        return False
    flow, at = random.choice(choices)
    words = flow[at].runs[0].text.split(" ")
    cut = random.randint(1, len(words) - 1)
    flow[at].runs[0].text = " ".join(words[:cut])
    flow.insert(at + 1, Paragraph([Run(" ".join(words[cut:]), place())], place()))
    return True


def paragraphs_merged(content: Content, random: Random) -> bool:
    choices = [
        (flow, at)
        for flow in content.flows()
        for at, (one, other) in enumerate(pairwise(flow))
        if isinstance(one, Paragraph) and isinstance(other, Paragraph)
    ]
    if not choices:
        return False
    flow, at = random.choice(choices)
    flow[at].runs += [Run(" ", place()), *flow.pop(at + 1).runs]
    return True


def list_added(content: Content, random: Random) -> bool:
    flow = _pick(random, [text.blocks for text in content.texts()])
    if flow is None:
        return False
    items = [Item([_paragraph(random)], place()) for _ in range(random.randint(2, 4))]
    flow.insert(random.randint(0, len(flow)), TextList(random.choice(list(ListKind)), items, place()))
    return True


def point_added(content: Content, random: Random) -> bool:
    found = _pick(random, content.blocks(TextList))
    if found is None:
        return False
    found.items.insert(random.randint(0, len(found.items)), Item([_paragraph(random)], place()))
    return True


def point_removed(content: Content, random: Random) -> bool:
    found = _pick(random, [each for each in content.blocks(TextList) if len(each.items) > 1])
    if found is None:
        return False
    del found.items[random.randrange(len(found.items))]
    return True


def point_nested(content: Content, random: Random) -> bool:
    found = _pick(random, [each for each in content.blocks(TextList) if len(each.items) > 1])
    if found is None:
        return False
    at = random.randrange(1, len(found.items))
    kind = random.choice(list(ListKind))
    found.items[at - 1].blocks.append(TextList(kind, [found.items.pop(at)], place(), found.level + 1))
    return True


def list_kind_changed(content: Content, random: Random) -> bool:
    found = _pick(random, content.blocks(TextList))
    if found is None:
        return False
    found.kind = random.choice([kind for kind in ListKind if kind is not found.kind])
    return True


def table_added(content: Content, random: Random) -> bool:
    flow = _pick(random, [text.blocks for text in content.texts()])
    if flow is None:
        return False

    def row(count: int) -> list[Inline]:
        return [[Run(random.choice(WORDS), place())] for _ in range(count)]

    columns = random.randint(2, 4)
    flow.insert(random.randint(0, len(flow)), Table(row(columns), [row(columns) for _ in range(3)], place()))
    return True


def row_changed(content: Content, random: Random) -> bool:
    found = _pick(random, [each for each in content.blocks(Table) if each.rows])
    if found is None:
        return False
    cells = [[Run(random.choice(WORDS), place())] for _ in found.header]
    match random.randrange(3):
        case 0:
            found.rows.insert(random.randint(0, len(found.rows)), cells)
        case 1 if len(found.rows) > 1:
            del found.rows[random.randrange(len(found.rows))]
        case _:
            found.rows[random.randrange(len(found.rows))] = cells
    return True


def column_changed(content: Content, random: Random) -> bool:
    found = _pick(random, [each for each in content.blocks(Table) if each.rows])
    if found is None:
        return False
    rows = [found.header, *found.rows]
    count = len(found.header)
    if count > 1 and random.random() < 0.5:
        at = random.randrange(count)
        for row in rows:
            del row[at : at + 1]
    else:
        at = random.randint(0, count)
        for row in rows:
            row.insert(at, [Run(random.choice(WORDS), place())])
    return True


def heading_changed(content: Content, random: Random) -> bool:
    found = _pick(random, content.blocks(Heading))
    if found is None:
        flow = _pick(random, [text.blocks for text in content.texts()])
        if flow is None:
            return False
        flow.insert(random.randint(0, len(flow)), Heading(1, [Run(sentence(random)[:-1], place())], place()))
    elif random.random() < 0.3:
        found.level = 3 - found.level
    else:
        found.runs[:] = [Run(sentence(random)[:-1], place())]
    return True


def look_changed(content: Content, random: Random) -> bool:
    runs = _pick(random, content.inlines())
    if not runs:
        return False
    at = random.randrange(len(runs))
    run = runs[at]
    words = run.text.split(" ")
    one, other = sorted((random.randrange(len(words) + 1), random.randrange(len(words) + 1)))
    texts = [" ".join(words[:one]), " ".join(words[one:other]), " ".join(words[other:])]
    which = random.choice(["bold", "italic", "underline", "code"])
    pieces = []
    for number, text in enumerate(texts):
        if text:
            piece = copy.copy(run)
            piece.text = text + (" " if any(texts[number + 1 :]) else "")
            piece.lines = ()
            if number == 1 or len([each for each in texts if each]) == 1:
                setattr(piece, which, not getattr(run, which))
            pieces.append(piece)
    runs[at : at + 1] = pieces or [run]
    return bool(pieces)


def link_changed(content: Content, random: Random) -> bool:
    runs = _pick(random, content.inlines())
    if not runs:
        return False
    run = random.choice(runs)
    run.href = None if run.href else f"https://lia.example/{random.randrange(3)}"
    return True


def image_changed(content: Content, random: Random) -> bool:
    found = _pick(random, content.blocks(Image))
    path = f"vedlegg/prove-{random.randrange(4)}.png"
    if found is not None and random.random() < 0.5:
        if random.random() < 0.5:
            found.path = path
        else:
            found.alt = sentence(random)
        return True
    flow = _pick(random, content.flows())
    if flow is None:
        return False
    caption: Inline = [Run(sentence(random), place())] if random.random() < 0.5 else []
    flow.insert(random.randint(0, len(flow)), Image(path, sentence(random), place(), caption))
    return True


def piece_changed(content: Content, random: Random) -> bool:
    found = _pick(random, content.blocks(Piece))
    if found is None:
        return False
    found.marker = random.choice([marker for marker in Marker if marker is not found.marker])
    return True


def field_changed(content: Content, random: Random) -> bool:
    """Titles, names and the like, which stand in headers too."""
    found = _pick(random, content.words())
    if found is None:
        return False
    owner, name = found
    setattr(owner, name, f"{getattr(owner, name)} {random.choice(WORDS)}")
    return True


def title_changed(content: Content, random: Random) -> bool:
    content.document.title += f" {random.choice(WORDS)}"
    for name in ("tittel", "organisasjon", "dokumentnavn"):
        if hasattr(content.document.content, name):
            setattr(content.document.content, name, f"{getattr(content.document.content, name)} {random.choice(WORDS)}")
    return True


def chapter_moved(content: Content, random: Random) -> bool:
    found = _pick(random, content.chapters())
    if found is None:
        return False
    found.insert(random.randrange(len(found)), found.pop(random.randrange(len(found))))
    return True


def chapter_added_or_removed(content: Content, random: Random) -> bool:
    found = _pick(random, content.chapters())
    if found is None:
        return False
    if len(found) > 2 and random.random() < 0.5:
        del found[random.randrange(len(found))]
    else:
        found.insert(random.randint(0, len(found)), copy.deepcopy(random.choice(found)))
    return True


def part_added_or_removed(content: Content, random: Random) -> bool:
    found = _pick(random, content.rows())
    if found is None:
        return False
    if random.random() < 0.5:
        del found[random.randrange(len(found))]
    else:
        found.insert(random.randint(0, len(found)), copy.deepcopy(random.choice(found)))
    return True


EDITS: tuple[Callable[[Content, Random], bool], ...] = (
    words_changed,
    words_changed,
    words_changed,
    paragraph_added,
    block_removed,
    block_moved,
    paragraph_split,
    paragraphs_merged,
    list_added,
    point_added,
    point_removed,
    point_nested,
    list_kind_changed,
    table_added,
    row_changed,
    row_changed,
    column_changed,
    heading_changed,
    look_changed,
    link_changed,
    image_changed,
    piece_changed,
    field_changed,
    title_changed,
    chapter_moved,
    chapter_added_or_removed,
    part_added_or_removed,
)


def length(document: Document) -> int:
    """How many letters stand in the texts of a document, to tell that a pair is about something."""
    return sum(len(plain(runs)) for runs in Content(document).inlines())
