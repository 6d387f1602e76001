"""What has changed in a mandate, in the words of its log: «Kap. 2, 4 og 6 (mandat); kap. 9 og 10 (prosjektplan)»."""

from collections.abc import Iterator, Sequence

from pipeline.document.meetings import Translate, listed
from pipeline.language.labels import word
from pipeline.records.mandate import ChangeKind, PieceChange, PieceKind

LONGEST = 120
"""Letters that fit the log's column."""

_FRONT = {
    "forside": word("forside"),
    "deler": word("deltitler"),
    "godkjennere": word("godkjennere"),
    "risiko": word("risikoskala"),
}


def chapters_label(
    changes: Sequence[PieceChange], translate: Translate, among: Sequence[PieceChange] | None = None
) -> str:
    """What the log's *Kapittel* column says of `changes`: empty where everything is new, at most `LONGEST` letters.

    Names of parts are told where the changed chapters of the whole version (`among`; None: `changes` are all of them)
    stand in more than one; where it all would be too long, they are left out, and then the last groups.
    """
    if any(each.piece is PieceKind.FRONT and each.kind is ChangeKind.NEW for each in changes):
        return ""
    several = len({each.part for each in among or changes if _is_changed_chapter(each)}) > 1
    told = _joined(_groups(changes, translate, several))
    if len(told) <= LONGEST:
        return told
    groups = list(_groups(changes, translate, False))
    if len(_joined(groups)) <= LONGEST:
        return _joined(groups)
    more = translate(word("m.m."))
    while len(groups) > 1 and len(_joined([*groups, more])) > LONGEST:
        groups.pop()
    if len(_joined([*groups, more])) > LONGEST:  # one list of numbers that is too long by itself
        groups[0] = groups[0][: LONGEST - len(more) - 1].rpartition(", ")[0]
        return f"{_joined(groups)} {more}"
    return _joined([*groups, more])


def _joined(groups: Iterator[str] | list[str]) -> str:
    told = "; ".join(groups)
    return told[:1].upper() + told[1:]


def _groups(changes: Sequence[PieceChange], translate: Translate, parts: bool) -> Iterator[str]:
    for each in changes:
        if each.piece is PieceKind.FRONT:
            yield translate(_FRONT.get(each.name, _FRONT["forside"]))
    if any(each.piece is PieceKind.ORDER for each in changes):
        yield translate(word("rekkefølgen"))
    chapters = [each for each in changes if each.piece is PieceKind.CHAPTER]
    changed = [each for each in chapters if _is_changed_chapter(each)]
    by_part: dict[str, list[PieceChange]] = {}
    for each in changed:
        by_part.setdefault(each.part if parts else "", []).append(each)
    for part, pieces in by_part.items():
        text = translate(word("kap. {numre}")).format(numre=_numbers(pieces, translate))
        yield f"{text} ({in_brackets(part)})" if part else text
    yield from _others(chapters, _CHAPTERS, translate)
    appendices = [each for each in changes if each.piece is PieceKind.APPENDIX]
    changed = [each for each in appendices if each.kind is ChangeKind.CHANGED]
    if changed:
        yield translate(word("vedlegg {numre}")).format(numre=_numbers(changed, translate))
    yield from _others(appendices, _APPENDICES, translate)


def _is_changed_chapter(change: PieceChange) -> bool:
    return change.piece is PieceKind.CHAPTER and change.kind is ChangeKind.CHANGED


_CHAPTERS = (
    word("kap. {numre} (nytt)"),
    word("kap. {numre} (nye)"),
    word("tidligere kap. {numre} er tatt ut"),
)
_APPENDICES = (
    word("vedlegg {numre} (nytt)"),
    word("vedlegg {numre} (nye)"),
    word("tidligere vedlegg {numre} er tatt ut"),
)


def _others(pieces: list[PieceChange], texts: tuple[str, str, str], translate: Translate) -> Iterator[str]:
    """What is new and what is taken out."""
    new = [each for each in pieces if each.kind is ChangeKind.NEW]
    if new:
        yield translate(texts[len(new) > 1]).format(numre=_numbers(new, translate))
    removed = [each for each in pieces if each.kind is ChangeKind.REMOVED]
    if removed:
        yield translate(texts[2]).format(numre=_numbers(removed, translate))


def _numbers(pieces: list[PieceChange], translate: Translate) -> str:
    return number_list([each.number for each in pieces], translate)


def number_list(numbers: Sequence[int], translate: Translate) -> str:
    """«3», «3 og 4», «3–5, 7 og 9»: from three in a row, first and last."""
    rows: list[list[int]] = []
    for number in sorted(set(numbers)):
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    told: list[str] = []
    for row in rows:
        told.extend([f"{row[0]}–{row[-1]}"] if len(row) > 2 else map(str, row))
    return listed(told, translate)


def in_brackets(title: str) -> str:
    """A part's title inside a sentence: «Mandat» → «mandat», «PROSJEKTPLAN» → «prosjektplan», «BUP-planen» as it is."""
    if title.isupper() and len(title) > 4:
        return title.lower()
    return title[:1].lower() + title[1:] if title[1:2].islower() else title
