"""Reads the pages of the guide: their examples, their tables, the commands they show."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "veiledning"

_BLOCK = re.compile(r"(?m)(?<=\n\n)(?: {4}.*\n)(?:(?: {4}.*)?\n)*")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


def page(name: str) -> str:
    """A page of the guide, by its name without `.md`; any other by its path from the repository's first level."""
    path = ROOT / name if name.endswith(".md") else GUIDE / f"{name}.md"
    return path.read_text(encoding="utf-8")


def examples(text: str) -> list[str]:
    """The indented examples of a page, without their indentation."""
    found = (match[0].strip("\n") for match in _BLOCK.finditer(text))
    return ["\n".join(line[4:] for line in block.split("\n")) + "\n" for block in found]


def example(text: str, beginning: str) -> str:
    """The one example that begins so."""
    [found] = [each for each in examples(text) if each.startswith(beginning)]
    return found


def section(text: str, heading: str) -> str:
    """What stands under a heading, down to the next of any level."""
    found = re.search(rf"(?ms)^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", text)
    assert found, heading
    return found[1]


def table(text: str, first_head: str) -> list[list[str]]:
    """The rows of the table whose first column is headed so, without the head."""
    rows = re.search(rf"(?m)^\| *{re.escape(first_head)} *\|.*\n\|[-| ]+\|\n((?:\|.*\n?)+)", text)
    assert rows, first_head
    return [[cell.strip() for cell in row.strip().strip("|").split(" | ")] for row in rows[1].splitlines()]


def nth_table(text: str, first_head: str, which: int) -> list[list[str]]:
    """The rows of the table that comes after `which` others headed so."""
    for _ in range(which):
        text = text[text.index("|\n\n", text.index(f"| {first_head} |")) + 2 :]
    return table(text, first_head)


def codes(text: str) -> list[str]:
    """What stands in code letters."""
    return _CODE.findall(text)


def commands(text: str, name: str) -> list[str]:
    """Every command line shown that calls `name`, in examples and in running text."""
    inline = codes(re.sub(r"(?m)^ {4}.*$", "", text))
    typed = [line for block in examples(text) for line in block.splitlines()]
    return [each.strip() for each in (*inline, *typed) if re.match(rf"{name} \S", each.strip())]
