"""The status report: its head, its rules, its document."""

import pytest
from support.documents import document
from support.status_reports import MEETINGS, REPORT, codes, fenced, messages, report

from pipeline.kinds.statusrapport import Statusrapport
from pipeline.richtext import plain, plain_blocks


@pytest.fixture
def reported(project):
    def write(text="Alt går etter planen.\n", head="", day="04.05.2020"):
        return project({**MEETINGS, REPORT: report(text, day, head)})

    return write


def content(root) -> Statusrapport:
    found = document(root, "statusrapport").content
    assert isinstance(found, Statusrapport)
    return found


def test_the_head_is_told_in_words(reported):
    root = reported(head="periode: 01.02.2020–30.04.2020\nneste_rapport: 15.09.2020\nav: [vik, berg]\nsak: 4-2020\n")
    told = content(root)
    assert codes(root) == []
    assert (told.organ, told.sak, told.av, told.dato.replace("\xa0", " ")) == (
        "Prosjektgruppen",
        "4-2020",
        "Ola Vik og Kari Berg",
        "4. mai 2020",
    )
    assert told.periode.replace("\xa0", " ") == "1. februar – 30. april 2020"
    assert told.neste_rapport.replace("\xa0", " ") == "15. september 2020"
    assert plain(told.tittel.runs) == "Slik står det til"


def test_what_the_head_does_not_say_is_empty(reported):
    told = content(reported())
    assert (told.sak, told.av, told.periode, told.neste_rapport) == ("", "", "", "")


@pytest.mark.parametrize("between", ["–", " – ", " - ", "-", " til "])
def test_a_period_is_typed_in_any_way(reported, between):
    root = reported(head=f"periode: 01.02.2020{between}30.04.2020\n")
    assert codes(root) == []
    assert content(root).periode


@pytest.mark.parametrize(
    ("head", "code", "told"),
    [
        ("periode: våren\n", "rapport-periode", "«våren» er ikke en periode."),
        (
            "periode: 30.04.2020–01.02.2020\n",
            "rapport-periode-bakvendt",
            "Perioden slutter før den begynner: 01.02.2020 er før 30.04.2020.",
        ),
        (
            "periode: 01.02.2020–05.05.2020\n",
            "rapport-periode-senere",
            "Perioden varer til 05.05.2020, men rapporten er datert 04.05.2020.",
        ),
        (
            "neste_rapport: 04.05.2020\n",
            "rapport-neste-tidlig",
            "Neste rapport 04.05.2020 kommer ikke etter denne, som er datert 04.05.2020.",
        ),
    ],
)
def test_what_is_wrong_with_its_dates_is_told(reported, head, code, told):
    root = reported(head=head)
    assert (codes(root), messages(root)) == ([code], [told])
    document(root, "statusrapport")  # the draft is made all the same


def test_a_period_up_to_the_day_of_the_report_is_well(reported):
    assert codes(reported(head="periode: 01.02.2020–04.05.2020\n")) == []


def test_what_is_registered_is_checked_against_the_project(reported):
    assert codes(reported(fenced("vedtak", "sak: 4-2020"))) == ["vedtak-bare-foreslatt"]


def test_the_document_is_named_after_its_day_and_file(reported):
    made = document(reported(), "statusrapport")
    assert made.stem == "2020-05-04-gruppen-statusrapport"
    assert made.id == "statusrapport/gruppen"


@pytest.mark.parametrize("name", ["gruppen-2020-05-04", "2020-05-04-gruppen"])
def test_a_day_in_the_files_name_is_not_told_twice(project, name):
    root = project({**MEETINGS, f"rapporter/{name}.md": report("A.\n")})
    assert document(root, "statusrapport").stem == "2020-05-04-gruppen-statusrapport"


def test_sections_are_printed_in_order_with_what_stands_before_them(project):
    text = report("A.\n\n## Videre\n\nB.\n").replace("## Status", "Først.\n\n## Status")
    told = content(project({**MEETINGS, REPORT: text}))
    assert plain_blocks(told.innledning.blocks) == "Først."
    assert [(plain(each.tittel.runs), plain_blocks(each.tekst.blocks)) for each in told.avsnitt] == [
        ("Status", "A."),
        ("Videre", "B."),
    ]
