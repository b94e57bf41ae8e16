"""How often and how much at once one caller may call: a bucket that fills by the second, and a count of what runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from veritab_server.access.keys import Entry
from veritab_server.errors import RateLimited, TooManyCalls


class Allowance:
    """What one caller has left in this process, which is one of several that share the caller's limits."""

    def __init__(self, entry: Entry, processes: int) -> None:
        self._rate = entry.rate / processes
        self._most = max(1.0, self._rate)
        self._calls = -(-entry.calls // processes)
        self._left, self._filled, self._running = self._most, time.monotonic(), 0
        self._counting = Lock()

    @contextmanager
    def spent(self) -> Iterator[None]:
        """One call; RateLimited or TooManyCalls where there is nothing left for it."""
        self._begin()
        try:
            yield
        finally:
            with self._counting:
                self._running -= 1

    def _begin(self) -> None:
        with self._counting:
            if self._calls and self._running >= self._calls:
                raise TooManyCalls
            if self._rate:
                now = time.monotonic()
                self._left = min(self._most, self._left + (now - self._filled) * self._rate)
                self._filled = now
                if self._left < 1.0:
                    raise RateLimited((1.0 - self._left) / self._rate)
                self._left -= 1.0
            self._running += 1
