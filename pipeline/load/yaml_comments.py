"""Comments behind values in YAML that stands inside a text: whoever types «Rom # 3» there means no comment."""

import re

from pipeline.diagnostics import Diagnostic
from pipeline.load import text_problems as problems
from pipeline.load.source_text import SourceText
from pipeline.load.yaml_lines import BLOCK_SCALAR

_KEY = re.compile(r"([ \t]*(?:-[ \t]+)*)[^\s#][^:]*:[ \t]+")


def comments_behind(text: SourceText, numbers: range) -> list[Diagnostic]:
    """What is said of the comments behind values of these lines; block scalars have none."""
    found = []
    beyond: int | None = None  # the indentation of the key whose block scalar is being passed
    for number in numbers:
        line = text.lines[number - 1]
        if beyond is not None:
            if not line.strip() or len(line) - len(line.lstrip()) > beyond:
                continue
            beyond = None
        if "|" in line or ">" in line:
            key = _KEY.match(line)
            if key is not None and BLOCK_SCALAR.match(line, key.end()):
                beyond = len(key[1])
                continue
        value, sign, comment = line.partition(" # ")
        quoted = "'" in value or '"' in value
        if not sign or quoted or "#" in value or not value.partition(":")[2].strip():
            continue
        if comment.strip() and not comment.strip().casefold().startswith("godta"):
            place = text.place(number, len(value) + 1)
            found.append(problems.HEAD_COMMENT.at(place, tekst=f"# {comment.strip()}"))
    return found
