"""Whether files have changed: looked at when somebody needs them, and at most once a second."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Lock

from veritab_server.origin import stamp_of

GLANCE = 1.0
"""Seconds for which what was seen is taken for what is."""


class Changes:
    """Remembers when each file was changed last. Any thread may ask."""

    def __init__(self) -> None:
        self._looking = Lock()
        self._seen: dict[Path, tuple[int, int, int]] = {}
        self._looked: dict[Path, float] = {}

    def changed(self, file: Path) -> bool:
        """True where the file is another than when this was asked the last time; one that is gone has not changed."""
        now = time.monotonic()
        with self._looking:
            if now - self._looked.get(file, -GLANCE) < GLANCE:
                return False
            self._looked[file] = now
            stamp = stamp_of(file)
            if stamp is None or stamp == self._seen.get(file):
                return False
            self._seen[file] = stamp
            return True

    def forget(self, file: Path) -> None:
        """What was seen of the file could not be used: it has changed until it can be."""
        with self._looking:
            self._seen.pop(file, None)
