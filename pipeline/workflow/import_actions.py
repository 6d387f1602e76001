"""`saksgang import actions`: the answers read back, what they would change shown, and, when somebody says so, added.

All of it is worked out and proved before a byte is written.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Exit, Place, Severity
from pipeline.edit.splice import Splice, SpliceFailure
from pipeline.edit.whole_file import reason, write_whole
from pipeline.edit.yaml_row import row_ways
from pipeline.edit.yaml_value import Ways, changed_as_meant, value_ways
from pipeline.exchange import problems
from pipeline.exchange.action_answers import Answers, Change, Silent, origin_of, read_answers, silent
from pipeline.exchange.spreadsheet import LARGEST_FILE, Spreadsheet, read_spreadsheet
from pipeline.language.names import nearest
from pipeline.load.files import Overlay, SourceFolder
from pipeline.load.model import RegisterSource
from pipeline.load.register_models import ActionSource, EntrySource
from pipeline.load.registers import load_register
from pipeline.records.actions import Register
from pipeline.schema.placed import Text
from pipeline.workflow.changing import changing, readable, require_utf8
from pipeline.workflow.export_actions import known_register, typed_day
from pipeline.workflow.reading import Reading, in_order, read_project
from pipeline.workflow.refusal import Refused

_ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv")


@dataclass(slots=True)
class ImportOutlook:
    """What was read, and what it would change: `answers` and `silent` by register; `files` are the sources as they
    would be, `before` as they are. With `is_refused` nothing may be written."""

    root: Path
    answers: dict[str, Answers] = field(default_factory=dict)
    silent: dict[str, list[Silent]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    before: dict[str, bytes] = field(default_factory=dict)

    @property
    def changes(self) -> list[Change]:
        return [change for answers in self.answers.values() for change in answers.changes]

    @property
    def is_refused(self) -> bool:
        return any(each.severity is not Severity.WARNING for each in self.diagnostics)


def look_at(root: Path, paths: Sequence[Path], ident: str | None, day: str | None, today: date) -> ImportOutlook:
    """Reads the spreadsheets in `paths` (files and folders). Raises Refused.

    An answer is dated by its own date, else `day`, else the day its form was made for, else `today`. A sheet that is no
    form of ours is about the register `ident`.
    """
    given = typed_day(day) if day else None
    reading = read_project(root)
    project = readable(reading)
    if not project.registers:
        raise Refused("Prosjektet har ingen tiltaksregistre. De ligger i sources/status.")
    chosen = known_register(project, ident) if ident else None
    look = ImportOutlook(root)
    days: dict[str, date] = {}
    for path in _spreadsheets(paths):
        book = _read(path, look.diagnostics)
        if book is None:
            continue
        origin = origin_of(book)
        if origin is None:
            register = chosen or _only(project.registers, book)
        elif origin.register in project.registers:
            register = project.registers[origin.register]
        else:
            near = nearest(origin.register, project.registers)
            unknown = problems.REGISTER_OF_FORM_UNKNOWN.at(Place(book.file), navn=origin.register, forslag=near)
            look.diagnostics.append(unknown)
            continue
        asked = (origin.day if origin else None) or today
        days.setdefault(register.id, asked)
        source = _source(reading, register)
        typed = {str(key): action for key, action in source.actions}
        own = [word for key, each in source.head.egne_kolonner.items() for word in (key, each.overskrift)]
        answers = look.answers.setdefault(register.id, Answers())
        report = register.day if source.head.dato else None
        read_answers(book, origin, register, typed, own, given or asked, report, answers)
    for name, answers in look.answers.items():
        register = project.registers[name]
        look.silent[name] = silent(register, days[name], answers.answered)
        look.diagnostics += answers.diagnostics
        if answers.changes and not look.is_refused:
            _work_out(look, _source(reading, register), answers.changes)
    if look.files and not look.is_refused:
        look.diagnostics += _new_faults(root, reading, look.files)
    look.diagnostics = in_order(look.diagnostics)
    return look


def write(look: ImportOutlook) -> list[str]:
    """Adds what was shown; the files that were changed. Raises Refused: also where one of them has been changed since,
    and then nothing is written."""
    if look.is_refused:
        return []
    with changing(look.root):
        for path, before in look.before.items():
            if (look.root / path).read_bytes() != before:
                raise SpliceFailure
        return [path for path, data in look.files.items() if write_whole(look.root / path, data)]


# --- reading ------------------------------------------------------------------------------------------------------


def _spreadsheets(paths: Sequence[Path]) -> list[Path]:
    """The files, and those in the folders, each once. Raises Refused."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [each for each in sorted(path.iterdir()) if each.suffix.casefold() in _ENDINGS and _is_whole(each)]
            if not inside:
                raise Refused(f"Det er ingen regneark i mappen {path}.")
            found.update(dict.fromkeys(inside))
        elif path.exists():
            found[path] = None
        else:
            raise Refused(f"{path} finnes ikke.")
    return list(found)


