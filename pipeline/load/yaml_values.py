"""The tree of a YAML part → its model (`heads`), with a diagnostic at the key or value each fault concerns.

One fault costs its own value: an unknown key, a doubled key, a list where text belongs are said and left out, and the
rest of the mapping is read. Where a value that cannot be missing is missing, the entry cannot be made.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import pairwise
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load import yaml_problems as problems
from pipeline.load.heads import SYNONYMS
from pipeline.load.yaml_nodes import YamlList, YamlMapping, YamlNode, YamlText
from pipeline.schema.placed import Separated, StandIn, Text, WithLists, folded, nearest_key
from pipeline.schema.source_model import SourceModel

MAX_SUGGESTIONS = 100

Model = TypeVar("Model", bound=SourceModel)


class Shape(Enum):
    """What a key holds."""

    TEXT = auto()
    TEXTS = auto()
    MODEL = auto()
    MODELS = auto()
    MODELS_BY_KEY = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a model: the shape of what stands under it, and its model."""

    name: str
    shape: Shape
    required: bool
    description: str
    model: type[SourceModel] | None = None
    separated: Separated | None = None
    stand_in: StandIn | None = None
    with_lists: bool = False


def read_model(
    model: type[Model], node: YamlNode | None, place: Place, diagnostics: list[Diagnostic], name: str = ""
) -> Model | None:
    """A whole part as `model`; None, and an *uleselig* diagnostic, where it cannot be.

    `place` is where the part begins, for what is missing in it. `name` is the part's own name, for a `StandIn` of it.
    """
    if node is None or _is_empty(node):
        node = YamlMapping(place)
    if not isinstance(node, YamlMapping):
        diagnostics.append(problems.FILE_NOT_MAPPING.at(node.place, hva=_what(node)))
        return None
    return _Values(diagnostics).model(model, node, Text(name, place))


def read_register(model: type[Model], node: YamlNode | None, diagnostics: list[Diagnostic]) -> dict[str, Model]:
    """A whole file that leads from ids to `model`; entries that cannot be read are said and left out."""
    if node is None or _is_empty(node):
        return {}
    if not isinstance(node, YamlMapping):
        diagnostics.append(problems.REGISTER_NOT_MAPPING.at(node.place, hva=_what(node)))
        return {}
    return {str(key): entry for key, entry in _Values(diagnostics).by_key(model, node)}


@cache
def keys_of(model: type[SourceModel]) -> dict[str, Key]:
    """The keys of `model`, by folded spelling."""
    return {folded(name): _key(name, info) for name, info in model.model_fields.items()}


@cache
def known_keys(*models: type[SourceModel]) -> dict[str, str]:
    """Every key of `models` and of the models under them, by folded spelling: for `read_yaml`."""
    known: dict[str, str] = {}
    for model in models:
        for spelling, key in keys_of(model).items():
            known[spelling] = key.name
            if key.model is not None:
                known.update(known_keys(key.model))
    return known


def _key(name: str, info: FieldInfo) -> Key:
    hint: Any = info.annotation
    if get_origin(hint) in (Union, UnionType):
        hint = next(each for each in get_args(hint) if each is not NoneType)
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    separated = next((each for each in info.metadata if isinstance(each, Separated)), None)
    stand_in = next((each for each in info.metadata if isinstance(each, StandIn)), None)
    with_lists = any(isinstance(each, WithLists) for each in info.metadata)
    shape, model = Shape.TEXT, None
    if get_origin(hint) is list:
        (item,) = get_args(hint)
        shape, model = (Shape.TEXTS, None) if item is Text else (Shape.MODELS, item)
    elif get_origin(hint) is dict:
        shape, model = Shape.MODELS_BY_KEY, get_args(hint)[1]
    elif isinstance(hint, type) and issubclass(hint, SourceModel):
        shape, model = Shape.MODEL, hint
    elif hint is not Text:
        raise TypeError(f"{name}: {hint} is no shape a source can have")
    return Key(name, shape, info.is_required(), info.description or "", model, separated, stand_in, with_lists)


@cache
def short_form(model: type[SourceModel]) -> str | None:
    """The key a plain text stands for where `model` belongs: the only one required."""
    required = [key.name for key in keys_of(model).values() if key.required]
    return required[0] if len(required) == 1 else None


