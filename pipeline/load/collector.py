"""Python's collector of garbage, put off while something large is built."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for garbage while a hundred thousand values are read or put together, none of which is garbage: it took
    a third of the time of reading them and two thirds of that of putting them together, and more the larger the
    register."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
