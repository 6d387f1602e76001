"""Outside programs: found, given a time limit, and reported in Norwegian with how to get them.

Nothing here raises for a program that is missing, fails or hangs: the answer is a `Diagnostic` (exit code 4).
"""

from pipeline.external.libreoffice import LIBREOFFICE, Conversion, convert_to_pdf
from pipeline.external.pages import PDFTOPPM, page_images
from pipeline.external.program import Finished, Program, run, version_of

__all__ = [
    "LIBREOFFICE",
    "PDFTOPPM",
    "Conversion",
    "Finished",
    "Program",
    "convert_to_pdf",
    "page_images",
    "run",
    "version_of",
]
