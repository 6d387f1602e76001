"""The text of a meeting file: head, cases, overruled rules."""

import pytest
from support.outline import outline, source_of

from pipeline.diagnostics import Diagnostic
from pipeline.load.meeting_text import read_meeting_text, split_head
from pipeline.load.model import CaseText, Overrule
from pipeline.richtext import plain


def read(text: str) -> tuple[str, list[CaseText], list[Overrule], list[Diagnostic]]:
    preface, cases, overrules, diagnostics = read_meeting_text(source_of(text), 1)
    return outline(preface), cases, overrules, diagnostics


def case_of(heading: str) -> CaseText:
    _, (case,), _, _ = read(heading)
    return case


def codes(text: str) -> list[str]:
    return [f"{each.place.line} {each.code}" for each in read(text)[3]]


# --- the head ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "head", "body"),
    [
        ("---\ntid: i dag\nsted: her\n---\nTekst", range(2, 4), 5),
        ("\n\n---\ntid: i dag\n---\n\nTekst", range(4, 5), 6),
        ("--- \ntid: i dag\n---  \nTekst", range(2, 3), 4),
        ("——\ntid: i dag\n–––\nTekst", range(2, 3), 4),
        ("---\n---\nTekst", range(2, 2), 3),
    ],
)
def test_the_head_stands_between_two_lines_of_dashes(text: str, head: range, body: int) -> None:
    found, first, diagnostics = split_head(source_of(text))
    assert found is not None
    assert list(found) == list(head)
    assert first == body
    assert diagnostics == []


def test_a_file_without_a_head_is_unreadable_and_its_text_is_read_all_the_same() -> None:
    head, first, (diagnostic,) = split_head(source_of("\n## 1-2020 Sak"))
    assert (head, first) == (None, 2)
    assert (diagnostic.code, diagnostic.severity, diagnostic.place.line) == ("hode-mangler", "uleselig", 2)


@pytest.mark.parametrize(("text", "body"), [("---\ntid: x\n## 1-2020 Sak\n---", 3), ("---\ntid: x", 3)])
def test_a_head_without_an_end_is_said_where_it_begins(text: str, body: int) -> None:
    head, first, (diagnostic,) = split_head(source_of(text))
    assert (head, first) == (None, body)
    assert (diagnostic.code, diagnostic.severity, diagnostic.place.line) == ("hode-ikke-lukket", "uleselig", 1)


# --- headings ---------------------------------------------------------------------------------------------------


def test_a_heading_with_everything_in_it() -> None:
    case = case_of("## 25-2020 Rommene i *andre* etasje (drøfting, 20 min, tilleggssak) v/Hegg og Vik")
    assert case.number is not None
    assert case.kind is not None
    assert (case.number.text, case.number.place.column) == ("25-2020", 4)
    assert plain(case.title) == "Rommene i andre etasje"
    assert case.title[1].italic
    assert (case.kind.text, case.kind.place.column) == ("drøfting", 38)
    assert [(note.text, note.place.column) for note in case.notes] == [("20 min", 48), ("tilleggssak", 56)]
    assert [(name.text, name.place.column) for name in case.presenters] == [("Hegg", 71), ("Vik", 79)]


@pytest.mark.parametrize(
    ("typed", "number", "title"),
    [
        ("25-2020 Tittel", "25-2020", "Tittel"),
        ("03/23 Tittel", "03/23", "Tittel"),
        ("PS 15/45 Tittel", "PS 15/45", "Tittel"),
        ("Sak 25-2020 Tittel", "25-2020", "Tittel"),
        ("sak nr. 25-2020: Tittel", "25-2020", "Tittel"),
        ("25-2020: Tittel", "25-2020", "Tittel"),
        ("25-2020 – Tittel", "25-2020", "Tittel"),
        ("25-2020. Tittel", "25-2020", "Tittel"),
        ("2014/15 Tittel", "2014/15", "Tittel"),
        ("25 - 2020 Tittel", "25 - 2020", "Tittel"),
        ("7 Tittel", "7", "Tittel"),
        ("25-2020", "25-2020", ""),
        ("Tittel", None, "Tittel"),
        ("Ny ordning for nøkler", None, "Ny ordning for nøkler"),
    ],
)
def test_numbers_as_people_type_them(typed: str, number: str | None, title: str) -> None:
    case = case_of(f"## {typed}")
    assert (case.number.text if case.number else None, plain(case.title)) == (number, title)
    assert not case.is_new


