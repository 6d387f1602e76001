"""Which pieces of a mandate differ between two editions."""

from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.mandates import (
    FOLDER,
    SCALE,
    appendix,
    chapter,
    entry,
    heading,
    image,
    mandate,
    paragraph,
    person,
    place,
    points,
    risk,
    runs,
    table,
    tasks,
)

from pipeline.diagnostics import Place
from pipeline.history.changes import changes_between
from pipeline.records.mandate import Mandate, RiskMatrix, RiskTable
from pipeline.richtext import DataBlock, Mention, MentionKind, Paragraph, Run, Tone

LONG = "Prosjektet skal gjøre utskriving tryggere for alle som kommer hjem fra sykehus i regionen."


def told(old: Mandate | None, new: Mandate, *digests: dict[str, str]) -> list[str]:
    """What has changed, a word or two each."""
    return [
        " ".join(filter(None, (each.piece, str(each.number or ""), each.name, each.kind)))
        for each in changes_between(old, new, *digests)
    ]


def edited(made: Mandate, name: str, *blocks: object) -> Mandate:
    """A copy of a mandate with one chapter's text replaced."""
    copy = deepcopy(made)
    next(each for each in copy.chapters if each.name == name).blocks = list(blocks)
    return copy


# --- the same -------------------------------------------------------------------------------------------------------


def test_the_same_mandate_has_not_changed():
    assert changes_between(mandate(), mandate()) == []


def test_lines_that_moved_and_white_space_are_no_change():
    new = mandate()
    new.chapters[0].blocks = [Paragraph([Run("Derfor.", place(line=40))], place(line=40), ident="sg_other")]
    new.chapters[1].blocks = [points("Ett", "To")]
    assert changes_between(mandate(), new) == []
    spaced = edited(mandate(), "bakgrunn", paragraph("Derfor  og\xa0slik."))
    assert changes_between(edited(mandate(), "bakgrunn", paragraph("Derfor og slik.")), spaced) == []


def test_a_reference_that_got_another_number_is_no_change():
    def with_reference(printed: str, key: str = "risiko") -> Mandate:
        run = Run(printed, place(), mention=Mention(MentionKind.CHAPTER, key, f"sg_kap_{key}"))
        return edited(mandate(), "bakgrunn", Paragraph([run], place()))

    assert changes_between(with_reference("kapittel 5"), with_reference("kapittel 6")) == []
    assert told(with_reference("kapittel 5"), with_reference("kapittel 5", "mal")) == ["kapittel 1 bakgrunn endret"]


def test_the_log_itself_is_no_change():
    assert changes_between(mandate(), mandate(log=[entry("3.0", "2021-01-01", "Alt er nytt")])) == []


# --- chapters and appendices ----------------------------------------------------------------------------------------


def test_a_first_edition_is_all_new():
    assert told(None, mandate(appendices=[appendix("kart")])) == [
        "forside forside ny",
        "kapittel 1 bakgrunn ny",
        "kapittel 2 mal ny",
        "kapittel 3 oppgaver ny",
        "kapittel 4 framdrift ny",
        "kapittel 5 risiko ny",
        "vedlegg 1 kart ny",
    ]


def test_an_edited_chapter_is_told_with_its_number_its_part_and_its_place():
    (change,) = changes_between(mandate(), edited(mandate(), "framdrift", paragraph("Senere.")))
    assert (change.number, change.title, change.part) == (4, "Framdrift", "Prosjektplan")
    assert change.place == Place(f"{FOLDER}/kapitler/framdrift.md", 1, 1)


def test_another_title_is_a_change_of_the_chapter():
    new = mandate()
    new.chapters[1].title = runs("Formål")
    assert told(mandate(), new) == ["kapittel 2 mal endret"]


def test_bold_is_a_change():
    new = edited(mandate(), "bakgrunn", Paragraph(runs("Derfor.", bold=True), place()))
    assert told(mandate(), new) == ["kapittel 1 bakgrunn endret"]


def test_a_chapter_put_in_between_is_new_and_the_others_have_not_changed():
    old = mandate({"Mandat": [chapter("a", paragraph("A")), chapter("b", paragraph("B"))]})
    new = mandate(
        {"Mandat": [chapter("a", paragraph("A")), chapter("ny", paragraph(LONG)), chapter("b", paragraph("B"))]}
    )
    assert told(old, new) == ["kapittel 2 ny ny"]
    assert told(new, old) == ["kapittel 2 ny fjernet"]


