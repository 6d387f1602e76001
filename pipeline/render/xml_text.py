"""User text into XML: escaped, and free of what XML cannot hold."""

import re

TAB = '</w:t><w:tab/><w:t xml:space="preserve">'
BREAK = '</w:t><w:br/><w:t xml:space="preserve">'

_REPLACED = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
}
# U+000B is how Word puts a line break on the clipboard; U+2028 how the web does.
_IN_WORD = {**_REPLACED, "\t": TAB, "\n": BREAK, "\x0b": BREAK, "\u2028": BREAK, "\r\n": BREAK, "\r": BREAK}
_ELSEWHERE = {**_REPLACED, "\t": " ", "\n": " ", "\x0b": " ", "\u2028": " ", "\r\n": " ", "\r": " "}

# XML 1.0, section 2.2, production [2] Char: all else is no character.
_SPECIAL = re.compile('\r\n|[&<>"\x00-\x1f\u2028\ud800-\udfff\ufffe\uffff]')


def _word(found: re.Match[str]) -> str:
    return _IN_WORD.get(found[0], "")


def _flat(found: re.Match[str]) -> str:
    return _ELSEWHERE.get(found[0], "")


def text_in_run(text: str) -> str:
    """`text` as it stands between `<w:t>` and `</w:t>`; tabs and line breaks step out of the element and in again."""
    return _SPECIAL.sub(_word, text)


def text_in_attribute(text: str) -> str:
    """`text` as an attribute's value or as the text of an element other than `w:t`: one line."""
    return _SPECIAL.sub(_flat, text)
