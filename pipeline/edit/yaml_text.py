"""Text as YAML writes it, so that it is read back letter for letter."""

import re
import unicodedata

_PLAIN = re.compile(r"[^\W_](?:[\w .,;()/–«»§-]*[\w.)/–»])?")
"""What needs no quotes: no sign of YAML's own anywhere."""
_SPECIAL = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def quoted(text: str) -> str:
    """`text` as a YAML value on one line, quoted where it needs to be."""
    if _PLAIN.fullmatch(text):
        return text
    if all(letter == "\xa0" or letter.isprintable() for letter in text):
        return "'" + text.replace("'", "''") + "'"
    return double_quoted(text)


def double_quoted(text: str) -> str:
    """`text` in double quotes, everything in it escaped that has no shape of its own."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(letter: str) -> str:
    if letter in _SPECIAL:
        return _SPECIAL[letter]
    if letter == "\xa0" or letter.isprintable():
        return letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def tidied(text: str) -> str:
    """`text` as it is kept in a source: composed (NFC), without control characters and without spaces at its ends."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (
        letter if letter == "\n" or not unicodedata.category(letter).startswith("C") else " " for letter in composed
    )
    return "".join(kept).strip()
