"""What has changed in a text, as sentences: «Nytt punkt: «…».», «Risiko C: sannsynlighet fra 2 til 3, fra grønn til
gul.»"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pipeline.diagnostics import Place
from pipeline.document.cells import NOTHING
from pipeline.document.change_words import in_brackets
from pipeline.document.grids import TONE_WORDS
from pipeline.document.meetings import Translate, listed
from pipeline.language.dates import long_date
from pipeline.language.labels import word
from pipeline.language.numbers import NO_BREAK_SPACE, in_words
from pipeline.records.mandate import HalfYear
from pipeline.records.text_change import (
    Detail,
    FieldChange,
    Happening,
    RowChange,
    RowsRenumbered,
    TableChange,
    TableKind,
    TextChange,
    TextPart,
    WordChange,
)
from pipeline.richtext import Inline, Run, Tone

LONGEST_QUOTE = 160
"""Letters of a text quoted whole; a longer one is cut between two words."""
LONGEST_STRETCH = 90
"""Letters of changed words; of a longer stretch, beginning and end are quoted."""
LONGEST_WITH_CONTEXT = 40
"""Letters of new words that need the words around them to be found again."""
MANY = 4
"""From this many alike in a row, they are told as one, by the first and the last."""
MOST_PLACES = 4
"""Changed stretches told of one text; of a text with more, the rest are counted."""
SHORT_VALUE = 40
"""Letters of a value told whole, from what it was to what it is."""

_SLOT = re.compile(r"\{(\w+)\}")
_ABBREVIATION = re.compile(r"(?:\b(?:mv|osv|mfl|etc|jf|nr|kl|ca|ev|dvs|pga|mnd|kap)|\.\w)\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Teller:
    """Makes sentences in one language."""

    translate: Translate
    language: str

    # --- building blocks --------------------------------------------------------------------------------------------

    def sentence(self, text: str, place: Place, **values: str | Inline) -> Inline:
        """The sentence `text` (bokmål, marked by `word`) with its values put in; a value may be running text."""
        return self._fill(self.translate(text), place, values)

    def _fill(self, text: str, place: Place, values: dict[str, str | Inline]) -> Inline:
        runs: Inline = []
        for index, part in enumerate(_SLOT.split(text)):
            value = values[part] if index % 2 else part
            runs.extend([Run(value, place)] if isinstance(value, str) else value)
        return [run for run in runs if run.text]

    def number(self, count: int, neuter: bool = False) -> str:
        return in_words(count, self.language, neuter)

    def quoted(self, text: str, longest: int = LONGEST_QUOTE) -> str:
        """«…», with the text's own full stop or colon left out, since the sentence has one."""
        return f"«{_inner(_without_stop(shortened(text, longest)))}»"

    # --- running text -----------------------------------------------------------------------------------------------

    def sentences(self, details: Sequence[Detail]) -> Iterator[Inline]:
        """A sentence for each change; changes alike in a row are told together."""
        for _, alike in groupby(details, _kind):
            group = list(alike)
            first = group[0]
            if isinstance(first, TextChange) and len(group) >= _enough(first):
                yield self._many([each for each in group if isinstance(each, TextChange)])
            else:
                yield from (self._sentence(each) for each in group)

    def _sentence(self, detail: Detail) -> Inline:
        match detail:
            case TextChange():
                return self._text(detail)
            case RowChange():
                return self._row(detail)
            case TableChange():
                return self._table(detail)
            case RowsRenumbered():
                return self._renumbered(detail)

    def _many(self, group: list[TextChange]) -> Inline:
        first, last = group[0], group[-1]
        if first.what is Happening.SET:
            return self.sentence(_SET_MANY[first.part], first.place, antall=self.number(len(group), neuter=True))
        text = _MANY[first.part, first.what]
        runs = self.sentence(
            text,
            first.place,
            antall=self.number(len(group)),
            første=self.quoted(first.new or first.old, 60),
            siste=self.quoted(last.new or last.old, 60),
        )
        return _capital(runs)

    def _text(self, change: TextChange) -> Inline:
        if change.part is TextPart.TITLE:
            return self.sentence(word("Tittelen var {tekst}."), change.place, tekst=self.quoted(change.old))
        if change.part is TextPart.FILE:
            if change.old == change.new:
                return self.sentence(word("Fila {ny} er byttet ut."), change.place, ny=change.new)
            text = word("Fila {gammel} er byttet ut med {ny}.")
            return self.sentence(text, change.place, gammel=change.old, ny=change.new)
        if change.what is not Happening.CHANGED:
            if not change.old and not change.new:
                text = _WITHOUT_WORDS.get((change.part, change.what), word("Utformingen er endret."))
                return self.sentence(text, change.place)
            if change.part is TextPart.HEADING and change.under and change.what in _HEADINGS:
                return self.sentence(_HEADINGS[change.what], change.place)
            return self.sentence(
                _ONE[change.part, change.what], change.place, tekst=self.quoted(change.new or change.old)
            )
        if change.was is not None:
            become = self.sentence(
                word("{før} er blitt {nå}: {tekst}."),
                change.place,
                før=self.translate(_ARTICLE[change.was]),
                nå=self.translate(_ARTICLE[change.part]),
                tekst=self.quoted(change.new),
            )
            become = _capital(become)
            return [*become, *self._words_after(change)]
        if change.part is TextPart.HEADING and not change.moved and change.under:
            return self.sentence(word("Overskriften var {tekst}."), change.place, tekst=self.quoted(change.old))
        text = _CHANGED[change.part, change.moved]
        return self.sentence(text, change.place, hva=self.words(change.words, change.new, change.place))

    def _words_after(self, change: TextChange) -> Inline:
        if not change.words:
            return []
        told = _capital(self.words(change.words, change.new, change.place))
        return [Run(" ", change.place), *told, Run(".", change.place)]

    def words(self, changes: Sequence[WordChange], whole: str, place: Place) -> Inline:
        """«alle» er blitt «de» i «… tryggere for de som kommer …»; the words that changed in bold."""
        told: Inline = []
        for change in changes[:MOST_PLACES]:
            if told:
                told.append(Run("; ", place))
            told.extend(self._word_change(change, whole, place))
        rest = len(changes) - MOST_PLACES
        if rest > 0:
            text = word("; og ett sted til") if rest == 1 else word("; og {antall} steder til")
            told.extend(self.sentence(text, place, antall=self.number(rest)))
        return told

    def _word_change(self, change: WordChange, whole: str, place: Place) -> Inline:
        old, new = (_inner(_middle_cut(each)) for each in (change.old, change.new))
        around = _around(change, whole, new, place)
        if not old:
            return self.sentence(word("{ord} er føyd til i {sted}"), place, ord=_bold(new, place), sted=around)
        if not new:
            return self.sentence(word("{ord} er strøket i {sted}"), place, ord=_bold(old, place), sted=around)
        stop = old[-1] if old[-1] == new[-1] and old[-1] in ".,;:?!" and min(len(old), len(new)) > 1 else ""
        was, now = (_bold(each.removesuffix(stop), place) for each in (old, new))
        if (not change.before and not change.after) or len(new) > LONGEST_WITH_CONTEXT:
            return self.sentence(word("{gammelt} er blitt {nytt}"), place, gammelt=was, nytt=now)
        return self.sentence(word("{gammelt} er blitt {nytt} i {sted}"), place, gammelt=was, nytt=now, sted=around)

    # --- tables -----------------------------------------------------------------------------------------------------

    def _table(self, change: TableChange) -> Inline:
        names = _TABLES[change.table]
        values = {"tabell": self.translate(names[1]), "antall": self.number(change.rows)}
        if change.what is Happening.NEW:
            if change.table is TableKind.MATRIX:
                return self.sentence(word("Ny risikomatrise."), change.place)
            text = word("Ny {tabell} med én rad.") if change.rows == 1 else word("Ny {tabell} med {antall} rader.")
            values["tabell"] = self.translate(names[0])
            return self.sentence(text, change.place, **values)
        if change.what is Happening.CHANGED:
            told = [self._table_field(field, change) for field in change.fields]
            return [run for runs in _with_spaces(told, change.place) for run in runs]
        text = {
            Happening.REMOVED: word("{tabell} er tatt ut."),
            Happening.MOVED: word("{tabell} er flyttet."),
            Happening.SET: word("Bare utformingen er endret i {tabell}."),
        }[change.what]
        return _capital(self.sentence(text, change.place, **values))

    def _table_field(self, field: FieldChange, change: TableChange) -> Inline:
        place = change.place
        if field.name in ("fra", "til"):
            text = word("Planen begynner {nå} i stedet for {før}.")
            if field.name == "til":
                text = word("Planen slutter {nå} i stedet for {før}.")
            return self.sentence(text, place, nå=self._half_year(field.is_in), før=self._half_year(field.was_in))
        if field.name == "dato":
            text = word("Datoen i risikomatrisen er nå {ny}, før {gammel}.")
            if not field.old or not field.new:
                text = word("Risikomatrisen har fått datoen {ny}.") if field.new else word("Datoen er tatt ut.")
            return self.sentence(text, place, ny=_day(field.new), gammel=_day(field.old))
        text = word("Kolonnene er nå {ny}; før {gammel}.")
        if field.name == "tittel":
            text = word("Navnet på tabellen er nå {ny}, før {gammel}.")
        return self.sentence(text, place, ny=self._said(field.new), gammel=self._said(field.old))

    def _said(self, text: str) -> str:
        return self.quoted(text) if text else self.translate(word("tomt"))

    def _half_year(self, half_year: HalfYear | None) -> str:
        """«høsten 2020», as in running text; the heading of a column has the year first."""
        if half_year is None:
            return NOTHING
        text = word("høsten {år}") if half_year.autumn else word("våren {år}")
        return self.translate(text).format(år=half_year.year)

    def _row(self, change: RowChange) -> Inline:
        place = change.place
        name = self._row_name(change)
        about = self.quoted(change.about) if change.about else ""
        if change.what is Happening.CHANGED:
            told: Inline = []
            for field in _in_order(change.fields):
                told.extend([Run("; " if field.words and _long(field) else ", ", place)] if told else [])
                told.extend(self._field(field, place))
            return self.sentence(word("{rad}: {hva}."), place, rad=name, hva=told)
        if change.what is Happening.NEW and change.fields:
            return self._new_row(change, name, about)
        text = {
            Happening.NEW: word("{rad}: {om}.") if about else word("{rad}."),
            Happening.REMOVED: word("{rad} er tatt ut: {om}.") if about else word("{rad} er tatt ut."),
            Happening.MOVED: word("{rad} er flyttet: {om}.") if about else word("{rad} er flyttet."),
        }[change.what]
        return self.sentence(text, place, rad=name, om=about)

    def _new_row(self, change: RowChange, name: str, about: str) -> Inline:
        """«Ny risiko G: «Ny smitte» (sannsynlighet 3, konsekvens 2, gul).», «Ny aktivitet «Måle». Ansvar: Eva Hegg.
        Milepæl: «start» (høsten 2020).»"""
        place = change.place
        values = [(each.name, each.new) for each in change.fields if each.name != "milepæl" and each.new]
        if change.table is not TableKind.ACTIVITIES:
            told = ", ".join(self._value(*each) for each in values)
            text = word("{rad}: {om} ({verdier}).") if about else word("{rad} ({verdier}).")
            return self.sentence(text, place, rad=name, om=about, verdier=told)
        parts = [self.sentence(word("{rad}."), place, rad=name)]
        parts.extend(
            self.sentence(word("Ansvar: {navn}."), place, navn=value) for field, value in values if field == "ansvar"
        )
        milestones = [
            f"{self.quoted(each.new, 80)} ({self._half_year(each.is_in)})" if each.new else self._half_year(each.is_in)
            for each in change.fields
            if each.name == "milepæl"
        ]
        if milestones:
            text = word("Milepæler: {liste}.") if len(milestones) > 1 else word("Milepæl: {liste}.")
            parts.append(self.sentence(text, place, liste=listed(milestones, self.translate)))
        return [run for runs in _with_spaces(parts, place) for run in runs]

    def _value(self, field: str, value: str) -> str:
        """«sannsynlighet 3», «gul», «frist mai 2020»."""
        if field == "farge":
            return self._tone(value)
        return self.translate(_VALUES[field]).format(verdi=value)

    def _row_name(self, change: RowChange) -> str:
        key = self.quoted(change.key, 60) if change.table in (TableKind.ACTIVITIES, TableKind.ROWS) else change.key
        texts = _ROWS_NEW if change.what is Happening.NEW else _ROWS_RENAMED if change.was else _ROWS
        return self.translate(texts[change.table]).format(nøkkel=key, før=change.was)

    def _field(self, field: FieldChange, place: Place) -> Inline:
        if field.name == "milepæl":
            return self._milestone(field, place)
        old, new = field.old, field.new
        if field.name == "farge" and old and new:
            old, new = (self._tone(each) for each in (old, new))
            return self.sentence(word("fra {gammel} til {ny}"), place, gammel=old, ny=new)
        name = self.translate(_FIELDS[field.name]) if field.name in _FIELDS else in_brackets(field.name)
        if not new:
            text = word("{navn} ({gammel}) er tatt ut")
            return self.sentence(text, place, navn=name, gammel=self.quoted(old) if _wordy(old) else old)
        if not old:
            text = word("{navn} er satt til {ny}")
            return self.sentence(text, place, navn=name, ny=self.quoted(new) if _wordy(new) else new)
        if _long(field):
            text = word("{navn}: {hva}")
            return self.sentence(text, place, navn=name, hva=self.words(field.words, new, place))
        if _wordy(old) or _wordy(new):
            old, new = self.quoted(old), self.quoted(new)
        return self.sentence(word("{navn} fra {gammel} til {ny}"), place, navn=name, gammel=old, ny=new)

    def _milestone(self, field: FieldChange, place: Place) -> Inline:
        was_in, is_in = (self._half_year(each) for each in (field.was_in, field.is_in))
        text, values = self.quoted(field.new or field.old, 80), {"nå": is_in, "før": was_in}
        if field.was_in is None:
            return self.sentence(word("ny milepæl {nå}: {tekst}"), place, tekst=text, **values)
        if field.is_in is None:
            return self.sentence(word("milepælen {tekst} ({før}) er tatt ut"), place, tekst=text, **values)
        if not field.words:
            return self.sentence(word("milepælen {tekst} er flyttet fra {før} til {nå}"), place, tekst=text, **values)
        was = self.quoted(field.old, 80)
        if field.was_in == field.is_in:
            return self.sentence(word("milepælen {gammel} er blitt {tekst}"), place, tekst=text, gammel=was)
        return self.sentence(
            word("milepælen {gammel} ({før}) er blitt {tekst} ({nå})"), place, tekst=text, gammel=was, **values
        )

    def _renumbered(self, change: RowsRenumbered) -> Inline:
        """«Oppgave 2 er blitt 3, og 4–6 er blitt 5–7.»"""
        first, *rest = number_moves(change.numbers)
        row = self.translate(_ROWS[change.table]).format(nøkkel=first[0])
        runs = self.sentence(word("{rad} er blitt {ny}"), change.place, rad=row, ny=first[1])
        for index, (old, new) in enumerate(rest, 1):
            text = word(", og {gammel} er blitt {ny}") if index == len(rest) else word(", {gammel} er blitt {ny}")
            runs.extend(self.sentence(text, change.place, gammel=old, ny=new))
        return [*runs, Run(".", change.place)]

    # --- what stands in front ---------------------------------------------------------------------------------------

    def front_field(self, field: FieldChange, place: Place) -> Inline:
        """«Prosjektlederen er nå Nils Moen, før Ola Vik.»"""
        name, quotes = self.translate(_FRONT[field.name][0]), _FRONT[field.name][1]
        old, new = field.old, field.new
        if field.name == "språk":
            old, new = (self.translate(_LANGUAGES.get(each, each)) for each in (old, new))
        old, new = (self.quoted(each) if quotes and each else each for each in (old, new))
        text = word("{navn} er nå {ny}, før {gammel}.")
        if not old:
            text = word("{navn} er satt til {ny}.")
        if not new:
            text = word("{navn} ({gammel}) er tatt ut.")
        return self.sentence(text, place, navn=name, ny=new, gammel=old)

    def scale_field(self, field: FieldChange, place: Place) -> Inline:
        """«Middels × Alvorlig: fra gul til rød.»"""
        if field.name in ("sannsynlighet", "konsekvens"):
            text = word("Nivåene for {navn} er nå {ny}; før {gammel}.")
            name = self.translate(_FIELDS[field.name])
            return self.sentence(text, place, navn=name, ny=self._said(field.new), gammel=self._said(field.old))
        old, new = (self._tone(each) for each in (field.old, field.new))
        return self.sentence(word("{navn}: fra {gammel} til {ny}."), place, navn=field.name, gammel=old, ny=new)

    def _tone(self, value: str) -> str:
        return self.translate(TONE_WORDS[Tone(value)]).lower() if value in set(Tone) else value


