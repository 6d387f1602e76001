"""What is wrong, where, and how to mend it; and the exit codes. This package imports nothing of the project."""

from pipeline.diagnostics.exits import Exit
from pipeline.diagnostics.model import Diagnostic, Place, Problem, Severity, declared_problems

__all__ = ["Diagnostic", "Exit", "Place", "Problem", "Severity", "declared_problems"]
