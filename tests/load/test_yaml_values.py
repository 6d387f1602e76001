"""From a tree to a model: which key means what, and what one fault costs."""

from typing import TypeVar

import pytest

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.load.heads import MeetingHead, PersonSource, SetupSource
from pipeline.load.source_text import read_text
from pipeline.load.yaml_tree import read_yaml
from pipeline.load.yaml_values import known_keys, read_model, read_register
from pipeline.schema.placed import Text
from pipeline.schema.source_model import SourceModel

Model = TypeVar("Model", bound=SourceModel)


def load(model: type[Model], typed: str, name: str = "28.04.2020") -> tuple[Model | None, list[Diagnostic]]:
    source, _ = read_text(typed.encode(), "f")
    assert source is not None
    node, diagnostics = read_yaml(source, known_keys=known_keys(model))
    return read_model(model, node, Place("f", 1, 1), diagnostics, name), diagnostics


def head(typed: str) -> MeetingHead:
    found, diagnostics = load(MeetingHead, f"tid: 28.04.2020\n{typed}")
    assert found is not None
    assert diagnostics == []
    return found


def said(diagnostics: list[Diagnostic]) -> list[tuple[str, int, int]]:
    return [(each.code, each.place.line, each.place.column) for each in diagnostics]


def test_a_key_is_known_in_every_spelling() -> None:
    for spelling in ("møteleder", "moteleder", "moeteleder", "Møteleder", "MØTELEDER", "møte_leder", "møte leder"):
        assert head(f"{spelling}: berg").møteleder == "berg"
    for spelling in ("neste_møte", "neste møte", "Neste møte", "neste-mote", "nestemøte"):
        assert head(f"{spelling}: 26.05.2020").neste_møte == "26.05.2020"


def test_a_choice_is_known_in_every_spelling_and_becomes_the_word_itself() -> None:
    assert head("status: Avholdt").status == "avholdt"
    assert head("referat: TIL GJENNOMSYN").referat == "til gjennomsyn"
    setup, _ = load(
        SetupSource, "format: 1\norganisasjon: A\norganer:\n  a: {navn: A, saksnummer: N, dokument: motebok}"
    )
    assert setup is not None
    assert [str(body.dokument) for body in setup.organer.values()] == ["møtebok"]


def test_a_list_may_be_typed_on_one_line() -> None:
    assert head("forfall: berg").forfall == ["berg"]
    assert head("forfall: berg, moen (vara hauge, Ahus), vik").forfall == ["berg", "moen (vara hauge, Ahus)", "vik"]
    assert head("forfall: berg og moen (vara hauge)").forfall == ["berg", "moen (vara hauge)"]
    assert head("forfall: berg, moen og vik").forfall == ["berg", "moen", "vik"]
    assert head("gikk: vik, kl. 14.10").gikk == ["vik, kl. 14.10"]
    assert head("gjester: Kari Nordmann fra Helse og omsorg").gjester == ["Kari Nordmann fra Helse og omsorg"]
    assert head("vedlegg: plan.pdf (Plan, del 1), kart.png").vedlegg == ["plan.pdf (Plan, del 1)", "kart.png"]


def test_nobody_is_an_empty_list() -> None:
    for typed in ("", "[]", "ingen", "Ingen", "-", "–"):
        assert head(f"forfall: {typed}").forfall == []


def test_parts_of_one_line_know_their_places() -> None:
    people = head("forfall: berg, moen (vara hauge)").forfall
    assert [(each.place.line, each.place.column) for each in people] == [(2, 10), (2, 16)]
    assert people[1].at(6).column == 22


