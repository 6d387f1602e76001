"""The verification of a finished .docx."""

from collections.abc import Iterable

from pipeline.diagnostics import Diagnostic, Place
from pipeline.document import Document
from pipeline.verify import accessibility, claims, integrity
from pipeline.verify.contents import read_contents
from pipeline.verify.expected import Expected
from pipeline.verify.package import check_package, read_package

CHECKS = (*integrity.CHECKS, *accessibility.CHECKS, *claims.CHECKS)
"""Every check of a document whose package is sound, in the order they report."""


def verify_docx(data: bytes, file: str, document: Document, template_tags: Iterable[str] = ()) -> list[Diagnostic]:
    """What is wrong with the .docx `data`, to be written as `file`, seen from the `document` it was made of."""
    return verify(data, Expected.of(document, file, template_tags))


def verify(data: bytes, expected: Expected) -> list[Diagnostic]:
    """What is wrong with the .docx `data`, which claims to be `expected`; nothing when all is well.

    A package that cannot be read, or has a part that is not XML, is reported alone. Never raises for any `data`.
    """
    place = Place(expected.file)
    package, found = read_package(data, place)
    if package is None:
        return found
    found = list(check_package(package, place))
    contents = read_contents(package, expected, place)
    for check in CHECKS:
        found += check(contents)
    return found
