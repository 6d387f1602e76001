"""What a build came to."""

from dataclasses import dataclass, field

from pipeline.diagnostics import Diagnostic, Exit


@dataclass(slots=True)
class BuildReport:
    """What a build came to. Files are paths from the project folder; `unknown` are the ids asked for that there are
    none of (then nothing is built)."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    accepted: int = 0
    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    exits: set[Exit] = field(default_factory=set)
    language: str = "nb"

    @property
    def exit(self) -> Exit:
        """The gravest thing that happened."""
        return max(self.exits, default=Exit.GOOD)
