"""Which action a row of a spreadsheet is about."""

from collections.abc import Mapping

from pipeline.diagnostics import Diagnostic
from pipeline.exchange import problems
from pipeline.exchange.action_headings import Meaning
from pipeline.exchange.answer_cells import CellReader
from pipeline.exchange.cells import Cell, CellKind
from pipeline.language.names import nearest
from pipeline.records.actions import Action, Register
from pipeline.schema.placed import folded


class ActionFinder:
    """Finds the actions of a register by id, or by name where a sheet has no ids. `skipped` counts the rows about
    actions it does not have."""

    def __init__(self, register: Register, is_form: bool, cells: CellReader, diagnostics: list[Diagnostic]) -> None:
        self.register = register
        self.is_form = is_form
        self.cells = cells
        self.diagnostics = diagnostics
        self.skipped = 0
        self.by_id = {folded(ident): action for ident, action in register.actions.items()}
        self.by_name: dict[str, list[Action]] = {}
        for action in register.actions.values():
            self.by_name.setdefault(folded(action.title), []).append(action)

    def of(self, found: Mapping[Meaning, Cell], first: Cell, is_asked: bool) -> Action | None:
        """The action the row is about; None where there is none, which is said: the last row may hold sums."""
        ident, name = found.get(Meaning.ID), found.get(Meaning.NAME)
        cell = ident or name
        if cell is None or (not is_asked and folded(cell.text) not in {*self.by_id, *self.by_name}):
            self.diagnostics.append(problems.ROW_SKIPPED.at(first.place, celle=first.name))
            return None
        if cell.kind in (CellKind.FORMULA, CellKind.FAULT, CellKind.DATE):
            self.cells.text(cell, "id-en til tiltaket" if ident else "navnet på tiltaket")
            return None
        if ident is not None:
            action = self.by_id.get(folded(ident.text))
            if action is not None:
                return None if name is not None and self._is_mixed(action, name) else action
            named = self.by_name.get(folded(name.text), []) if name is not None else []
            near = nearest(ident.text, self.register.actions) or (named[0].id if len(named) == 1 else None)
            self._unknown(ident, near)
            return None
        return self._named(cell)

    def _is_mixed(self, action: Action, name: Cell) -> bool:
        """Whether the name beside an id is that of another action: cells have been moved about."""
        others = self.by_name.get(folded(name.text), [])
        if not others or action in others:
            return False
        told = {"navn": action.title, "annen": others[0].title}
        self.diagnostics.append(problems.ACTION_MIXED.at(name.place, celle=name.name, **told))
        return True

    def _named(self, cell: Cell) -> Action | None:
        """The action by that name, in a sheet without ids."""
        key = folded(cell.text)
        same = self.by_name.get(key, [])
        if len(same) == 1:
            return same[0]
        if key in self.by_id:
            return self.by_id[key]
        near = nearest(key, self.by_name)
        if same or near is None or len(self.by_name[near]) > 1:
            self._unknown(cell, same[0].id if same else None)
            return None
        action = self.by_name[near][0]
        self.diagnostics.append(
            problems.ACTION_READ_AS.at(cell.place, celle=cell.name, navn=cell.shown, forslag=action.title)
        )
        return action

    def _unknown(self, cell: Cell, near: str | None) -> None:
        """Says that there is no such action. Nobody has written a row into a form; others may have actions we do not
        follow."""
        problem = problems.ACTION_UNKNOWN if self.is_form else problems.ACTION_SKIPPED
        self.diagnostics.append(problem.at(cell.place, celle=cell.name, navn=cell.shown, forslag=near))
        self.skipped += 1
