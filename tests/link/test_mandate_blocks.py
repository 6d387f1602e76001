"""The fenced blocks of a chapter become tables of tasks, a progress plan, risks and their matrix."""

from datetime import date

import pytest

from pipeline.records.mandate import HalfYear, ProgressPlan, RiskMatrix, RiskTable, TaskTable
from pipeline.richtext import ListKind, Paragraph, TextList, Tone, plain, plain_blocks

SCALE = """\
risiko:
  konsekvens: [Ubetydelig, Liten, Alvorlig, Svært alvorlig]
  sannsynlighet:
    - {nivå: Nær utelukket, farger: [grønn, grønn, grønn, gul]}
    - {nivå: Lav, farger: [grønn, grønn, rød, rød]}
    - {nivå: Middels, farger: [grønn, gul, rød, rød]}
    - {nivå: Høy, farger: [gul, rød, rød, rød]}
"""


def fence(word: str, yaml: str) -> str:
    return f"```{word}\n{yaml.rstrip()}\n```\n"


# --- tasks --------------------------------------------------------------------------------------------------------


def tasks(*rows: str) -> str:
    return fence("oppgaver", "oppgaver:\n" + "".join(f"  - {row}\n" for row in rows))


def test_a_task_has_a_list_in_its_cell_and_its_owners_by_name(link):
    yaml = """\
tittel: Arbeidsgruppe 1
oppgaver:
  - beskrivelse: |
      Hovedoppgave:
      a) Kartlegge
         - med dette
      b) Foreslå
    frist: 1.6.20
    ansvar: [vik, Arbeidsgruppe 1, prosjektgruppen, moen (leder)]
"""
    found = link({"oppgaver": fence("oppgaver", yaml)})
    table = found.value()
    assert isinstance(table, TaskTable)
    (row,) = table.rows
    assert isinstance(row.what[0], Paragraph)
    assert isinstance(row.what[1], TextList)
    assert row.what[1].kind is ListKind.LETTER
    assert (table.title, row.number, row.due_shown, row.due) == ("Arbeidsgruppe 1", 1, "01.06.2020", date(2020, 6, 1))
    assert row.owners == ["Ola Vik", "Arbeidsgruppe 1", "Prosjektgruppen", "Nils Moen (leder)"]
    assert found.grave() == []


@pytest.mark.parametrize(
    ("due", "shown", "codes"),
    [
        ("frist: desember 2020", "desember 2020", []),
        ("frist: Løpende", "Løpende", []),
        ("frist: innen 01.06.2020", "innen 01.06.2020", []),
        ("frist: 31.02.2020", "31.02.2020", ["dato-umulig"]),
        ("frist: 1. juni", "1. juni", ["dato-mangler-ar"]),
        ("frist: dd.mm.åå", "dd.mm.åå", ["plassholder"]),
        ("ansvar: vik", "", ["planoppgave-uten-frist"]),
    ],
)
def test_a_deadline_is_a_date_or_words(link, due, shown, codes):
    found = link({"oppgaver": tasks(f"beskrivelse: Skrive\n    {due}")})
    assert found.value().rows[0].due_shown == shown
    assert [each.code for each in found.diagnostics] == codes


def test_what_looks_like_an_id_and_is_none_is_an_error(link):
    found = link(
        {"oppgaver": tasks("beskrivelse: A\n    frist: 01.06.2020\n    ansvar: [berk, alle gruppene, Kari Bergg]")}
    )
    assert found.words("person-ukjent") == ["«berk» står ikke i personer.yaml. Mente du «berg»?"]
    assert found.said("navn-ligner") == [("navn-ligner", "oppgaver.md", 7)]
    assert found.value().rows[0].owners == ["berk", "alle gruppene", "Kari Bergg"]


def test_a_surname_two_persons_have_is_ambiguous(link):
    persons = "vik: {navn: Ola Vik}\nberg-1: {navn: Kari Berg}\nberg-2: {navn: Nils Berg}\n"
    text = tasks("beskrivelse: A\n    frist: 01.06.2020\n    ansvar: [Berg, N. Berg]")
    setup = "format: 1\norganisasjon: Lia\norganer: {}\n"
    found = link({"oppgaver": text}, others={"personer.yaml": persons, "oppsett.yaml": setup})
    assert found.words("person-flertydig") == [
        "«Berg» kan være flere: Kari Berg (berg-1), Nils Berg (berg-2). Skriv id-en fra personer.yaml."
    ]
    assert found.value().rows[0].owners == ["Berg", "Nils Berg"]


