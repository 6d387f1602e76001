"""What the guide to mandates says is so: its examples are tried in the order they stand."""

import re
import shlex
import sys
from io import StringIO
from pathlib import Path

import docx
import pytest
from support.commands import Said, saksgang
from support.packages import PIXEL
from support.pages import codes, example, examples, page, section, table

from pipeline.cli import mandate_bump
from pipeline.records.version import read_version
from pipeline.richtext import Quotation, plain
from pipeline.workflow.reading import read_project
from pipeline.workflow.version_numbers import BumpKind, proposed

GUIDE = page("mandat")
MANDATE = Path("sources/mandater/trygg-hjem")
HEAD = MANDATE / "mandat.yaml"
DAY = r"\d{4}-\d\d-\d\d"
OF_PAGES = {"innhold-uten-sidetall", "innhold-foreldet"}


def remarks() -> list[str]:
    """What is said of the project, page numbers apart."""
    return [each.code for each in read_project(Path()).diagnostics if each.code not in OF_PAGES]


def typed(line: str) -> Said:
    """A command as it stands on the page."""
    return saksgang(*shlex.split(line)[1:])


def shown(beginning: str) -> str:
    """The one command of the page that begins so."""
    lines = [line for block in examples(GUIDE) for line in block.splitlines() if line.startswith(beginning)]
    assert len(lines) == 1, lines
    return lines[0]


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project of «Kom i gang», with the mandate as it is when it has been made."""
    (tmp_path / "saksgang").mkdir()
    monkeypatch.chdir(tmp_path / "saksgang")
    first = page("kom-i-gang")
    made = next(line for block in examples(first) for line in block.splitlines() if line.startswith("saksgang new p"))
    assert typed(made).code == 0
    monkeypatch.chdir(shlex.split(made)[3])
    Path("sources/personer.yaml").write_text(example(first, "vik:"), encoding="utf-8")
    Path("sources/oppsett.yaml").write_text(example(first, "format: 1"), encoding="utf-8")
    assert typed(shown("saksgang new mandate ")).code == 0
    return Path()


@pytest.fixture
def written(project: Path) -> Path:
    """The mandate with its front page and a chapter as the page shows them."""
    head = HEAD.read_text(encoding="utf-8")
    for line in example(GUIDE, "tittel: ").splitlines():
        key = line.partition(":")[0]
        head, count = re.subn(rf"(?m)^(# )?{key}: .*$", line, head)
        assert count == 1, line
    HEAD.write_text(head, encoding="utf-8")
    (MANDATE / "kapitler/mal.md").write_text(example(GUIDE, "# Mål og"), encoding="utf-8")
    return project


@pytest.fixture
def kept(written: Path) -> Path:
    """… and its first version."""
    said = saksgang("mandate", "bump", "trygg-hjem", "--change", "Dokumentet opprettet")
    assert said.code == 0, said.err
    return written


def test_a_new_mandate_is_built_as_it_stands(project: Path) -> None:
    told = {name for row in table(GUIDE, "Fil") for name in codes(row[0])}
    assert all((MANDATE / name).is_file() for name in told)
    assert remarks() == []
    assert typed("saksgang build mandat").code == 0
    [made] = Path("build/mandat").iterdir()
    assert f"`{made.as_posix()}`" in GUIDE


def test_the_front_page_and_the_chapter_of_the_page_are_without_a_remark(written: Path) -> None:
    assert remarks() == []
    assert typed("saksgang build mandat").code == 0
    mandate = read_project(Path()).project.mandates["trygg-hjem"]  # type: ignore[union-attr]
    assert (mandate.owner.id, mandate.leader.id) == ("vik", "fossum")  # type: ignore[union-attr]


def test_what_somebody_has_said_is_a_quotation(written: Path) -> None:
    append(MANDATE / "kapitler/mal.md", "\n" + example(GUIDE, "> Jeg visste ikke"))
    assert remarks() == []
    mandate = read_project(Path()).project.mandates["trygg-hjem"]  # type: ignore[union-attr]
    chapter = next(each for each in mandate.chapters if each.name == "mal")
    quotation = chapter.blocks[-1]
    assert isinstance(quotation, Quotation)
    assert len(quotation.blocks) == 2
    assert plain(quotation.source) == "Pårørende i brukerutvalget"


def test_one_more_chapter_is_a_file_and_a_word(written: Path) -> None:
    (MANDATE / "kapitler/informasjon.md").write_text("# Informasjon\n\nTekst.\n", encoding="utf-8")
    assert remarks() == ["kapittel-ikke-oppfort"]
    HEAD.write_text(HEAD.read_text("utf-8").replace("organisering, ", "organisering, informasjon, "), encoding="utf-8")
    assert remarks() == []


def test_the_questions_of_the_first_version_are_those_shown(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialogue = example(GUIDE, "Forrige versjon: ingen")
    answers, expected = [], ""
    for line in dialogue.splitlines():
        if line.startswith(("Ny versjon:", "Endring:")):
            prompt, _, answer = line.rpartition(":")
            answers.append(answer.strip())
            expected += f"{prompt}: "
        else:
            expected += f"{line}\n"
    monkeypatch.setattr(mandate_bump, "_is_terminal", lambda: True)
    monkeypatch.setattr(sys, "stdin", StringIO("\n".join(answers) + "\n"))
    said = typed(next(line for line in examples(GUIDE) if line.strip() == "saksgang mandate bump trygg-hjem"))
    assert re.sub(DAY, "", said.out) == re.sub(DAY, "", expected)


@pytest.mark.parametrize(
    ("word", "chapter"),
    [
        ("oppgaver", "arbeidsoppgaver"),
        ("framdrift", "framdriftsplan"),
        ("risiko", "risikovurdering"),
        ("risikomatrise", "risikovurdering"),
    ],
)
def test_the_tables_of_the_page_are_read_without_a_remark(written: Path, word: str, chapter: str) -> None:
    fence = example(GUIDE, f"```{word}\n")
    path = MANDATE / f"kapitler/{chapter}.md"
    path.write_text(re.sub(rf"(?s)```{word}\n.*?```\n", lambda _: fence, path.read_text("utf-8")), encoding="utf-8")
    assert fence in path.read_text("utf-8")
    assert remarks() == []
    assert typed("saksgang build mandat").code == 0


def test_references_appendices_and_images_of_the_page(written: Path) -> None:
    assert typed("saksgang new meeting styringsgruppen 15.09.2020").code == 0
    (MANDATE / "vedlegg").mkdir()
    (MANDATE / "vedlegg/utviklingsplan.md").write_text("# Utviklingsplan\n\nTekst.\n", encoding="utf-8")
    Path("sources/vedlegg").mkdir(exist_ok=True)
    Path("sources/vedlegg/budsjett.pdf").write_bytes(b"%PDF-1.4\n")
    (MANDATE / "bilder").mkdir()
    (MANDATE / "bilder/organisasjon.png").write_bytes(PIXEL)
    head = re.sub(r"(?s)# vedlegg:.*?\n\n", lambda _: example(GUIDE, "vedlegg:\n") + "\n", HEAD.read_text("utf-8"))
    HEAD.write_text(head, encoding="utf-8")
    assert remarks() == ["vedlegg-ikke-nevnt", "vedlegg-ikke-nevnt"]
    references = [codes(row[0])[0] for row in table(section(GUIDE, "Henvisninger, vedlegg og bilder"), "Du skriver")]
    append(
        MANDATE / "kapitler/bakgrunn.md",
        f"\nSe {', '.join(references)} og @vedlegg:budsjett.\n\n{example(GUIDE, '![Tre')}",
    )
    assert remarks() == []
    assert typed("saksgang build mandat").code == 0
    [made] = Path("build/mandat").iterdir()
    text = [each.text.replace("\u00a0", " ") for each in docx.Document(str(made)).paragraphs]
    assert any("kapittel 4, Kapittel 4, vedlegg 1, sak 1-2020 og vedlegg 2" in each for each in text), text
    assert any(each.startswith("Figur 1") for each in text)
    append(MANDATE / "kapitler/bakgrunn.md", "\nSe vedlegg 1.\n")
    assert remarks() == ["nummer-for-hand"]


def test_remarks_are_accepted_in_a_chapter_and_in_the_head(written: Path) -> None:
    assert "I en møtefil eller et kapittel:" in page("feil-og-meldinger")
    assert "`mandat.yaml` og i hodet på en møtefil:" in page("feil-og-meldinger")
    append(HEAD, "  - {versjon: 0.90, dato: 06.06.2019, endring: A}\n")
    append(
        HEAD, "  - versjon: 1.5   # godta versjon-hopper: 1.0 ble ikke brukt\n    dato: 07.06.2019\n    endring: B\n"
    )
    append(MANDATE / "kapitler/mal.md", "\nGodta nummer-for-hand: slik skal det stå\nSe kapittel 4.\n")
    assert remarks() == []


def test_what_has_changed_is_told_as_shown(kept: Path) -> None:
    typed("saksgang build mandat")
    [first] = Path("build/mandat").iterdir()
    before, unchanged = (MANDATE / "kapitler/okonomi.md").read_text("utf-8"), first.read_bytes()
    append(MANDATE / "kapitler/okonomi.md", "\nRammen er kr 550 000.\n")
    assert typed("saksgang check").out.startswith(example(GUIDE, "sources/mandater/trygg-hjem/kapitler/okonomi"))
    assert typed("saksgang check").code == 0
    typed("saksgang build mandat")
    [draft] = Path("build/mandat").iterdir()
    assert draft.name.endswith("-etter-0.1-utkast.docx")
    assert "`…-etter-0.1-utkast.docx`" in GUIDE
    assert "«UTKAST etter 0.1»" in GUIDE
    assert "UTKAST etter 0.1" in [each.text for each in docx.Document(str(draft)).paragraphs]
    (MANDATE / "kapitler/okonomi.md").write_text(before, encoding="utf-8")
    typed("saksgang build mandat")
    assert first.read_bytes() == unchanged


def test_blank_lines_line_breaks_and_new_numbers_are_no_changes(kept: Path) -> None:
    path = MANDATE / "kapitler/bakgrunn.md"
    path.write_text(path.read_text("utf-8").replace(" ord", "\nord").replace("\n\n", "\n\n\n"), encoding="utf-8")
    assert remarks() == []
    HEAD.write_text(HEAD.read_text("utf-8").replace("[bakgrunn, mal, ", "[mal, bakgrunn, "), encoding="utf-8")
    assert remarks() == ["rekkefolge-endret"]


def test_versions_as_the_page_makes_them(kept: Path) -> None:
    assert typed("saksgang new meeting styringsgruppen 15.09.2020").code == 0
    append(MANDATE / "kapitler/okonomi.md", "\nRammen er kr 550 000.\n")
    assert "Kapittel: Kap. 4\n" in typed(shown('saksgang mandate bump trygg-hjem --draft --change "Ny ramme')).out
    for name in ("mal", "okonomi", "organisering"):
        append(MANDATE / f"kapitler/{name}.md", "\nMer.\n")
    several = shown('saksgang mandate bump trygg-hjem --draft --change "Kap.')
    alone = several.partition(' --change "organisering')[0]
    assert typed(alone).code == 2, "what no text is about is refused"
    assert "Kapittel: Kap. 2 og 4; kap. 3\n" in typed(several).out
    assert remarks() == []
    released = typed(shown("saksgang mandate bump trygg-hjem --release"))
    assert released.out.startswith("Versjon 1.0 er tatt vare på"), released.err
    mandate = read_project(Path()).project.mandates["trygg-hjem"]  # type: ignore[union-attr]
    assert [str(entry.version) for entry in mandate.log] == ["0.1", "0.2", "0.3", "1.0"]
    [treated] = mandate.log[-1].treatments
    assert (treated.forum, treated.case_label, str(treated.outcome)) == ("Styringsgruppen", "1-2020", "godkjent")
    assert typed(shown("saksgang mandate log ")).out.count(" ja ") == 4
    assert typed(shown("saksgang mandate show ")).code == 0
    endings = {codes(row[0])[0] for row in table(GUIDE, "Fila slutter på")}
    for command in ("diff trygg-hjem", "diff trygg-hjem 0.1 1.0", "diff trygg-hjem 0.1 nå"):
        [line] = [line for block in examples(GUIDE) for line in block.splitlines() if line.endswith(f" {command}")]
        made = typed(line).out.split()
        assert {next(ending for ending in endings if path.endswith(ending)) for path in made} == endings


def test_numbers_are_as_the_page_says() -> None:
    rows = table(section(GUIDE, "Lag en ny versjon"), "Du skriver")
    assert [codes(row[0]) for row in rows] == [[f"--{kind}"] for kind in BumpKind]
    for kind, row in zip(BumpKind, rows, strict=True):
        before, after = row[2].split(" blir ")
        assert str(proposed(read_version(before), kind)) == after


def test_rows_of_the_time_before_are_typed_as_shown(written: Path) -> None:
    HEAD.write_text(re.sub(r"(?m)^logg:\n", lambda _: example(GUIDE, "logg:\n"), HEAD.read_text("utf-8")), "utf-8")
    assert remarks() == []
    said = saksgang("mandate", "bump", "trygg-hjem", "--minor", "--change", "Flyttet hit")
    assert said.out.startswith("Versjon 1.1 er tatt vare på."), said.err


def test_tampering_is_told_as_shown(kept: Path) -> None:
    append(next(Path("sources/arkiv").rglob("mal.md")), "x")
    said = typed("saksgang check")
    assert said.code == 1
    place = re.compile(r":\d+:\d+:")
    assert place.sub("", said.out).startswith(place.sub("", example(GUIDE, "sources/mandater/trygg-hjem/mandat.yaml")))


def test_two_documents_of_any_kind_are_compared(kept: Path) -> None:
    command = shown("saksgang diff ")
    for name, text in zip(shlex.split(command)[2:], ("Gammel tekst.", "Ny tekst."), strict=True):
        document = docx.Document()
        document.add_paragraph(text)
        document.save(name)
    assert typed(command).out.strip() == "ny-endringer.docx"
    assert "`ny-endringer.docx`" in GUIDE
