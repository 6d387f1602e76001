"""One module a document kind: its content, its rules, its sample. A new module here is a new kind; nothing else lists
them."""

import importlib
import pkgutil
from functools import cache
from typing import Any

from pipeline.document import DocumentKind
from pipeline.schema.paper import DataShape, Shapes


@cache
def all_kinds() -> dict[str, DocumentKind[Any]]:
    """Every kind by name."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.KIND.name: module.KIND for module in modules if hasattr(module, "KIND")}


def all_shapes() -> Shapes:
    """What the sources of the kinds hold, for those who read them."""
    return Shapes(tuple(kind.paper for kind in all_kinds().values() if kind.paper), _data)


def _data() -> list[DataShape]:
    from pipeline.document.data import all_data  # only where there is a text

    return [each.shape for each in all_data()]
