"""A file system that fails, or a process that ends, at the n-th thing that is asked of it.

What is asked goes through functions of `os`: they are wrapped, counted, and at the n-th call the fault comes instead of
the deed, or (`after`) right behind it, as from a network disk that did it and could not say so. A write that fails has
written half.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

ASKED = ("open", "write", "fsync", "close", "chmod", "mkdir", "replace", "rename", "unlink", "rmdir", "scandir")


class Killed(BaseException):
    """The process ended; nothing of it may catch this."""


class Disk:
    """Counts what is asked; `at` is the number of the call that fails (0: none)."""

    def __init__(self, fault: Callable[[], Any], at: int, after: bool, only: tuple[str, ...]) -> None:
        self.fault = fault
        self.at = at
        self.after = after
        self.only = only
        self.asked: list[str] = []

    @property
    def failed(self) -> str | None:
        """What failed; None where the call never came."""
        return self.asked[self.at - 1] if 0 < self.at <= len(self.asked) else None

    def wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.asked.append(name)
            if len(self.asked) != self.at:
                return real(*arguments, **named)
            if name == "write":
                real(arguments[0], bytes(arguments[1])[: len(arguments[1]) // 2])
            elif name == "close" or self.after:
                real(*arguments, **named)
            return self.fault()

        return call


@contextmanager
def failing_disk(
    fault: Callable[[], Any], at: int, after: bool = False, only: tuple[str, ...] = ASKED
) -> Iterator[Disk]:
    """`os` fails with `fault` at the `at`-th call of the functions `only`."""
    disk = Disk(fault, at, after, only)
    real = {name: getattr(os, name) for name in only}
    try:
        for name, function in real.items():
            setattr(os, name, disk.wrapped(name, function))
        yield disk
    finally:
        for name, function in real.items():
            setattr(os, name, function)


def raising(error: BaseException) -> Callable[[], Any]:
    """A fault that is raised."""

    def fault() -> Any:
        raise error

    return fault


def every_step(
    attempt: Callable[[int], Disk],
    limit: int = 1000,
) -> list[str]:
    """Calls `attempt` with 1, 2, 3 … until nothing fails any more; what failed, in order."""
    failed: list[str] = []
    for number in range(1, limit):
        disk = attempt(number)
        if disk.failed is None:
            return failed
        failed.append(disk.failed)
    raise AssertionError("it never ends")


def killed_in_a_process_of_its_own(work: Callable[[], Any], at: int, only: tuple[str, ...] = ASKED) -> bool:
    """Runs `work` in a child that ends, like one that is killed, at the `at`-th call; whether it came that far."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        assert code in (0, 9), code
        return code == 9
    code = 1
    try:
        with failing_disk(lambda: os._exit(9), at, only=only):
            work()
        code = 0
    finally:
        os._exit(code)