class _Values:
    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        self.diagnostics = diagnostics

    # --- mappings -----------------------------------------------------------------------------------------------

    def model(self, model: type[Model], node: YamlMapping, name: Text) -> Model | None:
        """`node` as `model`. `name` is the entry's own name and place."""
        keys = keys_of(model)
        values: dict[str, Any] = {}
        seen: dict[str, Text] = {}
        for typed, child in node.entries:
            key = keys.get(folded(typed))
            if key is None:
                self._unknown(typed, keys)
                continue
            first = seen.setdefault(key.name, typed)
            if first is not typed:
                self.diagnostics.append(problems.KEY_TWICE.at(typed.place, nøkkel=typed, linje=first.place.line))
            elif not _is_empty(child):
                value = self._value(key, typed, child)
                blank = key.required and isinstance(value, Text) and not value.strip()  # «navn: ""» says nothing either
                if value is not None and not blank:
                    values[key.name] = value
        complete = True
        for key in keys.values():
            if key.required and key.name not in values:
                place = seen[key.name].place if key.name in seen else name.place
                complete = self._stands_in(model, key, values, Text(name, place)) and complete
        return self._validated(model, values) if complete else None

    def _unknown(self, typed: Text, keys: dict[str, Key]) -> None:
        meant = keys.get(folded(_SYNONYMS.get(folded(typed), "")))
        near = meant.name if meant else None
        if near is None and len(self.diagnostics) <= MAX_SUGGESTIONS:  # it takes its time, and nobody reads that far
            near = nearest_key(typed, {spelling: key.name for spelling, key in keys.items()})
        self.diagnostics.append(problems.KEY_UNKNOWN.at(typed.place, nøkkel=typed, forslag=near))

    def _stands_in(self, model: type[SourceModel], key: Key, values: dict[str, Any], name: Text) -> bool:
        """Says that `key` is missing; whether something could stand in for it."""
        if key.stand_in is None:
            problem = problems.KEY_MISSING_UNREADABLE if model.indispensable else problems.KEY_MISSING
            self.diagnostics.append(problem.at(name.place, nøkkel=key.name, om=key.description))
            return False
        value = str(name) if key.stand_in.value is None else key.stand_in.value
        values[key.name] = Text(value, name.place)
        problem = problems.KEY_MISSING_STAND_IN if value else problems.KEY_MISSING
        self.diagnostics.append(problem.at(name.place, nøkkel=key.name, verdi=value, om=key.description))
        return True

    def _validated(self, model: type[Model], values: dict[str, Any]) -> Model | None:
        """The model, without the values it refuses; those are said."""
        while True:
            try:
                return model.model_validate(values)
            except ValidationError as error:
                for fault in error.errors(include_url=False):
                    name = str(fault["loc"][0])
                    if name not in values:  # the fault before was in the same value
                        continue
                    value = values.pop(name)
                    key = keys_of(model)[folded(name)]
                    self.diagnostics.append(_refusal(fault, key, value, model.indispensable))
                    if key.required:
                        return None
                    meant = fault.get("ctx", {}).get("forslag") if fault["type"] == "valg" else None
                    if meant and isinstance(value, Text):
                        values[name] = Text(meant, value.place)  # «avhold» is a fault; the draft is of a meeting held

    def by_key(self, model: type[Model], node: YamlMapping) -> Iterator[tuple[Text, Model]]:
        """The entries of a mapping from names to `model`."""
        seen: dict[Text, Text] = {}
        rests = {index for index, pair in enumerate(pairwise(node.entries), 1) if _parts_a_number(*pair)}
        for index, (name, child) in enumerate(node.entries):
            if index in rests:
                before = _as_text(node.entries[index - 1][1])
                self.diagnostics.append(problems.NUMBER_PARTED.at(name.place, tall=f"{before},{name}"))
                continue
            if index + 1 in rests:
                continue
            first = seen.setdefault(name, name)
            if first is not name:
                self.diagnostics.append(problems.KEY_TWICE.at(name.place, nøkkel=name, linje=first.place.line))
                continue
            mapping = _as_mapping(model, child)
            if mapping is None:
                self.diagnostics.append(problems.MAPPING_EXPECTED.at(child.place, nøkkel=name, hva=_what(child)))
                continue
            entry = self.model(model, mapping, name)
            if entry is not None:
                yield name, entry

    # --- values -------------------------------------------------------------------------------------------------

    def _value(self, key: Key, typed: Text, node: YamlNode) -> Any:
        match key.shape:
            case Shape.TEXT:
                return self._text(key, typed, node)
            case Shape.TEXTS:
                return self._texts(key, typed, node)
            case Shape.MODEL:
                return self._one_model(key, typed, node)
            case Shape.MODELS:
                return self._models(key, typed, node)
            case Shape.MODELS_BY_KEY:
                if not isinstance(node, YamlMapping):
                    self.diagnostics.append(problems.MAPPING_EXPECTED.at(node.place, nøkkel=typed, hva=_what(node)))
                    return None
                assert key.model is not None
                return dict(self.by_key(key.model, node))

    def _text(self, key: Key, typed: Text, node: YamlNode) -> Text | None:
        if key.with_lists and not isinstance(node, YamlText) and node.lines and node.lines[0] not in "[{?\"'":
            return node.lines
        if isinstance(node, YamlList) and len(node.items) == 1:
            node = node.items[0]
        text = _as_text(node)
        if text is None:
            problem = problems.TEXT_WITH_LISTS_EXPECTED if key.with_lists else problems.TEXT_EXPECTED
            self.diagnostics.append(problem.at(node.place, nøkkel=typed, hva=_what(node)))
        return text

    def _texts(self, key: Key, typed: Text, node: YamlNode) -> list[Text] | None:
        if isinstance(node, YamlText):
            if _NOBODY.fullmatch(node.text):
                return []
            return list(_separated(node.text)) if key.separated else [node.text]
        if isinstance(node, YamlMapping):
            self.diagnostics.append(problems.LIST_EXPECTED.at(node.place, nøkkel=typed, hva=_what(node)))
            return None
        texts: list[Text] = []
        for item in node.items:
            text = _as_text(item)
            if text is None:
                self.diagnostics.append(problems.TEXT_EXPECTED.at(item.place, nøkkel=typed, hva=_what(item)))
            elif text:
                texts.extend(_separated(text) if key.separated and key.separated.items else [text])
        return texts

    def _one_model(self, key: Key, typed: Text, node: YamlNode) -> SourceModel | None:
        assert key.model is not None
        mapping = _as_mapping(key.model, node)
        if mapping is None:
            self.diagnostics.append(problems.MAPPING_EXPECTED.at(node.place, nøkkel=typed, hva=_what(node)))
            return None
        return self.model(key.model, mapping, typed)

    def _models(self, key: Key, typed: Text, node: YamlNode) -> list[SourceModel] | None:
        assert key.model is not None
        short = short_form(key.model)
        if isinstance(node, YamlText):
            if short is None:
                self.diagnostics.append(problems.LIST_EXPECTED.at(node.place, nøkkel=typed, hva=_what(node)))
                return None
            node = YamlList(node.place, [node])
        elif isinstance(node, YamlMapping):
            node = YamlList(node.place, list(_entries_as_items(key.model, short, node)))
        entries: list[SourceModel] = []
        for item in node.items:
            for each in self._items(key, short, item):
                if not isinstance(each, YamlMapping):
                    self.diagnostics.append(problems.MAPPING_EXPECTED.at(each.place, nøkkel=typed, hva=_what(each)))
                    continue
                entry = self.model(key.model, each, Text("", each.place))
                if entry is not None:
                    entries.append(entry)
        return entries

    @staticmethod
    def _items(key: Key, short: str | None, item: YamlNode) -> Iterator[YamlNode]:
        """One item of a list of mappings; a plain text stands for a mapping with one key."""
        if not isinstance(item, YamlText) or short is None:
            if not _is_empty(item):
                yield item
            return
        texts = _separated(item.text) if key.separated else iter([item.text])
        for text in texts:
            if text:
                yield YamlMapping(text.place, [(Text(short, text.place), YamlText(text))])


