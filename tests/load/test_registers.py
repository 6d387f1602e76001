"""Action registers as typed: one file or a folder of files, and what one broken part costs."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.diagnostics import Diagnostic
from pipeline.load.files import SourceFolder
from pipeline.load.model import RawProject, RegisterSource
from pipeline.load.project import load_project
from pipeline.load.register_places import register_ids
from pipeline.load.registers import load_register

REGISTER = """\
tittel: Handlingsdel
tiltak:
  legevaktbil:
    navn: Legevaktbil i Havnsund
    ansvarlig: vik, Granlia kommune
    egne: {finansiering: Statsforvalteren}
    status:
      - dato: 12.01.2023
        status: pågår
        tekst: |
          I rute.
"""


@pytest.fixture
def load(project: Callable[..., Path]) -> Callable[[Mapping[str, str]], tuple[RawProject, list[Diagnostic]]]:
    def loaded(files: Mapping[str, str]) -> tuple[RawProject, list[Diagnostic]]:
        raw, diagnostics = load_project(SourceFolder(project(files)))
        assert raw is not None
        return raw, diagnostics

    return loaded


def said(diagnostics: list[Diagnostic]) -> list[tuple[str, str, int]]:
    return [(each.code, each.place.file.removeprefix("sources/status/"), each.place.line) for each in diagnostics]


def one(raw: RawProject) -> RegisterSource:
    (register,) = raw.registers
    return register


def test_a_register_in_one_file(load) -> None:
    raw, diagnostics = load({"status/handlingsdel.yaml": REGISTER})
    assert diagnostics == []
    register = one(raw)
    assert (register.id, register.path) == ("handlingsdel", "sources/status/handlingsdel.yaml")
    ((ident, action),) = register.actions
    assert (ident, ident.place.line, ident.place.column) == ("legevaktbil", 3, 3)
    assert action.ansvarlig == ["vik", "Granlia kommune"]
    assert action.egne["finansiering"].verdi == "Statsforvalteren"
    (entry,) = action.status
    assert entry.dato is not None and (entry.dato, entry.dato.place.line, entry.dato.place.column) == (
        "12.01.2023", 8, 15,
    )  # fmt: skip
    assert entry.tekst == "I rute.\n"
    assert raw.digests.keys() >= {register.path}
    assert raw.assets == frozenset()


def test_a_folder_is_read_with_its_head_first_and_then_by_name(load) -> None:
    part = "tiltak:\n  {}:\n    navn: Tiltak\n"
    raw, diagnostics = load(
        {
            "status/plan/register.yaml": REGISTER,
            "status/plan/b.yaml": part.format("bil"),
            "status/plan/a.yaml": part.format("and"),
            "status/plan/bilde.png": "x",
        }
    )
    assert diagnostics == []
    register = one(raw)
    assert [ident for ident, _ in register.actions] == ["legevaktbil", "and", "bil"]
    assert sorted(register.texts) == [f"sources/status/plan/{name}.yaml" for name in ("a", "b", "register")]
    assert raw.assets == {"sources/status/plan/bilde.png"}


def test_several_registers_each_have_their_id(load) -> None:
    raw, _ = load({"status/b.yaml": REGISTER, "status/a/register.yaml": REGISTER})
    assert [register.id for register in raw.registers] == ["a", "b"]


def test_where_there_is_none_nothing_is_read_nor_said(load) -> None:
    raw, diagnostics = load({"status/LESMEG.md": "Her kommer registeret.\n"})
    assert (raw.registers, diagnostics) == ([], [])
    assert raw.assets == {"sources/status/LESMEG.md"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"status/Ymse.yaml": REGISTER}, [("register-navn", "Ymse.yaml", 0)], id="a name with a capital"),
        pytest.param(
            {"status/plan/a.yaml": "tiltak:\n  a: A\n"},
            [("registerfil-mangler", "plan", 0)],
            id="a folder without head",
        ),
        pytest.param(
            {"status/plan/register.yaml": REGISTER, "status/plan.yaml": REGISTER},
            [("register-to-ganger", "plan.yaml", 0)],
            id="a file and a folder",
        ),
        pytest.param(
            {"status/plan/register.yaml": REGISTER, "status/plan/a.yaml": "organ: rådet\ntiltak:\n  a: A\n"},
            [("register-del-nokkel", "plan/a.yaml", 1)],
            id="a key of the head in a part",
        ),
        pytest.param({"status/plan.yml": REGISTER}, [("fil-mistenkelig", "plan.yml", 0)], id="another ending"),
        pytest.param(
            {"status/plan/register.yaml": REGISTER, "status/plan/mer/a.yaml": "tiltak:\n"},
            [("fil-mistenkelig", "plan/mer/a.yaml", 0)],
            id="a folder too deep",
        ),
        pytest.param({"status/plan.yaml": "- a\n- b\n"}, [("fil-ikke-nokler", "plan.yaml", 1)], id="a list"),
        pytest.param(
            {"status/plan.yaml": "tittel: A\ntiltak: legevaktbil\n"},
            [("verdi-ikke-nokler", "plan.yaml", 2)],
            id="actions that are no mapping",
        ),
    ],
)
def test_what_is_said_of_the_files(load, files: dict[str, str], expected: list[tuple[str, str, int]]) -> None:
    _, diagnostics = load(files)
    assert said(diagnostics) == expected


def test_a_broken_part_costs_its_own_entries_only(load) -> None:
    raw, diagnostics = load(
        {
            "status/plan/register.yaml": REGISTER,
            "status/plan/a.yaml": 'tiltak:\n  en:\n    navn: "\\q"\n  to:\n    navn: To\n',
        }
    )
    assert [each.code for each in diagnostics][:1] == ["yaml-form"]
    assert [ident for ident, _ in one(raw).actions][-1] == "to"


def test_a_plain_text_stands_for_the_name_of_an_action(load) -> None:
    raw, _ = load({"status/plan.yaml": "tittel: A\ntiltak:\n  bil: Legevaktbil\n"})
    assert [(ident, action.navn) for ident, action in one(raw).actions] == [("bil", "Legevaktbil")]


def test_columns_may_have_headings(load) -> None:
    raw, diagnostics = load(
        {"status/plan.yaml": "tittel: A\nkolonner: [tiltak, {navn: mål, overskrift: Målet}]\ntiltak:\n  bil: B\n"}
    )
    assert diagnostics == []
    assert [(each.navn, each.overskrift) for each in one(raw).head.kolonner] == [("tiltak", None), ("mål", "Målet")]


def test_a_register_can_be_read_by_itself(project: Callable[..., Path]) -> None:
    root = project({"status/plan.yaml": REGISTER, "status/annen.yaml": REGISTER})
    paths = ["sources/status/annen.yaml", "sources/status/plan.yaml"]
    assert register_ids([*paths, "sources/vedlegg/x.yaml", "sources/status/plan/mer/a.yaml"]) == ["annen", "plan"]
    loaded = load_register(SourceFolder(root), "plan", paths)
    assert loaded.source is not None
    assert (loaded.diagnostics, loaded.used, list(loaded.digests)) == ([], {paths[1]}, [paths[1]])


def test_an_unreadable_file_is_said_and_the_rest_read(load) -> None:
    raw, diagnostics = load({"status/tom.yaml": "", "status/plan.yaml": REGISTER})
    assert [register.id for register in raw.registers] == ["plan"]
    assert said(diagnostics) == [("fil-tom", "tom.yaml", 0)]
