"""Typography set for the writer: no-break spaces, en dashes, «», …; no word is changed, but `jfr` and a bare `kl`.

Source: Språkrådet («Tall, tid og dato», «Skriveregler»). It stands on the hot path of every run of text: a few looks
decide that most texts have nothing to set, and one pattern sets all that has to do with figures. Setting twice changes
nothing. Addresses (web, e-mail) and file names are left as they are; code is for the caller to keep away.
"""

import re
from collections.abc import Callable
from functools import cache

from pipeline.language.dates import MONTHS, NO_BREAK_SPACE

_SP = "[ \xa0]"
_MONTH = rf"(?:{'|'.join(MONTHS)})\b"
_NUMBER = rf"(?:[A-ZÆØÅ]{{1,4}}{_SP})?[0-9]{{1,6}}(?:[-/][0-9]{{1,6}})?"
_MORE = rf"(?:(?:,|,?{_SP}(?:og|samt|til|eller)){_SP}{_NUMBER}(?![0-9]))*"
_TIME = r"(?:[01]?[0-9]|2[0-4])[.:][0-5][0-9]"
_HOUR = r"(?:[01]?[0-9]|2[0-4])(?:[.:][0-5][0-9])?"
# A figure that goes on (a date, a version, a chain of numbers) is neither range nor group.
_STARTS = r"(?<![\w.,:/§+–-].)"
_ENDS = r"(?![\w/–-]|[.,:][0-9])"
# «kl. 12 - 15» may be a time and an aside; it is a range where the sentence shows it.
_AFTER_HOURS = rf"(?=$|[,.;:)!?]|{_SP}(?:på|i|ved|hos|den|hver)\b)"
_GAP_DASH = rf"(?:{_SP}+[-–]{_SP}*|[-–]{_SP}+)"

# The pattern begins with the set of characters a match can begin with, so that the search skips the others in one step;
# words go on from their first letter. What «sak» and its like number is no quantity: «sak 15-2020» is no range, «uke
# 35-39» is.
_FIGURES = (
    r"[0-9§JjKkNnPpSsUuVvAa](?:(?<![0-9§])(?<!\w.)(?:"
    rf"(?P<clock>(?<=[Kk])l\b\.?{_SP}*(?P<from>{_HOUR})(?![0-9])"
    rf"(?P<to>[-–]{_HOUR}{_ENDS}|{_GAP_DASH}(?:{_TIME}{_ENDS}|{_HOUR}{_ENDS}{_AFTER_HOURS}))?)"
    r"|(?P<compare>(?<=[Jj])fr?\b\.?(?![\w.@/-]))"
    rf"|(?P<kroner>(?<=[Kk])r\b\.?{_SP}*(?=[0-9]))"
    r"|(?P<numbered>(?:(?<=[Ss])ak(?:ene|en|er|s?nr\.?|snummer)?|(?<=[Nn])(?:r\.?|ummer)"
    r"|(?<=[Vv])(?:edtakspunkt(?:et)?|ersjon)|(?<=[Pp])kt\.|(?<=[Aa])rtikkel)"
    rf"{_SP}{_NUMBER}(?![0-9]){_MORE})"
    r"|(?P<ranged>(?:(?<=[Uu])k[ea]|(?<=[Ss])iden?e?|(?<=[Pp])unkt(?:ene|et|a)?|(?<=[Kk])ap(?:\.|it(?:tel|lene|la))"
    rf"|(?<=[Vv])edlegg){_SP}[0-9]{{1,6}}(?:[-–/][0-9]{{1,6}})?(?![0-9–-]))"
    r")"
    rf"|(?P<section>(?<=§){_SP}*[0-9]+(?:-[0-9]+)?{_MORE})"
    r"|(?<=[0-9])(?:"
    rf"{_STARTS}(?:"
    rf"(?P<times>(?:(?<=[01])[0-9]|(?<=2)[0-4])?[.:][0-5][0-9]{_SP}*[-–]{_SP}*{_TIME}{_ENDS})"
    rf"|(?P<years>(?:(?<=1)9|(?<=2)0)[0-9]{{2}}-(?:19|20)[0-9]{{2}}{_ENDS})"
    rf"|(?P<days>[0-9]?(?:\.{_SP}?[-–]{_SP}?|[-–])[0-9]{{1,2}}\.?{_SP}(?={_MONTH}))"
    rf"|(?P<range>(?<!0)(?<![0-9]{_SP}.)[0-9]{{0,2}}-[1-9][0-9]{{0,2}}{_ENDS}(?={_SP}?%|{_SP}[a-zæøå]))"
    rf"|(?P<spaced>[0-9]?\.{_SP}[0-9]{{1,2}}\.{_SP}[0-9]{{4}}(?![0-9]))"
    rf"|(?P<group>(?<![0-9]{_SP}.)[0-9]{{0,2}}(?:{_SP}[0-9]{{3}})+(?![0-9]|{_SP}[0-9]))"
    r")"
    rf"|(?<![\w.,:].)(?P<day>[0-9]?\.?{_SP}(?={_MONTH}))"
    r"))"
)
_UNITS = rf"[0-9](?:{_SP}*%(?![0-9A-Fa-f]{{2}})|{_SP}(?=kr\b|kroner\b|mill\.|mrd\.|kg\b|km\b))"
_ENDINGS = r"\.(?:docx?|xlsx?|pptx?|pdf|md|ya?ml|txt|csv|png|jpe?g|html?|zip|eml|ics)\b"
_PROTECTED = (
    r"(?:https?://|ftp://|www\.|mailto:)[^\s<>\"«»]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\S)\\\\\S+"
    rf"|(?<![\w/\\.-])[\w/\\.-]+{_ENDINGS}"
)
_FIGURE = re.compile(_FIGURES)
_UNIT = re.compile(_UNITS)
_QUOTE = re.compile('["“”„«»]')
_HAS_PROTECTED = re.compile(rf"@|://|www\.|mailto:|\\\\|{_ENDINGS}")
_HAS_DIGIT = re.compile("[0-9]")
_UNIT_SIGNS = ("%", "kr", "mill.", "mrd.", "kg", "km")
_DASH = re.compile(rf"({_SP})(?<=[^\s–-].)--?({_SP})(?=[^\s–-])")
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_HYPHEN = re.compile(rf"{_SP}*[-–]{_SP}*")
_GAP = re.compile(_SP)
_PREFIX = re.compile(rf"(?<![A-ZÆØÅ])([A-ZÆØÅ]{{1,4}}){_SP}(?=[0-9])")
_JOINED_PREFIX = rf"\1{NO_BREAK_SPACE}"


