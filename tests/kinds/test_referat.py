"""What the minutes say of a meeting, before it is Word."""

import re

import pytest
from support.documents import CASE, MEETING, document, documents, meeting, words
from support.projects import SETUP

from pipeline.language.typography import NO_BREAK_SPACE
from pipeline.richtext import plain_blocks


@pytest.fixture
def minutes(project):
    """The content of the minutes of a meeting with these cases and this in its head."""

    def make(cases=CASE, head="", setup=SETUP, files=()):
        root = project({"oppsett.yaml": setup, MEETING: meeting(head, cases), **dict(files)})
        return document(root, "referat").content

    return make


def case(text: str, kind: str = "vedtak") -> str:
    return f"## 1-2020 Timeplan ({kind})\n\n{text}\n"


# --- the document ---------------------------------------------------------------------------------------------


def test_a_document_has_a_title_an_author_and_knows_where_it_came_from(project):
    root = project({MEETING: meeting("referatdato: 30.04.2020\n")})
    made = document(root, "referat")
    assert made.title.replace("\xa0", " ") == "Referat fra møte i Prosjektgruppen 28. april 2020"
    assert (made.subject, made.author, made.language) == ("Prosjektgruppen", "Ola Vik", "nb")
    assert made.date.isoformat() == "2020-04-30"
    assert made.id == "prosjektgruppen/2020-04-28"
    assert made.source == f"sources/{MEETING}"
    assert made.properties["saksgang-id"] == made.id
    assert re.fullmatch("[0-9a-f]{12}", made.properties["saksgang-revisjon"])
    assert made.anchors == {"prosjektgruppen/2020/1": "sg_1_2020"}


def test_the_revision_is_another_when_the_source_is(project):
    first = document(project({MEETING: meeting()}, name="a"), "referat").properties
    second = document(project({MEETING: meeting(cases=f"{CASE}\nMer.\n")}, name="b"), "referat").properties
    assert first["saksgang-id"] == second["saksgang-id"]
    assert first["saksgang-revisjon"] != second["saksgang-revisjon"]


@pytest.mark.parametrize(
    ("name", "language", "title"),
    [
        ("referat", "nb", "Referat fra møte i Prosjektgruppen 28. april 2020"),
        ("protokoll", "nb", "Protokoll fra møte i Prosjektgruppen 28. april 2020"),
        ("møtebok", "nb", "Møtebok fra møte i Prosjektgruppen 28. april 2020"),
        ("referat", "nn", "Referat frå møte i Prosjektgruppen 28. april 2020"),
        ("møtebok", "nn", "Møtebok frå møte i Prosjektgruppen 28. april 2020"),
    ],
)
def test_minutes_are_called_what_the_body_calls_them(minutes, name, language, title):
    content = minutes(setup=f"{SETUP}    dokument: {name}\n    språk: {language}\n")
    assert content.tittel.replace("\xa0", " ") == title
    assert content.dokumentnavn == title.split(" ")[0]


@pytest.mark.parametrize(
    ("head", "language", "draft", "shown"),
    [
        ("", "nb", True, "UTKAST"),
        ("referat: utkast\n", "nb", True, "UTKAST"),
        ("referat: til gjennomsyn\n", "nb", True, "TIL GJENNOMSYN"),
        ("referat: til gjennomsyn\n", "nn", True, "TIL GJENNOMSYN"),
        ("referat: godkjent\n", "nb", False, ""),
    ],
)
def test_minutes_are_a_draft_until_they_are_approved(minutes, head, language, draft, shown):
    content = minutes(head=head, setup=f"{SETUP}    språk: {language}\n")
    assert (content.utkast, content.status) == (draft, shown)


@pytest.mark.parametrize("status", ["planlagt", "avlyst"])
def test_only_a_meeting_that_was_held_has_minutes(project, status):
    assert documents(project({MEETING: meeting(status=status)}), "referat") == {}


@pytest.mark.parametrize(
    ("typed", "language", "printed"),
    [
        ("28.04.2020 kl. 12.00–15.00", "nb", "tirsdag 28. april 2020 kl. 12.00–15.00"),
        ("28.4.20, 12:00 til 15:00", "nn", "tysdag 28. april 2020 kl. 12.00–15.00"),
        ("28.04.2020 kl 12", "nb", "tirsdag 28. april 2020 kl. 12.00"),
        ("28.04.2020", "nb", "tirsdag 28. april 2020"),
        ("28.–29. april 2020 kl. 12–15", "nb", "28.–29. april 2020 kl. 12.00–15.00"),
        ("28. april – 2. mai 2020 kl. 12", "nb", "28. april–2. mai 2020 kl. 12.00"),
    ],
)
def test_the_time_is_printed_in_one_way(project, typed, language, printed):
    text = meeting(f"språk: {language}\n").replace("28.04.2020 kl. 12.00–15.00", typed)
    content = document(project({MEETING: text}), "referat").content
    assert content.tid.replace(NO_BREAK_SPACE, " ").replace(" – ", "–") == printed


