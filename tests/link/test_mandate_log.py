"""The log of a mandate: versions rise, dates do not fall, a release is approved by somebody who may."""

from datetime import date

import pytest
from support.projects import SETUP

from pipeline.records.mandate import Outcome
from pipeline.records.version import Version
from pipeline.richtext import plain

HEAD = "godkjennere: [prosjektgruppen, hegg]\norgan: prosjektgruppen\n"
MEETING = "---\ntid: 28.04.2020 kl. 12.00–15.00\nstatus: avholdt\n---\n\n## 1-2020 Plan (drøfting)\n\nTekst.\n"
SEAL = "segl: 0123456789abcdef0123456789abcdef"


def log(*rows: str) -> str:
    """A log of rows in one line each; a row without words gets some, and a date."""
    return "logg:\n" + "".join(f"  - {{{row}}}\n" for row in rows)


def row(version: str, day: str = "01.06.2020", more: str = "") -> str:
    return f"versjon: {version}, dato: {day}, endring: Noe{more}"


@pytest.fixture
def read(link):
    def linked(text: str, **given):
        return link(
            {"a": "Tekst.", "b": "Tekst."}, log=text, others={"moter/prosjektgruppen/2020-04-28.md": MEETING}, head=HEAD
        )

    return linked


def test_a_log_as_it_should_be(read):
    found = read("""\
logg:
  - versjon: 0.90
    dato: 6.6.18
    endring: Dokument opprettet av @berg
    av: vik
  - versjon: 1.70-1
    dato: 06.03.2019
    endring: Rettet
    kapittel: Kap. 2
    av: E. Strand
  - versjon: 2.0
    dato: 29.04.2020
    endringer:
      - {kapittel: Kap. 1 og 2 (mandat), endring: Mål}
      - {kapittel: Vedlegg, endring: Nye tall}
    av: vik
    godkjent_av: prosjektgruppen
    behandlet:
      - {forum: prosjektgruppen, sak: 001/20, dato: 28.04.2020, utfall: godkjent}
      - Brukerutvalget
""")
    assert [each.code for each in found.diagnostics] == ["versjon-hopper"]
    first, second, third = found.mandate.log
    assert (first.version, str(first.version), first.day) == (Version(0, 90), "0.90", date(2018, 6, 6))
    assert (first.day_shown, first.by, plain(first.changes[0].what)) == (
        "06.06.2018",
        "Ola Vik",
        "Dokument opprettet av Kari Berg",
    )
    assert (str(second.version), second.by, second.changes[0].chapters) == ("1.70-1", "E. Strand", "Kap. 2")
    assert [(each.chapters, plain(each.what)) for each in third.changes] == [
        ("Kap. 1 og 2 (mandat)", "Mål"),
        ("Vedlegg", "Nye tall"),
    ]
    assert third.approved_by == "Prosjektgruppen"
    treated, other = third.treatments
    assert (treated.forum, treated.case_label, treated.case_id, treated.day, treated.outcome) == (
        "Prosjektgruppen",
        "1-2020",
        "prosjektgruppen/2020/1",
        date(2020, 4, 28),
        Outcome.APPROVED,
    )
    assert (other.forum, other.outcome) == ("Brukerutvalget", None)


@pytest.mark.parametrize(
    ("versions", "code", "words"),
    [
        (("1.5", "1.70", "1.8"), "versjon-heltall", "1.8 er eldre enn 1.70, fordi delene er hele tall. Mente du 1.80?"),
        (("1.66", "1.7"), "versjon-heltall", "1.7 er eldre enn 1.66, fordi delene er hele tall. Mente du 1.70?"),
        (("1.70", "1.07"), "versjon-synker", "1.07 er eldre enn 1.70, som står før i loggen."),
        (("1.70-1", "1.70"), "versjon-synker", "1.70 er eldre enn 1.70-1, som står før i loggen."),
        (("1.5", "1.70", "1.5"), "versjon-to-ganger", "Versjon 1.5 står to ganger i loggen, også på linje 8."),
        (("1.5", "0.95"), "versjon-utkast-igjen", "Versjon 0.95 er et utkast, men 1.5 er alt gitt ut."),
        (("1.70", "3.1"), "versjon-hopper", "Loggen hopper fra 1.70 til 3.1: versjon 2.0 mangler."),
        (("0.93", "1.1"), "versjon-hopper", "Loggen hopper fra 0.93 til 1.1: versjon 1.0 mangler."),
        (
            ("1.5", "halvannen"),
            "versjon-uforstaelig",
            "«halvannen» er ikke et versjonsnummer. Skriv for eksempel 0.90, 1.70 eller 1.70-1.",
        ),
        (
            ("1.5", "'2'"),
            "versjon-uforstaelig",
            "«2» er ikke et versjonsnummer. Skriv for eksempel 0.90, 1.70 eller 1.70-1.",
        ),
    ],
)
def test_versions_out_of_order(read, versions, code, words):
    found = read(log(*(row(version) for version in versions)))
    assert [each.code for each in found.diagnostics] == [code]
    assert found.words(code) == [words]
    assert found.said() == [(code, "mandat.yaml", 7 + len(versions))]
    assert [str(entry.version) for entry in found.mandate.log] == [version.strip("'") for version in versions]


