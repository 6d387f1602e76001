"""A quotation among other blocks: what is quoted, then who said it."""

from support.outline import blocks_of

from pipeline.richtext import imprint, plain_blocks, repeated, walk

TEXT = "Hun sa:\n> Det går bra.\n>\n> - nå\n>   også\n> - før\n> – Hegg\n\nSå gikk vi."


def test_its_words_come_in_the_order_they_were_typed() -> None:
    blocks, _ = blocks_of(TEXT)
    assert plain_blocks(blocks) == "Hun sa:\nDet går bra.\nnå også\nfør\nHegg\nSå gikk vi."


def test_what_it_says_is_the_same_wherever_it_stands() -> None:
    assert imprint(blocks_of(TEXT)[0]) == imprint(blocks_of("\n\n" + TEXT.replace("> ", ">  "))[0])
    assert imprint(blocks_of(TEXT)[0]) != imprint(blocks_of(TEXT.replace("– Hegg", "– Vik"))[0])
    assert imprint(blocks_of("> Ja.")[0]) != imprint(blocks_of("Ja.")[0])


def test_a_copy_has_no_names() -> None:
    blocks, _ = blocks_of(TEXT)
    for number, block in enumerate(walk(blocks)):
        block.ident = f"navn{number}"
    copy = repeated(blocks)
    assert {block.ident for block in walk(copy)} == {""}
    assert imprint(copy) == imprint(blocks)
