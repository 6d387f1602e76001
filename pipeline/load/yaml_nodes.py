"""What YAML is read into: texts, lists and mappings that know their places."""

from dataclasses import dataclass, field
from typing import TypeAlias

from pipeline.diagnostics import Place
from pipeline.schema.placed import Text


@dataclass(slots=True)
class YamlText:
    """A scalar. `plain` is False for a quoted or block scalar."""

    text: Text
    plain: bool = True

    @property
    def place(self) -> Place:
        return self.text.place

    @property
    def is_empty(self) -> bool:
        """Nothing was typed: a key with nothing after it."""
        return self.plain and not self.text


@dataclass(slots=True)
class YamlList:
    """A list. `typed` is what stood on its line, where it stands on one; `lines` what stood on its lines otherwise."""

    place: Place
    items: "list[YamlNode]" = field(default_factory=list)
    typed: Text | None = None
    lines: Text | None = None


@dataclass(slots=True)
class YamlMapping:
    """A mapping, every entry as typed, doubled keys too. `typed` and `lines` as for a list."""

    place: Place
    entries: "list[tuple[Text, YamlNode]]" = field(default_factory=list)
    typed: Text | None = None
    lines: Text | None = None


YamlNode: TypeAlias = YamlText | YamlList | YamlMapping
