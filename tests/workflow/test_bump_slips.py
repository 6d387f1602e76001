"""Slips of those who make a version: what is kept can never be taken back, so they are stopped before."""

import pytest
from support.kept_mandate import FILES, LOG, bumped, edit, head, state

from pipeline.diagnostics import Exit
from pipeline.workflow.refusal import Refused
from pipeline.workflow.version_numbers import BumpKind


@pytest.fixture
def root(project):
    return project(FILES)


def refused(root, **given) -> Refused:
    before = state(root)
    with pytest.raises(Refused) as caught:
        bumped(root, **given)
    assert state(root) == before
    return caught.value


def test_a_year_mistyped_is_refused_since_later_versions_would_have_to_come_after_it(root):
    assert "09.04.2202 er mer enn et år fram i tid" in str(refused(root, day="09.04.2202"))
    assert bumped(root, day="09.04.2021").seal  # the meeting that treats it may be a good while off


@pytest.mark.parametrize("number", ["01.1", "00.5"])
def test_a_number_with_a_nought_before_it_is_refused(root, number):
    assert f"«{number}» er ikke et versjonsnummer" in str(refused(root, number=number))


def test_whoever_has_changed_it_may_be_named_in_full(root):
    bumped(root, by="kari BERG")
    assert "av: berg\n" in head(root).read_text("utf-8")


def test_a_release_with_a_picture_nobody_can_see_is_refused(project):
    root = project({**FILES, "mandater/bup/bilder/kart.png": b"\x89PNG\r\n\x1a\n halvt"})
    edit(root, "mandat.yaml", head(root).read_text("utf-8") + LOG)
    edit(root, "kapitler/mal.md", "# Mål\n\n![Et kart over veien](bilder/kart.png)\n")
    refusal = refused(root, kind=BumpKind.RELEASE, approved_by="berg")
    assert refusal.exit is Exit.FAULTS
    assert "sources/mandater/bup/kapitler/mal.md:3:1: " in str(refusal)
    assert bumped(root).seal


def test_a_head_behind_a_link_is_written_where_it_lies(root):
    behind = head(root).with_name("egentlig.yaml")
    head(root).rename(behind)
    head(root).symlink_to(behind.name)
    bumped(root)
    assert head(root).is_symlink()
    assert "segl: " in behind.read_text("utf-8")


def test_a_log_that_cannot_be_read_is_told_before_the_versions_it_lacks(root):
    bumped(root)
    edit(root, "mandat.yaml", head(root).read_text("utf-8").replace("    dato", "\tdato"))
    said = str(refused(root)).splitlines()
    assert "tabulator" in said[1]
    assert any("har ingen rad i loggen" in line or "Seglet" in line for line in said)
