"""Who is meant in the tables and the log of a mandate: a person or a body by id, or a group as typed."""

import re
from collections.abc import Collection, Mapping

from pipeline.diagnostics import Diagnostic
from pipeline.language.names import NameIndex, nearest
from pipeline.link.leftovers import unfinished_in_text
from pipeline.link.people import Register, folded
from pipeline.link.problems import PERSON_AMBIGUOUS, PERSON_NAME_MISSPELT, PERSON_UNKNOWN
from pipeline.records.model import Body
from pipeline.schema.placed import Text

GROUP_WORDS = re.compile(
    r"gruppe|gruppa|\balle\b|sekretariat|utval|prosjekt|leder|leiar|medlem|representant|\borgan|avdeling|kommune|sykehus|sjukehus"
    r"|\bHF\b|\bAG\b|styre|råd\b|tillitsvalgt|tillitsvald|bruker|brukar",
    re.IGNORECASE,
)
"""Words of groups, which nobody's name is."""
_ID = re.compile(r"@.*|[a-zæøå0-9]+(?:[-_][a-zæøå0-9]+)*")
_WITH_BRACKET = re.compile(r"(?P<name>[^()]+?)\s*(?P<rest>\([^()]*\))")


class Names:
    """The persons and bodies of a project, as they are named where a group may stand too. `body_ids` are all bodies of
    the setup, those that cannot be read too."""

    def __init__(
        self, register: Register, bodies: Mapping[str, Body], index: NameIndex, body_ids: Collection[str]
    ) -> None:
        self.register = register
        self.index = index
        self.body_ids = body_ids
        self._bodies = {folded(name): body for body in bodies.values() for name in (body.name, body.id)}

    def body(self, typed: str) -> Body | None:
        """The body of that id or name."""
        return self._bodies.get(folded(typed))

    def printed(self, typed: Text | None, diagnostics: list[Diagnostic], only_ids: bool = False) -> str:
        """The full name of who `typed` means; a name nobody in the register answers to is printed as it stands.

        `only_ids`: a name is left as typed even where somebody answers to it. What looks like an id and is none is an
        error.
        """
        if not typed:
            return ""
        whole = " ".join(typed.split())
        found = _WITH_BRACKET.fullmatch(whole)
        name, rest = (found["name"], f" {found['rest']}") if found else (whole, "")
        persons = self.register.lookup(name)
        is_id = bool(_ID.fullmatch(name))
        if len(persons) == 1 and (is_id or not only_ids):
            return persons[0].name + rest
        if (body := self.body(name)) is not None:
            return body.name + rest
        if persons and (is_id or not only_ids):
            who = ", ".join(f"{person.name} ({person.id})" for person in persons)
            diagnostics.append(PERSON_AMBIGUOUS.at(typed.place, navn=name, hvem=who))
        elif is_id and name not in self.body_ids and not GROUP_WORDS.search(name):
            diagnostics.append(PERSON_UNKNOWN.at(typed.place, navn=name, forslag=self.suggestion(name)))
        else:
            self.remark(typed, diagnostics)
        return whole.removeprefix("@")

    def suggestion(self, name: str) -> str | None:
        """The person or body nearest to `name`."""
        key = name.removeprefix("@")
        return self.register.suggestion(key) or nearest(key, self.body_ids)

    def remark(self, typed: Text, diagnostics: list[Diagnostic]) -> None:
        """Says what is wrong with a short text printed as typed: names misspelt, and what is left to fill in."""
        for found in self.index.find(typed):
            if found.kind == "near":
                diagnostics.append(
                    PERSON_NAME_MISSPELT.at(typed.at(found.offset), navn=found.word, forslag=found.suggestion)
                )
        diagnostics.extend(unfinished_in_text(typed))
