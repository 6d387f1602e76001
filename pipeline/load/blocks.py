"""The text of a case, or of a chapter, as blocks: paragraphs, lists, pieces, tasks, tables, images, headings.

Read line by line with a stack of what is open; nothing recurses, and no line is looked at twice but to see which number
comes next in its column. The stack never grows beyond four lists and the pieces in them.

What a line belongs to is decided by its column and by the blank lines before it:

- a point goes on with the list at its column, or nests in the point above where it stands deeper;
- text that stands deeper than a point belongs to it; anything else after a point is a new paragraph outside;
- a piece (what a marker word opens) ends at the next marker, at a heading, and at a blank line after its first content,
  but a list in it goes on.
"""

from collections.abc import Container
from dataclasses import dataclass, field

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load import text_problems as problems
from pipeline.load.flow import Flow
from pipeline.load.inline import read_inline
from pipeline.load.markers import ANSWERING, Marked, read_marker, resembled
from pipeline.load.points import Label, label_of, letter_value, read_label, roman_value
from pipeline.load.source_text import SourceText
from pipeline.load.tables import begins_table, read_image, read_tables
from pipeline.load.tasks import fill_task
from pipeline.richtext import Blocks, Heading, Item, ListKind, Marker, Paragraph, Piece, Task, TextList

MAX_LEVELS = 4
TAB = 4
_FAR = 20
"""A number this much higher than expected is no skipped point («2020. …»)."""


@dataclass(slots=True)
class _Line:
    """A line that is not blank. `next_number`, `next_letter`: the next numbered and lettered points at its column, if the
    list they would stand in is not broken off before."""

    number: int
    start: int
    column: int
    text: str
    blanks: int
    marked: Marked | None = None
    label: Label | None = None
    heading: int = 0
    next_number: Label | None = None
    next_letter: Label | None = None

    @property
    def part(self) -> tuple[int, int, str]:
        return self.number, self.start, self.text

    def part_from(self, index: int) -> tuple[int, int, str] | None:
        """The rest of the line from `index`, or None if there is nothing more."""
        rest = self.text[index:]
        letters = rest.lstrip()
        return (self.number, self.start + index + len(rest) - len(letters), letters) if letters else None

    @property
    def opens_numbers(self) -> bool:
        """Whether «N.» opens a list here: the next point at its column is N+1."""
        label, following = self.label, self.next_number
        if label is None or label.number is None or label.is_date or following is None:
            return False
        return following.number == label.number + 1


_ROOT, _POINT, _PIECE, _TASK = range(4)
"""What a frame is."""


@dataclass(slots=True)
class _Frame:
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
class _Home:
    """Where a point goes: the frame kept on top, and whether its list goes on (else a new list begins in it)."""

    depth: int
    ordinal: int
    kind: ListKind
    goes_on: bool


