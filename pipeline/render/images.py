"""Images into WordprocessingML (ECMA-376 part 1, 20.4.2.8: in line with the text), with their captions."""

from pipeline.render.captions import CaptionWriter, in_words
from pipeline.render.paragraphs import ParagraphWriter
from pipeline.render.pictures import EMU_PER_TWIP
from pipeline.render.xml_text import text_in_attribute
from pipeline.richtext import Image

LARGEST_SHARE = 0.6
"""Of a page's height, that an image may take."""


class ImageWriter:
    """Writes the images of one document, and counts them."""

    def __init__(self, writer: ParagraphWriter, captions: CaptionWriter) -> None:
        self.writer = writer
        self.captions = captions
        self._pictures = 0

    def write(self, block: Image, out: list[str], left: int, room: int) -> None:
        """An image no wider than `room`, `left` twips in; its description in words where it cannot be shown."""
        writer = self.writer
        placed = writer.attachments.image(block) if writer.in_main else None
        if placed is None:
            drawing = in_words(writer, writer.translate_word("Bilde"), block.alt or block.path)
        else:
            drawing = f"<w:r>{self._drawing(block, placed.relation, *placed.picture[1:], room)}</w:r>"
        self.captions.write(block, out, drawing, left)

    def _drawing(self, block: Image, relation: str, width: int, height: int, room: int) -> str:
        writer = self.writer
        tallest = writer.looks.text_height * EMU_PER_TWIP * LARGEST_SHARE
        scale = min(1.0, room * EMU_PER_TWIP / width, tallest / height)
        across, down = max(1, int(width * scale)), max(1, int(height * scale))
        self._pictures += 1
        name = f"{writer.translate_word('Bilde')} {self._pictures}"
        words = block.alt.strip() or name
        return (
            '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
            f' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
            f'<wp:docPr id="0" name="{text_in_attribute(name)}" descr="{text_in_attribute(words)}"/>'
            '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
            f'<pic:cNvPr id="0" name="{text_in_attribute(name)}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>"
        )
