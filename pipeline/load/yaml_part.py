"""A YAML part of a source as a tree, with the overrules in its comments; and how much is said about one file."""

from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.load import yaml_problems as problems
from pipeline.load.model import Overrule
from pipeline.load.overrules import yaml_overrules
from pipeline.load.source_text import SourceText
from pipeline.load.yaml_nodes import YamlNode
from pipeline.load.yaml_tree import read_yaml
from pipeline.load.yaml_values import known_keys
from pipeline.schema.source_model import SourceModel

MAX_COMPLAINTS = 300
"""About one file; somebody who types badly makes a tenth of that."""


@dataclass(slots=True)
class YamlPart:
    """A YAML part as a tree. `is_read` is False where the part was refused: then nothing more is said of it."""

    root: YamlNode | None
    is_read: bool


def read_part(
    text: SourceText,
    model: type[SourceModel],
    overrules: list[Overrule],
    diagnostics: list[Diagnostic],
    first: int = 1,
    last: int | None = None,
) -> YamlPart:
    """The lines from `first` to `last` as a tree; their overrules and faults are added to the lists given."""
    root, faults = read_yaml(text, first, last, known_keys(model))
    found, about_overrules = yaml_overrules(text, first, last)
    overrules.extend(found)
    diagnostics.extend([*faults, *about_overrules])
    return YamlPart(root, not any(each.severity is Severity.UNREADABLE for each in faults))


def at_most(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """The first of very many complaints about one file, and how many there were; what makes it *uleselig* always."""
    if len(diagnostics) <= MAX_COMPLAINTS:
        return diagnostics
    rest = diagnostics[MAX_COMPLAINTS:]
    grave = [each for each in rest if each.severity is Severity.UNREADABLE][:MAX_COMPLAINTS]
    more = problems.MORE_COMPLAINTS.at(Place(diagnostics[0].place.file), antall=len(rest) - len(grave))
    return [*diagnostics[:MAX_COMPLAINTS], *grave, more]
