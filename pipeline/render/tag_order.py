"""Whether each tag of a part can be read, and whether they open and close one another in the same kind of place."""

from collections.abc import Collection, Iterator

from jinja2 import TemplateSyntaxError, nodes

from pipeline.diagnostics import Diagnostic, Place, Problem
from pipeline.language.names import nearest
from pipeline.render.environment import public_filters, template_environment
from pipeline.render.tags import CELL_LOOKS, MERGES, Tag
from pipeline.render.template_problems import (
    ACROSS,
    FILTER_UNKNOWN,
    NOT_CLOSED,
    NOT_OPENED,
    TAG_BROKEN,
    TAG_UNKNOWN,
    TEST_UNKNOWN,
)

_OPENING = {"for": "endfor", "if": "endif", "macro": "endmacro", "call": "endcall", "with": "endwith", "raw": "endraw"}
_BETWEEN = {"elif": ("if",), "else": ("if", "for")}
_CLOSING = {closing: opening for opening, closing in {**_OPENING, "set": "endset"}.items()}
KEYWORDS = (*_OPENING, *_BETWEEN, *_CLOSING, "set", *MERGES, *CELL_LOOKS)


def opens(tag: Tag) -> str:
    """The word that closes what `tag` opens, or nothing."""
    if tag.keyword == "set":
        return "endset" if "=" not in tag.body else ""
    return _OPENING.get(tag.keyword, "")


def snippet(tag: Tag) -> str | None:
    """A tag made whole, so that it can be parsed alone; None where it is no more than a closing word."""
    body = tag.body
    if tag.is_output:
        return f"{{{{ {body} }}}}"
    match tag.keyword:
        case "elif":
            return f"{{% if 1 %}}{{% {body} %}}{{% endif %}}"
        case "colspan" | "cellbg":
            return f"{{{{ {body.split(None, 1)[-1]} }}}}"
        case "raw":
            return None
    closing = opens(tag)
    if closing:
        return f"{{% {body} %}}{{% {closing} %}}"
    return f"{{% {body} %}}" if tag.keyword == "set" else None


def check_order(tags: list[Tag], template: Place) -> Iterator[Diagnostic]:
    """What is wrong with the tags one by one and with one another."""
    stack: list[Tag] = []
    for tag in tags:
        if tag.is_comment:
            continue
        yield from _readable(tag, template)
        if tag.is_output:
            continue
        if opens(tag):
            stack.append(tag)
        elif tag.keyword in _BETWEEN:
            if not stack or stack[-1].keyword not in _BETWEEN[tag.keyword]:
                yield _not_opened(tag, stack, template)
            elif stack[-1].level != tag.level:
                yield ACROSS.at(template, sted=tag.place, kode=tag.source, apen_sted=stack[-1].place)
        elif tag.keyword in _CLOSING:
            wanted = _CLOSING[tag.keyword]
            depth = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].keyword == wanted), None)
            if depth is None:
                yield _not_opened(tag, stack, template)
                continue
            for left in reversed(stack[depth + 1 :]):
                yield _not_closed(left, template)
            if stack[depth].level != tag.level:
                yield ACROSS.at(template, sted=tag.place, kode=tag.source, apen_sted=stack[depth].place)
            del stack[depth:]
    for left in stack:
        yield _not_closed(left, template)


def _readable(tag: Tag, template: Place) -> Iterator[Diagnostic]:
    if not tag.is_output and tag.keyword not in KEYWORDS:
        suggestion = nearest(tag.keyword, KEYWORDS)
        yield TAG_UNKNOWN.at(template, sted=tag.place, ord=tag.keyword, kode=tag.source, forslag=suggestion)
        return
    if tag.is_output and tag.prefix in ("tr", "tc"):
        reason = "bare {{ }}, {{r }} og {{p }} skriver ut felter"
        yield TAG_BROKEN.at(template, sted=tag.place, kode=tag.source, grunn=reason)
        return
    whole = snippet(tag)
    if whole is None:
        return
    environment = template_environment()
    try:
        tree = environment.parse(whole)
    except TemplateSyntaxError as error:
        yield TAG_BROKEN.at(template, sted=tag.place, kode=tag.source, grunn=in_norwegian(error.message or ""))
        return
    checks: tuple[tuple[Problem, type[nodes.Filter | nodes.Test], Collection[str]], ...] = (
        (FILTER_UNKNOWN, nodes.Filter, public_filters(environment)),
        (TEST_UNKNOWN, nodes.Test, environment.tests),
    )
    for problem, kind, known in checks:
        for node in tree.find_all(kind):
            if node.name not in known:
                suggestion = nearest(node.name, known)
                yield problem.at(template, sted=tag.place, navn=node.name, kode=tag.source, forslag=suggestion)


def in_norwegian(message: str) -> str:
    """What Jinja says of a broken tag, for somebody who does not read English."""
    if "expected token 'end of print statement'" in message or "expected token 'end of statement block'" in message:
        return "det står for mye etter feltet"
    if "unexpected end of" in message or "Expected an expression" in message or "got 'end of" in message:
        return "noe mangler på slutten"
    if "unexpected char" in message:
        return f"tegnet {message.split()[2]} kan ikke stå her"
    return f"Jinja sier «{message}»"


def _not_closed(tag: Tag, template: Place) -> Diagnostic:
    closing = opens(tag)
    return NOT_CLOSED.at(template, sted=tag.place, kode=tag.source, slutt=f"{{%{tag.prefix} {closing} %}}")


def _not_opened(tag: Tag, stack: list[Tag], template: Place) -> Diagnostic:
    if not stack:
        return NOT_OPENED.at(template, sted=tag.place, kode=tag.source)
    last = stack[-1]
    return NOT_OPENED.at(
        template, sted=tag.place, kode=tag.source, ventet=opens(last), apen=last.source, apen_sted=last.place
    )
