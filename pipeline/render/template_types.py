"""What an expression of a template is, seen from the content class; wrong names are found on the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, is_dataclass

from jinja2 import Environment, nodes

from pipeline.diagnostics import Diagnostic, Place
from pipeline.document import Line, Text, field_tree
from pipeline.language.names import nearest
from pipeline.render.tags import Tag
from pipeline.render.template_problems import (
    CALL_UNKNOWN,
    FIELD_UNKNOWN,
    NOT_LIST,
    WORD_MISSING,
)

WORD_FUNCTION = "ord"


@dataclass(frozen=True, slots=True)
class Kind:
    """`type` is str, int, bool, Line, Text, a content class, or None where nothing is known; `many`: a list of them."""

    type: type | None
    many: bool = False

    @property
    def fields(self) -> dict[str, "Kind"]:
        if self.many or self.type is None or not is_dataclass(self.type) or self.type in (Line, Text):
            return {}
        return {name: Kind(each.type, each.many) for name, each in field_tree(self.type).items()}


UNKNOWN = Kind(None)
STRING, NUMBER, TRUTH = Kind(str), Kind(int), Kind(bool)

_LOOP = {
    **dict.fromkeys(["index", "index0", "revindex", "revindex0", "length", "depth", "depth0"], NUMBER),
    **dict.fromkeys(["first", "last"], TRUTH),
    **dict.fromkeys(["previtem", "nextitem", "cycle", "changed"], UNKNOWN),
}
_TO_TEXT = frozenset(
    ["capitalize", "e", "escape", "format", "join", "lower", "replace", "string", "title", "trim", "truncate", "upper"]
)
_TO_NUMBER = frozenset(["abs", "count", "float", "int", "length", "round", "wordcount"])
_SAME = frozenset(["default", "d", "list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"])
_ONE_OF = frozenset(["first", "last", "max", "min"])
_BY_ATTRIBUTE = frozenset(["map", "sort", "selectattr", "rejectattr", "groupby", "unique", "sum", "min", "max", "join"])


@dataclass(slots=True)
class Scope:
    """The names that hold at a place: the content's fields, and those of the loops and settings around it."""

    names: dict[str, Kind]
    inside_loop: bool = False

    def copy(self, inside_loop: bool = False) -> "Scope":
        return Scope(dict(self.names), inside_loop or self.inside_loop)


