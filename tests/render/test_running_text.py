"""Whatever the text, it comes out in order, at its level, in a package that holds together."""

from hypothesis import given, settings
from hypothesis import strategies as st
from support.rendering import NAME, Package, compiled, content, document, place, words
from support.word_templates import word_template

from pipeline.render.docx import render_document
from pipeline.richtext import (
    Block,
    Heading,
    Item,
    ListKind,
    Marker,
    Paragraph,
    Piece,
    Table,
    Task,
    TextList,
    plain_blocks,
)

TEMPLATE = compiled(word_template("{{p tekst }}"))

MARKERS = {str(marker) for marker in Marker}

# Letters only: what typography does to figures and quotes is tested where it is done.
texts = st.text(
    st.characters(categories=["L", "Sm", "So"], include_characters="<>&{}%#_ "), min_size=1, max_size=20
).filter(lambda text: text.strip() and text.removesuffix(":") not in MARKERS)
paragraphs = texts.map(lambda text: Paragraph(words(text), place()))
headings = texts.map(lambda text: Heading(1, words(text), place()))
tables = st.lists(texts, min_size=1, max_size=3).map(
    lambda cells: Table([words(cell) for cell in cells], [[words(cell) for cell in cells]], place())
)


def containers(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, min_size=1, max_size=3)
    items = st.lists(blocks.map(lambda each: Item(each, place())), min_size=1, max_size=3)
    lists = st.builds(lambda kind, of: TextList(kind, of, place()), st.sampled_from(ListKind), items)
    pieces = st.builds(lambda marker, of: Piece(marker, of, place()), st.sampled_from(Marker), blocks)
    tasks = st.builds(lambda what, of: Task([], words(what), "", place(), blocks=of), texts, blocks)
    return lists | pieces | tasks


everything = st.lists(st.recursive(paragraphs | headings | tables, containers, max_leaves=12), max_size=6)


@settings(max_examples=120)
@given(everything)
def test_what_went_in_comes_out_in_order(blocks: list[Block]) -> None:
    made = Package(render_document(TEMPLATE, document(content(*blocks)), {}.get, str)[0])
    written = [
        text
        for each in made.tree().iter(f"{NAME}t")
        if (text := each.text or "") != " " and f"{text}".removesuffix(":") not in MARKERS
    ]
    assert "".join(written).replace("\xa0", " ") == plain_blocks(blocks).replace("\n", "").replace("\xa0", " ")


@settings(max_examples=60)
@given(everything)
def test_every_list_number_is_defined_once_and_every_style_exists(blocks: list[Block]) -> None:
    made = Package(render_document(TEMPLATE, document(content(*blocks)), {}.get, str)[0])
    defined = [each.get(f"{NAME}numId") for each in made.tree("word/numbering.xml").iter(f"{NAME}num")]
    assert len(defined) == len(set(defined))
    assert {number for number, _ in made.numbers()} <= set(defined)
    styles = {each.get(f"{NAME}styleId") for each in made.tree("word/styles.xml").iter(f"{NAME}style")}
    assert {style for style, _ in made.paragraphs() if style} <= styles
    for cell in made.tree().iter(f"{NAME}tc"):
        assert cell[-1].tag == f"{NAME}p"