def test_an_item_that_looks_like_a_mapping_is_text_where_text_belongs() -> None:
    setup, diagnostics = load(
        SetupSource,
        "format: 1\norganisasjon: A\norganer:\n  a:\n    navn: A\n    saksnummer: N\n"
        "    faste_saker:\n    - Orientering: status, framdrift (orientering)\n    - Eventuelt\n",
    )
    assert setup is not None
    assert diagnostics == []
    cases = next(iter(setup.organer.values())).faste_saker
    assert cases == ["Orientering: status, framdrift (orientering)", "Eventuelt"]
    assert (cases[0].place.line, cases[0].place.column) == (8, 7)


def test_members_are_ids_or_mappings() -> None:
    body = "format: 1\norganisasjon: A\norganer:\n  a:\n    navn: A\n    saksnummer: N\n    medlemmer:"
    for typed in (
        " [berg, {person: moen, vara: hauge}]",
        "\n    - berg\n    - person: moen\n      vara: hauge\n",
        "\n      berg:\n      moen: {vara: hauge}\n",
    ):
        setup, diagnostics = load(SetupSource, body + typed)
        assert setup is not None
        assert diagnostics == []
        members = next(iter(setup.organer.values())).medlemmer
        assert [(str(each.person), each.vara) for each in members] == [("berg", None), ("moen", "hauge")]


def test_an_unknown_key_is_named_with_the_nearest() -> None:
    _, diagnostics = load(MeetingHead, "tid: 28.04.2020\nforfal: berg\nreferent: vik\nbakgrunn: x\n")
    assert said(diagnostics) == [("nokkel-ukjent", 2, 1), ("nokkel-ukjent", 3, 1), ("nokkel-ukjent", 4, 1)]
    assert [each.hint() for each in diagnostics] == ["Mente du «forfall»?", "Mente du «sekretær»?", None]


def test_the_first_of_a_doubled_key_counts_and_both_places_are_said() -> None:
    found, diagnostics = load(MeetingHead, "tid: 28.04.2020\nmøteleder: berg\nMoteleder: vik\n")
    assert found is not None
    assert found.møteleder == "berg"
    assert said(diagnostics) == [("nokkel-dobbelt", 3, 1)]
    assert diagnostics[0].message() == "«Moteleder» står to ganger, også på linje 2. Den første gjelder."


def test_a_wrong_choice_is_taken_for_the_nearest_or_left_out_with_its_neighbours_kept() -> None:
    found, diagnostics = load(MeetingHead, "tid: 28.04.2020\nstatus: avhold\nspråk: svensk\nsted: Teams\n")
    assert found is not None
    assert (found.status, found.språk, found.sted) == ("avholdt", None, "Teams")
    assert said(diagnostics) == [("verdi-ukjent", 2, 9), ("verdi-ukjent", 3, 8)]
    assert [each.hint() for each in diagnostics] == ["Mente du «avholdt»?", None]


def test_a_wrong_shape_is_left_out_with_its_neighbours_kept() -> None:
    found, diagnostics = load(
        MeetingHead,
        "tid: 28.04.2020\nsted: [a, b]\nmøteleder:\n  a: b\n  c: d\n"
        "forfall: {berg: syk}\ngjester: [a, [b, c]]\nmerknad: x\n",
    )
    assert found is not None
    assert (found.sted, found.møteleder, found.forfall, found.gjester, found.merknad) == (None, None, [], ["a"], "x")
    assert said(diagnostics) == [
        ("verdi-ikke-tekst", 2, 7),
        ("verdi-ikke-tekst", 4, 3),
        ("verdi-ikke-liste", 6, 10),
        ("verdi-ikke-tekst", 7, 14),
    ]


def test_a_list_where_a_mapping_belongs() -> None:
    found, diagnostics = load(MeetingHead, "- tid: 28.04.2020\n- sted: Teams\n")
    assert found is None
    assert said(diagnostics) == [("fil-ikke-nokler", 1, 1)]
    assert diagnostics[0].severity is Severity.UNREADABLE


def test_a_meeting_without_time_has_the_date_of_its_name() -> None:
    found, diagnostics = load(MeetingHead, "sted: Teams\n")
    assert found is not None
    assert found.tid == "28.04.2020"
    assert said(diagnostics) == [("nokkel-erstattet", 1, 1)]
    assert diagnostics[0].severity is Severity.ERROR