def test_a_release_jumped_over(read):
    found = read(log(row("1.70"), row("3.0", more=", godkjent_av: hegg")))
    assert found.words("versjon-hopper") == ["Loggen hopper fra 1.70 til 3.0: versjon 2.0 mangler."]
    assert found.grave() == []


def test_after_a_number_that_cannot_be_read_the_order_goes_on(read):
    found = read(log(row("1.5"), row("x"), row("1.4")))
    assert [code for code, _, _ in found.said()] == ["versjon-uforstaelig", "versjon-synker"]


@pytest.mark.parametrize(
    ("days", "code", "words"),
    [
        (
            ("06.03.2019", "01.03.2019"),
            "logg-dato-synker",
            "Versjon 1.6 er datert 01.03.2019, før versjonen over (06.03.2019).",
        ),
        (("06.03.2019", "0.06.19"), "dato-umulig", "Datoen 0.06.19 finnes ikke."),
        (("06.03.2019", "31.04.2019"), "dato-umulig", "Datoen 31.04.2019 finnes ikke."),
        (
            ("06.03.2019", "7. mars"),
            "dato-mangler-ar",
            "Datoen «7. mars» mangler år. Skriv året også, for eksempel 07.03.2019.",
        ),
        (("06.03.2019", "i mars"), "dato-uforstaelig", "«i mars» er ikke en dato. Skriv dag, måned og år: 28.04.2020."),
        (("06.03.2019", "''"), "logg-uten-dato", "Versjon 1.6 har ingen dato. Skriv «dato: …»."),
    ],
)
def test_dates_out_of_order(read, days, code, words):
    found = read(log(*(row(f"1.{number}", day) for number, day in enumerate(days, 5))))
    assert found.words(code) == [words]
    assert [each.code for each in found.diagnostics] == [code]


def test_a_date_that_cannot_be_read_is_shown_as_typed(read):
    found = read(log(row("1.5", "0.06.18")))
    assert (found.mandate.log[0].day, found.mandate.log[0].day_shown) == (None, "0.06.18")


@pytest.mark.parametrize("more", ["", ", endring: ''", ", endring: '  '", ", kapittel: Kap. 1"])
def test_a_row_without_change(read, more):
    found = read(log(f"versjon: 1.5, dato: 01.06.2020{more}"))
    assert [code for code, _, _ in found.said()] == ["logg-uten-endring"]


def test_a_row_split_in_two_is_joined_and_told(read):
    found = read("""\
logg:
  - {versjon: 1.5, dato: 01.06.2020, kapittel: Kap. 1, endring: Mål}
  - {kapittel: Kap. 2, endring: Økonomi}
""")
    (entry,) = found.mandate.log
    assert [(each.chapters, plain(each.what)) for each in entry.changes] == [("Kap. 1", "Mål"), ("Kap. 2", "Økonomi")]
    assert found.said("logg-delt-rad") == [("logg-delt-rad", "mandat.yaml", 9)]


@pytest.mark.parametrize(
    ("chapters", "words"),
    [
        ("Kap. 15", ["Raden nevner kapittel 15, men mandatet har 2 kapitler."]),
        (
            "'Kap 1, 3 og 4 (mandat)'",
            [
                "Raden nevner kapittel 3, men mandatet har 2 kapitler.",
                "Raden nevner kapittel 4, men mandatet har 2 kapitler.",
            ],
        ),
        ("Kap. 2; vedlegg 1", ["Raden nevner vedlegg 1, men mandatet har ingen vedlegg."]),
        ("Kap. 1–2", []),
        ("Forside", []),
        ("Kap. 2 (nytt 06.11.2018)", []),
    ],
)
def test_chapters_of_typed_history(read, chapters, words):
    found = read(log(row("1.5", more=f", kapittel: {chapters}")))
    assert found.words("logg-kapittel-ukjent") == words
    assert found.grave() == []
    sealed = read(log(row("1.5", more=f", kapittel: {chapters}, {SEAL}")))
    assert sealed.words("logg-kapittel-ukjent") == []
    frozen = read(log(row("1.5", more=f", kapittel: {chapters}"), row("1.6", more=f", {SEAL}")))
    assert frozen.words("logg-kapittel-ukjent") == []


