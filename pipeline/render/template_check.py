"""`saksgang template check`: every fault of a template in one go, each with the place where it stands."""

from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.document import Document, DocumentKind, Line, Text
from pipeline.render.compiled import CompiledTemplate
from pipeline.render.docx import render_document
from pipeline.render.environment import template_environment
from pipeline.render.tag_order import opens, snippet
from pipeline.render.tags import CELL_LOOKS, Tag
from pipeline.render.template import compile_template, read_template
from pipeline.render.template_problems import NEEDS_P, NEEDS_PLAIN, NEEDS_R, NOT_TEXT, SAMPLE_FAILED
from pipeline.render.template_types import UNKNOWN, WORD_FUNCTION, Kind, Scope, TypeReader, written

_SAMPLE_DATE = date(2020, 4, 28)


def check_template(
    data: bytes, name: str, kind: DocumentKind[Any], words: Callable[[str], object] = lambda word: True
) -> list[Diagnostic]:
    """What is wrong with the template in `data`, made for documents of `kind`.

    `name` is what faults call the template; `words` says whether a word of `ord("…")` has a nynorsk form.
    """
    template, faults = compile_template(data, name)
    reading, _ = read_template(data, name)
    if reading is None:
        return faults
    reader = TypeReader(template_environment(), reading.place, words)
    for text in reading.texts:
        _check_fields(text.tags, kind.content, reader)
    faults = [*faults, *reader.faults]
    # The sample finds one fault at a time, and would only repeat what is said already.
    if template is not None and not any(fault.severity is Severity.UNREADABLE for fault in faults):
        faults += _check_sample(template, kind, name)
    return _once(faults)


def _once(faults: list[Diagnostic]) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for fault in faults:
        if fault not in found:
            found.append(fault)
    return found


def _check_fields(tags: list[Tag], content: type, reader: TypeReader) -> None:
    """Walks the tags of a part in order, with the names that hold at each."""
    scopes = [Scope({**Kind(content).fields, WORD_FUNCTION: UNKNOWN})]
    opened: list[str] = [""]
    for tag in tags:
        if tag.is_comment:
            continue
        scope = scopes[-1]
        if tag.keyword.startswith("end") and not tag.is_output:
            if tag.keyword in opened:
                while opened.pop() != tag.keyword:
                    scopes.pop()
                scopes.pop()
            continue
        node = _parsed(tag)
        inner = scope
        if node is not None:
            inner = _read(tag, node, scope, reader)
        if not tag.is_output and opens(tag):
            scopes.append(inner if inner is not scope else scope.copy())
            opened.append(opens(tag))


def _parsed(tag: Tag) -> nodes.Template | None:
    whole = snippet(tag)
    try:
        return template_environment().parse(whole) if whole is not None else None
    except TemplateSyntaxError:
        return None  # said already


def _read(tag: Tag, tree: nodes.Template, scope: Scope, reader: TypeReader) -> Scope:
    """Looks over one tag; gives the names that hold inside it."""
    node = tree.body[0]
    if isinstance(node, nodes.Output):
        for expression in node.nodes:
            _check_printed(tag, expression, reader.kind(expression, scope, tag), reader)
        return scope
    inner = scope.copy()
    match node:
        case nodes.For():
            item = reader.item(node.iter, scope, tag)
            inner = scope.copy(inside_loop=True)
            _bind(node.target, item, inner)
            if node.test is not None:
                reader.kind(node.test, inner, tag)
        case nodes.If():
            # An elif is read as the second branch of an if that is always true.
            for each in [node.test, *(branch.test for branch in node.elif_)]:
                reader.kind(each, scope, tag)
        case nodes.Assign():
            _bind(node.target, reader.kind(node.node, scope, tag), scope)
            return scope
        case nodes.AssignBlock():
            _bind(node.target, UNKNOWN, scope)
        case nodes.Macro():
            scope.names[node.name] = UNKNOWN
            inner = scope.copy()
            for argument in node.args:
                inner.names[argument.name] = UNKNOWN
            for default in node.defaults:
                reader.kind(default, scope, tag)
        case nodes.With():
            for target, value in zip(node.targets, node.values, strict=True):
                _bind(target, reader.kind(value, scope, tag), inner)
        case nodes.CallBlock():
            reader.kind(node.call, scope, tag)
            for argument in node.args:
                inner.names[argument.name] = UNKNOWN
    return inner


def _bind(target: nodes.Node, kind: Kind, scope: Scope) -> None:
    if isinstance(target, nodes.Name):
        scope.names[target.name] = kind
    else:
        for name in target.find_all(nodes.Name):
            scope.names[name.name] = UNKNOWN


def _check_printed(tag: Tag, expression: nodes.Node, kind: Kind, reader: TypeReader) -> None:
    """Whether what is printed can stand where it is."""
    if kind.type is None and not kind.many:
        return
    path = written(expression)
    values = {"sted": tag.place, "felt": path, "kode": tag.source}
    if kind.many:
        reader.faults.append(
            NOT_TEXT.at(reader.place, **values, slag="en liste", rad=f"Gå gjennom den: {{% for x in {path} %}} …")
        )
    elif kind.type is bool:
        reader.faults.append(
            NOT_TEXT.at(reader.place, **values, slag="sant eller usant", rad=f"Bruk den i {{% if {path} %}} …")
        )
    elif kind.type is Line:
        if tag.prefix != "r" or tag.keyword in CELL_LOOKS:
            reader.faults.append(NEEDS_R.at(reader.place, **values))
    elif kind.type is Text:
        if tag.prefix != "p":
            reader.faults.append(NEEDS_P.at(reader.place, **values))
    elif kind.type is not None and is_dataclass(kind.type):
        names = ", ".join(f"{path}.{name}" for name in kind.fields)
        reader.faults.append(
            NOT_TEXT.at(reader.place, **values, slag="en gruppe av felter", rad=f"Velg ett av dem: {names}")
        )
    elif tag.prefix in ("p", "r"):
        reader.faults.append(NEEDS_PLAIN.at(reader.place, **values))


def _check_sample(template: CompiledTemplate, kind: DocumentKind[Any], name: str) -> list[Diagnostic]:
    """A document with every field filled, and what is wrong with it: the net under the other checks."""
    sample = Document(
        kind=kind.name,
        id="prove",
        stem="prove",
        source=name,
        language="nb",
        title="Prøve",
        subject="",
        author="",
        date=_SAMPLE_DATE,
        content=kind.sample(),
    )
    texts: dict[str, str] = {}
    data, faults = render_document(template, sample, lambda path: None, lambda word: word, written=texts)
    if not data:
        return faults
    return [fault for part, xml in texts.items() if (fault := check_xml(part, xml, name)) is not None]


def check_xml(part: str, xml: str, name: str) -> Diagnostic | None:
    """What is wrong with the XML written for `part` by the template called `name`; None when all is well."""
    try:
        etree.fromstring(xml.encode())
    except etree.XMLSyntaxError as error:
        return SAMPLE_FAILED.at(Place(name), sted=part, grunn=str(error))
    return None
