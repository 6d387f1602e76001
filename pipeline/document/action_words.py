"""What a status report says in words. Every number is counted from the states of the day, none is typed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pipeline.diagnostics import Place
from pipeline.document.meetings import Translate
from pipeline.language.dates import long_date, numeric_date
from pipeline.language.labels import word
from pipeline.language.numbers import write_number
from pipeline.records.action_counts import ActionCounts, Change, Since
from pipeline.records.actions import ActionState, StatusGroup
from pipeline.richtext import Block, Blocks, Inline, Item, ListKind, Paragraph, Run, TextList, Tone

_ONE = {
    StatusGroup.IDEA: word("1 er en ny idé"),
    StatusGroup.PLANNING: word("1 er under planlegging"),
    StatusGroup.ONGOING: word("1 pågår"),
    StatusGroup.OPERATION: word("1 er satt i drift"),
    StatusGroup.FINISHED: word("1 er ferdigstilt"),
}
_SEVERAL = {
    StatusGroup.IDEA: word("{antall} er nye ideer"),
    StatusGroup.PLANNING: word("{antall} er under planlegging"),
    StatusGroup.ONGOING: word("{antall} pågår"),
    StatusGroup.OPERATION: word("{antall} er satt i drift"),
    StatusGroup.FINISHED: word("{antall} er ferdigstilt"),
}
_REMAINING = (StatusGroup.ONGOING, StatusGroup.PLANNING, StatusGroup.IDEA)


def summary(counts: ActionCounts, translate: Translate, since: Since | None = None) -> str:
    """«39 tiltak. 6 er ferdigstilt og 2 satt i drift. 31 gjenstår: 27 pågår, 2 er under planlegging, 2 er nye ideer.»

    What there is none of is not mentioned; struck actions are counted apart, as they do not stand in the table. Where
    `since` names only some of the struck ones, it is told how many.
    """
    return " ".join(_sentences(counts, translate, since))


def _sentences(counts: ActionCounts, translate: Translate, since: Since | None) -> Iterator[str]:
    if counts.total:
        yield _several(word("{antall} tiltak."), counts.total, translate)
        if over := _over(counts, translate):
            yield f"{over}."
        yield _remaining(counts, translate)
    else:
        yield translate(word("Ingen tiltak."))
    struck = counts.groups[StatusGroup.STRUCK]
    if since and 0 < len(since.struck) < struck:
        text = word("I tillegg er {antall} tiltak strøket, {nye} av dem siden {dato}.")
        yield _several(text, struck, translate, nye=write_number(len(since.struck)), dato=long_date(since.day))
    elif struck:
        one, several = word("I tillegg er 1 tiltak strøket."), word("I tillegg er {antall} tiltak strøket.")
        yield _number(one, several, struck, translate)


def _over(counts: ActionCounts, translate: Translate) -> str:
    """What is done: finished, in operation or both."""
    finished, operation = counts.groups[StatusGroup.FINISHED], counts.groups[StatusGroup.OPERATION]
    if not (finished and operation):
        done = StatusGroup.FINISHED if finished else StatusGroup.OPERATION
        return _of_group(done, counts, translate)
    begun = _of_group(StatusGroup.FINISHED, counts, translate)
    second = _number(word("1 satt i drift"), word("{antall} satt i drift"), operation, translate)
    return f"{begun} {translate(word('og'))} {second}"


def _remaining(counts: ActionCounts, translate: Translate) -> str:
    parts = [part for group in _REMAINING if (part := _of_group(group, counts, translate))]
    if counts.without_status:
        parts.append(_several(word("{antall} mangler status"), counts.without_status, translate))
    if not parts:
        return translate(word("Ingen gjenstår."))
    if len(parts) == 1:
        return f"{parts[0]}."
    return _several(word("{antall} gjenstår: {hva}."), counts.remaining, translate, hva=", ".join(parts))


def _of_group(group: StatusGroup, counts: ActionCounts, translate: Translate) -> str:
    number = counts.groups[group]
    return _number(_ONE[group], _SEVERAL[group], number, translate) if number else ""


def _number(one: str, several: str, number: int, translate: Translate) -> str:
    """The sentence for one, or the one for several: nynorsk bends more words than bokmål."""
    return translate(one) if number == 1 else _several(several, number, translate)


def _several(text: str, number: int, translate: Translate, **values: str) -> str:
    return translate(text).format(antall=write_number(number), **values)


# --- since the report before -----------------------------------------------------------------------------------------


def since_blocks(since: Since, translate: Translate, place: Place) -> Blocks:
    """What is new, changed, finished and struck since the report before, each action by name."""
    day = long_date(since.day)
    lists: tuple[tuple[str, list[Item]], ...] = (
        (word("Nye tiltak ({antall}):"), [_named(state, _status_of(state)) for state in since.new]),
        (word("Endrede tiltak ({antall}):"), [_changed(change, translate) for change in _gravest(since)]),
        (word("Ferdigstilte tiltak ({antall}):"), [_named(state, _end_of(state)) for state in since.finished]),
        (word("Strøkne tiltak ({antall}):"), [_named(state) for state in since.struck]),
    )
    blocks: Blocks = []
    for lead, items in lists:
        if items:
            said = _several(lead, len(items), translate)
            blocks += [Paragraph([Run(said, place, bold=True)], place), TextList(ListKind.BULLET, items, place)]
    if not blocks:
        text = word("Ingen tiltak er nye, endret, ferdigstilt eller strøket siden {dato}.")
        blocks.append(_paragraph(translate(text).format(dato=day), place))
    if since.updated:
        one = word("1 tiltak har ny kommentar, men samme status, avvik og forventet slutt som {dato}.")
        several = word("{antall} tiltak har ny kommentar, men samme status, avvik og forventet slutt som {dato}.")
        text = one if len(since.updated) == 1 else several
        said = translate(text).format(antall=write_number(len(since.updated)), dato=day)
        blocks.append(_paragraph(said, place))
    return blocks


def _status_of(state: ActionState) -> str:
    return f" ({state.status.word})" if state.status else ""


def _end_of(state: ActionState) -> str:
    return f" ({state.end.shown})" if state.end else ""


def _gravest(since: Since) -> list[Change]:
    """What has become critical, then what else has another status or deviation, last what only ends another day."""
    return sorted(since.changed, key=_gravity)


def _gravity(change: Change) -> int:
    before, now = change.before, change.now
    if now.deviation and now.deviation.tone is Tone.RED and now.deviation != before.deviation:
        return 0
    return 1 if (before.status, before.deviation) != (now.status, now.deviation) else 2


def _changed(change: Change, translate: Translate) -> Item:
    """«Legevaktbil: status fra «under planlegging» til «pågår»; forventet slutt fra 30.06.2024 til 31.12.2024»."""
    before, now = change.before, change.now
    words = (
        (
            before.status.word if before.status else "",
            now.status.word if now.status else "",
            word("status fra «{før}» til «{nå}»"),
            word("status er nå «{nå}»"),
        ),
        (
            before.deviation.word if before.deviation else "",
            now.deviation.word if now.deviation else "",
            word("avvik fra «{før}» til «{nå}»"),
            word("avvik er nå «{nå}»"),
        ),
        (
            before.end.shown if before.end else "",
            now.end.shown if now.end else "",
            word("forventet slutt fra {før} til {nå}"),
            word("forventet slutt er nå {nå}"),
        ),
    )
    told = [
        translate(moved if earlier else first).format(før=earlier, nå=later)
        for earlier, later, moved, first in words
        if later and earlier != later
    ]
    return _named(now, f": {'; '.join(told)}" if told else "")


# --- what somebody must see to ---------------------------------------------------------------------------------------


def stale_blocks(stale: Sequence[ActionState], day: date, translate: Translate, place: Place) -> Blocks:
    """The actions without an entry since `day`, each with the day of its last."""
    if not stale:
        text = word("Alle tiltak som ikke er ferdigstilt eller strøket, er oppdatert siden {dato}.")
        return [_paragraph(translate(text).format(dato=long_date(day)), place)]
    one = word("1 tiltak er ikke oppdatert siden {dato}:")
    several = word("{antall} tiltak er ikke oppdatert siden {dato}:")
    text = translate(one if len(stale) == 1 else several)
    lead = text.format(antall=write_number(len(stale)), dato=long_date(day))
    last = translate(word("sist oppdatert {dato}"))
    days = (f" ({last.format(dato=numeric_date(state.updated))})" if state.entry.is_update else "" for state in stale)
    return _list(lead, map(_named, stale, days), place)


def overdue_blocks(late: Sequence[ActionState], translate: Translate, place: Place) -> Blocks:
    """The actions that should have ended, each with its expected end; nothing where there is none."""
    if not late:
        return []
    one = word("1 tiltak har passert forventet slutt og er verken ferdigstilt eller strøket:")
    several = word("{antall} tiltak har passert forventet slutt og er verken ferdigstilt eller strøket:")
    lead = _number(one, several, len(late), translate)
    end = translate(word("forventet slutt {slutt}"))
    return _list(
        lead,
        (_named(state, f" ({end.format(slutt=state.end.shown)})" if state.end else "") for state in late),
        place,
    )


def _list(lead: str, items: Iterable[Item], place: Place) -> list[Block]:
    return [_paragraph(lead, place), TextList(ListKind.BULLET, list(items), place)]


def _paragraph(text: str, place: Place) -> Paragraph:
    return Paragraph([Run(text, place)], place)


def _named(state: ActionState, more: str = "") -> Item:
    """A point of a list: the action's name, and what is said of it."""
    action = state.action
    runs: Inline = [*action.name, Run(more, action.place)] if more else list(action.name)
    return Item([Paragraph(runs, action.place)], action.place)
