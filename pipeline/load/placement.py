"""Where a line belongs, among all that is open above it: decided by its column and the blank lines before it.

- A point goes on with the list at its column, or nests in the point above where it stands deeper; between two levels it
  takes the deeper. The expected next number leads back out of whatever lies between.
- Text that stands deeper than a point belongs to it; anything else after a point stands outside.
- A piece ends at a blank line after its first content, but a list in it goes on.

The stack of what is open goes from the outermost frame to the innermost: at most four lists, and the pieces in them.
"""

from dataclasses import dataclass

from pipeline.load.markers import ANSWERING
from pipeline.load.points import Label, label_of, letter_value, roman_value
from pipeline.load.text_lines import Line
from pipeline.richtext import Blocks, ListKind, Marker, TextList

MAX_LEVELS = 4
_FAR = 20
"""A number this much higher than expected is no skipped point («2020. …»)."""

ROOT, POINT, PIECE, TASK = range(4)
"""What a frame is."""


@dataclass(slots=True)
class Frame:
    """Something open. `blocks` is where its content goes.

    Of a point: `column` is that of its list's level, `edge` where this point itself begins, `last` its number as typed.
    Of a piece: `floor` is the least indentation that still belongs to it.
    """

    sort: int
    blocks: Blocks
    column: int = 0
    edge: int = 0
    floor: int = 0
    kind: ListKind = ListKind.BULLET
    stop: str = ""
    last: int = 0
    list: TextList | None = None
    marker: Marker | None = None
    filled: bool = False
    said: bool = False


@dataclass(slots=True)
class Home:
    """Where a point goes: the frame kept on top, and whether its list goes on (else a new list begins in it)."""

    depth: int
    ordinal: int
    kind: ListKind
    goes_on: bool


def open_points(stack: list[Frame]) -> list[int]:
    """The depths of the open points."""
    return [depth for depth, frame in enumerate(stack) if frame.sort == POINT]


def _ended(frame: Frame, line: Line) -> bool:
    """Whether the blank lines before `line` ended a piece."""
    return line.blanks > 1 or (line.blanks == 1 and frame.filled)


def open_follow_up(stack: list[Frame], line: Line) -> int | None:
    """The «Oppfølging:» that a «=>» under it lies in, if any."""
    for depth in range(len(stack) - 1, 0, -1):
        frame = stack[depth]
        if frame.marker is Marker.FOLLOW_UP:
            open_still = not line.blanks or (not frame.filled and line.blanks == 1)
            return depth if open_still and line.column >= frame.floor else None
    return None


def home_of_piece(stack: list[Frame], line: Line, marker: Marker) -> int:
    """Where a piece opens: in the point it stands deeper than; an answer in the point above; else in the text."""
    points = open_points(stack)
    around = [depth for depth in points if stack[depth].edge < line.column]
    if around:
        return around[-1]
    if marker in ANSWERING and not line.blanks and points:
        return points[0]
    return 0


def home_of_text(stack: list[Frame], line: Line) -> tuple[int, bool]:
    """The frame a text belongs to, and whether it stands unindented in a point that goes on below it."""
    column = line.column
    for depth in range(len(stack) - 1, 0, -1):
        frame = stack[depth]
        if frame.sort == POINT:
            if column > frame.edge:
                return depth, False
            if not line.blanks and column == frame.column and _expects(frame, line):
                return depth, True
        elif frame.sort == PIECE:
            if not _ended(frame, line) and column >= frame.floor:
                return depth, False
        elif not line.blanks and column > frame.column:
            return depth, False
    return 0, False


def home_of_point(stack: list[Frame], line: Line, label: Label) -> Home | None:
    """Where a point belongs, or None if it is none."""
    if not label.is_bullet:
        # The expected next number leads back out, from whatever lies between.
        for depth in range(len(stack) - 1, 0, -1):
            frame = stack[depth]
            if frame.sort == POINT and frame.column == line.column and frame.kind is not ListKind.BULLET:
                ordinal = _ordinal(frame, line, label)
                if ordinal is not None and ordinal == frame.last + 1:
                    return Home(depth, ordinal, frame.kind, goes_on=True)
    for depth in range(len(stack) - 1, -1, -1):
        frame = stack[depth]
        if frame.sort == POINT:
            home = _home_at_point(stack, depth, frame, line, label)
            if home is not None:
                return home if home.depth >= 0 else None
        elif frame.sort == PIECE:
            stands_in = not _ended(frame, line) and line.column >= frame.floor
            if stands_in and not (frame.filled and _goes_on_below(stack, depth, line, label)):
                return _opening(stack, depth, line, label)
        elif frame.sort == ROOT or (not line.blanks and line.column > frame.column):
            return _opening(stack, depth, line, label)
    return None


