"""`saksgang mandate bump`: the number, the row, what is kept; what is refused; and what happens when it is stopped."""

import contextlib
import errno
import os
import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.failing_disk import Killed, failing_disk, killed_in_a_process_of_its_own, raising
from support.kept_mandate import (
    ARCHIVE,
    FILES,
    HEAD,
    LOG,
    TODAY,
    bumped,
    edit,
    faults,
    head,
    mandate,
    reading,
    state,
)
from support.projects import COMMON, write_sources

from pipeline.diagnostics import Exit
from pipeline.edit import whole_change
from pipeline.records.mandate import PageNumbers
from pipeline.records.version import Version, read_version
from pipeline.workflow.build import build
from pipeline.workflow.bump import outlook
from pipeline.workflow.kept import kept_document, kept_versions
from pipeline.workflow.refusal import Refused
from pipeline.workflow.version_numbers import BumpKind, proposed, usual_kind
from pipeline.workflow.version_numbers import given as given_number


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "prosjekt"
    write_sources(folder, COMMON | FILES)
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A mandate with history typed by hand, of which nothing is kept."""
    folder = tmp_path / "prosjekt"
    write_sources(folder, COMMON | FILES | {"mandater/bup/mandat.yaml": HEAD + LOG})
    return folder


def refused(root: Path, *changes: str, **given) -> Refused:
    """Why a bump is refused; nothing may have changed."""
    before = state(root)
    with pytest.raises(Refused) as refusal:
        bumped(root, *changes, **given)
    assert state(root) == before
    return refusal.value


# --- the number ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last", "kind", "number"),
    [
        (None, "draft", "0.1"),
        ("0.90", "draft", "0.91"),
        ("0.99", "draft", "0.100"),
        ("0.09", "draft", "0.10"),
        ("0.08", "draft", "0.09"),
        ("1.70", "minor", "1.71"),
        ("1.70-1", "minor", "1.71"),
        ("2.0", "minor", "2.1"),
        ("1.70", "editorial", "1.70-1"),
        ("1.70-1", "editorial", "1.70-2"),
        ("0.90", "editorial", "0.90-1"),
        (None, "release", "1.0"),
        ("0.93", "release", "1.0"),
        ("1.70-1", "release", "2.0"),
    ],
)
def test_the_next_number_follows_from_the_last_and_the_kind(last, kind, number):
    assert str(proposed(last and read_version(last), BumpKind(kind))) == number


@pytest.mark.parametrize(
    ("last", "kind", "why"),
    [
        ("1.70", "draft", "Bruk --minor, som gir 1.71, eller --editorial, som gir 1.70-1"),
        ("0.90", "minor", "Bruk --draft, som gir 0.91, eller --release"),
        (None, "minor", "bruk --draft, som gir 0.1"),
        (None, "editorial", "bruk --draft, som gir 0.1"),
    ],
)
def test_a_kind_that_cannot_come_there_is_refused_with_the_one_to_use(last, kind, why):
    with pytest.raises(Refused, match=why):
        proposed(last and read_version(last), BumpKind(kind))


@pytest.mark.parametrize(
    ("last", "kind", "typed", "why"),
    [
        ("1.70", None, "1.8", r"1\.8 er mindre enn 1\.70, fordi delene er hele tall\. Mente du 1\.80\?"),
        ("1.66", "minor", "1.7", r"Mente du 1\.70\?"),
        ("1.70", None, "1.70", "finnes alt"),
        ("1.70", None, "1.07", r"1\.07 er mindre enn 1\.70\. Numrene må stige"),
        ("2.0", None, "1.99", "Numrene må stige"),
        ("1.70", "editorial", "1.71", "bindestrek"),
        ("1.70", "draft", "1.71", "under 1.0"),
        ("1.70", "release", "1.71", r"slutter på \.0"),
        ("1.70", None, "3.0", r"kommer 2\.0, ikke 3\.0"),
        ("1.70", None, "1.71-1", "hører til den siste versjonen"),
        ("1.70", None, "2.1", r"må komme etter 2\.0"),
        (None, None, "1.5", r"må komme etter 1\.0"),
        ("1.70", None, "to", "ikke et versjonsnummer"),
        (None, None, "0.0", "ikke et versjonsnummer"),
    ],
)
def test_a_number_that_does_not_rise_or_fit_is_refused(last, kind, typed, why):
    with pytest.raises(Refused, match=why):
        given_number(typed, last and read_version(last), kind and BumpKind(kind))


@pytest.mark.parametrize(
    ("last", "typed", "kind"),
    [("1.70", "1.80", "minor"), ("1.70", "2.0", "release"), ("1.70", "1.70-3", "editorial"), ("0.9", "0.90", "draft")],
)
def test_a_number_of_ones_own_says_its_kind(last, typed, kind):
    assert given_number(typed, read_version(last), None) == (read_version(typed), BumpKind(kind))


def test_without_a_kind_a_draft_is_followed_by_a_draft_and_others_by_one_in_between():
    assert [usual_kind(each and read_version(each)) for each in (None, "0.9", "1.0", "1.7-1")] == [
        BumpKind.DRAFT,
        BumpKind.DRAFT,
        BumpKind.MINOR,
        BumpKind.MINOR,
    ]


@given(st.tuples(st.integers(0, 9), st.integers(0, 120), st.integers(0, 3)), st.sampled_from(list(BumpKind)))
def test_a_proposed_number_always_rises_and_fits(parts, kind):
    last = Version(*parts)
    if parts == (0, 0, 0):
        return
    try:
        number = proposed(last, kind)
    except Refused:
        return
    assert number > last
    assert read_version(str(number)) == number
    assert given_number(str(number), last, kind) == (number, kind)


# --- the row and what is kept -------------------------------------------------------------------------------------


def test_a_first_version_gets_its_row_and_is_kept(root):
    before = head(root).read_bytes()
    made = bumped(root, "Dokument opprettet", by="vik")
    assert (
        head(root).read_bytes()
        == before
        + (
            "logg:\n  - versjon: 0.1\n    dato: 09.04.2020\n    endring: Dokument opprettet\n    av: vik\n"
            f"    segl: {made.seal}\n"
        ).encode()
    )
    assert made.document == "sources/arkiv/mandater/bup/0.1/2020-04-09-bup-mandat-0.1-utkast.docx"
    assert {
        path.relative_to(root / ARCHIVE / "0.1").as_posix() for path in (root / ARCHIVE).rglob("*.*") if path.is_file()
    } == {
        "2020-04-09-bup-mandat-0.1-utkast.docx",
        "segl.json",
        *(f"kilder/{path}" for path in FILES),
    }
    assert faults(root) == []


def test_what_is_built_of_untouched_sources_is_what_was_kept(root):
    made = bumped(root)
    report = build(root, ["mandat"])
    assert [path.read_bytes() for path in (root / "build/mandat").glob("*.docx")] == [
        (root / made.document).read_bytes()
    ]
    assert report.exit is Exit.GOOD


def test_the_chapters_are_worked_out_from_what_has_changed(root):
    bumped(root)
    edit(root, "kapitler/okonomi.md")
    assert bumped(root, "Ny ramme").chapters == ["Kap. 3"]
    edit(root, "kapitler/mal.md")
    edit(root, "vedlegg/plan.md")
    assert bumped(root, "Etter møtet", "Og mer til").chapters == ["Kap. 2; vedlegg 1", ""]
    entry = mandate(root).log[-1]
    assert [(each.chapters, each.what[0].text) for each in entry.changes] == [
        ("Kap. 2; vedlegg 1", "Etter møtet"),
        ("", "Og mer til"),
    ]


def test_a_change_may_be_bound_to_chapters_and_the_others_share_the_rest(root):
    bumped(root)
    for path in ("kapitler/bakgrunn.md", "kapitler/mal.md", "kapitler/okonomi.md", "vedlegg/plan.md"):
        edit(root, path)
    made = bumped(root, "okonomi: Ny ramme", "Kap. 1 og 2: Språk", "Vedlegget er fulgt opp")
    assert made.chapters == ["Kap. 3 (prosjektplan)", "Kap. 1 og 2 (mandat)", "Vedlegg 1"]
    assert [each.what[0].text for each in mandate(root).log[-1].changes] == [
        "Ny ramme",
        "Språk",
        "Vedlegget er fulgt opp",
    ]


@pytest.mark.parametrize(
    ("change", "chapters", "text"),
    [
        ("Kap 2: a", "Kap. 2", "a"),
        ("kapittel 1, 2: a", "Kap. 1 og 2", "a"),
        ("Kap. 1–2: a: b", "Kap. 1 og 2", "a: b"),
        ("kapitlene 1 og 2: a", "Kap. 1 og 2", "a"),
        ("Mål: a", "Kap. 2", "a"),
        ("mal og bakgrunn: a", "Kap. 1 og 2", "a"),
        ("kap. 2 og vedlegg 1: a", "Kap. 2; vedlegg 1", "a"),
        ("Kap. 1 og 2 (mandat): a", "Kap. 1 og 2", "a"),
        (
            "Kap. 2 (mandat); kap. 3 (Prosjektplan); vedlegg 1 (nytt): a",
            "Kap. 2 (mandat); kap. 3 (prosjektplan); vedlegg 1",
            "a",
        ),
        ("plan: a", "Vedlegg 1", "a"),
        ("forsiden: a", "Forside", "a"),
        ("Kap. 2 (noe annet): a", "", "Kap. 2 (noe annet): a"),
        ("Merk dette: a", "", "Merk dette: a"),
        ("kl. 12:30 i går", "", "kl. 12:30 i går"),
        ("Etter møtet", "", "Etter møtet"),
    ],
)
def test_what_a_change_may_name(old, change, chapters, text):
    """Where nothing is kept, nobody knows what has changed: what is named is taken for it."""
    assert bumped(old, change).chapters == [chapters]
    assert mandate(old).log[-1].changes[0].what[0].text == text


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("Kap. 2: a", "Kapittel 2 «Mål» er ikke endret siden versjon 0.1"),
        ("mal: a", "Kapittel 2 «Mål» er ikke endret siden versjon 0.1"),
        ("Kap. 3 og 2: a", "Kapittel 2 «Mål» er ikke endret"),
        ("vedlegg 1: a", "Vedlegg 1 «Planen» er ikke endret"),
        ("Kap. 9: a", "Kapittel 9 finnes ikke. Mandatet har 3 kapitler"),
        ("vedlegg 2: a", "Vedlegg 2 finnes ikke. Mandatet har 1 vedlegg"),
        ("okonmi: a", "Mente du «okonomi»"),
        ("forsiden: a", "Forsiden er ikke endret"),
        ("rekkefølgen: a", "Rekkefølgen er ikke endret"),
        ("kap. 3 og noe annet: a", "Skjønte ikke hva «kap. 3 og noe annet» viser til"),
        ("  \n ", "kan ikke være tom"),
    ],
)
def test_a_change_that_names_what_is_not_so_is_refused(root, change, why):
    bumped(root)
    edit(root, "kapitler/okonomi.md")
    assert why in str(refused(root, change))


def test_a_changed_chapter_that_no_change_is_about_is_refused(root):
    bumped(root)
    edit(root, "kapitler/okonomi.md")
    edit(root, "kapitler/mal.md")
    assert "Kap. 2 er også endret" in str(refused(root, "okonomi: Ny ramme"))
    assert bumped(root, "okonomi: Ny ramme", "Kap. 2: Klarere").chapters == ["Kap. 3 (prosjektplan)", "Kap. 2 (mandat)"]


def test_a_chapter_that_is_new_or_taken_out_is_told_as_such(root):
    bumped(root)
    text = head(root).read_text("utf-8")
    edit(root, "kapitler/risiko.md", "# Risiko\n\nLiten.\n")
    edit(root, "mandat.yaml", text.replace("[okonomi]", "[risiko]"))
    made = bumped(root, "risiko: Kom til", "okonomi: Gikk ut")
    assert made.chapters == ["Kap. 3 (nytt)", "Tidligere kap. 3 er tatt ut"]


def test_history_typed_by_hand_goes_on_and_everything_is_kept_from_now_on(old):
    made = bumped(old, "Etter møtet")
    assert (str(made.version), made.chapters) == ("0.91", [""])
    assert [bool(entry.seal) for entry in mandate(old).log] == [False, True]
    assert [str(each) for each in kept_versions(old, "bup")] == ["0.91"]


def test_a_release_says_who_approved_it_and_where_it_was_treated(root):
    bumped(root)
    edit(root, "kapitler/mal.md")
    bumped(
        root,
        "Godkjent",
        kind=BumpKind.RELEASE,
        approved_by="prosjektgruppen",
        day="9. april 2020",
        treated=["Prosjektgruppen, 09.04.2020, godkjent", "Brukerrådet, drøftet"],
    )
    entry = mandate(root).log[-1]
    assert (str(entry.version), entry.approved_by, entry.by) == ("1.0", "Prosjektgruppen", "Eva Hegg")
    assert [(each.forum, each.day, each.outcome and each.outcome.value) for each in entry.treatments] == [
        ("Prosjektgruppen", date(2020, 4, 9), "godkjent"),
        ("Brukerrådet", None, "drøftet"),
    ]
    assert faults(root) == []


def test_a_release_of_an_unchanged_draft_says_that_it_is_approved_once(root):
    """What a body approves is what it was shown: nothing else may have changed."""
    bumped(root)
    assert "Ingenting er endret" in str(refused(root))
    bumped(root, "Godkjent uendret", kind=BumpKind.RELEASE, approved_by="berg")
    assert "Ingenting er endret" in str(refused(root, kind=BumpKind.RELEASE, approved_by="berg"))


@pytest.mark.parametrize(
    "typed",
    [
        HEAD.replace("\n", "\r\n") + "logg:\r\n",
        HEAD + "logg: []",
        HEAD.replace("# Mandatet\n", "# Mandatet\nlogg: [] # endringsloggen\n"),
        HEAD + "logg:\n- versjon: '0.1'\n  dato: 01.01.2020\n  endring: x\n  av: vik\n\n# slutt",
        HEAD + 'logg: [{versjon: "0.1", dato: 01.01.2020, endring: x, av: vik}]\n',
        "\ufeff" + HEAD,
        HEAD.removesuffix("\n"),
    ],
    ids=["crlf", "brackets", "first", "dashes to the left", "one line", "byte order mark", "no last line ending"],
)
def test_the_rest_of_the_file_is_as_it_was_however_it_was_typed(root, typed):
    head(root).write_bytes(typed.encode())
    before = typed.encode()
    made = bumped(root, "Etter møtet: «ja» # og 'mer'\npå to linjer")
    after = head(root).read_bytes()
    at = after.index(made.seal.encode())
    row_begins = next(index for index in range(len(after)) if after[: index + 1] != before[: index + 1])
    row_ends = len(after) - next(
        index for index in range(len(after)) if after[len(after) - index - 1 :] != before[len(before) - index - 1 :]
    )
    assert row_begins <= at < row_ends
    assert mandate(root).log[-1].changes[0].what[0].text.startswith("Etter møtet: «ja» # og 'mer'")
    assert faults(root) == []


def test_git_is_told_to_leave_what_is_sealed_as_it_is(root):
    bumped(root)
    assert b"* -text" in (root / "sources/arkiv/.gitattributes").read_bytes()


def test_page_numbers_worked_out_for_the_new_version_are_kept_with_it(root):
    asked = []

    def fill(folder, project, new):
        asked.append((folder, [str(entry.version) for entry in new.log]))
        return PageNumbers("0" * 32, {"sg_kap_mal": 3})

    made = bumped(root, fill_pages=fill)
    assert asked == [(root, ["0.1"])]
    numbers = (root / "sources/mandater/bup/sidetall.json").read_bytes()
    assert (root / ARCHIVE / "0.1/kilder/mandater/bup/sidetall.json").read_bytes() == numbers
    assert made.pages_old, "they are for another document"
    assert faults(root) == []


def test_a_file_sent_along_and_a_picture_are_kept(root):
    picture = b"\x89PNG\r\n\x1a\n" + b"\0" * 30
    write_sources(root, {"mandater/bup/bilder/boks.png": picture, "vedlegg/budsjett.pdf": b"%PDF-1.4"})
    edit(root, "kapitler/mal.md", "# Mål\n\n![Boks](bilder/boks.png)\n\nSe @vedlegg:budsjett.\n")
    attached = "  - plan\n  - navn: budsjett\n    tittel: Budsjett\n    fil: vedlegg/budsjett.pdf\n"
    edit(root, "mandat.yaml", HEAD.replace("  - plan\n", attached))
    bumped(root)
    kept = root / ARCHIVE / "0.1/kilder"
    assert (kept / "mandater/bup/bilder/boks.png").read_bytes() == picture
    assert (kept / "vedlegg/budsjett.pdf").read_bytes() == b"%PDF-1.4"
    (root / "sources/vedlegg/budsjett.pdf").write_bytes(b"%PDF-1.5")
    assert bumped(root).chapters == ["Vedlegg 2"]


def test_where_a_mandate_stands_is_told_to_whoever_asks(root):
    look = outlook(root, "bup")
    assert (look.last, look.kind, look.changed) == (None, BumpKind.DRAFT, None)
    bumped(root)
    edit(root, "kapitler/mal.md")
    look = outlook(root, "bup")
    assert {str(kind): str(number) for kind, number in look.numbers.items()} == {
        "draft": "0.2",
        "editorial": "0.1-1",
        "release": "1.0",
    }
    assert look.told_changes() == ["Kapittel 2 «Mål» er endret etter versjon 0.1."]


# --- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"day": "08.04.2020"}, "08.04.2020 er før versjon 0.1, som er datert 09.04.2020"),
        ({"today": date(2020, 4, 8)}, "er før versjon 0.1"),
        ({"day": "31.04.2020"}, "ikke en dato med år"),
        ({"day": "9. april"}, "ikke en dato med år"),
        ({"by": "hegge"}, "«hegge» er ikke en id i personer.yaml. Mente du «hegg»?"),
        ({"by": "Kari"}, "ikke en id i personer.yaml"),
        (
            {"kind": BumpKind.RELEASE},
            "må være godkjent. Si av hvem med --approved-by. Dette mandatet har: prosjektgruppen",
        ),
        (
            {"kind": BumpKind.RELEASE, "approved_by": "vik"},
            "«vik» kan ikke godkjenne dette mandatet. Det kan: prosjektgr",
        ),
        ({"approved_by": "vik"}, "kan ikke godkjenne"),
        ({"kind": BumpKind.MINOR}, "Bruk --draft"),
        ({"number": "0.1"}, "finnes alt"),
        ({"treated": ["prosjektgruppen, sak 99-2020"]}, "Raden i loggen ville fått feil"),
        ({"treated": ["prosjektgruppen, i går"]}, "Skjønte ikke «i går»"),
        ({"treated": ["prosjektgruppen, 31.04.2020"]}, "ikke en dato med år"),
        ({"treated": ["prosjektgruppen, godkjent, drøftet"]}, "to svar"),
        ({"treated": [" , "]}, "hvor versjonen er behandlet"),
    ],
)
def test_what_does_not_hold_is_refused_with_the_reason(root, given, why):
    bumped(root)
    edit(root, "kapitler/mal.md")
    refusal = refused(root, **given)
    assert why in str(refusal)
    assert refusal.exit is Exit.USAGE


def test_nothing_to_say_is_refused_with_what_to_give(root):
    with pytest.raises(Refused, match="--change"):
        from pipeline.workflow.bump import bump

        bump(root, "bup", None, [], None, None, None, None, [], TODAY)


def test_an_unknown_mandate_is_refused_with_the_nearest(root):
    from pipeline.workflow.bump import bump

    with pytest.raises(Refused, match="Mente du «bup»"):
        bump(root, "bop", None, ["a"], None, None, None, None, [], TODAY)


def test_no_leader_and_nobody_named_is_refused(root):
    edit(root, "mandat.yaml", HEAD.replace("prosjektleder: hegg\n", ""))
    assert "--by" in str(refused(root))


def test_a_mandate_nobody_may_approve_is_not_released(root):
    edit(root, "mandat.yaml", HEAD.replace("godkjennere: [prosjektgruppen, berg]   # bare disse\n", ""))
    assert "under «godkjennere»" in str(refused(root, kind=BumpKind.RELEASE, approved_by="berg"))


def test_a_release_with_faults_is_refused_and_they_are_listed_but_a_draft_is_made(root):
    edit(root, "kapitler/mal.md", "# Mål\n\nSe @kapittel:finnesikke.\n")
    refusal = refused(root, kind=BumpKind.RELEASE, approved_by="berg")
    assert refusal.exit is Exit.FAULTS
    assert "sources/mandater/bup/kapitler/mal.md:3:4: " in str(refusal)
    assert bumped(root).seal


def test_a_log_in_disorder_is_refused(old):
    edit(old, "mandat.yaml", HEAD + LOG + "  - versjon: 0.89\n    dato: 01.07.2019\n    endring: a\n    av: hegg\n")
    refusal = refused(old)
    assert refusal.exit is Exit.FAULTS
    assert str(refusal).startswith("Loggen er ikke i orden. Rett den først:\nsources/mandater/bup/mandat.yaml:18:")


@pytest.mark.parametrize(
    "row",
    [
        "  - dato: 01.07.2019\n    endring: uten nummer\n",
        "  - versjon: 0.91\n    dato: 0.06.18\n    endring: a\n    av: hegg\n",
        "  - versjon: 0.91\n    endring: 'aldri lukket\n",
        "  versjon 0.91\n",
    ],
)
def test_a_row_of_which_little_can_be_read_is_mended_before_anything_is_built_on_it(old, row):
    edit(old, "mandat.yaml", HEAD + LOG + row + "undertittel: x\n")
    assert "Loggen er ikke i orden" in str(refused(old)), row


def test_a_fault_elsewhere_in_the_head_is_no_disorder_of_the_log(root):
    edit(root, "mandat.yaml", "ukjent: x\n" + HEAD)
    bumped(root)
    edit(root, "mandat.yaml", head(root).read_text("utf-8") + "også_ukjent: y\n")
    edit(root, "kapitler/mal.md")
    assert bumped(root).seal


def test_a_version_that_counts_under_its_hidden_name_is_not_thrown_away_with_a_broken_row(root):
    bumped(root)
    (root / ARCHIVE / "0.1").rename(root / ARCHIVE / ".ny-0.1")
    text = head(root).read_text("utf-8")
    edit(root, "mandat.yaml", text.replace("versjon: 0.1", "versjon 0.1"))
    refused(root)
    edit(root, "mandat.yaml", text)
    edit(root, "kapitler/mal.md")
    bumped(root)
    assert sorted(path.name for path in (root / ARCHIVE).iterdir()) == ["0.1", "0.2"]


def test_an_archive_that_is_touched_is_refused(root):
    bumped(root)
    edit(root, "kapitler/mal.md")
    document = next((root / ARCHIVE).rglob("*.docx"))
    document.write_bytes(document.read_bytes() + b"x")
    refusal = refused(root)
    assert refusal.exit is Exit.FAULTS
    assert "ikke urørt" in str(refusal)


def test_a_file_that_is_not_utf8_is_refused(root):
    head(root).write_bytes((HEAD + "undertittel: Økt trygghet\n").encode("latin-1"))
    assert "ikke lagret som UTF-8" in str(refused(root))


def test_a_head_that_cannot_be_read_is_refused_with_what_is_wrong_with_it(root):
    head(root).write_bytes(b"- bare\n- en liste\n")
    refusal = refused(root)
    assert "sources/mandater/bup/mandat.yaml:1:1" in str(refusal)


def test_a_log_written_in_a_way_no_row_fits_is_refused(root):
    edit(root, "mandat.yaml", HEAD + "logg: {versjon: 0.1, dato: 01.01.2020, endring: a, av: vik}\n")
    assert "en strek foran" in str(refused(root))


def test_an_archive_that_leads_out_of_the_project_is_refused(root, tmp_path):
    (tmp_path / "ute").mkdir()
    (root / "sources/arkiv").mkdir()
    (root / "sources/arkiv/mandater").symlink_to(tmp_path / "ute")
    assert "snarvei" in str(refused(root))
    assert list((tmp_path / "ute").iterdir()) == []


def test_a_project_in_use_is_refused(root, monkeypatch):
    from pipeline.edit.lock import project_lock
    from pipeline.workflow import changing

    monkeypatch.setattr(changing, "project_lock", lambda folder: project_lock(folder, wait=0.1))
    with project_lock(root):
        assert "i bruk" in str(refused(root))


def test_a_head_saved_while_the_version_is_made_is_left_alone(root, monkeypatch):
    from pipeline.workflow import keeping

    real = keeping.make_document

    def slow(*given):
        head(root).write_bytes(HEAD.encode() + b"# lagret i mellomtiden\n")
        return real(*given)

    monkeypatch.setattr(keeping, "make_document", slow)
    with pytest.raises(Refused, match=r"ikke slik den ble lest|lagret på nytt"):
        bumped(root)
    assert head(root).read_bytes().endswith(b"i mellomtiden\n")
    assert kept_versions(root, "bup") == []


# --- stopped on the way -------------------------------------------------------------------------------------------

WRITES = ("open", "write", "fsync", "close", "chmod", "mkdir", "replace", "unlink", "rmdir")
EVERY = 3
"""Every third call is tried, from another start for each of three faults: together they try every one."""


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mandate with a kept version, edited since; templates and modules are warm."""
    root = tmp_path_factory.mktemp("ready") / "prosjekt"
    write_sources(root, COMMON | FILES)
    bumped(root)
    edit(root, "kapitler/mal.md")
    return root


