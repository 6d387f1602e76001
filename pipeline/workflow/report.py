"""Diagnostics as people and programs read them."""

import json
from collections.abc import Iterable
from typing import Any

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.language.labels import messages


def as_object(diagnostic: Diagnostic, language: str = "nb") -> dict[str, Any]:
    """One diagnostic as the documented JSON object: code, severity, file, line, column, message, hint."""
    translate = messages(language)
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "file": diagnostic.place.file,
        "line": diagnostic.place.line,
        "column": diagnostic.place.column,
        "message": diagnostic.message(translate),
        "hint": diagnostic.hint(translate),
    }


def as_json(found: Iterable[dict[str, Any]]) -> str:
    """A list of objects, a line each."""
    rows = [json.dumps(each, ensure_ascii=False) for each in found]
    return "[\n" + ",\n".join(f"  {row}" for row in rows) + "\n]" if rows else "[]"


def as_text(found: Iterable[dict[str, Any]]) -> str:
    """A line each, `file:line:column: severity: message [code]`, the hint below."""
    return "\n".join(_text(each) for each in found)


def _text(each: dict[str, Any]) -> str:
    place = ":".join(str(part) for part in (each["file"], each["line"], each["column"]) if part)
    hint = f"\n    {each['hint']}" if each["hint"] else ""
    return f"{place}: {each['severity']}: {each['message']} [{each['code']}]{hint}"


def summary(found: Iterable[dict[str, Any]]) -> str:
    """«2 feil og 3 advarsler.», or that there is nothing to remark."""
    counts = dict.fromkeys(Severity, 0)
    for each in found:
        counts[Severity(each["severity"])] += 1
    names = {
        Severity.UNREADABLE: ("uleselig", "uleselige"),
        Severity.ERROR: ("feil", "feil"),
        Severity.WARNING: ("advarsel", "advarsler"),
    }
    parts = [f"{count} {names[severity][count != 1]}" for severity, count in counts.items() if count]
    if not parts:
        return "Ingenting å bemerke."
    return (f"{', '.join(parts[:-1])} og {parts[-1]}" if len(parts) > 1 else parts[0]) + "."