def test_after_a_seal_every_row_has_one(read):
    found = read(log(row("1.5"), row("1.6", more=f", {SEAL}"), row("1.7"), row("1.8")))
    assert found.words("segl-mangler") == [
        f"Versjon {version} mangler segl, men versjon 1.6 har det. Nye versjoner lages med «saksgang mandate bump»."
        for version in ("1.7", "1.8")
    ]


@pytest.mark.parametrize(
    ("approver", "printed", "codes"),
    [
        ("prosjektgruppen", "Prosjektgruppen", []),
        ("Prosjektgruppen", "Prosjektgruppen", []),
        ("Eva Hegg", "Eva Hegg", []),
        ("prosjektgruppen og hegg", "Prosjektgruppen og Eva Hegg", []),
        ("''", "", ["versjon-ikke-godkjent"]),
        ("berg", "Kari Berg", ["godkjenner-ikke-oppfort"]),
        ("Ledergruppen", "Ledergruppen", ["godkjenner-ikke-oppfort"]),
        ("prosjektgruppn", "prosjektgruppn", ["godkjenner-ikke-oppfort"]),
        ("heg", "heg", ["person-ukjent"]),
    ],
)
def test_a_release_is_approved_by_somebody_who_may(read, approver, printed, codes):
    found = read(log(row("1.0", more=f", godkjent_av: {approver}")))
    assert found.mandate.log[0].approved_by == printed
    assert [each.code for each in found.diagnostics] == codes


def test_only_a_release_needs_an_approver(read):
    found = read(
        log(row("0.9"), row("1.0", more=", godkjent_av: hegg"), row("1.1", more=", godkjent_av: Ledergruppen"))
    )
    assert found.diagnostics == []


@pytest.mark.parametrize(
    ("treatment", "code"),
    [
        ("forum: prosjektgruppen, sak: 7-2020", "sak-finnes-ikke"),
        ("forum: prosjektgruppen, dato: 02.06.2020", "behandlet-senere"),
        ("forum: prosjektgruppen, dato: 31.06.2020", "dato-umulig"),
        ("forum: prosjektgruppen, dato: 1. mai", "dato-mangler-ar"),
        ("forum: heg", "person-ukjent"),
    ],
)
def test_a_treatment_that_does_not_hold(read, treatment, code):
    found = read(log(row("1.5", more=f", behandlet: [{{{treatment}}}]")))
    assert [each.code for each in found.diagnostics] == [code]


def test_an_old_case_and_one_of_a_forum_unknown_here_are_taken_as_they_are(read):
    found = read(
        log(row("1.5", more=", behandlet: [{forum: prosjektgruppen, sak: 7-2019}, {forum: Brukerutvalget, sak: 3/20}]"))
    )
    assert [(each.case_label, each.case_id) for each in found.mandate.log[0].treatments] == [
        ("7-2019", None),
        ("3/20", None),
    ]
    assert found.diagnostics == []


def test_placeholders_in_the_log_are_told(read):
    found = read(log(row("1.5", more=", kapittel: Kap. xx-xx, av: NN NN").replace("Noe", "TODO")))
    assert found.said("plassholder") == [("plassholder", "mandat.yaml", 8)] * 3


def test_a_forum_whose_cases_are_not_kept_here_may_have_any_case_and_never_that_of_another(link):
    setup = SETUP + "  styringsgruppen: {navn: Styringsgruppen, saksnummer: N-ÅÅÅÅ}\n"
    rows = log(row("1.5", more=", behandlet: [{forum: styringsgruppen, sak: 1-2020}]"))
    others = {"moter/prosjektgruppen/2020-04-28.md": MEETING, "oppsett.yaml": setup}
    found = link({"a": "Tekst.", "b": "Tekst."}, log=rows, others=others, head=HEAD)
    (treated,) = found.mandate.log[0].treatments
    assert (treated.forum, treated.case_label, treated.case_id) == ("Styringsgruppen", "1-2020", None)
    assert found.diagnostics == []