# --- words ----------------------------------------------------------------------------------------------------------

_ONE = {
    (TextPart.PARAGRAPH, Happening.NEW): word("Nytt avsnitt: {tekst}."),
    (TextPart.POINT, Happening.NEW): word("Nytt punkt: {tekst}."),
    (TextPart.HEADING, Happening.NEW): word("Ny overskrift: {tekst}."),
    (TextPart.IMAGE, Happening.NEW): word("Nytt bilde: {tekst}."),
    (TextPart.CAPTION, Happening.NEW): word("Ny bildetekst: {tekst}."),
    (TextPart.PARAGRAPH, Happening.REMOVED): word("Avsnitt tatt ut: {tekst}."),
    (TextPart.POINT, Happening.REMOVED): word("Punkt tatt ut: {tekst}."),
    (TextPart.HEADING, Happening.REMOVED): word("Overskrift tatt ut: {tekst}."),
    (TextPart.IMAGE, Happening.REMOVED): word("Bilde tatt ut: {tekst}."),
    (TextPart.CAPTION, Happening.REMOVED): word("Bildetekst tatt ut: {tekst}."),
    (TextPart.PARAGRAPH, Happening.MOVED): word("Avsnitt flyttet: {tekst}."),
    (TextPart.POINT, Happening.MOVED): word("Punkt flyttet: {tekst}."),
    (TextPart.HEADING, Happening.MOVED): word("Flyttet, med det som står under: {tekst}."),
    (TextPart.IMAGE, Happening.MOVED): word("Bilde flyttet: {tekst}."),
    (TextPart.IMAGE, Happening.REPLACED): word("Bildet er byttet ut: {tekst}."),
    (TextPart.PARAGRAPH, Happening.SET): word("Bare utformingen er endret: {tekst}."),
    (TextPart.POINT, Happening.SET): word("Bare utformingen er endret: {tekst}."),
    (TextPart.HEADING, Happening.SET): word("Bare utformingen er endret: {tekst}."),
    (TextPart.IMAGE, Happening.SET): word("Bare utformingen er endret: {tekst}."),
}
_HEADINGS = {
    Happening.NEW: word("Overskriften er ny."),
    Happening.REMOVED: word("Overskriften er tatt ut."),
}
"""Of a heading told under itself."""
_WITHOUT_WORDS = {
    (TextPart.IMAGE, Happening.NEW): word("Nytt bilde."),
    (TextPart.IMAGE, Happening.REMOVED): word("Et bilde er tatt ut."),
    (TextPart.IMAGE, Happening.MOVED): word("Et bilde er flyttet."),
    (TextPart.IMAGE, Happening.REPLACED): word("Et bilde er byttet ut."),
    (TextPart.PARAGRAPH, Happening.NEW): word("Nytt avsnitt uten tekst."),
    (TextPart.PARAGRAPH, Happening.REMOVED): word("Et avsnitt uten tekst er tatt ut."),
    (TextPart.POINT, Happening.NEW): word("Nytt punkt uten tekst."),
    (TextPart.POINT, Happening.REMOVED): word("Et punkt uten tekst er tatt ut."),
}
_MANY = {
    (TextPart.PARAGRAPH, Happening.NEW): word("{antall} nye avsnitt, fra {første} til {siste}."),
    (TextPart.POINT, Happening.NEW): word("{antall} nye punkter, fra {første} til {siste}."),
    (TextPart.PARAGRAPH, Happening.REMOVED): word("{antall} avsnitt er tatt ut, fra {første} til {siste}."),
    (TextPart.POINT, Happening.REMOVED): word("{antall} punkter er tatt ut, fra {første} til {siste}."),
    (TextPart.PARAGRAPH, Happening.MOVED): word("{antall} avsnitt er flyttet, fra {første} til {siste}."),
    (TextPart.POINT, Happening.MOVED): word("{antall} punkter er flyttet, fra {første} til {siste}."),
}
_SET_MANY = {
    TextPart.PARAGRAPH: word("Bare utformingen er endret i {antall} avsnitt."),
    TextPart.POINT: word("Bare utformingen er endret i {antall} punkter."),
    TextPart.HEADING: word("Bare utformingen er endret i {antall} overskrifter."),
    TextPart.IMAGE: word("Bare utformingen er endret for {antall} bilder."),
}
_CHANGED = {
    (TextPart.PARAGRAPH, False): word("Endret avsnitt: {hva}."),
    (TextPart.POINT, False): word("Endret punkt: {hva}."),
    (TextPart.HEADING, False): word("Endret overskrift: {hva}."),
    (TextPart.IMAGE, False): word("Endret beskrivelse av bildet: {hva}."),
    (TextPart.CAPTION, False): word("Endret bildetekst: {hva}."),
    (TextPart.PARAGRAPH, True): word("Flyttet og endret avsnitt: {hva}."),
    (TextPart.POINT, True): word("Flyttet og endret punkt: {hva}."),
    (TextPart.HEADING, True): word("Flyttet og endret overskrift: {hva}."),
    (TextPart.IMAGE, True): word("Flyttet bilde med endret beskrivelse: {hva}."),
    (TextPart.CAPTION, True): word("Endret bildetekst: {hva}."),
}
_ARTICLE = {
    TextPart.PARAGRAPH: word("et avsnitt"),
    TextPart.POINT: word("et punkt"),
    TextPart.HEADING: word("en overskrift"),
    TextPart.IMAGE: word("et bilde"),
}
_TABLES = {
    TableKind.TASKS: (word("oppgavetabell"), word("oppgavetabellen")),
    TableKind.ACTIVITIES: (word("framdriftsplan"), word("framdriftsplanen")),
    TableKind.RISKS: (word("risikotabell"), word("risikotabellen")),
    TableKind.MATRIX: (word("risikomatrise"), word("risikomatrisen")),
    TableKind.ROWS: (word("tabell"), word("tabellen")),
}
"""What a table is called: «en …», «…en»."""
_ROWS = {
    TableKind.TASKS: word("Oppgave {nøkkel}"),
    TableKind.ACTIVITIES: word("Aktiviteten {nøkkel}"),
    TableKind.RISKS: word("Risiko {nøkkel}"),
    TableKind.MATRIX: word("Risiko {nøkkel}"),
    TableKind.ROWS: word("Raden {nøkkel}"),
}
_ROWS_NEW = {
    TableKind.TASKS: word("Ny oppgave {nøkkel}"),
    TableKind.ACTIVITIES: word("Ny aktivitet {nøkkel}"),
    TableKind.RISKS: word("Ny risiko {nøkkel}"),
    TableKind.MATRIX: word("Ny risiko {nøkkel}"),
    TableKind.ROWS: word("Ny rad {nøkkel}"),
}
_ROWS_RENAMED = {
    TableKind.TASKS: word("Oppgave {nøkkel} (før {før})"),
    TableKind.ACTIVITIES: word("Aktiviteten {nøkkel} (før {før})"),
    TableKind.RISKS: word("Risiko {nøkkel} (før {før})"),
    TableKind.MATRIX: word("Risiko {nøkkel} (før {før})"),
    TableKind.ROWS: word("Raden {nøkkel} (før {før})"),
}
_FIELDS = {
    "beskrivelse": word("beskrivelsen"),
    "frist": word("fristen"),
    "ansvar": word("ansvaret"),
    "aktivitet": word("navnet"),
    "suksessfaktor": word("suksessfaktoren"),
    "usikkerhet": word("usikkerheten"),
    "sannsynlighet": word("sannsynlighet"),
    "konsekvens": word("konsekvens"),
    "farge": word("farge"),
    "tiltak": word("tiltakene"),
    "status": word("status"),
}
_VALUES = {
    "frist": word("frist {verdi}"),
    "ansvar": word("ansvar {verdi}"),
    "sannsynlighet": word("sannsynlighet {verdi}"),
    "konsekvens": word("konsekvens {verdi}"),
}
"""Values told of a new row."""
_FRONT = {
    "tittel": (word("Tittelen"), True),
    "undertittel": (word("Undertittelen"), True),
    "prosjekt": (word("Prosjektnavnet"), True),
    "språk": (word("Språket"), False),
    "prosjekteier": (word("Prosjekteieren"), False),
    "prosjektleder": (word("Prosjektlederen"), False),
    "del": (word("Tittelen på en del"), True),
    "godkjennere": (word("Godkjennerne"), False),
}
"""What each value is called, and whether it is quoted."""
_LANGUAGES = {"nb": word("bokmål"), "nn": word("nynorsk")}


