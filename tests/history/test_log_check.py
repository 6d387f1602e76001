"""A log held against the kept versions: rows, files, seals and their chain."""

from typing import Any

import pytest

from pipeline.diagnostics import Place
from pipeline.history.archive import BLANK, How, Kept, Row, counted_digest, file_faults, read_kept, seal_version
from pipeline.history.log_check import FoundFolder, LogRow, changed_history, check_log, flat
from pipeline.records.version import read_version

FILE = "sources/mandater/bup/mandat.yaml"


def kept(label: str, previous: str = "", row: Row | None = None) -> tuple[Kept, dict[str, str]]:
    """A version as it was kept, and the digests of its files."""
    version = read_version(label)
    assert version is not None
    values = {"versjon": label, "dato": "09.04.2019", "endring": "Rammen", "av": "hegg"} if row is None else row
    new = seal_version("bup", version, previous, values, ("a.docx", b"PK"), {FILE: BLANK}, 0)
    found = read_kept(new.files["segl.json"], label)
    assert found is not None
    digests = {name: counted_digest(found, name, data) for name, data in new.files.items() if name != "segl.json"}
    assert file_faults(found, digests) == []
    return found, digests


def folder(version: tuple[Kept, dict[str, str]], **changed: Any) -> FoundFolder:
    name = str(version[0].version)
    values = {"name": name, "path": f"arkiv/{name}", "kept": version[0], "digests": version[1], **changed}
    return FoundFolder(**values)


def row(version: Kept, line: int, **changed: str | None) -> LogRow:
    values = {key: value for key, value in {**version.row, **changed}.items() if value is not None}
    places = {name: Place(FILE, line + index) for index, name in enumerate(flat(values))}
    return LogRow(values, Place(FILE, line), version.seal, places | {"segl": Place(FILE, line + 9)})


FIRST = kept("1.70")
SECOND = kept("2.0", FIRST[0].seal)
THIRD = kept("2.1", SECOND[0].seal)
ROWS = [row(FIRST[0], 10), row(SECOND[0], 20), row(THIRD[0], 30)]
FOLDERS = [folder(FIRST), folder(SECOND), folder(THIRD)]


def said(rows: list[LogRow], folders: list[FoundFolder]) -> list[tuple[str, int]]:
    return [(each.code, each.place.line) for each in check_log(rows, folders, "arkiv").diagnostics]


def test_a_log_and_an_archive_that_are_untouched_say_nothing() -> None:
    check = check_log(ROWS, FOLDERS, "arkiv")
    assert check.diagnostics == []
    assert {index: each.name for index, each in check.folders.items()} == {0: "1.70", 1: "2.0", 2: "2.1"}


def test_rows_from_before_are_no_part_of_it() -> None:
    old = LogRow({"versjon": "0.90"}, Place(FILE, 5))
    assert said([old, *ROWS], FOLDERS) == []


def test_a_changed_field_is_named_at_its_line_with_what_it_was() -> None:
    rows = [ROWS[0], row(SECOND[0], 20, dato="09.04.2020"), ROWS[2]]
    (found,) = check_log(rows, FOLDERS, "arkiv").diagnostics
    assert (found.code, found.place) == ("loggrad-endret", Place(FILE, 21))
    assert found.message() == "Datoen i rad 2.0 er 09.04.2020, men var 09.04.2019 da versjonen ble tatt vare på."


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"endring": "Rammen er økt"},
            "Endringen i rad 2.0 er «Rammen er økt», men var «Rammen» da versjonen ble tatt vare på.",
        ),
        ({"av": None}, "Navnet etter «av» i rad 2.0 er tomt, men var «hegg» da versjonen ble tatt vare på."),
        (
            {"godkjent_av": "vik"},
            "Navnet etter «godkjent_av» i rad 2.0 er «vik», men var tomt da versjonen ble tatt vare på.",
        ),
        ({"versjon": "2.00"}, "Versjonen i rad 2.0 er 2.00, men var 2.0 da versjonen ble tatt vare på."),
    ],
)
def test_any_field_changed_taken_out_or_put_in_is_told(changed, message) -> None:
    rows = [ROWS[0], row(SECOND[0], 20, **changed), ROWS[2]]
    assert [each.message() for each in check_log(rows, FOLDERS, "arkiv").diagnostics] == [message]


def test_fields_in_lists_are_told_by_their_number() -> None:
    values = {"versjon": "1.70", "behandlet": [{"forum": "sg"}, {"forum": "pg", "dato": "01.01.2019"}]}
    version = kept("1.70", "", values)
    changed = {**values, "behandlet": [{"forum": "sg"}, {"forum": "pg", "dato": "01.01.2020"}]}
    rows = [LogRow(changed, Place(FILE, 1), version[0].seal)]
    (found,) = check_log(rows, [folder(version)], "arkiv").diagnostics
    assert found.message().startswith("Datoen (behandlet 2) i rad 1.70 er 01.01.2020, men var 01.01.2019")


