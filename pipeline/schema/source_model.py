"""A mapping of YAML in a source, as a model. Leaves are `Text`, a string that knows its place; keys are bokmål."""

import warnings
from collections.abc import Iterable, Iterator
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from pipeline.schema.placed import Text

# A key of the trade; that every class has a method of that name (ABCMeta.register) concerns no instance.
warnings.filterwarnings("ignore", 'Field name "register" in ', UserWarning)


class SourceModel(BaseModel):
    """A mapping in a source: an unknown key is a fault, with the nearest known one as a hint."""

    # Built when first used: a command reads few of the models there are.
    model_config = ConfigDict(extra="forbid", defer_build=True)

    indispensable: ClassVar[bool] = False
    """Whether a document depends on it: where it cannot be read, that is *uleselig*, not just a fault."""

    may_lack_rows: ClassVar[bool] = False
    """Whether a fenced block says something without a row: where its rows may also be fetched from elsewhere."""


def texts_in(value: object) -> Iterator[Text]:
    """Every text of a model or of what holds models, in order, keys people choose themselves among them."""
    if isinstance(value, Text):
        yield value
        return
    inside: Iterable[object] = value if isinstance(value, list) else ()
    if isinstance(value, dict):
        inside = (each for pair in value.items() for each in pair)
    elif isinstance(value, SourceModel):
        inside = (getattr(value, name) for name in type(value).model_fields)
    for each in inside:
        yield from texts_in(each)
