"""Fields of one row of a YAML list are set, and every other byte stands as it was."""

from collections.abc import Sequence

import pytest

from pipeline.edit.splice import spliced
from pipeline.edit.yaml_entry import entry_ways
from pipeline.edit.yaml_row import entry_of
from pipeline.load.source_text import read_text
from pipeline.load.yaml_nodes import YamlList, YamlMapping, YamlText
from pipeline.load.yaml_tree import read_yaml

ORDER = ("dag", "status", "avvik", "tekst")
ROW = """\
a:
  rader:
    - dag: 1
      tekst: Gammel.
{row}
    - dag: 3   # den siste
      tekst: Ny.
"""


def is_second(row: YamlMapping) -> bool:
    found = entry_of(row, "dag")
    return found is not None and isinstance(found[1], YamlText) and str(found[1].text) == "2"


def fields_of(data: bytes, path: Sequence[str] = ("a", "rader")) -> dict[str, str]:
    text, _ = read_text(data, "")
    assert text is not None
    node = read_yaml(text)[0]
    for key in path:
        found = entry_of(node, key)
        assert found is not None
        node = found[1]
    assert isinstance(node, YamlList)
    row = next(each for each in node.items if isinstance(each, YamlMapping) and is_second(each))
    return {str(key): str(value.text) for key, value in row.entries if isinstance(value, YamlText)}


def changed(row: str, *fields: tuple[str, str], ending: str = "\n") -> str:
    """The row after the change, which must say what was meant, in a file that else is as it was."""
    data = ROW.format(row=row).replace("\n", ending).encode()
    meant = fields_of(data) | dict(fields)
    for way in entry_ways(data, ("a", "rader"), is_second, fields, ORDER):
        new = spliced(data, way)
        if fields_of(new) == meant:
            start, end = ROW.format(row="§").replace("\n", ending).encode().split("§".encode())
            assert new.startswith(start) and new.endswith(end)
            return new[len(start) : len(new) - len(end)].decode().replace("\r\n", "\n")
    raise AssertionError("no way held")


@pytest.mark.parametrize(
    ("before", "field", "after"),
    [
        ("    - dag: 2\n      tekst: Ja.  # k", ("tekst", "Nei."), "    - dag: 2\n      tekst: Nei.  # k"),
        ("    - dag: 2\n      tekst: 'Ja: da'", ("tekst", "Nei: vel"), "    - dag: 2\n      tekst: 'Nei: vel'"),
        ("    - tekst: Ja.\n      dag: 2", ("tekst", "Nei."), "    - tekst: Nei.\n      dag: 2"),
        (
            "    - dag: 2\n      tekst: |  # k\n        Ja.\n\n        - en\n      # slutt",
            ("tekst", "Nei.\n\n- to\n"),
            "    - dag: 2\n      tekst: |  # k\n        Nei.\n\n        - to\n      # slutt",
        ),
        (
            "    - dag: 2\n      tekst: |  # k\n          Ja.\n          To.",
            ("tekst", "Nei."),
            "    - dag: 2\n      tekst: Nei.  # k",
        ),
        (
            "    - dag: 2\n      tekst: Ja.  # k\n      status: på",
            ("tekst", "En\nto\n"),
            "    - dag: 2\n      tekst: |  # k\n        En\n        to\n      status: på",
        ),
        (
            "    - dag: 2\n      tekst: Ja,\n        og mer.\n      status: på",
            ("tekst", "Nei."),
            "    - dag: 2\n      tekst: Nei.\n      status: på",
        ),
        (
            '    - dag: 2\n      tekst: "Ja,\n        og mer."   # k\n      status: på',
            ("tekst", "Nei."),
            "    - dag: 2\n      tekst: Nei.   # k\n      status: på",
        ),
        (
            "    - dag: 2\n      tekst:\n        Ja.\n      status: på",
            ("tekst", "En\nto\n"),
            "    - dag: 2\n      tekst: |\n        En\n        to\n      status: på",
        ),
        ("    - dag: 2\n      tekst:", ("tekst", "En\nto\n"), "    - dag: 2\n      tekst: |\n        En\n        to"),
        ("    - dag: 2\n      tekst:", ("tekst", "Nei."), "    - dag: 2\n      tekst: Nei."),
        ("    - dag: 2  # k", ("tekst", "Nei."), "    - dag: 2  # k\n      tekst: Nei."),
        ("    - dag: 2", ("tekst", "En\nto\n"), "    - dag: 2\n      tekst: |\n        En\n        to"),
        ("    - {dag: 2, tekst: Ja.}", ("tekst", "Nei, vel"), '    - {dag: 2, tekst: "Nei, vel"}'),
        ("    - {dag: 2}  # k", ("tekst", "En\nto\n"), '    - {dag: 2, tekst: "En\\nto\\n"}  # k'),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_field_is_set_where_it_stands(before: str, field: tuple[str, str], after: str, ending: str) -> None:
    assert changed(before, field, ending=ending) == after


def test_fields_that_are_new_stand_in_their_order() -> None:
    after = "    - dag: 2\n      status: på\n      tekst: |\n        En\n        to"
    assert changed("    - dag: 2\n      tekst: Ja.", ("status", "på"), ("tekst", "En\nto\n")) == after
    before = "    - dag: 2\n      status: på\n      tekst: Ja."
    assert changed(before, ("avvik", "lite")) == before.replace("på\n", "på\n      avvik: lite\n")
    assert changed("    - dag: 2", ("status", "på"), ("tekst", "En\nto\n")) == after


def test_a_row_that_is_not_there_is_not_changed() -> None:
    assert list(entry_ways(b"rader: []\n", ("rader",), is_second, [("tekst", "Ja")], ORDER)) == []
    assert list(entry_ways(b"rader:\n  - dag: 1\n", ("rader",), is_second, [("tekst", "Ja")], ORDER)) == []


def test_one_row_without_a_dash_is_a_row() -> None:
    [first, *_] = entry_ways(b"rader:\n  dag: 2\n  tekst: Ja\n", ("rader",), is_second, [("tekst", "Nei")], ORDER)
    assert spliced(b"rader:\n  dag: 2\n  tekst: Ja\n", first) == b"rader:\n  dag: 2\n  tekst: Nei\n"
