"""Files nobody meant to write, and some that somebody did: each gives a diagnostic with its place, in good time."""

import subprocess
import sys
import time
import tracemalloc
import unicodedata
from pathlib import Path

import pytest

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.load.files import SourceFolder
from pipeline.load.heads import PersonSource
from pipeline.load.model import RawProject
from pipeline.load.project import load_project, load_register, load_setup, parse_meeting

SETUP = "format: 1\norganisasjon: Fjordmark\norganer:\n  pg: {navn: Prosjektgruppen, saksnummer: N-ÅÅÅÅ}\n"
MEETING = (
    "---\ntid: 28.04.2020 kl. 12.00–15.00\nmøteleder: ås\n---\n\n## 1-2020 Året som gikk (orientering)\n\nBlåbær.\n"
)
PATH = "sources/moter/pg/2020-04-28.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "sources" / "moter" / "pg").mkdir(parents=True)
    (tmp_path / "sources" / "oppsett.yaml").write_text(SETUP, encoding="utf-8")
    (tmp_path / "sources" / "personer.yaml").write_text("ås:\n  navn: Kari Ås\n", encoding="utf-8")
    (tmp_path / PATH).write_text(MEETING, encoding="utf-8")
    return tmp_path


def load(project: Path) -> tuple[RawProject | None, list[Diagnostic]]:
    return load_project(SourceFolder(project))


def codes(diagnostics: list[Diagnostic]) -> list[str]:
    return [each.code for each in diagnostics]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (MEETING.encode("utf-8-sig"), []),
        (MEETING.replace("\n", "\r\n").encode(), []),
        (MEETING.replace("\n", "\r").encode(), []),
        (unicodedata.normalize("NFD", MEETING).encode(), []),
        (MEETING.replace("–", "-").encode("latin-1"), ["fil-ikke-utf8"]),
        (MEETING.encode("cp1252"), ["fil-ikke-utf8"]),
        (MEETING.encode("utf-16"), ["fil-ikke-utf8"]),
        (MEETING.encode("utf-32"), ["fil-ikke-utf8"]),
    ],
    ids=["BOM", "CRLF", "CR", "decomposed", "latin-1", "cp1252", "UTF-16", "UTF-32"],
)
def test_however_the_letters_are_stored_the_meeting_is_read(data: bytes, said: list[str]) -> None:
    loaded = parse_meeting(data, PATH)
    assert codes(loaded.diagnostics) == said
    assert loaded.meeting is not None
    assert (loaded.meeting.head.møteleder, loaded.meeting.head.tid.place.line) == ("ås", 2)
    assert len(loaded.meeting.cases) == 1