# --- progress plan ------------------------------------------------------------------------------------------------


def plan(*milestones: str, span: str = "fra: 2019 vår\ntil: 2020 høst") -> str:
    rows = "".join(f"      - {each}\n" for each in milestones)
    return fence(
        "framdrift", f"{span}\naktiviteter:\n  - aktivitet: Kartlegge\n    milepæler:\n{rows}    ansvar: vik\n"
    )


SPRING_19, AUTUMN_19, SPRING_20, AUTUMN_20 = (HalfYear(year, half) for year in (2019, 2020) for half in (False, True))


@pytest.mark.parametrize(
    ("typed", "half_year", "text"),
    [
        ("31.10.2019 (rapport)", AUTUMN_19, "31.10.2019 (rapport)"),
        ("30.6.19", SPRING_19, "30.06.2019"),
        ("1. juli 2019", AUTUMN_19, "1. juli 2019"),
        ("15.09–15.10.2019: høring", AUTUMN_19, "15.09–15.10.2019: høring"),
        ("01.06.2019 - 31.08.2019", AUTUMN_19, "01.06.2019–31.08.2019"),
        ("01.06.19-31.8.19 (høring)", AUTUMN_19, "01.06.2019–31.08.2019 (høring)"),
        ("21-22.11.19 (1. samling)", AUTUMN_19, "21.–22.11.2019 (1. samling)"),
        ("1.-15. mai 2020 (samling)", SPRING_20, "1.–15. mai 2020 (samling)"),
        ('"2020 vår: Søknader sendes inn"', SPRING_20, "Søknader sendes inn"),
        ("2020 vår: Søknader sendes inn", SPRING_20, "Søknader sendes inn"),
        ("Høsten 2020 – rapport", AUTUMN_20, "rapport"),
        ("2019 haust rapport", AUTUMN_19, "rapport"),
        ("1. halvår 2020: rapport", SPRING_20, "rapport"),
        ("mars 2020 (søknad)", SPRING_20, "mars 2020 (søknad)"),
    ],
)
def test_the_half_year_follows_from_the_date(link, typed, half_year, text):
    found = link({"plan": plan(typed)})
    value = found.value()
    assert isinstance(value, ProgressPlan)
    assert value.half_years == [SPRING_19, AUTUMN_19, SPRING_20, AUTUMN_20]
    (milestone,) = value.activities[0].milestones
    assert (milestone.half_year, milestone.text) == (half_year, text)
    assert plain(value.activities[0].what) == "Kartlegge"
    assert value.activities[0].owners == ["Ola Vik"]
    assert found.grave() == []


@pytest.mark.parametrize(
    ("typed", "code", "kept"),
    [
        ("31.10.2021 (rapport)", "milepael-utenfor", 1),
        ("2018 høst: Rapport", "milepael-utenfor", 1),
        ("31.09.2019 (rapport)", "dato-umulig", 0),
        ("31.10 (rapport)", "dato-mangler-ar", 0),
        ("30.–31.02.2020", "dato-umulig", 0),
        ("01.10.2019–32.10.2019", "dato-umulig", 0),
        ("15.10.2019–15.09.2019", "periode-omvendt", 1),
        ("snart en rapport", "milepael-uforstaelig", 0),
        ("Dato - dato", "milepael-uforstaelig", 0),
    ],
)
def test_a_milestone_that_cannot_be_placed(link, typed, code, kept):
    found = link({"plan": plan(typed)})
    assert len(found.value().activities[0].milestones) == kept
    assert (code, "plan.md", 9) in found.said()
    assert code in found.grave()


def test_a_milestone_without_words_is_told(link):
    found = link({"plan": plan("2020 vår")})
    assert found.words("milepael-uten-tekst") == [
        "Det står ikke hva som skjer 2020 vår. Skriv for eksempel «2020 vår: Rapport»."
    ]


def test_the_year_of_a_date_is_asked_for_with_a_proposal(link):
    found = link({"plan": plan("31.10 (rapport)")})
    assert found.words("dato-mangler-ar") == ["Datoen «31.10» mangler år. Skriv året også, for eksempel 31.10.2019."]
    assert "«31.10 (rapport)» er, så den er ikke med i planen" in found.words("milepael-uforstaelig")[0]