def test_somebody_may_leave_on_the_second_day_before_the_hour_the_first_began(project):
    text = meeting("gikk: [berg kl. 10.00]\n").replace("28.04.2020 kl. 12.00–15.00", "28.–29.04.2020 kl. 12.00–15.00")
    content = document(project({MEETING: text}), "referat").content
    assert [words(line) for line in content.fravær_og_endringer] == ["Kari Berg gikk kl. 10.00."]


def test_a_body_without_chair_and_secretary_still_gets_its_minutes(project):
    setup = SETUP.replace("    møteleder: hegg\n    sekretær: vik\n", "")
    made = document(project({"oppsett.yaml": setup, MEETING: meeting()}), "referat")
    assert (made.content.møteleder, made.content.sekretær) == ("", "")
    assert made.author == "Helseregion Lia"


def test_the_next_meeting_is_printed_with_its_weekday(minutes):
    printed = minutes(head="neste_møte: 26.05.2020 kl 12-14\n").neste_møte
    assert printed.replace("\xa0", " ") == "tirsdag 26. mai 2020 kl. 12.00–14.00"
    assert minutes().neste_møte == ""


def test_what_is_typed_before_the_first_case_is_the_introduction(minutes):
    content = minutes("Møteleder ønsket velkommen.\n\n" + CASE)
    assert plain_blocks(content.innledning.blocks) == "Møteleder ønsket velkommen."


# --- the overview ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Vedtak: Innkalling og saksliste godkjennes.", "godkjent"),
        ("Vedtak: Innkallingen ble enstemmig godkjent.", "godkjent"),
        ("Vedtak: Innkalling og sakliste blir godkjende.", "godkjent"),
        ("Vedtak: Innkallingen ble ikke godkjent.", "vedtak"),
        ("Vedtak: Innkallingen godkjennes med den endringen at sak 1 utgår.", "vedtak"),
        ("Vedtak: Saken tas til orientering.", "tatt til orientering"),
        ("Konklusjon: Tatt til etterretning.", "tatt til orientering"),
        ("Vedtak: Saken tas ikke til orientering.", "vedtak"),
        ("Vedtak: Rapporten tas til orientering. Gruppen utvides med to.", "vedtak"),
        ("Vedtak:\n1. Rapporten tas til orientering.\n2. Gruppen utvides med to.", "vedtak"),
        ("Vedtak: Utsatt.", "utsatt"),
        ("Vedtak: OK", "OK"),
        ("Konklusjon: Berg lager en plan.", "Berg lager en plan"),
        ("Konklusjon: Berg lager en plan som gruppen ser på i neste møte.", "konklusjon"),
        ("Vedtak: Utsatt.\n\nKonklusjon: Berg ringer Moen.", "konklusjon"),
        ("Ingen bestemte noe.", ""),
        ("Forslag til vedtak: Innkallingen godkjennes.", ""),
    ],
)
def test_the_overview_says_how_a_case_ended_and_nothing_that_is_not_so(minutes, text, outcome):
    (line,) = minutes(case(text)).saksoversikt
    assert line.utfall == outcome


def test_outcomes_are_told_in_the_language_of_the_document(minutes):
    cases = case("Vedtak: Saka blir teken til orientering.") + "\n## 2-2020 B (vedtak, trekt)\n"
    content = minutes(cases, setup=f"{SETUP}    språk: nn\n")
    assert [line.utfall for line in content.saksoversikt] == ["teken til orientering", "trekt"]


def test_the_overview_and_the_case_say_type_and_presenter(minutes):
    content = minutes(
        "## 1-2020 Timeplan (til beslutning, 20 min, tilleggssak) v/Berg og arbeidsgruppe 2\n\nVedtak: Ja.\n"
    )
    (line,) = content.saksoversikt
    assert (line.nummer, words(line.tittel), line.type) == ("1-2020", "Timeplan", "vedtak")
    assert line.innleder == "Kari Berg og arbeidsgruppe 2"
    assert content.saker[0].opplysninger == "Vedtak · innleder: Kari Berg og arbeidsgruppe 2 · tilleggssak"