def test_a_changed_file_is_told_at_the_row() -> None:
    changed = folder(SECOND, digests={**SECOND[1], "a.docx": "0" * 64})
    assert said(ROWS, [FOLDERS[0], changed, FOLDERS[2]]) == [("arkiv-endret", 20)]


def test_a_missing_and_a_strange_file_are_told_at_the_row() -> None:
    changed = folder(
        SECOND, digests={**{name: sha for name, sha in SECOND[1].items() if name != "a.docx"}, "b.txt": ""}
    )
    assert said(ROWS, [FOLDERS[0], changed, FOLDERS[2]]) == [("arkiv-ufullstendig", 20), ("arkiv-fremmed", 20)]
    assert How.MISSING.value == "borte"


def test_very_many_changed_files_are_counted() -> None:
    digests = {f"kilder/{number}.md": "" for number in range(7)}
    (found,) = check_log([ROWS[0]], [folder(FIRST, digests={**FIRST[1], **digests})], "arkiv").diagnostics
    assert found.message().endswith("kilder/0.md, kilder/1.md, kilder/2.md og 4 til.")


def test_a_row_whose_folder_is_gone_is_told() -> None:
    assert said(ROWS, [FOLDERS[0], FOLDERS[2]]) == [("arkiv-borte", 20)]


def test_a_folder_without_a_row_is_told_and_the_chain_with_it() -> None:
    assert said([ROWS[0], ROWS[2]], FOLDERS) == [("segl-kjede", 30), ("arkiv-uten-rad", 0)]


def test_a_folder_that_is_no_version_is_told() -> None:
    assert said(ROWS, [*FOLDERS, FoundFolder("kladd", "arkiv/kladd", None, {})]) == [("arkiv-ukjent", 0)]


def test_a_seal_that_cannot_be_read_is_told() -> None:
    assert said(ROWS, [FOLDERS[0], folder(SECOND, kept=None), FOLDERS[2]]) == [("segl-uleselig", 20)]


def test_another_seal_in_the_row_is_told_with_the_right_one() -> None:
    rows = [ROWS[0], LogRow(ROWS[1].values, ROWS[1].place, "1" * 32, ROWS[1].places), ROWS[2]]
    (found,) = check_log(rows, FOLDERS, "arkiv").diagnostics
    assert (found.code, found.place.line) == ("segl-annet", 29)
    assert SECOND[0].seal in str(found.hint())


def test_a_seal_taken_out_of_its_row_is_told() -> None:
    rows = [ROWS[0], LogRow(ROWS[1].values, ROWS[1].place, "", ROWS[1].places), ROWS[2]]
    assert said(rows, FOLDERS) == [("segl-kjede", 30), ("segl-annet", 20)]


def test_rows_that_change_places_break_the_chain() -> None:
    assert ("segl-kjede", 20) in said([ROWS[1], ROWS[0], ROWS[2]], FOLDERS)


def test_a_version_exchanged_for_another_with_a_seal_of_its_own_breaks_the_chain() -> None:
    forged = kept("2.0", FIRST[0].seal, {"versjon": "2.0", "endring": "Noe annet"})
    rows = [ROWS[0], row(forged[0], 20), ROWS[2]]
    assert said(rows, [FOLDERS[0], folder(forged), FOLDERS[2]]) == [("segl-kjede", 30)]


def test_a_folder_without_its_name_yet_counts_where_the_log_has_its_row_and_nowhere_else() -> None:
    pending = folder(THIRD, path="arkiv/.ny-2.1", pending=True)
    assert said(ROWS, [*FOLDERS[:2], pending]) == []
    assert said(ROWS[:2], [*FOLDERS[:2], pending]) == []


# --- rows from before ---------------------------------------------------------------------------------------------

THEN = [LogRow({"versjon": "0.90", "dato": "06.06.2018"}, Place(FILE, 5)), LogRow({"versjon": "0.91"}, Place(FILE, 8))]


def history(rows: list[LogRow]) -> list[tuple[str, int]]:
    found = changed_history(rows, THEN, "1.70", "arkiv/1.70", Place(FILE, 1))
    return [(each.code, each.place.line) for each in found]


def test_older_rows_that_are_as_they_were_say_nothing() -> None:
    assert history([*THEN, *ROWS]) == []


def test_an_older_row_changed_after_a_version_was_kept_is_told() -> None:
    changed = LogRow({"versjon": "0.90", "dato": "07.06.2018"}, Place(FILE, 5), "", {"dato": Place(FILE, 6)})
    assert history([changed, THEN[1], *ROWS]) == [("loggrad-eldre-endret", 6)]


def test_an_older_row_taken_out_is_told() -> None:
    assert history([THEN[0], *ROWS]) == [("loggrad-borte", 1)]
