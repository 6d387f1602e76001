"""JSON Schemas of the YAML parts, made from the models, for editors: completion, and complaints while one types.

A schema accepts what `load` reads: every spelling of a key (`møteleder`, `moteleder`), one text where a list may stand,
nothing after a colon. It knows nothing of what only the whole project can say.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from pipeline.load.heads import ContactSource, MeetingHead, PersonSource, SetupSource
from pipeline.load.mandate_models import MandateHead
from pipeline.load.register_models import RegisterHead
from pipeline.load.yaml_values import short_form
from pipeline.schema.paper import PaperShape
from pipeline.schema.placed import spellings_pattern
from pipeline.schema.source_model import SourceModel

_DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest dialect the common YAML editors know whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """A YAML part: its model, its title, where it is used, and whether it leads from ids to the model."""

    model: type[SourceModel]
    title: str
    used: str
    is_register: bool = False


def parts(papers: Iterable[PaperShape] = ()) -> dict[str, Part]:
    """The YAML parts a schema is made for, by name; `papers` are the texts document kinds have of their own."""
    return {
        "oppsett": Part(SetupSource, "Oppsettet: organisasjonen og organene", "sources/oppsett.yaml"),
        "personer": Part(PersonSource, "Personregisteret: id, og hvem det er", "sources/personer.yaml", True),
        "kontakter": Part(
            ContactSource, "Kontaktopplysninger: id, og hvor personen nås", "sources/kontakter.yaml", True
        ),
        "mote": Part(MeetingHead, "Hodet i en møtefil", "hodet i sources/moter/*/*.md"),
        "mandat": Part(
            MandateHead,
            "Et mandat: delene, kapitlene, vedleggene og endringsloggen",
            "sources/mandater/*/mandat.yaml",
        ),
        "status": Part(
            RegisterHead,
            "Et tiltaksregister: tiltakene, og hva som er skrevet om dem",
            "sources/status/*.yaml og sources/status/*/register.yaml",
        ),
        **{each.kind: Part(each.head, each.about, f"hodet i sources/{each.folder}/*.md") for each in papers},
    }


def schema(part: Part) -> dict[str, Any]:
    """The JSON Schema of a part."""
    made = part.model.model_json_schema(schema_generator=_SourceSchema)
    definitions = made.pop("$defs", {})
    if part.is_register:
        definitions[part.model.__name__] = made
        entry = {"anyOf": [{"$ref": f"#/$defs/{part.model.__name__}"}, *_short_forms(part.model), {"type": "null"}]}
        made = {"type": ["object", "null"], "additionalProperties": entry}
    made.pop("description", None)
    head = {"$schema": _DIALECT, "title": part.title, "description": f"Gjelder {part.used}."}
    return {**head, **made, **({"$defs": definitions} if definitions else {})}


def schema_text(part: Part) -> str:
    """The schema as it is written to a file."""
    return json.dumps(schema(part), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path, papers: Iterable[PaperShape] = ()) -> list[Path]:
    """Writes `<part>.schema.json` for every part into `folder`; returns the files whose content changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, part in parts(papers).items():
        path = folder / f"{name}.schema.json"
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
