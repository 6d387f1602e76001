"""Running text → runs: bold, italic, underline, code, links, mentions, each with its place.

What stands in the text comes out, less the signs that mark it. The rules of `*` and `_` are CommonMark's, by the
algorithm of markdown-it; its escapes, entities, HTML and reference links are text here. `3*4*5` is text, and so is `++`
inside a word («C++20»).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load import text_problems as problems
from pipeline.load.flow import Flow
from pipeline.load.mentions import POSSIBLE, find_mentions
from pipeline.richtext import Inline, Mention, Run

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

MAX_SIGNS = 20_000
"""Signs that may mark something, in one text; a text with more is hostile, and set plain."""

_SPECIAL = re.compile(r"[*_`<\[+@/–-]")
"""Without one of these a text is one run. One set of characters: patterns with branches take five times as long."""
_MARKED = re.compile(r"[*_`<\[+]")
_SIGN = re.compile(r"\*+|_+|\++|[`<\[\]]")
_DELIMITERS = re.compile(r"\*+|_+|\++")
_AUTOLINK = re.compile(r"<((?:https?|ftp)://[^<>\s]+|mailto:[^<>\s]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>")
_BACKTICKS = re.compile(r"`+")
_BRACKETS = re.compile(r"[\[\]()]")
_PATH_WITH_SPACES = re.compile(r"/|\.\w{1,5}$")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_STYLES = {"strong": "bold", "em": "italic", "u": "underline"}


@dataclass(frozen=True, slots=True)
class _Atom:
    """Letters taken as they are: code, an address in angle brackets, an image that stands inside a text."""

    start: int
    end: int
    text_start: int
    text: str
    code: bool = False
    href: str | None = None


@dataclass(frozen=True, slots=True)
class _Link:
    start: int
    label_end: int
    end: int
    href: str


def read_inline(flow: Flow, diagnostics: list[Diagnostic], start: int = 0, end: int | None = None) -> Inline:
    """The runs of `flow.text[start:end]`, without white space around them."""
    text = flow.text
    whole = text[start:end] if start or end is not None else text
    start += len(whole) - len(whole.lstrip())
    whole = whole.strip()
    if not whole:
        return []
    if not _SPECIAL.search(whole):
        return [Run(whole, flow.place(start), lines=flow.lines(start, len(whole)))]
    if not _MARKED.search(whole):
        runs: list[tuple[int, Run]] = [(start, Run(whole, flow.place(start)))]
    elif len(_SIGN.findall(whole)) > MAX_SIGNS:
        diagnostics.append(problems.TEXT_TOO_MARKED.at(flow.place(start), grense=MAX_SIGNS))
        runs = [(start, Run(whole, flow.place(start)))]
    else:
        runs = _marked(whole, flow, start, diagnostics)
        if "[^" in whole:
            diagnostics.extend(_footnotes(runs, flow))
    if POSSIBLE.search(whole):
        runs = [part for offset, run in runs for part in _with_mentions(run, flow, offset)]
    for offset, run in runs:
        run.lines = flow.lines(offset, len(run.text))
    return [run for _, run in runs]


def _footnotes(runs: list[tuple[int, Run]], flow: Flow) -> Iterator[Diagnostic]:
    for offset, run in runs:
        for found in () if run.code else _FOOTNOTE.finditer(run.text):
            yield problems.FOOTNOTE.at(flow.place(offset + found.start()), tekst=found[0])


def _with_mentions(run: Run, flow: Flow, offset: int) -> Iterator[tuple[int, Run]]:
    if run.code or run.href is not None:
        yield offset, run
        return
    text, done = run.text, 0
    for found in find_mentions(text):
        if found.start > done:
            yield offset + done, _part(run, text[done : found.start], flow.place(offset + done))
        at = offset + found.start
        yield at, _part(run, text[found.start : found.end], flow.place(at), found.mention)
        done = found.end
    if not done:
        yield offset, run
    elif done < len(text):
        yield offset + done, _part(run, text[done:], flow.place(offset + done))


def _part(run: Run, letters: str, place: Place, mention: Mention | None = None) -> Run:
    return Run(letters, place, run.bold, run.italic, run.underline, mention=mention)


def _marked(text: str, flow: Flow, start: int, diagnostics: list[Diagnostic]) -> list[tuple[int, Run]]:
    atoms = {atom.start: atom for atom in _atoms(text)}
    links = _links(text, atoms, flow, start, diagnostics) if "](" in text else {}
    tokens = _tokens(text, atoms, links)
    runs: list[tuple[int, Run]] = []
    style = {"bold": 0, "italic": 0, "underline": 0}
    href: str | None = None
    expected = -1
    for token in tokens:
        if token.nesting:
            if token.tag == "a":
                href = token.meta["href"] if token.nesting > 0 else None
            else:
                style[_STYLES[token.tag]] += token.nesting
            continue
        if not token.content:
            continue
        at = token.meta["at"]
        bold, italic, underline = style["bold"] > 0, style["italic"] > 0, style["underline"] > 0
        code, target = token.type == "code_inline", token.meta.get("href", href)
        if at == expected:
            last = runs[-1][1]
            if (last.bold, last.italic, last.underline, last.code, last.href) == (
                bold,
                italic,
                underline,
                code,
                target,
            ):
                last.text += token.content
                expected += len(token.content)
                continue
        runs.append((start + at, Run(token.content, flow.place(start + at), bold, italic, underline, code, target)))
        expected = at + len(token.content)
    return runs


def _atoms(text: str) -> Iterator[_Atom]:
    if "`" not in text and "<" not in text:
        return
    backticks = list(_BACKTICKS.finditer(text))
    closers: dict[int, re.Match[str]] = {}
    nearest: dict[int, re.Match[str]] = {}
    for found in reversed(backticks):
        length = len(found[0])
        if length in nearest:
            closers[found.start()] = nearest[length]
        nearest[length] = found
    done = 0
    for sign in re.finditer(r"`+|<", text):
        at = sign.start()
        if at < done:
            continue
        if sign[0] != "<":
            closer = closers.get(at)
            if closer is None:
                continue
            inside, after = sign.end(), closer.start()
            if text[inside] == text[after - 1] == " " and text[inside:after].strip():
                inside, after = inside + 1, after - 1  # CommonMark: a space each side lets code begin with a backtick
            done = closer.end()
            yield _Atom(at, done, inside, text[inside:after], code=True)
        elif address := _AUTOLINK.match(text, at):
            done = address.end()
            target = address[1] if ":" in address[1] else f"mailto:{address[1]}"
            yield _Atom(at, done, at + 1, address[1], href=target)


def _links(
    text: str, atoms: dict[int, _Atom], flow: Flow, start: int, diagnostics: list[Diagnostic]
) -> dict[int, _Link]:
    """`[label](target)`, by where they begin. Brackets are paired once over the whole text: `[[[[…` costs nothing."""
    round_ends: dict[int, int] = {}
    pairs: list[tuple[int, int]] = []
    open_square: list[int] = []
    open_round: list[int] = []
    done = 0
    spans = iter(sorted(atoms))
    span = next(spans, None)
    for found in _BRACKETS.finditer(text):
        at, sign = found.start(), found[0]
        while span is not None and span < at:
            done, span = atoms[span].end, next(spans, None)
        if at < done:
            continue
        if sign == "[":
            open_square.append(at)
        elif sign == "(":
            open_round.append(at)
        elif sign == "]" and open_square:
            pairs.append((open_square.pop(), at))
        elif sign == ")" and open_round:
            round_ends[open_round.pop()] = at
    links: dict[int, _Link] = {}
    last_begin = -1
    for begin, close in pairs:
        end = round_ends.get(close + 1)
        if end is None or last_begin > begin or not text[begin + 1 : close].strip():
            continue
        target = text[close + 2 : end].strip()
        if not target or '"' in target or (" " in target and not _PATH_WITH_SPACES.search(target)):
            continue
        last_begin = begin
        if begin and text[begin - 1] == "!":
            diagnostics.append(problems.IMAGE_IN_TEXT.at(flow.place(start + begin - 1)))
            atoms[begin] = _Atom(begin, end + 1, begin, text[begin : end + 1])
        else:
            links[begin] = _Link(begin, close, end + 1, target)
    return links


def _tokens(text: str, atoms: dict[int, _Atom], links: dict[int, _Link]) -> list[Any]:
    """markdown-it's tokens of the text, emphasis paired; a token of text knows where it stands (`meta["at"]`)."""
    state_class, delimiter, pair, emphasize, parser = _markdown_it()
    state = state_class(text, parser, {}, [])

    def put(at: int, letters: str, kind: str = "text", **meta: Any) -> None:
        token = state.push(kind, "", 0)
        token.content, token.meta = letters, {"at": at, **meta}

    position = 0
    link: _Link | None = None
    while found := _SIGN.search(text, position):
        at, sign = found.start(), found[0]
        if at > position:
            put(position, text[position:at])
        position = found.end()
        if (atom := atoms.get(at)) is not None:
            kind = "code_inline" if atom.code else "text"
            put(atom.text_start, atom.text, kind, **({"href": atom.href} if atom.href else {}))
            position = atom.end
        elif at in links and link is None:
            link = links[at]
            state.push("link_open", "a", 1).meta = {"href": link.href}
        elif link is not None and at == link.label_end:
            state.push("link_close", "a", -1)
            position, link = link.end, None
        elif _DELIMITERS.match(sign):
            _put_delimiters(state, delimiter, at, sign, put)
        else:
            put(at, sign)
    if position < len(text):
        put(position, text[position:])
    pair(state)
    emphasize(state)
    for delimiters in (state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)):
        _underline(state.tokens, delimiters)
    return list(state.tokens)