@dataclass(slots=True)
class _Reader:
    source: SourceText
    lines: list[_Line]
    top_heading: int
    diagnostics: list[Diagnostic]
    stack: list[_Frame] = field(default_factory=list)
    # The paragraph or task being read, and whether it stands unindented in the point it is put in.
    parts: list[tuple[int, int, str]] = field(default_factory=list)
    task: Task | None = None
    unindented: bool = False
    position: int = 0
    no_table_before: int = 0

    def read(self) -> Blocks:
        root = _Frame(_ROOT, [])
        self.stack.append(root)
        lines, count = self.lines, len(self.lines)
        while self.position < count:
            line = lines[self.position]
            self.position += 1
            if line.blanks:
                self._flush()
            if line.heading:
                self._heading(line)
            elif line.marked is not None:
                self._marked(line, line.marked)
            elif line.label is None or not self._point(line, line.label):
                self._text(line)
        self._flush()
        return root.blocks

    # --- what is open ---------------------------------------------------------------------------------------------

    def _flush(self) -> None:
        """Ends the paragraph being read."""
        if not self.parts:
            if self.task is not None:
                self.diagnostics.append(problems.TASK_EMPTY.at(self.task.place))
                self.task = None
            return
        flow = Flow(self.source, self.parts)
        if self.task is not None:
            fill_task(self.task, flow, self.diagnostics)
        else:
            runs = read_inline(flow, self.diagnostics)
            if runs:
                self.stack[-1].blocks.append(Paragraph(runs, flow.place(0)))
        self.parts, self.task, self.unindented = [], None, False

    def _back_to(self, depth: int) -> _Frame:
        """Closes everything above `stack[depth]`."""
        if depth < len(self.stack) - 1:
            self._flush()
            del self.stack[depth + 1 :]
        return self.stack[depth]

    def _points(self) -> list[int]:
        return [depth for depth, frame in enumerate(self.stack) if frame.sort == _POINT]

    def _place(self, line: _Line, index: int = 0) -> Place:
        return self.source.place(line.number, line.start + index)

    # --- headings -------------------------------------------------------------------------------------------------

    def _heading(self, line: _Line) -> None:
        self._flush()
        root = self._back_to(0)
        level = max(line.heading - self.top_heading + 1, 1)
        part = line.part_from(line.heading)
        assert part is not None  # a line of nothing but # is no heading
        place = self._place(line)
        if line.heading < self.top_heading:
            self.diagnostics.append(problems.HEADING_TOO_HIGH.at(place))
        root.blocks.append(Heading(level, read_inline(Flow(self.source, [part]), self.diagnostics), place))

    # --- pieces ---------------------------------------------------------------------------------------------------

    def _marked(self, line: _Line, marked: Marked) -> None:
        self._flush()
        depth = self._open_follow_up(line) if marked.sign else None
        if depth is None:
            depth = self._home_of_piece(line, marked.marker)
        self._back_to(depth)
        self._open_piece(line, marked, line.column, 0)

    def _open_follow_up(self, line: _Line) -> int | None:
        """«=>» under «Oppfølging:» lies in it."""
        for depth in range(len(self.stack) - 1, 0, -1):
            frame = self.stack[depth]
            if frame.marker is Marker.FOLLOW_UP:
                open_still = not line.blanks or (not frame.filled and line.blanks == 1)
                return depth if open_still and line.column >= frame.floor else None
        return None

    def _home_of_piece(self, line: _Line, marker: Marker) -> int:
        points = self._points()
        around = [depth for depth in points if self.stack[depth].edge < line.column]
        if around:
            return around[-1]
        if marker in ANSWERING and not line.blanks and points:
            return points[0]
        return 0

    def _open_piece(self, line: _Line, marked: Marked, column: int, index: int) -> None:
        """Opens the piece whose marker word stands at `index` of the line, in the frame on top."""
        place = self._place(line, index)
        part = line.part_from(index + marked.rest)
        if marked.sign:
            self._open_task(place, column, part)
            return
        piece = Piece(marked.marker, [], place)
        self._filled().blocks.append(piece)
        points = self._points()
        floor = min(column, self.stack[points[-1]].edge + 1) if points else 0
        self.stack.append(_Frame(_PIECE, piece.blocks, column, floor=floor, marker=marked.marker))
        if part is None:
            return
        if marked.marker is Marker.FOLLOW_UP:
            self._open_task(place, column, part)
        else:
            self._start_text(part)

    def _open_task(self, place: Place, column: int, part: tuple[int, int, str] | None) -> None:
        task = Task([], [], "", place)
        self._filled().blocks.append(task)
        self.stack.append(_Frame(_TASK, task.blocks, column))
        self.task = task
        if part is not None:
            self._start_text(part)

    def _filled(self) -> _Frame:
        frame = self.stack[-1]
        frame.filled = True
        return frame

    def _ended(self, frame: _Frame, line: _Line) -> bool:
        """Whether the blank lines before `line` ended a piece."""
        return line.blanks > 1 or (line.blanks == 1 and frame.filled)

    # --- running text ---------------------------------------------------------------------------------------------

    def _start_text(self, part: tuple[int, int, str]) -> None:
        self._filled()
        self.parts = [part]

    def _text(self, line: _Line) -> None:
        was_on_top = len(self.stack) - 1
        depth, lazy = self._home_of_text(line)
        left = self.stack[depth + 1 :]
        self._back_to(depth)
        frame = self.stack[-1]
        if left and not line.blanks and frame.sort != _POINT:
            lazy = lazy or any(each.sort in (_POINT, _TASK) for each in left)
            if frame.marker is Marker.FOLLOW_UP:
                lazy = False  # a new task
        tables = self._tables(line)
        if tables:
            return
        self._note_resemblance(line)
        if (self.parts or self.task) and depth == was_on_top and (not lazy or self.unindented):
            self.parts.append(line.part)
            return
        self._flush()
        if lazy:
            self.diagnostics.append(problems.UNINDENTED_LINE.at(self._place(line)))
        image = read_image(self.source, line.part, self.diagnostics)
        if image is not None:
            self._filled().blocks.append(image)
        elif frame.marker is Marker.FOLLOW_UP:
            self._open_task(self._place(line), line.column, line.part)
        else:
            self._start_text(line.part)
            self.unindented = lazy and frame.sort == _POINT

    def _home_of_text(self, line: _Line) -> tuple[int, bool]:
        """The frame a text belongs to, and whether it stands unindented in a point that goes on below it."""
        column = line.column
        for depth in range(len(self.stack) - 1, 0, -1):
            frame = self.stack[depth]
            if frame.sort == _POINT:
                if column > frame.edge:
                    return depth, False
                if not line.blanks and column == frame.column and self._expects(frame, line):
                    return depth, True
            elif frame.sort == _PIECE:
                if not self._ended(frame, line) and column >= frame.floor:
                    return depth, False
            elif not line.blanks and column > frame.column:
                return depth, False
        return 0, False

    def _note_resemblance(self, line: _Line) -> None:
        found = resembled(line.text)
        if found is not None:
            typed, word = found
            self.diagnostics.append(problems.MARKER_LIKE.at(self._place(line), skrevet=typed, forslag=word))

    def _tables(self, line: _Line) -> bool:
        """Reads the tables that begin at `line`, and puts them in the frame on top."""
        if "|" not in line.text or self.position <= self.no_table_before:
            return False
        following = self._right_below()
        if not begins_table(line.text, following.text if following else None):
            return False
        rows, position = [line], self.position
        bordered = line.text[0] == "|"
        while (following := self._right_below()) is not None:
            if "|" not in following.text or (bordered and following.text[0] != "|"):
                break
            rows.append(following)
            self.position += 1
        tables = read_tables(self.source, [row.part for row in rows], self.diagnostics)
        if tables is None:
            self.no_table_before, self.position = self.position, position
            return False
        self._flush()
        self._filled().blocks.extend(tables)
        return True

    def _right_below(self) -> _Line | None:
        """The next line, if no blank line comes first and it can be a row."""
        if self.position >= len(self.lines):
            return None
        line = self.lines[self.position]
        return None if line.blanks or line.heading or line.marked or line.label else line

    # --- points ---------------------------------------------------------------------------------------------------

    def _point(self, line: _Line, label: Label) -> bool:
        """Puts a point in its list; False if the line is no point where it stands."""
        home = self._home_of_point(line, label)
        if home is None:
            self._note_number(line, label)
            return False
        self._flush()
        top = self.stack[home.depth]
        if home.goes_on:
            self._back_to(home.depth - 1)
            frame = self._next_point(top, line, label, home)
        else:
            self._note_ended_piece(line, home)
            self._back_to(home.depth)
            frame = self._first_point(line, label, home)
        self.stack.append(frame)
        part = line.part_from(label.rest)
        if part is None:
            return True
        self._inside(line, part, frame)
        return True

    def _inside(self, line: _Line, part: tuple[int, int, str], frame: _Frame) -> None:
        """The text on the line of a point: running text, a piece, or an image."""
        if self.task is not None:
            self._start_text(part)
            return
        index = part[1] - line.start
        marked = read_marker(part[2])
        if marked is not None:
            self._open_piece(line, marked, frame.edge + index, index)
            return
        image = read_image(self.source, part, self.diagnostics)
        if image is not None:
            self._filled().blocks.append(image)
            return
        self._start_text(part)

    def _next_point(self, before: _Frame, line: _Line, label: Label, home: _Home) -> _Frame:
        column = before.column
        if line.column < column and not any(self.stack[depth].edge < line.column for depth in self._points()):
            column = line.column
        said = before.said or self._too_deep(before, line)
        if before.list is None:
            blocks = self._task_point(line)
        else:
            blocks = self._item(before.list, line, label, home.ordinal, before.last)
        return _Frame(
            _POINT, blocks, column, line.column,
            kind=before.kind, stop=before.stop, last=home.ordinal, list=before.list, said=said,
        )  # fmt: skip

    def _first_point(self, line: _Line, label: Label, home: _Home) -> _Frame:
        container = self._filled()
        if container.marker is Marker.FOLLOW_UP:
            return _Frame(
                _POINT, self._task_point(line), line.column, line.column,
                kind=home.kind, stop=label.stop, last=home.ordinal,
            )  # fmt: skip
        level = sum(1 for frame in self.stack if frame.list is not None)
        opened = TextList(home.kind, [], self._place(line), level)
        container.blocks.append(opened)
        blocks = self._item(opened, line, label, home.ordinal, 0)
        column = line.column
        return _Frame(
            _POINT, blocks, column, column,
            kind=home.kind, stop=label.stop, last=home.ordinal, list=opened,
        )  # fmt: skip

    def _item(self, text_list: TextList, line: _Line, label: Label, ordinal: int, last: int) -> Blocks:
        place = self._place(line)
        printed = label_of(text_list.kind, len(text_list.items) + 1)
        if text_list.kind is not ListKind.BULLET and ordinal != last + 1:
            problem = problems.POINT_REPEATED if ordinal <= last else problems.POINT_SKIPPED
            self.diagnostics.append(problem.at(place, skrevet=label.text, trykt=printed))
        item = Item([], place, printed, label.text)
        text_list.items.append(item)
        return item.blocks

    def _task_point(self, line: _Line) -> Blocks:
        """A point under «Oppfølging:» is a task."""
        task = Task([], [], "", self._place(line))
        self._filled().blocks.append(task)
        self.task = task
        return task.blocks

    def _home_of_point(self, line: _Line, label: Label) -> _Home | None:
        """Where a point belongs, or None if it is none."""
        if not label.is_bullet:
            # The expected next number leads back out, from whatever lies between.
            for depth in range(len(self.stack) - 1, 0, -1):
                frame = self.stack[depth]
                if frame.sort == _POINT and frame.column == line.column and frame.kind is not ListKind.BULLET:
                    ordinal = self._ordinal(frame, line, label)
                    if ordinal is not None and ordinal == frame.last + 1:
                        return _Home(depth, ordinal, frame.kind, goes_on=True)
        for depth in range(len(self.stack) - 1, -1, -1):
            frame = self.stack[depth]
            if frame.sort == _POINT:
                home = self._home_at_point(depth, frame, line, label)
                if home is not None:
                    return home if home.depth >= 0 else None
            elif frame.sort == _PIECE:
                stands_in = not self._ended(frame, line) and line.column >= frame.floor
                if stands_in and not (frame.filled and self._goes_on_below(depth, line, label)):
                    return self._opening(depth, line, label)
            elif frame.sort == _ROOT or (not line.blanks and line.column > frame.column):
                return self._opening(depth, line, label)
        return None

    def _home_at_point(self, depth: int, frame: _Frame, line: _Line, label: Label) -> _Home | None:
        """The home a point finds at an open point: in it, or after it. None: further out; depth -1: it is no point."""
        outer = [each for each in self._points() if each < depth]
        may_nest = len(outer) + 1 < MAX_LEVELS
        if line.column > frame.column and may_nest:
            return self._opening(depth, line, label) or _Home(-1, 0, frame.kind, goes_on=False)
        if line.column >= frame.column or not outer or self.stack[outer[-1]].column < line.column:
            ordinal = self._ordinal(frame, line, label)
            if ordinal is not None:
                return _Home(depth, ordinal, frame.kind, goes_on=True)
            if line.column == frame.column and may_nest and self._lies_in(frame, line, label):
                return self._opening(depth, line, label)
        return None

    def _goes_on_below(self, depth: int, line: _Line, label: Label) -> bool:
        """Whether a list outside the piece at `depth` has this point next: «- a», «Svar: …», «- b»."""
        for each in self._points():
            frame = self.stack[each]
            if each < depth and frame.column == line.column and self._ordinal(frame, line, label) is not None:
                return True
        return False

    def _lies_in(self, frame: _Frame, line: _Line, label: Label) -> bool:
        """Whether a point at the column of a numbered point lies in it: bullets right under it, or before its next number."""
        if frame.kind is ListKind.BULLET:
            return False
        if not label.is_bullet:
            opening = self._opening(0, line, label)
            if opening is None or opening.ordinal != 1:
                return False
        return not line.blanks or self._expects(frame, line)

    def _expects(self, frame: _Frame, line: _Line) -> bool:
        """Whether the next point at the column of `line` is the one that comes after `frame` in its list."""
        if frame.kind is ListKind.BULLET:
            return False
        if frame.kind is ListKind.NUMBER:
            return line.next_number is not None and line.next_number.number == frame.last + 1
        return line.next_letter is not None and line.next_letter.text == label_of(frame.kind, frame.last + 1)

    def _ordinal(self, frame: _Frame, line: _Line, label: Label) -> int | None:
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
        # With a full stop only what is nearly the next one: «e. Lund» is a name.
        near = frame.stop == stop and abs(ordinal - expected) <= 2
        return ordinal if stop == ")" or near else None

    def _opening(self, depth: int, line: _Line, label: Label) -> _Home | None:
        """The list a point opens in `stack[depth]`, or None if it may open none."""
        text = label.text
        if not text:
            return _Home(depth, 1, ListKind.BULLET, goes_on=False)
        if label.number is not None:
            in_follow_up = self.stack[depth].marker is Marker.FOLLOW_UP and not label.is_date
            if label.stop == ")" or in_follow_up or line.opens_numbers:
                return _Home(depth, label.number, ListKind.NUMBER, goes_on=False)
            return None
        if label.stop == "." and text not in ("a", "i"):
            return None
        roman = roman_value(text) if text == "i" or len(text) > 1 else None
        if roman is not None and roman <= 50:
            return _Home(depth, roman, ListKind.ROMAN, goes_on=False)
        letter = letter_value(text)
        return None if letter is None else _Home(depth, letter, ListKind.LETTER, goes_on=False)

    # --- remarks --------------------------------------------------------------------------------------------------

    def _too_deep(self, before: _Frame, line: _Line) -> bool:
        """Says, once a list, that a point stands deeper than lists go."""
        if line.column <= before.edge or len(self._points()) + 1 < MAX_LEVELS:
            return False
        self.diagnostics.append(problems.LIST_TOO_DEEP.at(self._place(line), grense=MAX_LEVELS))
        return True

    def _note_number(self, line: _Line, label: Label) -> None:
        """«1.» and then «3.» at its column: probably meant as a list."""
        following = line.next_number
        if following is None or label.number is None or label.is_date:
            return
        if following.number in (label.number, label.number + 2, label.number + 3):
            typed = {"skrevet": label.text, "neste": following.text, "ventet": label.number + 1}
            self.diagnostics.append(problems.POINT_AS_TEXT.at(self._place(line), **typed))

    def _note_ended_piece(self, line: _Line, home: _Home) -> None:
        """«Vedtak: Gruppen mener:», a blank line, and a list: the list is no longer the decision."""
        for frame in self.stack[home.depth + 1 :]:
            if frame.sort != _PIECE or line.blanks != 1 or not frame.blocks or frame.marker is None:
                continue
            last = frame.blocks[-1]
            if isinstance(last, Paragraph) and last.runs and last.runs[-1].text.rstrip().endswith(":"):
                self.diagnostics.append(problems.PIECE_ENDED.at(self._place(line), merke=frame.marker.value))


