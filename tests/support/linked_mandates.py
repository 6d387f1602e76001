"""A mandate loaded and linked, without Word and without the archive: its files, and what came of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.records.mandate import Mandate
from pipeline.records.project import Project
from pipeline.richtext import DataBlock, plain

FOLDER = "mandater/proven"
LOG = "logg:\n  - {versjon: 0.90, dato: 06.06.2018, endring: Opprettet, av: vik}\n"


@dataclass(slots=True)
class Linked:
    """A mandate, and everything said of the project it stands in."""

    mandate: Mandate
    diagnostics: list[Diagnostic]
    project: Project

    def said(self, *codes: str) -> list[tuple[str, str, int]]:
        """Code, file (its last part) and line of what was said, of these codes only where some are given."""
        return [
            (each.code, each.place.file.rpartition("/")[2], each.place.line)
            for each in self.diagnostics
            if not codes or each.code in codes
        ]

    def words(self, code: str) -> list[str]:
        """The messages of a code, each with its hint."""
        return [f"{each.message()} {each.hint() or ''}".rstrip() for each in self.diagnostics if each.code == code]

    def grave(self) -> list[str]:
        return [each.code for each in self.diagnostics if each.severity is not Severity.WARNING]

    def value(self, chapter: int = 0, block: int = 0):
        """What the fenced block number `block` of a chapter became."""
        blocks = [each for each in self.mandate.chapters[chapter].blocks if isinstance(each, DataBlock)]
        return blocks[block].value

    def printed(self, chapter: int = 0) -> str:
        return plain(self.mandate.chapters[chapter].blocks[0].runs)


def mandate_files(
    chapters: Mapping[str, str],
    appendices: Mapping[str, str] = {},
    head: str = "",
    log: str = LOG,
    title: str = "tittel: Mandat\n",
) -> dict[str, str]:
    """The files of a mandate with one part; a chapter without a title gets its name as one."""

    def text(name: str, typed: str) -> str:
        return typed if typed.startswith("#") else f"# {name.capitalize()}\n\n{typed}\n"

    listed = "".join(f"  - {name}\n" for name in appendices)
    yaml = f"{title}{head}deler:\n  - tittel: Mandat\n    kapitler: [{', '.join(chapters)}]\n"
    yaml += (f"vedlegg:\n{listed}" if appendices else "") + log
    files = {f"{FOLDER}/mandat.yaml": yaml}
    files |= {f"{FOLDER}/kapitler/{name}.md": text(name, typed) for name, typed in chapters.items()}
    files |= {f"{FOLDER}/vedlegg/{name}.md": text(name, typed) for name, typed in appendices.items()}
    return files
