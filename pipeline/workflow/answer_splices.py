"""Answers worked into the sources: where each goes, and the proof that the file, read again, says what was meant."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from pathlib import Path

from pipeline.edit.splice import Splice, SpliceFailure, line_ending, line_offset
from pipeline.edit.yaml_entry import entry_ways
from pipeline.edit.yaml_row import entry_of, row_ways
from pipeline.edit.yaml_text import double_quoted, quoted
from pipeline.edit.yaml_value import Ways, changed_as_meant, value_ways
from pipeline.exchange.answer_changes import day_of, entry_of_day
from pipeline.exchange.answers import Change
from pipeline.load.files import Overlay
from pipeline.load.model import RegisterSource
from pipeline.load.register_models import ActionSource, EntrySource, OwnValueSource
from pipeline.load.registers import load_register
from pipeline.load.source_text import read_text
from pipeline.load.yaml_nodes import YamlMapping, YamlNode, YamlText
from pipeline.load.yaml_tree import read_yaml
from pipeline.schema.placed import Text, folded
from pipeline.workflow.changing import require_utf8
from pipeline.workflow.refusal import Refused

_OWN = "egne"
_REMARKS = "#"
"""The step of the lines that are remarks: nothing that is read."""


def with_answers(root: Path, source: RegisterSource, changes: Sequence[Change]) -> dict[str, tuple[bytes, bytes]]:
    """The files of the register that change, by path: as they are and as they would be. Raises Refused."""
    files = {path: (root / path).read_bytes() for path in source.texts}
    where = {str(key).strip(): key.place.file for key, _ in reversed(source.actions)}
    made: dict[str, tuple[bytes, bytes]] = {}
    for path, data in files.items():
        here = [change for change in changes if where[change.action.id] == path]
        if not here:
            continue
        require_utf8(data, path)
        steps = [step for change in here for step in _steps(change)]
        proof = _Proof(source, files, path, [(change, key) for change in here for key in _keys(change)])
        try:
            made[path] = data, changed_as_meant(data, steps, proof)
        except SpliceFailure:
            raise Refused(
                f"Svarene kan ikke skrives inn i {path}: den er skrevet på en måte som ikke lar seg endre trygt. "
                "Skriv tiltakene med én nøkkel på hver linje."
            ) from None
    return made


def _keys(change: Change) -> list[str]:
    """What a change sets, a step each: the list of entries, single keys, the body's own columns, and remarks."""
    own, remarks = [_OWN] if change.own else [], [_REMARKS] if change.remarks else []
    return [*(["status"] if change.tells else []), *change.values, *own, *remarks]


def _steps(change: Change) -> list[Ways]:
    def row(data: bytes) -> Iterator[list[Splice]]:
        path = ("tiltak", change.action.id, "status")
        if change.mended:
            return entry_ways(data, path, is_of_the_day, list(change.mended.items()), tuple(EntrySource.model_fields))
        return row_ways(data, path, change.entry)

    def is_of_the_day(row: YamlMapping) -> bool:
        found = entry_of(row, "dato")
        return found is not None and isinstance(found[1], YamlText) and day_of(found[1].text) == change.day

    def remarks(data: bytes) -> Iterator[list[Splice]]:
        return _remark_ways(data, ("tiltak", change.action.id), change.remarks)

    def own(data: bytes) -> Iterator[list[Splice]]:
        return _own_ways(data, ("tiltak", change.action.id), change.own)

    def value(key: str) -> Ways:
        return lambda data: value_ways(data, ("tiltak", change.action.id, key), change.values[key])

    known: dict[str, Ways] = {"status": row, _OWN: own, _REMARKS: remarks}
    return [known.get(key) or value(key) for key in _keys(change)]


def _remark_ways(data: bytes, path: Sequence[str], remarks: Sequence[str]) -> Iterator[list[Splice]]:
    """Every way of putting remarks beside an action: above the first of its keys; where all of it stands on one line,
    above that."""
    node = _read(data)
    name: Text | None = None
    for key in path:
        found = entry_of(node, key)
        name, node = found if found else (None, None)
    firsts = [node.entries[0][0]] if isinstance(node, YamlMapping) and node.entries else []
    for each in [*firsts, *([name] if name is not None else [])]:
        start = line_offset(data, each.place.line)
        lead = data[start:].decode()[: each.place.column - 1]
        if not lead.strip(" \t"):
            lines = (f"{lead}# {remark}".encode() + line_ending(data) for remark in remarks)
            yield [Splice(start, b"", b"".join(lines))]


# --- the body's own columns ---------------------------------------------------------------------------------------