@pytest.mark.parametrize("data", [b"", b"\n\n", b" \t\r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    assert codes(load_setup(data)[2])[-1:] == ["fil-tom"]
    loaded = parse_meeting(data, PATH)
    assert (loaded.meeting, codes(loaded.diagnostics)[-1:]) == (None, ["fil-tom"])


def test_an_empty_register_is_no_fault(project: Path) -> None:
    (project / "sources" / "personer.yaml").write_bytes(b"\n")
    raw, diagnostics = load(project)
    assert raw is not None
    assert (raw.persons, diagnostics) == ({}, [])


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x00" * 1000, b"\x89PNG\r\n\x1a\n" + b"\xff\x00" * 500, b"PK\x03\x04"]
)
def test_a_file_that_is_no_text_gives_no_traceback(data: bytes) -> None:
    assert load_setup(data)[2]
    assert parse_meeting(data, PATH).diagnostics


def test_a_list_where_a_mapping_belongs_and_the_reverse(project: Path) -> None:
    (project / "sources" / "oppsett.yaml").write_text("- format: 1\n", encoding="utf-8")
    (project / "sources" / "personer.yaml").write_text("- id: ås\n", encoding="utf-8")
    (project / PATH).write_text(
        MEETING.replace("møteleder: ås", "forfall:\n  ås: syk\n  vik: bortreist"), encoding="utf-8"
    )
    raw, diagnostics = load(project)
    assert raw is None
    assert [(each.code, each.place.file, each.place.line) for each in diagnostics] == [
        ("fil-ikke-nokler", "sources/oppsett.yaml", 1),
        ("register-ikke-nokler", "sources/personer.yaml", 1),
        ("verdi-ikke-liste", PATH, 4),
    ]


def test_doubled_keys_are_said_with_both_lines() -> None:
    loaded = parse_meeting(MEETING.replace("møteleder", "tid: 1\nmøteleder").encode(), PATH)
    (diagnostic,) = loaded.diagnostics
    assert (diagnostic.code, diagnostic.place.line, diagnostic.values["linje"]) == ("nokkel-dobbelt", 3, "2")
    assert loaded.meeting is not None
    assert loaded.meeting.head.tid == "28.04.2020 kl. 12.00–15.00"


def test_an_alias_bomb_does_not_go_off() -> None:
    lines = ['a: &a ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]']
    lines += [
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    began = time.perf_counter()
    loaded = parse_meeting(MEETING.replace("møteleder", "\n".join(lines) + "\nmøteleder").encode(), PATH)
    assert time.perf_counter() - began < 1
    assert {each.code for each in loaded.diagnostics} == {"yaml-anker"}
    assert [each.place.line for each in loaded.diagnostics] == list(range(3, 12))
    assert loaded.meeting is not None
    assert loaded.meeting.head.møteleder == "ås"


NESTED = {
    "brackets": "a: " + "[" * 200_000,
    "braces": "a: " + "{" * 200_000,
    "keys in braces": "a: " + "{b: " * 100_000,
    "brackets on lines": "a: " + "[\n" * 200_000,
    "brackets inside words": "a: {b c [d" * 20_000,
    "closed brackets": "a: " + "[" * 100_000 + "]" * 100_000,
    "round brackets in brackets": "forfall: [" + "(a " * 100_000 + "]",
    "lists in lists": "- " * 200_000,
    "lists in lists, on lines": "a:\n" + "\n".join(" " * depth + "- -" for depth in range(1000)),
    "keys in keys": "\n".join(" " * depth + "a:" for depth in range(1300)),
    "tabs": "\n".join("\t" * depth + "a:" for depth in range(1300)),
    "complex keys": "? " * 100_000,
}
LONG = {
    "anchors": "a: &" + "a" * 500_000,
    "tags": "!" * 100_000 + " a",
    "quotes": 'a: "' * 50_000,
    "one long line": "a: " + "b " * 400_000,
    "one long key": "a" * 500_000 + ": b",
    "colons": "a: " + ": " * 300_000,
    "commas": "forfall: " + "a, " * 30_000,
    "open round brackets": "forfall: " + "(" * 200_000,
    "broken lines": "tull og tøys\n" * 50_000,
    "broken lines under a key": "a:\n" + "  b: [\n  tull\n" * 30_000,
    "many keys": "".join(f"a{number}: b\n" for number in range(20_000)),
    "one key many times": "sted: b\n" * 20_000,
    "many documents": "---\na: b\n" * 30_000,
    "comments": "# a\n" * 100_000,
    "overrules": "# godta a-b: c\n" * 20_000,
    "block scalar": "a: |\n" + "  b\n" * 100_000,
    "directives": "%YAML 1.1\n" * 10_000 + "---\na: b",
    "too many letters": "a: b\n" * 250_000,
}


def complaints(typed: str) -> list[Diagnostic]:
    """All that is said of a text as setup, as register and as a meeting's head."""
    found = [*load_setup(typed.encode())[2], *load_register(PersonSource, typed.encode(), "p")[2]]
    return found + parse_meeting(f"---\n{typed}\n---\n".encode(), PATH).diagnostics


def test_no_depth_ends_the_process() -> None:
    """In a process of its own: 200,000 brackets end the one that hands them to libyaml's composer."""
    script = (
        "import runpy, sys\n"
        "here = runpy.run_path(sys.argv[1])\n"
        "for name, typed in here['NESTED'].items():\n"
        "    print(name, len(here['complaints'](typed)), sep='\\t')\n"
    )
    command = [sys.executable, "-c", script, __file__]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    said = dict(line.split("\t") for line in done.stdout.splitlines())
    assert said.keys() == NESTED.keys()
    assert all(1 <= int(count) < 1000 for count in said.values())


@pytest.mark.parametrize("name", LONG)
def test_no_length_takes_long_or_says_too_much(name: str) -> None:
    began = time.process_time()
    said = complaints(LONG[name])
    assert 1 <= len(said) < 1000
    assert time.process_time() - began < 10


def test_fifty_megabytes_are_refused_at_once_and_unread(project: Path) -> None:
    for path in ("sources/oppsett.yaml", PATH):
        with (project / path).open("r+b") as file:
            file.truncate(50_000_000)
    tracemalloc.start()
    began = time.perf_counter()
    raw, diagnostics = load(project)
    seconds = time.perf_counter() - began
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert raw is None
    assert [(each.code, each.place.file) for each in diagnostics] == [
        ("fil-for-stor", "sources/oppsett.yaml"),
        ("fil-for-stor", PATH),
    ]
    assert seconds < 1
    assert peak < 5_000_000


def test_a_folder_where_a_file_belongs(project: Path) -> None:
    (project / PATH).unlink()
    (project / PATH).mkdir()
    (project / "sources" / "personer.yaml").unlink()
    (project / "sources" / "personer.yaml").mkdir()
    raw, diagnostics = load(project)
    assert raw is not None
    assert [(each.code, each.place.file) for each in diagnostics] == [
        ("fil-er-mappe", PATH),
        ("fil-er-mappe", "sources/personer.yaml"),
    ]


def test_everything_hostile_is_said_with_its_severity(project: Path) -> None:
    (project / PATH).write_bytes(b"---\ntid: " + b"[" * 300 + b"\n---\n")
    raw, diagnostics = load(project)
    assert raw is not None
    assert raw.meetings == []
    assert [(each.code, each.severity) for each in diagnostics] == [("yaml-for-dyp", Severity.UNREADABLE)]
