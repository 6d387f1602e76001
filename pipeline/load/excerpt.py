"""Some lines of a source as a text of their own."""

from dataclasses import dataclass, field

from pipeline.diagnostics import Place
from pipeline.load.source_text import SourceText


@dataclass(slots=True)
class Excerpt(SourceText):
    """Some lines of a source, each without its first letters; places are those of the whole.

    `origins` say of each line which one it is in the whole, and at which index there it begins.
    """

    whole: SourceText = field(default_factory=lambda: SourceText("", "", []))
    origins: list[tuple[int, int]] = field(default_factory=list)

    def column(self, line_no: int, index: int) -> int:
        number, cut = self.origins[line_no - 1]
        return self.whole.column(number, cut + index)

    def place(self, line_no: int, index: int = 0) -> Place:
        number, cut = self.origins[line_no - 1]
        return self.whole.place(number, cut + index)
