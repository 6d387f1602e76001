"""Words printed in documents, messages shown to the user, by language. Bokmål is the source, the rest are catalogues.

Catalogues are gettext, made by `tools/generate_catalogues.py` with Babel: `dokument` holds the words of documents,
`meldinger` the messages. At run time the standard library reads them; Babel is not imported.
"""

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

LANGUAGES = ("nb", "nn")
"""The languages a document can be in. The first is the one everything is written in."""

LOCALE = Path(__file__).with_name("locale")
DOCUMENT_DOMAIN = "dokument"
MESSAGE_DOMAIN = "meldinger"


def word(bokmaal: str) -> str:
    """Marks a literal as a word of a document, so that it gets into the catalogues; hands it back as it is."""
    return bokmaal


def labels(language: str) -> Callable[[str], str]:
    """From a document's word in bokmål to the word in `language`; a word the catalogue lacks stays as it is."""
    return _catalogue(DOCUMENT_DOMAIN, language)


def messages(language: str) -> Callable[[str], str]:
    """From a message or hint in bokmål to `language`, for `Diagnostic.message` and `Diagnostic.hint`."""
    return _catalogue(MESSAGE_DOMAIN, language)


def _as_written(text: str) -> str:
    return text


@cache
def _catalogue(domain: str, language: str) -> Callable[[str], str]:
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    if language == LANGUAGES[0]:
        return _as_written
    found = gettext.translation(domain, LOCALE, [language]).gettext
    # gettext answers the empty string with its header.
    return lambda text: found(text) if text else text


def has_word(language: str) -> Callable[[str], bool]:
    """Whether a word of a document has a form in `language`; the same letters as in bokmål count."""
    if language == LANGUAGES[0]:
        return bool
    found = gettext.translation(DOCUMENT_DOMAIN, LOCALE, [language])
    found.add_fallback(_Missing())
    return lambda text: found.gettext(text) != _MISSING


_MISSING = "\0"


class _Missing(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return _MISSING
