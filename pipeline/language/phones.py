"""Telephone numbers as Norwegian documents print them.

Source: Språkrådet, «Telefonnummer»: mobile numbers in groups of three, two and three, others in pairs.
"""

import re

from pipeline.language.numbers import NO_BREAK_SPACE

_COUNTRY = re.compile(r"(?:\+|00)47(?=\d{8}$)")
_NATIONAL = re.compile(r"\d{8}")
_BETWEEN = re.compile(r"[\s\xa0.\-/()]+")
_PHONE = re.compile(r"\+?\d{3,15}")
_MOBILE = "49"


def read_phone(typed: str) -> str | None:
    """`typed` as it is printed: «90112233» → «901 12 233», «+47 73 00 00 01» → «73 00 00 01», with no-break spaces.

    Five digits and numbers of other countries stay as they are. None where it is no number.
    """
    digits = _BETWEEN.sub("", typed)
    if not _PHONE.fullmatch(digits):
        return None
    digits = _COUNTRY.sub("", digits)
    if not _NATIONAL.fullmatch(digits):
        return NO_BREAK_SPACE.join(typed.split())
    ends = (3, 5) if digits[0] in _MOBILE else (2, 4, 6)
    return NO_BREAK_SPACE.join(digits[a:b] for a, b in zip((0, *ends), (*ends, len(digits)), strict=True))
