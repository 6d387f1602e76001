"""Sources changed at random: never a traceback, and every complaint stands inside its file."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load.heads import MeetingHead, PersonSource, SetupSource
from pipeline.load.project import load_register, load_setup, parse_meeting
from pipeline.load.source_text import read_text
from pipeline.load.yaml_nodes import YamlList, YamlMapping, YamlText
from pipeline.load.yaml_tree import read_yaml
from pipeline.load.yaml_values import known_keys, read_model

MEETING = """\
---
tid: 28.04.2020 kl. 12.00–15.00
status: avholdt
sted: "Rom #3"  # godta sted-mangler: avtalt
forfall: [berg, moen (vara hauge, Ås)]
gjester:
  - aas (sak 24-2020)
  - 'lie'
merknad: >-
  Husk: alt
  som er sagt
---

## 1-2020 Godkjenning (godkjenning)
"""
SETUP = """\
format: 1
organisasjon: Fjordmark
organer:
  prosjektgruppen:
    navn: Prosjektgruppen
    saksnummer: N-ÅÅÅÅ
    medlemmer:
      - berg
      - {person: moen, vara: hauge}
      - person: lie
        fra: 01.01.2020
    faste_saker: [Eventuelt]
"""
PERSONS = """\
berg:
  navn: Kari Berg
  stillinger:
  - fra: 01.01.2020
    stilling: lege
