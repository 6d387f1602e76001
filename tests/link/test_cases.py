"""What a case holds: type and notes, proposals, votes, decisions, tasks."""

from datetime import date

import pytest
from support.documents import MEETING, meeting, only_meeting
from support.projects import SETUP

from pipeline.load.case_heading import CASE_TYPE_WORDS, NOTE_WORDS
from pipeline.richtext import plain, plain_blocks
from pipeline.workflow.reading import read_project


@pytest.fixture
def case(project):
    """The case of this text, and what is said: code and line (the heading stands on line 6)."""

    def read(text, head="", heading="## 1-2020 A (drøfting)", setup=SETUP):
        root = project({MEETING: meeting(head, f"{heading}\n\n{text}\n"), "oppsett.yaml": setup})
        (found,) = only_meeting(root).cases
        return found, [(each.code, each.place.line) for each in read_project(root).diagnostics]

    return read


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("til godkjenning", "godkjenning"),
        ("Vedtak", "vedtak"),
        ("til beslutning", "vedtak"),
        ("til behandling", "vedtak"),
        ("avgjerd", "vedtak"),
        ("drofting", "drøfting"),
        ("Diskusjon og avklaring", "drøfting"),
        ("til  drøfting", "drøfting"),
        ("Info", "orientering"),
        ("til vitande", "orientering"),
        ("til etterretning", "orientering"),
        ("meldingssak", "referatsak"),
        ("ymse", "eventuelt"),
    ],
)
def test_a_type_is_read_in_the_ways_people_write_it(case, words, kind):
    found, _ = case("Vedtak: Ja.", heading=f"## 1-2020 A ({words})")
    assert found.type.value == kind


@pytest.mark.parametrize("words", [*CASE_TYPE_WORDS, *NOTE_WORDS])
def test_whatever_the_heading_takes_for_a_type_or_a_note_is_understood(case, words):
    _, said = case("Vedtak: Ja.", heading=f"## 1-2020 Godkjenning ({words})")
    assert {code for code, _ in said} <= {"orientering-med-vedtak"}


@pytest.mark.parametrize(
    ("title", "kind"),
    [("Godkjenning av saksliste", "godkjenning"), ("Orientering fra leder", "orientering"), ("Eventuelt", "eventuelt")],
)
def test_a_title_may_say_the_type(case, title, kind):
    found, _ = case("Vedtak: Ja.", heading=f"## 1-2020 {title}")
    assert found.type.value == kind


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("20 min", 20), ("ca. 20 minutter", 20), ("5 min.", 5), ("1 time", 60), ("2 timar", 120), ("1 t", 60)],
)
def test_the_time_set_off_is_kept_in_minutes(case, words, minutes):
    found, said = case("Tekst.", heading=f"## 1-2020 A (drøfting, {words})")
    assert (found.minutes_allotted, said) == (minutes, [])


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("## 1/2020 A (drøfting)", [("saksnummer-annen-form", 6)]),
        ("## 1-2021 A (drøfting)", [("saksnummer-annet-ar", 6)]),
        ("## 2020-1 A (drøfting)", [("saksnummer-uforstaelig", 6)]),
        ("## 1-2019 A (drøfting)", [("sak-for-forste", 6), ("saksnummer-annet-ar", 6)]),
        ("## PS 15/45/2 A (drøfting)", [("sak-uten-nummer", 6)]),
        ("## 7 A (drøfting)", [("saksnummer-uforstaelig", 6)]),
        ("## A (drøfting)", [("sak-uten-nummer", 6)]),
        ("## 1-2020 (drøfting)", [("sak-uten-tittel", 6)]),
        ("## 1-2020 A", [("sak-uten-type", 6)]),
    ],
)
def test_a_heading_that_is_not_as_it_should_be_is_told(case, heading, said):
    assert case("Tekst.", heading=heading)[1] == said


# --- decisions and votes ------------------------------------------------------------------------------------------


def decided(found):
    return [
        (plain_blocks(each.text), plain_blocks(each.proposal), plain_blocks(each.votes), each.marker.value)
        for each in found.decisions
    ]


def test_a_vote_belongs_to_the_decision_it_led_to(case):
    text = "Forslag til vedtak: Ja til alt.\n\nVotering: Fire mot én.\n\nVedtak: Ja."
    assert decided(case(text)[0]) == [("Ja.", "Ja til alt.", "Fire mot én.", "Vedtak")]