def _home_at_point(stack: list[Frame], depth: int, frame: Frame, line: Line, label: Label) -> Home | None:
    """The home a point finds at an open point: in it, or after it. None: further out; depth -1: it is no point."""
    if stack[depth - 1].sort == TASK and line.column <= stack[depth - 1].column:
        return None
    outer = [each for each in open_points(stack) if each < depth]
    may_nest = len(outer) + 1 < MAX_LEVELS
    if line.column > frame.column and may_nest:
        return _opening(stack, depth, line, label) or Home(-1, 0, frame.kind, goes_on=False)
    if line.column >= frame.column or not outer or stack[outer[-1]].column < line.column:
        ordinal = _ordinal(frame, line, label)
        if ordinal is not None:
            return Home(depth, ordinal, frame.kind, goes_on=True)
        if line.column == frame.column and may_nest and _lies_in(stack, frame, line, label):
            return _opening(stack, depth, line, label)
    return None


def _goes_on_below(stack: list[Frame], depth: int, line: Line, label: Label) -> bool:
    """Whether a list outside the piece at `depth` has this point next: «- a», «Svar: …», «- b»."""
    for each in open_points(stack):
        frame = stack[each]
        if each < depth and frame.column == line.column and _ordinal(frame, line, label) is not None:
            return True
    return False


def _lies_in(stack: list[Frame], frame: Frame, line: Line, label: Label) -> bool:
    """Whether a point at the column of a numbered point lies in it: right under it, or before its next number."""
    if frame.kind is ListKind.BULLET:
        return False
    if not label.is_bullet:
        opening = _opening(stack, 0, line, label)
        if opening is None or opening.ordinal != 1:
            return False
    return not line.blanks or _expects(frame, line)


def _expects(frame: Frame, line: Line) -> bool:
    """Whether the next point at the column of `line` is the one that comes after `frame` in its list."""
    if frame.kind is ListKind.BULLET:
        return False
    if frame.kind is ListKind.NUMBER:
        return line.next_number is not None and line.next_number.number == frame.last + 1
    return line.next_letter is not None and line.next_letter.text == label_of(frame.kind, frame.last + 1)


def _ordinal(frame: Frame, line: Line, label: Label) -> int | None:
    """What number a label is in the list of `frame`; None if it cannot go on with that list."""
    text, stop, expected = label.text, label.stop, frame.last + 1
    if frame.kind is ListKind.BULLET or not text:
        return 1 if frame.kind is ListKind.BULLET and not text else None
    if frame.kind is ListKind.NUMBER:
        number = label.number
        if number is None or (number != expected and (label.is_date or (number == 1 and stop != frame.stop))):
            return None
        return number if stop == ")" or number <= expected + _FAR or line.opens_numbers else None
    if text == label_of(frame.kind, expected):
        return expected
    if frame.kind is ListKind.ROMAN:
        ordinal = roman_value(text)
    else:
        ordinal = letter_value(text)
        if text == "i" and line.next_letter is not None and line.next_letter.text == "ii":
            return None
    if ordinal is None or (ordinal == 1 and stop != frame.stop):
        return None
    # With a full stop only what is nearly the next one: «e. Hegg» is a name.
    near = frame.stop == stop and abs(ordinal - expected) <= 2
    return ordinal if stop == ")" or near else None


def _opening(stack: list[Frame], depth: int, line: Line, label: Label) -> Home | None:
    """The list a point opens in `stack[depth]`, or None if it may open none."""
    text = label.text
    if not text:
        return Home(depth, 1, ListKind.BULLET, goes_on=False)
    if label.number is not None:
        in_follow_up = stack[depth].marker is Marker.FOLLOW_UP and not label.is_date
        if label.stop == ")" or in_follow_up or line.opens_numbers:
            return Home(depth, label.number, ListKind.NUMBER, goes_on=False)
        return None
    if label.stop == "." and text not in ("a", "i"):
        return None
    roman = roman_value(text) if text == "i" or len(text) > 1 else None
    if roman is not None and roman <= 50:
        return Home(depth, roman, ListKind.ROMAN, goes_on=False)
    letter = letter_value(text)
    return None if letter is None else Home(depth, letter, ListKind.LETTER, goes_on=False)
