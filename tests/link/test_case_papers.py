"""Case papers and their cases: the case gets its paper's proposal and attachments, the paper its case's title."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from support.documents import MEETING, meeting
from support.projects import SETUP

from pipeline.records.project import Project
from pipeline.richtext import plain, plain_blocks
from pipeline.workflow.reading import read_project

PAPER = "saker/timeplan.md"
CASES = "## 1-2020 Ny timeplan (vedtak) v/Berg\n\nBerg la den fram.\n"
PROPOSED = "## Forslag til vedtak\n\n1. Planen tas i bruk.\n2. Den gjelder ut året.\n"
TWO_BODIES = SETUP + "  utvalget:\n    navn: Utvalget\n    saksnummer: N/ÅÅ\n    sted: Teams\n"

Linked = Callable[..., tuple[Project, list[tuple[str, str, int]]]]


def paper(text: str = PROPOSED, head: str = "") -> str:
    return f"---\nsak: 1-2020\n{head}---\n\n{text}"


@pytest.fixture
def linked(project: Callable[..., Path]) -> Linked:
    """The project of these sources and a meeting, and what is said of it: code, file, line."""

    def found(
        files: Mapping[str, str | bytes], cases: str = CASES, status: str = "planlagt"
    ) -> tuple[Project, list[tuple[str, str, int]]]:
        reading = read_project(project({MEETING: meeting(cases=cases, status=status), **files}))
        assert reading.project is not None
        return reading.project, [(each.code, each.place.file[8:], each.place.line) for each in reading.diagnostics]

    return found


def case_of(project: Project) -> list[str]:
    return [plain_blocks(blocks) for blocks in project.cases["prosjektgruppen/2020/1"].proposals]


@pytest.mark.parametrize(
    "typed",
    [
        PROPOSED,
        "Innledning.\n\nForslag til vedtak:\n1. Planen tas i bruk.\n2. Den gjelder ut året.\n",
        "## Framlegg til vedtak\n\nForslag til vedtak:\n1. Planen tas i bruk.\n2. Den gjelder ut året.\n",
    ],
)
def test_a_proposal_typed_as_a_section_or_after_its_word_is_the_cases(linked: Linked, typed: str) -> None:
    project, said = linked({PAPER: paper(typed)})
    assert said == []
    assert case_of(project) == ["Planen tas i bruk.\nDen gjelder ut året."]


def test_without_a_title_the_paper_has_its_cases(linked: Linked) -> None:
    project, _ = linked({PAPER: paper()})
    assert plain(project.papers["saksfremlegg/timeplan"].title) == "Ny timeplan"
    own, _ = linked({PAPER: paper(head="tittel: Timeplanen for 2021\n")})
    assert plain(own.papers["saksfremlegg/timeplan"].title) == "Timeplanen for 2021"


def test_the_meetings_day_is_the_papers_until_it_has_one_of_its_own(linked: Linked) -> None:
    project, _ = linked({PAPER: paper()})
    assert project.papers["saksfremlegg/timeplan"].day.isoformat() == "2020-04-28"
    own, said = linked({PAPER: paper(head="dato: 14.04.2020\n")})
    assert (own.papers["saksfremlegg/timeplan"].day.isoformat(), said) == ("2020-04-14", [])
    assert linked({PAPER: paper(head="dato: 29.04.2020\n")})[1] == [("saksfremlegg-etter-motet", PAPER, 3)]


def test_the_attachments_are_the_papers_then_the_cases_each_once(linked: Linked) -> None:
    files = {f"vedlegg/{name}.pdf": b"%PDF" for name in ("plan", "kart", "tall")}
    text = f"Se [kartet](vedlegg/kart.pdf).\n\n{PROPOSED}"
    cases = f"{CASES}\nSe [tallene](vedlegg/tall.pdf) og [planen](vedlegg/plan.pdf).\n"
    project, said = linked({PAPER: paper(text, "vedlegg: [plan.pdf (Plan)]\n"), **files}, cases)
    assert said == []
    case = project.cases["prosjektgruppen/2020/1"]
    assert [(each.title, each.path) for each in case.attachments] == [
        ("", "build/saksfremlegg/2020-04-28-timeplan-saksfremlegg.docx"),
        ("Plan", "sources/vedlegg/plan.pdf"),
        ("kartet", "sources/vedlegg/kart.pdf"),
        ("tallene", "sources/vedlegg/tall.pdf"),
    ]
    assert [each.paper for each in case.attachments] == ["saksfremlegg/timeplan", "", "", ""]
    assert {each.case_id for each in case.attachments} == {case.id}


def test_a_decision_has_the_papers_proposal_beside_it(linked: Linked) -> None:
    cases = f"{CASES}\nVedtak: Planen tas i bruk.\n"
    project, said = linked({PAPER: paper()}, cases, "avholdt")
    (decision,) = project.cases["prosjektgruppen/2020/1"].decisions
    assert plain_blocks(decision.proposal) == "Planen tas i bruk.\nDen gjelder ut året."
    assert said == []


@pytest.mark.parametrize(
    "same", ["1. Planen tas i bruk.\n2. Den gjelder  ut året.", "- Planen tas i bruk\n- **Den** gjelder ut året"]
)
def test_a_proposal_told_alike_in_both_is_nothing_to_remark(linked: Linked, same: str) -> None:
    assert linked({PAPER: paper()}, f"{CASES}\nForslag til vedtak:\n{same}\n")[1] == []


def test_a_proposal_told_otherwise_in_the_meeting_file_is_remarked_there_and_holds(linked: Linked) -> None:
    project, said = linked({PAPER: paper()}, f"{CASES}\nForslag til vedtak: Planen utsettes.\n")
    assert said == [("forslag-ulikt-saksfremlegget", MEETING, 10)]
    assert case_of(project) == ["Planen utsettes."]


def test_a_formal_body_has_its_proposal_in_the_paper(linked: Linked) -> None:
    setup = SETUP.replace("sted: ", "profil: formell\n    sted: ")
    cases = f"{CASES}\nVotering: Enstemmig.\n\nVedtak: Planen tas i bruk.\n"
    assert linked({"oppsett.yaml": setup}, cases, "avholdt")[1] == [("forslag-mangler", MEETING, 6)]
    assert linked({"oppsett.yaml": setup, PAPER: paper()}, cases, "avholdt")[1] == []


def test_promised_and_numbered_attachments_count_those_of_the_paper(linked: Linked) -> None:
    cases = f"{CASES}\nPlanen følger innkallingen, se vedlegg 2.\n"
    files: dict[str, str | bytes] = {"vedlegg/plan.pdf": b"%PDF"}
    assert linked({PAPER: paper(head="vedlegg: [plan.pdf (Plan)]\n"), **files}, cases)[1] == []
    assert [code for code, _, _ in linked({PAPER: paper(), **files}, cases)[1]] == ["vedlegg-finnes-ikke"]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("sak: 9-2020\ntittel: Planen\ndato: 14.04.2020\n", [("sak-finnes-ikke", 2)]),
        ("tittel: Planen\ndato: 14.04.2020\n", [("saksfremlegg-uten-sak", 2)]),
        ("dato: 14.04.2020\n", [("saksfremlegg-uten-sak", 2), ("saksfremlegg-uten-tittel", 2)]),
        ("sak: 1-2020\norgan: utvalget\n", [("saksfremlegg-annet-organ", 3)]),
    ],
)
def test_a_paper_that_is_no_cases_is_told(linked: Linked, head: str, told: list[tuple[str, int]]) -> None:
    files = {"oppsett.yaml": TWO_BODIES, PAPER: f"---\n{head}---\n\n{PROPOSED}"}
    said = [(code, line) for code, file, line in linked(files)[1] if file == PAPER]
    assert sorted(said) == sorted(told)


def test_a_case_has_one_paper(linked: Linked) -> None:
    project, said = linked({PAPER: paper(), "saker/x.md": paper("## Forslag til vedtak\n\nNei.\n")})
    assert said == [("saksfremlegg-to", "saker/x.md", 2)]
    assert case_of(project) == ["Planen tas i bruk.\nDen gjelder ut året."]


def test_a_paper_nothing_gives_a_title_is_called_by_its_case_or_its_file(linked: Linked) -> None:
    project, said = linked({PAPER: "---\nsak: 9-2021\ndato: 14.04.2020\n---\n\nHei.\n"})
    assert plain(project.papers["saksfremlegg/timeplan"].title) == "9-2021"
    assert ("saksfremlegg-uten-tittel", PAPER, 2) in said
    nameless, _ = linked({PAPER: "---\ndato: 14.04.2020\n---\n\nHei.\n"})
    assert plain(nameless.papers["saksfremlegg/timeplan"].title) == "timeplan"


def test_what_is_registered_in_a_proposal_stays_in_the_paper_and_that_is_told(linked: Linked) -> None:
    table = "``` talltabell\nkolonner: [Uke, Timer]\nrader: [1 | 7]\n```\n"
    project, said = linked({PAPER: paper(f"{PROPOSED}\n{table}")})
    assert said == [("forslag-med-blokk", PAPER, 10)]
    assert case_of(project) == ["Planen tas i bruk.\nDen gjelder ut året."]