def read_blocks(
    source: SourceText,
    first_line: int,
    last_line: int,
    diagnostics: list[Diagnostic],
    skipped: Container[int] = frozenset(),
    top_heading: int = 3,
) -> Blocks:
    """The blocks of the lines from `first_line` to `last_line` (both counted from 1, both included).

    `skipped` lines are as if they were not there. `top_heading` is the number of # of the highest heading a text may hold.
    """
    lines = _lines(source, first_line, last_line, skipped)
    _look_ahead(lines)
    return _Reader(source, lines, top_heading, diagnostics).read()


def _lines(source: SourceText, first_line: int, last_line: int, skipped: Container[int]) -> list[_Line]:
    lines: list[_Line] = []
    blanks = 0
    for number in range(first_line, last_line + 1):
        whole = source.lines[number - 1]
        text = whole.strip()
        if number in skipped:
            continue
        if not text:
            blanks += 1
            continue
        start = len(whole) - len(whole.lstrip()) if whole[0] != text[0] else 0
        column = len(whole[:start].expandtabs(TAB)) if start else 0
        line = _Line(number, start, column, text, blanks if lines else 0)
        if text[0] == "#":
            line.heading = heading_level(text)
        if not line.heading:
            line.marked = read_marker(text)
            if line.marked is None:
                line.label = read_label(text)
        lines.append(line)
        blanks = 0
    return lines


