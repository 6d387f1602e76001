"""A project: every record there is."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.records.mandate import Mandate
from pipeline.records.model import Body, Case, Meeting, Person

if TYPE_CHECKING:  # most projects have none of these
    from pipeline.records.actions import Register
    from pipeline.records.papers import Paper


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """How to reach a person, as typed."""

    email: str
    phone: str


@dataclass(slots=True)
class Project:
    """The whole project, linked. `assets` are the other files under `sources/`, by path; `digests` the SHA-256 of
    every source, `contacts` how to reach the persons, by id."""

    organisation: str
    name: str
    language: str
    persons: dict[str, Person]
    bodies: dict[str, Body]
    meetings: dict[str, Meeting]
    cases: dict[str, Case]
    mandates: dict[str, Mandate] = field(default_factory=dict)
    registers: "dict[str, Register]" = field(default_factory=dict)
    papers: "dict[str, Paper]" = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    assets: frozenset[str] = frozenset()
    contacts: dict[str, ContactDetails] = field(default_factory=dict)

    def project_of(self, body: Body | None) -> str:
        """The name of the project a body works in, or nothing."""
        return self.name if body is None or body.project is None else body.project