def _own_ways(data: bytes, path: Sequence[str], values: Mapping[str, str]) -> Iterator[list[Splice]]:
    """Every way of giving an action these values in the body's own columns, the most readable first."""
    node = _read(data)
    for key in path:
        found = entry_of(node, key)
        node = found[1] if found else None
    if not isinstance(node, YamlMapping) or not node.entries:
        return
    own = entry_of(node, _OWN)
    if own is None:
        yield from _own_inserted(data, node, values)
        return
    below = own[1]
    if isinstance(below, YamlMapping) and below.entries:
        each = [list(_one_own(data, (*path, _OWN), below, name, value)) for name, value in values.items()]
        for ways in product(*each):
            yield [splice for way in ways for splice in way]


@lru_cache(maxsize=1)
def _read(data: bytes) -> YamlNode | None:
    """What is read of a file: many answers may be meant for one."""
    text, _ = read_text(data, "")
    return read_yaml(text)[0] if text is not None else None


def _own_inserted(data: bytes, action: YamlMapping, values: Mapping[str, str]) -> Iterator[list[Splice]]:
    """The key itself, before the first of the action: on a line of its own, or within its brackets."""
    told = ", ".join(f"{quoted(name)}: {double_quoted(value)}" for name, value in values.items())
    at, lead, ending = _before(data, action)
    yield [Splice(at, b"", f"{_OWN}: {{{told}}}".encode() + ending + lead)]
    yield [Splice(at, b"", f"{_OWN}: {{{told}}}, ".encode())]


def _one_own(data: bytes, path: Sequence[str], own: YamlMapping, name: str, value: str) -> Iterator[list[Splice]]:
    """A value in the mapping of own values: replaced, or put first."""
    found = entry_of(own, name)
    if found is not None:
        key = (*path, str(found[0]))
        yield from value_ways(data, key if isinstance(found[1], YamlText) else (*key, "verdi"), value)
        return
    at, lead, ending = _before(data, own)
    for quote in (quoted, double_quoted):
        yield [Splice(at, b"", f"{quoted(name)}: {quote(value)}".encode() + ending + lead)]
    yield [Splice(at, b"", f"{quoted(name)}: {double_quoted(value)}, ".encode())]


def _before(data: bytes, node: YamlMapping) -> tuple[int, bytes, bytes]:
    """Where the first key of a mapping stands, what stands before it on its line, and how the line ends."""
    place = node.entries[0][0].place
    start = line_offset(data, place.line)
    lead = data[start : start + 4 * place.column].decode(errors="ignore")[: place.column - 1].encode()
    return start + len(lead), lead, line_ending(data)


# --- the proof ----------------------------------------------------------------------------------------------------


class _Proof:
    """Whether a file, read again, says what it said and what was added."""

    def __init__(
        self, source: RegisterSource, files: Mapping[str, bytes], path: str, steps: Sequence[tuple[Change, str]]
    ) -> None:
        self.source = source
        self.files = files
        self.path = path
        self.steps = steps

    def __call__(self, changed: bytes, count: int) -> bool:
        looked_at = {path: self.files[path] for path in (self.source.path, self.path)} | {self.path: changed}
        read = load_register(Overlay(None, looked_at), self.source.id, list(looked_at)).source
        if read is None:
            return False
        meant = self._meant(count)
        same_head = read.head.model_copy(update={"tiltak": {}}) == self.source.head.model_copy(update={"tiltak": {}})
        return same_head and self._of_file(read) == meant

    def _of_file(self, source: RegisterSource) -> list[tuple[str, ActionSource]]:
        return [(str(key).strip(), action) for key, action in source.actions if key.place.file == self.path]

    def _meant(self, count: int) -> list[tuple[str, ActionSource]]:
        steps: dict[str, list[tuple[Change, str]]] = {}
        for change, key in self.steps[:count]:
            steps.setdefault(change.action.id, []).append((change, key))
        meant: list[tuple[str, ActionSource]] = []
        for ident, action in self._of_file(self.source):
            changed = action
            for change, key in steps.pop(ident, []):
                if key == _REMARKS:
                    continue
                changed = changed.model_copy(update={key: _set(changed, change, key)})
            meant.append((ident, changed))
        return meant


def _set(action: ActionSource, change: Change, key: str) -> object:
    """What the key holds after the change."""
    if key == "status" and change.mended:
        new = {name: Text(value) for name, value in change.mended.items()}
        there = entry_of_day(action.status, change.day)
        return [each.model_copy(update=new) if each is there else each for each in action.status]
    if key == "status":
        entry = EntrySource.model_construct(None, **{name: Text(str(value)) for name, value in change.entry})
        return [*action.status, entry]
    if key != _OWN:
        return Text(change.values[key])
    spelt = {folded(each): each for each in action.egne}
    own = {spelt.get(folded(name), Text(name)): value for name, value in change.own.items()}
    return action.egne | {name: OwnValueSource.model_construct(None, verdi=Text(value)) for name, value in own.items()}