def _entries_as_items(model: type[SourceModel], short: str | None, node: YamlMapping) -> Iterator[YamlNode]:
    """A mapping where a list belongs: one entry of the list, or ids with what is said of each under them."""
    keys = keys_of(model)
    if short is None or any(folded(name) in keys for name, _ in node.entries):
        yield node
        return
    for name, child in node.entries:
        named: list[tuple[Text, YamlNode]] = [(Text(short, name.place), YamlText(name))]
        if isinstance(child, YamlMapping):
            yield YamlMapping(name.place, named + child.entries)
        elif _is_empty(child):
            yield YamlMapping(name.place, named)
        else:
            yield child


def _refusal(fault: ErrorDetails, key: Key, value: Any, indispensable: bool) -> Diagnostic:
    """The diagnostic for what a model refused, told by the type of the fault."""
    place = value.place if isinstance(value, Text) else Place("")
    if fault["type"] == "valg":
        firm = key.required and indispensable
        problem = problems.VALUE_NOT_ALLOWED_UNREADABLE if firm else problems.VALUE_NOT_ALLOWED
        return problem.at(place, nøkkel=key.name, **fault["ctx"])
    return problems.VALUE_WRONG.at(place, nøkkel=key.name)


_SYNONYMS = {folded(word): key for word, key in SYNONYMS.items()}
_NOBODY = re.compile(r"\s*(?:[-–—]|ingen|ingen\.|nei)\s*", re.IGNORECASE)
_BRACKETED_OR_COMMA = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|,")
_GOES_ON = re.compile(r"\s*(?:kl\b|sak(?:ene)?\b|vara\b|fra\b|til\b|\d)", re.IGNORECASE)
_AND = re.compile(r"\s+og\s+")
_ONE_NAME = re.compile(r"\S+(?:\s*\([^()]*\))?")


