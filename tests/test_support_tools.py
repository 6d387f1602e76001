"""A missing outside tool is said, with how to get it; where tools are required it is a failure."""

from pathlib import Path

import pytest
from support import tools
from support.packages import changed, packed


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(tools.TOOLS, "soffice", (lambda: None, "LibreOffice is not installed"))
    return "soffice"


def test_a_test_that_needs_a_missing_tool_is_skipped_and_says_so(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REQUIRE_TOOLS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="LibreOffice is not installed; get it with: make ci-tools"):
        tools.require_tool(missing)


def test_where_tools_are_required_it_fails(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUIRE_TOOLS", "1")
    with pytest.raises(pytest.fail.Exception, match="make ci-tools"):
        tools.require_tool(missing)


def test_both_validators_see_a_broken_document(tmp_path: Path) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(packed(changed("word/document.xml", "<w:pPr>", "<w:r/><w:pPr>")))
    assert tools.audit_faults([path])
    assert tools.sdk_faults([path])
