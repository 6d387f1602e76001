"""The sections of a case paper: matched by name however it is spelt, printed in the order of the body."""

import pytest

from pipeline.records.paper_sections import USUAL_ORDER, arranged, folded_section, is_proposal, missing_sections


@pytest.mark.parametrize(
    "typed", ["Forslag til vedtak", "FORSLAG TIL  VEDTAK:", "Framlegg til vedtak", "framlegg til vedtak."]
)
def test_a_section_is_known_however_it_is_spelt(typed: str) -> None:
    assert is_proposal(typed)


def test_the_written_languages_are_one_to_a_section() -> None:
    assert folded_section("Økonomiske konsekvensar") == folded_section("okonomiske konsekvenser")
    assert folded_section("Bakgrunn") != folded_section("Fakta")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (["Vurdering", "Bakgrunn", "Forslag til vedtak"], ["Forslag til vedtak", "Bakgrunn", "Vurdering"]),
        (["Bakgrunn", "Høring", "Fakta"], ["Bakgrunn", "Høring", "Fakta"]),
        (["Vurdering", "Høring", "Bakgrunn"], ["Bakgrunn", "Vurdering", "Høring"]),
        (["Til leseren", "Vurdering", "Fakta"], ["Til leseren", "Fakta", "Vurdering"]),
        (["Fakta", "Bakgrunn", "Fakta"], ["Bakgrunn", "Fakta", "Fakta"]),
    ],
)
def test_a_section_nobody_asked_for_stays_behind_the_one_it_was_typed_after(
    typed: list[str], printed: list[str]
) -> None:
    assert [typed[index] for index in arranged(typed, USUAL_ORDER)] == printed


def test_what_is_missing_is_told_as_the_body_spells_it() -> None:
    order = ["Framlegg til vedtak", "Bakgrunn", "Økonomiske konsekvensar", "Vedlegg"]
    assert missing_sections(["bakgrunn"], order) == ["Økonomiske konsekvensar"]
