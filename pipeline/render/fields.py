"""Fields of Word: what they compute, with what they showed last (ECMA-376 part 1, 17.16)."""

import re

from pipeline.render.xml_text import text_in_attribute

_QUIET = "<w:rPr><w:noProof/><w:webHidden/></w:rPr>"
"""How Word sets what a web page would not show of a list of contents."""


def field_start(code: str) -> str:
    """A field up to its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def sequence_field(name: str, number: int) -> str:
    """The number of a figure among the figures (17.16.5.56)."""
    start = field_start(rf"SEQ {name} \* ARABIC")
    return f"{start}<w:r><w:rPr><w:noProof/></w:rPr><w:t>{number}</w:t></w:r>{FIELD_END}"


def page_field(bookmark: str, page: str) -> str:
    """The page a bookmark stands on (17.16.5.47). `bookmark` and `page` as they stand in XML."""
    return (
        f'<w:r>{_QUIET}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{_QUIET}<w:instrText xml:space="preserve"> PAGEREF {bookmark} \\h </w:instrText></w:r>'
        f'<w:r>{_QUIET}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{quiet(f'<w:t>{page}</w:t>' if page else '')}"
        f'<w:r>{_QUIET}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def without_page_field(xml: str, bookmark: str) -> str:
    """`xml` with the page of a bookmark it does not have as text: the field would print an error."""
    start, end = page_field(text_in_attribute(bookmark), "\0").split(quiet("<w:t>\0</w:t>"))
    return re.sub(f"{re.escape(start)}((?:(?!<w:fldChar).)*?){re.escape(end)}", r"\1", xml) if start in xml else xml


def quiet(inner: str) -> str:
    """A run that Word leaves out on a web page."""
    return f"<w:r>{_QUIET}{inner}</w:r>" if inner else ""
