"""Addresses that a Word document may hold: a target Word cannot read makes it offer to repair the file."""

import re
from urllib.parse import quote, urlsplit

_ESCAPE = re.compile("[0-9a-fA-F]{2}")
_SCHEMES = ("http", "https", "mailto")
# What RFC 3986 lets stand unescaped; all else is percent-encoded.
_SAFE = "%/:=&?~#+!$,;'@()*[]-._"


def link_target(address: str) -> str | None:
    """`address` as a relation's target, or None where it is no web or mail address."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises for a port that is none
        if parts.scheme.lower() not in _SCHEMES:
            return None
        if parts.scheme.lower() == "mailto":
            return quote(address.strip(), safe=_SAFE) if "@" in parts.path else None
        if not host or not host.strip(".") or ".." in host:
            return None
        if not host.isascii():
            address = address.strip().replace(parts.netloc, parts.netloc.replace(host, host.encode("idna").decode()), 1)
    except (ValueError, UnicodeError):
        return None
    if any(each in parts.netloc for each in ' "<>\\^`{|}[]') or any(each in parts.netloc for each in "\n\t"):
        return None
    return quote(_whole_escapes(address.strip()), safe=_SAFE).replace("[", "%5B").replace("]", "%5D")


def _whole_escapes(address: str) -> str:
    """A percent sign that begins no escape is one itself."""
    pieces = address.split("%")
    return pieces[0] + "".join(f"%{piece}" if _ESCAPE.match(piece) else f"%25{piece}" for piece in pieces[1:])
