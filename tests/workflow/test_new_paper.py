"""`saksgang new paper`: the sections of the body, for a case that has no paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.commands import saksgang
from support.documents import MEETING, meeting
from support.projects import SETUP

from pipeline.workflow.new_paper import new_paper
from pipeline.workflow.reading import read_project
from pipeline.workflow.refusal import Refused

CASES = "## 1-2020 Ny timeplan, og vaktene (drøfting)\n\nTekst.\n\n## 2-2020 Økonomi (drøfting)\n\nTekst.\n"
OTHER = "  utvalget:\n    navn: Utvalget\n    saksnummer: N-ÅÅÅÅ\n    sted: Teams\n"


def headings(path: Path) -> list[str]:
    return [line[3:] for line in path.read_text("utf-8").splitlines() if line.startswith("## ")]


def test_the_usual_sections_are_there_to_be_filled_in(project: Callable[..., Path]) -> None:
    root = project({MEETING: meeting(cases=CASES)})
    path = new_paper(root, "1/2020")
    assert path == root / "sources/saker/ny-timeplan-og-vaktene.md"
    assert path.read_text("utf-8").startswith("---\nsak: 1-2020\n")
    assert headings(path) == [
        "Forslag til vedtak",
        "Bakgrunn",
        "Fakta",
        "Vurdering",
        "Økonomiske konsekvenser",
        "Konklusjon",
    ]
    assert {each.code for each in read_project(root).diagnostics} == {"avsnitt-uten-tekst"}


def test_a_body_has_its_own_and_nynorsk_its_words(project: Callable[..., Path]) -> None:
    own = SETUP + "    saksfremlegg: [Bakgrunn, Forslag til vedtak, Vedlegg]\n"
    root = project({"oppsett.yaml": own, MEETING: meeting(cases=CASES)}, "a")
    assert headings(new_paper(root, "2-2020")) == ["Bakgrunn", "Forslag til vedtak"]
    nynorsk = SETUP.replace("sted: ", "språk: nn\n    sted: ")
    root = project({"oppsett.yaml": nynorsk, MEETING: meeting(cases=CASES)}, "b")
    assert headings(new_paper(root, "2-2020"))[::4] == ["Framlegg til vedtak", "Økonomiske konsekvensar"]


def test_a_case_that_is_not_there_or_has_one_is_refused(project: Callable[..., Path]) -> None:
    root = project({MEETING: meeting(cases=CASES)})
    with pytest.raises(Refused, match=r"Sak 7-2020 står ikke i noen møtefil"):
        new_paper(root, "7-2020")
    new_paper(root, "1-2020")
    with pytest.raises(Refused, match=r"saksfremlegg fra før: sources/saker/ny-timeplan-og-vaktene\.md"):
        new_paper(root, "1-2020")


def test_a_file_of_that_name_is_left_alone(project: Callable[..., Path]) -> None:
    note = "---\nsak: 1-2020\n---\n\nTekst.\n"
    root = project({MEETING: meeting(cases=CASES), "saker/oekonomi.md": note})
    assert new_paper(root, "2-2020").name == "2-2020-oekonomi.md"
    assert (root / "sources/saker/oekonomi.md").read_text("utf-8") == note


def test_of_two_bodies_with_the_number_one_must_be_named(project: Callable[..., Path]) -> None:
    files = {"oppsett.yaml": SETUP + OTHER, MEETING: meeting(cases=CASES)}
    root = project({**files, "moter/utvalget/2020-05-05.md": meeting(cases=CASES, day="05.05.2020")})
    with pytest.raises(Refused, match=r"prosjektgruppen/2020/1, utvalget/2020/1"):
        new_paper(root, "1-2020")
    new_paper(root, "utvalget/2020/1")
    project_now = read_project(root).project
    assert project_now is not None
    assert [case.id for case in project_now.cases.values() if case.paper] == ["utvalget/2020/1"]


def test_the_command_prints_the_path(project: Callable[..., Path]) -> None:
    root = project({MEETING: meeting(cases=CASES)})
    said = saksgang("new", "paper", "1-2020", "--project", root)
    assert (said.code, said.out.strip()) == (0, str(root / "sources/saker/ny-timeplan-og-vaktene.md"))
