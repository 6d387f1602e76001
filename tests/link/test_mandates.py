"""A mandate put together: parts, chapters and appendices in order, what is missing or not listed, names, sources."""

import random
from collections.abc import Mapping

import pytest
from support.linked_mandates import FOLDER, mandate_files

from pipeline.link import link_project
from pipeline.link.idents import named_after
from pipeline.link.mandate_texts import every_block
from pipeline.link.mandates import relink_mandate
from pipeline.load.files import SourceFolder
from pipeline.load.project import load_project
from pipeline.records.mandate import Approver
from pipeline.richtext import Image, imprint, plain

YAML = """\
tittel: Mandat og prosjektplan
undertittel: Trygg utskriving
språk: nn
organ: prosjektgruppen
prosjekteier: hegg
prosjektleder: vik
godkjennere: [prosjektgruppen, hegg, Kari Berg]
deler:
  - tittel: Mandat
    kapitler: [bakgrunn, mal]
  - tittel: Prosjektplan
    kapitler: okonomi
vedlegg:
  - tall
  - {navn: budsjett, tittel: Budsjett 2020, fil: vedlegg/budsjett.pdf}
logg:
  - {versjon: 0.90, dato: 06.06.2018, endring: Opprettet, av: vik}
"""
CHAPTERS = {"bakgrunn": "Se @vedlegg:tall og @vedlegg:budsjett.", "mal": "Mål.", "okonomi": "Penger."}
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def whole(link):
    def linked(yaml: str = YAML, chapters=CHAPTERS, others: Mapping[str, str | bytes] = {}, name="prosjekt"):
        files = {f"{FOLDER}/mandat.yaml": yaml, "vedlegg/budsjett.pdf": "%PDF"}
        return link(chapters, {"tall": "Tall."}, files | others, name)

    return linked


def test_what_stands_on_the_front_page(whole):
    mandate = whole().mandate
    assert (mandate.id, mandate.title, mandate.subtitle) == ("proven", "Mandat og prosjektplan", "Trygg utskriving")
    assert (mandate.project, mandate.language) == ("Prøveprosjektet", "nn")
    assert mandate.body is not None and mandate.owner is not None and mandate.leader is not None
    assert (mandate.body.id, mandate.owner.name, mandate.leader.name) == ("prosjektgruppen", "Eva Hegg", "Ola Vik")
    assert mandate.approvers == [
        Approver("prosjektgruppen", "Prosjektgruppen"),
        Approver("hegg", "Eva Hegg"),
        Approver("berg", "Kari Berg"),
    ]


def test_chapters_are_numbered_through_the_parts_and_appendices_by_order(whole):
    found = whole()
    assert [plain(part.title) for part in found.mandate.parts] == ["Mandat", "Prosjektplan"]
    assert [(each.number, each.name) for each in found.mandate.chapters] == [
        (1, "bakgrunn"),
        (2, "mal"),
        (3, "okonomi"),
    ]
    assert [(each.number, each.name, plain(each.title), each.path) for each in found.mandate.appendices] == [
        (1, "tall", "Tall", ""),
        (2, "budsjett", "Budsjett 2020", "sources/vedlegg/budsjett.pdf"),
    ]
    assert found.diagnostics == []


def test_the_sources_are_what_the_document_is_made_of(whole):
    chapters = CHAPTERS | {"mal": "![Et kart](bilder/kart.png)\n\n![Et bilde](vedlegg/felles.png)\n"}
    others = {f"{FOLDER}/bilder/kart.png": PNG, f"{FOLDER}/bilder/ubrukt.png": PNG, "vedlegg/felles.png": PNG}
    assert whole(chapters=chapters, others=others).mandate.sources == [
        f"sources/{FOLDER}/mandat.yaml",
        f"sources/{FOLDER}/kapitler/bakgrunn.md",
        f"sources/{FOLDER}/kapitler/mal.md",
        f"sources/{FOLDER}/kapitler/okonomi.md",
        f"sources/{FOLDER}/vedlegg/tall.md",
        "sources/vedlegg/budsjett.pdf",
        f"sources/{FOLDER}/bilder/kart.png",
        "sources/vedlegg/felles.png",
    ]


