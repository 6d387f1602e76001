"""References in a mandate follow what they name; numbers typed by hand are told, and what they are now."""

import pytest

APPENDICES = {
    "utviklingsplan": "# Regional utviklingsplan, kapittel 2.3 Psykisk helsevern\n\nUtdrag.\n",
    "budsjett": "# Budsjett for prosjektet\n\nTall.\n",
    "dialogmotet": "# Referat fra dialogmøtet 3. desember 2018\n\nOppsummering.\n",
}
ALL = "Se @vedlegg:utviklingsplan, @vedlegg:budsjett og @vedlegg:dialogmotet.\n\n"
TYPED = ("nummer-for-hand", "nummer-feil", "nummer-finnes-ikke")


def test_a_reference_prints_the_number_the_piece_has_now(link):
    chapters = {"bakgrunn": "Jf. @kapittel:okonomi. @Kapittel:bakgrunn og @vedlegg:b.", "okonomi": "Penger."}
    appendices = {"a": "Tekst.", "b": "Tekst."}
    found = link(chapters, appendices)
    assert found.printed() == "Jf. kapittel 2. Kapittel 1 og vedlegg 2."
    targets = [run.mention.target for run in found.mandate.chapters[0].blocks[0].runs if run.mention]
    assert targets == ["sg_kap_okonomi", "sg_kap_bakgrunn", "sg_vedl_b"]
    turned = link(dict(reversed(chapters.items())), dict(reversed(appendices.items())), name="snudd")
    assert turned.printed(1) == "Jf. kapittel 1. Kapittel 2 og vedlegg 1."


@pytest.mark.parametrize(
    ("typed", "code", "hint"),
    [
        ("@kapittel:okonmi", "kapittel-ukjent", "Mente du @kapittel:okonomi?"),
        ("@vedlegg:budsjet", "vedlegg-ukjent", "Mente du @vedlegg:budsjett?"),
    ],
)
def test_an_unknown_name_is_an_error_with_the_nearest(link, typed, code, hint):
    found = link({"bakgrunn": f"Se {typed}, @vedlegg:budsjett.", "okonomi": "Penger."}, {"budsjett": "Tall."})
    ((_, file, line),) = found.said(code)
    assert (file, line) == ("bakgrunn.md", 3)
    assert found.words(code)[0].endswith(hint)
    assert found.printed().startswith(f"Se {typed},")


def test_a_reference_to_a_chapter_is_nothing_in_a_meeting(link):
    meeting = "---\ntid: 28.04.2020 kl. 12.00–15.00\n---\n\n## 1-2020 Plan (drøfting)\n\nSe @kapittel:bakgrunn.\n"
    found = link({"bakgrunn": "Derfor."}, others={"moter/prosjektgruppen/2020-04-28.md": meeting})
    assert found.said("visning-utenfor-mandat", "sak-finnes-ikke") == [("visning-utenfor-mandat", "2020-04-28.md", 7)]


def test_an_appendix_nobody_refers_to_is_told(link):
    found = link({"bakgrunn": "Se @vedlegg:a."}, {"a": "Tekst.", "b": "Se @vedlegg:b, altså meg selv."})
    assert found.words("vedlegg-ikke-nevnt") == [
        "Ingen viser til vedlegg 2, «B». Skriv @vedlegg:b der det hører hjemme i teksten."
    ]
    linked = link(
        {"bakgrunn": "Se [budsjettet](vedlegg/b.pdf)."},
        others={"vedlegg/b.pdf": "%PDF", "mandater/proven/mandat.yaml": ENCLOSED},
        name="fil",
    )
    assert linked.said("vedlegg-ikke-nevnt") == []


ENCLOSED = """\
tittel: Mandat
deler: [{tittel: Mandat, kapitler: [bakgrunn]}]
vedlegg: [{navn: budsjett, tittel: Budsjett 2020, fil: vedlegg/b.pdf}]
"""


# --- numbers typed by hand ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["vedlegg 2", "Vedlegg 2", "vedlegg nr. 2", "VEDLEGG 2", "(vedlegg 2)"])
def test_a_number_that_exists_will_not_follow(link, typed):
    found = link({"bakgrunn": f"{ALL}Tallene er der ({typed})."}, APPENDICES)
    assert found.said(*TYPED) == [("nummer-for-hand", "bakgrunn.md", 5)]
    (words,) = found.words("nummer-for-hand")
    assert "Vedlegg 2 er nå «Budsjett for prosjektet»." in words
    assert "Skriv @vedlegg:budsjett," in words


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("kapittel 1", ["Kapittel 1"]),
        ("kap. 2", ["Kapittel 2"]),
        ("kap 2", ["Kapittel 2"]),
        ("kapitlene 1 og 2", ["Kapittel 1", "Kapittel 2"]),
        ("Kap. 1, 2 og 3", ["Kapittel 1", "Kapittel 2", "Kapittel 3"]),
        ("kapittel 1–3", ["Kapittel 1", "Kapittel 3"]),
        ("kapitla 1 og 2", ["Kapittel 1", "Kapittel 2"]),
    ],
)
def test_each_number_is_told(link, typed, numbers):
    found = link({"bakgrunn": f"Se {typed}.", "mal": "Mål.", "okonomi": "Penger."})
    assert [words.split("endres. ")[1].split(" er nå")[0] for words in found.words("nummer-for-hand")] == numbers


