"""What ends waits that have no end of their own: for a request that never comes, for a caller who never reads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

GLANCE = 0.25
"""Seconds between two looks; an end may come so much late."""


class Watchdog:
    """One thread for all the waits of a process. Any thread may have it watch."""

    def __init__(self) -> None:
        self._waits: dict[object, tuple[float, Callable[[], object]]] = {}
        self._closed = threading.Event()
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    @contextmanager
    def within(self, seconds: float, end: Callable[[], object]) -> Iterator[Callable[[], None]]:
        """Call `end`, in the watchdog's thread, where this lasts longer; what it gives ends the watch before."""
        wait = object()
        self._waits[wait] = time.monotonic() + seconds, end
        try:
            yield lambda: self._forget(wait)
        finally:
            self._forget(wait)

    def close(self) -> None:
        """Watch no more."""
        self._closed.set()

    def _forget(self, wait: object) -> None:
        self._waits.pop(wait, None)

    def _watch(self) -> None:
        while not self._closed.wait(GLANCE):
            now = time.monotonic()
            for wait, (due, end) in tuple(self._waits.items()):
                if due <= now:
                    self._forget(wait)
                    end()
