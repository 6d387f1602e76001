"""Charts in a comparison: what is shown as deleted comes along, and nothing else of the old document."""

import zipfile
from io import BytesIO

from bench.redlines import AUTHOR, DAY, difference
from support.rendering import para, place, text_document
from support.tools import require_tool, sdk_faults
from support.tracked_changes import accepted, rejected
from support.word_outline import word_outline

from pipeline.render.redline import redline
from pipeline.render.redline.adoption import RelationMap
from pipeline.render.redline.package import Package, read_package
from pipeline.richtext import Chart, ChartKind, ChartSeries


def document(*numbers: int) -> bytes:
    """A text with a chart of lines for each number."""
    charts = [
        Chart(ChartKind.LINES, ["2019", "2020"], [ChartSeries([1, number])], alt=f"Fra 1 til {number}", place=place())
        for number in numbers
    ]
    return text_document(para("Slik har det gått:"), *charts, para("Tallene er foreløpige.")).data


def compared(old: bytes, new: bytes) -> Package:
    """The redline, proved: accepting gives the new one, rejecting the old."""
    found = redline(old, new, AUTHOR, DAY)
    assert isinstance(found, bytes)
    assert difference(word_outline(new), word_outline(accepted(found))) == []
    assert difference(word_outline(old), word_outline(rejected(found))) == []
    return opened(found)


def opened(data: bytes) -> Package:
    package = read_package(data)
    assert isinstance(package, Package)
    return package


def chart_parts(package: Package) -> list[str]:
    return sorted(name for name in package.parts if "/charts/" in name)


def test_a_chart_that_is_the_same_is_there_once() -> None:
    package = compared(document(4), document(4))
    assert chart_parts(package) == ["word/charts/sg1.xml"]
    assert b"<w:del " not in package.parts[package.main]


def test_the_same_chart_under_another_number_is_there_once() -> None:
    package = compared(document(4, 5), document(5))
    assert chart_parts(package) == ["word/charts/old-sg1.xml", "word/charts/sg1.xml"]


def test_a_chart_with_another_number_is_shown_deleted_and_inserted() -> None:
    package = compared(document(4), document(5))
    assert chart_parts(package) == ["word/charts/old-sg1.xml", "word/charts/sg1.xml"]
    main = package.parts[package.main].decode()
    shown = {each.target: ident for ident, each in package.relations(package.main).items() if each.kind == "chart"}
    assert set(shown) == set(chart_parts(package))
    deleted, inserted = (main.split(f"<w:{tag} ", 1)[1].split(f"</w:{tag}>")[0] for tag in ("del", "ins"))
    assert f'"{shown["word/charts/old-sg1.xml"]}"' in deleted
    assert f'"{shown["word/charts/sg1.xml"]}"' in inserted


def test_every_part_of_a_comparison_is_pointed_at() -> None:
    package = compared(document(4, 6, 7), document(6, 9))
    pointed = {each.target for part in package.parts for each in package.relations(part).values()}
    assert set(chart_parts(package)) <= pointed
    types = package.parts["[Content_Types].xml"].decode()
    assert all(f'PartName="/{part}"' in types for part in chart_parts(package))


def test_what_was_taken_in_and_is_shown_nowhere_is_taken_out_again() -> None:
    old, new = opened(document(4)), opened(document(5))
    before = dict(new.parts), dict(new.relations(new.main))
    relations = RelationMap(old, new)
    relations.apply(old.tree(old.main), old.main, new.main)
    assert "word/charts/old-sg1.xml" in new.parts
    relations.drop_unused()
    assert set(new.parts) == set(before[0])
    assert new.relations(new.main) == before[1]
    with zipfile.ZipFile(BytesIO(new.written())) as archive:
        assert not [row for row in archive.namelist() if "old-" in row]
        assert b"old-" not in archive.read("[Content_Types].xml")


def test_a_comparison_with_charts_is_valid(tmp_path) -> None:
    require_tool("ooxml-validator")
    path = tmp_path / "endringer.docx"
    found = redline(document(4, 6), document(6, 9), AUTHOR, DAY)
    assert isinstance(found, bytes)
    path.write_bytes(found)
    assert sdk_faults([path]) == []