def test_a_removed_chapter_is_told_with_the_number_it_had_at_the_mandate_itself():
    old = mandate({"Mandat": [chapter("a", paragraph("A")), chapter("b", paragraph(LONG))]})
    new = mandate({"Mandat": [chapter("a", paragraph("A"))]})
    (change,) = changes_between(old, new)
    assert (change.number, change.part, change.place) == (2, "Mandat", new.place)


def test_a_file_under_another_name_is_the_same_chapter():
    old = mandate({"Mandat": [chapter("bakgrunn", paragraph(LONG), title="Bakgrunn")]})
    renamed = mandate({"Mandat": [chapter("innledning", paragraph(LONG), title="Bakgrunn")]})
    assert changes_between(old, renamed) == []
    edited_too = mandate({"Mandat": [chapter("innledning", paragraph(f"{LONG} Og i kommunene."), title="Bakgrunn")]})
    assert told(old, edited_too) == ["kapittel 1 innledning endret"]
    another = mandate({"Mandat": [chapter("innledning", paragraph("Noe ganske annet enn før."), title="Innledning")]})
    assert told(old, another) == ["kapittel 1 innledning ny", "kapittel 1 bakgrunn fjernet"]


def test_what_points_at_a_chapter_whose_file_was_renamed_has_not_changed():
    def pointing(name: str) -> Mandate:
        run = Run("kapittel 2", place(), mention=Mention(MentionKind.CHAPTER, name, f"sg_kap_{name}"))
        first = chapter("først", Paragraph([run], place()))
        return mandate({"Mandat": [first, chapter(name, paragraph(LONG), title="Bakgrunn")]})

    assert changes_between(pointing("bakgrunn"), pointing("innledning")) == []


def test_two_empty_chapters_under_new_names_are_not_taken_for_one_another():
    old, new = mandate({"M": [chapter("a", title="Ansvar")]}), mandate({"M": [chapter("b", title="Budsjett")]})
    assert told(old, new) == ["kapittel 1 b ny", "kapittel 1 a fjernet"]


def test_appendices_are_told_after_the_chapters():
    old = mandate(appendices=[appendix("a", paragraph("A")), appendix("b", paragraph("B"))])
    new = edited(mandate(appendices=[appendix("c", paragraph(LONG)), appendix("a", paragraph("A!"))]), "mal")
    assert told(old, new) == ["kapittel 2 mal endret", "vedlegg 1 c ny", "vedlegg 2 a endret", "vedlegg 2 b fjernet"]


# --- order and front ------------------------------------------------------------------------------------------------


def test_chapters_in_another_order_are_a_change_of_the_order_alone():
    old = mandate({"Mandat": [chapter("a"), chapter("b")], "Plan": [chapter("c")]})
    turned = mandate({"Mandat": [chapter("b"), chapter("a")], "Plan": [chapter("c")]})
    moved = mandate({"Mandat": [chapter("a")], "Plan": [chapter("b"), chapter("c")]})
    assert told(old, turned) == told(old, moved) == ["rekkefølge kapitler endret"]


def test_appendices_in_another_order_are_a_change_of_the_order_alone():
    old = mandate(appendices=[appendix("a"), appendix("b")])
    assert told(old, mandate(appendices=[appendix("b"), appendix("a")])) == ["rekkefølge vedlegg endret"]


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("title", "Mandat", "forside"),
        ("subtitle", "", "forside"),
        ("project", "Det andre", "forside"),
        ("owner", person("vik", "Ola Vik"), "forside"),
        ("leader", None, "forside"),
        ("language", "nn", "forside"),
        ("scale", replace(SCALE, likelihoods=["Lav", "Medium", "Høy"]), "risiko"),
    ],
)
def test_what_stands_in_front_is_a_change_of_the_front(field, value, name):
    assert told(mandate(), mandate(**{field: value})) == [f"forside {name} endret"]


def test_a_part_with_another_title_is_a_change_of_the_parts():
    old, new = mandate({"Mandat": [chapter("a")]}), mandate({"Rammer": [chapter("a")]})
    assert told(old, new) == ["forside deler endret"]


# --- what only bytes and tables tell --------------------------------------------------------------------------------


