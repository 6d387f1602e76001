"""The words of the log's *Kapittel* column."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.mandates import HERE, chapter, mandate

from pipeline.document.change_words import LONGEST, chapters_label, in_brackets, number_list
from pipeline.history.changes import changes_between
from pipeline.language.labels import labels
from pipeline.records.mandate import ChangeKind, PieceChange, PieceKind

NB = labels("nb")


def changed(
    number: int, part: str = "Mandat", kind: ChangeKind = ChangeKind.CHANGED, piece: PieceKind = PieceKind.CHAPTER
) -> PieceChange:
    return PieceChange(piece, kind, f"navn{number}", number, "Tittel", part, HERE)


def appendix(number: int, kind: ChangeKind = ChangeKind.CHANGED) -> PieceChange:
    return changed(number, "", kind, PieceKind.APPENDIX)


def other(piece: PieceKind, name: str) -> PieceChange:
    return PieceChange(piece, ChangeKind.CHANGED, name, 0, "Tittel", "", HERE)


PLAN, NEW, GONE = "Prosjektplan", ChangeKind.NEW, ChangeKind.REMOVED


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ([], ""),
        ([changed(6)], "Kap. 6"),
        ([changed(6), changed(7)], "Kap. 6 og 7"),
        ([changed(3), changed(4), changed(5)], "Kap. 3–5"),
        ([changed(1), changed(3), changed(4), changed(5), changed(8)], "Kap. 1, 3–5 og 8"),
        (
            [changed(2), changed(4), changed(6), changed(9, PLAN), changed(10, PLAN)],
            "Kap. 2, 4 og 6 (mandat); kap. 9 og 10 (prosjektplan)",
        ),
        ([changed(9, PLAN)], "Kap. 9"),
        ([changed(12, PLAN, NEW)], "Kap. 12 (nytt)"),
        ([changed(11, PLAN, NEW), changed(12, PLAN, NEW)], "Kap. 11 og 12 (nye)"),
        ([changed(2), changed(12, PLAN, NEW)], "Kap. 2; kap. 12 (nytt)"),
        ([changed(5, kind=GONE)], "Tidligere kap. 5 er tatt ut"),
        ([changed(4), changed(5, kind=GONE), changed(6, kind=GONE)], "Kap. 4; tidligere kap. 5 og 6 er tatt ut"),
        ([appendix(2)], "Vedlegg 2"),
        (
            [appendix(2), appendix(4, NEW), appendix(3, GONE)],
            "Vedlegg 2; vedlegg 4 (nytt); tidligere vedlegg 3 er tatt ut",
        ),
        ([other(PieceKind.FRONT, "forside")], "Forside"),
        ([other(PieceKind.FRONT, "risiko"), changed(3)], "Risikoskala; kap. 3"),
        ([other(PieceKind.FRONT, "deler")], "Deltitler"),
        ([other(PieceKind.FRONT, "godkjennere")], "Godkjennere"),
        ([other(PieceKind.ORDER, "kapitler"), other(PieceKind.ORDER, "vedlegg")], "Rekkefølgen"),
    ],
)
def test_what_has_changed_is_told_by_numbers(changes, label):
    assert chapters_label(changes, NB) == label


def test_a_first_version_needs_no_label():
    assert chapters_label(changes_between(None, mandate()), NB) == ""


def test_every_chapter_new_in_a_later_version_is_told():
    assert chapters_label(changes_between(mandate({"M": []}), mandate({"M": [chapter("a")]})), NB) == "Kap. 1 (nytt)"


def test_in_nynorsk_what_is_taken_out_is_teke_ut():
    nynorsk = {"tidligere kap. {numre} er tatt ut": "tidlegare kap. {numre} er teke ut"}
    assert (
        chapters_label([changed(5, kind=GONE)], lambda text: nynorsk.get(text, text)) == "Tidlegare kap. 5 er teke ut"
    )


def test_names_of_parts_are_left_out_where_they_would_make_it_too_long():
    long = "Prosjektplan med en tittel som er lengre enn noen i det hele tatt har bruk for, og som bare fortsetter"
    assert chapters_label([changed(1), changed(9, long)], NB) == "Kap. 1 og 9"


def test_numbers_too_many_for_the_column_are_cut_between_two_of_them():
    label = chapters_label([changed(each) for each in range(1, 200, 2)], NB)
    assert label.startswith("Kap. 1, 3, 5, ")
    assert label.endswith(" m.m.")
    assert len(label) <= LONGEST


CHANGES = st.builds(
    changed,
    st.integers(1, 99),
    st.sampled_from(["Mandat", PLAN, "Vedlegg og annet som følger med"]),
    st.sampled_from(ChangeKind),
    st.sampled_from([PieceKind.CHAPTER, PieceKind.APPENDIX]),
)


@given(st.lists(CHANGES, min_size=1, max_size=60))
@settings(max_examples=100, deadline=None)
def test_a_label_fits_the_column_and_begins_with_a_capital_letter(changes):
    label = chapters_label(changes, NB)
    assert 0 < len(label) <= LONGEST
    assert label[0].isupper()


@pytest.mark.parametrize(
    ("title", "inside"),
    [("Mandat", "mandat"), ("PROSJEKTPLAN", "prosjektplan"), ("BUP-planen", "BUP-planen"), ("", "")],
)
def test_a_title_inside_a_sentence(title, inside):
    assert in_brackets(title) == inside


def test_numbers_are_listed_once_each_and_in_order():
    assert number_list([7, 4, 3, 4, 5], NB) == "3–5 og 7"
