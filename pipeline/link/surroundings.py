"""The project around what is being put together: its persons, bodies, cases and files."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.diagnostics import Diagnostic, Problem
from pipeline.language.names import nearest
from pipeline.link.files import Assets
from pipeline.link.mandate_problems import CASE_AMBIGUOUS
from pipeline.link.mentions import Mentions
from pipeline.link.names import Names
from pipeline.link.people import Register
from pipeline.link.problems import CASE_UNKNOWN
from pipeline.load.model import RawProject
from pipeline.records.model import Body, Case
from pipeline.schema.placed import Text


@dataclass
class Surroundings:
    """What a mandate, a register or a text is linked against: the rest of its project. `body_ids` are the bodies of the
    setup, those that cannot be read too; `language` and `project` are what holds where it says nothing itself."""

    register: Register
    bodies: Mapping[str, Body]
    body_ids: Collection[str]
    assets: Assets
    mentions: Mentions
    project: str
    language: str

    @classmethod
    def of(cls, raw: RawProject, register: Register, assets: Assets, mentions: Mentions) -> "Surroundings":
        return cls(
            register,
            mentions.bodies,
            frozenset(map(str, raw.setup.organer)),
            assets,
            mentions,
            str(raw.setup.prosjekt or ""),
            raw.setup.språk or "nb",
        )

    @cached_property
    def names(self) -> Names:
        """Who may be meant where a person, a body or a group may stand."""
        return Names(self.register, self.bodies, self.mentions.names, self.body_ids)

    def body(self, typed: Text | None, unknown: Problem, diagnostics: list[Diagnostic]) -> Body | None:
        """The body of that id or name; `unknown` is said where there is none."""
        if not typed:
            return None
        found = self.names.body(typed)
        if found is None and typed not in self.body_ids:
            near = nearest(typed, self.body_ids)
            diagnostics.append(unknown.at(typed.place, navn=typed, forslag=near))
        return found

    def case(self, typed: Text | None, body: Body | None, diagnostics: list[Diagnostic]) -> tuple[Case | None, str]:
        """The case meant, of `body` first, and its number as printed; without the case where it is not kept here."""
        if not typed:
            return None, ""
        case, known = self.mentions.case(typed, body)
        if case is not None:
            others = self.mentions.owners(typed) if body is None else []
            if len(others) > 1:
                diagnostics.append(CASE_AMBIGUOUS.at(typed.place, nummer=typed, organer=", ".join(others)))
            return case, case.label
        if not known:
            near = self.mentions.nearest_case(typed, body)
            diagnostics.append(CASE_UNKNOWN.at(typed.place, nummer=typed, forslag=near))
        number = body.number_form.read(typed) if body else None
        return None, body.number_form.write(number) if body and number else str(typed).strip()