def test_a_number_is_told_where_it_stands(link):
    found = link({"bakgrunn": "En linje og\nså kapitlene 1 og\n15.", "mal": "Mål."})
    assert [(each.code, each.place.line, each.place.column) for each in found.diagnostics if each.code in TYPED] == [
        ("nummer-for-hand", 4, 4),
        ("nummer-finnes-ikke", 5, 1),
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("kapittel 15", "Kapittel 15 finnes ikke: mandatet har 2 kapitler."),
        ("kapittel 2.3", "Kapittel 2.3 finnes ikke: mandatet har 2 kapitler."),
        ("vedlegg 7 i mandatet", "Vedlegg 7 finnes ikke: mandatet har 3 vedlegg."),
        ("vedlegg 0", "Vedlegg 0 finnes ikke: mandatet har 3 vedlegg."),
        ("Kapittel 9 i denne planen", "Kapittel 9 finnes ikke: mandatet har 2 kapitler."),
    ],
)
def test_a_number_that_does_not_exist_is_an_error(link, typed, words):
    found = link({"bakgrunn": f"{ALL}Se {typed}.", "mal": "Mål."}, APPENDICES)
    assert [told.split(" Gjelder")[0] for told in found.words("nummer-finnes-ikke")] == [words]
    assert found.grave() == ["nummer-finnes-ikke"]


@pytest.mark.parametrize(
    "typed",
    [
        "kapittel 2.3 i regional utviklingsplan",
        "kapittel 7 i Nasjonal helseplan",
        "kapittel 7 i den nye Nasjonale planen",
        "vedlegg 2 til forskriften",
        "Nasjonal samhandlingsplan, kapittel 7 Ventetidene skal ned",
        "Utviklingsplan for regionen 2019–2025, kapittel 4: Overgangene",
        "forskriftens vedlegg 2",
        "helsepersonelloven kap. 6",
        "NOU 2019: 14 kapittel 5",
        "Meld. St. 7 (2019–2020), kapittel 4",
        "vedlegg 1 til sak 12-2019",
        "`kapittel 5`",
        "[vedlegg 1](https://eksempel.no)",
        "kapitalen 5 og vedleggsnummer 3",
        "vedlegg 3. desember",
    ],
)
def test_what_is_of_another_document_is_left_alone(link, typed):
    found = link({"bakgrunn": f"{ALL}Vi viser til {typed}.", "mal": "Mål."}, APPENDICES)
    assert found.said(*TYPED) == []


@pytest.mark.parametrize(
    ("sentence", "number", "meant"),
    [
        ("Referat fra dialogmøtet (vedlegg 1) er lagt ved.", "Vedlegg 1", 3),
        ("Vedlegg 1 oppsummerer det dialogmøtet foreslo å arbeide videre med.", "Vedlegg 1", 3),
        ("Det vises til regional utviklingsplan (vedlegg 3).", "Vedlegg 3", 1),
        ("Referatet fra dialogmøtet, vedlegg 2, er kort.", "Vedlegg 2", 3),
        ("Planen (@vedlegg:utviklingsplan) og dialogmøtet (vedlegg 2) ble drøftet.", "Vedlegg 2", 3),
        ("Vedlegg 1: Budsjett for prosjektet", "Vedlegg 1", 2),
    ],
)
def test_the_words_around_name_another_appendix(link, sentence, number, meant):
    titles = [
        "Regional utviklingsplan, kapittel 2.3 Psykisk helsevern",
        "Budsjett for prosjektet",
        "Referat fra dialogmøtet 3. desember 2018",
    ]
    found = link({"bakgrunn": f"{ALL}{sentence}"}, APPENDICES)
    now = titles[int(number[-1]) - 1]
    name = list(APPENDICES)[meant - 1]
    assert found.words("nummer-feil") == [
        f"{number} er nå «{now}»; «{titles[meant - 1]}» er vedlegg {meant}. "
        f"Skriv @vedlegg:{name}, så settes nummeret av seg selv."
    ]
    assert found.said("nummer-for-hand") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Referat fra dialogmøtet (vedlegg 3) er lagt ved.",
        "Regional utviklingsplan (vedlegg 1) og referatet fra dialogmøtet (vedlegg 3) ble drøftet.",
        "Dialogmøtet (@vedlegg:dialogmotet) er fulgt opp, se vedlegg 2 for mer.",
        "Dialogmøtet var nyttig. Se vedlegg 2 for mer.",
        "Regional samhandling er viktig, se vedlegg 2.",
        "Budsjettet i vedlegg 2 bygger på dialogmøtet.",
    ],
)
def test_the_words_around_name_no_other(link, sentence):
    found = link({"bakgrunn": f"{ALL}{sentence}"}, APPENDICES)
    assert found.said("nummer-feil") == []
    assert found.said("nummer-for-hand") != []


