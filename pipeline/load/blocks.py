"""The text of a case, or of a chapter, as blocks: paragraphs, lists, pieces, tasks, quotations, tables, images,
headings.

Read line by line with a stack of what is open (`placement` says where a line belongs). Nothing recurses, so a text may
be as deep and as long as it likes.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.diagnostics import Diagnostic, Place
from pipeline.load import text_problems as problems
from pipeline.load.flow import Flow, Part
from pipeline.load.images import read_image
from pipeline.load.inline import read_inline
from pipeline.load.markers import Marked, read_marker, resembled, stands_alone
from pipeline.load.placement import (
    MAX_LEVELS,
    PIECE,
    POINT,
    ROOT,
    TASK,
    Frame,
    Home,
    home_of_piece,
    home_of_point,
    home_of_text,
    open_follow_up,
    open_points,
)
from pipeline.load.points import Label, label_of, opening_pair, read_label
from pipeline.load.quotations import SIGN, QuotedLines, goes_on, may_be_meant, opens_quotation, read_source
from pipeline.load.source_text import SourceText
from pipeline.load.tables import begins_table, read_tables
from pipeline.load.tasks import fill_task
from pipeline.load.text_lines import Line, read_lines
from pipeline.richtext import Blocks, Heading, Item, ListKind, Marker, Paragraph, Piece, Quotation, Task, TextList

if TYPE_CHECKING:  # most texts have none
    from pipeline.load.fences import Fence

CASE_SUBHEADING = 3
"""The number of # before the highest heading inside a case."""