def test_a_key_with_nothing_after_it_is_missing_at_its_line() -> None:
    assert said(load(MeetingHead, "sted: Teams\ntid:\n")[1]) == [("nokkel-erstattet", 2, 1)]


@pytest.mark.parametrize("blank", ['""', "''", '"  "', ">-", "|"])
def test_a_required_value_without_a_letter_in_it_is_missing_too(blank: str) -> None:
    source, _ = read_text(f"berg:\n  navn: {blank}\n  stilling: lege\n".encode(), "p")
    assert source is not None
    node, diagnostics = read_yaml(source)
    assert str(read_register(PersonSource, node, diagnostics)["berg"].navn) == "berg"
    assert said(diagnostics) == [("nokkel-erstattet", 2, 3)]


def test_without_a_required_value_only_its_own_entry_is_lost() -> None:
    setup, diagnostics = load(
        SetupSource,
        "format: 1\norganisasjon: A\norganer:\n  a: {navn: A}\n  b: {saksnummer: N-ÅÅÅÅ}\n  c: tull\n",
    )
    assert setup is not None
    assert {str(name): str(body.navn) for name, body in setup.organer.items()} == {"b": "b"}
    assert [(each.code, each.severity.value, each.place.line) for each in diagnostics] == [
        ("nokkel-kreves", "uleselig", 4),
        ("nokkel-erstattet", "feil", 5),
        ("verdi-ikke-nokler", "feil", 6),
    ]


def test_another_edition_of_the_format_is_not_read() -> None:
    setup, diagnostics = load(SetupSource, "format: 2\norganisasjon: A\norganer:\n  a: {navn: A, saksnummer: N}\n")
    assert setup is None
    assert said(diagnostics) == [("verdi-uleselig", 1, 9)]


def test_a_register_keeps_the_entries_that_can_be_read() -> None:
    source, _ = read_text(b"berg:\n  navn: Kari Berg\nvik: Per Vik\nberg:\n  navn: B\nlie: [a]\nmoen:\n", "p")
    assert source is not None
    node, diagnostics = read_yaml(source)
    register = read_register(PersonSource, node, diagnostics)
    assert {ident: str(person.navn) for ident, person in register.items()} == {
        "berg": "Kari Berg",
        "vik": "Per Vik",
        "moen": "moen",
    }
    assert said(diagnostics) == [("nokkel-dobbelt", 4, 1), ("verdi-ikke-nokler", 6, 6), ("nokkel-erstattet", 7, 1)]


def test_ids_are_taken_as_typed() -> None:
    source, _ = read_text("NO:\n  navn: A\n007:\n  navn: B\nØst-1:\n  navn: C\n".encode(), "p")
    assert source is not None
    node, diagnostics = read_yaml(source)
    assert list(read_register(PersonSource, node, diagnostics)) == ["NO", "007", "Øst-1"]


class Value(SourceModel):
    verdi: Text


class Values(SourceModel):
    verdier: dict[Text, Value]


def test_a_decimal_comma_between_braces_is_told_and_half_a_number_is_no_value() -> None:
    found, diagnostics = load(Values, "verdier: {2021: 15,9, 2022: 16, 2023: 17,5 %}")
    assert found is not None
    assert {time: each.verdi for time, each in found.verdier.items()} == {"2022": "16"}
    assert [(each.code, each.place.column) for each in diagnostics] == [
        ("tall-delt-av-komma", 20),
        ("tall-delt-av-komma", 42),
    ]
    assert "tallet 15,9 i to" in diagnostics[0].message()
    whole, diagnostics = load(Values, 'verdier: {2021: "15,9", 2022: 16}')
    assert diagnostics == []
    assert whole is not None
    assert whole.verdier["2021"].verdi == "15,9"
