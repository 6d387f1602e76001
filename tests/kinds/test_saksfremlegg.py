"""What a case paper says, before it is Word; and what the notice and the minutes get from it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.documents import MEETING, document, documents, linked, meeting, words
from support.projects import SETUP

from pipeline.kinds.saksfremlegg import Saksfremlegg
from pipeline.richtext import Marker, Paragraph, Piece, TextList, plain_blocks
from pipeline.workflow.build import build
from pipeline.workflow.reading import read_project

PAPER = "saker/timeplan.md"
CASE = "## 1-2020 Ny timeplan (vedtak) v/Berg\n\nBerg la den fram.\n"
PROPOSED = "## Forslag til vedtak\n\n1. Planen tas i bruk.\n2. Den gjelder ut året.\n"
EARLIER = {
    "moter/prosjektgruppen/2020-03-03.md": meeting(
        cases="## 1-2020 Timeplan (drøfting)\n\nKonklusjon: Berg lager en plan.\n", day="03.03.2020"
    )
}
FILES = {"vedlegg/plan.pdf": b"%PDF", "vedlegg/kart.pdf": b"%PDF"}

Made = Callable[..., Saksfremlegg]


def paper(text: str = PROPOSED, head: str = "", case: str = "1-2020") -> str:
    return f"---\nsak: {case}\n{head}---\n\n{text}"


@pytest.fixture
def made(project: Callable[..., Path]) -> Made:
    """The content of a case paper."""

    def content(text: str = PROPOSED, head: str = "", order: str = "", case: str = CASE) -> Saksfremlegg:
        setup = SETUP + (f"    saksfremlegg: [{order}]\n" if order else "")
        root = project({"oppsett.yaml": setup, MEETING: meeting(cases=case), PAPER: paper(text, head), **FILES})
        found = document(root, "saksfremlegg").content
        assert isinstance(found, Saksfremlegg)
        return found

    return content


def codes(root: Path) -> list[tuple[str, int]]:
    return [(each.code, each.place.line) for each in read_project(root).diagnostics if each.place.file.endswith(PAPER)]


def titles(content: Saksfremlegg) -> list[str]:
    return [words(part.tittel) for part in content.deler]


# --- the head -------------------------------------------------------------------------------------------------------


def test_the_head_is_the_cases_and_its_meetings(made: Made) -> None:
    content = made(head="saksbehandler: berg\ndato: 14.04.2020\n")
    assert (words(content.tittel), content.sak, content.organ) == ("Ny timeplan", "1-2020", "Prosjektgruppen")
    assert (content.sakstype, content.saksbehandler, content.stilling) == ("vedtak", "Kari Berg", "overlege")
    assert content.møtedato.replace("\xa0", " ") == "28. april 2020"
    assert content.dato.replace("\xa0", " ") == "14. april 2020"


def test_a_type_typed_here_is_printed_and_one_that_differs_is_told(project: Callable[..., Path]) -> None:
    root = project({MEETING: meeting(cases=CASE), PAPER: paper(head="sakstype: drøfting\n")})
    assert document(root, "saksfremlegg").content.sakstype == "drøfting"
    assert codes(root) == [("saksfremlegg-annen-sakstype", 3)]


def test_where_the_same_was_up_before_is_told_with_its_day_and_outcome(project: Callable[..., Path]) -> None:
    later = meeting(cases=CASE.replace("1-2020", "2-2020"))
    root = project({**EARLIER, MEETING: later, PAPER: paper(head="tidligere: [1-2020]\n", case="2-2020")})
    (before,) = document(root, "saksfremlegg").content.tidligere
    assert (before.sak, before.organ, before.utfall) == ("1-2020", "Prosjektgruppen", "Konklusjon")
    assert before.dato.replace("\xa0", " ") == "3. mars 2020"
    assert codes(root) == []


def test_a_case_that_comes_later_was_no_earlier_one(project: Callable[..., Path]) -> None:
    later = meeting(cases=CASE.replace("1-2020", "2-2020"))
    root = project({**EARLIER, MEETING: later, PAPER: paper(head="tidligere: [2-2020]\n")})
    assert codes(root) == [("tidligere-sak-senere", 3)]


def test_an_older_case_than_those_kept_here_is_told_by_its_number(project: Callable[..., Path]) -> None:
    setup = SETUP.replace("første_sak: 1-2020", "første_sak: 5-2020")
    cases = CASE.replace("1-2020", "5-2020")
    root = project(
        {
            "oppsett.yaml": setup,
            MEETING: meeting(cases=cases),
            PAPER: paper(head="tidligere: [2-2020]\n", case="5-2020"),
        }
    )
    (before,) = document(root, "saksfremlegg").content.tidligere
    assert (before.sak, before.dato, codes(root)) == ("2-2020", "", [])


# --- the parts ------------------------------------------------------------------------------------------------------


def test_the_parts_stand_in_the_usual_order_with_the_proposal_first(made: Made) -> None:
    content = made(f"## Vurdering\n\nGod.\n\n## Bakgrunn\n\nLang.\n\n{PROPOSED}", "vedlegg: [plan.pdf (Plan)]\n")
    assert titles(content) == ["Forslag til vedtak", "Bakgrunn", "Vurdering", "Vedlegg"]


def test_the_body_has_an_order_of_its_own(made: Made) -> None:
    text = f"{PROPOSED}\n## Høring\n\nTre svar.\n\n## Bakgrunn\n\nLang.\n"
    content = made(text, order="Bakgrunn, Vedlegg, Forslag til vedtak")
    assert titles(content) == ["Bakgrunn", "Forslag til vedtak", "Høring"]


@pytest.mark.parametrize(
    "text",
    [
        PROPOSED,
        "Forslag til vedtak:\n1. Planen tas i bruk.\n2. Den gjelder ut året.\n",
        "## Forslag til vedtak\n\nForslag til vedtak:\n1. Planen tas i bruk.\n2. Den gjelder ut året.\n",
    ],
)
def test_the_proposal_is_a_numbered_list_under_its_heading_once(made: Made, text: str) -> None:
    content = made(text)
    (part,) = content.deler
    assert (words(part.tittel), part.forslag) == ("Forslag til vedtak", True)
    (points,) = part.tekst.blocks
    assert isinstance(points, TextList) and [item.label for item in points.items] == ["1", "2"]
    assert content.innledning.blocks == []


def test_a_proposal_at_the_end_of_a_part_leaves_it_for_its_own(made: Made) -> None:
    content = made("## Konklusjon\n\nVi anbefaler planen.\n\nForslag til vedtak: Planen tas i bruk.\n")
    assert [(words(part.tittel), plain_blocks(part.tekst.blocks)) for part in content.deler] == [
        ("Forslag til vedtak", "Planen tas i bruk."),
        ("Konklusjon", "Vi anbefaler planen."),
    ]


def test_the_attachments_are_numbered_with_their_files(made: Made) -> None:
    content = made(f"Se [kartet](vedlegg/kart.pdf).\n\n{PROPOSED}", "vedlegg: [plan.pdf (Plan for 2021)]\n")
    assert [(each.nummer, each.tittel, each.fil) for each in content.deler[-1].vedlegg] == [
        ("1", "Plan for 2021", "plan.pdf"),
        ("2", "kartet", "kart.pdf"),
    ]


def test_a_list_of_files_typed_under_attachments_is_printed_once(made: Made) -> None:
    text = "## Vedlegg\n\nTegnet i april.\n\n1. [Kart](vedlegg/kart.pdf)\n2. [Plan](vedlegg/plan.pdf).\n"
    part = made(f"{PROPOSED}\n{text}").deler[-1]
    assert [type(block) for block in part.tekst.blocks] == [Paragraph]
    assert [each.tittel for each in part.vedlegg] == ["Kart", "Plan"]


# --- what must hold -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "missing", "without"),
    [
        ("prosjekt", "saksfremlegg-mangler-del", "saksfremlegg-uten-forslag"),
        ("formell", "saksfremlegg-mangler-del-formell", "saksfremlegg-uten-forslag-formell"),
    ],
)
def test_a_decision_needs_a_proposal_and_a_body_its_parts(
    project: Callable[..., Path], profile: str, missing: str, without: str
) -> None:
    setup = f"{SETUP}    profil: {profile}\n    saksfremlegg: [Forslag til vedtak, Bakgrunn, Fakta, Vedlegg]\n"
    root = project({"oppsett.yaml": setup, MEETING: meeting(cases=CASE), PAPER: paper("## Bakgrunnen\n\nLang.\n")})
    found = [each for each in read_project(root).diagnostics if each.place.file.endswith(PAPER)]
    assert [each.code for each in found] == [missing, missing, without]
    assert [each.hint() for each in found[:2]] == ["Mente du det med «Bakgrunnen»?", None]


def test_a_discussion_needs_no_proposal(project: Callable[..., Path]) -> None:
    root = project({MEETING: meeting(cases=CASE.replace("vedtak", "drøfting")), PAPER: paper("Hva mener dere?\n")})
    assert codes(root) == []


@pytest.mark.parametrize(
    ("proposal", "told"),
    [
        ("Saken tas til orientering.", []),
        ("Prosjektgruppen tar saken til orientering.", []),
        ("1. Saken tas til orientering.\n2. Berg får kr 20 000.", [("orientering-med-forslag", 5)]),
    ],
)
def test_an_orientation_proposes_to_take_note(
    project: Callable[..., Path], proposal: str, told: list[tuple[str, int]]
) -> None:
    text = f"## Forslag til vedtak\n\n{proposal}\n"
    root = project({MEETING: meeting(cases=CASE.replace("vedtak", "orientering")), PAPER: paper(text)})
    assert codes(root) == told


# --- the documents of the meeting -----------------------------------------------------------------------------------


def test_the_notice_prints_the_proposal_and_lists_the_paper_and_its_attachments(project: Callable[..., Path]) -> None:
    cases = CASE + "\nSe [planen](vedlegg/plan.pdf).\n"
    head = "vedlegg: [kart.pdf (Kart), plan.pdf (Plan)]\n"
    called = meeting("vedlegg: [plan.pdf (Planen)]\n", cases, "planlagt")
    notice = document(project({MEETING: called, PAPER: paper(head=head), **FILES}), "innkalling")
    assert [(each.nummer, each.tittel, each.sak, each.fil) for each in notice.content.vedlegg] == [
        ("1", "Planen", "", "plan.pdf"),
        ("2", "Saksfremlegg", "1-2020", "2020-04-28-timeplan-saksfremlegg.docx"),
        ("3", "Kart", "1-2020", "kart.pdf"),
    ]
    (case,) = notice.content.saker
    assert case.vedlegg == "Vedlegg 2: Saksfremlegg · Vedlegg 3: Kart · Vedlegg 1: Plan"
    assert plain_blocks(case.forslag.blocks) == "Planen tas i bruk.\nDen gjelder ut året."
    assert notice.sources == (f"sources/{MEETING}", f"sources/{PAPER}")


def test_the_meeting_files_own_proposal_is_the_one_printed(project: Callable[..., Path]) -> None:
    root = project({MEETING: meeting(cases=f"{CASE}\nForslag til vedtak: Vent.\n", status="planlagt"), PAPER: paper()})
    (case,) = document(root, "innkalling").content.saker
    assert plain_blocks(case.forslag.blocks) == "Vent."


def markers(root: Path) -> list[Marker | None]:
    (case,) = document(root, "referat").content.saker
    return [block.marker if isinstance(block, Piece) else None for block in case.tekst.blocks]


def test_in_the_minutes_the_proposal_stands_before_what_came_of_it(project: Callable[..., Path]) -> None:
    cases = f"{CASE}\nVotering: Enstemmig.\n\nVedtak: Planen tas i bruk.\n\n=> Berg: trykke den, 30.04.2020\n"
    root = project({MEETING: meeting(cases=cases), PAPER: paper()})
    assert markers(root)[:4] == [None, Marker.PROPOSAL, Marker.VOTE, Marker.DECISION]
    assert read_project(root).diagnostics == []


def test_in_the_minutes_the_proposal_waits_below_the_text_and_is_there_once(project: Callable[..., Path]) -> None:
    assert markers(project({MEETING: meeting(cases=CASE), PAPER: paper()}, "a")) == [None, Marker.PROPOSAL]
    cases = f"{CASE}\nForslag til vedtak: Planen tas i bruk.\n"
    assert markers(project({MEETING: meeting(cases=cases), PAPER: paper()}, "b")) == [None, Marker.PROPOSAL]


def test_what_a_withdrawn_case_proposed_is_not_in_the_minutes(project: Callable[..., Path]) -> None:
    cases = CASE.replace("(vedtak)", "(vedtak, trukket)")
    assert markers(project({MEETING: meeting(cases=cases), PAPER: paper()})) == [None]


def test_a_fault_in_a_meeting_is_not_shown_in_the_paper(project: Callable[..., Path]) -> None:
    root = project({MEETING: meeting("vedlegg: [borte.pdf]\n", CASE), PAPER: paper()})
    assert document(root, "saksfremlegg").sources == (f"sources/{PAPER}", f"sources/{MEETING}")
    assert build(root).exit == 0
    (made,) = (root / "build/saksfremlegg").glob("*.docx")
    assert b"word/comments.xml" not in made.read_bytes()


def test_a_fault_in_a_paper_is_shown_in_the_paper_alone(project: Callable[..., Path]) -> None:
    root = project({MEETING: meeting(cases=CASE), PAPER: paper(head="vedlegg: [borte.pdf]\n")})
    reading = read_project(root)
    assert [each.code for each in reading.faults] == ["fil-mangler"]
    assert len(linked(root).papers) == 1
    report = build(root)
    assert report.exit == 0
    made = {path.name: path.read_bytes() for path in (root / "build").glob("*/*.docx")}
    with_comments = {name for name, data in made.items() if b"word/comments.xml" in data}
    assert with_comments == {"2020-04-28-timeplan-saksfremlegg.docx"}


def test_a_notice_is_made_anew_when_its_paper_changes(project: Callable[..., Path]) -> None:
    root = project({MEETING: meeting(cases=CASE, status="planlagt"), PAPER: paper()})
    assert build(root).exit == 0
    file = root / "build/innkalling/2020-04-28-prosjektgruppen-innkalling.docx"
    before = file.read_bytes()
    (root / "sources" / PAPER).write_text(paper("## Forslag til vedtak\n\nPlanen utsettes.\n"), "utf-8")
    assert build(root).exit == 0
    assert file.read_bytes() != before


def test_a_nynorsk_body_gets_it_in_nynorsk(project: Callable[..., Path]) -> None:
    setup = SETUP.replace("sted: ", "språk: nn\n    sted: ")
    text = "Framlegg til vedtak: Planen blir teken i bruk.\n"
    root = project({"oppsett.yaml": setup, MEETING: meeting(cases=CASE), PAPER: paper(text)})
    (made,) = documents(root, "saksfremlegg").values()
    assert (made.language, titles(made.content)) == ("nn", ["Framlegg til vedtak"])


def test_what_is_registered_is_printed_in_the_paper_and_its_proposal_in_the_notice_without_it(
    project: Callable[..., Path],
) -> None:
    table = "``` talltabell\nkolonner: [Uke, Timer]\nsum: Timer\nrader: [1 | 7, 2 | 9]\n```\n"
    root = project({MEETING: meeting(cases=CASE, status="planlagt"), PAPER: paper(f"{PROPOSED}\n{table}")})
    report = build(root)
    assert [each.code for each in report.diagnostics if each.code != "forslag-med-blokk"] == []
    assert any("saksfremlegg" in path for path in report.outputs)
    assert any("innkalling" in path for path in report.outputs)