def heading_level(text: str) -> int:
    """How many # make a line a heading; 0 if it is none. One # wants a space after it: «#hverdag» is text."""
    level = len(text) - len(text.lstrip("#"))
    if not level or level > 6 or not text[level:].strip():
        return 0
    return level if level > 1 or text[1].isspace() else 0


def _look_ahead(lines: list[_Line]) -> None:
    """Tells each line which numbered and which lettered point comes next at its column, before the list is broken off.

    From the last line to the first, with the columns still open below; each is opened and closed once.
    """
    below: list[tuple[int, dict[bool, Label]]] = []
    for line in reversed(lines):
        if line.heading:
            below.clear()
            continue
        column, label = line.column, line.label
        answers = line.marked is not None and line.marked.marker in ANSWERING and not line.marked.sign
        if answers and not line.blanks:
            continue
        while below and below[-1][0] > column:
            below.pop()
        here = below[-1][1] if below and below[-1][0] == column else None
        if here is not None:
            line.next_number, line.next_letter = here.get(True), here.get(False)
        if label is not None and label.is_bullet:
            continue
        if label is not None and _counts(label):
            if here is None:
                here = {}
                below.append((column, here))
            here[label.number is not None] = label
        elif here is not None and (line.blanks or line.marked is not None):
            below.pop()


def _counts(label: Label) -> bool:
    """Whether a label can be the next of a list, wherever it stands: not a date, nor a letter with a full stop, but a and i."""
    return not label.is_date and (label.stop == ")" or label.number is not None or label.text in ("a", "i"))