def test_a_chapter_whose_title_stands_beside_another_number(link):
    found = link({"bakgrunn": "Se Økonomi (kapittel 3) og kapittel 2.", "okonomi": "# Økonomi\n\nTall.", "mal": "Mål."})
    assert found.words("nummer-feil") == [
        "Kapittel 3 er nå «Mal»; «Økonomi» er kapittel 2. Skriv @kapittel:okonomi, så settes nummeret av seg selv."
    ]
    assert len(found.said("nummer-for-hand")) == 1


def test_an_excerpt_speaks_of_the_chapters_of_what_it_is_taken_from(link):
    excerpt = APPENDICES["utviklingsplan"] + "\nSe også kapittel 9 om samhandling.\n"
    found = link({"bakgrunn": ALL}, APPENDICES | {"utviklingsplan": excerpt})
    assert found.said(*TYPED) == []


def test_numbers_in_tables_are_told_and_the_log_is_history(link):
    fence = "```oppgaver\noppgaver:\n  - beskrivelse: Rette kapittel 9\n    frist: 01.06.2020\n```\n"
    log = "logg:\n  - {versjon: 0.90, dato: 06.06.2018, endring: Skrev om kapittel 9, av: vik}\n"
    found = link({"bakgrunn": fence}, log=log)
    assert found.said(*TYPED) == [("nummer-finnes-ikke", "bakgrunn.md", 5)]


@pytest.mark.parametrize(
    ("typed", "right", "number"),
    [
        ("6. Økonomi", "Økonomi", "6."),
        ("Vedlegg 1. Referat fra møtet", "Referat fra møtet", "Vedlegg 1."),
        ("Vedlegg 1: Referat", "Referat", "Vedlegg 1:"),
        ("Kapittel 6 – Økonomi", "Økonomi", "Kapittel 6 –"),
        ("2.1 Mål", "Mål", "2.1"),
        ("6) *Økonomi* i prosjektet", "Økonomi i prosjektet", "6)"),
    ],
)
def test_a_number_typed_in_a_title_is_taken_off(link, typed, right, number):
    from pipeline.richtext import plain

    found = link({"okonomi": f"# {typed}\n\nTekst.", "bakgrunn": "Se @vedlegg:a."}, {"a": f"# {typed}\n\nTekst."})
    assert [plain(piece.title) for piece in (found.mandate.chapters[0], found.mandate.appendices[0])] == [right, right]
    assert found.said("nummer-i-tittel") == [("nummer-i-tittel", "okonomi.md", 1), ("nummer-i-tittel", "a.md", 1)]
    assert f"«{number}»" in found.words("nummer-i-tittel")[0]


@pytest.mark.parametrize(
    "title", ["2020 i tall", "10 tiltak for barn", "3. desember 2018", "1. linje og 2. linje", "Vedlegg"]
)
def test_other_numbers_in_a_title_stay(link, title):
    from pipeline.richtext import plain

    found = link({"tall": f"# {title}\n\nTekst."})
    assert plain(found.mandate.chapters[0].title) == title
    assert found.said("nummer-i-tittel") == []


# --- cases and persons --------------------------------------------------------------------------------------------

MEETING = "---\ntid: 28.04.2020 kl. 12.00–15.00\nstatus: avholdt\n---\n\n## 1-2020 Plan (drøfting)\n\nTekst.\n"
BODIES = """\
format: 1
organisasjon: Helseregion Lia
organer:
  prosjektgruppen: {navn: Prosjektgruppen, saksnummer: N-ÅÅÅÅ, første_sak: 1-2020}
  styringsgruppen: {navn: Styringsgruppen, saksnummer: N-ÅÅÅÅ, første_sak: 1-2020}
"""
BOTH = {
    "oppsett.yaml": BODIES,
    "moter/prosjektgruppen/2020-04-28.md": MEETING,
    "moter/styringsgruppen/2020-04-28.md": MEETING,
}


def test_a_case_is_the_one_of_the_body_of_the_mandate(link):
    found = link({"bakgrunn": "Se sak 1-2020 og sak 9-2020."}, others=BOTH, head="organ: styringsgruppen\n")
    (run,) = (run for run in found.mandate.chapters[0].blocks[0].runs if run.mention and run.mention.target)
    assert run.mention.target == "styringsgruppen/2020/1"
    assert found.words("sak-finnes-ikke") == ["Sak 9-2020 finnes ikke. Mente du 1-2020?"]


def test_without_a_body_a_number_two_bodies_have_is_ambiguous(link):
    found = link({"bakgrunn": "Se sak 1-2020."}, others=BOTH)
    assert found.words("sak-flertydig") == [
        "Sak 1-2020 finnes i flere organer: Prosjektgruppen, Styringsgruppen. Skriv «organ: …» i mandat.yaml."
    ]
    assert found.grave() == []


def test_persons_are_named_and_misspelt_names_told(link):
    found = link({"bakgrunn": "Vi spør @berg og Kari Bergg."})
    assert found.printed() == "Vi spør Kari Berg og Kari Bergg."
    assert found.said("navn-ligner") == [("navn-ligner", "bakgrunn.md", 3)]