def _kind(detail: Detail) -> tuple[object, ...]:
    if isinstance(detail, TextChange) and (detail.part, detail.what) in _GROUPED:
        return detail.part, detail.what
    return (id(detail),)


_GROUPED = {*_MANY, *((part, Happening.SET) for part in _SET_MANY)}


def _enough(change: TextChange) -> int:
    return 2 if change.what is Happening.SET else MANY


def _in_order(fields: Sequence[FieldChange]) -> list[FieldChange]:
    """Short values first: «sannsynlighet fra 2 til 3, fra grønn til gul; tiltakene: …»."""
    return sorted(fields, key=_long)


def _long(field: FieldChange) -> bool:
    return max(len(field.old), len(field.new)) > SHORT_VALUE and bool(field.old and field.new)


def _wordy(text: str) -> bool:
    """Whether a value needs quotes to be told from the sentence it stands in."""
    return len(text.split()) > 2


def _day(iso: str) -> str:
    return long_date(date.fromisoformat(iso)) if iso else ""


def number_moves(moves: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Moves that follow one another as one: 2→3, 3→4, 4→5 is («2–4», «3–5»)."""
    rows: list[list[tuple[str, str]]] = []
    for move in moves:
        if rows and _next(rows[-1][-1][0]) == move[0] and _next(rows[-1][-1][1]) == move[1]:
            rows[-1].append(move)
        else:
            rows.append([move])
    return [(f"{row[0][0]}–{row[-1][0]}", f"{row[0][1]}–{row[-1][1]}") if len(row) > 1 else row[0] for row in rows]


def _next(key: str) -> str:
    if key.isdigit():
        return str(int(key) + 1)
    return chr(ord(key) + 1) if len(key) == 1 and key not in "Zzå" else ""


# --- quoting --------------------------------------------------------------------------------------------------------


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    """`text`, cut between two words and ended with «…» where it is longer than `longest`."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1].rpartition(" ")[0] or text[: longest - 1]
    return f"{cut.rstrip(',;:–- ')}{NO_BREAK_SPACE}…"


def _middle_cut(text: str) -> str:
    """Beginning and end of a long stretch."""
    if len(text) <= LONGEST_STRETCH:
        return text
    head = text[: LONGEST_STRETCH * 2 // 3].rpartition(" ")[0]
    tail = text[-LONGEST_STRETCH // 3 :].partition(" ")[2]
    return f"{head} … {tail}" if head and tail else shortened(text, LONGEST_STRETCH)


def _inner(text: str) -> str:
    """Quotation marks inside a quotation (Språkrådet: single ones)."""
    return text.replace("«", "\N{LEFT SINGLE QUOTATION MARK}").replace("»", "\N{RIGHT SINGLE QUOTATION MARK}")


def _without_stop(text: str) -> str:
    if text.endswith(":"):
        return text[:-1]
    return text[:-1] if text.endswith(".") and not _ABBREVIATION.search(text) else text


def _bold(text: str, place: Place) -> Inline:
    return [Run("«", place), Run(text, place, bold=True), Run("»", place)]


def _around(change: WordChange, whole: str, new: str, place: Place) -> Inline:
    """The new words in their surroundings: «… før nytt etter …»."""
    before, after = (_inner(each) for each in (change.before, change.after))
    said = " ".join(filter(None, (change.before, change.new)))
    begins = whole.startswith(said) if change.before else True
    ends = whole.endswith(" ".join(filter(None, (change.new, change.after)))) if change.after else True
    runs = [Run("«" if begins else f"«…{NO_BREAK_SPACE}", place)]
    if before:
        runs.append(Run(f"{before} " if new or after else before, place))
    if new:
        runs.append(Run(new if after else _without_stop(new), place, bold=True))
    if after:
        after = _without_stop(after) if ends else after
        runs.append(Run(f" {after}" if new else after, place))
    runs.append(Run("»" if ends else f"{NO_BREAK_SPACE}…»", place))
    return runs


def _capital(runs: Inline) -> Inline:
    """The sentence with a capital letter, if it begins with one that has one."""
    if runs and runs[0].text[:1].islower():
        runs = [Run(runs[0].text[:1].upper() + runs[0].text[1:], runs[0].place, runs[0].bold), *runs[1:]]
    return runs


def _with_spaces(parts: list[Inline], place: Place) -> Iterator[Inline]:
    for index, part in enumerate(parts):
        if index:
            yield [Run(" ", place)]
        yield part
