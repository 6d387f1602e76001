"""Images that stand alone on their line."""

from pipeline.diagnostics import Diagnostic
from pipeline.load.flow import Flow, Part
from pipeline.load.inline import read_inline
from pipeline.load.source_text import SourceText
from pipeline.richtext import Image, Inline


def read_image(source: SourceText, line: Part, diagnostics: list[Diagnostic]) -> Image | None:
    """`![alt](path "caption")`, alone on its line; the path may hold spaces."""
    line_no, index, content = line
    if not (content.startswith("![") and content.endswith(")")):
        return None
    middle = content.find("](")
    if middle < 0:
        return None
    path, path_end = content[middle + 2 : -1], len(content) - 1
    caption: Inline = []
    quote = next((sign for sign in ('"', "»", "”", "'") if path.rstrip().endswith(sign)), None)
    if quote is not None:
        opening = {"»": " «", "”": " “"}.get(quote, f" {quote}")
        begins = path.find(opening)
        ends = path.rstrip().rfind(quote)
        if 0 < begins < ends - 1:
            path_end = middle + 2 + begins
            start = path_end + len(opening)
            letters = content[start : middle + 2 + ends]
            caption = read_inline(Flow(source, [(line_no, index + start, letters)]), diagnostics)
    target = content[middle + 2 : path_end].strip()
    if target.startswith("<") and target.endswith(">"):
        target = target[1:-1].strip()
    # Brackets are for targets of links: two on a line are two links or images, so this is running text.
    if not target or "](" in target:
        return None
    return Image(target, content[2:middle].strip(), source.place(line_no, index), caption)