@cache
def _around_addresses(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """`pattern`, passing over addresses and file names. Compiled when first needed: most projects never do."""
    return re.compile(f"(?P<protected>{_PROTECTED})|{pattern.pattern}")


def set_typography(text: str, before: str = "", after: str = "") -> str:
    """`text` as it is to stand in a document.

    `before` and `after` are what stands next to it in the same paragraph, where formatting cuts a sentence into runs
    (some twenty characters are enough for figures, the whole for quotes): they are looked at, not set.
    """
    whole = f"{before}{text}{after}" if before or after else text
    has_digit = _HAS_DIGIT.search(whole)
    has_quote = '"' in whole or "”" in whole or "“" in whole or "„" in whole
    has_figure = has_digit or "jf" in whole or "Jf" in whole
    protected = (has_figure or has_quote) and _HAS_PROTECTED.search(whole)
    if has_quote:
        text = _set_quotes(_around_addresses(_QUOTE) if protected else _QUOTE, text, before, after)
    if "..." in whole:
        text = _replaced(_DOTS, _ellipsis, text, before, after)
    if "- " in whole or "-\xa0" in whole:
        text = _replaced(_DASH, _en_dash, text, before, after)
    if has_figure:
        text = _replaced(_around_addresses(_FIGURE) if protected else _FIGURE, _set_figure, text, before, after)
    if has_digit and any(sign in whole for sign in _UNIT_SIGNS):
        text = _replaced(_around_addresses(_UNIT) if protected else _UNIT, _set_unit, text, before, after)
    return text


def _replaced(
    pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str], text: str, before: str, after: str
) -> str:
    """`pattern.sub` on `text` in its surroundings; a match that sticks out is set letter by letter, or not at all."""
    if not before and not after:
        return pattern.sub(replace, text)
    start, end = len(before), len(before) + len(text)
    pieces: list[str] = []
    at = 0
    for found in pattern.finditer(before + text + after):
        if found.end() <= start or found.start() >= end:
            continue
        first, last = max(found.start(), start), min(found.end(), end)
        new = replace(found)
        if (first, last) != found.span():
            if len(new) != len(found[0]):
                continue
            new = new[first - found.start() : last - found.start()]
        pieces += (text[at : first - start], new)
        at = last - start
    return "".join(pieces) + text[at:] if pieces else text


