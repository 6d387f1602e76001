"""On which page each bookmark of a Word document stands, as LibreOffice lays it out."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place
from pipeline.external.libreoffice import LIBREOFFICE, convert_to_pdf
from pipeline.external.problems import NO_RESULT

_WITH_BOOKMARKS = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'


def bookmark_pages(document: bytes, names: Sequence[str]) -> dict[str, int] | Diagnostic:
    """The page, from 1, of each bookmark of `names` that the .docx has; or why there are none.

    The bookmarks become named destinations of a PDF (ISO 32000-1, 12.3.2.3), which pypdf reads.
    """
    with tempfile.TemporaryDirectory(prefix="saksgang-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "dokument.docx"
        file.write_bytes(document)
        conversion = convert_to_pdf([file], Path(folder) / "pdf", convert_to=_WITH_BOOKMARKS)
        if conversion.diagnostics:
            return conversion.diagnostics[0]
        pages = _destinations(conversion.pdfs[file])
    if pages is None:
        return NO_RESULT.at(Place(LIBREOFFICE.name), program=LIBREOFFICE.name, fil=file.name)
    return {name: pages[spelt] for name in names for spelt in (_spelt(name), name) if spelt in pages}


def _destinations(pdf: Path) -> dict[str, int] | None:
    """The named destinations of a PDF and their pages; None where it cannot be read."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(pdf)
        found = {}
        for name, destination in reader.named_destinations.items():
            page = reader.get_destination_page_number(destination)
            if page is not None and page >= 0:
                found[name.removeprefix("/")] = page + 1
        return found
    except (PyPdfError, OSError, ValueError):
        return None


def _spelt(name: str) -> str:
    """A bookmark's name as LibreOffice writes it in a PDF: `sg_kap` becomes `sg5Fkap`."""
    return "".join(sign if sign.isascii() and sign.isalnum() else f"{ord(sign):02X}" for sign in name)
