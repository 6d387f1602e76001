"""The values a template may use, and how a kind declares them.

A kind's content is a dataclass whose fields are the names typed in the template, each with a line about it:

    @dataclass
    class Sak:
        nummer: str = about("Saksnummeret, f.eks. 25-2020")
        tittel: Line = about("Tittelen; skrives {{r sak.tittel }}")
        tekst: Text = about("Alt under overskriften; skrives {{p sak.tekst }} i et eget avsnitt")
        vedtak: list[Vedtak] = about("Vedtakene i saken")

A field is `str`, `int`, `bool`, `Line`, `Text`, another content class, or a list of one of these.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from pipeline.diagnostics import Place
from pipeline.richtext import Blocks, Cell, Grid, Inline, Paragraph, Quotation, Run


@dataclass(frozen=True, slots=True)
class Line:
    """Running text with its marks: part of a paragraph (`{{r x }}`). `ident` becomes a bookmark around it, if not
    empty."""

    runs: Inline
    ident: str = ""

    def __bool__(self) -> bool:
        return bool(self.runs)


@dataclass(frozen=True, slots=True)
class Text:
    """Whole paragraphs, lists, tables and images (`{{p x }}`, alone in its paragraph)."""

    blocks: Blocks

    def __bool__(self) -> bool:
        return bool(self.blocks)


def about(line: str) -> Any:
    """A content field with its line of explanation, shown by `saksgang template fields`."""
    return field(metadata={"about": line})


@dataclass(frozen=True, slots=True)
class TemplateField:
    """A name a template may use: `type` is str, int, bool, Line, Text or a content class; `many` says it is a list of
    them."""

    name: str
    type: type
    many: bool
    about: str


@cache
def field_tree(content: type) -> dict[str, TemplateField]:
    """The fields of a content class by name."""
    hints = get_type_hints(content)
    tree = {}
    for each in fields(content):
        hint = hints[each.name]
        many = get_origin(hint) is list
        tree[each.name] = TemplateField(each.name, get_args(hint)[0] if many else hint, many, each.metadata["about"])
    return tree


def flat_fields(content: type, prefix: str = "") -> Iterator[tuple[str, TemplateField]]:
    """Every field with its whole path, lists as `saker[].nummer`, in the order declared."""
    for name, each in field_tree(content).items():
        path = f"{prefix}{name}{'[]' if each.many else ''}"
        yield path, each
        if is_dataclass(each.type) and each.type not in (Line, Text):
            yield from flat_fields(each.type, f"{path}.")


def filled(content: type) -> Any:
    """A content with every list (two of each) and every field filled, for trying a template."""
    return content(
        **{
            name: [_filled(each), _filled(each)] if each.many else _filled(each)
            for name, each in field_tree(content).items()
        }
    )


def with_quotation(text: Text) -> Text:
    """A text of a sample, and a quotation in it: where people write, they quote, and that needs styles of its own."""
    runs = [Run("sitat", Place("mal"))]
    return Text([*text.blocks, Quotation([Paragraph(runs, Place("mal"))], runs, Place("mal"))])


def with_table(text: Text) -> Text:
    """A text of a sample, and a table with a text in its cell: what is registered between backticks becomes such."""
    place = Place("mal")
    runs = [Run("tabell", place)]
    return Text([*text.blocks, Grid([runs], [[Cell([Paragraph(runs, place)])]], place)])


def _filled(each: TemplateField) -> Any:
    runs = [Run(each.name, Place("mal"))]
    if each.type is bool:
        return True
    if each.type is int:
        return 1
    if each.type is str:
        return each.name
    if each.type is Line:
        return Line(runs)
    if each.type is Text:
        return Text([Paragraph(runs, Place("mal"))])
    return filled(each.type)
