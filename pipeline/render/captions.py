"""Captions, numbered together where they share a label: below pictures and charts, above tables."""

from pipeline.render import contract
from pipeline.render.fields import sequence_field
from pipeline.render.paragraphs import ParagraphWriter
from pipeline.render.xml_text import text_in_run
from pipeline.richtext import Chart, Grid, Image

_ABOVE_TABLE = '<w:spacing w:before="200" w:after="80"/>'


class CaptionWriter:
    """Writes the captions of one document, and counts them."""

    def __init__(self, writer: ParagraphWriter) -> None:
        self.writer = writer
        self._counts: dict[str, int] = {}

    def write(self, block: Image | Chart, out: list[str], drawing: str, left: int) -> None:
        """The paragraph of `drawing` (runs), `left` twips in, and its caption where it has one, named as the block."""
        writer = self.writer
        indent = f'<w:ind w:left="{left}"/>' if left else ""

        def put() -> None:
            content = writer.unit(block.place, drawing)
            writer.paragraph(out, contract.IMAGE, content, keep=bool(block.caption), rest=indent)
            if block.caption:
                caption = self._number(block.label) + writer.runs(block.caption)
                writer.paragraph(out, contract.CAPTION, caption, rest=indent)

        writer.around(out, block.ident, put) if block.ident else put()

    def write_above(self, block: Grid, out: list[str], left: int) -> None:
        """The caption of a table, on its page."""
        caption = self._number(block.label) + self.writer.runs(block.caption)
        indent = f'<w:ind w:left="{left}"/>' if left else ""
        self.writer.paragraph(out, contract.CAPTION, caption, keep=True, rest=_ABOVE_TABLE + indent)

    def _number(self, label: str) -> str:
        """«Figur 3. » before a caption, with the field Word counts figures by."""
        if not label:
            return ""
        count = self._counts[label] = self._counts.get(label, 0) + 1
        name = text_in_run("".join(sign for sign in label if sign.isalnum()))
        return self.writer.plain_run(f"{label} ") + sequence_field(name, count) + self.writer.plain_run(". ")


def in_words(writer: ParagraphWriter, what: str, words: str) -> str:
    """A run that says what stands in a drawing, where it cannot be shown."""
    return f'<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">{writer.text(f"[{what}: {words}]")}</w:t></w:r>'
