"""The catalogues: nothing stale, nothing untranslated, and the tool that makes them."""

import ast
import importlib.util
import io
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.language.labels import labels, messages, word

ROOT = Path(__file__).resolve().parents[2]


def tool() -> ModuleType:
    if "generate_catalogues" not in sys.modules:
        path = ROOT / "tools" / "generate_catalogues.py"
        spec = importlib.util.spec_from_file_location("generate_catalogues", path)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        sys.modules["generate_catalogues"] = module
        spec.loader.exec_module(module)
    return sys.modules["generate_catalogues"]


def test_catalogues_are_fresh_and_wholly_translated() -> None:
    """If this fails: `make generate`, then fill in the empty texts of pipeline/language/locale and do it again."""
    assert tool().main(check=True) == []


def test_bokmal_is_the_text_itself_and_nynorsk_the_catalogues() -> None:
    assert labels("nb")("Møteleder") == "Møteleder"
    assert labels("nn")("Møteleder") == "Møteleiar"
    assert labels("nn")("Forslag til vedtak") == "Framlegg til vedtak"
    assert messages("nn")("uleselig") == "uleseleg"


def test_what_no_catalogue_knows_stays_as_it_is() -> None:
    assert labels("nn")("Helt ukjent") == "Helt ukjent"
    assert labels("nn")("") == ""


def test_an_unknown_language_is_our_own_fault() -> None:
    with pytest.raises(ValueError, match="xx"):
        labels("xx")


def test_a_word_is_itself() -> None:
    assert word("Til stede") == "Til stede"


def test_messages_and_words_are_found_in_the_code(tmp_path: Path) -> None:
    package = tmp_path / "pipeline"
    package.mkdir()
    (package / "problems.py").write_text('A = Problem("a-b", S.ERROR, "En {x}.", hint="Gjør " "det.", about="Om.")\n')
    (package / "kind.py").write_text('label = word("Til stede")\n')
    assert {"En {x}.", "Gjør det."} <= tool().message_texts(package).keys()
    assert "Om." not in tool().message_texts(package)
    assert tool().document_texts(package, tmp_path)["Til stede"] == {"pipeline/kind.py"}


def test_a_word_put_together_where_it_is_marked_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kind.py").write_text("label = word(f'Til {x}')\n")
    with pytest.raises(tool().NoLiteral, match=r"kind\.py:1"):
        tool().document_texts(tmp_path, tmp_path)


def test_words_of_a_template_are_found_though_word_cuts_them_up() -> None:
    runs = "".join(
        f"<w:r><w:t>{part}</w:t></w:r>" for part in ("{{ o", "rd(&quot;Til ", "stede&quot;) }} {{ ord('Frist') }}")
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", f"<w:document><w:body><w:p>{runs}</w:p></w:body></w:document>")
    assert list(tool().template_words(buffer.getvalue())) == ["Til stede", "Frist"]


def test_translations_survive_and_what_is_gone_goes() -> None:
    module = tool()
    first = module.updated({"Sak": set(), "Borte": set()}, "nn", b"")
    for text, nynorsk in (("Sak", "Sak"), ("Borte", "Vekke")):
        first.get(text).string = nynorsk
    second = module.updated({"Sak": set(), "Ny {x}": set()}, "nn", module.po_file(first))
    assert [message.id for message in second if message.id] == ["Ny {x}", "Sak"]
    assert second.get("Sak").string == "Sak"
    assert module.faults(second) == ["nn: untranslated: Ny {x}"]


def test_a_translation_must_name_the_same_values() -> None:
    module = tool()
    catalogue = module.updated({"Ny {x}": set()}, "nn", b"")
    catalogue.get("Ny {x}").string = "Ny {y}"
    assert module.faults(catalogue) == ["nn: other values: Ny {x}"]


def test_running_without_babel() -> None:
    """Babel takes 40 ms to import; what reads the catalogues must not need it."""
    source = (ROOT / "pipeline" / "language" / "labels.py").read_text(encoding="utf-8")
    imported = {
        name.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import) for name in node.names
    }
    assert imported == {"gettext"}
