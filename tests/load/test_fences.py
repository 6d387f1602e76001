"""Fenced blocks of chapters: what is registered in them, where each value stands, and that nothing typed is lost."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.outline import source_of

from pipeline.diagnostics import Diagnostic
from pipeline.load.blocks import read_blocks
from pipeline.load.chapter import read_chapter
from pipeline.load.mandate_models import (
    FENCES,
    ProgressPlanSource,
    RiskMatrixSource,
    RiskTableSource,
    TaskTableSource,
)
from pipeline.load.model import ChapterSource, Overrule
from pipeline.load.source_text import read_text
from pipeline.load.text_in_yaml import text_blocks
from pipeline.richtext import Block, DataBlock, Heading, Image, Paragraph, Task, TextList, inlines, plain, walk
from pipeline.schema.placed import Text

PATH = "sources/mandater/trygg/kapitler/oppgaver.md"

TASKS = """\
```oppgaver
oppgaver:
  - beskrivelse: Kartlegge
    frist: 01.06.2020
    ansvar: [nygard, Arbeidsgruppe 1]
```
"""
PLAN = """\
```framdrift
fra: 2019 vår
til: 2020 høst
aktiviteter:
  - aktivitet: Kartlegge
    milepæler: [31.10.2019 (rapport), "2020 vår: Søknader sendes inn"]
```
"""
RISKS = """\
```risiko
risikoer:
  - usikkerhet: Ingen eier
    S: 3
    K: Alvorlig
```
"""


def chapter_of(text: str) -> tuple[ChapterSource, list[Overrule], list[Diagnostic]]:
    return read_chapter(source_of(text, PATH), "oppgaver")


def blocks_of(below: str) -> tuple[list[Block], list[str]]:
    """The blocks of a chapter with `below` from line 3 on, and what is said: «line:column code»."""
    chapter, _, diagnostics = chapter_of(f"# Oppgaver\n\n{below}")
    return chapter.blocks, [f"{each.place.line}:{each.place.column} {each.code}" for each in diagnostics]


def sketch(blocks: list[Block]) -> list[str]:
    """A short word for each block."""
    return [
        f"<{block.word}>"
        if isinstance(block, DataBlock)
        else f"{'#' * block.level} {plain(block.runs)}"
        if isinstance(block, Heading)
        else f"liste {len(block.items)}"
        if isinstance(block, TextList)
        else plain(next(inlines(block)))
        for block in blocks
    ]


def value_of(below: str) -> DataBlock:
    (block,), said = blocks_of(below)
    assert isinstance(block, DataBlock), said
    assert said == []
    return block


# --- what is registered ------------------------------------------------------------------------------------------


def test_tasks_are_registered_with_their_places() -> None:
    block = value_of(TASKS)
    assert (block.word, block.place.line, block.place.column) == ("oppgaver", 3, 1)
    assert isinstance(block.value, TaskTableSource)
    (task,) = block.value.oppgaver
    assert (task.beskrivelse, task.frist, task.ansvar) == ("Kartlegge", "01.06.2020", ["nygard", "Arbeidsgruppe 1"])
    assert (task.beskrivelse.place.file, task.beskrivelse.place.line, task.beskrivelse.place.column) == (PATH, 5, 18)
    assert (task.ansvar[1].place.line, task.ansvar[1].place.column) == (7, 22)


def test_a_progress_plan_risks_and_a_matrix_are_registered() -> None:
    plan = value_of(PLAN).value
    assert isinstance(plan, ProgressPlanSource)
    assert plan.aktiviteter[0].milepæler == ["31.10.2019 (rapport)", "2020 vår: Søknader sendes inn"]
    risks = value_of(RISKS).value
    assert isinstance(risks, RiskTableSource)
    assert (risks.risikoer[0].S, risks.risikoer[0].K) == ("3", "Alvorlig")
    matrix = value_of("```risikomatrise\ndato: 07.10.2020\n```\n").value
    assert isinstance(matrix, RiskMatrixSource)
    assert matrix.dato == "07.10.2020"


@pytest.mark.parametrize("inside", ["", "\n", "# tegnes av risikoene\n"])
def test_a_matrix_needs_nothing_in_it(inside: str) -> None:
    assert value_of(f"```risikomatrise\n{inside}```\n").value == RiskMatrixSource()


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Oppgaver", "oppgaver"),
        ("oppgåver", "oppgaver"),
        ("fremdrift", "framdrift"),
        ("FRAMDRIFT", "framdrift"),
        ("Framdriftsplan", "framdrift"),
        ("risikoar", "risiko"),
        ("risikoer", "risiko"),
        ("risiko-matrise", "risikomatrise"),
        ("risiko matrise", "risikomatrise"),
    ],
)
def test_the_word_may_be_spelled_in_other_ways(typed: str, word: str) -> None:
    inside = {"oppgaver": TASKS, "framdrift": PLAN, "risiko": RISKS}.get(word, "```x\n```\n")
    assert value_of(re.sub("```[a-zå]+", f"```{typed}", inside)).word == word


@pytest.mark.parametrize("ticks", ["```", "````", "``````"])
@pytest.mark.parametrize("space", ["", " ", "\t"])
def test_any_number_of_backticks_from_three_on(ticks: str, space: str) -> None:
    assert value_of(f"{ticks}{space}risikomatrise{space}\n{ticks}{space}\n").word == "risikomatrise"


def test_fewer_backticks_do_not_close_it() -> None:
    blocks, said = blocks_of("````oppgaver\n- beskrivelse: |\n    a\n    ```\n    b\n````\nTekst.\n")
    assert sketch(blocks) == ["<oppgaver>", "Tekst."]
    assert said == []


def test_backticks_in_a_text_do_not_end_the_block_around_it() -> None:
    for inner in ("```risiko", "    ```risiko"):
        blocks, said = blocks_of(f"````oppgaver\n- beskrivelse: |\n    a\n{inner}\n    ```\n````\n\nEtter\n")
        assert ("blokk-ikke-lukket" in " ".join(said), sketch(blocks)[-1]) == (False, "Etter")


def test_a_list_by_itself_is_the_rows() -> None:
    assert len(value_of("```oppgaver\n- Kartlegge\n- beskrivelse: Foreslå\n```\n").value.oppgaver) == 2


def test_lists_in_a_value_come_out_with_places_of_the_file() -> None:
    chapter, _, _ = chapter_of("# A\n\nÅ\n```oppgaver\n- beskrivelse: |\n    - æ\n      1. ø\n      2. å @berg\n```\n")
    block = chapter.blocks[-1]
    assert isinstance(block, DataBlock)
    blocks = text_blocks(block.value.oppgaver[0].beskrivelse, chapter.text, [])
    runs = [run for each in walk(blocks) for line in inlines(each) for run in line]
    assert [(run.text, run.place.line, run.place.column) for run in runs] == [
        ("æ", 6, 7),
        ("ø", 7, 10),
        ("å ", 8, 10),
        ("@berg", 8, 12),
    ]


# --- what stands around it ---------------------------------------------------------------------------------------


def test_a_block_ends_what_is_open_and_nothing_goes_on_past_it() -> None:
    blocks, said = blocks_of(f"Før\n- en\n- to\n{TASKS}- tre\n")
    assert sketch(blocks) == ["Før", "liste 2", "<oppgaver>", "liste 1"]
    assert said == []
    blocks, said = blocks_of(f"Et avsnitt\n{TASKS}og ett til.\n")
    assert sketch(blocks) == ["Et avsnitt", "<oppgaver>", "og ett til."]


def test_levels_of_headings_go_on_past_a_block() -> None:
    blocks, said = blocks_of(f"## En\n\n{TASKS}\n### To\n")
    assert sketch(blocks) == ["# En", "<oppgaver>", "## To"]
    assert said == []


def test_a_meeting_file_knows_no_blocks() -> None:
    source = source_of(TASKS, "sources/moter/p/2020-04-28.md")
    blocks = read_blocks(source, 1, len(source.lines), [])
    assert not any(isinstance(block, DataBlock) for block in blocks)


def test_a_block_that_is_indented_is_text_and_told() -> None:
    blocks, said = blocks_of("- en\n  ```risikomatrise\n  ```\n")
    assert not any(isinstance(block, DataBlock) for block in blocks)
    assert said == ["4:3 blokk-rykket-inn"]


@pytest.mark.parametrize("before", ["> ", "- ", "> - ", "* "])
def test_a_block_in_a_quotation_or_a_point_is_text_and_told(before: str) -> None:
    blocks, said = blocks_of(f"Tekst.\n\n{before}```risikomatrise\n{before}```\n")
    assert not any(isinstance(block, DataBlock) for block in blocks)
    assert "5:1 blokk-rykket-inn" in said


@pytest.mark.parametrize(
    "line", ["´´´ risiko", "'''risiko", "‘‘‘ risiko", "~~~ risiko:", "```yaml risiko", "``` vår risiko", "> ´´´ risiko"]
)
def test_signs_that_resemble_backticks_are_text_and_told(line: str) -> None:
    blocks, said = blocks_of(f"{line}\n")
    assert not any(isinstance(block, DataBlock) for block in blocks)
    assert "3:1 blokk-tegn" in said


@pytest.mark.parametrize("text", ["``` her er tekst", "```kode``` i en tekst", "```", "``risiko", "`risiko`"])
def test_other_backticks_are_text(text: str) -> None:
    blocks, said = blocks_of(text)
    assert not any(isinstance(block, DataBlock) for block in blocks)
    assert said == []


# --- what is wrong -----------------------------------------------------------------------------------------------


def test_an_unknown_word_is_told_and_its_lines_are_kept() -> None:
    chapter, _, (said,) = chapter_of("# A\n\n```oppgavr\noppgaver:\n  - **en**\n```\nSå\n")
    assert (said.code, said.place.line, said.hint()) == ("blokk-ukjent", 3, "Mente du «oppgaver»?")
    kept = [run for block in chapter.blocks for line in inlines(block) for run in line if run.code]
    assert [run.text for run in kept] == ["```oppgavr", "oppgaver:", "  - **en**", "```"]
    assert [(run.place.line, run.place.column) for run in kept] == [(3, 1), (4, 1), (5, 1), (6, 1)]
    assert sketch(chapter.blocks)[-1] == "Så"


def test_a_word_nothing_is_like_has_no_hint() -> None:
    _, _, (said,) = chapter_of("# A\n\n```python\nimport this\n```\n")
    assert (said.code, said.hint()) == ("blokk-ukjent", None)


@pytest.mark.parametrize("follows", ["## Neste", "# Neste", TASKS, ""])
def test_a_block_that_is_not_closed_ends_before_what_comes_next(follows: str) -> None:
    blocks, said = blocks_of(f"```risiko\n{RISKS[10:-4]}\n{follows}")
    assert said[:1] == ["3:1 blokk-ikke-lukket"]
    assert sketch(blocks)[0] == "<risiko>"
    assert len(blocks) == (2 if follows else 1)


def test_a_comment_does_not_end_a_block_that_is_closed() -> None:
    assert value_of("```oppgaver\n# de første\noppgaver: [Kartlegge]\n```\n").word == "oppgaver"


@pytest.mark.parametrize("inside", ["", "\n\n", "# kommentar\n", "oppgaver:\n", "oppgaver: []\n", "tittel: Tom\n"])
def test_an_empty_block_is_told(inside: str) -> None:
    _, said = blocks_of(f"```oppgaver\n{inside}```\n")
    assert said == ["3:1 blokk-tom"]


@pytest.mark.parametrize("word", FENCES)
def test_text_in_a_block_is_told_and_kept(word: str) -> None:
    blocks, said = blocks_of(f"```{word}\nbare tekst\n```\n")
    assert said == ["4:1 blokk-ikke-nokler"]
    assert sketch(blocks) == [f"```{word}", "bare tekst", "```"]


def test_a_block_of_which_nothing_can_be_read_is_told_and_kept() -> None:
    blocks, said = blocks_of("```risikomatrise\nTekst\n  - dato: nå\n```\n")
    assert said == ["5:3 yaml-innrykk"]
    assert sketch(blocks)[1:3] == ["Tekst", "  - dato: nå"]


def test_a_block_without_what_it_must_have_is_told_and_kept() -> None:
    blocks, said = blocks_of("```framdrift\nfra: 2019 vår\naktiviteter: [Kartlegge]\n```\n")
    assert said == ["3:1 nokkel-mangler"]
    assert sketch(blocks)[1] == "fra: 2019 vår"


def test_faults_in_the_yaml_stand_at_their_lines() -> None:
    blocks, said = blocks_of(
        "```oppgaver\noppgaver:\n  - beskrivels: x\n    beskrivelse: å\n    frist:snart\n  - frist: nå\n```\n"
    )
    assert said == ["5:5 nokkel-ukjent", "7:11 yaml-uten-mellomrom", "8:5 nokkel-mangler"]
    assert sketch(blocks) == ["<oppgaver>", "  - beskrivels: x", "  - frist: nå"]


def test_a_value_out_of_place_leaves_the_rest() -> None:
    block, said = blocks_of("```risiko\nrisikoer:\n- {usikkerhet: a, S: 1, K: 1}\n- {usikkerhet: b, S: 1}\n```\n")
    assert said == ["6:3 nokkel-mangler"]
    assert sketch(block) == ["<risiko>", "- {usikkerhet: b, S: 1}"]


def test_what_stands_below_a_line_that_is_too_far_out_is_kept_as_text() -> None:
    blocks, said = blocks_of(
        "```oppgaver\noppgaver:\n  - beskrivelse: En\nfrist: mai\n  - beskrivelse: |\n      To\n# Tre\n```\n"
    )
    assert said == ["6:1 nokkel-ukjent", "7:3 yaml-innrykk"]
    assert sketch(blocks) == ["<oppgaver>", "frist: mai", "      To"]


def test_a_comment_behind_a_value_is_told() -> None:
    _, said = blocks_of("```oppgaver\n- beskrivelse: Rom # 3\n- beskrivelse: |\n    a: # b\n  frist: nå # snart\n```\n")
    assert said == ["4:20 hode-etter-nummertegn", "7:13 hode-etter-nummertegn"]


def test_a_subheading_is_never_swallowed_as_a_comment() -> None:
    blocks, said = blocks_of("```risikomatrise\n## Neste\n```\n")
    assert sketch(blocks) == ["<risikomatrise>", "# Neste", "```"]
    assert said == ["3:1 blokk-ikke-lukket"]


# --- overruling --------------------------------------------------------------------------------------------------


def test_overrules_in_a_block_and_above_it() -> None:
    text = (
        "# A\n\nGodta en-regel: slik er det vedtatt\n```oppgaver\n# godta frist-forbi: kjent\n- beskrivelse: |\n"
        "    Godta punkt-hoppet: slik står det\n    1. a\n    2. b\n  frist: nå\n```\n"
    )
    chapter, overrules, diagnostics = chapter_of(text)
    assert diagnostics == []
    assert sorted((each.code, each.first_line, each.last_line) for each in overrules) == [
        ("en-regel", 4, 11),
        ("frist-forbi", 6, 6),
        ("punkt-hoppet", 8, 11),
    ]
    (block,) = chapter.blocks
    assert isinstance(block, DataBlock)
    assert sketch(text_blocks(block.value.oppgaver[0].beskrivelse, chapter.text, [])) == ["liste 2"]


# --- whatever is typed -------------------------------------------------------------------------------------------

LINES = [
    "", "Tekst {w}", "- {w}", "1. {w}", "2. {w}", "  {w}", "## {w}", "### {w}", "# {w}", "| {w} | b |", "Svar: {w}",
    "```oppgaver", "```risiko", "```framdrift", "```risikomatrise", "```{w}", "````oppgaver", "```", "````", "  ```",
    "  ```oppgaver", "oppgaver:", "  - beskrivelse: {w}", "  - beskrivelse: |", "      - {w}", "      {w}",
    "    frist: {w}", "    ansvar: [{w}, {w}]", "- {w}: {w}", "fra: {w}", "til: {w}", "aktiviteter:", "dato: {w}",
    "risikoer:", "  - usikkerhet: {w}", "    S: {w}", "    K: {w}", "ukjent: {w}", "# godta en-regel: {w}",
    "Godta en-regel: {w}", "Godta en-regel", '  - "{w}', "  - [{w}", "\t{w}", "![{w}]({w}.png)", "=> Vik: {w}",
    "@kapittel:{w} {w}",
]  # fmt: skip


@st.composite
def chapters(draw: st.DrawFn) -> str:
    """Lines of everything a chapter may hold, in any order, each with words of its own: w1x, w2x …"""
    count = 0
    lines = ["# w0x"]
    for line in draw(st.lists(st.sampled_from(LINES), max_size=14)):
        while "{w}" in line:
            count += 1
            line = line.replace("{w}", f"w{count}x", 1)  # noqa: PLW2901 - the line as it is typed
        lines.append(line)
    return "\n".join(lines)


def words_shown(chapter: ChapterSource) -> set[str]:
    """Every word of a chapter: those of its blocks, and those registered in its fenced ones."""
    shown = [plain(chapter.title)]
    for block in walk(chapter.blocks):
        if isinstance(block, DataBlock):
            shown.append(str(block.value.model_dump()))
        if isinstance(block, Image):
            shown += [block.alt, block.path]
        if isinstance(block, Task):
            shown += [name for name, _ in block.owners] + [block.due]
        shown += [plain(line) for line in inlines(block)]
    return set(re.findall(r"w\d+x", "\n".join(shown)))


@settings(max_examples=300)
@given(chapters())
def test_no_word_of_a_chapter_is_lost_without_a_word(text: str) -> None:
    chapter, overrules, diagnostics = chapter_of(text)
    shown = words_shown(chapter) | set(re.findall(r"w\d+x", " ".join(each.reason for each in overrules)))
    told = {each.place.line for each in diagnostics}
    fence = 0  # the line of the block a line may stand in
    openings = {block.place.line for block in chapter.blocks if isinstance(block, DataBlock)}
    for number, line in enumerate(text.split("\n"), 1):
        fence = number if number in openings else fence
        if set(re.findall(r"w\d+x", line)) <= shown or (fence and line.startswith("# ")):
            continue
        assert number in told, (text, line)  # only an overrule is no text


@settings(max_examples=300)
@given(chapters() | st.text(alphabet='`oprisk:-|#["\n\t ga', max_size=80))
def test_nothing_raises_and_places_are_in_the_file(text: str) -> None:
    source, _ = read_text(text.encode(), PATH)
    if source is None:
        return
    chapter, overrules, diagnostics = read_chapter(source, "a")
    for block in walk(chapter.blocks):
        assert 1 <= block.place.line <= len(source.lines)
        if isinstance(block, DataBlock):
            assert type(block.value) is FENCES[block.word]
        assert not isinstance(block, Paragraph) or block.runs
    for each in [*diagnostics]:
        assert each.message()
        assert each.place.file == PATH
        assert 1 <= each.place.line <= len(source.lines)
    assert all(1 <= each.first_line <= each.last_line <= len(source.lines) for each in overrules)


HOSTILE = {
    "openings": "```oppgaver\n" * 10_000,
    "unknown openings": "```noe\n" * 10_000,
    "closings": "```\n" * 20_000,
    "blocks": "```risikomatrise\n```\n" * 3_000,
    "a block with many rows": "```oppgaver\noppgaver:\n" + "- beskrivelse: x\n" * 8_000 + "```\n",
    "a block with much text": "```oppgaver\n- beskrivelse: |\n" + "    - x\n" * 20_000 + "```\n",
    "brackets": "```oppgaver\n" + "[" * 200_000 + "\n```\n",
    "comments": "```oppgaver\n" + "# x\n" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_chapter_takes_long(name: str) -> None:
    source = source_of(f"# A\n{HOSTILE[name]}", PATH)
    start = time.perf_counter()
    chapter, _, _ = read_chapter(source, "a")
    for block in chapter.blocks:
        if isinstance(block, DataBlock) and isinstance(block.value, TaskTableSource):
            for task in block.value.oppgaver:
                assert isinstance(task.beskrivelse, Text)
                text_blocks(task.beskrivelse, source, [])
    assert time.perf_counter() - start < 10
