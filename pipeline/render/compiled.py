"""A template made ready: what compiling hands to rendering. Plain values only, so that it can be kept on disk."""

from dataclasses import dataclass, field, fields
from types import CodeType
from typing import Any, TypeAlias

from pipeline.render.package import PackedPart

LANGUAGE_TAGS = {"nb": "nb-NO", "nn": "nn-NO"}
"""The languages a template is made ready for, and what Word calls them."""

ParagraphLook: TypeAlias = tuple[str, int, str, int, int, int]
"""Style id, left indent (twips), and for a list style its kind of numbering: abstractNumId («» for none), level, the
left indent of its text, its hanging."""

RunProperties: TypeAlias = tuple[tuple[str, str], ...]
"""The properties of a run in a template, in the schema's order: local name and XML."""


@dataclass(slots=True)
class Looks:
    """The styles of the contract as this template has them, and the room a page gives, `turned_width` on its side.

    `headings` and `kept` are the ids of the template's own styles too: those with an outline level, and those that are
    kept with what follows. `stops` are their tab stops (place and kind), by style id; `standard` is the id of the style
    of a paragraph that names none."""

    paragraphs: dict[str, ParagraphLook]
    characters: dict[str, str]
    table: str
    text_width: int
    text_height: int
    turned_width: int
    headings: tuple[str, ...]
    kept: tuple[str, ...]
    stops: dict[str, tuple[tuple[int, str], ...]]
    standard: str
    comment_text: str = ""
    comment_reference: str = ""
    font: str = ""
    """What the text is set in: the name of a font, or of one of the theme's («+mn-lt»)."""


@dataclass(slots=True)
class CompiledTemplate:
    """`order` is the order of the package; each part is either in `packed` (never changes), in `by_language`, or
    written anew. `codes` are compiled Jinja templates by part; `places` says for each line of their source where its
    tag stands and what it says; `run_bases` are the looks of the runs that hold a tag."""

    name: str
    order: tuple[str, ...]
    packed: dict[str, PackedPart]
    by_language: dict[str, dict[str, PackedPart]]
    codes: dict[str, CodeType]
    places: dict[str, tuple[tuple[str, str], ...]]
    run_bases: tuple[RunProperties, ...]
    looks: Looks
    main: str
    numbering: tuple[str, str, str]
    content_types: str
    relations: str
    relation_prefix: str
    root_relations: str
    core_texts: str
    custom_properties: tuple[tuple[str, str], ...]
    first_number: int
    first_bookmark: int
    has_drawings: bool
    keep: dict[str, Any] = field(default_factory=dict, compare=False)
    """What rendering builds once from the rest (run functions); never kept on disk."""

    def as_plain(self) -> dict[str, Any]:
        """Built-in values and code only, for marshal."""
        plain = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "keep"}
        plain["looks"] = {each.name: getattr(self.looks, each.name) for each in fields(self.looks)}
        return plain

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "CompiledTemplate":
        return cls(**{**plain, "looks": Looks(**plain["looks"])})
