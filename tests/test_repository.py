"""What the repository may hold: the project, and nothing of the machine it was written on."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# In pieces, so that this file does not hold what it looks for.
REGISTRIES = [
    ".".join(pieces)
    for pieces in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("debian", "org"),
        ("ubuntu", "com"),
        ("proxy", "golang", "org"),
        ("crates", "io"),
        ("conda", "anaconda", "org"),
        ("rubygems", "org"),
    ]
]
INDEX_OPTIONS = [
    f"--{option}" for option in ("index" + "-url", "extra-index" + "-url", "find" + "-links", "trusted" + "-host")
]
MACHINE_PATHS = re.compile(
    r"(?<![\w./$~-])(?:/"
    + r"home/[a-z]|/"
    + r"Users/[A-Za-z]|/"
    + r"root/|/"
    + r"work/|/tmp/[a-z])|[A-Z]:\\"
    + r"Users\\"
)


def committed() -> list[Path]:
    """The files git knows."""
    try:
        answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: cannot tell which files are committed")
    return [path for name in answer.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def texts() -> dict[str, str]:
    """The committed files that are text, by path."""
    found = {}
    for path in committed():
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            found[path.relative_to(ROOT).as_posix()] = data.decode("utf-8", "replace")
    return found


def test_no_file_names_a_registry() -> None:
    assert [f"{name}: {host}" for name, text in texts().items() for host in REGISTRIES if host in text] == []


def test_no_file_chooses_where_packages_come_from() -> None:
    assert [f"{name}: {option}" for name, text in texts().items() for option in INDEX_OPTIONS if option in text] == []


def test_no_file_holds_a_path_of_a_machine() -> None:
    found = [f"{name}: {hit[0]}" for name, text in texts().items() for hit in MACHINE_PATHS.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    "path", ["/" + "home/kari/x", "(/" + "Users/Kari/x)", "C:\\" + "Users\\x", '"/' + 'work/main"']
)
def test_a_path_of_a_machine_is_seen(path: str) -> None:
    assert MACHINE_PATHS.search(path)


def test_file_and_folder_names_are_ascii_and_plain() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in committed()]
    assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9._/\[\]-]+", name) or len(name) > 120] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_its_version_and_hashes(lock: str) -> None:
    requirements = re.split(r"\n(?=[a-z])", re.sub(r"(?m)^\s*#.*\n?", "", (ROOT / lock).read_text(encoding="utf-8")))
    assert len(requirements) > 10
    for requirement in requirements:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\d", requirement), requirement
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", requirement), requirement


def test_the_locks_hold_what_the_project_asks_for() -> None:
    asked = re.search(r"(?s)\ndependencies = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert asked
    names = re.findall(r'"([a-z0-9-]+)', asked[1])
    assert "lxml" in names
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert [name for name in names if not re.search(rf"(?m)^{name}==", text)] == []


def test_what_is_generated_is_fresh() -> None:
    """`make generate` writes it anew."""
    answer = subprocess.run(
        [sys.executable, "tools/generate.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (answer.stdout + answer.stderr).strip() == ""
    assert answer.returncode == 0


def test_the_readme_begins_with_the_two_commands_and_a_picture() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"(?m)^\s*(?:\$ )?(make [a-z-]+)", text)
    assert commands[:2] == ["make minutes", "make test"]
    picture = re.search(r"!\[[^\]]+\]\(([^)]+\.png)\)", text)
    assert picture
    assert (ROOT / picture[1]).is_file()


def test_links_in_the_docs_lead_somewhere() -> None:
    pages = [
        path
        for path in committed()
        if path.suffix == ".md" and "sources" not in path.parts and "tests" not in path.parts
    ]
    broken = []
    for page in pages:
        text = re.sub(r"(?s)```.*?```|`[^`\n]*`|(?m:^ {4}[^\n]*$)", "", page.read_text(encoding="utf-8"))
        for target in re.findall(r"(?<!\\)\]\(([^)#\s]+)", text):
            if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT).as_posix()}: {target}")
    assert broken == []
