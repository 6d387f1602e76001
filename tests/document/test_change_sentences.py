"""What has changed in a text, as sentences."""

import pytest
from support.mandates import HERE

from pipeline.document.change_sentences import Teller, number_moves, shortened
from pipeline.history.words import word_changes, words_in
from pipeline.language.labels import labels
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
)
from pipeline.richtext import plain

TELLER = Teller(labels("nb"), "nb")
SPRING, AUTUMN = HalfYear(2020, False), HalfYear(2020, True)


def told(*details: Detail) -> list[str]:
    return [plain(runs).replace("\xa0", " ") for runs in TELLER.sentences(details)]


def text(part: TextPart, what: Happening, old: str = "", new: str = "", **others: object) -> TextChange:
    words = word_changes(words_in(old), words_in(new)) if old and new and old != new else ()
    return TextChange(part, what, old, new, HERE, words, **others)  # type: ignore[arg-type]


def value(name: str, old: str, new: str, **others: object) -> FieldChange:
    return FieldChange(name, old, new, word_changes(words_in(old), words_in(new)), **others)  # type: ignore[arg-type]


def row(table: TableKind, key: str, *fields: FieldChange, **others: object) -> RowChange:
    return RowChange(table, Happening.CHANGED, key, "", HERE, fields, **others)  # type: ignore[arg-type]


def new_row(table: TableKind, key: str, about: str, *fields: FieldChange) -> RowChange:
    return RowChange(table, Happening.NEW, key, about, HERE, fields)


# --- running text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (text(TextPart.POINT, Happening.NEW, new="gi beskjed i tide"), "Nytt punkt: «gi beskjed i tide»."),
        (text(TextPart.PARAGRAPH, Happening.NEW, new="Det er nytt."), "Nytt avsnitt: «Det er nytt»."),
        (text(TextPart.PARAGRAPH, Happening.NEW, new="Blyant mv."), "Nytt avsnitt: «Blyant mv.»."),
        (text(TextPart.PARAGRAPH, Happening.NEW, new="Tallene viser:"), "Nytt avsnitt: «Tallene viser»."),
        (text(TextPart.HEADING, Happening.NEW, new="Mål"), "Ny overskrift: «Mål»."),
        (text(TextPart.HEADING, Happening.NEW, new="Mål", under="Mål"), "Overskriften er ny."),
        (text(TextPart.HEADING, Happening.REMOVED, old="Mål", under="Mål"), "Overskriften er tatt ut."),
        (text(TextPart.HEADING, Happening.CHANGED, "Mål", "Mål nå", under="Mål nå"), "Overskriften var «Mål»."),
        (text(TextPart.IMAGE, Happening.NEW, new="Et kart"), "Nytt bilde: «Et kart»."),
        (text(TextPart.IMAGE, Happening.NEW), "Nytt bilde."),
        (text(TextPart.POINT, Happening.REMOVED, old="si fra"), "Punkt tatt ut: «si fra»."),
        (text(TextPart.CAPTION, Happening.REMOVED, old="Fylket"), "Bildetekst tatt ut: «Fylket»."),
        (text(TextPart.PARAGRAPH, Happening.MOVED, "Likt.", "Likt."), "Avsnitt flyttet: «Likt»."),
        (text(TextPart.HEADING, Happening.MOVED, "Mål", "Mål"), "Flyttet, med det som står under: «Mål»."),
        (text(TextPart.IMAGE, Happening.REPLACED, "Et kart", "Et kart"), "Bildet er byttet ut: «Et kart»."),
        (text(TextPart.FILE, Happening.REPLACED, "a.pdf", "b.pdf"), "Fila a.pdf er byttet ut med b.pdf."),
        (text(TextPart.FILE, Happening.REPLACED, "a.pdf", "a.pdf"), "Fila a.pdf er byttet ut."),
        (text(TextPart.TITLE, Happening.CHANGED, "Mål", "Mål og mening"), "Tittelen var «Mål»."),
        (text(TextPart.POINT, Happening.SET, "Likt", "Likt"), "Bare utformingen er endret: «Likt»."),
        (text(TextPart.PARAGRAPH, Happening.SET), "Utformingen er endret."),
        (
            text(TextPart.POINT, Happening.CHANGED, "Det er likt.", "Det er likt.", was=TextPart.PARAGRAPH),
            "Et avsnitt er blitt et punkt: «Det er likt».",
        ),
        (
            text(TextPart.PARAGRAPH, Happening.NEW, new="Planen «Hjem» gjelder"),
            "Nytt avsnitt: «Planen ‘Hjem’ gjelder».",
        ),
    ],
)
def test_a_change_is_a_sentence(change, sentence):
    assert told(change) == [sentence]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "Vi gir beskjed til alle i god tid.",
            "Vi gir beskjed til noen i god tid.",
            "Endret avsnitt: «alle» er blitt «noen» i «Vi gir beskjed til noen i god tid».",
        ),
        (
            "Gruppen har hele sju faste medlemmer som møtes hver uke året rundt.",
            "Gruppen har hele ni faste medlemmer som møtes hver uke året rundt.",
            "Endret avsnitt: «sju» er blitt «ni» i «Gruppen har hele ni faste medlemmer som møtes …».",
        ),
        (
            "Den ene av gruppene møtes hver uke",
            "Den ene av gruppene på Lia møtes hver uke",
            "Endret avsnitt: «på Lia» er føyd til i «Den ene av gruppene på Lia møtes hver uke».",
        ),
        (
            "Vi gir beskjed i god tid, minst.",
            "Vi gir beskjed i god tid.",
            "Endret avsnitt: «tid, minst» er blitt «tid» i «… gir beskjed i god tid».",
        ),
        (
            "En to tre fire fem seks sju åtte ni ti.",
            "En to tre fire seks sju åtte ni ti.",
            "Endret avsnitt: «fem» er strøket i «En to tre fire seks sju åtte ni …».",
        ),
        ("Fristen", "Datoen", "Endret avsnitt: «Fristen» er blitt «Datoen»."),
    ],
)
def test_words_that_changed_stand_with_those_around_them(old, new, sentence):
    assert told(text(TextPart.PARAGRAPH, Happening.CHANGED, old, new)) == [sentence]


