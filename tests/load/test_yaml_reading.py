"""YAML as people type it: what is read, and where every letter of it stands."""

from pipeline.diagnostics import Diagnostic
from pipeline.load.heads import MeetingHead
from pipeline.load.source_text import read_text
from pipeline.load.yaml_nodes import YamlList, YamlMapping, YamlNode, YamlText
from pipeline.load.yaml_tree import read_yaml
from pipeline.load.yaml_values import known_keys


def tree(typed: str) -> tuple[YamlNode | None, list[Diagnostic]]:
    source, _ = read_text(typed.encode(), "sources/oppsett.yaml")
    assert source is not None
    return read_yaml(source, known_keys=known_keys(MeetingHead))


def plain(node: YamlNode | None) -> object:
    """The tree as Python's own values."""
    match node:
        case YamlText():
            return str(node.text)
        case YamlList():
            return [plain(item) for item in node.items]
        case YamlMapping():
            return {str(key): plain(value) for key, value in node.entries}
    return None


def read(typed: str) -> object:
    node, diagnostics = tree(typed)
    assert diagnostics == []
    return plain(node)


def complaints(typed: str) -> list[tuple[str, int, int]]:
    return [(each.code, each.place.line, each.place.column) for each in tree(typed)[1]]


def test_scalars_stay_as_typed() -> None:
    typed = "a: NO\nb: 1.70\nc: 12.00\nd: 010\ne: 2026-13-01\nf: yes\ng: 1_000\nh: 0x10\ni: 12:30:45\nj: ~\n"
    assert read(typed) == {
        **{"a": "NO", "b": "1.70", "c": "12.00", "d": "010", "e": "2026-13-01"},
        **{"f": "yes", "g": "1_000", "h": "0x10", "i": "12:30:45", "j": "~"},
    }


def test_yaml_of_every_style_is_read() -> None:
    typed = """\
liste: [a, "b, c", 'd''e']
nøkler: {a: b, c: [d]}
foldet: >-
  en linje
  og en til
rett: |
  a: b # ikke en kommentar
    - heller ikke
over flere: dette er
  en verdi
klammer: [a,
  b,
  c]
"anførsel": "linje\\nskift"  # kommentar
"""
    assert read(typed) == {
        "liste": ["a", "b, c", "d'e"],
        "nøkler": {"a": "b", "c": ["d"]},
        "foldet": "en linje og en til",
        "rett": "a: b # ikke en kommentar\n  - heller ikke\n",
        "over flere": "dette er en verdi",
        "klammer": ["a", "b", "c"],
        "anførsel": "linje\nskift",
    }


def test_signs_of_yaml_inside_a_value_are_text() -> None:
    typed = """\
merknad: NB: husk dette: i dag
sted: Rom #3, se @inngang
a: *viktig* melding
b: @teams
c: `kode`
d: % av
e: "Hei" sa han: du
f: [viktig] les dette
g: {{ ikke en mal }}
h: - nei
i: & co
j: ! obs
k: Husk:
"""
    assert read(typed) == {
        "merknad": "NB: husk dette: i dag",
        "sted": "Rom #3, se @inngang",
        "a": "*viktig* melding",
        "b": "@teams",
        "c": "`kode`",
        "d": "% av",
        "e": '"Hei" sa han: du',
        "f": "[viktig] les dette",
        "g": "{{ ikke en mal }}",
        "h": "- nei",
        "i": "& co",
        "j": "! obs",
        "k": "Husk:",
    }


def test_a_comment_has_a_space_behind_its_sign() -> None:
    assert read("a: b # kommentar\nc: d #e # f\n# g: h\n") == {"a": "b", "c": "d #e"}


def test_any_space_may_stand_before_a_comment() -> None:
    typed = "a: [vik, berg]   # bare disse\nb: 'x'\t # y: z\nc: {d: e}  # f\n"
    assert read(typed) == {"a": ["vik", "berg"], "b": "x", "c": {"d": "e"}}


def test_commas_and_colons_in_brackets_belong_to_the_item() -> None:
    typed = "forfall: [berg, moen (vara hauge, Ahus), aas (sak 24-2020: punkt 2), @lie, 3: 4]"
    assert read(typed) == {"forfall": ["berg", "moen (vara hauge, Ahus)", "aas (sak 24-2020: punkt 2)", "@lie", "3: 4"]}


def test_windows_paths_and_links_are_text() -> None:
    assert read("a: C:\\møter\\b\nc: https://example.org/a:b#c\nd: \\\\server\\x") == {
        "a": "C:\\møter\\b",
        "c": "https://example.org/a:b#c",
        "d": "\\\\server\\x",
    }


def test_nothing_after_a_colon_is_nothing() -> None:
    node, _ = tree("a:\nb: ''\n")
    assert isinstance(node, YamlMapping)
    assert [value.is_empty for _, value in node.entries if isinstance(value, YamlText)] == [True, False]


