"""`saksgang new`: what it writes can be read, says nothing wrong, and leaves the rest as it was."""

import pytest

from pipeline.edit.lock import project_lock
from pipeline.workflow import new
from pipeline.workflow.reading import read_project

STANDING = """\
format: 1
organisasjon: Helseregion Lia
organer:
  prosjektgruppen:
    navn: Prosjektgruppen
    møteleder: vik
    sekretær: berg
    medlemmer: [vik, berg, moen]
    saksnummer: N-ÅÅÅÅ
    første_sak: 15-2020
    sted: Teams
    faste_saker: [Innkalling og saksliste (godkjenning, 5 min) v/Vik]
    faste_saker_til_slutt: [Eventuelt (eventuelt)]
"""

PERSONS = "".join(
    f"{ident}: {{navn: {name}}}\n" for ident, name in [("vik", "Ola Vik"), ("berg", "Kari Berg"), ("moen", "Nils Moen")]
)


@pytest.fixture
def root(project):
    return project({"oppsett.yaml": STANDING, "personer.yaml": PERSONS})


def remarks(root):
    return [each.message() for each in read_project(root).diagnostics]


def test_an_empty_project_is_valid(tmp_path):
    new.new_project(tmp_path / "nytt prosjekt", "Helseregion Lia: nord & sør", "Styringsgruppen for Lia")
    reading = read_project(tmp_path / "nytt prosjekt")
    assert reading.diagnostics == []
    assert reading.project.organisation == "Helseregion Lia: nord & sør"
    assert list(reading.project.bodies) == ["styringsgruppen"]


def test_a_project_is_not_written_over(root):
    with pytest.raises(new.Refused, match="er ikke tom"):
        new.new_project(root, "A", "B")


def test_a_meeting_gets_its_standing_cases_numbered(root):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    assert path.read_text() == (
        "---\ntid: 28.04.2020 kl. 12.00–14.00\nstatus: planlagt\n---\n\n"
        "## 15-2020 Innkalling og saksliste (godkjenning, 5 min) v/Vik\n\n## 16-2020 Eventuelt (eventuelt)\n"
    )
    assert remarks(root) == []


def test_the_next_meeting_goes_on_with_the_numbers_and_the_clock(root):
    first = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    first.write_text(first.read_text().replace("12.00–14.00", "09.00–11.30"))
    second = new.new_meeting(root, "prosjektgruppen", "26.5.2020")
    assert "tid: 26.05.2020 kl. 09.00–11.30" in second.read_text().replace("\u00a0", " ")
    assert "## 17-2020 Innkalling" in second.read_text()


def test_a_new_year_begins_at_one(root):
    new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    assert "## 1-2021 Innkalling" in new.new_meeting(root, "prosjektgruppen", "12.01.2021").read_text()


@pytest.mark.parametrize(
    ("body", "day", "reason"),
    [
        ("styret", "28.04.2020", "finnes ikke i oppsett.yaml. Organene er: prosjektgruppen"),
        ("prosjektgruppen", "31.04.2020", "er ikke en dato"),
        ("prosjektgruppen", "28. april", "er ikke en dato med år"),
        ("prosjektgruppen", "snart", "er ikke en dato"),
    ],
)
def test_what_cannot_be_a_meeting_is_refused(root, body, day, reason):
    with pytest.raises(new.Refused, match=reason):
        new.new_meeting(root, body, day)


def test_a_meeting_is_not_written_over(root):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    path.write_text("mitt")
    with pytest.raises(new.Refused, match="finnes fra før"):
        new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    assert path.read_text() == "mitt"


def test_a_case_comes_before_eventuelt_until_the_notice_is_sent(root):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    assert new.new_case(root, "prosjektgruppen/2020-04-28", "Budsjettet (drøfting)") == [
        "16-2020 Budsjettet (drøfting)"
    ]
    assert path.read_text().endswith("## 16-2020 Budsjettet (drøfting)\n\n## 17-2020 Eventuelt (eventuelt)\n")
    assert remarks(root) == []


def test_a_case_comes_last_once_the_notice_is_sent(root):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    path.write_text(path.read_text().replace("status:", "innkalt: 14.04.2020\nstatus:"))
    new.new_case(root, "prosjektgruppen/2020-04-28", "Budsjettet (drøfting, tilleggssak)")
    assert path.read_text().endswith(
        "## 16-2020 Eventuelt (eventuelt)\n\n## 17-2020 Budsjettet (drøfting, tilleggssak)\n"
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_cases_typed_as_ny_get_their_numbers_and_every_other_byte_is_kept(root, ending):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    text = "## ny Budsjettet  (drøfting)\n\n\tA\u030a ja \n\n##  ny Planen (drøfting)"
    before = (path.read_text() + "\n" + text).replace("\n", ending).encode()
    path.write_bytes(before)
    assert new.new_case(root, "prosjektgruppen/2020-04-28", "") == ["17-2020 Budsjettet", "18-2020 Planen"]
    assert path.read_bytes() == before.replace(b"## ny ", b"## 17-2020 ").replace(b"##  ny ", b"## 18-2020 ")


def test_with_nothing_to_number_nothing_is_written(root):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    before = path.read_bytes()
    with pytest.raises(new.Refused, match="Alle sakene"):
        new.new_case(root, "prosjektgruppen/2020-04-28", "")
    assert path.read_bytes() == before


def test_an_unknown_meeting_is_refused(root):
    with pytest.raises(new.Refused, match="finnes ikke"):
        new.new_case(root, "prosjektgruppen/2020-04-28", "A")


def test_a_file_that_is_not_utf8_is_left_alone(root):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    before = path.read_text().encode("latin-1", "replace").replace(b"?", b"-") + "\n## ny Møte\n".encode("latin-1")
    path.write_bytes(before)
    with pytest.raises(new.Refused, match="UTF-8"):
        new.new_case(root, "prosjektgruppen/2020-04-28", "")
    assert path.read_bytes() == before


def test_numbers_are_given_out_under_one_lock(root, monkeypatch):
    monkeypatch.setattr(new, "project_lock", lambda root: project_lock(root, wait=0.1))
    with project_lock(root), pytest.raises(new.Refused, match="i bruk"):
        new.new_meeting(root, "prosjektgruppen", "28.04.2020")


def test_a_body_may_be_called_by_its_name(root):
    assert new.new_meeting(root, "Prosjektgruppen", "28.04.2020").parent.name == "prosjektgruppen"
