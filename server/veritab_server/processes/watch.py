"""Looking at the files of the tables every so often."""

from __future__ import annotations

import time

from veritab_server.origin import Origin


class Watch:
    """Says when the files of the tables have changed and are at rest."""

    def __init__(self, origin: Origin, interval: float) -> None:
        """With an interval of 0 it never looks."""
        self._origin, self._interval = origin, interval
        self._loaded = self._before = origin.stamps() if interval else {}
        self._due = time.monotonic() + interval

    def begin(self) -> None:
        """A load begins: what it reads is what there is now."""
        if self._interval:
            self._loaded = self._origin.stamps()

    def next_due(self) -> float | None:
        """Seconds until it has to look; None where it does not."""
        return max(0.0, self._due - time.monotonic()) if self._interval else None

    def is_due(self) -> bool:
        """True where it is time to look."""
        return bool(self._interval) and self._due <= time.monotonic()

    def look(self) -> bool:
        """Look once; True where a load is due.

        A file that is still being written changes from one look to the next, and is left until then.
        """
        self._due = time.monotonic() + self._interval
        now = self._origin.stamps()
        at_rest, self._before = now == self._before, now
        return at_rest and now != self._loaded
