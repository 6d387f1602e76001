"""Values of YAML as running text and blocks."""

from pipeline.diagnostics import Diagnostic
from pipeline.load.placed import Text
from pipeline.load.source_text import SourceText
from pipeline.richtext import Blocks, Inline, Paragraph, Run


def text_line(value: Text, source: SourceText | None, diagnostics: list[Diagnostic]) -> Inline:
    return [Run(str(value), value.place)]


def text_blocks(value: Text, source: SourceText, diagnostics: list[Diagnostic]) -> Blocks:
    return [Paragraph(text_line(value, source, diagnostics), value.place)]
