"""Who came and who did not, told the same way always, in bokmål and nynorsk."""

import pytest
from support.documents import CASE, MEETING, document, meeting, words

SETUP = """\
format: 1
organisasjon: Helseregion Lia
organer:
  prosjektgruppen:
    navn: Prosjektgruppen
    språk: {language}
    møteleder: hegg
    sekretær: vik
    medlemmer: [berg, moen]
    saksnummer: N-ÅÅÅÅ
    sted: Teams
"""

PERSONS = """\
hegg: {navn: Eva Hegg, stilling: prosjektleder, organisasjon: Lia sykehus}
vik: {navn: Ola Vik}
berg: {navn: Kari Berg, stilling: overlege, organisasjon: Elvedal sykehus}
moen: {navn: Nils Moen, organisasjon: Elvedal sykehus}
hauge: {navn: Liv Hauge, stilling: sykepleier, organisasjon: Elvedal sykehus}
tangen: {navn: Siv Tangen, stilling: forsker}
"""


@pytest.fixture
def minutes(project):
    """The content of the minutes of a meeting with this in its head."""

    def make(head="", language="nb", setup=SETUP, cases=CASE):
        files = {
            "oppsett.yaml": setup.format(language=language),
            "personer.yaml": PERSONS,
            MEETING: meeting(head, cases),
        }
        return document(project(files, name=str(hash((head, language)))), "referat").content

    return make


@pytest.mark.parametrize(
    ("head", "nb", "nn"),
    [
        pytest.param("", "Alle de fire innkalte møtte.", "Alle dei fire innkalla møtte.", id="all came"),
        pytest.param(
            "forfall: [moen]\n",
            "Fire var innkalt, og tre av dem møtte. Én hadde meldt forfall.",
            "Fire var innkalla, og tre av dei møtte. Éin hadde meldt forfall.",
            id="one with notice",
        ),
        pytest.param(
            "møtte_ikke: [moen]\n",
            "Fire var innkalt, og tre av dem møtte. Én møtte ikke.",
            "Fire var innkalla, og tre av dei møtte. Éin møtte ikkje.",
            id="one without notice",
        ),
        pytest.param(
            "forfall: [moen]\nmøtte_ikke: [berg]\n",
            "Fire var innkalt, og to av dem møtte. Én hadde meldt forfall og én møtte ikke.",
            "Fire var innkalla, og to av dei møtte. Éin hadde meldt forfall og éin møtte ikkje.",
            id="one with and one without",
        ),
        pytest.param(
            "forfall: [moen (vara hauge), berg]\n",
            "Fire var innkalt, og to av dem møtte. To hadde meldt forfall. I tillegg møtte én vara.",
            "Fire var innkalla, og to av dei møtte. To hadde meldt forfall. I tillegg møtte éin vara.",
            id="a substitute",
        ),
        pytest.param(
            "forfall: [moen (vara hauge), berg (vara tangen)]\n",
            "Fire var innkalt, og to av dem møtte. To hadde meldt forfall. I tillegg møtte to varaer.",
            "Fire var innkalla, og to av dei møtte. To hadde meldt forfall. I tillegg møtte to varaer.",
            id="two substitutes",
        ),
        pytest.param(
            "forfall: [hegg, vik, moen, berg]\n",
            "Fire var innkalt, men ingen møtte. Fire hadde meldt forfall.",
            "Fire var innkalla, men ingen møtte. Fire hadde meldt forfall.",
            id="nobody came",
        ),
        pytest.param(
            "gjester: [tangen]\n",
            "Alle de fire innkalte møtte.",
            "Alle dei fire innkalla møtte.",
            id="a guest is extra",
        ),
    ],
)
def test_the_turnout_is_told_in_one_or_two_sentences(minutes, head, nb, nn):
    assert minutes(head).frammøte == nb
    assert minutes(head, "nn").frammøte == nn


def test_a_body_of_one_is_told_of_too(minutes):
    setup = SETUP.replace("    møteleder: hegg\n    sekretær: vik\n", "").replace("[berg, moen]", "[berg]")
    assert minutes(setup=setup).frammøte == "Den ene innkalte møtte."


def test_where_nobody_was_called_there_is_no_turnout(minutes):
    setup = SETUP.replace("    møteleder: hegg\n    sekretær: vik\n", "").replace("[berg, moen]", "[]")
    content = minutes("gjester: [tangen]\n", setup=setup)
    assert content.frammøte == ""
    assert content.til_stede == []
    assert [words(line) for line in content.fravær_og_endringer] == ["Siv Tangen (forsker) var gjest."]