def test_keys_and_values_know_their_places() -> None:
    node, _ = tree("a: b\nforfall: [berg, moen (vara hauge)]\n")
    assert isinstance(node, YamlMapping)
    (first, _), (key, people) = node.entries
    assert isinstance(people, YamlList)
    assert (first.place.line, first.place.column) == (1, 1)
    assert (key.place.line, key.place.column) == (2, 1)
    assert [(item.place.line, item.place.column) for item in people.items] == [(2, 11), (2, 17)]


def test_a_letter_inside_a_value_has_its_own_place() -> None:
    node, _ = tree("a: NB: husk\nb: 'det''s sant'\nc: \"\\u00e5 ja\"\nd: \"Hei\" sa han\n")
    assert isinstance(node, YamlMapping)
    plain_text, single, double, said = (value.text for _, value in node.entries if isinstance(value, YamlText))
    assert (plain_text, plain_text.at(4).column) == ("NB: husk", 8)
    assert (single, single.at(single.index("sant")).column) == ("det's sant", 12)
    assert (double, double.at(2).column) == ("å ja", 12)
    assert (said, said.at(6).column) == ('"Hei" sa han', 10)


def test_columns_count_letters_of_the_file_not_of_the_composed_text() -> None:
    node, _ = tree("a: [ma\u030aned, b]\n")
    assert isinstance(node, YamlMapping)
    people = node.entries[0][1]
    assert isinstance(people, YamlList)
    assert plain(people) == ["måned", "b"]
    assert people.items[1].place.column == 13


def test_lines_count_from_the_beginning_of_the_file() -> None:
    source, _ = read_text(b"---\ntid: 1\nsted: [a\n---\n\ntekst: [\n", "m.md")
    assert source is not None
    node, diagnostics = read_yaml(source, 2, 3, known_keys(MeetingHead))
    assert plain(node) == {"tid": "1", "sted": ["a"]}
    assert [(each.code, each.place.line, each.place.column) for each in diagnostics] == [("yaml-klamme", 3, 7)]


def test_other_line_breaks_than_the_files_do_not_count() -> None:
    node, _ = tree("a: b\u2028c\x85d\ne: f\n")
    assert isinstance(node, YamlMapping)
    assert [key.place.line for key, _ in node.entries] == [1, 2]


# --- what is forgiven, and noted ---------------------------------------------------------------------------------


def test_a_missing_space_after_a_known_key_is_noted() -> None:
    node, _ = tree("sted:Teams\nneste_møte:26.05.2020\n")
    assert plain(node) == {"sted": "Teams", "neste_møte": "26.05.2020"}
    assert complaints("sted:Teams\n") == [("yaml-uten-mellomrom", 1, 6)]
    assert isinstance(node, YamlMapping)
    assert node.entries[0][1].place.column == 6


def test_other_bullets_open_an_item_too() -> None:
    assert read("forfall:\n– berg\n• moen\n* lie\na: b\n  – c\n") == {"forfall": ["berg", "moen", "lie"], "a": "b – c"}


def test_a_missing_space_after_a_dash_is_noted() -> None:
    node, _ = tree("forfall:\n-berg\n- moen\n")
    assert plain(node) == {"forfall": ["berg", "moen"]}
    assert complaints("forfall:\n-berg\n") == [("yaml-strek-uten-mellomrom", 2, 2)]
    assert isinstance(node, YamlMapping)
    people = node.entries[0][1]
    assert isinstance(people, YamlList)
    assert people.items[0].place.column == 2


def test_indentation_by_tabs_alone_is_noted_once() -> None:
    typed = "a:\n\tb: c\n\td:\n\t\te: f\n"
    assert plain(tree(typed)[0]) == {"a": {"b": "c", "d": {"e": "f"}}}
    assert complaints(typed) == [("yaml-tabulatorer", 2, 1)]


def test_tabs_between_key_and_value_are_spaces() -> None:
    assert read("a:\tb\nc:\n- \td\n") == {"a": "b", "c": ["d"]}


# --- what is broken costs its own entry --------------------------------------------------------------------------


def test_an_unclosed_bracket_is_closed_at_the_end_of_its_entry() -> None:
    assert plain(tree("forfall: [berg, moen\nsted: Teams\n")[0]) == {"forfall": ["berg", "moen"], "sted": "Teams"}
    assert complaints("forfall: [berg, moen\nsted: Teams\n") == [("yaml-klamme", 1, 10)]


def test_an_unclosed_quote_is_closed_at_the_end_of_its_entry() -> None:
    assert plain(tree('merknad: "Husk\nsted: Teams\n')[0]) == {"merknad": "Husk", "sted": "Teams"}
    assert complaints('merknad: "Husk\nsted: Teams\n') == [("yaml-anforselstegn", 1, 10)]