@dataclass(slots=True)
class TypeReader:
    """Reads the expressions of one tag after another; what is wrong gathers in `faults`."""

    environment: Environment
    place: Place
    words: Callable[[str], object]
    faults: list[Diagnostic] = field(default_factory=list)

    def kind(self, node: nodes.Node, scope: Scope, tag: Tag) -> Kind:
        """What `node` is; a wrong name in it is said, and is then unknown."""
        match node:
            case nodes.Name():
                return self._name(node, scope, tag)
            case nodes.Getattr():
                return self._attribute(node, node.attr, scope, tag)
            case nodes.Getitem(arg=nodes.Const(value=str(attribute))):
                return self._attribute(node, attribute, scope, tag)
            case nodes.Getitem():
                self._parts([node.arg], scope, tag)
                of = self.kind(node.node, scope, tag)
                sliced = isinstance(node.arg, nodes.Slice)
                return of if sliced else Kind(of.type) if of.many else UNKNOWN
            case nodes.Const():
                known = {bool: TRUTH, str: STRING, int: NUMBER, float: NUMBER}
                return known.get(type(node.value), UNKNOWN)
            case nodes.TemplateData() | nodes.Concat():
                self._parts(node.iter_child_nodes(), scope, tag)
                return STRING
            case nodes.Filter():
                return self._filter(node, scope, tag)
            case nodes.Test():
                return self._test(node, scope, tag)
            case nodes.Call():
                return self._call(node, scope, tag)
            case nodes.CondExpr():
                self.kind(node.test, scope, tag)
                sides = [self.kind(node.expr1, scope, tag)]
                sides += [self.kind(node.expr2, scope, tag)] if node.expr2 is not None else []
                return sides[0] if all(side == sides[0] for side in sides) else UNKNOWN
            case nodes.And() | nodes.Or():
                sides = [self.kind(node.left, scope, tag), self.kind(node.right, scope, tag)]
                return sides[0] if sides[0] == sides[1] else UNKNOWN
            case nodes.Compare() | nodes.Not():
                self._parts(node.iter_child_nodes(), scope, tag)
                return TRUTH
            case _:
                self._parts(node.iter_child_nodes(), scope, tag)
                return UNKNOWN

    def _parts(self, parts: Iterator[nodes.Node] | list[nodes.Node], scope: Scope, tag: Tag) -> None:
        for part in parts:
            self.kind(part, scope, tag)

    def _name(self, node: nodes.Name, scope: Scope, tag: Tag) -> Kind:
        if node.name in scope.names:
            return scope.names[node.name]
        if node.name == "loop" and scope.inside_loop:
            return UNKNOWN
        if node.name in self.environment.globals or node.name in ("caller", "varargs", "kwargs"):
            return UNKNOWN
        self._unknown_field(node.name, node.name, scope.names, tag)
        return UNKNOWN

    def _attribute(self, node: nodes.Getattr | nodes.Getitem, name: str, scope: Scope, tag: Tag) -> Kind:
        if isinstance(node.node, nodes.Name) and node.node.name == "loop" and "loop" not in scope.names:
            if not scope.inside_loop or name not in _LOOP:
                self._unknown_field(f"loop.{name}", name, _LOOP if scope.inside_loop else {}, tag)
            return _LOOP.get(name, UNKNOWN)
        of = self.kind(node.node, scope, tag)
        if of == UNKNOWN or (of.type in (str, int) and not of.many and hasattr(of.type, name) and name[0] != "_"):
            return UNKNOWN
        found = of.fields.get(name)
        if found is None:
            self._unknown_field(f"{written(node.node)}.{name}", name, of.fields, tag)
            return UNKNOWN
        return found

    def _filter(self, node: nodes.Filter, scope: Scope, tag: Tag) -> Kind:
        of = self.kind(node.node, scope, tag) if node.node is not None else UNKNOWN
        self._parts([*node.args, *(each.value for each in node.kwargs)], scope, tag)
        attribute = self._named_attribute(node, of, tag) if node.name in _BY_ATTRIBUTE else UNKNOWN
        if node.name == "map":
            return Kind(attribute.type, True)
        if node.name in _TO_TEXT:
            return STRING
        if node.name in _TO_NUMBER:
            return NUMBER
        if node.name in _SAME:
            return of
        return Kind(of.type) if node.name in _ONE_OF and of.many else UNKNOWN

    def _named_attribute(self, node: nodes.Filter, of: Kind, tag: Tag) -> Kind:
        """The field that `map(attribute="navn")` and its like name."""
        given = [each.value for each in node.kwargs if each.key == "attribute"]
        if not given and node.name in ("selectattr", "rejectattr", "groupby"):
            given = list(node.args[:1])
        if not given or not isinstance(given[0], nodes.Const) or not isinstance(given[0].value, str) or of.type is None:
            return UNKNOWN
        at = Kind(of.type)
        for name in given[0].value.split("."):
            found = at.fields.get(name)
            if found is None:
                self._unknown_field(given[0].value, name, at.fields, tag)
                return UNKNOWN
            at = found
        return at

    def _test(self, node: nodes.Test, scope: Scope, tag: Tag) -> Kind:
        if not (node.name in ("defined", "undefined") and isinstance(node.node, nodes.Name)):
            self.kind(node.node, scope, tag)
        self._parts(list(node.args), scope, tag)
        return TRUTH

    def _call(self, node: nodes.Call, scope: Scope, tag: Tag) -> Kind:
        self._parts([*node.args, *(each.value for each in node.kwargs)], scope, tag)
        if isinstance(node.node, nodes.Name):
            name = node.node.name
            if name == WORD_FUNCTION:
                for each in node.args:
                    if isinstance(each, nodes.Const) and isinstance(each.value, str) and not self.words(each.value):
                        self.faults.append(WORD_MISSING.at(self.place, sted=tag.place, ord=each.value))
                return STRING
            if name not in self.environment.globals and scope.names.get(name) != UNKNOWN:
                self.faults.append(CALL_UNKNOWN.at(self.place, sted=tag.place, navn=name, kode=tag.source))
            return UNKNOWN
        self.kind(node.node, scope, tag)
        return UNKNOWN

    def item(self, node: nodes.Node, scope: Scope, tag: Tag) -> Kind:
        """What a loop over `node` gives, each time."""
        of = self.kind(node, scope, tag)
        if of.type is not None and not of.many:
            self.faults.append(NOT_LIST.at(self.place, sted=tag.place, felt=written(node), kode=tag.source))
            return UNKNOWN
        return Kind(of.type)

    def _unknown_field(self, path: str, name: str, known: dict[str, Kind], tag: Tag) -> None:
        """Says that `name`, the last of `path`, is not among the `known`."""
        suggestion = nearest(name, known)
        prefix = path.rpartition(".")[0]
        whole = f"{prefix}.{suggestion}" if prefix and suggestion and path.endswith(name) else suggestion
        self.faults.append(FIELD_UNKNOWN.at(self.place, sted=tag.place, felt=path, kode=tag.source, forslag=whole))


def written(node: nodes.Node) -> str:
    """A name as it is written in the template, for a message."""
    match node:
        case nodes.Name():
            return str(node.name)
        case nodes.Getattr():
            return f"{written(node.node)}.{node.attr}"
        case nodes.Getitem():
            return f"{written(node.node)}[…]"
        case nodes.Filter() if node.node is not None:
            return f"{written(node.node)}|{node.name}"
        case nodes.Call():
            return f"{written(node.node)}(…)"
    return "uttrykket"
