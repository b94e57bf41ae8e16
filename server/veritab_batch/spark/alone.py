"""Checking in a process apart, so that a document at which the process dies costs that process and nothing else.

Spark does a share of the documents again where its worker died, some times, and then gives up the job. So from the
second time on, the documents of a share are checked in here: what kills its process twice is set aside.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from veritab_batch.crew import DEATHS, GRACE, ended
from veritab_batch.errors import WORKER_DIED, TooSlow, WorkersDie
from veritab_batch.given import Given
from veritab_batch.rows import Checked, Desk, set_aside, slow

MakeDesk = Callable[[], Desk]
"""Makes what documents are checked with, in whatever process it is called."""


class Alone:
    """A process that checks one document after the other, and is begun again where it dies."""

    def __init__(self, make: MakeDesk, desk: Desk) -> None:
        self._make, self._desk = make, desk
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None

    def check(self, given: Given) -> Checked:
        """The document's row; it says so where the process died of it, or had to be ended."""
        code = 0
        for _ in range(DEATHS):
            line = self._line or self._begin()
            try:
                line.send(given)
                if not line.poll(self._desk.seconds + GRACE):
                    self.end()
                    return self._aside(given, TooSlow.reason, slow(self._desk.seconds))
                checked: Checked = line.recv()
            except (EOFError, OSError):
                code = self.end(GRACE)
            else:
                return checked
        return self._aside(given, WORKER_DIED, f"The process that checked it ended, twice ({ended(code)}).")

    def end(self, patience: float = 0.0) -> int:
        """End the process, if it does not end by itself for so many seconds; gives the status that it ended with."""
        if self._process is None or self._line is None:
            return 0
        self._line.close()
        self._process.join(patience)
        self._process.kill()
        self._process.join()
        code = self._process.exitcode or 0
        self._process = self._line = None
        return code

    def _aside(self, given: Given, reason: str, message: str) -> Checked:
        return set_aside(given.id(self._desk.columns), self._desk.checker.tables.id, reason, message)

    def _begin(self) -> Connection:
        context = get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(self._make, theirs), daemon=True)
        self._process.start()
        theirs.close()
        try:
            self._line.recv()
        except EOFError:
            raise WorkersDie(f"A process that was to check ended ({ended(self.end(GRACE))}).") from None
        return self._line


def _work(make: MakeDesk, line: Connection) -> None:
    """Check what comes until nobody is there any more; what is sent first says that this can begin."""
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        desk = make()
        line.send(None)
        while True:
            line.send(desk.check(line.recv()))
