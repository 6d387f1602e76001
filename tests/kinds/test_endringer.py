"""What the page about a mandate's changes says, before it is Word."""

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from support.mandates import SCALE, appendix, chapter, entry, heading, mandate, paragraph, points, risk, tasks

from pipeline.document import Document, field_tree
from pipeline.history.text_changes import text_changes
from pipeline.kinds.endringer import KIND, Endret, Endringer, document, file_stem, subjects
from pipeline.language.labels import labels
from pipeline.records.mandate import Approver, Chapter, LogEntry, Mandate, RiskTable
from pipeline.records.project import Project
from pipeline.records.text_change import Comparison
from pipeline.records.version import read_version
from pipeline.render.docx import render_document
from pipeline.render.template import compile_template
from pipeline.richtext import DataBlock, Paragraph, TextList, Tone, plain, plain_blocks
from pipeline.verify import verify_docx
from pipeline.workflow.templates import shipped_templates

PROJECT = Project("Helseregion Lia", "Prøveprosjektet", "nb", {}, {}, {}, {})
LONG = "Prosjektet skal gjøre utskriving tryggere for alle som kommer hjem fra sykehus i regionen."


def comparison(old: Mandate, new: Mandate, now: bool = False, reasons: list[LogEntry] | None = None) -> Comparison:
    before, after = read_version("2.0"), None if now else read_version("3.0")
    assert before is not None
    changes = text_changes(old, new)
    return Comparison(new, before, date(2020, 3, 9), after, date(2020, 11, 25), changes, reasons or [])


def made(old: Mandate, new: Mandate, **others: object) -> Document:
    return document(PROJECT, comparison(old, new, **others))  # type: ignore[arg-type]


def content(old: Mandate, new: Mandate, **others: object) -> Endringer:
    found = made(old, new, **others).content
    assert isinstance(found, Endringer)
    return found


def plan(*chapters: Chapter, **others: object) -> Mandate:
    return mandate({"Mandat": list(chapters)}, **others)  # type: ignore[arg-type]


def told(section: Endret) -> list[str]:
    return plain_blocks(section.tekst.blocks).replace("\xa0", " ").split("\n")


def title(section: Endret) -> str:
    mark = f" ({section.merke})" if section.merke else ""
    return ": ".join(filter(None, (section.nummer, plain(section.tittel.runs)))) + mark


# --- the document ---------------------------------------------------------------------------------------------------


def test_no_page_is_made_in_ordinary_builds():
    assert subjects(PROJECT) == []


def test_the_page_says_what_it_compares():
    page = made(mandate(), mandate(subtitle="Trygt hjem"))
    found = page.content
    assert found.tittel == "Endringer siden versjon 2.0"
    assert found.mandat == "Mandat og prosjektplan – Trygt hjem"
    assert [found.fra.replace("\xa0", " "), found.til.replace("\xa0", " ")] == [
        "Versjon 2.0, 9. mars 2020",
        "Versjon 3.0, 25. november 2020",
    ]
    assert (page.title, page.author, page.date) == (
        "Endringer siden versjon 2.0: Mandat og prosjektplan",
        "Ola Vik",
        date(2020, 11, 25),
    )
    assert (page.id, page.version) == ("proven", "2.0–3.0")


def test_the_sources_as_they_are_now_are_a_draft():
    page = made(mandate(), mandate(subtitle=""), now=True)
    assert page.content.til.replace("\xa0", " ") == "Utkast, 25. november 2020"
    assert page.stem == "2020-11-25-proven-mandat-2.0-utkast-endringer"


def test_a_file_name_is_ascii_and_short():
    found = comparison(mandate(), mandate(id="et-mandat-med-et-navn-som-ingen-orker-skrive"))
    name = f"{file_stem(found, 'endringer')}.docx"
    assert len(name) <= 80
    assert name.isascii()
    assert name.endswith("-mandat-2.0-3.0-endringer.docx")


def test_why_is_told_by_the_log():
    entries = [entry("2.1", "2020-05-04", "Etter møtet", chapters="Kap. 2"), entry("3.0", "2020-11-25", "En", "To")]
    rows = content(mandate(), mandate(), reasons=entries).grunner
    assert [(row.versjon, row.dato.replace("\xa0", " "), row.kapittel, plain(row.endring.runs)) for row in rows] == [
        ("2.1", "4. mai 2020", "Kap. 2", "Etter møtet"),
        ("3.0", "25. november 2020", "", "En"),
        ("", "", "", "To"),
    ]


