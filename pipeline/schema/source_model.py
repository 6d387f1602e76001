"""A mapping of YAML in a source, as a model. Leaves are `Text`, a string that knows its place; keys are bokmål."""

import warnings
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

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