moen: {navn: Per Moen}
"""

PIECES = st.sampled_from(
    [
        *(
            ":",
            ": ",
            "\n",
            "\n\n",
            "  ",
            "\t",
            "- ",
            "-",
            "#",
            " # ",
            "'",
            '"',
            "[",
            "]",
            "{",
            "}",
            ",",
            "(",
            ")",
            "|\n",
            ">-\n",
        ),
        *(
            "&a ",
            "*a",
            "!!x ",
            "%",
            "@",
            "`",
            "?",
            "? ",
            "---\n",
            "...\n",
            "<<: ",
            "\r\n",
            "\r",
            "\x85",
            "\u2028",
            "\ufeff",
            "\x00",
        ),
        *(
            "a\u030a",
            "\U0010fe3a",
            "\ud7ff",
            "😀",
            "\u202e",
            "\\",
            "\\u00",
            "tid: ",
            "tid:",
            "sted:x\n",
            "[[[[",
            "- - - ",
            "=",
            "~",
        ),
    ]
) | st.text(max_size=5)


@st.composite
def changed(draw: st.DrawFn, text: str) -> str:
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 12))
        match draw(st.sampled_from(["put in", "take out", "repeat", "move"])):
            case "put in":
                text = text[:start] + draw(PIECES) + text[start:]
            case "take out":
                text = text[:start] + text[start + length :]
            case "repeat":
                text = text[: start + length] + text[start:]
            case _:
                piece = text[start : start + length]
                text = text[:start] + text[start + length :]
                goal = draw(st.integers(0, len(text)))
                text = text[:goal] + piece + text[goal:]
    return text


def stand_inside(diagnostics: list[Diagnostic], typed: str, path: str) -> None:
    lines = re.split("\r\n|\r|\n", typed.removeprefix("\ufeff"))
    for each in diagnostics:
        assert each.message()
        assert "{" not in (each.hint() or "") or "{" in typed
        assert each.place.file == path
        assert 0 <= each.place.line <= len(lines)
        if each.place.line:
            assert 0 <= each.place.column <= len(lines[each.place.line - 1]) + 1


@settings(max_examples=100)
@given(changed(MEETING))
def test_a_changed_meeting(typed: str) -> None:
    path = "sources/moter/pg/2020-04-28.md"
    stand_inside(parse_meeting(typed.encode(errors="replace"), path).diagnostics, typed, path)


@settings(max_examples=100)
@given(changed(SETUP))
def test_a_changed_setup(typed: str) -> None:
    stand_inside(load_setup(typed.encode(errors="replace"))[2], typed, "sources/oppsett.yaml")


@settings(max_examples=100)
@given(changed(PERSONS))
def test_a_changed_register(typed: str) -> None:
    stand_inside(load_register(PersonSource, typed.encode(errors="replace"), "p")[2], typed, "p")


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    for diagnostics in (
        load_setup(data)[2],
        load_register(PersonSource, data, "p")[2],
        parse_meeting(b"---\n" + data + b"\n---\n", "sources/moter/pg/2020-04-28.md").diagnostics,
    ):
        assert all(each.message() for each in diagnostics)


@settings(max_examples=150)
@given(st.lists(PIECES | st.sampled_from(["a", "b: ", "navn: ", "medlemmer:", "forfall: ["]), max_size=40).map("".join))
def test_any_pieces(typed: str) -> None:
    stand_inside(load_setup(typed.encode(errors="replace"))[2], typed, "sources/oppsett.yaml")
    stand_inside(load_register(PersonSource, typed.encode(errors="replace"), "p")[2], typed, "p")


# A comment, and what a source text takes out or puts together before YAML is asked.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Zl", "Zp", "Cf", "Cn", "Mn"]), max_size=30).filter(
    lambda text: not re.search(r"\s#(\s|$|godta)", f" {text}", re.IGNORECASE) and unicodedata.is_normalized("NFC", text)
)


@settings(max_examples=100)
@given(WORDS)
def test_what_is_typed_behind_a_key_comes_out(words: str) -> None:
    value = f"x {words}".rstrip()
    source, _ = read_text(f"tid: 1\nmerknad: {value}\nfaste_saker:\n- {value}\n".encode(), "f")
    assert source is not None
    node, diagnostics = read_yaml(source, known_keys=known_keys(MeetingHead))
    assert diagnostics == []
    assert isinstance(node, YamlMapping)
    remark, cases = node.entries[1][1], node.entries[2][1]
    assert isinstance(remark, YamlText)
    assert remark.text.rstrip() == value
    assert isinstance(cases, YamlList)
    (item,) = cases.items
    found = item.typed if isinstance(item, YamlMapping) else item.text if isinstance(item, YamlText) else None
    assert found is not None
    assert found.rstrip() == value
    for offset, letter in enumerate(value):
        place = remark.text.at(offset)
        assert source.lines[place.line - 1][place.column - 1] == letter


@settings(max_examples=100)
@given(st.lists(WORDS.filter(lambda text: not re.search(r"[,\[\]{}()\"']", text)), min_size=1, max_size=4))
def test_what_is_typed_in_a_list_comes_out(words: list[str]) -> None:
    items = [f"x {each}".rstrip() for each in words]
    typed = (
        f"tid: 1\nfaste_saker: [{', '.join(items)}]\nforfall: [{', '.join(f'a ({each}, {each})' for each in items)}]\n"
    )
    source, _ = read_text(typed.encode(), "f")
    assert source is not None
    node, diagnostics = read_yaml(source)
    assert diagnostics == []
    assert isinstance(node, YamlMapping)
    found = [value.items for _, value in node.entries if isinstance(value, YamlList)]
    texts = [[" ".join(each.text.split()) for each in items if isinstance(each, YamlText)] for items in found]
    folded = [" ".join(each.split()) for each in items]
    assert texts[0] == folded
    assert texts[1] == [f"a ({each}, {each})" for each in folded]


@settings(max_examples=100)
@given(changed("sted: Teams\n"))
def test_one_fault_leaves_the_other_keys(typed: str) -> None:
    """Whatever stands in the middle, the entries before and after it are read."""
    if re.search(
        r"^(tid|status|språk|sprak)\s*:|^\s*$|---|\.\.\.|[\"'\[{|>?%\r\x85\u2028]", typed, re.MULTILINE | re.IGNORECASE
    ):
        return
    source, _ = read_text(f"tid: 28.04.2020\n{typed.rstrip()}\nstatus: avholdt\n".encode(errors="replace"), "f")
    assert source is not None
    node, diagnostics = read_yaml(source, known_keys=known_keys(MeetingHead))
    head = read_model(MeetingHead, node, Place("f", 1, 1), diagnostics, "x")
    assert head is not None
    assert (head.tid.split(" ")[0], head.status) == ("28.04.2020", "avholdt")


def test_the_three_samples_are_without_fault() -> None:
    assert parse_meeting(MEETING.encode(), "sources/moter/pg/2020-04-28.md").diagnostics == []
    assert load_setup(SETUP.encode())[2] == []
    assert load_register(PersonSource, PERSONS.encode(), "p")[2] == []
    assert SetupSource.model_fields