def test_the_words_that_changed_are_bold_and_nothing_else_is():
    (runs,) = TELLER.sentences([text(TextPart.POINT, Happening.CHANGED, "gi én plan", "gi to planer nå")])
    assert [run.text for run in runs if run.bold] == ["én plan", "to planer nå", "to planer nå"]


def test_of_many_stretches_the_rest_are_counted():
    old = " ".join(f"ord{count} en to tre fire" for count in range(7))
    new = " ".join(f"nytt{count} en to tre fire" for count in range(7))
    (sentence,) = told(text(TextPart.PARAGRAPH, Happening.CHANGED, old, new))
    assert sentence.count("er blitt") == 4
    assert sentence.endswith("; og tre steder til.")


def test_a_long_stretch_is_told_by_its_beginning_and_end():
    old = "Kort."
    new = " ".join(f"ord{count}" for count in range(60))
    (sentence,) = told(text(TextPart.PARAGRAPH, Happening.CHANGED, old, new))
    assert "«ord0 ord1" in sentence
    assert "ord59»" in sentence
    assert len(sentence) < 200


def test_many_alike_in_a_row_are_told_by_the_first_and_the_last():
    points = [text(TextPart.POINT, Happening.NEW, new=f"punkt {each}") for each in ("én", "to", "tre", "fire")]
    assert told(*points) == ["Fire nye punkter, fra «punkt én» til «punkt fire»."]
    assert len(told(*points[:3])) == 3
    assert len(told(*points[:3], text(TextPart.PARAGRAPH, Happening.NEW, new="avsnitt"), points[3])) == 5


def test_texts_that_are_only_set_otherwise_are_counted():
    points = [text(TextPart.POINT, Happening.SET, each, each) for each in ("én", "to")]
    assert told(*points) == ["Bare utformingen er endret i to punkter."]


@pytest.mark.parametrize("longest", [10, 20, 40])
def test_a_long_text_is_cut_between_two_words(longest):
    short = shortened("Prosjektet skal gjøre utskriving tryggere for alle", longest)
    assert len(short) <= longest + 1
    assert short.endswith("\xa0…")
    assert "Prosjektet skal gjøre utskriving tryggere for alle".startswith(short.removesuffix("\xa0…"))


