"""LibreOffice, for turning Word documents into PDF."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place
from pipeline.external.problems import NO_RESULT
from pipeline.external.program import Program, run

LIBREOFFICE = Program(
    name="LibreOffice",
    commands=("soffice", "libreoffice"),
    purpose="lage PDF",
    install={
        "win32": "winget install TheDocumentFoundation.LibreOffice",
        "darwin": "brew install --cask libreoffice",
        "": "sudo apt-get install libreoffice-writer-nogui fonts-crosextra-carlito (Debian, Ubuntu), "
        "eller sudo dnf install libreoffice-writer google-carlito-fonts (Fedora)",
    },
    places=(
        r"$PROGRAMFILES\LibreOffice\program\soffice.com",
        r"$PROGRAMFILES\LibreOffice*\program\soffice.com",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "/opt/libreoffice*/program/soffice",
        "/usr/lib/libreoffice/program/soffice",
    ),
)

_START_SECONDS = 60.0
_FILE_SECONDS = 20.0


@dataclass(slots=True)
class Conversion:
    """`pdfs` has the PDF of each file that was converted; `diagnostics` says what went wrong with the others."""

    pdfs: dict[Path, Path] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def convert_to_pdf(
    files: Sequence[Path], folder: Path, *, convert_to: str = "pdf", seconds: float | None = None
) -> Conversion:
    """Convert `files` in one call to `<stem>.pdf` in `folder`, made if need be; an old one is replaced whole or kept.

    `convert_to` is LibreOffice's own argument, with filter and options. A throw-away profile keeps a LibreOffice that
    is already open, and others run at the same time, out of it. Files of one stem must not come together.
    """
    conversion = Conversion()
    if not files:
        return conversion
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="saksgang-", ignore_cleanup_errors=True) as temporary:
        work = Path(temporary)
        # Copies under plain names: any file name works, and LibreOffice leaves its lock files beside the copy.
        copies = {file: work / f"{number}{file.suffix}" for number, file in enumerate(files)}
        for file, copy in copies.items():
            shutil.copyfile(file, copy)
        made = work / "pdf"
        answer = run(
            LIBREOFFICE,
            [
                f"-env:UserInstallation={(work / 'profile').as_uri()}",
                *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
                *("--convert-to", convert_to, "--outdir", str(made)),
                *copies.values(),
            ],
            seconds=seconds or _START_SECONDS + _FILE_SECONDS * len(files),
            folder=work,
        )
        if isinstance(answer, Diagnostic):
            conversion.diagnostics.append(answer)
        for file, copy in copies.items():
            result = made / f"{copy.stem}.pdf"
            # LibreOffice says 0 also when a file could not be converted.
            if result.is_file() and result.stat().st_size:
                conversion.pdfs[file] = _put(result, folder / f"{file.stem}.pdf")
            elif not isinstance(answer, Diagnostic):
                conversion.diagnostics.append(NO_RESULT.at(Place(str(file)), program=LIBREOFFICE.name, fil=file.name))
    return conversion


def _put(result: Path, target: Path) -> Path:
    """Copy beside the target, then replace it: the temporary folder may be on another disk."""
    half = target.with_name(f".{target.name}.ny")
    shutil.copyfile(result, half)
    half.replace(target)
    return target