# --- images and files ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["bilder/kart.png", f"{FOLDER}/bilder/kart.png", f"sources/{FOLDER}/bilder/kart.png"])
def test_an_image_is_found_below_the_mandate_too(whole, typed):
    others = {f"{FOLDER}/bilder/kart.png": PNG, "bilder/kart.png": PNG}
    found = whole(chapters=CHAPTERS | {"mal": f"![Et kart]({typed})\n"}, others=others)
    (image,) = (block for block in found.mandate.chapters[1].blocks if isinstance(block, Image))
    assert image.path == f"sources/{FOLDER}/bilder/kart.png"
    assert found.diagnostics == []


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("![Kart](bilder/kat.png)", "bilde-mangler", f"Mente du «sources/{FOLDER}/bilder/kart.png»?"),
        ("![](bilder/kart.png)", "bilde-uten-alt", ""),
        ("[Se her](vedlegg/budsjet.pdf)", "fil-mangler", "Mente du «sources/vedlegg/budsjett.pdf»?"),
    ],
)
def test_images_and_files_that_are_not_there(whole, typed, code, words):
    found = whole(chapters=CHAPTERS | {"mal": typed}, others={f"{FOLDER}/bilder/kart.png": PNG})
    assert found.said() == [(code, "mal.md", 3)]
    assert found.words(code)[0].endswith(words)


# --- missing and not listed ---------------------------------------------------------------------------------------


def test_a_chapter_listed_but_missing_is_told_in_the_list(whole):
    found = whole(YAML.replace("[bakgrunn, mal]", "[bakgrun, mal]"))
    assert found.words("kapittel-mangler") == [
        "Fant ikke kapittelet «bakgrun»: kapitler/bakgrun.md er ikke der. Mente du «bakgrunn»?"
    ]
    assert found.said("kapittel-mangler", "kapittel-ikke-oppfort") == [
        ("kapittel-mangler", "mandat.yaml", 10),
        ("kapittel-ikke-oppfort", "bakgrunn.md", 1),
    ]
    assert [(each.number, each.name) for each in found.mandate.chapters] == [(1, "mal"), (2, "okonomi")]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("okonomi\n", "[okonomi, mal]\n", [("kapittel-to-ganger", "mandat.yaml", 12)]),
        ("  - tall\n", "", [("vedlegg-ukjent", "bakgrunn.md", 3), ("vedlegg-ikke-oppfort", "tall.md", 1)]),
        ("  - tall\n", "  - tall\n  - tall\n", [("vedlegg-to-ganger", "mandat.yaml", 15)]),
        ("  - tall\n", "  - tall\n  - tal\n", [("vedlegg-mangler", "mandat.yaml", 15)]),
        ("budsjett.pdf", "budsjet.pdf", [("fil-mangler", "mandat.yaml", 15)]),
        (" tittel: Budsjett 2020,", "", [("vedlegg-uten-tittel", "mandat.yaml", 15)]),
        (
            "    kapitler: okonomi\n",
            "",
            [("del-uten-kapitler", "mandat.yaml", 11), ("kapittel-ikke-oppfort", "okonomi.md", 1)],
        ),
        ("organ: prosjektgruppen", "organ: prosjektgrupen", [("mandat-organ-ukjent", "mandat.yaml", 4)]),
        ("prosjekteier: hegg", "prosjekteier: heg", [("person-ukjent", "mandat.yaml", 5)]),
        ("godkjennere: [", "godkjennere: [heg, ", [("godkjenner-ukjent", "mandat.yaml", 7)]),
        ("Trygg utskriving", "TODO", [("plassholder", "mandat.yaml", 2)]),
        ("tittel: Prosjektplan", "tittel: xx-xx", [("plassholder", "mandat.yaml", 11)]),
    ],
)
def test_what_is_wrong_in_the_head(whole, before, after, said):
    found = whole(YAML.replace(before, after, 1))
    assert sorted(found.said()) == sorted(said)


def test_a_mandate_without_parts(link):
    found = link({}, others={f"{FOLDER}/mandat.yaml": "tittel: Mandat\n"})
    assert found.said() == [("mandat-uten-kapitler", "mandat.yaml", 1)]


def test_style_and_headings_of_a_mandate_are_remarked_on(link):
    text = "# Om Arbeidet Med Planen\n\nJfr. dette.\n\n### For dypt\n\n## Ansvar Og Roller\n\n- Vi ringer.\n- brev\n"
    found = link({"om": text})
    assert sorted(found.said()) == [
        ("overskrift-for-lav", "om.md", 5),
        ("stil-forkortelse", "om.md", 3),
        ("stil-liste-blandet", "om.md", 10),
        ("stil-overskrift-stor-forbokstav", "om.md", 1),
        ("stil-overskrift-stor-forbokstav", "om.md", 7),
    ]