@pytest.mark.parametrize(
    ("span", "code", "half_years"),
    [
        ("fra: våren\ntil: 2020 høst", "halvar-uforstaelig", [AUTUMN_19, SPRING_20, AUTUMN_20]),
        ("fra: 2019 vår\ntil: snart", "halvar-uforstaelig", [SPRING_19, AUTUMN_19]),
        ("fra: nå\ntil: siden", "halvar-uforstaelig", [AUTUMN_19]),
        ("fra: 2020 vår\ntil: 2019 høst", "framdrift-omvendt", [AUTUMN_19, SPRING_20]),
    ],
)
def test_a_span_that_cannot_be_read_is_made_of_the_milestones(link, span, code, half_years):
    found = link({"plan": plan("31.10.2019", span=span)})
    assert found.value().half_years == half_years
    assert code in found.grave()


def test_a_plan_of_a_hundred_years_is_cut_off(link):
    found = link({"plan": plan("31.10.2019", span="fra: 2019 vår\ntil: 2099 høst")})
    assert len(found.value().half_years) == 24
    assert found.said("framdrift-for-lang") == [("framdrift-for-lang", "plan.md", 5)]


# --- risks --------------------------------------------------------------------------------------------------------


def risks(*rows: str) -> str:
    return fence("risiko", "risikoer:\n" + "".join(f"  - {{usikkerhet: Noe, {row}}}\n" for row in rows))


def test_the_colour_follows_from_the_configured_table(link):
    text = risks(
        "S: 2, K: 2", "S: 2, K: 3", "S: Middels, K: alvorlig", "S: 3 (Middels), K: Liten", "S: 1, K: Svært alvorlig"
    )
    found = link({"risiko": text + "\n" + fence("risikomatrise", "dato: 07.10.2020")}, head=SCALE)
    table, matrix = found.value(), found.value(block=1)
    assert isinstance(table, RiskTable)
    assert isinstance(matrix, RiskMatrix)
    assert [(risk.id, risk.likelihood, risk.consequence, risk.tone) for risk in table.risks] == [
        ("A", 2, 2, Tone.GREEN),
        ("B", 2, 3, Tone.RED),
        ("C", 3, 3, Tone.RED),
        ("D", 3, 2, Tone.YELLOW),
        ("E", 1, 4, Tone.YELLOW),
    ]
    assert matrix.risks == table.risks
    assert matrix.day == date(2020, 10, 7)
    assert matrix.scale is found.mandate.scale
    assert found.grave() == []


def test_a_matrix_holds_the_risks_of_all_chapters_and_letters_go_on(link):
    matrix = fence("risikomatrise", "dato: 07.10.2020")
    found = link(
        {"a": matrix, "b": risks("S: 1, K: 1", "id: C, S: 1, K: 1"), "c": risks("S: 1, K: 1", "S: 1, K: 1")}, head=SCALE
    )
    assert [risk.id for risk in found.value().risks] == ["A", "C", "B", "D"]
    assert found.grave() == []


def test_every_field_of_a_risk_is_read(link):
    yaml = """\
risikoer:
  - suksessfaktor: Nok folk
    usikkerhet: Ingen søker
    S: 1
    K: 1
    tiltak: |
      1. Lyse ut
      2. Lyse ut på nytt
    ansvar: [berg, Prosjektgruppen]
    frist: desember 2020
    status: pågår
"""
    found = link({"risiko": fence("risiko", yaml)}, head=SCALE)
    (risk,) = found.value().risks
    assert (plain(risk.success_factor), plain(risk.uncertainty)) == ("Nok folk", "Ingen søker")
    assert plain_blocks(risk.measures) == "Lyse ut\nLyse ut på nytt"
    assert (risk.owners, risk.due_shown, risk.status) == (["Kari Berg", "Prosjektgruppen"], "desember 2020", "pågår")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("S: 5, K: 1", "S er satt til 5, men skalaen går fra 1 til 4."),
        ("S: 1, K: 0", "K er satt til 0, men skalaen går fra 1 til 4."),
        ("S: Middls, K: 1", "«Middls» er ikke et nivå i risikoskalaen. Mente du «Middels»?"),
        ("S: Høy / Middels / Lav, K: 1", "«Høy / Middels / Lav» er ikke et nivå i risikoskalaen."),
        ("S: 2 (Middels), K: 1", "«2 (Middels)» er ikke et nivå i risikoskalaen. Mente du «Middels»?"),
        ("S: -1, K: 1", "«-1» er ikke et nivå i risikoskalaen."),
        ("S: '2,5', K: 1", "«2,5» er ikke et nivå i risikoskalaen."),
    ],
)
def test_a_level_outside_the_scale_is_an_error(link, row, words):
    found = link({"risiko": risks(row)}, head=SCALE)
    (risk,) = found.value().risks
    assert risk.tone is None
    assert 0 in (risk.likelihood, risk.consequence)
    assert [*found.words("risikoniva-utenfor"), *found.words("risikoniva-ukjent")] == [words]


