"""pdftoppm (poppler), for looking at the pages of a PDF."""

from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place
from pipeline.external.program import Program, run

PDFTOPPM = Program(
    name="pdftoppm",
    commands=("pdftoppm",),
    purpose="lage bilder av sidene",
    install={
        "win32": "winget install oschwartz10612.Poppler",
        "darwin": "brew install poppler",
        "": "sudo apt-get install poppler-utils (Debian, Ubuntu, Fedora: dnf)",
    },
    version_arguments=("-v",),
)


def page_images(pdf: Path, folder: Path, *, dots_per_inch: int = 80, seconds: float = 120) -> list[Path] | Diagnostic:
    """Every page of `pdf` as `<stem>-<page>.png` in `folder`, which is made; the files in the order of the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    answer = run(
        PDFTOPPM,
        ["-png", "-r", str(dots_per_inch), pdf.resolve(), folder.resolve() / pdf.stem],
        seconds=seconds,
        place=Place(str(pdf)),
    )
    # pdftoppm pads the page number to one width, so names sort as pages do.
    return answer if isinstance(answer, Diagnostic) else sorted(folder.glob(f"{pdf.stem}-*.png"))