# --- names in Word ------------------------------------------------------------------------------------------------


def test_headings_and_blocks_are_named_after_their_chapter(link):
    found = link({"en-to": "Tekst.\n\n## A\n\nTekst.\n\n### B\n\n- Punkt\n"})
    (chapter,) = found.mandate.chapters
    assert chapter.ident == "sg_kap_en_to"
    assert [block.ident for block in every_block(chapter.blocks) if hasattr(block, "runs")] == [
        "sg_kap_en_to_1",
        "sg_kap_en_to_o1",
        "sg_kap_en_to_2",
        "sg_kap_en_to_o2",
        "sg_kap_en_to_3",
    ]
    assert found.mandate.parts[0].ident == "sg_del_1"


def test_names_are_short_plain_and_never_the_same():
    names = ["mal", "mal-2", "mal-o1", "mål", "Mal", "x" * 60, "x" * 61, "a-b", "a_b", "a--b", "2"]
    found = [named_after("sg_kap_", name) for name in names]
    with_blocks = found + [f"{stem}_{count}" for stem in found for count in ("1", "2", "o1", "o2")]
    assert len(set(with_blocks)) == len(with_blocks)
    assert all(name.isascii() and name.replace("_", "").isalnum() for name in found)
    assert max(map(len, found)) <= 40 - len("_o9999")


# --- linked again -------------------------------------------------------------------------------------------------


def test_an_edition_linked_again_says_the_same(project):
    fences = "```oppgaver\noppgaver:\n  - {beskrivelse: Skrive, frist: 01.06.2020, ansvar: vik}\n```\n"
    files = mandate_files({"a": "Se @kapittel:b og @berg.\n\n" + fences, "b": "![K](bilder/k.png)"})
    root = project(files | {f"{FOLDER}/bilder/k.png": PNG})
    raw, _ = load_project(SourceFolder(root))
    assert raw is not None
    found, _ = link_project(raw)
    again, _ = load_project(SourceFolder(root))
    assert again is not None
    mandate = relink_mandate(raw, found, again.mandates[0])
    assert imprint(mandate.parts) == imprint(found.mandates["proven"].parts)
    assert mandate.sources == found.mandates["proven"].sources
    twice = relink_mandate(raw, found, again.mandates[0])
    assert imprint(twice.parts) == imprint(mandate.parts)


# --- nonsense -----------------------------------------------------------------------------------------------------

PIECES = [
    "tittel: ", "deler:\n", "  - tittel: A\n", "    kapitler: ", "[a, b]\n", "vedlegg: x\n", "logg:\n", "  - versjon: ",
    "1.8\n", "    dato: 0.0.0\n", "    endring: 1\n", "risiko:\n", "  konsekvens: [A]\n", "  sannsynlighet: [B]\n",
    "godkjennere: 5\n", "    behandlet: - x\n", "organ: [1]\n", "\n", "- ", "{", "}", "    segl: x\n",
]  # fmt: skip
FENCES = [
    "```oppgaver\n", "```framdrift\n", "```risiko\n", "```risikomatrise\n", "```\n", "fra: 2019 vår\n",
    "til: 9999 høst\n",
    "aktiviteter:\n", "  - aktivitet: X\n", "    milepæler: [1.–0.0., 31.10.2019–, 2020 vår:]\n", "risikoer:\n",
    "  - usikkerhet: X\n", "    S: ٣\n", "    K: 99999999999\n", "oppgaver: [a, b]\n", "    frist: 99.99.99\n",
    "dato: 0\n", "@kapittel:a @vedlegg:x vedlegg 0 kapittel 999.1–2 ", "# 1. A\n", "## x\n", "- a\n", "sak 1-2020 ",
]  # fmt: skip


def test_no_nonsense_stops_it(project):
    """Pieces of sources thrown together; whatever comes out, nothing raises."""
    shuffle = random.Random(7)
    for number in range(60):
        files = {f"{FOLDER}/mandat.yaml": "tittel: M\n" + "".join(shuffle.choices(PIECES, k=14))}
        for name in ("kapitler/a.md", "kapitler/b.md", "vedlegg/x.md"):
            files[f"{FOLDER}/{name}"] = "".join(shuffle.choices(FENCES, k=16))
        raw, _ = load_project(SourceFolder(project(files, f"p{number}")))
        assert raw is not None
        found, said = link_project(raw)
        assert all(each.message() is not None and each.place.file for each in said)
        assert set(found.mandates) <= {"proven"}
