"""A look at the clock, for what hangs without an end."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


class Hung(BaseException):
    """A case that takes longer than any should; no Exception, lest what hangs takes it for one of its own."""


@contextmanager
def watched(seconds: int) -> Iterator[None]:
    """Raise Hung in the main thread after so many seconds."""

    def hung(*_: object) -> None:
        raise Hung(f"still running after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, hung)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
