"""What a record is called in the name of a file: ASCII, short, the same on every machine."""

import hashlib
import re
import unicodedata

LONGEST_BODY = 40
"""Letters of a body's name in a file name, so that the whole name keeps within 80."""

LETTERS_OF_MARK = 5


def ascii_name(text: str) -> str:
    """`text` as a file name may hold it: å, æ and ø written out, the rest ASCII letters, digits and hyphens."""
    spelt = unicodedata.normalize("NFC", text).casefold().replace("å", "aa").replace("æ", "ae").replace("ø", "oe")
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def body_name(body_id: str) -> str:
    """The part of a file name that says which body: its id in ASCII, cut off where it is very long."""
    return ascii_name(body_id)[:LONGEST_BODY].rstrip("-")


def mandate_name(mandate_id: str, longest: int) -> str:
    """The part of a file name that says which mandate: its id, where it fits. Otherwise a few letters stand for what is
    not as in the id, so that two mandates never share a name."""
    name = ascii_name(mandate_id)
    if name == mandate_id and len(name) <= longest:
        return name
    mark = hashlib.sha256(mandate_id.encode()).hexdigest()[:LETTERS_OF_MARK]
    return f"{name[: longest - LETTERS_OF_MARK - 1].rstrip('-')}-{mark}"
