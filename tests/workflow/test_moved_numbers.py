"""A number typed by hand is held against the version it was typed in."""

from pathlib import Path

import pytest
from support.kept_mandate import FILES, HEAD, bumped, edit, reading
from support.projects import COMMON, write_sources

THREE = HEAD.replace("  - plan\n", "  - plan\n  - ordliste\n  - intervjuer\n")
TURNED = HEAD.replace("  - plan\n", "  - intervjuer\n  - ordliste\n  - plan\n")
APPENDICES: dict[str, str | bytes | None] = {
    "mandater/bup/mandat.yaml": THREE,
    "mandater/bup/vedlegg/ordliste.md": "# Ord\n\nEn forklaring.\n",
    "mandater/bup/vedlegg/intervjuer.md": "# Samtaler\n\nTi stykker.\n",
    "mandater/bup/kapitler/mal.md": "# Mål\n\nBegrunnelsen står i\nvedlegg 1, og resten i kapittel 3.\n",
}
MOVED = [
    "Vedlegg 1 var «Planen» i versjon 0.1, og det er nå vedlegg 3. Skriv @vedlegg:plan, så settes nummeret av seg selv."
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "prosjekt"
    write_sources(folder, COMMON | FILES | APPENDICES)
    return folder


def said(root: Path) -> dict[str, list[str]]:
    """What is said of numbers, by code; that of appendix 1 stands on line 4."""
    found: dict[str, list[str]] = {}
    for each in reading(root).diagnostics:
        if each.code.startswith("nummer-"):
            assert (each.place.file, each.place.line) == ("sources/mandater/bup/kapitler/mal.md", 4)
            found.setdefault(each.code, []).append(f"{each.message()} {each.hint()}")
    return found


def test_what_a_number_was_is_known_from_the_version_it_was_typed_in(root):
    bumped(root)
    edit(root, "mandat.yaml", _turned(root))
    assert said(root)["nummer-flyttet"] == MOVED
    assert len(said(root)["nummer-for-hand"]) == 1, "chapter 3 is still chapter 3"


def test_it_is_remembered_through_the_versions_that_followed(root):
    bumped(root)
    edit(root, "mandat.yaml", _turned(root))
    bumped(root)
    edit(root, "kapitler/bakgrunn.md")
    bumped(root)
    assert said(root)["nummer-flyttet"] == MOVED


def test_a_number_there_is_none_of_any_more_is_known_too(root):
    edit(root, "kapitler/mal.md", "# Mål\n\nBegrunnelsen står i\nvedlegg 3.\n")
    bumped(root)
    edit(root, "mandat.yaml", _turned(root).replace("  - ordliste\n  - plan\n", ""))
    assert said(root) == {
        "nummer-flyttet": [
            "Vedlegg 3 var «Samtaler» i versjon 0.1, og det er nå vedlegg 1. "
            "Skriv @vedlegg:intervjuer, så settes nummeret av seg selv."
        ]
    }


@pytest.mark.parametrize(
    "line",
    ["vedlegg 1, slik det nå er.", "vedlegg 1, og resten i kapittel 3, skrevet om."],
)
def test_what_was_typed_after_the_order_changed_means_what_it_says(root, line):
    bumped(root)
    edit(root, "mandat.yaml", _turned(root))
    edit(root, "kapitler/mal.md", f"# Mål\n\nBegrunnelsen står i\n{line}\n")
    assert "nummer-flyttet" not in said(root)


def test_where_nothing_is_kept_or_it_is_not_as_it_was_nobody_knows(root):
    edit(root, "mandat.yaml", TURNED)
    assert list(said(root)) == ["nummer-for-hand"]
    edit(root, "mandat.yaml", THREE)
    bumped(root)
    edit(root, "mandat.yaml", _turned(root))
    kept = root / "sources/arkiv/mandater/bup/0.1/kilder/mandater/bup/vedlegg/plan.md"
    kept.write_text("# Noe annet\n", "utf-8")
    assert list(said(root)) == ["nummer-for-hand"]


def _turned(root: Path) -> str:
    """The `mandat.yaml` with its appendices the other way round, the log as it is."""
    text = (root / "sources/mandater/bup/mandat.yaml").read_text("utf-8")
    assert "  - plan\n  - ordliste\n  - intervjuer\n" in text
    return text.replace("  - plan\n  - ordliste\n  - intervjuer\n", "  - intervjuer\n  - ordliste\n  - plan\n")