# --- the summary ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "summary"),
    [
        (plan(chapter("a", paragraph("A")), chapter("b", paragraph("B"))), "Ingenting er endret."),
        (plan(chapter("a", paragraph("A!")), chapter("b", paragraph("B"))), "Ett kapittel er endret."),
        (plan(chapter("a", paragraph("A!")), chapter("b", paragraph("B!"))), "To kapitler er endret."),
        (
            plan(chapter("a", paragraph("A!")), chapter("c", paragraph(LONG))),
            "Ett kapittel er endret, ett kapittel er nytt og ett kapittel er tatt ut.",
        ),
        (
            plan(
                chapter("a", paragraph("A!")),
                chapter("b", paragraph("B")),
                appendices=[appendix("x", paragraph(LONG)), appendix("y", paragraph("Y"))],
            ),
            "Ett kapittel er endret og to vedlegg er nye.",
        ),
        (
            plan(chapter("b", paragraph("B")), chapter("a", paragraph("A")), subtitle=""),
            "Forsiden er endret. Kapitlene står i en annen rekkefølge.",
        ),
    ],
)
def test_the_summary_counts_in_words(new, summary):
    assert content(plan(chapter("a", paragraph("A")), chapter("b", paragraph("B"))), new).sammendrag == summary


# --- chapter by chapter ---------------------------------------------------------------------------------------------


def test_each_piece_has_its_heading_and_its_sentences():
    old = plan(chapter("a", paragraph("A")), chapter("b", heading("Mål"), points("Ett")), title="Mandat")
    new = plan(
        chapter("a", paragraph("A"), paragraph("Nytt her.")), chapter("b", heading("Mål"), points("Ett", "To mål"))
    )
    front, first, second = content(old, new).deler
    assert (title(front), told(front)) == ("Forsiden", ["Tittelen er nå «Mandat og prosjektplan», før «Mandat»."])
    assert (title(first), told(first)) == ("Kapittel 1: A", ["Nytt avsnitt: «Nytt her»."])
    assert (title(second), told(second)) == ("Kapittel 2: B", ["Under «Mål»:", "Nytt punkt: «To mål»."])


def test_sentences_are_a_native_list():
    (section,) = content(plan(chapter("a", heading("Mål"))), plan(chapter("a", heading("Mål"), paragraph("Ny.")))).deler
    lead, listed = section.tekst.blocks
    assert isinstance(lead, Paragraph)
    assert isinstance(listed, TextList)


def test_what_stands_under_no_heading_comes_first_and_each_heading_once():
    old = [paragraph("Helt i starten sto dette."), heading("Mål"), paragraph("Ett."), heading("Rammer nå"), points("A")]
    new = [heading("Mål"), paragraph("Ett."), paragraph("Nytt her nå."), heading("Rammer da"), points("A", "Bedre")]
    (section,) = content(plan(chapter("a", *old)), plan(chapter("a", *new))).deler
    assert told(section) == [
        "Avsnitt tatt ut: «Helt i starten sto dette».",
        "Under «Mål»:",
        "Nytt avsnitt: «Nytt her nå».",
        "Under «Rammer da»:",
        "Overskriften var «Rammer nå».",
        "Nytt punkt: «Bedre».",
    ]


def test_a_new_chapter_is_told_by_how_it_begins():
    (section,) = content(
        plan(chapter("a")), plan(chapter("a"), chapter("ny", heading("Hva"), paragraph(LONG * 3), points("Ett")))
    ).deler
    assert title(section) == "Kapittel 2: Ny (nytt)"
    (opening,) = told(section)
    assert opening.startswith("Begynner slik: «Prosjektet skal gjøre utskriving tryggere")
    assert opening.endswith(" …».")


def test_a_removed_appendix_is_told_with_the_number_it_had():
    old = plan(chapter("a"), appendices=[appendix("x", paragraph(LONG)), appendix("y", paragraph("Y"))])
    removed, numbers = content(old, plan(chapter("a"), appendices=[appendix("y", paragraph("Y"))])).deler
    assert title(removed) == "Vedlegg 1: X (tatt ut)"
    assert told(removed)[0].startswith("Begynte slik: «Prosjektet skal")
    assert (title(numbers), told(numbers)) == ("Rekkefølge og numre", ["Vedlegg 2 er blitt vedlegg 1."])


