"""Registers put together: words, dates, columns, texts, and what must hold for them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diagnostics import Diagnostic
from pipeline.document.action_grids import action_grid
from pipeline.link.register_dates import read_end, read_period
from pipeline.link.register_texts import LateText, is_prose
from pipeline.load.source_text import read_text
from pipeline.load.text_in_yaml import text_blocks
from pipeline.load.yaml_nodes import YamlMapping, YamlText
from pipeline.load.yaml_tree import read_yaml
from pipeline.records.action_columns import chosen_columns, shown_columns
from pipeline.records.actions import Column, ColumnName, Register, StatusGroup
from pipeline.records.project import Project
from pipeline.richtext import MentionKind, Paragraph, TextList, Tone, inlines, plain, plain_blocks, walk
from pipeline.schema.placed import Text
from pipeline.workflow.reading import read_project

ACTION = """\
tiltak:
  bil:
    navn: Legevaktbil i Havnsund
    status:
      - {dato: 12.01.2023, status: pågår}
"""


@pytest.fixture
def linked(project: Callable[..., Path]) -> Callable[..., tuple[Register, list[Diagnostic]]]:
    def link(text: str, **files: str) -> tuple[Register, list[Diagnostic]]:
        reading = read_project(project({"status/plan.yaml": text} | files))
        assert reading.project is not None
        return reading.project.registers["plan"], reading.diagnostics

    return link


def codes(diagnostics: list[Diagnostic]) -> list[tuple[str, int]]:
    return [(each.code, each.place.line) for each in diagnostics]


def entry(text: str, head: str = "tittel: Plan\n", action: str = "") -> str:
    """A register with one action, whose entries are `text`."""
    lines = "".join(f"      {line}\n" for line in text.splitlines())
    return f"{head}tiltak:\n  bil:\n    navn: Bil\n{action}    status:\n{lines}"


def test_a_register_is_put_together(linked) -> None:
    register, diagnostics = linked(
        "tittel: Handlingsdel\norgan: prosjektgruppen\nsak: 3-2019\nforrige_rapport: 01.11.2022\nsorter: slutt\n"
        "grupper: ansvarlig\nkolonner: [område, tiltak, {navn: mål, overskrift: Målet}, finansiering]\n"
        "egne_kolonner: {finansiering: Penger}\n"
        "tiltak:\n  bil:\n    navn: Legevaktbil\n    område: Trygg hjelp\n"
        "    mål: |\n      Dette:\n      - hele døgnet\n"
        "    ansvarlig: [vik, Granlia kommune]\n    periode: 1.1.2022 - 31.12.2024\n    prioritet: HOY\n"
        "    omfang: lite\n    slutt: 30.6.24\n    egne: {Finansiering: Staten}\n    status:\n"
        "      - dato: 12.01.2023\n        status: pågår\n        avvik: mindre avvik\n"
        "      - dato: 01.02.2022\n        status: ny ide\n"
    )
    assert codes(diagnostics) == []
    assert register.body is not None and register.body.id == "prosjektgruppen"
    assert (register.case, register.case_label) == (None, "3-2019")
    assert (register.day, register.previous) == (date(2023, 1, 12), date(2022, 11, 1))
    assert (register.grouping, register.sorting) == ("ansvarlig", "slutt")
    assert register.columns == (
        Column("område", "", ColumnName.AREA),
        Column("tiltak", "", ColumnName.NAME),
        Column("mål", "Målet", ColumnName.GOAL),
        Column("finansiering", "Penger"),
    )
    action = register.actions["bil"]
    assert (action.title, action.area, action.priority, action.size) == ("Legevaktbil", "Trygg hjelp", "høy", "lite")
    assert [(each.name, each.person and each.person.id) for each in action.responsible] == [
        ("Ola Vik", "vik"),
        ("Granlia kommune", None),
    ]
    assert action.period.shown == "01.01.2022–31.12.2024"
    assert action.end is not None and action.end.shown == "30.06.2024"
    assert plain(action.own["finansiering"]) == "Staten"
    assert [type(block) for block in action.goal] == [Paragraph, TextList]
    assert action.ident == "sg_t_bil"
    assert [each.day for each in action.entries] == [date(2022, 2, 1), date(2023, 1, 12)]
    (state,) = register.as_of(date(2022, 12, 31))
    assert state.group is StatusGroup.IDEA
    (state,) = register.as_of(date(2023, 1, 12))
    assert state.deviation is not None
    assert (state.deviation.word, state.deviation.note, state.deviation.tone) == (
        "mindre avvik", "håndteres", Tone.YELLOW,
    )  # fmt: skip


def test_the_case_is_found_in_the_project(linked) -> None:
    meeting = "---\ntid: 28.04.2020 kl. 12.00–15.00\n---\n\n## 7-2020 Status (orientering)\n"
    register, _ = linked(f"tittel: Plan\nsak: sak 7/20\n{ACTION}", **{"moter/prosjektgruppen/2020-04-28.md": meeting})
    assert register.case is not None
    assert (register.case.id, register.case_label) == ("prosjektgruppen/2020/7", "7-2020")
    (attached,) = register.case.attachments
    assert (attached.path, attached.title) == ("build/status/2023-01-12-plan-status.docx", "Plan")
    assert (attached.register, attached.case_id) == ("plan", register.case.id)


@pytest.mark.parametrize(
    ("proposal", "said"),
    [("  1. Statusen tas til orientering\n  2. Ny rapport i juni\n", []), ("  Planen vedtas.\n", [4])],
)
def test_a_report_and_its_case_propose_the_same(linked, proposal: str, said: list[int]) -> None:
    meeting = (
        "---\ntid: 28.04.2020 kl. 12.00–15.00\n---\n\n## 7-2020 Status (vedtak)\n\n"
        "Forslag til vedtak:\n1. Statusen tas til\n   orientering.\n2. Ny rapport i juni.\n"
    )
    head = f"tittel: Plan\nsak: 7-2020\nforslag_til_vedtak: |\n{proposal}"
    _, diagnostics = linked(f"{head}{ACTION}", **{"moter/prosjektgruppen/2020-04-28.md": meeting})
    assert codes(diagnostics) == [("forslag-ulikt-saken", line) for line in said]


def test_nynorsk_has_its_own_words(linked) -> None:
    register, diagnostics = linked(entry("- {dato: 12.01.2023, status: stroke}", "tittel: Plan\nspråk: nn\n"))
    assert codes(diagnostics) == []
    assert register.vocabulary.priorities == ("høg", "middels", "låg")
    assert [word.word for word in register.vocabulary.statuses][-1] == "stroke"


def test_a_register_that_names_no_columns_has_those_that_are_filled_in_on_the_day(linked) -> None:
    text = (
        "tittel: Plan\negne_kolonner: {penger: Penger, eier: Eier}\ntiltak:\n  bil:\n    navn: Bil\n"
        "    egne: {penger: Staten}\n    status:\n      - {dato: 12.01.2022, status: pågår}\n"
        "      - {dato: 12.01.2023, avvik: mindre avvik, slutt: 01.06.2023, tekst: Utsatt}\n"
    )
    register, _ = linked(text)
    assert register.columns == ()
    first, last = ([column.name for column in shown_columns(register, register.as_of(date(year, 2, 1)))]
                   for year in (2022, 2023))  # fmt: skip
    assert first == ["tiltak", "status", "penger"]
    assert last == ["tiltak", "status", "avvik", "slutt", "kommentar", "penger"]


def test_more_columns_than_a_page_has_room_for_are_told(linked) -> None:
    named = "id, område, tiltak, mål, ansvarlig, periode, prioritet, omfang, status, avvik, slutt"
    _, diagnostics = linked(f"tittel: Plan\nkolonner: [{named}]\n{ACTION}")
    assert codes(diagnostics) == [("kolonner-mange", 2)]
    assert "Tabellen får 11 kolonner." in diagnostics[0].message()
    own = ", ".join(f"k{number}: K{number}" for number in range(9))
    values = ", ".join(f"k{number}: ja" for number in range(9))
    head = f"tittel: Plan\negne_kolonner: {{{own}}}\n"
    _, diagnostics = linked(entry("- {dato: 12.01.2022}", head, f"    egne: {{{values}}}\n"))
    assert codes(diagnostics) == [("kolonner-mange", 1)]


def test_a_finished_action_has_ended(linked) -> None:
    text = "- {{dato: 12.01.2022, status: ferdigstilt, slutt: {slutt}}}"
    ends = {"11.01.2022": [], "12.01.2022": [], "januar 2022": [], "13.01.2022": [("ferdig-for-slutt", 6)]}
    for end, said in ends.items():
        assert codes(linked(entry(text.format(slutt=end)))[1]) == said, end


def test_a_table_has_no_more_columns_than_word_can_open(linked) -> None:
    own = "".join(f"  k{number}: K{number}\n" for number in range(70))
    values = "".join(f"      k{number}: ja\n" for number in range(70))
    head = f"tittel: Plan\negne_kolonner:\n{own}"
    register, diagnostics = linked(entry("- {dato: 12.01.2022}", head, f"    egne:\n{values}"))
    assert codes(diagnostics) == [("kolonner-for-mange", 1)]
    assert len(action_grid(register, register.as_of(date(2022, 2, 1)), "", str).header) == 63


def test_columns_are_chosen_by_name_with_the_headings_of_the_register(linked) -> None:
    head = "kolonner: [{navn: mål, overskrift: Målet}]\negne_kolonner: {penger: Penger}\n"
    register, _ = linked(f"tittel: Plan\n{head}{ACTION}")
    assert chosen_columns(register, ["Penger", "mål", "tiltak", "finnes ikke"]) == (
        Column("penger", "Penger"),
        Column("mål", "Målet", ColumnName.GOAL),
        Column("tiltak", "", ColumnName.NAME),
    )


def test_an_empty_vocabulary_is_the_standard_one_and_a_body_may_have_its_own(linked) -> None:
    register, diagnostics = linked(
        entry(
            "- {dato: 12.01.2023, status: på vent, avvik: stopp}",
            "tittel: Plan\nordliste:\n  status: [{ord: på vent, gruppe: planlegging}, pågår]\n  avvik: [bra, stopp]\n",
        )
    )
    assert codes(diagnostics) == []
    assert [(word.word, word.group) for word in register.vocabulary.statuses] == [
        ("på vent", StatusGroup.PLANNING),
        ("pågår", StatusGroup.ONGOING),
    ]
    assert [word.tone for word in register.vocabulary.deviations] == [Tone.GREEN, Tone.RED]
    assert register.vocabulary.priorities == ("høy", "middels", "lav")


def test_the_draft_uses_the_word_that_is_near_and_none_where_none_is(linked) -> None:
    register, diagnostics = linked(
        entry("- {dato: 12.01.2022, status: ferdigstillt, slutt: 12.01.2022}\n- {dato: 12.02.2022, avvik: tja}")
    )
    assert codes(diagnostics) == [("status-ukjent", 6), ("avvik-ukjent", 7)]
    assert diagnostics[0].hint() == "Mente du «ferdigstilt»?"
    assert diagnostics[1].hint() is None
    (state,) = register.as_of(date(2022, 3, 1))
    assert (state.group, state.deviation) == (StatusGroup.FINISHED, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(entry("- {dato: 12.01.2022, status: i gang}"), [("ord-lest-som", 6)], id="another word for it"),
        pytest.param(
            entry("- {dato: 12.01.2022, status: 'pågår, men sent'}"), [("status-ukjent", 6)], id="a word with more"
        ),
        pytest.param(
            entry("- {dato: 12.01.2022}", action="    prioritet: Høy / Middels / Lav\n"),
            [("plassholder", 5)],
            id="a choice nobody made",
        ),
        pytest.param(
            entry("- {dato: 12.01.2022}", action="    omfang: kjempestort\n"), [("omfang-ukjent", 5)], id="no size"
        ),
        pytest.param(
            entry("- {dato: 12.01.2022}", action="    prioritet: x\n"), [("prioritet-ukjent", 5)], id="no priority"
        ),
        pytest.param(
            f"tittel: A\nordliste:\n  status:\n    - pågår\n    - rart\n    - pågår\n{ACTION}",
            [("ordliste-gruppe-mangler", 5), ("ordliste-to-ganger", 6)],
            id="a word without group, a word twice",
        ),
        pytest.param(f"tittel: A\norgan: rådet\n{ACTION}", [("register-organ-ukjent", 2)], id="no such body"),
        pytest.param("tittel: A\ntiltak:\n", [("register-uten-tiltak", 1)], id="no actions"),
        pytest.param(
            f"tittel: A\nkolonner: [tiltakk, status, Status]\n{ACTION}",
            [("kolonne-ukjent", 2), ("kolonne-to-ganger", 2)],
            id="columns",
        ),
        pytest.param(
            f"tittel: A\negne_kolonner: {{status: Hvordan}}\n{ACTION}",
            [("egen-kolonne-vanlig", 2)],
            id="an own column of a usual name",
        ),
        pytest.param(
            entry("- {dato: 12.01.2022}", action="    egne: {kroner: 5}\n"),
            [("egen-kolonne-ukjent", 5)],
            id="no such own column",
        ),
        pytest.param(
            entry(
                "- {dato: 12.01.2022}",
                "dato: 1.2.2022\nforrige_rapport: 1.3.2022\noppdatert_siden: 1.4.2022\ntittel: A\n",
            ),
            [("forrige-rapport-sent", 2), ("oppdatert-siden-sent", 3)],
            id="days after the report's",
        ),
        pytest.param(
            entry("- {dato: 12.03.2022}", "dato: 1.2.2022\ntittel: A\n"),
            [("oppforing-etter-rapport", 7)],
            id="an entry after the report",
        ),
        pytest.param(entry("- {status: pågår}"), [("tiltak-uten-status", 3), ("oppforing-uten-dato", 6)], id="no date"),
        pytest.param(
            entry("- dato: 12.01\n- dato: 31.02.2022\n- dato: en gang\n- dato: 01.01.2022"),
            [("dato-mangler-ar", 6), ("dato-umulig", 7), ("dato-uforstaelig", 8)],
            id="dates that cannot be read",
        ),
        pytest.param(
            entry("- {dato: 12.01.2022}\n- {dato: 2022-01-12}"), [("oppforing-samme-dato", 7)], id="two on one day"
        ),
        pytest.param(
            entry("- {dato: 12.01.2022, status: ferdigstilt}"), [("ferdig-uten-slutt", 6)], id="finished, but when"
        ),
        pytest.param(
            entry("- {dato: 12.01.2022, status: ferdigstilt, slutt: desember 2021}"), [], id="finished in a month"
        ),
        pytest.param(
            entry("- {dato: 12.01.2022, status: strøket}\n- {dato: 12.02.2022}\n- {dato: 12.03.2022, status: i drift}"),
            [("tiltak-gjenopnet", 8)],
            id="taken up again",
        ),
        pytest.param(
            f"tittel: A\n{ACTION}  BIL:\n    navn: B\n    status: [{{dato: 12.01.2023}}]\n",
            [("tiltak-id-like", 7)],
            id="ids alike but for case",
        ),
        pytest.param(entry("- {dato: 12.01.2022, tekst: =A1+B2}"), [("tekst-er-formel", 6)], id="a formula for a text"),
        pytest.param(
            entry("- {dato: 12.01.2022}", action="    område: 12.01.2023\n"),
            [("tekst-er-dato", 5)],
            id="a date for one",
        ),
        pytest.param(entry("- {dato: 12.01.2022}", action="    slutt: 31.12.2021\n"), [], id="overdue is no fault"),
    ],
)
def test_what_is_said(linked, text: str, expected: list[tuple[str, int]]) -> None:
    _, diagnostics = linked(text)
    assert codes(diagnostics) == expected


@pytest.mark.parametrize(
    "comment",
    [
        "Prosjektstatus ikke oppdatert.", "Status er ikke oppdatert", "ikke oppdatert", "Ikkje oppdatert",
        "Statusen er ikkje oppdatert.", "Ingen ny status", "(Ikke oppdatert siden sist)", "Inga oppdatering.",
    ],
)  # fmt: skip
def test_a_comment_that_only_says_that_nothing_is_told_is_no_update(linked, comment: str) -> None:
    text = f"- {{dato: 12.01.2022, status: pågår, tekst: I rute.}}\n- {{dato: 12.02.2022, tekst: {comment}}}"
    register, diagnostics = linked(entry(text))
    assert codes(diagnostics) == [("ikke-oppdatert-skrevet", 7)]
    (state,) = register.as_of(date(2022, 3, 1))
    assert (plain_blocks(state.text), state.updated) == ("I rute.", date(2022, 1, 12))


@pytest.mark.parametrize(
    "comment", ["Ingen endring.", "Journalsystemet er ikke oppdatert.", "Ikke oppdatert utstyr er byttet ut."]
)
def test_other_comments_are_updates(linked, comment: str) -> None:
    _, diagnostics = linked(entry(f"- {{dato: 12.01.2022, tekst: {comment}}}"))
    assert codes(diagnostics) == []


def test_another_status_is_an_update_whatever_the_comment(linked) -> None:
    text = (
        "- {dato: 12.01.2022, status: pågår, tekst: I rute.}\n- {dato: 12.02.2022, status: %s, tekst: Ikke oppdatert}"
    )
    for status, (updated, comment) in {
        "pågår": (date(2022, 1, 12), "I rute."), "i drift": (date(2022, 2, 12), ""),
    }.items():  # fmt: skip
        (state,) = linked(entry(text % status))[0].as_of(date(2022, 3, 1))
        assert (state.updated, plain_blocks(state.text)) == (updated, comment)


def test_where_nothing_was_ever_told_the_action_is_there_and_not_updated(linked) -> None:
    register, _ = linked(entry("- {dato: 12.01.2022, status: pågår, tekst: Ikke oppdatert}"))
    (state,) = register.as_of(date(2022, 1, 12))
    assert (state.group, state.text, state.is_stale(date(2022, 1, 1))) == (StatusGroup.ONGOING, [], True)


@pytest.mark.parametrize("typed", ["i drift - skal evalueres", "I drift – skal evalueres", "i drift — skal evalueres"])
def test_dashes_make_no_difference_to_a_word(linked, typed: str) -> None:
    words = "tittel: Plan\nordliste:\n  status: [{ord: i drift – skal evalueres, gruppe: drift}]\n"
    register, diagnostics = linked(entry(f"- {{dato: 12.01.2022, status: {typed}}}", words))
    assert codes(diagnostics) == []
    (state,) = register.as_of(date(2022, 3, 1))
    assert state.status is not None and state.status.word == "i drift – skal evalueres"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Det er 40 tiltak i planen.", ["40 tiltak"]),
        ("Planen har førti tiltak, og fem nye tiltak er på vei.", ["førti tiltak", "fem nye tiltak"]),
        ("Planen har tjueåtte åpne tiltak.", ["tjueåtte åpne tiltak"]),
        ("Alle 9 tiltakene er i gang.", ["9 tiltakene"]),
        ("Vi har **12 tiltak**.", ["12 tiltak"]),
        ("Det er tre tiltak. Ett tiltak er strøket, og to tiltak pågår.", []),
        ("Av 4 tiltak i fjor er tre tiltak igjen.", []),
        ("I mars 2023 tiltak for tiltak, se punkt 5 og tiltak 7.", []),
        ("Hver kommune får inntil 9 tiltak.", []),
        ("Tre tiltak pågår eller er i drift. De to tiltakene som pågår, er forsinket.", []),
        ("De 39 tiltakene er i gang.", ["39 tiltakene"]),
    ],
)
def test_numbers_of_actions_are_those_that_are_counted(linked, sentence: str, said: list[str]) -> None:
    actions = "".join(
        f"  {name}:\n    navn: {name}\n    status: [{{dato: 12.01.2023, status: {status}}}]\n"
        for name, status in (("Bil", "pågår"), ("Båt", "pågår"), ("Tog", "i drift"), ("Fly", "strøket"))
    )
    for key in ("bakgrunn", "merknader", "forslag_til_vedtak"):
        _, diagnostics = linked(f"tittel: Plan\n{key}: {sentence!r}\ntiltak:\n{actions}")
        found = [each.message() for each in diagnostics if each.code == "antall-tiltak-ulikt"]
        assert found == [f"Teksten sier {typed}, men tabellen har 3." for typed in said]


def test_one_id_in_two_files_is_told_with_the_other_place(project: Callable[..., Path]) -> None:
    reading = read_project(project({"status/plan/register.yaml": f"tittel: A\n{ACTION}", "status/plan/b.yaml": ACTION}))
    (found,) = reading.diagnostics
    assert (found.code, found.place.file, found.place.line) == ("tiltak-to-ganger", "sources/status/plan/b.yaml", 2)
    assert "sources/status/plan/register.yaml, linje 3" in found.message()


@pytest.mark.parametrize(
    ("areas", "told"),
    [
        (["Likeverdige tjenester", "Likeverdige tjenester", "Likeverdige tenester"], ["Likeverdige tenester"]),
        (["Barn og unge", "Barn- og unge"], ["Barn- og unge"]),
        (["Område 1", "Område 2", "Gruppe A", "Gruppe B", "Del II", "Del I"], []),
        (["Psykisk helse", "Fysisk helse"], []),
        (["Nord", "Sord"], []),
    ],
)
def test_areas_spelt_in_two_ways_are_told(linked, areas: list[str], told: list[str]) -> None:
    actions = "".join(
        f"  a{number}:\n    navn: A\n    område: {area}\n    status: [{{dato: 12.01.2022}}]\n"
        for number, area in enumerate(areas)
    )
    _, diagnostics = linked(f"tittel: A\ntiltak:\n{actions}")
    assert [each.values["navn"] for each in diagnostics] == told
    assert {each.code for each in diagnostics} <= {"omrade-ligner"}


# --- ends and periods ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "shown", "day"),
    [
        ("30.6.24", "30.06.2024", date(2024, 6, 30)),
        ("innen 30.06.2024", "innen 30.06.2024", date(2024, 6, 30)),
        ("30.06.2024 (forprosjektet)", "30.06.2024 (forprosjektet)", date(2024, 6, 30)),
        ("medio april 2023", "medio april 2023", date(2023, 4, 30)),
        ("februar/mars 2024", "februar/mars 2024", date(2024, 3, 31)),
        ("våren 2023", "våren 2023", date(2023, 6, 30)),
        ("2023 haust", "2023 haust", date(2023, 12, 31)),
        ("andre halvår 2022", "andre halvår 2022", date(2022, 12, 31)),
        ("1. kvartal 2024", "1. kvartal 2024", date(2024, 3, 31)),
        ("utgangen av 2023", "utgangen av 2023", date(2023, 12, 31)),
        ("ikke avklart", "ikke avklart", None),
        ("etter evalueringen i 2023", "etter evalueringen i 2023", None),
    ],
)
def test_ends_as_people_write_them(typed: str, shown: str, day: date | None) -> None:
    diagnostics: list[Diagnostic] = []
    end = read_end(Text(typed), "nb", diagnostics)
    assert (end.shown, end.day, diagnostics) == (shown, day, [])


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("01.01.2022–31.12.2024", "01.01.2022–31.12.2024"),
        ("1.1.22 til 31.12.24", "01.01.2022–31.12.2024"),
        ("01.01.–31.12.2024", "01.01.2024–31.12.2024"),
        ("2022-2024", "2022–2024"),
        ("våren 2022", "våren 2022"),
        ("fra 01.01.2022", "fra 01.01.2022"),
    ],
)
def test_periods_as_people_write_them(typed: str, shown: str) -> None:
    diagnostics: list[Diagnostic] = []
    assert (read_period(Text(typed), "nb", diagnostics).shown, diagnostics) == (shown, [])


@pytest.mark.parametrize("typed", ["01.01.2024–31.12.2022", "2024–2022"])
def test_a_period_that_ends_before_it_begins_is_told(typed: str) -> None:
    diagnostics: list[Diagnostic] = []
    read_period(Text(typed), "nb", diagnostics)
    assert [each.code for each in diagnostics] == ["periode-omvendt"]


# --- texts --------------------------------------------------------------------------------------------------------


def test_texts_nothing_is_said_of_are_read_when_asked_for(linked) -> None:
    text = (
        "- dato: 12.01.2022\n  tekst: |\n    Vi er i rute, se sak 3-2019.\n    Spør @vik.\n\n"
        "    - Et punkt\n    - Et til\n"
    )
    register, diagnostics = linked(entry(text, "tittel: A\norgan: prosjektgruppen\n"))
    assert codes(diagnostics) == []
    (told,) = register.actions["bil"].entries
    assert isinstance(told.written, LateText)
    assert plain_blocks(told.text) == "Vi er i rute, se sak 3-2019. Spør Ola Vik.\nEt punkt\nEt til"
    (person,) = [
        run.mention
        for block in walk(told.text)
        for runs in inlines(block)
        for run in runs
        if run.mention and run.mention.kind is MentionKind.PERSON
    ]
    assert person.target == "vik"
    assert [block.ident for block in walk(told.text) if isinstance(block, Paragraph)] == [
        f"sg_t_bil_220112_{number}" for number in (1, 2, 3)
    ]


def test_faults_are_told_at_their_letters_whichever_entry_they_stand_in(linked) -> None:
    text = (
        "- dato: 12.01.2022\n  tekst: |\n    I rute.\n    Spør @vikk, jfr planen.\n"
        "- dato: 12.01.2023\n  tekst: Se sak 99-2031.\n"
    )
    _, diagnostics = linked(entry(text))
    assert [(each.code, each.place.line, each.place.column) for each in diagnostics] == [
        ("person-ukjent", 9, 16),
        ("stil-forkortelse", 9, 23),
        ("sak-finnes-ikke", 11, 19),
    ]


TYPED = (
    "Planen er i rute. Møtet 12. mai ble - – • * 1. 2) a) b) ## Vedtak: Vedtak Konklusjn: Svar: | => @vik sak 3-2019 "
    "_ord_ [lenke](x) ++ ca. 3*4 Godta stil-x: {x} <b> http://x ! Oppfølging Merknad: f.eks. o og"
)
WORDS = st.sampled_from(TYPED.split())
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join) | st.just(""), min_size=1, max_size=6)


@given(LINES, st.sampled_from(["", "  "]))
def test_reading_prose_later_says_nothing_new(lines: list[str], lead: str) -> None:
    body = "".join(f"  {lead if number else ''}{line}\n" for number, line in enumerate(lines))
    source, _ = read_text(f"tekst: |\n{body}".encode(), "sources/status/plan.yaml")
    assert source is not None
    root, _ = read_yaml(source)
    assert isinstance(root, YamlMapping)
    value = root.entries[0][1]
    assert isinstance(value, YamlText)
    if not is_prose(value.text):
        return
    diagnostics: list[Diagnostic] = []
    blocks = text_blocks(value.text, source, diagnostics)
    assert diagnostics == []
    assert all(isinstance(block, Paragraph | TextList) for block in walk(blocks))
    runs = [run for block in walk(blocks) for runs in inlines(block) for run in runs]
    assert not any(run.bold or run.italic or run.underline or run.code or run.href for run in runs)


def test_a_text_yaml_would_join_is_read_at_once(linked) -> None:
    register, _ = linked(entry("- dato: 12.01.2022\n  tekst: Vi har\n    - et punkt\n    - et til\n"))
    (told,) = register.actions["bil"].entries
    assert isinstance(told.written, list)
    assert [type(block) for block in told.text] == [Paragraph, TextList]


def test_a_project_without_registers_has_none(project: Callable[..., Path]) -> None:
    reading = read_project(project({}))
    assert isinstance(reading.project, Project)
    assert (reading.project.registers, reading.diagnostics) == ({}, [])


def test_the_images_of_a_register_are_among_its_sources(linked) -> None:
    image = "- dato: 12.01.2022\n  tekst: |\n    ![En kurve](kurve.png)\n"
    register, diagnostics = linked(entry(image), **{"status/kurve.png": "x"})
    assert codes(diagnostics) == []
    assert register.sources == ["sources/status/kurve.png", "sources/status/plan.yaml"]
