"""The words of a .docx, paragraph by paragraph, to see that two ways of making a document say the same."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

from pipeline.language.typography import set_typography

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs(data: bytes) -> list[str]:
    """The text of every paragraph that has some, in order, with typography set: text, then headers and footers."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = sorted(name for name in package.namelist() if name.startswith(("word/header", "word/footer")))
        parts = [ElementTree.fromstring(package.read(name)) for name in ("word/document.xml", *names)]
    found = [_text(paragraph) for part in parts for paragraph in part.iter(f"{W}p")]
    return [set_typography(text) for text in found if text]


def _text(paragraph: ElementTree.Element) -> str:
    pieces = []
    for element in paragraph.iter():
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        elif element.tag == f"{W}tab" and not element.attrib:
            pieces.append("\t")
    return "".join(pieces).strip()