def test_eventuelt_is_not_told_twice(minutes):
    assert minutes("## 1-2020 Eventuelt (eventuelt)\n\nIngen saker.\n").saker[0].opplysninger == ""


def test_a_case_without_number_is_there_without(minutes):
    content = minutes("## Timeplan (drøfting)\n\nTekst.\n\n=> Berg: ringe, 26.05.2020\n")
    assert [(line.nummer, words(line.tittel)) for line in content.saksoversikt] == [("", "Timeplan")]
    assert [task.sak for task in content.oppgaver] == [""]


def test_doubled_numbers_are_both_there_each_with_its_own_anchor(project):
    root = project({MEETING: meeting(cases=f"{CASE}\n{CASE.replace('Timeplan', 'Budsjett')}")})
    made = document(root, "referat")
    assert [line.nummer for line in made.content.saksoversikt] == ["1-2020", "1-2020"]
    assert made.anchors == {"prosjektgruppen/2020/1": "sg_1_2020", "prosjektgruppen/2020/1~2": "sg_1_2020x2"}


# --- gathered -------------------------------------------------------------------------------------------------


def test_decisions_and_conclusions_are_gathered_in_order(minutes):
    cases = (
        "## 1-2020 A (vedtak)\n\nForslag til vedtak: Nei.\n\nVedtak:\n1. Ja.\n2. Nei.\n\n"
        "## 2-2020 B (drøfting)\n\nSvar: Noe.\n\nKonklusjon: Vi ser på det.\n\n## 3-2020 C (drøfting)\n\nTekst.\n"
    )
    gathered = minutes(cases).vedtak
    assert [(each.sak, words(each.tittel), each.merke) for each in gathered] == [
        ("1-2020", "A", "Vedtak"),
        ("2-2020", "B", "Konklusjon"),
    ]
    assert [plain_blocks(each.tekst.blocks) for each in gathered] == ["Ja.\nNei.", "Vi ser på det."]


def test_a_decision_shown_twice_has_its_bookmarks_once(minutes):
    content = minutes(case("Vedtak: Ja."))
    (in_case,) = content.saker[0].tekst.blocks
    assert in_case.blocks[0].ident == "sg_1_2020_1"
    assert content.vedtak[0].tekst.blocks[0].blocks[0].ident == ""


def test_tasks_are_gathered_with_who_and_when(minutes):
    cases = (
        "## 1-2020 A (drøfting)\n\n=> Vik, Berg: lage oversikt, 26.05.2020\n"
        "=> arbeidsgruppe 2 og Moen: ringe, 3. januar\n\n"
        "## 2-2020 B (drøfting)\n\n=> Berg: skrive, snarest\n=> Moen: lese\n"
    )
    assert [(each.nummer, each.sak, words(each.hva), each.hvem, each.frist) for each in minutes(cases).oppgaver] == [
        ("1", "1-2020", "lage oversikt", "Ola Vik og Kari Berg", "26.05.2020"),
        ("2", "1-2020", "ringe", "Nils Moen og arbeidsgruppe 2", "03.01.2021"),
        ("3", "2-2020", "skrive", "Kari Berg", "snarest"),
        ("4", "2-2020", "lese", "Nils Moen", "ikke satt"),
    ]


def test_a_task_of_nobody_says_so_in_the_language_of_the_document(minutes):
    (task,) = minutes("## 1-2020 A (drøfting)\n\n=> ringje kommunane\n", setup=f"{SETUP}    språk: nn\n").oppgaver
    assert (task.hvem, task.frist) == ("ikkje avklart", "ikkje sett")


def test_attachments_are_numbered_once_the_meetings_first(minutes):
    cases = (
        "## 1-2020 A (drøfting)\n\nSe [planen](plan.pdf) og [kartet](vedlegg/kart.pdf).\n\n"
        "## 2-2020 B (drøfting)\n\nSe [kartet igjen](kart.pdf) og [budsjettet](budsjett.pdf).\n"
    )
    files = {f"vedlegg/{name}.pdf": "%PDF" for name in ("plan", "kart", "budsjett")}
    content = minutes(cases, "vedlegg: [kart.pdf (Kart over området)]\n", files=files.items())
    assert [(each.nummer, each.tittel, each.sak, each.fil) for each in content.vedlegg] == [
        ("1", "Kart over området", "", "kart.pdf"),
        ("2", "planen", "1-2020", "plan.pdf"),
        ("3", "budsjettet", "2-2020", "budsjett.pdf"),
    ]