def _separated(text: Text) -> Iterator[Text]:
    """The parts of `text` between commas that stand outside brackets; also «berg og moen».

    `vik, kl. 14.10` is one part: what follows the comma is said of what stands before it.
    """
    if "," not in text and "og" not in text:
        yield text
        return
    bounds = [-1, *(found.start() for found in _BRACKETED_OR_COMMA.finditer(text) if found[0] == ","), len(text)]
    start = 0
    for bound, following in zip(bounds[1:], [*bounds[2:], None], strict=True):
        if following is not None and _GOES_ON.match(text, bound + 1):
            continue
        yield from _joined_by_and(text, start, bound)
        start = bound + 1


def _joined_by_and(text: Text, start: int, end: int) -> Iterator[Text]:
    bounds = [(start, start), *(found.span() for found in _AND.finditer(text, start, end)), (end, end)]
    parts = [text.part(left[1], right[0]) for left, right in pairwise(bounds)]
    if not all(_ONE_NAME.fullmatch(part) for part in parts):
        parts = [text.part(start, end)]
    yield from (part for part in parts if part)


def _as_mapping(model: type[SourceModel], node: YamlNode) -> YamlMapping | None:
    """A mapping; also nothing, and a plain text that stands for the one key required: `berg: Kari Berg`."""
    if isinstance(node, YamlMapping):
        return node
    if _is_empty(node):
        return YamlMapping(node.place)
    short = short_form(model)
    if isinstance(node, YamlText) and short is not None:
        return YamlMapping(node.place, [(Text(short, node.place), node)])
    return None


def _parts_a_number(entry: tuple[Text, YamlNode], following: tuple[Text, YamlNode]) -> bool:
    """Whether a comma between braces was meant as that of a number: `{2021: 15,9}` is 15 and a 9 without a value."""
    (name, child), (rest, nothing) = entry, following
    number = _as_text(child)
    begun = number is not None and number[-1:].isdigit() and rest[:1].isdigit()
    return begun and _is_empty(nothing) and name.place.line == rest.place.line


def _is_empty(node: YamlNode) -> bool:
    return isinstance(node, YamlText) and node.is_empty


def _as_text(node: YamlNode) -> Text | None:
    """The text of a scalar, or of what only looks like a mapping: `- NB: husk` in a list of texts."""
    if isinstance(node, YamlText):
        return node.text
    if isinstance(node, YamlMapping) and node.typed and not node.typed.startswith(("{", "?", '"', "'")):
        return node.typed
    return None


def _what(node: YamlNode) -> str:
    if isinstance(node, YamlList):
        return "en liste"
    return "nøkler og verdier" if isinstance(node, YamlMapping) else f"«{node.text[:40]}»"
