"""What all tests share."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

sys.path.insert(0, str(Path(__file__).parent))  # so that tests can import `support`

from support import tools
from support.projects import COMMON, write_sources

from pipeline.external import convert_to_pdf

# The same examples every time, however slow the machine: a test that fails now and then is no test. EXPLORE=1 looks for
# new examples.
settings.register_profile(
    "saksgang",
    deadline=None,
    derandomize=not os.environ.get("EXPLORE"),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("saksgang")


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Writes a project into a fresh folder and gives the folder.

    `project({"moter/prosjektgruppen/2020-04-28.md": "…"})`: paths are under `sources/`. A small oppsett.yaml (one body,
    prosjektgruppen) and personer.yaml (hegg, vik, berg, moen) are there unless given; `None` leaves a file out.
    """

    def write(files: Mapping[str, str | bytes | None] = {}, name: str = "prosjekt") -> Path:
        folder = tmp_path / name
        write_sources(folder, COMMON | dict(files))
        return folder

    return write


@pytest.fixture
def require_tool() -> Callable[[str], None]:
    """`require_tool("soffice")` skips the test where the tool is missing, and fails it under REQUIRE_TOOLS=1."""
    return tools.require_tool


@pytest.fixture
def sdk_valid() -> Callable[..., None]:
    """`sdk_valid(path, …)` fails the test with what the Open XML SDK says is wrong."""

    def check(*paths: Path) -> None:
        if faults := tools.sdk_faults(paths):
            pytest.fail("\n".join(faults), pytrace=False)

    return check


@pytest.fixture
def audit_valid() -> Callable[..., None]:
    """`audit_valid(path, …)` fails the test with what openxml-audit says is wrong."""

    def check(*paths: Path) -> None:
        if faults := tools.audit_faults(paths):
            pytest.fail("\n".join(faults), pytrace=False)

    return check


@pytest.fixture
def soffice_pdf(tmp_path: Path) -> Callable[[Path], Path]:
    """`soffice_pdf(docx)` gives the PDF LibreOffice makes of it."""

    def convert(path: Path) -> Path:
        tools.require_tool("soffice")
        conversion = convert_to_pdf([path], tmp_path / "pdf")
        assert [fault.message() for fault in conversion.diagnostics] == []
        return conversion.pdfs[path]

    return convert


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The documents of the sample project, by kind and name."""
    from support.sample import build_sample  # a fault in one room must not stop the tests of the others

    return build_sample(tmp_path_factory.mktemp("sample"))
