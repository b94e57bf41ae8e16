"""What callers have used of their limits, in a file that all workers map into memory: a limit holds for the server.

A record has the id of a key, the time until which its calls take up its rate, and for each worker how many of them run
there. The file is locked by the system, so that a worker that is killed leaves no lock behind; a worker that starts
forgets what the one before it had running.
"""

from __future__ import annotations

import mmap
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from threading import Lock
from zlib import crc32

RECORDS = 16_384
"""Four times as many as there can be keys, so that a place is found at once."""
EMPTY = b""


@dataclass(frozen=True, slots=True)
class Share:
    """One of several workers that count in one file."""

    file: Path
    workers: int
    number: int
    """Which one, from 0."""


@dataclass(slots=True)
class Record:
    """What one caller has used."""

    paid: float
    """The monotonic time until which its calls take up its rate."""
    running: list[int]
    """Calls that run, by worker."""


class Ledger:
    """The records. Any thread may use it."""

    def __init__(self, share: Share | None = None) -> None:
        """Those that the workers share, or where there is none, those of this process alone."""
        workers, self.number = (share.workers, share.number) if share else (1, 0)
        self._layout = Struct(f"=8sd{workers}I")
        self._counting = Lock()
        self._file = os.open(share.file, os.O_RDWR | os.O_CREAT, 0o600) if share else -1
        size = RECORDS * self._layout.size
        if share:
            os.ftruncate(self._file, size)
        self._map = mmap.mmap(self._file, size)
        self._forget_own()

    @contextmanager
    def record(self, id: str) -> Iterator[Record]:
        """The record of a key, to be read and changed while nobody else does."""
        with self._locked():
            name, at = id.encode(), self._place(id.encode())
            _, paid, *running = self._layout.unpack_from(self._map, at)
            record = Record(paid, running)
            yield record
            self._layout.pack_into(self._map, at, name, record.paid, *record.running)

    def _place(self, id: bytes) -> int:
        """Where the record of a key is, or is to be."""
        start = crc32(id)
        for step in range(RECORDS):
            at = (start + step) % RECORDS * self._layout.size
            found = self._map[at : at + 8].rstrip(b"\0")
            if found in (id, EMPTY):
                return at
        raise RuntimeError("the ledger is full")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._counting:
            if self._file < 0 or sys.platform == "win32":
                yield
                return
            import fcntl

            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)

    def _forget_own(self) -> None:
        with self._locked():
            for at in range(0, len(self._map), self._layout.size):
                if self._map[at : at + 8].rstrip(b"\0") != EMPTY:
                    name, paid, *running = self._layout.unpack_from(self._map, at)
                    running[self.number] = 0
                    self._layout.pack_into(self._map, at, name, paid, *running)