def _put_delimiters(state: "StateInline", delimiter: Any, at: int, sign: str, put: Any) -> None:
    marker = sign[0]
    if len(sign) > 6 or (marker == "+" and len(sign) != 2):
        put(at, sign)
        return
    scanned = state.scanDelims(at, marker == "*")
    may_open, may_close = scanned.can_open, scanned.can_close
    before, after = state.src[at - 1 : at], state.src[at + len(sign) : at + len(sign) + 1]
    if marker == "*" and before.isalnum() and after.isalnum() and (before.isdigit() or after.isdigit()):
        may_open = may_close = False
    each = 2 if marker == "+" else 1
    for offset in range(0, len(sign), each):
        put(at + offset, sign[offset : offset + each])
        # Length 0 keeps `++` out of CommonMark's «rule of three», which is for emphasis.
        length = 0 if marker == "+" else len(sign)
        state.delimiters.append(delimiter(ord(marker), length, len(state.tokens) - 1, -1, may_open, may_close))


def _underline(tokens: list[Any], delimiters: list[Any]) -> None:
    for opener in delimiters:
        if opener.marker == ord("+") and opener.end != -1:
            for place, nesting in ((opener.token, 1), (delimiters[opener.end].token, -1)):
                token = tokens[place]
                token.type, token.tag, token.nesting, token.content = "u", "u", nesting, ""


@cache
def _markdown_it() -> tuple[Any, Any, Any, Any, Any]:
    # Imported when first needed: most commands read few texts, and a third of all texts have no mark at all.
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline, emphasis, link_pairs
    from markdown_it.rules_inline.state_inline import Delimiter

    return StateInline, Delimiter, link_pairs, emphasis.postProcess, MarkdownIt("zero")