@pytest.mark.parametrize(
    ("head", "nb", "nn"),
    [
        (
            "forfall: [berg]\n",
            "Kari Berg (overlege, Elvedal sykehus) hadde meldt forfall.",
            "Kari Berg (overlege, Elvedal sykehus) hadde meldt forfall.",
        ),
        ("forfall: [vik]\nsekretær: moen\n", "Ola Vik hadde meldt forfall.", "Ola Vik hadde meldt forfall."),
        (
            "forfall: [moen (vara hauge)]\n",
            "Nils Moen (Elvedal sykehus) hadde meldt forfall; Liv Hauge møtte som vara.",
            "Nils Moen (Elvedal sykehus) hadde meldt forfall; Liv Hauge møtte som vara.",
        ),
        (
            "møtte_ikke: [berg]\n",
            "Kari Berg (overlege, Elvedal sykehus) møtte ikke.",
            "Kari Berg (overlege, Elvedal sykehus) møtte ikkje.",
        ),
        ("gjester: [tangen]\n", "Siv Tangen (forsker) var gjest.", "Siv Tangen (forsker) var gjest."),
        (
            "gjester: [tangen (sak 1-2020)]\n",
            "Siv Tangen (forsker) var gjest i sak 1-2020.",
            "Siv Tangen (forsker) var gjest i sak 1-2020.",
        ),
        (
            "gjester: [tangen (sakene 1-2020 og 2-2020)]\n",
            "Siv Tangen (forsker) var gjest i sakene 1-2020 og 2-2020.",
            "Siv Tangen (forsker) var gjest i sakene 1-2020 og 2-2020.",
        ),
        ("observatører: [tangen]\n", "Siv Tangen (forsker) var observatør.", "Siv Tangen (forsker) var observatør."),
        ("kom: [berg kl. 12.30]\n", "Kari Berg kom kl. 12.30.", "Kari Berg kom kl. 12.30."),
        ("gikk: [berg kl 14]\n", "Kari Berg gikk kl. 14.00.", "Kari Berg gjekk kl. 14.00."),
        (
            "kom: [berg 12:30]\ngikk: [berg kl. 14.10]\n",
            "Kari Berg var til stede fra kl. 12.30 til kl. 14.10.",
            "Kari Berg var til stades frå kl. 12.30 til kl. 14.10.",
        ),
        (
            "habilitet: [berg (sak 2-2020)]\n",
            "Kari Berg fratrådte som inhabil i sak 2-2020.",
            "Kari Berg gjekk frå som ugild i sak 2-2020.",
        ),
    ],
)
def test_each_change_is_one_sentence(minutes, head, nb, nn):
    cases = f"{CASE}\n{CASE.replace('1-2020', '2-2020')}"
    for language, sentence in (("nb", nb), ("nn", nn)):
        assert [words(line) for line in minutes(head, language, cases=cases).fravær_og_endringer] == [sentence]


def test_the_sentences_come_in_one_order_however_they_were_typed(minutes):
    head = "gikk: [berg kl. 14.10, vik kl. 13.00]\nkom: [hegg kl. 12.10]\ngjester: [tangen]\nforfall: [moen]\n"
    assert [words(line) for line in minutes(head).fravær_og_endringer] == [
        "Nils Moen (Elvedal sykehus) hadde meldt forfall.",
        "Siv Tangen (forsker) var gjest.",
        "Eva Hegg kom kl. 12.10.",
        "Ola Vik gikk kl. 13.00.",
        "Kari Berg gikk kl. 14.10.",
    ]


def test_the_present_stand_with_role_and_organisation_chair_first(minutes):
    content = minutes("forfall: [moen (vara hauge)]\n")
    assert [(each.navn, each.stilling, each.organisasjon, each.rolle) for each in content.til_stede] == [
        ("Eva Hegg", "prosjektleder", "Lia sykehus", "møteleder"),
        ("Kari Berg", "overlege", "Elvedal sykehus", ""),
        ("Ola Vik", "", "", "sekretær"),
        ("Liv Hauge", "sykepleier", "Elvedal sykehus", "vara for Nils Moen"),
    ]
    assert words(content.til_stede[0].linje) == "Eva Hegg, prosjektleder, Lia sykehus (møteleder)"
    assert words(content.til_stede[2].linje) == "Ola Vik (sekretær)"


def test_roles_are_named_in_the_language_of_the_document(minutes):
    assert [each.rolle for each in minutes(language="nn").til_stede] == ["møteleiar", "", "", "sekretær"]


def test_somebody_else_in_the_chair_is_the_chair_of_this_meeting(minutes):
    content = minutes("møteleder: berg\nforfall: [hegg]\n")
    assert content.møteleder == "Kari Berg"
    assert (content.til_stede[0].navn, content.til_stede[0].rolle) == ("Kari Berg", "møteleder")


def test_a_post_is_the_one_held_on_the_day_of_the_meeting(project):
    persons = """\
hegg: {navn: Eva Hegg}
vik: {navn: Ola Vik}
moen: {navn: Nils Moen}
berg:
  navn: Kari Berg
  stillinger:
    - {fra: 01.05.2020, stilling: direktør, organisasjon: Lia sykehus}
    - {fra: 01.01.2015, stilling: overlege, organisasjon: Elvedal sykehus}
"""
    content = document(project({"personer.yaml": persons, MEETING: meeting()}), "referat").content
    assert "Kari Berg, overlege, Elvedal sykehus" in [words(each.linje) for each in content.til_stede]


def test_members_are_those_of_the_day(project):
    setup = SETUP.format(language="nb").replace(
        "[berg, moen]", "[{person: berg, til: 31.03.2020}, {person: moen, fra: 01.04.2020, merknad: gruppe 2}]"
    )
    content = document(
        project({"oppsett.yaml": setup, "personer.yaml": PERSONS, MEETING: meeting()}), "referat"
    ).content
    assert [words(each.linje) for each in content.til_stede] == [
        "Eva Hegg, prosjektleder, Lia sykehus (møteleder)",
        "Nils Moen, Elvedal sykehus (gruppe 2)",
        "Ola Vik (sekretær)",
    ]
