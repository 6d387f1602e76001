"""What a mandate's document says, without Word: front page, log, contents, parts and appendices."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.diagnostics import Place
from pipeline.document import Document, Line, field_tree
from pipeline.kinds.mandat import APPENDICES, KIND, UNDATED, Mandat, document, subjects
from pipeline.records.mandate import (
    Appendix,
    Change,
    ChangeKind,
    Chapter,
    LogEntry,
    Mandate,
    Outcome,
    PageNumbers,
    Part,
    PieceChange,
    PieceKind,
    Standing,
    TaskRow,
    TaskTable,
    Treatment,
)
from pipeline.records.model import Person, Post
from pipeline.records.project import Project
from pipeline.records.version import read_version
from pipeline.richtext import Block, Contents, ContentsLine, DataBlock, Grid, Heading, Inline, Paragraph, Run, plain

PLACE = Place("sources/mandater/bro/mandat.yaml", 3)


def words(text: str) -> Inline:
    return [Run(text, PLACE)]


def para(text: str) -> Paragraph:
    return Paragraph(words(text), PLACE)


def heading(level: int, text: str, ident: str) -> Heading:
    return Heading(level, words(text), PLACE, ident)


def chapter(name: str, number: int, *blocks: Block) -> Chapter:
    source = f"sources/mandater/bro/kapitler/{name}.md"
    return Chapter(name, number, words(name.capitalize()), list(blocks), PLACE, source, f"sg_kap_{name}")


def appendix(name: str, number: int, *blocks: Block, path: str = "") -> Appendix:
    return Appendix(name, number, words(name.capitalize()), list(blocks), PLACE, "", path, f"sg_vedl_{name}")


def entry(version: str, day: date | None = date(2019, 3, 11), *changes: Change, **fields: object) -> LogEntry:
    number = read_version(version)
    assert number is not None
    told = list(changes) or [Change(words("Endret"), PLACE)]
    return LogEntry(number, day, told, PLACE, **fields)  # type: ignore[arg-type]


DRAFT = entry("0.93", date(2018, 10, 31))
RELEASE = entry("1.0", date(2018, 11, 6), approved_by="Ledergruppen")
BETWEEN = entry("1.70", date(2019, 3, 11))
NEXT = entry("2.0", date(2019, 4, 9), approved_by="Styringsgruppen")

EDITED = [PieceChange(PieceKind.CHAPTER, ChangeKind.CHANGED, "mal", 2, "Mål", "Mandat", PLACE)]

PERSON = Person("li", "Kari Li", (Post("rådgiver", "Lia", None), Post("prosjektleder", "Lia", date(2019, 1, 1))), PLACE)


def mandate(*log: LogEntry, **fields: object) -> Mandate:
    known = Mandate(
        id="bro",
        title="Mandat og prosjektplan",
        subtitle="Bro over elva",
        project="",
        language="nb",
        body=None,
        owner=None,
        leader=PERSON,
        approvers=[],
        parts=[
            Part(words("Mandat"), [chapter("bakgrunn", 1), chapter("mal", 2)], PLACE, "sg_del_1"),
            Part(words("Prosjektplan"), [chapter("oppgaver", 3)], PLACE, "sg_del_2"),
        ],
        appendices=[],
        log=list(log),
        scale=None,
        place=PLACE,
        source="sources/mandater/bro/mandat.yaml",
        sources=["sources/mandater/bro/mandat.yaml", "sources/mandater/bro/kapitler/mal.md"],
    )
    return replace(known, **fields)  # type: ignore[arg-type]


PROJECT = Project("Helseregion Lia", "Bro", "nb", {}, {}, {}, {})


def made(*log: LogEntry, **fields: object) -> Document:
    return document(PROJECT, mandate(*log, **fields))


def content(*log: LogEntry, **fields: object) -> Mandat:
    found = made(*log, **fields).content
    assert isinstance(found, Mandat)
    return found


def said(line: Line) -> str:
    return plain(line.runs)


def spaced(text: str) -> str:
    return text.replace("\xa0", " ")


# --- what it is, and what it is called -----------------------------------------------------------------------------


def test_every_mandate_has_a_document() -> None:
    one = mandate()
    assert subjects(replace(PROJECT, mandates={"bro": one})) == [one]


CHANGED = Standing(read_version("1.70"), EDITED, "sources/arkiv/mandater/bro/1.70/bro.docx")
SAME = Standing(read_version("1.70"), [], "sources/arkiv/mandater/bro/1.70/bro.docx")


@pytest.mark.parametrize(
    ("log", "standing", "mark", "draft", "version", "stem"),
    [
        ([], Standing(), "UTKAST", True, "utkast", "bro-mandat-utkast"),
        ([DRAFT], Standing(), "UTKAST 0.93", True, "0.93", "2018-10-31-bro-mandat-0.93-utkast"),
        ([DRAFT, RELEASE], Standing(), "Versjon 1.0", False, "1.0", "2018-11-06-bro-mandat-1.0"),
        ([RELEASE, BETWEEN], SAME, "Versjon 1.70", False, "1.70", "2019-03-11-bro-mandat-1.70"),
        (
            [RELEASE, BETWEEN],
            CHANGED,
            "UTKAST etter 1.70",
            True,
            "utkast etter 1.70",
            "2019-03-11-bro-mandat-etter-1.70-utkast",
        ),
    ],
)
def test_the_mark_says_which_version_it_is_and_whether_it_is_one(
    log: list[LogEntry], standing: Standing, mark: str, draft: bool, version: str, stem: str
) -> None:
    found = made(*log, standing=standing)
    assert (found.content.merke, found.content.utkast) == (mark, draft)
    assert (found.version, found.properties["saksgang-versjon"], found.stem) == (version, version, stem)
    assert found.properties["saksgang-id"] == found.id == "bro"


def test_what_is_as_it_was_kept_is_the_kept_document() -> None:
    assert made(BETWEEN, standing=SAME).kept == "sources/arkiv/mandater/bro/1.70/bro.docx"
    assert made(BETWEEN, standing=CHANGED).kept == ""
    assert made(BETWEEN).kept == ""


def test_the_last_date_of_the_log_rules_never_the_clock() -> None:
    assert made(RELEASE, BETWEEN).date == date(2019, 3, 11)
    assert made(RELEASE, entry("1.1", None)).date == date(2018, 11, 6)
    assert made().date == UNDATED


def test_an_edited_version_has_no_date_of_its_own() -> None:
    assert spaced(content(BETWEEN, standing=SAME).dato) == "11. mars 2019"
    assert content(BETWEEN, standing=CHANGED).dato == ""
    assert content(entry("1.1", None)).dato == ""


def test_the_name_of_the_file_is_short_enough_whatever_the_id() -> None:
    long = made(entry("1000.1000-1000"), id="omstilling-" * 8, standing=CHANGED)
    assert len(f"{long.stem}.docx") <= 80
    assert long.stem.isascii()


def test_every_file_it_is_made_of_is_a_source() -> None:
    assert made().sources == ("sources/mandater/bro/mandat.yaml", "sources/mandater/bro/kapitler/mal.md")


def test_title_and_subtitle_are_the_title_of_the_document() -> None:
    assert made().title == "Mandat og prosjektplan – Bro over elva"
    assert made(subtitle="").title == "Mandat og prosjektplan"


# --- the front page ------------------------------------------------------------------------------------------------


def test_the_projects_name_is_the_setups_where_the_mandate_has_none() -> None:
    assert content().prosjekt == "Bro"
    assert content(project="Bro og fløt").prosjekt == "Bro og fløt"


def test_people_have_the_post_they_had_at_the_time_of_the_version() -> None:
    assert content(RELEASE).prosjektleder == "Kari Li, rådgiver"
    assert content(BETWEEN).prosjektleder == "Kari Li, prosjektleder"
    assert content(BETWEEN).prosjekteier == ""


def test_only_what_is_printed_as_approved_is_approved() -> None:
    def approval(*log: LogEntry, **fields: object) -> tuple[str, str]:
        found = content(*log, **fields)
        return spaced(found.godkjent), spaced(found.sist_godkjent)

    first = "Versjon 1.0 ble godkjent av Ledergruppen 6. november 2018"
    assert approval(DRAFT) == ("", "")
    assert approval(RELEASE) == ("Godkjent av Ledergruppen 6. november 2018", "")
    assert approval(RELEASE, BETWEEN) == ("", first)
    assert approval(RELEASE, BETWEEN, NEXT) == ("Godkjent av Styringsgruppen 9. april 2019", "")
    assert approval(RELEASE, standing=Standing(read_version("1.0"), EDITED)) == ("", first)
    assert approval(entry("1.0", None, approved_by="Ledergruppen")) == ("Godkjent av Ledergruppen", "")


# --- the log -------------------------------------------------------------------------------------------------------


def test_a_version_with_two_changes_has_two_rows_and_its_number_and_date_once() -> None:
    changes = [
        Change(words("Resultatmål"), PLACE, "Kap. 2 (mandat)"),
        Change(words("Arbeidsgruppe 3"), PLACE, "Kap. 9 (prosjektplan)"),
    ]
    rows = content(entry("2.0", date(2019, 4, 9), *changes, by="Kari Li", approved_by="Styringsgruppen")).logg
    assert [
        (each.versjon, each.dato, each.kapittel, said(each.endring), each.endret_av, each.godkjent_av) for each in rows
    ] == [
        ("2.0", "09.04.2019", "Kap. 2 (mandat)", "Resultatmål", "Kari Li", "Styringsgruppen"),
        ("", "", "Kap. 9 (prosjektplan)", "Arbeidsgruppe 3", "Kari Li", ""),
    ]


def test_a_version_of_which_nothing_is_said_stands_in_the_log_all_the_same() -> None:
    silent = replace(entry("0.90", date(2018, 6, 6), by="Kari Li"), changes=[])
    (row,) = content(silent).logg
    assert (row.versjon, row.dato, said(row.endring), row.endret_av) == ("0.90", "06.06.2018", "", "Kari Li")


def test_a_date_that_could_not_be_read_is_printed_as_typed() -> None:
    (row,) = content(entry("0.90", None, day_shown="0.06.18")).logg
    assert row.dato == "0.06.18"


def test_where_versions_were_treated_is_told_with_the_version() -> None:
    treatments = [
        Treatment("Brukerutvalget", Outcome.PRESENTED, date(2019, 4, 1), PLACE),
        Treatment("Styringsgruppen", Outcome.APPROVED, date(2019, 4, 9), PLACE, "12-2020", "styringsgruppen/2020/12"),
        Treatment("Fagrådet", None, None, PLACE),
    ]
    told = content(RELEASE, entry("2.0", date(2019, 4, 9), treatments=treatments)).behandlet
    assert [(each.versjon, each.forum, each.sak, each.dato, each.utfall) for each in told] == [
        ("2.0", "Brukerutvalget", "", "01.04.2019", "forelagt"),
        ("2.0", "Styringsgruppen", "12-2020", "09.04.2019", "godkjent"),
        ("2.0", "Fagrådet", "", "", ""),
    ]
    assert content(RELEASE).behandlet == []


# --- parts, chapters, appendices -----------------------------------------------------------------------------------


def contents(found: Mandat) -> list[ContentsLine]:
    (block,) = found.innhold.blocks
    assert isinstance(block, Contents)
    return block.lines


WITH_HEADINGS = Part(
    words("Mandat"),
    [
        chapter(
            "mal", 1, heading(1, "Hovedmål", "sg_kap_mal_o1"), para("Tekst"), heading(2, "Delmål", "sg_kap_mal_o2")
        ),
        chapter("drift", 2),
    ],
    PLACE,
    "sg_del_1",
)
WITH_APPENDICES = [
    appendix("referat", 1, heading(1, "Dagen", "sg_vedl_referat_o1")),
    appendix("budsjett", 2, path="b.pdf"),
]


def test_contents_hold_parts_chapters_subheadings_and_appendices_in_order() -> None:
    lines = contents(content(parts=[WITH_HEADINGS], appendices=WITH_APPENDICES))
    assert [(each.level, each.label, plain(each.title), each.bookmark) for each in lines] == [
        (1, "", "Mandat", "sg_del_1"),
        (2, "1.", "Mal", "sg_kap_mal"),
        (3, "", "Hovedmål", "sg_kap_mal_o1"),
        (2, "2.", "Drift", "sg_kap_drift"),
        (1, "", "Vedlegg", APPENDICES),
        (2, "", "Vedlegg 1. Referat", "sg_vedl_referat"),
        (3, "", "Dagen", "sg_vedl_referat_o1"),
        (2, "", "Vedlegg 2. Budsjett", "sg_vedl_budsjett"),
    ]


def test_every_line_of_the_contents_leads_to_a_heading_of_the_document() -> None:
    found = content(parts=[WITH_HEADINGS], appendices=WITH_APPENDICES)
    texts = [each.tekst for part in found.deler for each in part.kapitler] + [each.tekst for each in found.vedlegg]
    idents = {block.ident for text in texts for block in text.blocks if isinstance(block, Heading)}
    idents |= {line.ident for part in found.deler for line in (part.tittel, *(each.tittel for each in part.kapitler))}
    idents |= {found.vedleggstittel.ident, *(each.tittel.ident for each in found.vedlegg)}
    marks = [each.bookmark for each in contents(found)]
    assert all(marks)
    assert sorted(set(marks) - idents) == []


def test_page_numbers_are_those_kept_beside_the_sources() -> None:
    pages = PageNumbers("avtrykk", {"sg_del_1": 4, "sg_kap_mal": 5})
    lines = contents(content(pages=pages))
    assert [(each.bookmark, each.page) for each in lines] == [
        ("sg_del_1", "4"),
        ("sg_kap_bakgrunn", ""),
        ("sg_kap_mal", "5"),
        ("sg_del_2", ""),
        ("sg_kap_oppgaver", ""),
    ]
    assert {each.page for each in contents(content())} == {""}


def test_a_mandate_without_appendices_has_no_part_for_them() -> None:
    found = content()
    assert found.vedlegg == []
    assert APPENDICES not in [each.bookmark for each in contents(found)]


def test_references_lead_to_the_headings_of_chapters_and_appendices() -> None:
    anchors = made(appendices=WITH_APPENDICES).anchors
    assert set(anchors.values()) == {
        *("sg_kap_bakgrunn", "sg_kap_mal", "sg_kap_oppgaver", "sg_vedl_referat", "sg_vedl_budsjett")
    }


def test_the_list_of_appendices_leads_to_each_of_them() -> None:
    found = made(appendices=WITH_APPENDICES)
    targets = [run.mention.target for each in found.content.vedlegg for run in each.lenke.runs if run.mention]
    assert [found.anchors[target] for target in targets if target] == ["sg_vedl_referat", "sg_vedl_budsjett"]
    assert [each.lenke.ident for each in found.content.vedlegg] == ["", ""]


def test_words_nobody_typed_there_take_no_comment_from_those_somebody_did() -> None:
    found = content(appendices=WITH_APPENDICES)
    repeated = [found.vedleggstittel, *(each.lenke for each in found.vedlegg)]
    assert {run.place.file for line in repeated for run in line.runs} == {""}
    assert {run.place.file for each in found.vedlegg for run in each.tittel.runs} == {PLACE.file}


def test_an_appendix_sent_along_is_a_file_without_text() -> None:
    text, file = content(
        appendices=[appendix("a", 1, para("Tekst")), appendix("b", 2, path="vedlegg/b-2020.pdf")]
    ).vedlegg
    assert (text.nummer, bool(text.tekst), text.fil) == ("1", True, "")
    assert (file.nummer, bool(file.tekst), file.fil) == ("2", False, "b-2020.pdf")


def test_tables_of_chapters_and_appendices_are_made_printable() -> None:
    tasks = TaskTable("", [TaskRow(1, [para("Lese")], "", [], PLACE)], PLACE)
    block = DataBlock("oppgaver", tasks, PLACE, "sg_kap_mal_1")
    found = content(
        parts=[Part(words("Mandat"), [chapter("mal", 1, block)], PLACE)], appendices=[appendix("a", 1, block)]
    )
    for text in (found.deler[0].kapitler[0].tekst, found.vedlegg[0].tekst):
        assert [type(each) for each in text.blocks] == [Grid]


# --- for templates -------------------------------------------------------------------------------------------------


def test_the_sample_has_every_field_filled_and_what_needs_styles_of_its_own() -> None:
    sample = KIND.sample()
    assert [name for name in field_tree(Mandat) if not getattr(sample, name)] == []
    assert contents(sample)
    assert Grid in [type(block) for block in sample.deler[0].kapitler[0].tekst.blocks]
