"""Outside tools of the tests: found, or said to be missing with how to get them."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from pipeline.external import LIBREOFFICE, PDFTOPPM

ROOT = Path(__file__).parents[2]
SDK = ROOT / ".tools" / "node_modules" / ".bin" / "ooxml-validator"

TOOLS: dict[str, tuple[Callable[[], object], str]] = {
    "soffice": (LIBREOFFICE.find, "LibreOffice is not installed"),
    "pdftoppm": (PDFTOPPM.find, "pdftoppm (poppler) is not installed"),
    "ooxml-validator": (
        lambda: SDK.exists() and shutil.which("node"),
        "the Open XML SDK validator is not installed under .tools/, or node is missing",
    ),
}


def require_tool(name: str) -> None:
    """Go on if the tool is there. Without it the test is skipped, or fails where REQUIRE_TOOLS is 1."""
    is_there, complaint = TOOLS[name]
    if is_there():
        return
    message = f"{complaint}; get it with: make ci-tools"
    if os.environ.get("REQUIRE_TOOLS") == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def sdk_faults(paths: Iterable[Path]) -> list[str]:
    """What Microsoft's Open XML SDK says is wrong, a line each. Two at a time: one costs a second and a half."""
    require_tool("ooxml-validator")
    with ThreadPoolExecutor(max_workers=2) as pool:
        return [fault for faults in pool.map(_sdk_faults, paths) for fault in faults]


def audit_faults(paths: Iterable[Path]) -> list[str]:
    """What openxml-audit says is wrong, a line each."""
    return [f"{path.name}: {fault}" for path in paths for fault in _audit_faults_of(path, _digest(path))]


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _sdk_faults(path: Path) -> list[str]:
    return [f"{path.name}: {fault}" for fault in _sdk_faults_of(path, _digest(path))]


@cache
def _sdk_faults_of(path: Path, _digest: str) -> tuple[str, ...]:
    """Kept by path and bytes, so that a document asked about in several tests is judged once."""
    answer = subprocess.run([str(SDK), str(path)], capture_output=True, text=True, check=False, timeout=120)
    try:
        report = json.loads(answer.stdout)
    except json.JSONDecodeError:
        return (f"the validator itself failed: {answer.stderr.strip() or answer.returncode}",)
    return tuple(f"{error['path']} {error['xPath']}: {error['description']}" for error in report["errors"])


@cache
def _audit_faults_of(path: Path, _digest: str) -> tuple[str, ...]:
    # A validator of its own for each document: it remembers what it found in a package by the package's address in
    # memory, which the next one may get.
    return tuple(str(error) for error in OpenXmlValidator().validate(str(path)).errors)
