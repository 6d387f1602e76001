"""Decisions quoted by case and point."""

import pytest
from support.projects import BODY, SETUP
from support.status_reports import MEETINGS, REPORT, codes, fenced, lines, messages, printed, report

from pipeline.richtext import Quotation, TextList
from pipeline.workflow.reading import read_project


@pytest.fixture
def quoting(project):
    """A project whose report quotes what is typed."""

    def write(typed, day="04.05.2020", **more):
        return project({**MEETINGS, REPORT: report(fenced("vedtak", typed), day), **more})

    return write


def test_one_point_is_quoted_with_its_own_number_and_where_it_stands(quoting):
    root = quoting("sak: 1-2020\npunkt: [2]")
    assert lines(printed(root)) == [
        "Vedtakspunkt 2 i sak 1-2020, Prosjektgruppen 28.04.2020:",
        "> 2 Berg følger det opp.",
    ]
    assert codes(root) == []


def test_a_whole_decision_is_quoted_where_no_point_is_named(quoting):
    said = lines(printed(quoting("sak: 1-2020")))
    assert said[0] == "Vedtak i sak 1-2020, Prosjektgruppen 28.04.2020:"
    assert [line[:4] for line in said[1:]] == ["> 1 ", "> 2 ", "> 3 ", ">   ", ">   ", "> 4 "]


def test_a_decision_without_points_is_quoted_whole(quoting):
    assert lines(printed(quoting("sak: 3-2020")))[1:] == ["> Rammene er som før."]


@pytest.mark.parametrize(
    ("typed", "told", "points"),
    [
        ("1-3", "1–3", ["1", "2", "3"]),
        ("1–2", "1 og 2", ["1", "2"]),
        ("[1, 4]", "1 og 4", ["1", "4"]),
        ("1, 2 og 4", "1, 2 og 4", ["1", "2", "4"]),
        ("1-3 og 4", "1–4", ["1", "2", "3", "4"]),
        ("[4, 1]", "1 og 4", ["1", "4"]),
        ("punkt 2", "2", ["2"]),
        ("2.", "2", ["2"]),
        ("b", "b", ["b"]),
        ("3a", "3a", ["a"]),
        ("[3 b]", "3b", ["b"]),
        ("[2, 3 a]", "2 og 3a", ["2", "a"]),
        ("2–3 og 4", "2–4", ["2", "3", "4"]),
    ],
)
def test_points_are_named_as_people_write_them(quoting, typed, told, points):
    root = quoting(f"sak: 1-2020\npunkt: {typed}")
    lead, quotation = printed(root)
    assert lines([lead])[0].startswith(f"Vedtakspunkt {told} i sak 1-2020")
    assert isinstance(quotation, Quotation)
    assert [item.label for part in quotation.blocks if isinstance(part, TextList) for item in part.items] == points
    assert codes(root) == []


def test_all_points_may_be_asked_for_in_words(quoting):
    assert lines(printed(quoting("sak: 1-2020\npunkt: alle")))[0].startswith("Vedtak i sak 1-2020")


def test_points_that_do_not_follow_one_another_are_lists_that_begin_with_their_own_number(quoting):
    (_, quotation) = printed(quoting("sak: 1-2020\npunkt: [1, 2, 4]"))
    assert [[item.label for item in part.items] for part in quotation.blocks] == [["1", "2"], ["4"]]


def test_a_conclusion_is_called_one(quoting):
    said = lines(printed(quoting("sak: 2-2020")))
    assert said == [
        "Konklusjon i sak 2-2020, Prosjektgruppen 28.04.2020:",
        "> Prosjektgruppen møtes hver måned.",
    ]


def test_what_is_quoted_is_what_the_minutes_say_now(quoting):
    changed = MEETINGS[f"moter/{BODY}/2020-04-28.md"].replace("Berg følger", "Berg og Moen følger")
    root = quoting("sak: 1-2020\npunkt: 2", **{f"moter/{BODY}/2020-04-28.md": changed})
    assert lines(printed(root))[1] == "> 2 Berg og Moen følger det opp."