def test_pieces_that_moved_along_are_told_in_one_line():
    names = [f"v{count}" for count in range(11)]
    listed = [appendix(name, paragraph(f"Om {name}.")) for name in names]
    new = plan(chapter("a"), appendices=[appendix("ny", paragraph(LONG)), *deepcopy(listed)])
    *_, numbers = content(plan(chapter("a"), appendices=listed), new).deler
    assert told(numbers) == ["Vedlegg 1–11 er blitt vedlegg 2–12."]


def test_chapters_that_changed_places_are_told_by_order_and_numbers():
    old, new = plan(chapter("a"), chapter("b")), plan(chapter("b"), chapter("a"))
    (order,) = content(old, new).deler
    assert told(order) == [
        "Kapitlene står i en annen rekkefølge.",
        "Kapittel 1 er blitt kapittel 2.",
        "Kapittel 2 er blitt kapittel 1.",
    ]


def test_the_scale_of_the_risks_has_a_heading_of_its_own():
    scale = deepcopy(SCALE)
    scale.colours[1][1] = Tone.RED
    (section,) = content(mandate(), mandate(scale=scale)).deler
    assert (title(section), told(section)) == ("Risikoskalaen", ["Middels × Alvorlig: fra gul til rød."])


def test_who_may_approve_is_told():
    found = content(mandate(), mandate(approvers=[Approver("sg", "Styringsgruppen")]))
    assert found.sammendrag == "Hvem som kan godkjenne, er endret."
    assert told(found.deler[0]) == ["Godkjennerne er satt til Styringsgruppen."]


# --- in nynorsk, and in Word ----------------------------------------------------------------------------------------


def everything() -> tuple[Mandate, Mandate]:
    """Two editions that differ in a bit of everything."""

    def risks(level: int) -> DataBlock:
        return DataBlock("risiko", RiskTable([risk("A", level), risk("B", 1)], heading("x").place), heading("x").place)

    old = mandate(
        {
            "Mandat": [
                chapter("a", paragraph(LONG), heading("Mål"), points("Ett", "To")),
                chapter("b", paragraph(LONG)),
            ],
            "Plan": [chapter("c", tasks(("Kartlegge", "mai", "Vik"))), chapter("d", risks(1)), chapter("e")],
        },
        [appendix("x", paragraph("X")), appendix("y", paragraph("Y"))],
    )
    new = mandate(
        {
            "Mandat": [chapter("a", paragraph(LONG.replace("alle", "de")), heading("Mål"), points("To", "Ett", "Tre"))],
            "Prosjektplan": [
                chapter("f", paragraph("Helt nytt kapittel."), title="Økonomi & <drift>"),
                chapter("c", tasks(("Lage plan", "juni", "Moen"), ("Kartlegge", "mai", "Vik"))),
                chapter("d", risks(3)),
                chapter("e"),
            ],
        },
        [appendix("ny", paragraph("Nytt vedlegg.")), appendix("y", paragraph("Y")), appendix("x", paragraph("X!"))],
        title="Mandat",
        leader=None,
    )
    return old, new


def test_nynorsk_numbers_follow_the_mandates_language():
    old, new = plan(chapter("a", paragraph("A")), language="nn"), plan(chapter("a", paragraph("B")), language="nn")
    page = made(old, new)
    assert page.language == "nn"
    assert page.content.sammendrag.split(" ")[0] == "Eitt"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_page_is_rendered_and_valid(language, tmp_path: Path, sdk_valid, audit_valid):
    old, new = everything()
    old.language = new.language = language
    page = document(
        PROJECT, comparison(old, new, reasons=[entry("3.0", "2020-11-25", "Etter møtet", chapters="Kap. 1")])
    )
    template, _ = compile_template((shipped_templates() / "endringer.docx").read_bytes(), "endringer.docx")
    assert template is not None
    data, remarks = render_document(template, page, lambda path: None, labels(language))
    assert remarks == []
    assert verify_docx(data, "x.docx", page, [tag for each in template.places.values() for _, tag in each]) == []
    path = tmp_path / f"{language}.docx"
    path.write_bytes(data)
    audit_valid(path)
    sdk_valid(path)


def test_every_field_of_the_page_is_filled_where_there_is_something_to_tell():
    old, new = everything()
    found = content(old, new, reasons=[entry("3.0")])
    assert [name for name in field_tree(Endringer) if not getattr(found, name)] == []
    assert isinstance(KIND.sample(), Endringer)
    assert plain(found.deler[0].tittel.runs) == "Forsiden"
