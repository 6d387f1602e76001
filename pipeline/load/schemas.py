"""JSON Schemas of the YAML parts, made from the models, for editors: completion, and complaints while one types.

A schema accepts what `load` reads: every spelling of a key (`møteleder`, `moteleder`), one text where a list may stand,
nothing after a colon. It knows nothing of what only the whole project can say.
"""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from pipeline.load.heads import MODELS, ContactSource, MeetingHead, Part, PersonSource, SetupSource
from pipeline.load.mandate_models import MandateHead
from pipeline.load.register_models import RegisterHead
from pipeline.load.yaml_values import short_form
from pipeline.schema.placed import spellings_pattern
from pipeline.schema.source_model import SourceModel

_DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest dialect the common YAML editors know whole."""

_PARTS: dict[Part, tuple[type[SourceModel], str, bool]] = {
    "oppsett": (SetupSource, "Oppsettet: organisasjonen og organene", False),
    "personer": (PersonSource, "Personregisteret: id, og hvem det er", True),
    "kontakter": (ContactSource, "Kontaktopplysninger: id, og hvor personen nås", True),
    "mote": (MeetingHead, "Hodet i en møtefil", False),
    "mandat": (MandateHead, "Et mandat: delene, kapitlene, vedleggene og endringsloggen", False),
    "status": (RegisterHead, "Et tiltaksregister: tiltakene, og hva som er skrevet om dem", False),
}
"""The model of each part, its title, and whether the part leads from ids to the model."""


def schema(part: Part) -> dict[str, Any]:
    """The JSON Schema of a part: oppsett, personer, kontakter, mote, mandat or status."""
    model, title, is_register = _PARTS[part]
    made = model.model_json_schema(schema_generator=_SourceSchema)
    definitions = made.pop("$defs", {})
    if is_register:
        definitions[model.__name__] = made
        entry = {"anyOf": [{"$ref": f"#/$defs/{model.__name__}"}, *_short_forms(model), {"type": "null"}]}
        made = {"type": ["object", "null"], "additionalProperties": entry}
    made.pop("description", None)
    head = {"$schema": _DIALECT, "title": title, "description": f"Gjelder {MODELS[part]}."}
    return {**head, **made, **({"$defs": definitions} if definitions else {})}


def schema_text(part: Part) -> str:
    """The schema as it is written to a file."""
    return json.dumps(schema(part), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Writes `<part>.schema.json` for every part into `folder`; returns the files whose content changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for part in MODELS:
        path = folder / f"{part}.schema.json"
        text = schema_text(part)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def _short_forms(model: type[SourceModel]) -> list[JsonSchemaValue]:
    """What a plain text may stand for: `berg: Kari Berg`, `medlemmer: [berg]`."""
    return [{"type": ["string", "number", "boolean"]}] if short_form(model) else []


class _SourceSchema(GenerateJsonSchema):
    """pydantic's schemas, with what the reader forgives."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return _or_nothing(self.generate_inner(schema["schema"]))

    def list_schema(self, schema: core_schema.ListSchema) -> JsonSchemaValue:
        items = schema["items_schema"]
        item = self.generate_inner(items)
        if items["type"] == "model" and (short := _short_forms(items["cls"])):
            item = {"anyOf": [item, *short]}
        return {"anyOf": [{"type": "array", "items": item}, item, {"type": "null"}]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        values = schema["values_schema"]
        entry = self.generate_inner(values)
        if values["type"] == "model" and (short := _short_forms(values["cls"])):
            entry = {"anyOf": [entry, *short, {"type": "null"}]}
        return {"type": "object", "additionalProperties": entry}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        made.pop("title", None)
        made.pop("description", None)  # the model's docstring is for engineers
        made["patternProperties"] = {spellings_pattern(name): field for name, field in made["properties"].items()}
        return made


def _or_nothing(made: JsonSchemaValue) -> JsonSchemaValue:
    """`made`, or nothing at all after the colon."""
    if isinstance(made.get("type"), list):
        return {**made, "type": [*made["type"], "null"]}
    if "anyOf" in made:
        return {**made, "anyOf": [*made["anyOf"], {"type": "null"}]}
    return {"anyOf": [made, {"type": "null"}]}