def test_a_quoted_block_has_no_name_twice(quoting):
    (_, quotation) = printed(quoting("sak: 1-2020"))
    assert all(not part.ident for part in quotation.blocks)


# --- what can be wrong -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code", "told"),
    [
        ("sak: 9-2020", "vedtak-sak-ukjent", "Sak 9-2020 finnes ikke i møtefilene, så vedtaket kan ikke siteres."),
        ("sak: 12-2019", "vedtak-sak-ukjent", "Sak 12-2019 finnes ikke i møtefilene, så vedtaket kan ikke siteres."),
        (
            "sak: 4-2020",
            "vedtak-bare-foreslatt",
            "Sak 4-2020 er ikke avgjort: Møtefila har bare et forslag til vedtak.",
        ),
        ("sak: 1-2020\npunkt: 5", "vedtak-punkt-ukjent", "Vedtaket i sak 1-2020 har ikke noe punkt 5."),
        ("sak: 1-2020\npunkt: 5-99", "vedtak-punkt-ukjent", "Vedtaket i sak 1-2020 har ikke noe punkt 5–99."),
        ("sak: 1-2020\npunkt: 2a", "vedtak-punkt-ukjent", "Vedtaket i sak 1-2020 har ikke noe punkt 2a."),
        ("sak: 1-2020\npunkt: 4-1", "vedtak-punkt-ukjent", "Vedtaket i sak 1-2020 har ikke noe punkt 4-1."),
        ("sak: 3-2020\npunkt: 1", "vedtak-uten-punkter", "Vedtaket i sak 3-2020 er ikke delt i punkter."),
        ("sak: 1-2020\norgan: gruppa", "vedtak-organ-ukjent", "«gruppa» er ikke et organ i oppsettet."),
    ],
)
def test_what_is_not_decided_is_not_quoted(quoting, typed, code, told):
    root = quoting(typed)
    assert (codes(root), messages(root)) == ([code], [told])
    assert printed(root) == []


def test_the_points_there_are_are_told_where_one_is_missing(quoting):
    (said,) = read_project(quoting("sak: 1-2020\npunkt: 5")).diagnostics
    assert said.hint() == "Punktene er 1–4."


def test_a_case_without_any_decision_is_told(quoting):
    without = "---\ntid: 28.04.2020 kl. 12.00–15.00\nstatus: avholdt\n---\n\n## 1-2020 Om tall (drøfting)\n\nTall.\n"
    root = quoting("sak: 1-2020", **{f"moter/{BODY}/2020-04-28.md": without, f"moter/{BODY}/2020-05-26.md": None})
    assert codes(root) == ["vedtak-mangler-i-sak"]


def test_a_decision_made_after_the_document_is_told(quoting):
    root = quoting("sak: 1-2020", day="27.04.2020")
    assert messages(root) == ["Sak 1-2020 ble vedtatt 28.04.2020, etter dokumentets dato 27.04.2020."]
    assert codes(root) == ["vedtak-etter-dokumentet"]
    assert codes(quoting("sak: 1-2020", day="28.04.2020")) == []


def test_a_number_two_bodies_have_is_the_own_bodys_case_or_the_one_that_is_named(quoting):
    other = (
        SETUP.partition("organer:\n")[2].replace("prosjektgruppen:", "rådet:", 1).replace("Prosjektgruppen", "Rådet")
    )
    there = MEETINGS[f"moter/{BODY}/2020-04-28.md"].replace("Berg følger", "Rådet følger")
    more = {"oppsett.yaml": SETUP + other, "moter/rådet/2020-04-28.md": there}
    assert "Prosjektgruppen 28.04.2020" in lines(printed(quoting("sak: 1-2020\npunkt: 2", **more)))[0]
    named = quoting("sak: 1-2020\npunkt: 2\norgan: rådet", **more)
    assert lines(printed(named)) == [
        "Vedtakspunkt 2 i sak 1-2020, Rådet 28.04.2020:",
        "> 2 Rådet følger det opp.",
    ]
    nobodys = report(fenced("vedtak", "sak: 1-2020")).replace(f"organ: {BODY}\n", "")
    assert codes(quoting("sak: 1-2020", **more, **{REPORT: nobodys})) == ["vedtak-sak-flere"]
