"""Exit codes of the command, as documented in the guide."""

from enum import IntEnum


class Exit(IntEnum):
    """What the process says when it ends."""

    GOOD = 0
    """All documents written, whatever was remarked."""
    FAULTS = 1
    """`check` or `--strict` found faults, or a document could not be built."""
    USAGE = 2
    """The command was called wrongly."""
    TEMPLATE = 3
    """A template is faulty."""
    OUTSIDE = 4
    """An outside program is missing or failed."""
    VERIFICATION = 5
    """A finished document failed verification."""
    FILES = 6
    """A file cannot be read or written."""
    BUG = 70
    """Our own fault."""
    INTERRUPTED = 130
    """Stopped by the user."""