def test_an_image_counts_by_its_bytes_too():
    made = edited(mandate(), "bakgrunn", image("mandater/proven/bilder/kart.png"))
    path = "sources/mandater/proven/bilder/kart.png"
    assert changes_between(made, made, {path: "a"}, {path: "a"}) == []
    assert told(made, made, {path: "a"}, {path: "b"}) == ["kapittel 1 bakgrunn endret"]
    assert changes_between(made, made, {}, {path: "b"}) == []


def test_a_file_sent_along_counts_by_its_bytes_too():
    made = mandate(appendices=[appendix("budsjett", path="vedlegg/budsjett.pdf")])
    path = "sources/vedlegg/budsjett.pdf"
    assert told(made, made, {path: "a"}, {path: "b"}) == ["vedlegg 1 budsjett endret"]
    assert changes_between(made, made, {path: "a"}, {path: "a"}) == []


def test_a_risk_is_told_where_it_stands_and_not_in_the_matrix_drawn_from_it():
    def with_risk(likelihood: int) -> Mandate:
        risks = [risk("A", likelihood)]
        matrix = DataBlock("risikomatrise", RiskMatrix(None, risks, SCALE, place()), place())
        made = edited(mandate(), "risiko", DataBlock("risiko", RiskTable(risks, place()), place()))
        return edited(made, "framdrift", matrix)

    assert told(with_risk(1), with_risk(2)) == ["kapittel 5 risiko endret"]


def test_a_colour_that_follows_from_another_scale_is_a_change_of_the_scale_alone():
    def coloured(tone: Tone) -> Mandate:
        table = DataBlock("risiko", RiskTable([risk("A", tone=tone)], place()), place())
        return edited(mandate(scale=replace(SCALE, colours=[[tone]])), "risiko", table)

    assert told(coloured(Tone.RED), coloured(Tone.GREEN)) == ["forside risiko endret"]


def test_a_task_with_another_deadline_is_a_change():
    old, new = (edited(mandate(), "oppgaver", tasks(("Kartlegge", due, "vik"))) for due in ("1. mai", "1. juni"))
    assert told(old, new) == ["kapittel 3 oppgaver endret"]


# --- properties -----------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["utskriving", "sykehus", "kommune", "samarbeid", "pasient", "hjemme", "trygg", "rutine", "møte", "plan"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
BLOCKS = st.one_of(
    TEXTS.map(paragraph),
    TEXTS.map(heading),
    st.lists(TEXTS, min_size=1, max_size=3).map(lambda texts: points(*texts)),
    st.lists(TEXTS, min_size=1, max_size=3).map(lambda texts: table(["Hva"], *([each] for each in texts))),
    st.lists(st.tuples(TEXTS, TEXTS, WORDS), min_size=1, max_size=3).map(lambda rows: tasks(*rows)),
    st.lists(st.integers(1, 3), min_size=1, max_size=3).map(
        lambda levels: DataBlock("risiko", RiskTable([risk("A", each) for each in levels], place()), place())
    ),
)
CHAPTERS = st.lists(st.lists(BLOCKS, max_size=4), min_size=2, max_size=6)


def made_of(texts: list[list[object]]) -> Mandate:
    chapters = [chapter(f"kap{count}", *blocks) for count, blocks in enumerate(texts)]
    half = len(chapters) // 2
    return mandate({"Mandat": chapters[:half], "Plan": chapters[half:]}, [appendix("a", *texts[0])])


@given(CHAPTERS)
@settings(max_examples=60, deadline=None)
def test_a_mandate_never_differs_from_itself(texts):
    assert changes_between(made_of(texts), deepcopy(made_of(texts))) == []


@given(CHAPTERS, st.data())
@settings(max_examples=60, deadline=None)
def test_an_edit_of_one_chapter_names_exactly_that_chapter(texts, data):
    old, new = made_of(texts), deepcopy(made_of(texts))
    which = data.draw(st.integers(0, len(texts) - 1))
    blocks = new.chapters[which].blocks
    at = data.draw(st.integers(0, len(blocks)))
    if at < len(blocks) and data.draw(st.booleans()):
        del blocks[at]
    else:
        blocks.insert(at, data.draw(BLOCKS))
    assert told(old, new) == [f"kapittel {which + 1} kap{which} endret"]