def _is_whole(path: Path) -> bool:
    """Whether it is a file of its own, not what Excel leaves beside one that is open."""
    return path.is_file() and not path.name.startswith(("~$", ".", "._"))


def _read(path: Path, diagnostics: list[Diagnostic]) -> Spreadsheet | None:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Refused(f"Kan ikke lese {path}: {reason(error)}.", Exit.FILES) from None
    return read_spreadsheet(data, str(path), diagnostics)


def _only(registers: Mapping[str, Register], book: Spreadsheet) -> Register:
    """The register a sheet made by others is about, where there is but one. Raises Refused."""
    if len(registers) > 1:
        known = ", ".join(registers)
        raise Refused(
            f"{book.file} sier ikke hvilket register det gjelder. Si det med --register. Det finnes: {known}."
        )
    return next(iter(registers.values()))


def _source(reading: Reading, register: Register) -> RegisterSource:
    assert reading.raw is not None
    return next(each for each in reading.raw.registers if each.id == register.id)


# --- working out --------------------------------------------------------------------------------------------------


def _work_out(look: ImportOutlook, source: RegisterSource, changes: Sequence[Change]) -> None:
    """The files of the register as they would be, each proved by reading it again. Raises Refused."""
    files = {path: (look.root / path).read_bytes() for path in source.texts}
    where = {str(key): key.place.file for key, _ in reversed(source.actions)}
    for path, data in files.items():
        here = [change for change in changes if where[change.action.id] == path]
        if not here:
            continue
        require_utf8(data, path)
        steps = [step for change in here for step in _steps(change)]
        proof = _Proof(source, files, path, [(change, key) for change in here for key in _keys(change)])
        try:
            changed = changed_as_meant(data, steps, proof)
        except SpliceFailure:
            raise Refused(
                f"Svarene kan ikke skrives inn i {path}: den er skrevet på en måte som ikke lar seg endre trygt. "
                "Skriv tiltakene med én nøkkel på hver linje."
            ) from None
        look.before[path], look.files[path] = data, changed


def _keys(change: Change) -> list[str]:
    """What a change sets, a step each: the list of entries, and single keys."""
    return [*(["status"] if change.entry else []), *change.values]


def _steps(change: Change) -> list[Ways]:
    def row(data: bytes) -> Iterator[list[Splice]]:
        return row_ways(data, ("tiltak", change.action.id, "status"), change.entry)

    def value(key: str) -> Ways:
        return lambda data: value_ways(data, ("tiltak", change.action.id, key), change.values[key])

    return [row if key == "status" else value(key) for key in _keys(change)]


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
        return [(str(key), action) for key, action in source.actions if key.place.file == self.path]

    def _meant(self, count: int) -> list[tuple[str, ActionSource]]:
        steps: dict[str, list[tuple[Change, str]]] = {}
        for change, key in self.steps[:count]:
            steps.setdefault(change.action.id, []).append((change, key))
        meant: list[tuple[str, ActionSource]] = []
        for ident, action in self._of_file(self.source):
            for change, key in steps.pop(ident, []):
                if key == "status":
                    entry = EntrySource.model_construct(
                        None, **{name: Text(str(value)) for name, value in change.entry}
                    )
                    action = action.model_copy(update={"status": [*action.status, entry]})  # noqa: PLW2901
                else:
                    action = action.model_copy(update={key: Text(change.values[key])})  # noqa: PLW2901
            meant.append((ident, action))
        return meant


def _new_faults(root: Path, reading: Reading, files: Mapping[str, bytes]) -> list[Diagnostic]:
    """What would be wrong with the project that is not wrong now."""
    after = read_project(root, Overlay(SourceFolder(root), files))
    known = Counter((each.code, each.message()) for each in reading.diagnostics)
    new: list[Diagnostic] = []
    for each in after.diagnostics:
        told = (each.code, each.message())
        if known[told]:
            known[told] -= 1
        else:
            new.append(each)
    return new
