"""The writing rules."""

import pytest

from pipeline.diagnostics import Place, Problem, Severity
from pipeline.language import problems
from pipeline.language.style import heading_remarks, list_remarks, style_remarks


def remarks(text: str) -> list[tuple[str, str]]:
    return [(remark.typed, remark.suggestion.replace("\xa0", "~")) for remark in style_remarks(text)]


@pytest.mark.parametrize(
    ("text", "typed", "right"),
    [
        ("følges opp, jfr. planen", "jfr.", "jf."),
        ("Jfr planen", "Jfr", "Jf."),
        ("om evt. samarbeid", "evt.", "ev."),
        ("blant annet (bl. a.) koding", "bl. a.", "bl.a."),
        ("vi så bl.a på koding", "bl.a", "bl.a."),
        ("andre, f. eks. merkantile", "f. eks.", "f.eks."),
        ("andre f.eks merkantile", "f.eks", "f.eks."),
        ("rekruttering m. m.", "m. m.", "m.m."),
        ("rekruttering m.v.", "m.v.", "mv."),
        ("Berg m. fl. deltok", "m. fl.", "mfl."),
        ("utsatt pga sykdom", "pga", "pga."),
        ("møter osv i høst", "osv", "osv."),
        ("ca 20 deltakere", "ca", "ca."),
        ("mht forløpet", "mht", "mht."),
        ("kr. 500", "kr.", "kr"),
        ("det etableres helsefelleskap", "helsefelleskap", "helsefellesskap"),
        ("Felleskapet vokser", "Felleskapet", "Fellesskapet"),
        ("saken tas til etterretning", "til etterretning", "til orientering"),
        ("vi har 70.000 pasienter", "70.000", "70~000"),
        ("budsjettet er 1.125.000 kroner", "1.125.000", "1~125~000"),
        ('begrepet "ambulant"', '"', ""),
    ],
)
def test_remarked_on(text: str, typed: str, right: str) -> None:
    assert remarks(text) == [(typed, right)]


@pytest.mark.parametrize(
    "text",
    [
        "jf. planen, ev. senere, bl.a. koding, f.eks. nå, mfl., mv., m.m.",
        "pga. sykdom, osv., dvs. nå, ca. 20, mht. det, o.l.",
        "kr 500, det kostet 500 kr. Nå er det slutt.",
        "28.04.2020, 12.00, versjon 1.70, 10.000.1 og 3.1415",
        "helsefellesskap og «ambulant»",
        "camping, Jfrid, bla i boka, 5 mm langt, mvp, Ola Evt-en",
        "Se https://a.no/evt/jfr og evt@eksempel.no",
    ],
)
def test_correct_text_is_left_alone(text: str) -> None:
    assert remarks(text) == []


def test_remarks_stand_in_the_order_of_the_text_and_lead_back_to_it() -> None:
    text = "Tas til etterretning, evt. jfr 70.000"
    found = style_remarks(text)
    assert [remark.offset for remark in found] == sorted(remark.offset for remark in found)
    assert all(text[remark.offset :].startswith(remark.typed) for remark in found)
    assert found[1].at(Place("m.md", 4, 3)).place == Place("m.md", 4, 3 + text.index("evt."))
    assert found[1].at(Place("m.md", 4, 3)).message() == "Forkortelsen «evt.» skrives «ev.»."


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Godkjenning Av Innkalling Og Saksliste", "stil-overskrift-stor-forbokstav"),
        ("ORIENTERING FRA PROSJEKTLEDER", "stil-overskrift-store-bokstaver"),
    ],
)
def test_headings_are_written_as_sentences(heading: str, code: str) -> None:
    assert [remark.code for remark in heading_remarks(heading)] == [code]


@pytest.mark.parametrize(
    "heading",
    [
        "Godkjenning av innkalling og saksliste",
        "Orientering fra Helse Sør-Øst ved Kari Berg",
        "BUP og ABUP",
        "Fase I",
        "Rekruttering: Er vi i mål? Og hva nå?",
        "HR",
    ],
)
def test_headings_with_names_and_numbers_are_left_alone(heading: str) -> None:
    assert heading_remarks(heading) == []


def list_codes(items: list[str], lead_in: str = "") -> list[tuple[str, int]]:
    return [(remark.code, remark.item) for remark in list_remarks(items, lead_in)]


def test_sentences_and_fragments_are_not_mixed() -> None:
    items = ["Rapporten må ut i linjen.", "Rollene må bli tydeligere.", "flere møter"]
    assert list_codes(items) == [("stil-liste-blandet", 2)]
    assert list_codes(items, "Styringsgruppen ga tre råd:") == [("stil-liste-blandet", 2)]


def test_points_that_go_on_with_the_sentence_above_are_no_sentences() -> None:
    assert list_codes(["lage en oversikt", "Kalle inn til møte."], "Gruppen skal") == [("stil-liste-fortsetter", 1)]
    assert list_codes(["lage en oversikt", "BUP-prosjektet først"], "Gruppen skal") == []


@pytest.mark.parametrize(
    "items",
    [
        ["Rapporten må ut i linjen.", "Er rollene tydelige nok?"],
        ["flere møter", "bedre rutiner", "opplæring, veiledning mv."],
        ["Fem samlinger er utsatt:", "Fasilitatorsamlingen på Hamar"],
        [],
        ["", "Ett punkt."],
    ],
)
def test_lists_written_in_one_way_are_left_alone(items: list[str]) -> None:
    assert list_codes(items) == []


def test_style_is_never_more_than_a_warning() -> None:
    style = [problem for problem in vars(problems).values() if isinstance(problem, Problem)]
    assert len(style) > 5
    assert {problem.severity for problem in style} == {Severity.WARNING}
