"""The Jinja of the templates: sandboxed, escaped, strict, and without anything that differs from run to run."""

from functools import cache
from typing import Any, Protocol

from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from pipeline.document import Line, Text

WRITER = "_skriver"
"""The name under which a template's context holds the writer; a field cannot have it."""

TEXT, RUNS, BLOCKS, ATTRIBUTE = "_tekst", "_linje", "_avsnitt", "_verdi"

_FILTER_NAMES = (
    "abs batch capitalize count d default e escape first float format groupby int items join last length list "
    "lower map max min reject rejectattr replace reverse round select selectattr slice sort string sum title trim "
    "truncate unique upper wordcount"
)
_FILTERS = frozenset(_FILTER_NAMES.split())
_GLOBALS = frozenset(["range", "dict", "cycler", "joiner", "namespace"])


class Writer(Protocol):
    """What the filters ask of the writer of a document."""

    def text(self, text: str) -> str: ...
    def plain(self, text: str) -> str: ...
    def line(self, line: Line, base: int) -> str: ...
    def blocks(self, text: Text) -> str: ...


class WrongTypeError(Exception):
    """A template prints a value where such a value cannot stand."""


class MissingField(StrictUndefined):
    """A name the content does not have: any use of it is a fault, which names it."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


def _writer(context: Context) -> Writer:
    writer: Writer = context.parent[WRITER]
    return writer


def _as_text(value: object) -> str:
    if isinstance(value, Undefined):
        return str(value)  # raises, unless it is the empty else of an inline if
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise WrongTypeError(type(value).__name__)
    return str(value)


def _nothing(value: object) -> Markup:
    """For the empty else of an inline if; anything else cannot stand here."""
    if isinstance(value, Undefined):
        return Markup(str(value))
    raise WrongTypeError(type(value).__name__)


@pass_context
def _text(context: Context, value: object) -> Markup:
    if type(value) is Markup:
        return value
    return Markup(_writer(context).text(value if type(value) is str else _as_text(value)))


@pass_context
def _attribute(context: Context, value: object) -> Markup:
    if type(value) is Markup:
        return value
    return Markup(_writer(context).plain(_as_text(value)))


@pass_context
def _runs(context: Context, value: object, base: int) -> Markup:
    if type(value) is Line:
        return Markup(_writer(context).line(value, base))
    return _nothing(value)


@pass_context
def _blocks(context: Context, value: object) -> Markup:
    if type(value) is Text:
        return Markup(_writer(context).blocks(value))
    return _nothing(value)


_NO_FIELDS: dict[str, object] = {}


class _Environment(ImmutableSandboxedEnvironment):
    def getattr(self, obj: Any, attribute: str) -> Any:
        # The fields of the content are what templates are for: no need to ask the sandbox about each.
        kind = type(obj)
        if attribute in getattr(kind, "__dataclass_fields__", _NO_FIELDS) and kind is not Line and kind is not Text:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return not attr.startswith("_") and super().is_safe_attribute(obj, attr, value)


@cache
def template_environment() -> Environment:
    """The environment all templates are compiled for and run in."""
    environment = _Environment(autoescape=True, undefined=MissingField)
    environment.filters = {name: each for name, each in environment.filters.items() if name in _FILTERS}
    environment.globals = {name: each for name, each in environment.globals.items() if name in _GLOBALS}
    environment.filters |= {TEXT: _text, ATTRIBUTE: _attribute, RUNS: _runs, BLOCKS: _blocks}
    return environment


def public_filters(environment: Environment) -> dict[str, Any]:
    """The filters a template may use."""
    return {name: each for name, each in environment.filters.items() if not name.startswith("_")}