# --- tables ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            row(TableKind.RISKS, "C", value("sannsynlighet", "2", "3"), value("farge", "grønn", "gul")),
            "Risiko C: sannsynlighet fra 2 til 3, fra grønn til gul.",
        ),
        (
            row(TableKind.TASKS, "4", value("frist", "1. mai 2020", "1. juni 2020"), was="3"),
            "Oppgave 4 (før 3): fristen fra «1. mai 2020» til «1. juni 2020».",
        ),
        (row(TableKind.TASKS, "2", value("frist", "", "mai 2020")), "Oppgave 2: fristen er satt til mai 2020."),
        (row(TableKind.TASKS, "2", value("ansvar", "Vik", "")), "Oppgave 2: ansvaret (Vik) er tatt ut."),
        (
            row(TableKind.ROWS, "Epikriser", value("Målet", "85 %", "90 %")),
            "Raden «Epikriser»: målet fra 85 % til 90 %.",
        ),
        (
            row(
                TableKind.TASKS,
                "1",
                value(
                    "beskrivelse",
                    "Kartlegge rutinene ved alle de tre sykehusene i regionen",
                    "Kartlegge rutinene ved alle de fire sykehusene i regionen",
                ),
                value("frist", "mai", "juni"),
            ),
            "Oppgave 1: fristen fra mai til juni; beskrivelsen: «tre» er blitt «fire» i "
            "«… rutinene ved alle de fire sykehusene i regionen».",
        ),
        (
            row(TableKind.ACTIVITIES, "Kurs", value("milepæl", "", "Tolv kurs", is_in=AUTUMN)),
            "Aktiviteten «Kurs»: ny milepæl høsten 2020: «Tolv kurs».",
        ),
        (
            row(TableKind.ACTIVITIES, "Kurs", value("milepæl", "Tolv kurs", "", was_in=SPRING)),
            "Aktiviteten «Kurs»: milepælen «Tolv kurs» (våren 2020) er tatt ut.",
        ),
        (
            row(TableKind.ACTIVITIES, "Kurs", value("milepæl", "Kurs", "Kurs", was_in=SPRING, is_in=AUTUMN)),
            "Aktiviteten «Kurs»: milepælen «Kurs» er flyttet fra våren 2020 til høsten 2020.",
        ),
        (
            row(TableKind.ACTIVITIES, "Kurs", value("milepæl", "1. mai", "2. mai", was_in=SPRING, is_in=SPRING)),
            "Aktiviteten «Kurs»: milepælen «1. mai» er blitt «2. mai».",
        ),
        (
            row(TableKind.ACTIVITIES, "Kurs", value("milepæl", "1. mai", "1. juli", was_in=SPRING, is_in=AUTUMN)),
            "Aktiviteten «Kurs»: milepælen «1. mai» (våren 2020) er blitt «1. juli» (høsten 2020).",
        ),
        (
            RowChange(TableKind.RISKS, Happening.NEW, "D", "Få søkere", HERE),
            "Ny risiko D: «Få søkere».",
        ),
        (
            new_row(
                TableKind.RISKS,
                "G",
                "Ny smitte",
                value("sannsynlighet", "", "3"),
                value("konsekvens", "", "2"),
                value("farge", "", "gul"),
            ),
            "Ny risiko G: «Ny smitte» (sannsynlighet 3, konsekvens 2, gul).",
        ),
        (
            new_row(TableKind.TASKS, "2", "Måle", value("frist", "", "mai 2020"), value("ansvar", "", "Eva Hegg")),
            "Ny oppgave 2: «Måle» (frist mai 2020, ansvar Eva Hegg).",
        ),
        (
            new_row(
                TableKind.ACTIVITIES,
                "Måle",
                "Eva Hegg",
                value("ansvar", "", "Eva Hegg"),
                value("milepæl", "", "start", is_in=SPRING),
                value("milepæl", "", "tall", is_in=AUTUMN),
            ),
            "Ny aktivitet «Måle». Ansvar: Eva Hegg. Milepæler: «start» (våren 2020) og «tall» (høsten 2020).",
        ),
        (
            new_row(TableKind.ACTIVITIES, "Måle", "", value("milepæl", "", "start", is_in=SPRING)),
            "Ny aktivitet «Måle». Milepæl: «start» (våren 2020).",
        ),
        (
            row(TableKind.ACTIVITIES, "Måle mer", value("aktivitet", "Måle", "Måle mer")),
            "Aktiviteten «Måle mer»: navnet fra Måle til Måle mer.",
        ),
        (
            RowChange(TableKind.TASKS, Happening.REMOVED, "2", "Kartlegge", HERE),
            "Oppgave 2 er tatt ut: «Kartlegge».",
        ),
        (RowChange(TableKind.ROWS, Happening.REMOVED, "Kurs", "", HERE), "Raden «Kurs» er tatt ut."),
        (
            RowChange(TableKind.TASKS, Happening.MOVED, "1", "Kartlegge", HERE, was="3"),
            "Oppgave 1 (før 3) er flyttet: «Kartlegge».",
        ),
        (
            RowsRenumbered(TableKind.TASKS, (("2", "3"), ("3", "4"), ("5", "7")), HERE),
            "Oppgave 2–3 er blitt 3–4, og 5 er blitt 7.",
        ),
        (TableChange(TableKind.ROWS, Happening.NEW, 3, "", HERE), "Ny tabell med tre rader."),
        (TableChange(TableKind.TASKS, Happening.NEW, 1, "", HERE), "Ny oppgavetabell med én rad."),
        (TableChange(TableKind.MATRIX, Happening.NEW, 0, "", HERE), "Ny risikomatrise."),
        (TableChange(TableKind.ACTIVITIES, Happening.REMOVED, 3, "", HERE), "Framdriftsplanen er tatt ut."),
        (TableChange(TableKind.RISKS, Happening.MOVED, 3, "", HERE), "Risikotabellen er flyttet."),
        (TableChange(TableKind.ROWS, Happening.SET, 3, "", HERE), "Bare utformingen er endret i tabellen."),
        (
            TableChange(TableKind.ROWS, Happening.CHANGED, 3, "", HERE, (value("kolonner", "A", "A, B"),)),
            "Kolonnene er nå «A, B»; før «A».",
        ),
        (
            TableChange(TableKind.MATRIX, Happening.CHANGED, 0, "", HERE, (value("dato", "2020-03-01", "2020-10-07"),)),
            "Datoen i risikomatrisen er nå 7. oktober 2020, før 1. mars 2020.",
        ),
        (
            TableChange(TableKind.MATRIX, Happening.CHANGED, 0, "", HERE, (value("dato", "", "2020-10-07"),)),
            "Risikomatrisen har fått datoen 7. oktober 2020.",
        ),
        (
            TableChange(
                TableKind.ACTIVITIES,
                Happening.CHANGED,
                3,
                "",
                HERE,
                (
                    FieldChange("fra", "", "", was_in=SPRING, is_in=AUTUMN),
                    FieldChange("til", "", "", was_in=AUTUMN, is_in=HalfYear(2021, False)),
                ),
            ),
            "Planen begynner høsten 2020 i stedet for våren 2020. Planen slutter våren 2021 i stedet for høsten 2020.",
        ),
    ],
)
def test_a_table_is_told_row_by_row(change, sentence):
    assert told(change) == [sentence]


