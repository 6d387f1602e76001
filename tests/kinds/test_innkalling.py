"""What the notice says, before it is Word: the same file as the minutes, before the meeting."""

import pytest
from support.documents import CASE, MEETING, document, documents, meeting, words
from support.projects import SETUP

from pipeline.richtext import plain_blocks


@pytest.fixture
def notice(project):
    """The content of the notice of a meeting with these cases and this in its head."""

    def make(cases=CASE, head="", status="planlagt", setup=SETUP, files=()):
        root = project({"oppsett.yaml": setup, MEETING: meeting(head, cases, status), **dict(files)})
        return document(root, "innkalling").content

    return make


@pytest.mark.parametrize("status", ["planlagt", "avholdt", "avlyst"])
def test_every_meeting_has_its_notice(project, status):
    made = document(project({MEETING: meeting(status=status)}), "innkalling")
    assert made.title.replace("\xa0", " ") == "Innkalling til møte i Prosjektgruppen 28. april 2020"
    assert made.content.avlyst == (status == "avlyst")


def test_a_notice_is_dated_when_it_was_sent_else_as_the_meeting(project):
    sent = document(project({MEETING: meeting("innkalt: 14.04.2020\n")}, name="a"), "innkalling")
    assert (sent.date.isoformat(), sent.content.innkalt_dato) == ("2020-04-14", "14.\xa0april 2020")
    unsent = document(project({MEETING: meeting()}, name="b"), "innkalling")
    assert (unsent.date.isoformat(), unsent.content.innkalt_dato) == ("2020-04-28", "")


def test_the_case_list_says_type_presenter_time_and_flags(notice):
    cases = (
        "## 1-2020 Timeplan (drøfting, 20 min, tilleggssak) v/Berg\n\n"
        "## 2-2020 Budsjett (vedtak, 1 time, ettersendt) v/Moen og Vik\n\n## 3-2020 Eventuelt (trukket)\n"
    )
    shown = [
        (line.nummer, words(line.tittel), line.type, line.innleder, line.minutter, line.merke)
        for line in notice(cases).sakliste
    ]
    assert shown == [
        ("1-2020", "Timeplan", "drøfting", "Kari Berg", "20 min", "tilleggssak"),
        ("2-2020", "Budsjett", "vedtak", "Nils Moen og Ola Vik", "60 min", "ettersendt"),
        ("3-2020", "Eventuelt", "eventuelt", "", "", "trukket"),
    ]


PREPARED = """\
## 1-2020 Timeplan (vedtak, 20 min) v/Berg

Bakgrunnen står i [planen](plan.pdf).

Forslag til vedtak: Planen tas i bruk.

Vedtak: Planen tas i bruk.

## 2-2020 Eventuelt
"""


def test_before_the_meeting_a_case_has_its_text_proposal_and_attachments(notice):
    content = notice(PREPARED, files={"vedlegg/plan.pdf": "%PDF"}.items())
    (case,) = content.saker
    assert case.opplysninger == "Vedtak · innleder: Kari Berg · 20 min"
    assert plain_blocks(case.omtale.blocks) == "Bakgrunnen står i planen."
    assert plain_blocks(case.forslag.blocks) == "Planen tas i bruk."
    assert case.vedlegg == "Vedlegg 1: planen"
    assert [line.nummer for line in content.sakliste] == ["1-2020", "2-2020"]


def test_after_the_meeting_the_text_is_the_minutes_and_no_part_of_the_notice(notice):
    (case,) = notice(PREPARED, status="avholdt", files={"vedlegg/plan.pdf": "%PDF"}.items()).saker
    assert plain_blocks(case.omtale.blocks) == ""
    assert plain_blocks(case.forslag.blocks) == "Planen tas i bruk."


def test_only_cases_that_have_more_have_a_place_to_point_at(project):
    root = project({MEETING: meeting(cases=PREPARED, status="planlagt"), "vedlegg/plan.pdf": "%PDF"})
    assert document(root, "innkalling").anchors == {"prosjektgruppen/2020/1": "sg_1_2020"}


def test_those_called_are_listed_whoever_has_sent_notice_of_absence(notice):
    content = notice(head="forfall: [moen]\n")
    assert [(each.navn, each.rolle) for each in content.innkalte] == [
        ("Eva Hegg", "møteleder"),
        ("Ola Vik", "sekretær"),
        ("Kari Berg", ""),
        ("Nils Moen", ""),
    ]
    assert [words(line) for line in content.forfall] == [
        "Nils Moen (seksjonsleder, Elvedal sykehus) har meldt forfall."
    ]


@pytest.mark.parametrize(
    ("language", "absent", "guest"),
    [
        (
            "nb",
            "Nils Moen (seksjonsleder, Elvedal sykehus) har meldt forfall; Liv Hauge møter som vara.",
            "Siv Tangen er gjest i sak 1-2020.",
        ),
        (
            "nn",
            "Nils Moen (seksjonsleder, Elvedal sykehus) har meldt forfall; Liv Hauge møter som vara.",
            "Siv Tangen er gjest i sak 1-2020.",
        ),
    ],
)
def test_what_is_to_come_is_told_in_the_present(project, language, absent, guest):
    persons = """\
hegg: {navn: Eva Hegg}
vik: {navn: Ola Vik}
berg: {navn: Kari Berg}
moen: {navn: Nils Moen, stilling: seksjonsleder, organisasjon: Elvedal sykehus}
hauge: {navn: Liv Hauge}
tangen: {navn: Siv Tangen}
"""
    head = f"språk: {language}\nforfall: [moen (vara hauge)]\ngjester: [tangen (sak 1-2020)]\n"
    text = meeting(head, status="planlagt")
    content = document(project({"personer.yaml": persons, MEETING: text}), "innkalling").content
    assert [words(line) for line in content.forfall] == [absent]
    assert [words(line) for line in content.gjester] == [guest]


def test_once_held_the_absences_are_in_the_minutes_and_the_notice_is_as_it_was_sent(notice):
    content = notice(head="forfall: [moen]\ngikk: [berg kl. 14.00]\n", status="avholdt")
    assert (content.forfall, content.gjester) == ([], [])
    assert len(content.innkalte) == 4


def test_how_to_send_notice_comes_from_the_body_unless_the_head_says_otherwise(notice):
    setup = f"{SETUP}    melde_forfall: Ring Vik.\n"
    assert notice(setup=setup).melde_forfall == "Ring Vik."
    assert notice(head="melde_forfall: Ring Berg.\n", setup=setup).melde_forfall == "Ring Berg."


def test_a_remark_to_the_called_is_printed(notice):
    assert notice(head="merknad: Ta med kalender.\n").merknad == "Ta med kalender."


def test_the_two_kinds_of_a_meeting_have_two_names(project):
    root = project({MEETING: meeting()})
    names = {kind: [each.stem for each in documents(root, kind).values()] for kind in ("innkalling", "referat")}
    assert names == {
        "innkalling": ["2020-04-28-prosjektgruppen-innkalling"],
        "referat": ["2020-04-28-prosjektgruppen-referat"],
    }
