"""The JSON Schemas: up to date, and as forgiving as the reader."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.kinds import all_shapes
from pipeline.load.schemas import Part, parts, write_schemas
from pipeline.load.schemas import schema as schema_of
from pipeline.load.schemas import schema_text as text_of

ROOT = Path(__file__).parents[2]
PAPERS = all_shapes().papers
PARTS: dict[str, Part] = parts(PAPERS)


def schema(name: str) -> dict[str, Any]:
    return schema_of(PARTS[name])


@pytest.mark.parametrize("name", PARTS)
def test_the_written_schema_is_up_to_date(name: str) -> None:
    written = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert written == text_of(PARTS[name]), "Run: make generate"


def test_writing_says_which_files_changed(tmp_path: Path) -> None:
    written = write_schemas(tmp_path, PAPERS)
    assert sorted(path.name for path in written) == sorted(f"{part}.schema.json" for part in PARTS)
    assert write_schemas(tmp_path, PAPERS) == []
    (tmp_path / "mote.schema.json").write_text("{}", encoding="utf-8")
    assert [path.name for path in write_schemas(tmp_path, PAPERS)] == ["mote.schema.json"]


def test_texts_of_document_kinds_have_schemas_for_their_heads() -> None:
    assert {shape.kind for shape in PAPERS} <= set(PARTS)
    assert "dato" in schema("notat")["properties"]
    assert schema("notat")["description"] == "Gjelder hodet i sources/notater/*.md."


def mappings(node: Any) -> list[dict[str, Any]]:
    """Every part of a schema that lists keys."""
    if isinstance(node, list):
        return [found for each in node for found in mappings(each)]
    if not isinstance(node, dict):
        return []
    here = [node] if "properties" in node else []
    return here + [found for each in node.values() for found in mappings(each)]


@pytest.mark.parametrize("part", PARTS)
def test_every_key_has_a_description_and_its_other_spellings(part: str) -> None:
    for mapping in mappings(schema(part)):
        assert mapping["additionalProperties"] is False
        for key, field in mapping["properties"].items():
            assert field["description"]
            patterns = [each for each in mapping["patternProperties"] if re.search(each, key)]
            assert [mapping["patternProperties"][each] for each in patterns] == [field]
            for spelling in (key.upper(), key.replace("ø", "o").replace("å", "aa").replace("æ", "ae")):
                assert any(re.search(pattern, spelling) for pattern in patterns)


def test_both_møteleder_and_moteleder_are_accepted_and_others_are_not() -> None:
    patterns = schema("mote")["patternProperties"]
    for key, accepted in {"møteleder": 1, "moteleder": 1, "Moeteleder": 1, "møteledar": 0, "xmøteleder": 0}.items():
        assert sum(bool(re.search(pattern, key)) for pattern in patterns) == accepted


def test_values_an_editor_takes_for_numbers_are_accepted() -> None:
    assert schema("mote")["properties"]["tid"]["type"] == ["string", "number", "boolean"]
    assert 1 in schema("oppsett")["properties"]["format"]["anyOf"][0]["enum"]


def test_a_member_may_be_a_plain_id() -> None:
    members = schema("oppsett")["$defs"]["BodySource"]["properties"]["medlemmer"]
    kinds = members["anyOf"][0]["items"]["anyOf"]
    assert {"$ref": "#/$defs/MemberSource"} in kinds
    assert {"type": ["string", "number", "boolean"]} in kinds


def test_references_lead_somewhere() -> None:
    for part in PARTS:
        made = schema(part)
        for name in re.findall(r'"#/\$defs/(\w+)"', json.dumps(made)):
            assert name in made["$defs"]


def test_the_editor_is_told_which_schema_is_for_which_file() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    for path, pattern in settings["yaml.schemas"].items():
        assert (ROOT / path).is_file()
        assert any(each.is_file() for each in ROOT.glob(pattern)), pattern
