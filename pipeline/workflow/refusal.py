"""What a command says no to."""

from pipeline.diagnostics import Exit


class Refused(Exception):
    """What was asked cannot be done; the text says why, in Norwegian, and `exit` what the process says."""

    def __init__(self, said: str, exit_code: Exit = Exit.USAGE) -> None:
        super().__init__(said)
        self.exit = exit_code
