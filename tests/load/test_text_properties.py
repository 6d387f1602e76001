"""What holds for every text: written-out blocks come back as they were, no word is lost, nothing raises."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.outline import blocks_of, outline, source_of

from pipeline.load.meeting_text import read_meeting_text, split_head
from pipeline.load.points import label_of
from pipeline.load.source_text import read_text
from pipeline.richtext import Blocks, Image, ListKind, Piece, Quotation, Task, TextList, inlines, plain, walk

# --- blocks written out and read back -----------------------------------------------------------------------------


@dataclass
class Typed:
    """A block as a writer thinks of it. `inside` are the blocks in it, of a list the blocks of each point."""

    sort: str
    words: str = ""
    kind: ListKind = ListKind.BULLET
    sign: str = "-"
    unit: str = "  "
    tight: bool = True
    inside: list["Typed"] = field(default_factory=list)
    points: list[list["Typed"]] = field(default_factory=list)


SENTENCES = st.sampled_from(
    [
        "Nøkler",
        "Det kom eple og pære",
        "E. Hegg kom",
        "Sak nr. 1 kom med i møtet",
        "I alt 3 kom",
        "Å gå",
        "Ord: så",
        "kl. 12.00",
    ]
)
UNITS = st.sampled_from([" ", "  ", "   ", "    ", "\t"])
SIGNS = {
    ListKind.BULLET: ["-", "–", "•", "○", "*"],
    ListKind.NUMBER: [".", ")"],
    ListKind.LETTER: [".", ")"],
    ListKind.ROMAN: [".", ")"],
}


@st.composite
def paragraphs(draw: st.DrawFn) -> Typed:
    return Typed("paragraph", draw(SENTENCES))


@st.composite
def lists(draw: st.DrawFn, level: int) -> Typed:
    kind = draw(st.sampled_from(ListKind))
    points = [[draw(paragraphs()), *draw(bodies(level + 1))] for _ in range(draw(st.integers(1, 3)))]
    points += [[Typed("paragraph", "Flere")]] * draw(st.sampled_from([0, 0, 9, 30]))
    sign = draw(st.sampled_from(SIGNS[kind]))
    if kind is ListKind.NUMBER and len(points) == 1:
        sign = ")"  # «1.» alone is text
    return Typed("list", kind=kind, sign=sign, unit=draw(UNITS), tight=draw(st.booleans()), points=points)


@st.composite
def pieces(draw: st.DrawFn, level: int) -> Typed:
    marker = draw(st.sampled_from(["Svar", "Merknad", "Vedtak", "Konklusjon"]))
    inside = [draw(paragraphs())]
    if level < 4 and draw(st.booleans()):
        inside.append(draw(lists(level)))
    return Typed("piece", marker, tight=draw(st.booleans()), inside=inside)


@st.composite
def quotations(draw: st.DrawFn) -> Typed:
    inside = [draw(paragraphs())]
    if draw(st.booleans()):
        kind = draw(st.sampled_from(ListKind))
        points = [[draw(paragraphs())] for _ in range(draw(st.integers(2, 3)))]
        inside += [Typed("list", kind=kind, sign=draw(st.sampled_from(SIGNS[kind])), points=points), draw(paragraphs())]
    said_by = draw(st.sampled_from(["", "Hegg", "Ansatt ved kontoret"]))
    # The first space after the sign is none of the indentation.
    sign = "> " if inside[1:] else draw(st.sampled_from(["> ", ">"]))
    return Typed("quotation", said_by, unit=sign, inside=inside)


@st.composite
def bodies(draw: st.DrawFn, level: int) -> list[Typed]:
    """What follows one another in a text or in a point: no two lists in a row, which would be one."""
    sorts = (
        ["paragraph", "piece", "table", "image", "quotation"]
        + (["list"] * 3 if level < 4 else [])
        + (["heading"] if not level else [])
    )
    body: list[Typed] = []
    for sort in draw(st.lists(st.sampled_from(sorts), max_size=max(4 - level, 1))):
        match sort:
            case "list":
                block = draw(lists(level))
            case "piece":
                block = draw(pieces(level))
            case "quotation":
                block = draw(quotations())
            case _:
                block = Typed(sort, draw(SENTENCES))
        if block.sort == "list" and body and (body[-1].sort == "list" or body[-1].inside[1:]):
            body.append(draw(paragraphs()))
        body.append(block)
    return body


def written(body: list[Typed], indent: str) -> Iterator[str]:
    before = ""
    for block in body:
        # A piece that follows a paragraph in a point, and a list, may follow it without a blank line.
        if before and not (before == "paragraph" and block.tight and block.sort in ("list", "piece")):
            yield ""
        yield from _written(block, indent)
        before = block.sort


def _written(block: Typed, indent: str) -> Iterator[str]:
    match block.sort:
        case "list":
            for ordinal, (first, *rest) in enumerate(block.points, 1):
                label = block.sign if block.kind is ListKind.BULLET else label_of(block.kind, ordinal) + block.sign
                yield f"{indent}{label} {first.words}"
                if rest:
                    # Written as after a paragraph, which stands beside the label already.
                    yield from list(written([Typed("paragraph"), *rest], indent + block.unit))[1:]
        case "piece":
            yield f"{indent}{block.words}: {block.inside[0].words}"
            for each in block.inside[1:]:
                yield from _written(each, indent)
        case "quotation":
            for line in written(block.inside, ""):
                yield f"{indent}{block.unit}{line}".rstrip()
            if block.words:
                yield f"{indent}{block.unit}— {block.words}"
        case "table":
            yield f"{indent}| {block.words} | b |"
            yield f"{indent}| c | {block.words} |"
        case "image":
            yield f"{indent}![{block.words}](bilde.png)"
        case "heading":
            yield f"### {block.words}"
        case _:
            first, _, rest = block.words.partition(" kom ")
            yield indent + first
            if rest:
                yield f"{indent}kom {rest}"


def expected(body: list[Typed], indent: str = "") -> Iterator[str]:
    for block in body:
        match block.sort:
            case "list":
                for ordinal, (first, *rest) in enumerate(block.points, 1):
                    label = label_of(block.kind, ordinal)
                    sign = {ListKind.BULLET: "-", ListKind.NUMBER: f"{label}.", ListKind.LETTER: f"{label})"}
                    yield f"{indent}{sign.get(block.kind, f'({label})')} {first.words}"
                    yield from expected(rest, indent + "  ")
            case "quotation":
                yield from (f"{indent}> {line}" for line in expected(block.inside))
                if block.words:
                    yield f"{indent}> – {block.words}"
            case "piece":
                yield f"{indent}{block.words}:"
                yield from expected(block.inside, indent + "  ")
            case "table":
                yield f"{indent}| {block.words} | b |"
                yield f"{indent}| c | {block.words} |"
            case "image":
                yield f"{indent}[{block.words}: bilde.png]"
            case "heading":
                yield f"# {block.words}"
            case _:
                yield indent + block.words


def list_levels(blocks: Blocks, level: int = 0) -> Iterator[tuple[int, int]]:
    """The level of each list, and the number of lists it stands in."""
    for block in blocks:
        if isinstance(block, TextList):
            yield block.level, level
            for item in block.items:
                yield from list_levels(item.blocks, level + 1)
        elif isinstance(block, Piece | Task):
            yield from list_levels(block.blocks, level)
        elif isinstance(block, Quotation):
            yield from list_levels(block.blocks)


@given(bodies(level=0))
def test_blocks_written_out_are_read_back_as_they_were(body: list[Typed]) -> None:
    text = "\n".join(written(body, ""))
    if not text:
        return
    blocks, diagnostics = blocks_of(text)
    assert outline(blocks) == "\n".join(expected(body)), text
    assert all(level == nested for level, nested in list_levels(blocks))
    assert [each.code for each in diagnostics if each.code != "linje-uten-innrykk"] == []


# --- nothing is lost, whatever is typed ---------------------------------------------------------------------------

INDENTS = ["", "", "", " ", "  ", "   ", "    ", "\t", "        "]
OPENINGS = [
    *[""] * 5, "- ", "– ", "• ", "* ", "o\t", "1. ", "2. ", "3. ", "1) ", "2) ", "a) ", "b) ", "c) ", "a. ", "b. ",
    "h) ", "i) ", "ii) ", "i. ", "28. april ", "0) ", "Svar: ", "Svar:", "Merknad: ", "Vedtak: ", "Vedtak:",
    "Vedtak: 1. ", "Konklusjon:", "Oppfølging:", "Oppfølging: ", "=> ", "=> Vik: ", "=>", "### ", "# ", "## ",
    "## 25-2020 ", "# 3-2020 ", "## ny ", "| ", "|", "|---|---|", "| a | b |", "![bilde](sti.png)", "![", "E. ",
    "f. eks. ", "**Vedtak:** ", "> ", "> ", ">", ">> ", "> – ", "> - ", "> 1. ", "> 3 ", "> ### ", "- > ", "Svar: > ",
    "Godta en-regel: ", "---", "-", "1.", "a)",
]  # fmt: skip
MIDDLES = [
    "", "", "*", "**", "_", "++", "`", "[", "](", ")", "|", " | ", "#", "<", ">", "3*4*5", "sak 15-2020", "@berg", ":",
    ", 26.05.2020", "(drøfting)", " v/", ",", " og ", "\\", "&amp;", "{{ x }}", "\u00a0", "e\u0301", "🎉", "\u2028",
    "\x0b", "!",
]  # fmt: skip


@st.composite
def nasty_texts(draw: st.DrawFn) -> str:
    """Lines of everything that means something, each with words of its own: w1x, w2x …"""
    lines = []
    count = 0
    for _ in range(draw(st.integers(1, 12))):
        line = draw(st.sampled_from(INDENTS)) + draw(st.sampled_from(OPENINGS))
        for middle in draw(st.lists(st.sampled_from(MIDDLES), max_size=4)):
            count += 1
            line += f"{middle}w{count}x" if draw(st.booleans()) else f"{middle} w{count}x "
        lines.append(line)
        lines.extend([""] * draw(st.integers(0, 2)))
    return "\n".join(lines)


def shown(blocks: Blocks) -> Iterator[str]:
    for block in walk(blocks):
        if isinstance(block, Task):
            yield from (name for name, _ in block.owners)
        if isinstance(block, Image):
            yield from (block.alt, block.path)
        for runs in inlines(block):
            yield plain(runs)
        if isinstance(block, Task):
            yield block.due


def targets(blocks: Blocks) -> Iterator[str]:
    """Where links lead, where that is not what is shown."""
    for block in walk(blocks):
        for runs in inlines(block):
            yield from (run.href for run in runs if run.href and run.href not in run.text)


def own_words(text: str) -> list[str]:
    return re.findall(r"w\d+x", text)


@settings(max_examples=300)
@given(nasty_texts())
def test_no_word_is_lost_or_doubled(text: str) -> None:
    source, _ = read_text(text.encode(), "a.md")
    if source is None:
        return
    preface, cases, overrules, diagnostics = read_meeting_text(source, 1)
    told = [each for each in diagnostics if each.code in ("godta-uten-grunn", "godta-foran-ingenting")]
    excused = {word for each in told for word in own_words(source.lines[each.place.line - 1])}
    headings = [line for line in source.lines if re.match(r"\s*#{1,2}[^#]", line)]
    seen = [*shown(preface), *targets(preface)]
    for case in cases:
        heading = [case.number, case.kind, *case.notes, *case.presenters]
        seen += [plain(case.title), *(each.text for each in heading if each), *(run.href or "" for run in case.title)]
        seen += [*shown(case.blocks), *targets(case.blocks)]
    seen += [each.reason for each in overrules]
    words = [word for word in own_words("\n".join(source.lines)) if word not in excused]
    assert Counter(own_words("\n".join(seen))) == Counter(words)
    # In order, too, but for headings, overrules and targets of links, which are taken apart.
    apart = set(own_words("\n".join(headings) + "\n".join(each.reason for each in overrules)))
    moved = {
        word
        for block in walk(preface)
        for runs in inlines(block)
        for run in runs
        if run.href
        for word in own_words(run.href)
    }
    moved |= {
        word
        for case in cases
        for block in walk(case.blocks)
        for runs in inlines(block)
        for run in runs
        if run.href
        for word in own_words(run.href)
    }
    in_order = [word for word in own_words("\n".join(seen)) if word not in apart | moved]
    assert in_order == [word for word in words if word not in apart | moved]


@settings(max_examples=200)
@given(nasty_texts() | st.text(max_size=200) | st.text(alphabet="-*1a)i.=> |–#:\n\t Svar[](`_+", max_size=80))
def test_nothing_raises_and_every_complaint_has_its_place(text: str) -> None:
    source, diagnostics = read_text(text.encode(errors="replace"), "a.md")
    if source is not None:
        _, first_line, about_head = split_head(source)
        preface, cases, _, about_text = read_meeting_text(source, min(first_line, len(source.lines)))
        diagnostics += about_head + about_text
        for blocks in (preface, *(case.blocks for case in cases)):
            for block in walk(blocks):
                assert 1 <= block.place.line <= len(source.lines)
                assert not isinstance(block, TextList) or (block.items and block.level < 4)
    for each in diagnostics:
        assert each.message()
        assert each.place.file == "a.md"


# --- no text takes long -----------------------------------------------------------------------------------------

HOSTILE = {
    "quotations": "> Et avsnitt.\n> – Vik\n\n" * 6_000,
    "one quotation": "> - punkt\n>> mer\nog mer\n" * 6_000,
    "paragraphs": "Et avsnitt.\n\n" * 10_000,
    "points": "- punkt\n" * 10_000,
    "numbers that all are one": "1. punkt\n" * 10_000,
    "ever deeper points": "".join(" " * depth + "- x\n" for depth in range(1_900)),
    "points with answers": "- x\nSvar: y\n" * 10_000,
    "tasks": "=> Vik: lage, 26.05.2020\n" * 10_000,
    "a long line": "ord " * 25_000,
    "a long word": "o" * 1_000_000,
    "stars": "*a " * 19_000,
    "brackets": "[" * 200_000,
    "images": "!" + "[](" * 19_000,
    "backticks": "".join("`" * length + " " for length in range(1, 500)),
    "dashes": "|---|---|\n" * 20_000,
    "pipes": "|" * 1_000_000,
    "overrules": "Godta en-regel: a\ntekst\n" * 10_000,
    "presenters": "## 1-2020 " + "v/, " * 100_000,
    "types": "## 1-2020 (" + "drøfting," * 20_000 + ")",
    "references": "sak 15-2020 og " * 20_000,
    "blank lines": "\n" * 1_000_000 + "x",
    "unindented lines": "1) x\nlat\n2) y\nlat\n" * 4_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_twice_as_long_takes_about_twice_as_long(name: str) -> None:
    # A quadratic rule on texts of this size takes minutes; the bound is generous to a slow machine.
    source = source_of(HOSTILE[name])
    start = time.perf_counter()
    read_meeting_text(source, 1)
    assert time.perf_counter() - start < 10
