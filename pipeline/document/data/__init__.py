"""One module a kind of data that a text may hold between backticks: what is typed, its record, what it looks like. A
new module here is a new kind; nothing else lists them."""

import importlib
import pkgutil
from functools import cache
from typing import Any

from pipeline.document.data_kind import DataKind


@cache
def all_data() -> tuple[DataKind[Any], ...]:
    """Every kind of data, by the word it stands under."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    found = [module.DATA for module in modules if hasattr(module, "DATA")]
    return tuple(sorted(found, key=lambda each: each.shape.word))


def data_of(record: Any) -> DataKind[Any] | None:
    """The kind of data that `record` is of."""
    return next((each for each in all_data() if isinstance(record, each.record)), None)