def stands(root: Path, before: dict[str, bytes]) -> str:
    """«old» or «new»; a project that reads as anything else fails the test."""
    assert faults(root) == []
    versions = [str(entry.version) for entry in mandate(root).log]
    standing = mandate(root).standing
    if versions == ["0.1"]:
        assert [each.name for each in standing.changes] == ["mal"]
        assert before.items() <= state(root).items()
        assert [str(each) for each in kept_versions(root, "bup")] == ["0.1"]
        return "old"
    assert versions == ["0.1", "0.2"]
    assert standing.changes == []
    assert (root / standing.document).read_bytes() == kept_document(root, "bup", "0.2")
    return "new"


def goes_on(root: Path) -> None:
    """The next bump succeeds, and leaves no rubbish."""
    if len(mandate(root).log) == 2:
        edit(root, "kapitler/okonomi.md")
    bumped(root)
    assert faults(root) == []
    names = [Path(path).name for path in state(root)]
    assert [name for name in names if name.startswith(".") and name != ".gitattributes"] == []
    assert list(root.rglob(".ny-*")) == []


@pytest.mark.parametrize(
    ("error", "first"),
    [(OSError(errno.ENOSPC, "full"), 1), (OSError(errno.EIO, "broken"), 2), (PermissionError(errno.EACCES, "held"), 3)],
    ids=["full", "broken", "held"],
)
def test_a_disk_that_fails_anywhere_leaves_the_old_state_or_the_new(ready, tmp_path, monkeypatch, error, first):
    monkeypatch.setattr(whole_change.time, "sleep", lambda seconds: None)
    before = state(ready)
    seen = set()
    for number in range(first, 2000, EVERY):
        root = Path(shutil.copytree(ready, tmp_path / str(number)))
        with failing_disk(raising(error), number, only=WRITES) as disk:
            try:
                bumped(root)
            except Refused as refusal:
                assert refusal.exit in (Exit.FILES, Exit.FAULTS), refusal
        now = stands(root, before)
        if now not in seen or disk.failed is None:
            goes_on(root)
        seen.add(now)
        shutil.rmtree(root)
        if disk.failed is None:
            break
    assert seen == {"old", "new"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot split a process in two")
def test_a_process_that_ends_anywhere_leaves_the_old_state_or_the_new(ready, tmp_path):
    before = state(ready)
    seen = []
    for number in range(1, 2000, 5):
        root = Path(shutil.copytree(ready, tmp_path / str(number)))
        ended = killed_in_a_process_of_its_own(lambda root=root: bumped(root), number, only=WRITES)
        seen.append(stands(root, before))
        goes_on(root)
        shutil.rmtree(root)
        if not ended:
            break
    assert set(seen) == {"old", "new"}
    assert seen == sorted(seen, reverse=True)


def test_a_bump_stopped_by_hand_leaves_the_old_state_or_the_new(ready, tmp_path):
    before = state(ready)
    for number in range(4, 400, 23):
        root = Path(shutil.copytree(ready, tmp_path / str(number)))
        with failing_disk(raising(Killed()), number, only=WRITES) as disk, contextlib.suppress(Killed):
            bumped(root)
        stands(root, before)
        goes_on(root)
        if disk.failed is None:
            break


# --- any number of versions ---------------------------------------------------------------------------------------

EDITS = st.sampled_from(["kapitler/bakgrunn.md", "kapitler/mal.md", "kapitler/okonomi.md", "vedlegg/plan.md"])
STEPS = st.lists(
    st.tuples(st.lists(EDITS, max_size=3), st.sampled_from([*BumpKind, None]), st.integers(-3, 30)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_row_of_bumps_gives_rising_versions_falling_nowhere_and_an_archive_that_holds(tmp_path_factory, steps):
    root = tmp_path_factory.mktemp("rad") / "prosjekt"
    write_sources(root, COMMON | FILES)
    day = TODAY.toordinal()
    kept = {}
    for edits, kind, days in steps:
        for path in edits:
            edit(root, path)
        try:
            made = bumped(root, kind=kind, today=date.fromordinal(day + days), approved_by="berg")
        except Refused:
            continue
        day += days
        kept[str(made.version)] = (root / made.document).read_bytes()
    log = mandate(root).log
    assert faults(root) == []
    assert [str(entry.version) for entry in log] == list(kept)
    assert all(one.version < other.version for one, other in pairwise(log))
    days_told = [entry.day for entry in log]
    assert days_told == sorted(days_told)
    assert {version: kept_document(root, "bup", version) for version in kept} == kept
    if kept:
        assert str(mandate(root).standing.kept) == list(kept)[-1]
    assert reading(root).project is not None
