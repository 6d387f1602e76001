"""Running text put together of pieces of lines, with the way back to each letter's place."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeAlias

from pipeline.diagnostics import Place
from pipeline.load.source_text import SourceText

Part: TypeAlias = tuple[int, int, str]
"""Line number, index in that line, the letters that stand there, without white space around them."""


class Flow:
    """The lines of a paragraph joined with single spaces. `text` is what there is to read."""

    __slots__ = ("_origins", "_source", "_starts", "text")

    def __init__(self, source: SourceText, parts: Sequence[Part]) -> None:
        self._source = source
        self._origins = parts
        if len(parts) == 1:
            self._starts = [0]
            self.text = parts[0][2]
            return
        self._starts = []
        start = 0
        for _, _, letters in parts:
            self._starts.append(start)
            start += len(letters) + 1
        self.text = " ".join(letters for _, _, letters in parts)

    def lines(self, start: int, length: int) -> tuple[tuple[int, Place], ...]:
        """The lines that begin after `start`, in the `length` letters from there: at which letter, and where."""
        if len(self._starts) == 1:
            return ()
        return tuple(
            (begins - start, self._source.place(line_no, index))
            for begins, (line_no, index, _) in zip(self._starts, self._origins, strict=True)
            if start < begins < start + length
        )

    def place(self, offset: int) -> Place:
        """The place of the letter at `offset` of the text."""
        part = bisect_right(self._starts, offset) - 1 if len(self._starts) > 1 else 0
        line_no, index, _ = self._origins[part]
        return self._source.place(line_no, index + offset - self._starts[part])
