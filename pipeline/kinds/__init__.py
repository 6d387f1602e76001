"""One module a document kind: its content, its rules, its sample. A new module here is a new kind; nothing else lists
them."""

import importlib
import pkgutil
from functools import cache
from typing import Any

from pipeline.document import DocumentKind


@cache
def all_kinds() -> dict[str, DocumentKind[Any]]:
    """Every kind by name."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.KIND.name: module.KIND for module in modules if hasattr(module, "KIND")}
