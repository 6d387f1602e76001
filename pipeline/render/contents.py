"""Lists of contents into WordprocessingML: the field Word itself would write, filled in beforehand.

Source: ECMA-376 part 1, 17.16.5.68 (TOC), 17.16.5.47 (PAGEREF). The field begins in the first line and ends in a
paragraph of its own, as Word writes it. Nothing is marked as out of date, so Word asks nothing on opening; F9 makes it
anew from the headings.
"""

from dataclasses import replace

from pipeline.render import contract
from pipeline.render.fields import FIELD_END, field_start, page_field, quiet
from pipeline.render.paragraphs import ParagraphWriter
from pipeline.render.xml_text import text_in_attribute, text_in_run
from pipeline.richtext import Contents, ContentsLine

CODE = rf'TOC \o "1-{len(contract.CONTENTS_STYLES)}" \h \z \u'
_TAB = "<w:tab/>"


def write_contents(writer: ParagraphWriter, block: Contents, out: list[str]) -> None:
    """A list of contents; nothing where there is nothing to list."""
    if not writer.in_main or not writer.has_styles(contract.CONTENTS_STYLES) or not block.lines:
        return

    def write() -> None:
        begun = field_start(CODE)
        for line in block.lines:
            style = contract.CONTENTS_STYLES[min(max(line.level, 1), len(contract.CONTENTS_STYLES)) - 1]
            writer.paragraph(out, style, begun + _line(writer, line))
            begun = ""
        writer.paragraph(out, contract.BODY, FIELD_END)

    writer.around(out, block.ident, write) if block.ident else write()


def _line(writer: ParagraphWriter, line: ContentsLine) -> str:
    """The words of a line inside its link. A link or a comment in the heading is none here."""
    label = f"{writer.plain_run(line.label)}<w:r>{_TAB}</w:r>" if line.label else ""
    title = writer.bare_runs([replace(run, href=None, mention=None) for run in line.title])
    if not line.bookmark:
        return label + title + quiet(_TAB) + (quiet(f"<w:t>{text_in_run(line.page)}</w:t>") if line.page else "")
    anchor = text_in_attribute(line.bookmark)
    writer.used_anchors.add(line.bookmark)
    page = page_field(anchor, text_in_run(line.page))
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{label}{title}{quiet(_TAB)}{page}</w:hyperlink>'
