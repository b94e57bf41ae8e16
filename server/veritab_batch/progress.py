"""How far a batch is: documents, share of the input, rate and time left, for whoever looks on."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

WINDOW = 60.0
"""Seconds that the rate is of."""


@dataclass(frozen=True, slots=True)
class Sight:
    """How far a batch is."""

    documents: int
    share: float
    """Of the input's bytes, 0 to 1."""
    rate: float
    """Documents a second; 0 where it is not known yet."""
    left: float | None
    """Seconds; None where they are not known yet."""


Look = Callable[[Sight], None]
"""What shows it."""


@dataclass(slots=True)
class Progress:
    """Counts what is finished. What an earlier run had finished says nothing of the rate."""

    bytes: int
    show: Look
    clock: Callable[[], float] = time.monotonic
    documents: int = 0
    read: int = 0
    seen: deque[tuple[float, int, int]] = field(default_factory=deque)

    def add(self, documents: int, read: int, *, before: bool = False) -> None:
        """A part is finished, or was `before` this run."""
        self.documents += documents
        self.read += read
        if not before:
            self._look()
        elif self.seen:
            began = self.seen[0]
            self.seen[0] = began[0], began[1] + documents, began[2] + read

    def begin(self) -> None:
        """Count the time from here, where it is not counted yet."""
        if not self.seen:
            self.seen.append((self.clock(), self.documents, self.read))

    def _look(self) -> None:
        self.begin()
        now = self.clock()
        self.seen.append((now, self.documents, self.read))
        while len(self.seen) > 2 and now - self.seen[1][0] > WINDOW:
            self.seen.popleft()
        began, documents, read = self.seen[0]
        seconds = now - began
        rate, pace = ((self.documents - documents) / seconds, (self.read - read) / seconds) if seconds > 0 else (0, 0)
        left = max(0, self.bytes - self.read) / pace if pace > 0 else None
        share = min(1.0, self.read / self.bytes) if self.bytes else 1.0
        self.show(Sight(self.documents, share, rate, left))