def test_a_vote_may_be_typed_after_the_decision(case):
    text = "Vedtak: Ja.\n\nVotering: Enstemmig."
    assert decided(case(text)[0]) == [("Ja.", "", "Enstemmig.", "Vedtak")]


def test_each_decision_has_its_own_vote(case):
    text = "Votering: En.\n\nVedtak: A.\n\nVedtak: B.\n\nVotering: To."
    assert decided(case(text)[0]) == [("A.", "", "En.", "Vedtak"), ("B.", "", "To.", "Vedtak")]


def test_every_proposal_is_kept_and_none_is_a_decision(case):
    found, _ = case("Forslag til vedtak: A.\n\nForslag til vedtak: B.\n\nKonklusjon: B.")
    assert [plain_blocks(each) for each in found.proposals] == ["A.", "B."]
    assert decided(found) == [("B.", "B.", "", "Konklusjon")]


# --- tasks --------------------------------------------------------------------------------------------------------


def tasks(found):
    return [([each.id for each in task.owners], task.others, plain(task.what), task.due) for task in found.tasks]


@pytest.mark.parametrize(
    ("typed", "owners", "others"),
    [
        ("Vik", ["vik"], []),
        ("Kari Berg", ["berg"], []),
        ("@berg", ["berg"], []),
        ("Vik, Berg", ["vik", "berg"], []),
        ("Vik og Berg", ["vik", "berg"], []),
        ("Vik, Berg og Moen", ["vik", "berg", "moen"], []),
        ("Vik, vik", ["vik"], []),
        ("arbeidsgruppe 2", [], ["arbeidsgruppe 2"]),
        ("Alle", [], ["Alle"]),
        ("Berg og sekretariatet", ["berg"], ["sekretariatet"]),
    ],
)
def test_tasks_have_owners_persons_or_groups(case, typed, owners, others):
    found, said = case(f"=> {typed}: lage oversikt, 26.05.2020")
    assert tasks(found) == [(owners, others, "lage oversikt", date(2020, 5, 26))]
    assert said == []


@pytest.mark.parametrize("typed", ["Solli", "Morgan Solli"])
def test_an_owner_nobody_knows_is_printed_as_typed_and_told(case, typed):
    found, said = case(f"=> {typed}: ringe, 26.05.2020")
    assert tasks(found)[0][:2] == ([], [typed])
    assert said == [("person-ukjent", 8)]


@pytest.mark.parametrize(
    ("typed", "due", "said"),
    [
        ("26.05.2020", date(2020, 5, 26), []),
        ("26.5.20", date(2020, 5, 26), []),
        ("innen 26. mai 2020", date(2020, 5, 26), []),
        ("26. mai", date(2020, 5, 26), ["dato-uten-ar"]),
        ("15. januar", date(2021, 1, 15), ["dato-uten-ar"]),
        ("tirsdag 26.05.2020", date(2020, 5, 26), []),
        ("mandag 26.05.2020", date(2020, 5, 26), ["ukedag-feil"]),
        ("28.04.2020", date(2020, 4, 28), []),
        ("27.04.2020", date(2020, 4, 27), ["frist-for-motet"]),
        ("31.06.2020", None, ["dato-umulig"]),
        ("snarest", None, ["frist-uforstaelig"]),
        ("uke 24", date(2020, 6, 12), []),
        ("neste møte", None, ["frist-uforstaelig"]),
    ],
)
def test_a_due_date_is_read_as_people_write_it(case, typed, due, said):
    found, diagnostics = case(f"=> Berg: ringe, {typed}")
    assert (found.tasks[0].due, [code for code, _ in diagnostics]) == (due, said)


@pytest.mark.parametrize("typed", ["neste møte", "til neste møte", "førstkommende møte"])
def test_the_next_meeting_is_a_due_date_where_it_is_known(case, typed):
    found, said = case(f"=> Berg: ringe, {typed}", "neste_møte: 26.05.2020\n")
    assert (found.tasks[0].due, said) == (date(2020, 5, 26), [])


def test_a_task_has_an_id_of_its_case(case):
    found, _ = case("=> Berg: ringe, 26.05.2020\n\nSvar: Noe.\n\n=> Vik: skrive, 26.05.2020")
    assert [task.id for task in found.tasks] == ["prosjektgruppen/2020/1#1", "prosjektgruppen/2020/1#2"]