@pytest.mark.parametrize(
    ("moves", "ranges"),
    [
        ([("2", "3")], [("2", "3")]),
        ([("2", "3"), ("3", "4"), ("4", "5")], [("2–4", "3–5")]),
        ([("2", "4"), ("3", "2"), ("4", "3")], [("2", "4"), ("3–4", "2–3")]),
        ([("B", "C"), ("C", "D")], [("B–C", "C–D")]),
        ([("9", "10"), ("10", "11")], [("9–10", "10–11")]),
    ],
)
def test_moves_that_follow_one_another_are_one(moves, ranges):
    assert number_moves(moves) == ranges


# --- what stands in front -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (value("tittel", "Mandat", "Mandat og plan"), "Tittelen er nå «Mandat og plan», før «Mandat»."),
        (value("prosjektleder", "Ola Vik", "Nils Moen"), "Prosjektlederen er nå Nils Moen, før Ola Vik."),
        (value("prosjekteier", "", "Nils Moen"), "Prosjekteieren er satt til Nils Moen."),
        (value("undertittel", "Trygt hjem", ""), "Undertittelen («Trygt hjem») er tatt ut."),
        (value("språk", "nb", "nn"), "Språket er nå nynorsk, før bokmål."),
    ],
)
def test_what_stands_in_front_is_told_by_its_name(field, sentence):
    assert plain(TELLER.front_field(field, HERE)) == sentence


def test_a_cell_of_the_scale_is_told_by_its_levels():
    assert plain(TELLER.scale_field(value("Middels × Alvorlig", "gul", "rød"), HERE)) == (
        "Middels × Alvorlig: fra gul til rød."
    )
    assert plain(TELLER.scale_field(value("konsekvens", "Liten", "Liten, Stor"), HERE)) == (
        "Nivåene for konsekvens er nå «Liten, Stor»; før «Liten»."
    )
