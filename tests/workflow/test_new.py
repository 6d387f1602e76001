"""`saksgang new`: what it writes can be read, says nothing wrong, and leaves the rest as it was."""

import pytest

from pipeline.diagnostics import Exit
from pipeline.edit.lock import project_lock
from pipeline.workflow import changing, new
from pipeline.workflow.reading import read_project
from pipeline.workflow.refusal import Refused

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
    with pytest.raises(Refused, match="er ikke tom"):
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
    with pytest.raises(Refused, match=reason):
        new.new_meeting(root, body, day)


def test_a_meeting_is_not_written_over(root):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    path.write_text("mitt")
    with pytest.raises(Refused, match="finnes fra før"):
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


@pytest.mark.parametrize(
    ("typed", "numbered"),
    [
        ("##\u00a0ny\u00a0Planen", "## 17-2020 Planen"),
        ("##ny Planen", "## 17-2020 Planen"),
        ("## Ny plan", "## 17-2020 Ny plan"),
        ("## nybygg", "## 17-2020 nybygg"),
        ("##\tny\tPlanen", "## 17-2020 Planen"),
    ],
)
def test_ny_is_found_however_it_is_spaced(root, typed, numbered):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    before = path.read_text()
    path.write_text(f"{before}\n{typed} (drøfting)\n")
    new.new_case(root, "prosjektgruppen/2020-04-28", "")
    assert path.read_text() == f"{before}\n{numbered} (drøfting)\n"


def test_with_nothing_to_number_nothing_is_written(root):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    before = path.read_bytes()
    with pytest.raises(Refused, match="Alle sakene"):
        new.new_case(root, "prosjektgruppen/2020-04-28", "")
    assert path.read_bytes() == before


def test_an_unknown_meeting_is_refused(root):
    with pytest.raises(Refused, match="finnes ikke"):
        new.new_case(root, "prosjektgruppen/2020-04-28", "A")


def test_a_file_that_is_not_utf8_is_left_alone(root):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    before = path.read_text().encode("latin-1", "replace").replace(b"?", b"-") + "\n## ny Møte\n".encode("latin-1")
    path.write_bytes(before)
    with pytest.raises(Refused, match="UTF-8"):
        new.new_case(root, "prosjektgruppen/2020-04-28", "")
    assert path.read_bytes() == before


def test_numbers_are_given_out_under_one_lock(root, monkeypatch):
    monkeypatch.setattr(changing, "project_lock", lambda root: project_lock(root, wait=0.1))
    with project_lock(root), pytest.raises(Refused, match="i bruk"):
        new.new_meeting(root, "prosjektgruppen", "28.04.2020")


def test_a_body_may_be_called_by_its_name(root):
    assert new.new_meeting(root, "Prosjektgruppen", "28.04.2020").parent.name == "prosjektgruppen"


# What must survive


def test_a_byte_order_mark_is_kept(root):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes() + "\n## ny Planen (drøfting)".encode())
    assert new.new_case(root, "prosjektgruppen/2020-04-28", "") == ["17-2020 Planen"]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf---\n")
    assert path.read_bytes().endswith("\n## 17-2020 Planen (drøfting)".encode())
    assert remarks(root) == []


def test_a_case_added_to_a_file_with_carriage_returns_ends_its_lines_so(root):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    new.new_case(root, "prosjektgruppen/2020-04-28", "Planen (drøfting)")
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
    assert "## 16-2020 Planen (drøfting)\r\n\r\n## 17-2020 Eventuelt" in path.read_bytes().decode()


def test_old_line_endings_of_a_mac_are_kept(root):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    before = (path.read_text() + "\n## ny Planen\n").replace("\n", "\r").encode()
    path.write_bytes(before)
    new.new_case(root, "prosjektgruppen/2020-04-28", "")
    assert path.read_bytes() == before.replace(b"## ny ", b"## 17-2020 ")
    new.new_case(root, "prosjektgruppen/2020-04-28", "Året")
    assert path.read_bytes() == before.replace(b"## ny ", b"## 17-2020 ") + "\r## 18-2020 Året\r".encode()


def test_a_meeting_file_open_in_another_program_is_unchanged(root, monkeypatch):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    before = path.read_bytes()

    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.replace", refused)
    with pytest.raises(Refused, match="åpen i et annet program") as told:
        new.new_case(root, "prosjektgruppen/2020-04-28", "Planen")
    assert told.value.exit == Exit.FILES
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_a_killed_command_left_behind_is_no_source_and_hinders_nothing(root):
    path = new.new_meeting(root, "prosjektgruppen", "28.04.2020")
    path.with_name(".saksgang-x1y2.tmp").write_bytes(path.read_bytes()[:40])
    (root / "sources/.saksgang.lock").touch()
    assert remarks(root) == []
    assert new.new_case(root, "prosjektgruppen/2020-04-28", "Planen") == ["16-2020 Planen"]


def test_a_new_project_stopped_half_way_is_finished_by_asking_again(tmp_path):
    whole = new.new_project(tmp_path / "a", "Helseregion Lia", "Styret")
    for count in range(len(whole)):
        folder = tmp_path / f"b{count}"
        (folder / "sources").mkdir(parents=True)
        for path in whole[:count]:
            (folder / "sources" / path.name).write_bytes(path.read_bytes())
        (folder / "sources/.saksgang-x1y2.tmp").write_bytes(b"for")
        new.new_project(folder, "Helseregion Lia", "Styret")
        assert read_project(folder).diagnostics == []


def test_a_file_somebody_has_written_is_never_taken_for_ones_own(tmp_path):
    setup = new.new_project(tmp_path, "Helseregion Lia", "Styret")[0]
    setup.write_text(setup.read_text().replace("Lia", "Øya"))
    with pytest.raises(Refused, match="er ikke tom"):
        new.new_project(tmp_path, "Helseregion Lia", "Styret")
    assert "Øya" in setup.read_text()