@dataclass(slots=True)
class _Reader:
    source: SourceText
    lines: list[Line]
    top_heading: int
    diagnostics: list[Diagnostic]
    stack: list[Frame] = field(default_factory=list)
    # The paragraph or task being read, and whether it stands unindented in the point it is put in.
    parts: list[Part] = field(default_factory=list)
    task: Task | None = None
    unindented: bool = False
    position: int = 0
    heading_level: int = 0
    no_table_before: int = 0
    # What stands at the opening line of each fenced block.
    fences: dict[int, Blocks] = field(default_factory=dict)
    # Whether the text is quoted: its marker words decide nothing here.
    is_quoted: bool = False

    def read(self) -> Blocks:
        root = Frame(ROOT, [])
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
            elif self.fences and line.number in self.fences:
                self._back_to(0).blocks.extend(self.fences[line.number])
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

    def _back_to(self, depth: int) -> Frame:
        """Closes everything above `stack[depth]`."""
        if depth < len(self.stack) - 1:
            self._flush()
            del self.stack[depth + 1 :]
        return self.stack[depth]

    def _place(self, line: Line, index: int = 0) -> Place:
        return self.source.place(line.number, line.start + index)

    # --- headings -------------------------------------------------------------------------------------------------

    def _heading(self, line: Line) -> None:
        self._flush()
        root = self._back_to(0)
        typed = max(line.heading - self.top_heading + 1, 1)
        level = min(typed, self.heading_level + 1)
        part = line.part_from(line.heading)
        assert part is not None  # a line of nothing but # is no heading
        place = self._place(line)
        if line.heading < self.top_heading:
            in_chapter = self.top_heading < CASE_SUBHEADING
            problem = problems.CHAPTER_TITLE_TWICE if in_chapter else problems.HEADING_TOO_HIGH
            self.diagnostics.append(problem.at(place))
        elif level < typed:
            fewer = "#" * (self.top_heading + level - 1)
            self.diagnostics.append(problems.HEADING_TOO_LOW.at(place, tegn=fewer))
        self.heading_level = level
        root.blocks.append(Heading(level, read_inline(Flow(self.source, [part]), self.diagnostics), place))

    # --- pieces ---------------------------------------------------------------------------------------------------

    def _marked(self, line: Line, marked: Marked) -> None:
        self._flush()
        depth = open_follow_up(self.stack, line) if marked.sign else None
        if depth is None:
            depth = home_of_piece(self.stack, line, marked.marker)
        self._back_to(depth)
        self._open_piece(line, marked, line.column, 0)

    def _open_piece(self, line: Line, marked: Marked, column: int, index: int) -> None:
        """Opens the piece whose marker word stands at `index` of the line, in the frame on top."""
        place = self._place(line, index)
        part = line.part_from(index + marked.rest)
        if marked.sign:
            self._open_task(place, column, part)
            return
        piece = Piece(marked.marker, [], place)
        self._filled().blocks.append(piece)
        points = open_points(self.stack)
        floor = min(column, self.stack[points[-1]].edge + 1) if points else 0
        self.stack.append(Frame(PIECE, piece.blocks, column, floor=floor, marker=marked.marker))
        if part is None:
            return
        if marked.marker is Marker.FOLLOW_UP:
            self._open_task(place, column, part)
        elif not self._point_after_marker(line, part):
            self._start_inside(part)

    def _point_after_marker(self, line: Line, part: Part) -> bool:
        """Reads «Vedtak: 1. …» as the first point of a list, if the second is on the next line."""
        label = read_label(part[2])
        if label is None or self.position >= len(self.lines):
            return False
        below = self.lines[self.position]
        kind = opening_pair(label, below.label) if below.label is not None and not below.blanks else None
        column = below.column
        taken = any(frame.sort == POINT and frame.column == column for frame in self.stack)
        if kind is None or taken or column < self.stack[-1].floor:
            return False
        point = Line(line.number, part[1], column, part[2], 0, label=label)
        self.stack.append(self._first_point(point, label, Home(len(self.stack) - 1, 1, kind, goes_on=False)))
        rest = point.part_from(label.rest)
        if rest is not None:
            self._start_text(rest)
        return True

    def _open_task(self, place: Place, column: int, part: Part | None) -> None:
        task = Task([], [], "", place)
        self._filled().blocks.append(task)
        self.stack.append(Frame(TASK, task.blocks, column))
        self.task = task
        if part is not None:
            self._start_text(part)

    def _filled(self) -> Frame:
        frame = self.stack[-1]
        frame.filled = True
        return frame

    # --- running text ---------------------------------------------------------------------------------------------

    def _start_text(self, part: Part) -> None:
        self._filled()
        self.parts = [part]

    def _start_inside(self, part: Part) -> None:
        """The text on the line of a point or of a marker word."""
        if self._opens_quotation(part[2]):
            self._quotation(part)
        else:
            self._start_text(part)

    def _text(self, line: Line) -> None:
        was_on_top = len(self.stack) - 1
        depth, lazy = home_of_text(self.stack, line)
        left = self.stack[depth + 1 :]
        self._back_to(depth)
        frame = self.stack[-1]
        if left and not line.blanks and frame.sort != POINT:
            lazy = lazy or any(each.sort in (POINT, TASK) for each in left)
            if frame.marker is Marker.FOLLOW_UP:
                lazy = False  # a new task
        if line.text[0] == SIGN and not self.is_quoted:
            if self._opens_quotation(line.text):
                self._flush()
                self._quotation(line.part)
                return
            if not self.parts and may_be_meant(line.text):
                self.diagnostics.append(problems.QUOTATION_OR_NUMBER.at(self._place(line)))
        if self._tables(line):
            return
        if not self.is_quoted:
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
            self.unindented = lazy and frame.sort == POINT

    def _note_resemblance(self, line: Line) -> None:
        found = resembled(line.text)
        if found is not None:
            typed, word = found
            self.diagnostics.append(problems.MARKER_LIKE.at(self._place(line), skrevet=typed, forslag=word))
        elif bare := stands_alone(line.text):
            self.diagnostics.append(problems.MARKER_WITHOUT_COLON.at(self._place(line), merke=bare))

    # --- quotations -----------------------------------------------------------------------------------------------

    def _opens_quotation(self, text: str) -> bool:
        if text[0] != SIGN or self.is_quoted:
            return False
        below = self._right_below()
        return opens_quotation(text, below.text if below else None)

    def _quotation(self, first: Part) -> None:
        """Reads the quotation that begins with `first`, and puts it in the frame on top."""
        frame = self._filled()
        depth = len(self.stack) - 1
        quoted = QuotedLines(self.source, self.diagnostics)
        quoted.add(first)
        while (line := self._right_below()) is not None and home_of_text(self.stack, line)[0] == depth:
            if goes_on(line.text):
                quoted.add(line.part)
            elif quoted.is_open and "|" not in line.text and not line.text.startswith("!["):
                quoted.add_without_sign(line.part)
            else:
                break
            self.position += 1
        excerpt = quoted.excerpt()
        place = self.source.place(first[0], first[1])
        source, count = read_source(excerpt, self.diagnostics)
        lines = read_lines(excerpt, 1, count, ())
        for line in lines:
            line.marked = None
        said: list[Diagnostic] = []
        inside = _Reader(excerpt, lines, 1, said, is_quoted=True).read()
        self.diagnostics.extend(each for each in said if each.problem is not problems.HEADING_TOO_LOW)
        if inside:
            frame.blocks.append(Quotation(self._without_headings(inside), source, place))
        else:
            self.diagnostics.append(problems.QUOTATION_EMPTY.at(place))

    def _without_headings(self, blocks: Blocks) -> Blocks:
        kept: Blocks = []
        for block in blocks:
            if isinstance(block, Heading):
                self.diagnostics.append(problems.HEADING_IN_QUOTATION.at(block.place))
                kept.append(Paragraph([replace(run, bold=True) for run in block.runs], block.place))
            else:
                kept.append(block)
        return kept

    # --- tables -------------------------------------------------------------------------------------------------------

    def _tables(self, line: Line) -> bool:
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

    def _right_below(self) -> Line | None:
        """The next line, if no blank line comes first and it can be a row."""
        if self.position >= len(self.lines):
            return None
        line = self.lines[self.position]
        return None if line.blanks or line.heading or line.marked or line.label else line

    # --- points ---------------------------------------------------------------------------------------------------

    def _point(self, line: Line, label: Label) -> bool:
        """Puts a point in its list; False if the line is no point where it stands."""
        home = home_of_point(self.stack, line, label)
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
        if part is not None:
            self._inside(line, part, frame)
        return True

    def _inside(self, line: Line, part: Part, frame: Frame) -> None:
        """The text on the line of a point: running text, a piece, or an image."""
        if self.task is not None:
            self._start_text(part)
            return
        index = part[1] - line.start
        marked = None if self.is_quoted else read_marker(part[2])
        if marked is not None:
            self._open_piece(line, marked, frame.edge + index, index)
            return
        image = read_image(self.source, part, self.diagnostics)
        if image is not None:
            self._filled().blocks.append(image)
        else:
            self._start_inside(part)

    def _next_point(self, before: Frame, line: Line, label: Label, home: Home) -> Frame:
        column = before.column
        if line.column < column and not any(self.stack[depth].edge < line.column for depth in open_points(self.stack)):
            column = line.column
        said = before.said or self._too_deep(before, line)
        if before.list is None:
            blocks = self._task_point(line)
        else:
            blocks = self._item(before.list, line, label, home.ordinal, before.last)
        return Frame(
            POINT, blocks, column, line.column,
            kind=before.kind, stop=before.stop, last=home.ordinal, list=before.list, said=said,
        )  # fmt: skip

    def _first_point(self, line: Line, label: Label, home: Home) -> Frame:
        container = self._filled()
        if container.marker is Marker.FOLLOW_UP:
            return Frame(
                POINT, self._task_point(line), line.column, line.column,
                kind=home.kind, stop=label.stop, last=home.ordinal,
            )  # fmt: skip
        level = sum(1 for frame in self.stack if frame.list is not None)
        opened = TextList(home.kind, [], self._place(line), level)
        container.blocks.append(opened)
        blocks = self._item(opened, line, label, home.ordinal, 0)
        column = line.column
        return Frame(
            POINT, blocks, column, column,
            kind=home.kind, stop=label.stop, last=home.ordinal, list=opened,
        )  # fmt: skip

    def _item(self, text_list: TextList, line: Line, label: Label, ordinal: int, last: int) -> Blocks:
        place = self._place(line)
        printed = label_of(text_list.kind, len(text_list.items) + 1)
        if text_list.kind is not ListKind.BULLET and ordinal not in (last + 1, len(text_list.items) + 1):
            problem = problems.POINT_REPEATED if ordinal <= last else problems.POINT_SKIPPED
            self.diagnostics.append(problem.at(place, skrevet=label.text, trykt=printed))
        item = Item([], place, printed, label.text)
        text_list.items.append(item)
        return item.blocks

    def _task_point(self, line: Line) -> Blocks:
        """A point under «Oppfølging:» is a task."""
        task = Task([], [], "", self._place(line))
        self._filled().blocks.append(task)
        self.task = task
        return task.blocks

    # --- remarks --------------------------------------------------------------------------------------------------

    def _too_deep(self, before: Frame, line: Line) -> bool:
        """Says, once a list, that a point stands deeper than lists go."""
        if line.column <= before.edge or len(open_points(self.stack)) + 1 < MAX_LEVELS:
            return False
        self.diagnostics.append(problems.LIST_TOO_DEEP.at(self._place(line), grense=MAX_LEVELS))
        return True

    def _note_number(self, line: Line, label: Label) -> None:
        """«1.» and then «3.» at its column: probably meant as a list."""
        following = line.next_number
        if following is None or label.number is None or label.is_date:
            return
        if following.number in (label.number, label.number + 2, label.number + 3):
            typed = {"skrevet": label.text, "neste": following.text, "ventet": label.number + 1}
            self.diagnostics.append(problems.POINT_AS_TEXT.at(self._place(line), **typed))

    def _note_ended_piece(self, line: Line, home: Home) -> None:
        """«Vedtak: Gruppen mener:», a blank line, and a list: the list is no longer the decision."""
        for frame in self.stack[home.depth + 1 :]:
            if frame.sort != PIECE or line.blanks != 1 or not frame.blocks or frame.marker is None:
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
    top_heading: int = CASE_SUBHEADING,
    fences: "Sequence[Fence]" = (),
) -> Blocks:
    """The blocks of the lines from `first_line` to `last_line`, counted from 1, both included.

    `skipped` lines are as if they were not there. `top_heading` is the number of # of the highest heading of the text.
    `fences` are the fenced blocks among the lines, in order; nothing goes on past one.
    """
    if not fences:
        lines = read_lines(source, first_line, last_line, skipped)
        return _Reader(source, lines, top_heading, diagnostics).read()
    lines = []
    for fence in fences:
        lines += read_lines(source, first_line, fence.lines.start - 1, skipped)
        lines.append(Line(fence.lines.start, 0, 0, source.lines[fence.lines.start - 1], blanks=1))
        first_line = fence.lines.stop
    lines += read_lines(source, first_line, last_line, skipped)
    reader = _Reader(source, lines, top_heading, diagnostics)
    reader.fences = {fence.lines.start: fence.blocks for fence in fences}
    return reader.read()