def test_risks_without_a_scale(link):
    found = link({"risiko": risks("S: 2, K: Liten") + fence("risikomatrise", "dato: 07.10.2020")})
    assert found.said() == [("risikoskala-mangler", "risiko.md", 5)]
    (risk,) = found.value().risks
    assert (risk.likelihood, risk.consequence, risk.tone) == (2, 0, None)
    assert len(found.mandate.chapters[0].blocks) == 1


@pytest.mark.parametrize(
    ("scale", "code", "words"),
    [
        (
            SCALE.replace("rød, rød]}", "rød]}", 1),
            "farger-feil-antall",
            "Nivået «Lav» har 3 farger, men det er 4 konsekvenser.",
        ),
        (SCALE.replace("grønn, gul]", "grønn, gull]"), "farge-ukjent", "«gull» er ingen farge her."),
        (SCALE.replace("Lav,", "Middels,"), "risikoniva-to-ganger", "Nivået «Middels» står to ganger i risikoskalaen."),
        ("risiko: {konsekvens: [Liten]}\n", "risikoskala-tom", "Risikoskalaen har ingen nivåer under «sannsynlighet»."),
    ],
)
def test_a_scale_that_does_not_fit(link, scale, code, words):
    found = link({"risiko": risks("S: 1, K: 1")}, head=scale)
    assert found.words(code)[0].startswith(words)
    if found.mandate.scale:
        assert {len(row) for row in found.mandate.scale.colours} == {4}


def test_a_letter_two_risks_have_is_told_at_both(link):
    found = link({"a": risks("id: A, S: 1, K: 1"), "b": risks("id: a, S: 1, K: 1")}, head=SCALE)
    assert found.said("risiko-id-dobbelt") == [("risiko-id-dobbelt", "a.md", 5), ("risiko-id-dobbelt", "b.md", 5)]
    assert "i sources/mandater/proven/kapitler/b.md, linje 5" in found.words("risiko-id-dobbelt")[0]


def test_a_matrix_without_risks_and_with_no_date(link):
    found = link({"a": fence("risikomatrise", "dato: i dag")}, head=SCALE)
    assert [code for code, _, _ in found.said()] == ["dato-uforstaelig", "risikomatrise-tom"]


# --- all ----------------------------------------------------------------------------------------------------------


def test_a_placeholder_in_what_is_said_of_a_picture_is_told(link):
    found = link({"a": "![Bilde av xx-xx](vedlegg/boks.png)"}, others={"vedlegg/boks.png": "\x89PNG"})
    assert found.said("plassholder") == [("plassholder", "a.md", 3)]


def test_placeholders_and_style_are_told_in_cells(link):
    text = tasks("{beskrivelse: 'Se jfr xx-xx', frist: 01.06.2020, ansvar: NN NN}")
    found = link({"a": text})
    assert found.said("plassholder", "stil-forkortelse") == [
        ("plassholder", "a.md", 5),
        ("plassholder", "a.md", 5),
        ("stil-forkortelse", "a.md", 5),
    ]


def test_blocks_in_cells_have_names_of_their_own(link):
    from pipeline.link.mandate_texts import every_block

    found = link({"a": "Tekst.\n\n## Under\n\n" + tasks("{beskrivelse: Skrive, frist: 01.06.2020}") + "\nMer.\n"})
    idents = [block.ident for block in every_block(found.mandate.chapters[0].blocks)]
    assert idents == ["sg_kap_a_1", "sg_kap_a_o1", "sg_kap_a_2", "sg_kap_a_3", "sg_kap_a_4"]
