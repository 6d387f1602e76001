"""Makes the catalogues of `pipeline/language/locale` anew: finds every text, keeps what is translated, compiles.

    python tools/generate_catalogues.py            write .po and .mo
    python tools/generate_catalogues.py --check    say what is stale or untranslated; write nothing; exit 1 if any

Domain `dokument` (words of documents): `word("…")` in the code, `ord("…")` in the templates, and the values of the
enums that are printed. Domain `meldinger`: messages and hints of `Problem(…)` and the names of the severities. A new
text is added with an empty translation; fill it in in the .po file and run again.
"""

import argparse
import ast
import html
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from pipeline.diagnostics import Severity
from pipeline.language.labels import DOCUMENT_DOMAIN, LANGUAGES, LOCALE, MESSAGE_DOMAIN
from pipeline.records.model import CaseType, MeetingStatus, MinutesStatus, Presence, Seat
from pipeline.richtext import Marker

ROOT = Path(__file__).resolve().parents[1]
PRINTED_ENUMS: tuple[type[StrEnum], ...] = (Marker, Seat, Presence, CaseType, MinutesStatus, MeetingStatus)

Texts = dict[str, set[str]]
"""Each text to be translated, with remarks for the translator."""

_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)
_WORD_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_TEMPLATE_WORD = re.compile(r"""\bord\(\s*(?:"([^"]*)"|'([^']*)')\s*\)""")


class NoLiteral(Exception):
    """A text that the catalogues cannot know, because it is put together where it is marked."""


class PlainCatalog(Catalog):
    """A catalogue whose header holds no dates and no names, so that the same texts give the same file."""

    def __init__(self, language: str) -> None:
        super().__init__(language, header_comment=f"# Bokmål → {language}", fuzzy=False)

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]

    mime_headers = property(_get_mime_headers)


def message_texts(package: Path) -> Texts:
    """Every message and hint declared under `package`, with the problem's code; and the names of the severities."""
    found: Texts = {str(severity): {"alvorlighetsgrad"} for severity in Severity}
    for path, call in _calls(package, "Problem"):
        values: dict[str, ast.expr] = dict(zip(("code", "severity", "message", "hint"), call.args, strict=False))
        values |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
        code = _literal(values["code"], path)
        for part in ("message", "hint"):
            if part in values and (text := _literal(values[part], path)):
                found.setdefault(text, set()).add(code if part == "message" else f"{code}, hint")
    return found


def document_texts(package: Path, templates: Path) -> Texts:
    """Every word of a document: marked in the code, asked for in a template, or the value of a printed enum."""
    found: Texts = {str(value): {kind.__name__} for kind in PRINTED_ENUMS for value in kind}
    for path, call in _calls(package, "word"):
        found.setdefault(_literal(call.args[0], path), set()).add(path.relative_to(package.parent).as_posix())
    for template in sorted(templates.glob("*.docx")):
        for text in template_words(template.read_bytes()):
            found.setdefault(text, set()).add(f"{templates.name}/{template.name}")
    return found


def template_words(docx: bytes) -> Iterator[str]:
    """The texts of `ord("…")` in a template; Word may have cut a tag into runs, so whole paragraphs are looked at."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        for name in sorted(parts):
            for paragraph in _PARAGRAPH.findall(package.read(name).decode()):
                text = html.unescape("".join(_WORD_TEXT.findall(paragraph)))
                for double, single in _TEMPLATE_WORD.findall(text):
                    yield double or single


def _calls(package: Path, function: str) -> Iterator[tuple[Path, ast.Call]]:
    """Every call of `function` by its name in the modules of `package`, but for the one that defines it."""
    for path in sorted(package.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if f"{function}(" not in source or f"def {function}(" in source or f"class {function}:" in source:
            continue
        for node in ast.walk(ast.parse(source, str(path))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function:
                yield path, node


def _literal(node: ast.expr, path: Path) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise NoLiteral(f"{path}:{node.lineno}: the text must be a literal, or the catalogues cannot know it")


def updated(texts: Texts, language: str, known: bytes) -> Catalog:
    """A catalogue of exactly `texts`, with the translations that `known` (a .po file) has of them."""
    before = read_po(io.BytesIO(known), locale=language) if known else Catalog(language)
    catalogue = PlainCatalog(language)
    for text in sorted(texts):
        old = before.get(text)
        flags = (old.flags if old else set()) - {"python-format", "python-brace-format"}
        catalogue.add(text, old.string if old else "", auto_comments=sorted(texts[text]), flags=flags)
    return catalogue


def po_file(catalogue: Catalog) -> bytes:
    """The catalogue as text."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0)
    return buffer.getvalue()


def mo_file(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it; what is fuzzy or untranslated stays out."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def faults(catalogue: Catalog) -> list[str]:
    """What is not ready: no translation, a doubtful one, or one that names other values than the bokmål does."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        values = [sorted(re.findall(r"\{\w*\}", str(text))) for text in (message.id, message.string)]
        if not message.string:
            found.append(f"{catalogue.locale}: untranslated: {message.id}")
        elif message.fuzzy:
            found.append(f"{catalogue.locale}: fuzzy: {message.id}")
        elif values[0] != values[1]:
            found.append(f"{catalogue.locale}: other values: {message.id}")
    return found


def main(check: bool = False) -> list[str]:
    """Writes the catalogues, or with `check` writes nothing; gives back what is stale, untranslated or doubtful."""
    package = ROOT / "pipeline"
    domains = {
        DOCUMENT_DOMAIN: document_texts(package, ROOT / "templates_docx"),
        MESSAGE_DOMAIN: message_texts(package),
    }
    found = []
    for language in LANGUAGES[1:]:
        for domain, texts in domains.items():
            path = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
            catalogue = updated(texts, language, path.read_bytes() if path.exists() else b"")
            for target, content in ((path, po_file(catalogue)), (path.with_suffix(".mo"), mo_file(catalogue))):
                if target.exists() and target.read_bytes() == content:
                    continue
                if check:
                    found.append(f"stale: {target.relative_to(ROOT).as_posix()}")
                else:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(content)
            found.extend(faults(catalogue))
    return found


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    arguments.add_argument("--check", action="store_true", help="write nothing; exit 1 if anything is to be done")
    remarks = main(arguments.parse_args().check)
    print("\n".join(remarks))
    sys.exit(1 if remarks else 0)