def test_a_new_case_has_no_number_yet() -> None:
    case = case_of("## ny Nøkler til alle (drøfting)")
    assert case.is_new
    assert case.number is None
    assert plain(case.title) == "Nøkler til alle"


@pytest.mark.parametrize(
    "heading",
    [
        "1-2020 Tittel (drøfting) v/Hegg",
        "1-2020 Tittel v/Hegg (drøfting)",
        "1-2020 Tittel (drøfting) v/ Hegg",
        "1-2020 Tittel (drøfting) V/Hegg:",
        "1-2020 Tittel (drøfting) ved Hegg",
        "1-2020 Tittel ved Hegg (drøfting)",
    ],
)
def test_presenters_and_bracket_stand_in_either_order(heading: str) -> None:
    case = case_of(f"## {heading}")
    assert plain(case.title) == "Tittel"
    assert case.kind is not None
    assert case.kind.text == "drøfting"
    assert [name.text for name in case.presenters] == ["Hegg"]


@pytest.mark.parametrize(
    ("typed", "presenters"),
    [
        ("v/Hegg, Vik og Aas", ["Hegg", "Vik", "Aas"]),
        ("v/Berit Aas-Holm og prosjektleder Vik", ["Berit Aas-Holm", "prosjektleder Vik"]),
        ("v/leder v/Hegg", ["Hegg"]),
        ("v/@vik", ["@vik"]),
    ],
)
def test_presenters(typed: str, presenters: list[str]) -> None:
    assert [name.text for name in case_of(f"## 1-2020 Tittel {typed}").presenters] == presenters


def test_ved_is_also_an_ordinary_word() -> None:
    case = case_of("## 1-2020 Parkering ved rådhuset i Vik (orientering)")
    assert plain(case.title) == "Parkering ved rådhuset i Vik"
    assert case.presenters == []


@pytest.mark.parametrize(
    "words",
    [
        "drøfting",
        "Diskusjon og avklaring",
        "til orientering",
        "Info",
        "til beslutning",
        "godkjenning",
        "drofting",
        "eventuelt",
    ],
)
def test_case_types_as_people_write_them(words: str) -> None:
    case = case_of(f"## 1-2020 Tittel ({words})")
    assert case.kind is not None
    assert (plain(case.title), case.kind.text) == ("Tittel", words)


@pytest.mark.parametrize("words", ["20 min", "20 minutter", "ca. 20 min.", "ettersendt", "trukket", "Tilleggssak"])
def test_notes_in_the_bracket(words: str) -> None:
    case = case_of(f"## 1-2020 Tittel ({words})")
    assert case.kind is None
    assert [note.text for note in case.notes] == [words]


def test_any_other_bracket_is_part_of_the_title() -> None:
    assert plain(case_of("## 1-2020 Nøkler (og låser)").title) == "Nøkler (og låser)"
    assert codes("## 1-2020 Nøkler (og låser)") == []
    assert plain(case_of("## 1-2020 Nøkler (drøfting, haster)").title) == "Nøkler (drøfting, haster)"
    assert codes("## 1-2020 Nøkler (drøfting, haster)") == ["1 parentes-i-tittel"]


def test_only_the_last_bracket_is_the_cases() -> None:
    case = case_of("## 1-2020 Nøkler (nye) (drøfting)")
    assert plain(case.title) == "Nøkler (nye)"


