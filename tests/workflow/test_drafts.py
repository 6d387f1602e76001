"""A fault is told, and the draft comes out all the same, with what was decided in it."""

import os
import zipfile

import pytest

from pipeline.workflow.build import build
from pipeline.workflow.reading import read_project

MEETING = "moter/prosjektgruppen/2020-04-28.md"
HEAD = "---\ntid: 28.04.2020 kl. 12.00–15.00\nsted: Teams\nstatus: avholdt\n---\n\n"


def codes(root):
    return [each.code for each in read_project(root).diagnostics]


@pytest.mark.parametrize("tid", ["31.04.2020 kl. 12.00–15.00", "en tirsdag"])
def test_a_meeting_without_a_readable_day_is_on_the_day_of_its_file(project, tid):
    text = HEAD.replace("28.04.2020 kl. 12.00–15.00", tid) + "## 1-2020 A (drøfting)\n\nTekst.\n"
    report = build(project({MEETING: text}), ["referat"])
    assert report.written == ["build/referat/2020-04-28-prosjektgruppen-referat.docx"]


def test_a_status_nearly_right_is_a_fault_and_taken_for_what_was_meant(project):
    text = HEAD.replace("avholdt", "avhold") + "## 1-2020 A (drøfting)\n\nTekst.\n"
    root = project({MEETING: text})
    assert codes(root) == ["verdi-ukjent"]
    assert build(root, ["referat"]).written != []


@pytest.mark.parametrize("typed", ["a) Punkt.\n   Konklusjon: Vi gjør det.\n", "- punkt\n  Vedtak: Vi gjør det.\n"])
def test_a_decision_typed_under_a_point_is_gathered_too(project, typed):
    reading = read_project(project({MEETING: HEAD + f"## 1-2020 A (drøfting)\n\n{typed}"}))
    [case] = reading.project.cases.values()
    assert len(case.decisions) == 1


def test_a_pipe_among_the_sources_is_told_and_not_waited_for(project):
    from pipeline.workflow.freshness import fingerprint

    root = project({MEETING: HEAD + "## 1-2020 A (drøfting)\n\nTekst.\n"})
    os.mkfifo(root / "sources/moter/prosjektgruppen/2020-05-26.md")
    assert fingerprint(root, [], "build")
    assert "fil-ikke-vanlig" in codes(root)


def test_a_notice_carries_no_comment_on_what_it_does_not_show(project):
    text = HEAD + "## 1-2020 A (vedtak)\n\nSe sak 9-2020.\n\nForslag til vedtak: Ja.\n\nVedtak: Ja.\n"
    root = project({MEETING: text})
    build(root)
    has_comments = {
        kind: "word/comments.xml"
        in zipfile.ZipFile(root / f"build/{kind}/2020-04-28-prosjektgruppen-{kind}.docx").namelist()
        for kind in ("referat", "innkalling")
    }
    assert has_comments == {"referat": True, "innkalling": False}


@pytest.mark.parametrize(
    "where", ["Godta sak-uten-type: slik er det.\n## 1-2020 A\n", "## 1-2020 A\nGodta sak-uten-type: slik er det.\n"]
)
def test_a_fault_of_a_heading_is_accepted_above_or_right_under_it(project, where):
    assert codes(project({MEETING: f"{HEAD}{where}\nTekst.\n"})) == []


def test_a_placeholder_is_accepted_by_its_code_of_one_word(project):
    text = HEAD + "## 1-2020 A (drøfting)\n\nGodta plassholder: navnet på skjemaet.\nSkjema xx-xx.\n"
    assert codes(project({MEETING: text})) == []


def test_a_number_printed_as_typed_is_not_remarked(project):
    text = HEAD + "## 1-2020 A (drøfting)\n\n1. en\n2. to\n2. tre\n4. fire\n"
    assert codes(project({MEETING: text})) == ["punkt-gjentatt"]