def test_a_line_without_colon_is_said_and_the_rest_is_read() -> None:
    typed = "sted: Teams\ntid 28.04.2020\nstatus = avholdt\nmerknad: x\n"
    node, diagnostics = tree(typed)
    assert plain(node) == {"sted": "Teams", "merknad": "x"}
    assert complaints(typed) == [("yaml-uten-kolon", 2, 1), ("yaml-uten-kolon", 3, 1)]
    assert diagnostics[0].hint() == "Skriv «tid: …»."


def test_entries_too_far_in_are_read_and_said() -> None:
    typed = "tid: 28.04.2020\n  sted: Teams\n  status: avholdt\nmerknad: x\n"
    assert plain(tree(typed)[0]) == {"tid": "28.04.2020", "sted": "Teams", "status": "avholdt", "merknad": "x"}
    assert complaints(typed) == [("yaml-innrykk", 2, 3)]


def test_a_fault_deep_down_leaves_its_neighbours() -> None:
    typed = """\
organer:
  a:
    navn: A
    tull og tøys
    medlemmer:
    - berg
    - &x moen
    - vik
  b:
    navn: B
sted: C
"""
    assert plain(tree(typed)[0]) == {
        "organer": {"a": {"navn": "A", "medlemmer": ["berg", "vik"]}, "b": {"navn": "B"}},
        "sted": "C",
    }
    assert complaints(typed) == [("yaml-uten-kolon", 4, 5), ("yaml-anker", 7, 7)]


def test_an_item_of_no_list_leaves_the_keys_around_it() -> None:
    typed = "tid: 28.04.2020\n- berg\nstatus: avholdt\nforfall:\n- berg\n"
    assert plain(tree(typed)[0]) == {"tid": "28.04.2020", "status": "avholdt", "forfall": ["berg"]}
    assert complaints(typed) == [("yaml-lost-punkt", 2, 1)]


def test_a_tab_among_spaces_is_taken_for_the_level_above_and_said() -> None:
    typed = "a:\n  b:\n    c: d\n\te: f\n  g: h\ni: j\n"
    node, _ = tree(typed)
    assert plain(node) == {"a": {"b": {"c": "d", "e": "f"}, "g": "h"}, "i": "j"}
    assert complaints(typed) == [("yaml-tabulator", 4, 1)]
    assert isinstance(node, YamlMapping)
    inner = node.entries[0][1]
    assert isinstance(inner, YamlMapping)
    assert isinstance(inner.entries[0][1], YamlMapping)
    key, value = inner.entries[0][1].entries[1]
    assert [(each.place.line, each.place.column) for each in (key, value)] == [(4, 2), (4, 5)]


def test_an_unclosed_bracket_or_quote_does_not_swallow_the_next_key() -> None:
    typed = 'kom: [vik kl. 12.20\ngikk: [lie kl. 14.10]\nmerknad: "Husk\nsted: "Teams"\n'
    assert plain(tree(typed)[0]) == {
        "kom": ["vik kl. 12.20"],
        "gikk": ["lie kl. 14.10"],
        "merknad": "Husk",
        "sted": "Teams",
    }
    assert complaints(typed) == [("yaml-klamme", 1, 6), ("yaml-anforselstegn", 3, 10)]


def test_anchors_aliases_and_tags_are_refused_by_name() -> None:
    typed = "a: &x 1\nb: *x\nc: !!python/object/apply:os.system [ls]\nd: [1, *x]\ne: f\n"
    assert plain(tree(typed)[0]) == {"e": "f"}
    assert complaints(typed) == [
        ("yaml-anker", 1, 4),
        ("yaml-anker", 2, 4),
        ("yaml-merke", 3, 4),
        ("yaml-anker", 4, 8),
    ]


def test_only_the_first_document_of_a_file_is_read() -> None:
    assert plain(tree("---\na: b\n...\n---\nc: d\n")[0]) == {"a": "b"}
    assert complaints("a: b\n---\nc: d\n") == [("yaml-to-dokumenter", 2, 1)]


def test_keys_that_are_no_words_are_said() -> None:
    typed = "? [a, b]\n: c\nd: e\n{f: g}: h\n"
    assert plain(tree("? [a, b]\n: c\nd: e\n")[0]) == {"d": "e"}
    assert complaints("? [a, b]\n: c\nd: e\n") == [("yaml-nokkel", 1, 3)]
    assert tree(typed)[1] != []


def test_every_doubled_key_is_handed_on() -> None:
    node, _ = tree("a: 1\na: 2\n")
    assert isinstance(node, YamlMapping)
    assert [(str(key), key.place.line) for key, _ in node.entries] == [("a", 1), ("a", 2)]


def test_the_same_tree_without_libyaml(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    import yaml

    from pipeline.load import yaml_compose

    typed = "a: [b, 'c']\nd:\n  - e: f\n    g: |\n      h\ni: j: k\n"
    with_libyaml = tree(typed)
    monkeypatch.setattr(yaml_compose, "_Parser", yaml_compose.python_parser)
    assert yaml.__with_libyaml__
    assert tree(typed) == with_libyaml