def test_two_types_are_said_and_the_first_counts() -> None:
    case = case_of("## 1-2020 Nøkler (drøfting, vedtak)")
    assert case.kind is not None
    assert case.kind.text == "drøfting"
    assert codes("## 1-2020 Nøkler (drøfting, vedtak)") == ["1 sakstype-dobbel"]


def test_a_heading_of_nothing_is_a_case_without_title() -> None:
    case = case_of("##\ntekst")
    assert (case.number, case.title, outline(case.blocks)) == (None, [], "tekst")


def test_hashes_need_no_space_after_them() -> None:
    assert plain(case_of("##25-2020 Tittel").title) == "Tittel"


def test_a_case_with_one_hash_is_read_as_a_case_and_said() -> None:
    assert plain(case_of("# 25-2020 Tittel").title) == "Tittel"
    assert codes("# 25-2020 Tittel") == ["1 sak-med-en-nummertegn"]


# --- cases and preface ------------------------------------------------------------------------------------------


def test_each_heading_opens_a_case_and_what_stands_before_is_the_preface() -> None:
    preface, cases, _, _ = read("Velkommen.\n\n## 1-2020 En\n- a\n### Mellom\nb\n## 2-2020 To\n")
    assert preface == "Velkommen."
    assert [outline(case.blocks) for case in cases] == ["- a\n# Mellom\nb", ""]
    assert [case.place.line for case in cases] == [3, 7]


def test_a_case_does_not_see_the_lists_of_the_one_before() -> None:
    _, cases, _, _ = read("## 1-2020 En\n1. a\n## 2-2020 To\n2. b")
    assert [outline(case.blocks) for case in cases] == ["1. a", "2. b"]


# --- overruling -------------------------------------------------------------------------------------------------


def test_a_rule_is_overruled_for_the_paragraph_below() -> None:
    preface, _, (overrule,), _ = read("en\n\nGodta person-ukjent: hun er ny\nto\ntre\n\nfire")
    assert (overrule.code, overrule.reason) == ("person-ukjent", "hun er ny")
    assert (overrule.place.line, overrule.first_line, overrule.last_line) == (3, 4, 5)
    assert preface == "en\nto tre\nfire"


def test_a_rule_is_overruled_for_a_heading_and_no_more() -> None:
    _, _, (overrule,), _ = read("Godta saksnummer-hull: 2 ble trukket\n\n## 3-2020 Tre\ntekst")
    assert (overrule.first_line, overrule.last_line) == (3, 3)


def test_several_rules_may_be_overruled_at_one_place() -> None:
    _, _, overrules, _ = read("Godta en-regel: a\nGodta to-regel: b\ntekst")
    assert [(each.code, each.first_line, each.last_line) for each in overrules] == [
        ("en-regel", 3, 3),
        ("to-regel", 3, 3),
    ]


def test_the_line_leaves_no_trace_in_a_paragraph_or_a_list() -> None:
    assert read("- en\nGodta en-regel: a\n- to")[0] == "- en\n- to"
    assert read("en\nGodta en-regel: a\nto")[0] == "en to"


def test_overruling_wants_a_reason_and_something_to_overrule() -> None:
    assert codes("Godta en-regel\ntekst") == ["1 godta-uten-grunn"]
    assert codes("tekst\nGodta en-regel: a\n\n") == ["2 godta-foran-ingenting"]


def test_running_text_about_accepting_is_text() -> None:
    assert read("Godta forslaget: det er godt.")[0] == "Godta forslaget: det er godt."


def test_a_comment_behind_a_value_of_the_head_is_told() -> None:
    from pipeline.load.project import parse_meeting

    head = (
        "---\ntid: 28.04.2020 kl. 12\nsted: Rom # 3\nmerknad: '# 4'\nreferat: utkast # godta sak-uten-type: ja\n---\n"
    )
    found = parse_meeting(head.encode(), "sources/moter/gruppen/2020-04-28.md").diagnostics
    assert [(each.code, each.place.line, each.place.column) for each in found] == [("hode-etter-nummertegn", 3, 11)]
