"""Which template a kind uses: the project's own, else the one that comes with saksgang."""

from pathlib import Path
from typing import Any

import pipeline
from pipeline.document import DocumentKind

_PACKAGE = Path(pipeline.__file__).parent


def shipped_templates() -> Path:
    """The folder of templates that comes with saksgang: beside the package in a checkout, inside it when installed."""
    inside = _PACKAGE / "templates_docx"
    return inside if inside.is_dir() else _PACKAGE.parent / "templates_docx"


def template_path(root: Path, kind: DocumentKind[Any], own: Path | None = None) -> Path:
    """The template of `kind`: in `own` if it is there, else in the project's `templates_docx/`, else the shipped."""
    folders = [*([own] if own else []), root / "templates_docx", shipped_templates()]
    candidates = [folder / kind.template for folder in folders]
    return next((path for path in candidates if path.is_file()), candidates[-1])
