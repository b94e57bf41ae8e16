"""Whether files have changed: looked at when somebody needs them, and at most once a second."""

from __future__ import annotations

import os
import time
from pathlib import Path
from threading import Lock

GLANCE = 1.0
"""Seconds for which what was seen is taken for what is."""


class Changes:
    """Remembers when each file was changed last. Any thread may ask."""

    def __init__(self) -> None:
        self._looking = Lock()
        self._seen: dict[Path, tuple[int, int, int] | None] = {}
        self._looked: dict[Path, float] = {}

    def changed(self, file: Path) -> bool:
        """True where the file is another than when this was asked the last time; one that is gone has not changed."""
        now = time.monotonic()
        with self._looking:
            if now - self._looked.get(file, -GLANCE) < GLANCE:
                return False
            self._looked[file] = now
            stamp = _stamp(file)
            before = self._seen.get(file)
            if stamp is None or stamp == before:
                return False
            self._seen[file] = stamp
            return True


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