def _set_quotes(pattern: re.Pattern[str], text: str, before: str, after: str) -> str:
    """Straight and English quotes by what stands around them: « before a word, » after one; inches (17") are left."""
    whole = f"{before}{text}{after}"
    start, end = len(before), len(before) + len(text)
    pieces = list(text)
    is_open = False
    for found in pattern.finditer(whole):
        mark, at = found[0], found.start()
        if len(mark) > 1:
            continue
        previous, following = whole[at - 1] if at else " ", whole[at + 1] if at + 1 < len(whole) else " "
        new = mark
        if mark in "«»":
            pass
        elif is_open and (not previous.isspace() or not following.isalnum()):
            new = "»"
        elif is_open or previous.isdigit():
            pass
        elif (previous.isspace() or previous in "([{–—-/") and not following.isspace():
            new = "«"
        elif not previous.isspace() and not following.isalnum():
            new = "»"
        is_open = new == "«" or (is_open and new != "»")
        if start <= at < end:
            pieces[at - start] = new
    return "".join(pieces)


def _ellipsis(found: re.Match[str]) -> str:
    return "…"


def _en_dash(found: re.Match[str]) -> str:
    return f"{found[1]}–{found[2]}"


def _as_it_is(found: re.Match[str]) -> str:
    return found[0]


def _joined(found: re.Match[str]) -> str:
    return found[0].replace(" ", NO_BREAK_SPACE)


def _clock(found: re.Match[str]) -> str:
    to = found["to"]
    return f"{found[0][:2]}.{NO_BREAK_SPACE}{found['from']}{_HYPHEN.sub('–', to) if to else ''}"


def _compare(found: re.Match[str]) -> str:
    return f"{found[0][0]}f."


def _kroner(found: re.Match[str]) -> str:
    return f"{found[0].rstrip(' ' + NO_BREAK_SPACE)}{NO_BREAK_SPACE}"


def _numbered(found: re.Match[str]) -> str:
    """«sak PS 15/45, 17/45 og 18/45»: each number stays together, and the first with its word; the list may break."""
    word, rest = _GAP.split(found[0], maxsplit=1)
    return f"{word}{NO_BREAK_SPACE}{_PREFIX.sub(_JOINED_PREFIX, rest)}"


def _ranged(found: re.Match[str]) -> str:
    word, number = _GAP.split(found[0], maxsplit=1)
    return f"{word}{NO_BREAK_SPACE}{_range_of(number)}"


def _range_of(text: str) -> str:
    low, hyphen, high = text.partition("-")
    return f"{low}–{high}" if hyphen and low[0] != "0" and len(high) < 5 and int(low) < int(high) else text


def _range(found: re.Match[str]) -> str:
    return _range_of(found[0])


def _section(found: re.Match[str]) -> str:
    return f"§{NO_BREAK_SPACE}{found[0][1:].lstrip(' ' + NO_BREAK_SPACE)}"


def _days(found: re.Match[str]) -> str:
    return f"{_HYPHEN.sub('–', found[0][:-1])}{NO_BREAK_SPACE}"


def _times(found: re.Match[str]) -> str:
    return _HYPHEN.sub("–", found[0])


_SETTERS: dict[str, Callable[[re.Match[str]], str]] = {
    "protected": _as_it_is,
    "clock": _clock,
    "compare": _compare,
    "kroner": _kroner,
    "numbered": _numbered,
    "ranged": _ranged,
    "section": _section,
    "times": _times,
    "years": _range,
    "days": _days,
    "range": _range,
    "spaced": _joined,
    "group": _joined,
    "day": _joined,
}


def _set_figure(found: re.Match[str]) -> str:
    return _SETTERS[found.lastgroup or "protected"](found)


def _set_unit(found: re.Match[str]) -> str:
    if found.lastgroup:
        return found[0]
    return f"{found[0][0]}{NO_BREAK_SPACE}{'%' if found[0].endswith('%') else ''}"
